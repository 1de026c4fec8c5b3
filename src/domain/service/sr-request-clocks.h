/* The clocks of a request: when they start, run, stop.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/service/sr-situation.h"

G_BEGIN_DECLS

/* Category of a request's state: 'O' open, 'P' paused, 'R' resolved, 'C' closed. */
char     sr_request_state_category (const char *state);

/**
 * SrClockCause:
 *
 * What happened that clocks answer to. A change of state is told by the rows themselves.
 */
typedef enum
{
  SR_CLOCK_CAUSE_STATE      = 0,
  SR_CLOCK_CAUSE_CONTACT    = 1 << 0,  /* an outbound contact that reached the customer */
  SR_CLOCK_CAUSE_PROMISE    = 1 << 1,  /* promised_at has a new value */
  SR_CLOCK_CAUSE_TARGET     = 1 << 2,  /* priority or type changed */
  SR_CLOCK_CAUSE_EXTENSION  = 1 << 3,  /* an extension was approved */
  SR_CLOCK_CAUSE_HAND_OFF   = 1 << 4,  /* a hand-off was asked for (its row is among the changes) */
  SR_CLOCK_CAUSE_HAND_BACK  = 1 << 5,  /* a hand-off was done */
  SR_CLOCK_CAUSE_CALENDAR   = 1 << 6   /* the calendar has a new version */
} SrClockCause;

/* What an action has done that clocks answer to, read from its changes. */
SrClockCause sr_request_clocks_causes (const SrRow     *before,
                                       const SrRow     *after,
                                       GPtrArray       *changes);

/* Brings the clocks from @before (nullable) to @after: appends changes of kind clock and
 * clock-interval, and sets due_at and due_clock of @after (the earliest due instant of the running
 * clocks; a paused request: the instant at which it resumes) and due_left (of a paused request alone:
 * the seconds that its most urgent paused clock has left). */
gboolean sr_request_clocks_update (const SrSituation  *situation,
                                   const SrRow        *before,
                                   SrRow              *after,
                                   SrClockCause        causes,
                                   GPtrArray          *changes,
                                   GError            **error);

/* Working (or real) seconds that the clock has used at @now. */
gint64   sr_clock_row_elapsed     (const SrRow        *clock,
                                   const SrSetting    *setting,
                                   gint64              now);
/* Seconds left at @now, negative when overdue; works for paused clocks too. */
gint64   sr_clock_row_remaining   (const SrRow        *clock,
                                   const SrSetting    *setting,
                                   gint64              now);
/* Checks that the intervals (SrRow of kind clock-interval, of this clock) explain elapsed, running
 * since and stopped. */
gboolean sr_clock_row_verify      (const SrRow        *clock,
                                   GPtrArray          *intervals,
                                   GError            **error);
/* The target that holds: most specific first (type and priority, type, the same for the types above
 * it, priority, neither). NULL if the policy has none for this clock. */
const SrRow *sr_setting_find_target (const SrSetting  *setting,
                                     const char       *clock,
                                     gint64            service_type,
                                     const char       *priority);

/* When a request of this type and priority, received then, would be due: for the call card. */
gint64   sr_request_clocks_forecast (const SrSetting  *setting,
                                     const char       *clock,
                                     gint64            service_type,
                                     const char       *priority,
                                     gboolean          emergency,
                                     gint64            received_at);

/* The priority of the matrix impact x urgency: "P1" to "P4". */
const char *sr_priority_of        (int                 impact,
                                   int                 urgency);

G_END_DECLS
