/* Twelve months, each day a cell.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "domain/time/sr-calendar.h"

G_BEGIN_DECLS

#define SR_TYPE_YEAR_VIEW (sr_year_view_get_type ())
G_DECLARE_FINAL_TYPE (SrYearView, sr_year_view, SR, YEAR_VIEW, AdwBin)

/* Property "year" (int, read). Signal "opened": somebody wants to know more of the day that has the
 * focus. */

/* Shows the year of @day, and draws every day anew. */
void       sr_year_view_set_calendar (SrYearView *self,
                                      SrCalendar *calendar,
                                      SrDay       today,
                                      SrDay       day);
/* Gives the focus to the day. */
void       sr_year_view_go_to        (SrYearView *self,
                                      SrDay       day);
/* To the same day of another year, or one near it. */
void       sr_year_view_turn        (SrYearView *self,
                                     int         years);
int        sr_year_view_get_year     (SrYearView *self);
SrDay      sr_year_view_get_day      (SrYearView *self);
/* (nullable) */
GtkWidget *sr_year_view_get_cell     (SrYearView *self,
                                      SrDay       day);

G_END_DECLS
