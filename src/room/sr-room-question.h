/* How a question to the room goes its way.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "room/sr-room-private.h"
#include "storage/service/sr-request-table.h"

G_BEGIN_DECLS

/* Every question has the same way: what it needs is copied on the main thread, a reader answers, the
 * answer comes back by the task. */

typedef struct _SrQuestion SrQuestion;

/* Gives the answer or sets the error. */
typedef gpointer (*SrQuestionAsk) (SrConnection  *reader,
                                   SrQuestion    *question,
                                   GError       **error);

struct _SrQuestion
{
  SrQuestionAsk    ask;
  GDestroyNotify   free_answer;

  SrConfiguration *configuration;
  SrRow           *staff;
  SrRequestQuery   query;
  SrRequestFilter *filter;
  SrShare         *share;    /* NULL until it is asked for */
  char            *text;
  const SrRecordKind *kind;
  gint64           record;
  gint64           now;
  guint            limit;
  guint            milliseconds;
  gint64           since;
  GPtrArray       *rows;
  GArray          *ids;
  GArray          *places;   /* of a list */
  GFile           *file;
  GCancellable    *cancellable;
};

SrQuestion *sr_question_new        (SrRoom                *self,
                                    SrQuestionAsk          ask,
                                    GDestroyNotify         free_answer);
/* Copied. */
void        sr_question_take_query (SrRoom                *self,
                                    SrQuestion            *question,
                                    const SrRequestQuery  *query);
/* On the reader: what falls to the person of the query, for the view "today". */
gboolean    sr_question_find_share (SrQuestion            *question,
                                    SrConnection          *reader,
                                    GError               **error);
/* Takes the question. */
void        sr_question_ask        (SrRoom                *self,
                                    SrQuestion            *question,
                                    gpointer               source_tag,
                                    GCancellable          *cancellable,
                                    GAsyncReadyCallback    callback,
                                    gpointer               user_data);
/* (transfer full) */
gpointer    sr_question_finish     (SrRoom                *self,
                                    GAsyncResult          *result,
                                    GError               **error);

G_END_DECLS
