/* What a stored step of a request did, in a few words.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-step-title"

#include "config.h"

#include "domain/records/sr-json.h"
#include "domain/records/sr-kinds.h"
#include "models/sr-step-sentence.h"
#include "models/sr-step-title.h"

/**
 * sr_step_read_body:
 * @event: a row of kind event
 * @out_root: (out) (transfer full) (nullable): what holds the body
 *
 * Returns: (transfer none) (nullable): its body, %NULL if it has none
 */
JsonObject *
sr_step_read_body (const SrRow  *event,
                   JsonNode    **out_root)
{
  JsonNode *root = sr_json_read (sr_row_get_text (event, SR_EVENT_BODY));

  *out_root = root;
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root) ||
      !json_object_has_member (json_node_get_object (root), "changes"))
    return NULL;

  return json_node_get_object (root);
}

/**
 * sr_step_find_after:
 * @changes: those of the body of an event
 * @kind: (nullable): the name of a kind of record; %NULL for any
 * @field: the name of a field
 *
 * Returns: (transfer none) (nullable): what the step gave to the field, %NULL if it did not set it
 */
JsonNode *
sr_step_find_after (JsonArray  *changes,
                    const char *kind,
                    const char *field)
{
  for (guint i = 0; i < json_array_get_length (changes); i++)
    {
      JsonObject *change = json_array_get_object_element (changes, i);
      const char *name = json_object_get_string_member (change, "kind");
      JsonObject *set = json_object_get_object_member (change, "set");
      JsonNode *after;

      /* Clocks have fields of the same names; a step is told by what a person did. */
      if (g_str_has_prefix (name, "clock") || (kind != NULL && !g_str_equal (name, kind)) ||
          !json_object_has_member (set, field))
        continue;

      after = json_array_get_element (json_object_get_array_member (set, field), 1);
      return JSON_NODE_HOLDS_VALUE (after) ? after : NULL;
    }

  return NULL;
}

static const SrField *
find_field (JsonArray  *changes,
            const char *name)
{
  for (guint i = 0; i < json_array_get_length (changes); i++)
    {
      JsonObject *change = json_array_get_object_element (changes, i);
      const char *kind_name = json_object_get_string_member (change, "kind");
      const SrRecordKind *kind = sr_record_kind_find (kind_name);
      int field = kind != NULL ? sr_record_kind_find_field (kind, name) : -1;

      if (field >= 0 && !g_str_has_prefix (kind_name, "clock"))
        return &kind->fields[field];
    }

  return NULL;
}

/* The number of a request that this one has to do with; NULL for any other. */
static char *
dup_number (SrRequestDetail *detail,
            gint64           request)
{
  for (guint i = 0; detail != NULL && i < detail->relations->len; i++)
    {
      const SrRelation *relation = g_ptr_array_index (detail->relations, i);

      if (relation->request == request)
        return g_strdup (relation->number);
    }

  return NULL;
}

typedef struct
{
  JsonArray       *changes;
  SrConfiguration *configuration;
  SrRequestDetail *detail;
} Telling;

/* What a step of a playbook is called when it is unticked: its words stay, so the event has none. */
static char *
dup_ticked_text (JsonArray       *changes,
                 SrRequestDetail *detail)
{
  for (guint i = 0; i < json_array_get_length (changes); i++)
    {
      JsonObject *change = json_array_get_object_element (changes, i);
      gint64 id = json_object_get_int_member (change, "id");

      for (guint n = 0; n < detail->children->len; n++)
        {
          const SrRow *child = g_ptr_array_index (detail->children, n);

          if (sr_row_get_kind (child) == &sr_checked_step_kind && sr_row_get_id (child) == id &&
              g_str_equal (json_object_get_string_member (change, "kind"),
                           sr_checked_step_kind.name))
            return g_strdup (sr_row_get_text (child, SR_CHECKED_STEP_TEXT));
        }
    }

  return NULL;
}

/* What people read for the value that the step gave to the field. */
static char *
describe (const Telling *telling,
          const char    *name)
{
  JsonNode *after = sr_step_find_after (telling->changes, NULL, name);
  const SrField *field = find_field (telling->changes, name);
  g_auto (SrValue) value = SR_VALUE_INIT;

  if (after == NULL || field == NULL)
    return NULL;

  if (json_node_get_value_type (after) == G_TYPE_STRING)
    sr_value_set_text (&value, json_node_get_string (after));
  else
    sr_value_set_integer (&value, json_node_get_int (after));

  if (field->type == SR_FIELD_REFERENCE)
    {
      const SrRecordKind *kind = sr_record_kind_find (field->reference);

      if (kind == &sr_request_kind)
        return dup_number (telling->detail, value.integer);
      if (!sr_configuration_has_kind (kind))
        return NULL;
      return g_strdup (sr_configuration_get_label (telling->configuration, field->reference,
                                                   value.integer));
    }

  return sr_field_to_display (field, &value, sr_configuration_get_zone (telling->configuration));
}

static char *
describe_field (const char *field,
                gpointer    user_data)
{
  const Telling *telling = user_data;
  char *text = describe (telling, field);

  if (text == NULL && telling->detail != NULL && g_str_equal (field, "text"))
    text = dup_ticked_text (telling->changes, telling->detail);

  return text;
}

/**
 * sr_step_title:
 * @action: the name of an action of a request
 * @changes: those of the body of its event
 * @configuration: what people, teams and types are called
 * @detail: (nullable): of the request, for what other requests and steps of its playbook are called
 *
 * Returns: (transfer full): "Assigned to Wang Fang"
 */
char *
sr_step_title (const char      *action,
               JsonArray       *changes,
               SrConfiguration *configuration,
               SrRequestDetail *detail)
{
  Telling telling = { changes, configuration, detail };

  return sr_step_sentence (action, describe_field, &telling);
}
