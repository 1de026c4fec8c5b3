/* A clock of a request while a rule works on it.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/service/sr-allowance.h"

G_BEGIN_DECLS

/**
 * SrClockEdit:
 * @stored: (nullable): the clock as it was; %NULL for a new one
 * @clock: the clock as it is to be
 * @intervals: the stretches that are new or change
 * @ran_until: the end of the last stretch that is over
 *
 * What is done to a clock is done to both, the clock and its stretches, so that these always
 * explain it. Nothing is written to a clock that has stopped.
 */
typedef struct
{
  const SrSetting *setting;
  const SrRow     *stored;
  SrRow           *clock;
  GPtrArray       *intervals;
  gint64           ran_until;
} SrClockEdit;

SrClockEdit *sr_clock_edit_new        (const SrSetting   *setting,
                                       const char        *kind,
                                       gint64             request,
                                       gint64             cycle,
                                       const SrAllowance *allowance,
                                       gint64             start);
SrClockEdit *sr_clock_edit_load       (const SrSetting   *setting,
                                       const SrRow       *stored,
                                       GPtrArray         *children);
void         sr_clock_edit_free       (SrClockEdit       *self);

gboolean     sr_clock_edit_is_live    (SrClockEdit       *self);
gboolean     sr_clock_edit_is         (SrClockEdit       *self,
                                       const char        *kind);

/* Each does nothing if the clock is in that state already. @why is a state or a word of the rules
 * and is kept with the stretch that ends. */
void         sr_clock_edit_run        (SrClockEdit       *self,
                                       gint64             at);
void         sr_clock_edit_pause      (SrClockEdit       *self,
                                       gint64             at,
                                       const char        *why);
void         sr_clock_edit_stop       (SrClockEdit       *self,
                                       gint64             at,
                                       const char        *why);
/* What it waited for cannot come any more: missed if it is overdue already, else cancelled. */
void         sr_clock_edit_end        (SrClockEdit       *self,
                                       gint64             at,
                                       const char        *why);

void         sr_clock_edit_retarget   (SrClockEdit       *self,
                                       const SrAllowance *allowance,
                                       gint64             at);
void         sr_clock_edit_extend     (SrClockEdit       *self,
                                       gint64             until,
                                       gint64             at);
void         sr_clock_edit_recalendar (SrClockEdit       *self,
                                       gint64             at);

/* Appends what differs to the changes: the clock, then its stretches. */
void         sr_clock_edit_emit       (SrClockEdit       *self,
                                       GPtrArray         *changes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrClockEdit, sr_clock_edit_free)

G_END_DECLS
