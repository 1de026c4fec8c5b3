/* The days of a deadline, laid side by side.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/records/sr-row.h"
#include "domain/time/sr-calendar.h"

G_BEGIN_DECLS

#define SR_DEADLINE_MAX_COLUMNS 9

typedef enum
{
  SR_STRETCH_OUTSIDE,  /* open, but before the start or after the end of the clock */
  SR_STRETCH_USED,
  SR_STRETCH_PAUSED,
  SR_STRETCH_LEFT,
  SR_STRETCH_LATE      /* used after the deadline */
} SrStretchKind;

/**
 * SrStretch:
 * @from: where it begins in its column, from 0 to 1
 * @to: where it ends
 * @kind: what became of it
 */
typedef struct
{
  double        from;
  double        to;
  SrStretchKind kind;
} SrStretch;

/**
 * SrDeadlineColumn:
 * @from: its first day
 * @to: its last day
 * @opens: the instant of its left edge
 * @closes: the instant of its right edge
 * @is_closed: nobody works on these days
 * @is_folded: whole days are left out here
 * @name: (nullable): why the days are closed or open, as the calendar names it
 * @stretches: (element-type SrStretch): the opening hours, lunch left out
 */
typedef struct
{
  SrDay       from;
  SrDay       to;
  gint64      opens;
  gint64      closes;
  gboolean    is_closed;
  gboolean    is_folded;
  const char *name;
  GArray     *stretches;
} SrDeadlineColumn;

/* (element-type SrDeadlineColumn): from the day on which the clock started to the later of its
 * deadline and @now; at most %SR_DEADLINE_MAX_COLUMNS. Names are borrowed from the calendar. */
GPtrArray *sr_deadline_columns_new   (const SrRow      *clock,
                                      GPtrArray        *intervals,
                                      SrCalendar       *calendar,
                                      gint64            now);
/* Where the instant stands, in columns: 2.5 is the middle of the third. */
double     sr_deadline_columns_place (GPtrArray        *columns,
                                      gint64            instant);

G_END_DECLS
