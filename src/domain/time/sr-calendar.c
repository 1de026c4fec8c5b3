/* The working time of one calendar.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-calendar"

#include "config.h"

#include "domain/time/sr-calendar.h"

#include "domain/time/sr-calendar-rules.h"
#include "domain/time/sr-calendar-year.h"
#include "domain/time/sr-zone.h"

/* No calendar has more working seconds than this in all its years, so anything beyond never
 * ends. */
#define MAX_SECONDS ((gint64) SR_CALENDAR_N_YEARS * 367 * SR_SECONDS_PER_DAY)

/* The Gregorian year; good for a first guess. */
#define SECONDS_PER_YEAR 31556952

/* A year whose sums are not known yet. */
#define UNKNOWN (-1)

/* Rules in wall time become spans of instants one year at a time, when a year is first asked for:
 *
 *   SrCalendarRules ──┐
 *                     ├─▶ SrCalendarYear ─▶ binary search, prefix sums
 *   SrZone ───────────┘
 *
 * What stands between two years is the sum of whole years, so add and between cost two searches
 * whatever lies between them. The object never changes as seen from outside. Threads that need the
 * same year at once may each build it; the first to store it wins, and the sums are the same
 * whoever stores them. */
struct _SrCalendar
{
  gatomicrefcount  ref_count;

  SrCalendarRules *rules;
  const SrZone    *zone;

  SrCalendarYear  *years[SR_CALENDAR_N_YEARS];      /* atomic; NULL until asked for */
  int              n_seconds[SR_CALENDAR_N_YEARS];  /* atomic; UNKNOWN until asked for */
  int              n_workdays[SR_CALENDAR_N_YEARS]; /* atomic; UNKNOWN until asked for */
};

G_DEFINE_BOXED_TYPE (SrCalendar, sr_calendar, sr_calendar_ref, sr_calendar_unref)

static void
remember_sums (SrCalendar           *self,
               const SrCalendarYear *year)
{
  guint index = (guint) (year->number - SR_CALENDAR_FIRST_YEAR);

  g_atomic_int_set (&self->n_workdays[index], (int) year->n_workdays);
  g_atomic_int_set (&self->n_seconds[index], (int) year->n_seconds);
}

static const SrCalendarYear *
get_year (SrCalendar *self,
          int         number)
{
  SrCalendarYear **slot = &self->years[number - SR_CALENDAR_FIRST_YEAR];
  SrCalendarYear *year = g_atomic_pointer_get (slot);

  if (G_LIKELY (year != NULL))
    return year;

  year = sr_calendar_year_new (self->rules, self->zone, number);
  remember_sums (self, year);
  if (!g_atomic_pointer_compare_and_exchange (slot, NULL, year))
    {
      sr_calendar_year_free (year);
      year = g_atomic_pointer_get (slot);
    }

  return year;
}

/* The sums of a year that is only passed through are kept without its spans, so that an absurd
 * budget cannot fill the memory. */
static void
learn_sums (SrCalendar *self,
            int         number)
{
  g_autoptr (SrCalendarYear) year = sr_calendar_year_new (self->rules, self->zone, number);

  remember_sums (self, year);
}

static gint64
get_n_seconds (SrCalendar *self,
               int         number)
{
  int *slot = &self->n_seconds[number - SR_CALENDAR_FIRST_YEAR];

  if (G_UNLIKELY (g_atomic_int_get (slot) == UNKNOWN))
    learn_sums (self, number);

  return g_atomic_int_get (slot);
}

static guint
get_n_workdays (SrCalendar *self,
                int         number)
{
  int *slot = &self->n_workdays[number - SR_CALENDAR_FIRST_YEAR];

  if (G_UNLIKELY (g_atomic_int_get (slot) == UNKNOWN))
    learn_sums (self, number);

  return (guint) g_atomic_int_get (slot);
}

/* The year that an instant lies in; the nearest for one outside of all. */
static const SrCalendarYear *
find_year (SrCalendar *self,
           gint64      instant)
{
  int number = (int) CLAMP (SR_CALENDAR_FIRST_YEAR + instant / SECONDS_PER_YEAR,
                            SR_CALENDAR_FIRST_YEAR, SR_CALENDAR_LAST_YEAR);
  const SrCalendarYear *year = get_year (self, number);

  while (instant < year->start && number > SR_CALENDAR_FIRST_YEAR)
    year = get_year (self, --number);
  while (instant >= year->end && number < SR_CALENDAR_LAST_YEAR)
    year = get_year (self, ++number);

  return year;
}

static gboolean
is_day_in_range (SrDay day)
{
  return day >= sr_day_new (SR_CALENDAR_FIRST_YEAR, 1, 1) &&
         day <= sr_day_new (SR_CALENDAR_LAST_YEAR, 12, 31);
}

/* The year of a day and the day's index in it; the nearest for a day outside of all. */
static const SrCalendarYear *
find_year_of_day (SrCalendar *self,
                  SrDay       day,
                  guint      *index)
{
  SrDay clamped = CLAMP (day, sr_day_new (SR_CALENDAR_FIRST_YEAR, 1, 1),
                         sr_day_new (SR_CALENDAR_LAST_YEAR, 12, 31));
  const SrCalendarYear *year;
  int number;

  sr_day_get_ymd (clamped, &number, NULL, NULL);
  year = get_year (self, number);
  *index = (guint) (clamped - year->first_day);

  return year;
}

/* The year of a day and its working days up to the day, which counts. */
static const SrCalendarYear *
count_workdays_to (SrCalendar *self,
                   SrDay       day,
                   guint      *n_workdays)
{
  guint index;
  const SrCalendarYear *year = find_year_of_day (self, day, &index);

  *n_workdays = day < year->first_day ? 0 : year->workdays[index + 1];

  return year;
}

/**
 * sr_calendar_new:
 * @zone_id: an IANA zone, such as `Asia/Shanghai`
 * @week: the weekly template
 * @exceptions: (array length=n_exceptions): dated exceptions in any order, see
 *   [struct@Sr.Exception]; they are copied. Of two of the same rank on a day the later in the list
 *   holds; closures add up.
 * @n_exceptions: how many
 * @error: return location for a #SrTimeError
 *
 * Intervals are wall time: each end is turned into an instant by [method@Sr.Calendar.instant_at].
 * Years 1970 to 9999 are covered; before and after there is no working time.
 *
 * A year is known when it has a public holiday before December. In a later year that is not known
 * the weekly template holds, and those days that the law fixes to a date if the last known year
 * keeps them; see [method@Sr.Calendar.is_provisional].
 *
 * Returns: (transfer full): the calendar, or %NULL with @error set
 */
SrCalendar *
sr_calendar_new (const char               *zone_id,
                 const SrWeek             *week,
                 const SrException *const *exceptions,
                 gsize                     n_exceptions,
                 GError                  **error)
{
  g_autoptr (SrCalendarRules) rules = NULL;
  const SrZone *zone = NULL;
  SrCalendar *self = NULL;

  g_return_val_if_fail (week != NULL, NULL);
  g_return_val_if_fail (exceptions != NULL || n_exceptions == 0, NULL);

  zone = sr_zone_lookup (zone_id, error);
  if (zone == NULL)
    return NULL;

  rules = sr_calendar_rules_new (week, exceptions, n_exceptions, error);
  if (rules == NULL)
    return NULL;

  self = g_new0 (SrCalendar, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->rules = g_steal_pointer (&rules);
  self->zone = zone;
  for (guint i = 0; i < SR_CALENDAR_N_YEARS; i++)
    {
      self->n_seconds[i] = UNKNOWN;
      self->n_workdays[i] = UNKNOWN;
    }

  return self;
}

/**
 * sr_calendar_new_always:
 * @zone_id: an IANA zone
 * @error: return location for a %SR_TIME_ERROR_ZONE
 *
 * Returns: (transfer full): a calendar that is open at every second of every day
 */
SrCalendar *
sr_calendar_new_always (const char  *zone_id,
                        GError     **error)
{
  SrWeek week = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (week.n_intervals); i++)
    {
      week.n_intervals[i] = 1;
      week.intervals[i][0].to = SR_SECONDS_PER_DAY;
    }

  return sr_calendar_new (zone_id, &week, NULL, 0, error);
}

/**
 * sr_calendar_ref:
 * @self: a calendar
 *
 * Returns: (transfer full): @self
 */
SrCalendar *
sr_calendar_ref (SrCalendar *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * sr_calendar_unref:
 * @self: (transfer full): a calendar
 */
void
sr_calendar_unref (SrCalendar *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (guint i = 0; i < SR_CALENDAR_N_YEARS; i++)
    g_clear_pointer (&self->years[i], sr_calendar_year_free);
  sr_calendar_rules_free (self->rules);
  g_free (self);
}

/**
 * sr_calendar_get_zone:
 * @self: a calendar
 *
 * Returns: (transfer none): the IANA identifier of its zone
 */
const char *
sr_calendar_get_zone (SrCalendar *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return sr_zone_get_id (self->zone);
}

/**
 * sr_calendar_is_open:
 * @self: a calendar
 * @instant: seconds since 1970 in UTC
 *
 * Intervals are half-open: at its last instant an interval is closed already.
 *
 * Returns: whether @instant is working time
 */
gboolean
sr_calendar_is_open (SrCalendar *self,
                     gint64      instant)
{
  const SrSpan *span;

  g_return_val_if_fail (self != NULL, FALSE);

  span = sr_calendar_year_find_opened (find_year (self, instant), instant);
  return span != NULL && instant < span->to;
}

/**
 * sr_calendar_next_open:
 * @self: a calendar
 * @instant: seconds since 1970 in UTC
 *
 * Returns: @instant if it is working time, else the next opening; %G_MAXINT64 if there is none
 */
gint64
sr_calendar_next_open (SrCalendar *self,
                       gint64      instant)
{
  const SrCalendarYear *year;
  const SrSpan *span;
  int number;

  g_return_val_if_fail (self != NULL, G_MAXINT64);

  year = find_year (self, instant);
  span = sr_calendar_year_find_closing (year, instant);
  if (span != NULL)
    return MAX (instant, span->from);

  for (number = year->number + 1; number <= SR_CALENDAR_LAST_YEAR; number++)
    {
      if (get_n_seconds (self, number) > 0)
        return get_year (self, number)->spans[0].from;
    }

  return G_MAXINT64;
}

/* @instant itself if it is open or an interval's end, else the closing before it; G_MININT64 if
 * there is none. */
static gint64
find_previous_closing (SrCalendar *self,
                       gint64      instant)
{
  const SrCalendarYear *year = find_year (self, instant);
  const SrSpan *span = sr_calendar_year_find_opened (year, instant);
  int number;

  if (span != NULL)
    return MIN (instant, span->to);

  for (number = year->number - 1; number >= SR_CALENDAR_FIRST_YEAR; number--)
    {
      if (get_n_seconds (self, number) > 0)
        {
          year = get_year (self, number);
          return year->spans[year->n_spans - 1].to;
        }
    }

  return G_MININT64;
}

/**
 * sr_calendar_add:
 * @self: a calendar
 * @start: seconds since 1970 in UTC
 * @seconds: working seconds, 0 or more
 *
 * A start outside hours counts from the next opening, and a budget that ends exactly with an
 * interval belongs to that end: 18:00, not 09:00 of the next day (domain.md 2.3). The result is the
 * first instant `t` for which [method@Sr.Calendar.between] of @start and `t` is @seconds; with 0
 * seconds it is @start itself if that is open or an interval's end, else the next opening.
 *
 * Returns: the instant, or %G_MAXINT64 if there is not that much working time left
 */
gint64
sr_calendar_add (SrCalendar *self,
                 gint64      start,
                 gint64      seconds)
{
  const SrCalendarYear *year;
  gint64 left;
  int number;

  g_return_val_if_fail (self != NULL, G_MAXINT64);
  g_return_val_if_fail (seconds >= 0, G_MAXINT64);

  if (seconds == 0)
    return find_previous_closing (self, start) == start ? start
                                                        : sr_calendar_next_open (self, start);
  if (seconds > MAX_SECONDS)
    return G_MAXINT64;

  year = find_year (self, start);
  number = year->number;
  left = sr_calendar_year_count (year, start) + seconds;
  while (left > get_n_seconds (self, number))
    {
      left -= get_n_seconds (self, number);
      if (++number > SR_CALENDAR_LAST_YEAR)
        return G_MAXINT64;
    }

  return sr_calendar_year_end_of (get_year (self, number), left);
}

/**
 * sr_calendar_subtract:
 * @self: a calendar
 * @end: seconds since 1970 in UTC
 * @seconds: working seconds, 0 or more
 *
 * The mirror of [method@Sr.Calendar.add]: the last instant from which there are @seconds to @end.
 * An @end outside hours counts from the closing before it, and a budget that is used up exactly at
 * an opening belongs to that opening.
 *
 * Returns: the instant, or %G_MININT64 if there was not that much working time before
 */
gint64
sr_calendar_subtract (SrCalendar *self,
                      gint64      end,
                      gint64      seconds)
{
  const SrCalendarYear *year;
  gint64 left;
  int number;

  g_return_val_if_fail (self != NULL, G_MININT64);
  g_return_val_if_fail (seconds >= 0, G_MININT64);

  if (seconds == 0)
    return find_previous_closing (self, end);
  if (seconds > MAX_SECONDS)
    return G_MININT64;

  year = find_year (self, end);
  number = year->number;
  left = sr_calendar_year_count (year, end) - seconds;
  while (left < 0)
    {
      if (--number < SR_CALENDAR_FIRST_YEAR)
        return G_MININT64;
      left += get_n_seconds (self, number);
    }

  return sr_calendar_year_start_of (get_year (self, number), left);
}

/**
 * sr_calendar_between:
 * @self: a calendar
 * @a: seconds since 1970 in UTC
 * @b: seconds since 1970 in UTC
 *
 * Returns: the working seconds in [@a, @b); negative when @b is before @a
 */
gint64
sr_calendar_between (SrCalendar *self,
                     gint64      a,
                     gint64      b)
{
  const SrCalendarYear *first;
  const SrCalendarYear *last;
  gint64 seconds;

  g_return_val_if_fail (self != NULL, 0);

  if (b < a)
    return -sr_calendar_between (self, b, a);

  first = find_year (self, a);
  last = find_year (self, b);
  seconds = sr_calendar_year_count (last, b) - sr_calendar_year_count (first, a);
  for (int number = first->number; number < last->number; number++)
    seconds += get_n_seconds (self, number);

  return seconds;
}

/**
 * sr_calendar_day_of:
 * @self: a calendar
 * @instant: seconds since 1970 in UTC
 *
 * Returns: the day on the wall calendar of the zone
 */
SrDay
sr_calendar_day_of (SrCalendar *self,
                    gint64      instant)
{
  g_return_val_if_fail (self != NULL, SR_DAY_INVALID);

  return sr_zone_get_day (self->zone, instant, NULL);
}

/**
 * sr_calendar_instant_at:
 * @self: a calendar
 * @day: a day
 * @second_of_day: 0 to 86400; 86400 is the midnight that ends the day
 *
 * Returns: the first instant at which the wall clock shows that time; the gap's end for a time that
 *   it skips
 */
gint64
sr_calendar_instant_at (SrCalendar *self,
                        SrDay       day,
                        guint32     second_of_day)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (second_of_day <= SR_SECONDS_PER_DAY, 0);

  return sr_zone_get_instant (self->zone, day, second_of_day);
}

/**
 * sr_calendar_is_workday:
 * @self: a calendar
 * @day: a day
 *
 * Returns: whether @day has any working time
 */
gboolean
sr_calendar_is_workday (SrCalendar *self,
                        SrDay       day)
{
  const SrCalendarYear *year;
  guint index;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!is_day_in_range (day))
    return FALSE;

  year = find_year_of_day (self, day, &index);
  return year->workdays[index] < year->workdays[index + 1];
}

/**
 * sr_calendar_add_workdays:
 * @self: a calendar
 * @day: a day, which itself does not count
 * @n: working days
 *
 * Returns: the n-th working day strictly after @day, or @day when @n is 0; %SR_DAY_INVALID if there
 *   are not so many
 */
SrDay
sr_calendar_add_workdays (SrCalendar *self,
                          SrDay       day,
                          guint       n)
{
  guint64 left;
  guint n_before;
  int number;

  g_return_val_if_fail (self != NULL, SR_DAY_INVALID);

  if (n == 0)
    return day;

  number = count_workdays_to (self, day, &n_before)->number;
  left = (guint64) n_before + n;
  while (left > get_n_workdays (self, number))
    {
      left -= get_n_workdays (self, number);
      if (++number > SR_CALENDAR_LAST_YEAR)
        return SR_DAY_INVALID;
    }

  return sr_calendar_year_nth_workday (get_year (self, number), (guint) left);
}

/**
 * sr_calendar_workdays:
 * @self: a calendar
 * @a: a day
 * @b: a day
 *
 * Returns: the working days in (@a, @b]; negative when @b is before @a
 */
int
sr_calendar_workdays (SrCalendar *self,
                      SrDay       a,
                      SrDay       b)
{
  const SrCalendarYear *first;
  const SrCalendarYear *last;
  guint n_before;
  guint n_workdays;

  g_return_val_if_fail (self != NULL, 0);

  if (b < a)
    return -sr_calendar_workdays (self, b, a);

  first = count_workdays_to (self, a, &n_before);
  last = count_workdays_to (self, b, &n_workdays);
  for (int number = first->number; number < last->number; number++)
    n_workdays += get_n_workdays (self, number);

  return (int) (n_workdays - n_before);
}

/**
 * sr_calendar_closing:
 * @self: a calendar
 * @day: a day
 *
 * Returns: the instant at which @day closes for the last time, or for a day off the next working
 *   day; %G_MAXINT64 if there is none
 */
gint64
sr_calendar_closing (SrCalendar *self,
                     SrDay       day)
{
  const SrCalendarYear *year;
  guint index;

  g_return_val_if_fail (self != NULL, G_MAXINT64);

  if (!sr_calendar_is_workday (self, day))
    day = sr_calendar_add_workdays (self, day, 1);
  if (day == SR_DAY_INVALID)
    return G_MAXINT64;

  year = find_year_of_day (self, day, &index);
  return year->spans[year->first_span[index + 1] - 1].to;
}

/**
 * sr_calendar_add_workdays_to_closing:
 * @self: a calendar
 * @start: seconds since 1970 in UTC
 * @n: working days
 *
 * A deadline in working days (domain.md 2.3). Hours and days are different units: this is not a
 * number of hours.
 *
 * Returns: the closing time of the n-th working day strictly after the day of @start;
 *   %G_MAXINT64 if there is none
 */
gint64
sr_calendar_add_workdays_to_closing (SrCalendar *self,
                                     gint64      start,
                                     guint       n)
{
  SrDay day;

  g_return_val_if_fail (self != NULL, G_MAXINT64);

  day = sr_calendar_add_workdays (self, sr_calendar_day_of (self, start), n);

  return day != SR_DAY_INVALID ? sr_calendar_closing (self, day) : G_MAXINT64;
}

/**
 * sr_calendar_is_provisional:
 * @self: a calendar
 * @instant: seconds since 1970 in UTC
 *
 * The notice of a year comes out in the autumn before. Until it is imported, deadlines that land in
 * the year may still move.
 *
 * Returns: whether @instant lies in a year whose official days are not known yet
 */
gboolean
sr_calendar_is_provisional (SrCalendar *self,
                            gint64      instant)
{
  int year;

  g_return_val_if_fail (self != NULL, FALSE);

  sr_day_get_ymd (sr_calendar_day_of (self, instant), &year, NULL, NULL);
  return sr_calendar_rules_is_provisional (self->rules, year);
}

/**
 * sr_calendar_get_intervals:
 * @self: a calendar
 * @day: a day
 * @from: (out caller-allocated): where the openings go
 * @to: (out caller-allocated): where the closings go
 *
 * Returns: how many open intervals the day has
 */
guint
sr_calendar_get_intervals (SrCalendar *self,
                           SrDay       day,
                           gint64      from[SR_DAY_MAX_INTERVALS * 2],
                           gint64      to[SR_DAY_MAX_INTERVALS * 2])
{
  const SrCalendarYear *year;
  guint index;
  guint n_intervals = 0;

  g_return_val_if_fail (self != NULL, 0);

  if (!is_day_in_range (day))
    return 0;

  year = find_year_of_day (self, day, &index);
  for (guint i = year->first_span[index]; i < year->first_span[index + 1]; i++)
    {
      from[n_intervals] = year->spans[i].from;
      to[n_intervals] = year->spans[i].to;
      n_intervals++;
    }

  return n_intervals;
}

/**
 * sr_calendar_get_exception:
 * @self: a calendar
 * @day: a day
 *
 * For a day that the law fixes to a date, in a year whose notice is not known yet, this is the
 * exception of the last known year, and its own day lies in that year.
 *
 * Returns: (nullable) (transfer none): the exception that holds on @day, or %NULL when the weekly
 *   template does
 */
const SrException *
sr_calendar_get_exception (SrCalendar *self,
                           SrDay       day)
{
  g_return_val_if_fail (self != NULL, NULL);

  return sr_calendar_rules_get_exception (self->rules, day);
}
