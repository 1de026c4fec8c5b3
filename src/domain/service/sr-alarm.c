/* When a deadline speaks up, and to whom: the ladder of reminders.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-alarm"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-alarm.h"
#include "domain/service/sr-allowance.h"

#define MINUTES 60

#define OWNER SR_AUDIENCE_OWNER
#define LEAD SR_AUDIENCE_LEAD
#define MANAGER SR_AUDIENCE_MANAGER
#define ON_DUTY SR_AUDIENCE_ON_DUTY

#define END { 0, 0, 0, 0, NULL }

/* domain.md 2.5. A share is of the time that the clock has, in the time that it counts. */
static const SrRung deadline_rungs[] = {
  { 0, SR_RUNG_SHARE,          50,  OWNER,        "badge" },
  { 1, SR_RUNG_SHARE,          75,  OWNER,        "popup" },
  { 2, SR_RUNG_SHARE,          90,  OWNER | LEAD, "popup" },
  { SR_LEVEL_MISSED, SR_RUNG_SHARE, 100, OWNER | LEAD, "critical" },
  { 4, SR_RUNG_WORKDAYS_AFTER, 1,   MANAGER,      "popup" },
  { 5, SR_RUNG_WORKDAYS_AFTER, 5,   MANAGER,      "badge" },
  END
};

/* A promise is an instant: what is left of it counts, not what was used. */
static const SrRung promise_rungs[] = {
  { 1, SR_RUNG_BEFORE,         30 * MINUTES, OWNER,        "popup" },
  { SR_LEVEL_MISSED, SR_RUNG_SHARE, 100,     OWNER | LEAD, "critical" },
  { 4, SR_RUNG_WORKDAYS_AFTER, 1,            MANAGER,      "popup" },
  { 5, SR_RUNG_WORKDAYS_AFTER, 5,            MANAGER,      "badge" },
  END
};

/* Regulation 3.2.2: until somebody has taken it up, in minutes of the clock on the wall. */
static const SrRung emergency_rungs[] = {
  { 0, SR_RUNG_AFTER_START, 0,            ON_DUTY, "critical" },
  { 1, SR_RUNG_AFTER_START, 15 * MINUTES, ON_DUTY, "critical" },
  { 2, SR_RUNG_AFTER_START, 30 * MINUTES, LEAD,    "critical" },
  { 3, SR_RUNG_AFTER_START, 60 * MINUTES, MANAGER, "critical" },
  END
};

/**
 * sr_ladder_of:
 * @clock_kind: a value of sr_clock_kinds
 * @emergency: whether what it belongs to is an emergency
 *
 * Returns: (transfer none): its rungs in order, ended by one without a form
 */
const SrRung *
sr_ladder_of (const char *clock_kind,
              gboolean    emergency)
{
  if (emergency && g_str_equal (clock_kind, "accept"))
    return emergency_rungs;

  return g_str_equal (clock_kind, "promise") ? promise_rungs : deadline_rungs;
}

/* The instant at which a share of the time is used; the deadline itself is what the clock says. */
static gint64
get_share_instant (const SrRow     *clock,
                   const SrSetting *setting,
                   gint64           percent)
{
  gint64 total = sr_row_get_integer (clock, SR_CLOCK_BUDGET) +
                 sr_row_get_integer (clock, SR_CLOCK_EXTENSION);
  gint64 left = total * percent / 100 - sr_row_get_integer (clock, SR_CLOCK_ELAPSED);
  gint64 since = sr_row_get_integer (clock, SR_CLOCK_RUNNING_SINCE);
  SrCalendar *calendar;

  if (percent >= 100)
    return sr_row_get_integer (clock, SR_CLOCK_DUE_AT);

  calendar = sr_setting_calendar (setting, sr_row_get_text (clock, SR_CLOCK_TIME_BASIS));

  return left > 0 ? sr_calendar_add (calendar, since, left) : since;
}

/**
 * sr_rung_get_instant:
 * @rung: a rung of the ladder of the clock
 * @clock: a row of kind clock, running
 * @setting: the calendars that it counts on
 *
 * Returns: when the clock comes to it, in seconds in UTC; what was come to in an earlier run counts
 *   as come to when the present one began
 */
gint64
sr_rung_get_instant (const SrRung    *rung,
                     const SrRow     *clock,
                     const SrSetting *setting)
{
  gint64 due_at = sr_row_get_integer (clock, SR_CLOCK_DUE_AT);

  switch (rung->basis)
    {
    case SR_RUNG_SHARE:
      return get_share_instant (clock, setting, rung->amount);

    case SR_RUNG_BEFORE:
      return due_at - rung->amount;

    case SR_RUNG_WORKDAYS_AFTER:
      return sr_calendar_add_workdays_to_closing (setting->calendar, due_at,
                                                  (guint) rung->amount);

    case SR_RUNG_AFTER_START:
      return sr_row_get_integer (clock, SR_CLOCK_STARTED_AT) + rung->amount;

    default:
      g_assert_not_reached ();
    }
}

static gboolean
is_running (const SrRow *clock)
{
  return sr_row_is (clock, SR_CLOCK_STATE, "running");
}

/* The last rung at or before @now whose level is above @level; NULL if there is none. Whoever is on
 * duty hears of an emergency even if it is in hand already, so that its clock never ran. */
static const SrRung *
find_passed (const SrRow     *clock,
             gboolean         emergency,
             const SrSetting *setting,
             gint64           level,
             gint64           now)
{
  const SrRung *first = sr_ladder_of (sr_row_get_text (clock, SR_CLOCK_KIND), emergency);
  const SrRung *passed = NULL;

  if (!is_running (clock))
    return level < 0 && first->basis == SR_RUNG_AFTER_START ? first : NULL;

  for (const SrRung *rung = first; rung->form != NULL; rung++)
    {
      if (rung->level > level && sr_rung_get_instant (rung, clock, setting) <= now)
        passed = rung;
    }

  return passed;
}

/* A rung that a change has put behind @now is due then and not before. */
static void
set_next (SrAlarm         *self,
          const SrRow     *clock,
          gboolean         emergency,
          const SrSetting *setting,
          gint64           now)
{
  self->next_at = G_MAXINT64;

  for (const SrRung *rung = sr_ladder_of (sr_row_get_text (clock, SR_CLOCK_KIND), emergency);
       rung->form != NULL; rung++)
    {
      if (rung->level > self->level &&
          (is_running (clock) || (self->level < 0 && rung->basis == SR_RUNG_AFTER_START)))
        {
          self->next_at = MAX (sr_rung_get_instant (rung, clock, setting), now);
          return;
        }
    }
}

/* Who promises to call back in ten minutes needs no reminder of half an hour before. */
static gint64
find_level_at_start (const SrRow     *clock,
                     gboolean         emergency,
                     const SrSetting *setting)
{
  const SrRung *rung = sr_ladder_of (sr_row_get_text (clock, SR_CLOCK_KIND), emergency);

  if (rung->basis == SR_RUNG_BEFORE && is_running (clock) &&
      sr_rung_get_instant (rung, clock, setting) <= sr_row_get_integer (clock,
                                                                        SR_CLOCK_STARTED_AT))
    return rung->level;

  return -1;
}

/**
 * sr_alarm_start:
 * @self: gets the alarm of the clock
 * @clock: a row of kind clock that has just been started, or that has no alarm yet
 * @emergency: whether what it belongs to is an emergency
 * @setting: the calendars that it counts on
 * @now: when it was started, or is armed
 *
 * Arms a clock for the first time. What was keyed in late may have come to rungs already: the highest
 * of them is raised at once.
 */
void
sr_alarm_start (SrAlarm         *self,
                const SrRow     *clock,
                gboolean         emergency,
                const SrSetting *setting,
                gint64           now)
{
  self->clock = sr_row_get_id (clock);
  self->arm = 1;
  self->level = find_level_at_start (clock, emergency, setting);
  self->due_at = sr_row_get_integer (clock, SR_CLOCK_DUE_AT);
  set_next (self, clock, emergency, setting, now);
}

/**
 * sr_alarm_update:
 * @self: the alarm as it was
 * @clock: a row of kind clock as it is now, running or paused
 * @emergency: whether what it belongs to is an emergency
 * @setting: the calendars that it counts on
 * @now: when it changed
 *
 * A deadline that moved later arms the clock anew: rungs that it has come to all the same are no
 * news. One that moved earlier, or stays, has its levels; a rung that it is past now is due at once.
 */
void
sr_alarm_update (SrAlarm         *self,
                 const SrRow     *clock,
                 gboolean         emergency,
                 const SrSetting *setting,
                 gint64           now)
{
  gint64 due_at = sr_row_get_integer (clock, SR_CLOCK_DUE_AT);
  const SrRung *passed;

  if (is_running (clock) && due_at > self->due_at)
    {
      passed = find_passed (clock, emergency, setting, -1, now);
      self->arm++;
      self->level = passed != NULL ? passed->level : -1;
      self->due_at = due_at;
    }

  set_next (self, clock, emergency, setting, now);
}

/**
 * sr_alarm_take:
 * @self: the alarm
 * @clock: the clock that it belongs to
 * @emergency: whether what it belongs to is an emergency
 * @setting: the calendars that it counts on
 * @now: the present instant
 * @out_at: (out): when the rung was due
 *
 * Returns: (transfer none) (nullable): what is to be raised; %NULL for nothing
 */
const SrRung *
sr_alarm_take (SrAlarm         *self,
               const SrRow     *clock,
               gboolean         emergency,
               const SrSetting *setting,
               gint64           now,
               gint64          *out_at)
{
  const SrRung *rung = find_passed (clock, emergency, setting, self->level, now);

  if (rung != NULL)
    {
      *out_at = MAX (sr_rung_get_instant (rung, clock, setting), self->next_at);
      self->level = rung->level;
    }
  set_next (self, clock, emergency, setting, 0);

  return rung;
}
