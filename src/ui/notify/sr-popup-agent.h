/* Has the desktop show what the person is to be reminded of.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "room/sr-room.h"
#include "ui/notify/sr-presenter.h"

G_BEGIN_DECLS

#define SR_TYPE_POPUP_AGENT (sr_popup_agent_get_type ())
G_DECLARE_FINAL_TYPE (SrPopupAgent, sr_popup_agent, SR, POPUP_AGENT, GObject)

/* Signals:
 *   "open" (const char *kind, gint64 record): the person wants to see what a popup is about; 0 for one
 *     that is about several. */

SrPopupAgent *sr_popup_agent_new     (SrRoom        *room,
                                      SrPresenter   *presenter);
/* What a button of the popup of that key does, also where it is pressed elsewhere. */
void          sr_popup_agent_perform (SrPopupAgent  *self,
                                      const char    *key,
                                      SrPopupAction  action);

G_END_DECLS
