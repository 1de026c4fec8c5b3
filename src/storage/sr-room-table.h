/* What the room says of itself: a few words by key.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "storage/sr-connection.h"

G_BEGIN_DECLS

/* Given when the room is made, copied with it. */
#define SR_ROOM_UUID "uuid"

/* @out_value is NULL if there is no such key. */
gboolean sr_room_table_get (SrConnection  *connection,
                            const char    *key,
                            char         **out_value,
                            GError       **error);
gboolean sr_room_table_set (SrConnection  *connection,
                            const char    *key,
                            const char    *value,
                            GError       **error);
gboolean sr_room_table_remove (SrConnection  *connection,
                               const char    *key,
                               GError       **error);

G_END_DECLS
