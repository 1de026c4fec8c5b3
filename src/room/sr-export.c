/* Records written to a file: CSV, JSON, XLSX.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-export"

#include "config.h"

#include "room/sr-export.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "domain/records/sr-kinds.h"
#include "domain/sr-domain-error.h"
#include "room/sr-export-private.h"
#include "storage/sr-event-table.h"
#include "storage/sr-table.h"

#define PAGE 1000

static const SrExportFormat *const formats[] = {
  &sr_export_csv,
  &sr_export_json,
  &sr_export_xlsx,
};

static const SrExportFormat *
find_format (const char  *path,
             GError     **error)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      if (g_str_has_suffix (lower, formats[i]->ending))
        return formats[i];
    }

  g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID,
               _("“%s” does not say what to write. Its name must end in .csv, .json or .xlsx."),
               path);

  return NULL;
}

static GPtrArray *
load_page (SrConnection        *connection,
           const SrRecordKind  *kind,
           gint64               after,
           GError             **error)
{
  if (kind == &sr_event_kind)
    return sr_event_table_load_after (connection, after, PAGE, error);

  return sr_table_load_after (connection, kind, after, PAGE, error);
}

static gboolean
write_rows (SrConnection          *connection,
            const SrExportFormat  *format,
            const SrRecordKind    *kind,
            gpointer               file,
            guint                 *out_count,
            GError               **error)
{
  gint64 last = 0;

  for (;;)
    {
      g_autoptr (GPtrArray) rows = load_page (connection, kind, last, error);

      if (rows == NULL)
        return FALSE;
      if (rows->len == 0)
        return TRUE;

      for (guint i = 0; i < rows->len; i++)
        {
          const SrRow *row = g_ptr_array_index (rows, i);

          if (!format->write (file, row, error))
            return FALSE;

          /* The first field is the key of every kind, of the journal too. */
          last = sr_row_get_integer (row, 0);
          (*out_count)++;
        }
    }
}

static gboolean
set_file_error (GError     **error,
                const char  *path)
{
  int saved_errno = errno;

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (saved_errno),
               /* Translators: a file, the reason of the system */
               _("“%s” cannot be written: %s"), path, g_strerror (saved_errno));

  return FALSE;
}

/* The file and its name reach the disk before anybody is told that it is there. */
static gboolean
give_name (const char  *draft,
           const char  *path,
           GError     **error)
{
  int fd = g_open (draft, O_RDONLY | O_CLOEXEC, 0);
  gboolean is_synced = fd >= 0 && fsync (fd) == 0;

  if (!is_synced)
    {
      set_file_error (error, path);
      if (fd >= 0)
        close (fd);
      return FALSE;
    }

  return g_close (fd, error) && (g_rename (draft, path) == 0 || set_file_error (error, path));
}

static gboolean
write_draft (SrConnection          *connection,
             SrConfiguration       *configuration,
             const SrExportFormat  *format,
             const SrRecordKind    *kind,
             const char            *path,
             const char            *draft,
             guint                 *out_count,
             GError               **error)
{
  g_autoptr (SrReferenceNames) names = sr_reference_names_new (connection, configuration);
  const SrExport export = { path, draft, kind, names, sr_configuration_get_zone (configuration) };
  gpointer file = format->open (&export, error);
  gboolean is_whole;

  if (file == NULL)
    return FALSE;

  is_whole = write_rows (connection, format, kind, file, out_count, error);

  return format->close (file, is_whole, is_whole ? error : NULL) && is_whole;
}

/**
 * sr_export_write:
 * @connection: any connection
 * @configuration: the room's
 * @kind: what to write
 * @path: where to; its ending says as what
 * @out_count: (out) (optional): how many records were written
 *
 * Returns: %TRUE if the file is there, whole; else nothing has changed
 */
gboolean
sr_export_write (SrConnection        *connection,
                 SrConfiguration     *configuration,
                 const SrRecordKind  *kind,
                 const char          *path,
                 guint               *out_count,
                 GError             **error)
{
  const SrExportFormat *format = find_format (path, error);
  g_autofree char *draft = NULL;
  guint count = 0;
  int fd;

  if (format == NULL)
    return FALSE;

  draft = g_strconcat (path, ".XXXXXX", NULL);
  fd = g_mkstemp_full (draft, O_RDWR | O_CLOEXEC, 0666);
  if (fd < 0)
    return set_file_error (error, path);
  close (fd);

  /* One state of the room, however long it takes. */
  if (sr_connection_begin (connection, FALSE, error))
    {
      gboolean is_whole = write_draft (connection, configuration, format, kind, path, draft,
                                       &count, error);

      sr_connection_rollback (connection);
      if (is_whole && give_name (draft, path, error))
        {
          if (out_count != NULL)
            *out_count = count;
          return TRUE;
        }
    }

  g_unlink (draft);

  return FALSE;
}
