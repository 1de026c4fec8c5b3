/* The view "today": what falls to a person and is due today or before, by consequence.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "domain/records/sr-kinds.h"
#include "storage/service/sr-alarm-table.h"
#include "storage/service/sr-reminder-table.h"
#include "storage/service/sr-request-table.h"
#include "storage/service/sr-step-table.h"
#include "storage/sqlite/sr-sqlite-connection.h"
#include "storage/sr-event-table.h"
#include "test-room.h"

#define HOUR 3600
/* It is ten in the morning. */
#define DAY_START (TEST_NOW - 10 * HOUR)
#define DAY_END (TEST_NOW + 14 * HOUR)

static SrRequestQuery
make_query (TestRoom *room)
{
  return (SrRequestQuery) { .view = SR_QUEUE_TODAY, .staff = room->staff, .now = TEST_NOW,
                            .day_start = DAY_START, .day_end = DAY_END };
}

/* The running numbers in the order of the view, and whether the count is theirs. */
static void
assert_query (TestRoom             *room,
              const SrRequestQuery *query,
              const char           *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = sr_request_table_list (room->writer, query, &error);
  g_autoptr (GString) numbers = g_string_new (NULL);
  guint counts[SR_N_QUEUE_COUNTS] = { 0 };

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const SrListedRow *listed = g_ptr_array_index (rows, i);

      g_string_append_printf (numbers, "%s%d", i > 0 ? " " : "",
                              (int) sr_row_get_integer (listed->row, SR_REQUEST_NUMBER_SERIAL));
    }
  g_assert_cmpstr (numbers->str, ==, expected);

  g_assert_true (sr_request_table_count (room->writer, query, counts, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (counts[SR_QUEUE_TODAY], ==, rows->len);
}

static void
assert_today (TestRoom   *room,
              const char *expected)
{
  SrRequestQuery query = make_query (room);

  assert_query (room, &query, expected);
}

/* Inserted; the id is the serial. */
static gint64
add (TestRoom   *room,
     gint64      serial,
     const char *state,
     gint64      due_at,
     gint64      owner,
     gint64      team)
{
  SrRow *row = test_room_make_request (room, serial, state, "Printer");
  gint64 id;

  if (due_at != 0)
    sr_row_set_integer (row, SR_REQUEST_DUE_AT, due_at);
  if (owner != 0)
    sr_row_set_integer (row, SR_REQUEST_OWNER, owner);
  if (team != 0)
    sr_row_set_integer (row, SR_REQUEST_TEAM, team);
  id = test_room_insert (room, row);
  g_assert_cmpint (id, ==, serial);

  return id;
}

static gint64
add_mine (TestRoom   *room,
          gint64      serial,
          const char *state,
          gint64      due_at)
{
  return add (room, serial, state, due_at, room->staff, 0);
}

static gint64
add_colleague (TestRoom   *room,
               const char *login)
{
  SrRow *row = test_row_new (&sr_staff_kind);

  sr_row_set_text (row, SR_STAFF_LOGIN, login);
  sr_row_set_text (row, SR_STAFF_NAME, login);
  sr_row_set_text (row, SR_STAFF_ROLES, "[\"handler\"]");
  sr_row_set_integer (row, SR_STAFF_ACTIVE, TRUE);

  return test_room_insert (room, row);
}

static void
set (TestRoom   *room,
     gint64      request,
     const char *assignment)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE request SET %s WHERE id = $1", assignment);
  g_autoptr (GError) error = NULL;

  sr_connection_execute (room->writer, sql, SR_PARAMETERS (SR_INT (request)), &error);
  g_assert_no_error (error);
}

/* A running clock that has come to a rung of its ladder; -2 for one that has no alarm. */
static void
add_clock (TestRoom *room,
           gint64    request,
           gint64    due_at,
           gint64    level)
{
  g_autoptr (GError) error = NULL;
  SrRow *row = test_row_new (&sr_clock_kind);
  SrAlarm alarm = { 0, 1, level, due_at, G_MAXINT64 };

  sr_row_set_integer (row, SR_CLOCK_REQUEST, request);
  sr_row_set_text (row, SR_CLOCK_KIND, "resolution");
  sr_row_set_integer (row, SR_CLOCK_CYCLE, 1);
  sr_row_set_text (row, SR_CLOCK_STATE, "running");
  sr_row_set_text (row, SR_CLOCK_TIME_BASIS, "working");
  sr_row_set_integer (row, SR_CLOCK_BUDGET, HOUR);
  sr_row_set_integer (row, SR_CLOCK_EXTENSION, 0);
  sr_row_set_integer (row, SR_CLOCK_STARTED_AT, TEST_NOW - HOUR);
  sr_row_set_integer (row, SR_CLOCK_ELAPSED, 0);
  sr_row_set_integer (row, SR_CLOCK_DUE_AT, due_at);
  sr_row_set_integer (row, SR_CLOCK_CALENDAR, room->calendar);
  sr_row_set_integer (row, SR_CLOCK_CALENDAR_VERSION, 1);
  sr_row_set_integer (row, SR_CLOCK_POLICY, room->policy);
  alarm.clock = test_room_insert (room, row);
  if (level > -2)
    sr_alarm_table_save (room->writer, &alarm, &error);
  g_assert_no_error (error);
}

static void
add_reminder (TestRoom   *room,
              gint64      request,
              gint64      staff,
              gint64      due_at,
              const char *state,
              gint64      snoozed_until)
{
  SrRow *row = test_row_new (&sr_reminder_kind);

  sr_row_set_integer (row, SR_REMINDER_STAFF, staff);
  sr_row_set_text (row, SR_REMINDER_SUBJECT_KIND, "request");
  sr_row_set_integer (row, SR_REMINDER_SUBJECT, request);
  sr_row_set_text (row, SR_REMINDER_NUMBER, "SR-2016-000001");
  sr_row_set_integer (row, SR_REMINDER_CLOCK, 1000 + request);
  sr_row_set_text (row, SR_REMINDER_CLOCK_KIND, "resolution");
  sr_row_set_integer (row, SR_REMINDER_LEVEL, 3);
  sr_row_set_integer (row, SR_REMINDER_ARM, 1);
  sr_row_set_text (row, SR_REMINDER_FORM, "critical");
  sr_row_set_integer (row, SR_REMINDER_EMERGENCY, FALSE);
  sr_row_set_integer (row, SR_REMINDER_DUE_AT, due_at);
  sr_row_set_integer (row, SR_REMINDER_RAISED_AT, TEST_NOW - HOUR);
  sr_row_set_text (row, SR_REMINDER_STATE, state);
  if (snoozed_until != 0)
    sr_row_set_integer (row, SR_REMINDER_SNOOZED_UNTIL, snoozed_until);
  test_room_insert (room, row);
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
test_what_is_due_until_midnight_is_of_today (TestRoom      *room,
                                             gconstpointer  data)
{
  gint64 other = add_colleague (room, "chen");

  add_mine (room, 1, "in_progress", DAY_END - 1);
  add_mine (room, 2, "in_progress", DAY_END);
  add_mine (room, 3, "accepted", TEST_NOW - 72 * HOUR);
  add (room, 4, "accepted", TEST_NOW, other, 0);
  add (room, 5, "registered", TEST_NOW, 0, 0);
  add_mine (room, 6, "draft", 0);
  /* A pause that ends, and one that does not. */
  add_mine (room, 7, "waiting_customer", TEST_NOW + HOUR);
  add_mine (room, 8, "waiting_parts", DAY_END + HOUR);
  /* It waits until tomorrow, and a promise runs on. */
  add_mine (room, 9, "scheduled_visit", DAY_END + HOUR);
  add_clock (room, 9, DAY_END - 1, -1);
  add_mine (room, 10, "scheduled_visit", DAY_END + HOUR);
  add_clock (room, 10, DAY_END, -1);
  add (room, 11, "waiting_parts", DAY_END + HOUR, other, 0);
  add_clock (room, 11, TEST_NOW, -1);
  /* Nothing is done any more. */
  add_mine (room, 12, "resolved", TEST_NOW);
  add_mine (room, 13, "closed", TEST_NOW);
  /* A promise that was kept. */
  add_mine (room, 14, "in_progress", DAY_END);
  set (room, 14, "promised_at = received_at");

  assert_today (room, "3 7 1 9");
}

static void
test_what_is_of_most_consequence_comes_first (TestRoom      *room,
                                              gconstpointer  data)
{
  SrRequestQuery query = make_query (room);
  guint counts[SR_N_QUEUE_COUNTS] = { 0 };

  for (gint64 serial = 1; serial <= 9; serial++)
    add_mine (room, serial, "in_progress", TEST_NOW + HOUR);
  /* Not yet missed, though it was reminded of. */
  add_clock (room, 1, TEST_NOW + HOUR, -1);
  add_clock (room, 2, TEST_NOW + HOUR, 2);
  /* What is nearly missed tomorrow is of tomorrow. */
  add_clock (room, 1, DAY_END, 2);
  /* Missed; nobody was there to be reminded. */
  add_clock (room, 3, TEST_NOW - 3 * HOUR, -2);
  set (room, 3, "due_at = due_at - 14400");
  /* Missed for five days. */
  add_clock (room, 4, TEST_NOW - 120 * HOUR, 5);
  set (room, 4, "due_at = due_at - 435600");
  /* Missed for a day, by one of its clocks. */
  add_clock (room, 5, TEST_NOW + HOUR, 1);
  add_clock (room, 5, TEST_NOW - 26 * HOUR, 4);
  set (room, 5, "due_at = due_at - 97200");
  /* Just missed, and more urgent than number 3. */
  add_clock (room, 6, TEST_NOW - 60, 3);
  set (room, 6, "due_at = due_at - 3660, priority = 'P2'");
  add_clock (room, 7, TEST_NOW + HOUR, 0);
  set (room, 7, "emergency = 1");
  /* Not yet missed, and urgent; the rung is what counts. */
  add_clock (room, 8, TEST_NOW + HOUR, -1);
  set (room, 8, "priority = 'P1'");
  /* Number 1, an hour earlier. */
  add_clock (room, 9, TEST_NOW, -1);
  set (room, 9, "due_at = due_at - 3600");

  assert_today (room, "7 4 5 6 3 2 8 9 1");
  g_assert_true (sr_request_table_count (room->writer, &query, counts, NULL));
  g_assert_cmpuint (counts[SR_QUEUE_COUNT_LATE], ==, 4);

  query.descending = TRUE;
  assert_query (room, &query, "1 9 8 2 3 6 5 4 7");
}

static void
test_what_falls_to_a_person_is_there (TestRoom      *room,
                                      gconstpointer  data)
{
  SrRequestQuery query = make_query (room);
  g_autoptr (SrShare) share = sr_share_new_own (room->staff);
  gint64 away = add_colleague (room, "chen");
  gint64 left = add_colleague (room, "zhou");
  gint64 alone = add_colleague (room, "zhao");
  gint64 other = add_colleague (room, "sun");

  add_mine (room, 1, "in_progress", TEST_NOW);
  add (room, 2, "in_progress", TEST_NOW, away, room->team);
  add (room, 3, "registered", TEST_NOW, 0, room->team);
  add (room, 4, "registered", TEST_NOW, 0, 0);
  add (room, 5, "in_progress", TEST_NOW, left, room->team);
  add (room, 6, "in_progress", TEST_NOW, left, 0);
  add (room, 7, "in_progress", TEST_NOW, alone, 0);
  add (room, 8, "in_progress", TEST_NOW, other, room->team);
  query.share = share;
  assert_query (room, &query, "1");

  g_array_append_val (share->owners, away);
  assert_query (room, &query, "1 2");
  g_array_append_val (share->teams, room->team);
  assert_query (room, &query, "1 2 3");
  share->unassigned = TRUE;
  assert_query (room, &query, "1 2 3 4");
  g_array_append_val (share->left, left);
  assert_query (room, &query, "1 2 3 4 5");
  g_array_append_val (share->left_alone, alone);
  assert_query (room, &query, "1 2 3 4 5 7");
}

static void
test_what_a_person_was_reminded_of_is_there_until_acknowledged (TestRoom      *room,
                                                                gconstpointer  data)
{
  gint64 other = add_colleague (room, "chen");

  for (gint64 serial = 1; serial <= 7; serial++)
    add (room, serial, "in_progress", DAY_END + HOUR, other, 0);
  add (room, 8, "closed", 0, other, 0);
  add_reminder (room, 1, room->staff, TEST_NOW - HOUR, "shown", 0);
  add_reminder (room, 2, room->staff, TEST_NOW - HOUR, "acknowledged", 0);
  add_reminder (room, 3, other, TEST_NOW - HOUR, "shown", 0);
  /* Ninety per cent of a deadline of tomorrow. */
  add_reminder (room, 4, room->staff, DAY_END, "waiting", 0);
  /* Put off until the next opening, and for an hour. */
  add_reminder (room, 5, room->staff, TEST_NOW - HOUR, "snoozed", DAY_END + HOUR);
  add_reminder (room, 6, room->staff, TEST_NOW - HOUR, "snoozed", TEST_NOW + HOUR);
  add_reminder (room, 8, room->staff, TEST_NOW - HOUR, "shown", 0);
  assert_today (room, "1 6");
}

static void
test_what_was_put_aside_until_today_is_there (TestRoom      *room,
                                              gconstpointer  data)
{
  gint64 other = add_colleague (room, "chen");

  add (room, 1, "in_progress", 0, other, 0);
  snooze (room, 1, room->staff, DAY_START);
  add (room, 2, "in_progress", 0, other, 0);
  snooze (room, 2, room->staff, DAY_START - 1);
  add (room, 3, "in_progress", 0, other, 0);
  snooze (room, 3, room->staff, DAY_END);
  add (room, 4, "in_progress", 0, other, 0);
  snooze (room, 4, other, DAY_START);
  assert_today (room, "1");
  /* For an hour only. */
  add_mine (room, 5, "in_progress", TEST_NOW + 2 * HOUR);
  snooze (room, 5, room->staff, TEST_NOW + HOUR);
  assert_today (room, "5 1");
  set (room, 5, "state = 'closed'");

  /* Put aside until tomorrow, due today; then it is overdue, then it is an emergency. */
  add_mine (room, 6, "in_progress", TEST_NOW + HOUR);
  snooze (room, 6, room->staff, DAY_END);
  assert_today (room, "1");
  set (room, 6, "due_at = due_at - 7200");
  assert_today (room, "6 1");
  set (room, 6, "due_at = due_at + 7200, emergency = 1");
  assert_today (room, "6 1");
}

static void
test_the_bell_has_the_same_order (TestRoom      *room,
                                  gconstpointer  data)
{
  static const struct
  {
    gint64   level;
    gboolean emergency;
  } reminders[] = { { 1, FALSE }, { 5, FALSE }, { 0, TRUE }, { 3, FALSE } };
  g_autoptr (SrReminderList) bell = NULL;
  g_autofree char *sql = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (reminders); i++)
    {
      add_mine (room, i + 1, "in_progress", TEST_NOW + HOUR);
      add_clock (room, i + 1, TEST_NOW + HOUR, reminders[i].level);
      add_reminder (room, i + 1, room->staff, TEST_NOW + HOUR, "shown", 0);
      sql = g_strdup_printf ("UPDATE reminder SET level = %d, emergency = %d WHERE subject = %u",
                             (int) reminders[i].level, reminders[i].emergency, i + 1);
      sr_connection_execute (room->writer, sql, SR_NO_PARAMETERS, NULL);
      g_clear_pointer (&sql, g_free);
      if (reminders[i].emergency)
        set (room, i + 1, "emergency = 1");
    }

  assert_today (room, "3 2 4 1");
  bell = sr_reminder_table_list (room->writer, room->staff, FALSE, 10, TEST_NOW, NULL);
  g_assert_cmpuint (bell->open->len, ==, 4);
  for (guint i = 0; i < bell->open->len; i++)
    {
      static const gint64 expected[] = { 3, 2, 4, 1 };
      const SrListedReminder *listed = g_ptr_array_index (bell->open, i);

      g_assert_cmpint (sr_row_get_integer (listed->row, SR_REMINDER_SUBJECT), ==, expected[i]);
    }
}

static int
on_statement_cb (unsigned  trace,
                 void     *context,
                 void     *statement,
                 void     *text)
{
  char **sql = context;

  g_free (*sql);
  *sql = g_strdup (sqlite3_sql (statement));

  return 0;
}

static void
test_nothing_of_it_is_searched_for (TestRoom      *room,
                                    gconstpointer  data)
{
  static const char * const indexes[] = {
    "a USING INDEX request_owner", "c USING INDEX clock_request",
    "m USING INDEX reminder_open", "s USING INDEX snooze_staff", "z USING INDEX snooze_staff",
    "k USING INDEX clock_request", "l USING INTEGER PRIMARY KEY", "r USING INTEGER PRIMARY KEY",
  };
  sqlite3 *handle = sr_sqlite_connection_get_handle (SR_SQLITE_CONNECTION (room->writer));
  SrRequestQuery query = make_query (room);
  g_autoptr (SrShare) share = sr_share_new_own (room->staff);
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *sql = NULL;
  g_autofree char *explain = NULL;
  g_autofree char *plan = NULL;

  g_array_append_val (share->teams, room->team);
  g_array_append_val (share->left, room->staff);
  g_array_append_val (share->left_alone, room->staff);
  share->unassigned = TRUE;
  query.share = share;
  sqlite3_trace_v2 (handle, SQLITE_TRACE_STMT, on_statement_cb, &sql);
  rows = sr_request_table_list (room->writer, &query, NULL);
  sqlite3_trace_v2 (handle, 0, NULL, NULL);
  g_assert_nonnull (rows);
  explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  plan = test_file_ask (room->path, explain);

  g_test_message ("%s", plan);
  for (guint i = 0; i < G_N_ELEMENTS (indexes); i++)
    g_assert_nonnull (strstr (plan, indexes[i]));
  g_assert_null (strstr (plan, "SCAN"));
}

static void
test_the_steps_of_a_person_are_found_by_the_person (TestRoom      *room,
                                                    gconstpointer  data)
{
  sqlite3 *handle = sr_sqlite_connection_get_handle (SR_SQLITE_CONNECTION (room->writer));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  gint64 last = 0;

  add_mine (room, 1, "in_progress", TEST_NOW);
  for (guint i = 0; i < 4; i++)
    {
      static const char * const actors[] = { "wang", "wang", "chen", "wang" };
      g_autoptr (SrRow) event = test_event_new (i == 3 ? "reminder" : "request", 1, "accept");

      sr_row_set_text (event, SR_EVENT_ACTOR, actors[i]);
      sr_row_set_integer (event, SR_EVENT_AT, TEST_NOW + i);
      g_assert_true (sr_event_table_append (room->writer, event, &error));
    }

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *sql = NULL;
      g_autofree char *explain = NULL;
      g_autofree char *plan = NULL;

      sqlite3_trace_v2 (handle, SQLITE_TRACE_STMT, on_statement_cb, &sql);
      if (i == 0)
        steps = sr_step_table_list (room->writer, "wang", TEST_NOW, TEST_NOW + 9, 5, &error);
      else
        sr_step_table_find_last (room->writer, "wang", TEST_NOW + 9, -1, &last, &error);
      sqlite3_trace_v2 (handle, 0, NULL, NULL);
      g_assert_no_error (error);
      explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
      plan = test_file_ask (room->path, explain);
      g_test_message ("%s", plan);
      g_assert_nonnull (strstr (plan, "USING INDEX event_actor (actor=? AND at"));
      g_assert_null (strstr (plan, "TEMP B-TREE"));
    }

  /* The reminder that was acknowledged is no step, nor what a colleague did. */
  g_assert_cmpuint (steps->len, ==, 2);
  g_assert_cmpint (last, ==, TEST_NOW + 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  TEST_ROOM_ADD ("/storage/today/what-is-due-until-midnight-is-of-today", test_room_set_up_full,
                 test_what_is_due_until_midnight_is_of_today);
  TEST_ROOM_ADD ("/storage/today/what-is-of-most-consequence-comes-first", test_room_set_up_full,
                 test_what_is_of_most_consequence_comes_first);
  TEST_ROOM_ADD ("/storage/today/what-falls-to-a-person-is-there", test_room_set_up_full,
                 test_what_falls_to_a_person_is_there);
  TEST_ROOM_ADD ("/storage/today/what-a-person-was-reminded-of-is-there-until-acknowledged",
                 test_room_set_up_full,
                 test_what_a_person_was_reminded_of_is_there_until_acknowledged);
  TEST_ROOM_ADD ("/storage/today/what-was-put-aside-until-today-is-there", test_room_set_up_full,
                 test_what_was_put_aside_until_today_is_there);
  TEST_ROOM_ADD ("/storage/today/the-bell-has-the-same-order", test_room_set_up_full,
                 test_the_bell_has_the_same_order);
  TEST_ROOM_ADD ("/storage/today/nothing-of-it-is-searched-for", test_room_set_up_full,
                 test_nothing_of_it_is_searched_for);
  TEST_ROOM_ADD ("/storage/today/the-steps-of-a-person-are-found-by-the-person",
                 test_room_set_up_full, test_the_steps_of_a_person_are_found_by_the_person);

  return g_test_run ();
}
