/* A search in the views that grow without bound, against the bare query of the index.
 *
 * bench-search SERVICEROOMCTL [ROOM...]
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>

#include <sqlite3.h>

#include "bench.h"
#include "rooms.h"
#include "storage/service/sr-request-table.h"
#include "storage/service/sr-search-query.h"
#include "storage/sr-store.h"

/* The rooms are only read. Each search of the list below is made in turn by the program, as rows with
 * the names that a list shows, and by two floors: the index alone, which gives no more than ids, and
 * the index with the rows, by one prepared statement that nobody reads. */

#define N_ROWS 50
#define N_TURNS 25
#define N_DROPPED 3

static const struct
{
  const char *text;
  const char *what;
} searches[] = {
  { "处理", "two characters, in more than half" },
  { "电话", "two characters, in four of ten" },
  { "下午", "two characters, in two of ten" },
  { "空调", "two characters, in one of fifteen" },
  { "袁琪", "a name, rare" },
  { "龘龖", "two characters, in none" },
  { "打印机", "three characters" },
  { "电话 下午 已联系", "three common words" },
  { "vpn 漏水", "two words that hardly meet" },
  { "打印机 空调 vpn", "three words that never meet" },
  { "楼", "one character, common" },
  { "b座7楼", "letters, digits and characters" },
  { "vpn", "letters" },
  { "2841", "digits, by their ends" },
  { "186", "how most phones begin" },
  { "18671485674", "a whole phone" },
  { "sr-2026-2841", "a number" },
  { "sr", "in every one" },
};

#define N_SEARCHES G_N_ELEMENTS (searches)

static const SrQueueView views[] = { SR_QUEUE_ALL, SR_QUEUE_CLOSED };

#define N_VIEWS G_N_ELEMENTS (views)

/**
 * Bare:
 *
 * The floors of one search in one room.
 */
typedef struct
{
  sqlite3      *database;
  sqlite3_stmt *ids;
  sqlite3_stmt *rows;
} Bare;

static sqlite3_stmt *
prepare (sqlite3    *database,
         const char *sql,
         const char *match)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (database));
  sqlite3_bind_text (statement, 1, match, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int (statement, 2, N_ROWS);

  return statement;
}

static void
bare_open (Bare       *bare,
           const char *path,
           const char *text)
{
  g_autoptr (SrSearchQuery) query = sr_search_query_new (text);
  const char *match = sr_search_query_get_match (query);

  if (sqlite3_open_v2 (path, &bare->database, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
    g_error ("%s: %s", path, sqlite3_errmsg (bare->database));
  bare->ids = prepare (bare->database,
                       "SELECT rowid FROM request_fts WHERE request_fts MATCH $1 "
                       "ORDER BY rowid DESC LIMIT $2", match);
  bare->rows = prepare (bare->database,
                        "SELECT r.*, c.name, o.name, t.name, y.name FROM request_fts f "
                        "CROSS JOIN request r ON r.id = f.rowid JOIN customer c ON c.id = r.customer "
                        "JOIN service_type y ON y.id = r.type LEFT JOIN staff o ON o.id = r.owner "
                        "LEFT JOIN team t ON t.id = r.team WHERE f.request_fts MATCH $1 "
                        "ORDER BY f.rowid DESC LIMIT $2", match);
}

static void
bare_close (Bare *bare)
{
  sqlite3_finalize (bare->ids);
  sqlite3_finalize (bare->rows);
  sqlite3_close (bare->database);
}

static double
time_bare (sqlite3_stmt *statement)
{
  double started_at = bench_now ();

  while (sqlite3_step (statement) == SQLITE_ROW)
    ;
  sqlite3_reset (statement);

  return bench_now () - started_at;
}

static double
time_program (SrConnection *connection,
              SrQueueView   view,
              const char   *text,
              guint        *n_found)
{
  SrRequestQuery query = { .view = view, .search = text, .limit = N_ROWS };
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  double started_at = bench_now ();

  rows = sr_request_table_list (connection, &query, &error);
  started_at = bench_now () - started_at;
  g_assert_no_error (error);
  *n_found = rows->len;

  return started_at;
}

/* The median of the program comes back. */
static double
measure (SrConnection *connection,
         const char   *path,
         SrQueueView   view,
         guint         search)
{
  Bare bare;
  Pairs with_ids;
  Pairs with_rows;
  guint n_found = 0;
  double median;

  bare_open (&bare, path, searches[search].text);
  pairs_init (&with_ids);
  pairs_init (&with_rows);
  for (guint i = 0; i < N_TURNS + N_DROPPED; i++)
    {
      double ids = time_bare (bare.ids);
      double program = time_program (connection, view, searches[search].text, &n_found);
      double rows = time_bare (bare.rows);

      if (i < N_DROPPED)
        continue;
      pairs_add (&with_ids, program, ids);
      pairs_add (&with_rows, program, rows);
    }

  median = pairs_product (&with_ids);
  printf ("%-8s %5u %9.2f %9.3f %9.3f %8.1fx %7.2fx  %s: %s\n", sr_queue_view_get_name (view), n_found,
          median * 1e3, pairs_floor (&with_ids) * 1e3, pairs_floor (&with_rows) * 1e3,
          pairs_ratio (&with_ids), pairs_ratio (&with_rows), searches[search].text,
          searches[search].what);
  pairs_clear (&with_ids);
  pairs_clear (&with_rows);
  bare_close (&bare);

  return median;
}

static void
measure_room (const char *path,
              double      medians[N_VIEWS][N_SEARCHES])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SrStore) store = sr_store_open (path, SR_STORE_OPEN_READONLY, &error);
  SrConnection *reader;

  g_assert_no_error (error);
  reader = sr_store_acquire_reader (store, &error);
  g_assert_no_error (error);

  rooms_print (path);
  printf ("%-8s %5s %9s %9s %9s %9s %8s\n", "view", "rows", "ms", "ids ms", "rows ms", "to ids",
          "to rows");
  for (guint view = 0; view < N_VIEWS; view++)
    {
      for (guint i = 0; i < N_SEARCHES; i++)
        medians[view][i] = measure (reader, path, views[view], i);
    }

  sr_store_release_reader (store, reader);
  sr_store_close (store);
}

static void
print_growth (double first[N_VIEWS][N_SEARCHES],
              double last[N_VIEWS][N_SEARCHES])
{
  printf ("\nThe last room against the first (budget 1.50x)\n");
  for (guint i = 0; i < N_SEARCHES; i++)
    {
      for (guint view = 0; view < N_VIEWS; view++)
        printf ("%-8s %7.2fx  ", sr_queue_view_get_name (views[view]),
                last[view][i] / first[view][i]);
      printf ("%s\n", searches[i].text);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (Rooms) rooms = rooms_open (argc, argv);
  double first[N_VIEWS][N_SEARCHES];
  double last[N_VIEWS][N_SEARCHES];

  printf ("The first %d rows of a search against the bare query of the index; medians of %d turns\n"
          "(budget 50 ms and 2.00x)\n", N_ROWS, N_TURNS);
  bench_print_load ();
  measure_room (rooms_get (rooms, 0), first);
  for (guint i = 1; i < rooms_get_n (rooms); i++)
    {
      measure_room (rooms_get (rooms, i), last);
      print_growth (first, last);
    }

  return 0;
}
