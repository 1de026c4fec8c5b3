/* A record with what its references are called.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/records/sr-row.h"
#include "storage/sr-connection.h"

G_BEGIN_DECLS

/**
 * SrListedRow:
 * @row: the record
 * @labels: for each field of the kind, what the record that it refers to is called; %NULL where the
 *   field is no reference, is empty, or its target is not shown in lists
 * @n_labels: how many fields the kind has: known without the row, which may have been taken
 */
typedef struct
{
  SrRow  *row;
  char  **labels;
  guint   n_labels;
} SrListedRow;

void         sr_listed_row_free (SrListedRow        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrListedRow, sr_listed_row_free)

SrListedRow *sr_listed_row_read (SrCursor           *cursor,
                                 const SrRecordKind *kind,
                                 const guint        *labelled,
                                 guint               n_labelled);

G_END_DECLS
