/* What decides which reminders pop up for the person now.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/service/sr-popup-plan.h"
#include "storage/service/sr-popup-table.h"
#include "storage/service/sr-reminder-table.h"

G_BEGIN_DECLS

/**
 * SrPopupState:
 * @listed: (element-type SrListedReminder): the person's open reminders, the oldest first
 * @reminders: (element-type SrRow): the same, without what is said of their records; borrowed of them
 * @duties: (element-type SrRow): the person's duties around now
 * @absences: (element-type SrRow): the person's absences around now
 * @shown: (element-type gint64): when popups were shown in the last ten minutes
 * @popups: (element-type SrShownPopup): what a notification server shows already
 */
typedef struct
{
  GPtrArray *listed;
  GPtrArray *reminders;
  GPtrArray *duties;
  GPtrArray *absences;
  GArray    *shown;
  GPtrArray *popups;
} SrPopupState;

SrPopupState *sr_popup_state_load (SrConnection  *connection,
                                   gint64         staff,
                                   gint64         now,
                                   GError       **error);
void          sr_popup_state_free (SrPopupState  *self);
/* (element-type SrPopupPlan): see sr_popup_plan_make(). */
GPtrArray    *sr_popup_state_plan (SrPopupState  *self,
                                   SrCalendar    *calendar,
                                   gint64         watched_since,
                                   gint64         now,
                                   gint64        *out_next);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrPopupState, sr_popup_state_free)

G_END_DECLS
