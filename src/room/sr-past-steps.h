/* What a person did on the last day of work.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/service/sr-look-back.h"
#include "storage/service/sr-step-table.h"

G_BEGIN_DECLS

/* At most so many steps are told. */
#define SR_PAST_STEPS_MAX 500

/**
 * SrPastSteps:
 * @from: the day from which on it is looked back at
 * @until: the day of the last step; @from if there is none
 * @today: the present day, which does not count any more
 * @steps: (element-type SrPersonStep): what was done and not taken back, the last first
 */
typedef struct
{
  SrDay      from;
  SrDay      until;
  SrDay      today;
  GPtrArray *steps;
} SrPastSteps;

SrPastSteps *sr_past_steps_load (SrConnection  *connection,
                                 SrCalendar    *calendar,
                                 const char    *login,
                                 gint64         now,
                                 GError       **error);
void         sr_past_steps_free (SrPastSteps   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrPastSteps, sr_past_steps_free)

G_END_DECLS
