/* The actions of kinds without rules of their own: create and edit.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-record-actions"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-record-actions.h"
#include "domain/service/sr-roster-conditions.h"
#include "domain/service/sr-view-conditions.h"

#define FRONT (SR_ROLE_DESK | SR_ROLE_HANDLER | SR_ROLE_MANAGER)

/**
 * RecordRule:
 * @roles: who may
 * @is_final: a record is made and never changed: another one follows it
 * @to_change: what must hold to change one, ended by %NULL
 * @to_keep: what must hold of what is given, to make one or to change one, ended by %NULL
 * @keep: (nullable): what is kept beside what is given
 * @is_undoable: who changed one may take that back; what was made stays
 */
typedef struct
{
  const SrRecordKind *kind;
  SrRoles             roles;
  gboolean            is_final;
  const SrCondition  *to_change[2];
  const SrCondition  *to_keep[3];
  void              (*keep) (const SrSituation *situation,
                             SrRow             *after,
                             GPtrArray         *changes);
  gboolean            is_undoable;
} RecordRule;

/* What hangs on a request is made by the actions of the request, the journal by the gate. */
static const RecordRule rules[] = {
  { &sr_customer_kind,           FRONT,           FALSE },
  { &sr_team_kind,               SR_ROLE_MANAGER, FALSE },
  { &sr_staff_kind,              SR_ROLE_MANAGER, FALSE },
  { &sr_calendar_kind,           SR_ROLE_MANAGER, FALSE },
  { &sr_calendar_exception_kind, SR_ROLE_MANAGER, FALSE },
  { &sr_service_type_kind,       SR_ROLE_MANAGER, FALSE },
  { &sr_cause_kind,              SR_ROLE_MANAGER, FALSE },
  { &sr_resolution_kind,         SR_ROLE_MANAGER, FALSE },
  { &sr_policy_kind,             SR_ROLE_MANAGER, TRUE },
  { &sr_target_kind,             SR_ROLE_MANAGER, TRUE },
  { &sr_parameter_kind,          SR_ROLE_MANAGER, FALSE },
  { &sr_saved_view_kind,         FRONT,           FALSE,
    { &sr_view_is_own }, { &sr_view_scope_is_allowed, &sr_view_filter_is_one },
    sr_effect_keep_view, TRUE },
  { &sr_request_template_kind,   SR_ROLE_MANAGER, FALSE,
    { NULL }, { &sr_template_asks_for_inputs, &sr_template_tags_are_short },
    sr_effect_keep_template },
  { &sr_playbook_kind,           SR_ROLE_MANAGER, FALSE },
  { &sr_playbook_step_kind,      SR_ROLE_MANAGER, FALSE },
  { &sr_duty_kind,               SR_ROLE_MANAGER | SR_ROLE_HR_CLERK, FALSE,
    { NULL }, { &sr_duty_ends_after_its_start } },
  { &sr_absence_kind,            SR_ROLE_MANAGER | SR_ROLE_HR_CLERK, FALSE,
    { NULL }, { &sr_absence_ends_after_its_start, &sr_deputy_is_another } },
};

#define TEXT(string) { SR_VALUE_TEXT, { .text = (char *) (string) } }
#define NUMBER(number) { SR_VALUE_INTEGER, { .integer = (number) } }

/* What a new record has unless something else is given. */
static const struct
{
  const SrRecordKind *kind;
  guint               field;
  SrValue             value;
} defaults[] = {
  { &sr_customer_kind,           SR_CUSTOMER_KIND,              TEXT ("person") },
  { &sr_customer_kind,           SR_CUSTOMER_LEVEL,             TEXT ("normal") },
  { &sr_customer_kind,           SR_CUSTOMER_DO_NOT_CALL,       NUMBER (0) },
  { &sr_team_kind,               SR_TEAM_ACTIVE,                NUMBER (1) },
  { &sr_staff_kind,              SR_STAFF_ACTIVE,               NUMBER (1) },
  { &sr_calendar_kind,           SR_CALENDAR_VERSION,           NUMBER (1) },
  { &sr_calendar_exception_kind, SR_CALENDAR_EXCEPTION_VERSION, NUMBER (1) },
  { &sr_service_type_kind,       SR_SERVICE_TYPE_ACTIVE,        NUMBER (1) },
  { &sr_cause_kind,              SR_CAUSE_ACTIVE,               NUMBER (1) },
  { &sr_resolution_kind,         SR_RESOLUTION_ACTIVE,          NUMBER (1) },
  { &sr_policy_kind,             SR_POLICY_VERSION,             NUMBER (1) },
  { &sr_target_kind,             SR_TARGET_TIME_BASIS,          TEXT ("working") },
  { &sr_saved_view_kind,         SR_SAVED_VIEW_SCOPE,           TEXT ("mine") },
  { &sr_saved_view_kind,         SR_SAVED_VIEW_ACTIVE,          NUMBER (1) },
  { &sr_request_template_kind,   SR_REQUEST_TEMPLATE_ACTIVE,    NUMBER (1) },
  { &sr_playbook_kind,           SR_PLAYBOOK_ACTIVE,            NUMBER (1) },
  { &sr_playbook_step_kind,      SR_PLAYBOOK_STEP_REQUIRED,     NUMBER (0) },
  { &sr_playbook_step_kind,      SR_PLAYBOOK_STEP_ACTIVE,       NUMBER (1) },
  { &sr_duty_kind,               SR_DUTY_ACTIVE,                NUMBER (1) },
  { &sr_absence_kind,            SR_ABSENCE_ACTIVE,             NUMBER (1) },
};

#define N_RULES G_N_ELEMENTS (rules)
#define N_ACTIONS 3

static SrAction tables[N_RULES][N_ACTIONS];
static const SrAction no_actions[] = { { NULL } };

static const SrValue *
find_default (const SrRecordKind *kind,
              guint               field)
{
  for (guint i = 0; i < G_N_ELEMENTS (defaults); i++)
    {
      if (defaults[i].kind == kind && defaults[i].field == field)
        return &defaults[i].value;
    }

  return NULL;
}

static const RecordRule *
find_rule (const SrRecordKind *kind)
{
  for (guint i = 0; i < N_RULES; i++)
    {
      if (rules[i].kind == kind)
        return &rules[i];
    }

  return NULL;
}

static void
keep (const SrSituation *situation,
      SrRow             *after,
      GPtrArray         *changes)
{
  const RecordRule *rule = find_rule (sr_row_get_kind (after));

  if (rule->keep != NULL)
    rule->keep (situation, after, changes);
}

static void
set_defaults (const SrSituation *situation,
              SrRow             *after,
              GPtrArray         *changes)
{
  const SrRecordKind *kind = sr_row_get_kind (after);

  for (guint i = SR_N_COMMON_FIELDS; i < kind->n_fields; i++)
    {
      const SrValue *value = find_default (kind, i);

      if (value != NULL && sr_row_is_null (after, i))
        sr_row_set (after, i, value);
    }

  keep (situation, after, changes);
}

/* Other hours are another calendar: clocks remember which version they were counted on. */
static void
settle (const SrSituation *situation,
        SrRow             *after,
        GPtrArray         *changes)
{
  if (sr_row_get_kind (after) == &sr_calendar_kind &&
      sr_value_equal (sr_row_get (situation->subject, SR_CALENDAR_VERSION),
                      sr_row_get (after, SR_CALENDAR_VERSION)) &&
      (!sr_value_equal (sr_row_get (situation->subject, SR_CALENDAR_WEEK),
                        sr_row_get (after, SR_CALENDAR_WEEK)) ||
       !sr_value_equal (sr_row_get (situation->subject, SR_CALENDAR_ZONE),
                        sr_row_get (after, SR_CALENDAR_ZONE))))
    sr_row_set_integer (after, SR_CALENDAR_VERSION,
                        sr_row_get_integer (after, SR_CALENDAR_VERSION) + 1);

  keep (situation, after, changes);
}

static void
fill_conditions (SrAction         *action,
                 const RecordRule *rule)
{
  guint n = 0;

  for (guint i = 0; !sr_action_makes (action) && i < G_N_ELEMENTS (rule->to_change); i++)
    {
      if (rule->to_change[i] != NULL)
        action->conditions[n++] = rule->to_change[i];
    }
  for (guint i = 0; i < G_N_ELEMENTS (rule->to_keep); i++)
    {
      if (rule->to_keep[i] != NULL)
        action->conditions[n++] = rule->to_keep[i];
    }
}

/* Every field but those that rules keep; the key in a source is given once, with the record. */
static void
fill_inputs (SrAction           *action,
             const SrRecordKind *kind)
{
  guint n_inputs = 0;

  for (guint i = SR_N_COMMON_FIELDS; i < kind->n_fields; i++)
    {
      const SrField *field = &kind->fields[i];
      gboolean makes = sr_action_makes (action);

      if ((field->flags & SR_FIELD_KEPT) && !(makes && g_str_equal (field->name, "source_key")))
        continue;

      g_assert (n_inputs < SR_ACTION_MAX_INPUTS - 1);
      action->inputs[n_inputs].field = field->name;
      action->inputs[n_inputs].required = makes && (field->flags & SR_FIELD_REQUIRED) &&
                                          find_default (kind, i) == NULL;
      n_inputs++;
    }
}

static void
fill_tables (void)
{
  for (guint i = 0; i < N_RULES; i++)
    {
      SrAction *create = &tables[i][0];
      SrAction *edit = &tables[i][1];

      create->name = "create";
      create->label = N_("Add…");
      create->roles = rules[i].roles;
      create->effect = set_defaults;
      fill_inputs (create, rules[i].kind);
      fill_conditions (create, &rules[i]);

      if (rules[i].is_final)
        continue;

      edit->name = "edit";
      edit->label = N_("Edit…");
      edit->from[0] = SR_ACTION_ANY_STATE;
      edit->roles = rules[i].roles;
      edit->effect = settle;
      edit->undoable = rules[i].is_undoable;
      fill_inputs (edit, rules[i].kind);
      fill_conditions (edit, &rules[i]);
    }
}

/**
 * sr_record_actions_of:
 * @kind: a kind of record
 *
 * Returns: (transfer none) (array zero-terminated=1): "create" and "edit"; "create" alone where a
 *   version is followed and not changed; nothing for kinds that only the actions of others make
 */
const SrAction *
sr_record_actions_of (const SrRecordKind *kind)
{
  static gsize is_filled = 0;

  if (g_once_init_enter (&is_filled))
    {
      fill_tables ();
      g_once_init_leave (&is_filled, 1);
    }

  for (guint i = 0; i < N_RULES; i++)
    {
      if (rules[i].kind == kind)
        return tables[i];
    }

  return no_actions;
}
