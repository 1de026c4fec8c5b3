/* When one person works.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/records/sr-row.h"
#include "domain/time/sr-calendar.h"

G_BEGIN_DECLS

/**
 * SrShift:
 * @calendar: the hours of the room
 * @duties: (element-type SrRow): of kind duty, of this person, those that touch the time in question
 * @absences: (element-type SrRow): of kind absence, likewise
 *
 * Who is not away works while the room is open, and whenever the roster says so. All borrowed.
 */
typedef struct
{
  SrCalendar *calendar;
  GPtrArray  *duties;
  GPtrArray  *absences;
} SrShift;

gboolean sr_shift_is_working  (const SrShift *self,
                               gint64         at);
/* When the stretch of work began in which @at lies; @at itself if the person does not work then. */
gint64   sr_shift_get_start   (const SrShift *self,
                               gint64         at);
/* The next instant, from @at on, at which the person works; G_MAXINT64 for never. */
gint64   sr_shift_get_next    (const SrShift *self,
                               gint64         at);

G_END_DECLS
