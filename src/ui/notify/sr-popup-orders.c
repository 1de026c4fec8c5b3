/* What is still to be told to the notification server.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-popup-orders"

#include "config.h"

#include "ui/notify/sr-popup-orders.h"

/**
 * SrPopupOrders:
 *
 * A queue with one place for a key. While a server takes its time, many things are said of one
 * popup; only the last of them has still to be told.
 *
 * May be used from any thread.
 */
struct _SrPopupOrders
{
  GMutex      mutex;
  GQueue      keys;    /* owned by the orders */
  GHashTable *orders;
};

/**
 * sr_popup_order_new_show:
 *
 * Returns: (transfer full): the order to show @popup
 */
SrPopupOrder *
sr_popup_order_new_show (const SrPopup *popup)
{
  SrPopupOrder *self = g_new0 (SrPopupOrder, 1);

  self->key = g_strdup (popup->key);
  self->popup = sr_popup_copy (popup);
  self->id = popup->replaces;
  self->server = g_strdup (popup->server);

  return self;
}

/**
 * sr_popup_order_new_withdraw:
 * @id: what @server called it in an earlier run; 0 if none did
 *
 * Returns: (transfer full): the order to take the popup away
 */
SrPopupOrder *
sr_popup_order_new_withdraw (const char *key,
                             guint       id,
                             const char *server)
{
  SrPopupOrder *self = g_new0 (SrPopupOrder, 1);

  self->key = g_strdup (key);
  self->id = id;
  self->server = g_strdup (server);

  return self;
}

/**
 * sr_popup_order_free:
 */
void
sr_popup_order_free (SrPopupOrder *self)
{
  g_free (self->key);
  sr_popup_free (self->popup);
  g_free (self->server);
  g_free (self);
}

/**
 * sr_popup_orders_new:
 *
 * Returns: (transfer full): an empty queue
 */
SrPopupOrders *
sr_popup_orders_new (void)
{
  SrPopupOrders *self = g_new0 (SrPopupOrders, 1);

  g_mutex_init (&self->mutex);
  g_queue_init (&self->keys);
  self->orders = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                        (GDestroyNotify) sr_popup_order_free);

  return self;
}

/**
 * sr_popup_orders_free:
 */
void
sr_popup_orders_free (SrPopupOrders *self)
{
  g_queue_clear (&self->keys);
  g_hash_table_unref (self->orders);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/* What an earlier run has left on the screen is still there when a second order comes before the
 * first was carried out. */
static void
inherit (SrPopupOrder *order,
         SrPopupOrder *earlier)
{
  if (order->id != 0)
    return;

  order->id = earlier->id;
  g_free (order->server);
  order->server = g_steal_pointer (&earlier->server);
}

static void
put (SrPopupOrders *self,
     SrPopupOrder  *order,
     SrPopupOrder  *earlier)
{
  GList *place;

  if (earlier != NULL)
    {
      inherit (order, earlier);
      place = g_queue_find_custom (&self->keys, order->key, (GCompareFunc) strcmp);
      place->data = order->key;
    }
  else
    g_queue_push_tail (&self->keys, order->key);
  g_hash_table_replace (self->orders, order->key, order);
}

/**
 * sr_popup_orders_push:
 * @order: (transfer full): what to do
 *
 * At the end of the queue, or where the order stands that it takes the place of.
 */
void
sr_popup_orders_push (SrPopupOrders *self,
                      SrPopupOrder  *order)
{
  g_mutex_lock (&self->mutex);
  put (self, order, g_hash_table_lookup (self->orders, order->key));
  g_mutex_unlock (&self->mutex);
}

/**
 * sr_popup_orders_renew:
 * @order: (transfer full): what was done once
 *
 * As [method@Sr.PopupOrders.push], but a newer word on the key counts.
 */
void
sr_popup_orders_renew (SrPopupOrders *self,
                       SrPopupOrder  *order)
{
  g_mutex_lock (&self->mutex);
  if (g_hash_table_contains (self->orders, order->key))
    sr_popup_order_free (order);
  else
    put (self, order, NULL);
  g_mutex_unlock (&self->mutex);
}

/**
 * sr_popup_orders_pop:
 *
 * Returns: (transfer full) (nullable): the first order, %NULL if there is none
 */
SrPopupOrder *
sr_popup_orders_pop (SrPopupOrders *self)
{
  SrPopupOrder *order = NULL;
  const char *key;

  g_mutex_lock (&self->mutex);
  key = g_queue_pop_head (&self->keys);
  if (key != NULL)
    {
      order = g_hash_table_lookup (self->orders, key);
      g_hash_table_steal (self->orders, key);
    }
  g_mutex_unlock (&self->mutex);

  return order;
}

/**
 * sr_popup_orders_is_empty:
 *
 * Returns: %TRUE if there is nothing to do at present
 */
gboolean
sr_popup_orders_is_empty (SrPopupOrders *self)
{
  gboolean is_empty;

  g_mutex_lock (&self->mutex);
  is_empty = g_queue_is_empty (&self->keys);
  g_mutex_unlock (&self->mutex);

  return is_empty;
}
