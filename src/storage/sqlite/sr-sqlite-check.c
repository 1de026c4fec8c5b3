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
