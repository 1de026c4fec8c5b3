/* Popups by GLib.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/notify/sr-presenter.h"

G_BEGIN_DECLS

#define SR_TYPE_GNOTIFICATION_PRESENTER (sr_gnotification_presenter_get_type ())
G_DECLARE_FINAL_TYPE (SrGNotificationPresenter, sr_gnotification_presenter, SR,
                      GNOTIFICATION_PRESENTER, GObject)

SrPresenter *sr_gnotification_presenter_new (GApplication *application);

G_END_DECLS
