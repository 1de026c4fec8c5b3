/* What would have come of a clock under other targets.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/service/sr-situation.h"

G_BEGIN_DECLS

/**
 * SrJudgedClock:
 * @clock: a clock that has stopped, with an outcome
 * @intervals: (element-type SrRow): the stretches in which it ran, the first one first
 * @request: the id of its request
 * @number: the number of the request
 * @type: its service type
 * @priority: "P1" to "P4"
 * @emergency: whether it is an emergency
 */
typedef struct
{
  SrRow     *clock;
  GPtrArray *intervals;
  gint64     request;
  char      *number;
  gint64     type;
  char      *priority;
  gboolean   emergency;
} SrJudgedClock;

void     sr_judged_clock_free (SrJudgedClock       *self);

/* FALSE if the targets have nothing for it. *out_due_at is 0 where it stopped while it was paused. */
gboolean sr_replay_clock      (const SrSetting     *setting,
                               const SrJudgedClock *judged,
                               gboolean            *out_kept,
                               gint64              *out_due_at);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrJudgedClock, sr_judged_clock_free)

G_END_DECLS
