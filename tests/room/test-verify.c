/* Verification finds whatever was changed past the gate.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domain/records/sr-kinds.h"
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
  { "a-counter-of-no-state", { "INSERT INTO request_count VALUES ('closee', 0)" }, "closee" },
  { "a-customer-who-is-found-by-another-name", { "UPDATE customer_search SET name = '别的'" },
    "Customer 1" },
  { "a-customer-who-is-found-by-no-phone", { "DELETE FROM customer_phone" }, "Customer 1" },
  { "a-customer-who-is-found-by-a-phone-more",
    { "INSERT INTO customer_phone VALUES (1, '307', '703')" }, "Customer 1" },
  { "a-customer-who-is-found-by-another-end-of-a-phone",
    { "UPDATE customer_phone SET reversed = reversed || '1'" }, "Customer 1" },
  { "a-chunk-at-another-place", { "UPDATE content_chunk SET position = position + 1" },
    "Attachment" },
  { "a-number-of-chunks", { "UPDATE content SET chunks = chunks + 1" }, "Attachment" },
  { "a-counter-of-another-series", { "UPDATE number_series SET series = 'SS'" }, "SR-2026" },
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
create (RoomFixture        *self,
        const SrRecordKind *kind,
        ...)
{
  SrAct *act = sr_act_new (kind, 0, "create");
  g_autoptr (GError) error = NULL;
  const char *field;
  va_list arguments;

  va_start (arguments, kind);
  while ((field = va_arg (arguments, const char *)) != NULL)
    sr_act_set (act, field, va_arg (arguments, const char *));
  va_end (arguments);

  g_assert_true (sr_gate_sign_in (self->gate, "li.na", &error));
  sr_outcome_free (sr_gate_act_one (self->gate, act, &error));
  g_assert_no_error (error);
}

/* One that was followed by its playbook and reviewed. */
static void
fill_emergency (RoomFixture *self)
{
  gint64 request = room_fixture_receive (self, "机房水管破裂");

  sr_outcome_free (room_fixture_act (self, "he.jing", request, "mark_emergency", NULL));
  sr_outcome_free (room_fixture_act (self, "li.na", request, "assign", "owner", "wang.wei", NULL));
  sr_outcome_free (room_fixture_act (self, "wang.wei", request, "accept", NULL));
  sr_outcome_free (room_fixture_act (self, "wang.wei", request, "start", NULL));
  sr_outcome_free (room_fixture_act (self, "wang.wei", request, "tick_step", "checked-step.step",
                                     "#1", NULL));
  sr_outcome_free (room_fixture_act (self, "wang.wei", request, "contact", "contact.direction",
                                     "out", "contact.medium", "call", "contact.reached", "yes",
                                     "contact.summary", "已告知", NULL));
  sr_outcome_free (room_fixture_act (self, "wang.wei", request, "resolve", "solution", "已经修好",
                                     "resolution_code", "solved", "cause_code", "wear", NULL));
  sr_outcome_free (room_fixture_act (self, "wang.wei", request, "review", "review.happened",
                                     "水管破裂", "review.to_change", "换管", "review.left_out",
                                     "主管在场", NULL));
}

/* A row in every table. */
static void
fill_all (RoomFixture *self)
{
  gint64 request = 1;
  gint64 next = 0;

  fill (self);
  room_fixture_receive (self, "投影仪不亮");
  fill_emergency (self);
  create (self, &sr_team_kind, "name", "维修班", NULL);
  create (self, &sr_saved_view_kind, "name", "今天", "filter", "{\"priorities\":[\"P1\"]}", NULL);
  sr_outcome_free (room_fixture_act (self, "he.jing", request, "contact", "contact.direction", "out",
                                     "contact.medium", "call", "contact.reached", "yes",
                                     "contact.summary", "已告知", NULL));
  sr_outcome_free (room_fixture_act (self, "he.jing", request, "link", "link.target", "#2",
                                     "link.kind", "related", NULL));
  sr_outcome_free (room_fixture_act (self, "he.jing", request, "follow", NULL));
  sr_outcome_free (room_fixture_act (self, "he.jing", request, "snooze", "snooze.until",
                                     "2026-07-15 09:20", NULL));
  sr_outcome_free (room_fixture_act (self, "li.na", request, "assign", "owner", "wang.wei", NULL));
  sr_outcome_free (room_fixture_act (self, "wang.wei", request, "accept", NULL));
  sr_outcome_free (room_fixture_act (self, "wang.wei", request, "start", NULL));
  sr_outcome_free (room_fixture_act (self, "wang.wei", request, "support", "hand-off.to_team", "#2",
                                     "hand-off.reason", "要换灯泡", NULL));
  create (self, &sr_duty_kind, "staff", "he.jing", "from_at", "2026-07-15 09:00", "until_at",
          "2026-07-15 18:00", NULL);
  create (self, &sr_absence_kind, "staff", "he.jing", "from_at", "2026-07-16 09:00", "until_at",
          "2026-07-16 18:00", NULL);
  /* What was not answered by the evening is reminded of. */
  room_fixture_advance (self, 9 * 60 * 60);
  g_assert_true (sr_gate_tick (self->gate, &next, NULL));
  room_fixture_verify (self);
}

/* The greatest value, behind which there is a place, becomes another. */
static char *
make_change (const char *table,
             const char *column,
             const char *type,
             const char *key)
{
  return g_strdup_printf ("UPDATE %s SET %s = CASE typeof(%s) WHEN 'integer' THEN %s + 1 "
                          "WHEN 'text' THEN %s || 'x' WHEN 'blob' THEN CAST (%s || 'x' AS BLOB) "
                          "ELSE %s END WHERE %s = (SELECT %s FROM %s ORDER BY %s DESC LIMIT 1)",
                          table, column, column, column, column, column,
                          g_str_equal (type, "INTEGER") ? "1" : "'x'", key, key, table, column);
}

/* What SQLite itself looks at before. */
static gboolean
is_sound (RoomFixture *self)
{
  g_autoptr (SrCursor) cursor = NULL;
  gboolean is_sound;

  room_fixture_tamper (self, "PRAGMA ignore_check_constraints = OFF");
  cursor = sr_connection_query (sr_gate_get_connection (self->gate), "PRAGMA integrity_check",
                                SR_NO_PARAMETERS, NULL);
  is_sound = sr_cursor_next (cursor, NULL) && g_str_equal (sr_cursor_text (cursor, 0), "ok");
  room_fixture_tamper (self, "PRAGMA ignore_check_constraints = ON");

  return is_sound;
}

static void
check_column (RoomFixture *self,
              const char  *table,
              const char  *column,
              const char  *type,
              const char  *key)
{
  g_autofree char *keep = g_strdup_printf ("CREATE TEMP TABLE kept AS SELECT * FROM %s", table);
  g_autofree char *change = make_change (table, column, type, key);
  g_autofree char *empty = g_strdup_printf ("DELETE FROM main.%s", table);
  g_autofree char *put_back = g_strdup_printf ("INSERT INTO main.%s SELECT * FROM temp.kept",
                                               table);
  g_auto (SrVerifyReport) report = { 0 };
  g_autoptr (GError) error = NULL;

  room_fixture_tamper (self, keep);
  room_fixture_tamper (self, change);
  if (sr_verify (sr_gate_get_connection (self->gate), &report, &error) && is_sound (self))
    g_error ("%s.%s can be changed", table, column);
  g_test_message ("%s.%s: %s", table, column, error != NULL ? error->message : "not sound");

  room_fixture_tamper (self, empty);
  room_fixture_tamper (self, put_back);
  room_fixture_tamper (self, "DROP TABLE temp.kept");
}

/* Table, name and type of each, and what one row is found by; "alarm", "draft", "popup" and "room" apart, of which nothing else says
 * what they must be: a draft is nobody's word yet, and the name of the room is read by nobody. */
static GPtrArray *
list_columns (SrConnection *connection)
{
  /* A record is compared as a whole, so that some of its columns stand for all. */
  int step = g_getenv ("SR_TEST_LONG") != NULL ? 1 : g_getenv ("SR_TEST_SHORT") != NULL ? 9 : 4;
  GPtrArray *columns = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (SrCursor) cursor = NULL;

  cursor = sr_connection_query (connection,
                                "SELECT t.name, c.name, c.type, iif (t.wr, c.name, 'rowid') "
                                "FROM pragma_table_list AS t, "
                                "pragma_table_info (t.name) AS c WHERE t.schema = 'main' AND "
                                "t.type = 'table' AND t.name NOT IN ('sqlite_schema', 'alarm', "
                                "'draft', 'popup', 'room') AND (c.cid % $1 = 0 OR NOT EXISTS "
                                "(SELECT 1 FROM pragma_table_info (t.name) "
                                "WHERE name = 'revision'))", SR_PARAMETERS (SR_INT (step)), NULL);
  while (sr_cursor_next (cursor, NULL))
    {
      char *column[] = { (char *) sr_cursor_text (cursor, 0), (char *) sr_cursor_text (cursor, 1),
                         (char *) sr_cursor_text (cursor, 2), (char *) sr_cursor_text (cursor, 3),
                         NULL };

      g_ptr_array_add (columns, g_strdupv (column));
    }

  return columns;
}

static void
test_any_changed_value_is_found (RoomFixture   *self,
                                 gconstpointer  data)
{
  SrConnection *connection = sr_gate_get_connection (self->gate);
  g_autoptr (GPtrArray) columns = list_columns (connection);

  fill_all (self);
  drop_guards (self);
  room_fixture_tamper (self, "PRAGMA foreign_keys = OFF");
  room_fixture_tamper (self, "PRAGMA ignore_check_constraints = ON");

  g_assert_cmpuint (columns->len, >, 80);
  for (guint i = 0; i < columns->len; i++)
    {
      char **column = g_ptr_array_index (columns, i);
      g_autofree char *count = g_strdup_printf ("SELECT count(*) FROM %s", column[0]);
      gint64 n = 0;

      sr_connection_get_integer (connection, count, SR_NO_PARAMETERS, 0, &n, NULL);
      if (n == 0)
        g_error ("There is nothing in %s", column[0]);
      check_column (self, column[0], column[1], column[2], column[3]);
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
  g_test_add ("/room/verify/finds-any-changed-value-of-any-column", RoomFixture, NULL,
              room_fixture_set_up, test_any_changed_value_is_found, room_fixture_tear_down);
  g_test_add ("/room/verify/the-journal-refuses-to-be-changed", RoomFixture, NULL,
              room_fixture_set_up, test_the_journal_refuses_to_be_changed, room_fixture_tear_down);

  return g_test_run ();
}
