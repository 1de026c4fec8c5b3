/* What a verification asks of the tables as a whole.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/records/sr-record-kind.h"
#include "storage/sr-connection.h"

G_BEGIN_DECLS

gboolean sr_verify_table_count        (SrConnection        *connection,
                                       const SrRecordKind  *kind,
                                       gint64              *out_count,
                                       GError             **error);
/* The first year of a numbered kind whose numbers have a hole or do not end where the counter
 * stands; 0 if there is none. */
gboolean sr_verify_table_find_hole    (SrConnection        *connection,
                                       const SrRecordKind  *kind,
                                       gint64              *out_year,
                                       GError             **error);
/* The first state whose counter is not how many requests are in it; NULL if there is none. */
gboolean sr_verify_table_find_miscount (SrConnection       *connection,
                                        char              **out_state,
                                        GError            **error);

G_END_DECLS
