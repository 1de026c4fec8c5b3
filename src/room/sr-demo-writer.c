/* Writes what the demonstration has lived through, on a thread of its own.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-demo-writer"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "room/sr-demo-writer.h"
#include "storage/service/sr-request-table.h"
#include "storage/service/sr-search-table.h"
#include "storage/sr-event-table.h"
#include "storage/sr-table.h"

/* A lock for each item would cost as much as the item. */
#define BATCH 256
#define MAX_BATCHES 16
#define BATCHES_IN_TRANSACTION 200

/**
 * Item:
 * @row: an event, or a request that has ended
 * @children: (nullable): of the request
 * @customer: (nullable): of the request
 */
typedef struct
{
  SrRow       *row;
  GPtrArray   *children;
  const SrRow *customer;
} Item;

struct _SrDemoWriter
{
  /* owned */
  SrConnection *connection;
  GThread      *thread;
  GArray       *filling;      /* of Item; of the thread that adds */

  /* shared, under the mutex */
  GMutex        mutex;
  GCond         has_changed;
  GQueue        batches;      /* of GArray of Item; %NULL at the end */
  gboolean      has_failed;
  gboolean      is_stopped;

  /* of the writing thread until it ends */
  gint64        sequence;
  char         *hash;
  guint64       n_events;
  GError       *error;
};

static void
clear_item (gpointer data)
{
  Item *item = data;

  sr_row_free (item->row);
  g_clear_pointer (&item->children, g_ptr_array_unref);
}

static GArray *
batch_new (void)
{
  GArray *batch = g_array_sized_new (FALSE, FALSE, sizeof (Item), BATCH);

  g_array_set_clear_func (batch, clear_item);

  return batch;
}

static gboolean
write_request (SrDemoWriter  *self,
               const Item    *item,
               GError       **error)
{
  if (!sr_table_insert (self->connection, item->row, error))
    return FALSE;

  for (guint i = 0; i < item->children->len; i++)
    {
      if (!sr_table_insert (self->connection, g_ptr_array_index (item->children, i), error))
        return FALSE;
    }

  if (!sr_row_is_null (item->row, SR_REQUEST_TAGS) &&
      !sr_request_table_tag (self->connection, item->row, error))
    return FALSE;

  return sr_search_table_index_new (self->connection, item->row, item->customer, item->children,
                                    error);
}

static gboolean
write_batch (SrDemoWriter  *self,
             GArray        *batch,
             GError       **error)
{
  for (guint i = 0; i < batch->len; i++)
    {
      const Item *item = &g_array_index (batch, Item, i);

      if (item->children != NULL)
        {
          if (!write_request (self, item, error))
            return FALSE;
        }
      else
        {
          if (!sr_event_table_append_after (self->connection, item->row, &self->sequence,
                                            &self->hash, error))
            return FALSE;
          self->n_events++;
        }
    }

  return TRUE;
}

/* %NULL at the end. */
static GArray *
take_batch (SrDemoWriter *self)
{
  GArray *batch;

  g_mutex_lock (&self->mutex);
  while (self->batches.length == 0)
    g_cond_wait (&self->has_changed, &self->mutex);
  batch = g_queue_pop_head (&self->batches);
  if (self->is_stopped)
    g_clear_pointer (&batch, g_array_unref);
  g_cond_broadcast (&self->has_changed);
  g_mutex_unlock (&self->mutex);

  return batch;
}

static gboolean
write_all (SrDemoWriter  *self,
           GError       **error)
{
  guint n_batches = 0;
  GArray *next;

  if (!sr_connection_begin (self->connection, TRUE, error))
    return FALSE;

  while ((next = take_batch (self)) != NULL)
    {
      g_autoptr (GArray) batch = next;

      if (!write_batch (self, batch, error))
        {
          sr_connection_rollback (self->connection);
          return FALSE;
        }

      if (++n_batches % BATCHES_IN_TRANSACTION == 0 &&
          (!sr_connection_commit (self->connection, error) ||
           !sr_connection_begin (self->connection, TRUE, error)))
        return FALSE;
    }

  return sr_connection_commit (self->connection, error);
}

static gpointer
write_in_thread (gpointer data)
{
  SrDemoWriter *self = data;

  if (!write_all (self, &self->error))
    {
      g_mutex_lock (&self->mutex);
      self->has_failed = TRUE;
      g_cond_broadcast (&self->has_changed);
      g_mutex_unlock (&self->mutex);
    }

  return NULL;
}

/**
 * sr_demo_writer_new:
 * @connection: a connection in bulk mode, outside of a transaction
 *
 * Returns: (transfer full) (nullable): a writer whose thread waits for work
 */
SrDemoWriter *
sr_demo_writer_new (SrConnection  *connection,
                    GError       **error)
{
  SrDemoWriter *self;
  g_autofree char *hash = NULL;
  gint64 sequence = 0;

  if (!sr_event_table_get_head (connection, &sequence, &hash, error))
    return NULL;

  self = g_new0 (SrDemoWriter, 1);
  self->connection = g_object_ref (connection);
  self->filling = batch_new ();
  self->sequence = sequence;
  self->hash = g_steal_pointer (&hash);
  self->n_events = sequence;
  g_queue_init (&self->batches);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->has_changed);
  self->thread = g_thread_new ("sr-demo-writer", write_in_thread, self);

  return self;
}

/* Takes @batch. */
static gboolean
hand_over (SrDemoWriter *self,
           GArray       *batch)
{
  gboolean is_good;

  g_mutex_lock (&self->mutex);
  while (self->batches.length >= MAX_BATCHES && !self->has_failed)
    g_cond_wait (&self->has_changed, &self->mutex);
  is_good = !self->has_failed;
  g_queue_push_tail (&self->batches, batch);
  g_cond_broadcast (&self->has_changed);
  g_mutex_unlock (&self->mutex);

  return is_good;
}

static gboolean
add (SrDemoWriter *self,
     Item         *item)
{
  g_array_append_val (self->filling, *item);
  if (self->filling->len < BATCH)
    return TRUE;

  return hand_over (self, g_steal_pointer (&self->filling)) &&
         (self->filling = batch_new ()) != NULL;
}

/**
 * sr_demo_writer_add_event:
 * @event: (transfer full): without sequence and hash
 *
 * Returns: %FALSE if writing has failed
 */
gboolean
sr_demo_writer_add_event (SrDemoWriter *self,
                          SrRow        *event)
{
  Item item = { event, NULL, NULL };

  return add (self, &item);
}

/**
 * sr_demo_writer_add_request:
 * @request: (transfer full): as it is to stay
 * @children: (transfer full) (element-type SrRow): all that hangs on it
 * @customer: its customer
 *
 * Returns: %FALSE if writing has failed
 */
gboolean
sr_demo_writer_add_request (SrDemoWriter *self,
                            SrRow        *request,
                            GPtrArray    *children,
                            const SrRow  *customer)
{
  Item item = { request, children, customer };

  return add (self, &item);
}

static void
end_thread (SrDemoWriter *self)
{
  g_mutex_lock (&self->mutex);
  g_queue_push_tail (&self->batches, NULL);
  g_cond_broadcast (&self->has_changed);
  g_mutex_unlock (&self->mutex);
  g_thread_join (g_steal_pointer (&self->thread));
}

/**
 * sr_demo_writer_finish:
 * @out_events: (out): how many events the journal has
 *
 * Returns: %TRUE if all is written and committed
 */
gboolean
sr_demo_writer_finish (SrDemoWriter  *self,
                       guint64       *out_events,
                       GError       **error)
{
  if (self->filling != NULL)
    hand_over (self, g_steal_pointer (&self->filling));
  end_thread (self);
  *out_events = self->n_events;

  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }

  return TRUE;
}

/**
 * sr_demo_writer_free:
 * @self: (nullable) (transfer full):
 */
void
sr_demo_writer_free (SrDemoWriter *self)
{
  GArray *batch;

  if (self == NULL)
    return;

  if (self->thread != NULL)
    {
      g_mutex_lock (&self->mutex);
      self->is_stopped = TRUE;
      g_mutex_unlock (&self->mutex);
      end_thread (self);
    }

  while ((batch = g_queue_pop_head (&self->batches)) != NULL)
    g_array_unref (batch);
  g_clear_pointer (&self->filling, g_array_unref);
  g_clear_error (&self->error);
  g_clear_object (&self->connection);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->has_changed);
  g_free (self->hash);
  g_free (self);
}
