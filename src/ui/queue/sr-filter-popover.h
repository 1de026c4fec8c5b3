/* What there is to filter by.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "models/sr-filter-parts.h"
#include "room/sr-room.h"

G_BEGIN_DECLS

#define SR_TYPE_FILTER_POPOVER (sr_filter_popover_get_type ())
G_DECLARE_FINAL_TYPE (SrFilterPopover, sr_filter_popover, SR, FILTER_POPOVER, GtkPopover)

/* Signals: "changed": somebody chose something; what is asked for now is in the filter. */
void                   sr_filter_popover_set_room   (SrFilterPopover       *self,
                                                     SrRoom                *room);
const SrRequestFilter *sr_filter_popover_get_filter (SrFilterPopover       *self);
void                   sr_filter_popover_set_filter (SrFilterPopover       *self,
                                                     const SrRequestFilter *filter);
/* Begins with one part instead of the list of them; to be called before it is shown. */
void                   sr_filter_popover_show_part  (SrFilterPopover       *self,
                                                     SrFilterPart           part);

G_END_DECLS
