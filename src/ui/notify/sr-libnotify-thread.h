/* The thread on which libnotify is called.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/notify/sr-popup-orders.h"

G_BEGIN_DECLS

typedef struct _SrLibnotifyThread SrLibnotifyThread;

SrLibnotifyThread *sr_libnotify_thread_start (SrPresenter       *presenter);
void               sr_libnotify_thread_order (SrLibnotifyThread *self,
                                              SrPopupOrder      *order);
void               sr_libnotify_thread_stop  (SrLibnotifyThread *self);

G_END_DECLS
