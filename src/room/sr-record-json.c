/* A record as JSON: an object whose members are its fields.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-record-json"

#include "config.h"

#include "room/sr-record-json.h"

#include "domain/records/sr-json.h"
#include "domain/records/sr-kinds.h"
#include "domain/time/sr-instant.h"

static JsonNode *
text_node (const char *text)
{
  return json_node_init_string (json_node_alloc (), text);
}

/* A list, and the body of an event, are kept as JSON. */
static JsonNode *
kept_json_node (const char *text)
{
  JsonNode *node = sr_json_read (text);

  return node != NULL ? node : text_node (text);
}

/**
 * sr_field_to_json:
 * @value: a value of the field
 * @names: what references are called
 * @zone_id: the zone that instants are written in
 *
 * Returns: (transfer full) (nullable): the value, or %NULL with an error of the storage
 */
JsonNode *
sr_field_to_json (const SrField     *field,
                  const SrValue     *value,
                  SrReferenceNames  *names,
                  const char        *zone_id,
                  GError           **error)
{
  g_autofree char *text = NULL;
  const char *name;

  if (value->type == SR_VALUE_NULL)
    return json_node_init_null (json_node_alloc ());

  switch (field->type)
    {
    case SR_FIELD_BOOLEAN:
      return json_node_init_boolean (json_node_alloc (), value->integer != 0);

    case SR_FIELD_INTEGER:
    case SR_FIELD_DURATION:
      return json_node_init_int (json_node_alloc (), value->integer);

    case SR_FIELD_INSTANT:
      text = sr_instant_to_iso (value->integer, zone_id);
      return text_node (text);

    case SR_FIELD_REFERENCE:
      name = sr_reference_names_get (names, field->reference, value->integer, error);
      return name != NULL ? text_node (name) : NULL;

    case SR_FIELD_LIST:
      return kept_json_node (value->text);

    case SR_FIELD_TEXT:
      if (field == &sr_event_kind.fields[SR_EVENT_BODY] ||
          field == &sr_calendar_kind.fields[SR_CALENDAR_WEEK])
        return kept_json_node (value->text);
      return text_node (value->text);

    case SR_FIELD_DATE:
    case SR_FIELD_CHOICE:
    default:
      return text_node (value->text);
    }
}

/**
 * sr_record_to_json:
 * @row: a record of any kind
 * @names: what references are called
 * @zone_id: the zone that instants are written in
 *
 * Returns: (transfer full) (nullable): an object, or %NULL with an error of the storage
 */
JsonObject *
sr_record_to_json (const SrRow       *row,
                   SrReferenceNames  *names,
                   const char        *zone_id,
                   GError           **error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  const SrRecordKind *kind = sr_row_get_kind (row);

  for (guint i = 0; i < kind->n_fields; i++)
    {
      JsonNode *node = sr_field_to_json (&kind->fields[i], sr_row_get (row, i), names, zone_id,
                                         error);

      if (node == NULL)
        return NULL;

      json_object_set_member (object, kind->fields[i].name, node);
    }

  return g_steal_pointer (&object);
}
