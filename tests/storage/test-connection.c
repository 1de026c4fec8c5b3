/* SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>

#include "storage/sqlite/sr-sqlite-connection.h"
#include "storage/sqlite/sr-sqlite-statement.h"
#include "test-room.h"

/* Counts far beyond any patience. */
#define ENDLESS \
  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n"

static void
execute (TestRoom   *room,
         const char *sql)
{
  g_autoptr (GError) error = NULL;

  sr_connection_execute (room->writer, sql, SR_NO_PARAMETERS, &error);
  g_assert_no_error (error);
}

static gint64
ask_integer (TestRoom   *room,
             const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 integer = -1;

  sr_connection_get_integer (room->writer, sql, SR_NO_PARAMETERS, -1, &integer, &error);
  g_assert_no_error (error);

  return integer;
}

static void
test_a_room_is_durable_and_checks_references (TestRoom      *room,
                                              gconstpointer  user_data)
{
  g_autofree char *mode = NULL;

  g_assert_cmpint (ask_integer (room, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (ask_integer (room, "PRAGMA synchronous"), ==, 2);
  g_assert_cmpint (ask_integer (room, "PRAGMA trusted_schema"), ==, 0);
  g_assert_cmpint (ask_integer (room, "PRAGMA busy_timeout"), ==, 5000);
  mode = sr_sqlite_connection_get_pragma (SR_SQLITE_CONNECTION (room->writer),
                                          "PRAGMA journal_mode", NULL);
  g_assert_cmpstr (mode, ==, "wal");
}

static void
test_parameters_are_bound_by_name (TestRoom      *room,
                                   gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SrCursor) cursor = NULL;

  /* $3 appears first: by SQLite's own numbers it would get the value of $1. */
  cursor = sr_connection_query (room->writer, "SELECT $3, $1, $2, $1",
                                SR_PARAMETERS (SR_INT (1), SR_STR ("two"), SR_NONE), &error);
  g_assert_no_error (error);
  g_assert_true (sr_cursor_next (cursor, &error));
  g_assert_true (sr_cursor_is_null (cursor, 0));
  g_assert_cmpint (sr_cursor_integer (cursor, 1), ==, 1);
  g_assert_cmpstr (sr_cursor_text (cursor, 2), ==, "two");
  g_assert_cmpint (sr_cursor_integer (cursor, 3), ==, 1);
  g_assert_false (sr_cursor_next (cursor, &error));
  g_assert_no_error (error);
}

static void
test_a_parameter_too_few_or_too_many_is_refused (TestRoom      *room,
                                                 gconstpointer  user_data)
{
  g_autoptr (GError) few = NULL;
  g_autoptr (GError) many = NULL;
  g_autoptr (GError) other = NULL;

  g_assert_false (sr_connection_execute (room->writer, "SELECT $1, $2",
                                         SR_PARAMETERS (SR_INT (1)), &few));
  g_assert_error (few, SR_STORE_ERROR, SR_STORE_ERROR_FAILED);
  g_assert_false (sr_connection_execute (room->writer, "SELECT $1",
                                         SR_PARAMETERS (SR_INT (1), SR_INT (2)), &many));
  g_assert_error (many, SR_STORE_ERROR, SR_STORE_ERROR_FAILED);
  g_assert_false (sr_connection_execute (room->writer, "SELECT $2",
                                         SR_PARAMETERS (SR_INT (1)), &other));
  g_assert_error (other, SR_STORE_ERROR, SR_STORE_ERROR_FAILED);
}

static void
test_values_come_back_as_they_went_in (TestRoom      *room,
                                       gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("\0\1\2", 3);
  g_autoptr (GBytes) nothing = g_bytes_new_static (NULL, 0);
  g_autoptr (GBytes) stored = NULL;
  g_autoptr (GBytes) stored_nothing = NULL;
  g_autoptr (SrCursor) cursor = NULL;
  g_auto (SrValue) integer = SR_VALUE_INIT;
  g_auto (SrValue) text = SR_VALUE_INIT;
  g_auto (SrValue) none = SR_VALUE_INIT;

  execute (room, "CREATE TEMP TABLE kept (i INTEGER, t TEXT, b BLOB, n TEXT, e BLOB)");
  cursor = sr_connection_query (room->writer,
                                "INSERT INTO kept VALUES ($1, $2, $3, $4, $5) "
                                "RETURNING i, t, b, n, e",
                                SR_PARAMETERS (SR_INT (G_MININT64), SR_STR ("空调漏水"),
                                               SR_BYTES (bytes), SR_NONE, SR_BYTES (nothing)),
                                &error);
  g_assert_no_error (error);
  g_assert_true (sr_cursor_next (cursor, &error));
  sr_cursor_value (cursor, 0, &integer);
  g_assert_cmpint (integer.type, ==, SR_VALUE_INTEGER);
  g_assert_cmpint (integer.integer, ==, G_MININT64);
  sr_cursor_value (cursor, 1, &text);
  g_assert_cmpint (text.type, ==, SR_VALUE_TEXT);
  g_assert_cmpstr (text.text, ==, "空调漏水");
  stored = sr_cursor_bytes (cursor, 2);
  g_assert_true (g_bytes_equal (stored, bytes));
  sr_cursor_value (cursor, 3, &none);
  g_assert_cmpint (none.type, ==, SR_VALUE_NULL);
  g_assert_false (sr_cursor_is_null (cursor, 4));
  stored_nothing = sr_cursor_bytes (cursor, 4);
  g_assert_cmpuint (g_bytes_get_size (stored_nothing), ==, 0);
}

static void
test_text_after_the_first_statement_is_refused (TestRoom      *room,
                                                gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) none = NULL;

  execute (room, "CREATE TABLE t (a INTEGER) STRICT");
  g_assert_false (sr_connection_execute (room->writer,
                                         "INSERT INTO t VALUES (1); DROP TABLE event",
                                         SR_NO_PARAMETERS, &error));
  g_assert_error (error, SR_STORE_ERROR, SR_STORE_ERROR_FAILED);
  g_assert_cmpint (ask_integer (room, "SELECT COUNT(*) FROM t"), ==, 0);
  g_assert_false (sr_connection_execute (room->writer, " ", SR_NO_PARAMETERS, &none));
  g_assert_error (none, SR_STORE_ERROR, SR_STORE_ERROR_FAILED);
  execute (room, "INSERT INTO t VALUES (2);\n");
  g_assert_cmpint (ask_integer (room, "SELECT a FROM t"), ==, 2);
}

static void
test_a_statement_that_is_in_use_is_not_used_twice (TestRoom      *room,
                                                   gconstpointer  user_data)
{
  const char *sql = "SELECT 1 UNION SELECT 2 UNION SELECT 3";
  g_autoptr (GError) error = NULL;
  g_autoptr (SrCursor) outer = sr_connection_query (room->writer, sql, SR_NO_PARAMETERS, &error);
  guint n_rows = 0;

  while (sr_cursor_next (outer, &error))
    {
      g_autoptr (SrCursor) inner = sr_connection_query (room->writer, sql, SR_NO_PARAMETERS,
                                                        &error);

      n_rows++;
      g_assert_true (sr_cursor_next (inner, &error));
      g_assert_cmpint (sr_cursor_integer (inner, 0), ==, 1);
      g_assert_cmpint (sr_cursor_integer (outer, 0), ==, n_rows);
    }
  g_assert_no_error (error);
  g_assert_cmpuint (n_rows, ==, 3);
}

static void
test_the_statements_kept_are_bounded (void)
{
  sqlite3 *database = NULL;
  SrSqliteStatementCache *cache = NULL;
  SrSqliteStatement *first = NULL;
  SrSqliteStatement *again = NULL;

  g_assert_cmpint (sqlite3_open (":memory:", &database), ==, SQLITE_OK);
  cache = sr_sqlite_statement_cache_new (database);

  first = sr_sqlite_statement_cache_take (cache, "SELECT 1", NULL);
  g_assert_cmpuint (sr_sqlite_statement_cache_get_size (cache), ==, 0);
  sr_sqlite_statement_cache_give_back (cache, first);
  g_assert_cmpuint (sr_sqlite_statement_cache_get_size (cache), ==, 1);
  again = sr_sqlite_statement_cache_take (cache, "SELECT 1", NULL);
  g_assert_true (again == first);
  sr_sqlite_statement_cache_give_back (cache, again);

  for (guint i = 0; i < 3 * SR_SQLITE_STATEMENT_CACHE_SIZE; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT %u", i + 2);

      sr_sqlite_statement_cache_give_back (cache,
                                           sr_sqlite_statement_cache_take (cache, sql, NULL));
    }
  g_assert_cmpuint (sr_sqlite_statement_cache_get_size (cache), ==,
                    SR_SQLITE_STATEMENT_CACHE_SIZE);

  sr_sqlite_statement_cache_free (cache);
  /* SQLite refuses to close while a statement is left. */
  g_assert_cmpint (sqlite3_close (database), ==, SQLITE_OK);
}

static void
test_values_do_not_outlive_the_use_of_a_statement (void)
{
  sqlite3 *database = NULL;
  SrSqliteStatementCache *cache = NULL;
  SrSqliteStatement *statement = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (sqlite3_open (":memory:", &database), ==, SQLITE_OK);
  cache = sr_sqlite_statement_cache_new (database);

  statement = sr_sqlite_statement_cache_take (cache, "SELECT $1", &error);
  g_assert_true (sr_sqlite_statement_bind (statement, SR_PARAMETERS (SR_INT (7)), &error));
  g_assert_cmpint (sqlite3_step (statement->handle), ==, SQLITE_ROW);
  g_assert_cmpint (sqlite3_column_int (statement->handle, 0), ==, 7);
  sr_sqlite_statement_cache_give_back (cache, statement);

  statement = sr_sqlite_statement_cache_take (cache, "SELECT $1", &error);
  g_assert_cmpint (sqlite3_stmt_busy (statement->handle), ==, 0);
  g_assert_cmpint (sqlite3_step (statement->handle), ==, SQLITE_ROW);
  g_assert_cmpint (sqlite3_column_type (statement->handle, 0), ==, SQLITE_NULL);
  sr_sqlite_statement_cache_give_back (cache, statement);
  g_assert_no_error (error);

  sr_sqlite_statement_cache_free (cache);
  sqlite3_close (database);
}

/* The frames that a checkpoint could not move into the file. */
static gint64
count_held_frames (TestRoom *room)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SrCursor) cursor = sr_connection_query (room->writer,
                                                     "PRAGMA wal_checkpoint (PASSIVE)",
                                                     SR_NO_PARAMETERS, &error);

  g_assert_no_error (error);
  g_assert_true (sr_cursor_next (cursor, &error));

  return sr_cursor_integer (cursor, 1) - sr_cursor_integer (cursor, 2);
}

static void
test_a_closed_cursor_holds_back_no_checkpoint (TestRoom      *room,
                                               gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  SrConnection *reader = sr_store_acquire_reader (room->store, &error);
  SrCursor *cursor = NULL;

  execute (room, "CREATE TABLE t (a INTEGER) STRICT");
  execute (room, "INSERT INTO t VALUES (1), (2), (3)");
  cursor = sr_connection_query (reader, "SELECT a FROM t", SR_NO_PARAMETERS, &error);
  g_assert_no_error (error);
  g_assert_true (sr_cursor_next (cursor, &error));

  /* Not read to its end, the statement keeps what it sees. */
  execute (room, "INSERT INTO t VALUES (4)");
  g_assert_cmpint (count_held_frames (room), >, 0);
  sr_cursor_close (cursor);
  g_assert_cmpint (count_held_frames (room), ==, 0);

  sr_store_release_reader (room->store, reader);
}

static void
test_what_is_rolled_back_was_never_there (TestRoom      *room,
                                          gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;

  execute (room, "CREATE TABLE t (a INTEGER) STRICT");
  g_assert_true (sr_connection_begin (room->writer, TRUE, &error));
  execute (room, "INSERT INTO t VALUES (1)");
  g_assert_cmpint (ask_integer (room, "SELECT COUNT(*) FROM t"), ==, 1);
  sr_connection_rollback (room->writer);
  g_assert_cmpint (ask_integer (room, "SELECT COUNT(*) FROM t"), ==, 0);
  sr_connection_rollback (room->writer);

  g_assert_true (sr_connection_begin (room->writer, TRUE, &error));
  execute (room, "INSERT INTO t VALUES (2)");
  g_assert_true (sr_connection_commit (room->writer, &error));
  sr_connection_rollback (room->writer);
  g_assert_cmpint (ask_integer (room, "SELECT COUNT(*) FROM t"), ==, 1);
  g_assert_no_error (error);
}

static void
test_a_commit_that_fails_leaves_no_transaction (TestRoom      *room,
                                                gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;

  execute (room, "CREATE TABLE p (id INTEGER PRIMARY KEY) STRICT");
  execute (room, "CREATE TABLE t (a INTEGER REFERENCES p (id) DEFERRABLE INITIALLY DEFERRED) STRICT");
  g_assert_true (sr_connection_begin (room->writer, TRUE, &error));
  execute (room, "INSERT INTO t VALUES (1)");
  g_assert_false (sr_connection_commit (room->writer, &error));
  g_assert_error (error, SR_STORE_ERROR, SR_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  g_assert_true (sr_connection_begin (room->writer, TRUE, &error));
  sr_connection_rollback (room->writer);
  g_assert_cmpint (ask_integer (room, "SELECT COUNT(*) FROM t"), ==, 0);
}

static void
test_a_transaction_that_reads_sees_one_instant (TestRoom      *room,
                                                gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  SrConnection *reader = sr_store_acquire_reader (room->store, &error);
  gint64 before = -1;
  gint64 after = -1;

  execute (room, "CREATE TABLE t (a INTEGER) STRICT");
  g_assert_true (sr_connection_begin (reader, FALSE, &error));
  sr_connection_get_integer (reader, "SELECT COUNT(*) FROM t", SR_NO_PARAMETERS, -1, &before,
                             &error);
  execute (room, "INSERT INTO t VALUES (1)");
  sr_connection_get_integer (reader, "SELECT COUNT(*) FROM t", SR_NO_PARAMETERS, -1, &after,
                             &error);
  g_assert_cmpint (before, ==, 0);
  g_assert_cmpint (after, ==, 0);

  /* Given back in its transaction, the reader begins anew. */
  sr_store_release_reader (room->store, reader);
  reader = sr_store_acquire_reader (room->store, &error);
  sr_connection_get_integer (reader, "SELECT COUNT(*) FROM t", SR_NO_PARAMETERS, -1, &after,
                             &error);
  g_assert_cmpint (after, ==, 1);
  sr_store_release_reader (room->store, reader);
  g_assert_no_error (error);
}

static void
test_a_reader_cannot_write (TestRoom      *room,
                            gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  SrConnection *reader = sr_store_acquire_reader (room->store, &error);

  g_assert_false (sr_connection_execute (reader, "INSERT INTO room (key, value) VALUES ('a', 'b')",
                                         SR_NO_PARAMETERS, &error));
  g_assert_error (error, SR_STORE_ERROR, SR_STORE_ERROR_UNAVAILABLE);
  sr_store_release_reader (room->store, reader);
}

static gpointer
cancel_soon (gpointer user_data)
{
  g_usleep (50 * 1000);
  g_cancellable_cancel (user_data);

  return NULL;
}

static void
test_a_long_query_is_cancelled_from_another_thread (TestRoom      *room,
                                                    gconstpointer  user_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread = NULL;

  sr_connection_set_cancellable (room->writer, cancellable);
  thread = g_thread_new ("cancel", cancel_soon, cancellable);
  g_assert_false (sr_connection_execute (room->writer, ENDLESS, SR_NO_PARAMETERS, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);

  /* Nothing begins while it is cancelled, everything once it is taken away. */
  g_clear_error (&error);
  g_assert_false (sr_connection_execute (room->writer, "SELECT 1", SR_NO_PARAMETERS, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  sr_connection_set_cancellable (room->writer, NULL);
  g_assert_cmpint (ask_integer (room, "SELECT 1"), ==, 1);
}

static void
test_a_commit_goes_through_though_it_is_cancelled (TestRoom      *room,
                                                  gconstpointer  user_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  execute (room, "CREATE TABLE t (a INTEGER) STRICT");
  g_assert_true (sr_connection_begin (room->writer, TRUE, &error));
  execute (room, "INSERT INTO t VALUES (1)");
  sr_connection_set_cancellable (room->writer, cancellable);
  g_cancellable_cancel (cancellable);
  g_assert_true (sr_connection_commit (room->writer, &error));
  sr_connection_set_cancellable (room->writer, NULL);
  g_assert_cmpint (ask_integer (room, "SELECT COUNT(*) FROM t"), ==, 1);
  g_assert_no_error (error);
}

static void
test_what_contradicts_the_room_is_a_constraint (TestRoom      *room,
                                                gconstpointer  user_data)
{
  g_autoptr (GError) reference = NULL;
  g_autoptr (GError) type = NULL;

  g_assert_false (sr_connection_execute (room->writer,
                                         "INSERT INTO request_search (request, text) "
                                         "VALUES (77, 'x')", SR_NO_PARAMETERS, &reference));
  g_assert_error (reference, SR_STORE_ERROR, SR_STORE_ERROR_CONSTRAINT);
  g_assert_false (sr_connection_execute (room->writer,
                                         "INSERT INTO number_series (series, year, next) "
                                         "VALUES ('SR', 'this', 1)", SR_NO_PARAMETERS, &type));
  g_assert_error (type, SR_STORE_ERROR, SR_STORE_ERROR_CONSTRAINT);
}

/* Another program holds the lock for writing. */
static int
hold_lock (const char *path)
{
  sqlite3 *database = NULL;
  char byte = '\0';

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  g_print ("held\n");
  while (fread (&byte, 1, 1, stdin) == 1)
    ;
  sqlite3_exec (database, "COMMIT", NULL, NULL, NULL);
  sqlite3_close (database);

  return 0;
}

static void
test_a_second_program_that_writes_makes_the_room_busy (TestRoom      *room,
                                                       gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) other = test_program_start ("--hold-lock", room->path, NULL);
  g_autofree char *line = test_program_read_line (other);

  g_assert_cmpstr (line, ==, "held");
  sr_sqlite_connection_set_busy_timeout (SR_SQLITE_CONNECTION (room->writer), 50);
  g_assert_false (sr_connection_begin (room->writer, TRUE, &error));
  g_assert_error (error, SR_STORE_ERROR, SR_STORE_ERROR_BUSY);
  g_clear_error (&error);

  /* Reading goes on. */
  g_assert_true (sr_connection_begin (room->writer, FALSE, &error));
  g_assert_cmpint (ask_integer (room, "SELECT sequence FROM journal_head"), ==, 0);
  sr_connection_rollback (room->writer);

  test_program_finish (other);
  g_assert_true (sr_connection_begin (room->writer, TRUE, &error));
  sr_connection_rollback (room->writer);
  g_assert_no_error (error);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--hold-lock"))
    return hold_lock (argv[2]);

  g_test_init (&argc, &argv, NULL);

  TEST_ROOM_ADD ("/storage/connection/a-room-is-durable-and-checks-references",
                 test_room_set_up, test_a_room_is_durable_and_checks_references);
  TEST_ROOM_ADD ("/storage/connection/parameters-are-bound-by-name",
                 test_room_set_up, test_parameters_are_bound_by_name);
  TEST_ROOM_ADD ("/storage/connection/a-parameter-too-few-or-too-many-is-refused",
                 test_room_set_up, test_a_parameter_too_few_or_too_many_is_refused);
  TEST_ROOM_ADD ("/storage/connection/values-come-back-as-they-went-in",
                 test_room_set_up, test_values_come_back_as_they_went_in);
  TEST_ROOM_ADD ("/storage/connection/text-after-the-first-statement-is-refused",
                 test_room_set_up, test_text_after_the_first_statement_is_refused);
  TEST_ROOM_ADD ("/storage/connection/a-statement-that-is-in-use-is-not-used-twice",
                 test_room_set_up, test_a_statement_that_is_in_use_is_not_used_twice);
  g_test_add_func ("/storage/connection/the-statements-kept-are-bounded",
                   test_the_statements_kept_are_bounded);
  g_test_add_func ("/storage/connection/values-do-not-outlive-the-use-of-a-statement",
                   test_values_do_not_outlive_the_use_of_a_statement);
  TEST_ROOM_ADD ("/storage/connection/a-closed-cursor-holds-back-no-checkpoint",
                 test_room_set_up, test_a_closed_cursor_holds_back_no_checkpoint);
  TEST_ROOM_ADD ("/storage/connection/what-is-rolled-back-was-never-there",
                 test_room_set_up, test_what_is_rolled_back_was_never_there);
  TEST_ROOM_ADD ("/storage/connection/a-commit-that-fails-leaves-no-transaction",
                 test_room_set_up, test_a_commit_that_fails_leaves_no_transaction);
  TEST_ROOM_ADD ("/storage/connection/a-transaction-that-reads-sees-one-instant",
                 test_room_set_up, test_a_transaction_that_reads_sees_one_instant);
  TEST_ROOM_ADD ("/storage/connection/a-reader-cannot-write",
                 test_room_set_up, test_a_reader_cannot_write);
  TEST_ROOM_ADD ("/storage/connection/a-long-query-is-cancelled-from-another-thread",
                 test_room_set_up, test_a_long_query_is_cancelled_from_another_thread);
  TEST_ROOM_ADD ("/storage/connection/a-commit-goes-through-though-it-is-cancelled",
                 test_room_set_up,
                 test_a_commit_goes_through_though_it_is_cancelled);
  TEST_ROOM_ADD ("/storage/connection/what-contradicts-the-room-is-a-constraint",
                 test_room_set_up, test_what_contradicts_the_room_is_a_constraint);
  TEST_ROOM_ADD ("/storage/connection/a-second-program-that-writes-makes-the-room-busy",
                 test_room_set_up, test_a_second_program_that_writes_makes_the_room_busy);

  return g_test_run ();
}
