/* Records as JSON: an array of objects, as serviceroomctl prints them.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-export-json"

#include "config.h"

#include <errno.h>
#include <stdio.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "room/sr-export-private.h"
#include "room/sr-record-json.h"

typedef struct
{
  const SrExport *export;
  FILE           *stream;
  gboolean        has_records;
} JsonFile;

static gboolean
set_error (JsonFile  *self,
           GError   **error)
{
  int saved_errno = errno;

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (saved_errno),
               _("“%s” cannot be written: %s"), self->export->name, g_strerror (saved_errno));

  return FALSE;
}

static gpointer
json_open (const SrExport  *export,
           GError         **error)
{
  JsonFile *self = g_new0 (JsonFile, 1);

  self->export = export;
  self->stream = g_fopen (export->path, "wbe");
  if (self->stream != NULL)
    return self;

  set_error (self, error);
  g_free (self);

  return NULL;
}

static gboolean
json_write (gpointer      file,
            const SrRow  *row,
            GError      **error)
{
  JsonFile *self = file;
  JsonObject *object = sr_record_to_json (row, self->export->names, self->export->zone, error);
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  if (object == NULL)
    return FALSE;

  node = json_node_init_object (json_node_alloc (), object);
  json_object_unref (object);
  text = json_to_string (node, FALSE);

  if (fputs (self->has_records ? ",\n" : "[\n", self->stream) < 0 || fputs (text, self->stream) < 0)
    return set_error (self, error);
  self->has_records = TRUE;

  return TRUE;
}

static gboolean
json_close (gpointer   file,
            gboolean   keep,
            GError   **error)
{
  JsonFile *self = file;
  gboolean is_written = fputs (self->has_records ? "\n]\n" : "[]\n", self->stream) >= 0;

  is_written = fclose (self->stream) == 0 && is_written;
  if (!is_written && keep)
    set_error (self, error);
  g_free (self);

  return is_written;
}

const SrExportFormat sr_export_json = { ".json", json_open, json_write, json_close };
