/* What is due, in words.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/records/sr-row.h"
#include "domain/time/sr-calendar.h"
#include "domain/service/sr-situation.h"

G_BEGIN_DECLS

typedef enum
{
  SR_DUE_NONE,     /* nothing runs */
  SR_DUE_LATER,
  SR_DUE_SOON,     /* within the hour */
  SR_DUE_OVERDUE,
  SR_DUE_PAUSED
} SrDueLevel;

SrDueLevel  sr_due_level        (const SrRow  *request,
                                 gint64        now);
/* "in 1 h 20 min", "35 min overdue", "today 15:30", "Thu 09:30", "paused, 2 h left", "": relative
 * inside the present stretch of work, clock time beyond it. (transfer full) */
char       *sr_due_to_words     (const SrRow  *request,
                                 SrCalendar   *calendar,
                                 gint64        now);
/* Both the clock time and the working time left, for tooltips and accessible names. */
char       *sr_due_to_sentence  (const SrRow  *request,
                                 SrCalendar   *calendar,
                                 gint64        now);
/* "in 48 min", "today 17:00": when something is due that still has time. */
char       *sr_due_until        (gint64        due,
                                 SrCalendar   *calendar,
                                 gint64        now);
/* "2 h 05 min", "2 h", "35 min" */
char       *sr_due_span         (gint64        seconds);
/* "today 17:00", "yesterday 16:05", "Thu 09:30", "9 Oct 10:12", "2025-10-09 10:12" */
char       *sr_due_when         (gint64        instant,
                                 const char   *zone,
                                 gint64        now);
/* The same, but only "17:00" of this day. */
char       *sr_due_when_short   (gint64        instant,
                                 const char   *zone,
                                 gint64        now);

/**
 * SrDeadlineLine:
 *
 * One line of a deadline that explains itself: a day or a run of days with the same rule.
 */
typedef struct
{
  SrDay     from;
  SrDay     to;         /* the same day for a single one */
  char     *rule;       /* "received", "National Day, closed", "workday", "paused until 14:00" */
  char     *hours;      /* "10:00–18:00", "—" */
  gint64    used;       /* seconds */
  gint64    remaining;  /* seconds */
  gboolean  is_past;    /* before now */
  gboolean  is_pause;
  gboolean  is_closed;
} SrDeadlineLine;

void        sr_deadline_line_free (SrDeadlineLine *line);

/* The lines of one clock from its start to its deadline: what was used, what paused, what is left.
 * (element-type SrDeadlineLine) */
GPtrArray  *sr_deadline_explain (const SrRow      *clock,
                                 GPtrArray        *intervals,
                                 const SrSetting  *setting,
                                 gint64            now);

G_END_DECLS
