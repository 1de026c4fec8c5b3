/* What a past period would have been under other targets.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "room/sr-room.h"

G_BEGIN_DECLS

#define SR_TYPE_REPLAY_WINDOW (sr_replay_window_get_type ())
G_DECLARE_FINAL_TYPE (SrReplayWindow, sr_replay_window, SR, REPLAY_WINDOW, AdwWindow)

void sr_replay_window_present (GtkWindow *parent,
                               SrRoom    *room,
                               GPtrArray *targets);

G_END_DECLS
