/* Says when a window is drawn, and what memory the program has then.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Whether what the window is for can be seen in the frame that was just painted. */
typedef gboolean (*FirstFrameFunc) (GtkWindow *window);

/* Prints "drawn RESIDENT PROPORTIONAL" (kilobytes) after the first such frame, and quits. */
void first_frame_watch (GtkWindow      *window,
                        FirstFrameFunc  is_drawn);

G_END_DECLS
