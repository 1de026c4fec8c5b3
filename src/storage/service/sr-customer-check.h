/* Is every customer found by name and phones, and by nothing else?
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "storage/sr-connection.h"

G_BEGIN_DECLS

/* The first customer that is not; 0 if there is none. */
gboolean sr_customer_check (SrConnection  *connection,
                            gint64        *out_customer,
                            GError       **error);

G_END_DECLS
