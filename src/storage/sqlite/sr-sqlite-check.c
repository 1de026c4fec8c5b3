/* What SQLite finds when it looks at its own file.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-sqlite-check"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "storage/sqlite/sr-sqlite-check.h"
#include "storage/sqlite/sr-sqlite-schema.h"
#include "storage/sr-store-error.h"

/* Up to this size every opening looks at all pages, which takes some milliseconds. A larger file is
 * judged by its header and its length; SQLite finds other damage when it comes upon it, and "verify"
 * looks for it. */
#define QUICK_CHECK_BYTES (8 * 1024 * 1024)

static void
set_damage_error (SrSqliteConnection  *connection,
                  const char          *finding,
                  GError             **error)
{
  const char *path = sqlite3_db_filename (sr_sqlite_connection_get_handle (connection), "main");
  g_autofree char *name = g_filename_display_name (path);
  const char *last_line = strrchr (finding, '\n');
  g_autofree char *shown = g_utf8_make_valid (last_line != NULL ? last_line + 1 : finding, -1);

  g_set_error (error, SR_STORE_ERROR, SR_STORE_ERROR_CORRUPT,
               _("“%s” is damaged. It was left as it is; restore a backup. (%s)"), name,
               shown);
}

/* The first row that a checking PRAGMA gives must be @good, NULL for none. */
static gboolean
check (SrSqliteConnection  *connection,
       const char          *sql,
       const char          *good,
       GError             **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *finding = sr_sqlite_connection_get_pragma (connection, sql, &local_error);

  if (local_error == NULL && g_strcmp0 (finding, good) != 0)
    set_damage_error (connection, finding != NULL ? finding : "", &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

/**
 * sr_sqlite_check:
 *
 * Takes as long as it takes to read the file.
 *
 * Returns: %TRUE if every page, index and reference is as it must be
 */
gboolean
sr_sqlite_check (SrSqliteConnection  *connection,
                 GError             **error)
{
  return check (connection, "PRAGMA integrity_check (1)", "ok", error) &&
         check (connection, "PRAGMA foreign_key_check", NULL, error);
}

/* The tables in which FTS5 keeps an index are of its own making and are named only. */
static SrCursor *
list_schema (SrConnection  *connection,
             GError       **error)
{
  return sr_connection_query (connection,
                              "SELECT name, type, tbl_name, CASE WHEN name NOT IN "
                              "(SELECT name FROM pragma_table_list WHERE type = 'shadow') "
                              "THEN sql END FROM sqlite_schema ORDER BY name, type",
                              SR_NO_PARAMETERS, error);
}

static gboolean
is_same_row (SrCursor *one,
             SrCursor *other)
{
  return g_strcmp0 (sr_cursor_text (one, 0), sr_cursor_text (other, 0)) == 0 &&
         g_strcmp0 (sr_cursor_text (one, 1), sr_cursor_text (other, 1)) == 0 &&
         g_strcmp0 (sr_cursor_text (one, 2), sr_cursor_text (other, 2)) == 0 &&
         g_strcmp0 (sr_cursor_text (one, 3), sr_cursor_text (other, 3)) == 0;
}

/* They come in order of their names: the first of both is the one that is missing or too many. */
static void
set_schema_error (SrSqliteConnection  *connection,
                  const char          *own,
                  const char          *right,
                  GError             **error)
{
  gboolean is_own = right == NULL || (own != NULL && strcmp (own, right) <= 0);
  g_autofree char *finding = g_strconcat ("schema of ", is_own ? own : right, NULL);

  set_damage_error (connection, finding, error);
}

static gboolean
compare_schemas (SrSqliteConnection  *connection,
                 SrConnection        *made,
                 GError             **error)
{
  g_autoptr (SrCursor) own = list_schema (SR_CONNECTION (connection), error);
  g_autoptr (SrCursor) right = own != NULL ? list_schema (made, error) : NULL;
  g_autoptr (GError) local_error = NULL;

  if (right == NULL)
    return FALSE;

  for (;;)
    {
      gboolean has_own = sr_cursor_next (own, &local_error);
      gboolean has_right = local_error == NULL && sr_cursor_next (right, &local_error);

      if (local_error == NULL && (has_own != has_right || (has_own && !is_same_row (own, right))))
        set_schema_error (connection, has_own ? sr_cursor_text (own, 0) : NULL,
                          has_right ? sr_cursor_text (right, 0) : NULL, &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (!has_own)
        return TRUE;
    }
}

/**
 * sr_sqlite_check_schema:
 * @folder: the folder of resources with the steps of the schema, all of which the room has taken
 *
 * Makes a room in memory and compares. A trigger that is another one guards no journal any more, and
 * nothing else would tell.
 *
 * Returns: %TRUE if each table, index and trigger is the one that the steps make, and there is no other
 */
gboolean
sr_sqlite_check_schema (SrSqliteConnection  *connection,
                        const char          *folder,
                        GError             **error)
{
  g_autoptr (SrConnection) made = sr_sqlite_connection_new (":memory:", SR_SQLITE_ACCESS_CREATE,
                                                            error);
  gboolean is_new = FALSE;

  return made != NULL &&
         sr_sqlite_schema_create (SR_SQLITE_CONNECTION (made), folder, &is_new, error) &&
         compare_schemas (connection, made, error);
}

/* FTS5 looks at an index only where it may write, and whoever may write holds up everybody else. So it
 * looks at a copy: what the index consists of, in a temporary table with the same columns. */
#define COPY_SEARCH \
  "PRAGMA query_only = OFF;" \
  "CREATE VIRTUAL TABLE temp.copy USING fts5 (grams, ends, content = '', columnsize = 0);" \
  "BEGIN;" \
  "DELETE FROM temp.copy_data;" \
  "INSERT INTO temp.copy_data SELECT id, block FROM main.request_fts_data;" \
  "DELETE FROM temp.copy_idx;" \
  "INSERT INTO temp.copy_idx SELECT segid, term, pgno FROM main.request_fts_idx;" \
  "COMMIT;"

/**
 * sr_sqlite_check_search:
 *
 * An index gives the tokens that it has whoever reads it from its beginning, and yet may not find them:
 * what leads to a token is kept beside it. FTS5 itself looks at that.
 *
 * Returns: %TRUE if each part of the index fits the others
 */
gboolean
sr_sqlite_check_search (SrSqliteConnection  *connection,
                        GError             **error)
{
  g_autoptr (GError) local_error = NULL;

  /* Else nobody but FTS5 writes to its tables. */
  sqlite3_db_config (sr_sqlite_connection_get_handle (connection), SQLITE_DBCONFIG_DEFENSIVE, 0,
                     NULL);

  if (sr_sqlite_connection_run_script (connection, COPY_SEARCH, &local_error) &&
      sr_sqlite_connection_run_script (connection,
                                       "INSERT INTO temp.copy (copy) VALUES ('integrity-check');",
                                       &local_error))
    return TRUE;

  if (g_error_matches (local_error, SR_STORE_ERROR, SR_STORE_ERROR_CORRUPT))
    set_damage_error (connection, "search index", error);
  else
    g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/**
 * sr_sqlite_check_quick:
 *
 * Returns: %TRUE if the pages are as they must be, or too many to look at now
 */
gboolean
sr_sqlite_check_quick (SrSqliteConnection  *connection,
                       GError             **error)
{
  gint64 bytes = 0;

  if (!sr_connection_get_integer (SR_CONNECTION (connection),
                                  "SELECT page_count * page_size "
                                  "FROM pragma_page_count, pragma_page_size",
                                  SR_NO_PARAMETERS, 0, &bytes, error))
    return FALSE;

  return bytes > QUICK_CHECK_BYTES ||
         check (connection, "PRAGMA quick_check (1)", "ok", error);
}
