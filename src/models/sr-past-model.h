/* What a person did on the last day of work, as a list.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "models/sr-past-item.h"
#include "room/sr-room.h"

G_BEGIN_DECLS

#define SR_TYPE_PAST_MODEL (sr_past_model_get_type ())
G_DECLARE_FINAL_TYPE (SrPastModel, sr_past_model, SR, PAST_MODEL, GObject)

/* A GListModel of SrPastItem, the last step first. Properties (read): "heading" (string: "Yesterday, Mon
 * 23 Nov"; empty until it is known), "summary" (string: "3 resolved · 5 answered on the spot"), "error"
 * (string, nullable). A new day brings another list. */

SrPastModel *sr_past_model_new      (void);
/* NULL empties it. */
void         sr_past_model_set_room (SrPastModel *self,
                                     SrRoom      *room);

G_END_DECLS
