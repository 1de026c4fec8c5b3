/* What the list is filtered by: a chip for each part.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-filter-bar"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "ui/queue/sr-filter-bar.h"
#include "ui/widgets/sr-accessible.h"

/**
 * SrFilterBar:
 *
 * Each chip says a part in words, leads to its choices, and can be taken away by its cross or by the
 * Delete key. The bar is made for the first filter and hidden while there is none.
 */
struct _SrFilterBar
{
  AdwBin           parent_instance;

  /* Template */
  GtkBox          *chips;

  /* Owned */
  SrRoom          *room;
  SrRequestFilter *filter;
  char            *customer;      /* the name of the one that is asked for; NULL until it is known */
  GCancellable    *cancellable;

  /* State */
  gint64           named;         /* whose name it is */
};

enum
{
  EDIT,
  REMOVED,
  N_SIGNALS
};

#define CHIP_CHARS 36

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SrFilterBar, sr_filter_bar, ADW_TYPE_BIN)

static SrFilterPart
get_part (GtkWidget *widget)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (widget), "part"));
}

static void
on_edit_cb (SrFilterBar *self,
            GtkButton   *button)
{
  g_signal_emit (self, signals[EDIT], 0, get_part (GTK_WIDGET (button)));
}

static void
on_remove_cb (SrFilterBar *self,
              GtkButton   *button)
{
  g_signal_emit (self, signals[REMOVED], 0, get_part (GTK_WIDGET (button)));
}

static gboolean
on_delete_key_cb (GtkWidget *widget,
                  GVariant  *arguments,
                  gpointer   self)
{
  g_signal_emit (self, signals[REMOVED], 0, get_part (widget));

  return GDK_EVENT_STOP;
}

static void
add_delete_key (SrFilterBar *self,
                GtkWidget   *chip)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Delete|BackSpace"),
                      gtk_callback_action_new (on_delete_key_cb, self, NULL)));
  gtk_widget_add_controller (chip, keys);
}

static GtkWidget *
make_words (SrFilterBar  *self,
            SrFilterPart  part,
            const char   *words)
{
  GtkWidget *label = gtk_label_new (words);
  GtkWidget *button;

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), CHIP_CHARS);
  gtk_widget_set_tooltip_text (label, words);
  if (sr_filter_part_is_flag (part))
    return label;

  button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  sr_accessible_set_name (button, words);
  g_object_set_data (G_OBJECT (button), "part", GINT_TO_POINTER (part));
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_edit_cb), self, G_CONNECT_SWAPPED);

  return button;
}

static GtkWidget *
make_chip (SrFilterBar  *self,
           SrFilterPart  part,
           const char   *words)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *remove = gtk_button_new_from_icon_name ("window-close-symbolic");
  /* Translators: %s is a part of a filter: "Priority: Urgent, High" */
  g_autofree char *name = g_strdup_printf (_("Remove “%s”"), words);

  gtk_widget_add_css_class (chip, "filter-chip");
  g_object_set_data (G_OBJECT (chip), "part", GINT_TO_POINTER (part));
  gtk_box_append (GTK_BOX (chip), make_words (self, part, words));

  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_add_css_class (remove, "circular");
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (remove, name);
  sr_accessible_set_name (remove, name);
  g_object_set_data (G_OBJECT (remove), "part", GINT_TO_POINTER (part));
  g_signal_connect_object (remove, "clicked", G_CALLBACK (on_remove_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (chip), remove);
  add_delete_key (self, chip);

  return chip;
}

static void
fill (SrFilterBar *self)
{
  SrConfiguration *configuration = sr_room_get_configuration (self->room);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    gtk_box_remove (self->chips, child);

  for (guint part = 0; part < SR_N_FILTER_PARTS; part++)
    {
      g_autofree char *words = NULL;

      if (!sr_filter_part_is_set (part, self->filter))
        continue;
      words = sr_filter_part_say (part, self->filter, configuration, self->customer);
      gtk_box_append (self->chips, make_chip (self, part, words));
    }
}

static void
on_customer_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (SrFilterBar) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SrRow) customer = sr_room_load_record_finish (SR_ROOM (source), result, &error);

  /* Cancelled, or a customer that was never there: the chip says that there is one. */
  if (customer == NULL || self->filter == NULL || sr_row_get_id (customer) != self->named)
    return;

  g_free (self->customer);
  self->customer = g_strdup (sr_row_get_text (customer, SR_CUSTOMER_NAME));
  fill (self);
}

static void
stop (SrFilterBar *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
name_customer (SrFilterBar *self)
{
  gint64 customer = self->filter != NULL ? self->filter->customer : 0;

  if (self->named == customer)
    return;

  stop (self);
  self->named = customer;
  g_clear_pointer (&self->customer, g_free);
  if (customer == 0)
    return;

  self->cancellable = g_cancellable_new ();
  sr_room_load_record_async (self->room, &sr_customer_kind, customer, self->cancellable,
                             on_customer_cb, g_object_ref (self));
}

static void
sr_filter_bar_dispose (GObject *object)
{
  SrFilterBar *self = SR_FILTER_BAR (object);

  stop (self);
  g_clear_object (&self->room);
  g_clear_pointer (&self->filter, sr_request_filter_free);

  G_OBJECT_CLASS (sr_filter_bar_parent_class)->dispose (object);
}

static void
sr_filter_bar_finalize (GObject *object)
{
  g_free (SR_FILTER_BAR (object)->customer);

  G_OBJECT_CLASS (sr_filter_bar_parent_class)->finalize (object);
}

static void
sr_filter_bar_class_init (SrFilterBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sr_filter_bar_dispose;
  object_class->finalize = sr_filter_bar_finalize;

  /**
   * SrFilterBar::edit:
   * @part: the part whose choices are wanted
   */
  signals[EDIT] = g_signal_new ("edit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  /**
   * SrFilterBar::removed:
   * @part: the part that is no longer wanted
   */
  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/serviceroom/ServiceRoom/queue/sr-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SrFilterBar, chips);
}

static void
sr_filter_bar_init (SrFilterBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

SrFilterBar *
sr_filter_bar_new (void)
{
  return g_object_new (SR_TYPE_FILTER_BAR, NULL);
}

/**
 * sr_filter_bar_set_filter:
 * @room: where the names are
 * @filter: (nullable): what is asked for; copied
 */
void
sr_filter_bar_set_filter (SrFilterBar           *self,
                          SrRoom                *room,
                          const SrRequestFilter *filter)
{
  g_return_if_fail (SR_IS_FILTER_BAR (self));
  g_return_if_fail (SR_IS_ROOM (room));

  g_set_object (&self->room, room);
  sr_request_filter_free (self->filter);
  self->filter = sr_request_filter_copy (filter);
  name_customer (self);
  fill (self);
  gtk_widget_set_visible (GTK_WIDGET (self), !sr_request_filter_is_empty (filter));
}
