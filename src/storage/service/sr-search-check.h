/* Is every request found by what its records say, and by nothing else?
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "storage/sr-connection.h"

G_BEGIN_DECLS

/* The first request that the search text or the index is wrong about, 0 if there is none. */
gboolean sr_search_check (SrConnection  *connection,
                          gint64        *out_request,
                          GError       **error);

G_END_DECLS
