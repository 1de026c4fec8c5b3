/* The dialog for a new request: one call, in the order in which it is told.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "room/sr-room.h"

G_BEGIN_DECLS

#define SR_TYPE_CALL_CARD (sr_call_card_get_type ())
G_DECLARE_FINAL_TYPE (SrCallCard, sr_call_card, SR, CALL_CARD, AdwWindow)

void sr_call_card_present      (GtkWindow       *parent,
                                SrRoom          *room);
void sr_call_card_present_like (GtkWindow       *parent,
                                SrRoom          *room,
                                SrRequestDetail *detail);

G_END_DECLS
