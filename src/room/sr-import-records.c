/* A file in which each line is one record.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-import-records"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/sr-domain-error.h"
#include "room/sr-import-private.h"
#include "storage/service/sr-customer-table.h"
#include "storage/service/sr-request-table.h"
#include "storage/sr-table.h"

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

static const char *
get_value (SrImport           *self,
           const SrImportLine *line,
           const char         *name)
{
  for (guint i = 0; i < self->map->fields->len; i++)
    {
      const SrImportField *field = g_ptr_array_index (self->map->fields, i);

      if (g_str_equal (field->name, name))
        return line->values[i];
    }

  return "";
}

/* A record that keeps the key of its source is known by it, any other by its identity. */
static gboolean
find_existing (SrImport            *self,
               const SrImportLine  *line,
               gint64              *out_id,
               GError             **error)
{
  const SrRecordKind *kind = self->map->kind;
  g_autofree char *source_key = NULL;
  int identity = sr_record_kind_get_identity (kind);
  const char *text;

  *out_id = 0;

  if (line->key != NULL && kind == &sr_customer_kind)
    {
      source_key = sr_import_source_key (self, line->key);
      return sr_customer_table_find_source (self->connection, source_key, out_id, error);
    }
  if (line->key != NULL && kind == &sr_request_kind)
    {
      source_key = sr_import_source_key (self, line->key);
      return sr_request_table_find_source (self->connection, source_key, out_id, error);
    }

  text = identity >= 0 ? get_value (self, line, kind->fields[identity].name) : "";
  if (*text != '\0')
    return sr_table_find (self->connection, kind, text, out_id, error);

  g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_MISSING,
               _("The map names no “key”, by which a record would be known again."));

  return FALSE;
}

static gboolean
make (SrImport            *self,
      const SrImportLine  *line,
      const SrAction      *action,
      GError             **error)
{
  SrAct *act = sr_act_new (self->map->kind, 0, action->name);
  SrOutcome *outcome;

  act->source = g_strdup_printf ("%s:%u", self->name, line->line);
  act->step = 1;
  if (line->key != NULL && sr_record_kind_find_field (self->map->kind, "source_key") >= 0)
    {
      g_autofree char *source_key = sr_import_source_key (self, line->key);

      sr_act_set (act, "source_key", source_key);
    }

  if (!sr_import_fill_act (self, line, action, NULL, act, error))
    {
      sr_act_free (act);
      return FALSE;
    }

  outcome = sr_import_do (self, act, error);
  if (outcome == NULL)
    return FALSE;

  sr_outcome_free (outcome);
  self->report->made++;

  return TRUE;
}

gboolean
sr_import_records (SrImport  *self,
                   GError   **error)
{
  const SrAction *action = find_maker (self->map->kind);

  for (guint i = 0; i < self->lines->len; i++)
    {
      const SrImportLine *line = g_ptr_array_index (self->lines, i);
      g_autoptr (GError) refusal = NULL;
      gint64 id = 0;

      if (line->is_bad)
        continue;

      if (find_existing (self, line, &id, &refusal))
        {
          if (id != 0)
            self->report->unchanged++;
          else
            make (self, line, action, &refusal);
        }

      if (refusal != NULL &&
          !sr_import_take_refusal (self, line->line, g_steal_pointer (&refusal), error))
        return FALSE;
    }

  return TRUE;
}
