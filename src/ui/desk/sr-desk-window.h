/* The desk: pages at the left, one of them at the right.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ui/widgets/sr-page.h"

G_BEGIN_DECLS

#define SR_TYPE_DESK_WINDOW (sr_desk_window_get_type ())
G_DECLARE_FINAL_TYPE (SrDeskWindow, sr_desk_window, SR, DESK_WINDOW, AdwApplicationWindow)

SrDeskWindow      *sr_desk_window_new          (GtkApplication *application);
/* The names of the pages, ended by NULL. */
const char *const *sr_desk_window_list_pages   (void);
gboolean           sr_desk_window_show_page    (SrDeskWindow   *self,
                                                const char     *name);
SrPage            *sr_desk_window_get_page     (SrDeskWindow   *self);
void               sr_desk_window_set_loading  (SrDeskWindow   *self);
void               sr_desk_window_set_room     (SrDeskWindow   *self,
                                                SrRoom         *room);
/* Says why there is no room; the button activates @action of the application. */
void               sr_desk_window_set_failed   (SrDeskWindow   *self,
                                                const char     *title,
                                                const char     *sentence,
                                                const char     *button,
                                                const char     *action);

G_END_DECLS
