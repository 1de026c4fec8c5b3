/* What somebody wants done, and what came of it.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/service/sr-action.h"

G_BEGIN_DECLS

/**
 * SrAct:
 * @kind: the kind of the record
 * @record: its id; 0 for an action that makes one; -n for the record of the n-th act of the batch
 * @revision: the revision that the person saw; 0 if it does not matter
 * @action: the name of the action
 * @payload: field name to text; a reference may be "#12", an identity ("li.na"), or "@1" for the
 *   record of the first act of the same batch
 * @reason: (nullable): why
 * @at: for a replay: when it was done; 0 for now
 * @source: (nullable): for a replay: where it was read, "incident_event_log.csv:17", with
 *   %SR_ACT_INFERRED after it for a step that the log leaves out. The room itself acts then.
 * @step: for a replay: how many steps of the source are read with it; 0 for none
 *
 * Immutable once it is given to the gate.
 */
typedef struct
{
  const SrRecordKind *kind;
  gint64              record;
  gint64              revision;
  char               *action;
  SrPayload          *payload;
  char               *reason;
  gint64              at;
  char               *source;
  gint64              step;
} SrAct;

#define SR_ACT_INFERRED " inferred"

SrAct *sr_act_new  (const SrRecordKind *kind,
                    gint64              record,
                    const char         *action);
/* Sets one field of the payload; chainable. */
SrAct *sr_act_set  (SrAct              *self,
                    const char         *field,
                    const char         *text);
void   sr_act_free (SrAct              *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrAct, sr_act_free)

/**
 * SrOutcome:
 * @record: the id of the record
 * @revision: its revision now
 * @number: (nullable): its number, if it has one
 * @sequence: the event
 * @undoable: who did it may take it back for %SR_UNDO_SECONDS, by sr_room_undo_async() with
 *   @sequence
 * @made: for an action that makes another record: its id
 * @made_number: (nullable): its number
 */
typedef struct
{
  gint64    record;
  gint64    revision;
  char     *number;
  gint64    sequence;
  gboolean  undoable;
  gint64    made;
  char     *made_number;
} SrOutcome;

void sr_outcome_free (SrOutcome *self);

/**
 * SrConflict:
 * @field: the name of the field that both changed
 * @actor: the login of who changed it meanwhile
 * @at: when
 * @theirs: (nullable): its value now, as text
 * @mine: (nullable): what was typed
 *
 * One collision of an act with what somebody else did since the revision that the person saw.
 */
typedef struct
{
  char   *field;
  char   *actor;
  gint64  at;
  char   *theirs;
  char   *mine;
} SrConflict;

void sr_conflict_free (SrConflict *self);

G_END_DECLS
