/* A record with what its references are called.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-listed-row"

#include "config.h"

#include "storage/service/sr-listed-row.h"
#include "storage/sr-table.h"

/**
 * sr_listed_row_free:
 * @self: (nullable) (transfer full):
 */
void
sr_listed_row_free (SrListedRow *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < self->n_labels; i++)
    g_free (self->labels[i]);
  g_free (self->labels);
  sr_row_free (self->row);
  g_free (self);
}

/**
 * sr_listed_row_read:
 * @cursor: stands at a row: the columns of the kind, then one with a label for each of @labelled
 * @labelled: (array length=n_labelled): the fields that have a label, in the order of those columns
 *
 * Returns: (transfer full): the record with its labels
 */
SrListedRow *
sr_listed_row_read (SrCursor           *cursor,
                    const SrRecordKind *kind,
                    const guint        *labelled,
                    guint               n_labelled)
{
  SrListedRow *self = g_new0 (SrListedRow, 1);

  self->row = sr_table_read_row (cursor, kind, 0);
  self->n_labels = kind->n_fields;
  self->labels = g_new0 (char *, kind->n_fields);
  for (guint i = 0; i < n_labelled; i++)
    self->labels[labelled[i]] = g_strdup (sr_cursor_text (cursor, kind->n_fields + i));

  return self;
}
