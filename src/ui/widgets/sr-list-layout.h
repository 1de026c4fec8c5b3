/* Gives a list view the height of all its rows.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SR_TYPE_LIST_LAYOUT (sr_list_layout_get_type ())
G_DECLARE_FINAL_TYPE (SrListLayout, sr_list_layout, SR, LIST_LAYOUT, GtkLayoutManager)

G_END_DECLS
