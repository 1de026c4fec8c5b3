/* SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "storage/schema/sr-schema.h"
#include "storage/sqlite/sr-sqlite-connection.h"
#include "storage/sqlite/sr-sqlite-database.h"
#include "test-room.h"
#include "test-schema-resources.h"

#define ONE "/org/serviceroom/test/one"
#define THREE "/org/serviceroom/test/three"
#define BROKEN "/org/serviceroom/test/broken"

static const char *
get_column_type (SrFieldType type)
{
  switch (type)
    {
    case SR_FIELD_TEXT:
    case SR_FIELD_DATE:
    case SR_FIELD_CHOICE:
    case SR_FIELD_LIST:
      return "TEXT";
    case SR_FIELD_INTEGER:
    case SR_FIELD_BOOLEAN:
    case SR_FIELD_INSTANT:
    case SR_FIELD_DURATION:
    case SR_FIELD_REFERENCE:
    default:
      return "INTEGER";
    }
}

/* The gate sets these in every record, though no person may. */
static gboolean
is_always_set (const SrRecordKind *kind,
               guint               field)
{
  return (kind->fields[field].flags & SR_FIELD_REQUIRED) != 0 ||
         (kind != &sr_event_kind && (field == SR_COMMON_REVISION ||
                                     field == SR_COMMON_CREATED_AT ||
                                     field == SR_COMMON_UPDATED_AT));
}

/* One line a column: name|type|not null|place in the key, as PRAGMA table_info gives them. */
static char *
describe_declaration (const SrRecordKind *kind)
{
  GString *columns = g_string_new (NULL);

  for (guint i = 0; i < kind->n_fields; i++)
    g_string_append_printf (columns, "%s%s|%s|%d|%d", i > 0 ? "\n" : "", kind->fields[i].name,
                            get_column_type (kind->fields[i].type),
                            i > 0 && is_always_set (kind, i), i == 0);

  return g_string_free (columns, FALSE);
}

/* One line a reference: column|table. */
static char *
describe_references (const SrRecordKind *kind)
{
  GString *references = g_string_new (NULL);

  for (guint i = 0; i < kind->n_fields; i++)
    {
      const char *name = kind->fields[i].reference;

      if (name != NULL)
        g_string_append_printf (references, "%s%s|%s|id", references->len > 0 ? "\n" : "",
                                kind->fields[i].name, sr_record_kind_find (name)->table);
    }

  return g_string_free (references, FALSE);
}

static char *
ask_about (TestRoom   *room,
           const char *format,
           const char *table)
{
  g_autofree char *sql = g_strconcat (format, "('", table, "')", NULL);

  return test_file_ask (room->path, sql);
}

static void
test_each_table_has_exactly_the_columns_of_its_declaration (TestRoom      *room,
                                                            gconstpointer  user_data)
{
  const SrRecordKind * const *kinds = sr_record_kinds ();

  for (guint i = 0; kinds[i] != NULL; i++)
    {
      g_autofree char *columns = ask_about (room, "SELECT name, type, \"notnull\", pk "
                                                  "FROM pragma_table_info ", kinds[i]->table);
      g_autofree char *declared = describe_declaration (kinds[i]);

      g_test_message ("%s", kinds[i]->table);
      g_assert_cmpstr (columns, ==, declared);
    }
}

static void
test_each_reference_is_a_foreign_key (TestRoom      *room,
                                      gconstpointer  user_data)
{
  const SrRecordKind * const *kinds = sr_record_kinds ();

  for (guint i = 0; kinds[i] != NULL; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT i.name, f.\"table\", f.\"to\" "
                                              "FROM pragma_table_info ('%s') i "
                                              "JOIN pragma_foreign_key_list ('%s') f "
                                              "ON f.\"from\" = i.name ORDER BY i.cid",
                                              kinds[i]->table, kinds[i]->table);
      g_autofree char *references = test_file_ask (room->path, sql);
      g_autofree char *declared = describe_references (kinds[i]);

      g_assert_cmpstr (references, ==, declared);
    }
}

static void
test_every_table_is_strict (TestRoom      *room,
                            gconstpointer  user_data)
{
  g_autofree char *loose = test_file_ask (room->path, "SELECT name FROM pragma_table_list "
                                                      "WHERE schema = 'main' AND type = 'table' "
                                                      "AND NOT strict "
                                                      "AND name NOT LIKE 'sqlite_%'");

  g_assert_cmpstr (loose, ==, "");
}

/* Everything that makes the schema, but for the words in which it was written. */
static char *
describe_schema (const char *path)
{
  return test_file_ask (path,
                        "SELECT m.type, m.name, m.tbl_name, i.cid, i.name, i.type, i.\"notnull\", "
                        "i.dflt_value, i.pk, x.name, x.\"unique\", x.partial "
                        "FROM sqlite_schema m LEFT JOIN pragma_table_info (m.name) i "
                        "LEFT JOIN pragma_index_list (m.name) x "
                        "WHERE m.name NOT LIKE 'sqlite_stat%' "
                        "ORDER BY m.type, m.name, i.cid, x.name");
}

static char *
get_fixture_path (guint schema)
{
  g_autofree char *name = g_strdup_printf ("v%u.sql", schema);

  return g_test_build_filename (G_TEST_DIST, "fixtures", "schema", name, NULL);
}

static void
load_fixture (const char *path,
              guint       schema)
{
  g_autofree char *fixture = get_fixture_path (schema);
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (fixture, &sql, NULL, &error);
  g_assert_no_error (error);
  test_file_run (path, sql);
}

static void
test_a_room_of_every_schema_becomes_a_room_of_the_newest (TestRoom      *room,
                                                          gconstpointer  user_data)
{
  g_autofree char *fresh = describe_schema (room->path);
  guint latest = sr_schema_get_latest (SR_SCHEMA_SQLITE);

  g_assert_cmpuint (latest, >, 1);
  for (guint schema = 1; schema < latest; schema++)
    {
      g_autofree char *name = g_strdup_printf ("v%u.db", schema);
      g_autofree char *path = g_build_filename (room->folder, name, NULL);
      g_autofree char *backup = g_strdup_printf ("%s.backup-v%u", path, schema);
      g_autoptr (GError) error = NULL;
      g_autoptr (SrStore) store = NULL;
      g_autofree char *migrated = NULL;
      g_autofree char *requests = NULL;
      g_autofree char *events = NULL;

      load_fixture (path, schema);
      store = sr_store_open (path, SR_STORE_OPEN_EXISTING, &error);
      g_assert_no_error (error);
      g_assert_false (sr_store_is_new (store));
      g_assert_true (sr_store_check (store, &error));
      sr_store_close (store);

      migrated = describe_schema (path);
      g_assert_cmpstr (migrated, ==, fresh);
      g_assert_true (g_file_test (backup, G_FILE_TEST_EXISTS));

      /* Nothing of what was in it is lost. */
      requests = test_file_ask (path, "SELECT number, title FROM request ORDER BY id");
      g_assert_cmpstr (requests, ==, "SR-2016-000001|三楼打印机无法使用\n"
                                     "SR-2016-000002|VPN is down");
      events = test_file_ask (path, "SELECT sequence, action FROM event ORDER BY sequence");
      g_assert_cmpstr (events, ==, "1|receive\n2|receive");
    }
}

static SrDatabase *
open_with (TestRoom    *room,
           const char  *folder,
           GError     **error)
{
  gboolean is_new = FALSE;

  return sr_sqlite_database_open (room->path, SR_STORE_OPEN_CREATE, folder, &is_new, error);
}

static void
make_first (TestRoom *room)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SrDatabase) database = open_with (room, ONE, &error);

  g_assert_no_error (error);
  sr_database_close (database);
}

static void
test_steps_are_taken_one_by_one_after_a_backup (TestRoom      *room,
                                                gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SrDatabase) database = NULL;
  g_autofree char *words = NULL;
  g_autofree char *backup = g_strconcat (room->path, ".backup-v1", NULL);
  g_autofree char *before = NULL;
  g_autofree char *names = NULL;
  g_autofree char *version = NULL;

  make_first (room);
  database = open_with (room, THREE, &error);
  g_assert_no_error (error);
  sr_database_close (database);

  words = test_file_ask (room->path, "SELECT text, language FROM word");
  g_assert_cmpstr (words, ==, "one|en\n三|zh");
  version = test_file_ask (room->path, "PRAGMA user_version");
  g_assert_cmpstr (version, ==, "3");

  names = test_folder_list (room);
  g_assert_cmpstr (names, ==, "room.db,room.db.backup-v1");
  before = test_file_ask (backup, "SELECT * FROM word");
  g_assert_cmpstr (before, ==, "one");
}

static void
test_a_step_that_fails_changes_nothing (TestRoom      *room,
                                        gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;
  g_autoptr (SrDatabase) database = NULL;
  g_autofree char *words = NULL;
  g_autofree char *names = NULL;

  make_first (room);
  g_assert_null (open_with (room, BROKEN, &error));
  g_assert_error (error, SR_STORE_ERROR, SR_STORE_ERROR_FAILED);
  words = test_file_ask (room->path, "SELECT text FROM word");
  g_assert_cmpstr (words, ==, "one");
  names = test_folder_list (room);
  g_assert_cmpstr (names, ==, "room.db");

  /* The older program goes on with it. */
  database = open_with (room, ONE, &again);
  g_assert_no_error (again);
  sr_database_close (database);
}

static void
test_a_backup_of_an_earlier_step_is_kept (TestRoom      *room,
                                          gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SrDatabase) database = NULL;
  g_autofree char *backup = g_strconcat (room->path, ".backup-v1", NULL);
  g_autofree char *kept = NULL;
  g_autofree char *names = NULL;

  make_first (room);
  g_assert_true (g_file_set_contents (backup, "earlier", -1, NULL));
  database = open_with (room, THREE, &error);
  g_assert_no_error (error);
  sr_database_close (database);
  g_file_get_contents (backup, &kept, NULL, NULL);
  g_assert_cmpstr (kept, ==, "earlier");
  names = test_folder_list (room);
  g_assert_cmpstr (names, ==, "room.db,room.db.backup-v1,room.db.backup-v1-2");
}

static void
test_an_older_room_is_not_migrated_by_one_who_only_reads (TestRoom      *room,
                                                          gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *version = NULL;
  gboolean is_new = FALSE;

  make_first (room);
  g_assert_null (sr_sqlite_database_open (room->path, SR_STORE_OPEN_READONLY, THREE, &is_new,
                                          &error));
  g_assert_error (error, SR_STORE_ERROR, SR_STORE_ERROR_UNAVAILABLE);
  version = test_file_ask (room->path, "PRAGMA user_version");
  g_assert_cmpstr (version, ==, "1");
}

static void
test_a_newer_schema_is_refused (TestRoom      *room,
                                gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SrDatabase) database = open_with (room, THREE, &error);

  g_assert_no_error (error);
  sr_database_close (database);
  g_assert_null (open_with (room, ONE, &error));
  g_assert_error (error, SR_STORE_ERROR, SR_STORE_ERROR_SCHEMA_TOO_NEW);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_resources_register (test_schema_get_resource ());

  TEST_ROOM_ADD ("/storage/schema/each-table-has-exactly-the-columns-of-its-declaration",
                 test_room_set_up, test_each_table_has_exactly_the_columns_of_its_declaration);
  TEST_ROOM_ADD ("/storage/schema/each-reference-is-a-foreign-key",
                 test_room_set_up, test_each_reference_is_a_foreign_key);
  TEST_ROOM_ADD ("/storage/schema/every-table-is-strict",
                 test_room_set_up, test_every_table_is_strict);
  TEST_ROOM_ADD ("/storage/schema/a-room-of-every-schema-becomes-a-room-of-the-newest",
                 test_room_set_up, test_a_room_of_every_schema_becomes_a_room_of_the_newest);
  TEST_ROOM_ADD ("/storage/schema/steps-are-taken-one-by-one-after-a-backup",
                 test_folder_set_up, test_steps_are_taken_one_by_one_after_a_backup);
  TEST_ROOM_ADD ("/storage/schema/a-step-that-fails-changes-nothing",
                 test_folder_set_up, test_a_step_that_fails_changes_nothing);
  TEST_ROOM_ADD ("/storage/schema/a-backup-of-an-earlier-step-is-kept",
                 test_folder_set_up, test_a_backup_of_an_earlier_step_is_kept);
  TEST_ROOM_ADD ("/storage/schema/an-older-room-is-not-migrated-by-one-who-only-reads",
                 test_folder_set_up, test_an_older_room_is_not_migrated_by_one_who_only_reads);
  TEST_ROOM_ADD ("/storage/schema/a-newer-schema-is-refused",
                 test_folder_set_up, test_a_newer_schema_is_refused);

  return g_test_run ();
}
