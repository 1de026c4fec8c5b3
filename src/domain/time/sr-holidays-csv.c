/* Official days and a room's own, as a table of text.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-holidays-csv"

#include "config.h"

#include "domain/time/sr-holidays.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "domain/time/sr-holidays-private.h"

/* So many wrong lines are told; the rest is counted. */
#define MAX_REJECTED 10
/* And no more of it than a person reads. */
#define MAX_REJECTED_BYTES 520

enum
{
  COLUMN_DATE,
  COLUMN_KIND,
  COLUMN_NAME,
  COLUMN_SOURCE,
  COLUMN_HOURS,
  N_COLUMNS
};

typedef enum
{
  HOURS_NEVER,
  HOURS_MAY,
  HOURS_MUST
} HoursRule;

static const struct
{
  const char      *name;
  SrExceptionRank  rank;
  SrHolidayKind    holiday_kind;
  HoursRule        hours;
} kinds[] = {
  { "holiday",       SR_EXCEPTION_PUBLIC_HOLIDAY, SR_HOLIDAY_STATUTORY,     HOURS_NEVER },
  { "adjusted_rest", SR_EXCEPTION_PUBLIC_HOLIDAY, SR_HOLIDAY_ADJUSTED_REST, HOURS_NEVER },
  { "makeup",        SR_EXCEPTION_MAKEUP_WORKDAY, SR_HOLIDAY_STATUTORY,     HOURS_NEVER },
  { "closure",       SR_EXCEPTION_CLOSURE,        SR_HOLIDAY_STATUTORY,     HOURS_MAY },
  { "special",       SR_EXCEPTION_SPECIAL_HOURS,  SR_HOLIDAY_STATUTORY,     HOURS_MUST },
};

static gboolean
set_line_error (GError     **error,
                guint        line,
                const char  *complaint,
                const char  *value)
{
  g_autofree char *shown = sr_holidays_shorten (value);

  g_set_error (error, SR_TIME_ERROR, SR_TIME_ERROR_PARSE, _("line %u: %s: “%s”"), line, complaint,
               shown);

  return FALSE;
}

/* Cuts a line at its commas, in place. A field may stand in quotes, and two quotes in it are one.
 * Returns FALSE when a quote is not closed. */
static gboolean
split_line (char      *line,
            GPtrArray *fields)
{
  char *in = line;
  gboolean more = TRUE;

  g_ptr_array_set_size (fields, 0);

  while (more)
    {
      gboolean quoted = *in == '"';
      char *out = quoted ? ++in : in;

      g_ptr_array_add (fields, out);
      while (*in != '\0' && (quoted || *in != ','))
        {
          if (quoted && *in == '"' && in[1] == '"')
            in++;
          else if (quoted && *in == '"')
            {
              quoted = FALSE;
              in++;
              continue;
            }
          *out++ = *in++;
        }

      if (quoted)
        return FALSE;

      more = *in == ',';
      in++;
      *out = '\0';
    }

  return TRUE;
}

/* Reads 09:00 or 24:00 and moves on. */
static gboolean
read_clock (const char **cursor,
            guint32     *second_of_day)
{
  const char *text = *cursor;

  for (guint i = 0; i < 5; i++)
    {
      if (i == 2 ? text[i] != ':' : !g_ascii_isdigit (text[i]))
        return FALSE;
    }

  *second_of_day = (guint32) ((text[0] - '0') * 10 + (text[1] - '0')) * 3600 +
                   (guint32) ((text[3] - '0') * 10 + (text[4] - '0')) * 60;
  *cursor += 5;

  return text[3] < '6' && *second_of_day <= 86400;
}

/* Reads "09:00-12:00 13:30-18:00". */
static gboolean
read_hours (const char  *text,
            SrException *exception)
{
  const char *cursor = text;

  while (*cursor != '\0')
    {
      SrInterval *interval = &exception->intervals[exception->n_intervals];

      if (exception->n_intervals == SR_DAY_MAX_INTERVALS ||
          !read_clock (&cursor, &interval->from) || *cursor++ != '-' ||
          !read_clock (&cursor, &interval->to) ||
          interval->from >= interval->to ||
          (exception->n_intervals > 0 && interval->from < interval[-1].to) ||
          (*cursor != ' ' && *cursor != '\0'))
        return FALSE;

      exception->n_intervals++;
      while (*cursor == ' ')
        cursor++;
    }

  return TRUE;
}

static int
find_kind (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_ascii_strcasecmp (kinds[i].name, name) == 0)
        return (int) i;
    }

  return -1;
}

static gboolean
read_fields (GPtrArray   *fields,
             guint        line,
             const char  *name,
             GPtrArray   *days,
             GError     **error)
{
  const char *values[N_COLUMNS] = { "", "", "", "", "" };
  SrException *exception = NULL;
  SrDay day;
  int kind;

  if (fields->len < 2 || fields->len > N_COLUMNS)
    return set_line_error (error, line, _("date, kind, name, source and hours are expected"),
                           g_ptr_array_index (fields, 0));

  for (guint i = 0; i < fields->len; i++)
    values[i] = g_strstrip (g_ptr_array_index (fields, i));

  day = sr_day_from_iso (values[COLUMN_DATE]);
  if (day == SR_DAY_INVALID || !sr_holidays_is_in_range (day))
    return set_line_error (error, line, _("not a date such as 2026-02-13"),
                           values[COLUMN_DATE]);

  kind = find_kind (values[COLUMN_KIND]);
  if (kind < 0)
    return set_line_error (error, line,
                           _("not one of holiday, adjusted_rest, makeup, closure, special"),
                           values[COLUMN_KIND]);

  if (*values[COLUMN_HOURS] != '\0' && kinds[kind].hours == HOURS_NEVER)
    return set_line_error (error, line, _("only a closure or special day has hours"),
                           values[COLUMN_HOURS]);
  if (*values[COLUMN_HOURS] == '\0' && kinds[kind].hours == HOURS_MUST)
    return set_line_error (error, line, _("a special day needs its hours"),
                           values[COLUMN_DATE]);

  exception = sr_holidays_add (days, day, kinds[kind].rank,
                               *values[COLUMN_NAME] != '\0' ? values[COLUMN_NAME] : NULL,
                               *values[COLUMN_SOURCE] != '\0' ? values[COLUMN_SOURCE] : name);
  exception->holiday_kind = kinds[kind].holiday_kind;
  if (!read_hours (values[COLUMN_HOURS], exception))
    return set_line_error (error, line, _("not hours such as 09:00-12:00 13:30-18:00"),
                           values[COLUMN_HOURS]);

  return TRUE;
}

/**
 * Rejected:
 * @text: what is wrong with the first lines, each in a line of its own
 * @n_named: how many those are
 * @n_lines: how many are wrong
 *
 * All lines that are wrong are told: whoever mends a table wants to do it once.
 */
typedef struct
{
  GString *text;
  guint    n_named;
  guint    n_lines;
} Rejected;

/* Takes the error. */
static void
reject (Rejected *self,
        GError   *line_error)
{
  gboolean fits = self->n_named < MAX_REJECTED &&
                  self->text->len + strlen (line_error->message) < MAX_REJECTED_BYTES;

  if (self->n_lines == 0 || (fits && self->n_named == self->n_lines))
    {
      g_string_append_printf (self->text, "%s%s", self->n_named > 0 ? "\n" : "",
                              line_error->message);
      self->n_named++;
    }
  self->n_lines++;
  g_error_free (line_error);
}

static void
set_rejected (GError         **error,
              const char      *name,
              const Rejected  *rejected)
{
  guint more = rejected->n_lines - rejected->n_named;

  if (more > 0)
    {
      g_string_append_c (rejected->text, '\n');
      g_string_append_printf (rejected->text, ngettext ("and %u more", "and %u more", more), more);
    }
  g_set_error (error, SR_TIME_ERROR, SR_TIME_ERROR_PARSE, "%s: %s", name, rejected->text->str);
}

/**
 * sr_holidays_parse_csv:
 * @text: lines of `date,kind,name,source,hours`, of which the last three may be left out
 * @length: its bytes, or -1 when it ends with a NUL
 * @name: the file's name, for the messages
 * @error: return location for a %SR_TIME_ERROR_PARSE that names every line that is wrong
 *
 * Kinds are `holiday` (statutory), `adjusted_rest`, `makeup`, `closure`, with hours for a part of
 * the day, and `special`, with the hours that take the place of the day's own. Empty lines, lines
 * beginning with `#` and a first line of column names, beginning with `date`, are passed over.
 *
 * Returns: (transfer full) (element-type SrException): the days in the file's order, or %NULL
 */
GPtrArray *
sr_holidays_parse_csv (const char  *text,
                       gssize       length,
                       const char  *name,
                       GError     **error)
{
  g_autoptr (GPtrArray) days = NULL;
  g_autoptr (GPtrArray) fields = NULL;
  g_autofree char *content = NULL;
  g_autoptr (GString) wrong = g_string_new (NULL);
  Rejected rejected = { wrong, 0, 0 };
  char *next = NULL;
  guint number = 0;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  content = sr_holidays_read_text (text, length, name, error);
  if (content == NULL)
    return NULL;

  days = sr_holidays_new ();
  fields = g_ptr_array_new ();

  for (char *line = content; line != NULL; line = next)
    {
      GError *line_error = NULL;

      next = strchr (line, '\n');
      if (next != NULL)
        *next++ = '\0';
      number++;

      g_strstrip (line);
      if (*line == '\0' || *line == '#' ||
          (number == 1 && g_ascii_strncasecmp (line, "date", strlen ("date")) == 0))
        continue;

      if (!split_line (line, fields))
        set_line_error (&line_error, number, _("a quote is not closed"), line);
      else
        read_fields (fields, number, name, days, &line_error);
      if (line_error != NULL)
        reject (&rejected, line_error);
    }

  if (rejected.n_lines > 0)
    {
      set_rejected (error, name, &rejected);
      return NULL;
    }

  return g_steal_pointer (&days);
}
