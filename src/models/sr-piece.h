/* Rows of a long list that stand together.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/records/sr-record.h"
#include "storage/service/sr-request-listing.h"

G_BEGIN_DECLS

/**
 * SrPiece:
 * @first: where its first row stands in an unbounded list; the first piece begins before it
 * @n_rows: how many rows it has
 * @ids: (nullable) (element-type gint64): which; %NULL while that is not known
 * @items: (nullable) (element-type SrRecord): a record, a placeholder (id 0) where somebody looked
 *   at what was not read yet, %NULL where nobody did
 * @is_read: all items are records
 * @stamp: counts what happened to it, to know late answers by
 *
 * To be read by others, changed by the list that has it.
 */
typedef struct
{
  SrListingKey  first;
  guint         n_rows;
  GArray       *ids;
  GPtrArray    *items;
  gboolean      is_read;
  guint         stamp;

  /*< private >*/
  guint         start;
  guint64       used;
  gboolean      is_wanted;
  gboolean      is_gone;
} SrPiece;

SrPiece  *sr_piece_new             (guint          n_rows);
SrPiece  *sr_piece_ref             (SrPiece       *self);
void      sr_piece_unref           (SrPiece       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrPiece, sr_piece_unref)

/* FALSE once the list does not have it any more. */
gboolean  sr_piece_is_listed       (const SrPiece *self);
/* (transfer none) (nullable): what stands for a row that was not read. */
SrRecord *sr_piece_get_placeholder (const SrPiece *self,
                                    guint          index);
gboolean  sr_piece_has_all         (const SrPiece *self);
gboolean  sr_piece_is_held         (const SrPiece *self);
void      sr_piece_make_items      (SrPiece       *self);
void      sr_piece_forget          (SrPiece       *self,
                                    gboolean       keep_ids);
/* The rows after the first so many, as another piece. */
SrPiece  *sr_piece_cut             (SrPiece       *self,
                                    guint          n_rows);

G_END_DECLS
