/* A row of small things that goes on in the next line.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SR_TYPE_WRAP_BOX (sr_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (SrWrapBox, sr_wrap_box, SR, WRAP_BOX, GtkWidget)

GtkWidget *sr_wrap_box_new    (void);
void       sr_wrap_box_append (SrWrapBox *self,
                               GtkWidget *child);
void       sr_wrap_box_clear  (SrWrapBox *self);

G_END_DECLS
