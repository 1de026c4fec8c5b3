/* What clocks do to alarms, and what withdraws a reminder.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-gate"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-alarm.h"
#include "room/sr-gate-private.h"
#include "storage/service/sr-alarm-table.h"
#include "storage/service/sr-reminder-table.h"
#include "storage/sr-table.h"

/* The clock in a change has an alarm in the same transaction:
 *
 *   clock started, moved, paused -> alarm: arm, level, next instant -> tick at that instant
 *     -> reminders for the people whom the rung names -> next instant
 *
 * and a reminder whose deadline is met, paused or moved away is withdrawn in that transaction too.
 */

static gboolean
is_over (const SrRow *clock)
{
  return !sr_row_is_null (clock, SR_CLOCK_STOPPED_AT);
}

/* ---- what ends a reminder ---- */

gboolean
sr_gate_withdraw (SrGate       *self,
                  const SrRow  *reminder,
                  gint64        at,
                  GError      **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_change_free);
  SrSigner signer = { 0, "room", "room", at };
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

      if (ends (endings, reminder) && !sr_gate_withdraw (self, reminder, at, error))
        return FALSE;
    }

  return TRUE;
}

/* ---- what arms a clock ---- */

/* A clock that runs again after it was stopped has had an alarm, which tells by what it raised. */
static gboolean
load_alarm (SrGate          *self,
            const SrChange  *change,
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

  if (!load_alarm (self, change, &alarm, &found, error))
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
  gboolean emergency = sr_row_get_integer (request, SR_REQUEST_EMERGENCY) != 0;
  SrSetting setting = { 0 };

  sr_configuration_get_setting_of (self->configuration, request, &setting);

  for (guint i = 0; i < changes->len; i++)
    {
      const SrChange *change = g_ptr_array_index (changes, i);
      gint64 clock = sr_row_get_id (change->after);
      gboolean ends;

      if (sr_row_get_kind (change->after) != &sr_clock_kind)
        continue;

      if (!arm_clock (self, change, emergency, &setting, now, &ends, error))
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
