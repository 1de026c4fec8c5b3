/* Whether the desktop starts the program that shows popups.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* By the autostart folders of the desktop; not for a sandbox, whose files the desktop does not see. */
void     sr_autostart_load_async  (GAsyncReadyCallback   callback,
                                   gpointer              user_data);
/* 1 or 0; -1 with an error. */
int      sr_autostart_load_finish (GAsyncResult         *result,
                                   GError              **error);
void     sr_autostart_save_async  (gboolean              starts,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
gboolean sr_autostart_save_finish (GAsyncResult         *result,
                                   GError              **error);

G_END_DECLS
