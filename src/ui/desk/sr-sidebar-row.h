/* A page in the sidebar.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/widgets/sr-page.h"

G_BEGIN_DECLS

#define SR_TYPE_SIDEBAR_ROW (sr_sidebar_row_get_type ())
G_DECLARE_FINAL_TYPE (SrSidebarRow, sr_sidebar_row, SR, SIDEBAR_ROW, GtkListBoxRow)

GtkWidget  *sr_sidebar_row_new         (const char   *name,
                                        SrPage       *page);
const char *sr_sidebar_row_get_name    (SrSidebarRow *self);
/* Icon and count only. */
void        sr_sidebar_row_set_compact (SrSidebarRow *self,
                                        gboolean      compact);

G_END_DECLS
