/* Why a deadline falls where it falls.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-calendar-explain"

#include "config.h"

#include "domain/time/sr-calendar.h"

#include "domain/time/sr-calendar-rules.h"

/* Some fifteen years of days: longer than any promise, and nothing that a person would read. */
#define MAX_STEPS 10000

static SrExplainStep
start_step (SrCalendar *self,
            SrDay       day,
            gint64      remaining)
{
  const SrException *exception = sr_calendar_get_exception (self, day);
  SrExplainStep step = {
    .day = day,
    .rank = exception != NULL ? exception->rank : SR_EXCEPTION_NONE,
    .name = exception != NULL ? exception->name : NULL,
    .remaining = remaining,
    .provisional = sr_calendar_is_provisional (self, sr_calendar_instant_at (self, day, 0)),
  };

  return step;
}

/* Appends the steps of one day and takes what they use from @remaining. */
static void
explain_day (SrCalendar *self,
             SrDay       day,
             gint64      start,
             gint64     *remaining,
             GArray     *steps)
{
  gint64 from[SR_DAY_MAX_OPEN];
  gint64 to[SR_DAY_MAX_OPEN];
  guint n_intervals = sr_calendar_get_intervals (self, day, from, to);

  if (n_intervals == 0)
    {
      SrExplainStep step = start_step (self, day, *remaining);

      g_array_append_val (steps, step);
      return;
    }

  for (guint i = 0; i < n_intervals && *remaining > 0; i++)
    {
      SrExplainStep step;

      if (to[i] <= start)
        continue;

      step = start_step (self, day, *remaining);
      step.from = MAX (from[i], start);
      step.used = MIN (to[i] - step.from, *remaining);
      step.to = step.from + step.used;
      step.remaining = *remaining -= step.used;
      g_array_append_val (steps, step);
    }
}

/**
 * sr_calendar_explain:
 * @self: a calendar
 * @start: seconds since 1970 in UTC
 * @seconds: working seconds, 0 or more
 *
 * Shows how [method@Sr.Calendar.add] comes to its result: one step for every stretch that was used
 * and one for every day that was closed. The last step ends at the result, with nothing remaining,
 * unless the explanation would go on for more than ten thousand steps or the calendar ends.
 *
 * Returns: (transfer container) (element-type SrExplainStep): the steps in order of time; names are
 *   borrowed from @self
 */
GArray *
sr_calendar_explain (SrCalendar *self,
                     gint64      start,
                     gint64      seconds)
{
  g_autoptr (GArray) steps = NULL;
  SrDay last_day = sr_day_new (SR_CALENDAR_LAST_YEAR, 12, 31);
  SrDay first_day = sr_day_new (SR_CALENDAR_FIRST_YEAR, 1, 1);
  gint64 remaining = seconds;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (seconds >= 0, NULL);

  steps = g_array_new (FALSE, FALSE, sizeof (SrExplainStep));

  for (SrDay day = MAX (sr_calendar_day_of (self, start), first_day);
       remaining > 0 && day <= last_day && steps->len < MAX_STEPS;
       day++)
    explain_day (self, day, start, &remaining, steps);

  return g_steal_pointer (&steps);
}
