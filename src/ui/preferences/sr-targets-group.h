/* How quickly the room promises to answer, by priority.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "room/sr-room.h"

G_BEGIN_DECLS

#define SR_TYPE_TARGETS_GROUP (sr_targets_group_get_type ())
G_DECLARE_FINAL_TYPE (SrTargetsGroup, sr_targets_group, SR, TARGETS_GROUP, AdwPreferencesGroup)

/* Signals: "drafted": what is typed is another; "said" (string): a sentence about what was done. */
void       sr_targets_group_set_room  (SrTargetsGroup *self,
                                       SrRoom         *room);
/* (element-type SrRow): borrowed until the next "drafted". */
GPtrArray *sr_targets_group_get_draft (SrTargetsGroup *self);

G_END_DECLS
