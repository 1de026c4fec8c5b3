/* Reminders: what clocks do to alarms, what alarms raise, what withdraws a reminder.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-gate"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-audience.h"
#include "room/sr-gate-private.h"
#include "storage/service/sr-alarm-table.h"
#include "storage/service/sr-clock-table.h"
#include "storage/service/sr-reminder-table.h"
#include "storage/service/sr-request-table.h"
#include "storage/service/sr-roster-table.h"
#include "storage/sr-room-table.h"
#include "storage/sr-table.h"

/* How many alarms go into one transaction. */
#define BATCH 64

/* The clock in a change has an alarm in the same transaction:
 *
 *   clock started, moved, paused -> alarm: arm, level, next instant -> tick at that instant
 *     -> reminders for the people whom the rung names -> next instant
 *
 * and a reminder whose deadline is met, paused or moved away is withdrawn in that transaction too.
 */

static const SrSigner the_room = { 0, "room", "room", 0 };

static SrSigner
sign_as_room (gint64 at)
{
  SrSigner signer = the_room;

  signer.at = at;

  return signer;
}

static void
get_setting (SrGate      *self,
             const SrRow *request,
             SrSetting   *setting)
{
  sr_configuration_get_setting (self->configuration,
                                sr_row_get_integer (request, SR_REQUEST_TYPE),
                                sr_row_get_integer (request, SR_REQUEST_POLICY), 0, setting);
}

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

/* ---- what ends a reminder ---- */

static gboolean
withdraw (SrGate       *self,
          const SrRow  *reminder,
          gint64        at,
          GError      **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_change_free);
  SrSigner signer = sign_as_room (at);
  SrRow *after = sr_row_copy (reminder);
  SrOutcome *outcome;

  sr_row_set_text (after, SR_REMINDER_STATE, "withdrawn");
  sr_row_set_integer (after, SR_REMINDER_ENDED_AT, at);
  sr_row_set_null (after, SR_REMINDER_SNOOZED_UNTIL);
  g_ptr_array_add (changes, sr_change_new (reminder, after));

  outcome = sr_gate_write (self, &signer, &sr_reminder_kind, sr_row_get_id (reminder), "withdraw",
                           NULL, NULL, NULL, changes, error);
  if (outcome == NULL)
    return FALSE;

  sr_outcome_free (outcome);

  return TRUE;
}

/* What of a change of a request ends reminders of it. */
typedef struct
{
  GArray   *clocks;       /* gint64: those whose deadline is met, paused or moved later */
  gboolean  other_state;
  gint64    former_owner; /* 0 if it is the same */
} Endings;

static const SrRung *
find_rung (const SrRow *reminder)
{
  const SrRung *rung = sr_ladder_of (sr_row_get_text (reminder, SR_REMINDER_CLOCK_KIND),
                                     sr_row_get_integer (reminder, SR_REMINDER_EMERGENCY) != 0);

  while (rung->form != NULL && rung->level != sr_row_get_integer (reminder, SR_REMINDER_LEVEL))
    rung++;

  return rung;
}

/* Who does not own it any more is not asked to hurry, and no more is who stood in. */
static gboolean
was_for_owner (const SrRow *reminder,
               gint64       former_owner)
{
  guint audience = find_rung (reminder)->audience;

  return audience == SR_AUDIENCE_OWNER ||
         ((audience & SR_AUDIENCE_OWNER) != 0 &&
          sr_row_get_integer (reminder, SR_REMINDER_STAFF) == former_owner);
}

static gboolean
ends (const Endings *endings,
      const SrRow   *reminder)
{
  gint64 clock = sr_row_get_integer (reminder, SR_REMINDER_CLOCK);

  if (sr_row_is (reminder, SR_REMINDER_CLOCK_KIND, "pause"))
    return endings->other_state || endings->former_owner != 0;

  for (guint i = 0; i < endings->clocks->len; i++)
    {
      if (g_array_index (endings->clocks, gint64, i) == clock)
        return TRUE;
    }

  return endings->former_owner != 0 && was_for_owner (reminder, endings->former_owner);
}

static gboolean
withdraw_ended (SrGate         *self,
                const Endings  *endings,
                gint64          request,
                gint64          at,
                GError        **error)
{
  g_autoptr (GPtrArray) open = NULL;

  if (endings->clocks->len == 0 && !endings->other_state && endings->former_owner == 0)
    return TRUE;

  open = sr_reminder_table_load_of (self->connection, sr_request_kind.name, request, error);
  if (open == NULL)
    return FALSE;

  for (guint i = 0; i < open->len; i++)
    {
      const SrRow *reminder = g_ptr_array_index (open, i);

      if (ends (endings, reminder) && !withdraw (self, reminder, at, error))
        return FALSE;
    }

  return TRUE;
}

/* ---- what arms a clock ---- */

/* A clock that runs again after it was stopped has had an alarm, which tells by what it raised. */
static gboolean
load_alarm (SrGate          *self,
            const SrChange  *change,
            gboolean         emergency,
            const SrSetting *setting,
            SrAlarm         *alarm,
            gboolean        *out_found,
            GError         **error)
{
  gint64 clock = sr_row_get_id (change->after);

  *out_found = FALSE;
  if (change->before == NULL)
    return TRUE;

  if (!sr_alarm_table_load (self->connection, clock, alarm, out_found, error))
    return FALSE;

  if (*out_found)
    return TRUE;

  if (!sr_reminder_table_find_raised (self->connection, clock, &alarm->arm, &alarm->level,
                                      &alarm->due_at, error))
    return FALSE;

  alarm->clock = clock;
  *out_found = alarm->arm > 0;

  return TRUE;
}

/* Whether whoever was reminded of the clock need not be any more. */
static gboolean
arm_clock (SrGate          *self,
           const SrChange  *change,
           gboolean         emergency,
           const SrSetting *setting,
           gint64           now,
           gboolean        *out_ends,
           GError         **error)
{
  const SrRow *clock = change->after;
  SrAlarm alarm = { 0 };
  gboolean found;
  gint64 arm;

  *out_ends = FALSE;
  if (is_over (clock) && change->before != NULL)
    {
      *out_ends = TRUE;
      return sr_alarm_table_remove (self->connection, sr_row_get_id (clock), error);
    }

  if (!load_alarm (self, change, emergency, setting, &alarm, &found, error))
    return FALSE;

  arm = alarm.arm;
  if (found)
    {
      sr_alarm_update (&alarm, clock, emergency, setting, now);
      *out_ends = alarm.arm > arm || !sr_row_is (clock, SR_CLOCK_STATE, "running");
    }
  else
    {
      sr_alarm_start (&alarm, clock, emergency, setting, now);
    }

  /* One that was met before it ran, and is no emergency, has nothing to say. */
  if (is_over (clock) && alarm.next_at == G_MAXINT64)
    return TRUE;

  return sr_alarm_table_save (self->connection, &alarm, error);
}

static const SrChange *
find_change (GPtrArray          *changes,
             const SrRecordKind *kind)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const SrChange *change = g_ptr_array_index (changes, i);

      if (sr_row_get_kind (change->after) == kind)
        return change;
    }

  return NULL;
}

static void
find_request_endings (const SrChange *change,
                      Endings        *endings)
{
  gint64 owner;

  if (change == NULL || change->before == NULL)
    return;

  owner = sr_row_get_integer (change->before, SR_REQUEST_OWNER);
  if (owner != sr_row_get_integer (change->after, SR_REQUEST_OWNER))
    endings->former_owner = owner;
  endings->other_state = !sr_row_is (change->after, SR_REQUEST_STATE,
                                     sr_row_get_text (change->before, SR_REQUEST_STATE));
}

static gboolean
arm_clocks (SrGate       *self,
            GPtrArray    *changes,
            const SrRow  *request,
            gint64        now,
            GArray       *ended,
            GError      **error)
{
  SrSetting setting = { 0 };

  get_setting (self, request, &setting);

  for (guint i = 0; i < changes->len; i++)
    {
      const SrChange *change = g_ptr_array_index (changes, i);
      gint64 clock = sr_row_get_id (change->after);
      gboolean ends;

      if (sr_row_get_kind (change->after) != &sr_clock_kind)
        continue;

      if (!arm_clock (self, change, is_emergency (request), &setting, now, &ends, error))
        return FALSE;
      if (ends)
        g_array_append_val (ended, clock);
    }

  return TRUE;
}

gboolean
sr_gate_arm (SrGate              *self,
             const SrRecordKind  *kind,
             gint64               record,
             gint64               now,
             GPtrArray           *changes,
             GError             **error)
{
  g_autoptr (GArray) clocks = g_array_new (FALSE, FALSE, sizeof (gint64));
  Endings endings = { clocks, FALSE, 0 };
  const SrChange *change;
  g_autoptr (SrRow) stored = NULL;

  if (kind != &sr_request_kind)
    return TRUE;

  change = find_change (changes, &sr_request_kind);
  if (change == NULL && find_change (changes, &sr_clock_kind) == NULL)
    return TRUE;

  if (change == NULL)
    {
      stored = sr_table_load (self->connection, &sr_request_kind, record, error);
      if (stored == NULL)
        return FALSE;
    }

  if (!arm_clocks (self, changes, change != NULL ? change->after : stored, now, clocks, error))
    return FALSE;

  find_request_endings (change, &endings);

  return withdraw_ended (self, &endings, record, now, error);
}

/* ---- what an alarm raises ---- */

/**
 * Raising:
 *
 * One rung of one deadline, on its way to the people whom it is for.
 */
typedef struct
{
  const SrRow *request;
  gint64       clock;
  const char  *clock_kind;
  gint64       level;
  gint64       arm;
  guint        audience;
  const char  *form;
  gint64       due_at;
  gint64       raised_at;
} Raising;

static SrRow *
make_reminder (const Raising *raising,
               gint64         staff)
{
  SrRow *row = sr_row_new (&sr_reminder_kind);

  sr_row_set_integer (row, SR_REMINDER_STAFF, staff);
  sr_row_set_text (row, SR_REMINDER_SUBJECT_KIND, sr_request_kind.name);
  sr_row_set_integer (row, SR_REMINDER_SUBJECT, sr_row_get_id (raising->request));
  sr_row_set_text (row, SR_REMINDER_NUMBER, sr_row_get_text (raising->request, SR_REQUEST_NUMBER));
  sr_row_set_integer (row, SR_REMINDER_CLOCK, raising->clock);
  sr_row_set_text (row, SR_REMINDER_CLOCK_KIND, raising->clock_kind);
  sr_row_set_integer (row, SR_REMINDER_LEVEL, raising->level);
  sr_row_set_integer (row, SR_REMINDER_ARM, raising->arm);
  sr_row_set_text (row, SR_REMINDER_FORM, raising->form);
  sr_row_set_integer (row, SR_REMINDER_EMERGENCY, is_emergency (raising->request));
  sr_row_set_integer (row, SR_REMINDER_DUE_AT, raising->due_at);
  sr_row_set_integer (row, SR_REMINDER_RAISED_AT, raising->raised_at);
  sr_row_set_text (row, SR_REMINDER_STATE, "waiting");

  return row;
}

static gboolean
load_people (SrGate    *self,
             gint64     at,
             SrPeople  *people,
             GError   **error)
{
  people->staff = sr_configuration_get_rows (self->configuration, &sr_staff_kind);
  people->teams = sr_configuration_get_rows (self->configuration, &sr_team_kind);
  people->duties = sr_roster_table_load_duties (self->connection, at, at + 1, error);
  if (people->duties == NULL)
    return FALSE;

  people->absences = sr_roster_table_load_absences (self->connection, at, at + 1, error);

  return people->absences != NULL;
}

static void
people_clear (SrPeople *people)
{
  g_clear_pointer (&people->duties, g_ptr_array_unref);
  g_clear_pointer (&people->absences, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SrPeople, people_clear)

/* One event for each person: each reads, puts off and acknowledges for themselves. */
static gboolean
raise_for (SrGate         *self,
           const Raising  *raising,
           gint64          staff,
           gint64          now,
           GError        **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_change_free);
  SrSigner signer = sign_as_room (now);
  SrOutcome *outcome;

  g_ptr_array_add (changes, sr_change_new (NULL, make_reminder (raising, staff)));
  outcome = sr_gate_write (self, &signer, &sr_reminder_kind, 0, "raise", NULL, "3.2.3", NULL,
                           changes, error);
  if (outcome == NULL)
    return FALSE;

  sr_outcome_free (outcome);

  return TRUE;
}

static gboolean
raise_for_all (SrGate         *self,
               const Raising  *raising,
               gint64          now,
               GError        **error)
{
  g_auto (SrPeople) people = { NULL };
  g_autoptr (GArray) staff = NULL;

  if (!load_people (self, now, &people, error))
    return FALSE;

  staff = sr_people_find_audience (&people, raising->audience,
                                   sr_row_get_integer (raising->request, SR_REQUEST_OWNER),
                                   sr_row_get_integer (raising->request, SR_REQUEST_TEAM));
  for (guint i = 0; i < staff->len; i++)
    {
      if (!raise_for (self, raising, g_array_index (staff, gint64, i), now, error))
        return FALSE;
    }

  return TRUE;
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
  g_autoptr (SrRow) clock = sr_table_load (self->connection, &sr_clock_kind, id, error);
  g_autoptr (SrRow) request = NULL;
  SrSetting setting = { 0 };
  SrAlarm alarm;
  Raising raising;
  const SrRung *rung;
  gint64 raised_at = 0;
  gboolean found;

  if (clock == NULL)
    return FALSE;

  request = sr_table_load (self->connection, &sr_request_kind,
                           sr_row_get_integer (clock, SR_CLOCK_REQUEST), error);
  if (request == NULL || !sr_alarm_table_load (self->connection, id, &alarm, &found, error))
    return FALSE;

  get_setting (self, request, &setting);
  rung = sr_alarm_take (&alarm, clock, is_emergency (request), &setting, now, &raised_at);
  if (!save_taken (self, &alarm, clock, error))
    return FALSE;
  if (rung == NULL)
    return TRUE;

  raising = (Raising) {
    .request = request,
    .clock = id,
    .clock_kind = sr_row_get_text (clock, SR_CLOCK_KIND),
    .level = rung->level,
    .arm = alarm.arm,
    .audience = rung->audience,
    .form = rung->form,
    .due_at = is_over (clock) ? sr_row_get_integer (clock, SR_CLOCK_STOPPED_AT)
                              : sr_row_get_integer (clock, SR_CLOCK_DUE_AT),
    .raised_at = raised_at,
  };

  return raise_for_all (self, &raising, now, error);
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
  Raising raising = {
    .request = request,
    .clock = sr_row_get_id (request),
    .clock_kind = "pause",
    .level = 1,
    .arm = until,
    .audience = SR_AUDIENCE_OWNER,
    .form = "popup",
    .due_at = until,
    .raised_at = until,
  };

  return raise_for_all (self, &raising, now, error);
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
  g_autoptr (SrRow) clock = sr_table_load (self->connection, &sr_clock_kind, id, error);
  g_autoptr (SrRow) request = NULL;
  SrSetting setting = { 0 };
  SrAlarm alarm;

  if (clock == NULL)
    return FALSE;

  request = sr_table_load (self->connection, &sr_request_kind,
                           sr_row_get_integer (clock, SR_CLOCK_REQUEST), error);
  if (request == NULL)
    return FALSE;

  get_setting (self, request, &setting);
  sr_alarm_start (&alarm, clock, is_emergency (request), &setting, 0);

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

  if (!sr_clock_table_next_resume (self->connection, &next_resume, error) ||
      !sr_alarm_table_next (self->connection, &next_alarm, error))
    return FALSE;

  *out_next = MIN (next_resume, next_alarm);

  return TRUE;
}

/**
 * sr_gate_tick:
 * @out_next: (out): when to come again, in seconds in UTC; %G_MAXINT64 if nothing waits
 *
 * Does what time does: a request that was paused until an instant that has come goes on from that
 * instant, and whoever is to be told of a deadline is reminded. Programs that share a room may all
 * do it: what one has raised the next finds raised.
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
