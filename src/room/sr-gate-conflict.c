/* What somebody else changed since the person looked.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-gate"

#include "config.h"

#include "domain/records/sr-json.h"
#include "domain/records/sr-kinds.h"
#include "room/sr-gate-private.h"
#include "storage/sr-event-table.h"

/**
 * Meanwhile:
 *
 * The last change of one field since the revision that the person saw.
 */
typedef struct
{
  char   *actor;
  gint64  at;
} Meanwhile;

static void
meanwhile_free (gpointer data)
{
  Meanwhile *meanwhile = data;

  g_free (meanwhile->actor);
  g_free (meanwhile);
}

static JsonObject *
find_change (JsonNode           *root,
             const SrRecordKind *kind,
             gint64              record)
{
  JsonArray *changes = json_object_get_array_member (json_node_get_object (root), "changes");

  for (guint i = 0; i < json_array_get_length (changes); i++)
    {
      JsonObject *change = json_array_get_object_element (changes, i);

      if (g_str_equal (json_object_get_string_member (change, "kind"), kind->name) &&
          json_object_get_int_member (change, "id") == record)
        return json_object_get_object_member (change, "set");
    }

  return NULL;
}

/* Adds the fields that the event changed, if it came after the revision. */
static void
collect (GHashTable         *fields,
         const SrRow        *event,
         const SrRecordKind *kind,
         gint64              record,
         gint64              revision)
{
  g_autoptr (JsonNode) root = sr_json_read (sr_row_get_text (event, SR_EVENT_BODY));
  JsonObject *set;
  JsonObjectIter iter;
  const char *name;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return;

  set = find_change (root, kind, record);
  if (set == NULL || !json_object_has_member (set, "revision") ||
      json_array_get_int_element (json_object_get_array_member (set, "revision"), 1) <= revision)
    return;

  json_object_iter_init (&iter, set);
  while (json_object_iter_next (&iter, &name, NULL))
    {
      Meanwhile *meanwhile = g_new0 (Meanwhile, 1);

      meanwhile->actor = g_strdup (sr_row_get_text (event, SR_EVENT_ACTOR));
      meanwhile->at = sr_row_get_integer (event, SR_EVENT_AT);
      g_hash_table_insert (fields, g_strdup (name), meanwhile);
    }
}

static void
add_conflict (GPtrArray          *conflicts,
              const Meanwhile    *meanwhile,
              const SrRow        *subject,
              int                 field,
              const char         *mine,
              const char         *zone)
{
  const SrField *declaration = &sr_row_get_kind (subject)->fields[field];
  SrConflict *conflict = g_new0 (SrConflict, 1);

  conflict->field = g_strdup (declaration->name);
  conflict->actor = g_strdup (meanwhile->actor);
  conflict->at = meanwhile->at;
  conflict->theirs = sr_field_to_text (declaration, sr_row_get (subject, field), zone);
  conflict->mine = g_strdup (mine);
  g_ptr_array_add (conflicts, conflict);
}

GPtrArray *
sr_gate_find_conflicts (SrGate          *self,
                        const SrAct     *act,
                        const SrAction  *action,
                        const SrRow     *subject,
                        GHashTable      *payload,
                        GError         **error)
{
  g_autoptr (GHashTable) fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                         meanwhile_free);
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GPtrArray) events = NULL;
  const char *zone = sr_configuration_get_zone (self->configuration);
  const Meanwhile *meanwhile;
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  if (act->revision == 0 || act->revision == sr_row_get_integer (subject, SR_COMMON_REVISION))
    return NULL;

  events = sr_event_table_load (self->connection, act->kind->name, act->record, error);
  if (events == NULL)
    return NULL;

  for (guint i = 0; i < events->len; i++)
    collect (fields, g_ptr_array_index (events, i), act->kind, act->record, act->revision);

  conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_conflict_free);

  g_hash_table_iter_init (&iter, payload);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      int field = sr_record_kind_find_field (act->kind, name);

      meanwhile = g_hash_table_lookup (fields, name);
      if (field >= 0 && meanwhile != NULL && !sr_value_equal (value, sr_row_get (subject, field)))
        add_conflict (conflicts, meanwhile, subject, field,
                      g_hash_table_lookup (act->payload, name), zone);
    }

  /* A step was chosen by the state that was seen. */
  meanwhile = g_hash_table_lookup (fields, "state");
  if (action->to != NULL && meanwhile != NULL)
    {
      int field = sr_record_kind_find_field (act->kind, "state");

      if (!sr_row_is (subject, field, action->to))
        add_conflict (conflicts, meanwhile, subject, field, action->to, zone);
    }

  return conflicts->len > 0 ? g_steal_pointer (&conflicts) : NULL;
}
