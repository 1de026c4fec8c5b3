/* The one source of "now".
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define SR_TYPE_CLOCK (sr_clock_get_type ())
G_DECLARE_FINAL_TYPE (SrClock, sr_clock, SR, CLOCK, GObject)

SrClock *sr_clock_new_system (void);
SrClock *sr_clock_new_fixed  (gint64 instant);

gint64   sr_clock_now        (SrClock *self);
gboolean sr_clock_is_fixed   (SrClock *self);
void     sr_clock_set        (SrClock *self,
                              gint64   instant);

G_END_DECLS
