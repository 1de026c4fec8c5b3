/* The records that imported ones refer to: found, or made as the map says.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-import-references"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/sr-domain-error.h"
#include "room/sr-import-private.h"
#include "storage/service/sr-customer-table.h"

/**
 * Naming:
 * @identity: the field that names the record
 * @name: (nullable): the field for the text of the file, if the identity is a short form of it
 * @is_tree: the text has levels, each of which is part of the one before
 *
 * How the text of a file becomes a record.
 */
typedef struct
{
  const SrRecordKind *kind;
  const char         *identity;
  const char         *name;
  gboolean            is_tree;
} Naming;

static const Naming namings[] = {
  { &sr_customer_kind,     "name",  NULL,   FALSE },
  { &sr_team_kind,         "name",  NULL,   FALSE },
  { &sr_staff_kind,        "login", "name", FALSE },
  { &sr_cause_kind,        "code",  "name", FALSE },
  { &sr_resolution_kind,   "code",  "name", FALSE },
  { &sr_service_type_kind, "code",  "name", TRUE },
};

static const Naming *
find_naming (const SrRecordKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (namings); i++)
    {
      if (namings[i].kind == kind)
        return &namings[i];
    }

  return NULL;
}

/* "Resolver  12" -> "resolver-12"; letters of every script stay. */
static char *
shorten (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  GString *code = g_string_new (NULL);

  for (const char *c = lower; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (g_unichar_isalnum (letter))
        g_string_append_unichar (code, letter);
      else if (code->len > 0 && code->str[code->len - 1] != '-')
        g_string_append_c (code, '-');
    }
  if (code->len > 0 && code->str[code->len - 1] == '-')
    g_string_truncate (code, code->len - 1);

  return g_string_free (code, FALSE);
}

static gboolean
find_in_room (SrImport            *self,
              const SrRecordKind  *kind,
              const char          *identity,
              const char          *text,
              gint64              *out_id,
              GError             **error)
{
  SrConfiguration *configuration;
  g_autofree char *source_key = NULL;
  const SrRow *row;

  *out_id = 0;

  if (kind == &sr_customer_kind)
    {
      source_key = sr_import_source_key (self, text);
      if (!sr_customer_table_find_source (self->connection, source_key, out_id, error))
        return FALSE;
      /* Another person may have the same name: a map that makes customers trusts its keys alone. */
      if (*out_id != 0 || g_hash_table_contains (self->map->defaults, kind->name))
        return TRUE;
      return sr_customer_table_find (self->connection, text, NULL, out_id, error);
    }

  if (!sr_configuration_has_kind (kind))
    return TRUE;

  configuration = sr_gate_get_configuration (self->gate, error);
  if (configuration == NULL)
    return FALSE;

  row = sr_configuration_find_text (configuration, kind, identity);
  if (row != NULL)
    *out_id = sr_row_get_id (row);

  return TRUE;
}

static gboolean
make_record (SrImport            *self,
             const SrImportLine  *line,
             const Naming        *naming,
             const char          *identity,
             const char          *text,
             gint64               parent,
             gint64              *out_id,
             GError             **error)
{
  GHashTable *defaults = g_hash_table_lookup (self->map->defaults, naming->kind->name);
  SrAct *act = sr_act_new (naming->kind, 0, "create");
  GHashTableIter iter;
  gpointer field;
  gpointer value;
  SrOutcome *outcome;

  g_hash_table_iter_init (&iter, defaults);
  while (g_hash_table_iter_next (&iter, &field, &value))
    sr_act_set (act, field, value);

  sr_act_set (act, naming->identity, identity);
  if (naming->name != NULL)
    sr_act_set (act, naming->name, text);
  if (parent != 0)
    {
      g_autofree char *reference = g_strdup_printf ("#%" G_GINT64_FORMAT, parent);

      sr_act_set (act, "parent", reference);
    }
  if (naming->kind == &sr_customer_kind)
    {
      g_autofree char *source_key = sr_import_source_key (self, text);

      sr_act_set (act, "source_key", source_key);
    }

  act->at = line->at;
  act->source = g_strdup_printf ("%s:%u", self->name, line->line);

  outcome = sr_gate_act_one (self->gate, act, error);
  if (outcome == NULL)
    return FALSE;

  *out_id = outcome->record;
  sr_outcome_free (outcome);
  self->report->others++;

  return TRUE;
}

static gboolean
find_or_make (SrImport            *self,
              const SrImportLine  *line,
              const SrField       *field,
              const Naming        *naming,
              const char          *identity,
              const char          *text,
              gint64               parent,
              gint64              *out_id,
              GError             **error)
{
  g_autofree char *key = g_strconcat (naming->kind->name, "/", identity, NULL);
  gint64 *known = g_hash_table_lookup (self->known, key);

  if (known != NULL)
    {
      *out_id = *known;
      return TRUE;
    }

  if (!find_in_room (self, naming->kind, identity, text, out_id, error))
    return FALSE;

  if (*out_id == 0)
    {
      if (!g_hash_table_contains (self->map->defaults, naming->kind->name))
        {
          g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID,
                       /* Translators: a field, what the file says, the kind of record */
                       _("“%s” cannot be “%s”: there is no such record (%s)."), _(field->label),
                       text, _(naming->kind->label));
          return FALSE;
        }
      if (!make_record (self, line, naming, identity, text, parent, out_id, error))
        return FALSE;
    }

  known = g_new (gint64, 1);
  *known = *out_id;
  g_hash_table_insert (self->known, g_steal_pointer (&key), known);

  return TRUE;
}

/* Level by level, each part of the one above: "Hardware", "Hardware / Printer". */
static gboolean
find_or_make_tree (SrImport             *self,
                   const SrImportLine   *line,
                   const SrImportField  *field,
                   const Naming         *naming,
                   const char           *text,
                   gint64               *out_id,
                   GError              **error)
{
  g_auto (GStrv) levels = g_strsplit (text, field->separator, -1);
  g_autoptr (GString) code = g_string_new (NULL);

  *out_id = 0;
  for (guint i = 0; levels[i] != NULL; i++)
    {
      g_autofree char *part = shorten (levels[i]);

      g_string_append_printf (code, "%s%s", i > 0 ? "." : "", part);
      if (!find_or_make (self, line, field->field, naming, code->str, levels[i], *out_id, out_id,
                         error))
        return FALSE;
    }

  return TRUE;
}

static char *
find_reference (SrImport             *self,
                const SrImportLine   *line,
                const SrImportField  *field,
                const char           *text,
                GError              **error)
{
  const Naming *naming = find_naming (sr_record_kind_find (field->field->reference));
  g_autofree char *identity = NULL;
  gint64 id = 0;

  /* A kind that nothing is made of here: let the gate look it up. */
  if (naming == NULL)
    return g_strdup (text);

  if (naming->is_tree && field->values == NULL)
    {
      if (!find_or_make_tree (self, line, field, naming, text, &id, error))
        return NULL;
    }
  else
    {
      identity = naming->name != NULL && field->values == NULL ? shorten (text) : g_strdup (text);
      if (!find_or_make (self, line, field->field, naming, identity, text, 0, &id, error))
        return NULL;
    }

  return g_strdup_printf ("#%" G_GINT64_FORMAT, id);
}

static gboolean
takes (const SrAction *action,
       const char     *name)
{
  for (const SrActionInput *input = action->inputs; input->field != NULL; input++)
    {
      if (g_str_equal (input->field, name))
        return TRUE;
    }

  return FALSE;
}

gboolean
sr_import_fill_act (SrImport            *self,
                    const SrImportLine  *line,
                    const SrAction      *action,
                    const gboolean      *cleared,
                    SrAct               *act,
                    GError             **error)
{
  for (guint i = 0; i < self->map->fields->len; i++)
    {
      const SrImportField *field = g_ptr_array_index (self->map->fields, i);
      const char *text = line->values[i];
      g_autofree char *reference = NULL;

      if (!takes (action, field->name))
        continue;

      if (*text == '\0')
        {
          if (cleared != NULL && cleared[i])
            sr_act_set (act, field->name, "");
          continue;
        }

      if (field->field->type == SR_FIELD_REFERENCE)
        {
          text = reference = find_reference (self, line, field, text, error);
          if (reference == NULL)
            return FALSE;
        }
      sr_act_set (act, field->name, text);
    }

  return TRUE;
}
