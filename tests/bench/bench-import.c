/* The import of the sample, against bare inserts of the rows that it stores.
 *
 * SR_BENCH_ROOMS=SMALL.db:LARGE.db imports it into those rooms, too, each time into a new layer over them,
 * and says how the cost grows from the first to the last of them.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sqlite3.h>

#include "bench.h"
#include "layer.h"
#include "room-fixture.h"
#include "room/sr-import.h"
#include "rooms.h"
#include "storage/service/sr-search-query.h"

/* 2016-03-04 10:00 in Shanghai */
#define UNTIL G_GINT64_CONSTANT (1457056800)
#define N_TURNS 10
#define N_TURNS_IN_ROOM 6

/**
 * Table:
 *
 * The rows that the import added to a table, on their way into another file.
 */
typedef struct
{
  char      *insert;
  int        n_columns;
  GPtrArray *values;  /* (element-type sqlite3_value), row by row */
} Table;

static void
table_free (Table *table)
{
  g_ptr_array_unref (table->values);
  g_free (table->insert);
  g_free (table);
}

static void
copy_file (const char *from,
           const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  g_autoptr (GError) error = NULL;

  if (!g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error))
    g_error ("%s", error->message);
}

static sqlite3 *
open_database (const char *path)
{
  sqlite3 *database = NULL;

  if (sqlite3_open_v2 (path, &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI, NULL) != SQLITE_OK)
    g_error ("%s: %s", path, sqlite3_errmsg (database));

  return database;
}

static void
execute (sqlite3    *database,
         const char *sql)
{
  if (sqlite3_exec (database, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (database));
}

static sqlite3_stmt *
prepare (sqlite3    *database,
         const char *sql)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (database));

  return statement;
}

static Table *
read_table (sqlite3    *database,
            const char *name)
{
  Table *table = g_new0 (Table, 1);
  g_autofree char *sql =
    g_strdup_printf ("SELECT * FROM main.\"%s\" WHERE rowid > "
                     "COALESCE ((SELECT max (rowid) FROM before.\"%s\"), 0)", name, name);
  g_autoptr (GString) insert = g_string_new (NULL);
  sqlite3_stmt *statement = prepare (database, sql);

  table->values = g_ptr_array_new_with_free_func ((GDestroyNotify) sqlite3_value_free);
  table->n_columns = sqlite3_column_count (statement);
  g_string_printf (insert, "INSERT INTO \"%s\" VALUES (", name);
  for (int i = 0; i < table->n_columns; i++)
    g_string_append (insert, i > 0 ? ", ?" : "?");
  g_string_append_c (insert, ')');
  table->insert = g_string_free (g_steal_pointer (&insert), FALSE);

  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      for (int i = 0; i < table->n_columns; i++)
        g_ptr_array_add (table->values, sqlite3_value_dup (sqlite3_column_value (statement, i)));
    }
  sqlite3_finalize (statement);

  return table;
}

/* The index keeps no text: its rows are cut from the text of each request as the program does it. */
static Table *
read_index (sqlite3 *database)
{
  Table *table = g_new0 (Table, 1);
  sqlite3_stmt *statement = prepare (database,
                                     "SELECT request, text, text FROM main.request_search "
                                     "WHERE request > COALESCE "
                                     "((SELECT max (request) FROM before.request_search), 0)");
  sqlite3_stmt *cut = prepare (database, "SELECT ?, ?, ?");

  table->insert = g_strdup ("INSERT INTO request_fts (rowid, grams, ends) VALUES (?, ?, ?)");
  table->n_columns = 3;
  table->values = g_ptr_array_new_with_free_func ((GDestroyNotify) sqlite3_value_free);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *text = (const char *) sqlite3_column_text (statement, 1);

      sqlite3_bind_int64 (cut, 1, sqlite3_column_int64 (statement, 0));
      sqlite3_bind_text (cut, 2, sr_search_query_cut_grams (text), -1, g_free);
      sqlite3_bind_text (cut, 3, sr_search_query_cut_ends (text), -1, g_free);
      sqlite3_step (cut);
      for (int i = 0; i < table->n_columns; i++)
        g_ptr_array_add (table->values, sqlite3_value_dup (sqlite3_column_value (cut, i)));
      sqlite3_reset (cut);
    }
  sqlite3_finalize (statement);
  sqlite3_finalize (cut);

  return table;
}

/* What the import added to the room as it was before. */
static GPtrArray *
read_tables (const char *after,
             const char *before)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func ((GDestroyNotify) table_free);
  g_autofree char *attach = g_strdup_printf ("ATTACH 'file:%s?mode=ro' AS before", before);
  sqlite3 *database = open_database (after);
  sqlite3_stmt *names;

  execute (database, attach);
  names = prepare (database, "SELECT name FROM sqlite_master WHERE type = 'table' AND "
                             "name NOT LIKE 'sqlite_%' AND name NOT LIKE 'request_fts%' AND "
                             "sql NOT LIKE '%WITHOUT ROWID%'");
  while (sqlite3_step (names) == SQLITE_ROW)
    g_ptr_array_add (tables, read_table (database, (const char *) sqlite3_column_text (names, 0)));
  sqlite3_finalize (names);
  g_ptr_array_add (tables, read_index (database));
  sqlite3_close (database);

  return tables;
}

static guint
count_rows (GPtrArray *tables)
{
  guint n_rows = 0;

  for (guint i = 0; i < tables->len; i++)
    {
      Table *table = g_ptr_array_index (tables, i);

      n_rows += table->values->len / (guint) table->n_columns;
    }

  return n_rows;
}

static void
insert_rows (sqlite3 *database,
             Table   *table)
{
  sqlite3_stmt *statement = prepare (database, table->insert);

  for (guint row = 0; row < table->values->len; row += (guint) table->n_columns)
    {
      for (int i = 0; i < table->n_columns; i++)
        sqlite3_bind_value (statement, i + 1,
                            g_ptr_array_index (table->values, row + (guint) i));
      if (sqlite3_step (statement) != SQLITE_DONE)
        g_error ("%s: %s", table->insert, sqlite3_errmsg (database));
      sqlite3_reset (statement);
    }
  sqlite3_finalize (statement);
}

/* References are checked at the end, and where the journal ends is not looked up: the rows come table by
 * table. */
static double
insert_bare (GPtrArray  *tables,
             const char *path)
{
  sqlite3 *database = open_database (path);
  double started_at;
  double seconds;

  execute (database, "PRAGMA journal_mode = WAL");
  execute (database, "PRAGMA synchronous = FULL");
  execute (database, "PRAGMA foreign_keys = ON");
  execute (database, "DROP TRIGGER event_insert");

  started_at = bench_now ();
  execute (database, "BEGIN IMMEDIATE");
  execute (database, "PRAGMA defer_foreign_keys = ON");
  for (guint i = 0; i < tables->len; i++)
    insert_rows (database, g_ptr_array_index (tables, i));
  execute (database, "COMMIT");
  seconds = bench_now () - started_at;
  sqlite3_close (database);

  return seconds;
}

static SrImportMap *
load_map (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("SR_DATA_DIR"), "maps",
                                            "incident-event-log.map", NULL);
  g_autoptr (GError) error = NULL;
  SrImportMap *map = sr_import_map_load (path, &error);

  g_assert_no_error (error);

  return map;
}

static GBytes *
load_log (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("SR_DATA_DIR"), "samples",
                                            "incident_event_log.csv", NULL);
  g_autoptr (GError) error = NULL;
  char *content = NULL;
  gsize length = 0;

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (content, length);
}

/* From the opening of the room until it is closed. */
static double
import (const char *path,
        gint64      now)
{
  g_autoptr (SrImportMap) map = load_map ();
  g_autoptr (GBytes) log = load_log ();
  g_autoptr (SrImportReport) report = NULL;
  g_autoptr (SrClock) clock = sr_clock_new_fixed (now);
  g_autoptr (SrStore) store = NULL;
  g_autoptr (GError) error = NULL;
  SrImportOptions options = { .until = UNTIL };
  const char *manager = rooms_ask (path, "SELECT login FROM staff WHERE roles LIKE '%manager%' "
                                         "AND active = 1 ORDER BY id LIMIT 1");
  SrGate *gate;
  double started_at = bench_now ();

  store = sr_store_open (path, 0, &error);
  g_assert_no_error (error);
  gate = sr_gate_new (store, clock);
  sr_gate_sign_in (gate, manager, &error);
  g_assert_no_error (error);
  report = sr_import_run (gate, map, "incident_event_log.csv", log, &options, &error);
  g_assert_no_error (error);
  g_assert_true (report->is_stored);
  sr_gate_free (gate);
  sr_store_close (store);

  return bench_now () - started_at;
}

static gint64
count (const char *path,
       const char *sql)
{
  sqlite3 *database = open_database (path);
  sqlite3_stmt *statement = prepare (database, sql);
  gint64 n;

  sqlite3_step (statement);
  n = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (database);

  return n;
}

static void
print_figures (const Pairs *pairs,
               guint        n_rows,
               gint64       n_events)
{
  double product = pairs_product (pairs);
  double floor = pairs_floor (pairs);

  printf ("%u rows, among them %" G_GINT64_FORMAT " events; medians of %u turns\n",
          n_rows, n_events, pairs->product->len);
  printf ("%-16s %10s %10s %8s\n", "", "import", "bare", "ratio");
  printf ("%-16s %10.2f %10.2f %7.2fx\n", "whole, s", product, floor, pairs_ratio (pairs));
  printf ("%-16s %10.1f %10.1f\n", "a row, us", product * 1e6 / n_rows, floor * 1e6 / n_rows);
  printf ("%-16s %10.1f %10.1f\n", "an event, us", product * 1e6 / (double) n_events,
          floor * 1e6 / (double) n_events);
  printf ("%-16s %10.0f %10.0f\n", "rows a second", n_rows / product, n_rows / floor);
}

/* Two rooms that are as @before is. */
static void
make_rooms (const char *before,
            gboolean    is_given,
            const char *room,
            const char *bare)
{
  const char *paths[] = { room, bare };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      if (is_given)
        layer_put (paths[i], before);
      else
        copy_file (before, paths[i]);
    }
}

/* The median of the import comes back. */
static double
measure (const char *folder,
         const char *before,
         gboolean    is_given,
         gint64      now,
         guint       n_turns)
{
  guint n_rows = 0;
  gint64 n_events = 0;
  double median;
  Pairs pairs;

  pairs_init (&pairs);
  for (guint i = 0; i < n_turns; i++)
    {
      g_autofree char *room = g_strdup_printf ("%s/room-%u.db", folder, i);
      g_autofree char *bare = g_strdup_printf ("%s/bare-%u.db", folder, i);
      g_autoptr (GPtrArray) tables = NULL;
      double product;
      double floor;

      make_rooms (before, is_given, room, bare);
      n_events = count (room, "SELECT sequence FROM journal_head");
      product = import (room, now);
      tables = read_tables (room, before);
      floor = insert_bare (tables, bare);

      n_rows = count_rows (tables);
      n_events = count (room, "SELECT sequence FROM journal_head") - n_events;
      g_assert_cmpint (count (bare, "SELECT max(sequence) FROM event"), ==,
                       count (room, "SELECT max(sequence) FROM event"));
      if (i > 0)
        pairs_add (&pairs, product, floor);
      g_remove (room);
      g_remove (bare);
    }
  print_figures (&pairs, n_rows, n_events);
  median = pairs_product (&pairs);
  pairs_clear (&pairs);

  return median;
}

static void
measure_new_room (void)
{
  RoomFixture fixture = { 0 };
  g_autofree char *fresh = NULL;
  g_autoptr (GError) error = NULL;

  room_fixture_set_up (&fixture, NULL);
  fresh = g_build_filename (fixture.folder, "fresh.db", NULL);
  sr_store_backup (fixture.store, fresh, &error);
  g_assert_no_error (error);

  printf ("\nA new room\n");
  measure (fixture.folder, fresh, FALSE, UNTIL, N_TURNS);
  room_fixture_tear_down (&fixture, NULL);
}

static double
measure_given_room (const char *room)
{
  g_autofree char *folder = g_dir_make_tmp ("sr-bench-XXXXXX", NULL);
  double median;

  rooms_print (room);
  median = measure (folder, room, TRUE, rooms_get_now (room), N_TURNS_IN_ROOM);
  g_rmdir (folder);

  return median;
}

int
main (int   argc,
      char *argv[])
{
  g_auto (GStrv) rooms = rooms_named ();
  double first = 0;
  double last = 0;

  printf ("The import of the sample against bare inserts of its rows\n");
  bench_print_load ();
  measure_new_room ();

  for (guint i = 0; rooms[i] != NULL; i++)
    {
      last = measure_given_room (rooms[i]);
      if (i == 0)
        first = last;
    }
  if (first > 0)
    printf ("\nThe last room against the first: %.2fx (budget 1.50x)\n", last / first);

  return 0;
}
