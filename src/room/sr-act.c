/* What somebody wants done, and what came of it.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-act"

#include "config.h"

#include "room/sr-act.h"

/**
 * sr_act_new:
 * @kind: the kind of the record
 * @record: its id; 0 for an action that makes one; -n for the record of the n-th act of the batch
 * @action: the name of the action
 *
 * Returns: (transfer full): an act without payload
 */
SrAct *
sr_act_new (const SrRecordKind *kind,
            gint64              record,
            const char         *action)
{
  SrAct *self = g_new0 (SrAct, 1);

  self->kind = kind;
  self->record = record;
  self->action = g_strdup (action);
  self->payload = sr_payload_new ();

  return self;
}

/**
 * sr_act_set:
 * @field: the name of a field that the action takes
 * @text: (nullable): its value as text; %NULL does nothing, an empty text clears the field
 *
 * Returns: (transfer none): the act, so that calls can be chained
 */
SrAct *
sr_act_set (SrAct      *self,
            const char *field,
            const char *text)
{
  if (text != NULL)
    g_hash_table_insert (self->payload, g_strdup (field), g_strdup (text));

  return self;
}

/**
 * sr_act_free:
 * @self: (nullable) (transfer full):
 */
void
sr_act_free (SrAct *self)
{
  if (self == NULL)
    return;

  g_free (self->action);
  g_free (self->reason);
  g_free (self->source);
  g_hash_table_unref (self->payload);
  g_free (self);
}

/**
 * sr_outcome_free:
 * @self: (nullable) (transfer full):
 */
void
sr_outcome_free (SrOutcome *self)
{
  if (self == NULL)
    return;

  g_free (self->number);
  g_free (self->made_number);
  g_free (self);
}

/**
 * sr_conflict_free:
 * @self: (nullable) (transfer full):
 */
void
sr_conflict_free (SrConflict *self)
{
  if (self == NULL)
    return;

  g_free (self->field);
  g_free (self->actor);
  g_free (self->theirs);
  g_free (self->mine);
  g_free (self);
}
