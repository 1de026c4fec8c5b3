/* What the person did on the last day of work, at the foot of the view "today".
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "room/sr-room.h"

G_BEGIN_DECLS

#define SR_TYPE_PAST_STRIP (sr_past_strip_get_type ())
G_DECLARE_FINAL_TYPE (SrPastStrip, sr_past_strip, SR, PAST_STRIP, AdwBin)

/* Signals: "chosen" (gint64 request): a step of it is selected; "opened": somebody goes to it. Property
 * "open" (boolean): whether the steps are shown below the heading. */

/* NULL empties it. */
void sr_past_strip_set_room (SrPastStrip *self,
                             SrRoom      *room);
void sr_past_strip_unselect (SrPastStrip *self);

G_END_DECLS
