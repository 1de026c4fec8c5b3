/* The matrix of priorities.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-priority"

#include "config.h"

#include <stdlib.h>

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-request-clocks.h"
#include "domain/service/sr-request-conditions.h"

#define N_LEVELS 3

static const char *const matrix[N_LEVELS][N_LEVELS] = {
  /*  urgency: can wait, same day, at once   impact     */
  {            "P4",     "P4",     "P3" },  /* one person */
  {            "P4",     "P3",     "P2" },  /* department */
  {            "P3",     "P2",     "P1" },  /* company    */
};

/**
 * sr_priority_of:
 * @impact: 1, one person, to 3, the company
 * @urgency: 1, can wait, to 3, at once
 *
 * The priority of the matrix, for a request whose priority nobody has set (Regulation 3.2.2).
 *
 * Returns: (transfer none): "P1" to "P4"
 */
const char *
sr_priority_of (int impact,
                int urgency)
{
  impact = CLAMP (impact, 1, N_LEVELS);
  urgency = CLAMP (urgency, 1, N_LEVELS);

  return matrix[impact - 1][urgency - 1];
}

static int
get_level (const SrSituation *situation,
           guint              field,
           const char        *usual)
{
  const SrValue *value = sr_situation_get_coming (situation, &sr_request_kind, field);

  return atoi (value != NULL ? value->text : usual);
}

/**
 * sr_request_coming_priority:
 * @situation: a request and what is given, or only what is given for a new one
 *
 * Returns: (transfer none): the priority that the request will have, "P1" to "P4"
 */
const char *
sr_request_coming_priority (const SrSituation *situation)
{
  const SrValue *emergency = sr_situation_get_coming (situation, &sr_request_kind,
                                                      SR_REQUEST_EMERGENCY);
  const SrValue *priority = sr_situation_get_given (situation, "priority");

  if (emergency != NULL && emergency->integer != 0)
    return "P1";
  if (priority != NULL)
    return priority->text;

  if (situation->subject != NULL && sr_situation_get_given (situation, "impact") == NULL &&
      sr_situation_get_given (situation, "urgency") == NULL)
    return sr_row_get_text (situation->subject, SR_REQUEST_PRIORITY);

  return sr_priority_of (get_level (situation, SR_REQUEST_IMPACT, SR_REQUEST_USUAL_IMPACT),
                         get_level (situation, SR_REQUEST_URGENCY, SR_REQUEST_USUAL_URGENCY));
}
