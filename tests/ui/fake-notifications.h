/* A notification server that is told how to misbehave.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

/**
 * FakeNotifications:
 *
 * Owns `org.freedesktop.Notifications` on the session bus, on a thread of its own, so that what it
 * does to a program is not done by the program itself.
 */
typedef struct _FakeNotifications FakeNotifications;

/* Never answers. */
#define FAKE_NOTIFICATIONS_HANG G_MAXUINT

/**
 * FakeNotify:
 * @id: what was answered
 *
 * A call of Notify.
 */
typedef struct
{
  guint     id;
  char     *program;
  guint     replaces;
  char     *icon;
  char     *title;
  char     *body;
  char    **actions;
  GVariant *hints;
  int       timeout;
} FakeNotify;

/* @delay: before it answers Notify, in milliseconds. @capabilities: (nullable): separated by
 * spaces; what a good server can do. Returns when it has the name. */
FakeNotifications *fake_notifications_start       (guint              delay,
                                                   const char        *capabilities);
/* As if it had crashed. */
void               fake_notifications_stop        (FakeNotifications *self);

/* Calls that came so far; they need not be answered yet. */
guint              fake_notifications_count       (FakeNotifications *self);
guint              fake_notifications_count_close (FakeNotifications *self);
guint              fake_notifications_count_asked (FakeNotifications *self);
/* The n-th of them, from 0. */
const FakeNotify  *fake_notifications_get         (FakeNotifications *self,
                                                   guint              n);
guint              fake_notifications_get_closed  (FakeNotifications *self,
                                                   guint              n);

void               fake_notifications_press       (FakeNotifications *self,
                                                   guint              id,
                                                   const char        *action);
void               fake_notifications_close       (FakeNotifications *self,
                                                   guint              id,
                                                   guint              reason);
