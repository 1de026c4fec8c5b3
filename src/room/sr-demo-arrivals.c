/* When the requests of the demonstration come in.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-demo-arrivals"

#include "config.h"

#include "room/sr-demo-private.h"

/* Of a working day, from an hour on, how many in that stretch. */
static const struct
{
  guint32 from;
  guint   weight;
} hours[] = {
  { 0 * 3600,           3 },
  { 7 * 3600 + 1800,    4 },
  { 8 * 3600 + 1800,    8 },
  { 9 * 3600,         200 },
  { 10 * 3600,        180 },
  { 11 * 3600,        110 },
  { 12 * 3600,         14 },
  { 13 * 3600 + 1800, 150 },
  { 14 * 3600 + 1800, 160 },
  { 16 * 3600,        130 },
  { 17 * 3600,         60 },
  { 18 * 3600,         14 },
  { 20 * 3600,          6 },
  { 24 * 3600,          0 },
};

#define N_HOURS (G_N_ELEMENTS (hours) - 1)

/* Times as many as on any day. */
static const double weekdays[] = { 1.35, 1.1, 1.0, 0.97, 1.03, 1.0, 1.0 };
static const double months[] = { 1.0, 0.85, 1.05, 1.0, 1.0, 1.12, 1.2, 1.15, 1.0, 1.0, 1.05, 1.1 };

#define DAY_OFF 0.05
#define FIRST_AFTER_DAYS_OFF 1.3
#define LAST_BEFORE_DAYS_OFF 1.15
#define MONTH_END 1.25
#define STORM 2.6

static guint
get_total (void)
{
  guint total = 0;

  for (guint i = 0; i < N_HOURS; i++)
    total += hours[i].weight;

  return total;
}

static gint64
draw_instant (SrDemo   *self,
              SrDay     day,
              gboolean  is_workday)
{
  guint dice;
  guint i = 0;

  if (!is_workday)
    return sr_calendar_instant_at (self->calendar, day,
                                   g_rand_int_range (self->rand, 8 * 3600, 22 * 3600));

  dice = sr_demo_below (self, get_total ());
  for (i = 0; dice >= hours[i].weight; i++)
    dice -= hours[i].weight;

  return sr_calendar_instant_at (self->calendar, day,
                                 g_rand_int_range (self->rand, hours[i].from, hours[i + 1].from));
}

/* Of the last day, how much is over; of the first, how much is left. */
static double
get_part (SrDemo *self,
          SrDay   day)
{
  gboolean is_workday = sr_calendar_is_workday (self->calendar, day);
  double part = 0;

  for (guint i = 0; i < N_HOURS; i++)
    {
      gint64 from = sr_calendar_instant_at (self->calendar, day, hours[i].from);
      gint64 to = from + hours[i + 1].from - hours[i].from;
      gint64 inside = MAX (MIN (to, self->end) - MAX (from, self->start), 0);

      part += (double) inside / (to - from) *
              (is_workday ? (double) hours[i].weight / get_total () : (to - from) / 86400.0);
    }

  return part;
}

static double
weigh (SrDemo *self,
       SrDay   day)
{
  int month = 1;
  int next_month = 1;
  double weight;

  if (!sr_calendar_is_workday (self->calendar, day))
    return DAY_OFF;

  sr_day_get_ymd (day, NULL, &month, NULL);
  sr_day_get_ymd (sr_calendar_add_workdays (self->calendar, day, 2), NULL, &next_month, NULL);

  weight = weekdays[sr_day_get_weekday (day)] * months[month - 1];
  if (month != next_month)
    weight *= MONTH_END;
  if (!sr_calendar_is_workday (self->calendar, day - 1) && sr_day_get_weekday (day) != 0)
    weight *= FIRST_AFTER_DAYS_OFF;
  if (!sr_calendar_is_workday (self->calendar, day + 1) &&
      sr_calendar_add_workdays (self->calendar, day, 1) - day > 3)
    weight *= LAST_BEFORE_DAYS_OFF;
  if (day == self->storm)
    weight *= STORM;

  /* No two days are alike. */
  return weight * (0.88 + 0.24 * sr_demo_draw (self));
}

/* A working day in summer. */
static SrDay
find_storm (SrDemo *self,
            SrDay   first,
            SrDay   last)
{
  SrDay storm = first;

  for (SrDay day = first; day <= last; day++)
    {
      int month = 1;

      sr_day_get_ymd (day, NULL, &month, NULL);
      if (month >= 6 && month <= 8 && sr_calendar_is_workday (self->calendar, day) &&
          sr_demo_chance (self, 5))
        storm = day;
    }

  return storm;
}

/**
 * sr_demo_arrivals_count:
 *
 * Returns: (transfer full) (element-type guint): how many requests come in on each day from that of
 *   the start to that of the end; all of them together are as many as were asked for
 */
GArray *
sr_demo_arrivals_count (SrDemo *self)
{
  SrDay first = sr_calendar_day_of (self->calendar, self->start);
  SrDay last = sr_calendar_day_of (self->calendar, self->end);
  g_autofree double *weights = g_new0 (double, last - first + 1);
  GArray *counts = g_array_new (FALSE, FALSE, sizeof (guint));
  guint64 done = 0;
  double total = 0;
  double sum = 0;

  self->storm = find_storm (self, first, last);
  self->storm_start = sr_calendar_instant_at (self->calendar, self->storm, 0);
  self->storm_end = self->storm_start + 30 * 3600;
  for (SrDay day = first; day <= last; day++)
    {
      weights[day - first] = weigh (self, day);
      if (day == first || day == last)
        weights[day - first] *= get_part (self, day);
      total += weights[day - first];
    }

  for (SrDay day = first; day <= last; day++)
    {
      guint64 until;
      guint n;

      sum += weights[day - first];
      until = day == last ? self->options->size : (guint64) (sum / total * self->options->size);
      n = until - done;
      done = until;
      g_array_append_val (counts, n);
    }

  return counts;
}

static int
compare_instants (gconstpointer a,
                  gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

/**
 * sr_demo_arrivals_draw:
 * @n: how many
 * @instants: (element-type gint64): emptied; gets the instants of that day in order
 */
void
sr_demo_arrivals_draw (SrDemo *self,
                       SrDay   day,
                       guint   n,
                       GArray *instants)
{
  gboolean is_workday = sr_calendar_is_workday (self->calendar, day);

  g_array_set_size (instants, 0);
  while (instants->len < n)
    {
      gint64 instant = self->end;

      /* A day of which almost nothing is left. */
      for (guint try = 0; try < 1000 && (instant >= self->end || instant < self->start); try++)
        instant = draw_instant (self, day, is_workday);

      instant = CLAMP (instant, self->start, self->end);
      g_array_append_val (instants, instant);
    }

  g_array_sort (instants, compare_instants);
}
