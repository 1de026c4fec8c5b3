/* What the bell shows.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "models/sr-reminder-item.h"

G_BEGIN_DECLS

#define SR_TYPE_REMINDER_MODEL (sr_reminder_model_get_type ())
G_DECLARE_FINAL_TYPE (SrReminderModel, sr_reminder_model, SR, REMINDER_MODEL, GObject)

/* A GListModel of SrReminderItem, in the order of their sections. Properties: "loading" (read), "error"
 * (string, nullable, read), "unread" (uint, read: how many of the person's own wait for an answer now),
 * "hidden" (uint, read: how many open ones are beyond the limit), "everybody" (boolean: those of the
 * others too), "limit" (uint: at most so many open ones). */

#define SR_REMINDER_MODEL_LIMIT 100

SrReminderModel *sr_reminder_model_new           (void);
/* NULL empties it. */
void             sr_reminder_model_set_room      (SrReminderModel *self,
                                                  SrRoom          *room);
SrRoom          *sr_reminder_model_get_room      (SrReminderModel *self);
guint            sr_reminder_model_get_unread    (SrReminderModel *self);
guint            sr_reminder_model_get_hidden    (SrReminderModel *self);
const char      *sr_reminder_model_get_error     (SrReminderModel *self);
gboolean         sr_reminder_model_get_everybody (SrReminderModel *self);
void             sr_reminder_model_set_everybody (SrReminderModel *self,
                                                  gboolean         everybody);
void             sr_reminder_model_set_limit     (SrReminderModel *self,
                                                  guint            limit);
gboolean         sr_reminder_model_is_loading    (SrReminderModel *self);
/* NULL if it is not listed. (transfer none) */
SrReminderItem  *sr_reminder_model_find          (SrReminderModel *self,
                                                  gint64           reminder);

G_END_DECLS
