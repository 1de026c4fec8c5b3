/* Looking back at what a person did, at the begin of a day.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/time/sr-calendar.h"

G_BEGIN_DECLS

/* For who has done nothing yet. */
#define SR_LOOK_BACK_NEVER G_MININT64

/* The day from which on it is looked back at. */
SrDay sr_look_back_find_day (SrCalendar *calendar,
                             SrDay       today,
                             gint64      last_step);

G_END_DECLS
