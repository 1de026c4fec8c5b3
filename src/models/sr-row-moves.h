/* What moves when rows are put in another order.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint sr_row_moves_find (GArray   *old,
                         GArray   *ids,
                         gboolean *is_staying,
                         gboolean *is_kept);

G_END_DECLS
