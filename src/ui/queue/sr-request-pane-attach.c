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

typedef struct
{
  SrRequestPane *pane;
  GFile         *file;
  GFile         *folder;  /* of a file that is made for this; NULL for people's own */
} Attaching;

static void
attaching_free (Attaching *attaching)
{
  if (attaching->folder != NULL)
    {
      g_file_delete (attaching->file, NULL, NULL);
      g_file_delete (attaching->folder, NULL, NULL);
    }
  g_object_unref (attaching->pane);
  g_object_unref (attaching->file);
  g_clear_object (&attaching->folder);
  g_free (attaching);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Attaching, attaching_free)

static void
show_attaching (SrRequestPane *self)
{
  g_autofree char *sentence = NULL;

  gtk_widget_set_visible (self->attaching_box, self->n_attaching > 0);
  if (self->n_attaching == 0)
    return;

  sentence = g_strdup_printf (ngettext ("Attaching %u file…", "Attaching %u files…",
                                        self->n_attaching), self->n_attaching);
  gtk_label_set_label (self->attaching_label, sentence);
}

static void
say_attached (SrRequestPane *self)
{
  g_autofree char *sentence = NULL;

  if (self->n_attached == 0)
    return;

  sentence = g_strdup_printf (ngettext ("%u file was attached.", "%u files were attached.",
                                        self->n_attached), self->n_attached);
  _sr_request_pane_announce (self, sentence);
}

static void
on_attach_progress_cb (goffset  done,
                       goffset  total,
                       gpointer data)
{
  Attaching *attaching = data;

  if (attaching->pane->attaching_bar != NULL && total > 0)
    gtk_progress_bar_set_fraction (attaching->pane->attaching_bar, (double) done / (double) total);
}

static void
on_attached_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (Attaching) attaching = user_data;
  g_autoptr (GError) error = NULL;
  SrRequestPane *self = attaching->pane;

  if (sr_room_attach_finish (SR_ROOM (source), result, &error))
    self->n_attached++;
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    _sr_request_pane_announce (self, error->message);

  self->n_attaching--;
  if (self->attaching_box == NULL)
    return;

  show_attaching (self);
  if (self->n_attaching == 0)
    {
      g_clear_object (&self->attaching);
      say_attached (self);
    }
}

void
_sr_request_pane_attach_file (SrRequestPane *self,
                              gint64         request,
                              GFile         *file,
                              GFile         *folder)
{
  Attaching *attaching = g_new0 (Attaching, 1);

  attaching->pane = g_object_ref (self);
  attaching->file = g_object_ref (file);
  g_set_object (&attaching->folder, folder);
  if (self->n_attaching++ == 0)
    {
      self->n_attached = 0;
      self->attaching = g_cancellable_new ();
      gtk_progress_bar_set_fraction (self->attaching_bar, 0);
    }
  show_attaching (self);
  sr_room_attach_async (self->room, request, file, on_attach_progress_cb, attaching,
                        self->attaching, on_attached_cb, attaching);
}

static void
attach (SrRequestPane *self,
        GFile         *file)
{
  _sr_request_pane_attach_file (self, self->request, file, NULL);
}

static void
on_cancel_attaching_cb (GtkWidget  *widget,
                        const char *action,
                        GVariant   *parameter)
{
  g_cancellable_cancel (SR_REQUEST_PANE (widget)->attaching);
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

void
_sr_request_pane_attach_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "request.attach", NULL, on_attach_cb);
  gtk_widget_class_install_action (widget_class, "request.cancel-attaching", NULL,
                                   on_cancel_attaching_cb);
  gtk_widget_class_install_action (widget_class, "request.open-attachment", "(ss)",
                                   on_open_attachment_cb);
  gtk_widget_class_install_action (widget_class, "request.save-attachment", "(ss)",
                                   on_save_attachment_cb);
}

void
_sr_request_pane_attach_dispose (SrRequestPane *self)
{
  g_cancellable_cancel (self->attaching);
  g_clear_object (&self->attaching);
}
