/* What is selected in the queue: the bar of several, copying, the menu of a row.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-queue-page"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "models/sr-step-sentence.h"
#include "room/sr-csv.h"
#include "ui/queue/sr-queue-page-private.h"
#include "ui/widgets/sr-action-form.h"
#include "ui/widgets/sr-announce.h"

/* One selected request is the one of the detail. Of several the detail says how many they are, and a
 * bar below the list has the actions that they share: it is there too where there is no place for a
 * detail. What is done to several is one act: all or none.
 */

static GtkWidget *
find_row_list (SrQueuePage *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list));

  while (child != NULL && !GTK_IS_LIST_VIEW (child))
    child = gtk_widget_get_next_sibling (child);

  return child;
}

/* A list without a place scrolls to 0/0 in GTK 4.8: from then on it is empty wherever the scrollbar is
 * dragged to, until that is at the top again. So it scrolls once it has one. */
static void
scroll_to_position (SrQueuePage *self,
                    guint        position)
{
  GtkAdjustment *adjustment =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->list_scroller));
  GtkWidget *rows = find_row_list (self);

  self->scrolls_later = position > 0 && gtk_adjustment_get_page_size (adjustment) == 0;
  /* GTK 4.8 has no call for it, and the action belongs to the list inside the column view. */
  if (rows != NULL && gtk_adjustment_get_page_size (adjustment) > 0)
    gtk_widget_activate_action (rows, "list.scroll-to-item", "u", position);
}

static gboolean
on_placed_idle_cb (gpointer data)
{
  SrQueuePage *self = data;
  SrRecord *single = self->selection != NULL ? sr_record_selection_get_single (self->selection)
                                             : NULL;
  guint position = single != NULL ? sr_queue_model_find (self->model, sr_record_get_id (single))
                                  : G_MAXUINT;

  self->scroll_id = 0;
  self->scrolls_later = FALSE;
  if (position != G_MAXUINT)
    scroll_to_position (self, position);

  return G_SOURCE_REMOVE;
}

/* In the middle of a layout: what moves the rows has to wait for its end. */
static void
on_page_size_cb (SrQueuePage *self)
{
  if (self->scrolls_later && self->scroll_id == 0)
    self->scroll_id = g_idle_add (on_placed_idle_cb, self);
}

void
_sr_queue_page_select_position (SrQueuePage *self,
                                guint        position)
{
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  scroll_to_position (self, position);
}

/* Acting on several */

typedef struct
{
  SrQueuePage    *page;
  const SrAction *action;
} Acting;

static void
on_acted_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autofree Acting *acting = user_data;
  g_autoptr (SrQueuePage) self = acting->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outcomes = sr_room_act_finish (SR_ROOM (source), result, &error);
  g_autofree char *step = sr_step_sentence (acting->action->name, NULL, NULL);

  if (outcomes != NULL)
    sr_announce_done (GTK_WIDGET (self), step, outcomes);
  else
    sr_announce (GTK_WIDGET (self), error->message);
}

static void
act_on_all (SrQueuePage    *self,
            const SrAction *action)
{
  g_autoptr (GPtrArray) records = sr_record_selection_dup_records (self->selection);
  g_autoptr (GPtrArray) acts = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_act_free);
  Acting *acting;

  if (sr_action_wants_form (action))
    {
      sr_action_form_present_several (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                      sr_page_get_room (SR_PAGE (self)), records, action);
      return;
    }

  for (guint i = 0; i < records->len; i++)
    {
      SrRecord *record = g_ptr_array_index (records, i);
      SrAct *act = sr_act_new (&sr_request_kind, sr_record_get_id (record), action->name);

      act->revision = sr_record_get_revision (record);
      g_ptr_array_add (acts, act);
    }

  acting = g_new0 (Acting, 1);
  acting->page = g_object_ref (self);
  acting->action = action;
  sr_room_act_async (sr_page_get_room (SR_PAGE (self)), g_steal_pointer (&acts), NULL, on_acted_cb,
                     acting);
}

void
_sr_queue_page_act (SrQueuePage *self,
                    const char  *name)
{
  const SrAction *action = sr_action_find (&sr_request_kind, name);

  if (self->selection != NULL && sr_record_selection_get_n_selected (self->selection) > 1)
    {
      if (action != NULL)
        act_on_all (self, action);
    }
  else
    {
      sr_request_pane_activate_action (self->pane, name);
    }
}

static void
on_bulk_chosen_cb (SrQueuePage *self,
                   const char  *action)
{
  _sr_queue_page_act (self, action);
}

/* Nobody sees the bar before several are selected, so it is not made before. */
static void
show_bulk_bar (SrQueuePage *self,
               guint        n_selected)
{
  g_autoptr (GPtrArray) records = sr_record_selection_dup_records (self->selection);

  if (self->bulk_bar == NULL)
    {
      self->bulk_bar = sr_bulk_bar_new ();
      g_signal_connect_object (self->bulk_bar, "chosen", G_CALLBACK (on_bulk_chosen_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (self->list_box, GTK_WIDGET (self->bulk_bar));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->bulk_bar), TRUE);
  sr_bulk_bar_set_records (self->bulk_bar, sr_page_get_room (SR_PAGE (self)), records, n_selected);
}

void
_sr_queue_page_selection_changed (SrQueuePage *self)
{
  guint n_selected = sr_record_selection_get_n_selected (self->selection);
  SrRecord *single = sr_record_selection_get_single (self->selection);

  if (n_selected > 1)
    {
      show_bulk_bar (self, n_selected);
      sr_request_pane_set_several (self->pane, n_selected);
      return;
    }

  if (self->bulk_bar != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->bulk_bar), FALSE);
  if (single != NULL)
    {
      sr_past_strip_unselect (self->past_strip);
      sr_request_pane_set_request (self->pane, sr_record_get_id (single));
    }
}

static void
select_nothing_else (SrQueuePage *self,
                     GPtrArray   *records)
{
  for (guint i = 0; i < records->len; i++)
    sr_record_selection_drop (self->selection, sr_record_get_id (g_ptr_array_index (records, i)));
}

/* Of several nobody means those that left the view. One alone stays in the detail. */
void
_sr_queue_page_drop_gone (SrQueuePage *self)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();

  if (sr_record_selection_get_n_selected (self->selection) < 2)
    return;

  records = sr_record_selection_dup_records (self->selection);
  for (guint i = 0; i < records->len; i++)
    {
      SrRecord *record = g_ptr_array_index (records, i);

      if (sr_queue_model_is_gone (self->model, sr_record_get_id (record)))
        g_ptr_array_add (gone, record);
    }
  select_nothing_else (self, gone);
  if (sr_record_selection_get_n_selected (self->selection) > 1)
    _sr_queue_page_selection_changed (self);
  else if (sr_record_selection_get_n_selected (self->selection) == 0
           && g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0)
    _sr_queue_page_select_position (self, 0);
}

static void
on_select_one_cb (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  _sr_queue_page_select_one (SR_QUEUE_PAGE (widget));
}

/* The first of several. */
void
_sr_queue_page_select_one (SrQueuePage *self)
{
  g_autoptr (GPtrArray) records = sr_record_selection_dup_records (self->selection);

  if (records->len < 2)
    return;

  g_ptr_array_remove_index (records, 0);
  select_nothing_else (self, records);
  _sr_queue_page_focus_list (self);
}

void
_sr_queue_page_selection_full (SrQueuePage *self)
{
  g_autofree char *sentence =
    g_strdup_printf (_("At most %d requests can be selected. The first of them are."),
                     SR_RECORD_SELECTION_MAX);

  sr_announce (GTK_WIDGET (self), sentence);
}

/* Copying */

typedef void (*AppendCell) (GString    *text,
                            const char *cell,
                            gboolean    is_first);

/* A tab or a line break of a cell would begin another. */
static void
append_plain_cell (GString    *text,
                   const char *cell,
                   gboolean    is_first)
{
  g_autofree char *line = g_strdelimit (g_strdup (cell), "\t\r\n", ' ');

  if (!is_first)
    g_string_append_c (text, '\t');
  g_string_append (text, line);
}

static void
append_csv_cell (GString    *text,
                 const char *cell,
                 gboolean    is_first)
{
  sr_csv_append_cell (text, cell);
}

static char *
dup_rows (SrQueuePage *self,
          GPtrArray   *records,
          gboolean     as_csv)
{
  GListModel *columns = gtk_column_view_get_columns (self->list);
  AppendCell append = as_csv ? append_csv_cell : append_plain_cell;
  GString *text = g_string_new (NULL);

  /* The first line is the header. */
  for (guint line = 0; line <= records->len; line++)
    {
      gboolean is_first = TRUE;

      for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
        {
          g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
          int id = _sr_queue_page_find_column (self, column);
          g_autofree char *cell = NULL;

          if (id < 0 || !gtk_column_view_column_get_visible (column))
            continue;
          cell = line == 0 ? _sr_queue_page_dup_column_title (self, id)
                           : _sr_queue_page_dup_cell (self, id,
                                                      g_ptr_array_index (records, line - 1));
          append (text, cell, is_first);
          is_first = FALSE;
        }
      if (as_csv)
        sr_csv_end_record (text);
      else
        g_string_append_c (text, '\n');
    }

  return g_string_free (text, FALSE);
}

static GdkContentProvider *
provide (const char *type,
         const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return gdk_content_provider_new_for_bytes (type, bytes);
}

/* Both at once: who pastes takes what it understands. With one of them alone if that is asked. */
static void
copy_rows (SrQueuePage *self,
           gboolean     as_text,
           gboolean     as_csv)
{
  g_autoptr (GPtrArray) records = sr_record_selection_dup_records (self->selection);
  g_autofree char *text = NULL;
  g_autofree char *csv = NULL;
  g_autofree char *sentence = NULL;
  g_autoptr (GdkContentProvider) content = NULL;
  GdkContentProvider *providers[3];
  guint n_providers = 0;

  if (records->len == 0)
    return;

  text = dup_rows (self, records, FALSE);
  csv = dup_rows (self, records, TRUE);
  if (as_csv)
    providers[n_providers++] = provide ("text/csv", csv);
  providers[n_providers++] = provide ("text/plain;charset=utf-8", as_text ? text : csv);
  providers[n_providers++] = provide ("text/plain", as_text ? text : csv);
  content = gdk_content_provider_new_union (providers, n_providers);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), content);

  sentence = g_strdup_printf (ngettext ("%u row was copied.", "%u rows were copied.",
                                        records->len),
                              records->len);
  sr_announce (GTK_WIDGET (self), sentence);
}

static void
on_copy_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  SrQueuePage *self = SR_QUEUE_PAGE (widget);

  if (self->selection != NULL)
    copy_rows (self, !g_str_equal (action, "queue.copy-csv"),
               !g_str_equal (action, "queue.copy-text"));
}

static void
on_copy_number_cb (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  SrQueuePage *self = SR_QUEUE_PAGE (widget);
  SrRecord *record = sr_record_selection_get_single (self->selection);

  if (record == NULL)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          sr_record_get_text (record, SR_REQUEST_NUMBER));
  sr_announce (GTK_WIDGET (self), _("The number was copied."));
}

/* The menu of the rows */

static void
on_act_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  _sr_queue_page_act (SR_QUEUE_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
on_open_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  _sr_queue_page_enter_detail (SR_QUEUE_PAGE (widget));
}

static GMenuModel *
make_row_menu (SrQueuePage *self,
               GPtrArray   *choices)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenu) acts = g_menu_new ();
  g_autoptr (GMenu) copies = g_menu_new ();
  g_autoptr (GMenu) list = g_menu_new ();
  GMenuModel *columns = gtk_column_view_column_get_header_menu (self->columns[0]);
  g_autoptr (GMenuModel) orders = _sr_queue_page_make_order_menu (self);

  if (sr_record_selection_get_n_selected (self->selection) == 1)
    {
      g_menu_append (first, _("_Open"), "queue.open");
      g_menu_append (copies, _("Copy the _Number"), "queue.copy-number");
    }
  for (guint i = 0; choices != NULL && i < choices->len; i++)
    {
      const SrActionChoice *choice = g_ptr_array_index (choices, i);
      g_autofree char *name = g_strconcat ("queue.act::", choice->action->name, NULL);

      if (choice->reason == NULL)
        g_menu_append (acts, _(choice->action->label), name);
    }
  g_menu_append (copies, _("Copy as _Text"), "queue.copy-text");
  g_menu_append (copies, _("Copy as _CSV"), "queue.copy-csv");
  g_menu_append_submenu (list, _("So_rt by"), orders);
  g_menu_append_submenu (list, _("Co_lumns"), columns);

  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (acts));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (copies));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (list));

  return G_MENU_MODEL (menu);
}

static void
on_menu_closed_cb (SrQueuePage *self)
{
  /* Where the menu was, the keyboard is again. */
  _sr_queue_page_focus_list (self);
}

static void
on_menu_choices_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (SrQueuePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) choices = sr_shared_actions_finish (result, &error);
  g_autoptr (GMenuModel) menu = NULL;

  if (self->selection == NULL)
    return;

  /* Copying is possible all the same. */
  menu = make_row_menu (self, choices);
  if (self->row_menu == NULL)
    {
      self->row_menu = gtk_popover_menu_new_from_model (menu);
      gtk_widget_set_parent (self->row_menu, GTK_WIDGET (self->list_side));
      gtk_popover_set_has_arrow (GTK_POPOVER (self->row_menu), FALSE);
      gtk_widget_set_halign (self->row_menu, GTK_ALIGN_START);
      g_signal_connect_object (self->row_menu, "closed", G_CALLBACK (on_menu_closed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  else
    {
      gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->row_menu), menu);
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->row_menu), &self->menu_place);
  gtk_popover_popup (GTK_POPOVER (self->row_menu));
}

/* @widget: the row or something in it; the menu is about what is selected, that row at least. */
static void
show_row_menu (SrQueuePage *self,
               GtkWidget   *widget,
               double       x,
               double       y)
{
  g_autoptr (GPtrArray) records = NULL;
  double side_x;
  double side_y;
  gboolean is_selected = FALSE;

  for (GtkWidget *each = widget; each != NULL && each != GTK_WIDGET (self->list);
       each = gtk_widget_get_parent (each))
    is_selected = is_selected || (gtk_widget_get_state_flags (each) & GTK_STATE_FLAG_SELECTED);
  if (!is_selected)
    gtk_widget_activate_action (widget, "listitem.select", "(bb)", FALSE, FALSE);

  records = sr_record_selection_dup_records (self->selection);
  if (records->len == 0
      || !gtk_widget_translate_coordinates (widget, GTK_WIDGET (self->list_side), x, y, &side_x,
                                            &side_y))
    return;

  self->menu_place = (GdkRectangle) { (int) side_x, (int) side_y, 1, 1 };
  sr_shared_actions_async (sr_page_get_room (SR_PAGE (self)), records, NULL, on_menu_choices_cb,
                           g_object_ref (self));
}

/* By the keyboard: below the row that has the focus. */
gboolean
_sr_queue_page_popup_menu (SrQueuePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *row = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (row == NULL || self->selection == NULL
      || !gtk_widget_is_ancestor (row, GTK_WIDGET (self->list)))
    return FALSE;

  show_row_menu (self, row, 12, gtk_widget_get_height (row));

  return TRUE;
}

static void
on_list_pressed_cb (SrQueuePage *self,
                    int          n_press,
                    double       x,
                    double       y)
{
  GtkWidget *rows = find_row_list (self);
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self->list), x, y, GTK_PICK_DEFAULT);
  double picked_x;
  double picked_y;

  /* The header has its own menu. */
  if (picked == NULL || rows == NULL || picked == rows || !gtk_widget_is_ancestor (picked, rows))
    return;

  gtk_widget_translate_coordinates (GTK_WIDGET (self->list), picked, x, y, &picked_x, &picked_y);
  show_row_menu (self, picked, picked_x, picked_y);
}

void
_sr_queue_page_rows_dispose (SrQueuePage *self)
{
  g_clear_handle_id (&self->scroll_id, g_source_remove);
  g_clear_pointer (&self->row_menu, gtk_widget_unparent);
}

void
_sr_queue_page_rows_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "queue.act", "s", on_act_cb);
  gtk_widget_class_install_action (widget_class, "queue.open", NULL, on_open_cb);
  gtk_widget_class_install_action (widget_class, "queue.copy", NULL, on_copy_cb);
  gtk_widget_class_install_action (widget_class, "queue.copy-text", NULL, on_copy_cb);
  gtk_widget_class_install_action (widget_class, "queue.copy-csv", NULL, on_copy_cb);
  gtk_widget_class_install_action (widget_class, "queue.copy-number", NULL, on_copy_number_cb);
  gtk_widget_class_install_action (widget_class, "queue.select-one", NULL, on_select_one_cb);
}

void
_sr_queue_page_rows_init (SrQueuePage *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_list_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (click));

  g_signal_connect_object (
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->list_scroller)),
    "notify::page-size", G_CALLBACK (on_page_size_cb), self, G_CONNECT_SWAPPED);
}
