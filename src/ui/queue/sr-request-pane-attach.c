/* Files of a request: attach, open, save.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-request-pane"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "ui/queue/sr-request-pane-private.h"

/* What is opened is a copy in the cache of the person, in a folder named by its content: the room's
 * own copy cannot be changed by the program that shows it.
 */

static void
on_attached_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (SrRequestPane) self = user_data;
  g_autoptr (GError) error = NULL;

  if (sr_room_attach_finish (SR_ROOM (source), result, &error))
    _sr_request_pane_announce (self, _("The file was attached."));
  else
    _sr_request_pane_announce (self, error->message);
}

static void
attach (SrRequestPane *self,
        GFile         *file)
{
  sr_room_attach_async (self->room, self->request, file, NULL, on_attached_cb,
                        g_object_ref (self));
}

static void
on_attach_response_cb (SrRequestPane *self,
                       int            response,
                       GtkFileChooser *chooser)
{
  g_autoptr (GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      files = gtk_file_chooser_get_files (chooser);
      for (guint i = 0; i < g_list_model_get_n_items (files); i++)
        {
          g_autoptr (GFile) file = g_list_model_get_item (files, i);

          attach (self, file);
        }
    }
  g_object_unref (chooser);
}

/* The chooser lives until its response. */
static void
choose (SrRequestPane        *self,
        GtkFileChooserNative *chooser,
        GCallback             callback)
{
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", callback, self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static GtkFileChooserNative *
make_chooser (SrRequestPane        *self,
              const char           *title,
              GtkFileChooserAction  action,
              const char           *accept)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));

  return gtk_file_chooser_native_new (title, window, action, accept, NULL);
}

static void
on_attach_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  SrRequestPane *self = SR_REQUEST_PANE (widget);
  GtkFileChooserNative *chooser;

  if (self->detail == NULL)
    return;

  chooser = make_chooser (self, _("Attach Files"), GTK_FILE_CHOOSER_ACTION_OPEN, _("_Attach"));
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), TRUE);
  choose (self, chooser, G_CALLBACK (on_attach_response_cb));
}

static void
on_saved_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (SrRequestPane) self = user_data;
  g_autoptr (GError) error = NULL;

  if (sr_room_save_content_finish (SR_ROOM (source), result, &error))
    _sr_request_pane_announce (self, _("The file was saved."));
  else
    _sr_request_pane_announce (self, error->message);
}

static void
on_save_response_cb (SrRequestPane  *self,
                     int             response,
                     GtkFileChooser *chooser)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (chooser);

      sr_room_save_content_async (self->room, g_object_get_data (G_OBJECT (chooser), "sha256"),
                                  file, NULL, on_saved_cb, g_object_ref (self));
    }
  g_object_unref (chooser);
}

static void
on_save_attachment_cb (GtkWidget  *widget,
                       const char *action,
                       GVariant   *parameter)
{
  SrRequestPane *self = SR_REQUEST_PANE (widget);
  GtkFileChooserNative *chooser =
    make_chooser (self, _("Save the Attachment"), GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"));
  const char *sha256;
  const char *name;

  g_variant_get (parameter, "(&s&s)", &sha256, &name);
  g_object_set_data_full (G_OBJECT (chooser), "sha256", g_strdup (sha256), g_free);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  choose (self, chooser, G_CALLBACK (on_save_response_cb));
}

typedef struct
{
  SrRequestPane *pane;
  GFile         *file;
} Opening;

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->pane);
  g_object_unref (opening->file);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static void
on_launched_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (SrRequestPane) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    _sr_request_pane_announce (self, error->message);
}

static void
on_content_ready_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = g_file_get_uri (opening->file);

  if (sr_room_save_content_finish (SR_ROOM (source), result, &error))
    g_app_info_launch_default_for_uri_async (uri, NULL, NULL, on_launched_cb,
                                             g_object_ref (opening->pane));
  else
    _sr_request_pane_announce (opening->pane, error->message);
}

static void
on_open_attachment_cb (GtkWidget  *widget,
                       const char *action,
                       GVariant   *parameter)
{
  SrRequestPane *self = SR_REQUEST_PANE (widget);
  Opening *opening = g_new0 (Opening, 1);
  g_autofree char *folder = NULL;
  g_autofree char *base = NULL;
  const char *sha256;
  const char *name;

  g_variant_get (parameter, "(&s&s)", &sha256, &name);
  folder = g_build_filename (g_get_user_cache_dir (), "serviceroom", "attachments", sha256, NULL);
  base = g_path_get_basename (name);
  g_mkdir_with_parents (folder, 0700);

  opening->pane = g_object_ref (self);
  opening->file = g_file_new_build_filename (folder, base, NULL);
  sr_room_save_content_async (self->room, sha256, opening->file, NULL, on_content_ready_cb,
                              opening);
}

static gboolean
on_drop_cb (SrRequestPane *self,
            const GValue  *value)
{
  GSList *files = g_value_get_boxed (value);

  if (self->detail == NULL)
    return FALSE;

  for (GSList *link = files; link != NULL; link = link->next)
    attach (self, link->data);

  return files != NULL;
}

void
_sr_request_pane_attach_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "request.attach", NULL, on_attach_cb);
  gtk_widget_class_install_action (widget_class, "request.open-attachment", "(ss)",
                                   on_open_attachment_cb);
  gtk_widget_class_install_action (widget_class, "request.save-attachment", "(ss)",
                                   on_save_attachment_cb);
}

void
_sr_request_pane_attach_init (SrRequestPane *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
