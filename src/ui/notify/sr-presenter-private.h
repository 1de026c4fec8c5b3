/* What a presenter tells. For presenters.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/notify/sr-presenter.h"

G_BEGIN_DECLS

void sr_presenter_tell_activated (SrPresenter   *self,
                                  const char    *key,
                                  SrPopupAction  action,
                                  const char    *token);
void sr_presenter_tell_closed    (SrPresenter   *self,
                                  const char    *key,
                                  SrPopupEnd     end);
void sr_presenter_tell_shown     (SrPresenter   *self,
                                  const char    *key,
                                  guint          id,
                                  const char    *server);

G_END_DECLS
