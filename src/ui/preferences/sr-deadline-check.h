/* The steps of any deadline.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "room/sr-room.h"

G_BEGIN_DECLS

#define SR_TYPE_DEADLINE_CHECK (sr_deadline_check_get_type ())
G_DECLARE_FINAL_TYPE (SrDeadlineCheck, sr_deadline_check, SR, DEADLINE_CHECK, AdwPreferencesGroup)

void sr_deadline_check_set_room    (SrDeadlineCheck *self,
                                    SrRoom          *room);
/* (element-type SrRow) of kind target; copied. */
void sr_deadline_check_set_targets (SrDeadlineCheck *self,
                                    GPtrArray       *targets);

G_END_DECLS
