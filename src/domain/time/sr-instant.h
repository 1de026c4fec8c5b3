/* Instants as text: ISO 8601 in and out.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reads "2026-02-13 17:00", "2026-02-13T17:00:05", with "Z" or "+08:00" or, without an offset,
 * as local time of @zone_id. Full-width digits and colons are accepted. */
gboolean sr_instant_parse  (const char  *text,
                            const char  *zone_id,
                            gint64      *out_instant,
                            GError     **error);
/* "2026-02-13T17:00:00+08:00" */
char    *sr_instant_to_iso (gint64       instant,
                            const char  *zone_id);

G_END_DECLS
