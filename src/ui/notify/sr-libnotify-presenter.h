/* Popups by libnotify.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/notify/sr-presenter.h"

G_BEGIN_DECLS

#define SR_TYPE_LIBNOTIFY_PRESENTER (sr_libnotify_presenter_get_type ())
G_DECLARE_FINAL_TYPE (SrLibnotifyPresenter, sr_libnotify_presenter, SR, LIBNOTIFY_PRESENTER,
                      GObject)

SrPresenter *sr_libnotify_presenter_new (void);

G_END_DECLS
