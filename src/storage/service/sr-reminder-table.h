/* All SQL about reminders.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/records/sr-row.h"
#include "storage/sr-connection.h"

G_BEGIN_DECLS

/* Of what is over, so many are listed. */
#define SR_REMINDER_ENDED_MAX 50

/**
 * SrListedReminder:
 * @row: the reminder
 * @title: (nullable): what its request is about; %NULL of another kind of record, as the others
 * @type: the service type of the request; 0
 * @priority: (nullable): its priority
 * @owner: who does the work; 0 for nobody
 * @customer: (nullable): the name of who asked for it
 * @lower: (element-type gint64): the open reminders of the same clock and person that it says more
 *   than; of one that is open
 *
 * A reminder with what is said of its record.
 */
typedef struct
{
  SrRow  *row;
  char   *title;
  gint64  type;
  char   *priority;
  gint64  owner;
  char   *customer;
  GArray *lower;
} SrListedReminder;

void sr_listed_reminder_free (SrListedReminder *self);

/**
 * SrReminderList:
 * @open: (element-type SrListedReminder): what is neither acknowledged nor withdrawn, of a clock the
 *   highest level, the most consequential first, as many as were asked for
 * @ended: (element-type SrListedReminder): the last %SR_REMINDER_ENDED_MAX of the others
 * @n_open: how many are open
 * @n_unread: how many of the person's own are open and not put off
 * @next_at: when the next of them that is put off comes back; %G_MAXINT64 for never
 */
typedef struct
{
  GPtrArray *open;
  GPtrArray *ended;
  guint      n_open;
  guint      n_unread;
  gint64     next_at;
} SrReminderList;

void sr_reminder_list_free (SrReminderList *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrReminderList, sr_reminder_list_free)

/* What is not acknowledged or withdrawn of a person, of every level, the oldest first;
 * (element-type SrListedReminder). */
GPtrArray *sr_reminder_table_list_open   (SrConnection  *connection,
                                          gint64         staff,
                                          GError       **error);
/* The same of one record; (element-type SrRow). */
GPtrArray *sr_reminder_table_load_of     (SrConnection  *connection,
                                          const char    *kind,
                                          gint64         subject,
                                          GError       **error);
/* What the bell shows: open ones and the last ones that are over. */
SrReminderList *
           sr_reminder_table_list        (SrConnection  *connection,
                                          gint64         staff,
                                          gboolean       everybody,
                                          guint          limit,
                                          gint64         now,
                                          GError       **error);
/* The highest id, 0 if there is none; and what came after one, in order of raised_at and id. */
gboolean   sr_reminder_table_get_last    (SrConnection  *connection,
                                          gint64        *out_last,
                                          GError       **error);
GPtrArray *sr_reminder_table_load_after  (SrConnection  *connection,
                                          gint64         id,
                                          GError       **error);
/* The latest arm, the highest level under it, and the latest deadline of what was raised for a clock.
 * *out_arm is 0 if nothing was. */
gboolean   sr_reminder_table_find_raised (SrConnection  *connection,
                                          gint64         clock,
                                          gint64        *out_arm,
                                          gint64        *out_level,
                                          gint64        *out_due_at,
                                          GError       **error);
/* Whether anybody was told of a rung under an arm. */
gboolean   sr_reminder_table_is_raised   (SrConnection  *connection,
                                          gint64         clock,
                                          const char    *clock_kind,
                                          gint64         level,
                                          gint64         arm,
                                          gboolean      *out_raised,
                                          GError       **error);
/* When popups were shown to a person since then: an instant for each popup, the earliest first;
 * (element-type gint64). Digests and summaries hold many reminders and are one. */
GArray    *sr_reminder_table_list_shown  (SrConnection  *connection,
                                          gint64         staff,
                                          gint64         since,
                                          GError       **error);

G_END_DECLS
