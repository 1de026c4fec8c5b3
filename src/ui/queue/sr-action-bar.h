/* What may be done with a request now, and why not the rest.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ui/queue/sr-shared-actions.h"

G_BEGIN_DECLS

#define SR_TYPE_ACTION_BAR (sr_action_bar_get_type ())
G_DECLARE_FINAL_TYPE (SrActionBar, sr_action_bar, SR, ACTION_BAR, AdwBin)

void            sr_action_bar_set_detail  (SrActionBar     *self,
                                           SrRequestDetail *detail);
void            sr_action_bar_set_choices (SrActionBar     *self,
                                           GPtrArray       *choices);
/* (nullable): the action of the suggested button. */
const SrAction *sr_action_bar_get_next    (SrActionBar     *self);

G_END_DECLS
