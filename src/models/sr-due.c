/* What is due, in words.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-due"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-request-clocks.h"
#include "models/sr-due.h"

#define SOON_SECONDS 3600

/**
 * sr_due_level:
 * @request: a row of kind request
 * @now: seconds in UTC
 *
 * Returns: how the request stands to its nearest deadline
 */
SrDueLevel
sr_due_level (const SrRow *request,
              gint64       now)
{
  gint64 due = sr_row_get_integer (request, SR_REQUEST_DUE_AT);

  switch (sr_request_state_category (sr_row_get_text (request, SR_REQUEST_STATE)))
    {
    case 'P':
      return SR_DUE_PAUSED;
    case 'O':
      if (due == 0)
        return SR_DUE_NONE;
      if (due < now)
        return SR_DUE_OVERDUE;
      return due - now <= SOON_SECONDS ? SR_DUE_SOON : SR_DUE_LATER;
    default:
      return SR_DUE_NONE;
    }
}

/**
 * sr_due_span:
 * @seconds: 0 or more
 *
 * Returns: (transfer full): the span in words, rounded down to the minute
 */
char *
sr_due_span (gint64 seconds)
{
  gint64 minutes = MAX (seconds, 0) / 60;

  if (minutes < 60)
    /* Translators: a span of minutes */
    return g_strdup_printf (_("%d min"), (int) minutes);

  if (minutes % 60 == 0)
    /* Translators: a span of whole hours */
    return g_strdup_printf (_("%d h"), (int) (minutes / 60));

  /* Translators: a span of hours and minutes */
  return g_strdup_printf (_("%d h %02d min"), (int) (minutes / 60), (int) (minutes % 60));
}

static GDateTime *
local_time (gint64      instant,
            const char *zone)
{
  g_autoptr (GTimeZone) time_zone = g_time_zone_new_identifier (zone);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant);

  if (time_zone == NULL)
    return g_steal_pointer (&utc);

  return g_date_time_to_timezone (utc, time_zone);
}

static int
days_between (GDateTime *from,
              GDateTime *to)
{
  int year;
  int month;
  int day;
  SrDay from_day;

  g_date_time_get_ymd (from, &year, &month, &day);
  from_day = sr_day_new (year, month, day);
  g_date_time_get_ymd (to, &year, &month, &day);

  return sr_day_new (year, month, day) - from_day;
}

/**
 * sr_due_when:
 * @instant: seconds in UTC
 * @zone: the IANA zone that people read
 * @now: seconds in UTC
 *
 * Returns: (transfer full): the clock time, with as much of the date as is needed
 */
char *
sr_due_when (gint64      instant,
             const char *zone,
             gint64      now)
{
  g_autoptr (GDateTime) then = local_time (instant, zone);
  g_autoptr (GDateTime) today = local_time (now, zone);
  const char *format;
  int days;

  if (then == NULL || today == NULL)
    return g_strdup ("");

  days = days_between (today, then);
  if (days == 0)
    /* Translators: a time of this day, as for g_date_time_format() */
    format = _("today %H:%M");
  else if (days == 1)
    format = _("tomorrow %H:%M");
  else if (days == -1)
    format = _("yesterday %H:%M");
  else if (days > 1 && days < 7)
    /* Translators: a time within the next days, as for g_date_time_format() */
    format = _("%a %H:%M");
  else if (g_date_time_get_year (then) == g_date_time_get_year (today))
    /* Translators: a time of this year, as for g_date_time_format() */
    format = _("%-d %b %H:%M");
  else
    /* Translators: a time of another year, as for g_date_time_format() */
    format = _("%Y-%m-%d %H:%M");

  return g_date_time_format (then, format);
}

/**
 * sr_due_when_short:
 * @instant: seconds in UTC
 * @zone: the IANA zone that people read
 * @now: seconds in UTC
 *
 * Returns: (transfer full): the clock time, with the date unless it is of this day
 */
char *
sr_due_when_short (gint64      instant,
                   const char *zone,
                   gint64      now)
{
  g_autoptr (GDateTime) then = local_time (instant, zone);
  g_autoptr (GDateTime) today = local_time (now, zone);

  if (then == NULL || today == NULL || days_between (today, then) != 0)
    return sr_due_when (instant, zone, now);

  return g_date_time_format (then, "%H:%M");
}

/* The end of the stretch of work that @now lies in; @now itself if the room is closed. A stretch over
 * midnight is one of each day. */
static gint64
end_of_stretch (SrCalendar *calendar,
                gint64      now)
{
  SrDay today = sr_calendar_day_of (calendar, now);
  gint64 end = now;

  for (SrDay day = today; day <= today + 1; day++)
    {
      gint64 from[SR_DAY_MAX_INTERVALS * 2];
      gint64 to[SR_DAY_MAX_INTERVALS * 2];
      guint n = sr_calendar_get_intervals (calendar, day, from, to);

      for (guint i = 0; i < n; i++)
        {
          if (from[i] <= end && end < to[i])
            end = to[i];
        }
    }

  return end;
}

/**
 * sr_due_until:
 * @due: an instant that is still to come, in seconds in UTC
 * @calendar: the one that it is counted on
 * @now: seconds in UTC
 *
 * Returns: (transfer full): "in 48 min" inside the present stretch of work, beyond it the clock time
 */
char *
sr_due_until (gint64      due,
              SrCalendar *calendar,
              gint64      now)
{
  g_autofree char *span = NULL;

  if (due > end_of_stretch (calendar, now))
    return sr_due_when (due, sr_calendar_get_zone (calendar), now);

  span = sr_due_span (due - now);

  /* Translators: %s is a span such as "48 min" */
  return g_strdup_printf (_("in %s"), span);
}

static char *
overdue_words (gint64      due,
               SrCalendar *calendar,
               gint64      now)
{
  g_autofree char *span = NULL;
  int days = sr_calendar_workdays (calendar, sr_calendar_day_of (calendar, due),
                                   sr_calendar_day_of (calendar, now));

  if (days >= 1 && sr_calendar_between (calendar, due, now) >= 4 * 3600)
    /* Translators: how many working days something is late */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day overdue", "%d days overdue",
                                         days), days);

  span = sr_due_span (sr_calendar_between (calendar, due, now));

  /* Translators: %s is a span such as "35 min" */
  return g_strdup_printf (_("%s overdue"), span);
}

static char *
paused_words (const SrRow *request)
{
  g_autofree char *span = NULL;
  gint64 left;

  if (sr_row_is_null (request, SR_REQUEST_DUE_LEFT))
    return g_strdup (_("paused"));

  left = sr_row_get_integer (request, SR_REQUEST_DUE_LEFT);
  if (left <= 0)
    return g_strdup (_("paused, overdue"));

  /* Nobody plans by the minute what has more than a day of work left, and the column is narrow. */
  if (left >= 10 * 3600)
    left -= left % 3600;
  span = sr_due_span (left);

  /* Translators: %s is a span such as "2 h" */
  return g_strdup_printf (_("paused, %s left"), span);
}

/* When the request was resolved or, once it is closed, closed; 0 while it is in work. */
static gint64
get_end (const SrRow *request)
{
  switch (sr_request_state_category (sr_row_get_text (request, SR_REQUEST_STATE)))
    {
    case 'R':
      return sr_row_get_integer (request, SR_REQUEST_RESOLVED_AT);
    case 'C':
      return sr_row_get_integer (request, SR_REQUEST_CLOSED_AT);
    default:
      return 0;
    }
}

/**
 * sr_due_to_words:
 * @request: a row of kind request
 * @calendar: the one of its clocks
 * @now: seconds in UTC
 *
 * Inside the present stretch of work the words are relative; beyond lunch, evening or weekend they are
 * the clock time, so that nobody takes hours of work for hours of the clock.
 *
 * Returns: (transfer full): what is due, in words; when it ended, if it has; empty if nothing runs
 */
char *
sr_due_to_words (const SrRow *request,
                 SrCalendar  *calendar,
                 gint64       now)
{
  gint64 due = sr_row_get_integer (request, SR_REQUEST_DUE_AT);

  switch (sr_due_level (request, now))
    {
    case SR_DUE_OVERDUE:
      return overdue_words (due, calendar, now);

    case SR_DUE_PAUSED:
      return paused_words (request);

    case SR_DUE_SOON:
    case SR_DUE_LATER:
      return sr_due_until (due, calendar, now);

    case SR_DUE_NONE:
    default:
      return get_end (request) != 0
               ? sr_due_when (get_end (request), sr_calendar_get_zone (calendar), now)
               : g_strdup ("");
    }
}

/**
 * sr_due_to_sentence:
 * @request: a row of kind request
 * @calendar: the one of its clocks
 * @now: seconds in UTC
 *
 * Returns: (transfer full): which clock is due when, and how much working time is left; for tooltips
 *   and accessible names
 */
char *
sr_due_to_sentence (const SrRow *request,
                    SrCalendar  *calendar,
                    gint64       now)
{
  gint64 due = sr_row_get_integer (request, SR_REQUEST_DUE_AT);
  const char *zone = sr_calendar_get_zone (calendar);
  const char *clock = sr_choice_label (sr_clock_kinds,
                                       sr_row_get_text (request, SR_REQUEST_DUE_CLOCK));
  g_autofree char *when = due != 0 ? sr_due_when (due, zone, now) : NULL;
  g_autofree char *words = NULL;
  g_autofree char *span = NULL;

  switch (sr_due_level (request, now))
    {
    case SR_DUE_PAUSED:
      words = paused_words (request);
      if (when == NULL)
        return g_steal_pointer (&words);
      /* Translators: "paused, 2 h left", then when it goes on */
      return g_strdup_printf (_("%s; goes on %s"), words, when);

    case SR_DUE_OVERDUE:
      words = overdue_words (due, calendar, now);
      /* Translators: a clock ("Resolution"), when it was due, "35 min overdue" */
      return g_strdup_printf (_("%s was due %s: %s"), clock, when, words);

    case SR_DUE_SOON:
    case SR_DUE_LATER:
      span = sr_due_span (sr_calendar_between (calendar, now, due));
      /* Translators: a clock ("Resolution"), when it is due, the working time until then */
      return g_strdup_printf (_("%s due %s, %s of working time left"), clock, when, span);

    case SR_DUE_NONE:
    default:
      if (get_end (request) == 0)
        return g_strdup (_("No clock is running"));
      when = sr_due_when (get_end (request), zone, now);
      /* Translators: when a request was resolved or closed */
      return g_strdup_printf (_("Ended %s"), when);
    }
}
