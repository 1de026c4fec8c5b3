/* How many requests each view has.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-queue-counts"

#include "config.h"

#include "models/sr-queue-counts.h"

/**
 * SrQueueCounts:
 *
 * Counted by the storage after each change and each minute: with time alone requests become overdue, a
 * snooze ends and a day begins.
 * Main thread only.
 */
struct _SrQueueCounts
{
  GObject  parent_instance;

  SrRoom  *room;                      /* owned */
  guint    counts[SR_N_QUEUE_COUNTS];
  guint    loading : 1;
  guint    wanted : 1;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SrQueueCounts, sr_queue_counts, G_TYPE_OBJECT)

static void count (SrQueueCounts *self);

static void
counted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (SrQueueCounts) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree guint *counts = sr_room_count_finish (SR_ROOM (object), result, &error);

  self->loading = FALSE;

  if (counts == NULL)
    {
      /* The list beside shows why; the numbers stay as they were. */
      g_debug ("The views could not be counted: %s", error->message);
    }
  else if (memcmp (self->counts, counts, sizeof self->counts) != 0)
    {
      memcpy (self->counts, counts, sizeof self->counts);
      g_signal_emit (self, signals[CHANGED], 0);
    }

  if (self->wanted)
    count (self);
}

static void
count (SrQueueCounts *self)
{
  if (self->room == NULL)
    return;

  self->wanted = self->loading;
  if (self->loading)
    return;

  self->loading = TRUE;
  sr_room_count_async (self->room, NULL, counted_cb, g_object_ref (self));
}

static void
sr_queue_counts_dispose (GObject *object)
{
  SrQueueCounts *self = SR_QUEUE_COUNTS (object);

  g_clear_object (&self->room);

  G_OBJECT_CLASS (sr_queue_counts_parent_class)->dispose (object);
}

static void
sr_queue_counts_class_init (SrQueueCountsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sr_queue_counts_dispose;

  /**
   * SrQueueCounts::changed:
   *
   * At least one of the numbers is another.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sr_queue_counts_init (SrQueueCounts *self)
{
}

/**
 * sr_queue_counts_new:
 * @room: an open room
 *
 * Returns: (transfer full): the numbers, all 0 until the first count comes
 */
SrQueueCounts *
sr_queue_counts_new (SrRoom *room)
{
  SrQueueCounts *self;

  g_return_val_if_fail (SR_IS_ROOM (room), NULL);

  self = g_object_new (SR_TYPE_QUEUE_COUNTS, NULL);
  self->room = g_object_ref (room);
  g_signal_connect_object (room, "changed", G_CALLBACK (count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (room, "minute", G_CALLBACK (count), self, G_CONNECT_SWAPPED);
  count (self);

  return self;
}

/**
 * sr_queue_counts_get:
 * @view: a view
 *
 * Returns: how many requests it has
 */
guint
sr_queue_counts_get (SrQueueCounts *self,
                     SrQueueView    view)
{
  g_return_val_if_fail (SR_IS_QUEUE_COUNTS (self), 0);
  g_return_val_if_fail (view < SR_N_QUEUE_VIEWS, 0);

  return self->counts[view];
}

/**
 * sr_queue_counts_get_late:
 *
 * Returns: how many requests of %SR_QUEUE_TODAY are overdue
 */
guint
sr_queue_counts_get_late (SrQueueCounts *self)
{
  g_return_val_if_fail (SR_IS_QUEUE_COUNTS (self), 0);

  return self->counts[SR_QUEUE_COUNT_LATE];
}
