/* What is dropped on a request or pasted into it.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-request-pane"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "ui/queue/sr-request-pane-private.h"

/* Files are attached, a picture is attached as a file with a name that says when, and text goes into
 * the note. Where the clipboard holds several of them, files come first, since a file manager puts
 * their names beside them as text; then text, since a table comes with a picture of itself.
 */

/**
 * Pasting:
 *
 * A picture on its way to a file of its own, in a folder that goes with it.
 */
typedef struct
{
  SrRequestPane *pane;
  gint64         request;
  GdkTexture    *texture;
  char          *name;
  GFile         *folder;
  GFile         *file;
} Pasting;

static void
pasting_free (Pasting *pasting)
{
  g_object_unref (pasting->pane);
  g_object_unref (pasting->texture);
  g_free (pasting->name);
  g_clear_object (&pasting->folder);
  g_clear_object (&pasting->file);
  g_free (pasting);
}

static void
save_picture_in_thread (GTask        *task,
                        gpointer      source,
                        gpointer      task_data,
                        GCancellable *cancellable)
{
  Pasting *pasting = task_data;
  GError *error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("serviceroom-XXXXXX", &error);

  if (folder == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  pasting->folder = g_file_new_for_path (folder);
  pasting->file = g_file_get_child (pasting->folder, pasting->name);
  if (gdk_texture_save_to_png (pasting->texture, g_file_peek_path (pasting->file)))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED,
                             _("The picture could not be written to a file."));
}

static void
on_picture_saved_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  SrRequestPane *self = SR_REQUEST_PANE (source);
  Pasting *pasting = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    _sr_request_pane_announce (self, error->message);
  else if (self->room != NULL)
    _sr_request_pane_attach_file (self, pasting->request, pasting->file, pasting->folder);
}

/* "Screenshot 2026-11-24 10-12.png": a name that sorts, and that any disk takes. */
static char *
dup_picture_name (SrRequestPane *self)
{
  const SrValue now = SR_INT (sr_room_get_now (self->room));
  g_autofree char *when = sr_field_to_display (&sr_request_kind.fields[SR_REQUEST_RECEIVED_AT],
                                               &now, sr_room_get_zone (self->room));

  /* Translators: the name of a file; %s is a day and a time */
  return g_strdup_printf (_("Screenshot %s.png"), g_strdelimit (when, ":", '-'));
}

static void
attach_picture (SrRequestPane *self,
                GdkTexture    *texture)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_picture_saved_cb, NULL);
  Pasting *pasting = g_new0 (Pasting, 1);

  pasting->pane = g_object_ref (self);
  pasting->request = self->request;
  pasting->texture = g_object_ref (texture);
  pasting->name = dup_picture_name (self);
  g_task_set_source_tag (task, attach_picture);
  g_task_set_task_data (task, pasting, (GDestroyNotify) pasting_free);
  /* Nothing of the room is touched, so no worker of the room is kept from its work. */
  g_task_run_in_thread (task, save_picture_in_thread);
}

static gboolean
take_value (SrRequestPane *self,
            const GValue  *value)
{
  if (self->detail == NULL || self->room == NULL)
    return FALSE;

  if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE))
    {
      attach_picture (self, g_value_get_object (value));
      return TRUE;
    }

  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    {
      for (GSList *link = g_value_get_boxed (value); link != NULL; link = link->next)
        _sr_request_pane_attach_file (self, self->request, link->data, NULL);
      return TRUE;
    }

  if (G_VALUE_HOLDS_STRING (value) && g_value_get_string (value) != NULL)
    {
      sr_timeline_view_insert_note (self->timeline, g_value_get_string (value));
      return TRUE;
    }

  return FALSE;
}

static gboolean
on_drop_cb (SrRequestPane *self,
            const GValue  *value)
{
  return take_value (self, value);
}

static void
on_pasted_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (SrRequestPane) self = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, &error);

  if (value != NULL)
    take_value (self, value);
  else
    _sr_request_pane_announce (self, error->message);
}

static GType
choose_type (GdkClipboard *clipboard)
{
  GdkContentFormats *offered = gdk_content_formats_ref (gdk_clipboard_get_formats (clipboard));
  g_autoptr (GdkContentFormats) formats =
    gdk_content_formats_union_deserialize_gtypes (offered);
  const GType types[] = { GDK_TYPE_FILE_LIST, G_TYPE_STRING, GDK_TYPE_TEXTURE };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (gdk_content_formats_contain_gtype (formats, types[i]))
        return types[i];
    }

  return G_TYPE_INVALID;
}

static void
on_paste_cb (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  GType type = choose_type (clipboard);

  if (type == G_TYPE_INVALID)
    _sr_request_pane_announce (SR_REQUEST_PANE (widget),
                               _("The clipboard holds no file, picture or text."));
  else
    gdk_clipboard_read_value_async (clipboard, type, G_PRIORITY_DEFAULT, NULL, on_pasted_cb,
                                    g_object_ref (widget));
}

/* Text is pasted by the field that has the focus, as everywhere; the rest is for the request. */
static gboolean
on_paste_key_cb (GtkWidget *widget,
                 GVariant  *arguments,
                 gpointer   data)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  gboolean is_writing = GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus);

  if (SR_REQUEST_PANE (widget)->detail == NULL ||
      (is_writing && choose_type (gtk_widget_get_clipboard (widget)) == G_TYPE_STRING))
    return GDK_EVENT_PROPAGATE;

  gtk_widget_activate_action (widget, "request.paste", NULL);

  return GDK_EVENT_STOP;
}

void
_sr_request_pane_paste_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "request.paste", NULL, on_paste_cb);
}

void
_sr_request_pane_paste_init (SrRequestPane *self)
{
  GType types[] = { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkShortcut *paste =
    gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>v|<Shift>Insert"),
                      gtk_callback_action_new (on_paste_key_cb, NULL, NULL));

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));

  /* Before the field that has the focus, which takes the key even for what it cannot paste. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), paste);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
