/* Lists that are longer than anybody looks at: the requests in work, and those that are closed.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "change-log.h"
#include "domain/records/sr-kinds.h"
#include "live-room.h"
#include "models/sr-queue-model-private.h"

#define N_OPEN 420
#define N_CLOSED 900
#define N_STEPS 60

typedef struct
{
  LiveRoom      live;
  SrRoom       *room;      /* borrowed */
  SrQueueModel *model;
  ChangeLog    *log;
  gint64        ids[N_OPEN + N_CLOSED];
  GRand        *rand;
  gboolean      descending;
  guint         n_come;
  guint         n_read;
} Pages;

static gboolean
is_loading (SrQueueModel *model)
{
  gboolean loading = FALSE;

  g_object_get (model, "loading", &loading, NULL);

  return loading;
}

static guint
count (Pages *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->model));
}

static gint64
id_at (Pages *self,
       guint  position)
{
  g_autoptr (SrRecord) record = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  return sr_record_get_id (record);
}

static void
set_up (Pages         *self,
        gconstpointer  data)
{
  RoomFixture *fixture = &self->live.fixture;
  g_autoptr (GError) error = NULL;

  room_fixture_set_up (fixture, data);
  sr_gate_begin (fixture->gate, &error);
  for (guint i = 0; i < G_N_ELEMENTS (self->ids); i++)
    {
      g_autofree char *title = g_strdup_printf ("请求 %04u", i);

      self->ids[i] = room_fixture_receive (fixture, title);
      if (i >= N_OPEN)
        sr_outcome_free (room_fixture_act (fixture, "he.jing", self->ids[i], "cancel", "withdrawal",
                                           "已自行解决", NULL));
      room_fixture_advance (fixture, 20);
    }
  sr_gate_end (fixture->gate, TRUE, &error);
  g_assert_no_error (error);

  self->room = self->live.room = live_room_open (&self->live, "li.na");
  self->rand = g_rand_new_with_seed (g_test_rand_int ());
  self->model = sr_queue_model_new (self->room);
}

static void
tear_down (Pages         *self,
           gconstpointer  data)
{
  g_clear_pointer (&self->log, change_log_free);
  g_assert_finalize_object (self->model);
  g_rand_free (self->rand);
  live_room_tear_down (&self->live, data);
}

static void
turn_round (Pages *self)
{
  self->descending = TRUE;
  sr_queue_model_set_order (self->model, SR_QUEUE_ORDER_OWN, TRUE);
}

static void
show (Pages       *self,
      SrQueueView  view,
      guint        n_rows)
{
  sr_queue_model_set_view (self->model, view);
  wait_until (!is_loading (self->model) && count (self) == n_rows);
}

/* What the room says of the view, whole. */
static GArray *
list_truth (Pages       *self,
            SrQueueView  view)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  SrRequestQuery query = { 0 };
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  query.view = view;
  query.descending = self->descending;
  query.search = sr_queue_model_get_search (self->model);
  query.filter = sr_queue_model_get_filter (self->model);
  sr_room_list_async (self->room, &query, NULL, take_result_cb, &result);
  wait_until (result != NULL);
  rows = sr_room_list_finish (self->room, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      gint64 id = sr_row_get_id (((SrListedRow *) g_ptr_array_index (rows, i))->row);

      g_array_append_val (ids, id);
    }

  return ids;
}

/* TRUE if every row whose page is read is the right one, and there are as many as there are. */
static gboolean
is_true (Pages *self)
{
  g_autoptr (GArray) truth = list_truth (self, sr_queue_model_get_view (self->model));

  if (count (self) != truth->len)
    return FALSE;

  for (guint i = 0; i < truth->len; i++)
    {
      gint64 id = g_array_index (truth, gint64, i);
      guint place = sr_queue_model_find (self->model, id);

      if (place != G_MAXUINT && place != i)
        return FALSE;
    }

  return TRUE;
}

static void
wait_for_page (Pages *self,
               guint  position)
{
  wait_until (id_at (self, position) != 0);
}

static void
test_a_row_comes_when_somebody_looks (Pages         *self,
                                      gconstpointer  data)
{
  static const guint places[] = { N_CLOSED - 1, 300, 640, 0, 257, 511, 512 };

  show (self, SR_QUEUE_CLOSED, N_CLOSED);
  self->log = change_log_new (G_LIST_MODEL (self->model));
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      wait_for_page (self, places[i]);
      /* The last that was withdrawn stands first. */
      g_assert_cmpint (id_at (self, places[i]), ==, self->ids[N_OPEN + N_CLOSED - 1 - places[i]]);
    }
  g_assert_true (is_true (self));
}

/* Whoever hears of a row finds it; the page tells so after its rows. */
static void
on_come_cb (SrRecord   *record,
            GParamSpec *pspec,
            Pages      *self)
{
  g_assert_cmpuint (sr_queue_model_find (self->model, sr_record_get_id (record)), !=, G_MAXUINT);
  g_assert_nonnull (sr_record_get_label (record, SR_REQUEST_CUSTOMER));
  self->n_come++;
  self->n_read = 0;
}

static void
on_read_cb (Pages *self)
{
  self->n_read++;
}

static void
check_rows_come_in_place (Pages       *self,
                          SrQueueView  view,
                          guint        n_rows)
{
  g_autoptr (SrRecord) seen = NULL;

  show (self, view, n_rows);
  seen = g_list_model_get_item (G_LIST_MODEL (self->model), n_rows - 20);
  g_assert_cmpint (sr_record_get_id (seen), ==, 0);
  g_signal_connect (seen, "notify::id", G_CALLBACK (on_come_cb), self);
  g_signal_connect_swapped (self->model, "read", G_CALLBACK (on_read_cb), self);
  /* The log itself looks at every row; what it wanted is read. */
  self->log = change_log_new (G_LIST_MODEL (self->model));
  wait_until (self->n_come > 0);
  wait_for_page (self, 256);
  wait_for_page (self, n_rows - 1);

  g_assert_cmpuint (self->log->n_changes, ==, 0);
  g_assert_cmpuint (self->n_come, ==, 1);
  g_assert_cmpuint (self->n_read, >, 0);
  g_assert_true (is_true (self));
}

static void
test_what_was_seen_of_the_closed_becomes_the_rows (Pages         *self,
                                                   gconstpointer  data)
{
  check_rows_come_in_place (self, SR_QUEUE_CLOSED, N_CLOSED);
}

static void
test_what_was_seen_of_the_open_becomes_the_rows (Pages         *self,
                                                 gconstpointer  data)
{
  check_rows_come_in_place (self, SR_QUEUE_OPEN, N_OPEN);
}

/* Another list has the rows at the other end. */
static void
test_a_row_that_has_an_object_is_put_in_its_place (Pages         *self,
                                                   gconstpointer  data)
{
  g_autoptr (SrQueueModel) other = sr_queue_model_new (self->room);
  g_autoptr (SrRecord) record = NULL;

  show (self, SR_QUEUE_CLOSED, N_CLOSED);
  sr_queue_model_set_view (other, SR_QUEUE_CLOSED);
  sr_queue_model_set_order (other, SR_QUEUE_ORDER_OWN, TRUE);
  wait_until (!is_loading (other) && g_list_model_get_n_items (G_LIST_MODEL (other)) > 0);
  record = g_list_model_get_item (G_LIST_MODEL (other), 3);
  g_clear_object (&other);

  self->log = change_log_new (G_LIST_MODEL (self->model));
  wait_for_page (self, N_CLOSED - 1);
  g_assert_cmpuint (self->log->n_changes, ==, 1);
  g_assert_cmpuint (self->log->position, ==, N_CLOSED - 1 - 3);
  g_assert_cmpuint (self->log->removed, ==, 1);
  g_assert_cmpuint (self->log->added, ==, 1);
  g_assert_true (g_ptr_array_index (self->log->items, N_CLOSED - 1 - 3) == record);
}

static void
test_the_same_row_is_the_same_object (Pages         *self,
                                      gconstpointer  data)
{
  g_autoptr (SrRecord) record = NULL;
  g_autoptr (SrRecord) again = NULL;

  show (self, SR_QUEUE_CLOSED, N_CLOSED);
  wait_for_page (self, 600);
  record = g_list_model_get_item (G_LIST_MODEL (self->model), 600);
  sr_queue_model_reload (self->model);
  wait_until (!is_loading (self->model));
  wait_for_page (self, 600);
  again = g_list_model_get_item (G_LIST_MODEL (self->model), 600);
  g_assert_true (record == again);
}

/* Withdraws it; the answer is what undo() takes. */
static gint64
withdraw (Pages  *self,
          gint64  request)
{
  g_autoptr (GPtrArray) outcomes =
    live_room_try (self->room, live_room_make_act (request, "cancel", "withdrawal", "不用了", NULL),
                   NULL);

  return outcomes != NULL ? ((SrOutcome *) g_ptr_array_index (outcomes, 0))->sequence : 0;
}

static void
undo (Pages  *self,
      gint64  sequence)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (GError) error = NULL;
  GArray *sequences = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (sequences, sequence);
  sr_room_undo_async (self->room, sequences, take_result_cb, &result);
  wait_until (result != NULL);
  outcomes = sr_room_undo_finish (self->room, result, &error);
  g_assert_no_error (error);
}

static void
test_what_is_closed_now_is_one_row_at_the_top (Pages         *self,
                                               gconstpointer  data)
{
  show (self, SR_QUEUE_CLOSED, N_CLOSED);
  wait_for_page (self, 500);
  self->log = change_log_new (G_LIST_MODEL (self->model));
  for (guint i = 0; i < N_CLOSED; i++)
    wait_for_page (self, i);
  change_log_reset (self->log);

  withdraw (self, self->ids[3]);
  wait_until (count (self) == N_CLOSED + 1);
  g_assert_cmpint (id_at (self, 0), ==, self->ids[3]);
  g_assert_cmpuint (self->log->n_changes, ==, 1);
  g_assert_cmpuint (self->log->position, ==, 0);
  g_assert_cmpuint (self->log->removed, ==, 0);
  g_assert_cmpuint (self->log->added, ==, 1);
}

/* The oldest first, so that what is closed now stands at the far end, in a page that nobody read. */
static void
test_what_comes_and_goes_far_away_is_counted (Pages         *self,
                                              gconstpointer  data)
{
  gint64 sequence;

  turn_round (self);
  show (self, SR_QUEUE_CLOSED, N_CLOSED);
  g_assert_cmpuint (sr_queue_model_find (self->model, self->ids[5]), ==, G_MAXUINT);
  sequence = withdraw (self, self->ids[5]);
  wait_until (!is_loading (self->model) && count (self) == N_CLOSED + 1);
  g_assert_false (sr_queue_model_is_gone (self->model, self->ids[5]));

  /* Only the counters tell that it went. */
  undo (self, sequence);
  wait_until (!is_loading (self->model) && count (self) == N_CLOSED);
  g_assert_true (sr_queue_model_is_gone (self->model, self->ids[5]));
  g_assert_false (sr_queue_model_is_gone (self->model, self->ids[N_OPEN + 31]));
  wait_for_page (self, N_CLOSED - 1);
  g_assert_cmpint (id_at (self, N_CLOSED - 1), ==, self->ids[N_OPEN + N_CLOSED - 1]);
  g_assert_true (is_true (self));
}

static void
test_a_filtered_list_counts_anew_what_it_cannot_know (Pages         *self,
                                                      gconstpointer  data)
{
  g_autoptr (SrRequestFilter) filter = sr_request_filter_new ();
  static const char * const priorities[] = { "P1", "P2", "P3", "P4", NULL };
  gint64 sequence;

  filter->priorities = g_strdupv ((GStrv) priorities);
  sr_queue_model_set_view (self->model, SR_QUEUE_CLOSED);
  sr_queue_model_set_filter (self->model, filter);
  turn_round (self);
  wait_until (!is_loading (self->model) && count (self) == N_CLOSED);

  sequence = withdraw (self, self->ids[5]);
  wait_until (!is_loading (self->model) && count (self) == N_CLOSED + 1);
  undo (self, sequence);
  wait_until (!is_loading (self->model) && count (self) == N_CLOSED);
  g_assert_true (is_true (self));
}

static void
test_what_is_sought_is_read (Pages         *self,
                             gconstpointer  data)
{
  gint64 sought = self->ids[N_OPEN + 100];

  sr_queue_model_set_view (self->model, SR_QUEUE_CLOSED);
  /* Asked for before anything is known. */
  sr_queue_model_seek (self->model, sought);
  wait_until (sr_queue_model_find (self->model, sought) != G_MAXUINT);
  g_assert_cmpint (id_at (self, sr_queue_model_find (self->model, sought)), ==, sought);

  sought = self->ids[N_OPEN + 500];
  sr_queue_model_seek (self->model, sought);
  wait_until (sr_queue_model_find (self->model, sought) != G_MAXUINT);
  g_assert_true (is_true (self));
}

static void
test_a_search_and_the_other_way_round (Pages         *self,
                                       gconstpointer  data)
{
  sr_queue_model_set_view (self->model, SR_QUEUE_ALL);
  sr_queue_model_set_search (self->model, "请求");
  wait_until (!is_loading (self->model) && count (self) == N_OPEN + N_CLOSED);
  wait_for_page (self, 900);
  g_assert_true (is_true (self));

  sr_queue_model_set_search (self->model, NULL);
  turn_round (self);
  wait_until (!is_loading (self->model) && count (self) == N_OPEN + N_CLOSED);
  wait_for_page (self, 900);
  g_assert_cmpint (id_at (self, 900), ==, self->ids[N_OPEN + N_CLOSED - 1 - 900]);
}

static void
test_late_pages_of_another_list_are_dropped (Pages         *self,
                                             gconstpointer  data)
{
  show (self, SR_QUEUE_CLOSED, N_CLOSED);
  for (guint i = 0; i < 20; i++)
    {
      guint n = count (self);

      if (n > 0)
        id_at (self, (guint) g_rand_int_range (self->rand, 0, (gint32) n));
      g_main_context_iteration (NULL, FALSE);
      sr_queue_model_set_view (self->model, i % 2 == 0 ? SR_QUEUE_OPEN : SR_QUEUE_CLOSED);
    }
  wait_until (!is_loading (self->model) && count (self) == N_CLOSED);
  wait_for_page (self, 700);
  g_assert_true (is_true (self));
}

static void
test_a_reload_amid_the_survey_brings_nothing_twice (Pages         *self,
                                                    gconstpointer  data)
{
  sr_queue_model_set_view (self->model, SR_QUEUE_CLOSED);
  wait_until (self->model->is_surveying);
  sr_queue_model_reload (self->model);
  wait_until (!is_loading (self->model) && self->model->is_surveyed);
  wait_for_page (self, N_CLOSED - 1);
  g_assert_cmpuint (count (self), ==, N_CLOSED);
  g_assert_true (is_true (self));
}

static void
test_a_failure_is_told_and_a_reload_reads_it (Pages         *self,
                                              gconstpointer  data)
{
  g_autofree char *error = NULL;

  show (self, SR_QUEUE_CLOSED, N_CLOSED);
  room_fixture_tamper (&self->live.fixture, "ALTER TABLE customer RENAME TO away");
  g_assert_cmpint (id_at (self, 700), ==, 0);
  while (error == NULL)
    {
      g_main_context_iteration (NULL, FALSE);
      g_object_get (self->model, "error", &error, NULL);
    }
  g_assert_cmpuint (count (self), ==, N_CLOSED);

  room_fixture_tamper (&self->live.fixture, "ALTER TABLE away RENAME TO customer");
  sr_queue_model_reload (self->model);
  wait_until (!is_loading (self->model));
  wait_for_page (self, 700);
  g_assert_true (is_true (self));
}

/* What changes is of every kind, and what is looked at is anywhere. */
static void
walk (Pages *self)
{
  gint64 last = 0;

  for (guint step = 0; step < N_STEPS; step++)
    {
      gint64 id = self->ids[g_rand_int_range (self->rand, 0, G_N_ELEMENTS (self->ids))];
      guint n_looks = (guint) g_rand_int_range (self->rand, 0, 4);
      g_autoptr (GPtrArray) outcomes = NULL;

      /* Some are refused; that must change nothing, too. */
      switch (g_rand_int_range (self->rand, 0, 5))
        {
        case 0:
          outcomes = live_room_try (self->room, live_room_make_act (id, "note", "note.text", "看过了",
                                                                    NULL), NULL);
          break;
        case 1:
          outcomes = live_room_try (self->room, live_room_make_act (id, "edit", "title", "改过的标题",
                                                                    NULL), NULL);
          break;
        case 2:
          if (last != 0)
            undo (self, last);
          last = 0;
          break;
        default:
          last = withdraw (self, id);
        }
      for (guint i = 0; i < n_looks; i++)
        id_at (self, (guint) g_rand_int_range (self->rand, 0, (gint32) count (self)));
      if (step % 5 == 0)
        wait_until (!is_loading (self->model) && is_true (self));
    }
  wait_until (!is_loading (self->model) && is_true (self));
}

static void
test_a_walk_through_the_closed_leaves_what_the_room_has (Pages         *self,
                                                         gconstpointer  data)
{
  show (self, SR_QUEUE_CLOSED, N_CLOSED);
  self->log = change_log_new (G_LIST_MODEL (self->model));
  walk (self);
}

static void
test_a_walk_through_the_open_leaves_what_the_room_has (Pages         *self,
                                                       gconstpointer  data)
{
  show (self, SR_QUEUE_OPEN, N_OPEN);
  self->log = change_log_new (G_LIST_MODEL (self->model));
  walk (self);
}

#define TEST(path, test) g_test_add ("/models/pages/" path, Pages, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  TEST ("a-row-comes-when-somebody-looks", test_a_row_comes_when_somebody_looks);
  TEST ("what-was-seen-of-the-closed-becomes-the-rows",
        test_what_was_seen_of_the_closed_becomes_the_rows);
  TEST ("what-was-seen-of-the-open-becomes-the-rows",
        test_what_was_seen_of_the_open_becomes_the_rows);
  TEST ("a-row-that-has-an-object-is-put-in-its-place",
        test_a_row_that_has_an_object_is_put_in_its_place);
  TEST ("the-same-row-is-the-same-object", test_the_same_row_is_the_same_object);
  TEST ("what-is-closed-now-is-one-row-at-the-top", test_what_is_closed_now_is_one_row_at_the_top);
  TEST ("what-comes-and-goes-far-away-is-counted", test_what_comes_and_goes_far_away_is_counted);
  TEST ("a-filtered-list-counts-anew-what-it-cannot-know",
        test_a_filtered_list_counts_anew_what_it_cannot_know);
  TEST ("what-is-sought-is-read", test_what_is_sought_is_read);
  TEST ("a-search-and-the-other-way-round", test_a_search_and_the_other_way_round);
  TEST ("late-pages-of-another-list-are-dropped", test_late_pages_of_another_list_are_dropped);
  TEST ("a-reload-amid-the-survey-brings-nothing-twice",
        test_a_reload_amid_the_survey_brings_nothing_twice);
  TEST ("a-failure-is-told-and-a-reload-reads-it", test_a_failure_is_told_and_a_reload_reads_it);
  TEST ("a-walk-through-the-closed-leaves-what-the-room-has",
        test_a_walk_through_the_closed_leaves_what_the_room_has);
  TEST ("a-walk-through-the-open-leaves-what-the-room-has",
        test_a_walk_through_the_open_leaves_what_the_room_has);

  return g_test_run ();
}
