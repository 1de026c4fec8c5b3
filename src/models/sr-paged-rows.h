/* The rows of a list that may be long, as far as they are known.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "models/sr-piece.h"

G_BEGIN_DECLS

/* Pieces whose rows nobody outside holds are forgotten when there are more than these. */
#define SR_PAGED_ROWS_KEPT 16

typedef struct _SrPagedRows SrPagedRows;

/* Rows were replaced; the list stands as it is to be shown then. */
typedef void (*SrRowsSpliced)             (guint             position,
                                           guint             removed,
                                           guint             added,
                                           gpointer          user_data);
/* Where a row of an unbounded list stands. */
typedef SrListingKey (*SrRowKey)          (SrRecord         *record,
                                           gpointer          user_data);

SrPagedRows  *sr_paged_rows_new           (SrRowsSpliced     spliced,
                                           gpointer          user_data);
/* NULL for a bounded list; before the rows of another list are taken. */
void          sr_paged_rows_set_key       (SrPagedRows      *self,
                                           SrRowKey          get_key);
void          sr_paged_rows_free          (SrPagedRows      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrPagedRows, sr_paged_rows_free)

guint         sr_paged_rows_get_n_rows    (SrPagedRows      *self);
/* (transfer none); a placeholder is wanted from then on. */
SrRecord     *sr_paged_rows_get           (SrPagedRows      *self,
                                           guint             position);
/* What stands for the rows of ids that are known: (transfer full) id -> placeholder. Whoever fills a
 * placeholder hands it in as the record. */
GHashTable   *sr_paged_rows_map_placeholders (SrPagedRows   *self);
/* G_MAXUINT if it is not among the ids that are known. */
guint         sr_paged_rows_find          (SrPagedRows      *self,
                                           gint64            record,
                                           SrPiece         **out_piece);
/* (element-type SrPiece), borrowed; in the order of the list. */
GPtrArray    *sr_paged_rows_get_pieces    (SrPagedRows      *self);
/* Where the next piece begins; FALSE for the last. */
gboolean      sr_paged_rows_get_end       (SrPagedRows      *self,
                                           SrPiece          *piece,
                                           SrListingKey     *out_end);
/* The pieces that somebody looks at and that are not read, the last wanted first; at most so many,
 * (transfer full) (element-type SrPiece). They are wanted no more. */
GPtrArray    *sr_paged_rows_take_wanted   (SrPagedRows      *self,
                                           guint             limit);
gboolean      sr_paged_rows_has_wanted    (SrPagedRows      *self);
void          sr_paged_rows_want          (SrPagedRows      *self,
                                           SrPiece          *piece);

/* Everything that the list holds; one splice if @anew, else no more than moved. */
void          sr_paged_rows_take_list     (SrPagedRows      *self,
                                           GPtrArray        *records,
                                           gboolean          anew);
void          sr_paged_rows_take_ids      (SrPagedRows      *self,
                                           GArray           *ids);
/* What follows (element-type SrListingSegment). */
void          sr_paged_rows_append        (SrPagedRows      *self,
                                           GArray           *segments);
/* Rows of ids that the list holds, wherever they stand. A placeholder that has become the record is
 * not told: it is the same object in the same place. */
void          sr_paged_rows_take_records  (SrPagedRows      *self,
                                           GPtrArray        *records);
/* The rows of one piece, all of them. */
void          sr_paged_rows_take_piece    (SrPagedRows      *self,
                                           SrPiece          *piece,
                                           GPtrArray        *records);
void          sr_paged_rows_take_count    (SrPagedRows      *self,
                                           SrPiece          *piece,
                                           guint             n_rows);

G_END_DECLS
