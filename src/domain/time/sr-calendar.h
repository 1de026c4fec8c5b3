/* The working time of one calendar.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "domain/time/sr-day.h"

G_BEGIN_DECLS

/**
 * SrInterval:
 * @from: seconds of the local day, 0 to 86399
 * @to: seconds of the local day, 1 to 86400, after @from
 *
 * A half-open stretch of local wall time, [from, to).
 */
typedef struct
{
  guint32 from;
  guint32 to;
} SrInterval;

/**
 * SrWeek:
 *
 * The weekly template: for each weekday, Monday first, the intervals in order. At most
 * %SR_DAY_MAX_INTERVALS a day. An opening over midnight is two intervals, split at midnight.
 */
#define SR_DAY_MAX_INTERVALS 8

typedef struct
{
  guint      n_intervals[7];
  SrInterval intervals[7][SR_DAY_MAX_INTERVALS];
} SrWeek;

/**
 * SrExceptionRank:
 *
 * What a dated exception is; the first that a day has wins (domain.md 2.3). The weekly template is
 * the fifth rank.
 */
typedef enum
{
  SR_EXCEPTION_CLOSURE,
  SR_EXCEPTION_SPECIAL_HOURS,
  SR_EXCEPTION_MAKEUP_WORKDAY,
  SR_EXCEPTION_PUBLIC_HOLIDAY,
  SR_EXCEPTION_NONE
} SrExceptionRank;

typedef enum
{
  SR_HOLIDAY_STATUTORY,
  SR_HOLIDAY_ADJUSTED_REST
} SrHolidayKind;

/**
 * SrException:
 * @day: the day
 * @rank: what it is
 * @n_intervals: closure: 0 for the whole day, else the closed parts; special hours: the open parts
 * @template_weekday: make-up workday: whose template holds, 0 for Monday (the default)
 * @holiday_kind: public holiday: statutory or adjusted rest
 * @name: (nullable): what people call it, "国庆节"
 * @source: (nullable): the notice or the person it comes from
 */
typedef struct
{
  SrDay           day;
  SrExceptionRank rank;
  guint           n_intervals;
  SrInterval      intervals[SR_DAY_MAX_INTERVALS];
  int             template_weekday;
  SrHolidayKind   holiday_kind;
  char           *name;
  char           *source;
} SrException;

SrException *sr_exception_copy (const SrException *exception);
void         sr_exception_free (SrException       *exception);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrException, sr_exception_free)

#define SR_TYPE_CALENDAR (sr_calendar_get_type ())

/**
 * SrCalendar:
 *
 * An immutable calendar: a zone, a week, dated exceptions, and the years whose official days are
 * known. May be shared between threads. All instants are seconds since 1970 in UTC.
 */
typedef struct _SrCalendar SrCalendar;

GType       sr_calendar_get_type       (void) G_GNUC_CONST;
/* A year with a public holiday before December counts as known; a calendar with none at all has no
 * unknown years. Errors: SR_TIME_ERROR (zone unknown, intervals out of order, ...). */
SrCalendar *sr_calendar_new            (const char         *zone_id,
                                        const SrWeek       *week,
                                        const SrException *const *exceptions,
                                        gsize               n_exceptions,
                                        GError            **error);
/* Open at every second: for targets in real time. */
SrCalendar *sr_calendar_new_always     (const char         *zone_id,
                                        GError            **error);
SrCalendar *sr_calendar_ref            (SrCalendar         *self);
void        sr_calendar_unref          (SrCalendar         *self);
const char *sr_calendar_get_zone       (SrCalendar         *self);

gboolean    sr_calendar_is_open        (SrCalendar         *self,
                                        gint64              instant);
/* G_MAXINT64 if it never opens again. */
gint64      sr_calendar_next_open      (SrCalendar         *self,
                                        gint64              instant);
gint64      sr_calendar_add            (SrCalendar         *self,
                                        gint64              start,
                                        gint64              seconds);
gint64      sr_calendar_subtract       (SrCalendar         *self,
                                        gint64              end,
                                        gint64              seconds);
/* Negative when b is before a. */
gint64      sr_calendar_between        (SrCalendar         *self,
                                        gint64              a,
                                        gint64              b);

SrDay       sr_calendar_day_of         (SrCalendar         *self,
                                        gint64              instant);
/* The instant of a local wall time; ambiguous: the first; inside a gap: the gap's end. */
gint64      sr_calendar_instant_at     (SrCalendar         *self,
                                        SrDay               day,
                                        guint32             second_of_day);
gboolean    sr_calendar_is_workday     (SrCalendar         *self,
                                        SrDay               day);
/* The n-th working day strictly after @day; n >= 0, and 0 gives @day. */
SrDay       sr_calendar_add_workdays   (SrCalendar         *self,
                                        SrDay               day,
                                        guint               n);
/* Working days in (a, b]; negative when b is before a. */
int         sr_calendar_workdays       (SrCalendar         *self,
                                        SrDay               a,
                                        SrDay               b);
/* The end of the day's last interval; for a day off, of the next working day. */
gint64      sr_calendar_closing        (SrCalendar         *self,
                                        SrDay               day);
/* Closing time of the n-th working day strictly after the day of @start. */
gint64      sr_calendar_add_workdays_to_closing (SrCalendar *self,
                                                 gint64      start,
                                                 guint       n);
/* TRUE when the instant lies in a year whose official days are not known yet. */
gboolean    sr_calendar_is_provisional (SrCalendar         *self,
                                        gint64              instant);
/* The open intervals of a local day as UTC instants, in order; returns how many. */
guint       sr_calendar_get_intervals  (SrCalendar         *self,
                                        SrDay               day,
                                        gint64              from[SR_DAY_MAX_INTERVALS * 2],
                                        gint64              to[SR_DAY_MAX_INTERVALS * 2]);
/* Which rule holds on the day; (nullable) (transfer none) when it is the weekly template. */
const SrException *sr_calendar_get_exception (SrCalendar   *self,
                                              SrDay         day);

/**
 * SrExplainStep:
 *
 * One line of an explanation: a day, the rule that held, one stretch that was used.
 */
typedef struct
{
  SrDay           day;
  SrExceptionRank rank;        /* SR_EXCEPTION_NONE: weekly template */
  const char     *name;        /* borrowed from the calendar; NULL for the template */
  gint64          from;        /* 0 when the day is closed */
  gint64          to;
  gint64          used;        /* working seconds */
  gint64          remaining;   /* after this step */
  gboolean        provisional;
} SrExplainStep;

/* (transfer container) (element-type SrExplainStep): keeps the calendar's names borrowed */
GArray     *sr_calendar_explain        (SrCalendar         *self,
                                        gint64              start,
                                        gint64              seconds);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrCalendar, sr_calendar_unref)

#define SR_TIME_ERROR (sr_time_error_quark ())

typedef enum
{
  SR_TIME_ERROR_ZONE,
  SR_TIME_ERROR_INTERVAL,
  SR_TIME_ERROR_PARSE,
  SR_TIME_ERROR_RANGE
} SrTimeError;

GQuark      sr_time_error_quark        (void);

G_END_DECLS
