/* Pages of the lists that grow without bound, at random positions, against bare SQL by key.
 *
 * bench-page SERVICEROOMCTL [ROOM...]
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>

#include <sqlite3.h>

#include "bench.h"
#include "rooms.h"
#include "storage/service/sr-request-listing.h"
#include "storage/sr-store.h"

/* The rooms are only read. A list is surveyed, and then pages of it are read, as rows with the names
 * that a list shows. The floor is one prepared statement that begins at the same key and gives the
 * same columns of as many rows, and nobody reads it. Who comes first changes from turn to turn, as
 * the other one finds the page in memory. */

#define N_TURNS 301
#define N_DROPPED 20
#define N_SURVEYS 3

#define ROWS_OF \
  "SELECT r.*, c.name, o.name, t.name, y.name FROM request r JOIN customer c ON c.id = r.customer " \
  "JOIN service_type y ON y.id = r.type LEFT JOIN staff o ON o.id = r.owner " \
  "LEFT JOIN team t ON t.id = r.team WHERE "
#define CLOSED "r.state IN ('closed', 'cancelled', 'duplicate', 'voided') AND "

/**
 * List:
 * @filter: (nullable): a filter as JSON, with %d for what @subject finds
 * @subject: (nullable): what most requests have: the middle of a statement
 * @floor: (nullable): bare SQL by key
 */
typedef struct
{
  const char   *name;
  SrQueueView   view;
  SrQueueOrder  order;
  gboolean      descending;
  const char   *filter;
  const char   *subject;
  const char   *search;
  const char   *floor;
} List;

static const List lists[] = {
  { "closed", SR_QUEUE_CLOSED, SR_QUEUE_ORDER_OWN, FALSE, NULL, NULL, NULL,
    ROWS_OF CLOSED "(r.closed_at, r.id) <= ($1, $2) ORDER BY r.closed_at DESC, r.id DESC LIMIT $3" },
  { "closed, the oldest first", SR_QUEUE_CLOSED, SR_QUEUE_ORDER_OWN, TRUE, NULL, NULL, NULL,
    ROWS_OF CLOSED "(r.closed_at, r.id) >= ($1, $2) ORDER BY r.closed_at, r.id LIMIT $3" },
  { "closed, by number", SR_QUEUE_CLOSED, SR_QUEUE_ORDER_NUMBER, FALSE, NULL, NULL, NULL,
    ROWS_OF CLOSED "(r.number_year, r.number_serial) >= ($1, $2) "
    "ORDER BY r.number_year, r.number_serial LIMIT $3" },
  { "all", SR_QUEUE_ALL, SR_QUEUE_ORDER_OWN, FALSE, NULL, NULL, NULL,
    ROWS_OF "(r.number_year, r.number_serial) >= ($1, $2) "
    "ORDER BY r.number_year, r.number_serial LIMIT $3" },
  { "all, the last number first", SR_QUEUE_ALL, SR_QUEUE_ORDER_OWN, TRUE, NULL, NULL, NULL,
    ROWS_OF "(r.number_year, r.number_serial) <= ($1, $2) "
    "ORDER BY r.number_year DESC, r.number_serial DESC LIMIT $3" },
  { "closed, of one owner", SR_QUEUE_CLOSED, .filter = "{\"owners\":[%d]}", .subject = "owner" },
  { "closed, of one type", SR_QUEUE_CLOSED, .filter = "{\"types\":[%d]}", .subject = "type" },
  { "closed, of one customer", SR_QUEUE_CLOSED, .filter = "{\"customer\":%d}",
    .subject = "customer" },
  { "closed, by nobody", SR_QUEUE_CLOSED, .filter = "{\"owners\":[0]}" },
  { "closed, voided", SR_QUEUE_CLOSED, .filter = "{\"states\":[\"voided\"]}" },
  { "closed, of a month", SR_QUEUE_CLOSED,
    .filter = "{\"time_field\":\"closed_at\",\"period\":\"last_month\"}" },
  { "closed, of a month, by number", SR_QUEUE_CLOSED, SR_QUEUE_ORDER_NUMBER,
    .filter = "{\"time_field\":\"closed_at\",\"period\":\"last_month\"}" },
  { "all, come in in a month", SR_QUEUE_ALL,
    .filter = "{\"time_field\":\"received_at\",\"period\":\"last_month\"}" },
  { "closed, with 处理", SR_QUEUE_CLOSED, .search = "处理" },
  { "all, with 电话", SR_QUEUE_ALL, .search = "电话" },
};

#define N_LISTS G_N_ELEMENTS (lists)

/**
 * Medians:
 * @floor: 0 without one
 */
typedef struct
{
  double page;
  double floor;
} Medians;

static sqlite3_stmt *
prepare (sqlite3    *database,
         const char *sql)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (database));

  return statement;
}

static gint64
ask (sqlite3    *database,
     const char *sql)
{
  sqlite3_stmt *statement = prepare (database, sql);
  gint64 answer = 0;

  if (sqlite3_step (statement) == SQLITE_ROW)
    answer = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);

  return answer;
}

static SrRequestFilter *
make_filter (sqlite3    *database,
             const List *list)
{
  g_autoptr (GString) json = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  SrRequestFilter *filter;

  if (list->filter == NULL)
    return NULL;

  json = g_string_new (list->filter);
  if (list->subject != NULL)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT %s FROM request WHERE id %% 97 = 0 "
                                              "AND %s IS NOT NULL GROUP BY 1 "
                                              "ORDER BY COUNT(*) DESC LIMIT 1",
                                              list->subject, list->subject);

      id = g_strdup_printf ("%" G_GINT64_FORMAT, ask (database, sql));
      g_string_replace (json, "%d", id, 0);
    }
  filter = sr_request_filter_from_json (json->str, &error);
  g_assert_no_error (error);

  return filter;
}

/* The month before the last one, whatever the clock says. */
static void
set_period (sqlite3        *database,
            SrRequestQuery *query)
{
  gint64 last = ask (database, "SELECT MAX (received_at) FROM request");

  query->time_from = last - 60 * 86400;
  query->time_to = last - 30 * 86400;
}

static double
time_survey (SrConnection          *connection,
             const SrRequestQuery  *query,
             SrListingSurvey      **out_survey)
{
  double started_at = bench_now ();
  g_autoptr (GError) error = NULL;

  *out_survey = sr_request_listing_survey (connection, query, NULL, 0, 0, &error);
  g_assert_no_error (error);

  return bench_now () - started_at;
}

static double
time_page (SrConnection           *connection,
           const SrRequestQuery   *query,
           const SrListingSurvey  *survey,
           guint                   segment)
{
  const SrListingSegment *segments = (const SrListingSegment *) (gpointer) survey->segments->data;
  SrListingStretch stretch = { .from = segments[segment].first, .has_from = TRUE };
  g_autoptr (SrListingAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  double started_at = bench_now ();

  if (segment + 1 < survey->segments->len)
    {
      stretch.to = segments[segment + 1].first;
      stretch.has_to = TRUE;
    }
  answer = sr_request_listing_read (connection, query, &stretch, &error);
  started_at = bench_now () - started_at;
  g_assert_no_error (error);
  g_assert_cmpuint (answer->n_rows, ==, segments[segment].n_rows);

  return started_at;
}

static double
time_bare (sqlite3_stmt           *statement,
           const SrListingSurvey  *survey,
           guint                   segment)
{
  const SrListingSegment *place = &g_array_index (survey->segments, SrListingSegment, segment);
  double started_at = bench_now ();
  guint n_rows = 0;

  sqlite3_bind_int64 (statement, 1, place->first.major);
  sqlite3_bind_int64 (statement, 2, place->first.minor);
  sqlite3_bind_int (statement, 3, place->n_rows);
  while (sqlite3_step (statement) == SQLITE_ROW)
    n_rows++;
  sqlite3_reset (statement);
  g_assert_cmpuint (n_rows, ==, place->n_rows);

  return bench_now () - started_at;
}

/* Without a floor the ratio is 1. */
static void
time_pages (SrConnection           *connection,
            const SrRequestQuery   *query,
            const SrListingSurvey  *survey,
            sqlite3_stmt           *floor,
            Pairs                  *pairs)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint i = 0; i < N_TURNS + N_DROPPED; i++)
    {
      guint segment = g_rand_int_range (random, 0, survey->segments->len);
      double bare = floor != NULL && i % 2 == 0 ? time_bare (floor, survey, segment) : 0;
      double program = time_page (connection, query, survey, segment);

      if (floor == NULL)
        bare = program;
      else if (i % 2 == 1)
        bare = time_bare (floor, survey, segment);
      if (i >= N_DROPPED)
        pairs_add (pairs, program, bare);
    }
}

static guint
count_rows (const SrListingSurvey *survey)
{
  guint n_rows = 0;

  for (guint i = 0; i < survey->segments->len; i++)
    n_rows += g_array_index (survey->segments, SrListingSegment, i).n_rows;

  return n_rows;
}

static void
print_list (const List  *list,
            guint        n_rows,
            double       survey,
            const Pairs *pages)
{
  printf ("%9u %10.1f %9.3f", n_rows, survey * 1e3, pairs_product (pages) * 1e3);
  if (list->floor != NULL)
    printf (" %9.3f %7.2fx", pairs_floor (pages) * 1e3, pairs_ratio (pages));
  else
    printf (" %9s %8s", "", "");
  printf ("  %s\n", list->name);
  fflush (stdout);
}

static Medians
measure (SrConnection *connection,
         sqlite3      *database,
         const List   *list)
{
  g_autoptr (SrRequestFilter) filter = make_filter (database, list);
  SrRequestQuery query = { .view = list->view, .order = list->order,
                           .descending = list->descending, .filter = filter,
                           .search = list->search };
  sqlite3_stmt *floor = list->floor != NULL ? prepare (database, list->floor) : NULL;
  g_autoptr (SrListingSurvey) survey = NULL;
  double surveys[N_SURVEYS];
  Medians medians = { 0, 0 };
  Pairs pages;

  set_period (database, &query);
  time_survey (connection, &query, &survey);
  for (guint i = 0; i < N_SURVEYS; i++)
    {
      g_clear_pointer (&survey, sr_listing_survey_free);
      surveys[i] = time_survey (connection, &query, &survey);
    }

  if (survey->segments->len > 0)
    {
      pairs_init (&pages);
      time_pages (connection, &query, survey, floor, &pages);
      medians.page = pairs_product (&pages);
      medians.floor = floor != NULL ? pairs_floor (&pages) : 0;
      print_list (list, count_rows (survey), bench_median (surveys, N_SURVEYS), &pages);
      pairs_clear (&pages);
    }
  sqlite3_finalize (floor);

  return medians;
}

static void
measure_room (const char *path,
              Medians    *medians)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SrStore) store = sr_store_open (path, SR_STORE_OPEN_READONLY, &error);
  sqlite3 *database = NULL;
  SrConnection *reader;

  g_assert_no_error (error);
  reader = sr_store_acquire_reader (store, &error);
  g_assert_no_error (error);
  if (sqlite3_open_v2 (path, &database, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
    g_error ("%s: %s", path, sqlite3_errmsg (database));

  rooms_print (path);
  printf ("%9s %10s %9s %9s %8s\n", "rows", "survey ms", "page ms", "floor ms", "ratio");
  for (guint i = 0; i < N_LISTS; i++)
    medians[i] = measure (reader, database, &lists[i]);

  sqlite3_close (database);
  sr_store_release_reader (store, reader);
  sr_store_close (store);
}

static void
print_growth (const Medians *first,
              const Medians *last)
{
  printf ("\nA page in the last room against the first, and the floor likewise\n");
  for (guint i = 0; i < N_LISTS; i++)
    {
      if (first[i].floor > 0)
        printf ("%7.2fx %7.2fx  %s\n", last[i].page / first[i].page,
                last[i].floor / first[i].floor, lists[i].name);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (Rooms) rooms = rooms_open (argc, argv);
  Medians first[N_LISTS];
  Medians last[N_LISTS];

  printf ("Pages of %d rows at random positions against bare SQL by key; medians of %d turns "
          "(budget 2.00x)\n", SR_LISTING_PAGE, N_TURNS);
  bench_print_load ();
  measure_room (rooms_get (rooms, 0), first);
  for (guint i = 1; i < rooms_get_n (rooms); i++)
    {
      measure_room (rooms_get (rooms, i), last);
      print_growth (first, last);
    }

  return 0;
}
