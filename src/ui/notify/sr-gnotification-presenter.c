/* Popups by GLib.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-gnotification-presenter"

#include "config.h"

#include "ui/notify/sr-gnotification-presenter.h"

#include "ui/notify/sr-presenter-private.h"

/**
 * SrGNotificationPresenter:
 *
 * The presenter of a sandbox. GLib asks the portal, which outlives the program and starts it when a
 * button is pressed; so the buttons are actions of the application, `app.reminder-open`,
 * `app.reminder-acknowledge` and `app.reminder-later`, with the key as their target.
 *
 * GLib tells neither that a popup was shown nor that it was closed: `shown` says that it was sent,
 * and `closed` comes only after a withdrawal.
 */
struct _SrGNotificationPresenter
{
  GObject parent_instance;

  /* Owned. */
  GApplication *application;
  GHashTable   *keys;         /* of what was sent */
};

typedef struct
{
  GWeakRef presenter;
  char    *key;
  gboolean is_closed;
} News;

static void sr_gnotification_presenter_init_presenter (SrPresenterInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SrGNotificationPresenter, sr_gnotification_presenter, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SR_TYPE_PRESENTER,
                                                      sr_gnotification_presenter_init_presenter))

static void
free_news (gpointer data)
{
  News *news = data;

  g_weak_ref_clear (&news->presenter);
  g_free (news->key);
  g_free (news);
}

static gboolean
on_news_cb (gpointer data)
{
  News *news = data;
  g_autoptr (SrPresenter) presenter = g_weak_ref_get (&news->presenter);

  if (presenter == NULL)
    return G_SOURCE_REMOVE;

  if (news->is_closed)
    sr_presenter_tell_closed (presenter, news->key, SR_POPUP_END_WITHDRAWN);
  else
    sr_presenter_tell_shown (presenter, news->key, 0, NULL);

  return G_SOURCE_REMOVE;
}

static void
tell (SrGNotificationPresenter *self,
      const char               *key,
      gboolean                  is_closed)
{
  News *news = g_new0 (News, 1);

  g_weak_ref_init (&news->presenter, self);
  news->key = g_strdup (key);
  news->is_closed = is_closed;
  g_idle_add_full (G_PRIORITY_DEFAULT, on_news_cb, news, free_news);
}

static void
sr_gnotification_presenter_show (SrPresenter   *presenter,
                                 const SrPopup *popup)
{
  SrGNotificationPresenter *self = SR_GNOTIFICATION_PRESENTER (presenter);
  g_autoptr (GNotification) notification = g_notification_new (popup->title);

  if (popup->body != NULL)
    g_notification_set_body (notification, popup->body);
  g_notification_set_category (notification, popup->category);
  g_notification_set_priority (notification, popup->is_critical ? G_NOTIFICATION_PRIORITY_URGENT
                                                                : G_NOTIFICATION_PRIORITY_NORMAL);
  if (popup->icon_name != NULL)
    {
      g_autoptr (GIcon) icon = g_themed_icon_new (popup->icon_name);

      g_notification_set_icon (notification, icon);
    }

  g_notification_set_default_action_and_target (notification, "app.reminder-open", "s",
                                                popup->key);
  for (guint i = 0; i < SR_N_POPUP_ACTIONS; i++)
    {
      g_autofree char *action = g_strconcat ("app.reminder-", sr_popup_action_get_name (i), NULL);

      g_notification_add_button_with_target (notification, sr_popup_action_get_label (i), action,
                                             "s", popup->key);
    }

  g_application_send_notification (self->application, popup->key, notification);
  g_hash_table_add (self->keys, g_strdup (popup->key));
  tell (self, popup->key, FALSE);
}

static void
sr_gnotification_presenter_withdraw (SrPresenter *presenter,
                                     const char  *key,
                                     guint        id,
                                     const char  *server)
{
  SrGNotificationPresenter *self = SR_GNOTIFICATION_PRESENTER (presenter);

  /* Also what another run of the program has shown: the portal knows it by its key. */
  g_application_withdraw_notification (self->application, key);
  if (g_hash_table_remove (self->keys, key))
    tell (self, key, TRUE);
}

static void
sr_gnotification_presenter_init_presenter (SrPresenterInterface *iface)
{
  iface->show = sr_gnotification_presenter_show;
  iface->withdraw = sr_gnotification_presenter_withdraw;
}

static void
sr_gnotification_presenter_finalize (GObject *object)
{
  SrGNotificationPresenter *self = SR_GNOTIFICATION_PRESENTER (object);

  g_clear_object (&self->application);
  g_clear_pointer (&self->keys, g_hash_table_unref);

  G_OBJECT_CLASS (sr_gnotification_presenter_parent_class)->finalize (object);
}

static void
sr_gnotification_presenter_class_init (SrGNotificationPresenterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sr_gnotification_presenter_finalize;
}

static void
sr_gnotification_presenter_init (SrGNotificationPresenter *self)
{
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * sr_gnotification_presenter_new:
 * @application: the program, registered, with the actions that the buttons name
 *
 * Returns: (transfer full): a presenter that sends its popups by @application
 */
SrPresenter *
sr_gnotification_presenter_new (GApplication *application)
{
  SrGNotificationPresenter *self;

  g_return_val_if_fail (G_IS_APPLICATION (application), NULL);

  self = g_object_new (SR_TYPE_GNOTIFICATION_PRESENTER, NULL);
  self->application = g_object_ref (application);

  return SR_PRESENTER (self);
}
