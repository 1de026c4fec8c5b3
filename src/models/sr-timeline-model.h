/* The history of a request, newest first.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "models/sr-timeline-item.h"
#include "room/sr-request-detail.h"

G_BEGIN_DECLS

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
