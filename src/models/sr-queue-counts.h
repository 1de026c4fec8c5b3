/* How many requests each view has.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "room/sr-room.h"

G_BEGIN_DECLS

#define SR_TYPE_QUEUE_COUNTS (sr_queue_counts_get_type ())
G_DECLARE_FINAL_TYPE (SrQueueCounts, sr_queue_counts, SR, QUEUE_COUNTS, GObject)

/* Signal "changed"; follows the room. */
SrQueueCounts *sr_queue_counts_new (SrRoom        *room);
guint          sr_queue_counts_get (SrQueueCounts *self,
                                    SrQueueView    view);
/* Of those of today: how many are overdue. */
guint          sr_queue_counts_get_late (SrQueueCounts *self);

G_END_DECLS
