/* The year of the room: which days are off, which are worked, and why.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "room/sr-room.h"

G_BEGIN_DECLS

#define SR_TYPE_CALENDAR_WINDOW (sr_calendar_window_get_type ())
G_DECLARE_FINAL_TYPE (SrCalendarWindow, sr_calendar_window, SR, CALENDAR_WINDOW, AdwWindow)

void sr_calendar_window_present (GtkWindow *parent,
                                 SrRoom    *room,
                                 int        year);

G_END_DECLS
