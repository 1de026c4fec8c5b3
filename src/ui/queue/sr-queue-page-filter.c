/* What is left out of a view of the queue.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-queue-page"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/queue/sr-queue-page-private.h"
#include "ui/widgets/sr-accessible.h"

/* A filter holds in every view, for as long as its chips say so. The popover and the bar are made when
 * somebody filters for the first time.
 */

static void
show_in_bar (SrQueuePage           *self,
             const SrRequestFilter *filter)
{
  /* What is hidden, or made anew, cannot keep the keyboard. */
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->filter_bar)) != NULL;

  if (sr_request_filter_is_empty (filter))
    gtk_widget_set_visible (GTK_WIDGET (self->filter_bar), FALSE);
  else
    sr_filter_bar_set_filter (self->filter_bar, sr_page_get_room (SR_PAGE (self)), filter);
  if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self->filter_button));
}

static void
on_edit_cb (SrQueuePage  *self,
            SrFilterPart  part)
{
  gtk_menu_button_popup (self->filter_button);
  sr_filter_popover_show_part (self->filter_popover, part);
}

static void
on_removed_cb (SrQueuePage  *self,
               SrFilterPart  part)
{
  g_autoptr (SrRequestFilter) filter =
    sr_request_filter_copy (sr_queue_model_get_filter (self->model));

  sr_filter_part_clear (part, filter);
  _sr_queue_page_set_filter (self, filter);
}

static void
make_bar (SrQueuePage *self)
{
  self->filter_bar = sr_filter_bar_new ();
  g_signal_connect_object (self->filter_bar, "edit", G_CALLBACK (on_edit_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->filter_bar, "removed", G_CALLBACK (on_removed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_insert_child_after (self->list_box, GTK_WIDGET (self->filter_bar), self->views_box);
}

static void
on_chosen_cb (SrQueuePage *self)
{
  _sr_queue_page_set_filter (self, sr_filter_popover_get_filter (self->filter_popover));
}

static void
on_create_popup_cb (GtkMenuButton *button,
                    gpointer       data)
{
  SrQueuePage *self = data;

  if (self->filter_popover != NULL || self->model == NULL)
    return;

  self->filter_popover = g_object_new (SR_TYPE_FILTER_POPOVER, NULL);
  sr_filter_popover_set_room (self->filter_popover, sr_page_get_room (SR_PAGE (self)));
  sr_filter_popover_set_filter (self->filter_popover, sr_queue_model_get_filter (self->model));
  g_signal_connect_object (self->filter_popover, "changed", G_CALLBACK (on_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (button, GTK_WIDGET (self->filter_popover));
}

/**
 * _sr_queue_page_set_filter:
 * @filter: (nullable): what must hold beside the view; copied
 */
void
_sr_queue_page_set_filter (SrQueuePage           *self,
                           const SrRequestFilter *filter)
{
  if (self->model != NULL)
    sr_queue_model_set_filter (self->model, filter);

  if (self->filter_popover != NULL)
    {
      sr_filter_popover_set_room (self->filter_popover, sr_page_get_room (SR_PAGE (self)));
      sr_filter_popover_set_filter (self->filter_popover, filter);
    }
  if (self->filter_bar == NULL && !sr_request_filter_is_empty (filter))
    make_bar (self);
  if (self->filter_bar != NULL)
    show_in_bar (self, filter);

  if (sr_request_filter_is_empty (filter))
    gtk_widget_remove_css_class (GTK_WIDGET (self->filter_button), "chosen");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->filter_button), "chosen");
}

static void
on_clear_filter_cb (GtkWidget  *widget,
                    const char *action,
                    GVariant   *parameter)
{
  SrQueuePage *self = SR_QUEUE_PAGE (widget);

  _sr_queue_page_set_filter (self, NULL);
  _sr_queue_page_focus_list (self);
}

static void
on_filter_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  SrQueuePage *self = SR_QUEUE_PAGE (widget);

  if (sr_page_get_can_go_back (SR_PAGE (self)))
    _sr_queue_page_leave_detail (self);
  gtk_menu_button_popup (self->filter_button);
}

void
_sr_queue_page_filter_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "queue.filter", NULL, on_filter_cb);
  gtk_widget_class_install_action (widget_class, "queue.clear-filter", NULL, on_clear_filter_cb);
}

void
_sr_queue_page_filter_init (SrQueuePage *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_menu_button_set_create_popup_func (self->filter_button, on_create_popup_cb, self, NULL);
  sr_accessible_set_name (GTK_WIDGET (self->filter_button), _("Filter"));

  /* From anywhere in the window, as the search. */
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (keys), GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control><Shift>f"),
                      gtk_named_action_new ("queue.filter")));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
