/* What a list that is read by pages asks of the room.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-room"

#include "config.h"

#include "room/sr-room-question.h"
#include "storage/service/sr-request-listing.h"

static gpointer
ask_survey (SrConnection  *reader,
            SrQuestion    *question,
            GError       **error)
{
  const SrListingKey *from = NULL;

  if (question->places->len > 0)
    from = &g_array_index (question->places, SrListingKey, 0);
  if (question->query.view == SR_QUEUE_TODAY
      && !sr_question_find_share (question, reader, error))
    return NULL;

  return sr_request_listing_survey (reader, &question->query, from, question->limit,
                                    question->milliseconds, error);
}

/**
 * sr_room_survey_async:
 * @query: which list; as in sr_room_list_async()
 * @from: (nullable): of an unbounded list, where to begin; copied
 * @max_segments: of an unbounded list, end after so many; 0 for no limit
 * @max_milliseconds: of an unbounded list, end after so long; 0 for no limit
 * @cancellable: (nullable): stops the query
 * @callback: called on the main thread
 */
void
sr_room_survey_async (SrRoom                *self,
                      const SrRequestQuery  *query,
                      const SrListingKey    *from,
                      guint                  max_segments,
                      guint                  max_milliseconds,
                      GCancellable          *cancellable,
                      GAsyncReadyCallback    callback,
                      gpointer               user_data)
{
  SrQuestion *question = sr_question_new (self, ask_survey,
                                          (GDestroyNotify) sr_listing_survey_free);

  sr_question_take_query (self, question, query);
  question->limit = max_segments;
  question->milliseconds = max_milliseconds;
  question->places = g_array_new (FALSE, FALSE, sizeof (SrListingKey));
  if (from != NULL)
    g_array_append_val (question->places, *from);
  sr_question_ask (self, question, sr_room_survey_async, cancellable, callback, user_data);
}

/**
 * sr_room_survey_finish:
 *
 * Returns: (transfer full) (nullable): what stands where, or %NULL with an error
 */
SrListingSurvey *
sr_room_survey_finish (SrRoom        *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  return sr_question_finish (self, result, error);
}

/* One transaction, so that no row is missed between two stretches. */
static gpointer
ask_stretches (SrConnection  *reader,
               SrQuestion    *question,
               GError       **error)
{
  g_autoptr (GPtrArray) answers = NULL;
  gboolean is_whole = TRUE;

  if (!sr_connection_begin (reader, FALSE, error))
    return NULL;

  answers = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_listing_answer_free);
  for (guint i = 0; i < question->places->len && is_whole; i++)
    {
      SrListingAnswer *answer =
        sr_request_listing_read (reader, &question->query,
                                 &g_array_index (question->places, SrListingStretch, i), error);

      is_whole = answer != NULL;
      if (is_whole)
        g_ptr_array_add (answers, answer);
    }
  sr_connection_rollback (reader);

  return is_whole ? g_steal_pointer (&answers) : NULL;
}

/**
 * sr_room_read_stretches_async:
 * @query: which unbounded list; as in sr_room_list_async()
 * @stretches: (element-type SrListingStretch): which parts of it; copied
 * @cancellable: (nullable): stops the query
 * @callback: called on the main thread
 */
void
sr_room_read_stretches_async (SrRoom                *self,
                              const SrRequestQuery  *query,
                              GArray                *stretches,
                              GCancellable          *cancellable,
                              GAsyncReadyCallback    callback,
                              gpointer               user_data)
{
  SrQuestion *question = sr_question_new (self, ask_stretches,
                                          (GDestroyNotify) g_ptr_array_unref);

  sr_question_take_query (self, question, query);
  question->places = g_array_copy (stretches);
  sr_question_ask (self, question, sr_room_read_stretches_async, cancellable, callback, user_data);
}

/**
 * sr_room_read_stretches_finish:
 *
 * Returns: (transfer full) (nullable) (element-type SrListingAnswer): one for each stretch, all of one
 *   state of the room, or %NULL with an error
 */
GPtrArray *
sr_room_read_stretches_finish (SrRoom        *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return sr_question_finish (self, result, error);
}

static gpointer
ask_ids (SrConnection  *reader,
         SrQuestion    *question,
         GError       **error)
{
  return sr_request_listing_read_ids (reader, (const gint64 *) (gpointer) question->ids->data,
                                      question->ids->len, error);
}

static GArray *
copy_ids (const gint64 *ids,
          guint         n_ids)
{
  GArray *copy = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n_ids);

  if (n_ids > 0)
    g_array_append_vals (copy, ids, n_ids);

  return copy;
}

/**
 * sr_room_read_ids_async:
 * @ids: (array length=n_ids): ids of requests; copied
 * @cancellable: (nullable): stops the query
 * @callback: called on the main thread
 */
void
sr_room_read_ids_async (SrRoom              *self,
                        const gint64        *ids,
                        guint                n_ids,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  SrQuestion *question = sr_question_new (self, ask_ids, (GDestroyNotify) g_ptr_array_unref);

  question->ids = copy_ids (ids, n_ids);
  sr_question_ask (self, question, sr_room_read_ids_async, cancellable, callback, user_data);
}

/**
 * sr_room_read_ids_finish:
 *
 * Returns: (transfer full) (nullable) (element-type SrListedRow): the requests that are there, in the
 *   order of the ids, or %NULL with an error
 */
GPtrArray *
sr_room_read_ids_finish (SrRoom        *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  return sr_question_finish (self, result, error);
}

static gpointer
ask_places (SrConnection  *reader,
            SrQuestion    *question,
            GError       **error)
{
  SrListingPlaces *places;

  if (!sr_connection_begin (reader, FALSE, error))
    return NULL;

  places = sr_request_listing_locate (reader, &question->query,
                                      (const gint64 *) (gpointer) question->ids->data,
                                      question->ids->len, error);
  sr_connection_rollback (reader);

  return places;
}

/**
 * sr_room_locate_async:
 * @query: which unbounded list; as in sr_room_list_async()
 * @ids: (array length=n_ids): ids of requests; copied
 * @cancellable: (nullable): stops the query
 * @callback: called on the main thread
 */
void
sr_room_locate_async (SrRoom                *self,
                      const SrRequestQuery  *query,
                      const gint64          *ids,
                      guint                  n_ids,
                      GCancellable          *cancellable,
                      GAsyncReadyCallback    callback,
                      gpointer               user_data)
{
  SrQuestion *question = sr_question_new (self, ask_places,
                                          (GDestroyNotify) sr_listing_places_free);

  sr_question_take_query (self, question, query);
  question->ids = copy_ids (ids, n_ids);
  sr_question_ask (self, question, sr_room_locate_async, cancellable, callback, user_data);
}

/**
 * sr_room_locate_finish:
 *
 * Returns: (transfer full) (nullable): where the requests stand, or %NULL with an error
 */
SrListingPlaces *
sr_room_locate_finish (SrRoom        *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  return sr_question_finish (self, result, error);
}

static gpointer
ask_recount (SrConnection  *reader,
             SrQuestion    *question,
             GError       **error)
{
  return sr_request_listing_count (reader, &question->query, question->places, error);
}

/**
 * sr_room_recount_async:
 * @query: which unbounded list; as in sr_room_list_async()
 * @keys: (element-type SrListingKey): places, in the order of the list; copied
 * @cancellable: (nullable): stops the query
 * @callback: called on the main thread
 */
void
sr_room_recount_async (SrRoom                *self,
                       const SrRequestQuery  *query,
                       GArray                *keys,
                       GCancellable          *cancellable,
                       GAsyncReadyCallback    callback,
                       gpointer               user_data)
{
  SrQuestion *question = sr_question_new (self, ask_recount, (GDestroyNotify) g_array_unref);

  sr_question_take_query (self, question, query);
  question->places = g_array_copy (keys);
  sr_question_ask (self, question, sr_room_recount_async, cancellable, callback, user_data);
}

/**
 * sr_room_recount_finish:
 *
 * Returns: (transfer full) (nullable) (element-type guint): how many rows stand from each place to the
 *   next, or %NULL with an error
 */
GArray *
sr_room_recount_finish (SrRoom        *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  return sr_question_finish (self, result, error);
}
