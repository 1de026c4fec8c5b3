/* The days of a deadline, laid side by side.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-deadline-columns"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "ui/queue/sr-deadline-columns.h"

/* What was used and what is left, day by day, for the eye: the arithmetic is the calendar's and the
 * clock's. A run of closed days is one column; when there are more days than columns, whole days in
 * the middle become one.
 */

#define N_EDGES_KEPT 4

static void
sr_deadline_column_free (gpointer data)
{
  SrDeadlineColumn *column = data;

  g_array_unref (column->stretches);
  g_free (column);
}

static gboolean
was_running (GPtrArray *intervals,
             gint64     clock,
             gint64     instant)
{
  for (guint i = 0; i < intervals->len; i++)
    {
      const SrRow *interval = g_ptr_array_index (intervals, i);

      if (sr_row_get_integer (interval, SR_CLOCK_INTERVAL_CLOCK) == clock
          && sr_row_get_integer (interval, SR_CLOCK_INTERVAL_FROM) <= instant
          && (sr_row_is_null (interval, SR_CLOCK_INTERVAL_TO)
              || instant < sr_row_get_integer (interval, SR_CLOCK_INTERVAL_TO)))
        return TRUE;
    }

  return FALSE;
}

static SrStretchKind
kind_of (const SrRow *clock,
         GPtrArray   *intervals,
         gint64       instant,
         gint64       now)
{
  gint64 due = sr_row_get_integer (clock, SR_CLOCK_DUE_AT);

  if (instant < sr_row_get_integer (clock, SR_CLOCK_STARTED_AT))
    return SR_STRETCH_OUTSIDE;
  if (instant >= now)
    return instant < due ? SR_STRETCH_LEFT : SR_STRETCH_OUTSIDE;
  if (!was_running (intervals, sr_row_get_id (clock), instant))
    return SR_STRETCH_PAUSED;
  if (due != 0 && instant >= due)
    return SR_STRETCH_LATE;

  return SR_STRETCH_USED;
}

static int
compare_instants (gconstpointer a,
                  gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

/* The instants at which the kind of time may change, in order. */
static GArray *
find_turns (const SrRow *clock,
            GPtrArray   *intervals,
            gint64       now)
{
  GArray *turns = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 fixed[] = {
    sr_row_get_integer (clock, SR_CLOCK_STARTED_AT),
    sr_row_get_integer (clock, SR_CLOCK_DUE_AT),
    now,
  };

  g_array_append_vals (turns, fixed, G_N_ELEMENTS (fixed));
  for (guint i = 0; i < intervals->len; i++)
    {
      const SrRow *interval = g_ptr_array_index (intervals, i);
      gint64 ends[] = {
        sr_row_get_integer (interval, SR_CLOCK_INTERVAL_FROM),
        sr_row_get_integer (interval, SR_CLOCK_INTERVAL_TO),
      };

      if (sr_row_get_integer (interval, SR_CLOCK_INTERVAL_CLOCK) == sr_row_get_id (clock))
        g_array_append_vals (turns, ends, G_N_ELEMENTS (ends));
    }
  g_array_sort (turns, compare_instants);

  return turns;
}

static void
add_stretches (SrDeadlineColumn *column,
               gint64            from,
               gint64            to,
               const SrRow      *clock,
               GPtrArray        *intervals,
               GArray           *turns,
               gint64            now)
{
  double length = column->closes - column->opens;

  for (guint i = 0; from < to; i++)
    {
      gint64 end = to;
      SrStretch stretch;

      for (; i < turns->len; i++)
        {
          gint64 turn = g_array_index (turns, gint64, i);

          if (turn > from)
            {
              end = MIN (turn, to);
              break;
            }
        }

      stretch.from = (from - column->opens) / length;
      stretch.to = (end - column->opens) / length;
      stretch.kind = kind_of (clock, intervals, from, now);
      g_array_append_val (column->stretches, stretch);
      from = end;
    }
}

static SrDeadlineColumn *
make_column (SrCalendar  *calendar,
             SrDay        day,
             const SrRow *clock,
             GPtrArray   *intervals,
             GArray      *turns,
             gint64       now)
{
  SrDeadlineColumn *column = g_new0 (SrDeadlineColumn, 1);
  gint64 from[SR_DAY_MAX_INTERVALS * 2];
  gint64 to[SR_DAY_MAX_INTERVALS * 2];
  guint n = sr_calendar_get_intervals (calendar, day, from, to);
  const SrException *exception = sr_calendar_get_exception (calendar, day);

  column->from = day;
  column->to = day;
  column->is_closed = n == 0;
  column->name = exception != NULL ? exception->name : NULL;
  column->stretches = g_array_new (FALSE, FALSE, sizeof (SrStretch));

  if (n == 0)
    {
      column->opens = sr_calendar_instant_at (calendar, day, 0);
      column->closes = sr_calendar_instant_at (calendar, day + 1, 0);
      return column;
    }

  column->opens = from[0];
  column->closes = to[n - 1];
  for (guint i = 0; i < n; i++)
    add_stretches (column, from[i], to[i], clock, intervals, turns, now);

  return column;
}

/* A run of closed days is one column. */
static gboolean
join_closed (SrDeadlineColumn       *previous,
             const SrDeadlineColumn *column)
{
  if (previous == NULL || !previous->is_closed || !column->is_closed)
    return FALSE;

  previous->to = column->to;
  previous->closes = column->closes;
  if (previous->name == NULL)
    previous->name = column->name;

  return TRUE;
}

/* Keeps the edges, and lets one column stand for the days between. */
static void
fold_middle (GPtrArray *columns)
{
  SrDeadlineColumn *folded;
  const SrDeadlineColumn *last;
  SrStretch whole = { 0.0, 1.0, SR_STRETCH_OUTSIDE };
  guint n_folded = columns->len - 2 * N_EDGES_KEPT;

  folded = g_ptr_array_index (columns, N_EDGES_KEPT);
  last = g_ptr_array_index (columns, N_EDGES_KEPT + n_folded - 1);
  for (guint i = 0; i < n_folded; i++)
    {
      const SrDeadlineColumn *column = g_ptr_array_index (columns, N_EDGES_KEPT + i);

      if (column->stretches->len > 0)
        whole.kind = g_array_index (column->stretches, SrStretch, 0).kind;
    }

  folded->to = last->to;
  folded->closes = last->closes;
  folded->is_closed = FALSE;
  folded->is_folded = TRUE;
  folded->name = NULL;
  g_array_set_size (folded->stretches, 0);
  g_array_append_val (folded->stretches, whole);
  g_ptr_array_remove_range (columns, N_EDGES_KEPT + 1, n_folded - 1);
}

/**
 * sr_deadline_columns_new:
 * @clock: of kind clock
 * @intervals: (element-type SrRow): of kind clock-interval; those of other clocks are passed over
 * @calendar: the one that the clock is counted by
 * @now: the present instant
 *
 * Returns: (transfer full) (element-type SrDeadlineColumn): the columns from left to right
 */
GPtrArray *
sr_deadline_columns_new (const SrRow *clock,
                         GPtrArray   *intervals,
                         SrCalendar  *calendar,
                         gint64       now)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (sr_deadline_column_free);
  g_autoptr (GArray) turns = find_turns (clock, intervals, now);
  gint64 end = MAX (sr_row_get_integer (clock, SR_CLOCK_DUE_AT), now);
  SrDay last = sr_calendar_day_of (calendar, end);
  SrDay first = sr_calendar_day_of (calendar, sr_row_get_integer (clock, SR_CLOCK_STARTED_AT));

  for (SrDay day = first; day <= last; day++)
    {
      SrDeadlineColumn *column = make_column (calendar, day, clock, intervals, turns, now);
      SrDeadlineColumn *previous = NULL;

      if (columns->len > 0)
        previous = g_ptr_array_index (columns, columns->len - 1);
      if (join_closed (previous, column))
        sr_deadline_column_free (column);
      else
        g_ptr_array_add (columns, column);
    }

  if (columns->len > SR_DEADLINE_MAX_COLUMNS)
    fold_middle (columns);

  return columns;
}

/**
 * sr_deadline_columns_place:
 *
 * An instant outside the opening hours stands at the nearer edge of a column.
 *
 * Returns: the place in columns, from 0 to their number
 */
double
sr_deadline_columns_place (GPtrArray *columns,
                           gint64     instant)
{
  for (guint i = 0; i < columns->len; i++)
    {
      const SrDeadlineColumn *column = g_ptr_array_index (columns, i);

      if (instant < column->opens)
        return i;
      if (instant <= column->closes)
        return i + (double) (instant - column->opens) / (column->closes - column->opens);
    }

  return columns->len;
}
