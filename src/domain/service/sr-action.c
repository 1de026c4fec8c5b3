/* The one way in which an action is looked at and done.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-action"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-action.h"
#include "domain/service/sr-record-actions.h"
#include "domain/service/sr-reminder-actions.h"
#include "domain/service/sr-request-actions.h"
#include "domain/service/sr-request-clocks.h"
#include "domain/service/sr-request-effects.h"
#include "domain/sr-domain-error.h"

/**
 * sr_actions_of:
 * @kind: a kind of record
 *
 * Returns: (transfer none) (array zero-terminated=1): its actions in order of use; empty for kinds
 *   that only the actions of others make
 */
const SrAction *
sr_actions_of (const SrRecordKind *kind)
{
  if (kind == &sr_request_kind)
    return sr_request_actions;

  return kind == &sr_reminder_kind ? sr_reminder_actions : sr_record_actions_of (kind);
}

/**
 * sr_action_find:
 *
 * Returns: (transfer none) (nullable): the action of that name
 */
const SrAction *
sr_action_find (const SrRecordKind *kind,
                const char         *name)
{
  for (const SrAction *action = sr_actions_of (kind); action->name != NULL; action++)
    {
      if (g_str_equal (action->name, name))
        return action;
    }

  return NULL;
}

/**
 * sr_action_makes:
 *
 * Returns: %TRUE if the action makes a new record
 */
gboolean
sr_action_makes (const SrAction *action)
{
  return action->from[0] == NULL;
}

/**
 * sr_action_input_field:
 * @kind: the kind of the subject
 * @out_child: (out) (optional) (nullable): the kind of the child that the input is of
 *
 * Returns: (transfer none): the field that an input means
 */
const SrField *
sr_action_input_field (const SrRecordKind  *kind,
                       const SrActionInput *input,
                       const SrRecordKind **out_child)
{
  const char *dot = strchr (input->field, '.');
  const SrRecordKind *child = NULL;
  const char *name = input->field;
  int field;

  if (dot != NULL)
    {
      g_autofree char *child_name = g_strndup (input->field, dot - input->field);

      kind = child = sr_record_kind_find (child_name);
      name = dot + 1;
    }

  if (out_child != NULL)
    *out_child = child;

  field = kind != NULL ? sr_record_kind_find_field (kind, name) : -1;
  g_assert (field >= 0);

  return &kind->fields[field];
}

/**
 * sr_action_dup_title:
 *
 * Returns: (transfer full): the label without the ellipsis that tells of a form
 */
char *
sr_action_dup_title (const SrAction *action)
{
  g_autofree char *title = g_strdup (_(action->label));

  if (g_str_has_suffix (title, "…"))
    title[strlen (title) - strlen ("…")] = '\0';

  return g_steal_pointer (&title);
}

static char *
list_roles (SrRoles roles)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (guint i = 0; sr_roles[i].value != NULL; i++)
    {
      if (roles & (1 << i))
        g_ptr_array_add (labels, (gpointer) sr_choice_label (sr_roles, sr_roles[i].value));
    }
  g_ptr_array_add (labels, NULL);

  return g_strjoinv (", ", (char **) labels->pdata);
}

/* A log is replayed by the room itself, which may do all that people may. */
static gboolean
check_right (const SrAction     *action,
             const SrSituation  *situation,
             GError            **error)
{
  g_autofree char *title = NULL;
  g_autofree char *roles = NULL;

  if ((situation->roles & action->roles) != 0 ||
      (situation->from_source && (situation->roles & SR_ROLE_ROOM)))
    return TRUE;

  title = sr_action_dup_title (action);
  roles = list_roles (action->roles);
  g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_RIGHT,
               _("You may not do “%s”. It takes one of these roles: %s."), title, roles);

  return FALSE;
}

static const char *
get_state (const SrRecordKind *kind,
           const SrRow        *subject)
{
  int field = sr_record_kind_find_field (kind, "state");

  return field >= 0 ? sr_row_get_text (subject, field) : NULL;
}

static char *
list_states (const SrRecordKind *kind,
             const SrAction     *action)
{
  int field = sr_record_kind_find_field (kind, "state");
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (guint i = 0; field >= 0 && action->from[i] != NULL; i++)
    g_ptr_array_add (labels, (gpointer) sr_choice_label (kind->fields[field].choices,
                                                         action->from[i]));
  g_ptr_array_add (labels, NULL);

  return g_strjoinv (", ", (char **) labels->pdata);
}

static gboolean
check_state (const SrAction      *action,
             const SrRecordKind  *kind,
             const SrSituation   *situation,
             GError             **error)
{
  g_autofree char *title = sr_action_dup_title (action);
  g_autofree char *states = NULL;
  const char *state;
  int field;

  if (sr_action_makes (action) != (situation->subject == NULL))
    {
      if (situation->subject == NULL)
        g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_STATE,
                     _("“%s” is done to a record that is there. Choose one."), title);
      else
        g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_STATE,
                     _("“%s” makes a new record; this one is there already."), title);
      return FALSE;
    }

  if (situation->subject == NULL || g_strcmp0 (action->from[0], SR_ACTION_ANY_STATE) == 0)
    return TRUE;

  state = get_state (kind, situation->subject);
  if (state != NULL && g_strv_contains (action->from, state))
    return TRUE;

  field = sr_record_kind_find_field (kind, "state");
  states = list_states (kind, action);
  g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_STATE,
               _("“%s” is not possible in the state “%s”. It is possible in: %s."), title,
               sr_choice_label (kind->fields[field].choices, state), states);

  return FALSE;
}

static const SrActionInput *
find_input (const SrAction *action,
            const char     *name)
{
  for (const SrActionInput *input = action->inputs; input->field != NULL; input++)
    {
      if (g_str_equal (input->field, name))
        return input;
    }

  return NULL;
}

static char *
list_inputs (const SrAction *action)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (const SrActionInput *input = action->inputs; input->field != NULL; input++)
    g_ptr_array_add (names, (gpointer) input->field);
  g_ptr_array_add (names, NULL);

  return g_strjoinv (", ", (char **) names->pdata);
}

static gboolean
check_names (const SrAction     *action,
             const SrSituation  *situation,
             GError            **error)
{
  g_autofree char *title = NULL;
  g_autofree char *allowed = NULL;
  GHashTableIter iter;
  gpointer name;

  if (situation->payload == NULL)
    return TRUE;

  g_hash_table_iter_init (&iter, situation->payload);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      if (find_input (action, name) != NULL)
        continue;

      title = sr_action_dup_title (action);
      allowed = list_inputs (action);
      if (*allowed == '\0')
        g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID,
                     _("“%s” does not take the field “%s”; it takes none."), title,
                     (const char *) name);
      else
        g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID,
                     _("“%s” does not take the field “%s”. It takes: %s."), title,
                     (const char *) name, allowed);
      return FALSE;
    }

  return TRUE;
}

static gboolean
has_type (const SrField *field,
          const SrValue *value)
{
  switch (field->type)
    {
    case SR_FIELD_BOOLEAN:
      return value->type == SR_VALUE_INTEGER && (value->integer == 0 || value->integer == 1);

    case SR_FIELD_INTEGER:
    case SR_FIELD_INSTANT:
    case SR_FIELD_DURATION:
    case SR_FIELD_REFERENCE:
      return value->type == SR_VALUE_INTEGER;

    case SR_FIELD_CHOICE:
      return value->type == SR_VALUE_TEXT && sr_choice_find (field->choices, value->text) != NULL;

    case SR_FIELD_TEXT:
    case SR_FIELD_DATE:
    case SR_FIELD_LIST:
    default:
      return value->type == SR_VALUE_TEXT;
    }
}

static const SrValue *
get_given (const SrSituation *situation,
           const char        *name)
{
  const SrValue *value = NULL;

  if (situation->payload != NULL)
    value = g_hash_table_lookup (situation->payload, name);

  return value;
}

static gboolean
is_given (const SrValue *value)
{
  return value != NULL && value->type != SR_VALUE_NULL;
}

static gboolean
subject_has (const SrSituation  *situation,
             const SrRecordKind *kind,
             const char         *name)
{
  int field = sr_record_kind_find_field (kind, name);

  return situation->subject != NULL && field >= 0 && !sr_row_is_null (situation->subject, field);
}

static gboolean
refuse_value (const SrField  *field,
              const SrValue  *value,
              GError        **error)
{
  g_autofree char *shown = value->type == SR_VALUE_TEXT
                           ? g_strdup (value->text)
                           : g_strdup_printf ("%" G_GINT64_FORMAT, value->integer);

  g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID,
               field->type == SR_FIELD_REFERENCE
               ? _("“%s”: there is no “%s”. Choose one that is there.")
               : _("“%s” cannot be “%s”. Give another value."),
               _(field->label), shown);

  return FALSE;
}

/* TRUE if the input may be used as it is. What a log does not hold, and no stored record needs, is
 * noted in @absent instead of refused. */
static gboolean
check_input (const SrAction       *action,
             const SrRecordKind   *kind,
             const SrActionInput  *input,
             const SrSituation    *situation,
             GPtrArray            *absent,
             GError              **error)
{
  const SrRecordKind *child = NULL;
  const SrField *field = sr_action_input_field (kind, input, &child);
  const SrValue *value = get_given (situation, input->field);
  gboolean is_emptied = value != NULL && !is_given (value) && situation->subject != NULL &&
                        child == NULL && (field->flags & SR_FIELD_REQUIRED);
  gboolean is_missing = input->required && !is_given (value) &&
                        !(input->keeps && value == NULL &&
                          subject_has (situation, kind, input->field));
  g_autofree char *title = NULL;

  if (is_given (value) && !has_type (field, value))
    return refuse_value (field, value, error);

  if (!is_missing && !is_emptied)
    return TRUE;

  if (situation->from_source && child == NULL && !(field->flags & SR_FIELD_REQUIRED))
    {
      g_ptr_array_add (absent, (gpointer) field->name);
      return TRUE;
    }

  title = sr_action_dup_title (action);
  g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_MISSING,
               _("“%s” is missing. Give it to do “%s”."), _(field->label), title);

  return FALSE;
}

static gboolean
check_inputs (const SrAction      *action,
              const SrRecordKind  *kind,
              const SrSituation   *situation,
              GPtrArray           *absent,
              GError             **error)
{
  for (const SrActionInput *input = action->inputs; input->field != NULL; input++)
    {
      if (!check_input (action, kind, input, situation, absent, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_reason (const SrAction     *action,
              const SrSituation  *situation,
              GPtrArray          *absent,
              GError            **error)
{
  g_autofree char *reason = g_strstrip (g_strdup (situation->reason != NULL ? situation->reason
                                                                            : ""));
  g_autofree char *title = NULL;

  if (!action->needs_reason || *reason != '\0')
    return TRUE;

  if (situation->from_source)
    {
      g_ptr_array_add (absent, (gpointer) "reason");
      return TRUE;
    }

  title = sr_action_dup_title (action);
  g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_MISSING,
               _("A reason is missing. Say why to do “%s”."), title);

  return FALSE;
}

/* @absent is NULL when nothing is done yet: then what is about the payload is not asked. */
static gboolean
check_conditions (const SrAction     *action,
                  const SrSituation  *situation,
                  GPtrArray          *absent,
                  GError            **error)
{
  for (guint i = 0; action->conditions[i] != NULL; i++)
    {
      const SrCondition *condition = action->conditions[i];
      g_autoptr (GError) local_error = NULL;

      if ((condition->of_payload && absent == NULL) || condition->check (situation, &local_error))
        continue;

      if (!situation->from_source || condition->absent == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (absent != NULL)
        g_ptr_array_add (absent, (gpointer) condition->absent);
    }

  return TRUE;
}

/**
 * sr_action_is_possible:
 * @action: an action of @kind
 * @situation: the record, the person, the time; its payload is not looked at
 *
 * Looks at right and state, then at the conditions that are not about what is given with the
 * action.
 *
 * Returns: %TRUE if the person could do it now; else SR_DOMAIN_ERROR_RIGHT, _STATE, _GUARD or
 *   _DUTIES, a whole sentence
 */
gboolean
sr_action_is_possible (const SrAction      *action,
                       const SrRecordKind  *kind,
                       const SrSituation   *situation,
                       GError             **error)
{
  return check_right (action, situation, error) &&
         check_state (action, kind, situation, error) &&
         check_conditions (action, situation, NULL, error);
}

static void
set_inputs (const SrAction     *action,
            const SrRecordKind *kind,
            const SrSituation  *situation,
            SrRow              *after)
{
  for (const SrActionInput *input = action->inputs; input->field != NULL; input++)
    {
      const SrValue *value = get_given (situation, input->field);

      if (value != NULL && strchr (input->field, '.') == NULL)
        sr_row_set (after, sr_record_kind_find_field (kind, input->field), value);
    }
}

static void
set_state (const SrAction     *action,
           const SrRecordKind *kind,
           const SrSituation  *situation,
           SrRow              *after)
{
  const char *state = situation->subject != NULL ? get_state (kind, situation->subject) : NULL;

  if (action->to != NULL && (state == NULL || !g_strv_contains (action->stays, state)))
    sr_row_set_text (after, sr_record_kind_find_field (kind, "state"), action->to);
}

static void
note_absent (SrRow     *after,
             guint      field,
             GPtrArray *names)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_auto (GStrv) known = sr_row_get_list (after, field);

  for (guint i = 0; known[i] != NULL; i++)
    g_ptr_array_add (all, known[i]);
  for (guint i = 0; i < names->len; i++)
    {
      if (!g_ptr_array_find_with_equal_func (all, g_ptr_array_index (names, i), g_str_equal, NULL))
        g_ptr_array_add (all, g_ptr_array_index (names, i));
    }
  g_ptr_array_add (all, NULL);

  sr_row_set_list (after, field, (const char *const *) all->pdata);
}

/* The action that brings about what the first refusing condition misses. */
static const SrAction *
find_remedy (const SrAction     *action,
             const SrRecordKind *kind,
             const SrSituation  *situation)
{
  for (guint i = 0; i < SR_ACTION_MAX_CONDITIONS && action->conditions[i] != NULL; i++)
    {
      const SrCondition *condition = action->conditions[i];

      if (!condition->of_payload && !condition->check (situation, NULL))
        return condition->remedy != NULL ? sr_action_find (kind, condition->remedy) : NULL;
    }

  return NULL;
}

/**
 * sr_action_find_next:
 * @situation: who looks at which record
 *
 * Goes through the actions in order of use. Where only a condition is in the way and an action of
 * the table brings it about, that one comes next: work in progress goes on with the call that must
 * precede its end, not with handing it to somebody else.
 *
 * Returns: (transfer none) (nullable): what comes next
 */
const SrAction *
sr_action_find_next (const SrRecordKind *kind,
                     const SrSituation  *situation)
{
  for (const SrAction *action = sr_actions_of (kind); action->name != NULL; action++)
    {
      const SrAction *remedy = NULL;

      /* What can always be done, such as to follow, is never what comes next. */
      if (g_strcmp0 (action->from[0], SR_ACTION_ANY_STATE) == 0)
        continue;

      if (sr_action_is_possible (action, kind, situation, NULL))
        return action;

      if (check_right (action, situation, NULL) && check_state (action, kind, situation, NULL))
        remedy = find_remedy (action, kind, situation);
      if (remedy != NULL && sr_action_is_possible (remedy, kind, situation, NULL))
        return remedy;
    }

  return NULL;
}

/**
 * sr_action_perform:
 * @action: an action of @kind
 * @situation: the record, the person, the time, what is given
 * @changes: (element-type SrChange): empty; gets what is to be written, the subject first
 *
 * Does an action in full: right, state, inputs, reason, conditions, then the inputs and the state
 * of the subject, the effect, and the clocks. Nothing is written; on refusal @changes stays empty.
 *
 * Returns: %TRUE if it may be written; else an error of SR_DOMAIN_ERROR, a whole sentence
 */
gboolean
sr_action_perform (const SrAction      *action,
                   const SrRecordKind  *kind,
                   const SrSituation   *situation,
                   GPtrArray           *changes,
                   GError             **error)
{
  g_autoptr (GPtrArray) absent = g_ptr_array_new ();
  SrRow *after;

  if (!check_right (action, situation, error) ||
      !check_state (action, kind, situation, error) ||
      !check_names (action, situation, error) ||
      !check_inputs (action, kind, situation, absent, error) ||
      !check_reason (action, situation, absent, error) ||
      !check_conditions (action, situation, absent, error))
    return FALSE;

  after = situation->subject != NULL ? sr_row_copy (situation->subject) : sr_row_new (kind);
  g_ptr_array_add (changes, sr_change_new (situation->subject, after));
  /* What is given to an action that makes another record is for that one. */
  if (action->makes == NULL)
    set_inputs (action, kind, situation, after);
  set_state (action, kind, situation, after);

  if (action->effect != NULL)
    action->effect (situation, after, changes);

  if (kind != &sr_request_kind)
    return TRUE;

  if (absent->len > 0)
    note_absent (after, SR_REQUEST_ABSENT, absent);

  if (!sr_request_clocks_update (situation, situation->subject, after,
                                 sr_request_clocks_causes (situation->subject, after, changes),
                                 changes, error))
    return FALSE;

  sr_request_settle_snoozes (situation, after, changes);

  return TRUE;
}
