/* The queue: what is due first stands first.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-queue-page"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "ui/queue/sr-queue-page-private.h"
#include "ui/widgets/sr-accessible.h"
#include "ui/widgets/sr-due-label.h"
#include "ui/widgets/sr-priority-label.h"
#include "ui/widgets/sr-sentence.h"
#include "ui/widgets/sr-subject-label.h"
#include "ui/widgets/sr-wait-page.h"

/**
 * SrQueuePage:
 *
 * The chain:
 *
 *   SrRoom -> SrQueueModel (view and search in SQL) -> SrRecordSelection -> GtkColumnView
 *                                                                       \-> SrRequestPane
 *   SrRoom -> SrPastModel -> SrPastStrip, below the view "today"            --^
 *
 * The selection stays with its requests when the list is read anew. A request that leaves the view, because it was resolved, say,
 * stays in the detail until another is selected.
 */

/* What an empty view says, and where its button leads. */
static const struct
{
  const char *title;
  const char *button;
  const char *action;
  const char *target;
} empty_states[] = {
  [SR_QUEUE_TODAY] = { N_("Nothing Is Due Today"), N_("_Show Unassigned"), "win.view",
                       "unassigned" },
  [SR_QUEUE_OPEN] = { N_("Nothing Is Open"), N_("_New Request"), "app.new-request", NULL },
  [SR_QUEUE_MINE] = { N_("You Have Nothing Open"), N_("_Show Unassigned"), "win.view",
                      "unassigned" },
  [SR_QUEUE_UNASSIGNED] = { N_("Everything Has an Owner"), N_("_Show All Open"), "win.view",
                            "open" },
  [SR_QUEUE_WAITING] = { N_("Nothing Waits"), N_("_Show All Open"), "win.view", "open" },
  [SR_QUEUE_PROMISED] = { N_("Nothing Is Promised for Today"), N_("_Show All Open"), "win.view",
                          "open" },
  [SR_QUEUE_OVERDUE] = { N_("Nothing Is Overdue"), N_("_Show All Open"), "win.view", "open" },
  [SR_QUEUE_RESOLVED] = { N_("Nothing Waits to Be Closed"), N_("_Show All Open"), "win.view",
                          "open" },
  [SR_QUEUE_CLOSED] = { N_("Nothing Was Closed Yet"), N_("_Show All Open"), "win.view", "open" },
  [SR_QUEUE_SNOOZED] = { N_("You Have Snoozed Nothing"), N_("_Show All Open"), "win.view", "open" },
  [SR_QUEUE_FOLLOWED] = { N_("You Follow No Request"), N_("_Show All Open"), "win.view", "open" },
  [SR_QUEUE_ALL] = { N_("No Request Was Made Yet"), N_("_New Request"), "app.new-request", NULL },
};

G_DEFINE_FINAL_TYPE (SrQueuePage, sr_queue_page, SR_TYPE_PAGE)

static void
fill_counts (SrQueuePage *self)
{
  for (guint i = SR_QUEUE_TODAY + 1; i < SR_N_QUEUE_CHIPS; i++)
    sr_view_chip_set_count (self->chips[i], sr_queue_counts_get (self->counts, i));
  sr_view_chip_set_count_of_late (self->today_chip,
                                  sr_queue_counts_get (self->counts, SR_QUEUE_TODAY),
                                  sr_queue_counts_get_late (self->counts));

  sr_page_set_counts (SR_PAGE (self), sr_queue_counts_get (self->counts, SR_QUEUE_OPEN),
                      sr_queue_counts_get (self->counts, SR_QUEUE_OVERDUE));
  _sr_queue_page_views_fit (self);
}

static void
set_empty_button (SrQueuePage *self,
                  const char  *label,
                  const char  *action,
                  const char  *target)
{
  GtkActionable *actionable = GTK_ACTIONABLE (self->empty_button);

  gtk_button_set_label (self->empty_button, label);
  /* GTK warns of a target that does not fit the action, and knows only one of the two at a time. */
  gtk_actionable_set_action_name (actionable, NULL);
  gtk_actionable_set_action_target_value (actionable,
                                          target != NULL ? g_variant_new_string (target) : NULL);
  gtk_actionable_set_action_name (actionable, action);
}

/* Filters are chosen on purpose and forgotten: where they hide everything, they are what is said. */
static void
fill_filtered (SrQueuePage *self,
               const char  *search)
{
  adw_status_page_set_icon_name (self->empty, "sr-filter-symbolic");
  adw_status_page_set_title (self->empty, _("The Filters Hide Everything"));
  adw_status_page_set_description (self->empty,
                                   search != NULL && *search != '\0'
                                     ? _("No request of this view has the words and passes the "
                                         "filters.")
                                     : _("No request of this view passes them."));
  set_empty_button (self, _("C_lear Filters"), "queue.clear-filter", NULL);
}

static void
fill_empty (SrQueuePage *self)
{
  SrQueueView view = sr_queue_model_get_view (self->model);
  const char *search = sr_queue_model_get_search (self->model);

  if (!sr_request_filter_is_empty (sr_queue_model_get_filter (self->model)))
    {
      fill_filtered (self, search);
      return;
    }

  if (search != NULL && *search != '\0')
    {
      /* Translators: %s is what was searched for */
      g_autofree char *title = g_strdup_printf (_("No Request Matches “%s”"), search);
      gboolean is_everywhere = view == SR_QUEUE_ALL;

      adw_status_page_set_icon_name (self->empty, "system-search-symbolic");
      adw_status_page_set_title (self->empty, title);
      adw_status_page_set_description (self->empty,
                                       is_everywhere ? NULL : _("Only this view was searched."));
      if (is_everywhere)
        set_empty_button (self, _("_Clear Search"), "queue.clear-search", NULL);
      else
        set_empty_button (self, _("_Search Everywhere"), "win.view", "all");
      return;
    }

  adw_status_page_set_icon_name (self->empty, "sr-kept-symbolic");
  adw_status_page_set_title (self->empty, _(empty_states[view].title));
  adw_status_page_set_description (self->empty, NULL);
  set_empty_button (self, _(empty_states[view].button), empty_states[view].action,
                    empty_states[view].target);
}

/* Rows that were read stay in sight, whatever happens after. */
static void
choose_state (SrQueuePage *self)
{
  g_autofree char *error = NULL;
  gboolean loading;
  gboolean is_filled;

  if (self->model == NULL)
    {
      gtk_stack_set_visible_child_name (self->states, "loading");
      return;
    }

  g_object_get (self->model, "loading", &loading, "error", &error, NULL);
  is_filled = g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0;
  if (!loading && self->was_loading)
    {
      self->was_read = TRUE;
      fill_counts (self);
      _sr_queue_page_drop_gone (self);
    }
  self->was_loading = loading;
  if (!loading && error == NULL && self->saved_chip != NULL)
    sr_view_chip_set_count (self->saved_chip,
                            g_list_model_get_n_items (G_LIST_MODEL (self->model)));

  gtk_label_set_label (self->banner_label, error != NULL ? error : "");
  gtk_revealer_set_reveal_child (self->banner, error != NULL && is_filled);

  if (is_filled)
    {
      gtk_stack_set_visible_child_name (self->states, "list");
    }
  else if (loading)
    {
      gtk_stack_set_visible_child_name (self->states, "loading");
    }
  else if (error != NULL)
    {
      /* Not before it is seen: at its size the icon is an SVG, and to read one loads librsvg. */
      adw_status_page_set_icon_name (self->failed, "dialog-warning-symbolic");
      sr_status_page_set_sentence (self->failed, error);
      gtk_stack_set_visible_child_name (self->states, "failed");
    }
  else
    {
      fill_empty (self);
      gtk_stack_set_visible_child_name (self->states, "empty");
    }
}

/* The first rows, or the request that was asked for, once its place is known. */
static void
choose_selection (SrQueuePage *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  guint position = GTK_INVALID_LIST_POSITION;

  if (self->wanted != 0)
    {
      position = sr_queue_model_find (self->model, self->wanted);
      if (position != G_MAXUINT)
        self->wanted = 0;
    }
  else if (!self->was_filled && n_items > 0 && sr_request_pane_get_request (self->pane) == 0)
    {
      position = 0;
    }

  if (n_items > 0 && !self->was_filled)
    self->was_filled = TRUE;
  if (position < n_items)
    _sr_queue_page_select_position (self, position);
}

static void
on_items_changed_cb (SrQueuePage *self)
{
  choose_state (self);
  choose_selection (self);
}

static void
on_room_cb (SrQueuePage *self)
{
  SrRoom *room = sr_page_get_room (SR_PAGE (self));

  gtk_column_view_set_model (self->list, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->counts);
  self->was_filled = FALSE;
  self->was_read = FALSE;
  _sr_queue_page_set_filter (self, NULL);
  g_signal_group_set_target (self->room_signals, room);
  sr_request_pane_set_room (self->pane, room);
  sr_past_strip_set_room (self->past_strip, NULL);
  _sr_queue_page_past_follow (self);
  choose_state (self);
  if (room == NULL)
    return;

  self->model = sr_queue_model_new (room);
  sr_queue_model_seek (self->model, self->wanted);
  self->selection = sr_record_selection_new (G_LIST_MODEL (self->model));
  g_signal_connect_object (self->selection, "selection-changed",
                           G_CALLBACK (_sr_queue_page_selection_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "full", G_CALLBACK (_sr_queue_page_selection_full),
                           self, G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));

  self->counts = sr_queue_counts_new (room);
  g_signal_connect_object (self->counts, "changed", G_CALLBACK (fill_counts), self,
                           G_CONNECT_SWAPPED);

  g_object_notify (G_OBJECT (self), "view");
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (on_items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "read", G_CALLBACK (choose_selection), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "notify::loading", G_CALLBACK (choose_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "notify::error", G_CALLBACK (choose_state), self,
                           G_CONNECT_SWAPPED);
  on_items_changed_cb (self);
}

static void
on_view_cb (SrQueuePage *self)
{
  _sr_queue_page_views_follow (self);
  _sr_queue_page_past_follow (self);
  choose_state (self);
}

static void
on_search_changed_cb (SrQueuePage *self)
{
  if (self->model == NULL)
    return;

  sr_queue_model_set_search (self->model,
                             gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  choose_state (self);
}

static void
on_search_mode_cb (SrQueuePage *self)
{
  if (!sr_page_get_search_mode (SR_PAGE (self)))
    {
      gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
      _sr_queue_page_focus_list (self);
    }
}

static void
on_stop_search_cb (SrQueuePage *self)
{
  sr_page_set_search_mode (SR_PAGE (self), FALSE);
}

static void
on_clear_search_cb (GtkWidget  *widget,
                    const char *action,
                    GVariant   *parameter)
{
  on_stop_search_cb (SR_QUEUE_PAGE (widget));
}

static void
on_retry_cb (SrQueuePage *self)
{
  sr_page_reload (SR_PAGE (self));
}

static void
on_narrow_cb (SrQueuePage *self)
{
  gboolean narrow = sr_page_get_narrow (SR_PAGE (self));

  if (!narrow)
    sr_page_set_can_go_back (SR_PAGE (self), FALSE);

  gtk_widget_set_visible (GTK_WIDGET (self->list_side), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->pane), !narrow);
  sr_request_pane_set_narrow (self->pane, narrow);
}

/* Once there is a width: the detail gets the one that it had, the list the rest. */
static void
on_list_width_cb (SrQueuePage *self)
{
  int width = sr_measured_bin_get_width (self->list_side);

  if (!self->is_placed && gtk_widget_get_visible (GTK_WIDGET (self->pane)))
    {
      self->is_placed = TRUE;
      gtk_paned_set_position (self->paned, gtk_paned_get_position (self->paned));
      gtk_widget_set_size_request (GTK_WIDGET (self->pane), 340, -1);
    }

  _sr_queue_page_columns_fit (self, width);
  _sr_queue_page_views_fit (self);
}

static void
save_layout (SrQueuePage *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self->pane));

  _sr_queue_page_columns_save (self);
  if (!sr_page_get_narrow (SR_PAGE (self)) && width >= 340)
    g_settings_set_int (self->settings, "queue-detail-width", width);
}

static void
sr_queue_page_unmap (GtkWidget *widget)
{
  save_layout (SR_QUEUE_PAGE (widget));

  GTK_WIDGET_CLASS (sr_queue_page_parent_class)->unmap (widget);
}

static void
sr_queue_page_show_record (SrPage *page,
                           gint64  record)
{
  SrQueuePage *self = SR_QUEUE_PAGE (page);
  guint position = self->model != NULL ? sr_queue_model_find (self->model, record) : G_MAXUINT;

  sr_request_pane_set_request (self->pane, record);
  if (position != G_MAXUINT)
    {
      _sr_queue_page_select_position (self, position);
    }
  else
    {
      self->wanted = record;
      if (self->model != NULL)
        sr_queue_model_seek (self->model, record);
      if (self->selection != NULL)
        gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
    }
  if (sr_page_get_narrow (page))
    _sr_queue_page_enter_detail (self);
}

static void
sr_queue_page_go_back (SrPage *page)
{
  _sr_queue_page_leave_detail (SR_QUEUE_PAGE (page));
}

static void
sr_queue_page_focus_search (SrPage *page)
{
  SrQueuePage *self = SR_QUEUE_PAGE (page);

  if (sr_page_get_can_go_back (page))
    _sr_queue_page_leave_detail (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
sr_queue_page_activate_next (SrPage *page)
{
  SrQueuePage *self = SR_QUEUE_PAGE (page);

  if (self->selection == NULL || sr_record_selection_get_n_selected (self->selection) < 2)
    sr_request_pane_activate_next (self->pane);
  else if (sr_bulk_bar_get_next (self->bulk_bar) != NULL)
    _sr_queue_page_act (self, sr_bulk_bar_get_next (self->bulk_bar)->name);
}

static void
sr_queue_page_activate_action (SrPage     *page,
                               const char *action)
{
  _sr_queue_page_act (SR_QUEUE_PAGE (page), action);
}

static void
sr_queue_page_reload (SrPage *page)
{
  SrQueuePage *self = SR_QUEUE_PAGE (page);

  if (self->model != NULL)
    sr_queue_model_reload (self->model);
  sr_request_pane_reload (self->pane);
}

static void
sr_queue_page_explain (SrPage *page)
{
  SrQueuePage *self = SR_QUEUE_PAGE (page);

  if (sr_page_get_narrow (page) && sr_request_pane_get_request (self->pane) != 0)
    _sr_queue_page_enter_detail (self);
  sr_request_pane_show_deadline (self->pane);
}

static gboolean
sr_queue_page_is_drawn (SrPage *page)
{
  SrQueuePage *self = SR_QUEUE_PAGE (page);
  gboolean loading = TRUE;

  if (self->model != NULL)
    g_object_get (self->model, "loading", &loading, NULL);

  return self->was_read && !loading
         && (sr_request_pane_get_request (self->pane) == 0
             || sr_request_pane_is_loaded (self->pane));
}

static void
sr_queue_page_dispose (GObject *object)
{
  SrQueuePage *self = SR_QUEUE_PAGE (object);

  _sr_queue_page_rows_dispose (self);
  g_clear_object (&self->room_signals);
  g_clear_object (&self->column_actions);
  g_clear_pointer (&self->saved_order, g_free);
  g_clear_pointer (&self->saving, g_free);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->counts);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (sr_queue_page_parent_class)->dispose (object);
}

static void
sr_queue_page_class_init (SrQueuePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SrPageClass *page_class = SR_PAGE_CLASS (klass);

  object_class->dispose = sr_queue_page_dispose;

  widget_class->unmap = sr_queue_page_unmap;

  page_class->focus_pane = _sr_queue_page_focus_pane;
  page_class->show_record = sr_queue_page_show_record;
  page_class->go_back = sr_queue_page_go_back;
  page_class->focus_search = sr_queue_page_focus_search;
  page_class->activate_next = sr_queue_page_activate_next;
  page_class->activate_action = sr_queue_page_activate_action;
  page_class->reload = sr_queue_page_reload;
  page_class->explain = sr_queue_page_explain;
  page_class->is_drawn = sr_queue_page_is_drawn;

  sr_record_ensure_types ();
  g_type_ensure (SR_TYPE_DUE_LABEL);
  g_type_ensure (SR_TYPE_MEASURED_BIN);
  g_type_ensure (SR_TYPE_PAST_STRIP);
  g_type_ensure (SR_TYPE_PRIORITY_LABEL);
  g_type_ensure (SR_TYPE_REQUEST_PANE);
  g_type_ensure (SR_TYPE_SUBJECT_LABEL);
  g_type_ensure (SR_TYPE_VIEW_CHIP);
  g_type_ensure (SR_TYPE_WAIT_PAGE);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/serviceroom/ServiceRoom/queue/sr-queue-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SrQueuePage, paned);
  gtk_widget_class_bind_template_child (widget_class, SrQueuePage, list_side);
  gtk_widget_class_bind_template_child (widget_class, SrQueuePage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, SrQueuePage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, SrQueuePage, chips_box);
  gtk_widget_class_bind_template_child (widget_class, SrQueuePage, today_chip);
  gtk_widget_class_bind_template_child (widget_class, SrQueuePage, open_chip);
  gtk_widget_class_bind_template_child (widget_class, SrQueuePage, mine_chip);
  gtk_widget_class_bind_template_child (widget_class, SrQueuePage, unassigned_chip);
  gtk_widget_class_bind_template_child (widget_class, SrQueuePage, waiting_chip);
  gtk_widget_class_bind_template_child (widget_class, SrQueuePage, promised_chip);
  gtk_widget_class_bind_template_child (widget_class, SrQueuePage, overdue_chip);
  gtk_widget_class_bind_template_child (widget_class, SrQueuePage, resolved_chip);
  gtk_widget_class_bind_template_child (widget_class, SrQueuePage, closed_chip);
  gtk_widget_class_bind_template_child (widget_class, SrQueuePage, views_box);
  gtk_widget_class_bind_template_child (widget_class, SrQueuePage, more_views_button);
  gtk_widget_class_bind_template_child (widget_class, SrQueuePage, filter_button);
  gtk_widget_class_bind_template_child (widget_class, SrQueuePage, banner);
  gtk_widget_class_bind_template_child (widget_class, SrQueuePage, banner_label);
  gtk_widget_class_bind_template_child (widget_class, SrQueuePage, list_box);
  gtk_widget_class_bind_template_child (widget_class, SrQueuePage, states);
  gtk_widget_class_bind_template_child (widget_class, SrQueuePage, empty);
  gtk_widget_class_bind_template_child (widget_class, SrQueuePage, empty_button);
  gtk_widget_class_bind_template_child (widget_class, SrQueuePage, failed);
  gtk_widget_class_bind_template_child (widget_class, SrQueuePage, list_scroller);
  gtk_widget_class_bind_template_child (widget_class, SrQueuePage, list);
  gtk_widget_class_bind_template_child (widget_class, SrQueuePage, past_strip);
  gtk_widget_class_bind_template_child (widget_class, SrQueuePage, pane);
  gtk_widget_class_bind_template_callback (widget_class, on_list_width_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search_cb);
  gtk_widget_class_install_action (widget_class, "queue.clear-search", NULL, on_clear_search_cb);

  _sr_queue_page_cells_class_init (widget_class);
  _sr_queue_page_filter_class_init (widget_class);
  _sr_queue_page_order_class_init (widget_class);
  _sr_queue_page_rows_class_init (widget_class);
  _sr_queue_page_views_class_init (widget_class);
}

static void
sr_queue_page_init (SrQueuePage *self)
{
  g_autofree char *view = NULL;

  self->settings = g_settings_new (APP_ID);
  gtk_widget_init_template (GTK_WIDGET (self));

  self->chips[0] = self->today_chip;
  self->chips[1] = self->open_chip;
  self->chips[2] = self->mine_chip;
  self->chips[3] = self->unassigned_chip;
  self->chips[4] = self->waiting_chip;
  self->chips[5] = self->promised_chip;
  self->chips[6] = self->overdue_chip;
  self->chips[7] = self->resolved_chip;
  self->chips[8] = self->closed_chip;

  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  g_object_bind_property (self, "search-mode", self->search_bar, "search-mode-enabled",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  gtk_widget_set_size_request (GTK_WIDGET (self->pane),
                               g_settings_get_int (self->settings, "queue-detail-width"), -1);

  _sr_queue_page_columns_init (self);
  _sr_queue_page_order_init (self);
  _sr_queue_page_filter_init (self);
  _sr_queue_page_views_init (self);
  _sr_queue_page_rows_init (self);
  _sr_queue_page_past_init (self);
  _sr_queue_page_keys_init (self);

  g_signal_connect (self, "notify::room", G_CALLBACK (on_room_cb), NULL);
  g_signal_connect (self, "notify::view", G_CALLBACK (on_view_cb), NULL);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (on_narrow_cb), NULL);
  g_signal_connect (self, "notify::search-mode", G_CALLBACK (on_search_mode_cb), NULL);

  view = g_settings_get_string (self->settings, "queue-view");
  sr_page_set_view (SR_PAGE (self), view);
}
