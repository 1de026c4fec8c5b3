/* The import of the sample, against bare inserts of the rows that it stores.
 *
 * bench-import SERVICEROOMCTL
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

#define NOW "2016-03-04T10:00:00+08:00"
#define N_TURNS 10

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
run (const char *program,
     const char *room,
     ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  const char *argument;
  va_list list;

  g_ptr_array_add (arguments, (gpointer) program);
  g_ptr_array_add (arguments, (gpointer) "--room");
  g_ptr_array_add (arguments, (gpointer) room);
  g_ptr_array_add (arguments, (gpointer) "--now");
  g_ptr_array_add (arguments, (gpointer) NOW);
  va_start (list, room);
  while ((argument = va_arg (list, const char *)) != NULL)
    g_ptr_array_add (arguments, (gpointer) argument);
  va_end (list);
  g_ptr_array_add (arguments, NULL);

  process = g_subprocess_newv ((const char *const *) arguments->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                               &error);
  if (process == NULL || !g_subprocess_wait_check (process, NULL, &error))
    g_error ("%s: %s", program, error->message);
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

  if (sqlite3_open (path, &database) != SQLITE_OK)
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

/* What the import added to the room as it was before. */
static GPtrArray *
read_tables (const char *after,
             const char *before)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func ((GDestroyNotify) table_free);
  g_autofree char *attach = g_strdup_printf ("ATTACH '%s' AS before", before);
  sqlite3 *database = open_database (after);
  sqlite3_stmt *names;

  execute (database, attach);
  names = prepare (database, "SELECT name FROM sqlite_master WHERE type = 'table' AND "
                             "name NOT LIKE 'sqlite_%' AND sql NOT LIKE '%WITHOUT ROWID%'");
  while (sqlite3_step (names) == SQLITE_ROW)
    g_ptr_array_add (tables, read_table (database, (const char *) sqlite3_column_text (names, 0)));
  sqlite3_finalize (names);
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

static double
import (const char *ctl,
        const char *room)
{
  const char *data = g_getenv ("SR_DATA_DIR") != NULL ? g_getenv ("SR_DATA_DIR") : "data";
  g_autofree char *log = g_build_filename (data, "samples", "incident_event_log.csv", NULL);
  g_autofree char *map = g_build_filename (data, "maps", "incident-event-log.map", NULL);
  double started_at = bench_now ();

  run (ctl, room, "import", log, "--map", map, "--until", NOW, NULL);

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

  printf ("The import of the sample against bare inserts of its rows; medians of %u turns\n",
          pairs->product->len);
  bench_print_load ();
  printf ("%u rows, among them %" G_GINT64_FORMAT " steps of 890 requests\n\n", n_rows, n_events);
  printf ("%-16s %10s %10s %8s\n", "", "import", "bare", "ratio");
  printf ("%-16s %10.2f %10.2f %7.2fx\n", "whole, s", product, floor, pairs_ratio (pairs));
  printf ("%-16s %10.1f %10.1f\n", "a row, us", product * 1e6 / n_rows, floor * 1e6 / n_rows);
  printf ("%-16s %10.1f %10.1f\n", "a step, us", product * 1e6 / (double) n_events,
          floor * 1e6 / (double) n_events);
  printf ("%-16s %10.0f %10.0f\n", "rows a second", n_rows / product, n_rows / floor);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = g_dir_make_tmp ("sr-bench-XXXXXX", NULL);
  g_autofree char *fresh = g_build_filename (folder, "fresh.db", NULL);
  g_autofree char *room = g_build_filename (folder, "room.db", NULL);
  g_autofree char *bare = g_build_filename (folder, "bare.db", NULL);
  Pairs pairs;
  guint n_rows = 0;
  gint64 n_events = 0;

  if (argc != 2)
    g_error ("usage: bench-import SERVICEROOMCTL");

  pairs_init (&pairs);
  run (argv[1], fresh, "init", NULL);

  for (guint i = 0; i < N_TURNS; i++)
    {
      g_autoptr (GPtrArray) tables = NULL;
      double product;
      double floor;

      copy_file (fresh, room);
      copy_file (fresh, bare);
      product = import (argv[1], room);
      tables = read_tables (room, fresh);
      floor = insert_bare (tables, bare);

      n_rows = count_rows (tables);
      n_events = count (room, "SELECT count(*) FROM event WHERE kind = 'request'");
      g_assert_cmpint (count (bare, "SELECT count(*) FROM event"), ==,
                       count (room, "SELECT count(*) FROM event"));
      if (i > 0)
        pairs_add (&pairs, product, floor);
    }
  print_figures (&pairs, n_rows, n_events);

  pairs_clear (&pairs);
  g_remove (fresh);
  g_remove (room);
  g_remove (bare);
  g_rmdir (folder);

  return 0;
}
