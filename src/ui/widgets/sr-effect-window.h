/* What other days or hours would do, before they do it.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "room/sr-room.h"

G_BEGIN_DECLS

#define SR_TYPE_EFFECT_WINDOW (sr_effect_window_get_type ())
G_DECLARE_FINAL_TYPE (SrEffectWindow, sr_effect_window, SR, EFFECT_WINDOW, AdwWindow)

/* Signal "decided" (boolean): %TRUE to apply, %FALSE to leave everything as it is. It goes away then. */

SrEffectWindow *sr_effect_window_new (GtkWindow        *parent,
                                      const char       *title,
                                      SrCalendarEffect *effect,
                                      const char       *zone);

G_END_DECLS
