/* How many are selected, and what may be done with all of them.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ui/queue/sr-shared-actions.h"

G_BEGIN_DECLS

#define SR_TYPE_BULK_BAR (sr_bulk_bar_get_type ())
G_DECLARE_FINAL_TYPE (SrBulkBar, sr_bulk_bar, SR, BULK_BAR, AdwBin)

/* Signal "chosen" (const char *action). */
SrBulkBar      *sr_bulk_bar_new         (void);
void            sr_bulk_bar_set_records (SrBulkBar *self,
                                         SrRoom    *room,
                                         GPtrArray *records,
                                         guint      n_selected);
/* (nullable): the action of the suggested button. */
const SrAction *sr_bulk_bar_get_next    (SrBulkBar *self);

G_END_DECLS
