/* The payload of an act, read: texts become values, names become records.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-gate"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-number.h"
#include "domain/sr-domain-error.h"
#include "room/sr-gate-private.h"
#include "storage/service/sr-customer-table.h"
#include "storage/sr-table.h"

static void
free_value (gpointer value)
{
  sr_value_clear (value);
  g_free (value);
}

static const SrActionInput *
find_input (const SrAction *action,
            const char     *name)
{
  for (guint i = 0; i < SR_ACTION_MAX_INPUTS && action->inputs[i].field != NULL; i++)
    {
      if (g_str_equal (action->inputs[i].field, name))
        return &action->inputs[i];
    }

  return NULL;
}

static void
set_unknown_field (GError         **error,
                   const SrAction  *action,
                   const char      *name)
{
  g_autoptr (GString) allowed = g_string_new (NULL);

  for (guint i = 0; i < SR_ACTION_MAX_INPUTS && action->inputs[i].field != NULL; i++)
    g_string_append_printf (allowed, "%s%s", i > 0 ? ", " : "", action->inputs[i].field);

  if (allowed->len == 0)
    g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID,
                 /* Translators: a field, an action */
                 _("“%s” is no field of “%s”, which takes none."), name, action->name);
  else
    g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID,
                 /* Translators: a field, an action, a list of fields */
                 _("“%s” is no field of “%s”. Allowed: %s."), name, action->name, allowed->str);
}

/* "@1": the record that the first act of the batch made. */
static gboolean
find_in_batch (const char *text,
               GPtrArray  *outcomes,
               gint64     *out_id)
{
  char *end = NULL;
  guint64 n;

  if (text[0] != '@')
    return FALSE;

  n = g_ascii_strtoull (text + 1, &end, 10);
  if (*end != '\0' || n < 1 || n > outcomes->len)
    return FALSE;

  *out_id = ((SrOutcome *) g_ptr_array_index (outcomes, n - 1))->record;

  return TRUE;
}

static gboolean
find_request (SrGate      *self,
              const char  *text,
              gint64      *out_id,
              GError     **error)
{
  g_autofree char *series = NULL;
  g_autofree char *number = NULL;
  gint64 serial = 0;
  int year = 0;

  *out_id = 0;
  if (!sr_number_parse (text, &series, &year, &serial))
    return TRUE;

  number = sr_number_format (series, year, serial);

  return sr_table_find (self->connection, &sr_request_kind, number, out_id, error);
}

static gboolean
resolve_reference (SrGate         *self,
                   const SrField  *field,
                   GPtrArray      *outcomes,
                   SrValue        *value,
                   GError        **error)
{
  const SrRecordKind *kind = sr_record_kind_find (field->reference);
  gint64 id = 0;

  if (value->type != SR_VALUE_TEXT)
    return TRUE;

  if (!find_in_batch (value->text, outcomes, &id))
    {
      if (sr_configuration_has_kind (kind))
        {
          const SrRow *row = sr_configuration_find_text (self->configuration, kind, value->text);

          id = row != NULL ? sr_row_get_id (row) : 0;
        }
      else if (kind == &sr_customer_kind)
        {
          if (!sr_customer_table_find (self->connection, value->text, NULL, &id, error))
            return FALSE;
        }
      else if (kind == &sr_request_kind)
        {
          if (!find_request (self, value->text, &id, error))
            return FALSE;
        }
    }

  if (id == 0)
    {
      g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID,
                   /* Translators: a field, what was given for it, the kind of record */
                   _("“%s” cannot be “%s”: there is no such record (%s)."),
                   _(field->label), value->text, _(kind->label));
      return FALSE;
    }

  sr_value_set_integer (value, id);

  return TRUE;
}

GHashTable *
sr_gate_parse_payload (SrGate          *self,
                       const SrAct     *act,
                       const SrAction  *action,
                       GPtrArray       *outcomes,
                       GError         **error)
{
  g_autoptr (GHashTable) payload = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                          free_value);
  const char *zone = sr_configuration_get_zone (self->configuration);
  GHashTableIter iter;
  gpointer name;
  gpointer text;

  g_hash_table_iter_init (&iter, act->payload);
  while (g_hash_table_iter_next (&iter, &name, &text))
    {
      const SrActionInput *input = find_input (action, name);
      const SrRecordKind *child = NULL;
      const SrField *field;
      SrValue *value;

      if (input == NULL)
        {
          set_unknown_field (error, action, name);
          return NULL;
        }

      field = sr_action_input_field (act->kind, input, &child);
      value = g_new0 (SrValue, 1);
      g_hash_table_insert (payload, g_strdup (name), value);

      if (!sr_field_parse (field, text, zone, value, error))
        return NULL;
      if (field->type == SR_FIELD_REFERENCE &&
          !resolve_reference (self, field, outcomes, value, error))
        return NULL;
    }

  return g_steal_pointer (&payload);
}
