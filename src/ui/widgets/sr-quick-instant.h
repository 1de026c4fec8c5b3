/* Instants that people say as a word: today 17:00, tomorrow morning, next opening.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/time/sr-calendar.h"

G_BEGIN_DECLS

/* Each returns 0 when the word means no instant after now in which the room is open. */
gint64 sr_quick_instant_now              (SrCalendar *calendar,
                                          gint64      now);
gint64 sr_quick_instant_in_an_hour       (SrCalendar *calendar,
                                          gint64      now);
gint64 sr_quick_instant_this_evening     (SrCalendar *calendar,
                                          gint64      now);
gint64 sr_quick_instant_tomorrow_morning (SrCalendar *calendar,
                                          gint64      now);
gint64 sr_quick_instant_next_opening     (SrCalendar *calendar,
                                          gint64      now);
gint64 sr_quick_instant_after_the_break  (SrCalendar *calendar,
                                          gint64      now);
gint64 sr_quick_instant_in_three_days    (SrCalendar *calendar,
                                          gint64      now);

G_END_DECLS
