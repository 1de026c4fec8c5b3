/* serviceroomctl receive, actions, act, attach: changes, through the gate.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-ctl"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ctl/sr-ctl-print.h"
#include "ctl/sr-ctl.h"
#include "domain/records/sr-kinds.h"
#include "domain/service/sr-action.h"
#include "domain/service/sr-undo.h"
#include "domain/sr-domain-error.h"
#include "room/sr-record-json.h"
#include "storage/service/sr-customer-table.h"
#include "storage/sr-event-table.h"
#include "storage/sr-table.h"

#define USUAL_FAMILY "consultation"
#define USUAL_CHANNEL "phone"

/* What is done now is done to the room as it is now: what waited until an instant that has passed
 * has gone on. */
static gboolean
open_for_act (SrCtl   *self,
              GError **error)
{
  gint64 next;

  return sr_ctl_open (self, SR_CTL_WRITE, error) && sr_gate_tick (self->gate, &next, error);
}

static const SrAction *
find_maker (const SrRecordKind *kind)
{
  for (const SrAction *action = sr_actions_of (kind); action->name != NULL; action++)
    {
      if (sr_action_makes (action))
        return action;
    }

  return NULL;
}

static gboolean
is_active (const SrRow *type)
{
  return sr_row_get_integer (type, SR_SERVICE_TYPE_ACTIVE) != 0;
}

/* A code or a name; else the name of a family, for its first type in use. */
static const SrRow *
find_type (SrCtl      *self,
           const char *text)
{
  GPtrArray *types = sr_configuration_get_rows (self->configuration, &sr_service_type_kind);
  const SrRow *type = sr_configuration_find_text (self->configuration, &sr_service_type_kind, text);

  for (guint i = 0; type == NULL && i < types->len; i++)
    {
      const SrRow *row = g_ptr_array_index (types, i);

      if (is_active (row) && sr_row_is (row, SR_SERVICE_TYPE_FAMILY, text))
        type = row;
    }

  return type;
}

static void
set_type (SrCtl *self,
          SrAct *act)
{
  const char *text = sr_ctl_get_option (self, "type");
  const SrRow *type;

  /* "#12" is for the gate to look up. */
  if (text != NULL && *text == '#')
    return;

  type = find_type (self, text != NULL ? text : USUAL_FAMILY);
  if (type != NULL)
    g_hash_table_insert (act->payload, g_strdup ("type"),
                         g_strdup_printf ("#%" G_GINT64_FORMAT, sr_row_get_id (type)));
}

/* Every option that is an input of the action. */
static void
set_inputs (SrCtl          *self,
            SrAct          *act,
            const SrAction *action)
{
  for (const SrActionInput *input = action->inputs; input->field != NULL; input++)
    {
      g_autofree char *option = g_strdelimit (g_strdup (input->field), "_", '-');

      sr_act_set (act, input->field, sr_ctl_get_option (self, option));
    }
}

/* Who calls: the customer of that name and phone, else a new one, made in the same transaction. */
static gboolean
set_customer (SrCtl      *self,
              GPtrArray  *acts,
              SrAct      *receive,
              GError    **error)
{
  const char *name = sr_ctl_get_option (self, "customer");
  const char *phone = sr_ctl_get_option (self, "phone");
  gint64 id = 0;
  SrAct *create;

  if (!g_hash_table_contains (receive->payload, "contact_phone"))
    sr_act_set (receive, "contact_phone", phone);
  if (name == NULL || *name == '\0' || *name == '#')
    return TRUE;

  if (!sr_customer_table_find (self->connection, name, phone, &id, error))
    return FALSE;

  if (id != 0)
    {
      g_hash_table_insert (receive->payload, g_strdup ("customer"),
                           g_strdup_printf ("#%" G_GINT64_FORMAT, id));
      return TRUE;
    }

  create = sr_act_new (&sr_customer_kind, 0, "create");
  sr_act_set (create, "name", name);
  sr_act_set (create, "phones", phone);
  g_ptr_array_insert (acts, 0, create);
  sr_act_set (receive, "customer", "@1");

  return TRUE;
}

static gboolean
print_outcome_json (SrCtl               *self,
                    const SrRecordKind  *kind,
                    gint64               record,
                    GError             **error)
{
  g_autoptr (SrRow) row = sr_table_load (self->connection, kind, record, error);
  SrConfiguration *configuration = sr_gate_get_configuration (self->gate, error);
  g_autoptr (SrReferenceNames) names = NULL;
  g_autoptr (JsonObject) object = NULL;

  if (row == NULL || configuration == NULL)
    return FALSE;

  /* What was done may have changed what is called how. */
  names = sr_reference_names_new (self->connection, configuration);
  object = sr_record_to_json (row, names, self->zone, error);
  if (object == NULL)
    return FALSE;

  sr_ctl_print_json (json_node_init_object (json_node_alloc (), object));

  return TRUE;
}

static gboolean
print_name (SrCtl               *self,
            const SrRecordKind  *kind,
            const SrOutcome     *outcome,
            GError             **error)
{
  if (self->is_json)
    return print_outcome_json (self, kind, outcome->record, error);

  if (outcome->number != NULL)
    sr_ctl_print_line ("%s", outcome->number);
  else
    sr_ctl_print_line ("%s:%" G_GINT64_FORMAT, kind->name, outcome->record);

  return TRUE;
}

/* The customer is looked for in the transaction that takes the request in, so that two programs do
 * not make the same one. */
static GPtrArray *
receive (SrCtl      *self,
         GPtrArray  *acts,
         GError    **error)
{
  SrAct *act = g_ptr_array_index (acts, 0);
  g_autoptr (GPtrArray) outcomes = NULL;

  if (!sr_gate_begin (self->gate, error))
    return NULL;

  if (act->kind != &sr_request_kind || set_customer (self, acts, act, error))
    outcomes = sr_gate_act (self->gate, acts, NULL, error);

  if (outcomes == NULL)
    {
      sr_gate_end (self->gate, FALSE, NULL);
      return NULL;
    }

  return sr_gate_end (self->gate, TRUE, error) ? g_steal_pointer (&outcomes) : NULL;
}

gboolean
sr_ctl_receive (SrCtl   *self,
                char   **arguments,
                GError **error)
{
  const char *kind_name = sr_ctl_get_option (self, "kind");
  const SrRecordKind *kind = sr_ctl_find_kind (kind_name != NULL ? kind_name : "request", error);
  const SrAction *action = kind != NULL ? find_maker (kind) : NULL;
  g_autoptr (GPtrArray) acts = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_act_free);
  g_autoptr (GPtrArray) outcomes = NULL;
  SrAct *act;

  if (kind == NULL)
    return FALSE;
  if (action == NULL)
    return sr_ctl_set_usage (error, _("A record of the kind “%s” is not taken in by itself."),
                             kind->name);

  if (!open_for_act (self, error))
    return FALSE;

  act = sr_act_new (kind, 0, action->name);
  act->reason = g_strdup (sr_ctl_get_option (self, "reason"));
  g_ptr_array_add (acts, act);
  set_inputs (self, act, action);

  if (kind == &sr_request_kind)
    {
      set_type (self, act);
      if (!g_hash_table_contains (act->payload, "channel"))
        sr_act_set (act, "channel", USUAL_CHANNEL);
    }

  outcomes = receive (self, acts, error);
  if (outcomes == NULL)
    return FALSE;

  return print_name (self, kind, g_ptr_array_index (outcomes, outcomes->len - 1), error);
}

static gboolean
set_field (SrAct       *act,
           const char  *assignment,
           GError     **error)
{
  const char *sign = strchr (assignment, '=');
  g_autofree char *field = NULL;

  if (sign == NULL || sign == assignment)
    return sr_ctl_set_usage (error, _("--set cannot be “%s”. Give FIELD=VALUE."), assignment);

  field = g_strndup (assignment, sign - assignment);
  sr_act_set (act, field, sign + 1);

  return TRUE;
}

static gboolean
set_fields (SrCtl   *self,
            SrAct   *act,
            GError **error)
{
  GPtrArray *assignments = sr_ctl_get_options (self, "set");

  act->reason = g_strdup (sr_ctl_get_option (self, "reason"));

  for (guint i = 0; assignments != NULL && i < assignments->len; i++)
    {
      if (!set_field (act, g_ptr_array_index (assignments, i), error))
        return FALSE;
    }

  return TRUE;
}

/* "request" alone for an action that makes a record, else a record. */
static SrAct *
make_act (SrCtl       *self,
          const char  *subject,
          const char  *action,
          GError     **error)
{
  const SrRecordKind *kind = sr_record_kind_find (subject);
  g_autoptr (SrRow) row = NULL;
  SrAct *act;

  if (kind != NULL)
    return sr_act_new (kind, 0, action);

  if (!sr_ctl_find_record (self, subject, &row, error))
    return NULL;

  act = sr_act_new (sr_row_get_kind (row), sr_row_get_id (row), action);
  if (sr_row_get_kind (row) != &sr_event_kind)
    act->revision = sr_row_get_integer (row, SR_COMMON_REVISION);

  return act;
}

static gboolean
print_state (SrCtl               *self,
             const SrRecordKind  *kind,
             const SrOutcome     *outcome,
             GError             **error)
{
  int state = sr_record_kind_find_field (kind, "state");
  g_autoptr (SrRow) row = NULL;

  if (self->is_json || state < 0)
    return print_name (self, kind, outcome, error);

  row = sr_table_load (self->connection, kind, outcome->record, error);
  if (row == NULL)
    return FALSE;

  if (outcome->made_number != NULL)
    sr_ctl_print_line ("%s %s %s", outcome->number, sr_row_get_text (row, state),
                       outcome->made_number);
  else
    sr_ctl_print_line ("%s %s", outcome->number, sr_row_get_text (row, state));

  return TRUE;
}

/* "undo" is no action of the table: it takes back the last event of the record. */
static SrOutcome *
undo (SrCtl        *self,
      const SrAct  *act,
      GError      **error)
{
  g_autoptr (GPtrArray) events = sr_event_table_load_later (self->connection, act->kind->name,
                                                            act->record, 0, error);
  g_autoptr (GPtrArray) outcomes = NULL;
  gint64 sequence = 0;

  if (events == NULL)
    return NULL;

  if (events->len > 0)
    sequence = sr_row_get_integer (g_ptr_array_index (events, events->len - 1),
                                   SR_EVENT_SEQUENCE);
  outcomes = sr_gate_undo (self->gate, &sequence, 1, error);

  return outcomes != NULL ? g_ptr_array_steal_index (outcomes, 0) : NULL;
}

gboolean
sr_ctl_act (SrCtl   *self,
            char   **arguments,
            GError **error)
{
  g_autoptr (SrAct) act = NULL;
  const SrRecordKind *kind;
  SrOutcome *outcome;
  gboolean is_printed;

  if (!open_for_act (self, error))
    return FALSE;

  act = make_act (self, arguments[0], arguments[1], error);
  if (act == NULL || !set_fields (self, act, error))
    return FALSE;

  /* The content goes with the attachment, in one transaction. */
  if (g_str_equal (act->action, "attach"))
    return sr_ctl_set_usage (error, _("Use “serviceroomctl attach %s FILE”."), arguments[0]);

  kind = act->kind;
  if (g_str_equal (act->action, SR_UNDO_ACTION) && act->record != 0)
    outcome = undo (self, act, error);
  else
    outcome = sr_gate_act_one (self->gate, g_steal_pointer (&act), error);
  if (outcome == NULL)
    return FALSE;

  is_printed = print_state (self, kind, outcome, error);
  sr_outcome_free (outcome);

  return is_printed;
}

/* The inputs that must still be given, and "reason" where one is asked for. */
static GPtrArray *
list_needs (const SrAction     *action,
            const SrRecordKind *kind,
            const SrRow        *row)
{
  GPtrArray *needs = g_ptr_array_new ();

  for (const SrActionInput *input = action->inputs; input->field != NULL; input++)
    {
      int field = sr_record_kind_find_field (kind, input->field);

      if (input->required && !(input->keeps && field >= 0 && !sr_row_is_null (row, field)))
        g_ptr_array_add (needs, (gpointer) input->field);
    }
  if (action->needs_reason)
    g_ptr_array_add (needs, "reason");

  return needs;
}

static GPtrArray *
list_roles (const SrAction *action)
{
  GPtrArray *roles = g_ptr_array_new ();

  for (guint i = 0; sr_roles[i].value != NULL; i++)
    {
      if (action->roles & (1 << i))
        g_ptr_array_add (roles, (gpointer) sr_roles[i].value);
    }

  return roles;
}

static JsonArray *
texts_to_json (GPtrArray *texts)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < texts->len; i++)
    json_array_add_string_element (array, g_ptr_array_index (texts, i));

  return array;
}

static char *
join (GPtrArray  *texts,
      const char *separator)
{
  g_ptr_array_add (texts, NULL);

  return g_strjoinv (separator, (char **) texts->pdata);
}

static JsonObject *
action_to_json (const SrAction     *action,
                const SrRecordKind *kind,
                const SrRow        *row,
                const GError       *refusal)
{
  JsonObject *object = json_object_new ();
  g_autoptr (GPtrArray) needs = list_needs (action, kind, row);
  g_autoptr (GPtrArray) roles = list_roles (action);
  g_autoptr (GPtrArray) takes = g_ptr_array_new ();

  for (const SrActionInput *input = action->inputs; input->field != NULL; input++)
    g_ptr_array_add (takes, (gpointer) input->field);

  json_object_set_string_member (object, "action", action->name);
  json_object_set_string_member (object, "label", _(action->label));
  json_object_set_boolean_member (object, "possible", refusal == NULL);
  json_object_set_string_member (object, "reason", refusal != NULL ? refusal->message : NULL);
  json_object_set_array_member (object, "needs", texts_to_json (needs));
  json_object_set_array_member (object, "takes", texts_to_json (takes));
  json_object_set_array_member (object, "roles", texts_to_json (roles));

  return object;
}

static void
add_action (SrCtlTable         *table,
            const SrAction     *action,
            const SrRecordKind *kind,
            const SrRow        *row,
            const GError       *refusal)
{
  g_autoptr (GPtrArray) needs = list_needs (action, kind, row);
  g_autoptr (GPtrArray) roles = list_roles (action);

  sr_ctl_table_add (table, g_strdup (refusal == NULL ? _("yes") : _("no")));
  sr_ctl_table_add (table, g_strdup (action->name));
  sr_ctl_table_add (table, join (needs, ", "));
  sr_ctl_table_add (table, join (roles, ", "));
  sr_ctl_table_add (table, g_strdup (refusal != NULL ? refusal->message : ""));
}

gboolean
sr_ctl_actions (SrCtl   *self,
                char   **arguments,
                GError **error)
{
  g_autoptr (SrRow) row = NULL;
  g_autoptr (SrSituationHolder) holder = NULL;
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (SrCtlTable) table = sr_ctl_table_new (5);
  const SrRecordKind *kind;

  if (!sr_ctl_open (self, SR_CTL_READ, error) ||
      !sr_ctl_find_record (self, arguments[0], &row, error))
    return FALSE;

  kind = sr_row_get_kind (row);
  holder = sr_situation_holder_new (self->connection, self->configuration, self->staff, row,
                                    sr_ctl_now (self), error);
  if (holder == NULL)
    return FALSE;

  for (const SrAction *action = sr_actions_of (kind); action->name != NULL; action++)
    {
      g_autoptr (GError) refusal = NULL;

      if (sr_action_makes (action))
        continue;

      sr_action_is_possible (action, kind, sr_situation_holder_get (holder), &refusal);
      json_array_add_object_element (array, action_to_json (action, kind, row, refusal));
      add_action (table, action, kind, row, refusal);
    }

  if (self->is_json)
    sr_ctl_print_json (json_node_init_array (json_node_alloc (), array));
  else
    sr_ctl_table_print (g_steal_pointer (&table));

  return TRUE;
}

gboolean
sr_ctl_attach (SrCtl   *self,
               char   **arguments,
               GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (arguments[1]);
  g_autofree char *name = g_filename_display_basename (arguments[1]);
  g_autofree char *content_type = g_content_type_guess (name, NULL, 0, NULL);
  g_autofree char *media_type = g_content_type_get_mime_type (content_type);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (SrRow) row = NULL;
  SrOutcome *outcome;

  if (!open_for_act (self, error) || !sr_ctl_find_record (self, arguments[0], &row, error))
    return FALSE;

  if (sr_row_get_kind (row) != &sr_request_kind)
    return sr_ctl_set_usage (error, _("Files are attached to requests only."));

  stream = g_file_read (file, NULL, error);
  if (stream == NULL)
    return FALSE;

  outcome = sr_gate_attach (self->gate, sr_row_get_id (row), name,
                            media_type != NULL ? media_type : "application/octet-stream",
                            G_INPUT_STREAM (stream), NULL, error);
  if (outcome == NULL)
    return FALSE;

  sr_outcome_free (outcome);

  if (self->is_json)
    return print_outcome_json (self, &sr_request_kind, sr_row_get_id (row), error);

  sr_ctl_print_line ("%s", name);

  return TRUE;
}
