/* What the files of the queue model share.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "models/sr-paged-rows.h"
#include "models/sr-queue-model.h"

G_BEGIN_DECLS

struct _SrQueueModel
{
  GObject       parent_instance;

  /* Owned references */
  SrRoom       *room;
  SrPagedRows  *rows;
  GCancellable *cancellable;
  char         *search;
  char         *error;
  SrRequestFilter *filter;   /* NULL for none */
  GArray       *news;        /* ids (gint64) that the room named since it was asked last */
  GArray       *asked_news;  /* those that are being asked for */
  GHashTable   *gone;        /* ids (gint64) that are known not to be in the unbounded list */

  /* State */
  SrQueueView   view;
  SrQueueOrder  order;
  gboolean      descending;
  guint         limit;       /* rows of the head; 0 once the list is read by pages */
  guint         step_id;     /* the next step of the head or of the survey */
  guint         refresh_id;
  guint         read_id;
  guint         recount_id;
  guint         generation;  /* of the query; an answer to an older one is dropped */
  SrListingKey  next;        /* where the survey goes on */
  gint64        sought;      /* the id that somebody wants to see, 0 for none */
  gint64        recount_began;
  gint64        recount_from; /* not before, in monotonic microseconds */
  gint64        total;       /* how many rows there are, by the counters; -1 if they do not know */
  guint         loading : 1;
  guint         is_anew : 1;       /* the rows are still those of another query */
  guint         is_surveyed : 1;
  guint         is_surveying : 1;
  guint         is_refreshing : 1;
  guint         is_reading : 1;
  guint         is_recounting : 1;
  guint         wants_all : 1;     /* what is read shall be read anew */
};

/**
 * SrQueueAsked:
 * @model: for whom; it may be gone when the answer comes
 * @generation: of which query
 * @pieces: (nullable) (element-type SrPiece): which it is about
 * @stamps: (nullable) (element-type guint): what they were when it was asked
 * @all: whatever is read shall be read anew
 *
 * A question under way.
 */
typedef struct
{
  GWeakRef   model;
  guint      generation;
  GPtrArray *pieces;
  GArray    *stamps;
  gboolean   all;
} SrQueueAsked;

void           _sr_queue_set_loading (SrQueueModel *self,
                                      gboolean      loading);
void           _sr_queue_set_error (SrQueueModel *self,
                                    const char   *message);
SrRequestQuery _sr_queue_make_query (SrQueueModel *self);
gboolean       _sr_queue_is_bounded (SrQueueModel *self);
SrListingKey   _sr_queue_get_key (SrRecord *record,
                                  gpointer  user_data);
GPtrArray     *_sr_queue_adopt (SrQueueModel *self,
                                GPtrArray    *rows,
                                GPtrArray    *empty);
void           _sr_queue_tell_read (SrQueueModel *self);
void           _sr_queue_asked_free (SrQueueAsked *asked);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrQueueAsked, _sr_queue_asked_free)

SrQueueAsked *_sr_queue_asked_new (SrQueueModel *self);
SrQueueAsked *_sr_queue_asked_new_of (SrQueueModel *self,
                                      GPtrArray    *pieces);
gboolean      _sr_queue_is_late (SrQueueModel       *self,
                                 const SrQueueAsked *asked);
gboolean      _sr_queue_is_answered (SrQueueModel       *self,
                                     const SrQueueAsked *asked,
                                     const GError       *error);
gboolean      _sr_queue_is_about (const SrQueueAsked *asked,
                                  guint               index);
void          _sr_queue_ask_head (SrQueueModel *self);
void          _sr_queue_begin (SrQueueModel *self);
void          _sr_queue_schedule_step (SrQueueModel *self,
                                       guint         milliseconds);
gboolean      _sr_queue_is_key_surveyed (SrQueueModel       *self,
                                         const SrListingKey *key);
SrPiece      *_sr_queue_find_piece_of_key (SrQueueModel       *self,
                                           const SrListingKey *key);
void          _sr_queue_seek (SrQueueModel *self);
GArray       *_sr_queue_make_stretches (SrQueueModel *self,
                                        GPtrArray    *pieces,
                                        gboolean      all);
void          _sr_queue_take_rows (SrQueueModel *self,
                                   SrPiece      *piece,
                                   GPtrArray    *rows);
void          _sr_queue_take_stretches (SrQueueModel       *self,
                                        const SrQueueAsked *asked,
                                        GPtrArray          *answers);
void          _sr_queue_schedule_read (SrQueueModel *self);
void          _sr_queue_schedule_refresh (SrQueueModel *self);
void          _sr_queue_schedule_recount (SrQueueModel *self);
void          _sr_queue_refreshed (SrQueueModel *self);
void          _sr_queue_refresh_failed (SrQueueModel *self,
                                        const GError *error);
void          _sr_queue_room_changed (SrQueueModel *self,
                                      const char   *kind,
                                      gint64        record);
void          _sr_queue_room_minute (SrQueueModel *self);

G_END_DECLS
