/* What the bell opens: every reminder, and what to do about it.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "models/sr-reminder-model.h"

G_BEGIN_DECLS

#define SR_TYPE_BELL_TRAY (sr_bell_tray_get_type ())
G_DECLARE_FINAL_TYPE (SrBellTray, sr_bell_tray, SR, BELL_TRAY, GtkPopover)

/* @model: has a room. */
GtkWidget *sr_bell_tray_new (SrReminderModel *model);

G_END_DECLS
