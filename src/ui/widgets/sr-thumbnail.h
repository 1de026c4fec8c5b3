/* A picture in small, from bytes that anybody may have made.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is tried at all: a kind of picture that is read here, of a size that is. */
gboolean    sr_thumbnail_is_offered (const char           *media_type,
                                     gint64                size);
/* Fits the picture into a square of @size pixels, on another thread. */
void        sr_thumbnail_async      (GBytes               *bytes,
                                     int                   size,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
/* (transfer full); NULL with an error for what is no picture, or too large a one. */
GdkTexture *sr_thumbnail_finish     (GAsyncResult         *result,
                                     GError              **error);

G_END_DECLS
