/* How long a clock may run: the target of the policy, made seconds.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/service/sr-situation.h"

G_BEGIN_DECLS

/**
 * SrAllowance:
 * @seconds: the target; 0 if it is in working days
 * @workdays: the target in working days; 0 if it is in seconds
 * @time_basis: "working" or "real"
 * @whole: the target in seconds from the start, whichever its unit: a target of working days ends
 *   at the closing time of the last of them
 * @budget: the part of it that this clock has; all of it, but for a reopened request
 */
typedef struct
{
  gint64      seconds;
  gint64      workdays;
  const char *time_basis;
  gint64      whole;
  gint64      budget;
} SrAllowance;

/* The clock of an emergency counts real time. FALSE if the policy has no target for the clock. */
gboolean    sr_allowance_find   (const SrSetting *setting,
                                 const char      *clock,
                                 gint64           service_type,
                                 const char      *priority,
                                 gboolean         emergency,
                                 gint64           start,
                                 SrAllowance     *out_allowance);
/* The calendar that counts on a basis; borrowed from the setting. */
SrCalendar *sr_setting_calendar (const SrSetting *setting,
                                 const char      *time_basis);

G_END_DECLS
