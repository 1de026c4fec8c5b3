/* A working-time calendar that knows nothing clever: it looks at every second.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "naive-calendar.h"

#include <string.h>

/* It shares no code with the engine: GDate counts the days, GTimeZone reads the wall clock, and no
 * interval is ever turned into an instant.
 *
 * An opening is the first moment at which the wall clock has come to the opening time, a closing
 * the first at which it has come to the closing time. A clock that is put back has been there
 * already, one that is put forward comes to all that it skips at once. So a second is working time
 * if the *furthest* time that the wall clock has shown lies in an interval. */
struct _NaiveCalendar
{
  GTimeZone *zone;
  SrWeek     week;
  GPtrArray *exceptions;  /* borrowed */

  /* The day that was asked for last, as seconds that are open. */
  gint64     day;
  guint8     open[86400];

  /* The stretch that was looked at last, as seconds that are open. */
  gint64     from;
  gint64     to;
  guint8    *seen;
};

/* No clock was ever put back by more than this. */
#define LONGEST_FOLD (25 * 3600)

NaiveCalendar *
naive_calendar_new (const char   *zone_id,
                    const SrWeek *week,
                    GPtrArray    *exceptions)
{
  NaiveCalendar *self = g_new0 (NaiveCalendar, 1);

  self->zone = g_time_zone_new_identifier (zone_id);
  g_assert_nonnull (self->zone);
  self->week = *week;
  self->exceptions = exceptions;
  self->day = G_MININT64;

  return self;
}

void
naive_calendar_free (NaiveCalendar *self)
{
  g_time_zone_unref (self->zone);
  g_free (self->seen);
  g_free (self);
}

static const SrException *
find_exception (NaiveCalendar   *self,
                SrExceptionRank  rank)
{
  const SrException *found = NULL;

  for (guint i = 0; i < self->exceptions->len; i++)
    {
      const SrException *exception = g_ptr_array_index (self->exceptions, i);

      if (exception->day == self->day && exception->rank == rank)
        found = exception;
    }

  return found;
}

static void
mark (NaiveCalendar    *self,
      const SrInterval *intervals,
      guint             n_intervals,
      gboolean          open)
{
  for (guint i = 0; i < n_intervals; i++)
    {
      for (guint32 second = intervals[i].from; second < intervals[i].to; second++)
        self->open[second] = open ? 1 : 0;
    }
}

static void
mark_weekday (NaiveCalendar *self,
              int            weekday)
{
  mark (self, self->week.intervals[weekday], self->week.n_intervals[weekday], TRUE);
}

/* The five ranks, from the lowest to the highest. */
static void
load_day (NaiveCalendar *self,
          gint64         day)
{
  const SrException *special;
  const SrException *makeup;
  GDate date;

  self->day = day;
  memset (self->open, 0, sizeof self->open);

  special = find_exception (self, SR_EXCEPTION_SPECIAL_HOURS);
  makeup = find_exception (self, SR_EXCEPTION_MAKEUP_WORKDAY);

  /* GDate's day 1 is 1 January of the year 1. */
  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) (day + 719163));

  if (special != NULL)
    mark (self, special->intervals, special->n_intervals, TRUE);
  else if (makeup != NULL)
    mark_weekday (self, makeup->template_weekday);
  else if (find_exception (self, SR_EXCEPTION_PUBLIC_HOLIDAY) == NULL)
    mark_weekday (self, g_date_get_weekday (&date) - 1);

  for (guint i = 0; i < self->exceptions->len; i++)
    {
      const SrException *exception = g_ptr_array_index (self->exceptions, i);

      if (exception->day != day || exception->rank != SR_EXCEPTION_CLOSURE)
        continue;
      if (exception->n_intervals == 0)
        memset (self->open, 0, sizeof self->open);
      mark (self, exception->intervals, exception->n_intervals, FALSE);
    }
}

static gint64
get_wall (NaiveCalendar *self,
          gint64         instant)
{
  int interval = g_time_zone_find_interval (self->zone, G_TIME_TYPE_UNIVERSAL, instant);

  return instant + g_time_zone_get_offset (self->zone, interval);
}

/* Marks the open seconds of [from, to) and returns those from @from on. Zones change on whole
 * minutes, so the offset is asked for once a minute. */
static const guint8 *
look (NaiveCalendar *self,
      gint64         from,
      gint64         to)
{
  gint64 furthest = G_MININT64;
  gint64 offset = 0;

  if (self->seen != NULL && from >= self->from && to <= self->to)
    return self->seen + (from - self->from);

  g_free (self->seen);
  self->from = from;
  self->to = to;
  self->seen = g_new0 (guint8, to - from + 1);

  for (gint64 instant = from - LONGEST_FOLD; instant < to; instant++)
    {
      if (instant % 60 == 0 || instant == from - LONGEST_FOLD)
        offset = get_wall (self, instant) - instant;
      furthest = MAX (furthest, instant + offset);

      if (instant < from)
        continue;
      if (furthest / 86400 != self->day)
        load_day (self, furthest / 86400);
      self->seen[instant - from] = self->open[furthest % 86400];
    }

  return self->seen;
}

/* FALSE if the budget is not used up by @limit. */
gboolean
naive_calendar_add (NaiveCalendar *self,
                    gint64         start,
                    gint64         seconds,
                    gint64         limit,
                    gint64        *end)
{
  const guint8 *open = look (self, start, limit);

  for (gint64 instant = start; instant < limit; instant++)
    {
      seconds -= open[instant - start];
      if (seconds == 0)
        {
          *end = instant + 1;
          return TRUE;
        }
    }

  return FALSE;
}

/* FALSE if the budget is not used up by @limit, which lies before. */
gboolean
naive_calendar_subtract (NaiveCalendar *self,
                         gint64         end,
                         gint64         seconds,
                         gint64         limit,
                         gint64        *start)
{
  const guint8 *open = look (self, limit, end);

  for (gint64 instant = end - 1; instant >= limit; instant--)
    {
      seconds -= open[instant - limit];
      if (seconds == 0)
        {
          *start = instant;
          return TRUE;
        }
    }

  return FALSE;
}

gint64
naive_calendar_between (NaiveCalendar *self,
                        gint64         a,
                        gint64         b)
{
  const guint8 *open = look (self, a, b);
  gint64 seconds = 0;

  for (gint64 instant = a; instant < b; instant++)
    seconds += open[instant - a];

  return seconds;
}
