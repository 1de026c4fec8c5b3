/* One step of the history of a request, told for people.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "room/sr-request-detail.h"

G_BEGIN_DECLS

#define SR_TYPE_TIMELINE_ITEM (sr_timeline_item_get_type ())
G_DECLARE_FINAL_TYPE (SrTimelineItem, sr_timeline_item, SR, TIMELINE_ITEM, GObject)

/* Properties (read): "when" (string, "today 10:02", "9 Oct 10:12"), "instant" (int64), "who" (string),
 * "action" (string: name of the action), "title" (string: what was done: "Assigned to Xu Wenbo"),
 * "text" (string, nullable: what was written: note, summary, solution, reason), "category" (string:
 * "note", "contact", "step"), "inferred" (boolean: put in by an import), "attachment" (string,
 * nullable: its SHA-256), "attachment-name" (string, nullable), "undone" (boolean: it was taken back
 * by a later step). */

SrTimelineItem *sr_timeline_item_new          (const SrRow     *event,
                                               SrRequestDetail *detail);
/* Looks whether it was taken back meanwhile. */
void            sr_timeline_item_set_detail   (SrTimelineItem  *self,
                                               SrRequestDetail *detail);
/* Says "when" anew. */
void            sr_timeline_item_set_now      (SrTimelineItem  *self,
                                               gint64           now);
const char     *sr_timeline_item_get_category (SrTimelineItem  *self);
/* Borrowed, for a hash table. */
gint64         *sr_timeline_item_get_sequence (SrTimelineItem  *self);

G_END_DECLS
