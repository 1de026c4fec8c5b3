/* One day in the page of a year.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "domain/time/sr-calendar.h"

G_BEGIN_DECLS

#define SR_TYPE_DAY_CELL (sr_day_cell_get_type ())
G_DECLARE_FINAL_TYPE (SrDayCell, sr_day_cell, SR, DAY_CELL, GtkWidget)

GtkWidget *sr_day_cell_new        (SrCalendar *calendar,
                                   SrDay       day,
                                   SrDay       today);
SrDay      sr_day_cell_get_day    (SrDayCell  *self);
/* What assistive technology is told of it. */
const char *sr_day_cell_get_name  (SrDayCell  *self);

G_END_DECLS
