/* A timer for one instant of the wall clock.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/sr-clock.h"

G_BEGIN_DECLS

#define SR_TYPE_WAKE (sr_wake_get_type ())
G_DECLARE_FINAL_TYPE (SrWake, sr_wake, SR, WAKE, GObject)

SrWake *sr_wake_new         (SrClock *clock);

void    sr_wake_arm         (SrWake  *self,
                             gint64   instant);
gint64  sr_wake_get_instant (SrWake  *self);

G_END_DECLS
