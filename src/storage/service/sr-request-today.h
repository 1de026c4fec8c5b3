/* The view "today" of the requests: what falls to a person and is due today or before.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/service/sr-alarm.h"
#include "storage/service/sr-consequence.h"
#include "storage/service/sr-request-states.h"
#include "storage/service/sr-request-statement.h"

G_BEGIN_DECLS

/* $1 the person, $2 the present instant, $3 and $4 when the day begins and ends. */
#define SR_TODAY_N_USES 4

/* What was put aside until a later day is not of today, unless it is due or an emergency. */
#define SR_TODAY_CONDITION \
  "NOT (r.id IN (SELECT z.request FROM snooze z" \
  " WHERE z.staff = $1 AND z.ended_at IS NULL AND z.until > $2 AND z.until >= $4)" \
  " AND r.emergency = 0 AND (r.due_at IS NULL OR r.due_at > $2))"

/* How high the most urgent of its deadlines of today has climbed; -1 if it has not. A deadline is missed
 * when its instant is over, whether or not anybody was there to be reminded. */
#define SR_TODAY_LEVEL \
  "COALESCE ((SELECT MAX(CASE" \
  " WHEN k.due_at < $2 AND COALESCE (l.level, -1) < " G_STRINGIFY (SR_LEVEL_MISSED) \
  " THEN " G_STRINGIFY (SR_LEVEL_MISSED) " ELSE l.level END)" \
  " FROM clock k LEFT JOIN alarm l ON l.clock = k.id" \
  " WHERE k.request = r.id AND k.state = 'running' AND k.due_at < $4), -1)"
#define SR_TODAY_ORDER \
  SR_BY_CONSEQUENCE ("r.emergency", SR_TODAY_LEVEL) ", r.priority, r.due_at NULLS LAST, r.id"
#define SR_TODAY_REVERSE \
  SR_BY_CONSEQUENCE_LAST ("r.emergency", SR_TODAY_LEVEL) \
  ", r.priority DESC, r.due_at DESC NULLS LAST, r.id DESC"

/* Those of the view that are overdue, as SR_QUEUE_OVERDUE has it. */
#define SR_TODAY_LATE " AND r.state IN (" SR_STATES_OPEN ") AND r.due_at < $2"

void sr_request_today_add (SrRequestStatement   *statement,
                           const SrRequestQuery *query);

G_END_DECLS
