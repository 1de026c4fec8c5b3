/* What who signed in did on the last day of work.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-room"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "room/sr-room-question.h"

static gpointer
ask_past_steps (SrConnection  *reader,
                SrQuestion    *question,
                GError       **error)
{
  SrPastSteps *steps;

  /* One transaction: the day is that of the steps. */
  if (!sr_connection_begin (reader, FALSE, error))
    return NULL;

  steps = sr_past_steps_load (reader, sr_configuration_get_calendar (question->configuration, 0),
                              sr_row_get_text (question->staff, SR_STAFF_LOGIN), question->now,
                              error);
  sr_connection_rollback (reader);

  return steps;
}

/**
 * sr_room_load_past_steps_async:
 * @cancellable: (nullable): stops the query
 * @callback: called on the main thread
 */
void
sr_room_load_past_steps_async (SrRoom              *self,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  SrQuestion *question = sr_question_new (self, ask_past_steps,
                                          (GDestroyNotify) sr_past_steps_free);

  sr_question_ask (self, question, sr_room_load_past_steps_async, cancellable, callback, user_data);
}

/**
 * sr_room_load_past_steps_finish:
 *
 * Returns: (transfer full) (nullable): what the person did on the last day of work, or %NULL with an
 *   error
 */
SrPastSteps *
sr_room_load_past_steps_finish (SrRoom        *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return sr_question_finish (self, result, error);
}
