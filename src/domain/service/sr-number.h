/* Numbers of records: SR-2026-004871.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char    *sr_number_format (const char  *series,
                           int          year,
                           gint64       serial);
/* Accepts "SR-2026-004871", "sr-2026-4871", full-width digits; FALSE if it is none. */
gboolean sr_number_parse  (const char  *text,
                           char       **out_series,
                           int         *out_year,
                           gint64      *out_serial);

G_END_DECLS
