/* Words for a moment, at the foot of the window.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Says @sentence in the window of @widget. */
void sr_announce          (GtkWidget  *widget,
                           const char *sentence);
/* Says @sentence about @outcomes (element-type SrOutcome), and offers to take them back if that is
 * possible. */
void sr_announce_undoable (GtkWidget  *widget,
                           const char *sentence,
                           GPtrArray  *outcomes);
/* Says what was done to the requests of @outcomes (element-type SrOutcome), and offers to take it back
 * if that is possible. @step: the words of sr_step_sentence(). */
void sr_announce_done     (GtkWidget  *widget,
                           const char *step,
                           GPtrArray  *outcomes);

G_END_DECLS
