/* What a list that is read by pages asks of the room.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "domain/records/sr-kinds.h"
#include "live-room.h"
#include "storage/sr-store-error.h"

#define N_REQUESTS 5

static const SrRequestQuery everything = { .view = SR_QUEUE_ALL };

static void
receive_some (SrRoom *room,
              gint64 *ids)
{
  for (guint i = 0; i < N_REQUESTS; i++)
    ids[i] = live_room_receive (room, i % 2 == 0 ? "三楼打印机卡纸" : "空调不制冷");
}

/* One for each of the five questions, in the order of the functions below. */
typedef enum
{
  SURVEY,
  STRETCHES,
  IDS,
  PLACES,
  RECOUNT,
  N_QUESTIONS
} Question;

/* What is asked for is gone before the answer comes. */
static void
ask (SrRoom                *room,
     Question               which,
     const SrRequestQuery  *query,
     GCancellable          *cancellable,
     GAsyncResult         **result)
{
  g_autofree SrRequestQuery *copy = g_memdup2 (query, sizeof *query);
  g_autofree char *search = g_strdup (query->search);
  g_autoptr (SrRequestFilter) filter = sr_request_filter_copy (query->filter);
  g_autoptr (GArray) stretches = g_array_new (FALSE, FALSE, sizeof (SrListingStretch));
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (SrListingKey));
  const SrListingStretch asked[] = { { { 0, 0 } }, { .is_counted = TRUE } };
  const SrListingKey places[] = { { 0, 0 }, { G_MAXINT64, G_MAXINT64 } };
  const gint64 ids[] = { N_REQUESTS, 4711, 1 };

  copy->search = search;
  copy->filter = filter;
  g_array_append_vals (stretches, asked, G_N_ELEMENTS (asked));
  g_array_append_vals (keys, places, G_N_ELEMENTS (places));
  switch (which)
    {
    case SURVEY:
      sr_room_survey_async (room, copy, &places[0], 0, 0, cancellable, take_result_cb, result);
      break;
    case STRETCHES:
      sr_room_read_stretches_async (room, copy, stretches, cancellable, take_result_cb, result);
      break;
    case IDS:
      sr_room_read_ids_async (room, ids, G_N_ELEMENTS (ids), cancellable, take_result_cb, result);
      break;
    case PLACES:
      sr_room_locate_async (room, copy, ids, G_N_ELEMENTS (ids), cancellable, take_result_cb,
                            result);
      break;
    case RECOUNT:
    case N_QUESTIONS:
    default:
      sr_room_recount_async (room, copy, keys, cancellable, take_result_cb, result);
      break;
    }

  memset (stretches->data, 0xff, stretches->len * sizeof (SrListingStretch));
  memset (keys->data, 0xff, keys->len * sizeof (SrListingKey));
  if (search != NULL)
    memset (search, 'x', strlen (search));
  if (filter != NULL)
    filter->emergency = TRUE;
}

static gpointer
finish (SrRoom        *room,
        Question       which,
        GAsyncResult  *result,
        GError       **error)
{
  switch (which)
    {
    case SURVEY:
      return sr_room_survey_finish (room, result, error);
    case STRETCHES:
      return sr_room_read_stretches_finish (room, result, error);
    case IDS:
      return sr_room_read_ids_finish (room, result, error);
    case PLACES:
      return sr_room_locate_finish (room, result, error);
    case RECOUNT:
    case N_QUESTIONS:
    default:
      return sr_room_recount_finish (room, result, error);
    }
}

static gpointer
get_answer (SrRoom               *room,
            Question              which,
            const SrRequestQuery *query)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gpointer answer;

  ask (room, which, query, NULL, &result);
  wait_until (result != NULL);
  answer = finish (room, which, result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (answer);

  return answer;
}

/* How many requests the three questions say that there are, in a list that goes up. */
static void
assert_long (SrRoom               *room,
             const SrRequestQuery *query,
             guint                 expected)
{
  g_autoptr (SrListingSurvey) survey = get_answer (room, SURVEY, query);
  g_autoptr (GPtrArray) answers = get_answer (room, STRETCHES, query);
  g_autoptr (GArray) counts = get_answer (room, RECOUNT, query);
  const SrListingAnswer *rows = answers->pdata[0];
  const SrListingAnswer *counted = answers->pdata[1];

  g_assert_true (survey->complete);
  g_assert_cmpuint (survey->segments->len, ==, expected > 0 ? 1 : 0);
  if (expected > 0)
    g_assert_cmpuint (g_array_index (survey->segments, SrListingSegment, 0).n_rows, ==, expected);
  g_assert_cmpuint (answers->len, ==, 2);
  g_assert_cmpuint (rows->rows->len, ==, expected);
  g_assert_cmpuint (rows->n_rows, ==, expected);
  g_assert_null (counted->rows);
  g_assert_cmpuint (counted->n_rows, ==, expected);
  g_assert_cmpuint (counts->len, ==, 2);
  g_assert_cmpuint (g_array_index (counts, guint, 0), ==, expected);
  g_assert_cmpuint (g_array_index (counts, guint, 1), ==, 0);
}

static void
test_a_question_is_answered_as_it_was_asked (LiveRoom      *self,
                                             gconstpointer  data)
{
  g_autoptr (SrRequestFilter) filter = sr_request_filter_new ();
  SrRequestQuery query = everything;
  gint64 ids[N_REQUESTS];

  receive_some (self->room, ids);
  assert_long (self->room, &query, N_REQUESTS);
  query.search = "打印机";
  query.descending = TRUE;
  assert_long (self->room, &query, 3);
  query.filter = filter;
  query.order = SR_QUEUE_ORDER_NUMBER;
  query.descending = FALSE;
  assert_long (self->room, &query, 3);
  query.search = "'; DROP TABLE request; --";
  assert_long (self->room, &query, 0);
  query.search = "\"打印机";
  query.order = SR_QUEUE_ORDER_OWN;
  assert_long (self->room, &query, 0);
}

static void
test_the_period_of_a_filter_is_that_of_the_calendar (LiveRoom      *self,
                                                     gconstpointer  data)
{
  g_autoptr (SrRequestFilter) filter = sr_request_filter_new ();
  SrRequestQuery query = everything;
  gint64 ids[N_REQUESTS];

  receive_some (self->room, ids);
  filter->time_field = g_strdup ("received_at");
  filter->period = g_strdup ("today");
  query.filter = filter;
  assert_long (self->room, &query, N_REQUESTS);
  g_free (filter->period);
  filter->period = g_strdup ("yesterday");
  assert_long (self->room, &query, 0);
}

static void
test_the_list_of_mine_is_that_of_the_person (LiveRoom      *self,
                                             gconstpointer  data)
{
  SrRequestQuery query = { .view = SR_QUEUE_MINE };
  g_autofree char *person = NULL;
  g_autoptr (SrListingSurvey) survey = NULL;
  gint64 ids[N_REQUESTS];

  receive_some (self->room, ids);
  person = g_strdup_printf ("#%" G_GINT64_FORMAT, sr_row_get_id (sr_room_get_staff (self->room)));
  live_room_act (self->room, live_room_make_act (ids[3], "assign", "owner", person, NULL));

  survey = get_answer (self->room, SURVEY, &query);
  g_assert_true (survey->complete);
  g_assert_null (survey->segments);
  g_assert_cmpuint (survey->ids->len, ==, 1);
  g_assert_cmpint (g_array_index (survey->ids, gint64, 0), ==, ids[3]);
}

static void
test_requests_are_read_and_found_by_their_ids (LiveRoom      *self,
                                               gconstpointer  data)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (SrListingPlaces) places = NULL;
  gint64 ids[N_REQUESTS];
  const gboolean found[] = { TRUE, FALSE, TRUE };

  receive_some (self->room, ids);
  g_assert_cmpint (ids[0], ==, 1);
  rows = get_answer (self->room, IDS, &everything);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpint (sr_row_get_id (((SrListedRow *) rows->pdata[0])->row), ==, N_REQUESTS);
  g_assert_cmpint (sr_row_get_id (((SrListedRow *) rows->pdata[1])->row), ==, 1);

  places = get_answer (self->room, PLACES, &everything);
  g_assert_cmpmem (places->found->data, places->found->len * sizeof (gboolean), found, sizeof found);
  g_assert_cmpint (g_array_index (places->keys, SrListingKey, 0).minor, ==, N_REQUESTS);
  g_assert_cmpint (g_array_index (places->keys, SrListingKey, 2).minor, ==, 1);
  g_assert_cmpint (places->total, ==, N_REQUESTS);
}

static void
test_a_question_that_is_cancelled_says_so (LiveRoom      *self,
                                           gconstpointer  data)
{
  gint64 ids[N_REQUESTS];

  receive_some (self->room, ids);
  for (Question which = 0; which < N_QUESTIONS; which++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      ask (self->room, which, &everything, cancellable, &result);
      g_cancellable_cancel (cancellable);
      wait_until (result != NULL);
      g_assert_null (finish (self->room, which, result, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
  /* The readers are as good as before. */
  assert_long (self->room, &everything, N_REQUESTS);
}

static void
test_a_closed_room_answers_that_it_is_closed (LiveRoom      *self,
                                              gconstpointer  data)
{
  sr_room_close (self->room);
  for (Question which = 0; which < N_QUESTIONS; which++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      ask (self->room, which, &everything, NULL, &result);
      wait_until (result != NULL);
      g_assert_null (finish (self->room, which, result, &error));
      g_assert_error (error, SR_STORE_ERROR, SR_STORE_ERROR_UNAVAILABLE);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/room/listing/a-question-is-answered-as-it-was-asked", LiveRoom, NULL,
              live_room_set_up, test_a_question_is_answered_as_it_was_asked, live_room_tear_down);
  g_test_add ("/room/listing/the-period-of-a-filter-is-that-of-the-calendar", LiveRoom, NULL,
              live_room_set_up, test_the_period_of_a_filter_is_that_of_the_calendar,
              live_room_tear_down);
  g_test_add ("/room/listing/the-list-of-mine-is-that-of-the-person", LiveRoom, NULL,
              live_room_set_up, test_the_list_of_mine_is_that_of_the_person, live_room_tear_down);
  g_test_add ("/room/listing/requests-are-read-and-found-by-their-ids", LiveRoom, NULL,
              live_room_set_up, test_requests_are_read_and_found_by_their_ids, live_room_tear_down);
  g_test_add ("/room/listing/a-question-that-is-cancelled-says-so", LiveRoom, NULL,
              live_room_set_up, test_a_question_that_is_cancelled_says_so, live_room_tear_down);
  g_test_add ("/room/listing/a-closed-room-answers-that-it-is-closed", LiveRoom, NULL,
              live_room_set_up, test_a_closed_room_answers_that_it_is_closed, live_room_tear_down);

  return g_test_run ();
}
