/* A window over a room, and somebody else who works in it.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "room-fixture.h"
#include "room/sr-room.h"

/**
 * UiFixture:
 * @other: the room as another program has it open, to change things behind the window's back
 * @room: the room as the window has it open
 * @parent: a window with the actions `win.show-request`, `win.announce` and `win.announce-done`
 * @shown: the request that was to be shown, 0 if none was
 * @done: what was last said to be done, %NULL if nothing was
 */
typedef struct
{
  RoomFixture  other;
  SrClock     *clock;
  SrRoom      *room;
  GtkWindow   *parent;
  gint64       shown;
  char        *done;
} UiFixture;

/* Once, before anything else; FALSE if there is no display. */
gboolean    ui_fixture_init        (void);
/* @data: (nullable): the login of who sits at the window; "he.jing" of the desk */
void        ui_fixture_set_up      (UiFixture      *self,
                                    gconstpointer   data);
void        ui_fixture_tear_down   (UiFixture      *self,
                                    gconstpointer   data);

/* Runs the main loop until the condition holds; the test fails if it never does. */
#define ui_fixture_wait(condition) \
  G_STMT_START { \
    gint64 until_ = g_get_monotonic_time () + 20 * G_USEC_PER_SEC; \
    while (!(condition) && g_get_monotonic_time () < until_) \
      ui_fixture_iterate (); \
    g_assert_true (condition); \
  } G_STMT_END

void        ui_fixture_iterate     (void);
/* For what must not happen: gives it the time in which it would. */
void        ui_fixture_pause       (guint           milliseconds);

/* The shown window of the type, NULL if there is none. */
GtkWindow  *ui_fixture_find_window (GType           type);
/* The widget below @root with this id in its template; NULL if there is none. */
gpointer    ui_fixture_find        (gpointer        root,
                                    const char     *id);
/* The n-th widget of the type below @root, counted from 0. */
gpointer    ui_fixture_find_type   (gpointer        root,
                                    GType           type,
                                    guint           n);
/* The row of an AdwPreferencesGroup or a list with this title. */
gpointer    ui_fixture_find_row    (gpointer        root,
                                    const char     *title);
void        ui_fixture_click       (gpointer        button);

gint64      ui_fixture_customer    (UiFixture      *self,
                                    const char     *name,
                                    const char     *phones);
SrRequestDetail *ui_fixture_load   (UiFixture      *self,
                                    gint64          request);
