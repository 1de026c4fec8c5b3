/* Popups by libnotify.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-libnotify-presenter"

#include "config.h"

#include "ui/notify/sr-libnotify-presenter.h"

#include "ui/notify/sr-libnotify-thread.h"

/**
 * SrLibnotifyPresenter:
 *
 * The presenter of a desktop. Every call of libnotify waits for the notification server, up to
 * 25 seconds, so all of them are made on a thread of their own. The main thread leaves its orders
 * there and goes on; it does not wait for the thread at the end either.
 */
struct _SrLibnotifyPresenter
{
  GObject parent_instance;

  /* Owned. */
  SrLibnotifyThread *thread;
};

static void sr_libnotify_presenter_init_presenter (SrPresenterInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SrLibnotifyPresenter, sr_libnotify_presenter, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SR_TYPE_PRESENTER,
                                                      sr_libnotify_presenter_init_presenter))

static void
sr_libnotify_presenter_show (SrPresenter   *presenter,
                             const SrPopup *popup)
{
  SrLibnotifyPresenter *self = SR_LIBNOTIFY_PRESENTER (presenter);

  sr_libnotify_thread_order (self->thread, sr_popup_order_new_show (popup));
}

static void
sr_libnotify_presenter_withdraw (SrPresenter *presenter,
                                 const char  *key,
                                 guint        id,
                                 const char  *server)
{
  SrLibnotifyPresenter *self = SR_LIBNOTIFY_PRESENTER (presenter);

  sr_libnotify_thread_order (self->thread, sr_popup_order_new_withdraw (key, id, server));
}

static void
sr_libnotify_presenter_init_presenter (SrPresenterInterface *iface)
{
  iface->show = sr_libnotify_presenter_show;
  iface->withdraw = sr_libnotify_presenter_withdraw;
}

static void
sr_libnotify_presenter_finalize (GObject *object)
{
  SrLibnotifyPresenter *self = SR_LIBNOTIFY_PRESENTER (object);

  g_clear_pointer (&self->thread, sr_libnotify_thread_stop);

  G_OBJECT_CLASS (sr_libnotify_presenter_parent_class)->finalize (object);
}

static void
sr_libnotify_presenter_class_init (SrLibnotifyPresenterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sr_libnotify_presenter_finalize;
}

static void
sr_libnotify_presenter_init (SrLibnotifyPresenter *self)
{
  self->thread = sr_libnotify_thread_start (SR_PRESENTER (self));
}

/**
 * sr_libnotify_presenter_new:
 *
 * Returns: (transfer full): a presenter that talks to the notification server of the session bus
 */
SrPresenter *
sr_libnotify_presenter_new (void)
{
  return g_object_new (SR_TYPE_LIBNOTIFY_PRESENTER, NULL);
}
