/* What shows a popup on the desktop.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The buttons of every popup, in this order. A click beside them opens. */
typedef enum
{
  SR_POPUP_ACTION_OPEN,
  SR_POPUP_ACTION_ACKNOWLEDGE,
  SR_POPUP_ACTION_LATER,
} SrPopupAction;

#define SR_N_POPUP_ACTIONS 3

/* Why a popup is no longer there. */
typedef enum
{
  SR_POPUP_END_EXPIRED,
  SR_POPUP_END_DISMISSED,
  SR_POPUP_END_WITHDRAWN,
  SR_POPUP_END_UNKNOWN,
} SrPopupEnd;

/**
 * SrPopup:
 * @key: what the popup is about; there is one popup for a key at any time
 * @title: plain text, without names or numbers of people: it is seen on a locked screen
 * @body: (nullable): plain text
 * @icon_name: (nullable): of the themes that the notification server knows
 * @category: for the rules of the desktop; `x-serviceroom.deadline` unless another is given
 * @is_critical: stays until it is answered, and is shown although the person is not to be disturbed
 * @replaces: the id that [signal@Sr.Presenter::shown] told when an earlier run of the program
 *   showed this key; 0 if there is none
 * @server: (nullable): the server that was told with it
 *
 * A popup as it is asked for.
 */
typedef struct
{
  char    *key;
  char    *title;
  char    *body;
  char    *icon_name;
  char    *category;
  gboolean is_critical;
  guint    replaces;
  char    *server;
} SrPopup;

#define SR_TYPE_POPUP (sr_popup_get_type ())
#define SR_TYPE_POPUP_ACTION (sr_popup_action_get_type ())
#define SR_TYPE_POPUP_END (sr_popup_end_get_type ())

GType       sr_popup_get_type         (void);
GType       sr_popup_action_get_type  (void);
GType       sr_popup_end_get_type     (void);

SrPopup    *sr_popup_new              (const char    *key,
                                       const char    *title,
                                       const char    *body);
SrPopup    *sr_popup_copy             (const SrPopup *self);
void        sr_popup_free             (SrPopup       *self);

const char *sr_popup_action_get_name  (SrPopupAction  action);
const char *sr_popup_action_get_label (SrPopupAction  action);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrPopup, sr_popup_free)

#define SR_TYPE_PRESENTER (sr_presenter_get_type ())
G_DECLARE_INTERFACE (SrPresenter, sr_presenter, SR, PRESENTER, GObject)

/**
 * SrPresenterInterface:
 * @show: shows a popup
 * @withdraw: takes it away
 *
 * Both return at once, whatever the desktop does.
 */
struct _SrPresenterInterface
{
  GTypeInterface parent_interface;

  void (*show)     (SrPresenter   *self,
                    const SrPopup *popup);
  void (*withdraw) (SrPresenter   *self,
                    const char    *key,
                    guint          id,
                    const char    *server);
};

SrPresenter *sr_presenter_new_for_session (GApplication  *application);

void         sr_presenter_show            (SrPresenter   *self,
                                           const SrPopup *popup);
void         sr_presenter_withdraw        (SrPresenter   *self,
                                           const char    *key,
                                           guint          id,
                                           const char    *server);

gboolean     sr_presenter_is_in_sandbox   (void);

G_END_DECLS
