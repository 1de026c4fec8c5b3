/* Where a room is kept: opens it, gives out connections, tells of changes.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "storage/sr-connection.h"

G_BEGIN_DECLS

#define SR_TYPE_STORE (sr_store_get_type ())
G_DECLARE_FINAL_TYPE (SrStore, sr_store, SR, STORE, GObject)

typedef enum
{
  SR_STORE_OPEN_EXISTING = 0,
  SR_STORE_OPEN_CREATE   = 1 << 0,  /* make the room if there is none; migrate an older one */
  SR_STORE_OPEN_READONLY = 1 << 1
} SrStoreOpenFlags;

/* Blocks on the disk: never on the main thread of a window. @location is a path or a URI.
 * Opening an older schema migrates it, after a backup beside it ("room.db.backup-v1"). Errors:
 * SR_STORE_ERROR_NOT_FOUND, _NOT_A_ROOM, _SCHEMA_TOO_NEW, _NETWORK_FILE_SYSTEM, _CORRUPT, _BUSY:
 * whole sentences that name the file and what to do; nothing was written. */
SrStore      *sr_store_open            (const char        *location,
                                        SrStoreOpenFlags   flags,
                                        GError           **error);
const char   *sr_store_get_location    (SrStore           *self);
/* TRUE if sr_store_open() made it just now: the schema is there, no record is. */
gboolean      sr_store_is_new          (SrStore           *self);
/* The one connection that writes; the thread that first asks for it owns it. */
SrConnection *sr_store_get_writer      (SrStore           *self);
/* A reading connection of the pool, opened when needed; give it back. Any thread. */
SrConnection *sr_store_acquire_reader  (SrStore           *self,
                                        GError           **error);
void          sr_store_release_reader  (SrStore           *self,
                                        SrConnection      *reader);
/* Starts to watch for changes made by others (file monitor and data_version); then the signal
 * "changed" comes on the thread-default main context of the caller. Spurious signals are allowed,
 * missing ones are not. */
void          sr_store_watch           (SrStore           *self);
/* A consistent copy while in use; verified (integrity_check) before it gets its name. */
gboolean      sr_store_backup          (SrStore           *self,
                                        const char        *path,
                                        GError           **error);
/* Puts what the room in the file @path holds in the place of what this one holds, in one transaction,
 * so that others who have it open see it too. On the thread that owns the writer. The caller has
 * verified @path and kept a backup. */
gboolean      sr_store_restore         (SrStore           *self,
                                        const char        *path,
                                        GError           **error);
/* Between the two the writer is fast and not durable, references are not checked, and nobody else may
 * have the room open: for a file that is thrown away unless the whole succeeds. The end makes all of
 * it durable. On the thread that owns the writer, outside of transactions. */
gboolean      sr_store_begin_bulk     (SrStore           *self,
                                       GError           **error);
gboolean      sr_store_end_bulk       (SrStore           *self,
                                       GError           **error);
/* integrity_check and foreign_key_check of the database itself. */
gboolean      sr_store_check           (SrStore           *self,
                                        GError           **error);
void          sr_store_close           (SrStore           *self);

G_END_DECLS
