/* What a request has to do with others.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "room/sr-request-detail.h"

G_BEGIN_DECLS

#define SR_TYPE_RELATIONS_CARD (sr_relations_card_get_type ())
G_DECLARE_FINAL_TYPE (SrRelationsCard, sr_relations_card, SR, RELATIONS_CARD, AdwBin)

/* Borrows the detail until it is given the next one. */
void sr_relations_card_set_detail (SrRelationsCard *self,
                                   SrRequestDetail *detail);

G_END_DECLS
