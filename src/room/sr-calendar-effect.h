/* What other days or hours of a calendar would do.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/records/sr-event.h"

G_BEGIN_DECLS

/**
 * SrDeadlineMove:
 * @request: the id of the request
 * @number: its number
 * @clock: what is due, a value of sr_clock_kinds
 * @from: when it was due, in seconds in UTC
 * @to: when it is due then
 * @becomes_overdue: whether that has passed already
 */
typedef struct
{
  gint64   request;
  char    *number;
  char    *clock;
  gint64   from;
  gint64   to;
  gboolean becomes_overdue;
} SrDeadlineMove;

/**
 * SrCalendarEffect:
 * @days: (element-type SrChange): of kind calendar-exception, the days that are new or others, by date
 * @n_unchanged: how many of the given days the calendar has already, as they are
 * @kept: (element-type SrRow): official days of the years that were given which are not among the given
 *   ones, by date; they stay
 * @moves: (element-type SrDeadlineMove): those that move, the furthest first
 * @n_overdue: how many of them become overdue
 */
typedef struct
{
  GPtrArray *days;
  guint      n_unchanged;
  GPtrArray *kept;
  GPtrArray *moves;
  guint      n_overdue;
} SrCalendarEffect;

SrCalendarEffect *sr_calendar_effect_new      (void);
void              sr_calendar_effect_free     (SrCalendarEffect *self);
void              sr_calendar_effect_add_move (SrCalendarEffect *self,
                                               const SrRow      *request,
                                               const SrChange   *clock,
                                               gint64            now);
/* Puts days and moves in order. */
void              sr_calendar_effect_sort     (SrCalendarEffect *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrCalendarEffect, sr_calendar_effect_free)

G_END_DECLS
