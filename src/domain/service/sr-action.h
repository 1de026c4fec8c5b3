/* The tables of actions: what may be done, from where, by whom, with what.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/service/sr-situation.h"

G_BEGIN_DECLS

typedef struct _SrAction SrAction;

/**
 * SrActionInput:
 * @field: the name of a field of the subject or, after a dot, of a child: "contact.summary"
 * @required: it must be given (unless the subject has it already and @keeps)
 * @keeps: a value that the subject has already will do
 */
typedef struct
{
  const char *field;
  gboolean    required;
  gboolean    keeps;
} SrActionInput;

/**
 * SrCondition:
 * @absent: (nullable): what an action that is replayed from a log records as absent where the log
 *   does not hold what is asked for; %NULL: a log must keep the condition too
 * @of_payload: it is about what is given with the action, so it cannot be asked before
 * @check: %FALSE with SR_DOMAIN_ERROR_GUARD, _DUTIES or _NOT_FOUND: a whole sentence that says what
 *   is missing and what to do
 * @remedy: (nullable): the action on the same record that brings about what is missing
 *
 * One condition of an action, beside right, state and inputs.
 */
typedef struct
{
  const char *absent;
  gboolean    of_payload;
  gboolean  (*check) (const SrSituation  *situation,
                      GError            **error);
  const char *remedy;
} SrCondition;

#define SR_ACTION_ANY_STATE "*"
#define SR_ACTION_MAX_INPUTS 26
#define SR_ACTION_MAX_STATES 20
#define SR_ACTION_MAX_CONDITIONS 8
#define SR_ACTION_MAX_PASSES 10

/**
 * SrAction:
 * @name: as on the command line, "wait_customer"
 * @label: the button, "Wait for Customer…" (an ellipsis when a form follows)
 * @from: the states it leads from, ended by %NULL; %SR_ACTION_ANY_STATE alone: any, also of a
 *   record that has no states; empty: makes a new record
 * @to: (nullable): the state it leads to; %NULL leaves it
 * @stays: the states of @from that it leaves as they are all the same, ended by %NULL
 * @roles: any one of these may
 * @inputs: the fields that it takes, ended by a %NULL field
 * @needs_reason: a reason must be given
 * @undoable: who did it may take it back within %SR_UNDO_SECONDS, by a compensating event. What has
 *   left the house is not: a contact, a promise, a file, what another person approved
 * @makes: (nullable): it makes another record of the kind by this action, in the same transaction;
 *   its inputs are that one's
 * @passes_on: what the other record has from this one unless it is given, ended by %NULL
 * @clause: the item of the regulation that it serves, "3.2.3"
 * @conditions: what must hold beside, ended by %NULL
 * @effect: (nullable): what it does beside setting its inputs and the state
 */
struct _SrAction
{
  const char        *name;
  const char        *label;
  const char        *from[SR_ACTION_MAX_STATES];
  const char        *to;
  const char        *stays[SR_ACTION_MAX_STATES];
  SrRoles            roles;
  SrActionInput      inputs[SR_ACTION_MAX_INPUTS];
  gboolean           needs_reason;
  gboolean           undoable;
  const char        *makes;
  const char        *passes_on[SR_ACTION_MAX_PASSES];
  const char        *clause;
  const SrCondition *conditions[SR_ACTION_MAX_CONDITIONS];
  void             (*effect) (const SrSituation *situation,
                              SrRow             *after,
                              GPtrArray         *changes);
};

/* The actions of a kind in order of use, ended by one with a NULL name. Kinds without own rules
 * (customer, staff, team, ...) have "create" and "edit". */
const SrAction *sr_actions_of         (const SrRecordKind *kind);
/* NULL if the kind has no such action. */
const SrAction *sr_action_find        (const SrRecordKind *kind,
                                       const char         *name);
/* The SrField that an input means; *out_child is the child kind or NULL. */
const SrField  *sr_action_input_field (const SrRecordKind  *kind,
                                       const SrActionInput *input,
                                       const SrRecordKind **out_child);

/* The label for people, without the ellipsis of a button. */
char           *sr_action_dup_title   (const SrAction     *action);

/* TRUE if it makes a new record. */
gboolean        sr_action_makes       (const SrAction     *action);

/* Right and state, then the conditions that are not about the payload: could the person do it now?
 * The message says what is missing. */
gboolean sr_action_is_possible (const SrAction     *action,
                                const SrRecordKind *kind,
                                const SrSituation  *situation,
                                GError            **error);
/* What comes next in order of use: the first action that is possible, or what brings it about. NULL
 * if there is nothing for this person to do. */
const SrAction *sr_action_find_next (const SrRecordKind *kind,
                                     const SrSituation  *situation);
/* The whole: right, state, inputs, conditions, effect, clocks. Fills @changes (element-type
 * SrChange), the subject first. Touches neither revision nor the common fields: those are the
 * gate's. */
gboolean sr_action_perform     (const SrAction     *action,
                                const SrRecordKind *kind,
                                const SrSituation  *situation,
                                GPtrArray          *changes,
                                GError            **error);

G_END_DECLS
