/* The lines of a file of another program, read and checked as the map says.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-import-lines"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/sr-domain-error.h"
#include "room/sr-csv.h"
#include "room/sr-import-private.h"

#define NO_COLUMN G_MAXUINT

/**
 * Columns:
 *
 * Where the columns of the map stand in the file.
 */
typedef struct
{
  guint      n_columns;
  guint      key;
  guint      instant;
  guint      state;
  GPtrArray *fields;  /* GArray of guint, one for each field of the map */
} Columns;

static void
columns_clear (Columns *columns)
{
  g_clear_pointer (&columns->fields, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Columns, columns_clear)

void
sr_import_line_free (SrImportLine *line)
{
  g_free (line->key);
  g_free (line->state);
  g_strfreev (line->values);
  g_free (line);
}

static gboolean
find_column (SrImport    *self,
             GPtrArray   *header,
             const char  *name,
             guint       *out_column,
             GError     **error)
{
  *out_column = NO_COLUMN;
  if (name == NULL)
    return TRUE;

  if (g_ptr_array_find_with_equal_func (header, name, g_str_equal, out_column))
    return TRUE;

  g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID,
               /* Translators: a file, a column */
               _("%s has no column “%s”, which the map names."), self->name, name);

  return FALSE;
}

static gboolean
find_columns (SrImport   *self,
              GPtrArray  *header,
              Columns    *columns,
              GError    **error)
{
  const SrImportMap *map = self->map;

  columns->n_columns = header->len;
  columns->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  if (!find_column (self, header, map->key, &columns->key, error) ||
      !find_column (self, header, map->instant, &columns->instant, error) ||
      !find_column (self, header, map->state, &columns->state, error))
    return FALSE;

  for (guint i = 0; i < map->fields->len; i++)
    {
      const SrImportField *field = g_ptr_array_index (map->fields, i);
      GArray *places = g_array_new (FALSE, FALSE, sizeof (guint));

      g_ptr_array_add (columns->fields, places);
      for (guint n = 0; field->columns[n] != NULL; n++)
        {
          guint column;

          if (!find_column (self, header, field->columns[n], &column, error))
            return FALSE;
          g_array_append_val (places, column);
        }
    }

  return TRUE;
}

static void
read_key (SrImport      *self,
          const Columns *columns,
          GPtrArray     *cells,
          SrImportLine  *line)
{
  const char *cell;

  if (columns->key == NO_COLUMN)
    return;

  cell = g_ptr_array_index (cells, columns->key);
  if (!sr_import_map_is_empty (self->map, cell))
    {
      line->key = g_strdup (cell);
      return;
    }

  sr_import_add_problem (self, line->line, self->map->key, cell,
                         _("it names the record and cannot be empty"));
  line->is_bad = TRUE;
}

static void
read_step (SrImport      *self,
           const Columns *columns,
           GPtrArray     *cells,
           SrImportLine  *line)
{
  g_autoptr (GError) error = NULL;
  const char *instant = g_ptr_array_index (cells, columns->instant);

  line->state = g_strdup (g_ptr_array_index (cells, columns->state));
  line->wanted = g_hash_table_lookup (self->map->states, line->state);

  if (!sr_import_map_read_instant (self->map, instant, &line->at, &error))
    {
      sr_import_add_problem (self, line->line, self->map->instant, instant, error->message);
      line->is_bad = TRUE;
    }
  if (line->wanted == NULL)
    {
      sr_import_add_problem (self, line->line, self->map->state, line->state,
                             _("the map does not say which state this is"));
      line->is_bad = TRUE;
    }
}

static void
read_values (SrImport      *self,
             const Columns *columns,
             GPtrArray     *cells,
             SrImportLine  *line)
{
  GPtrArray *fields = self->map->fields;

  line->values = g_new0 (char *, fields->len + 1);

  for (guint i = 0; i < fields->len; i++)
    {
      const SrImportField *field = g_ptr_array_index (fields, i);
      GArray *places = g_ptr_array_index (columns->fields, i);
      g_autofree const char **own = g_new0 (const char *, places->len + 1);
      g_autoptr (GError) error = NULL;
      guint blamed = 0;

      for (guint n = 0; n < places->len; n++)
        own[n] = g_ptr_array_index (cells, g_array_index (places, guint, n));

      line->values[i] = sr_import_map_read (self->map, field, own, &blamed, &error);
      if (error != NULL)
        {
          sr_import_add_problem (self, line->line, field->columns[blamed], own[blamed],
                                 error->message);
          line->is_bad = TRUE;
        }
      /* The place must not end the array. */
      if (line->values[i] == NULL)
        line->values[i] = g_strdup ("");
    }
}

static void
read_line (SrImport      *self,
           const Columns *columns,
           guint          number,
           GPtrArray     *cells)
{
  SrImportLine *line;
  g_autofree char *reason = NULL;

  if (cells->len != columns->n_columns)
    {
      reason = g_strdup_printf (_("it has %u cells, but there are %u columns"), cells->len,
                                columns->n_columns);
      sr_import_add_problem (self, number, NULL, NULL, reason);
      return;
    }

  line = g_new0 (SrImportLine, 1);
  line->line = number;
  g_ptr_array_add (self->lines, line);

  read_key (self, columns, cells, line);
  if (self->map->instant != NULL)
    read_step (self, columns, cells, line);
  read_values (self, columns, cells, line);
}

gboolean
sr_import_read_lines (SrImport    *self,
                      const char  *text,
                      GError     **error)
{
  g_autoptr (SrCsvReader) reader = sr_csv_reader_new (text, self->map->delimiter);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_auto (Columns) columns = { 0 };

  if (!sr_csv_reader_next (reader, cells, error))
    {
      if (error == NULL || *error == NULL)
        g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID, _("%s is empty."), self->name);
      return FALSE;
    }

  if (!find_columns (self, cells, &columns, error))
    return FALSE;

  for (;;)
    {
      g_autoptr (GError) local_error = NULL;

      if (sr_csv_reader_next (reader, cells, &local_error))
        read_line (self, &columns, sr_csv_reader_get_line (reader), cells);
      else if (local_error != NULL)
        sr_import_add_problem (self, sr_csv_reader_get_line (reader), NULL, NULL,
                               local_error->message);
      else
        return TRUE;

      self->report->lines++;
    }
}
