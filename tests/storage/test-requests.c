/* SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "domain/records/sr-kinds.h"
#include "storage/service/sr-customer-table.h"
#include "storage/service/sr-draft-table.h"
#include "storage/service/sr-request-table.h"
#include "storage/sqlite/sr-sqlite-connection.h"
#include "storage/sr-table.h"
#include "test-room.h"

#define HOUR 3600

/* The running numbers of what the query finds, in its order: "3 1 2". */
static char *
list_numbers (TestRoom       *room,
              SrRequestQuery  query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = sr_request_table_list (room->writer, &query, &error);
  GString *numbers = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const SrListedRow *listed = rows->pdata[i];

      g_string_append_printf (numbers, "%s%d", i > 0 ? " " : "",
                              (int) sr_row_get_integer (listed->row, SR_REQUEST_NUMBER_SERIAL));
    }

  return g_string_free (numbers, FALSE);
}

static void
assert_view (TestRoom    *room,
             SrQueueView  view,
             const char  *expected)
{
  g_autofree char *numbers = list_numbers (room, (SrRequestQuery) { .view = view,
                                                                    .staff = room->staff,
                                                                    .now = TEST_NOW,
                                                                    .day_end = TEST_NOW
                                                                               + 6 * HOUR });

  g_assert_cmpstr (numbers, ==, expected);
}

static void
assert_found (TestRoom   *room,
              const char *search,
              const char *expected)
{
  g_autofree char *numbers = list_numbers (room, (SrRequestQuery) { .view = SR_QUEUE_ALL,
                                                                    .search = search });

  g_assert_cmpstr (numbers, ==, expected);
}

static gint64
add (TestRoom   *room,
     gint64      serial,
     const char *state,
     gint64      due_at,
     gint64      owner)
{
  SrRow *row = test_room_make_request (room, serial, state, "Printer");

  if (due_at != 0)
    sr_row_set_integer (row, SR_REQUEST_DUE_AT, due_at);
  if (owner != 0)
    sr_row_set_integer (row, SR_REQUEST_OWNER, owner);

  return test_room_insert (room, row);
}

static void
add_ended (TestRoom   *room,
           gint64      serial,
           const char *state,
           guint       field,
           gint64      instant)
{
  SrRow *row = test_room_make_request (room, serial, state, "Printer");

  sr_row_set_integer (row, field, instant);
  test_room_insert (room, row);
}

static gint64
add_colleague (TestRoom *room)
{
  SrRow *row = test_row_new (&sr_staff_kind);

  sr_row_set_text (row, SR_STAFF_LOGIN, "chen");
  sr_row_set_text (row, SR_STAFF_NAME, "陈晓");
  sr_row_set_text (row, SR_STAFF_ROLES, "[\"handler\"]");
  sr_row_set_integer (row, SR_STAFF_ACTIVE, TRUE);

  return test_room_insert (room, row);
}

/* What the requests of one person's views hang on; the ids are those of the serials. */

static void
promise (TestRoom *room,
         gint64    request,
         gint64    promised_at)
{
  g_autoptr (GError) error = NULL;

  sr_connection_execute (room->writer, "UPDATE request SET promised_at = $1 WHERE id = $2",
                         SR_PARAMETERS (SR_INT (promised_at), SR_INT (request)), &error);
  g_assert_no_error (error);
}

static void
snooze (TestRoom *room,
        gint64    request,
        gint64    staff,
        gint64    until)
{
  SrRow *row = test_row_new (&sr_snooze_kind);

  sr_row_set_integer (row, SR_SNOOZE_REQUEST, request);
  sr_row_set_integer (row, SR_SNOOZE_STAFF, staff);
  sr_row_set_integer (row, SR_SNOOZE_UNTIL, until);
  test_room_insert (room, row);
}

static void
follow (TestRoom *room,
        gint64    request)
{
  SrRow *row = test_row_new (&sr_follower_kind);

  sr_row_set_integer (row, SR_FOLLOWER_REQUEST, request);
  sr_row_set_integer (row, SR_FOLLOWER_STAFF, room->staff);
  sr_row_set_integer (row, SR_FOLLOWER_ACTIVE, TRUE);
  test_room_insert (room, row);
}

static void
add_one_of_each (TestRoom *room)
{
  gint64 other = add_colleague (room);

  add (room, 1, "registered", TEST_NOW + 3 * HOUR, 0);
  add (room, 2, "in_progress", TEST_NOW + HOUR, room->staff);
  add (room, 3, "assigned", TEST_NOW - HOUR, other);
  add (room, 4, "waiting_customer", TEST_NOW - 2 * HOUR, room->staff);
  add (room, 5, "accepted", TEST_NOW - 3 * HOUR, room->staff);
  add (room, 6, "draft", 0, 0);
  add (room, 7, "scheduled_visit", TEST_NOW + 2 * HOUR, other);
  add_ended (room, 8, "resolved", SR_REQUEST_RESOLVED_AT, TEST_NOW - 9 * HOUR);
  add_ended (room, 9, "follow_up", SR_REQUEST_RESOLVED_AT, TEST_NOW - 8 * HOUR);
  add_ended (room, 10, "closed", SR_REQUEST_CLOSED_AT, TEST_NOW - 7 * HOUR);
  add_ended (room, 11, "voided", SR_REQUEST_CLOSED_AT, TEST_NOW - 5 * HOUR);
  add_ended (room, 12, "duplicate", SR_REQUEST_CLOSED_AT, TEST_NOW - 6 * HOUR);
}

static void
test_each_view_has_its_requests_in_its_order (TestRoom      *room,
                                              gconstpointer  user_data)
{
  add_one_of_each (room);

  /* What is due first; what is not due comes last. */
  assert_view (room, SR_QUEUE_TODAY, "5 4 2");
  assert_view (room, SR_QUEUE_OPEN, "5 4 3 2 7 1 6");
  assert_view (room, SR_QUEUE_MINE, "5 4 2");
  assert_view (room, SR_QUEUE_UNASSIGNED, "1 6");
  assert_view (room, SR_QUEUE_WAITING, "4 7");
  /* A paused one has no running clock, so it cannot be late. */
  assert_view (room, SR_QUEUE_OVERDUE, "5 3");
  /* The newest first. */
  assert_view (room, SR_QUEUE_RESOLVED, "9 8");
  assert_view (room, SR_QUEUE_CLOSED, "11 12 10");
  assert_view (room, SR_QUEUE_ALL, "1 2 3 4 5 6 7 8 9 10 11 12");
}

static void
test_what_is_promised_until_the_end_of_the_day_is_promised_today (TestRoom      *room,
                                                                  gconstpointer  user_data)
{
  add_one_of_each (room);
  promise (room, 1, TEST_NOW + 6 * HOUR - 1);
  promise (room, 2, TEST_NOW + 6 * HOUR);
  /* Of an earlier day, and paused. */
  promise (room, 7, TEST_NOW - 48 * HOUR);
  promise (room, 9, TEST_NOW);
  assert_view (room, SR_QUEUE_PROMISED, "7 1");
}

static void
test_what_somebody_put_aside_is_out_of_sight_until_then (TestRoom      *room,
                                                         gconstpointer  user_data)
{
  g_autofree char *whole = NULL;

  add_one_of_each (room);
  snooze (room, 1, room->staff, TEST_NOW + 2 * HOUR);
  snooze (room, 2, room->staff, TEST_NOW + HOUR);
  /* It is over. */
  snooze (room, 6, room->staff, TEST_NOW);
  /* By somebody else. */
  snooze (room, 7, room->staff + 1, TEST_NOW + HOUR);
  /* It is overdue. */
  snooze (room, 5, room->staff, TEST_NOW + HOUR);

  assert_view (room, SR_QUEUE_OPEN, "5 4 3 7 6");
  whole = list_numbers (room, (SrRequestQuery) { .view = SR_QUEUE_OPEN, .staff = room->staff,
                                                 .now = TEST_NOW, .with_snoozed = TRUE });
  g_assert_cmpstr (whole, ==, "5 4 3 2 7 1 6");
  assert_view (room, SR_QUEUE_MINE, "5 4");
  assert_view (room, SR_QUEUE_UNASSIGNED, "6");
  assert_view (room, SR_QUEUE_SNOOZED, "2 5 1");
  assert_view (room, SR_QUEUE_OVERDUE, "5 3");
  assert_view (room, SR_QUEUE_ALL, "1 2 3 4 5 6 7 8 9 10 11 12");
}

static void
test_an_emergency_is_never_out_of_sight (TestRoom      *room,
                                         gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;

  add_one_of_each (room);
  snooze (room, 1, room->staff, TEST_NOW + 2 * HOUR);
  sr_connection_execute (room->writer, "UPDATE request SET emergency = 1 WHERE id = 1",
                         SR_NO_PARAMETERS, &error);
  g_assert_no_error (error);
  assert_view (room, SR_QUEUE_OPEN, "5 4 3 2 7 1 6");
}

static void
test_what_somebody_follows_is_there_until_it_is_closed (TestRoom      *room,
                                                        gconstpointer  user_data)
{
  add_one_of_each (room);
  follow (room, 9);
  follow (room, 3);
  follow (room, 10);
  assert_view (room, SR_QUEUE_FOLLOWED, "3 9");
}

static void
test_the_counts_are_those_of_the_lists (TestRoom      *room,
                                        gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  guint counts[SR_N_QUEUE_COUNTS] = { 0 };
  SrRequestQuery query = { .staff = room->staff, .now = TEST_NOW, .day_end = TEST_NOW + 6 * HOUR };

  add_one_of_each (room);
  promise (room, 2, TEST_NOW + 5 * HOUR);
  snooze (room, 1, room->staff, TEST_NOW + HOUR);
  follow (room, 3);
  g_assert_true (sr_request_table_count (room->writer, &query, counts, &error));
  for (guint view = 0; view < SR_N_QUEUE_VIEWS; view++)
    {
      g_autoptr (GPtrArray) rows = NULL;

      query.view = view;
      rows = sr_request_table_list (room->writer, &query, &error);

      g_assert_cmpuint (rows->len, >, 0);
      g_assert_cmpuint (rows->len, ==, counts[view]);
    }
  g_assert_no_error (error);
}

static void
test_a_request_is_overdue_only_after_its_instant (TestRoom      *room,
                                                  gconstpointer  user_data)
{
  add (room, 1, "registered", TEST_NOW, 0);
  add (room, 2, "registered", TEST_NOW - 1, 0);
  assert_view (room, SR_QUEUE_OVERDUE, "2");
}

static void
test_every_state_is_in_exactly_one_group (TestRoom      *room,
                                          gconstpointer  user_data)
{
  guint counts[SR_N_QUEUE_COUNTS] = { 0 };
  guint n_states = 0;
  const SrRequestQuery query = { .now = TEST_NOW };

  for (; sr_request_states[n_states].value != NULL; n_states++)
    add (room, n_states + 1, sr_request_states[n_states].value, 0, 0);

  g_assert_true (sr_request_table_count (room->writer, &query, counts, NULL));
  g_assert_cmpuint (counts[SR_QUEUE_OPEN] + counts[SR_QUEUE_RESOLVED] + counts[SR_QUEUE_CLOSED],
                    ==, n_states);
}

/* Everything that @json lets pass, for the person of the room. */
static void
assert_filtered (TestRoom   *room,
                 const char *json,
                 const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SrRequestFilter) filter = sr_request_filter_from_json (json, &error);
  g_autofree char *numbers = NULL;

  g_assert_no_error (error);
  numbers = list_numbers (room, (SrRequestQuery) { .view = SR_QUEUE_ALL, .filter = filter,
                                                   .staff = room->staff, .now = TEST_NOW,
                                                   .time_from = TEST_NOW - HOUR,
                                                   .time_to = TEST_NOW });
  g_assert_cmpstr (numbers, ==, expected);
}

static void
test_a_filter_leaves_what_meets_all_of_it (TestRoom      *room,
                                           gconstpointer  user_data)
{
  add_one_of_each (room);

  assert_filtered (room, "{}", "1 2 3 4 5 6 7 8 9 10 11 12");
  assert_filtered (room, "{\"states\":[\"closed\",\"draft\"]}", "6 10");
  assert_filtered (room, "{\"owners\":[-1]}", "2 4 5");
  assert_filtered (room, "{\"owners\":[-1,0],\"states\":[\"draft\",\"accepted\"]}", "5 6");
  assert_filtered (room, "{\"priorities\":[\"P1\"]}", "");
  assert_filtered (room, "{\"customer\":4711}", "");
  assert_filtered (room, "{\"emergency\":true}", "");
  assert_filtered (room, "{\"repeats\":true}", "");
  assert_filtered (room, "{\"followed\":true}", "");
  /* The end does not belong to it, the beginning does. */
  assert_filtered (room, "{\"time_field\":\"due_at\",\"period\":\"today\"}", "3");
}

static void
test_a_type_means_what_is_below_it (TestRoom      *room,
                                    gconstpointer  user_data)
{
  g_autofree char *json = g_strdup_printf ("{\"types\":[%" G_GINT64_FORMAT "]}", room->type);
  SrRow *below = test_row_new (&sr_service_type_kind);
  SrRow *request = test_room_make_request (room, 1, "registered", "Printer");

  sr_row_set_text (below, SR_SERVICE_TYPE_CODE, "below");
  sr_row_set_text (below, SR_SERVICE_TYPE_NAME, "Below");
  sr_row_set_text (below, SR_SERVICE_TYPE_FAMILY, "repair");
  sr_row_set_integer (below, SR_SERVICE_TYPE_PARENT, room->type);
  sr_row_set_integer (below, SR_SERVICE_TYPE_ACTIVE, TRUE);
  sr_row_set_integer (request, SR_REQUEST_TYPE, test_room_insert (room, below));
  test_room_insert (room, request);
  add (room, 2, "registered", 0, 0);

  assert_filtered (room, json, "1 2");
  assert_filtered (room, "{\"types\":[4711]}", "");
}

static void
test_a_request_is_found_by_each_of_its_tags_until_it_is_gone (TestRoom      *room,
                                                              gconstpointer  user_data)
{
  static const char * const tags[] = { "vip", "printer", "vip", NULL };
  g_autoptr (SrRow) request = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = add (room, 1, "registered", 0, 0);

  add (room, 2, "registered", 0, 0);
  request = sr_table_load (room->writer, &sr_request_kind, id, &error);
  g_assert_no_error (error);
  sr_row_set_list (request, SR_REQUEST_TAGS, tags);
  g_assert_true (sr_request_table_tag (room->writer, request, &error));
  assert_filtered (room, "{\"tags\":[\"vip\"]}", "1");
  assert_filtered (room, "{\"tags\":[\"other\",\"printer\"]}", "1");

  sr_row_set_null (request, SR_REQUEST_TAGS);
  g_assert_true (sr_request_table_tag (room->writer, request, &error));
  assert_filtered (room, "{\"tags\":[\"vip\"]}", "");
}

static void
test_a_view_is_listed_in_another_order_and_the_other_way_round (TestRoom      *room,
                                                                gconstpointer  user_data)
{
  static const struct
  {
    SrQueueView   view;
    SrQueueOrder  order;
    gboolean      descending;
    const char   *expected;
  } golden[] = {
    { SR_QUEUE_OPEN, SR_QUEUE_ORDER_NUMBER, FALSE, "1 2 3 4 5 6 7" },
    { SR_QUEUE_OPEN, SR_QUEUE_ORDER_NUMBER, TRUE, "7 6 5 4 3 2 1" },
    /* What has no deadline stays last. */
    { SR_QUEUE_OPEN, SR_QUEUE_ORDER_OWN, TRUE, "1 7 2 3 4 5 6" },
    { SR_QUEUE_CLOSED, SR_QUEUE_ORDER_OWN, TRUE, "10 12 11" },
    { SR_QUEUE_CLOSED, SR_QUEUE_ORDER_NUMBER, FALSE, "10 11 12" },
    /* Not by an index, so not at all. */
    { SR_QUEUE_CLOSED, SR_QUEUE_ORDER_CUSTOMER, FALSE, "11 12 10" },
  };

  add_one_of_each (room);
  for (guint i = 0; i < G_N_ELEMENTS (golden); i++)
    {
      SrRequestQuery query = { .view = golden[i].view, .order = golden[i].order,
                               .descending = golden[i].descending, .staff = room->staff,
                               .now = TEST_NOW };
      g_autofree char *numbers = list_numbers (room, query);

      g_assert_cmpstr (numbers, ==, golden[i].expected);
    }

  g_assert_false (sr_queue_view_has_order (SR_QUEUE_ALL, SR_QUEUE_ORDER_OWNER));
  g_assert_true (sr_queue_view_has_order (SR_QUEUE_OPEN, SR_QUEUE_ORDER_OWNER));
}

static void
test_a_limit_gives_the_first_ones (TestRoom      *room,
                                   gconstpointer  user_data)
{
  g_autofree char *numbers = NULL;

  add_one_of_each (room);
  numbers = list_numbers (room, (SrRequestQuery) { .view = SR_QUEUE_OPEN, .limit = 2 });
  g_assert_cmpstr (numbers, ==, "5 4");
}

static void
test_a_listed_request_says_what_its_references_are_called (TestRoom      *room,
                                                           gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = add (room, 1, "assigned", TEST_NOW, room->staff);
  g_autoptr (SrListedRow) listed = sr_request_table_load (room->writer, id, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (listed->labels[SR_REQUEST_CUSTOMER], ==, "李明");
  g_assert_cmpstr (listed->labels[SR_REQUEST_OWNER], ==, "王海燕");
  g_assert_cmpstr (listed->labels[SR_REQUEST_TYPE], ==, "网络");
  g_assert_null (listed->labels[SR_REQUEST_TEAM]);
  g_assert_null (listed->labels[SR_REQUEST_TITLE]);
  g_assert_null (sr_request_table_load (room->writer, id + 1, &error));
  g_assert_no_error (error);
}

static void
add_titled (TestRoom   *room,
            gint64      serial,
            const char *title,
            gint64      customer)
{
  SrRow *row = test_room_make_request (room, serial, "registered", title);

  sr_row_set_integer (row, SR_REQUEST_CUSTOMER, customer);
  test_room_insert (room, row);
}

static void
test_a_search_finds_number_customer_phone_and_subject (TestRoom      *room,
                                                       gconstpointer  user_data)
{
  gint64 chen = test_room_add_customer (room, "Chen Wei", "13812348307");

  add_titled (room, 4871, "三楼打印机无法使用", room->customer);
  add_titled (room, 12, "ＶＰＮ is down", chen);

  assert_found (room, "4871", "4871");
  assert_found (room, "SR-2016-4871", "4871");
  assert_found (room, "sr-2016-004871", "4871");
  assert_found (room, "打印", "4871");
  assert_found (room, "李明", "4871");
  assert_found (room, "chen", "12");
  assert_found (room, "vpn", "12");
  assert_found (room, "8307", "12");
  assert_found (room, "55504826", "4871");
  assert_found (room, "5550-4826", "4871");
  assert_found (room, "(021)5550", "4871");
  assert_found (room, "  ", "12 4871");
  assert_found (room, "nobody", "");
}

static void
test_all_words_of_a_search_must_be_there (TestRoom      *room,
                                          gconstpointer  user_data)
{
  add_titled (room, 1, "打印机无法使用", room->customer);
  add_titled (room, 2, "打印机缺纸", room->customer);

  assert_found (room, "打印 李明", "2 1");
  assert_found (room, "缺纸　打印", "2");
  assert_found (room, "缺纸 无法", "");
}

static void
test_special_characters_of_a_search_are_taken_literally (TestRoom      *room,
                                                         gconstpointer  user_data)
{
  add_titled (room, 1, "disk at 90% \\ full", room->customer);
  add_titled (room, 2, "disk_at 90 per cent", room->customer);

  assert_found (room, "90%", "1");
  assert_found (room, "k_a", "2");
  assert_found (room, "\\", "1");
  assert_found (room, "'; DROP TABLE request; --", "");
  assert_found (room, "disk", "2 1");
}

static void
test_a_search_of_a_view_without_bound_is_led_by_the_index (TestRoom      *room,
                                                           gconstpointer  user_data)
{
  static const SrQueueView large[] = { SR_QUEUE_CLOSED, SR_QUEUE_ALL };

  add_one_of_each (room);
  for (guint i = 0; i < G_N_ELEMENTS (large); i++)
    {
      g_autofree char *newest = NULL;
      g_autofree char *oldest = NULL;
      g_autofree char *scanned = NULL;

      newest = list_numbers (room, (SrRequestQuery) { .view = large[i], .search = "printer" });
      oldest = list_numbers (room, (SrRequestQuery) { .view = large[i], .search = "printer",
                                                      .descending = TRUE });
      /* By another order it is a scan, and finds the same. */
      scanned = list_numbers (room, (SrRequestQuery) { .view = large[i], .search = "printer",
                                                       .order = SR_QUEUE_ORDER_NUMBER });
      g_assert_cmpstr (oldest, ==, scanned);
      g_assert_cmpstr (newest, !=, scanned);
    }
}

static void
test_a_search_stays_within_its_view (TestRoom      *room,
                                     gconstpointer  user_data)
{
  g_autofree char *numbers = NULL;

  add_one_of_each (room);
  numbers = list_numbers (room, (SrRequestQuery) { .view = SR_QUEUE_MINE, .staff = room->staff,
                                                   .search = "printer 李明" });
  g_assert_cmpstr (numbers, ==, "5 4 2");
}

static void
test_a_customer_with_a_new_name_or_phone_is_found_by_it (TestRoom      *room,
                                                         gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SrRow) customer = NULL;
  const char *phones[] = { "010-8888 7777", NULL };

  add_titled (room, 1, "Printer", room->customer);
  customer = sr_table_load (room->writer, &sr_customer_kind, room->customer, &error);
  sr_row_set_text (customer, SR_CUSTOMER_NAME, "李晓明");
  sr_row_set_list (customer, SR_CUSTOMER_PHONES, phones);
  sr_row_set_integer (customer, SR_COMMON_REVISION, 2);
  g_assert_true (sr_table_update (room->writer, customer, 1, &error));
  g_assert_true (sr_customer_table_index (room->writer, customer, &error));
  g_assert_no_error (error);

  assert_found (room, "李晓明", "1");
  assert_found (room, "88887777", "1");
  assert_found (room, "4826", "");
}

static void
test_paused_requests_resume_in_the_order_of_their_instants (TestRoom      *room,
                                                            gconstpointer  user_data)
{
  static const struct
  {
    const char *state;
    gint64      until;
  } requests[] = {
    { "waiting_parts", TEST_NOW },
    { "waiting_customer", TEST_NOW - HOUR },
    { "scheduled_visit", TEST_NOW + 1 },
    { "in_progress", TEST_NOW - HOUR }
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;
  gint64 expected[G_N_ELEMENTS (requests)] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      SrRow *row = test_room_make_request (room, i + 1, requests[i].state, "Printer");

      sr_row_set_integer (row, SR_REQUEST_WAITING_UNTIL, requests[i].until);
      expected[i] = test_room_insert (room, row);
    }

  ids = sr_request_table_due_to_resume (room->writer, TEST_NOW, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, 2);
  g_assert_cmpint (g_array_index (ids, gint64, 0), ==, expected[1]);
  g_assert_cmpint (g_array_index (ids, gint64, 1), ==, expected[0]);
}

static void
test_open_parts_of_a_request_are_counted (TestRoom      *room,
                                          gconstpointer  user_data)
{
  static const char * const states[] = { "registered", "waiting_parts", "resolved", "closed" };
  gint64 parent = add (room, 100, "in_progress", 0, 0);
  guint count = 0;

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      SrRow *row = test_room_make_request (room, i + 1, states[i], "Part");

      sr_row_set_integer (row, SR_REQUEST_PARENT, parent);
      test_room_insert (room, row);
    }

  g_assert_true (sr_request_table_count_open_children (room->writer, parent, &count, NULL));
  g_assert_cmpuint (count, ==, 2);
}

static void
test_a_series_has_no_gaps_and_begins_anew_each_year (TestRoom      *room,
                                                     gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  gint64 serial = 0;

  g_assert_true (sr_number_table_take (room->writer, "SR", 2016, &serial, &error));
  g_assert_cmpint (serial, ==, 1);
  g_assert_true (sr_number_table_take (room->writer, "SR", 2016, &serial, &error));
  g_assert_cmpint (serial, ==, 2);

  g_assert_true (sr_connection_begin (room->writer, TRUE, &error));
  g_assert_true (sr_number_table_take (room->writer, "SR", 2016, &serial, &error));
  g_assert_cmpint (serial, ==, 3);
  sr_connection_rollback (room->writer);
  g_assert_true (sr_number_table_take (room->writer, "SR", 2016, &serial, &error));
  g_assert_cmpint (serial, ==, 3);

  g_assert_true (sr_number_table_take (room->writer, "SR", 2017, &serial, &error));
  g_assert_cmpint (serial, ==, 1);
  g_assert_true (sr_number_table_take (room->writer, "CP", 2016, &serial, &error));
  g_assert_cmpint (serial, ==, 1);
  g_assert_no_error (error);
}

static void
test_a_request_is_found_by_its_key_in_the_source (TestRoom      *room,
                                                  gconstpointer  user_data)
{
  SrRow *row = test_room_make_request (room, 1, "registered", "Printer");
  gint64 id = 0;
  gint64 found = -1;

  sr_row_set_text (row, SR_REQUEST_SOURCE_KEY, "INC0000045");
  id = test_room_insert (room, row);
  g_assert_true (sr_request_table_find_source (room->writer, "INC0000045", &found, NULL));
  g_assert_cmpint (found, ==, id);
  g_assert_true (sr_request_table_find_source (room->writer, "INC0000046", &found, NULL));
  g_assert_cmpint (found, ==, 0);
}

static void
test_a_draft_lasts_until_it_is_deleted (TestRoom      *room,
                                        gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  g_assert_true (sr_draft_table_load (room->writer, room->staff, "request", &first, &error));
  g_assert_null (first);
  g_assert_true (sr_draft_table_save (room->writer, room->staff, "request", "a", TEST_NOW, &error));
  g_assert_true (sr_draft_table_save (room->writer, room->staff, "request", "b", TEST_NOW, &error));
  g_assert_true (sr_draft_table_load (room->writer, room->staff, "request", &second, &error));
  g_assert_cmpstr (second, ==, "b");
  g_assert_true (sr_draft_table_delete (room->writer, room->staff, "request", &error));
  g_assert_true (sr_draft_table_load (room->writer, room->staff, "request", &third, &error));
  g_assert_null (third);
  g_assert_no_error (error);
}

static int
on_statement_cb (unsigned  event,
                 void     *user_data,
                 void     *statement,
                 void     *text)
{
  char **sql = user_data;

  g_free (*sql);
  *sql = g_strdup (sqlite3_sql (statement));

  return 0;
}

/* How SQLite goes about the very statement that lists a view. */
static char *
explain_view (TestRoom    *room,
              SrQueueView  view)
{
  sqlite3 *handle = sr_sqlite_connection_get_handle (SR_SQLITE_CONNECTION (room->writer));
  SrRequestQuery query = { .view = view, .staff = room->staff, .now = TEST_NOW, .limit = 50 };
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *sql = NULL;
  g_autofree char *explain = NULL;

  sqlite3_trace_v2 (handle, SQLITE_TRACE_STMT, on_statement_cb, &sql);
  rows = sr_request_table_list (room->writer, &query, NULL);
  sqlite3_trace_v2 (handle, 0, NULL, NULL);
  g_assert_nonnull (rows);
  explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);

  return test_file_ask (room->path, explain);
}

static void
test_each_view_is_read_in_the_order_of_an_index (TestRoom      *room,
                                                 gconstpointer  user_data)
{
  static const char * const indexes[SR_N_QUEUE_VIEWS] = {
    [SR_QUEUE_OPEN] = "request_active",
    [SR_QUEUE_MINE] = "request_owner",
    [SR_QUEUE_UNASSIGNED] = "request_owner",
    [SR_QUEUE_WAITING] = "request_waiting",
    [SR_QUEUE_PROMISED] = "request_promised",
    [SR_QUEUE_OVERDUE] = "request_active",
    [SR_QUEUE_RESOLVED] = "request_resolved",
    [SR_QUEUE_CLOSED] = "request_closed",
    [SR_QUEUE_ALL] = "request_serial",
  };

  for (guint view = 0; view < SR_N_QUEUE_VIEWS; view++)
    {
      g_autofree char *plan = explain_view (room, view);
      g_autofree char *index = g_strdup_printf ("r USING INDEX %s", indexes[view]);

      g_test_message ("%s", plan);
      if (indexes[view] == NULL)
        {
          /* What hangs on one person are some dozen requests, found by their ids and sorted. */
          g_assert_nonnull (strstr (plan, "SEARCH r USING"));
          continue;
        }
      g_assert_nonnull (strstr (plan, index));
      g_assert_null (strstr (plan, "TEMP B-TREE"));
    }
}

static void
test_what_is_of_a_person_is_found_by_the_person (TestRoom      *room,
                                                 gconstpointer  user_data)
{
  static const struct
  {
    SrQueueView  view;
    const char  *index;
  } views[] = {
    { SR_QUEUE_OPEN, "z USING INDEX snooze_staff" },
    { SR_QUEUE_MINE, "z USING INDEX snooze_staff" },
    { SR_QUEUE_UNASSIGNED, "z USING INDEX snooze_staff" },
    { SR_QUEUE_SNOOZED, "z USING INDEX snooze_staff" },
    { SR_QUEUE_FOLLOWED, "w USING INDEX follower_staff" },
    /* What is closed is left out before any request is read. */
    { SR_QUEUE_FOLLOWED, "a USING COVERING INDEX request_active" },
    { SR_QUEUE_FOLLOWED, "b USING INDEX request_resolved" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      g_autofree char *plan = explain_view (room, views[i].view);

      g_test_message ("%s", plan);
      g_assert_nonnull (strstr (plan, views[i].index));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  TEST_ROOM_ADD ("/storage/requests/each-view-has-its-requests-in-its-order",
                 test_room_set_up_full, test_each_view_has_its_requests_in_its_order);
  TEST_ROOM_ADD ("/storage/requests/what-is-promised-until-the-end-of-the-day-is-promised-today",
                 test_room_set_up_full,
                 test_what_is_promised_until_the_end_of_the_day_is_promised_today);
  TEST_ROOM_ADD ("/storage/requests/what-somebody-put-aside-is-out-of-sight-until-then",
                 test_room_set_up_full,
                 test_what_somebody_put_aside_is_out_of_sight_until_then);
  TEST_ROOM_ADD ("/storage/requests/an-emergency-is-never-out-of-sight",
                 test_room_set_up_full,
                 test_an_emergency_is_never_out_of_sight);
  TEST_ROOM_ADD ("/storage/requests/what-somebody-follows-is-there-until-it-is-closed",
                 test_room_set_up_full,
                 test_what_somebody_follows_is_there_until_it_is_closed);
  TEST_ROOM_ADD ("/storage/requests/the-counts-are-those-of-the-lists",
                 test_room_set_up_full, test_the_counts_are_those_of_the_lists);
  TEST_ROOM_ADD ("/storage/requests/a-request-is-overdue-only-after-its-instant",
                 test_room_set_up_full, test_a_request_is_overdue_only_after_its_instant);
  TEST_ROOM_ADD ("/storage/requests/every-state-is-in-exactly-one-group",
                 test_room_set_up_full, test_every_state_is_in_exactly_one_group);
  TEST_ROOM_ADD ("/storage/requests/a-filter-leaves-what-meets-all-of-it",
                 test_room_set_up_full, test_a_filter_leaves_what_meets_all_of_it);
  TEST_ROOM_ADD ("/storage/requests/a-type-means-what-is-below-it",
                 test_room_set_up_full, test_a_type_means_what_is_below_it);
  TEST_ROOM_ADD ("/storage/requests/a-request-is-found-by-each-of-its-tags-until-it-is-gone",
                 test_room_set_up_full, test_a_request_is_found_by_each_of_its_tags_until_it_is_gone);
  TEST_ROOM_ADD ("/storage/requests/a-view-is-listed-in-another-order-and-the-other-way-round",
                 test_room_set_up_full,
                 test_a_view_is_listed_in_another_order_and_the_other_way_round);
  TEST_ROOM_ADD ("/storage/requests/a-limit-gives-the-first-ones",
                 test_room_set_up_full, test_a_limit_gives_the_first_ones);
  TEST_ROOM_ADD ("/storage/requests/a-listed-request-says-what-its-references-are-called",
                 test_room_set_up_full, test_a_listed_request_says_what_its_references_are_called);
  TEST_ROOM_ADD ("/storage/requests/a-search-finds-number-customer-phone-and-subject",
                 test_room_set_up_full, test_a_search_finds_number_customer_phone_and_subject);
  TEST_ROOM_ADD ("/storage/requests/all-words-of-a-search-must-be-there",
                 test_room_set_up_full, test_all_words_of_a_search_must_be_there);
  TEST_ROOM_ADD ("/storage/requests/special-characters-of-a-search-are-taken-literally",
                 test_room_set_up_full, test_special_characters_of_a_search_are_taken_literally);
  TEST_ROOM_ADD ("/storage/requests/a-search-of-a-view-without-bound-is-led-by-the-index",
                 test_room_set_up_full, test_a_search_of_a_view_without_bound_is_led_by_the_index);
  TEST_ROOM_ADD ("/storage/requests/a-search-stays-within-its-view",
                 test_room_set_up_full, test_a_search_stays_within_its_view);
  TEST_ROOM_ADD ("/storage/requests/a-customer-with-a-new-name-or-phone-is-found-by-it",
                 test_room_set_up_full, test_a_customer_with_a_new_name_or_phone_is_found_by_it);
  TEST_ROOM_ADD ("/storage/requests/paused-requests-resume-in-the-order-of-their-instants",
                 test_room_set_up_full, test_paused_requests_resume_in_the_order_of_their_instants);
  TEST_ROOM_ADD ("/storage/requests/open-parts-of-a-request-are-counted",
                 test_room_set_up_full, test_open_parts_of_a_request_are_counted);
  TEST_ROOM_ADD ("/storage/requests/a-series-has-no-gaps-and-begins-anew-each-year",
                 test_room_set_up_full, test_a_series_has_no_gaps_and_begins_anew_each_year);
  TEST_ROOM_ADD ("/storage/requests/a-request-is-found-by-its-key-in-the-source",
                 test_room_set_up_full, test_a_request_is_found_by_its_key_in_the_source);
  TEST_ROOM_ADD ("/storage/requests/a-draft-lasts-until-it-is-deleted",
                 test_room_set_up_full, test_a_draft_lasts_until_it_is_deleted);
  TEST_ROOM_ADD ("/storage/requests/each-view-is-read-in-the-order-of-an-index",
                 test_room_set_up, test_each_view_is_read_in_the_order_of_an_index);
  TEST_ROOM_ADD ("/storage/requests/what-is-of-a-person-is-found-by-the-person",
                 test_room_set_up, test_what_is_of_a_person_is_found_by_the_person);

  return g_test_run ();
}
