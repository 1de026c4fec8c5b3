/* The preferences: hours, people, types, targets, and what one person likes.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "room/sr-room.h"

G_BEGIN_DECLS

#define SR_TYPE_PREFERENCES (sr_preferences_get_type ())
G_DECLARE_FINAL_TYPE (SrPreferences, sr_preferences, SR, PREFERENCES, AdwPreferencesWindow)

void sr_preferences_present (GtkWindow *parent,
                             SrRoom    *room);

G_END_DECLS
