/* Verification finds whatever was changed past the gate.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domain/sr-domain-error.h"
#include "room-fixture.h"
#include "room/sr-verify.h"

/**
 * Tampering:
 *
 * What somebody with a tool did to the room, and what verification must name.
 */
typedef struct
{
  const char *name;
  const char *sql[3];
  const char *named;
} Tampering;


static const Tampering tamperings[] = {
  { "a-changed-actor", { "UPDATE event SET actor = 'nobody' WHERE sequence = 3" }, "3" },
  { "a-changed-instant", { "UPDATE event SET at = at + 1 WHERE sequence = 4" }, "4" },
  { "a-changed-body",
    { "UPDATE event SET body = replace(body, '307', '308') WHERE sequence = "
      "(SELECT min(sequence) FROM event WHERE kind = 'request')" }, "" },
  { "a-changed-hash", { "UPDATE event SET hash = replace(hash, 'a', 'b') WHERE sequence = 5" },
    "5" },
  { "a-reason-put-in", { "UPDATE event SET reason = 'because' WHERE sequence = 6" }, "6" },
  { "a-removed-event", { "DELETE FROM event WHERE sequence = 7" }, "7" },
  { "a-removed-last-event",
    { "DELETE FROM event WHERE sequence = (SELECT max(sequence) FROM event)" }, "" },
  { "a-record-set-past-the-gate", { "UPDATE request SET title = '别的' WHERE id = 1" }, "title" },
  { "a-state-set-past-the-gate", { "UPDATE request SET state = 'closed' WHERE id = 1" }, "state" },
  { "a-removed-note", { "DELETE FROM note" }, "note" },
  { "a-record-without-events",
    { "INSERT INTO team (revision, created_at, updated_at, name, active) "
      "VALUES (1, 0, 0, '影子', 1)" }, "team" },
  { "a-clock-with-more-time", { "UPDATE clock SET elapsed = elapsed + 60" }, "elapsed" },
  { "a-shortened-stretch", { "UPDATE clock_interval SET from_at = from_at + 60" }, "from_at" },
  { "a-missing-content",
    { "DELETE FROM content_chunk", "DELETE FROM content" }, "Attachment" },
  { "a-changed-content", { "UPDATE content_chunk SET bytes = x'00'" }, "Attachment" },
  { "a-counter-of-a-state", { "UPDATE request_count SET n = n + 1" }, "registered" },
  { "a-counter-left-out", { "DELETE FROM request_count" }, "registered" },
  { "a-tag-that-finds-nothing", { "DELETE FROM request_tag WHERE tag = '节假日'" }, "Request 1" },
  { "a-tag-that-finds-another-request", { "INSERT INTO request_tag VALUES ('别的', 1)" },
    "Request 1" },
  { "a-changed-tag", { "UPDATE request_tag SET tag = '别的' WHERE tag = 'VIP'" }, "Request 1" },
  { "a-changed-search-text", { "UPDATE request_search SET text = text || 'x'" }, "Request 1" },
  { "a-request-without-search-text", { "DELETE FROM request_search" }, "Request 1" },
  { "an-index-that-forgot", { "INSERT INTO request_fts (request_fts) VALUES ('delete-all')" },
    "Request 1" },
  { "an-index-that-forgot-a-token",
    { "INSERT INTO request_fts (request_fts, rowid, grams, ends) VALUES ('delete', 1, '307', '')" },
    "Request 1" },
  { "an-index-with-a-token-more",
    { "INSERT INTO request_fts (rowid, grams, ends) VALUES (1, '别的', '')" }, "Request 1" },
  { "an-index-with-a-request-more",
    { "INSERT INTO request_fts (rowid, grams, ends) VALUES (7, '别的', '')" }, "Request 7" },
  { "a-counter-set-forward", { "UPDATE number_series SET next = next + 1" }, "SR-2026" },
};

static void
fill (RoomFixture *self)
{
  gint64 request = room_fixture_receive (self, "307 会议室空调漏水");
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data ("截图", -1, NULL);
  g_autoptr (GError) error = NULL;
  SrOutcome *outcome;

  sr_outcome_free (room_fixture_act (self, "he.jing", request, "note", "note.text", "已移走投影仪",
                                     NULL));
  sr_outcome_free (room_fixture_act (self, "he.jing", request, "tag", "tags",
                                     "[\"节假日\",\"VIP\"]", NULL));
  outcome = sr_gate_attach (self->gate, request, "错误.png", "image/png", stream, NULL, &error);
  g_assert_no_error (error);
  sr_outcome_free (outcome);
  room_fixture_verify (self);
}

static void
drop_guards (RoomFixture *self)
{
  g_autoptr (SrCursor) cursor = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  SrConnection *connection = sr_gate_get_connection (self->gate);

  cursor = sr_connection_query (connection,
                                "SELECT name FROM sqlite_schema WHERE type = 'trigger'",
                                SR_NO_PARAMETERS, NULL);
  while (sr_cursor_next (cursor, NULL))
    g_ptr_array_add (names, g_strdup (sr_cursor_text (cursor, 0)));
  g_clear_pointer (&cursor, sr_cursor_close);

  g_assert_cmpuint (names->len, >, 0);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *sql = g_strdup_printf ("DROP TRIGGER %s",
                                              (char *) g_ptr_array_index (names, i));

      room_fixture_tamper (self, sql);
    }
}

static void
test_tampering_is_found (RoomFixture   *self,
                         gconstpointer  data)
{
  const Tampering *tampering = data;
  g_auto (SrVerifyReport) report = { 0 };
  g_autoptr (GError) error = NULL;

  fill (self);
  drop_guards (self);
  for (guint i = 0; i < G_N_ELEMENTS (tampering->sql) && tampering->sql[i] != NULL; i++)
    room_fixture_tamper (self, tampering->sql[i]);

  g_assert_false (sr_verify (sr_gate_get_connection (self->gate), &report, &error));
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, tampering->named));
}

/* Every byte of every event, one at a time: the first event of the request stands for all. */
static void
test_any_changed_byte_of_an_event_is_found (RoomFixture   *self,
                                            gconstpointer  data)
{
  static const char *const columns[] = {
    "actor", "role", "kind", "action", "body", "previous", "hash",
  };
  SrConnection *connection = sr_gate_get_connection (self->gate);

  fill (self);
  drop_guards (self);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *length_sql = g_strdup_printf ("SELECT length(%s) FROM event "
                                                     "WHERE sequence = 2", columns[i]);
      gint64 length = 0;

      sr_connection_get_integer (connection, length_sql, SR_NO_PARAMETERS, 0, &length, NULL);
      g_assert_cmpint (length, >, 0);

      for (gint64 at = 1; at <= length; at += 1 + length / 40)
        {
          g_auto (SrVerifyReport) report = { 0 };
          g_autoptr (GError) error = NULL;
          g_autofree char *sql = g_strdup_printf (
            "UPDATE event SET %s = substr(%s, 1, %d) || CASE substr(%s, %d, 1) WHEN 'x' THEN 'y' "
            "ELSE 'x' END || substr(%s, %d) WHERE sequence = 2",
            columns[i], columns[i], (int) at - 1, columns[i], (int) at, columns[i], (int) at + 1);

          sr_connection_begin (connection, TRUE, NULL);
          room_fixture_tamper (self, sql);
          sr_connection_commit (connection, NULL);
          g_assert_false (sr_verify (connection, &report, &error));
          g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID);

          /* Put it back by what the room was. */
          room_fixture_tamper (self, "UPDATE event SET actor = b.actor, role = b.role, "
                                     "kind = b.kind, action = b.action, body = b.body, "
                                     "previous = b.previous, hash = b.hash "
                                     "FROM event_kept b WHERE b.sequence = event.sequence");
        }
    }

  room_fixture_verify (self);
}

static void
set_up_with_copy (RoomFixture   *self,
                  gconstpointer  data)
{
  room_fixture_set_up (self, data);
  room_fixture_tamper (self, "CREATE TABLE event_kept AS SELECT * FROM event");
}

static void
test_the_journal_refuses_to_be_changed (RoomFixture   *self,
                                        gconstpointer  data)
{
  SrConnection *connection = sr_gate_get_connection (self->gate);
  g_autoptr (GError) error = NULL;

  fill (self);
  g_assert_false (sr_connection_execute (connection, "UPDATE event SET actor = 'nobody'",
                                         SR_NO_PARAMETERS, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (sr_connection_execute (connection, "DELETE FROM event", SR_NO_PARAMETERS,
                                         &error));
  g_assert_nonnull (error);
  room_fixture_verify (self);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tamperings); i++)
    {
      g_autofree char *path = g_strdup_printf ("/room/verify/finds-%s", tamperings[i].name);

      g_test_add (path, RoomFixture, &tamperings[i], room_fixture_set_up, test_tampering_is_found,
                  room_fixture_tear_down);
    }
  g_test_add ("/room/verify/finds-any-changed-byte-of-an-event", RoomFixture, NULL,
              set_up_with_copy, test_any_changed_byte_of_an_event_is_found,
              room_fixture_tear_down);
  g_test_add ("/room/verify/the-journal-refuses-to-be-changed", RoomFixture, NULL,
              room_fixture_set_up, test_the_journal_refuses_to_be_changed, room_fixture_tear_down);

  return g_test_run ();
}
