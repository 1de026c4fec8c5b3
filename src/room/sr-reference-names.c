/* What the records that others refer to are called.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-reference-names"

#include "config.h"

#include "room/sr-reference-names.h"

#include "storage/sr-table.h"

struct _SrReferenceNames
{
  SrConnection    *connection;
  SrConfiguration *configuration;
  GHashTable      *names;  /* "kind/id" -> name */
};

/**
 * sr_reference_names_new:
 * @connection: any connection; used as long as the names are
 * @configuration: the room's
 *
 * Returns: (transfer full): names that are looked up when they are asked for
 */
SrReferenceNames *
sr_reference_names_new (SrConnection    *connection,
                        SrConfiguration *configuration)
{
  SrReferenceNames *self = g_new0 (SrReferenceNames, 1);

  self->connection = g_object_ref (connection);
  self->configuration = sr_configuration_ref (configuration);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

/**
 * sr_reference_names_free:
 * @self: (nullable) (transfer full):
 */
void
sr_reference_names_free (SrReferenceNames *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->names);
  sr_configuration_unref (self->configuration);
  g_object_unref (self->connection);
  g_free (self);
}

static char *
name_of (const SrRow *row,
         gint64       id)
{
  int field = row != NULL ? sr_record_kind_get_identity (sr_row_get_kind (row)) : -1;

  if (field >= 0 && !sr_row_is_null (row, field))
    return g_strdup (sr_row_get_text (row, field));

  return g_strdup_printf ("#%" G_GINT64_FORMAT, id);
}

/**
 * sr_reference_names_get:
 * @kind: the name of a kind
 * @id: the id of a record of it
 *
 * Returns: (transfer none) (nullable): its identity, or "#12" if it has none or is not there; %NULL
 *   with an error of the storage
 */
const char *
sr_reference_names_get (SrReferenceNames  *self,
                        const char        *kind,
                        gint64             id,
                        GError           **error)
{
  g_autofree char *key = g_strdup_printf ("%s/%" G_GINT64_FORMAT, kind, id);
  const SrRecordKind *record_kind = sr_record_kind_find (kind);
  const char *known = g_hash_table_lookup (self->names, key);
  g_autoptr (SrRow) loaded = NULL;
  g_autoptr (GError) local_error = NULL;
  const SrRow *row;
  char *name;

  if (known != NULL)
    return known;

  if (sr_configuration_has_kind (record_kind))
    row = sr_configuration_find (self->configuration, record_kind, id);
  else
    row = loaded = sr_table_load (self->connection, record_kind, id, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  name = name_of (row, id);
  g_hash_table_insert (self->names, g_steal_pointer (&key), name);

  return name;
}
