/* The rooms that a benchmark measures at: those that it is given, or one of the demonstration.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * Rooms:
 *
 * Paths of rooms, the smallest first.
 */
typedef struct _Rooms Rooms;

/* PROGRAM SERVICEROOMCTL [ROOM...]. Without a room those of SR_BENCH_ROOMS, parted by colons; without
 * that one of 10,000 requests is made, and removed again by rooms_free(). (transfer full) */
Rooms      *rooms_open  (int          argc,
                         char       **argv);
void        rooms_free  (Rooms       *self);
guint       rooms_get_n (Rooms       *self);
const char *rooms_get   (Rooms       *self,
                         guint        room);
/* The paths that SR_BENCH_ROOMS names. (transfer full) */
char      **rooms_named (void);

/* One line: which room it is and how much is in it. */
void        rooms_print   (const char  *path);
/* A minute after its last event. */
gint64      rooms_get_now (const char  *path);
/* The one text that a question gives; for the life of the process. */
const char *rooms_ask     (const char  *path,
                           const char  *sql);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Rooms, rooms_free)

G_END_DECLS
