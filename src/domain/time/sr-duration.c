/* Durations as people write them: 2h, 90m, 45s, 3wd, and sums such as 1h30m.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-duration"

#include "config.h"

#include "domain/time/sr-duration.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "domain/time/sr-calendar.h"

/* No promise is longer than this: a thousand years, in seconds and in days. */
#define MAX_SECONDS (G_GINT64_CONSTANT (1000) * 366 * 86400)
#define MAX_WORKDAYS (G_GINT64_CONSTANT (1000) * 366)

/* A working day has no length in seconds. Longer names stand before their own beginnings. */
static const struct
{
  const char *name;
  gint64      seconds;
} units[] = {
  { "wd",  0 },
  { "h",   3600 },
  { "min", 60 },
  { "m",   60 },
  { "s",   1 },
};

static gboolean
read_number (const char **cursor,
             gint64      *number,
             gint64      *fraction,
             gint64      *divisor)
{
  const char *start = *cursor;

  *number = 0;
  *fraction = 0;
  *divisor = 1;

  for (; g_ascii_isdigit (**cursor); (*cursor)++)
    {
      *number = *number * 10 + (**cursor - '0');
      if (*number > MAX_SECONDS)
        return FALSE;
    }

  if (*cursor == start)
    return FALSE;

  if (**cursor == '.')
    {
      (*cursor)++;
      if (!g_ascii_isdigit (**cursor))
        return FALSE;
      for (; g_ascii_isdigit (**cursor); (*cursor)++)
        {
          *fraction = *fraction * 10 + (**cursor - '0');
          *divisor *= 10;
          if (*divisor > 1000000)
            return FALSE;
        }
    }

  return TRUE;
}

static int
read_unit (const char **cursor)
{
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      if (g_str_has_prefix (*cursor, units[i].name))
        {
          *cursor += strlen (units[i].name);
          return (int) i;
        }
    }

  return -1;
}

/* Reads one number with its unit and adds it to @duration. */
static gboolean
read_part (const char **cursor,
           SrDuration  *duration)
{
  gint64 number;
  gint64 fraction;
  gint64 divisor;
  int unit;

  if (!read_number (cursor, &number, &fraction, &divisor))
    return FALSE;

  unit = read_unit (cursor);
  if (unit < 0)
    return FALSE;

  if (units[unit].seconds == 0)
    {
      if (divisor > 1 || duration->workdays > 0 || number > MAX_WORKDAYS)
        return FALSE;
      duration->workdays = (guint) number;
      return TRUE;
    }

  if (number > MAX_SECONDS / units[unit].seconds ||
      (fraction * units[unit].seconds) % divisor != 0)
    return FALSE;

  duration->seconds += number * units[unit].seconds + fraction * units[unit].seconds / divisor;

  return duration->seconds <= MAX_SECONDS;
}

/**
 * sr_duration_parse:
 * @text: (nullable): what a person wrote, such as `2h`, `37.5h`, `1h 30m` or `3wd`
 * @out_duration: (out caller-allocated): where the duration goes; untouched on error
 * @error: return location for a %SR_TIME_ERROR_PARSE
 *
 * Units are `h`, `m` or `min`, `s`, and `wd` for working days. A plain `d` is refused, because
 * nobody can tell whether it means 24 hours or a working day, and so is a sum of hours and working
 * days. Fractions must come to whole seconds. Full-width forms are read as their plain ones.
 *
 * Returns: whether @text is a duration
 */
gboolean
sr_duration_parse (const char  *text,
                   SrDuration  *out_duration,
                   GError     **error)
{
  g_autofree char *plain = NULL;
  g_autofree char *lower = NULL;
  const char *cursor;
  SrDuration duration = { 0, 0 };
  gboolean has_seconds = FALSE;
  gboolean has_workdays = FALSE;
  gboolean valid;

  g_return_val_if_fail (out_duration != NULL, FALSE);

  plain = g_utf8_normalize (text != NULL ? text : "", -1, G_NORMALIZE_ALL_COMPOSE);
  lower = plain != NULL ? g_ascii_strdown (plain, -1) : g_strdup ("");
  cursor = g_strstrip (lower);
  valid = *cursor != '\0';

  while (valid && *cursor != '\0')
    {
      valid = read_part (&cursor, &duration);
      /* Zero working days are a duration in working days all the same. */
      if (valid && cursor[-1] == 'd')
        has_workdays = TRUE;
      else
        has_seconds = TRUE;
      while (g_ascii_isspace (*cursor))
        cursor++;
    }

  if (!valid || (has_seconds && has_workdays))
    {
      g_set_error (error, SR_TIME_ERROR, SR_TIME_ERROR_PARSE,
                   _("“%s” is not a duration; write hours, minutes and seconds as 1h30m45s, or "
                     "working days as 3wd"),
                   plain != NULL ? plain : "");
      return FALSE;
    }

  *out_duration = duration;
  return TRUE;
}

/**
 * sr_duration_to_string:
 * @duration: a duration
 *
 * Returns: (transfer full): the duration as [func@Sr.duration_parse] reads it: `1h30m`, `3wd`, `0s`
 */
char *
sr_duration_to_string (const SrDuration *duration)
{
  GString *text = NULL;
  gint64 hours;
  int minutes;
  int seconds;

  g_return_val_if_fail (duration != NULL, NULL);

  if (duration->workdays > 0)
    return g_strdup_printf ("%uwd", duration->workdays);

  text = g_string_new (NULL);
  hours = duration->seconds / 3600;
  minutes = (int) (duration->seconds % 3600 / 60);
  seconds = (int) (duration->seconds % 60);
  if (hours > 0)
    g_string_append_printf (text, "%" G_GINT64_FORMAT "h", hours);
  if (minutes > 0)
    g_string_append_printf (text, "%dm", minutes);
  if (seconds > 0 || text->len == 0)
    g_string_append_printf (text, "%ds", seconds);

  return g_string_free (text, FALSE);
}
