/* One act on its way through the gate.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-gate"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/sr-domain-error.h"
#include "room/sr-gate-private.h"
#include "storage/sr-table.h"

const char *
sr_gate_get_role (SrRoles allowed,
                  SrRoles held)
{
  for (guint i = 0; sr_roles[i].value != NULL; i++)
    {
      if ((allowed & held) & (1 << i))
        return sr_roles[i].value;
    }

  return "room";
}

static void
set_no_action (GError             **error,
               const SrRecordKind  *kind,
               const char          *name)
{
  const SrAction *actions = sr_actions_of (kind);
  g_autoptr (GString) allowed = g_string_new (NULL);

  for (guint i = 0; actions != NULL && actions[i].name != NULL; i++)
    g_string_append_printf (allowed, "%s%s", i > 0 ? ", " : "", actions[i].name);

  g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_NOT_FOUND,
               /* Translators: an action, a kind of record, a list of actions */
               _("There is no action “%s” for “%s”. Allowed: %s."), name, kind->name, allowed->str);
}

/* A negative record is what an earlier act of the batch made, counted from 1. */
static gint64
find_record (const SrAct *act,
             GPtrArray   *outcomes)
{
  if (act->record < 0 && -act->record <= (gint64) outcomes->len)
    return ((SrOutcome *) g_ptr_array_index (outcomes, -act->record - 1))->record;

  return act->record;
}

static gboolean
load_subject (SrGate       *self,
              const SrAct  *act,
              gint64        record,
              SrRow       **out_subject,
              GError      **error)
{
  g_autoptr (GError) local_error = NULL;

  *out_subject = NULL;
  if (record == 0)
    return TRUE;

  *out_subject = sr_table_load (self->connection, act->kind, record, &local_error);
  if (*out_subject != NULL)
    return TRUE;

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_NOT_FOUND,
                 _("There is no record %lld of “%s”."),
                 (long long) record, act->kind->name);

  return FALSE;
}

/* The aggregate that an event is about: the record itself, or what it is a part of. */
static void
find_root (const SrAct         *act,
           gint64               record,
           GPtrArray           *changes,
           const SrRecordKind **out_kind,
           gint64              *out_record)
{
  const SrChange *first = g_ptr_array_index (changes, 0);
  int parent;

  *out_kind = act->kind;
  *out_record = record;

  if (act->kind->parent != NULL)
    {
      parent = sr_record_kind_find_field (act->kind, act->kind->parent);
      *out_kind = sr_record_kind_find (act->kind->fields[parent].reference);
      *out_record = sr_row_get_integer (first->after, parent);
    }
}

/* How far the source is read, so that the same import continues there. */
static void
note_step (const SrAct *act,
           GPtrArray   *changes)
{
  const SrChange *first = g_ptr_array_index (changes, 0);
  int field = sr_record_kind_find_field (act->kind, "source_step");

  if (act->step > 0 && field >= 0)
    sr_row_set_integer (first->after, field, act->step);
}

/**
 * Performance:
 *
 * One act on its way through the gate.
 */
typedef struct
{
  SrGate            *gate;
  const SrAct       *act;
  const SrAction    *action;
  const SrRow       *staff;     /* NULL for the room itself */
  GPtrArray         *outcomes;  /* of the acts before it */
  gint64             record;
  gint64             now;
  SrRow             *subject;
  SrSituationHolder *holder;
} Performance;

static void
performance_clear (Performance *self)
{
  sr_row_free (self->subject);
  sr_situation_holder_free (self->holder);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Performance, performance_clear)

/* What is given to an action that makes another record collides with nothing of this one. */
static gboolean
check_conflicts (Performance  *self,
                 GHashTable   *payload,
                 GPtrArray   **out_conflicts,
                 GError      **error)
{
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GError) local_error = NULL;
  const SrConflict *conflict;

  if (self->subject == NULL || self->action->makes != NULL)
    return TRUE;

  conflicts = sr_gate_find_conflicts (self->gate, self->act, self->action, self->subject, payload,
                                      &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (conflicts == NULL)
    return TRUE;

  conflict = g_ptr_array_index (conflicts, 0);
  g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_CONFLICT,
               /* Translators: a login, a field */
               _("%s changed “%s” while you were working on it. Compare both and decide."),
               conflict->actor, conflict->field);
  if (out_conflicts != NULL)
    *out_conflicts = g_steal_pointer (&conflicts);

  return FALSE;
}

static gboolean
prepare (Performance  *self,
         GPtrArray   **out_conflicts,
         GError      **error)
{
  g_autoptr (GHashTable) payload = NULL;

  if (self->action == NULL)
    {
      set_no_action (error, self->act->kind, self->act->action);
      return FALSE;
    }

  /* An act earlier in the batch may have changed what rules read. */
  if (!sr_gate_refresh (self->gate, error) ||
      !load_subject (self->gate, self->act, self->record, &self->subject, error))
    return FALSE;

  payload = sr_gate_parse_payload (self->gate, self->act, self->action, self->outcomes, error);
  if (payload == NULL || !check_conflicts (self, payload, out_conflicts, error))
    return FALSE;

  /* What a log tells was done by nobody of the room: the room itself replays it. */
  self->staff = self->act->source == NULL ? sr_gate_get_staff (self->gate) : NULL;
  self->holder = sr_situation_holder_new_for_act (self->gate->connection,
                                                  self->gate->configuration, self->staff,
                                                  self->subject, self->act,
                                                  g_steal_pointer (&payload), self->now, error);

  return self->holder != NULL;
}

/* The act that makes the other record: what was given, and what passes on to it. */
static SrAct *
make_other_act (Performance *self)
{
  const SrRecordKind *kind = self->act->kind;
  SrAct *other = sr_act_new (kind, 0, self->action->makes);
  const char *zone = sr_configuration_get_zone (self->gate->configuration);
  g_autofree char *origin = g_strdup_printf ("#%" G_GINT64_FORMAT, self->record);
  GHashTableIter iter;
  gpointer name;
  gpointer text;

  g_hash_table_iter_init (&iter, self->act->payload);
  while (g_hash_table_iter_next (&iter, &name, &text))
    sr_act_set (other, name, text);

  for (guint i = 0; self->action->passes_on[i] != NULL; i++)
    {
      int field = sr_record_kind_find_field (kind, self->action->passes_on[i]);
      const SrField *declared = &kind->fields[field];
      g_autofree char *value = NULL;

      if (g_hash_table_contains (other->payload, declared->name) ||
          sr_row_is_null (self->subject, field))
        continue;

      value = declared->type == SR_FIELD_REFERENCE
              ? g_strdup_printf ("#%" G_GINT64_FORMAT, sr_row_get_integer (self->subject, field))
              : sr_field_to_text (declared, sr_row_get (self->subject, field), zone);
      sr_act_set (other, declared->name, value);
    }

  sr_act_set (other, "split_from", origin);
  other->at = self->act->at;

  return other;
}

/* The rules are asked first, so that it is this action that refuses. The other record has an event of
 * its own; then this one tells of it. */
static SrOutcome *
perform_other (Performance  *self,
               GError      **error)
{
  g_autoptr (GPtrArray) tried = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_change_free);
  g_autoptr (SrAct) act = make_other_act (self);
  SrOutcome *made;
  SrRow *row;

  if (!sr_action_perform (self->action, self->act->kind, sr_situation_holder_get (self->holder),
                          tried, error))
    return NULL;

  made = sr_gate_perform (self->gate, act, self->outcomes, NULL, error);
  if (made == NULL)
    return NULL;

  row = sr_table_load (self->gate->connection, self->act->kind, made->record, error);
  if (row == NULL)
    {
      sr_outcome_free (made);
      return NULL;
    }
  sr_situation_holder_take_related (self->holder, row);

  return made;
}

static SrOutcome *
carry_out (Performance  *self,
           GError      **error)
{
  const SrAct *act = self->act;
  const SrSituation *situation = sr_situation_holder_get (self->holder);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_change_free);
  const SrRecordKind *root_kind;
  SrSigner signer = { 0 };
  SrOutcome *outcome;
  gint64 calendar = 0;
  gint64 root;

  if (!sr_action_perform (self->action, act->kind, situation, changes, error))
    return NULL;

  note_step (act, changes);

  signer.staff = situation->staff;
  signer.actor = self->staff != NULL ? sr_row_get_text (self->staff, SR_STAFF_LOGIN) : "room";
  signer.role = sr_gate_get_role (self->action->roles, situation->roles);
  signer.at = self->now;

  if (!sr_gate_raise_calendar (self->gate, changes, &calendar, error))
    return NULL;

  find_root (act, self->record, changes, &root_kind, &root);
  outcome = sr_gate_write (self->gate, &signer, root_kind, root, self->action->name, act->reason,
                           self->action->clause, act->source, changes, error);

  if (outcome != NULL && calendar != 0 && !sr_gate_recompute (self->gate, calendar, error))
    g_clear_pointer (&outcome, sr_outcome_free);

  return outcome;
}

SrOutcome *
sr_gate_perform (SrGate       *self,
                 const SrAct  *act,
                 GPtrArray    *outcomes,
                 GPtrArray   **out_conflicts,
                 GError      **error)
{
  g_auto (Performance) performance = { 0 };
  SrOutcome *made = NULL;
  SrOutcome *outcome;

  performance.gate = self;
  performance.act = act;
  performance.action = sr_action_find (act->kind, act->action);
  performance.outcomes = outcomes;
  performance.record = find_record (act, outcomes);
  performance.now = act->at != 0 ? act->at : sr_clock_now (self->clock);

  if (!prepare (&performance, out_conflicts, error))
    return NULL;

  if (performance.action->makes != NULL)
    {
      made = perform_other (&performance, error);
      if (made == NULL)
        return NULL;
    }

  outcome = carry_out (&performance, error);
  if (outcome != NULL && made != NULL)
    {
      outcome->made = made->record;
      outcome->made_number = g_steal_pointer (&made->number);
    }
  sr_outcome_free (made);

  return outcome;
}
