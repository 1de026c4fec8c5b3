/* Who is on duty, or away, now and later.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "room/sr-room.h"

G_BEGIN_DECLS

#define SR_TYPE_ROSTER_GROUP (sr_roster_group_get_type ())
G_DECLARE_FINAL_TYPE (SrRosterGroup, sr_roster_group, SR, ROSTER_GROUP, AdwPreferencesGroup)

void sr_roster_group_set_room (SrRosterGroup      *self,
                               SrRoom             *room,
                               const SrRecordKind *kind);

G_END_DECLS
