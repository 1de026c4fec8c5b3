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

#define SR_ACTION_MAX_INPUTS 26
#define SR_ACTION_MAX_STATES 20

/**
 * SrAction:
 * @name: as on the command line, "wait_customer"
 * @label: the button, "Wait for Customer…" (an ellipsis when a form follows)
 * @from: the states it leads from, ended by %NULL; empty: makes a new record
 * @to: (nullable): the state it leads to; %NULL leaves it
 * @roles: any one of these may
 * @inputs: the fields that it takes, ended by a %NULL field
 * @needs_reason: a reason must be given
 * @clause: the item of the regulation that it serves, "3.2.3"
 * @guard: (nullable): further conditions; sets SR_DOMAIN_ERROR_GUARD or _DUTIES
 * @effect: (nullable): what it does beside setting its inputs and the state
 */
struct _SrAction
{
  const char    *name;
  const char    *label;
  const char    *from[SR_ACTION_MAX_STATES];
  const char    *to;
  SrRoles        roles;
  SrActionInput  inputs[SR_ACTION_MAX_INPUTS];
  gboolean       needs_reason;
  const char    *clause;
  gboolean     (*guard)  (const SrSituation  *situation,
                          GError            **error);
  gboolean     (*effect) (const SrSituation  *situation,
                          SrRow              *after,
                          GPtrArray          *changes,
                          GError            **error);
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

/* Right and state, then guard; not the payload: could the person do it now? The message says what
 * is missing. With @missing, the names of inputs that the person must still give are added. */
gboolean sr_action_is_possible (const SrAction     *action,
                                const SrRecordKind *kind,
                                const SrSituation  *situation,
                                GError            **error);
/* The whole: right, state, inputs, guard, effect. Fills @changes (element-type SrChange), the
 * subject first. Touches neither revision nor the common fields: those are the gate's. */
gboolean sr_action_perform     (const SrAction     *action,
                                const SrRecordKind *kind,
                                const SrSituation  *situation,
                                GPtrArray          *changes,
                                GError            **error);

G_END_DECLS
