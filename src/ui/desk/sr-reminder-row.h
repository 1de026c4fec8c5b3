/* A line of the bell.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "models/sr-reminder-item.h"

G_BEGIN_DECLS

#define SR_TYPE_REMINDER_ROW (sr_reminder_row_get_type ())
G_DECLARE_FINAL_TYPE (SrReminderRow, sr_reminder_row, SR, REMINDER_ROW, GtkListBoxRow)

/* Its buttons are the actions "bell.open", "bell.acknowledge", "bell.later" and "bell.take-over" of
 * what it stands in. */
GtkWidget      *sr_reminder_row_new         (SrReminderItem *item,
                                             SrRoom         *room);
SrReminderItem *sr_reminder_row_get_item    (SrReminderRow  *self);
/* FALSE for the reminder of somebody else, or one that is over. */
gboolean        sr_reminder_row_is_own      (SrReminderRow  *self);
void            sr_reminder_row_popup_later (SrReminderRow  *self);

G_END_DECLS
