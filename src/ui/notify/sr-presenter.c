/* What shows a popup on the desktop.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-presenter"

#include "config.h"

#include "ui/notify/sr-presenter.h"

#include <glib/gi18n-lib.h>

#include "base/sr-worker.h"
#include "ui/notify/sr-gnotification-presenter.h"
#include "ui/notify/sr-libnotify-presenter.h"
#include "ui/notify/sr-presenter-private.h"

/**
 * SrPresenter:
 *
 * Shows popups by whatever the desktop has for it. What is asked for is shown as soon as there is
 * somebody who shows it, and again by whoever comes after them; only the last word on a key counts.
 *
 * A popup is no place to keep anything: the desktop may hide it, shorten it or lose it. To let the
 * presenter go leaves what it shows on the screen.
 *
 * Lives on the main thread. Its signals come from the main loop, never from within a call.
 */

enum
{
  ACTIVATED,
  CLOSED,
  SHOWN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_BOXED_TYPE (SrPopup, sr_popup, sr_popup_copy, sr_popup_free)
G_DEFINE_INTERFACE (SrPresenter, sr_presenter, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (SrPopupAction, sr_popup_action,
  G_DEFINE_ENUM_VALUE (SR_POPUP_ACTION_OPEN, "open"),
  G_DEFINE_ENUM_VALUE (SR_POPUP_ACTION_ACKNOWLEDGE, "acknowledge"),
  G_DEFINE_ENUM_VALUE (SR_POPUP_ACTION_LATER, "later"))

G_DEFINE_ENUM_TYPE (SrPopupEnd, sr_popup_end,
  G_DEFINE_ENUM_VALUE (SR_POPUP_END_EXPIRED, "expired"),
  G_DEFINE_ENUM_VALUE (SR_POPUP_END_DISMISSED, "dismissed"),
  G_DEFINE_ENUM_VALUE (SR_POPUP_END_WITHDRAWN, "withdrawn"),
  G_DEFINE_ENUM_VALUE (SR_POPUP_END_UNKNOWN, "unknown"))

static const struct
{
  const char *name;
  const char *label;
} actions[SR_N_POPUP_ACTIONS] = {
  /* Translators: the three buttons of a popup of the desktop. Short: they share one line. */
  [SR_POPUP_ACTION_OPEN] = { "open", NC_("popup", "Open") },
  [SR_POPUP_ACTION_ACKNOWLEDGE] = { "acknowledge", NC_("popup", "Acknowledge") },
  [SR_POPUP_ACTION_LATER] = { "later", NC_("popup", "Later") },
};

static void
sr_presenter_default_init (SrPresenterInterface *iface)
{
  /**
   * SrPresenter::activated:
   * @key: the popup
   * @action: (type SrPopupAction): the button; a click beside the buttons is
   *   %SR_POPUP_ACTION_OPEN
   * @token: (nullable): what lets a window come to the front, for
   *   gtk_window_set_startup_id()
   *
   * A person has answered. Where the buttons are actions of the application, those are activated
   * instead; see [class@Sr.GNotificationPresenter].
   */
  signals[ACTIVATED] = g_signal_new ("activated", SR_TYPE_PRESENTER, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL,
                                     G_TYPE_NONE, 3, G_TYPE_STRING, SR_TYPE_POPUP_ACTION,
                                     G_TYPE_STRING);

  /**
   * SrPresenter::closed:
   * @key: the popup
   * @end: (type SrPopupEnd): why
   *
   * A popup that had been shown is no longer there. It is not told of one that ended with its
   * server.
   */
  signals[CLOSED] = g_signal_new ("closed", SR_TYPE_PRESENTER, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRING, SR_TYPE_POPUP_END);

  /**
   * SrPresenter::shown:
   * @key: the popup
   * @id: what the server calls it, to replace or withdraw it in a later run of the program; 0 if
   *   the key is enough for that
   * @server: (nullable): the server, which differs from every other one that there ever was
   *
   * A popup was shown: for the first time, with another text, or by another server.
   */
  signals[SHOWN] = g_signal_new ("shown", SR_TYPE_PRESENTER, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL,
                                 G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_UINT, G_TYPE_STRING);
}

/**
 * sr_popup_new:
 * @key: what it is about
 * @title: plain text
 * @body: (nullable): plain text
 *
 * Returns: (transfer full): a popup that is not critical and replaces none
 */
SrPopup *
sr_popup_new (const char *key,
              const char *title,
              const char *body)
{
  SrPopup *self;

  g_return_val_if_fail (key != NULL, NULL);
  g_return_val_if_fail (title != NULL, NULL);

  self = g_new0 (SrPopup, 1);
  self->key = g_strdup (key);
  /* A bus throws out who sends it anything else. */
  self->title = g_utf8_make_valid (title, -1);
  self->body = body != NULL ? g_utf8_make_valid (body, -1) : NULL;
  self->category = g_strdup ("x-serviceroom.deadline");

  return self;
}

/**
 * sr_popup_copy:
 *
 * Returns: (transfer full): one like it
 */
SrPopup *
sr_popup_copy (const SrPopup *self)
{
  SrPopup *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (SrPopup, 1);
  copy->key = g_strdup (self->key);
  copy->title = g_strdup (self->title);
  copy->body = g_strdup (self->body);
  copy->icon_name = g_strdup (self->icon_name);
  copy->category = g_strdup (self->category);
  copy->is_critical = self->is_critical;
  copy->replaces = self->replaces;
  copy->server = g_strdup (self->server);

  return copy;
}

/**
 * sr_popup_free:
 */
void
sr_popup_free (SrPopup *self)
{
  if (self == NULL)
    return;

  g_free (self->key);
  g_free (self->title);
  g_free (self->body);
  g_free (self->icon_name);
  g_free (self->category);
  g_free (self->server);
  g_free (self);
}

/**
 * sr_popup_action_get_name:
 *
 * Returns: the name by which programs know it
 */
const char *
sr_popup_action_get_name (SrPopupAction action)
{
  g_return_val_if_fail (action < SR_N_POPUP_ACTIONS, NULL);

  return actions[action].name;
}

/**
 * sr_popup_action_get_label:
 *
 * Returns: what stands on the button, translated
 */
const char *
sr_popup_action_get_label (SrPopupAction action)
{
  g_return_val_if_fail (action < SR_N_POPUP_ACTIONS, NULL);

  return g_dpgettext2 (GETTEXT_PACKAGE, "popup", actions[action].label);
}

/**
 * sr_presenter_is_in_sandbox:
 *
 * Returns: whether the desktop's own files and services are out of reach
 */
gboolean
sr_presenter_is_in_sandbox (void)
{
  const char *snap = g_getenv ("SNAP");

  return (snap != NULL && *snap != '\0') || g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}

/**
 * sr_presenter_new_for_session:
 * @application: the program, registered
 *
 * In a sandbox no program reaches the notification server, and GLib asks the portal. Elsewhere
 * libnotify says more than GLib: sound, picture, and how long. `SERVICEROOM_PRESENTER` in the
 * environment, `libnotify` or `gnotification`, decides otherwise.
 *
 * Returns: (transfer full): what shows popups in this session
 */
SrPresenter *
sr_presenter_new_for_session (GApplication *application)
{
  const char *chosen = g_getenv ("SERVICEROOM_PRESENTER");

  g_return_val_if_fail (G_IS_APPLICATION (application), NULL);

  if (g_strcmp0 (chosen, "gnotification") == 0
      || (g_strcmp0 (chosen, "libnotify") != 0 && sr_presenter_is_in_sandbox ()))
    return sr_gnotification_presenter_new (application);

  return sr_libnotify_presenter_new ();
}

/**
 * sr_presenter_show:
 * @popup: what to show
 *
 * In place of the popup with the same key, if there is one. What [signal@Sr.Presenter::closed] told
 * of is shown anew.
 */
void
sr_presenter_show (SrPresenter   *self,
                   const SrPopup *popup)
{
  g_return_if_fail (SR_IS_PRESENTER (self));
  g_return_if_fail (popup != NULL);
  SR_ASSERT_MAIN ();

  SR_PRESENTER_GET_IFACE (self)->show (self, popup);
}

/**
 * sr_presenter_withdraw:
 * @key: the popup
 * @id: if an earlier run of the program showed it: the id that was told; 0 otherwise
 * @server: (nullable): the server that was told with it
 *
 * Takes the popup away, if it is there, and lets one that waits to be shown not be shown.
 */
void
sr_presenter_withdraw (SrPresenter *self,
                       const char  *key,
                       guint        id,
                       const char  *server)
{
  g_return_if_fail (SR_IS_PRESENTER (self));
  g_return_if_fail (key != NULL);
  SR_ASSERT_MAIN ();

  SR_PRESENTER_GET_IFACE (self)->withdraw (self, key, id, server);
}

void
sr_presenter_tell_activated (SrPresenter   *self,
                             const char    *key,
                             SrPopupAction  action,
                             const char    *token)
{
  SR_ASSERT_MAIN ();
  g_signal_emit (self, signals[ACTIVATED], 0, key, action, token);
}

void
sr_presenter_tell_closed (SrPresenter *self,
                          const char  *key,
                          SrPopupEnd   end)
{
  SR_ASSERT_MAIN ();
  g_signal_emit (self, signals[CLOSED], 0, key, end);
}

void
sr_presenter_tell_shown (SrPresenter *self,
                         const char  *key,
                         guint        id,
                         const char  *server)
{
  SR_ASSERT_MAIN ();
  g_signal_emit (self, signals[SHOWN], 0, key, id, server);
}
