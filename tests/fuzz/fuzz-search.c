/* Any query over any text: the index finds what a scan of the folded text finds.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <sqlite3.h>

#include "base/sr-text.h"
#include "fuzz.h"
#include "storage/service/sr-search-query.h"

/* As src/storage/schema/schema-2.sql has it. */
#define SCHEMA \
  "CREATE VIRTUAL TABLE f USING fts5 (grams, ends, content = '', columnsize = 0, " \
  "tokenize = \"unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'\")"

/* Beyond this the index is slow to fuzz, and has nothing new to say. */
#define MAX_TEXT 400

static sqlite3 *
open_index (void)
{
  static sqlite3 *database = NULL;

  if (database == NULL)
    {
      g_assert_cmpint (sqlite3_open (":memory:", &database), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_exec (database, SCHEMA, NULL, NULL, NULL), ==, SQLITE_OK);
    }

  return database;
}

static sqlite3_stmt *
prepare (sqlite3    *database,
         const char *sql)
{
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL), ==, SQLITE_OK);

  return statement;
}

static void
put_into_index (sqlite3    *database,
                const char *folded)
{
  g_autofree char *grams = sr_search_query_cut_grams (folded);
  g_autofree char *ends = sr_search_query_cut_ends (folded);
  sqlite3_stmt *insert = prepare (database, "INSERT INTO f (rowid, grams, ends) VALUES (1, ?, ?)");

  sqlite3_bind_text (insert, 1, grams, -1, SQLITE_STATIC);
  sqlite3_bind_text (insert, 2, ends, -1, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (insert), ==, SQLITE_DONE);
  sqlite3_finalize (insert);
}

static gboolean
ask_index (sqlite3    *database,
           const char *match)
{
  sqlite3_stmt *select = prepare (database, "SELECT rowid FROM f WHERE f MATCH ?");
  int result;

  sqlite3_bind_text (select, 1, match, -1, SQLITE_STATIC);
  result = sqlite3_step (select);
  if (result != SQLITE_ROW && result != SQLITE_DONE)
    g_error ("%s: %s", match, sqlite3_errmsg (database));
  sqlite3_finalize (select);

  return result == SQLITE_ROW;
}

static void
compare_with_index (const SrSearchQuery *query,
                    const char          *folded)
{
  sqlite3 *database = open_index ();
  gboolean is_scanned = sr_search_query_scan (query, folded);
  gboolean is_indexed;

  sqlite3_exec (database, "BEGIN", NULL, NULL, NULL);
  put_into_index (database, folded);
  is_indexed = ask_index (database, sr_search_query_get_match (query));
  sqlite3_exec (database, "ROLLBACK", NULL, NULL, NULL);

  if (is_scanned && !is_indexed)
    g_error ("the index does not find “%s” by %s", folded, sr_search_query_get_match (query));
  if (is_indexed && !is_scanned && sr_search_query_is_exact (query))
    g_error ("only the index finds “%s” by %s", folded, sr_search_query_get_match (query));
}

/* The first line is the query, the rest the text. What comes from a file or a window is UTF-8. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autofree char *whole = g_strndup ((const char *) data, size);
  g_autofree char *input = g_utf8_make_valid (whole, -1);
  g_autofree char *folded = NULL;
  g_autoptr (SrSearchQuery) query = NULL;
  char *text = strchr (input, '\n');

  if (text != NULL)
    *text++ = '\0';

  query = sr_search_query_new (input);
  folded = sr_text_fold (text != NULL ? text : "");
  g_assert_true (g_utf8_validate (folded, -1, NULL));

  if (sr_search_query_get_n_words (query) > 0 && strlen (folded) <= MAX_TEXT)
    compare_with_index (query, folded);

  return 0;
}
