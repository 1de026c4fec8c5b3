/* All SQL about customers.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/records/sr-row.h"
#include "storage/service/sr-request-table.h"
#include "storage/sr-connection.h"

G_BEGIN_DECLS

/* Customers whose phone ends with or contains the digits (three or more), or whose folded name has
 * the text; the ones with open requests first; merged ones left out. (element-type SrListedRow) */
GPtrArray *sr_customer_table_match   (SrConnection  *connection,
                                      const char    *text,
                                      guint          limit,
                                      GError       **error);
/* Folded name and the digits of the phones; replaced by each write. */
gboolean   sr_customer_table_index   (SrConnection  *connection,
                                      const SrRow   *customer,
                                      GError       **error);
gboolean   sr_customer_table_find_source (SrConnection *connection,
                                          const char   *source_key,
                                          gint64       *out_id,
                                          GError      **error);
/* The exact name, and one of the phones when @phone is not NULL; 0 if none. */
gboolean   sr_customer_table_find    (SrConnection  *connection,
                                      const char    *name,
                                      const char    *phone,
                                      gint64        *out_id,
                                      GError       **error);
/* How many requests of the customer are open, and how many were received since @since. */
gboolean   sr_customer_table_count   (SrConnection  *connection,
                                      gint64         customer,
                                      gint64         since,
                                      guint         *out_open,
                                      guint         *out_since,
                                      GError       **error);

G_END_DECLS
