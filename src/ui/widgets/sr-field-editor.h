/* One field of a record in a form, by its declaration.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "room/sr-room.h"

G_BEGIN_DECLS

#define SR_TYPE_FIELD_EDITOR (sr_field_editor_get_type ())
G_DECLARE_FINAL_TYPE (SrFieldEditor, sr_field_editor, SR, FIELD_EDITOR, GObject)

/* Signals: "changed"; "activate": Enter, or Ctrl+Enter where Enter begins a line. */
SrFieldEditor *sr_field_editor_new         (SrRoom         *room,
                                            const SrField  *field,
                                            const char     *name,
                                            gboolean        required,
                                            const SrValue  *value);
const char    *sr_field_editor_get_name    (SrFieldEditor  *self);
const char    *sr_field_editor_get_label   (SrFieldEditor  *self);
gboolean       sr_field_editor_is_required (SrFieldEditor  *self);
/* (transfer none): a row of a list box */
GtkWidget     *sr_field_editor_get_row     (SrFieldEditor  *self);
/* (transfer full): as sr_field_parse() reads it; empty for nothing */
char          *sr_field_editor_dup_text    (SrFieldEditor  *self);
void           sr_field_editor_set_text    (SrFieldEditor  *self,
                                            const char     *text);
/* As if it had been typed. */
void           sr_field_editor_suggest     (SrFieldEditor  *self,
                                            const char     *text);
void           sr_field_editor_set_subject (SrFieldEditor  *self,
                                            gint64          request,
                                            const char     *customer);
gboolean       sr_field_editor_is_changed  (SrFieldEditor  *self);
gboolean       sr_field_editor_check       (SrFieldEditor  *self,
                                            GError        **error);
/* (transfer full): what people read for a text of the field */
char          *sr_field_editor_display     (SrFieldEditor  *self,
                                            const char     *text);
void           sr_field_editor_grab_focus  (SrFieldEditor  *self);

G_END_DECLS
