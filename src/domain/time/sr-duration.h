/* Durations as people write them: 2h, 90m, 45s, 3wd, and sums such as 1h30m.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SrDuration:
 * @seconds: working (or real) seconds, 0 or more
 * @workdays: working days, 0 or more; hours and days are different units and never both set
 */
typedef struct
{
  gint64 seconds;
  guint  workdays;
} SrDuration;

gboolean sr_duration_parse      (const char       *text,
                                 SrDuration       *out_duration,
                                 GError          **error);
char    *sr_duration_to_string  (const SrDuration *duration);

G_END_DECLS
