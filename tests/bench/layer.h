/* A room as it was, with a layer over it that takes what is written: for a room that is too large to be
 * copied and must stay as it is.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From now on whoever opens @path in this process has what is in the room @below, which is only read:
 * pages that were not written yet come from it. @path becomes a file with holes that takes those that
 * are, and its log stands beside it, so that a commit costs what it costs on a copy. One thread. */
void layer_put (const char *path,
                const char *below);

G_END_DECLS
