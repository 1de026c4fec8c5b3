/* A long list shows what the room has, wherever it is scrolled to.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "models/sr-queue-model-private.h"
#include "room-fixture.h"
#include "ui/queue/sr-queue-page-private.h"

/**
 * Long:
 *
 * Which view is how long.
 */
typedef struct
{
  SrQueueView view;
  guint       n_rows;
} Long;

static const Long in_work = { SR_QUEUE_OPEN, 240 };
/* Read by pages. */
static const Long closed = { SR_QUEUE_CLOSED, 3000 };
#define SECONDS_BETWEEN 7
#define PATIENCE_SECONDS 30
/* Printed, not judged: the machine may be busy. */
#define LONG_MILLISECONDS 100

typedef struct
{
  RoomFixture   room_fixture;
  const Long   *list;
  GtkWindow    *window;
  SrQueuePage  *page;
  SrRoom       *room;
  GAsyncResult *answer;
  GPtrArray    *expected;  /* the subjects, as the room lists them */
  gint64        longest;   /* the longest turn of the main loop, microseconds */
} Fixture;

static void
turn (Fixture *self)
{
  gint64 started = g_get_monotonic_time ();

  g_main_context_iteration (NULL, FALSE);
  self->longest = MAX (self->longest, g_get_monotonic_time () - started);
}

#define WAIT_UNTIL(condition) \
  G_STMT_START \
    { \
      gint64 wait_end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC; \
      while (!(condition)) \
        { \
          g_assert_cmpint (g_get_monotonic_time (), <, wait_end); \
          turn (self); \
        } \
    } \
  G_STMT_END

static void
on_answer_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Fixture *self = user_data;

  self->answer = g_object_ref (result);
}

static GtkAdjustment *
get_adjustment (Fixture *self)
{
  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->page->list_scroller));
}

static gboolean
count_frame_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       data)
{
  guint *n_frames = data;

  return ++*n_frames < 3;
}

/* Until what stands there now is drawn: a frame that has begun may be without it, so the third begins
 * after it is. */
static void
wait_until_drawn (Fixture *self)
{
  guint n_frames = 0;

  gtk_widget_add_tick_callback (GTK_WIDGET (self->window), count_frame_cb, &n_frames, NULL);
  WAIT_UNTIL (n_frames == 3);
}

static void
scroll_to (Fixture *self,
           double   value)
{
  gtk_adjustment_set_value (get_adjustment (self), value);
  wait_until_drawn (self);
}

static void
read_expected (Fixture *self)
{
  SrRequestQuery query = { .view = self->list->view };
  g_autoptr (GPtrArray) rows = NULL;

  g_clear_object (&self->answer);
  g_clear_pointer (&self->expected, g_ptr_array_unref);
  sr_room_list_async (self->room, &query, NULL, on_answer_cb, self);
  WAIT_UNTIL (self->answer != NULL);
  rows = sr_room_list_finish (self->room, self->answer, NULL);
  self->expected = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < rows->len; i++)
    {
      SrListedRow *listed = g_ptr_array_index (rows, i);

      g_ptr_array_add (self->expected,
                       g_strdup (sr_row_get_text (listed->row, SR_REQUEST_TITLE)));
    }
}

/* As at the start of the program, which may be asked for one request. */
static void
present_page (Fixture *self,
              gint64   wanted)
{
  g_clear_pointer (&self->window, gtk_window_destroy);
  self->page = g_object_new (SR_TYPE_QUEUE_PAGE, "view",
                             sr_queue_view_get_name (self->list->view), NULL);
  self->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (self->window, 1280, 720);
  gtk_window_set_child (self->window, GTK_WIDGET (self->page));
  gtk_window_present (self->window);
  if (wanted != 0)
    sr_page_show_record (SR_PAGE (self->page), wanted);
  sr_page_set_room (SR_PAGE (self->page), self->room);
}

static void
receive_all (Fixture *self)
{
  sr_gate_begin (self->room_fixture.gate, NULL);
  for (guint i = 0; i < self->list->n_rows; i++)
    {
      g_autofree char *title = g_strdup_printf ("请求 %04u", i);
      gint64 id = room_fixture_receive (&self->room_fixture, title);

      if (self->list->view == SR_QUEUE_CLOSED)
        sr_outcome_free (room_fixture_act (&self->room_fixture, "he.jing", id, "cancel",
                                           "withdrawal", "客户来电撤回", NULL));
      room_fixture_advance (&self->room_fixture, SECONDS_BETWEEN);
    }
  sr_gate_end (self->room_fixture.gate, TRUE, NULL);
}

/* Each list is written once, which takes its time, and is a file of its own for each test. */
static void
make_room (Fixture *self)
{
  static char *contents[SR_N_QUEUE_VIEWS];
  static gsize lengths[SR_N_QUEUE_VIEWS];
  RoomFixture *fixture = &self->room_fixture;
  SrQueueView view = self->list->view;
  g_autoptr (GError) error = NULL;

  room_fixture_set_up (fixture, self->list);
  if (contents[view] == NULL)
    receive_all (self);
  else
    room_fixture_advance (fixture, self->list->n_rows * SECONDS_BETWEEN);
  g_clear_pointer (&fixture->gate, sr_gate_free);
  sr_store_close (fixture->store);
  g_clear_object (&fixture->store);

  if (contents[view] == NULL)
    g_file_get_contents (fixture->path, &contents[view], &lengths[view], &error);
  else
    g_file_set_contents (fixture->path, contents[view], lengths[view], &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->list = data;
  make_room (self);
  sr_room_open_async (self->room_fixture.path, SR_STORE_OPEN_EXISTING, self->room_fixture.clock,
                      "he.jing", NULL, on_answer_cb, self);
  WAIT_UNTIL (self->answer != NULL);
  self->room = sr_room_open_finish (self->answer, NULL);

  present_page (self, 0);
  WAIT_UNTIL (sr_page_is_drawn (SR_PAGE (self->page))
              && g_list_model_get_n_items (G_LIST_MODEL (self->page->selection))
                   == self->list->n_rows);
  read_expected (self);
  /* The last rows have their place once they were drawn. */
  scroll_to (self, 0);
  WAIT_UNTIL (gtk_adjustment_get_upper (get_adjustment (self)) > self->list->n_rows * 30);
  self->longest = 0;
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_test_message ("longest turn of the main loop: %d ms%s", (int) (self->longest / 1000),
                  self->longest > LONG_MILLISECONDS * 1000 ? " (long)" : "");
  gtk_window_destroy (self->window);
  sr_room_close (self->room);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&self->room);
  g_clear_object (&self->answer);
  g_clear_pointer (&self->expected, g_ptr_array_unref);
  room_fixture_tear_down (&self->room_fixture, data);
}

static GtkWidget *
find_rows (Fixture *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->page->list));

  while (!GTK_IS_LIST_VIEW (child))
    child = gtk_widget_get_next_sibling (child);

  return child;
}

static GtkWidget *
find_subject (GtkWidget *widget)
{
  if (gtk_widget_has_css_class (widget, "subject"))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_subject (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* The subjects that are in sight, from top to bottom, and how far down they go. */
static GPtrArray *
list_shown (Fixture *self,
            double  *out_bottom)
{
  GtkWidget *rows = find_rows (self);
  GPtrArray *shown = g_ptr_array_new ();

  *out_bottom = 0;
  for (GtkWidget *row = gtk_widget_get_first_child (rows); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *subject = find_subject (row);
      graphene_rect_t bounds;

      if (subject != NULL && gtk_widget_get_child_visible (row)
          && gtk_widget_compute_bounds (row, rows, &bounds)
          && bounds.origin.y + bounds.size.height > 0
          && bounds.origin.y < gtk_widget_get_height (rows))
        {
          *out_bottom = bounds.origin.y + bounds.size.height;
          g_ptr_array_add (shown, (gpointer) gtk_label_get_text (GTK_LABEL (subject)));
        }
    }

  return shown;
}

static guint
find_expected (Fixture    *self,
               const char *title)
{
  guint position;

  return g_ptr_array_find_with_equal_func (self->expected, title, g_str_equal, &position)
           ? position : G_MAXUINT;
}

/* TRUE once what is in sight stands together in the room's list and fills the page. */
static gboolean
is_right (Fixture *self,
          guint   *out_first,
          guint   *out_n)
{
  double bottom;
  g_autoptr (GPtrArray) shown = list_shown (self, &bottom);
  guint first;

  /* Rows that were just replaced have no place yet. */
  if (shown->len < 5 || bottom < gtk_widget_get_height (find_rows (self)))
    return FALSE;
  first = find_expected (self, g_ptr_array_index (shown, 0));
  for (guint i = 0; i < shown->len; i++)
    {
      if (first == G_MAXUINT || first + i >= self->expected->len
          || !g_str_equal (g_ptr_array_index (shown, i),
                           g_ptr_array_index (self->expected, first + i)))
        return FALSE;
    }
  *out_first = first;
  *out_n = shown->len;

  return TRUE;
}

/* Where the page begins, in rows. */
static double
get_top (Fixture *self)
{
  GtkAdjustment *adjustment = get_adjustment (self);

  return gtk_adjustment_get_value (adjustment) / gtk_adjustment_get_upper (adjustment)
         * self->list->n_rows;
}

/* Waits until the rows in sight are there; they come in the place of those that were drawn before. */
static void
assert_rows_come_in_place (Fixture *self,
                           double   top)
{
  guint first = 0;
  guint n = 0;

  WAIT_UNTIL (is_right (self, &first, &n));
  wait_until_drawn (self);
  g_assert_true (is_right (self, &first, &n));
  g_assert_cmpfloat_with_epsilon (get_top (self), top, 0.1);
  g_assert_cmpuint (first, ==, (guint) (top + 0.05));
}

static void
test_from_top_to_bottom_every_row_is_seen (Fixture       *self,
                                           gconstpointer  data)
{
  double row_height = gtk_adjustment_get_upper (get_adjustment (self)) / self->list->n_rows;
  guint seen = 0;

  scroll_to (self, 0);
  for (;;)
    {
      guint first = 0;
      guint n = 0;

      WAIT_UNTIL (is_right (self, &first, &n));
      g_assert_cmpuint (first, <=, seen);
      g_assert_cmpuint (first + n, >, seen);
      seen = first + n;
      if (seen == self->list->n_rows)
        break;
      scroll_to (self, (seen - 2) * row_height);
    }
}

static void
test_a_jump_shows_what_is_there (Fixture       *self,
                                 gconstpointer  data)
{
  static const double places[] = { 1, 0, 0.5, 0.93, 0.11, 0.72, 1, 0.3 };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      guint place = places[i] * (self->list->n_rows - 1);
      guint first = 0;
      guint n = 0;

      _sr_queue_page_select_position (self->page, place);
      scroll_to (self, gtk_adjustment_get_value (get_adjustment (self)));
      WAIT_UNTIL (is_right (self, &first, &n));
      g_assert_cmpuint (place, >=, first);
      g_assert_cmpuint (place, <, first + n);
    }
}

/* The first of them failed while the queue scrolled to its first row before it had a place. */
static void
test_a_dragged_scrollbar_shows_what_is_there (Fixture       *self,
                                              gconstpointer  data)
{
  static const double places[] = { 1, 0, 0.5, 1, 0.25, 0.99, 0.01 };
  GtkAdjustment *adjustment = get_adjustment (self);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      double value = places[i] * (gtk_adjustment_get_upper (adjustment)
                                  - gtk_adjustment_get_page_size (adjustment));

      scroll_to (self, value);
      assert_rows_come_in_place (self, value / gtk_adjustment_get_upper (adjustment)
                                       * self->list->n_rows);
    }
}

static gboolean
is_idle (Fixture *self)
{
  SrQueueModel *model = self->page->model;

  return !model->is_reading && model->read_id == 0 && !sr_paged_rows_has_wanted (model->rows);
}

/* What is read stays unread, so that the rows are drawn before they come, as from a slow disk. */
static void
hold_reading (Fixture *self)
{
  WAIT_UNTIL (is_idle (self));
  self->page->model->is_reading = TRUE;
}

static void
release_reading (Fixture *self)
{
  self->page->model->is_reading = FALSE;
  _sr_queue_schedule_read (self->page->model);
}

static gboolean
keep_busy_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Rows come before their place is drawn, as on a machine that has much to do. */
static void
read_before_drawing (Fixture *self)
{
  guint busy_id = g_idle_add_full (G_PRIORITY_DEFAULT + 1, keep_busy_cb, NULL, NULL);

  WAIT_UNTIL (is_idle (self));
  g_source_remove (busy_id);
}

static void
test_rows_that_come_late_come_in_their_place (Fixture       *self,
                                              gconstpointer  data)
{
  static const double places[] = { 0.2, 1, 0.45, 0.32, 0.71, 0.85 };
  GtkAdjustment *adjustment = get_adjustment (self);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      double top;

      hold_reading (self);
      scroll_to (self, places[i] * (gtk_adjustment_get_upper (adjustment)
                                    - gtk_adjustment_get_page_size (adjustment)));
      top = get_top (self);
      release_reading (self);
      assert_rows_come_in_place (self, top);
    }
}

static void
append_words (GtkWidget *widget,
              GString   *words)
{
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (words, "%s|", gtk_label_get_text (GTK_LABEL (widget)));
  else if (GTK_IS_INSCRIPTION (widget))
    g_string_append_printf (words, "%s|", gtk_inscription_get_text (GTK_INSCRIPTION (widget)));
  else if (GTK_IS_IMAGE (widget) && gtk_widget_get_visible (widget))
    g_string_append_printf (words, "(%s)", gtk_image_get_icon_name (GTK_IMAGE (widget)));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    append_words (child, words);
}

/* What the row of the subject says; empty if there is none. */
static char *
dup_words (Fixture    *self,
           const char *title)
{
  GString *words = g_string_new (NULL);

  for (GtkWidget *row = gtk_widget_get_first_child (find_rows (self)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *subject = find_subject (row);

      if (subject != NULL && g_str_equal (gtk_label_get_text (GTK_LABEL (subject)), title))
        append_words (row, words);
    }

  return g_string_free (words, FALSE);
}

/* As much as a row that was there before anybody looked. */
static void
test_a_row_that_comes_late_says_all (Fixture       *self,
                                     gconstpointer  data)
{
  double row_height = gtk_adjustment_get_upper (get_adjustment (self)) / self->list->n_rows;
  const char *title = g_ptr_array_index (self->expected, 1600);
  g_autofree char *late = NULL;
  g_autofree char *again = NULL;
  guint first = 0;
  guint n = 0;

  /* With place for all columns. */
  gtk_window_set_default_size (self->window, 2400, 720);
  for (guint i = SR_N_QUEUE_TEMPLATE_COLUMNS; i < SR_N_QUEUE_COLUMNS; i++)
    {
      g_autofree char *action = g_strconcat ("columns.", _sr_queue_page_column_name (i), NULL);

      gtk_widget_activate_action (GTK_WIDGET (self->page->list), action, NULL);
    }
  hold_reading (self);
  scroll_to (self, 1595 * row_height);
  release_reading (self);
  WAIT_UNTIL (is_right (self, &first, &n) && first <= 1600 && 1600 < first + n);
  late = dup_words (self, title);
  g_assert_nonnull (strstr (late, "nobody"));

  /* Another row of the list shows it then. */
  scroll_to (self, 0);
  WAIT_UNTIL (is_right (self, &first, &n) && first == 0);
  scroll_to (self, 1597 * row_height);
  WAIT_UNTIL (is_right (self, &first, &n) && first <= 1600 && 1600 < first + n);
  again = dup_words (self, title);
  g_assert_cmpstr (late, ==, again);
}

/* A list of GTK 4.8 does not know how high rows are that were put there since it was drawn: whoever
 * scrolls on then is led elsewhere. So rows that come must not be put there anew. */
static void
test_a_bar_that_is_dragged_on_while_rows_come_leads_on (Fixture       *self,
                                                        gconstpointer  data)
{
  static const double places[] = { 0.2, 0.98, 0.45, 0.32, 0.71, 0.85 };
  GtkAdjustment *adjustment = get_adjustment (self);
  double row_height = gtk_adjustment_get_upper (adjustment) / self->list->n_rows;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      double value = places[i] * (gtk_adjustment_get_upper (adjustment)
                                  - gtk_adjustment_get_page_size (adjustment));

      hold_reading (self);
      scroll_to (self, value);
      release_reading (self);
      read_before_drawing (self);
      gtk_adjustment_set_value (adjustment, value + 7.5 * row_height);
      assert_rows_come_in_place (self, value / row_height + 7.5);
    }
}

/* The keys of the list itself: of the window that nobody types in they are asked for by name. */
static void
press (Fixture *self,
       guint    key)
{
  GtkWidget *rows = find_rows (self);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (rows);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (!GTK_IS_KEYVAL_TRIGGER (trigger)
              || gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) != key
              || gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) != 0)
            continue;
          gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, rows,
                                        gtk_shortcut_get_arguments (shortcut));
          return;
        }
    }
  g_assert_not_reached ();
}

static guint
get_selected (Fixture *self)
{
  g_autoptr (GtkBitset) selected =
    gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->page->selection));

  g_assert_cmpuint (gtk_bitset_get_size (selected), ==, 1);

  return gtk_bitset_get_nth (selected, 0);
}

/* A key that is held down is heard again before the page is drawn that it led to. */
static void
test_rows_come_in_the_place_where_the_keys_led (Fixture       *self,
                                                gconstpointer  data)
{
  static const struct
  {
    guint key;
    guint n_pressed;
    gboolean is_drawn;
  } keys[] = {
    { GDK_KEY_Page_Down, 20, TRUE }, { GDK_KEY_End, 1, FALSE }, { GDK_KEY_Page_Up, 15, TRUE },
    { GDK_KEY_Home, 1, FALSE }, { GDK_KEY_Page_Down, 40, FALSE }, { GDK_KEY_Down, 30, FALSE },
    { GDK_KEY_End, 1, TRUE }, { GDK_KEY_Page_Up, 30, FALSE }, { GDK_KEY_Up, 1, TRUE }
  };

  _sr_queue_page_select_position (self->page, 0);
  gtk_widget_grab_focus (find_rows (self));
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      guint first = 0;
      guint n = 0;
      guint selected;

      WAIT_UNTIL (is_idle (self));
      for (guint j = 0; j < keys[i].n_pressed; j++)
        {
          press (self, keys[i].key);
          read_before_drawing (self);
          selected = get_selected (self);
          if (!keys[i].is_drawn && j + 1 < keys[i].n_pressed)
            continue;
          wait_until_drawn (self);
          WAIT_UNTIL (is_right (self, &first, &n));
          g_assert_cmpuint (get_selected (self), ==, selected);
          g_assert_cmpuint (selected, >=, first);
          g_assert_cmpuint (selected, <, first + n);
        }
      WAIT_UNTIL (sr_record_selection_get_single (self->page->selection) != NULL);
    }
}

/* 0 while its page is not read. */
static gint64
get_id (Fixture *self,
        guint    place)
{
  g_autoptr (SrRecord) record = g_list_model_get_item (G_LIST_MODEL (self->page->selection), place);

  return sr_record_get_id (record);
}

static void
test_a_request_asked_for_at_the_start_comes_in_sight (Fixture       *self,
                                                      gconstpointer  data)
{
  guint place = self->list->n_rows * 0.6;
  gint64 wanted;
  guint first = 0;
  guint n = 0;

  WAIT_UNTIL (get_id (self, place) != 0);
  wanted = get_id (self, place);
  present_page (self, wanted);
  WAIT_UNTIL (is_right (self, &first, &n) && first <= place && place < first + n);
}

static void
test_a_change_far_away_leaves_sight_and_selection (Fixture       *self,
                                                   gconstpointer  data)
{
  g_autoptr (SrRecord) gone = g_list_model_get_item (G_LIST_MODEL (self->page->selection), 2);
  g_autoptr (GPtrArray) acts = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_act_free);
  g_autofree char *before = NULL;
  SrRecord *single;
  gint64 chosen;
  guint first = 0;
  guint n = 0;

  _sr_queue_page_select_position (self->page, 150);
  scroll_to (self, gtk_adjustment_get_value (get_adjustment (self)));
  WAIT_UNTIL (is_right (self, &first, &n) && first <= 150 && 150 < first + n);
  before = g_strdup (g_ptr_array_index (self->expected, 150));
  chosen = sr_record_get_id (sr_record_selection_get_single (self->page->selection));

  g_ptr_array_add (acts, sr_act_set (sr_act_new (&sr_request_kind, sr_record_get_id (gone),
                                                 "cancel"),
                                     "withdrawal", "客户来电撤回"));
  sr_room_act_async (self->room, g_steal_pointer (&acts), NULL, NULL, NULL);
  WAIT_UNTIL (g_list_model_get_n_items (G_LIST_MODEL (self->page->selection))
              == self->list->n_rows - 1);
  read_expected (self);
  scroll_to (self, gtk_adjustment_get_value (get_adjustment (self)));
  WAIT_UNTIL (is_right (self, &first, &n));

  single = sr_record_selection_get_single (self->page->selection);
  g_assert_nonnull (single);
  g_assert_cmpint (sr_record_get_id (single), ==, chosen);
  g_assert_cmpuint (find_expected (self, before), >=, first);
  g_assert_cmpuint (find_expected (self, before), <, first + n);
}

#define ADD(path, list, function) g_test_add (path, Fixture, list, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_autoptr (GtkCssProvider) style = NULL;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  /* As in the program, where rows have one height. */
  style = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (style, "/org/serviceroom/ServiceRoom/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);

  ADD ("/ui/queue-scrolling/from-top-to-bottom-every-row-is-seen", &in_work,
       test_from_top_to_bottom_every_row_is_seen);
  ADD ("/ui/queue-scrolling/a-jump-shows-what-is-there", &in_work, test_a_jump_shows_what_is_there);
  ADD ("/ui/queue-scrolling/a-dragged-scrollbar-shows-what-is-there", &in_work,
       test_a_dragged_scrollbar_shows_what_is_there);
  ADD ("/ui/queue-scrolling/a-request-asked-for-at-the-start-comes-in-sight", &in_work,
       test_a_request_asked_for_at_the_start_comes_in_sight);
  ADD ("/ui/queue-scrolling/a-change-far-away-leaves-sight-and-selection", &in_work,
       test_a_change_far_away_leaves_sight_and_selection);
  ADD ("/ui/queue-scrolling/closed/from-top-to-bottom-every-row-is-seen", &closed,
       test_from_top_to_bottom_every_row_is_seen);
  ADD ("/ui/queue-scrolling/closed/a-jump-shows-what-is-there", &closed,
       test_a_jump_shows_what_is_there);
  ADD ("/ui/queue-scrolling/closed/a-dragged-scrollbar-shows-what-is-there", &closed,
       test_a_dragged_scrollbar_shows_what_is_there);
  ADD ("/ui/queue-scrolling/closed/rows-that-come-late-come-in-their-place", &closed,
       test_rows_that_come_late_come_in_their_place);
  ADD ("/ui/queue-scrolling/closed/a-row-that-comes-late-says-all", &closed,
       test_a_row_that_comes_late_says_all);
  ADD ("/ui/queue-scrolling/closed/a-bar-that-is-dragged-on-while-rows-come-leads-on", &closed,
       test_a_bar_that_is_dragged_on_while_rows_come_leads_on);
  ADD ("/ui/queue-scrolling/closed/rows-come-in-the-place-where-the-keys-led", &closed,
       test_rows_come_in_the_place_where_the_keys_led);
  ADD ("/ui/queue-scrolling/closed/a-request-asked-for-at-the-start-comes-in-sight", &closed,
       test_a_request_asked_for_at_the_start_comes_in_sight);

  return g_test_run ();
}
