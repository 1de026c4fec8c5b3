/* A field for text of several lines.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SR_TYPE_TEXT_AREA (sr_text_area_get_type ())
G_DECLARE_FINAL_TYPE (SrTextArea, sr_text_area, SR, TEXT_AREA, AdwBin)

/* Signals: "changed"; "activate" (Ctrl+Enter). Properties: "name-for-people" (what it is called for
 * those who do not see its label). */
GtkWidget *sr_text_area_new      (const char *name);
char      *sr_text_area_dup_text (SrTextArea *self);
void       sr_text_area_set_text (SrTextArea *self,
                                  const char *text);

G_END_DECLS
