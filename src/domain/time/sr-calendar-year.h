/* The open time of one year of a calendar, laid out to be searched.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/time/sr-calendar-rules.h"
#include "domain/time/sr-zone.h"

G_BEGIN_DECLS

/**
 * SrSpan:
 * @from: the instant at which it opens
 * @to: the instant at which it closes, after @from
 * @before: working seconds of the year before @from
 */
typedef struct
{
  gint64 from;
  gint64 to;
  gint64 before;
} SrSpan;

/**
 * SrCalendarYear:
 *
 * The spans of all days of one civil year in order, with prefix sums of working seconds and of
 * working days. Immutable.
 */
typedef struct
{
  int      number;
  gint64   start;             /* the year is [start, end) */
  gint64   end;
  SrDay    first_day;
  guint    n_days;
  gint64   n_seconds;         /* of working time */
  guint    n_workdays;
  guint    n_spans;
  SrSpan  *spans;
  guint16  first_span[367];   /* by day of the year; one more than there are days */
  guint16  workdays[367];     /* working days before that day */
} SrCalendarYear;

SrCalendarYear *sr_calendar_year_new          (const SrCalendarRules *rules,
                                               const SrZone          *zone,
                                               int                    number);
void            sr_calendar_year_free         (SrCalendarYear        *self);
const SrSpan   *sr_calendar_year_find_opened  (const SrCalendarYear  *self,
                                               gint64                 instant);
const SrSpan   *sr_calendar_year_find_closing (const SrCalendarYear  *self,
                                               gint64                 instant);
gint64          sr_calendar_year_count        (const SrCalendarYear  *self,
                                               gint64                 instant);
gint64          sr_calendar_year_end_of       (const SrCalendarYear  *self,
                                               gint64                 n_seconds);
gint64          sr_calendar_year_start_of     (const SrCalendarYear  *self,
                                               gint64                 n_seconds);
SrDay           sr_calendar_year_nth_workday  (const SrCalendarYear  *self,
                                               guint                  n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrCalendarYear, sr_calendar_year_free)

G_END_DECLS
