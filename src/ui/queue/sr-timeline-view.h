/* What happened to a request, and a field to write what happens.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "room/sr-request-detail.h"

G_BEGIN_DECLS

#define SR_TYPE_TIMELINE_VIEW (sr_timeline_view_get_type ())
G_DECLARE_FINAL_TYPE (SrTimelineView, sr_timeline_view, SR, TIMELINE_VIEW, AdwBin)

void  sr_timeline_view_set_detail (SrTimelineView  *self,
                                   SrRequestDetail *detail,
                                   gint64           now);
/* What is written about the request and not saved yet; (transfer full). */
char *sr_timeline_view_dup_note   (SrTimelineView  *self);
/* Puts text where the cursor of the note is, and the focus with it. */
void  sr_timeline_view_insert_note (SrTimelineView *self,
                                    const char     *text);
/* The note of that request is saved: forgets it. */
void  sr_timeline_view_note_saved (SrTimelineView  *self,
                                   gint64           request);

G_END_DECLS
