/* The requests of a view, as a list.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "change-log.h"
#include "domain/records/sr-kinds.h"
#include "domain/service/sr-request-clocks.h"
#include "live-room.h"
#include "models/sr-queue-counts.h"
#include "models/sr-queue-model.h"

#define N_STEPS 200

typedef struct
{
  LiveRoom      live;
  SrRoom       *room;      /* borrowed */
  SrQueueModel *model;
  guint         n_heard;
} Queue;

static gboolean
is_loading (SrQueueModel *model)
{
  gboolean loading = FALSE;

  g_object_get (model, "loading", &loading, NULL);

  return loading;
}

static gboolean
has_error (SrQueueModel *model)
{
  g_autofree char *message = NULL;

  g_object_get (model, "error", &message, NULL);

  return message != NULL;
}

static guint
count (Queue *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->model));
}

static gint64
id_at (Queue *self,
       guint  position)
{
  g_autoptr (SrRecord) record = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  return sr_record_get_id (record);
}

/* What the room reminds of meanwhile is its own affair. */
static void
heard_cb (Queue      *self,
          const char *kind)
{
  if (!g_str_equal (kind, sr_reminder_kind.name))
    self->n_heard++;
}

static void
set_up (Queue         *self,
        gconstpointer  data)
{
  live_room_set_up (&self->live, data);
  self->room = self->live.room;
  g_signal_connect_swapped (self->room, "changed", G_CALLBACK (heard_cb), self);
  self->model = sr_queue_model_new (self->room);
  wait_until (!is_loading (self->model));
}

static void
tear_down (Queue         *self,
           gconstpointer  data)
{
  if (self->model != NULL)
    g_assert_finalize_object (g_steal_pointer (&self->model));
  live_room_tear_down (&self->live, data);
}

/* Waits until the model knows of so many events. */
static void
settle (Queue *self,
        guint  n_events)
{
  wait_until (self->n_heard >= n_events && !is_loading (self->model));
  g_assert_cmpuint (self->n_heard, ==, n_events);
  self->n_heard = 0;
}

/* Received a minute apart, so that they are due in the order of their ids. */
static void
receive_some (Queue  *self,
              gint64 *ids,
              guint   n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *title = g_strdup_printf ("设备%c", (int) ('A' + i));

      ids[i] = live_room_receive (self->room, title);
      room_fixture_advance (&self->live.fixture, 60);
    }
  settle (self, 2 * n);
}

static void
do_act (Queue     *self,
        GPtrArray *acts)
{
  live_room_act (self->room, acts);
  settle (self, 1);
}

static void
increment_cb (guint *counter)
{
  (*counter)++;
}

static void
test_what_is_due_first_stands_first (Queue         *self,
                                     gconstpointer  data)
{
  gint64 ids[4];

  receive_some (self, ids, G_N_ELEMENTS (ids));
  g_assert_cmpuint (count (self), ==, G_N_ELEMENTS (ids));
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_assert_cmpint (id_at (self, i), ==, ids[i]);
      g_assert_cmpuint (sr_queue_model_find (self->model, ids[i]), ==, i);
    }
  g_assert_cmpuint (sr_queue_model_find (self->model, 4711), ==, G_MAXUINT);
}

static void
test_a_reload_keeps_the_objects_and_says_nothing (Queue         *self,
                                                  gconstpointer  data)
{
  gint64 ids[4];
  g_autoptr (ChangeLog) log = NULL;

  receive_some (self, ids, G_N_ELEMENTS (ids));
  log = change_log_new (G_LIST_MODEL (self->model));
  sr_queue_model_reload (self->model);
  g_assert_true (is_loading (self->model));
  wait_until (!is_loading (self->model));
  g_assert_cmpuint (log->n_changes, ==, 0);
}

static void
test_a_row_that_moves_is_one_splice_of_the_same_objects (Queue         *self,
                                                         gconstpointer  data)
{
  gint64 ids[6];
  g_autoptr (ChangeLog) log = NULL;
  g_autoptr (SrRecord) fifth = NULL;
  g_autoptr (SrRecord) first = NULL;

  receive_some (self, ids, G_N_ELEMENTS (ids));
  log = change_log_new (G_LIST_MODEL (self->model));
  fifth = g_list_model_get_item (G_LIST_MODEL (self->model), 4);

  do_act (self, live_room_make_act (ids[4], "promise", "promised_at", "2026-07-15 09:20", NULL));

  first = g_list_model_get_item (G_LIST_MODEL (self->model), 0);
  g_assert_true (first == fifth);
  g_assert_cmpuint (log->n_changes, ==, 1);
  g_assert_cmpuint (log->position, ==, 0);
  g_assert_cmpuint (log->removed, ==, 5);
  g_assert_cmpuint (log->added, ==, 5);
}

static void
test_a_row_that_comes_or_goes_is_one_row (Queue         *self,
                                          gconstpointer  data)
{
  gint64 ids[4];
  g_autoptr (ChangeLog) log = NULL;
  guint n_notified = 0;

  receive_some (self, ids, G_N_ELEMENTS (ids));
  log = change_log_new (G_LIST_MODEL (self->model));
  g_signal_connect_swapped (self->model, "notify::n-items", G_CALLBACK (increment_cb), &n_notified);

  do_act (self, live_room_make_act (ids[1], "cancel", "withdrawal", "已自行解决", NULL));
  g_assert_cmpuint (log->n_changes, ==, 1);
  g_assert_cmpuint (log->position, ==, 1);
  g_assert_cmpuint (log->removed, ==, 1);
  g_assert_cmpuint (log->added, ==, 0);
  g_assert_cmpuint (n_notified, ==, 1);

  live_room_receive (self->room, "新单");
  settle (self, 2);
  g_assert_cmpuint (log->n_changes, ==, 2);
  g_assert_cmpuint (log->position, ==, 3);
  g_assert_cmpuint (log->removed, ==, 0);
  g_assert_cmpuint (log->added, ==, 1);
}

static void
test_a_row_that_only_changes_tells_by_its_properties (Queue         *self,
                                                      gconstpointer  data)
{
  gint64 ids[3];
  g_autoptr (ChangeLog) log = NULL;
  g_autoptr (SrRecord) record = NULL;
  guint n_notified = 0;

  receive_some (self, ids, G_N_ELEMENTS (ids));
  log = change_log_new (G_LIST_MODEL (self->model));
  record = g_list_model_get_item (G_LIST_MODEL (self->model), 1);
  g_signal_connect_swapped (record, "notify::title", G_CALLBACK (increment_cb), &n_notified);

  do_act (self, live_room_make_act (ids[1], "edit", "title", "会议室投影机不亮", NULL));
  g_assert_cmpuint (log->n_changes, ==, 0);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_cmpstr (sr_record_get_text (record, SR_REQUEST_TITLE), ==, "会议室投影机不亮");
}

static void
test_each_view_has_its_requests (Queue         *self,
                                 gconstpointer  data)
{
  gint64 ids[4];
  static const struct
  {
    SrQueueView view;
    guint       n;
  } expected[] = {
    { SR_QUEUE_OPEN, 3 }, { SR_QUEUE_MINE, 1 }, { SR_QUEUE_UNASSIGNED, 2 },
    { SR_QUEUE_WAITING, 0 }, { SR_QUEUE_PROMISED, 0 }, { SR_QUEUE_OVERDUE, 0 },
    { SR_QUEUE_RESOLVED, 0 }, { SR_QUEUE_CLOSED, 1 }, { SR_QUEUE_SNOOZED, 0 },
    { SR_QUEUE_FOLLOWED, 1 }, { SR_QUEUE_ALL, 4 },
  };
  g_autoptr (SrQueueCounts) counts = sr_queue_counts_new (self->room);

  receive_some (self, ids, G_N_ELEMENTS (ids));
  do_act (self, live_room_make_act (ids[0], "assign", "owner", "li.na", NULL));
  do_act (self, live_room_make_act (ids[1], "follow", NULL));
  do_act (self, live_room_make_act (ids[3], "cancel", "withdrawal", "已自行解决", NULL));
  wait_until (sr_queue_counts_get (counts, SR_QUEUE_CLOSED) == 1);

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      sr_queue_model_set_view (self->model, expected[i].view);
      g_assert_cmpint (sr_queue_model_get_view (self->model), ==, expected[i].view);
      wait_until (!is_loading (self->model));
      g_assert_cmpuint (count (self), ==, expected[i].n);
      g_assert_cmpuint (sr_queue_counts_get (counts, expected[i].view), ==, expected[i].n);
    }
}

static void
put_in_place (Queue      *self,
              const char *away,
              const char *deputy)
{
  GPtrArray *acts = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_act_free);
  SrAct *act = sr_act_new (&sr_absence_kind, 0, "create");

  sr_act_set (act, "staff", away);
  sr_act_set (act, "deputy", deputy);
  sr_act_set (act, "from_at", "2026-07-15 08:00");
  sr_act_set (act, "until_at", "2026-07-16 08:00");
  g_ptr_array_add (acts, act);
  live_room_act (self->room, acts);
}

static void
test_today_follows_what_falls_to_the_person (Queue         *self,
                                             gconstpointer  data)
{
  gint64 ids[3];
  g_autoptr (SrQueueCounts) counts = sr_queue_counts_new (self->room);

  receive_some (self, ids, G_N_ELEMENTS (ids));
  sr_queue_model_set_view (self->model, SR_QUEUE_TODAY);
  /* What nobody has is for all who are on duty. */
  wait_until (count (self) == 3);

  do_act (self, live_room_make_act (ids[0], "assign", "owner", "wang.wei", NULL));
  wait_until (count (self) == 2);
  put_in_place (self, "wang.wei", "li.na");
  wait_until (count (self) == 3);
  wait_until (sr_queue_counts_get (counts, SR_QUEUE_TODAY) == 3);
  g_assert_cmpuint (sr_queue_counts_get_late (counts), ==, 0);

  do_act (self, live_room_make_act (ids[1], "cancel", "withdrawal", "已自行解决", NULL));
  wait_until (count (self) == 2);

  room_fixture_advance (&self->live.fixture, 14 * 24 * 3600);
  wait_until (sr_queue_counts_get_late (counts) >= 2);
}

static void
test_time_alone_makes_a_request_overdue (Queue         *self,
                                         gconstpointer  data)
{
  gint64 ids[1];
  g_autoptr (SrQueueCounts) counts = sr_queue_counts_new (self->room);

  receive_some (self, ids, 1);
  sr_queue_model_set_view (self->model, SR_QUEUE_OVERDUE);
  wait_until (!is_loading (self->model));
  g_assert_cmpuint (count (self), ==, 0);

  room_fixture_advance (&self->live.fixture, 14 * 24 * 3600);
  wait_until (count (self) == 1);
  wait_until (sr_queue_counts_get (counts, SR_QUEUE_OVERDUE) == 1);
}

static void
test_what_is_put_aside_comes_back_by_itself (Queue         *self,
                                             gconstpointer  data)
{
  gint64 ids[2];
  g_autoptr (SrQueueCounts) counts = sr_queue_counts_new (self->room);
  g_autoptr (SrQueueModel) snoozed = NULL;

  receive_some (self, ids, G_N_ELEMENTS (ids));
  do_act (self, live_room_make_act (ids[0], "snooze", "snooze.until", "2026-07-15 09:10", NULL));
  g_assert_cmpuint (count (self), ==, 1);
  g_assert_cmpint (id_at (self, 0), ==, ids[1]);
  wait_until (sr_queue_counts_get (counts, SR_QUEUE_SNOOZED) == 1);
  g_assert_cmpuint (sr_queue_counts_get (counts, SR_QUEUE_OPEN), ==, 1);
  g_assert_cmpuint (sr_queue_counts_get (counts, SR_QUEUE_UNASSIGNED), ==, 1);
  snoozed = sr_queue_model_new (self->room);
  sr_queue_model_set_view (snoozed, SR_QUEUE_SNOOZED);
  wait_until (!is_loading (snoozed));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (snoozed)), ==, 1);

  room_fixture_advance (&self->live.fixture, 10 * 60);
  wait_until (count (self) == 2);
  g_assert_cmpint (id_at (self, 0), ==, ids[0]);
  wait_until (sr_queue_counts_get (counts, SR_QUEUE_OPEN) == 2);
  g_assert_cmpuint (sr_queue_counts_get (counts, SR_QUEUE_SNOOZED), ==, 0);
  wait_until (g_list_model_get_n_items (G_LIST_MODEL (snoozed)) == 0);
}

static void
test_a_new_day_has_its_own_promises (Queue         *self,
                                     gconstpointer  data)
{
  gint64 ids[2];
  g_autoptr (SrQueueCounts) counts = sr_queue_counts_new (self->room);

  receive_some (self, ids, G_N_ELEMENTS (ids));
  do_act (self, live_room_make_act (ids[0], "promise", "promised_at", "2026-07-16 00:00", NULL));
  do_act (self, live_room_make_act (ids[1], "promise", "promised_at", "2026-07-15 23:59", NULL));
  sr_queue_model_set_view (self->model, SR_QUEUE_PROMISED);
  wait_until (!is_loading (self->model));
  g_assert_cmpuint (count (self), ==, 1);
  g_assert_cmpint (id_at (self, 0), ==, ids[1]);

  /* What was not kept is still to be kept. */
  room_fixture_advance (&self->live.fixture, 15 * 3600);
  wait_until (count (self) == 2);
  wait_until (sr_queue_counts_get (counts, SR_QUEUE_PROMISED) == 2);
}

static void
test_a_late_answer_is_dropped (Queue         *self,
                               gconstpointer  data)
{
  gint64 ids[3];
  g_autoptr (ChangeLog) log = NULL;

  receive_some (self, ids, G_N_ELEMENTS (ids));
  log = change_log_new (G_LIST_MODEL (self->model));

  sr_queue_model_set_view (self->model, SR_QUEUE_CLOSED);
  sr_queue_model_set_search (self->model, "设备A");
  sr_queue_model_set_view (self->model, SR_QUEUE_OPEN);
  sr_queue_model_set_search (self->model, "设备B");
  wait_until (!is_loading (self->model));

  g_assert_cmpuint (count (self), ==, 1);
  g_assert_cmpint (id_at (self, 0), ==, ids[1]);
  /* What stood there before and after the row went, at once. */
  g_assert_cmpuint (log->n_changes, ==, 1);
}

static void
test_a_search_while_loading_is_what_counts (Queue         *self,
                                            gconstpointer  data)
{
  gint64 ids[3];
  guint n_notified = 0;

  receive_some (self, ids, G_N_ELEMENTS (ids));
  g_signal_connect_swapped (self->model, "notify::loading", G_CALLBACK (increment_cb), &n_notified);

  sr_queue_model_reload (self->model);
  sr_queue_model_set_search (self->model, "设备C");
  sr_queue_model_set_search (self->model, "设备C");
  g_assert_cmpuint (n_notified, ==, 1);
  wait_until (!is_loading (self->model));
  g_assert_cmpuint (n_notified, ==, 2);
  g_assert_cmpuint (count (self), ==, 1);

  /* Empty is none. */
  sr_queue_model_set_search (self->model, "");
  g_assert_null (sr_queue_model_get_search (self->model));
  wait_until (!is_loading (self->model));
  g_assert_cmpuint (count (self), ==, 3);
}

static void
test_a_filter_and_an_order_are_what_is_shown (Queue         *self,
                                              gconstpointer  data)
{
  gint64 ids[3];
  gint64 nobody = SR_FILTER_NOBODY;
  g_autoptr (SrRequestFilter) filter = sr_request_filter_new ();

  receive_some (self, ids, G_N_ELEMENTS (ids));
  do_act (self, live_room_make_act (ids[1], "assign", "owner", "li.na", NULL));

  filter->owners = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (filter->owners, nobody);
  sr_queue_model_set_filter (self->model, filter);
  sr_queue_model_set_order (self->model, SR_QUEUE_ORDER_NUMBER, TRUE);
  wait_until (!is_loading (self->model));
  g_assert_cmpuint (count (self), ==, 2);
  g_assert_cmpint (id_at (self, 0), ==, ids[2]);
  g_assert_cmpint (id_at (self, 1), ==, ids[0]);

  sr_queue_model_set_filter (self->model, NULL);
  g_assert_null (sr_queue_model_get_filter (self->model));
  wait_until (!is_loading (self->model));
  g_assert_cmpuint (count (self), ==, 3);
}

static void
ask_anew_cb (SrQueueModel *model)
{
  if (sr_queue_model_get_view (model) == SR_QUEUE_CLOSED)
    sr_queue_model_set_view (model, SR_QUEUE_ALL);
}

static void
test_who_is_told_may_ask_anew (Queue         *self,
                               gconstpointer  data)
{
  gint64 ids[3];
  g_autoptr (ChangeLog) log = NULL;

  receive_some (self, ids, G_N_ELEMENTS (ids));
  log = change_log_new (G_LIST_MODEL (self->model));
  g_signal_connect (self->model, "items-changed", G_CALLBACK (ask_anew_cb), NULL);

  sr_queue_model_set_view (self->model, SR_QUEUE_CLOSED);
  wait_until (sr_queue_model_get_view (self->model) == SR_QUEUE_ALL);
  g_assert_true (is_loading (self->model));
  wait_until (!is_loading (self->model));
  g_assert_cmpuint (count (self), ==, 3);
}

static void
test_the_first_rows_of_a_long_list_come_first (Queue         *self,
                                               gconstpointer  data)
{
  gint64 ids[120];
  g_autoptr (ChangeLog) log = NULL;
  g_autoptr (SrQueueModel) model = NULL;
  GListModel *list;

  receive_some (self, ids, G_N_ELEMENTS (ids));
  model = sr_queue_model_new (self->room);
  list = G_LIST_MODEL (model);
  log = change_log_new (list);

  wait_until (!is_loading (model));
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 24);
  wait_until (g_list_model_get_n_items (list) > 24);
  g_assert_cmpuint (log->position, ==, 24);
  g_assert_cmpuint (log->removed, ==, 0);
  wait_until (g_list_model_get_n_items (list) == G_N_ELEMENTS (ids));
  g_assert_cmpuint (log->n_changes, ==, 4);
  g_assert_cmpuint (sr_queue_model_find (model, ids[119]), ==, 119);

  /* What was read stays read. */
  sr_queue_model_reload (model);
  wait_until (!is_loading (model));
  g_assert_cmpuint (log->n_changes, ==, 4);
}

static void
test_a_failure_keeps_the_rows_until_it_is_over (Queue         *self,
                                                gconstpointer  data)
{
  gint64 ids[3];
  g_autoptr (ChangeLog) log = NULL;

  receive_some (self, ids, G_N_ELEMENTS (ids));
  log = change_log_new (G_LIST_MODEL (self->model));

  room_fixture_tamper (&self->live.fixture, "ALTER TABLE request_search RENAME TO away");
  sr_queue_model_set_search (self->model, "设备");
  wait_until (!is_loading (self->model));
  g_assert_true (has_error (self->model));
  g_assert_cmpuint (count (self), ==, 3);

  room_fixture_tamper (&self->live.fixture, "ALTER TABLE away RENAME TO request_search");
  sr_queue_model_reload (self->model);
  wait_until (!is_loading (self->model));
  g_assert_false (has_error (self->model));
  g_assert_cmpuint (log->n_changes, ==, 0);
}

static void
test_a_model_may_go_while_it_asks (Queue         *self,
                                   gconstpointer  data)
{
  gint64 ids[3];
  SrQueueModel *model;

  receive_some (self, ids, G_N_ELEMENTS (ids));
  model = sr_queue_model_new (self->room);
  g_assert_true (is_loading (model));
  g_assert_finalize_object (model);

  /* The one that stays gets its answer after what was asked by the one that went. */
  sr_queue_model_reload (self->model);
  wait_until (!is_loading (self->model));
  g_assert_cmpuint (count (self), ==, 3);
}

static void
test_a_model_of_a_closed_room_keeps_its_rows (Queue         *self,
                                              gconstpointer  data)
{
  gint64 ids[3];

  receive_some (self, ids, G_N_ELEMENTS (ids));
  sr_room_close (self->room);
  sr_queue_model_reload (self->model);
  wait_until (!is_loading (self->model));
  g_assert_true (has_error (self->model));
  g_assert_cmpuint (count (self), ==, 3);
}

static GPtrArray *
make_random_act (Queue    *self,
                 GRand    *rand,
                 SrRecord *record)
{
  gint64 id = sr_record_get_id (record);
  const char *state = sr_record_get_text (record, SR_REQUEST_STATE);
  g_autofree char *until = g_strdup_printf ("2026-07-%02d %02d:%02d", g_rand_int_range (rand, 20, 31),
                                            g_rand_int_range (rand, 9, 12),
                                            g_rand_int_range (rand, 0, 60));

  switch (g_rand_int_range (rand, 0, 6))
    {
    case 0:
      return live_room_make_act (id, "promise", "promised_at", until, NULL);
    case 1:
      return live_room_make_act (id, "note", "note.text", "看过了", NULL);
    case 2:
      return live_room_make_act (id, "cancel", "withdrawal", "不需要了", NULL);
    case 3:
      if (g_str_equal (state, "in_progress"))
        return live_room_make_act (id, "wait_customer", "waiting_for", "回电",
                                   "waiting_until", until, NULL);
      return live_room_make_act (id, "edit", "title", until, NULL);
    default:
      if (g_str_equal (state, "registered"))
        return live_room_make_act (id, "assign", "owner", "wang.wei", NULL);
      if (g_str_equal (state, "assigned"))
        return live_room_make_act (id, "accept", NULL);
      if (g_str_equal (state, "accepted"))
        return live_room_make_act (id, "start", NULL);
      if (g_str_equal (state, "waiting_customer"))
        return live_room_make_act (id, "resume", NULL);
      return live_room_make_act (id, "contact", "contact.direction", "out", "contact.medium", "call",
                                 "contact.reached", "yes", "contact.summary", "已告知", NULL);
    }
}

static int
compare_due (gconstpointer a,
             gconstpointer b)
{
  const SrRow *row_a = (*(SrListedRow *const *) a)->row;
  const SrRow *row_b = (*(SrListedRow *const *) b)->row;
  gint64 due_a = sr_row_is_null (row_a, SR_REQUEST_DUE_AT)
                   ? G_MAXINT64 : sr_row_get_integer (row_a, SR_REQUEST_DUE_AT);
  gint64 due_b = sr_row_is_null (row_b, SR_REQUEST_DUE_AT)
                   ? G_MAXINT64 : sr_row_get_integer (row_b, SR_REQUEST_DUE_AT);

  if (due_a != due_b)
    return due_a < due_b ? -1 : 1;

  return sr_row_get_id (row_a) < sr_row_get_id (row_b) ? -1 : 1;
}

/* All requests, those that are not over picked and sorted here. */
static gboolean
is_as_sorted_here (Queue *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  SrRequestQuery query = { 0 };

  query.view = SR_QUEUE_ALL;
  sr_room_list_async (self->room, &query, NULL, take_result_cb, &result);
  wait_until (result != NULL);
  rows = sr_room_list_finish (self->room, result, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < rows->len; i++)
    {
      SrListedRow *listed = g_ptr_array_index (rows, i);
      char category = sr_request_state_category (sr_row_get_text (listed->row, SR_REQUEST_STATE));

      if (category == 'O' || category == 'P')
        g_ptr_array_add (open, listed);
    }
  g_ptr_array_sort (open, compare_due);

  if (count (self) != open->len)
    return FALSE;

  for (guint i = 0; i < open->len; i++)
    {
      SrListedRow *listed = g_ptr_array_index (open, i);
      g_autoptr (SrRecord) record = g_list_model_get_item (G_LIST_MODEL (self->model), i);

      if (!sr_row_equal (sr_record_get_row (record), listed->row))
        return FALSE;
    }

  return TRUE;
}

static void
test_two_hundred_steps_leave_what_a_plain_array_has (Queue         *self,
                                                     gconstpointer  data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  G_GNUC_UNUSED g_autoptr (ChangeLog) log = change_log_new (G_LIST_MODEL (self->model));
  guint n_done = 0;

  for (guint i = 0; i < N_STEPS; i++)
    {
      g_autoptr (SrRecord) record = NULL;
      g_autoptr (GPtrArray) outcomes = NULL;

      if (count (self) < 5 || g_rand_int_range (rand, 0, 8) == 0)
        {
          live_room_receive (self->room, "随机的单");
          room_fixture_advance (&self->live.fixture, 60);
        }
      else
        {
          record = g_list_model_get_item (G_LIST_MODEL (self->model),
                                          (guint) g_rand_int_range (rand, 0, (gint32) count (self)));
          /* Some are refused; that must change nothing, too. */
          outcomes = live_room_try (self->room, make_random_act (self, rand, record), NULL);
          n_done += outcomes != NULL ? 1 : 0;
        }
      /* The news may come during the act or after it, and that of the clock with it. */
      wait_until (!is_loading (self->model) && is_as_sorted_here (self));
    }

  g_test_message ("%u acts were done", n_done);
  g_assert_cmpuint (n_done, >, N_STEPS / 4);
  room_fixture_verify (&self->live.fixture);
}

#define TEST(path, test) g_test_add ("/models/queue/" path, Queue, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  TEST ("what-is-due-first-stands-first", test_what_is_due_first_stands_first);
  TEST ("a-reload-keeps-the-objects-and-says-nothing",
        test_a_reload_keeps_the_objects_and_says_nothing);
  TEST ("a-row-that-moves-is-one-splice-of-the-same-objects",
        test_a_row_that_moves_is_one_splice_of_the_same_objects);
  TEST ("a-row-that-comes-or-goes-is-one-row", test_a_row_that_comes_or_goes_is_one_row);
  TEST ("a-row-that-only-changes-tells-by-its-properties",
        test_a_row_that_only_changes_tells_by_its_properties);
  TEST ("each-view-has-its-requests", test_each_view_has_its_requests);
  TEST ("today-follows-what-falls-to-the-person", test_today_follows_what_falls_to_the_person);
  TEST ("time-alone-makes-a-request-overdue", test_time_alone_makes_a_request_overdue);
  TEST ("what-is-put-aside-comes-back-by-itself", test_what_is_put_aside_comes_back_by_itself);
  TEST ("a-new-day-has-its-own-promises", test_a_new_day_has_its_own_promises);
  TEST ("a-late-answer-is-dropped", test_a_late_answer_is_dropped);
  TEST ("a-search-while-loading-is-what-counts", test_a_search_while_loading_is_what_counts);
  TEST ("a-filter-and-an-order-are-what-is-shown", test_a_filter_and_an_order_are_what_is_shown);
  TEST ("who-is-told-may-ask-anew", test_who_is_told_may_ask_anew);
  TEST ("the-first-rows-of-a-long-list-come-first", test_the_first_rows_of_a_long_list_come_first);
  TEST ("a-failure-keeps-the-rows-until-it-is-over", test_a_failure_keeps_the_rows_until_it_is_over);
  TEST ("a-model-may-go-while-it-asks", test_a_model_may_go_while_it_asks);
  TEST ("a-model-of-a-closed-room-keeps-its-rows", test_a_model_of_a_closed_room_keeps_its_rows);
  TEST ("two-hundred-steps-leave-what-a-plain-array-has",
        test_two_hundred_steps_leave_what_a_plain_array_has);

  return g_test_run ();
}
