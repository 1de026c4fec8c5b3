/* The requests of a view, as a list.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "room/sr-room.h"

G_BEGIN_DECLS

#define SR_TYPE_QUEUE_MODEL (sr_queue_model_get_type ())
G_DECLARE_FINAL_TYPE (SrQueueModel, sr_queue_model, SR, QUEUE_MODEL, GObject)

/* A GListModel of SrRecord (kind request). Properties: "room" (construct), "view" (int, SrQueueView),
 * "search" (string, nullable), "n-items" (uint), "loading" (boolean), "error" (string, nullable).
 * Filter, order and search happen in SQL. The first rows come at once, then how many there are; a row
 * that nobody has looked at yet is a record without an id until its page has come; then that object
 * tells that it is the record (signal "read" after all of a page), or it is replaced by the one that the
 * room has already. What the room says has changed moves the rows that it concerns, always as the same
 * objects, so that a selection stays where it is; late answers are dropped; on failure the old rows
 * stay. */
SrQueueModel *sr_queue_model_new        (SrRoom        *room);
SrQueueView   sr_queue_model_get_view   (SrQueueModel  *self);
void          sr_queue_model_set_view   (SrQueueModel  *self,
                                         SrQueueView    view);
const char   *sr_queue_model_get_search (SrQueueModel  *self);
void          sr_queue_model_set_search (SrQueueModel  *self,
                                         const char    *search);
const SrRequestFilter *
              sr_queue_model_get_filter (SrQueueModel          *self);
/* Copied; NULL or an empty one for none. */
void          sr_queue_model_set_filter (SrQueueModel          *self,
                                         const SrRequestFilter *filter);
/* sr_queue_view_has_order() says which orders a view has. */
void          sr_queue_model_set_order  (SrQueueModel  *self,
                                         SrQueueOrder   order,
                                         gboolean       descending);
void          sr_queue_model_reload     (SrQueueModel  *self);
/* G_MAXUINT if it is not among the rows whose ids are known. */
guint         sr_queue_model_find       (SrQueueModel  *self,
                                         gint64         request);
/* Reads the page of the request; 0 for none. */
void          sr_queue_model_seek       (SrQueueModel  *self,
                                         gint64         request);
gboolean      sr_queue_model_is_gone    (SrQueueModel  *self,
                                         gint64         request);

G_END_DECLS
