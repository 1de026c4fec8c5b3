/* What a damaged file, or one that somebody has made, holds where all who read expect text.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "storage/service/sr-customer-table.h"
#include "storage/service/sr-request-table.h"
#include "storage/sr-table.h"
#include "test-room.h"

/* STRICT tables take no other type; a bit of the file that is another one does not ask. */
#define WITHOUT_STRICT(table, sql) \
  "PRAGMA writable_schema = ON;" \
  "UPDATE sqlite_schema SET sql = replace (sql, ') STRICT', ')') WHERE name = '" table "';" \
  "PRAGMA writable_schema = RESET;" sql ";" \
  "PRAGMA writable_schema = ON;" \
  "UPDATE sqlite_schema SET sql = sql || ' STRICT' WHERE name = '" table "';" \
  "PRAGMA writable_schema = RESET"

/**
 * Damage:
 *
 * What is put into the title of the request and the name of its customer.
 */
typedef struct
{
  const char *name;
  const char *value;
} Damage;

static const Damage damages[] = {
  { "a-lone-byte", "CAST (x'E7A9BAE8' AS TEXT)" },
  { "a-byte-that-utf-8-never-has", "CAST (x'FF' AS TEXT)" },
  { "a-surrogate", "CAST (x'EDA080' AS TEXT)" },
  { "a-character-that-is-written-too-long", "CAST (x'C0AF' AS TEXT)" },
  { "a-nul", "CAST (x'610062' AS TEXT)" },
  { "bytes-instead-of-text", "x'6162'" },
};

static void
set_up (TestRoom      *room,
        gconstpointer  user_data)
{
  test_room_set_up_full (room, user_data);
  test_room_insert (room, test_room_make_request (room, 1, "registered", "空调漏水"));
}

/* While the room is open: opening a small one looks at all of it. */
static void
damage_texts (TestRoom     *room,
              const Damage *damage)
{
  g_autofree char *sql =
    g_strdup_printf (WITHOUT_STRICT ("request", "UPDATE request SET title = %s") ";"
                     WITHOUT_STRICT ("customer", "UPDATE customer SET name = %s"),
                     damage->value, damage->value);

  test_file_run (room->path, sql);
}

static void
assert_told (const GError *error,
             const char   *place)
{
  g_assert_error (error, SR_STORE_ERROR, SR_STORE_ERROR_CORRUPT);
  g_test_message ("%s", error->message);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_nonnull (strstr (error->message, place));
}

static void
test_it_is_not_read (TestRoom      *room,
                     gconstpointer  data)
{
  g_autoptr (GError) request_error = NULL;
  g_autoptr (GError) customer_error = NULL;

  damage_texts (room, data);
  g_assert_null (sr_table_load (room->writer, &sr_request_kind, 1, &request_error));
  assert_told (request_error, "request.title, row 1");
  g_assert_null (sr_table_load_all (room->writer, &sr_customer_kind, &customer_error));
  assert_told (customer_error, "customer.name, row 1");
}

static void
test_it_is_not_listed (TestRoom      *room,
                       gconstpointer  data)
{
  SrRequestQuery query = { .view = SR_QUEUE_OPEN, .now = TEST_NOW };
  g_autoptr (GError) request_error = NULL;
  g_autoptr (GError) customer_error = NULL;

  damage_texts (room, data);
  g_assert_null (sr_request_table_list (room->writer, &query, &request_error));
  assert_told (request_error, "request.title, row 1");
  g_assert_null (sr_customer_table_match (room->writer, "5550", 10, &customer_error));
  assert_told (customer_error, "customer.name, row 1");
}

/* What is cut from a text or put together has no column that says what it must be. */
static void
test_an_expression_is_looked_at_too (TestRoom      *room,
                                     gconstpointer  user_data)
{
  static const char *const expressions[] = {
    "SELECT CAST (x'FF' AS TEXT)", "SELECT coalesce (NULL, x'6162')", "SELECT 'a' || char (0)",
    "SELECT 1.5"
  };

  for (guint i = 0; i < G_N_ELEMENTS (expressions); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SrCursor) cursor = sr_connection_query (room->writer, expressions[i],
                                                         SR_NO_PARAMETERS, NULL);

      g_assert_nonnull (cursor);
      g_assert_false (sr_cursor_next (cursor, &error));
      g_assert_error (error, SR_STORE_ERROR, SR_STORE_ERROR_CORRUPT);
    }
}

/* SQLite quotes what it finds in the schema. */
static void
test_what_sqlite_quotes_is_made_valid (TestRoom      *room,
                                       gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SrStore) store = NULL;

  test_room_close (room);
  test_file_run (room->path,
                 "PRAGMA writable_schema = ON;"
                 "UPDATE sqlite_schema SET name = CAST (x'6EFF' AS TEXT), "
                 "sql = CAST (x'435245415445205441424C45206EFF2829' AS TEXT) WHERE name = 'note'");

  store = sr_store_open (room->path, SR_STORE_OPEN_READONLY, &error);
  g_assert_null (store);
  assert_told (error, "malformed");
}

/* The room is opened, for its pages are whole, and verified. */
static void
assert_found (TestRoom   *room,
              const char *sql,
              const char *place)
{
  g_autoptr (GError) error = NULL;

  test_room_close (room);
  test_file_run (room->path, sql);
  test_room_open (room);
  g_assert_false (sr_store_check (room->store, &error));
  assert_told (error, place);
}

static void
test_a_trigger_that_is_another_one_is_found (TestRoom      *room,
                                             gconstpointer  user_data)
{
  assert_found (room,
                "PRAGMA writable_schema = ON;"
                "UPDATE sqlite_schema SET sql = replace (sql, 'UPDATE ON event', "
                "'UPDATE ON event WHEN 0') WHERE name = 'event_update'", "schema of event_update");
}

static void
test_an_index_too_few_is_found (TestRoom      *room,
                                gconstpointer  user_data)
{
  assert_found (room, "DROP INDEX request_closed", "schema of request_closed");
}

static void
test_a_table_too_many_is_found (TestRoom      *room,
                                gconstpointer  user_data)
{
  assert_found (room, "CREATE TABLE request_shadow (id INTEGER)", "schema of request_shadow");
}

/* All tokens are there, and "ab" is not found any more. */
static void
test_a_search_index_that_leads_astray_is_found (TestRoom      *room,
                                                gconstpointer  user_data)
{
  test_file_run (room->path,
                 "INSERT INTO request_fts (rowid, grams, ends) VALUES (1, 'ab bc', 'cb')");
  g_assert_true (sr_store_check (room->store, NULL));
  assert_found (room, "UPDATE request_fts_idx SET pgno = pgno + 2", "search index");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *read = g_strdup_printf ("/storage/damage/%s-is-not-read", damages[i].name);
      g_autofree char *list = g_strdup_printf ("/storage/damage/%s-is-not-listed",
                                               damages[i].name);

      g_test_add (read, TestRoom, &damages[i], set_up, test_it_is_not_read, test_room_tear_down);
      g_test_add (list, TestRoom, &damages[i], set_up, test_it_is_not_listed,
                  test_room_tear_down);
    }
  TEST_ROOM_ADD ("/storage/damage/an-expression-is-looked-at-too", set_up,
                 test_an_expression_is_looked_at_too);
  TEST_ROOM_ADD ("/storage/damage/what-sqlite-quotes-is-made-valid", set_up,
                 test_what_sqlite_quotes_is_made_valid);

  TEST_ROOM_ADD ("/storage/damage/a-trigger-that-is-another-one-is-found", set_up,
                 test_a_trigger_that_is_another_one_is_found);
  TEST_ROOM_ADD ("/storage/damage/an-index-too-few-is-found", set_up,
                 test_an_index_too_few_is_found);
  TEST_ROOM_ADD ("/storage/damage/a-table-too-many-is-found", set_up,
                 test_a_table_too_many_is_found);
  TEST_ROOM_ADD ("/storage/damage/a-search-index-that-leads-astray-is-found", set_up,
                 test_a_search_index_that_leads_astray_is_found);

  return g_test_run ();
}
