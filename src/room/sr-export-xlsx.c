/* Records as a worksheet: what people read, under the labels of the fields.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-export-xlsx"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <xlsxwriter.h>

#include "domain/sr-domain-error.h"
#include "domain/time/sr-zone.h"
#include "room/sr-export-private.h"

/* A worksheet has no more, and a cell no more characters. */
#define MAX_ROWS 1048576
#define MAX_CELL_CHARS 32767

#define COLUMN_WIDTH 16

typedef struct
{
  const SrExport *export;
  lxw_workbook   *workbook;
  lxw_worksheet  *sheet;      /* borrowed */
  lxw_format     *heading;    /* borrowed */
  lxw_format     *instant;    /* borrowed */
  lxw_row_t       row;
} XlsxFile;

static gboolean
set_error (XlsxFile   *self,
           lxw_error   code,
           GError    **error)
{
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, _("“%s” cannot be written: %s"),
               self->export->name, lxw_strerror (code));

  return FALSE;
}

static gpointer
xlsx_open (const SrExport  *export,
           GError         **error)
{
  /* Rows leave the memory as soon as the next one begins. */
  lxw_workbook_options options = { .constant_memory = LXW_TRUE };
  XlsxFile *self = g_new0 (XlsxFile, 1);

  self->export = export;
  self->workbook = workbook_new_opt (export->path, &options);
  self->sheet = workbook_add_worksheet (self->workbook, NULL);
  self->heading = workbook_add_format (self->workbook);
  self->instant = workbook_add_format (self->workbook);
  format_set_bold (self->heading);
  format_set_num_format (self->instant, "yyyy-mm-dd hh:mm:ss");

  worksheet_freeze_panes (self->sheet, 1, 0);
  worksheet_set_column (self->sheet, 0, export->kind->n_fields - 1, COLUMN_WIDTH, NULL);
  for (guint i = 0; i < export->kind->n_fields; i++)
    worksheet_write_string (self->sheet, 0, i, _(export->kind->fields[i].label), self->heading);
  self->row = 1;

  return self;
}

static lxw_error
write_text (XlsxFile   *self,
            guint       column,
            const char *text)
{
  g_autofree char *shortened = NULL;

  if (g_utf8_strlen (text, -1) > MAX_CELL_CHARS)
    {
      g_autofree char *start = g_utf8_substring (text, 0, MAX_CELL_CHARS - 1);

      text = shortened = g_strconcat (start, "…", NULL);
    }

  return worksheet_write_string (self->sheet, self->row, column, text, NULL);
}

static lxw_error
write_instant (XlsxFile *self,
               guint     column,
               gint64    instant)
{
  const SrZone *zone = sr_zone_lookup (self->export->zone, NULL);
  lxw_datetime datetime = { 0 };
  guint32 second = 0;
  SrDay day;

  if (zone == NULL)
    return LXW_NO_ERROR;

  day = sr_zone_get_day (zone, instant, &second);
  sr_day_get_ymd (day, &datetime.year, &datetime.month, &datetime.day);
  datetime.hour = second / 3600;
  datetime.min = second / 60 % 60;
  datetime.sec = second % 60;

  return worksheet_write_datetime (self->sheet, self->row, column, &datetime, self->instant);
}

static gboolean
write_cell (XlsxFile     *self,
            const SrRow  *row,
            guint         column,
            GError      **error)
{
  const SrField *field = &self->export->kind->fields[column];
  const SrValue *value = sr_row_get (row, column);
  lxw_error code = LXW_NO_ERROR;

  if (value->type == SR_VALUE_NULL)
    return TRUE;

  if (field->type == SR_FIELD_INSTANT)
    {
      code = write_instant (self, column, value->integer);
    }
  else if (field->type == SR_FIELD_INTEGER)
    {
      code = worksheet_write_number (self->sheet, self->row, column, (double) value->integer,
                                     NULL);
    }
  else if (field->type == SR_FIELD_REFERENCE)
    {
      const char *name = sr_reference_names_get (self->export->names, field->reference,
                                                 value->integer, error);

      if (name == NULL)
        return FALSE;
      code = write_text (self, column, name);
    }
  else
    {
      g_autofree char *text = sr_field_to_display (field, value, self->export->zone);

      code = write_text (self, column, text);
    }

  return code == LXW_NO_ERROR || set_error (self, code, error);
}

static gboolean
xlsx_write (gpointer      file,
            const SrRow  *row,
            GError      **error)
{
  XlsxFile *self = file;

  if (self->row >= MAX_ROWS)
    {
      g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID,
                   _("A worksheet holds %d records. Export to .csv or .json instead."),
                   MAX_ROWS - 1);
      return FALSE;
    }

  for (guint i = 0; i < self->export->kind->n_fields; i++)
    {
      if (!write_cell (self, row, i, error))
        return FALSE;
    }
  self->row++;

  return TRUE;
}

static gboolean
xlsx_close (gpointer   file,
            gboolean   keep,
            GError   **error)
{
  XlsxFile *self = file;
  lxw_error code = workbook_close (self->workbook);
  gboolean is_written = code == LXW_NO_ERROR || (keep && set_error (self, code, error));

  g_free (self);

  return is_written;
}

const SrExportFormat sr_export_xlsx = { ".xlsx", xlsx_open, xlsx_write, xlsx_close };
