/* News and time: what makes a room tell of changes.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-room"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "room/sr-room-private.h"
#include "storage/sr-event-table.h"

#define FEED_BATCH 500
#define RETRY_SECONDS 1

/* The journal is the feed: there is no second way to hear of a change. */

/**
 * Feed:
 *
 * What one reading of the journal brought over the border.
 */
typedef struct
{
  GPtrArray       *events;
  SrConfiguration *configuration;  /* NULL if it is the same */
} Feed;

static void
feed_free (Feed *feed)
{
  g_clear_pointer (&feed->events, g_ptr_array_unref);
  g_clear_pointer (&feed->configuration, sr_configuration_unref);
  g_free (feed);
}

static gboolean
concerns_configuration (GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++)
    {
      const char *name = sr_row_get_text (g_ptr_array_index (events, i), SR_EVENT_KIND);
      const SrRecordKind *kind = sr_record_kind_find (name);

      if (kind != NULL && sr_configuration_has_kind (kind))
        return TRUE;
    }

  return FALSE;
}

static void
look_for_news_in_thread (GTask        *task,
                         gpointer      source,
                         gpointer      task_data,
                         GCancellable *cancellable)
{
  SrRoom *self = source;
  gint64 *sequence = task_data;
  GError *error = NULL;
  SrConnection *reader = sr_store_acquire_reader (self->store, &error);
  Feed *feed;

  SR_ASSERT_WORKER ();

  if (reader == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  feed = g_new0 (Feed, 1);
  feed->events = sr_event_table_load_after (reader, *sequence, FEED_BATCH, &error);
  if (feed->events != NULL && concerns_configuration (feed->events))
    feed->configuration = sr_configuration_load (reader, &error);

  sr_store_release_reader (self->store, reader);

  if (error != NULL)
    {
      feed_free (feed);
      g_task_return_error (task, error);
      return;
    }

  g_task_return_pointer (task, feed, (GDestroyNotify) feed_free);
}

static void
take_feed (SrRoom *self,
           Feed   *feed)
{
  if (feed->configuration != NULL)
    sr_room_take_configuration (self, g_steal_pointer (&feed->configuration));

  for (guint i = 0; i < feed->events->len; i++)
    {
      const SrRow *event = g_ptr_array_index (feed->events, i);

      self->sequence = sr_row_get_integer (event, SR_EVENT_SEQUENCE);
      sr_room_tell_changed (self, sr_row_get_text (event, SR_EVENT_KIND),
                            sr_row_get_integer (event, SR_EVENT_RECORD));
    }
}

static gboolean
retry_cb (gpointer data)
{
  SrRoom *self = data;

  self->retry_id = 0;
  if (self->tick_failed)
    self->next_tick = 0;
  self->tick_failed = FALSE;
  sr_room_look_at_clock (self);
  if (self->feed_wanted)
    sr_room_look_for_news (self);

  return G_SOURCE_REMOVE;
}

static void
try_again (SrRoom *self)
{
  if (self->retry_id == 0 && !self->closed)
    self->retry_id = g_timeout_add_seconds (RETRY_SECONDS, retry_cb, self);
}

static void
feed_read_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  SrRoom *self = SR_ROOM (object);
  g_autoptr (GError) error = NULL;
  Feed *feed = g_task_propagate_pointer (G_TASK (result), &error);
  gboolean again = self->feed_wanted;

  self->feed_running = FALSE;
  self->feed_wanted = FALSE;

  if (feed == NULL)
    {
      sr_room_set_error (self, error->message);
      self->feed_wanted = TRUE;
      try_again (self);
      return;
    }

  sr_room_set_error (self, NULL);
  again = again || feed->events->len == FEED_BATCH;
  take_feed (self, feed);
  if (feed->events->len > 0)
    {
      /* Something may be waiting until an earlier instant now. */
      self->next_tick = 0;
      sr_room_look_at_clock (self);
    }
  feed_free (feed);

  if (again)
    sr_room_look_for_news (self);
}

void
sr_room_look_for_news (SrRoom *self)
{
  g_autoptr (GTask) task = NULL;
  gint64 *sequence;

  SR_ASSERT_MAIN ();

  if (self->closed)
    return;

  if (self->feed_running)
    {
      self->feed_wanted = TRUE;
      return;
    }

  self->feed_running = TRUE;
  self->feed_wanted = FALSE;
  sequence = g_new (gint64, 1);
  *sequence = self->sequence;

  task = g_task_new (self, NULL, feed_read_cb, NULL);
  g_task_set_source_tag (task, sr_room_look_for_news);
  g_task_set_task_data (task, sequence, g_free);
  sr_worker_run (self->readers, task, look_for_news_in_thread);
}

/* Time */

static void
tick_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  SrRoom *self = source;
  GError *error = NULL;
  gint64 *next = g_new (gint64, 1);

  SR_ASSERT_WORKER ();

  if (sr_gate_tick (self->gate, next, &error))
    {
      g_task_return_pointer (task, next, g_free);
      return;
    }

  g_free (next);
  g_task_return_error (task, error);
}

static void
ticked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  SrRoom *self = SR_ROOM (object);
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *next = g_task_propagate_pointer (G_TASK (result), &error);

  if (next == NULL)
    {
      sr_room_set_error (self, error->message);
      self->tick_failed = TRUE;
      try_again (self);
      return;
    }

  sr_room_set_error (self, NULL);
  /* What was heard meanwhile may wait until an earlier instant. */
  self->next_tick = MIN (self->next_tick, *next);
  sr_room_look_at_clock (self);
  sr_room_look_for_news (self);
}

static void
tick (SrRoom *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, ticked_cb, NULL);

  g_task_set_source_tag (task, tick);
  sr_worker_run (self->writer, task, tick_in_thread);
}

/* The wall clock is read when the kernel says so, and never counted: suspend and a moved clock cost
 * nothing, and neither does waiting. */
void
sr_room_look_at_clock (SrRoom *self)
{
  gint64 now = sr_clock_now (self->clock);

  if (self->closed)
    return;

  if (now / 60 != self->shown_minute)
    {
      self->shown_minute = now / 60;
      sr_room_tell_minute (self);
    }

  if (now >= self->next_tick)
    {
      self->next_tick = G_MAXINT64;
      tick (self);
    }

  sr_wake_arm (self->wake, MIN (self->next_tick, (now / 60 + 1) * 60));
}
