/* What SQLite says, in the words of the storage.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <sqlite3.h>

#include "storage/sr-store-error.h"

G_BEGIN_DECLS

void sr_sqlite_set_error (GError  **error,
                          sqlite3  *database,
                          int       code);

G_END_DECLS
