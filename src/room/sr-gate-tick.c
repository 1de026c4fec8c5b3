/* What time does: it raises reminders, and lets what was paused go on.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-gate"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "room/sr-gate-private.h"
#include "room/sr-people.h"
#include "storage/service/sr-alarm-table.h"
#include "storage/service/sr-clock-table.h"
#include "storage/service/sr-reminder-table.h"
#include "storage/service/sr-request-table.h"
#include "storage/sr-room-table.h"
#include "storage/sr-table.h"

/* How many alarms go into one transaction. */
#define BATCH 64

static gboolean
is_emergency (const SrRow *request)
{
  return sr_row_get_integer (request, SR_REQUEST_EMERGENCY) != 0;
}

static gboolean
is_over (const SrRow *clock)
{
  return !sr_row_is_null (clock, SR_CLOCK_STOPPED_AT);
}

/**
 * ClockCase:
 *
 * A stored clock with what its ladder is worked out from.
 */
typedef struct
{
  SrRow     *clock;
  SrRow     *request;
  SrSetting  setting;
} ClockCase;

static void
clock_case_clear (ClockCase *self)
{
  g_clear_pointer (&self->clock, sr_row_free);
  g_clear_pointer (&self->request, sr_row_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ClockCase, clock_case_clear)

static gboolean
load_case (SrGate     *self,
           gint64      clock,
           ClockCase  *into,
           GError    **error)
{
  into->clock = sr_table_load (self->connection, &sr_clock_kind, clock, error);
  if (into->clock == NULL)
    return FALSE;

  into->request = sr_table_load (self->connection, &sr_request_kind,
                                 sr_row_get_integer (into->clock, SR_CLOCK_REQUEST), error);
  if (into->request == NULL)
    return FALSE;

  sr_configuration_get_setting_of (self->configuration, into->request, &into->setting);

  return TRUE;
}

/* ---- what an alarm raises ---- */

static SrRow *
make_reminder (const SrRaising *raising,
               gint64           staff)
{
  SrRow *row = sr_row_new (&sr_reminder_kind);

  sr_row_set_integer (row, SR_REMINDER_STAFF, staff);
  sr_row_set_text (row, SR_REMINDER_SUBJECT_KIND, raising->subject_kind->name);
  sr_row_set_integer (row, SR_REMINDER_SUBJECT, raising->subject);
  sr_row_set_text (row, SR_REMINDER_NUMBER, raising->number);
  sr_row_set_integer (row, SR_REMINDER_CLOCK, raising->clock);
  sr_row_set_text (row, SR_REMINDER_CLOCK_KIND, raising->clock_kind);
  sr_row_set_integer (row, SR_REMINDER_LEVEL, raising->level);
  sr_row_set_integer (row, SR_REMINDER_ARM, raising->arm);
  sr_row_set_text (row, SR_REMINDER_FORM, raising->form);
  sr_row_set_integer (row, SR_REMINDER_EMERGENCY, raising->emergency);
  sr_row_set_integer (row, SR_REMINDER_DUE_AT, raising->due_at);
  sr_row_set_integer (row, SR_REMINDER_RAISED_AT, raising->raised_at);
  sr_row_set_text (row, SR_REMINDER_STATE, "waiting");

  return row;
}

/* One event for each person: each reads, puts off and acknowledges for themselves. */
static gboolean
raise_for (SrGate           *self,
           const SrRaising  *raising,
           gint64            staff,
           gint64            now,
           GError          **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_change_free);
  SrSigner signer = { 0, "room", "room", now };
  SrOutcome *outcome;

  g_ptr_array_add (changes, sr_change_new (NULL, make_reminder (raising, staff)));
  outcome = sr_gate_write (self, &signer, &sr_reminder_kind, 0, "raise", NULL, "3.2.3", NULL,
                           changes, error);
  if (outcome == NULL)
    return FALSE;

  sr_outcome_free (outcome);

  return TRUE;
}

gboolean
sr_gate_raise (SrGate           *self,
               const SrRaising  *raising,
               gint64            now,
               GError          **error)
{
  g_auto (SrPeople) people = { NULL };
  g_autoptr (GArray) staff = NULL;

  if (!sr_people_load (self->connection, self->configuration, now, &people, error))
    return FALSE;

  staff = sr_people_find_audience (&people, raising->audience, raising->owner, raising->team);
  for (guint i = 0; i < staff->len; i++)
    {
      if (!raise_for (self, raising, g_array_index (staff, gint64, i), now, error))
        return FALSE;
    }

  return TRUE;
}

/* What is said of a request. */
static SrRaising
make_raising (const SrRow *request)
{
  return (SrRaising) {
    .subject_kind = &sr_request_kind,
    .subject = sr_row_get_id (request),
    .number = sr_row_get_text (request, SR_REQUEST_NUMBER),
    .owner = sr_row_get_integer (request, SR_REQUEST_OWNER),
    .team = sr_row_get_integer (request, SR_REQUEST_TEAM),
    .emergency = is_emergency (request),
  };
}

static gboolean
save_taken (SrGate         *self,
            const SrAlarm  *alarm,
            const SrRow    *clock,
            GError        **error)
{
  if (is_over (clock))
    return sr_alarm_table_remove (self->connection, alarm->clock, error);

  return sr_alarm_table_save (self->connection, alarm, error);
}

static gboolean
take_alarm (SrGate   *self,
            gint64    id,
            gint64    now,
            GError  **error)
{
  g_auto (ClockCase) of = { NULL };
  SrAlarm alarm;
  SrRaising raising;
  const SrRung *rung;
  gint64 raised_at = 0;
  gboolean found;

  if (!load_case (self, id, &of, error) ||
      !sr_alarm_table_load (self->connection, id, &alarm, &found, error))
    return FALSE;

  rung = sr_alarm_take (&alarm, of.clock, is_emergency (of.request), &of.setting, now, &raised_at);
  if (!save_taken (self, &alarm, of.clock, error))
    return FALSE;
  if (rung == NULL)
    return TRUE;

  raising = make_raising (of.request);
  raising.clock = id;
  raising.clock_kind = sr_row_get_text (of.clock, SR_CLOCK_KIND);
  raising.level = rung->level;
  raising.arm = alarm.arm;
  raising.audience = rung->audience;
  raising.form = rung->form;
  raising.due_at = sr_row_get_integer (of.clock, is_over (of.clock) ? SR_CLOCK_STOPPED_AT
                                                                    : SR_CLOCK_DUE_AT);
  raising.raised_at = raised_at;

  return sr_gate_raise (self, &raising, now, error);
}

/* Some at a time, so that whoever writes meanwhile does not wait for all of them. */
static gboolean
take_alarms (SrGate    *self,
             gint64     now,
             gboolean  *out_more,
             GError   **error)
{
  g_autoptr (GArray) due = NULL;

  if (!sr_gate_open (self, error))
    return FALSE;

  due = sr_alarm_table_list_due (self->connection, now, BATCH, error);
  for (guint i = 0; due != NULL && i < due->len; i++)
    {
      if (!take_alarm (self, g_array_index (due, gint64, i), now, error))
        g_clear_pointer (&due, g_array_unref);
    }

  if (due == NULL)
    {
      sr_gate_close (self, FALSE, NULL);
      return FALSE;
    }

  *out_more = due->len == BATCH;

  return sr_gate_close (self, TRUE, error);
}

/* ---- the end of a pause ---- */

static gboolean
raise_resumed (SrGate       *self,
               const SrRow  *request,
               gint64        until,
               gint64        now,
               GError      **error)
{
  SrRaising raising = make_raising (request);

  raising.clock = sr_row_get_id (request);
  raising.clock_kind = "pause";
  raising.level = 1;
  raising.arm = until;
  raising.audience = SR_AUDIENCE_OWNER;
  raising.form = "popup";
  raising.due_at = until;
  raising.raised_at = until;

  return sr_gate_raise (self, &raising, now, error);
}

/* The room resumes it, at the instant that was agreed, however late the program is. */
static gboolean
resume (SrGate   *self,
        gint64    request,
        gint64    now,
        GError  **error)
{
  gint64 staff = self->staff;
  g_autoptr (SrRow) row = sr_table_load (self->connection, &sr_request_kind, request, error);
  gint64 until;
  SrOutcome *outcome;
  SrAct *act;

  if (row == NULL)
    return FALSE;

  until = sr_row_get_integer (row, SR_REQUEST_WAITING_UNTIL);
  act = sr_act_new (&sr_request_kind, request, "resume");
  act->at = until;
  self->staff = 0;
  outcome = sr_gate_act_one (self, act, error);
  self->staff = staff;

  if (outcome == NULL)
    return FALSE;

  sr_outcome_free (outcome);

  return raise_resumed (self, row, until, now, error);
}

static gboolean
resume_one (SrGate   *self,
            gint64    request,
            gint64    now,
            GError  **error)
{
  gboolean owns = !self->in_batch;

  if (owns && !sr_gate_begin (self, error))
    return FALSE;

  if (!resume (self, request, now, error))
    {
      if (owns)
        sr_gate_end (self, FALSE, NULL);
      return FALSE;
    }

  return !owns || sr_gate_end (self, TRUE, error);
}

/* ---- the look at the time ---- */

static gboolean
arm_stored (SrGate   *self,
            gint64    id,
            GError  **error)
{
  g_auto (ClockCase) of = { NULL };
  SrAlarm alarm;

  if (!load_case (self, id, &of, error))
    return FALSE;

  sr_alarm_start (&alarm, of.clock, is_emergency (of.request), &of.setting, 0);

  return sr_alarm_table_save (self->connection, &alarm, error);
}

/* The clocks of a room that is older than alarms. */
static gboolean
arm_stale (SrGate  *self,
           GError **error)
{
  g_autofree char *stale = NULL;
  g_autoptr (GArray) clocks = NULL;

  if (!sr_room_table_get (self->connection, SR_ROOM_ALARMS_STALE, &stale, error))
    return FALSE;
  if (stale == NULL)
    return TRUE;

  if (!sr_gate_open (self, error))
    return FALSE;

  clocks = sr_alarm_table_list_unarmed (self->connection, error);
  for (guint i = 0; clocks != NULL && i < clocks->len; i++)
    {
      if (!arm_stored (self, g_array_index (clocks, gint64, i), error))
        g_clear_pointer (&clocks, g_array_unref);
    }

  if (clocks == NULL || !sr_room_table_remove (self->connection, SR_ROOM_ALARMS_STALE, error))
    {
      sr_gate_close (self, FALSE, NULL);
      return FALSE;
    }

  return sr_gate_close (self, TRUE, error);
}

gboolean
sr_gate_tick_at (SrGate   *self,
                 gint64    now,
                 gint64   *out_next,
                 GError  **error)
{
  g_autoptr (GArray) due = NULL;
  gint64 next_resume = G_MAXINT64;
  gint64 next_alarm = G_MAXINT64;
  gint64 next_holidays = G_MAXINT64;
  gboolean more = TRUE;

  *out_next = G_MAXINT64;

  if (!arm_stale (self, error))
    return FALSE;

  due = sr_request_table_due_to_resume (self->connection, now, error);
  if (due == NULL)
    return FALSE;

  for (guint i = 0; i < due->len; i++)
    {
      if (!resume_one (self, g_array_index (due, gint64, i), now, error))
        return FALSE;
    }

  if (!sr_alarm_table_next (self->connection, &next_alarm, error))
    return FALSE;
  while (more && next_alarm <= now)
    {
      if (!take_alarms (self, now, &more, error))
        return FALSE;
    }

  if (!sr_gate_raise_holidays (self, now, &next_holidays, error) ||
      !sr_clock_table_next_resume (self->connection, &next_resume, error) ||
      !sr_alarm_table_next (self->connection, &next_alarm, error))
    return FALSE;

  *out_next = MIN (MIN (next_resume, next_alarm), next_holidays);

  return TRUE;
}

/**
 * sr_gate_tick:
 * @out_next: (out): when to come again, in seconds in UTC; %G_MAXINT64 if nothing waits
 *
 * Does what time does: a request that was paused until an instant that has come goes on from that
 * instant, and whoever is to be told of a deadline, or of official days that are missing, is
 * reminded. Programs that share a room may all do it: what one has raised the next finds raised.
 *
 * Returns: %TRUE, or %FALSE with an error
 */
gboolean
sr_gate_tick (SrGate  *self,
              gint64  *out_next,
              GError **error)
{
  return sr_gate_tick_at (self, sr_clock_now (self->clock), out_next, error);
}

/**
 * sr_gate_look_ahead:
 * @until: an instant
 *
 * What would be raised until then if nobody did anything, as it would be raised: the very same is
 * done, at each instant at which something is due, and nothing of it is kept.
 *
 * Returns: (transfer full) (nullable) (element-type SrRow): the reminders in order, or %NULL with an
 *   error
 */
GPtrArray *
sr_gate_look_ahead (SrGate  *self,
                    gint64   until,
                    GError **error)
{
  g_autoptr (GPtrArray) reminders = NULL;
  gint64 next = sr_clock_now (self->clock);
  gint64 last = 0;
  gboolean good;

  if (!sr_gate_begin (self, error))
    return NULL;

  good = sr_reminder_table_get_last (self->connection, &last, error);
  while (good && next <= until && next < G_MAXINT64)
    good = sr_gate_tick_at (self, next, &next, error);
  if (good)
    reminders = sr_reminder_table_load_after (self->connection, last, error);

  sr_gate_end (self, FALSE, NULL);

  return g_steal_pointer (&reminders);
}
