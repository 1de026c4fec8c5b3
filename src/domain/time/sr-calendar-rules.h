/* Which hours hold on which day, in wall time.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/time/sr-calendar.h"

G_BEGIN_DECLS

#define SR_CALENDAR_FIRST_YEAR 1970
#define SR_CALENDAR_LAST_YEAR 9999
#define SR_CALENDAR_N_YEARS (SR_CALENDAR_LAST_YEAR - SR_CALENDAR_FIRST_YEAR + 1)

/* A part-day closure can split each interval once for each of its own parts. */
#define SR_DAY_MAX_OPEN (SR_DAY_MAX_INTERVALS * 2)

/**
 * SrCalendarRules:
 *
 * The five ranks of domain.md 2.3: a weekly template and the dated exceptions that take precedence
 * over it. Knows nothing of zones and instants.
 */
typedef struct
{
  SrWeek      week;
  GPtrArray  *exceptions;                  /* SrException, by day, then rank */
  guint8      known[SR_CALENDAR_N_YEARS];  /* years whose official days are among them */
  int         first_known;                 /* 0 when there are none */
  int         last_known;
} SrCalendarRules;

SrCalendarRules   *sr_calendar_rules_new            (const SrWeek             *week,
                                                     const SrException *const *exceptions,
                                                     gsize                     n_exceptions,
                                                     GError                  **error);
void               sr_calendar_rules_free           (SrCalendarRules          *self);
const SrException *sr_calendar_rules_get_exception  (const SrCalendarRules    *self,
                                                     SrDay                     day);
guint              sr_calendar_rules_get_intervals  (const SrCalendarRules    *self,
                                                     SrDay                     day,
                                                     SrInterval               *intervals);
gboolean           sr_calendar_rules_is_provisional (const SrCalendarRules    *self,
                                                     int                       year);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrCalendarRules, sr_calendar_rules_free)

G_END_DECLS
