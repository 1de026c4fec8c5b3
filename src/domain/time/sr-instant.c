/* Instants as text: ISO 8601 in and out.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-instant"

#include "config.h"

#include "domain/time/sr-instant.h"

#include <glib/gi18n-lib.h>

#include "domain/time/sr-calendar.h"
#include "domain/time/sr-zone.h"

static gboolean
read_two_digits (const char **cursor,
                 int          maximum,
                 int         *value)
{
  const char *text = *cursor;

  if (!g_ascii_isdigit (text[0]) || !g_ascii_isdigit (text[1]))
    return FALSE;

  *value = (text[0] - '0') * 10 + (text[1] - '0');
  *cursor += 2;

  return *value <= maximum;
}

static gboolean
read_char (const char **cursor,
           char         expected)
{
  if (**cursor != expected)
    return FALSE;

  (*cursor)++;
  return TRUE;
}

static gboolean
read_day (const char **cursor,
          SrDay       *day)
{
  g_autofree char *iso = g_strndup (*cursor, 10);

  *day = sr_day_from_iso (iso);
  if (*day == SR_DAY_INVALID)
    return FALSE;

  *cursor += 10;
  return TRUE;
}

/* The blank or T before the time, then 17:00, 17:00:05 or, for the midnight that ends the day,
 * 24:00. */
static gboolean
read_time (const char **cursor,
           guint32     *second_of_day)
{
  int hours;
  int minutes;
  int seconds = 0;

  if (!read_char (cursor, 'T') && !read_char (cursor, 't') && !g_ascii_isspace (**cursor))
    return FALSE;
  while (g_ascii_isspace (**cursor))
    (*cursor)++;

  if (!read_two_digits (cursor, 24, &hours) || !read_char (cursor, ':') ||
      !read_two_digits (cursor, 59, &minutes))
    return FALSE;
  if (read_char (cursor, ':') && !read_two_digits (cursor, 59, &seconds))
    return FALSE;

  *second_of_day = (guint32) (hours * 3600 + minutes * 60 + seconds);

  return *second_of_day <= SR_SECONDS_PER_DAY;
}

/* Z, +08:00 or +0800. */
static gboolean
read_offset (const char **cursor,
             int         *offset)
{
  int sign = **cursor == '-' ? -1 : 1;
  int hours;
  int minutes;

  *offset = 0;
  if (read_char (cursor, 'Z') || read_char (cursor, 'z'))
    return TRUE;

  if (!read_char (cursor, '+') && !read_char (cursor, '-'))
    return FALSE;
  if (!read_two_digits (cursor, 23, &hours))
    return FALSE;
  read_char (cursor, ':');
  if (!read_two_digits (cursor, 59, &minutes))
    return FALSE;

  *offset = sign * (hours * 3600 + minutes * 60);
  return TRUE;
}

/**
 * sr_instant_parse:
 * @text: (nullable): a day and a time: `2026-02-13 17:00`, `2026-02-13T17:00:05`, with `Z`,
 *   `+08:00` or `+0800` or without
 * @zone_id: the IANA zone whose wall time it is when @text has no offset
 * @out_instant: (out): seconds since 1970 in UTC; untouched on error
 * @error: return location for %SR_TIME_ERROR_PARSE or %SR_TIME_ERROR_ZONE
 *
 * Full-width digits, colons and blanks are read as their plain ones. A wall time that the zone
 * skips is the end of the gap, an ambiguous one its first occurrence.
 *
 * Returns: whether @text is an instant
 */
gboolean
sr_instant_parse (const char  *text,
                  const char  *zone_id,
                  gint64      *out_instant,
                  GError     **error)
{
  g_autofree char *plain = NULL;
  const char *cursor = NULL;
  const SrZone *zone = NULL;
  SrDay day;
  guint32 second_of_day;
  int offset;
  gboolean valid;

  g_return_val_if_fail (out_instant != NULL, FALSE);

  plain = g_utf8_normalize (text != NULL ? text : "", -1, G_NORMALIZE_ALL_COMPOSE);
  cursor = plain != NULL ? g_strstrip (plain) : "";

  valid = read_day (&cursor, &day) && read_time (&cursor, &second_of_day);
  if (valid && *cursor == '\0')
    {
      zone = sr_zone_lookup (zone_id, error);
      if (zone == NULL)
        return FALSE;
      *out_instant = sr_zone_get_instant (zone, day, second_of_day);
      return TRUE;
    }

  while (g_ascii_isspace (*cursor))
    cursor++;
  if (!valid || !read_offset (&cursor, &offset) || *cursor != '\0')
    {
      g_set_error (error, SR_TIME_ERROR, SR_TIME_ERROR_PARSE,
                   _("“%s” is not a date and time; write it as 2026-02-13 17:00"),
                   plain != NULL ? plain : "");
      return FALSE;
    }

  *out_instant = (gint64) day * SR_SECONDS_PER_DAY + second_of_day - offset;
  return TRUE;
}

/**
 * sr_instant_to_iso:
 * @instant: seconds since 1970 in UTC, of the years 1 to 9999
 * @zone_id: (nullable): an IANA zone
 *
 * Returns: (transfer full): the instant as `2026-02-13T17:00:00+08:00`; in UTC, with `Z`, when
 *   there is no such zone
 */
char *
sr_instant_to_iso (gint64      instant,
                   const char *zone_id)
{
  const SrZone *zone = sr_zone_lookup (zone_id, NULL);
  const SrZone *shown = zone != NULL ? zone : sr_zone_lookup ("UTC", NULL);
  g_autofree char *iso = NULL;
  guint32 second_of_day;
  int offset;
  int size;

  g_return_val_if_fail (shown != NULL, NULL);

  iso = sr_day_to_iso (sr_zone_get_day (shown, instant, &second_of_day));
  if (zone == NULL)
    return g_strdup_printf ("%sT%02u:%02u:%02uZ", iso, second_of_day / 3600,
                            second_of_day / 60 % 60, second_of_day % 60);

  offset = sr_zone_get_offset (zone, instant);
  size = ABS (offset);
  return g_strdup_printf ("%sT%02u:%02u:%02u%c%02d:%02d", iso, second_of_day / 3600,
                          second_of_day / 60 % 60, second_of_day % 60,
                          offset < 0 ? '-' : '+', size / 3600, size / 60 % 60);
}
