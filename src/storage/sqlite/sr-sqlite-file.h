/* Looks at a file before SQLite does.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "SRRM" at byte 68 of the file: what makes a SQLite file a room. */
#define SR_SQLITE_APPLICATION_ID 0x5352524d

/**
 * SrSqliteFile:
 * @SR_SQLITE_FILE_MISSING: there is none
 * @SR_SQLITE_FILE_EMPTY: it has no bytes: a room may be made in it
 * @SR_SQLITE_FILE_ROOM: it may be opened
 */
typedef enum
{
  SR_SQLITE_FILE_MISSING,
  SR_SQLITE_FILE_EMPTY,
  SR_SQLITE_FILE_ROOM
} SrSqliteFile;

/* Reads, takes no lock, writes nothing. Errors: SR_STORE_ERROR_NOT_A_ROOM, _SCHEMA_TOO_NEW,
 * _CORRUPT, _UNAVAILABLE. */
gboolean    sr_sqlite_file_examine            (const char    *path,
                                               guint          latest_schema,
                                               SrSqliteFile  *out_file,
                                               GError       **error);
/* TRUE if a log or journal beside the file holds changes that are not in it yet. */
gboolean    sr_sqlite_file_has_log            (const char    *path);
/* SR_STORE_ERROR_NETWORK_FILE_SYSTEM if the file or the folder that it would be in is on one. */
gboolean    sr_sqlite_file_check_file_system  (const char    *path,
                                               GError       **error);
/* "nfs" and the like for a file system on which SQLite cannot lock, NULL for any other. @type is the
 * number that statfs() gives, @name what /proc/self/mountinfo calls it, "" if it is not there. */
const char *sr_sqlite_file_name_network       (guint64        type,
                                               const char    *name);

/* How the file system of an existing path is asked for; tests put another in its place. */
typedef gboolean (*SrSqliteFileSystemFunc)    (const char    *path,
                                               guint64       *out_type,
                                               char         **out_name);
void        sr_sqlite_file_set_file_system_func (SrSqliteFileSystemFunc func);

void        sr_sqlite_file_set_newer_error    (const char    *path,
                                               guint          schema,
                                               guint          latest_schema,
                                               GError       **error);

G_END_DECLS
