/* How a question to the room goes its way.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-room"

#include "config.h"

#include "room/sr-people.h"
#include "room/sr-room-question.h"

static void
question_free (SrQuestion *question)
{
  g_clear_pointer (&question->configuration, sr_configuration_unref);
  g_clear_pointer (&question->staff, sr_row_free);
  g_clear_object (&question->file);
  g_clear_pointer (&question->rows, g_ptr_array_unref);
  g_clear_pointer (&question->ids, g_array_unref);
  g_clear_pointer (&question->places, g_array_unref);
  g_clear_object (&question->cancellable);
  g_clear_pointer (&question->filter, sr_request_filter_free);
  g_clear_pointer (&question->share, sr_share_free);
  g_free (question->text);
  g_free (question);
}

static void
ask_in_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  SrRoom *self = source;
  SrQuestion *question = task_data;
  GError *error = NULL;
  SrConnection *reader = sr_store_acquire_reader (self->store, &error);
  gpointer answer;

  SR_ASSERT_WORKER ();

  if (reader == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  sr_connection_set_cancellable (reader, cancellable);
  answer = question->ask (reader, question, &error);
  sr_connection_set_cancellable (reader, NULL);
  sr_store_release_reader (self->store, reader);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, answer, question->free_answer);
}

SrQuestion *
sr_question_new (SrRoom         *self,
                 SrQuestionAsk   ask,
                 GDestroyNotify  free_answer)
{
  SrQuestion *question = g_new0 (SrQuestion, 1);
  const SrRow *staff = sr_room_get_staff (self);

  question->ask = ask;
  question->free_answer = free_answer;
  question->configuration = sr_configuration_ref (self->configuration);
  question->staff = staff != NULL ? sr_row_copy (staff) : NULL;
  question->now = sr_room_get_now (self);

  return question;
}

void
sr_question_ask (SrRoom              *self,
                 SrQuestion          *question,
                 gpointer             source_tag,
                 GCancellable        *cancellable,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  question->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  sr_room_run (self, self->readers, task, ask_in_thread);
}

gpointer
sr_question_finish (SrRoom        *self,
                    GAsyncResult  *result,
                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Its staff and now are filled in when they are 0, and the end of the day and the period of its
 * filter. */
void
sr_question_take_query (SrRoom               *self,
                        SrQuestion           *question,
                        const SrRequestQuery *query)
{
  question->query = *query;
  question->text = g_strdup (query->search);
  question->query.search = question->text;
  if (question->query.staff == 0)
    question->query.staff = self->staff;
  if (question->query.now == 0)
    question->query.now = question->now;
  question->filter = sr_request_filter_copy (query->filter);
  question->query.filter = question->filter;
  sr_request_query_resolve (&question->query, sr_room_get_calendar (self));
}

gboolean
sr_question_find_share (SrQuestion    *question,
                        SrConnection  *reader,
                        GError       **error)
{
  question->share = sr_share_load (reader, question->configuration, question->query.staff,
                                   question->query.now, error);
  question->query.share = question->share;

  return question->share != NULL;
}
