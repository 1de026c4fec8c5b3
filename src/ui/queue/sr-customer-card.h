/* Who asks: name, place, phone.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "room/sr-request-detail.h"

G_BEGIN_DECLS

#define SR_TYPE_CUSTOMER_CARD (sr_customer_card_get_type ())
G_DECLARE_FINAL_TYPE (SrCustomerCard, sr_customer_card, SR, CUSTOMER_CARD, AdwBin)

void sr_customer_card_set_detail (SrCustomerCard  *self,
                                  SrRequestDetail *detail);

G_END_DECLS
