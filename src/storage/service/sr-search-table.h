/* What finds a request by its words: all SQL about searching.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/records/sr-row.h"
#include "storage/service/sr-search-query.h"
#include "storage/sr-connection.h"

G_BEGIN_DECLS

/* The key of the room that is there while the requests of an older room have yet to be indexed. */
#define SR_ROOM_SEARCH_STALE "search_stale"

/* What stands in FROM for sr_search_table_append_match(): the index leads, the requests follow, in
 * the order of ids forwards or backwards without sorting (ORDER BY f.rowid). */
#define SR_SEARCH_FROM "request_fts f CROSS JOIN request r ON r.id = f.rowid"

/* Both append " AND ..." to a WHERE and their values to @parameters (element-type SrValue), whose
 * places are $1, $2, ...; nothing for a query without a word. Both find the same requests.
 *
 * Scan: for the views of some thousand requests; any FROM that calls the request r.
 * Match: for those that grow without bound; with SR_SEARCH_FROM. */
void      sr_search_table_append_scan     (const SrSearchQuery  *query,
                                           GString              *sql,
                                           GArray               *parameters);
void      sr_search_table_append_match    (const SrSearchQuery  *query,
                                           GString              *sql,
                                           GArray               *parameters);
/* The folded text that a request is to be found by, and the one that it is found by. */
char     *sr_search_table_make_text       (SrConnection         *connection,
                                           const SrRow          *request,
                                           GError              **error);
gboolean  sr_search_table_read_text       (SrConnection         *connection,
                                           gint64                request,
                                           char                **out_text,
                                           GError              **error);
/* @request as it is stored; all else is read. Nothing is written when the text is what it was. */
gboolean  sr_search_table_index           (SrConnection         *connection,
                                           const SrRow          *request,
                                           GError              **error);
/* For who has all rows of a request that was not indexed yet: @children (element-type SrRow). */
gboolean  sr_search_table_index_new       (SrConnection         *connection,
                                           const SrRow          *request,
                                           const SrRow          *customer,
                                           GPtrArray            *children,
                                           GError              **error);
gboolean  sr_search_table_index_by_id     (SrConnection         *connection,
                                           gint64                request,
                                           GError              **error);
/* Indexes every request, if the room says that they have yet to be. In a transaction that writes. */
gboolean  sr_search_table_index_stale     (SrConnection         *connection,
                                           GError              **error);

G_END_DECLS
