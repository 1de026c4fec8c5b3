/* Reading and writing records of any kind, by their declaration.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/records/sr-row.h"
#include "storage/sr-connection.h"

G_BEGIN_DECLS

/* The SQL of these comes from the declaration of the kind alone (constants of the program), is made
 * once per kind and kept. */

/* NULL without error if there is no such record. */
SrRow     *sr_table_load           (SrConnection       *connection,
                                    const SrRecordKind *kind,
                                    gint64              id,
                                    GError            **error);
/* All of a kind in order of id; (element-type SrRow), free func set. For small kinds. */
GPtrArray *sr_table_load_all       (SrConnection       *connection,
                                    const SrRecordKind *kind,
                                    GError            **error);
/* At most @limit records with an id beyond @after, in order of id: page by page through all. */
GPtrArray *sr_table_load_after     (SrConnection       *connection,
                                    const SrRecordKind *kind,
                                    gint64              after,
                                    guint               limit,
                                    GError            **error);
/* The records of a child kind whose kind->parent field is @parent, in order of id. */
GPtrArray *sr_table_load_children  (SrConnection       *connection,
                                    const SrRecordKind *kind,
                                    gint64              parent,
                                    GError            **error);
/* Those of a kind with one of these ids, and the children of any of these parents, those of one in
 * order of id. Many with each statement. */
GPtrArray *sr_table_load_many      (SrConnection       *connection,
                                    const SrRecordKind *kind,
                                    const gint64       *ids,
                                    guint               n_ids,
                                    GError            **error);
GPtrArray *sr_table_load_children_of (SrConnection       *connection,
                                      const SrRecordKind *kind,
                                      const gint64       *parents,
                                      guint               n_parents,
                                      GError            **error);
/* The id of the record whose identity field has exactly this text; 0 if none or several. */
gboolean   sr_table_find           (SrConnection       *connection,
                                    const SrRecordKind *kind,
                                    const char         *identity,
                                    gint64             *out_id,
                                    GError            **error);
/* Gives the row its id (RETURNING), unless it has one. */
gboolean   sr_table_insert         (SrConnection       *connection,
                                    SrRow              *row,
                                    GError            **error);
/* Writes every field where the stored revision is @expected_revision; else SR_STORE_ERROR_CONFLICT. */
gboolean   sr_table_update         (SrConnection       *connection,
                                    const SrRow        *row,
                                    gint64              expected_revision,
                                    GError            **error);
/* Reads the row that stands at @column and the ones after it: one column a field, in order. */
SrRow     *sr_table_read_row       (SrCursor           *cursor,
                                    const SrRecordKind *kind,
                                    guint               column);
/* The rows of a statement that goes on after the columns with @rest, " FROM link WHERE ...", a constant
 * of the program; (element-type SrRow), free func set. */
GPtrArray *sr_table_select         (SrConnection       *connection,
                                    const SrRecordKind *kind,
                                    const char         *rest,
                                    const SrValue      *parameters,
                                    guint               n_parameters,
                                    GError            **error);
/* "id, revision, ..." with @prefix ("r.") before each; borrowed, kept for ever. */
const char *sr_table_get_columns   (const SrRecordKind *kind,
                                    const char         *prefix);

G_END_DECLS
