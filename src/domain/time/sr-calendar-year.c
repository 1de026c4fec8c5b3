/* The open time of one year of a calendar, laid out to be searched.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-calendar-year"

#include "config.h"

#include "domain/time/sr-calendar-year.h"

static void
append_day (SrCalendarYear        *self,
            GArray                *spans,
            const SrCalendarRules *rules,
            const SrZone          *zone,
            SrDay                  day)
{
  SrInterval intervals[SR_DAY_MAX_OPEN];
  guint n_intervals = sr_calendar_rules_get_intervals (rules, day, intervals);

  for (guint i = 0; i < n_intervals; i++)
    {
      SrSpan span = {
        sr_zone_get_instant (zone, day, intervals[i].from),
        sr_zone_get_instant (zone, day, intervals[i].to),
        self->n_seconds
      };

      /* Nothing is left of what lies wholly in a gap of the wall clock. */
      if (span.from == span.to)
        continue;

      self->n_seconds += span.to - span.from;
      g_array_append_val (spans, span);
    }
}

/**
 * sr_calendar_year_new:
 * @rules: the rules
 * @zone: where they hold
 * @number: %SR_CALENDAR_FIRST_YEAR to %SR_CALENDAR_LAST_YEAR
 *
 * Returns: (transfer full): the year
 */
SrCalendarYear *
sr_calendar_year_new (const SrCalendarRules *rules,
                      const SrZone          *zone,
                      int                    number)
{
  SrCalendarYear *self = g_new0 (SrCalendarYear, 1);
  g_autoptr (GArray) spans = g_array_sized_new (FALSE, FALSE, sizeof (SrSpan), 2 * 366);
  SrDay last_day = sr_day_new (number, 12, 31);

  self->number = number;
  self->first_day = sr_day_new (number, 1, 1);
  self->n_days = (guint) (last_day - self->first_day + 1);
  self->start = sr_zone_get_instant (zone, self->first_day, 0);
  self->end = sr_zone_get_instant (zone, last_day, SR_SECONDS_PER_DAY);

  for (guint i = 0; i < self->n_days; i++)
    {
      append_day (self, spans, rules, zone, self->first_day + (SrDay) i);
      if (spans->len > self->first_span[i])
        self->n_workdays++;
      self->first_span[i + 1] = (guint16) spans->len;
      self->workdays[i + 1] = (guint16) self->n_workdays;
    }

  self->n_spans = spans->len;
  self->spans = (SrSpan *) (gpointer) g_array_free (g_steal_pointer (&spans), FALSE);

  return self;
}

void
sr_calendar_year_free (SrCalendarYear *self)
{
  g_free (self->spans);
  g_free (self);
}

/**
 * sr_calendar_year_find_opened:
 * @self: a year
 * @instant: an instant
 *
 * Returns: (nullable): the last span that opens at @instant or before
 */
const SrSpan *
sr_calendar_year_find_opened (const SrCalendarYear *self,
                              gint64                instant)
{
  guint low = 0;
  guint high = self->n_spans;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->spans[middle].from <= instant)
        low = middle + 1;
      else
        high = middle;
    }

  return low > 0 ? &self->spans[low - 1] : NULL;
}

/**
 * sr_calendar_year_find_closing:
 * @self: a year
 * @instant: an instant
 *
 * Returns: (nullable): the first span that closes after @instant
 */
const SrSpan *
sr_calendar_year_find_closing (const SrCalendarYear *self,
                               gint64                instant)
{
  const SrSpan *opened = sr_calendar_year_find_opened (self, instant);
  const SrSpan *end = self->spans + self->n_spans;

  if (opened == NULL)
    opened = self->spans;
  else if (opened->to <= instant)
    opened++;

  return opened < end ? opened : NULL;
}

/**
 * sr_calendar_year_count:
 * @self: a year
 * @instant: an instant
 *
 * Returns: the working seconds of the year before @instant
 */
gint64
sr_calendar_year_count (const SrCalendarYear *self,
                        gint64                instant)
{
  const SrSpan *span = sr_calendar_year_find_opened (self, instant);

  if (span == NULL)
    return 0;

  return span->before + MIN (instant, span->to) - span->from;
}

/* The last span that begins with fewer than @n_seconds before it. */
static const SrSpan *
find_begun (const SrCalendarYear *self,
            gint64                n_seconds)
{
  guint low = 0;
  guint high = self->n_spans;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (self->spans[middle].before < n_seconds)
        low = middle;
      else
        high = middle;
    }

  return &self->spans[low];
}

/**
 * sr_calendar_year_end_of:
 * @self: a year
 * @n_seconds: 1 to the working seconds of the year
 *
 * Returns: the first instant that has @n_seconds of the year before it; at the seam of two spans
 *   the end of the first
 */
gint64
sr_calendar_year_end_of (const SrCalendarYear *self,
                         gint64                n_seconds)
{
  const SrSpan *span;

  g_assert (n_seconds > 0 && n_seconds <= self->n_seconds);

  span = find_begun (self, n_seconds);
  return span->from + (n_seconds - span->before);
}

/**
 * sr_calendar_year_start_of:
 * @self: a year
 * @n_seconds: 0 to one less than the working seconds of the year
 *
 * Returns: the last instant that has @n_seconds of the year before it; at the seam of two spans
 *   the start of the second
 */
gint64
sr_calendar_year_start_of (const SrCalendarYear *self,
                           gint64                n_seconds)
{
  const SrSpan *span;

  g_assert (n_seconds >= 0 && n_seconds < self->n_seconds);

  span = find_begun (self, n_seconds + 1);
  return span->from + (n_seconds - span->before);
}

/**
 * sr_calendar_year_nth_workday:
 * @self: a year
 * @n: 1 to the working days of the year
 *
 * Returns: the n-th working day of the year
 */
SrDay
sr_calendar_year_nth_workday (const SrCalendarYear *self,
                              guint                 n)
{
  guint low = 0;
  guint high = self->n_days;

  g_assert (n > 0 && n <= self->n_workdays);

  /* The first day after which there were n. */
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->workdays[middle + 1] >= n)
        high = middle;
      else
        low = middle + 1;
    }

  return self->first_day + (SrDay) low;
}
