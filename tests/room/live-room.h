/* A room that is in use: an SrRoom beside the gate of somebody else.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "room-fixture.h"
#include "room/sr-room.h"

/* Runs the main loop until it is so; the test fails after ten seconds. */
#define wait_until(condition) \
  G_STMT_START { \
    gint64 wait_end_ = g_get_monotonic_time () + 10 * G_USEC_PER_SEC; \
    while (!(condition)) \
      { \
        if (g_get_monotonic_time () > wait_end_) \
          g_error ("%s:%d: it did not come to be: %s", __FILE__, __LINE__, #condition); \
        if (!g_main_context_iteration (NULL, FALSE)) \
          g_usleep (200); \
      } \
  } G_STMT_END

/**
 * LiveRoom:
 *
 * The manager "li.na" works in it; through the fixture anybody else does, as another program would.
 */
typedef struct
{
  RoomFixture  fixture;
  SrRoom      *room;
} LiveRoom;

void       live_room_set_up    (LiveRoom      *self,
                                gconstpointer  data);
void       live_room_tear_down (LiveRoom      *self,
                                gconstpointer  data);
/* Another SrRoom on the same file; close it before it is let go. */
SrRoom    *live_room_open      (LiveRoom      *self,
                                const char    *login);
/* Closes the room and what its last answers hold. */
void       live_room_close     (SrRoom        *room);

/* The callback of anything asynchronous; @user_data is a GAsyncResult ** that is NULL until then. */
void       take_result_cb      (GObject       *object,
                                GAsyncResult  *result,
                                gpointer       user_data);

/* (element-type SrAct): one request of a new customer */
GPtrArray *live_room_make_receive (SrRoom     *room,
                                   const char *title);
/* Received through the room. */
gint64     live_room_receive      (SrRoom     *room,
                                   const char *title);
/* field, text, ... ended by NULL */
GPtrArray *live_room_make_act     (gint64      request,
                                   const char *action,
                                   ...) G_GNUC_NULL_TERMINATED;
/* Takes the acts. NULL and @error if they are refused. (element-type SrOutcome) */
GPtrArray *live_room_try          (SrRoom     *room,
                                   GPtrArray  *acts,
                                   GError    **error);
/* Takes the acts; the test fails if they are refused. */
void       live_room_act          (SrRoom     *room,
                                   GPtrArray  *acts);
/* All about a request. */
SrRequestDetail *live_room_load   (SrRoom     *room,
                                   gint64      request);
