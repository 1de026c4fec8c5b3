/* A deadline as a picture: one column a day.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "domain/records/sr-row.h"
#include "domain/time/sr-calendar.h"

G_BEGIN_DECLS

#define SR_TYPE_DEADLINE_BAR (sr_deadline_bar_get_type ())
G_DECLARE_FINAL_TYPE (SrDeadlineBar, sr_deadline_bar, SR, DEADLINE_BAR, GtkWidget)

void sr_deadline_bar_set_clock (SrDeadlineBar *self,
                                const SrRow   *clock,
                                GPtrArray     *intervals,
                                SrCalendar    *calendar,
                                gint64         now);

G_END_DECLS
