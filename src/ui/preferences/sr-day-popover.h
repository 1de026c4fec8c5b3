/* What a day is and why, and what a manager may do about it.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "domain/time/sr-day.h"
#include "room/sr-room.h"

G_BEGIN_DECLS

#define SR_TYPE_DAY_POPOVER (sr_day_popover_get_type ())
G_DECLARE_FINAL_TYPE (SrDayPopover, sr_day_popover, SR, DAY_POPOVER, GtkPopover)

/* Signal "said" (string): what came of it, in a sentence. */

GtkWidget *sr_day_popover_new  (SrRoom       *room,
                                SrDay         day);
/* Over @widget, at its descendant @cell; it goes for good when it is closed. */
void       sr_day_popover_show (SrDayPopover *self,
                                GtkWidget    *widget,
                                GtkWidget    *cell);

G_END_DECLS
