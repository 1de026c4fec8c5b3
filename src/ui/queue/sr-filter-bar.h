/* What the list is filtered by: a chip for each part.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "models/sr-filter-parts.h"
#include "room/sr-room.h"

G_BEGIN_DECLS

#define SR_TYPE_FILTER_BAR (sr_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (SrFilterBar, sr_filter_bar, SR, FILTER_BAR, AdwBin)

/* Signals: "edit" (SrFilterPart), "removed" (SrFilterPart): a chip was pressed. The button that takes
 * all away activates the action `queue.clear-filter`. */
SrFilterBar *sr_filter_bar_new        (void);
void         sr_filter_bar_set_filter (SrFilterBar           *self,
                                       SrRoom                *room,
                                       const SrRequestFilter *filter);

G_END_DECLS
