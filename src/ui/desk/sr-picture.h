/* A window as a picture, with what stands over it.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean sr_picture_save (GtkWindow   *window,
                          const char  *path,
                          GError     **error);

G_END_DECLS
