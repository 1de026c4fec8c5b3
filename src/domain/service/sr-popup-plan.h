/* Which reminders pop up now, and how.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/service/sr-shift.h"

G_BEGIN_DECLS

/* More popups than so many in so many seconds become one. */
#define SR_POPUP_MAX 3
#define SR_POPUP_WINDOW (10 * 60)

/**
 * SrShowing:
 * @SR_SHOWING_SINGLE: one reminder
 * @SR_SHOWING_DIGEST: what came while the person did not work, or no program was there to tell
 * @SR_SHOWING_SUMMARY: what would be too many popups
 *
 * How reminders are shown; in the order of sr_reminder_showings.
 */
typedef enum
{
  SR_SHOWING_SINGLE,
  SR_SHOWING_DIGEST,
  SR_SHOWING_SUMMARY
} SrShowing;

/**
 * SrPopupPlan:
 * @showing: how
 * @reminders: (element-type SrRow): of kind reminder, borrowed; one for a single
 *
 * One popup.
 */
typedef struct
{
  SrShowing  showing;
  GPtrArray *reminders;
} SrPopupPlan;

void       sr_popup_plan_free (SrPopupPlan   *self);

/* (element-type SrPopupPlan): what is to pop up at @now, in order. *out_next: when to ask again if
 * nothing changes, G_MAXINT64 for never. */
GPtrArray *sr_popup_plan_make (GPtrArray     *reminders,
                               const SrShift *shift,
                               GArray        *shown,
                               gint64         watched_since,
                               gint64         now,
                               gint64        *out_next);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrPopupPlan, sr_popup_plan_free)

G_END_DECLS
