/* Which deadlines a form would move, before it does.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-action-form"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/widgets/sr-action-form-private.h"
#include "ui/widgets/sr-effect-window.h"

static void
on_decided_cb (SrActionForm *self,
               gboolean      applies)
{
  if (applies)
    _sr_action_form_perform (self);
  else
    _sr_action_form_set_acting (self, FALSE);
}

/* A day that moves no deadline is no question. */
static void
on_rehearsed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (SrActionForm) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SrCalendarEffect) effect = sr_room_rehearse_finish (SR_ROOM (source), result, &error);
  SrEffectWindow *window = NULL;

  if (self->room == NULL)
    return;

  /* What is refused is refused again, with what there is to say about it. */
  if (effect == NULL || effect->moves->len == 0)
    {
      _sr_action_form_perform (self);
      return;
    }

  window = sr_effect_window_new (GTK_WINDOW (self), _("Change the Day?"), effect,
                                 sr_room_get_zone (self->room));
  g_signal_connect_object (window, "decided", G_CALLBACK (on_decided_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

void
_sr_action_form_rehearse (SrActionForm *self,
                          GPtrArray    *acts)
{
  _sr_action_form_set_acting (self, TRUE);
  sr_room_rehearse_async (self->room, acts, self->cancellable, on_rehearsed_cb,
                          g_object_ref (self));
}
