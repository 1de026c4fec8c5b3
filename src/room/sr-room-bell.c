/* What the bell of the person who signed in shows.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-room"

#include "config.h"

#include "room/sr-room-question.h"

static SrReminderList *
list (SrConnection  *reader,
      SrQuestion    *question,
      gboolean       everybody,
      GError       **error)
{
  SrReminderList *reminders;

  /* One transaction: the numbers are those of the lists. */
  if (!sr_connection_begin (reader, FALSE, error))
    return NULL;

  reminders = sr_reminder_table_list (reader, question->record, everybody, question->limit,
                                      question->now, error);
  sr_connection_rollback (reader);

  return reminders;
}

static gpointer
ask_own (SrConnection  *reader,
         SrQuestion    *question,
         GError       **error)
{
  return list (reader, question, FALSE, error);
}

static gpointer
ask_everybodys (SrConnection  *reader,
                SrQuestion    *question,
                GError       **error)
{
  return list (reader, question, TRUE, error);
}

/**
 * sr_room_list_reminders_async:
 * @everybody: %FALSE for those of who is signed in
 * @limit: at most so many that are open
 * @cancellable: (nullable): stops the query
 * @callback: called on the main thread
 */
void
sr_room_list_reminders_async (SrRoom              *self,
                              gboolean             everybody,
                              guint                limit,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  SrQuestion *question = sr_question_new (self, everybody ? ask_everybodys : ask_own,
                                          (GDestroyNotify) sr_reminder_list_free);

  question->record = self->staff;
  question->limit = limit;
  sr_question_ask (self, question, sr_room_list_reminders_async, cancellable, callback, user_data);
}

/**
 * sr_room_list_reminders_finish:
 *
 * Returns: (transfer full) (nullable): open ones, ended ones, and how many are unread, or %NULL with
 *   an error
 */
SrReminderList *
sr_room_list_reminders_finish (SrRoom        *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return sr_question_finish (self, result, error);
}
