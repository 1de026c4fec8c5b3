/* The plain values of one record.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-row"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-json.h"
#include "domain/records/sr-row.h"
#include "domain/sr-domain-error.h"

struct _SrRow
{
  const SrRecordKind *kind;
  SrValue             values[];
};

/**
 * sr_row_new:
 * @kind: the kind of the record
 *
 * Returns: (transfer full): a row with every field NULL
 */
SrRow *
sr_row_new (const SrRecordKind *kind)
{
  SrRow *self;

  g_return_val_if_fail (kind != NULL, NULL);

  self = g_malloc0 (sizeof (SrRow) + kind->n_fields * sizeof (SrValue));
  self->kind = kind;

  return self;
}

/**
 * sr_row_copy:
 *
 * Returns: (transfer full): a row with the same values
 */
SrRow *
sr_row_copy (const SrRow *self)
{
  SrRow *copy = sr_row_new (self->kind);

  for (guint i = 0; i < self->kind->n_fields; i++)
    sr_value_copy (&self->values[i], &copy->values[i]);

  return copy;
}

/**
 * sr_row_free:
 * @self: (nullable) (transfer full):
 */
void
sr_row_free (SrRow *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < self->kind->n_fields; i++)
    sr_value_clear (&self->values[i]);

  g_free (self);
}

/**
 * sr_row_get_kind:
 *
 * Returns: (transfer none): the kind of the record
 */
const SrRecordKind *
sr_row_get_kind (const SrRow *self)
{
  return self->kind;
}

/**
 * sr_row_get_id:
 *
 * Returns: the record's id, or 0 while it has none; of an event, its sequence
 */
gint64
sr_row_get_id (const SrRow *self)
{
  return sr_row_get_integer (self, SR_COMMON_ID);
}

/**
 * sr_row_get:
 * @field: an index of the kind's fields
 *
 * Returns: (transfer none): the value
 */
const SrValue *
sr_row_get (const SrRow *self,
            guint        field)
{
  g_assert (field < self->kind->n_fields);

  return &self->values[field];
}

/**
 * sr_row_set:
 * @value: copied
 */
void
sr_row_set (SrRow         *self,
            guint          field,
            const SrValue *value)
{
  g_assert (field < self->kind->n_fields);

  sr_value_copy (value, &self->values[field]);
}

/**
 * sr_row_take:
 * @value: (transfer full): a value of its own, not a borrowed one
 */
void
sr_row_take (SrRow         *self,
             guint          field,
             const SrValue *value)
{
  g_assert (field < self->kind->n_fields);

  if (self->values[field].type != SR_VALUE_NULL)
    sr_value_clear (&self->values[field]);
  self->values[field] = *value;
}

/**
 * sr_row_is_null:
 *
 * Returns: %TRUE if the field has no value
 */
gboolean
sr_row_is_null (const SrRow *self,
                guint        field)
{
  return sr_row_get (self, field)->type == SR_VALUE_NULL;
}

/**
 * sr_row_get_integer:
 *
 * Returns: the integer, 0 if the field has no value
 */
gint64
sr_row_get_integer (const SrRow *self,
                    guint        field)
{
  const SrValue *value = sr_row_get (self, field);

  return value->type == SR_VALUE_INTEGER ? value->integer : 0;
}

/**
 * sr_row_get_text:
 *
 * Returns: (transfer none) (nullable): the text, %NULL if the field has no value
 */
const char *
sr_row_get_text (const SrRow *self,
                 guint        field)
{
  const SrValue *value = sr_row_get (self, field);

  return value->type == SR_VALUE_TEXT ? value->text : NULL;
}

/**
 * sr_row_set_null:
 */
void
sr_row_set_null (SrRow *self,
                 guint  field)
{
  g_assert (field < self->kind->n_fields);

  sr_value_set_null (&self->values[field]);
}

/**
 * sr_row_set_integer:
 */
void
sr_row_set_integer (SrRow  *self,
                    guint   field,
                    gint64  integer)
{
  g_assert (field < self->kind->n_fields);

  sr_value_set_integer (&self->values[field], integer);
}

/**
 * sr_row_set_text:
 * @text: (nullable): copied
 */
void
sr_row_set_text (SrRow      *self,
                 guint       field,
                 const char *text)
{
  g_assert (field < self->kind->n_fields);

  sr_value_set_text (&self->values[field], text);
}

/**
 * sr_row_is:
 *
 * Returns: %TRUE if the field holds exactly @text
 */
gboolean
sr_row_is (const SrRow *self,
           guint        field,
           const char  *text)
{
  return g_strcmp0 (sr_row_get_text (self, field), text) == 0;
}

/**
 * sr_row_equal:
 *
 * Returns: %TRUE if both are of one kind and every value is equal
 */
gboolean
sr_row_equal (const SrRow *a,
              const SrRow *b)
{
  if (a->kind != b->kind)
    return FALSE;

  for (guint i = 0; i < a->kind->n_fields; i++)
    {
      if (!sr_value_equal (&a->values[i], &b->values[i]))
        return FALSE;
    }

  return TRUE;
}

/**
 * sr_row_get_list:
 *
 * Returns: (transfer full): the texts of a list field, an empty array if it has none
 */
GStrv
sr_row_get_list (const SrRow *self,
                 guint        field)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *text = sr_row_get_text (self, field);
  g_autoptr (JsonNode) node = sr_json_read (text);

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          JsonNode *element = json_array_get_element (array, i);

          if (json_node_get_value_type (element) == G_TYPE_STRING)
            g_strv_builder_add (builder, json_node_get_string (element));
        }
    }

  return g_strv_builder_end (builder);
}

/**
 * sr_row_set_list:
 * @texts: (nullable) (array zero-terminated=1): an empty array makes the field NULL
 */
void
sr_row_set_list (SrRow              *self,
                 guint               field,
                 const char * const *texts)
{
  g_autoptr (JsonNode) node = NULL;
  JsonArray *array;

  if (texts == NULL || texts[0] == NULL)
    {
      sr_row_set_null (self, field);
      return;
    }

  array = json_array_new ();
  for (guint i = 0; texts[i] != NULL; i++)
    json_array_add_string_element (array, texts[i]);

  node = json_node_init_array (json_node_alloc (), array);
  json_array_unref (array);
  sr_value_take_text (&self->values[field], json_to_string (node, FALSE));
}

static SrValueType
type_of_field (const SrField *field)
{
  switch (field->type)
    {
    case SR_FIELD_INTEGER:
    case SR_FIELD_BOOLEAN:
    case SR_FIELD_INSTANT:
    case SR_FIELD_DURATION:
    case SR_FIELD_REFERENCE:
      return SR_VALUE_INTEGER;
    case SR_FIELD_TEXT:
    case SR_FIELD_DATE:
    case SR_FIELD_CHOICE:
    case SR_FIELD_LIST:
    default:
      return SR_VALUE_TEXT;
    }
}

/**
 * sr_row_validate:
 *
 * Checks a whole row against its declaration: required fields have a value, every value has the type
 * of its field, a choice is one of its table. The fields that every record has are the gate's and are
 * not looked at.
 *
 * Returns: %TRUE if the row may be stored
 */
gboolean
sr_row_validate (const SrRow  *self,
                 GError      **error)
{
  for (guint i = SR_N_COMMON_FIELDS; i < self->kind->n_fields; i++)
    {
      const SrField *field = &self->kind->fields[i];
      const SrValue *value = &self->values[i];

      if (value->type == SR_VALUE_NULL)
        {
          if ((field->flags & SR_FIELD_REQUIRED) == 0)
            continue;

          g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_MISSING,
                       _("“%s” is missing. Please fill it in."), _(field->label));
          return FALSE;
        }

      if (value->type != type_of_field (field) ||
          (field->choices != NULL && sr_choice_find (field->choices, value->text) == NULL))
        {
          g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID,
                       _("“%s” has a value that is not allowed there."), _(field->label));
          return FALSE;
        }
    }

  return TRUE;
}
