/* The queue page over a real room.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "domain/records/sr-kinds.h"
#include "room-fixture.h"
#include "ui/desk/sr-application.h"
#include "ui/desk/sr-desk-window.h"
#include "ui/queue/sr-queue-page-private.h"
#include "ui/queue/sr-request-pane-private.h"
#include "ui/widgets/sr-due-label.h"

/* The gate writes the beginning of each test into the file and is closed; then the room is opened as
 * the program opens it, with its threads, and shown in a window. */
typedef struct
{
  RoomFixture   room_fixture;
  GtkWindow    *window;
  SrQueuePage  *page;
  SrRoom       *room;
  GAsyncResult *opened;
} Fixture;

#define PATIENCE_SECONDS 20

/* Runs the main loop until the condition holds. */
#define WAIT_UNTIL(condition) \
  G_STMT_START \
    { \
      gint64 wait_end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC; \
      while (!(condition)) \
        { \
          g_assert_cmpint (g_get_monotonic_time (), <, wait_end); \
          g_main_context_iteration (NULL, FALSE); \
        } \
    } \
  G_STMT_END

static void
on_opened_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Fixture *self = user_data;

  self->opened = g_object_ref (result);
}

static void
open_page (Fixture    *self,
           const char *login)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->room_fixture.gate, sr_gate_free);
  sr_store_close (self->room_fixture.store);
  g_clear_object (&self->room_fixture.store);

  sr_room_open_async (self->room_fixture.path, SR_STORE_OPEN_EXISTING, self->room_fixture.clock,
                      login, NULL, on_opened_cb, self);
  WAIT_UNTIL (self->opened != NULL);
  self->room = sr_room_open_finish (self->opened, &error);
  g_assert_no_error (error);

  /* The page remembers its view: each test begins with the first. */
  self->page = g_object_new (SR_TYPE_QUEUE_PAGE, "view", "open", NULL);
  self->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (self->window, 1100, 700);
  gtk_window_set_child (self->window, GTK_WIDGET (self->page));
  gtk_window_present (self->window);
  sr_page_set_room (SR_PAGE (self->page), self->room);
  WAIT_UNTIL (sr_page_is_drawn (SR_PAGE (self->page)));
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  room_fixture_set_up (&self->room_fixture, data);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  gtk_window_destroy (self->window);
  sr_room_close (self->room);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&self->room);
  g_clear_object (&self->opened);
  room_fixture_tear_down (&self->room_fixture, data);
}

static guint
count_rows (Fixture *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->page->selection));
}

static gint64
selected (Fixture *self)
{
  SrRecord *record = sr_record_selection_get_single (self->page->selection);

  return record != NULL ? sr_record_get_id (record) : 0;
}

/* The cell of the list that says the text; without one the first that says what is due. */
static GtkWidget *
find_cell (GtkWidget  *widget,
           const char *text)
{
  if (text == NULL ? SR_IS_DUE_LABEL (widget)
                   : GTK_IS_LABEL (widget)
                     && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_cell (child, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* The list that is in sight inside the widget. */
static GtkWidget *
find_list_box (GtkWidget *widget)
{
  if (!gtk_widget_get_visible (widget))
    return NULL;
  if (GTK_IS_LIST_BOX (widget))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_list_box (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
has_tooltip (GtkWidget *widget)
{
  g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  gboolean shown = FALSE;

  g_signal_emit_by_name (widget, "query-tooltip", 1, 1, FALSE, tooltip, &shown);

  return shown;
}

static void
test_only_what_is_cut_off_is_said_again (Fixture       *self,
                                         gconstpointer  data)
{
  const char *longest = "307 会议室空调漏水，已经滴到投影机旁边的插座上，请马上派人来，门口有水桶，钥匙在前台";
  GtkWidget *list;

  room_fixture_receive (&self->room_fixture, longest);
  room_fixture_receive (&self->room_fixture, "短");
  open_page (self, "he.jing");
  list = GTK_WIDGET (self->page->list);
  WAIT_UNTIL (find_cell (list, "短") != NULL && gtk_widget_get_width (find_cell (list, "短")) > 0);

  g_assert_true (has_tooltip (find_cell (list, longest)));
  g_assert_false (has_tooltip (find_cell (list, "短")));
  /* How much work is left until then is said nowhere else. */
  g_assert_true (has_tooltip (find_cell (list, NULL)));
}

static void
test_an_empty_queue_says_so (Fixture       *self,
                             gconstpointer  data)
{
  open_page (self, "he.jing");

  g_assert_cmpstr (gtk_stack_get_visible_child_name (self->page->states), ==, "empty");
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (self->page->empty_button)), ==,
                   "app.new-request");
}

static void
test_what_is_due_first_is_selected_first (Fixture       *self,
                                          gconstpointer  data)
{
  gint64 first = room_fixture_receive (&self->room_fixture, "打印机卡纸");

  room_fixture_advance (&self->room_fixture, 600);
  room_fixture_receive (&self->room_fixture, "门禁刷不开");
  open_page (self, "he.jing");

  g_assert_cmpuint (count_rows (self), ==, 2);
  g_assert_cmpint (selected (self), ==, first);
  g_assert_cmpint (sr_request_pane_get_request (self->page->pane), ==, first);
  g_assert_nonnull (find_cell (GTK_WIDGET (self->page->pane->header), "打印机卡纸"));
}

static void
test_the_selection_stays_with_its_request (Fixture       *self,
                                           gconstpointer  data)
{
  gint64 first = room_fixture_receive (&self->room_fixture, "打印机卡纸");
  gint64 second;
  g_autoptr (GPtrArray) acts = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_act_free);

  room_fixture_advance (&self->room_fixture, 600);
  second = room_fixture_receive (&self->room_fixture, "门禁刷不开");
  open_page (self, "he.jing");
  sr_page_show_record (SR_PAGE (self->page), second);
  g_assert_cmpint (selected (self), ==, second);

  /* The one above it goes, and the list is read anew. */
  g_ptr_array_add (acts, sr_act_set (sr_act_new (&sr_request_kind, first, "cancel"), "withdrawal",
                                     "客户来电撤回"));
  sr_room_act_async (self->room, g_steal_pointer (&acts), NULL, NULL, NULL);
  WAIT_UNTIL (count_rows (self) == 1);

  g_assert_cmpint (selected (self), ==, second);
  g_assert_cmpint (sr_request_pane_get_request (self->page->pane), ==, second);
}

static void
test_a_view_shows_its_own (Fixture       *self,
                           gconstpointer  data)
{
  room_fixture_receive (&self->room_fixture, "打印机卡纸");
  open_page (self, "he.jing");

  sr_page_set_view (SR_PAGE (self->page), "mine");
  WAIT_UNTIL (sr_page_is_drawn (SR_PAGE (self->page)) && count_rows (self) == 0);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (self->page->states), ==, "empty");

  sr_page_set_view (SR_PAGE (self->page), "unassigned");
  WAIT_UNTIL (count_rows (self) == 1);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (self->page->states), ==, "list");
}

static void
test_today_is_the_first_view_and_tells_of_what_is_late (Fixture       *self,
                                                        gconstpointer  data)
{
  GtkWidget *chip;

  room_fixture_receive (&self->room_fixture, "打印机卡纸");
  room_fixture_advance (&self->room_fixture, 7 * 86400);
  room_fixture_receive (&self->room_fixture, "门禁刷不开");
  open_page (self, "he.jing");

  chip = gtk_widget_get_first_child (self->page->chips_box);
  g_assert_true (chip == GTK_WIDGET (self->page->today_chip));
  WAIT_UNTIL (gtk_widget_has_css_class (chip, "warns"));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (self->page->past_strip)));

  sr_page_set_view (SR_PAGE (self->page), "today");
  WAIT_UNTIL (sr_page_is_drawn (SR_PAGE (self->page)) && count_rows (self) == 2);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (self->page->past_strip)));
}

static void
test_a_day_without_anything_due_says_so_above_yesterday (Fixture       *self,
                                                         gconstpointer  data)
{
  open_page (self, "he.jing");

  sr_page_set_view (SR_PAGE (self->page), "today");
  WAIT_UNTIL (sr_page_is_drawn (SR_PAGE (self->page)));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (self->page->states), ==, "empty");
  g_assert_cmpstr (adw_status_page_get_title (self->page->empty), ==, "Nothing Is Due Today");
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (self->page->empty_button)), ==,
                   "win.view");
  WAIT_UNTIL (find_cell (GTK_WIDGET (self->page->past_strip), "Done yesterday, Tue 14 Jul") != NULL);
  g_assert_null (find_list_box (GTK_WIDGET (self->page->past_strip)));
}

static void
test_a_step_of_yesterday_shows_its_request (Fixture       *self,
                                            gconstpointer  data)
{
  gint64 done = room_fixture_receive (&self->room_fixture, "打印机卡纸");
  gint64 due;
  GtkWidget *list;

  sr_outcome_free (room_fixture_act (&self->room_fixture, "he.jing", done, "cancel", "withdrawal",
                                     "已自行解决", NULL));
  room_fixture_advance (&self->room_fixture, 86400);
  due = room_fixture_receive (&self->room_fixture, "门禁刷不开");
  open_page (self, "he.jing");
  sr_page_set_view (SR_PAGE (self->page), "today");
  WAIT_UNTIL (sr_page_is_drawn (SR_PAGE (self->page)) && count_rows (self) == 1);
  WAIT_UNTIL (find_list_box (GTK_WIDGET (self->page->past_strip)) != NULL);
  list = find_list_box (GTK_WIDGET (self->page->past_strip));
  WAIT_UNTIL (gtk_widget_get_height (list) > 0);

  /* Tab goes over the heading to the steps; arrows choose among them. */
  for (guint i = 0; i < 2; i++)
    g_assert_true (gtk_widget_child_focus (GTK_WIDGET (self->page->past_strip),
                                           GTK_DIR_TAB_FORWARD));
  g_assert_true (GTK_IS_LIST_BOX_ROW (gtk_window_get_focus (self->window)));
  g_signal_emit_by_name (list, "move-cursor", GTK_MOVEMENT_DISPLAY_LINES, 1, FALSE, FALSE);
  g_assert_cmpint (sr_request_pane_get_request (self->page->pane), ==, done);
  g_assert_cmpint (selected (self), ==, 0);

  /* A row of the list takes the selection back. */
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->page->selection), 0, TRUE);
  g_assert_cmpint (sr_request_pane_get_request (self->page->pane), ==, due);
  g_assert_null (gtk_list_box_get_selected_row (GTK_LIST_BOX (list)));

  /* It stays closed once it was. */
  g_object_set (self->page->past_strip, "open", FALSE, NULL);
  g_assert_null (find_list_box (GTK_WIDGET (self->page->past_strip)));
  g_assert_false (g_settings_get_boolean (self->page->settings, "queue-past-open"));
  g_object_set (self->page->past_strip, "open", TRUE, NULL);
}

static void
test_a_search_without_a_match_offers_to_look_everywhere (Fixture       *self,
                                                         gconstpointer  data)
{
  room_fixture_receive (&self->room_fixture, "打印机卡纸");
  open_page (self, "he.jing");

  sr_page_focus_search (SR_PAGE (self->page));
  gtk_editable_set_text (GTK_EDITABLE (self->page->search_entry), "电梯");
  WAIT_UNTIL (g_strcmp0 (gtk_stack_get_visible_child_name (self->page->states), "empty") == 0);
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (self->page->empty_button)), ==,
                   "win.view");

  sr_page_set_search_mode (SR_PAGE (self->page), FALSE);
  WAIT_UNTIL (count_rows (self) == 1);
}

static void
test_the_counts_are_the_rooms (Fixture       *self,
                               gconstpointer  data)
{
  room_fixture_receive (&self->room_fixture, "打印机卡纸");
  room_fixture_receive (&self->room_fixture, "门禁刷不开");
  /* A week later the first response is overdue. */
  room_fixture_advance (&self->room_fixture, 7 * 86400);
  open_page (self, "he.jing");

  WAIT_UNTIL (sr_page_get_count (SR_PAGE (self->page)) == 2);
  g_assert_cmpuint (sr_page_get_overdue (SR_PAGE (self->page)), ==, 2);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (self->page->overdue_chip), "warns"));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (self->page->open_chip), "warns"));
}

static void
test_a_note_is_saved_and_the_field_is_empty_again (Fixture       *self,
                                                   gconstpointer  data)
{
  SrRequestPane *pane;
  GtkTextBuffer *buffer;
  guint n_steps;

  room_fixture_receive (&self->room_fixture, "打印机卡纸");
  open_page (self, "he.jing");
  pane = self->page->pane;
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (
    gtk_widget_get_first_child (gtk_widget_get_first_child (gtk_widget_get_first_child (
      gtk_widget_get_first_child (GTK_WIDGET (pane->timeline)))))));
  n_steps = pane->detail->events->len;

  gtk_text_buffer_set_text (buffer, "已联系供应商", -1);
  g_signal_emit_by_name (pane->timeline, "save-note");
  WAIT_UNTIL (pane->detail->events->len > n_steps);
  WAIT_UNTIL (gtk_text_buffer_get_char_count (buffer) == 0);
}

static void
test_what_is_typed_stays_with_its_request (Fixture       *self,
                                           gconstpointer  data)
{
  gint64 first = room_fixture_receive (&self->room_fixture, "打印机卡纸");
  gint64 second = room_fixture_receive (&self->room_fixture, "门禁刷不开");
  SrRequestPane *pane;
  GtkTextBuffer *buffer;
  g_autofree char *empty = NULL;
  g_autofree char *kept = NULL;

  open_page (self, "he.jing");
  pane = self->page->pane;
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (
    gtk_widget_get_first_child (gtk_widget_get_first_child (gtk_widget_get_first_child (
      gtk_widget_get_first_child (GTK_WIDGET (pane->timeline)))))));

  sr_page_show_record (SR_PAGE (self->page), first);
  WAIT_UNTIL (sr_request_pane_is_loaded (pane));
  gtk_text_buffer_set_text (buffer, "等客户回电", -1);

  sr_page_show_record (SR_PAGE (self->page), second);
  WAIT_UNTIL (sr_request_pane_is_loaded (pane));
  empty = sr_timeline_view_dup_note (pane->timeline);
  g_assert_cmpstr (empty, ==, "");

  sr_page_show_record (SR_PAGE (self->page), first);
  WAIT_UNTIL (sr_request_pane_is_loaded (pane));
  kept = sr_timeline_view_dup_note (pane->timeline);
  g_assert_cmpstr (kept, ==, "等客户回电");
}

static const SrRow *
find_attachment (SrRequestPane *pane)
{
  for (guint i = 0; pane->detail != NULL && i < pane->detail->children->len; i++)
    {
      const SrRow *row = g_ptr_array_index (pane->detail->children, i);

      if (sr_row_get_kind (row) == &sr_attachment_kind)
        return row;
    }

  return NULL;
}

static SrRequestPane *
open_pane (Fixture *self)
{
  room_fixture_receive (&self->room_fixture, "打印机卡纸");
  open_page (self, "he.jing");
  WAIT_UNTIL (sr_request_pane_is_loaded (self->page->pane));

  return self->page->pane;
}

static void
test_a_pasted_picture_is_attached_with_a_name_that_says_when (Fixture       *self,
                                                              gconstpointer  data)
{
  SrRequestPane *pane = open_pane (self);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (pane));
  g_autofree guchar *pixels = g_malloc0 (16 * 16 * 4);
  g_autoptr (GBytes) bytes = g_bytes_new (pixels, 16 * 16 * 4);
  g_autoptr (GdkTexture) texture = gdk_memory_texture_new (16, 16, GDK_MEMORY_R8G8B8A8, bytes, 64);
  const SrRow *attachment = NULL;

  gdk_clipboard_set_texture (clipboard, texture);
  gtk_widget_activate_action (GTK_WIDGET (pane), "request.paste", NULL);
  WAIT_UNTIL ((attachment = find_attachment (pane)) != NULL);
  g_assert_true (g_str_has_prefix (sr_row_get_text (attachment, SR_ATTACHMENT_NAME),
                                   "Screenshot 20"));
  g_assert_cmpstr (sr_row_get_text (attachment, SR_ATTACHMENT_MEDIA_TYPE), ==, "image/png");
  WAIT_UNTIL (!gtk_widget_get_visible (pane->attaching_box));
}

static void
test_pasted_text_goes_into_the_note (Fixture       *self,
                                     gconstpointer  data)
{
  SrRequestPane *pane = open_pane (self);
  GtkLabel *placeholder = GTK_LABEL (find_cell (GTK_WIDGET (pane->timeline),
                                                "Write a note, for colleagues only"));
  g_autofree char *note = NULL;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (pane)), "换了搓纸轮");
  gtk_widget_activate_action (GTK_WIDGET (pane), "request.paste", NULL);
  WAIT_UNTIL (!gtk_widget_get_visible (GTK_WIDGET (placeholder)));
  note = sr_timeline_view_dup_note (pane->timeline);
  g_assert_cmpstr (note, ==, "换了搓纸轮");
  g_assert_null (find_attachment (pane));
}

static void
test_pasted_files_are_all_attached (Fixture       *self,
                                    gconstpointer  data)
{
  SrRequestPane *pane = open_pane (self);
  g_autofree char *folder = g_dir_make_tmp ("sr-paste-XXXXXX", NULL);
  g_autofree char *one = g_build_filename (folder, "one.txt", NULL);
  g_autofree char *two = g_build_filename (folder, "two.txt", NULL);
  g_autoptr (GFile) first = g_file_new_for_path (one);
  g_autoptr (GFile) second = g_file_new_for_path (two);
  g_autoptr (GSList) files = g_slist_append (g_slist_append (NULL, first), second);
  GdkFileList *list = gdk_file_list_new_from_list (files);

  g_assert_true (g_file_set_contents (one, "1", -1, NULL));
  g_assert_true (g_file_set_contents (two, "2", -1, NULL));
  gdk_clipboard_set (gtk_widget_get_clipboard (GTK_WIDGET (pane)), GDK_TYPE_FILE_LIST, list);
  g_boxed_free (GDK_TYPE_FILE_LIST, list);
  gtk_widget_activate_action (GTK_WIDGET (pane), "request.paste", NULL);
  WAIT_UNTIL (pane->n_attaching == 2);
  WAIT_UNTIL (pane->n_attaching == 0);
  g_assert_cmpuint (pane->n_attached, ==, 2);
  g_unlink (one);
  g_unlink (two);
  g_rmdir (folder);
}

static void
test_an_action_without_inputs_is_done_at_once (Fixture       *self,
                                               gconstpointer  data)
{
  gint64 request = room_fixture_receive (&self->room_fixture, "打印机卡纸");
  SrRequestPane *pane;

  sr_outcome_free (room_fixture_act (&self->room_fixture, "he.jing", request, "assign", "owner",
                                     "wang.wei", NULL));
  open_page (self, "wang.wei");
  pane = self->page->pane;
  g_assert_cmpstr (sr_action_bar_get_next (pane->action_bar)->name, ==, "accept");

  sr_page_activate_next (SR_PAGE (self->page));
  WAIT_UNTIL (sr_row_is (pane->detail->request->row, SR_REQUEST_STATE, "accepted"));
  g_assert_cmpstr (sr_action_bar_get_next (pane->action_bar)->name, ==, "start");
}

static void
test_a_narrow_page_shows_one_thing_at_a_time (Fixture       *self,
                                              gconstpointer  data)
{
  SrPage *page;

  room_fixture_receive (&self->room_fixture, "打印机卡纸");
  open_page (self, "he.jing");
  page = SR_PAGE (self->page);

  sr_page_set_narrow (page, TRUE);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (self->page->list_side)));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (self->page->pane)));
  g_assert_false (sr_page_get_can_go_back (page));

  g_assert_true (sr_page_focus_pane (page, FALSE, TRUE));
  g_assert_true (sr_page_focus_pane (page, FALSE, FALSE));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (self->page->list_side)));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (self->page->pane)));
  g_assert_true (sr_page_get_can_go_back (page));

  sr_page_go_back (page);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (self->page->list_side)));
  g_assert_false (sr_page_get_can_go_back (page));

  sr_page_set_narrow (page, FALSE);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (self->page->pane)));
}

static void
test_columns_go_when_it_is_tight (Fixture       *self,
                                  gconstpointer  data)
{
  GtkColumnViewColumn **columns;

  open_page (self, "he.jing");
  columns = self->page->columns;

  _sr_queue_page_columns_fit (self->page, 2000);
  g_assert_true (gtk_column_view_column_get_visible (columns[SR_QUEUE_COLUMN_TYPE]));
  g_assert_true (gtk_column_view_column_get_visible (columns[SR_QUEUE_COLUMN_OWNER]));

  _sr_queue_page_columns_fit (self->page, 300);
  g_assert_false (gtk_column_view_column_get_visible (columns[SR_QUEUE_COLUMN_TYPE]));
  g_assert_false (gtk_column_view_column_get_visible (columns[SR_QUEUE_COLUMN_OWNER]));
  g_assert_true (gtk_column_view_column_get_visible (columns[SR_QUEUE_COLUMN_DUE]));

  _sr_queue_page_columns_fit (self->page, 2000);
  g_assert_cmpint (
    gtk_column_view_column_get_fixed_width (columns[SR_QUEUE_COLUMN_OWNER]), ==,
    self->page->widths[SR_QUEUE_COLUMN_OWNER]);
}

static gint64
assign_two_and_open (Fixture *self,
                     gint64  *out_second)
{
  gint64 first = room_fixture_receive (&self->room_fixture, "打印机卡纸");

  room_fixture_advance (&self->room_fixture, 600);
  *out_second = room_fixture_receive (&self->room_fixture, "门禁刷不开");
  sr_outcome_free (room_fixture_act (&self->room_fixture, "he.jing", first, "assign", "owner",
                                     "wang.wei", NULL));
  sr_outcome_free (room_fixture_act (&self->room_fixture, "he.jing", *out_second, "assign", "owner",
                                     "wang.wei", NULL));
  open_page (self, "wang.wei");

  return first;
}

static gboolean
is_in_state (Fixture    *self,
             guint       position,
             const char *state)
{
  g_autoptr (SrRecord) record =
    g_list_model_get_item (G_LIST_MODEL (self->page->selection), position);

  return record != NULL && sr_record_is (record, SR_REQUEST_STATE, state);
}

static void
test_what_several_share_is_done_to_all_of_them (Fixture       *self,
                                                gconstpointer  data)
{
  gint64 second;
  gint64 first = assign_two_and_open (self, &second);

  g_assert_null (self->page->bulk_bar);
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (self->page->selection));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (self->page->bulk_bar)));
  g_assert_cmpint (sr_request_pane_get_request (self->page->pane), ==, 0);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (self->page->pane->stack), ==, "several");

  WAIT_UNTIL (sr_bulk_bar_get_next (self->page->bulk_bar) != NULL);
  g_assert_cmpstr (sr_bulk_bar_get_next (self->page->bulk_bar)->name, ==, "accept");
  sr_page_activate_next (SR_PAGE (self->page));
  WAIT_UNTIL (is_in_state (self, 0, "accepted") && is_in_state (self, 1, "accepted"));
  g_assert_cmpuint (sr_record_selection_get_n_selected (self->page->selection), ==, 2);

  _sr_queue_page_select_one (self->page);
  g_assert_cmpint (selected (self), ==, first);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (self->page->bulk_bar)));
  g_assert_cmpint (sr_request_pane_get_request (self->page->pane), ==, first);
}

static void
test_a_subject_says_its_tags_and_what_it_repeats (Fixture       *self,
                                                  gconstpointer  data)
{
  g_autoptr (SrRecord) record = NULL;
  SrRow *row;
  const char *tags[] = { "空调", "加急", NULL };
  GtkWidget *list;

  room_fixture_receive (&self->room_fixture, "打印机卡纸");
  open_page (self, "he.jing");
  list = GTK_WIDGET (self->page->list);
  WAIT_UNTIL (find_cell (list, "打印机卡纸") != NULL);
  g_assert_null (find_cell (list, "空调 · 加急"));

  record = g_list_model_get_item (G_LIST_MODEL (self->page->selection), 0);
  row = sr_row_copy (sr_record_get_row (record));
  sr_row_set_list (row, SR_REQUEST_TAGS, tags);
  sr_row_set_integer (row, SR_REQUEST_REPEAT_OF, 7);
  sr_record_take_row (record, row);

  g_assert_nonnull (find_cell (list, "空调 · 加急"));
  g_assert_true (GTK_IS_IMAGE (gtk_widget_get_prev_sibling (find_cell (list, "打印机卡纸"))));
}

static void
on_text_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
test_rows_are_copied_as_text_and_as_csv (Fixture       *self,
                                         gconstpointer  data)
{
  GdkClipboard *clipboard;
  GdkContentFormats *formats;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gint64 second;

  assign_two_and_open (self, &second);
  _sr_queue_page_columns_fit (self->page, 2000);
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (self->page->selection));
  gtk_widget_activate_action (GTK_WIDGET (self->page), "queue.copy", NULL);

  clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self->page));
  formats = gdk_clipboard_get_formats (clipboard);
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "text/csv"));
  gdk_clipboard_read_text_async (clipboard, NULL, on_text_cb, &text);
  WAIT_UNTIL (text != NULL);

  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_true (g_str_has_prefix (lines[0], "Due\tClock\tNumber\tCustomer\tSubject\t"));
  g_assert_nonnull (strstr (lines[1], "\t打印机卡纸\t"));
  g_assert_nonnull (strstr (lines[2], "\t门禁刷不开\t"));
}

static void
test_a_column_comes_and_goes_as_it_is_wanted (Fixture       *self,
                                              gconstpointer  data)
{
  g_auto (GStrv) names = NULL;
  SrQueuePage *page;

  open_page (self, "he.jing");
  page = self->page;
  g_assert_null (page->columns[SR_QUEUE_COLUMN_PLACE]);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (page->column_actions), "due"));

  g_action_group_change_action_state (G_ACTION_GROUP (page->column_actions), "place",
                                      g_variant_new_boolean (TRUE));
  g_action_group_change_action_state (G_ACTION_GROUP (page->column_actions), "state",
                                      g_variant_new_boolean (FALSE));
  _sr_queue_page_columns_fit (page, 2000);
  g_assert_true (gtk_column_view_column_get_visible (page->columns[SR_QUEUE_COLUMN_PLACE]));
  g_assert_false (gtk_column_view_column_get_visible (page->columns[SR_QUEUE_COLUMN_STATE]));
  names = g_settings_get_strv (page->settings, "queue-columns");
  g_assert_true (g_strv_contains ((const char *const *) names, "place"));
  g_assert_false (g_strv_contains ((const char *const *) names, "state"));

  g_settings_reset (page->settings, "queue-columns");
}

static gboolean
is_listed_first (Fixture *self,
                 gint64   request)
{
  g_autoptr (SrRecord) record =
    g_list_model_get_item (G_LIST_MODEL (self->page->selection), 0);

  return record != NULL && sr_record_get_id (record) == request;
}

/* As a click on its header does. */
static void
sort_by (Fixture       *self,
         SrQueueColumn  column,
         GtkSortType    direction)
{
  gtk_column_view_sort_by_column (self->page->list, self->page->columns[column], direction);
}

static void
test_a_header_sorts_and_the_view_keeps_it (Fixture       *self,
                                           gconstpointer  data)
{
  GtkColumnViewColumn **columns;
  gint64 second;
  gint64 first = assign_two_and_open (self, &second);

  columns = self->page->columns;
  g_assert_true (is_listed_first (self, first));
  sort_by (self, SR_QUEUE_COLUMN_NUMBER, GTK_SORT_DESCENDING);
  WAIT_UNTIL (is_listed_first (self, second));
  sort_by (self, SR_QUEUE_COLUMN_NUMBER, GTK_SORT_ASCENDING);
  WAIT_UNTIL (is_listed_first (self, first));
  gtk_widget_activate_action (GTK_WIDGET (self->page), "queue.sort", "s", "-due");
  WAIT_UNTIL (is_listed_first (self, second));

  /* What no index has is not offered, and each view has an order of its own. */
  g_assert_nonnull (gtk_column_view_column_get_sorter (columns[SR_QUEUE_COLUMN_PRIORITY]));
  g_assert_null (gtk_column_view_column_get_sorter (columns[SR_QUEUE_COLUMN_STATE]));
  sr_page_set_view (SR_PAGE (self->page), "closed");
  g_assert_null (gtk_column_view_column_get_sorter (columns[SR_QUEUE_COLUMN_PRIORITY]));
  g_assert_nonnull (gtk_column_view_column_get_sorter (columns[SR_QUEUE_COLUMN_NUMBER]));
  g_assert_false (self->page->is_descending);
  sr_page_set_view (SR_PAGE (self->page), "open");
  g_assert_true (self->page->is_descending);
  WAIT_UNTIL (count_rows (self) == 2 && is_listed_first (self, second));

  g_settings_reset (self->page->settings, "queue-orders");
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/ui/queue-page/an-empty-queue-says-so", test_an_empty_queue_says_so);
  ADD ("/ui/queue-page/what-is-due-first-is-selected-first",
       test_what_is_due_first_is_selected_first);
  ADD ("/ui/queue-page/the-selection-stays-with-its-request",
       test_the_selection_stays_with_its_request);
  ADD ("/ui/queue-page/a-view-shows-its-own", test_a_view_shows_its_own);
  ADD ("/ui/queue-page/today-is-the-first-view-and-tells-of-what-is-late",
       test_today_is_the_first_view_and_tells_of_what_is_late);
  ADD ("/ui/queue-page/a-day-without-anything-due-says-so-above-yesterday",
       test_a_day_without_anything_due_says_so_above_yesterday);
  ADD ("/ui/queue-page/a-step-of-yesterday-shows-its-request",
       test_a_step_of_yesterday_shows_its_request);
  ADD ("/ui/queue-page/a-search-without-a-match-offers-to-look-everywhere",
       test_a_search_without_a_match_offers_to_look_everywhere);
  ADD ("/ui/queue-page/the-counts-are-the-rooms", test_the_counts_are_the_rooms);
  ADD ("/ui/queue-page/a-note-is-saved-and-the-field-is-empty-again",
       test_a_note_is_saved_and_the_field_is_empty_again);
  ADD ("/ui/queue-page/what-is-typed-stays-with-its-request",
       test_what_is_typed_stays_with_its_request);
  ADD ("/ui/queue-page/a-pasted-picture-is-attached-with-a-name-that-says-when",
       test_a_pasted_picture_is_attached_with_a_name_that_says_when);
  ADD ("/ui/queue-page/pasted-text-goes-into-the-note", test_pasted_text_goes_into_the_note);
  ADD ("/ui/queue-page/pasted-files-are-all-attached", test_pasted_files_are_all_attached);
  ADD ("/ui/queue-page/an-action-without-inputs-is-done-at-once",
       test_an_action_without_inputs_is_done_at_once);
  ADD ("/ui/queue-page/a-narrow-page-shows-one-thing-at-a-time",
       test_a_narrow_page_shows_one_thing_at_a_time);
  ADD ("/ui/queue-page/only-what-is-cut-off-is-said-again",
       test_only_what_is_cut_off_is_said_again);
  ADD ("/ui/queue-page/what-several-share-is-done-to-all-of-them",
       test_what_several_share_is_done_to_all_of_them);
  ADD ("/ui/queue-page/a-subject-says-its-tags-and-what-it-repeats",
       test_a_subject_says_its_tags_and_what_it_repeats);
  ADD ("/ui/queue-page/rows-are-copied-as-text-and-as-csv",
       test_rows_are_copied_as_text_and_as_csv);
  ADD ("/ui/queue-page/a-column-comes-and-goes-as-it-is-wanted",
       test_a_column_comes_and_goes_as_it_is_wanted);
  ADD ("/ui/queue-page/a-header-sorts-and-the-view-keeps-it",
       test_a_header_sorts_and_the_view_keeps_it);
  ADD ("/ui/queue-page/columns-go-when-it-is-tight", test_columns_go_when_it_is_tight);

  return g_test_run ();
}
