/* Notices that a SQLite file was written to, by whomever.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SR_TYPE_SQLITE_WATCHER (sr_sqlite_watcher_get_type ())
G_DECLARE_FINAL_TYPE (SrSqliteWatcher, sr_sqlite_watcher, SR, SQLITE_WATCHER, GObject)

SrSqliteWatcher *sr_sqlite_watcher_new   (const char      *path);
void             sr_sqlite_watcher_close (SrSqliteWatcher *self);

G_END_DECLS
