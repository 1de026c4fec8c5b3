/* Takes steps back, by events of their own.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-gate"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-undo.h"
#include "domain/sr-domain-error.h"
#include "room/sr-gate-private.h"
#include "storage/sr-event-table.h"
#include "storage/sr-table.h"

/**
 * Undoing:
 *
 * Several steps on their way back. What was done to a record by this is no step that came since.
 */
typedef struct
{
  SrGate      *gate;
  const SrRow *staff;
  GHashTable  *handled;   /* (element-type gint64): events taken back, and those that do so */
  gint64       now;
} Undoing;

static void
note_handled (Undoing *undoing,
              gint64   sequence)
{
  g_hash_table_add (undoing->handled, g_memdup2 (&sequence, sizeof sequence));
}

static SrRow *
load_event (SrGate  *self,
            gint64   sequence,
            GError **error)
{
  g_autoptr (GPtrArray) events = sr_event_table_load_after (self->connection, sequence - 1, 1,
                                                            error);

  if (events == NULL)
    return NULL;

  if (events->len == 0 ||
      sr_row_get_integer (g_ptr_array_index (events, 0), SR_EVENT_SEQUENCE) != sequence)
    {
      g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_NOT_FOUND,
                   _("There is no event %lld in the journal."), (long long) sequence);
      return NULL;
    }

  return g_ptr_array_steal_index (events, 0);
}

static gboolean
check_is_last (Undoing      *undoing,
               const SrRow  *event,
               GError      **error)
{
  g_autoptr (GPtrArray) later =
    sr_event_table_load_later (undoing->gate->connection, sr_row_get_text (event, SR_EVENT_KIND),
                               sr_row_get_integer (event, SR_EVENT_RECORD),
                               sr_row_get_integer (event, SR_EVENT_SEQUENCE), error);

  if (later == NULL)
    return FALSE;

  for (guint i = 0; i < later->len; i++)
    {
      gint64 sequence = sr_row_get_integer (g_ptr_array_index (later, i), SR_EVENT_SEQUENCE);

      if (!g_hash_table_contains (undoing->handled, &sequence))
        {
          g_set_error_literal (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_GUARD,
                               _("Something was done to this record since. Only its last step can "
                                 "be undone."));
          return FALSE;
        }
    }

  return TRUE;
}

/* A clock that stood still meanwhile missed what the calendar became. */
static gboolean
check_calendar (Undoing      *undoing,
                const SrRow  *event,
                const SrRow  *clock,
                GError      **error)
{
  gint64 id = sr_row_get_integer (clock, SR_CLOCK_CALENDAR);
  const SrRow *calendar = sr_configuration_find (undoing->gate->configuration, &sr_calendar_kind,
                                                 id);

  if (calendar == NULL || sr_row_get_integer (calendar, SR_COMMON_UPDATED_AT) <=
                          sr_row_get_integer (event, SR_EVENT_AT))
    return TRUE;

  g_set_error_literal (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_GUARD,
                       _("The calendar was changed since, and the deadlines would not fit it. Set "
                         "the step right by another one."));

  return FALSE;
}

static gboolean
set_missing (const SrRecordKind  *kind,
             gint64               id,
             GError             **error)
{
  if (error == NULL || *error == NULL)
    g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_NOT_FOUND,
                 _("There is no record %lld of “%s”."), (long long) id, kind->name);

  return FALSE;
}

/* The subject is the first change, also when the step did nothing to it. */
static gboolean
collect_changes (Undoing      *undoing,
                 SrUndo       *undo,
                 const SrRow  *event,
                 const SrRow  *subject,
                 GPtrArray    *changes,
                 GError      **error)
{
  const SrChange *first;

  g_ptr_array_add (changes, sr_change_new (subject, sr_row_copy (subject)));
  first = g_ptr_array_index (changes, 0);

  for (guint i = 0; i < sr_undo_get_n_rows (undo); i++)
    {
      gint64 id = 0;
      const SrRecordKind *kind = sr_undo_get_row (undo, i, &id);
      g_autoptr (SrRow) stored = NULL;
      SrRow *after = first->after;

      if (kind != sr_row_get_kind (subject) || id != sr_row_get_id (subject))
        {
          stored = sr_table_load (undoing->gate->connection, kind, id, error);
          if (stored == NULL)
            return set_missing (kind, id, error);
          if (kind == &sr_clock_kind && !check_calendar (undoing, event, stored, error))
            return FALSE;

          after = sr_row_copy (stored);
          g_ptr_array_add (changes, sr_change_new (stored, after));
        }

      if (!sr_undo_apply (undo, i, after, undoing->now, error))
        return FALSE;
    }

  return TRUE;
}

static SrOutcome *
undo_event (Undoing      *undoing,
            const SrRow  *event,
            GError      **error)
{
  SrGate *self = undoing->gate;
  gint64 sequence = sr_row_get_integer (event, SR_EVENT_SEQUENCE);
  gint64 record = sr_row_get_integer (event, SR_EVENT_RECORD);
  SrRoles roles = sr_roles_from_list (sr_row_get_text (undoing->staff, SR_STAFF_ROLES));
  g_autoptr (SrUndo) undo = sr_undo_new (event, error);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_change_free);
  g_autoptr (SrRow) subject = NULL;
  g_autofree char *reason = sr_undo_reason (sequence);
  const SrRecordKind *kind;
  const SrAction *action;
  SrSigner signer = { 0 };
  SrOutcome *outcome;

  if (undo == NULL ||
      !sr_undo_is_allowed (undo, sr_row_get_text (undoing->staff, SR_STAFF_LOGIN), roles,
                           undoing->now, error) ||
      !check_is_last (undoing, event, error))
    return NULL;

  kind = sr_record_kind_find (sr_row_get_text (event, SR_EVENT_KIND));
  action = sr_action_find (kind, sr_row_get_text (event, SR_EVENT_ACTION));
  subject = sr_table_load (self->connection, kind, record, error);
  if (subject == NULL)
    {
      set_missing (kind, record, error);
      return NULL;
    }

  if (!collect_changes (undoing, undo, event, subject, changes, error))
    return NULL;

  signer.staff = sr_row_get_id (undoing->staff);
  signer.actor = sr_row_get_text (undoing->staff, SR_STAFF_LOGIN);
  signer.role = sr_gate_get_role (action->roles, roles);
  signer.at = undoing->now;
  outcome = sr_gate_write (self, &signer, kind, record, SR_UNDO_ACTION, reason, action->clause,
                           NULL, changes, error);
  if (outcome != NULL)
    {
      note_handled (undoing, sequence);
      note_handled (undoing, outcome->sequence);
    }

  return outcome;
}

/* The last one first: a record may have gone several steps at once. */
static int
compare_sequences (gconstpointer a,
                   gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return first < second ? 1 : first > second ? -1 : 0;
}

static GPtrArray *
undo_all (Undoing  *undoing,
          GArray   *sequences,
          GError  **error)
{
  g_autoptr (GPtrArray) outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_outcome_free);

  for (guint i = 0; i < sequences->len; i++)
    {
      g_autoptr (SrRow) event = load_event (undoing->gate, g_array_index (sequences, gint64, i),
                                            error);
      SrOutcome *outcome = event != NULL ? undo_event (undoing, event, error) : NULL;

      if (outcome == NULL)
        return NULL;
      g_ptr_array_add (outcomes, outcome);
    }

  return g_steal_pointer (&outcomes);
}

/**
 * sr_gate_undo:
 * @sequences: the events that are to be taken back, in any order
 * @n_sequences: how many
 *
 * Takes steps back in one transaction, each by an event of its own: what it changed gets its former
 * values, what it made is switched off. Who did it may do so for %SR_UNDO_SECONDS, as long as nothing
 * else was done to the record.
 *
 * Returns: (transfer full) (nullable) (element-type SrOutcome): one for each event, the last event
 *   first; or %NULL with %SR_DOMAIN_ERROR or %SR_STORE_ERROR, and nothing is changed
 */
GPtrArray *
sr_gate_undo (SrGate        *self,
              const gint64  *sequences,
              guint          n_sequences,
              GError       **error)
{
  g_autoptr (GHashTable) handled = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) outcomes = NULL;
  Undoing undoing = { self, NULL, handled, sr_clock_now (self->clock) };

  g_array_append_vals (sorted, sequences, n_sequences);
  g_array_sort (sorted, compare_sequences);

  if (!sr_gate_open (self, error))
    return NULL;

  undoing.staff = sr_gate_get_staff (self);
  if (undoing.staff == NULL)
    g_set_error_literal (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_RIGHT,
                         _("Nobody has signed in who could undo it."));
  else
    outcomes = undo_all (&undoing, sorted, error);

  if (outcomes == NULL)
    {
      sr_gate_close (self, FALSE, NULL);
      return NULL;
    }

  return sr_gate_close (self, TRUE, error) ? g_steal_pointer (&outcomes) : NULL;
}
