/* The playbooks of emergencies, with their steps.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "room/sr-room.h"

G_BEGIN_DECLS

#define SR_TYPE_PLAYBOOKS_GROUP (sr_playbooks_group_get_type ())
G_DECLARE_FINAL_TYPE (SrPlaybooksGroup, sr_playbooks_group, SR, PLAYBOOKS_GROUP, AdwPreferencesGroup)

/* Signal "said" (string): a sentence about what could not be done. */
void sr_playbooks_group_set_room (SrPlaybooksGroup *self,
                                  SrRoom           *room);

G_END_DECLS
