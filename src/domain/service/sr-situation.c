/* What a rule needs to know, and what it decides.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-situation"

#include "config.h"

#include <json-glib/json-glib.h>

#include "domain/records/sr-json.h"
#include "domain/records/sr-kinds.h"
#include "domain/service/sr-situation.h"

/**
 * sr_roles_from_list:
 * @json_list: (nullable): the field "roles" of a staff member, a JSON array of strings
 *
 * Returns: the roles as bits; a spelling that is no role gives no right
 */
SrRoles
sr_roles_from_list (const char *json_list)
{
  g_autoptr (JsonNode) node = sr_json_read (json_list);
  SrRoles roles = 0;
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return 0;

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      for (guint role = 0; sr_roles[role].value != NULL; role++)
        {
          if (json_node_get_value_type (element) == G_TYPE_STRING &&
              g_strcmp0 (json_node_get_string (element), sr_roles[role].value) == 0)
            roles |= 1 << role;
        }
    }

  return roles;
}

/**
 * sr_payload_new:
 *
 * Returns: (transfer full): a payload with nothing in it; unref it as a #GHashTable
 */
SrPayload *
sr_payload_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * sr_payload_new_with:
 * @name: (nullable): the name of a field
 * @...: its text, and so on in pairs, ended by %NULL
 *
 * Returns: (transfer full): a payload of these
 */
SrPayload *
sr_payload_new_with (const char *name,
                     ...)
{
  SrPayload *payload = sr_payload_new ();
  va_list arguments;

  va_start (arguments, name);
  while (name != NULL)
    {
      g_hash_table_insert (payload, g_strdup (name), g_strdup (va_arg (arguments, const char *)));
      name = va_arg (arguments, const char *);
    }
  va_end (arguments);

  return payload;
}

/**
 * sr_setting_get_integer:
 * @key: the parameter, "reopen_workdays"
 * @fallback: what holds if the room does not have it, or not as a number
 *
 * Returns: the value of a parameter
 */
gint64
sr_setting_get_integer (const SrSetting *setting,
                        const char      *key,
                        gint64           fallback)
{
  for (guint i = 0; setting->parameters != NULL && i < setting->parameters->len; i++)
    {
      const SrRow *parameter = g_ptr_array_index (setting->parameters, i);
      const char *text = sr_row_get_text (parameter, SR_PARAMETER_VALUE);
      gint64 value;

      if (sr_row_is (parameter, SR_PARAMETER_KEY, key))
        return text != NULL && g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &value,
                                                         NULL)
               ? value : fallback;
    }

  return fallback;
}

/**
 * sr_setting_get_parent_type:
 * @service_type: the id of a type
 *
 * Returns: the id of the type that it is part of; 0 at the root
 */
gint64
sr_setting_get_parent_type (const SrSetting *setting,
                            gint64           service_type)
{
  for (guint i = 0; setting->service_types != NULL && i < setting->service_types->len; i++)
    {
      const SrRow *type = g_ptr_array_index (setting->service_types, i);

      if (sr_row_get_id (type) == service_type)
        return sr_row_get_integer (type, SR_SERVICE_TYPE_PARENT);
    }

  return 0;
}

/**
 * sr_situation_get_given:
 * @name: the name of an input, "title" or "contact.summary"
 *
 * Returns: (transfer none) (nullable): what is given under that name; %NULL if nothing is, or the
 *   empty text, which clears a field
 */
const SrValue *
sr_situation_get_given (const SrSituation *situation,
                        const char        *name)
{
  const SrValue *value = NULL;

  if (situation->payload != NULL)
    value = g_hash_table_lookup (situation->payload, name);

  return value != NULL && value->type != SR_VALUE_NULL ? value : NULL;
}

/**
 * sr_situation_get_coming:
 * @kind: the kind of the subject
 * @field: one of its fields
 *
 * Returns: (transfer none) (nullable): what the field will hold once the inputs are set
 */
const SrValue *
sr_situation_get_coming (const SrSituation  *situation,
                         const SrRecordKind *kind,
                         guint               field)
{
  const SrValue *value = NULL;

  if (situation->payload != NULL)
    value = g_hash_table_lookup (situation->payload, kind->fields[field].name);
  if (value == NULL && situation->subject != NULL)
    value = sr_row_get (situation->subject, field);

  return value != NULL && value->type != SR_VALUE_NULL ? value : NULL;
}

/**
 * sr_situation_find_child:
 * @kind: the kind of the child
 * @matches: what it must be
 *
 * Returns: (transfer none) (nullable): the first such child of the subject
 */
const SrRow *
sr_situation_find_child (const SrSituation  *situation,
                         const SrRecordKind *kind,
                         gboolean          (*matches) (const SrRow *row))
{
  for (guint i = 0; situation->children != NULL && i < situation->children->len; i++)
    {
      const SrRow *child = g_ptr_array_index (situation->children, i);

      if (sr_row_get_kind (child) == kind && matches (child))
        return child;
    }

  return NULL;
}

/**
 * sr_situation_is_manager:
 *
 * Returns: %TRUE if a manager acts, or the room itself for one
 */
gboolean
sr_situation_is_manager (const SrSituation *situation)
{
  return (situation->roles & (SR_ROLE_MANAGER | SR_ROLE_ROOM)) != 0;
}
