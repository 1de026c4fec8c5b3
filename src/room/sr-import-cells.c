/* The cells of a file of another program, as the payload of an act.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-import-map"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "domain/sr-domain-error.h"
#include "domain/time/sr-instant.h"
#include "room/sr-csv.h"
#include "room/sr-import-map.h"

/**
 * WallTime:
 *
 * The parts that a date format may name.
 */
typedef struct
{
  int year;
  int month;
  int day;
  int hour;
  int minute;
  int second;
} WallTime;

/* At most @max_digits, at least one. */
static gboolean
read_number (const char **cursor,
             guint        max_digits,
             int         *out_number)
{
  guint n = 0;

  *out_number = 0;
  for (; n < max_digits && g_ascii_isdigit (**cursor); n++)
    *out_number = *out_number * 10 + *(*cursor)++ - '0';

  return n > 0;
}

static gboolean
read_part (const char **cursor,
           char         letter,
           WallTime    *wall)
{
  switch (letter)
    {
    case 'Y': return read_number (cursor, 4, &wall->year);
    case 'm': return read_number (cursor, 2, &wall->month);
    case 'd': return read_number (cursor, 2, &wall->day);
    case 'H': return read_number (cursor, 2, &wall->hour);
    case 'M': return read_number (cursor, 2, &wall->minute);
    case 'S': return read_number (cursor, 2, &wall->second);
    default: return FALSE;
    }
}

static gboolean
read_wall_time (const char *text,
                const char *format,
                SrDay      *out_day,
                guint32    *out_second)
{
  WallTime wall = { 0, 1, 1, 0, 0, 0 };

  for (; *format != '\0'; format++)
    {
      if (*format == '%')
        {
          format++;
          if (*format == '\0' || !read_part (&text, *format, &wall))
            return FALSE;
        }
      else if (*text++ != *format)
        {
          return FALSE;
        }
    }

  if (*text != '\0' || wall.hour > 23 || wall.minute > 59 || wall.second > 59)
    return FALSE;

  *out_day = sr_day_new (wall.year, wall.month, wall.day);
  *out_second = wall.hour * 3600 + wall.minute * 60 + wall.second;

  return *out_day != SR_DAY_INVALID;
}

/**
 * sr_import_map_read_instant:
 * @cell: a date and time as the file writes it
 * @out_instant: (out): seconds in UTC
 *
 * Returns: %TRUE, or %FALSE with %SR_DOMAIN_ERROR_INVALID, which says what the format is
 */
gboolean
sr_import_map_read_instant (const SrImportMap  *self,
                            const char         *cell,
                            gint64             *out_instant,
                            GError            **error)
{
  SrDay day;
  guint32 second;

  if (self->date_format == NULL)
    {
      if (sr_instant_parse (cell, sr_zone_get_id (self->zone), out_instant, NULL))
        return TRUE;
    }
  else if (read_wall_time (cell, self->date_format, &day, &second))
    {
      *out_instant = sr_zone_get_instant (self->zone, day, second);
      return TRUE;
    }

  g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID,
               /* Translators: the form of a date and time, "%d-%m-%Y %H:%M" */
               _("this is no date and time of the form %s"),
               self->date_format != NULL ? self->date_format : "2026-02-13 17:00");

  return FALSE;
}

/**
 * sr_import_map_is_empty:
 *
 * Returns: %TRUE if the cell says nothing
 */
gboolean
sr_import_map_is_empty (const SrImportMap *self,
                        const char        *cell)
{
  return *cell == '\0' || g_strv_contains ((const char *const *) self->empty, cell);
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
list_spellings (GHashTable *values)
{
  guint n_spellings = 0;
  g_autofree gpointer *spellings = g_hash_table_get_keys_as_array (values, &n_spellings);

  qsort (spellings, n_spellings, sizeof (gpointer), compare_texts);

  return g_strjoinv (", ", (char **) spellings);
}

static char *
read_cell (const SrImportMap    *self,
           const SrImportField  *field,
           const char           *cell,
           GError              **error)
{
  g_autofree char *allowed = NULL;
  const char *value;
  gint64 instant;

  if (field->values != NULL)
    {
      value = g_hash_table_lookup (field->values, cell);
      if (value != NULL)
        return g_strdup (value);

      allowed = list_spellings (field->values);
      g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID,
                   /* Translators: the spellings of a value that the map knows */
                   _("the map does not know this value, only: %s"), allowed);
      return NULL;
    }

  if (field->field->type == SR_FIELD_INSTANT)
    return sr_import_map_read_instant (self, cell, &instant, error)
           ? sr_instant_to_iso (instant, sr_zone_get_id (self->zone)) : NULL;

  if (field->field->type == SR_FIELD_DATE && self->date_format != NULL)
    return sr_import_map_read_instant (self, cell, &instant, error)
           ? sr_day_to_iso (sr_zone_get_day (self->zone, instant, NULL)) : NULL;

  return g_strdup (cell);
}

/**
 * sr_import_map_read:
 * @field: a field of the map
 * @cells: (array zero-terminated=1): its cells, in the order of its columns
 * @out_column: (out): the cell that an error is about
 *
 * Returns: (transfer full) (nullable): the text for the payload; %NULL without error if the file
 *   says nothing, %NULL with %SR_DOMAIN_ERROR_INVALID if it says what cannot be
 */
char *
sr_import_map_read (const SrImportMap    *self,
                    const SrImportField  *field,
                    const char *const    *cells,
                    guint                *out_column,
                    GError              **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean has_text = FALSE;

  for (guint i = 0; cells[i] != NULL; i++)
    {
      g_autofree char *part = NULL;

      if (sr_import_map_is_empty (self, cells[i]))
        continue;

      *out_column = i;
      part = read_cell (self, field, sr_csv_strip_guard (cells[i]), error);
      if (part == NULL)
        return NULL;

      if (has_text)
        g_string_append (text, field->separator);
      g_string_append (text, part);
      has_text = TRUE;
    }

  return has_text ? g_string_free (g_steal_pointer (&text), FALSE) : g_strdup (field->fallback);
}
