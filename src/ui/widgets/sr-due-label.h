/* What a request is due, in words.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "domain/records/sr-record.h"
#include "models/sr-due.h"

G_BEGIN_DECLS

#define SR_TYPE_DUE_LABEL (sr_due_label_get_type ())
G_DECLARE_FINAL_TYPE (SrDueLabel, sr_due_label, SR, DUE_LABEL, AdwBin)

void        sr_due_label_set_request   (SrDueLabel *self,
                                        SrRecord   *request);

/* How a level looks everywhere: a symbolic icon, and the style class or NULL. */
const char *sr_due_level_get_icon_name (SrDueLevel  level);
/* Gives the widget the class of the level and of no other. */
void        sr_due_level_style         (SrDueLevel  level,
                                        GtkWidget  *widget);

G_END_DECLS
