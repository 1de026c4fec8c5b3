/* A reminder in words.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/records/sr-row.h"
#include "domain/time/sr-calendar.h"

G_BEGIN_DECLS

/* Neither of the first two has anything of a person in it: a popup is seen by whoever passes by. All
 * (transfer full). */

/* "Call back in 30 min", "Response overdue: 004866" */
char *sr_reminder_sentence_title  (const SrRow *reminder,
                                   SrCalendar  *calendar,
                                   gint64       now);
/* "SR-2026-004871 · Repair · promised by 11:00" */
char *sr_reminder_sentence_line   (const SrRow *reminder,
                                   const char  *type,
                                   SrCalendar  *calendar,
                                   gint64       now);
/* "Wang Haiyan · The air conditioning leaks" */
char *sr_reminder_sentence_names  (const char  *customer,
                                   const char  *title);
/* For the bell: "004871 · Repair · high · promised by 11:00 · Ma Yue · The air conditioning leaks" */
char *sr_reminder_sentence_detail (const SrRow *reminder,
                                   const char  *type,
                                   const char  *priority,
                                   const char  *owner,
                                   const char  *title,
                                   SrCalendar  *calendar,
                                   gint64       now);
/* "While you were away: 3" */
char *sr_reminder_sentence_away   (guint        n);

G_END_DECLS
