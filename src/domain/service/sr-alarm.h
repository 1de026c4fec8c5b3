/* When a deadline speaks up, and to whom: the ladder of reminders.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/service/sr-situation.h"

G_BEGIN_DECLS

/**
 * SrAudience:
 * @SR_AUDIENCE_OWNER: who does the work
 * @SR_AUDIENCE_LEAD: who leads the team
 * @SR_AUDIENCE_MANAGER: every manager
 * @SR_AUDIENCE_ON_DUTY: whom the roster names now
 *
 * Who is reminded, as bits.
 */
typedef enum
{
  SR_AUDIENCE_OWNER   = 1 << 0,
  SR_AUDIENCE_LEAD    = 1 << 1,
  SR_AUDIENCE_MANAGER = 1 << 2,
  SR_AUDIENCE_ON_DUTY = 1 << 3
} SrAudience;

/* The level at which a deadline is missed, in every ladder of deadlines; those above are for what is
 * missed for longer. */
#define SR_LEVEL_MISSED 3

/**
 * SrRungBasis:
 * @SR_RUNG_SHARE: when so many per cent of the clock's time are used
 * @SR_RUNG_BEFORE: so many seconds of real time before the deadline
 * @SR_RUNG_WORKDAYS_AFTER: at the closing of the n-th working day after the deadline
 * @SR_RUNG_AFTER_START: so many seconds of real time after the clock started
 */
typedef enum
{
  SR_RUNG_SHARE,
  SR_RUNG_BEFORE,
  SR_RUNG_WORKDAYS_AFTER,
  SR_RUNG_AFTER_START
} SrRungBasis;

/**
 * SrRung:
 * @level: how urgent it is, from 0; a ladder has each level at most once, in order
 * @basis: what @amount counts
 * @audience: bits of #SrAudience
 * @form: a value of sr_reminder_forms; %NULL ends a ladder
 */
typedef struct
{
  int          level;
  SrRungBasis  basis;
  gint64       amount;
  guint        audience;
  const char  *form;
} SrRung;

/* The ladder of a kind of clock; an emergency has one of its own until it is accepted. */
const SrRung *sr_ladder_of         (const char      *clock_kind,
                                    gboolean         emergency);
/* When the running clock comes to the rung. */
gint64        sr_rung_get_instant  (const SrRung    *rung,
                                    const SrRow     *clock,
                                    const SrSetting *setting);

/**
 * SrAlarm:
 * @clock: the id of the clock
 * @arm: how many times it was armed; it is armed anew only when its deadline moves later
 * @level: the highest level that was raised or passed by under this arm; -1 for none
 * @due_at: the latest deadline that it has had under this arm
 * @next_at: when the next rung is due; %G_MAXINT64 for never, as while it is paused
 *
 * What is kept of a clock so that each rung is raised once.
 */
typedef struct
{
  gint64 clock;
  gint64 arm;
  gint64 level;
  gint64 due_at;
  gint64 next_at;
} SrAlarm;

/* Brings the alarm to a clock that was started, moved, paused or resumed at @now. */
void          sr_alarm_start       (SrAlarm         *self,
                                    const SrRow     *clock,
                                    gboolean         emergency,
                                    const SrSetting *setting,
                                    gint64           now);
void          sr_alarm_update      (SrAlarm         *self,
                                    const SrRow     *clock,
                                    gboolean         emergency,
                                    const SrSetting *setting,
                                    gint64           now);
/* What is to be raised at @now: the highest rung that was come to and was not raised; those below it
 * are passed by. NULL if there is none. Moves the alarm on. */
const SrRung *sr_alarm_take        (SrAlarm         *self,
                                    const SrRow     *clock,
                                    gboolean         emergency,
                                    const SrSetting *setting,
                                    gint64           now,
                                    gint64          *out_at);

G_END_DECLS
