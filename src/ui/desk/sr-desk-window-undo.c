/* What was just done, and the way back.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-desk-window"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/service/sr-undo.h"
#include "ui/desk/sr-desk-window-private.h"
#include "ui/widgets/sr-sentence.h"

/* One toast has what was done last, for as long as it may be taken back; its button and Ctrl+Z do so.
 * Another act takes its place. What else is to be said is said before it, and it comes back.
 */

static void
forget (SrDeskWindow *self)
{
  g_autoptr (AdwToast) toast = g_steal_pointer (&self->undo_toast);

  g_clear_handle_id (&self->undo_id, g_source_remove);
  g_clear_pointer (&self->undo_sequences, g_array_unref);
  g_clear_pointer (&self->undo_sentence, g_free);
  if (self->undo_action != NULL)
    g_simple_action_set_enabled (self->undo_action, FALSE);
  if (toast != NULL)
    adw_toast_dismiss (toast);
}

static gboolean
on_too_late_cb (gpointer data)
{
  SrDeskWindow *self = data;

  self->undo_id = 0;
  forget (self);

  return G_SOURCE_REMOVE;
}

static GArray *
read_sequences (GVariant *variant)
{
  GArray *sequences = g_array_new (FALSE, FALSE, sizeof (gint64));
  gsize n_sequences;
  gconstpointer data = g_variant_get_fixed_array (variant, &n_sequences, sizeof (gint64));

  return g_array_append_vals (sequences, data, n_sequences);
}

static void
on_announce_done_cb (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       data)
{
  SrDeskWindow *self = data;
  g_autoptr (GVariant) variant = g_variant_get_child_value (parameter, 1);
  g_autoptr (GArray) sequences = read_sequences (variant);
  const char *sentence;

  g_variant_get_child (parameter, 0, "&s", &sentence);
  forget (self);
  if (sequences->len == 0)
    {
      _sr_desk_window_announce (self, sentence);
      return;
    }

  self->undo_sequences = g_steal_pointer (&sequences);
  self->undo_sentence = g_strdup (sentence);
  self->undo_toast = sr_toast_new (sentence);
  adw_toast_set_button_label (self->undo_toast, _("_Undo"));
  adw_toast_set_action_name (self->undo_toast, "win.undo");
  adw_toast_set_timeout (self->undo_toast, SR_UNDO_SECONDS);
  g_simple_action_set_enabled (self->undo_action, TRUE);
  self->undo_id = g_timeout_add_seconds (SR_UNDO_SECONDS, on_too_late_cb, self);
  adw_toast_overlay_add_toast (self->toasts, g_object_ref (self->undo_toast));
}

typedef struct
{
  SrDeskWindow *window;
  char         *sentence;
} Undoing;

static void
undoing_free (Undoing *undoing)
{
  g_object_unref (undoing->window);
  g_free (undoing->sentence);
  g_free (undoing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Undoing, undoing_free)

static void
on_undone_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Undoing) undoing = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outcomes = sr_room_undo_finish (SR_ROOM (source), result, &error);
  g_autofree char *sentence = NULL;

  /* Translators: %s is what was undone: "SR-2026-000412: Assigned to Ann Miller" */
  sentence = outcomes != NULL ? g_strdup_printf (_("Undone: %s"), undoing->sentence)
                              : g_strdup (error->message);
  _sr_desk_window_announce (undoing->window, sentence);
}

static void
on_undo_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  SrDeskWindow *self = data;
  Undoing *undoing;
  GArray *sequences;

  if (self->undo_sequences == NULL || self->room == NULL)
    return;

  undoing = g_new0 (Undoing, 1);
  undoing->window = g_object_ref (self);
  undoing->sentence = g_steal_pointer (&self->undo_sentence);
  sequences = g_steal_pointer (&self->undo_sequences);
  forget (self);
  sr_room_undo_async (self->room, sequences, on_undone_cb, undoing);
}

/* In an entry Ctrl+Z takes back what was typed, also when there is nothing left of it. */
static gboolean
on_undo_key_cb (GtkWidget *widget,
                GVariant  *arguments,
                gpointer   data)
{
  SrDeskWindow *self = SR_DESK_WINDOW (widget);
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  if (self->undo_sequences == NULL || GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus))
    return GDK_EVENT_PROPAGATE;

  g_action_activate (G_ACTION (self->undo_action), NULL);

  return GDK_EVENT_STOP;
}

void
_sr_desk_window_announce (SrDeskWindow *self,
                          const char   *sentence)
{
  AdwToast *toast = sr_toast_new (sentence);

  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
_sr_desk_window_undo_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, on_undo_key_cb, NULL);
}

void
_sr_desk_window_undo_init (SrDeskWindow *self)
{
  static const GActionEntry entries[] = {
    { "announce-done", on_announce_done_cb, "(sax)" },
    { "undo", on_undo_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  self->undo_action = G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "undo"));
  g_simple_action_set_enabled (self->undo_action, FALSE);
}

void
_sr_desk_window_undo_dispose (SrDeskWindow *self)
{
  self->undo_action = NULL;
  forget (self);
}
