/* Which requests of a view somebody wants to see.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/records/sr-record-kind.h"
#include "domain/time/sr-calendar.h"

G_BEGIN_DECLS

/* Places of "owners" and "teams" that are no id. */
#define SR_FILTER_ME     ((gint64) -1)
#define SR_FILTER_NOBODY ((gint64) 0)

/* What "time_field" and "period" may be. */
extern const SrChoice sr_filter_times[];
extern const SrChoice sr_filter_periods[];

/**
 * SrRequestFilter:
 * @states: (nullable): one of these, as they are spelled in sr_request_states; %NULL for any
 * @priorities: (nullable): one of these
 * @channels: (nullable): one of these
 * @tags: (nullable): one of these
 * @types: (nullable) (element-type gint64): one of these service types or what is below them
 * @owners: (nullable) (element-type gint64): one of these; %SR_FILTER_ME and %SR_FILTER_NOBODY too
 * @teams: (nullable) (element-type gint64): one of these; %SR_FILTER_NOBODY too
 * @customer: an id, 0 for any
 * @emergency: only emergencies
 * @repeats: only those that repeat an earlier one
 * @followed: only those that the person follows
 * @time_field: (nullable): "received_at", "closed_at", "promised_at" or "due_at"; %NULL for any time
 * @period: (nullable): when @time_field is: "today", "yesterday", "this_week", "last_7_days",
 *   "this_month", "last_month", "this_year", or "between"
 * @from: (nullable): for "between", the first day, ISO; %NULL for no beginning
 * @to: (nullable): for "between", the last day, which counts too; %NULL for no end
 *
 * All that is given must hold. It is the "filter" of a saved view and of the command line.
 */
typedef struct
{
  GStrv     states;
  GStrv     priorities;
  GStrv     channels;
  GStrv     tags;
  GArray   *types;
  GArray   *owners;
  GArray   *teams;
  gint64    customer;
  gboolean  emergency;
  gboolean  repeats;
  gboolean  followed;
  char     *time_field;
  char     *period;
  char     *from;
  char     *to;
} SrRequestFilter;

SrRequestFilter *sr_request_filter_new            (void);
SrRequestFilter *sr_request_filter_copy           (const SrRequestFilter  *self);
void             sr_request_filter_free           (SrRequestFilter        *self);
gboolean         sr_request_filter_equal          (const SrRequestFilter  *a,
                                                   const SrRequestFilter  *b);
/* TRUE for NULL. */
gboolean         sr_request_filter_is_empty       (const SrRequestFilter  *self);
/* (transfer full): one JSON object; "{}" for an empty filter. */
char            *sr_request_filter_to_json        (const SrRequestFilter  *self);
SrRequestFilter *sr_request_filter_from_json      (const char             *json,
                                                   GError                **error);
/* FALSE if the filter asks for no time; half open, in seconds in UTC. */
gboolean         sr_request_filter_resolve_period (const SrRequestFilter  *self,
                                                   SrCalendar             *calendar,
                                                   gint64                  now,
                                                   gint64                 *out_from,
                                                   gint64                 *out_to);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrRequestFilter, sr_request_filter_free)

G_END_DECLS
