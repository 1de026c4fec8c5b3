/* Which hours hold on which day, in wall time.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-calendar-rules"

#include "config.h"

#include "domain/time/sr-calendar-rules.h"

#include <glib/gi18n-lib.h>

#include "domain/time/sr-statutory.h"
#include "domain/time/sr-zone.h"

G_DEFINE_QUARK (sr-time-error-quark, sr_time_error)

/**
 * sr_exception_copy:
 * @exception: an exception
 *
 * Returns: (transfer full): a copy
 */
SrException *
sr_exception_copy (const SrException *exception)
{
  SrException *copy = g_new (SrException, 1);

  *copy = *exception;
  copy->name = g_strdup (exception->name);
  copy->source = g_strdup (exception->source);

  return copy;
}

/**
 * sr_exception_free:
 * @exception: (transfer full): an exception
 */
void
sr_exception_free (SrException *exception)
{
  g_free (exception->name);
  g_free (exception->source);
  g_free (exception);
}

static gboolean
check_intervals (const SrInterval  *intervals,
                 guint              n_intervals,
                 const char        *where,
                 GError           **error)
{
  if (n_intervals > SR_DAY_MAX_INTERVALS)
    {
      g_set_error (error, SR_TIME_ERROR, SR_TIME_ERROR_INTERVAL,
                   _("%s: more than %d intervals in a day"), where, SR_DAY_MAX_INTERVALS);
      return FALSE;
    }

  for (guint i = 0; i < n_intervals; i++)
    {
      if (intervals[i].from >= intervals[i].to || intervals[i].to > SR_SECONDS_PER_DAY)
        {
          g_set_error (error, SR_TIME_ERROR, SR_TIME_ERROR_INTERVAL,
                       _("%s: an interval must end after it begins, and by 24:00"), where);
          return FALSE;
        }

      if (i > 0 && intervals[i].from < intervals[i - 1].to)
        {
          g_set_error (error, SR_TIME_ERROR, SR_TIME_ERROR_INTERVAL,
                       _("%s: intervals must follow each other and not overlap"), where);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
check_week (const SrWeek  *week,
            GError       **error)
{
  static const char * const names[7] = {
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"),
    N_("Sunday")
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (!check_intervals (week->intervals[i], week->n_intervals[i], _(names[i]), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_exception (const SrException  *exception,
                 GError            **error)
{
  g_autofree char *where = NULL;

  if (exception->day < sr_day_new (SR_CALENDAR_FIRST_YEAR, 1, 1) ||
      exception->day > sr_day_new (SR_CALENDAR_LAST_YEAR, 12, 31))
    {
      g_set_error (error, SR_TIME_ERROR, SR_TIME_ERROR_RANGE,
                   _("A day of a calendar must lie in the years %d to %d"),
                   SR_CALENDAR_FIRST_YEAR, SR_CALENDAR_LAST_YEAR);
      return FALSE;
    }

  where = sr_day_to_iso (exception->day);

  if ((guint) exception->rank >= SR_EXCEPTION_NONE)
    {
      g_set_error (error, SR_TIME_ERROR, SR_TIME_ERROR_RANGE,
                   _("%s: not a kind of exception"), where);
      return FALSE;
    }

  if (exception->rank == SR_EXCEPTION_MAKEUP_WORKDAY &&
      (exception->template_weekday < 0 || exception->template_weekday > 6))
    {
      g_set_error (error, SR_TIME_ERROR, SR_TIME_ERROR_RANGE,
                   _("%s: a make-up workday follows one of the seven weekdays"), where);
      return FALSE;
    }

  return check_intervals (exception->intervals, exception->n_intervals, where, error);
}

static int
compare_exceptions (gconstpointer a,
                    gconstpointer b,
                    gpointer      user_data)
{
  const SrException *first = *(const SrException * const *) a;
  const SrException *second = *(const SrException * const *) b;

  if (first->day != second->day)
    return first->day < second->day ? -1 : 1;

  return (int) first->rank - (int) second->rank;
}

/* The index of the first exception of @day or of a later one. */
static guint
find_first (const SrCalendarRules *self,
            SrDay                  day)
{
  guint low = 0;
  guint high = self->exceptions->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const SrException *exception = g_ptr_array_index (self->exceptions, middle);

      if (exception->day < day)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* The exception of @rank on @day; of several the last that was given. */
static const SrException *
find_ranked (const SrCalendarRules *self,
             SrDay                  day,
             SrExceptionRank        rank)
{
  const SrException *found = NULL;

  for (guint i = find_first (self, day); i < self->exceptions->len; i++)
    {
      const SrException *exception = g_ptr_array_index (self->exceptions, i);

      if (exception->day != day || exception->rank > rank)
        break;
      if (exception->rank == rank)
        found = exception;
    }

  return found;
}

/* Days that the law fixes to a date are certain even before the notice of a year has come out.
 * Other countries' calendars are safe from them: a day is carried into a later year only when the
 * last year with a notice kept it. */
static const SrException *
find_fixed (const SrCalendarRules *self,
            SrDay                  day)
{
  int year;
  int month;
  int month_day;

  if (self->last_known == 0)
    return NULL;

  sr_day_get_ymd (day, &year, &month, &month_day);
  if (year <= self->last_known || !sr_statutory_is_fixed (day))
    return NULL;

  return find_ranked (self, sr_day_new (self->last_known, month, month_day),
                      SR_EXCEPTION_PUBLIC_HOLIDAY);
}

/* What holds below the rank of closures. */
static const SrException *
find_open_rule (const SrCalendarRules *self,
                SrDay                  day)
{
  for (guint i = find_first (self, day); i < self->exceptions->len; i++)
    {
      const SrException *exception = g_ptr_array_index (self->exceptions, i);

      if (exception->day != day)
        break;
      if (exception->rank != SR_EXCEPTION_CLOSURE)
        return find_ranked (self, day, exception->rank);
    }

  return find_fixed (self, day);
}

static guint
copy_intervals (SrInterval        intervals[SR_DAY_MAX_OPEN],
                const SrInterval *source,
                guint             n_intervals)
{
  for (guint i = 0; i < n_intervals; i++)
    intervals[i] = source[i];

  return n_intervals;
}

static guint
get_week_intervals (const SrCalendarRules *self,
                    int                    weekday,
                    SrInterval             intervals[SR_DAY_MAX_OPEN])
{
  return copy_intervals (intervals, self->week.intervals[weekday], self->week.n_intervals[weekday]);
}

static guint
get_rule_intervals (const SrCalendarRules *self,
                    const SrException     *rule,
                    SrDay                  day,
                    SrInterval             intervals[SR_DAY_MAX_OPEN])
{
  switch (rule != NULL ? rule->rank : SR_EXCEPTION_NONE)
    {
    case SR_EXCEPTION_SPECIAL_HOURS:
      return copy_intervals (intervals, rule->intervals, rule->n_intervals);

    case SR_EXCEPTION_MAKEUP_WORKDAY:
      return get_week_intervals (self, rule->template_weekday, intervals);

    case SR_EXCEPTION_PUBLIC_HOLIDAY:
    case SR_EXCEPTION_CLOSURE:
      return 0;

    case SR_EXCEPTION_NONE:
    default:
      return get_week_intervals (self, sr_day_get_weekday (day), intervals);
    }
}

/* Takes one closed part out of the intervals. What cannot be held any more is given up from the
 * end, which sr_calendar_rules_new() has made sure never happens. */
static guint
subtract_part (SrInterval        intervals[SR_DAY_MAX_OPEN],
               guint             n_intervals,
               const SrInterval *part,
               gboolean         *overflow)
{
  SrInterval left[SR_DAY_MAX_OPEN];
  guint n_left = 0;

  for (guint i = 0; i < n_intervals; i++)
    {
      SrInterval before = { intervals[i].from, MIN (intervals[i].to, part->from) };
      SrInterval after = { MAX (intervals[i].from, part->to), intervals[i].to };

      if (before.from < before.to)
        {
          if (n_left < SR_DAY_MAX_OPEN)
            left[n_left++] = before;
          else
            *overflow = TRUE;
        }
      if (after.from < after.to)
        {
          if (n_left < SR_DAY_MAX_OPEN)
            left[n_left++] = after;
          else
            *overflow = TRUE;
        }
    }

  return copy_intervals (intervals, left, n_left);
}

static guint
get_intervals (const SrCalendarRules *self,
               SrDay                  day,
               SrInterval             intervals[SR_DAY_MAX_OPEN],
               gboolean              *overflow)
{
  guint n_intervals = get_rule_intervals (self, find_open_rule (self, day), day, intervals);

  for (guint i = find_first (self, day); i < self->exceptions->len; i++)
    {
      const SrException *exception = g_ptr_array_index (self->exceptions, i);

      if (exception->day != day || exception->rank != SR_EXCEPTION_CLOSURE)
        break;
      if (exception->n_intervals == 0)
        return 0;
      for (guint j = 0; j < exception->n_intervals; j++)
        n_intervals = subtract_part (intervals, n_intervals, &exception->intervals[j], overflow);
    }

  return n_intervals;
}

/* The notice of a year may move days of the December before, so a December alone does not make its
 * year known. */
static void
find_known_years (SrCalendarRules *self)
{
  for (guint i = 0; i < self->exceptions->len; i++)
    {
      const SrException *exception = g_ptr_array_index (self->exceptions, i);
      int year;
      int month;

      if (exception->rank != SR_EXCEPTION_PUBLIC_HOLIDAY)
        continue;

      sr_day_get_ymd (exception->day, &year, &month, NULL);
      if (month == 12)
        continue;

      self->known[year - SR_CALENDAR_FIRST_YEAR] = TRUE;
      self->last_known = year;
      if (self->first_known == 0)
        self->first_known = year;
    }
}

/**
 * sr_calendar_rules_new:
 * @week: the weekly template
 * @exceptions: (array length=n_exceptions): dated exceptions, in any order; of two of the same rank
 *   and day the later in the list holds, but closures add up
 * @n_exceptions: how many
 * @error: return location for a #SrTimeError
 *
 * Returns: (transfer full): the rules, or %NULL when some interval or day is not valid
 */
SrCalendarRules *
sr_calendar_rules_new (const SrWeek             *week,
                       const SrException *const *exceptions,
                       gsize                     n_exceptions,
                       GError                  **error)
{
  g_autoptr (SrCalendarRules) self = g_new0 (SrCalendarRules, 1);

  self->week = *week;
  self->exceptions = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_exception_free);

  if (!check_week (week, error))
    return NULL;

  for (gsize i = 0; i < n_exceptions; i++)
    {
      if (!check_exception (exceptions[i], error))
        return NULL;
      g_ptr_array_add (self->exceptions, sr_exception_copy (exceptions[i]));
    }

  /* A stable sort, which that of GPtrArray is not: the order of the list decides between exceptions
   * of the same rank. */
  g_qsort_with_data (self->exceptions->pdata, (int) self->exceptions->len, sizeof (gpointer),
                     compare_exceptions, NULL);
  find_known_years (self);

  for (guint i = 0; i < self->exceptions->len; i++)
    {
      const SrException *exception = g_ptr_array_index (self->exceptions, i);
      SrInterval intervals[SR_DAY_MAX_OPEN];
      gboolean overflow = FALSE;

      get_intervals (self, exception->day, intervals, &overflow);
      if (overflow)
        {
          g_autofree char *where = sr_day_to_iso (exception->day);

          g_set_error (error, SR_TIME_ERROR, SR_TIME_ERROR_INTERVAL,
                       _("%s: the closures leave more than %d intervals"), where, SR_DAY_MAX_OPEN);
          return NULL;
        }
    }

  return g_steal_pointer (&self);
}

void
sr_calendar_rules_free (SrCalendarRules *self)
{
  g_ptr_array_unref (self->exceptions);
  g_free (self);
}

/**
 * sr_calendar_rules_get_exception:
 * @self: rules
 * @day: a day
 *
 * Returns: (nullable) (transfer none): the exception that holds on @day: the first in rank. For a
 *   fixed day carried into a year without notice it is that of the last year with one, whose day
 *   lies in that year. %NULL when the weekly template holds.
 */
const SrException *
sr_calendar_rules_get_exception (const SrCalendarRules *self,
                                 SrDay                  day)
{
  const SrException *closure = find_ranked (self, day, SR_EXCEPTION_CLOSURE);

  return closure != NULL ? closure : find_open_rule (self, day);
}

/**
 * sr_calendar_rules_get_intervals:
 * @self: rules
 * @day: a day
 * @intervals: (out caller-allocated): where the open intervals go, in order; %SR_DAY_MAX_OPEN have
 *   room
 *
 * Returns: how many there are
 */
guint
sr_calendar_rules_get_intervals (const SrCalendarRules *self,
                                 SrDay                  day,
                                 SrInterval            *intervals)
{
  gboolean overflow = FALSE;

  return get_intervals (self, day, intervals, &overflow);
}

/**
 * sr_calendar_rules_is_provisional:
 * @self: rules
 * @year: a year
 *
 * A year is provisional when its official days are not among the exceptions although those of an
 * earlier year are. A calendar without any official days has no such years, and the years before
 * its first notice are history.
 *
 * Returns: whether what falls into @year may still move
 */
gboolean
sr_calendar_rules_is_provisional (const SrCalendarRules *self,
                                  int                    year)
{
  if (self->first_known == 0 || year < self->first_known || year > SR_CALENDAR_LAST_YEAR)
    return FALSE;

  return !self->known[year - SR_CALENDAR_FIRST_YEAR];
}
