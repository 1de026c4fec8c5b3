/* The weekly hours of the room.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "room/sr-room.h"

G_BEGIN_DECLS

#define SR_TYPE_HOURS_GROUP (sr_hours_group_get_type ())
G_DECLARE_FINAL_TYPE (SrHoursGroup, sr_hours_group, SR, HOURS_GROUP, AdwPreferencesGroup)

/* Signal "said" (string): a sentence about what was done. */
void sr_hours_group_set_room (SrHoursGroup *self,
                              SrRoom       *room);

G_END_DECLS
