/* A round toggle that chooses a view and says how much is in it.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SR_TYPE_VIEW_CHIP (sr_view_chip_get_type ())
G_DECLARE_FINAL_TYPE (SrViewChip, sr_view_chip, SR, VIEW_CHIP, GtkToggleButton)

void sr_view_chip_set_count (SrViewChip *self,
                             guint       count);
/* Where only some of what is in the view is to be warned of. */
void sr_view_chip_set_count_of_late (SrViewChip *self,
                                     guint       count,
                                     guint       late);

G_END_DECLS
