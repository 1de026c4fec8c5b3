/* What to do in the emergency that is shown, and what of it is done.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "room/sr-request-detail.h"

G_BEGIN_DECLS

#define SR_TYPE_PLAYBOOK_CARD (sr_playbook_card_get_type ())
G_DECLARE_FINAL_TYPE (SrPlaybookCard, sr_playbook_card, SR, PLAYBOOK_CARD, AdwBin)

void sr_playbook_card_set_detail (SrPlaybookCard  *self,
                                  SrRequestDetail *detail,
                                  gint64           now);

G_END_DECLS
