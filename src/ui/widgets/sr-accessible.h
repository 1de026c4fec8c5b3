/* Names for people who do not see the window.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void sr_accessible_set_name (GtkWidget  *widget,
                             const char *name);

G_END_DECLS
