/* The bell: how much waits for an answer, and the tray behind it.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "room/sr-room.h"

G_BEGIN_DECLS

#define SR_TYPE_BELL (sr_bell_get_type ())
G_DECLARE_FINAL_TYPE (SrBell, sr_bell, SR, BELL, AdwBin)

void sr_bell_set_room (SrBell *self,
                       SrRoom *room);
/* Opens the tray. */
void sr_bell_popup    (SrBell *self);

G_END_DECLS
