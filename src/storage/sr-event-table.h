/* The journal: append and read, nothing else.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/records/sr-row.h"
#include "storage/sr-connection.h"

G_BEGIN_DECLS

/* Fills sequence, previous and hash from the head, appends, moves the head. Inside a transaction
 * that writes. The hash is sr_event_hash() of domain/records. */
gboolean   sr_event_table_append     (SrConnection  *connection,
                                      SrRow         *event,
                                      GError       **error);
/* The same for who has just appended the last one, and so knows the head. */
gboolean   sr_event_table_append_after (SrConnection  *connection,
                                        SrRow         *event,
                                        gint64        *sequence,
                                        char         **hash,
                                        GError       **error);
/* The events of one record in order; (element-type SrRow). */
GPtrArray *sr_event_table_load       (SrConnection  *connection,
                                      const char    *kind,
                                      gint64         record,
                                      GError       **error);
/* The events of one record beyond @sequence, in order. */
GPtrArray *sr_event_table_load_later (SrConnection  *connection,
                                      const char    *kind,
                                      gint64         record,
                                      gint64         sequence,
                                      GError       **error);
/* The events of a request and of those that were merged into it, in order. */
GPtrArray *sr_event_table_load_request (SrConnection *connection,
                                        gint64        request,
                                        GError      **error);
/* At most @limit events beyond @sequence, in order. */
GPtrArray *sr_event_table_load_after (SrConnection  *connection,
                                      gint64         sequence,
                                      guint          limit,
                                      GError       **error);
/* At most @limit events beyond (kind, record, sequence), in that order: aggregate by aggregate. */
GPtrArray *sr_event_table_load_by_record (SrConnection *connection,
                                          const char   *after_kind,
                                          gint64        after_record,
                                          gint64        after_sequence,
                                          guint         limit,
                                          GError      **error);
gboolean   sr_event_table_get_head   (SrConnection  *connection,
                                      gint64        *out_sequence,
                                      char         **out_hash,
                                      GError       **error);

G_END_DECLS
