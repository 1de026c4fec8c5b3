/* Gives a request another tag.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "room/sr-room.h"

G_BEGIN_DECLS

#define SR_TYPE_TAG_EDITOR (sr_tag_editor_get_type ())
G_DECLARE_FINAL_TYPE (SrTagEditor, sr_tag_editor, SR, TAG_EDITOR, GtkPopover)

/* Signal "added" (const char *tag): one that the request does not have yet. */

GtkWidget *sr_tag_editor_new      (void);
/* Asks the room which tags are in use. */
void       sr_tag_editor_begin    (SrTagEditor        *self,
                                   SrRoom             *room);
/* What the request has already is not offered; copied. */
void       sr_tag_editor_set_tags (SrTagEditor        *self,
                                   const char *const  *tags);

G_END_DECLS
