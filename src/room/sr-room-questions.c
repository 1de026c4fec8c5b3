/* What windows ask of the room; answered by the readers.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-room"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "room/sr-room-question.h"
#include "storage/service/sr-content-table.h"
#include "storage/service/sr-customer-table.h"
#include "storage/service/sr-draft-table.h"
#include "storage/service/sr-request-table.h"
#include "storage/service/sr-roster-table.h"
#include "storage/sr-table.h"

static gpointer
ask_list (SrConnection  *reader,
          SrQuestion    *question,
          GError       **error)
{
  if (question->query.view == SR_QUEUE_TODAY
      && !sr_question_find_share (question, reader, error))
    return NULL;

  return sr_request_table_list (reader, &question->query, error);
}

/**
 * sr_room_list_async:
 * @query: which requests; copied. Its staff and now are filled in when they are 0, and the period of
 *   its filter from the room's calendar
 * @cancellable: (nullable): stops the query
 * @callback: called on the main thread
 */
void
sr_room_list_async (SrRoom                *self,
                    const SrRequestQuery  *query,
                    GCancellable          *cancellable,
                    GAsyncReadyCallback    callback,
                    gpointer               user_data)
{
  SrQuestion *question = sr_question_new (self, ask_list, (GDestroyNotify) g_ptr_array_unref);

  sr_question_take_query (self, question, query);
  sr_question_ask (self, question, sr_room_list_async, cancellable, callback, user_data);
}

/**
 * sr_room_list_finish:
 *
 * Returns: (transfer full) (nullable) (element-type SrListedRow): the rows, or %NULL with an error
 */
GPtrArray *
sr_room_list_finish (SrRoom        *self,
                     GAsyncResult  *result,
                     GError       **error)
{
  return sr_question_finish (self, result, error);
}

static gpointer
ask_count (SrConnection  *reader,
           SrQuestion    *question,
           GError       **error)
{
  g_autofree guint *counts = g_new0 (guint, SR_N_QUEUE_COUNTS);

  if (!sr_question_find_share (question, reader, error) ||
      !sr_request_table_count (reader, &question->query, counts, error))
    return NULL;

  return g_steal_pointer (&counts);
}

/**
 * sr_room_count_async:
 * @cancellable: (nullable): stops the query
 * @callback: called on the main thread
 */
void
sr_room_count_async (SrRoom              *self,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  SrQuestion *question = sr_question_new (self, ask_count, g_free);
  const SrRequestQuery query = { 0 };

  sr_question_take_query (self, question, &query);
  sr_question_ask (self, question, sr_room_count_async, cancellable, callback, user_data);
}

/**
 * sr_room_count_finish:
 *
 * Returns: (transfer full) (nullable): how many requests each view has, %SR_N_QUEUE_COUNTS numbers, or
 *   %NULL with an error
 */
guint *
sr_room_count_finish (SrRoom        *self,
                      GAsyncResult  *result,
                      GError       **error)
{
  return sr_question_finish (self, result, error);
}

static gpointer
ask_detail (SrConnection  *reader,
            SrQuestion    *question,
            GError       **error)
{
  SrRequestDetail *detail;

  /* One transaction: all parts are of one state of the room. */
  if (!sr_connection_begin (reader, FALSE, error))
    return NULL;

  detail = sr_request_detail_load (reader, question->configuration, question->staff,
                                   question->record, question->now, error);
  sr_connection_rollback (reader);

  return detail;
}

/**
 * sr_room_load_async:
 * @request: the id of a request
 * @cancellable: (nullable): stops the query
 * @callback: called on the main thread
 */
void
sr_room_load_async (SrRoom              *self,
                    gint64               request,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  SrQuestion *question = sr_question_new (self, ask_detail, (GDestroyNotify) sr_request_detail_free);

  question->record = request;
  sr_question_ask (self, question, sr_room_load_async, cancellable, callback, user_data);
}

/**
 * sr_room_load_finish:
 *
 * Returns: (transfer full) (nullable): all about the request, or %NULL with
 *   %SR_DOMAIN_ERROR_NOT_FOUND or %SR_STORE_ERROR
 */
SrRequestDetail *
sr_room_load_finish (SrRoom        *self,
                     GAsyncResult  *result,
                     GError       **error)
{
  return sr_question_finish (self, result, error);
}

static gpointer
ask_tags (SrConnection  *reader,
          SrQuestion    *question,
          GError       **error)
{
  return sr_request_table_list_tags (reader, error);
}

/**
 * sr_room_list_tags_async:
 * @cancellable: (nullable): stops the query
 * @callback: called on the main thread
 *
 * Asks which tags requests have, to choose one that is there already.
 */
void
sr_room_list_tags_async (SrRoom              *self,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  sr_question_ask (self, sr_question_new (self, ask_tags, (GDestroyNotify) g_ptr_array_unref),
                   sr_room_list_tags_async, cancellable, callback, user_data);
}

/**
 * sr_room_list_tags_finish:
 *
 * Returns: (transfer full) (nullable) (element-type utf8): every tag in use, each once, or %NULL with
 *   an error
 */
GPtrArray *
sr_room_list_tags_finish (SrRoom        *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  return sr_question_finish (self, result, error);
}

static gpointer
ask_record (SrConnection  *reader,
            SrQuestion    *question,
            GError       **error)
{
  return sr_table_load (reader, question->kind, question->record, error);
}

/**
 * sr_room_load_record_async:
 * @kind: its kind
 * @record: its id
 * @cancellable: (nullable): stops the query
 * @callback: called on the main thread
 */
void
sr_room_load_record_async (SrRoom              *self,
                           const SrRecordKind  *kind,
                           gint64               record,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  SrQuestion *question = sr_question_new (self, ask_record, (GDestroyNotify) sr_row_free);

  question->kind = kind;
  question->record = record;
  sr_question_ask (self, question, sr_room_load_record_async, cancellable, callback, user_data);
}

/**
 * sr_room_load_record_finish:
 *
 * Returns: (transfer full) (nullable): the record; %NULL without an error if there is none, else with
 *   %SR_STORE_ERROR
 */
SrRow *
sr_room_load_record_finish (SrRoom        *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  return sr_question_finish (self, result, error);
}

static gpointer
ask_shared_actions (SrConnection  *reader,
                    SrQuestion    *question,
                    GError       **error)
{
  GPtrArray *shared;

  if (!sr_connection_begin (reader, FALSE, error))
    return NULL;

  shared = sr_shared_actions_load (reader, question->configuration, question->staff,
                                   (gpointer) question->ids->data, question->ids->len,
                                   question->now, error);
  sr_connection_rollback (reader);

  return shared;
}

/**
 * sr_room_shared_actions_async:
 * @requests: ids of requests, none twice; copied
 * @n_requests: how many
 * @cancellable: (nullable): stops the query
 * @callback: called on the main thread
 *
 * Asks what may be done with all of them, by who is signed in.
 */
void
sr_room_shared_actions_async (SrRoom              *self,
                              const gint64        *requests,
                              guint                n_requests,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  SrQuestion *question = sr_question_new (self, ask_shared_actions, (GDestroyNotify) g_ptr_array_unref);

  question->ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n_requests);
  g_array_append_vals (question->ids, requests, n_requests);
  sr_question_ask (self, question, sr_room_shared_actions_async, cancellable, callback, user_data);
}

/**
 * sr_room_shared_actions_finish:
 *
 * Returns: (transfer full) (nullable) (element-type SrSharedAction): the actions of a request in order
 *   of use, each with the reason of the first request that refuses it, or %NULL with an error
 */
GPtrArray *
sr_room_shared_actions_finish (SrRoom        *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return sr_question_finish (self, result, error);
}

static gpointer
ask_match (SrConnection  *reader,
           SrQuestion    *question,
           GError       **error)
{
  return sr_customer_table_match (reader, question->text, question->limit, error);
}

/**
 * sr_room_match_async:
 * @text: digits of a phone, or a part of a name
 * @limit: at most so many
 * @cancellable: (nullable): stops the query
 * @callback: called on the main thread
 */
void
sr_room_match_async (SrRoom              *self,
                     const char          *text,
                     guint                limit,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  SrQuestion *question = sr_question_new (self, ask_match, (GDestroyNotify) g_ptr_array_unref);

  question->text = g_strdup (text);
  question->limit = limit;
  sr_question_ask (self, question, sr_room_match_async, cancellable, callback, user_data);
}

/**
 * sr_room_match_finish:
 *
 * Returns: (transfer full) (nullable) (element-type SrListedRow): customers, or %NULL with an error
 */
GPtrArray *
sr_room_match_finish (SrRoom        *self,
                      GAsyncResult  *result,
                      GError       **error)
{
  return sr_question_finish (self, result, error);
}

static gpointer
ask_draft (SrConnection  *reader,
           SrQuestion    *question,
           GError       **error)
{
  char *body = NULL;
  gint64 staff = question->staff != NULL ? sr_row_get_id (question->staff) : 0;

  if (!sr_draft_table_load (reader, staff, question->text, &body, error))
    return NULL;

  return body;
}

/**
 * sr_room_load_draft_async:
 * @form: the name of a form
 * @callback: called on the main thread
 */
void
sr_room_load_draft_async (SrRoom              *self,
                          const char          *form,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  SrQuestion *question = sr_question_new (self, ask_draft, g_free);

  question->text = g_strdup (form);
  sr_question_ask (self, question, sr_room_load_draft_async, NULL, callback, user_data);
}

/**
 * sr_room_load_draft_finish:
 *
 * Returns: (transfer full) (nullable): what was typed into the form and not finished, as it was saved
 */
char *
sr_room_load_draft_finish (SrRoom        *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  return sr_question_finish (self, result, error);
}

/* Half a file is none: the stream is given up, and what stood there before stays. */
static void
give_up_file (GFile             *file,
              GFileOutputStream *stream,
              gboolean           existed)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_cancellable_cancel (cancelled);
  g_output_stream_close (G_OUTPUT_STREAM (stream), cancelled, NULL);
  if (!existed)
    g_file_delete (file, NULL, NULL);
}

static gpointer
ask_content (SrConnection  *reader,
             SrQuestion    *question,
             GError       **error)
{
  gboolean existed = g_file_query_exists (question->file, NULL);
  g_autoptr (GFileOutputStream) stream = NULL;

  stream = g_file_replace (question->file, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION,
                           question->cancellable, error);
  if (stream == NULL)
    return NULL;

  if (!sr_content_table_read (reader, question->text, G_OUTPUT_STREAM (stream),
                              question->cancellable, error) ||
      !g_output_stream_close (G_OUTPUT_STREAM (stream), question->cancellable, error))
    {
      give_up_file (question->file, stream, existed);
      return NULL;
    }

  return GINT_TO_POINTER (TRUE);
}

/**
 * sr_room_save_content_async:
 * @sha256: which content
 * @file: where it goes; replaced when it is whole
 * @cancellable: (nullable): stops it
 * @callback: called on the main thread
 */
void
sr_room_save_content_async (SrRoom              *self,
                            const char          *sha256,
                            GFile               *file,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  SrQuestion *question = sr_question_new (self, ask_content, NULL);

  question->text = g_strdup (sha256);
  question->file = g_object_ref (file);
  sr_question_ask (self, question, sr_room_save_content_async, cancellable, callback, user_data);
}

/**
 * sr_room_save_content_finish:
 *
 * Returns: %TRUE, or %FALSE with an error of the storage or of the file
 */
gboolean
sr_room_save_content_finish (SrRoom        *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return sr_question_finish (self, result, error) != NULL;
}

static gpointer
ask_bytes (SrConnection  *reader,
           SrQuestion    *question,
           GError       **error)
{
  /* It does not grow: a content that is longer than it was said ends with an error. */
  g_autoptr (GOutputStream) stream =
    g_memory_output_stream_new (g_malloc (question->limit), question->limit, NULL, g_free);

  if (!sr_content_table_read (reader, question->text, stream, question->cancellable, error) ||
      !g_output_stream_close (stream, question->cancellable, error))
    return NULL;

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

/**
 * sr_room_read_content_async:
 * @sha256: which content
 * @size: how many bytes it has at most; more than 0
 * @cancellable: (nullable): stops it
 * @callback: called on the main thread
 *
 * For what is small enough to be shown beside others.
 */
void
sr_room_read_content_async (SrRoom              *self,
                            const char          *sha256,
                            guint                size,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  SrQuestion *question;

  g_return_if_fail (size > 0);

  question = sr_question_new (self, ask_bytes, (GDestroyNotify) g_bytes_unref);
  question->text = g_strdup (sha256);
  question->limit = size;
  sr_question_ask (self, question, sr_room_read_content_async, cancellable, callback, user_data);
}

/**
 * sr_room_read_content_finish:
 *
 * Returns: (transfer full) (nullable): all of the content, or %NULL with an error of the storage, or
 *   %G_IO_ERROR_NO_SPACE if it is longer than @size
 */
GBytes *
sr_room_read_content_finish (SrRoom        *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return sr_question_finish (self, result, error);
}

static gpointer
ask_roster (SrConnection  *reader,
            SrQuestion    *question,
            GError       **error)
{
  if (question->kind == &sr_duty_kind)
    return sr_roster_table_load_duties (reader, question->now, G_MAXINT64, error);

  return sr_roster_table_load_absences (reader, question->now, G_MAXINT64, error);
}

/**
 * sr_room_list_roster_async:
 * @kind: duty or absence
 * @cancellable: (nullable): stops the query
 * @callback: called on the main thread
 */
void
sr_room_list_roster_async (SrRoom              *self,
                           const SrRecordKind  *kind,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  SrQuestion *question;

  g_return_if_fail (kind == &sr_duty_kind || kind == &sr_absence_kind);

  question = sr_question_new (self, ask_roster, (GDestroyNotify) g_ptr_array_unref);
  question->kind = kind;
  sr_question_ask (self, question, sr_room_list_roster_async, cancellable, callback, user_data);
}

/**
 * sr_room_list_roster_finish:
 *
 * Returns: (transfer full) (nullable) (element-type SrRow): those that are not over, the first one
 *   first, or %NULL with an error
 */
GPtrArray *
sr_room_list_roster_finish (SrRoom        *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  return sr_question_finish (self, result, error);
}

static gpointer
ask_replay (SrConnection  *reader,
            SrQuestion    *question,
            GError       **error)
{
  SrReplayReport *report;

  /* One transaction: nothing is closed while it reads. */
  if (!sr_connection_begin (reader, FALSE, error))
    return NULL;

  report = sr_replay_report_make (reader, question->configuration, question->rows, question->since,
                                  question->now, error);
  sr_connection_rollback (reader);

  return report;
}

/**
 * sr_room_replay_async:
 * @targets: (element-type SrRow): targets that are not in force; not changed until it has answered
 * @since: where the period begins that ends now
 * @cancellable: (nullable): stops it
 * @callback: called on the main thread
 */
void
sr_room_replay_async (SrRoom              *self,
                      GPtrArray           *targets,
                      gint64               since,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  SrQuestion *question = sr_question_new (self, ask_replay, (GDestroyNotify) sr_replay_report_free);

  question->rows = g_ptr_array_ref (targets);
  question->since = since;
  sr_question_ask (self, question, sr_room_replay_async, cancellable, callback, user_data);
}

/**
 * sr_room_replay_finish:
 *
 * Returns: (transfer full) (nullable): what would have been otherwise, or %NULL with an error
 */
SrReplayReport *
sr_room_replay_finish (SrRoom        *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  return sr_question_finish (self, result, error);
}
