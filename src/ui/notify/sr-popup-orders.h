/* What is still to be told to the notification server.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/notify/sr-presenter.h"

G_BEGIN_DECLS

/**
 * SrPopupOrder:
 * @key: the popup
 * @popup: (nullable): what to show, %NULL to take it away
 * @id: what a server called it in an earlier run of the program; 0 if none did
 * @server: (nullable): that server
 */
typedef struct
{
  char    *key;
  SrPopup *popup;
  guint    id;
  char    *server;
} SrPopupOrder;

SrPopupOrder *sr_popup_order_new_show     (const SrPopup *popup);
SrPopupOrder *sr_popup_order_new_withdraw (const char    *key,
                                           guint          id,
                                           const char    *server);
void          sr_popup_order_free         (SrPopupOrder  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrPopupOrder, sr_popup_order_free)

typedef struct _SrPopupOrders SrPopupOrders;

SrPopupOrders *sr_popup_orders_new      (void);
void           sr_popup_orders_free     (SrPopupOrders *self);

void           sr_popup_orders_push     (SrPopupOrders *self,
                                         SrPopupOrder  *order);
void           sr_popup_orders_renew    (SrPopupOrders *self,
                                         SrPopupOrder  *order);
SrPopupOrder  *sr_popup_orders_pop      (SrPopupOrders *self);
gboolean       sr_popup_orders_is_empty (SrPopupOrders *self);

G_END_DECLS
