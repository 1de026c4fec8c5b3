/* The history of a request, newest first.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "room/sr-request-detail.h"

G_BEGIN_DECLS

#define SR_TYPE_TIMELINE_ITEM (sr_timeline_item_get_type ())
G_DECLARE_FINAL_TYPE (SrTimelineItem, sr_timeline_item, SR, TIMELINE_ITEM, GObject)

/* Properties (read): "when" (string, "10:02", "yesterday 16:05", "9 Oct 10:12"), "instant" (int64),
 * "who" (string), "action" (string: name of the action), "title" (string: one sentence of what was
 * done: "Assigned to Xu Wenbo (HVAC)"), "text" (string, nullable: what was written: note, summary,
 * solution, reason), "category" (string: "note", "contact", "step"), "inferred" (boolean: put in by
 * an import), "attachment" (string, nullable: its SHA-256), "attachment-name" (nullable). */

#define SR_TYPE_TIMELINE_MODEL (sr_timeline_model_get_type ())
G_DECLARE_FINAL_TYPE (SrTimelineModel, sr_timeline_model, SR, TIMELINE_MODEL, GObject)

/* A GListModel of SrTimelineItem; one splice for each detail it is given. "filter" (string, nullable):
 * "contact" or "note" shows only those. */
SrTimelineModel *sr_timeline_model_new        (void);
void             sr_timeline_model_set_detail (SrTimelineModel *self,
                                               SrRequestDetail *detail,
                                               gint64           now);
void             sr_timeline_model_set_filter (SrTimelineModel *self,
                                               const char      *category);

G_END_DECLS
