/* A calendar between its rows and its arithmetic.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-calendar-rows"

#include "config.h"

#include <stdio.h>

#include <glib/gi18n-lib.h>

#include "domain/records/sr-calendar-rows.h"
#include "domain/records/sr-json.h"
#include "domain/records/sr-kinds.h"
#include "domain/sr-domain-error.h"

static guint32
parse_second_of_day (const char *text)
{
  int hour = -1;
  int minute = -1;
  int consumed = 0;

  if (text == NULL || sscanf (text, "%2d:%2d%n", &hour, &minute, &consumed) != 2 ||
      text[consumed] != '\0' || hour < 0 || minute < 0 || minute > 59 ||
      hour * 60 + minute > 24 * 60)
    return G_MAXUINT32;

  return (hour * 60 + minute) * 60;
}

static gboolean
set_bad_hours (GError     **error,
               const char  *text)
{
  g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID,
               _("“%s” are no hours. Allowed: stretches such as 09:00-12:00, in order, up to 24:00."),
               text);
  return FALSE;
}

/* "09:00-12:00 13:30-18:00" */
static gboolean
parse_hours (const char  *text,
             SrInterval  *intervals,
             guint       *out_n,
             GError     **error)
{
  g_auto (GStrv) parts = NULL;
  guint n = 0;

  *out_n = 0;
  if (text == NULL)
    return TRUE;

  parts = g_strsplit (text, " ", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_auto (GStrv) ends = NULL;

      if (*parts[i] == '\0')
        continue;

      ends = g_strsplit (parts[i], "-", 2);
      if (n == SR_DAY_MAX_INTERVALS || g_strv_length (ends) != 2)
        return set_bad_hours (error, text);

      intervals[n].from = parse_second_of_day (ends[0]);
      intervals[n].to = parse_second_of_day (ends[1]);
      if (intervals[n].from == G_MAXUINT32 || intervals[n].to == G_MAXUINT32 ||
          intervals[n].from >= intervals[n].to ||
          (n > 0 && intervals[n].from < intervals[n - 1].to))
        return set_bad_hours (error, text);
      n++;
    }

  *out_n = n;

  return TRUE;
}

static char *
hours_to_text (const SrInterval *intervals,
               guint             n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%02u:%02u-%02u:%02u", i > 0 ? " " : "",
                            intervals[i].from / 3600, intervals[i].from / 60 % 60,
                            intervals[i].to / 3600, intervals[i].to / 60 % 60);

  return g_string_free (text, FALSE);
}

/**
 * sr_week_to_json:
 * @week: a weekly template
 *
 * Returns: (transfer full): an array of seven texts, Monday first: "09:00-12:00 13:30-18:00"
 */
char *
sr_week_to_json (const SrWeek *week)
{
  g_autoptr (JsonNode) node = NULL;
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < 7; i++)
    {
      g_autofree char *hours = hours_to_text (week->intervals[i], week->n_intervals[i]);

      json_array_add_string_element (array, hours);
    }

  node = json_node_init_array (json_node_alloc (), array);
  json_array_unref (array);

  return json_to_string (node, FALSE);
}

/**
 * sr_week_from_json:
 * @json: (nullable): what [func@Sr.week_to_json] writes
 * @out_week: (out): the template
 *
 * Returns: %TRUE, or %FALSE with %SR_DOMAIN_ERROR_INVALID
 */
gboolean
sr_week_from_json (const char  *json,
                   SrWeek      *out_week,
                   GError     **error)
{
  g_autoptr (JsonNode) node = sr_json_read (json);
  JsonArray *array;

  memset (out_week, 0, sizeof *out_week);

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node) ||
      json_array_get_length (json_node_get_array (node)) != 7)
    return set_bad_hours (error, json != NULL ? json : "");

  array = json_node_get_array (node);
  for (guint i = 0; i < 7; i++)
    {
      JsonNode *day = json_array_get_element (array, i);

      if (json_node_get_value_type (day) != G_TYPE_STRING)
        return set_bad_hours (error, json);
      if (!parse_hours (json_node_get_string (day), out_week->intervals[i],
                        &out_week->n_intervals[i], error))
        return FALSE;
    }

  return TRUE;
}

/**
 * sr_exception_from_row:
 * @row: of kind calendar-exception
 *
 * Returns: (transfer full) (nullable): the exception, or %NULL with %SR_DOMAIN_ERROR_INVALID
 */
SrException *
sr_exception_from_row (const SrRow  *row,
                       GError      **error)
{
  g_autoptr (SrException) exception = g_new0 (SrException, 1);
  const char *rank = sr_row_get_text (row, SR_CALENDAR_EXCEPTION_RANK);

  exception->day = sr_day_from_iso (sr_row_get_text (row, SR_CALENDAR_EXCEPTION_DATE));
  exception->template_weekday = sr_row_get_integer (row, SR_CALENDAR_EXCEPTION_TEMPLATE_WEEKDAY);
  exception->holiday_kind = sr_row_is (row, SR_CALENDAR_EXCEPTION_HOLIDAY_KIND, "adjusted_rest")
                              ? SR_HOLIDAY_ADJUSTED_REST : SR_HOLIDAY_STATUTORY;
  exception->name = g_strdup (sr_row_get_text (row, SR_CALENDAR_EXCEPTION_NAME));
  exception->source = g_strdup (sr_row_get_text (row, SR_CALENDAR_EXCEPTION_SOURCE));

  exception->rank = SR_EXCEPTION_NONE;
  for (guint i = 0; sr_exception_ranks[i].value != NULL; i++)
    {
      if (g_strcmp0 (sr_exception_ranks[i].value, rank) == 0)
        exception->rank = i;
    }

  if (!parse_hours (sr_row_get_text (row, SR_CALENDAR_EXCEPTION_HOURS), exception->intervals,
                    &exception->n_intervals, error))
    return NULL;

  return g_steal_pointer (&exception);
}

/**
 * sr_exception_to_row:
 * @exception: a dated exception
 * @calendar: the id of its calendar
 * @version: the version of the calendar that brings it
 *
 * Returns: (transfer full): a row of kind calendar-exception without id
 */
SrRow *
sr_exception_to_row (const SrException *exception,
                     gint64             calendar,
                     gint64             version)
{
  SrRow *row = sr_row_new (&sr_calendar_exception_kind);
  g_autofree char *date = sr_day_to_iso (exception->day);

  sr_row_set_integer (row, SR_CALENDAR_EXCEPTION_CALENDAR, calendar);
  sr_row_set_text (row, SR_CALENDAR_EXCEPTION_DATE, date);
  sr_row_set_text (row, SR_CALENDAR_EXCEPTION_RANK, sr_exception_ranks[exception->rank].value);
  sr_row_set_text (row, SR_CALENDAR_EXCEPTION_NAME, exception->name);
  sr_row_set_text (row, SR_CALENDAR_EXCEPTION_SOURCE, exception->source);
  sr_row_set_integer (row, SR_CALENDAR_EXCEPTION_VERSION, version);

  if (exception->n_intervals > 0)
    {
      g_autofree char *hours = hours_to_text (exception->intervals, exception->n_intervals);

      sr_row_set_text (row, SR_CALENDAR_EXCEPTION_HOURS, hours);
    }
  if (exception->rank == SR_EXCEPTION_MAKEUP_WORKDAY)
    sr_row_set_integer (row, SR_CALENDAR_EXCEPTION_TEMPLATE_WEEKDAY, exception->template_weekday);
  if (exception->rank == SR_EXCEPTION_PUBLIC_HOLIDAY)
    sr_row_set_text (row, SR_CALENDAR_EXCEPTION_HOLIDAY_KIND,
                     sr_holiday_kinds[exception->holiday_kind].value);

  return row;
}

/**
 * sr_calendar_from_rows:
 * @calendar: of kind calendar
 * @exceptions: (element-type SrRow): of kind calendar-exception, of any calendar; those that
 *   were removed count for nothing
 *
 * Returns: (transfer full) (nullable): the calendar, or %NULL with an error that names what is wrong
 */
SrCalendar *
sr_calendar_from_rows (const SrRow  *calendar,
                       GPtrArray    *exceptions,
                       GError      **error)
{
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_exception_free);
  SrWeek week;

  if (!sr_week_from_json (sr_row_get_text (calendar, SR_CALENDAR_WEEK), &week, error))
    return NULL;

  for (guint i = 0; i < exceptions->len; i++)
    {
      const SrRow *row = g_ptr_array_index (exceptions, i);
      SrException *exception;

      if (sr_row_get_integer (row, SR_CALENDAR_EXCEPTION_CALENDAR) != sr_row_get_id (calendar) ||
          sr_row_get_integer (row, SR_CALENDAR_EXCEPTION_REMOVED) != 0)
        continue;

      exception = sr_exception_from_row (row, error);
      if (exception == NULL)
        return NULL;
      g_ptr_array_add (own, exception);
    }

  return sr_calendar_new (sr_row_get_text (calendar, SR_CALENDAR_ZONE), &week,
                          (const SrException *const *) own->pdata, own->len, error);
}
