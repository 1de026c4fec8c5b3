/* Does the room say what its journal says?
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "storage/sr-connection.h"

G_BEGIN_DECLS

/**
 * SrVerifyReport:
 * @events: how many events were read
 * @records: how many records were compared
 * @clocks: how many clocks were recomputed from their stretches
 * @contents: how many attachments were read
 * @head: the hash of the last event
 */
typedef struct
{
  gint64  events;
  gint64  records;
  gint64  clocks;
  gint64  contents;
  char   *head;
} SrVerifyReport;

/* TRUE if all is well. FALSE with SR_DOMAIN_ERROR_INVALID naming the first bad row: the chain (each
 * hash, each sequence, the head), then each record against its events, each clock against its
 * stretches, numbers without holes, the counters, each attachment's content, the search index. */
gboolean sr_verify             (SrConnection    *connection,
                                SrVerifyReport  *out_report,
                                GError         **error);
void     sr_verify_report_clear (SrVerifyReport *report);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SrVerifyReport, sr_verify_report_clear)

G_END_DECLS
