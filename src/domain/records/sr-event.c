/* The canonical form of an event and what its body says.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-event"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "domain/records/sr-event.h"
#include "domain/records/sr-json.h"
#include "domain/records/sr-kinds.h"
#include "domain/sr-domain-error.h"

/**
 * sr_change_new:
 * @before: (nullable): copied
 * @after: (transfer full): the row as it is to be
 *
 * Returns: (transfer full): a change
 */
SrChange *
sr_change_new (const SrRow *before,
               SrRow       *after)
{
  SrChange *self = g_new0 (SrChange, 1);

  self->before = before != NULL ? sr_row_copy (before) : NULL;
  self->after = after;

  return self;
}

/**
 * sr_change_free:
 * @self: (nullable) (transfer full):
 */
void
sr_change_free (SrChange *self)
{
  if (self == NULL)
    return;

  sr_row_free (self->before);
  sr_row_free (self->after);
  g_free (self);
}

static void
hash_text (GChecksum  *checksum,
           const char *text)
{
  gsize length = strlen (text);
  g_autofree char *prefix = g_strdup_printf ("%" G_GSIZE_FORMAT ":", length);

  g_checksum_update (checksum, (const guchar *) prefix, -1);
  g_checksum_update (checksum, (const guchar *) text, length);
  g_checksum_update (checksum, (const guchar *) ",", 1);
}

/**
 * sr_event_hash:
 * @event: a row of kind event with all fields but the hash
 *
 * SHA-256 over every field but the hash itself, the hash of the event before among them. Each field
 * stands as "length:bytes,", NULL as "-,", so that no two events have the same form.
 *
 * Returns: (transfer full): lower-case hexadecimal
 */
char *
sr_event_hash (const SrRow *event)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < SR_EVENT_HASH; i++)
    {
      const SrValue *value = sr_row_get (event, i);

      if (value->type == SR_VALUE_TEXT)
        {
          hash_text (checksum, value->text);
        }
      else if (value->type == SR_VALUE_INTEGER)
        {
          g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value->integer);

          hash_text (checksum, text);
        }
      else
        {
          g_checksum_update (checksum, (const guchar *) "-,", 2);
        }
    }

  return g_strdup (g_checksum_get_string (checksum));
}

/* As JSON-GLib would write it, which would make an object of every name and value first: half the work
 * of an act. */
static void
append_string (GString    *body,
               const char *text)
{
  g_string_append_c (body, '"');
  while (*text != '\0')
    {
      gsize plain = strcspn (text, "\"\\\b\f\n\r\t\x7f\x01\x02\x03\x04\x05\x06\x07\x0b\x0e\x0f"
                                   "\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e");
      const char *short_form;

      g_string_append_len (body, text, plain);
      text += plain;
      if (*text == '\0')
        break;

      short_form = strchr ("\"\"\\\\\bb\ff\nn\rr\tt", *text);
      if (short_form != NULL)
        g_string_append_printf (body, "\\%c", short_form[1]);
      else
        g_string_append_printf (body, "\\u%04x", (guint) *text);
      text++;
    }
  g_string_append_c (body, '"');
}

static void
append_value (GString       *body,
              const SrValue *value)
{
  char digits[32];

  if (value == NULL || value->type == SR_VALUE_NULL)
    {
      g_string_append (body, "null");
    }
  else if (value->type == SR_VALUE_TEXT)
    {
      append_string (body, value->text);
    }
  else
    {
      g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, value->integer);
      g_string_append (body, digits);
    }
}

static void
append_change (GString        *body,
               const SrChange *change)
{
  const SrRecordKind *kind = sr_row_get_kind (change->after);
  gboolean is_first = TRUE;

  g_string_append_printf (body, "{\"kind\":\"%s\",\"id\":%" G_GINT64_FORMAT ",\"set\":{",
                          kind->name, sr_row_get_id (change->after));

  for (guint i = SR_COMMON_REVISION; i < kind->n_fields; i++)
    {
      const SrValue *before = change->before != NULL ? sr_row_get (change->before, i) : NULL;
      const SrValue *after = sr_row_get (change->after, i);
      gboolean same = before != NULL ? sr_value_equal (before, after)
                                     : after->type == SR_VALUE_NULL;

      if (same || (kind->fields[i].flags & SR_FIELD_DERIVED))
        continue;

      g_string_append (body, is_first ? "\"" : ",\"");
      g_string_append (body, kind->fields[i].name);
      g_string_append (body, "\":[");
      append_value (body, before);
      g_string_append_c (body, ',');
      append_value (body, after);
      g_string_append_c (body, ']');
      is_first = FALSE;
    }

  g_string_append (body, "}}");
}

/**
 * sr_event_body_write:
 * @changes: (element-type SrChange): what was done, the subject first
 * @source: (nullable): where it was read from, for what is replayed from a log
 *
 * Returns: (transfer full): compact JSON; of each field that differs, before and after
 */
char *
sr_event_body_write (GPtrArray  *changes,
                     const char *source)
{
  GString *body = g_string_sized_new (1024);

  g_string_append (body, "{\"changes\":[");
  for (guint i = 0; i < changes->len; i++)
    {
      if (i > 0)
        g_string_append_c (body, ',');
      append_change (body, g_ptr_array_index (changes, i));
    }
  g_string_append_c (body, ']');
  if (source != NULL)
    {
      g_string_append (body, ",\"source\":");
      append_string (body, source);
    }
  g_string_append_c (body, '}');

  return g_string_free (body, FALSE);
}

static void
read_value (JsonNode *node,
            SrValue  *out_value)
{
  sr_value_set_null (out_value);

  if (json_node_get_value_type (node) == G_TYPE_STRING)
    sr_value_set_text (out_value, json_node_get_string (node));
  else if (json_node_get_value_type (node) == G_TYPE_INT64)
    sr_value_set_integer (out_value, json_node_get_int (node));
}

static gboolean
set_unreadable (GError **error)
{
  g_set_error_literal (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID,
                       _("The body of the event cannot be read."));
  return FALSE;
}

static gboolean
apply_field (SrRow       *row,
             const char  *name,
             JsonNode    *node,
             GError     **error)
{
  const SrRecordKind *kind = sr_row_get_kind (row);
  int field = sr_record_kind_find_field (kind, name);
  g_auto (SrValue) before = SR_VALUE_INIT;
  g_auto (SrValue) after = SR_VALUE_INIT;
  JsonArray *pair;

  if (field < 0 || !JSON_NODE_HOLDS_ARRAY (node))
    return set_unreadable (error);

  pair = json_node_get_array (node);
  if (json_array_get_length (pair) != 2)
    return set_unreadable (error);

  read_value (json_array_get_element (pair, 0), &before);
  read_value (json_array_get_element (pair, 1), &after);

  if (!sr_value_equal (sr_row_get (row, field), &before))
    {
      g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID,
                   /* Translators: column, kind, id */
                   _("The event changes “%s” of %s %" PRId64 " from a value that the events "
                     "before it do not give."),
                   name, kind->name, sr_row_get_id (row));
      return FALSE;
    }

  sr_row_set (row, field, &after);

  return TRUE;
}

static gboolean
apply_change (JsonObject  *change,
              GHashTable  *rows,
              GError     **error)
{
  const char *kind_name = json_object_get_string_member_with_default (change, "kind", "");
  gint64 id = json_object_get_int_member_with_default (change, "id", 0);
  const SrRecordKind *kind = sr_record_kind_find (kind_name);
  JsonNode *set_node = json_object_get_member (change, "set");
  g_autofree char *key = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;
  SrRow *row;

  if (kind == NULL || id <= 0 || set_node == NULL || !JSON_NODE_HOLDS_OBJECT (set_node))
    return set_unreadable (error);

  key = g_strdup_printf ("%s/%" G_GINT64_FORMAT, kind_name, id);
  row = g_hash_table_lookup (rows, key);
  if (row == NULL)
    {
      row = sr_row_new (kind);
      sr_row_set_integer (row, SR_COMMON_ID, id);
      g_hash_table_insert (rows, g_steal_pointer (&key), row);
    }

  json_object_iter_init (&iter, json_node_get_object (set_node));
  while (json_object_iter_next (&iter, &name, &node))
    {
      if (!apply_field (row, name, node, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * sr_event_body_apply:
 * @body: the body of an event
 * @rows: (element-type utf8 SrRow): rows by "kind/id", as all events before it made them; changed
 *
 * Does again what the event tells.
 *
 * Returns: %TRUE, or %FALSE with %SR_DOMAIN_ERROR_INVALID if the body cannot be read or what it calls
 *   "before" is not what the rows hold
 */
gboolean
sr_event_body_apply (const char  *body,
                     GHashTable  *rows,
                     GError     **error)
{
  g_autoptr (JsonNode) root = sr_json_read (body);
  JsonNode *changes_node;
  JsonArray *changes;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return set_unreadable (error);

  changes_node = json_object_get_member (json_node_get_object (root), "changes");
  if (changes_node == NULL || !JSON_NODE_HOLDS_ARRAY (changes_node))
    return set_unreadable (error);

  changes = json_node_get_array (changes_node);
  for (guint i = 0; i < json_array_get_length (changes); i++)
    {
      JsonNode *node = json_array_get_element (changes, i);

      if (!JSON_NODE_HOLDS_OBJECT (node) ||
          !apply_change (json_node_get_object (node), rows, error))
        {
          if (error != NULL && *error == NULL)
            set_unreadable (error);
          return FALSE;
        }
    }

  return TRUE;
}
