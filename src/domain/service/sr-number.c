/* Numbers of records: SR-2026-004871.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-number"

#include "config.h"

#include "base/sr-text.h"
#include "domain/service/sr-number.h"

#define N_DIGITS 6
#define MAX_SERIES 8

/* A series whose running number is not written with N_DIGITS digits. */
static const struct
{
  const char *series;
  int         n_digits;
} widths[] = {
  { "WO", 5 },
};

/**
 * sr_number_format:
 * @series: "SR"
 * @year: the year that the number was taken in
 * @serial: the running number in that year, from 1
 *
 * Returns: (transfer full): "SR-2026-004871"
 */
char *
sr_number_format (const char *series,
                  int         year,
                  gint64      serial)
{
  int n_digits = N_DIGITS;

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      if (g_str_equal (widths[i].series, series))
        n_digits = widths[i].n_digits;
    }

  return g_strdup_printf ("%s-%04d-%0*" G_GINT64_FORMAT, series, year, n_digits, serial);
}

/**
 * sr_number_parse:
 * @text: what a person typed; case, full-width forms, outer spaces and missing zeros do not matter
 * @out_series: (out) (optional): "SR"
 * @out_year: (out) (optional): the year
 * @out_serial: (out) (optional): the running number
 *
 * Returns: %TRUE if it is a number of a record
 */
gboolean
sr_number_parse (const char  *text,
                 char       **out_series,
                 int         *out_year,
                 gint64      *out_serial)
{
  g_autofree char *folded = g_strstrip (sr_text_fold (text));
  g_auto (GStrv) parts = g_strsplit (folded, "-", -1);
  gsize length;
  guint64 year;
  guint64 serial;

  if (g_strv_length (parts) != 3)
    return FALSE;

  length = strlen (parts[0]);
  if (length == 0 || length > MAX_SERIES)
    return FALSE;
  for (const char *p = parts[0]; *p != '\0'; p++)
    {
      if (!g_ascii_isalpha (*p))
        return FALSE;
    }

  if (strlen (parts[1]) != 4 || !g_ascii_string_to_unsigned (parts[1], 10, 1, 9999, &year, NULL) ||
      !g_ascii_string_to_unsigned (parts[2], 10, 1, G_MAXINT64, &serial, NULL))
    return FALSE;

  if (out_series != NULL)
    *out_series = g_ascii_strup (parts[0], -1);
  if (out_year != NULL)
    *out_year = (int) year;
  if (out_serial != NULL)
    *out_serial = (gint64) serial;

  return TRUE;
}
