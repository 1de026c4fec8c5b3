/* Statements about requests, put together from conditions that are written here and values that are
 * not.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "storage/service/sr-listed-row.h"
#include "storage/service/sr-request-table.h"

G_BEGIN_DECLS

/* What a listed row shows beside its columns, and where that comes from. The request is called r. */
#define SR_REQUEST_LABELS \
  "c.name, o.name, t.name, y.name," \
  " (SELECT earlier.number FROM request earlier WHERE earlier.id = r.repeat_of)"
#define SR_REQUEST_LABELLED_BY \
  " JOIN customer c ON c.id = r.customer JOIN service_type y ON y.id = r.type" \
  " LEFT JOIN staff o ON o.id = r.owner LEFT JOIN team t ON t.id = r.team"

/**
 * SrRequestStatement:
 * @sql: its text
 * @parameters: (element-type SrValue): its values in the order of $1, $2, ...
 *
 * A statement while it is put together.
 */
typedef struct
{
  GString *sql;
  GArray  *parameters;
} SrRequestStatement;

void       sr_request_statement_init       (SrRequestStatement        *statement);
void       sr_request_statement_clear      (SrRequestStatement        *statement);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SrRequestStatement, sr_request_statement_clear)

/* The number of the parameter. */
guint      sr_request_statement_add        (SrRequestStatement        *statement,
                                            const SrValue             *value);
/* "$4, $5": what stands in IN ( ); no id is -1. */
void       sr_request_statement_add_ids    (SrRequestStatement        *statement,
                                            const GArray              *ids);
void       sr_request_statement_add_filter (SrRequestStatement        *statement,
                                            const SrRequestQuery      *query);
SrCursor  *sr_request_statement_query      (const SrRequestStatement  *statement,
                                            SrConnection              *connection,
                                            GError                   **error);
GPtrArray *sr_request_statement_read       (const SrRequestStatement  *statement,
                                            SrConnection              *connection,
                                            GError                   **error);

/* In sr-request-table.c, which knows the views. "SELECT columns FROM ... WHERE ..." of all that the
 * query says but its order and its limit; with @labelled what the labels come from, too. */
void       _sr_request_statement_select    (SrRequestStatement        *statement,
                                            const char                *columns,
                                            gboolean                   labelled,
                                            const SrRequestQuery      *query);
const char *_sr_request_query_get_order    (const SrRequestQuery      *query);
/* What the counters by state say of the view; NULL if it is not kept. */
const char *_sr_request_query_get_kept     (const SrRequestQuery      *query);
/* TRUE if the index of words leads, the newest request first: it is called f then. */
gboolean   _sr_request_query_is_by_index   (const SrRequestQuery      *query);

G_END_DECLS
