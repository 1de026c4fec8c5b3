/* What a past period would have been under other targets.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "room/sr-configuration.h"
#include "storage/sr-connection.h"

G_BEGIN_DECLS

/* So many are named; all are counted. */
#define SR_FLIPS_MAX 500

/**
 * SrFlip:
 * @request: the id of a request
 * @number: its number
 * @clock: the kind of clock, "resolution"
 * @stopped_at: when it was done
 * @due_before: the deadline that it had; 0 where the clock was paused then
 * @due_after: the one that it would have had; 0 likewise
 * @kept: whether it would have been in time: it was the other
 */
typedef struct
{
  gint64      request;
  char       *number;
  const char *clock;
  gint64      stopped_at;
  gint64      due_before;
  gint64      due_after;
  gboolean    kept;
} SrFlip;

/**
 * SrReplayReport:
 * @n_results: how many clocks were compared
 * @n_kept_before: so many of them were in time
 * @n_kept_after: so many would have been
 * @n_lost: so many were in time and would not have been
 * @n_won: so many would have been and were not
 * @n_left_out: so many more cannot be compared: their target changed while they ran
 * @flips: (element-type SrFlip): the last %SR_FLIPS_MAX of those that would have been otherwise
 */
typedef struct
{
  guint      n_results;
  guint      n_kept_before;
  guint      n_kept_after;
  guint      n_lost;
  guint      n_won;
  guint      n_left_out;
  GPtrArray *flips;
} SrReplayReport;

SrReplayReport *sr_replay_report_make (SrConnection    *connection,
                                       SrConfiguration *configuration,
                                       GPtrArray       *targets,
                                       gint64           from,
                                       gint64           until,
                                       GError         **error);
void            sr_replay_report_free (SrReplayReport  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrReplayReport, sr_replay_report_free)

G_END_DECLS
