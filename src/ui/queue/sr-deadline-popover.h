/* Why a deadline stands where it stands.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "room/sr-request-detail.h"

G_BEGIN_DECLS

#define SR_TYPE_DEADLINE_POPOVER (sr_deadline_popover_get_type ())
G_DECLARE_FINAL_TYPE (SrDeadlinePopover, sr_deadline_popover, SR, DEADLINE_POPOVER, GtkPopover)

SrDeadlinePopover *sr_deadline_popover_new        (void);
void               sr_deadline_popover_set_detail (SrDeadlinePopover *self,
                                                   SrRequestDetail   *detail,
                                                   const SrRow       *clock,
                                                   gint64             now);
/* Leaves the column of times out, where the window is narrow. */
void               sr_deadline_popover_set_narrow (SrDeadlinePopover *self,
                                                   gboolean           narrow);

/* The clocks of the present cycle that run or stand still: (transfer container) (element-type SrRow),
 * what is due first is first. */
GPtrArray         *sr_deadline_live_clocks        (SrRequestDetail   *detail);
/* The calendar that a clock is counted by; borrowed from the detail. */
SrCalendar        *sr_deadline_calendar           (SrRequestDetail   *detail,
                                                   const SrRow       *clock);

G_END_DECLS
