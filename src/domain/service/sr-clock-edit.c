/* A clock of a request while a rule works on it.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-clock-edit"

#include "config.h"

#include "domain/records/sr-event.h"
#include "domain/records/sr-kinds.h"
#include "domain/service/sr-clock-edit.h"
#include "domain/service/sr-request-clocks.h"

/* Part of the target that is left at least when a target or a calendar changes. */
#define GRACE_PERCENT 25

typedef struct
{
  const SrRow *stored;
  SrRow       *interval;
} IntervalEdit;

static void
interval_edit_free (IntervalEdit *self)
{
  sr_row_free (self->interval);
  g_free (self);
}

static SrCalendar *
get_calendar (SrClockEdit *self)
{
  return sr_setting_calendar (self->setting, sr_row_get_text (self->clock, SR_CLOCK_TIME_BASIS));
}

static gboolean
is_running (SrClockEdit *self)
{
  return sr_row_is (self->clock, SR_CLOCK_STATE, "running");
}

static IntervalEdit *
add_interval (SrClockEdit *self,
              const SrRow *stored)
{
  IntervalEdit *edit = g_new0 (IntervalEdit, 1);

  edit->stored = stored;
  edit->interval = stored != NULL ? sr_row_copy (stored) : sr_row_new (&sr_clock_interval_kind);
  g_ptr_array_add (self->intervals, edit);

  return edit;
}

static SrRow *
get_open_interval (SrClockEdit *self)
{
  for (guint i = 0; i < self->intervals->len; i++)
    {
      IntervalEdit *edit = g_ptr_array_index (self->intervals, i);

      if (sr_row_is_null (edit->interval, SR_CLOCK_INTERVAL_TO))
        return edit->interval;
    }

  return NULL;
}

/* What resumes late does so at the instant that was agreed; stretches keep their order even so. */
static void
open_interval (SrClockEdit *self,
               gint64       at)
{
  IntervalEdit *edit = add_interval (self, NULL);

  at = MAX (at, self->ran_until);
  at = MAX (at, sr_row_get_integer (self->clock, SR_CLOCK_STARTED_AT));

  sr_row_set (edit->interval, SR_CLOCK_INTERVAL_REQUEST,
              sr_row_get (self->clock, SR_CLOCK_REQUEST));
  sr_row_set_integer (edit->interval, SR_CLOCK_INTERVAL_FROM, at);
  sr_row_set_integer (self->clock, SR_CLOCK_RUNNING_SINCE, at);
}

static void
close_interval (SrClockEdit *self,
                gint64       at,
                const char  *why)
{
  SrRow *interval = get_open_interval (self);
  gint64 elapsed;

  at = MAX (at, sr_row_get_integer (self->clock, SR_CLOCK_RUNNING_SINCE));
  elapsed = sr_clock_row_elapsed (self->clock, self->setting, at);

  if (interval != NULL)
    {
      sr_row_set_integer (interval, SR_CLOCK_INTERVAL_TO, at);
      sr_row_set_integer (interval, SR_CLOCK_INTERVAL_USED,
                          elapsed - sr_row_get_integer (self->clock, SR_CLOCK_ELAPSED));
      sr_row_set_text (interval, SR_CLOCK_INTERVAL_WHY, why);
    }

  sr_row_set_integer (self->clock, SR_CLOCK_ELAPSED, elapsed);
  sr_row_set_null (self->clock, SR_CLOCK_RUNNING_SINCE);
  self->ran_until = at;
}

/* deadline = add (since, allowed - elapsed); what was used up already keeps its deadline. */
static void
set_due (SrClockEdit *self)
{
  SrCalendar *calendar = get_calendar (self);
  gint64 since = sr_row_get_integer (self->clock, SR_CLOCK_RUNNING_SINCE);
  gint64 left = sr_row_get_integer (self->clock, SR_CLOCK_BUDGET) -
                sr_row_get_integer (self->clock, SR_CLOCK_ELAPSED);
  gint64 extended = left + sr_row_get_integer (self->clock, SR_CLOCK_EXTENSION);

  if (left >= 0 || sr_row_is_null (self->clock, SR_CLOCK_ORIGINAL_DUE_AT))
    sr_row_set_integer (self->clock, SR_CLOCK_ORIGINAL_DUE_AT,
                        sr_calendar_add (calendar, since, MAX (left, 0)));
  sr_row_set_integer (self->clock, SR_CLOCK_DUE_AT,
                      sr_calendar_add (calendar, since, MAX (extended, 0)));
}

static void
set_allowance (SrClockEdit       *self,
               const SrAllowance *allowance)
{
  if (allowance->workdays > 0)
    {
      sr_row_set_null (self->clock, SR_CLOCK_TARGET);
      sr_row_set_integer (self->clock, SR_CLOCK_TARGET_WORKDAYS, allowance->workdays);
    }
  else
    {
      sr_row_set_integer (self->clock, SR_CLOCK_TARGET, allowance->seconds);
      sr_row_set_null (self->clock, SR_CLOCK_TARGET_WORKDAYS);
    }

  sr_row_set_text (self->clock, SR_CLOCK_TIME_BASIS, allowance->time_basis);
}

static void
set_setting (SrClockEdit *self)
{
  sr_row_set_integer (self->clock, SR_CLOCK_CALENDAR, self->setting->calendar_id);
  sr_row_set_integer (self->clock, SR_CLOCK_CALENDAR_VERSION, self->setting->calendar_version);
}

/**
 * sr_clock_edit_new:
 * @kind: the kind of clock
 * @request: the id of the request, or -1 for the first change of the set
 * @allowance: how long it may run
 * @start: when it starts
 *
 * Returns: (transfer full): a new clock; it is paused until it is told to run
 */
SrClockEdit *
sr_clock_edit_new (const SrSetting   *setting,
                   const char        *kind,
                   gint64             request,
                   gint64             cycle,
                   const SrAllowance *allowance,
                   gint64             start)
{
  SrClockEdit *self = g_new0 (SrClockEdit, 1);

  self->setting = setting;
  self->clock = sr_row_new (&sr_clock_kind);
  self->intervals = g_ptr_array_new_with_free_func ((GDestroyNotify) interval_edit_free);

  sr_row_set_integer (self->clock, SR_CLOCK_REQUEST, request);
  sr_row_set_text (self->clock, SR_CLOCK_KIND, kind);
  sr_row_set_integer (self->clock, SR_CLOCK_CYCLE, cycle);
  sr_row_set_text (self->clock, SR_CLOCK_STATE, "paused");
  sr_row_set_integer (self->clock, SR_CLOCK_STARTED_AT, start);
  sr_row_set_integer (self->clock, SR_CLOCK_ELAPSED, 0);
  sr_row_set_integer (self->clock, SR_CLOCK_BUDGET, allowance->budget);
  sr_row_set_integer (self->clock, SR_CLOCK_EXTENSION, 0);
  sr_row_set_integer (self->clock, SR_CLOCK_POLICY, setting->policy);
  set_allowance (self, allowance);
  set_setting (self);

  return self;
}

/**
 * sr_clock_edit_load:
 * @stored: a clock of the request; borrowed
 * @children: (element-type SrRow): the children of the request; borrowed
 *
 * Returns: (transfer full): the clock to be worked on
 */
SrClockEdit *
sr_clock_edit_load (const SrSetting *setting,
                    const SrRow     *stored,
                    GPtrArray       *children)
{
  SrClockEdit *self = g_new0 (SrClockEdit, 1);

  self->setting = setting;
  self->stored = stored;
  self->clock = sr_row_copy (stored);
  self->intervals = g_ptr_array_new_with_free_func ((GDestroyNotify) interval_edit_free);

  for (guint i = 0; i < children->len; i++)
    {
      const SrRow *child = g_ptr_array_index (children, i);

      if (sr_row_get_kind (child) != &sr_clock_interval_kind ||
          sr_row_get_integer (child, SR_CLOCK_INTERVAL_CLOCK) != sr_row_get_id (stored))
        continue;

      if (sr_row_is_null (child, SR_CLOCK_INTERVAL_TO))
        add_interval (self, child);
      else
        self->ran_until = MAX (self->ran_until,
                               sr_row_get_integer (child, SR_CLOCK_INTERVAL_TO));
    }

  return self;
}

void
sr_clock_edit_free (SrClockEdit *self)
{
  if (self == NULL)
    return;

  sr_row_free (self->clock);
  g_ptr_array_unref (self->intervals);
  g_free (self);
}

/**
 * sr_clock_edit_is_live:
 *
 * Returns: %TRUE if it runs or is paused
 */
gboolean
sr_clock_edit_is_live (SrClockEdit *self)
{
  return is_running (self) || sr_row_is (self->clock, SR_CLOCK_STATE, "paused");
}

/**
 * sr_clock_edit_is:
 *
 * Returns: %TRUE if it is of this kind of clock
 */
gboolean
sr_clock_edit_is (SrClockEdit *self,
                  const char  *kind)
{
  return sr_row_is (self->clock, SR_CLOCK_KIND, kind);
}

/**
 * sr_clock_edit_run:
 * @at: since when
 *
 * Lets a paused clock run; the deadline is what is left, counted from here.
 */
void
sr_clock_edit_run (SrClockEdit *self,
                   gint64       at)
{
  if (!sr_row_is (self->clock, SR_CLOCK_STATE, "paused"))
    return;

  open_interval (self, at);
  sr_row_set_text (self->clock, SR_CLOCK_STATE, "running");
  set_setting (self);
  set_due (self);
}

/**
 * sr_clock_edit_pause:
 * @at: from when; not before the present run
 *
 * Pauses a running clock: there is no deadline then.
 */
void
sr_clock_edit_pause (SrClockEdit *self,
                     gint64       at,
                     const char  *why)
{
  if (!is_running (self))
    return;

  close_interval (self, at, why);
  sr_row_set_text (self->clock, SR_CLOCK_STATE, "paused");
  sr_row_set_null (self->clock, SR_CLOCK_DUE_AT);

  /* The deadline without extensions stays once it has passed: no pause moves it any more. */
  if (sr_row_get_integer (self->clock, SR_CLOCK_ELAPSED) <=
      sr_row_get_integer (self->clock, SR_CLOCK_BUDGET))
    sr_row_set_null (self->clock, SR_CLOCK_ORIGINAL_DUE_AT);
}

static const char *
judge (gboolean kept)
{
  return kept ? "met" : "missed";
}

/**
 * sr_clock_edit_stop:
 * @at: the instant that decides; moved to the present run if it lies before it
 *
 * Stops the clock and writes down, once, whether it was in time: by the instant against the
 * deadline, for a paused clock by the time used against the time allowed.
 */
void
sr_clock_edit_stop (SrClockEdit *self,
                    gint64       at,
                    const char  *why)
{
  gboolean kept;
  gboolean kept_originally;

  if (!sr_clock_edit_is_live (self))
    return;

  if (is_running (self))
    {
      at = MAX (at, sr_row_get_integer (self->clock, SR_CLOCK_RUNNING_SINCE));
      kept = at <= sr_row_get_integer (self->clock, SR_CLOCK_DUE_AT);
      kept_originally = at <= sr_row_get_integer (self->clock, SR_CLOCK_ORIGINAL_DUE_AT);
      close_interval (self, at, why);
    }
  else
    {
      gint64 left = sr_row_get_integer (self->clock, SR_CLOCK_BUDGET) -
                    sr_row_get_integer (self->clock, SR_CLOCK_ELAPSED);

      at = MAX (at, self->ran_until);
      kept_originally = left >= 0;
      kept = left + sr_row_get_integer (self->clock, SR_CLOCK_EXTENSION) >= 0;
    }

  sr_row_set_text (self->clock, SR_CLOCK_STATE, "stopped");
  sr_row_set_integer (self->clock, SR_CLOCK_STOPPED_AT, at);
  sr_row_set_text (self->clock, SR_CLOCK_OUTCOME, judge (kept));
  sr_row_set_text (self->clock, SR_CLOCK_ORIGINAL_OUTCOME, judge (kept_originally));
  sr_row_set (self->clock, SR_CLOCK_JUDGED_BY, sr_row_get (self->clock, SR_CLOCK_DUE_AT));
  sr_row_set_null (self->clock, SR_CLOCK_DUE_AT);
}

/**
 * sr_clock_edit_end:
 * @at: when
 *
 * Ends a clock whose question nobody will answer any more. A deadline that has passed stays missed,
 * so that no withdrawal, hand-over or new number washes it away; else there is no outcome.
 */
void
sr_clock_edit_end (SrClockEdit *self,
                   gint64       at,
                   const char  *why)
{
  if (!sr_clock_edit_is_live (self))
    return;

  sr_clock_edit_stop (self, at, why);
  if (sr_row_is (self->clock, SR_CLOCK_OUTCOME, "met"))
    {
      sr_row_set_text (self->clock, SR_CLOCK_STATE, "cancelled");
      sr_row_set_null (self->clock, SR_CLOCK_OUTCOME);
      sr_row_set_null (self->clock, SR_CLOCK_ORIGINAL_OUTCOME);
    }
}

static gint64
get_grace (SrClockEdit *self,
           gint64       target)
{
  return target * sr_setting_get_integer (self->setting, "grace_percent", GRACE_PERCENT) / 100;
}

static gboolean
has_allowance (SrClockEdit       *self,
               const SrAllowance *allowance)
{
  return sr_row_get_integer (self->clock, SR_CLOCK_TARGET) == allowance->seconds &&
         sr_row_get_integer (self->clock, SR_CLOCK_TARGET_WORKDAYS) == allowance->workdays &&
         sr_row_is (self->clock, SR_CLOCK_TIME_BASIS, allowance->time_basis);
}

/**
 * sr_clock_edit_retarget:
 * @allowance: how long it may run from its start
 * @at: when the target changed
 *
 * Gives a live clock another target. The time used is kept; what is left is the new target less
 * that, and a part of the new target at least. An extension was to the old target and lapses.
 */
void
sr_clock_edit_retarget (SrClockEdit       *self,
                        const SrAllowance *allowance,
                        gint64             at)
{
  gboolean was_running = is_running (self);
  gint64 elapsed;
  gint64 left;

  if (!sr_clock_edit_is_live (self) || has_allowance (self, allowance))
    return;

  elapsed = sr_clock_row_elapsed (self->clock, self->setting, at);
  left = MAX (allowance->budget - elapsed, get_grace (self, allowance->whole));

  /* Seconds of another kind begin another stretch, so that each explains what it used. */
  if (was_running && !sr_row_is (self->clock, SR_CLOCK_TIME_BASIS, allowance->time_basis))
    {
      close_interval (self, at, "target");
      open_interval (self, at);
    }

  set_allowance (self, allowance);
  sr_row_set_integer (self->clock, SR_CLOCK_BUDGET, elapsed + left);
  sr_row_set_integer (self->clock, SR_CLOCK_EXTENSION, 0);
  sr_row_set_null (self->clock, SR_CLOCK_ORIGINAL_DUE_AT);
  if (was_running)
    set_due (self);
}

/**
 * sr_clock_edit_extend:
 * @until: the new deadline
 * @at: when the extension was approved
 *
 * Moves the deadline of a running clock; the one before extensions is kept beside it.
 */
void
sr_clock_edit_extend (SrClockEdit *self,
                      gint64       until,
                      gint64       at)
{
  gint64 allowed;

  if (!is_running (self))
    return;

  allowed = sr_clock_row_elapsed (self->clock, self->setting, at) +
            sr_calendar_between (get_calendar (self), at, until);
  sr_row_set_integer (self->clock, SR_CLOCK_EXTENSION,
                      allowed - sr_row_get_integer (self->clock, SR_CLOCK_BUDGET));
  set_due (self);
}

/* A target of working days ends at a closing time, also of another calendar, as long as nothing but
 * the target has decided the deadline. */
static void
count_workdays_anew (SrClockEdit *self)
{
  gint64 start = sr_row_get_integer (self->clock, SR_CLOCK_STARTED_AT);
  gint64 workdays = sr_row_get_integer (self->clock, SR_CLOCK_TARGET_WORKDAYS);
  gint64 closing;

  if (workdays == 0 || sr_row_get_integer (self->clock, SR_CLOCK_CYCLE) > 1 ||
      sr_row_get_integer (self->clock, SR_CLOCK_ELAPSED) > 0)
    return;

  closing = sr_calendar_add_workdays_to_closing (self->setting->calendar, start, (guint) workdays);
  sr_row_set_integer (self->clock, SR_CLOCK_BUDGET,
                      sr_calendar_between (self->setting->calendar, start, closing));
}

/**
 * sr_clock_edit_recalendar:
 * @at: when the calendar changed
 *
 * Counts the deadline of a running clock on the present calendar, unless it has passed. A deadline
 * never comes nearer than the grace from @at.
 */
void
sr_clock_edit_recalendar (SrClockEdit *self,
                          gint64       at)
{
  SrCalendar *calendar = get_calendar (self);
  gint64 before = sr_row_get_integer (self->clock, SR_CLOCK_DUE_AT);
  gint64 since = sr_row_get_integer (self->clock, SR_CLOCK_RUNNING_SINCE);
  gint64 budget = sr_row_get_integer (self->clock, SR_CLOCK_BUDGET);
  gint64 earliest;

  if (!is_running (self) || before <= at || calendar == self->setting->always)
    return;

  count_workdays_anew (self);
  set_setting (self);
  set_due (self);

  earliest = MIN (before, sr_calendar_add (calendar, at, get_grace (self, budget)));
  if (sr_row_get_integer (self->clock, SR_CLOCK_DUE_AT) < earliest)
    {
      sr_row_set_integer (self->clock, SR_CLOCK_BUDGET,
                          sr_row_get_integer (self->clock, SR_CLOCK_ELAPSED) +
                          sr_calendar_between (calendar, since, earliest) -
                          sr_row_get_integer (self->clock, SR_CLOCK_EXTENSION));
      set_due (self);
      sr_row_set_integer (self->clock, SR_CLOCK_DUE_AT, earliest);
    }
}

static void
emit_interval (IntervalEdit *edit,
               gint64        clock,
               GPtrArray    *changes)
{
  if (edit->stored != NULL && sr_row_equal (edit->stored, edit->interval))
    return;

  sr_row_set_integer (edit->interval, SR_CLOCK_INTERVAL_CLOCK, clock);
  g_ptr_array_add (changes, sr_change_new (edit->stored, g_steal_pointer (&edit->interval)));
}

/**
 * sr_clock_edit_emit:
 * @changes: (element-type SrChange): gets the clock and its stretches, as far as they differ from
 *   what is stored
 *
 * Gives away the rows; the edit is good for nothing but freeing then.
 */
void
sr_clock_edit_emit (SrClockEdit *self,
                    GPtrArray   *changes)
{
  gint64 id;

  if (self->stored != NULL && sr_row_equal (self->stored, self->clock))
    return;

  g_ptr_array_add (changes, sr_change_new (self->stored, g_steal_pointer (&self->clock)));
  id = self->stored != NULL ? sr_row_get_id (self->stored) : -(gint64) changes->len;

  for (guint i = 0; i < self->intervals->len; i++)
    emit_interval (g_ptr_array_index (self->intervals, i), id, changes);
}
