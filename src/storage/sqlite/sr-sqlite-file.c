/* Looks at a file before SQLite does.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-sqlite-file"

#include "config.h"

#include <string.h>
#include <sys/stat.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sqlite3.h>

#include "storage/sr-store-error.h"
#include "storage/sqlite/sr-sqlite-file.h"

/* https://www.sqlite.org/fileformat2.html#the_database_header */
#define HEADER_SIZE        100
#define OFFSET_PAGE_SIZE   16
#define OFFSET_CHANGES     24
#define OFFSET_PAGES       28
#define OFFSET_SCHEMA      60
#define OFFSET_APPLICATION 68
#define OFFSET_VALID_FOR   92

static guint32
read_number (const guchar *header,
             guint         offset)
{
  guint32 number = 0;

  memcpy (&number, header + offset, sizeof number);

  return GUINT32_FROM_BE (number);
}

static gint64
get_page_size (const guchar *header)
{
  gint64 size = header[OFFSET_PAGE_SIZE] << 8 | header[OFFSET_PAGE_SIZE + 1];

  return size == 1 ? 65536 : size;
}

/* By SQLite's own means: to close a descriptor of ours would drop the locks that this process may
 * hold on the file through another connection. */
static gboolean
read_header (const char *path,
             guchar     *header)
{
  sqlite3_vfs *vfs = sqlite3_vfs_find (NULL);
  g_autofree sqlite3_file *file = g_malloc0 (vfs->szOsFile);
  sqlite3_filename name = sqlite3_create_filename (path, "", "", 0, NULL);
  int result = vfs->xOpen (vfs, name, file, SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB, NULL);

  if (result == SQLITE_OK)
    result = file->pMethods->xRead (file, header, HEADER_SIZE, 0);
  if (file->pMethods != NULL)
    file->pMethods->xClose (file);
  sqlite3_free_filename (name);

  /* A short file is read with zeros after its end. */
  return result == SQLITE_OK || result == SQLITE_IOERR_SHORT_READ;
}

static void
set_not_a_room_error (const char  *path,
                      GError     **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, SR_STORE_ERROR, SR_STORE_ERROR_NOT_A_ROOM,
               _("“%s” is not a room of Service Room. It was left as it is; choose another file."),
               name);
}

static void
set_truncated_error (const char  *path,
                     GError     **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, SR_STORE_ERROR, SR_STORE_ERROR_CORRUPT,
               _("“%s” is damaged: a part of the file is missing. It was left as it is; restore a "
                 "backup."), name);
}

void
sr_sqlite_file_set_newer_error (const char  *path,
                                guint        schema,
                                guint        latest_schema,
                                GError     **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, SR_STORE_ERROR, SR_STORE_ERROR_SCHEMA_TOO_NEW,
               _("“%s” was made by a newer version of Service Room (schema %u; this version knows "
                 "%u). It was left as it is; update the program."), name, schema, latest_schema);
}

static gboolean
is_whole (const guchar *header,
          gint64        size)
{
  gint64 page_size = get_page_size (header);

  if (page_size < 512 || (page_size & (page_size - 1)) != 0 || size % page_size != 0)
    return FALSE;

  /* The count of pages is true only if it was written by the last change. */
  return read_number (header, OFFSET_CHANGES) != read_number (header, OFFSET_VALID_FOR) ||
         read_number (header, OFFSET_PAGES) * page_size <= size;
}

/* A log makes whole what a killed program left half written, or what another program is just putting
 * into the file. Therefore the log is looked for after the header was read, and the length after the
 * log: who took the log away has written all of the file before. */
static gboolean
is_cut (const char   *path,
        const guchar *header)
{
  GStatBuf status;

  return !sr_sqlite_file_has_log (path) && g_stat (path, &status) == 0 &&
         !is_whole (header, status.st_size);
}

static gboolean
examine_header (const char    *path,
                const guchar  *header,
                gint64         size,
                guint          latest_schema,
                GError       **error)
{
  if (memcmp (header, "SQLite format 3", MIN (size, 16)) != 0 || size < 16)
    {
      set_not_a_room_error (path, error);
      return FALSE;
    }

  if (size < HEADER_SIZE)
    {
      set_truncated_error (path, error);
      return FALSE;
    }

  if (read_number (header, OFFSET_APPLICATION) != SR_SQLITE_APPLICATION_ID)
    {
      set_not_a_room_error (path, error);
      return FALSE;
    }

  if (read_number (header, OFFSET_SCHEMA) > latest_schema)
    {
      sr_sqlite_file_set_newer_error (path, read_number (header, OFFSET_SCHEMA), latest_schema,
                                      error);
      return FALSE;
    }

  if (is_cut (path, header))
    {
      set_truncated_error (path, error);
      return FALSE;
    }

  return TRUE;
}

/**
 * sr_sqlite_file_examine:
 * @path: in the encoding of file names
 * @latest_schema: the newest schema that this program knows
 * @out_file: (out): what stands there
 *
 * Returns: %TRUE if there is no file, an empty one, or one whose header is that of a whole room
 */
gboolean
sr_sqlite_file_examine (const char    *path,
                        guint          latest_schema,
                        SrSqliteFile  *out_file,
                        GError       **error)
{
  guchar header[HEADER_SIZE] = { 0 };
  GStatBuf status;

  if (g_stat (path, &status) != 0)
    {
      *out_file = SR_SQLITE_FILE_MISSING;
      return TRUE;
    }

  if (!S_ISREG (status.st_mode))
    {
      set_not_a_room_error (path, error);
      return FALSE;
    }

  if (!read_header (path, header))
    {
      g_autofree char *name = g_filename_display_name (path);

      g_set_error (error, SR_STORE_ERROR, SR_STORE_ERROR_UNAVAILABLE,
                   _("“%s” cannot be read. Check its rights."), name);
      return FALSE;
    }

  *out_file = status.st_size == 0 ? SR_SQLITE_FILE_EMPTY : SR_SQLITE_FILE_ROOM;

  return status.st_size == 0 ||
         examine_header (path, header, status.st_size, latest_schema, error);
}

static gboolean
has_bytes (const char *path,
           const char *ending)
{
  g_autofree char *name = g_strconcat (path, ending, NULL);
  GStatBuf status;

  return g_stat (name, &status) == 0 && status.st_size > 0;
}

gboolean
sr_sqlite_file_has_log (const char *path)
{
  return has_bytes (path, "-wal") || has_bytes (path, "-journal");
}
