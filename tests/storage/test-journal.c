/* SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domain/records/sr-event.h"
#include "storage/sr-event-table.h"
#include "test-room.h"

static void
append (TestRoom   *room,
        const char *kind,
        gint64      record,
        const char *action)
{
  g_autoptr (SrRow) event = test_event_new (kind, record, action);
  g_autoptr (GError) error = NULL;

  g_assert_true (sr_connection_begin (room->writer, TRUE, &error));
  sr_event_table_append (room->writer, event, &error);
  g_assert_no_error (error);
  g_assert_true (sr_connection_commit (room->writer, &error));
}

static void
append_some (TestRoom *room)
{
  append (room, "request", 2, "receive");
  append (room, "request", 1, "receive");
  append (room, "customer", 9, "create");
  append (room, "request", 2, "assign");
  append (room, "request", 1, "assign");
}

/* "customer 9 create, request 1 receive" */
static char *
tell (GPtrArray *events)
{
  GString *told = g_string_new (NULL);

  for (guint i = 0; i < events->len; i++)
    g_string_append_printf (told, "%s%s %" G_GINT64_FORMAT " %s", i > 0 ? ", " : "",
                            sr_row_get_text (events->pdata[i], SR_EVENT_KIND),
                            sr_row_get_integer (events->pdata[i], SR_EVENT_RECORD),
                            sr_row_get_text (events->pdata[i], SR_EVENT_ACTION));

  return g_string_free (told, FALSE);
}

static void
test_each_event_holds_the_hash_of_the_one_before (TestRoom      *room,
                                                  gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autofree char *head = NULL;
  const char *previous = SR_EVENT_GENESIS;
  gint64 sequence = -1;

  g_assert_true (sr_event_table_get_head (room->writer, &sequence, &head, &error));
  g_assert_cmpint (sequence, ==, 0);
  g_assert_cmpstr (head, ==, SR_EVENT_GENESIS);
  g_clear_pointer (&head, g_free);

  append_some (room);
  events = sr_event_table_load_after (room->writer, 0, 100, &error);
  g_assert_cmpuint (events->len, ==, 5);
  for (guint i = 0; i < events->len; i++)
    {
      g_autofree char *hash = sr_event_hash (events->pdata[i]);

      g_assert_cmpint (sr_row_get_id (events->pdata[i]), ==, i + 1);
      g_assert_cmpstr (sr_row_get_text (events->pdata[i], SR_EVENT_PREVIOUS), ==, previous);
      g_assert_cmpstr (sr_row_get_text (events->pdata[i], SR_EVENT_HASH), ==, hash);
      previous = sr_row_get_text (events->pdata[i], SR_EVENT_HASH);
    }

  g_assert_true (sr_event_table_get_head (room->writer, &sequence, &head, &error));
  g_assert_cmpint (sequence, ==, 5);
  g_assert_cmpstr (head, ==, previous);
  g_assert_no_error (error);
}

static void
assert_refused (TestRoom   *room,
                const char *sql)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (sr_connection_execute (room->writer, sql, SR_NO_PARAMETERS, &error));
  g_assert_error (error, SR_STORE_ERROR, SR_STORE_ERROR_CONSTRAINT);
}

static void
test_no_event_is_changed_removed_or_put_between (TestRoom      *room,
                                                 gconstpointer  user_data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  append_some (room);
  before = test_file_ask (room->path, "SELECT * FROM event");
  assert_refused (room, "UPDATE event SET actor = 'li' WHERE sequence = 2");
  assert_refused (room, "UPDATE event SET reason = NULL WHERE sequence = 2");
  assert_refused (room, "DELETE FROM event WHERE sequence = 5");
  assert_refused (room, "DELETE FROM event");
  assert_refused (room, "INSERT OR REPLACE INTO event SELECT 2, at, 'li', role, kind, record, "
                        "action, body, reason, clause, previous, hash FROM event "
                        "WHERE sequence = 2");
  assert_refused (room, "INSERT INTO event SELECT 7, at, actor, role, kind, record, action, body, "
                        "reason, clause, hash, 'x' FROM event WHERE sequence = 5");
  assert_refused (room, "INSERT INTO event SELECT 6, at, actor, role, kind, record, action, body, "
                        "reason, clause, 'x', 'x' FROM event WHERE sequence = 5");
  after = test_file_ask (room->path, "SELECT * FROM event");
  g_assert_cmpstr (after, ==, before);
}

static void
test_an_event_that_is_rolled_back_leaves_no_gap (TestRoom      *room,
                                                 gconstpointer  user_data)
{
  g_autoptr (SrRow) event = test_event_new ("request", 1, "receive");
  g_autoptr (GError) error = NULL;
  gint64 sequence = -1;

  g_assert_true (sr_connection_begin (room->writer, TRUE, &error));
  g_assert_true (sr_event_table_append (room->writer, event, &error));
  sr_connection_rollback (room->writer);
  append (room, "request", 2, "receive");
  g_assert_true (sr_event_table_get_head (room->writer, &sequence, NULL, &error));
  g_assert_cmpint (sequence, ==, 1);
}

static void
test_the_events_of_a_record_are_its_history (TestRoom      *room,
                                             gconstpointer  user_data)
{
  g_autoptr (GPtrArray) events = NULL;
  g_autofree char *told = NULL;

  append_some (room);
  events = sr_event_table_load (room->writer, "request", 1, NULL);
  told = tell (events);
  g_assert_cmpstr (told, ==, "request 1 receive, request 1 assign");
}

static void
test_events_beyond_a_sequence_come_in_order_and_by_the_portion (TestRoom      *room,
                                                                gconstpointer  user_data)
{
  g_autoptr (GPtrArray) some = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autofree char *told = NULL;

  append_some (room);
  some = sr_event_table_load_after (room->writer, 2, 2, NULL);
  told = tell (some);
  g_assert_cmpstr (told, ==, "customer 9 create, request 2 assign");
  none = sr_event_table_load_after (room->writer, 5, 2, NULL);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_events_come_record_by_record_from_where_one_stopped (TestRoom      *room,
                                                          gconstpointer  user_data)
{
  g_autoptr (GString) told = g_string_new (NULL);
  g_autofree char *kind = NULL;
  gint64 record = 0;
  gint64 sequence = 0;
  guint n_events = 0;

  append_some (room);
  do
    {
      g_autoptr (GPtrArray) events = sr_event_table_load_by_record (room->writer, kind, record,
                                                                    sequence, 2, NULL);

      n_events = events->len;
      for (guint i = 0; i < n_events; i++)
        {
          g_free (kind);
          kind = g_strdup (sr_row_get_text (events->pdata[i], SR_EVENT_KIND));
          record = sr_row_get_integer (events->pdata[i], SR_EVENT_RECORD);
          sequence = sr_row_get_id (events->pdata[i]);
          g_string_append_printf (told, "%s %d %d; ", kind, (int) record, (int) sequence);
        }
    }
  while (n_events == 2);
  g_assert_cmpstr (told->str, ==, "customer 9 3; request 1 2; request 1 5; request 2 1; "
                                  "request 2 4; ");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  TEST_ROOM_ADD ("/storage/journal/each-event-holds-the-hash-of-the-one-before",
                 test_room_set_up, test_each_event_holds_the_hash_of_the_one_before);
  TEST_ROOM_ADD ("/storage/journal/no-event-is-changed-removed-or-put-between",
                 test_room_set_up, test_no_event_is_changed_removed_or_put_between);
  TEST_ROOM_ADD ("/storage/journal/an-event-that-is-rolled-back-leaves-no-gap",
                 test_room_set_up, test_an_event_that_is_rolled_back_leaves_no_gap);
  TEST_ROOM_ADD ("/storage/journal/the-events-of-a-record-are-its-history",
                 test_room_set_up, test_the_events_of_a_record_are_its_history);
  TEST_ROOM_ADD ("/storage/journal/events-beyond-a-sequence-come-in-order-and-by-the-portion",
                 test_room_set_up, test_events_beyond_a_sequence_come_in_order_and_by_the_portion);
  TEST_ROOM_ADD ("/storage/journal/events-come-record-by-record-from-where-one-stopped",
                 test_room_set_up, test_events_come_record_by_record_from_where_one_stopped);

  return g_test_run ();
}
