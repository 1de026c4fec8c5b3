/* A day of the calendar in words.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/records/sr-row.h"
#include "domain/time/sr-day-mark.h"

G_BEGIN_DECLS

/* The sign of a mark in the page of a year, one or few letters; NULL for none. */
const char *sr_day_sentence_mark    (SrDayMark    mark);
/* What the sign says: "day off". NULL for none. */
const char *sr_day_sentence_meaning (SrDayMark    mark);

/* All (transfer full). */

/* "Thursday, 1 October 2026" */
char       *sr_day_sentence_date    (SrDay        day);
/* "09:00–12:00, 13:30–18:00"; "closed" */
char       *sr_day_sentence_hours   (SrCalendar  *calendar,
                                     SrDay        day);
/* Everything that the page shows of a day, for who does not see it. */
char       *sr_day_sentence_spoken  (SrCalendar  *calendar,
                                     SrDay        day,
                                     SrDay        today);
/* "Public holiday · National Day": of a row of kind calendar-exception. */
char       *sr_day_sentence_rule    (const SrRow *exception);

G_END_DECLS
