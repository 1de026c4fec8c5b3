/* What the files of the room share.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/sr-wake.h"
#include "base/sr-worker.h"
#include "room/sr-gate.h"
#include "room/sr-room.h"

G_BEGIN_DECLS

struct _SrRoom
{
  GObject          parent_instance;

  /* Owned references */
  SrStore         *store;
  SrClock         *clock;
  SrWake          *wake;           /* when it is time again; once it is open */
  SrWorker        *writer;
  SrWorker        *readers;
  SrWorker        *files;          /* reads what is attached */
  SrGate          *gate;           /* of the writer's thread */
  SrConfiguration *configuration;
  GHashTable      *records;        /* "kind/id" -> SrRecord, not owned */

  /* State */
  gint64           staff;
  gint64           sequence;       /* the last event that was told */
  gint64           next_tick;
  gint64           shown_minute;
  guint            retry_id;       /* source id: what failed is tried again */
  char            *error;
  guint            tick_failed : 1;
  guint            feed_running : 1;
  guint            feed_wanted : 1;  /* once more, or again after it failed */
  guint            closed : 1;
};

/**
 * RecordGone:
 *
 * Which place of the map of records falls free when the object goes.
 */
typedef struct
{
  GHashTable *records;
  char       *key;
} RecordGone;

/* Reads the events that came since, and tells of them. */
void sr_room_look_for_news (SrRoom          *self);
void sr_room_run           (SrRoom          *self,
                            SrWorker        *worker,
                            GTask           *task,
                            GTaskThreadFunc  func);

/* Looks what the time is, does what it brings, and sees to it that it looks again in time. */
void     sr_room_look_at_clock      (SrRoom          *self);

/* What the room says to who listens. */
void     sr_room_set_error          (SrRoom          *self,
                                     const char      *message);
void     sr_room_take_configuration (SrRoom          *self,
                                     SrConfiguration *configuration);
void     sr_room_tell_changed       (SrRoom          *self,
                                     const char      *kind,
                                     gint64           record);
void     sr_room_tell_minute        (SrRoom          *self);

G_END_DECLS
