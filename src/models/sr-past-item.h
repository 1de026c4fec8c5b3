/* One step that a person did on the last day of work, told for people.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "room/sr-configuration.h"
#include "room/sr-past-steps.h"

G_BEGIN_DECLS

#define SR_TYPE_PAST_ITEM (sr_past_item_get_type ())
G_DECLARE_FINAL_TYPE (SrPastItem, sr_past_item, SR, PAST_ITEM, GObject)

/* Properties (read): "when" (string: "10:02", "Sat 10:02" where there are several days), "number"
 * (string: the running number), "title" (string: what was done), "subject" (string: what the request is
 * about), "spoken" (string: all of it in one sentence). */

SrPastItem *sr_past_item_new         (const SrPersonStep *step,
                                      const SrPastSteps  *steps,
                                      SrConfiguration    *configuration);
gint64      sr_past_item_get_request (SrPastItem         *self);

G_END_DECLS
