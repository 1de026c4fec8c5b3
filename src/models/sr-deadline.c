/* A deadline that explains itself, day by day.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-deadline"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-allowance.h"
#include "models/sr-due.h"

/* No explanation is longer than this many days; what is used beyond them is one line. */
#define MAX_DAYS 400

/**
 * Stretch:
 *
 * A time in which the clock runs: what is past from its intervals, and what is to come.
 */
typedef struct
{
  gint64   from;
  gint64   to;
  gboolean is_future;
} Stretch;

/**
 * Walk:
 *
 * The state of going through the days.
 */
typedef struct
{
  SrCalendar *calendar;
  GArray     *stretches;
  GPtrArray  *lines;
  gint64      remaining;
  gint64      started_at;
  gint64      now;
  gboolean    is_over;     /* the clock has stopped */
} Walk;

/**
 * sr_deadline_line_free:
 * @line: (nullable) (transfer full):
 */
void
sr_deadline_line_free (SrDeadlineLine *line)
{
  if (line == NULL)
    return;

  g_free (line->rule);
  g_free (line->hours);
  g_free (line);
}

static char *
clock_time (gint64      instant,
            const char *zone)
{
  g_autoptr (GTimeZone) time_zone = g_time_zone_new_identifier (zone);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, time_zone);

  return g_date_time_format (local, "%H:%M");
}

static char *
name_of_day (SrCalendar *calendar,
             SrDay       day)
{
  const SrException *exception = sr_calendar_get_exception (calendar, day);

  if (exception == NULL)
    return g_strdup (sr_calendar_is_workday (calendar, day) ? _("Workday") : _("Day off"));

  switch (exception->rank)
    {
    case SR_EXCEPTION_MAKEUP_WORKDAY:
      return g_strdup (_("Make-up workday"));
    case SR_EXCEPTION_SPECIAL_HOURS:
      return g_strdup (_("Special hours"));
    case SR_EXCEPTION_CLOSURE:
      return exception->name != NULL ? g_strdup (exception->name) : g_strdup (_("Closure"));
    case SR_EXCEPTION_PUBLIC_HOLIDAY:
      return exception->name != NULL ? g_strdup (exception->name) : g_strdup (_("Public holiday"));
    case SR_EXCEPTION_NONE:
    default:
      return g_strdup (_("Workday"));
    }
}

static SrDeadlineLine *
add_line (Walk  *walk,
          SrDay  day)
{
  SrDeadlineLine *line = g_new0 (SrDeadlineLine, 1);

  line->from = day;
  line->to = day;
  line->remaining = walk->remaining;
  line->is_past = day < sr_calendar_day_of (walk->calendar, walk->now);
  g_ptr_array_add (walk->lines, line);

  return line;
}

/* A run of days that say the same is one line. */
static gboolean
extend_last (Walk       *walk,
             SrDay       day,
             const char *rule,
             gboolean    is_closed,
             gboolean    is_pause)
{
  SrDeadlineLine *last;

  if (walk->lines->len == 0)
    return FALSE;

  last = g_ptr_array_index (walk->lines, walk->lines->len - 1);
  if (last->to != day - 1 || last->used != 0 || last->is_closed != is_closed ||
      last->is_pause != is_pause || g_strcmp0 (last->rule, rule) != 0)
    return FALSE;

  last->to = day;

  return TRUE;
}

static void
add_idle_day (Walk     *walk,
              SrDay     day,
              gboolean  is_closed)
{
  g_autofree char *rule = is_closed ? name_of_day (walk->calendar, day) : g_strdup (_("Paused"));
  SrDeadlineLine *line;

  if (extend_last (walk, day, rule, is_closed, !is_closed))
    return;

  line = add_line (walk, day);
  line->rule = g_steal_pointer (&rule);
  line->hours = g_strdup ("—");
  line->is_closed = is_closed;
  line->is_pause = !is_closed;
}

/* A stretch may follow the one before at once: then the clock was not paused. */
static gboolean
is_after_pause (Walk  *walk,
                guint  index)
{
  return index > 0 && g_array_index (walk->stretches, Stretch, index - 1).to <
                      g_array_index (walk->stretches, Stretch, index).from;
}

static gboolean
is_before_pause (Walk  *walk,
                 guint  index)
{
  const Stretch *stretch = &g_array_index (walk->stretches, Stretch, index);

  if (index + 1 < walk->stretches->len)
    return is_after_pause (walk, index + 1);

  return !walk->is_over && !stretch->is_future && stretch->to < walk->now;
}

static char *
rule_of_stretch (Walk          *walk,
                 const Stretch *stretch,
                 guint          index,
                 SrDay          day)
{
  const char *zone = sr_calendar_get_zone (walk->calendar);
  gboolean begins = sr_calendar_day_of (walk->calendar, stretch->from) == day;
  gboolean ends = sr_calendar_day_of (walk->calendar, stretch->to) == day;
  g_autofree char *name = name_of_day (walk->calendar, day);
  g_autofree char *time = NULL;

  if (begins && stretch->is_future)
    return g_strdup (_("From now"));

  if (begins && index == 0)
    return g_strdup (stretch->from == walk->started_at ? _("Started") : name);

  if (begins && is_after_pause (walk, index))
    {
      time = clock_time (stretch->from, zone);
      /* Translators: %s is a clock time */
      return g_strdup_printf (_("Paused until %s"), time);
    }

  if (ends && is_before_pause (walk, index))
    {
      time = clock_time (stretch->to, zone);
      /* Translators: the kind of day, a clock time */
      return g_strdup_printf (_("%s, paused at %s"), name, time);
    }

  return g_steal_pointer (&name);
}

/* What the stretch uses of the day; TRUE if it is anything. */
static gboolean
add_used_day (Walk    *walk,
              guint    index,
              SrDay    day,
              gint64  *from,
              gint64  *to,
              guint    n)
{
  const Stretch *stretch = &g_array_index (walk->stretches, Stretch, index);
  const char *zone = sr_calendar_get_zone (walk->calendar);
  g_autofree char *begin = NULL;
  g_autofree char *end = NULL;
  gint64 first = 0;
  gint64 last = 0;
  gint64 used = 0;
  SrDeadlineLine *line;

  for (guint i = 0; i < n; i++)
    {
      gint64 a = MAX (from[i], stretch->from);
      gint64 b = MIN (to[i], stretch->to);

      if (a >= b)
        continue;

      if (used == 0)
        first = a;
      last = b;
      used += b - a;
    }

  if (used == 0)
    return FALSE;

  walk->remaining -= used;
  line = add_line (walk, day);
  line->used = used;
  line->is_past = !stretch->is_future;
  line->rule = rule_of_stretch (walk, stretch, index, day);
  begin = clock_time (first, zone);
  end = last == sr_calendar_instant_at (walk->calendar, day + 1, 0)
          ? g_strdup ("24:00") : clock_time (last, zone);
  line->hours = g_strdup_printf ("%s–%s", begin, end);

  return TRUE;
}

static void
walk_day (Walk  *walk,
          SrDay  day)
{
  gint64 from[SR_DAY_MAX_INTERVALS * 2];
  gint64 to[SR_DAY_MAX_INTERVALS * 2];
  guint n = sr_calendar_get_intervals (walk->calendar, day, from, to);
  gboolean used = FALSE;

  if (n == 0)
    {
      add_idle_day (walk, day, TRUE);
      return;
    }

  for (guint i = 0; i < walk->stretches->len; i++)
    used = add_used_day (walk, i, day, from, to, n) || used;

  if (!used && to[n - 1] > walk->started_at)
    add_idle_day (walk, day, FALSE);
}

static GArray *
collect_stretches (const SrRow *clock,
                   GPtrArray   *intervals,
                   gint64       now)
{
  GArray *stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  gint64 due = sr_row_get_integer (clock, SR_CLOCK_DUE_AT);

  for (guint i = 0; i < intervals->len; i++)
    {
      const SrRow *row = g_ptr_array_index (intervals, i);
      Stretch stretch = { 0 };

      if (sr_row_get_kind (row) != &sr_clock_interval_kind ||
          sr_row_get_integer (row, SR_CLOCK_INTERVAL_CLOCK) != sr_row_get_id (clock))
        continue;

      stretch.from = sr_row_get_integer (row, SR_CLOCK_INTERVAL_FROM);
      stretch.to = sr_row_is_null (row, SR_CLOCK_INTERVAL_TO)
                     ? MAX (now, stretch.from) : sr_row_get_integer (row, SR_CLOCK_INTERVAL_TO);
      g_array_append_val (stretches, stretch);
    }

  if (sr_row_is (clock, SR_CLOCK_STATE, "running") && due > now)
    {
      Stretch stretch = { MAX (now, sr_row_get_integer (clock, SR_CLOCK_STARTED_AT)), due, TRUE };

      g_array_append_val (stretches, stretch);
    }

  return stretches;
}

/* What is used after @day, as one line. */
static void
add_rest (Walk  *walk,
          SrDay  day,
          SrDay  last)
{
  gint64 from = sr_calendar_instant_at (walk->calendar, day + 1, 0);
  gint64 used = 0;
  SrDeadlineLine *line;

  for (guint i = 0; i < walk->stretches->len; i++)
    {
      const Stretch *stretch = &g_array_index (walk->stretches, Stretch, i);

      if (stretch->to > from)
        used += sr_calendar_between (walk->calendar, MAX (stretch->from, from), stretch->to);
    }

  walk->remaining -= used;
  line = add_line (walk, day + 1);
  line->to = last;
  line->used = used;
  line->rule = g_strdup ("…");
  line->hours = g_strdup ("—");
}

static SrDay
find_last_day (Walk        *walk,
               const SrRow *clock)
{
  const Stretch *stretch = &g_array_index (walk->stretches, Stretch, walk->stretches->len - 1);
  SrDay last = sr_calendar_day_of (walk->calendar, stretch->to);

  if (sr_row_is (clock, SR_CLOCK_STATE, "paused"))
    last = MAX (last, sr_calendar_day_of (walk->calendar, walk->now));

  return last;
}

/**
 * sr_deadline_explain:
 * @clock: a row of kind clock
 * @intervals: (element-type SrRow): rows among which its stretches are; others are passed over
 * @setting: what holds for the request
 * @now: seconds in UTC
 *
 * Explains a clock from its start to its deadline: which day counted how much by which rule, when it
 * was paused, what is left. A target of working days is told in the working seconds to the closing
 * at which it ends, as the clock itself counts it; extensions are part of what is left.
 *
 * Returns: (transfer full) (element-type SrDeadlineLine): the lines in order of time
 */
GPtrArray *
sr_deadline_explain (const SrRow     *clock,
                     GPtrArray       *intervals,
                     const SrSetting *setting,
                     gint64           now)
{
  g_autoptr (GArray) stretches = collect_stretches (clock, intervals, now);
  Walk walk = { 0 };
  SrDay first;
  SrDay last;
  SrDay end;

  walk.calendar = sr_setting_calendar (setting, sr_row_get_text (clock, SR_CLOCK_TIME_BASIS));
  walk.stretches = stretches;
  walk.lines = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_deadline_line_free);
  walk.now = now;
  walk.started_at = sr_row_get_integer (clock, SR_CLOCK_STARTED_AT);
  walk.remaining = sr_row_get_integer (clock, SR_CLOCK_BUDGET) +
                   sr_row_get_integer (clock, SR_CLOCK_EXTENSION);
  walk.is_over = !sr_row_is_null (clock, SR_CLOCK_STOPPED_AT);

  if (stretches->len == 0)
    return walk.lines;

  first = sr_calendar_day_of (walk.calendar, walk.started_at);
  last = find_last_day (&walk, clock);
  end = MIN (last, first + MAX_DAYS);

  for (SrDay day = first; day <= end; day++)
    walk_day (&walk, day);
  if (last > end)
    add_rest (&walk, end, last);

  return walk.lines;
}
