/* A line of the bell: a reminder, or the heading of those of an absence.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "room/sr-room.h"

G_BEGIN_DECLS

/**
 * SrReminderSection:
 * @SR_REMINDER_SECTION_EMERGENCY: emergencies that nobody missed
 * @SR_REMINDER_SECTION_AWAY: what came while the person was away, under a line that says how much it is
 * @SR_REMINDER_SECTION_UNREAD: what came since
 * @SR_REMINDER_SECTION_LATER: what was put off
 * @SR_REMINDER_SECTION_ENDED: what was acknowledged or withdrawn
 *
 * In the order of the list.
 */
typedef enum
{
  SR_REMINDER_SECTION_EMERGENCY,
  SR_REMINDER_SECTION_AWAY,
  SR_REMINDER_SECTION_UNREAD,
  SR_REMINDER_SECTION_LATER,
  SR_REMINDER_SECTION_ENDED
} SrReminderSection;

#define SR_TYPE_REMINDER_ITEM (sr_reminder_item_get_type ())
G_DECLARE_FINAL_TYPE (SrReminderItem, sr_reminder_item, SR, REMINDER_ITEM, GObject)

/* Properties (read): "title" (string), "detail" (string), "when" (string: when it was raised, or, of
 * one that was put off, when it comes back). */

SrReminderItem   *sr_reminder_item_new           (gint64            id);
/* The line above what came while the person was away. */
SrReminderItem   *sr_reminder_item_new_heading   (void);
gboolean          sr_reminder_item_is_heading    (SrReminderItem   *self);
/* Takes the reminder. */
void              sr_reminder_item_take          (SrReminderItem   *self,
                                                  SrListedReminder *reminder);
/* Says everything anew. */
void              sr_reminder_item_tell          (SrReminderItem   *self,
                                                  SrRoom           *room);
void              sr_reminder_item_tell_away     (SrReminderItem   *self,
                                                  guint             n);
/* Looks where it belongs. @away_from and @away_until bound the time in which the person was away.
 * TRUE if it stands elsewhere now. */
gboolean          sr_reminder_item_place         (SrReminderItem   *self,
                                                  gint64            away_from,
                                                  gint64            away_until,
                                                  gint64            now);
SrReminderSection sr_reminder_item_get_section   (SrReminderItem   *self);
/* By place; for g_ptr_array_sort(). */
int               sr_reminder_item_compare       (gconstpointer     a,
                                                  gconstpointer     b);

/* 0 and NULL of a heading. */
gint64            sr_reminder_item_get_id        (SrReminderItem   *self);
const SrRow      *sr_reminder_item_get_row       (SrReminderItem   *self);
/* Who does the work; 0 for nobody. */
gint64            sr_reminder_item_get_owner     (SrReminderItem   *self);
/* Takes what @action of the reminder needs into @acts (element-type SrAct): it is done to those that it
 * says more than, too. @until: (nullable): for "snooze". */
void              sr_reminder_item_add_acts      (SrReminderItem   *self,
                                                  GPtrArray        *acts,
                                                  const char       *action,
                                                  const char       *until);
const char       *sr_reminder_item_get_title     (SrReminderItem   *self);
const char       *sr_reminder_item_get_detail    (SrReminderItem   *self);
const char       *sr_reminder_item_get_when      (SrReminderItem   *self);

G_END_DECLS
