/* A new room in a folder of its own, at a fixed instant.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "room/sr-gate.h"

/* 2026-07-15 09:00 in Shanghai, a Wednesday */
#define FIXTURE_NOW G_GINT64_CONSTANT (1784077200)

/**
 * RoomFixture:
 *
 * A room with the manager "li.na" signed in, the handler "wang.wei" and the desk clerk "he.jing".
 */
typedef struct
{
  char    *folder;
  char    *path;
  SrClock *clock;
  SrStore *store;
  SrGate  *gate;
} RoomFixture;

void       room_fixture_set_up    (RoomFixture   *self,
                                   gconstpointer  data);
void       room_fixture_tear_down (RoomFixture   *self,
                                   gconstpointer  data);
/* Closes store and gate, and opens them again. */
void       room_fixture_reopen    (RoomFixture   *self);
void       room_fixture_advance   (RoomFixture   *self,
                                   gint64         seconds);

/* Acts as @login; field, text, ... ended by NULL. Fails the test if it is refused. */
SrOutcome *room_fixture_act       (RoomFixture   *self,
                                   const char    *login,
                                   gint64         request,
                                   const char    *action,
                                   ...) G_GNUC_NULL_TERMINATED;
/* The same, with a reason; NULL and @error if it is refused. */
SrOutcome *room_fixture_try       (RoomFixture   *self,
                                   const char    *login,
                                   gint64         request,
                                   const char    *action,
                                   const char    *reason,
                                   GError       **error,
                                   ...) G_GNUC_NULL_TERMINATED;
/* A registered request of a new customer. */
gint64     room_fixture_receive   (RoomFixture   *self,
                                   const char    *title);
SrRow     *room_fixture_load      (RoomFixture   *self,
                                   gint64         request);
void       room_fixture_verify    (RoomFixture   *self);
/* Runs SQL past every rule, as somebody with a tool would. */
void       room_fixture_tamper    (RoomFixture   *self,
                                   const char    *sql);
