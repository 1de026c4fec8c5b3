/* The pictures of a request, in small.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-attachment-strip"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "ui/queue/sr-attachment-strip.h"
#include "ui/widgets/sr-accessible.h"
#include "ui/widgets/sr-thumbnail.h"
#include "ui/widgets/sr-wrap-box.h"

/**
 * SrAttachmentStrip:
 *
 * A button for each attachment that is a picture; a press opens it, by "request.open-attachment" of
 * whoever stands above. The previews come one after the other, so that never more than one file is in
 * memory. Of what cannot be shown an icon stays: it can be opened all the same.
 */
struct _SrAttachmentStrip
{
  AdwBin parent_instance;

  /* Children */
  SrWrapBox    *box;

  /* Owned */
  SrRoom       *room;
  GCancellable *cancellable;  /* of the preview that is being made; NULL if none is */
  GHashTable   *textures;     /* SHA-256 -> GdkTexture of what was seen lately */
  char         *shown;        /* the names of what is shown */
};

/* More pictures are in the history. */
#define MAX_SHOWN 12
#define MAX_REMEMBERED 60
#define SIDE 64

G_DEFINE_FINAL_TYPE (SrAttachmentStrip, sr_attachment_strip, ADW_TYPE_BIN)

static void load_next (SrAttachmentStrip *self);

typedef struct
{
  SrAttachmentStrip *strip;
  GtkWidget         *button;
  GCancellable      *cancellable;
} Loading;

static void
loading_free (Loading *loading)
{
  g_object_unref (loading->strip);
  g_object_unref (loading->button);
  g_object_unref (loading->cancellable);
  g_free (loading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Loading, loading_free)

static const char *
get_sha256 (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "sha256");
}

static void
show_texture (GtkWidget  *button,
              GdkTexture *texture)
{
  GtkWidget *image = gtk_image_new_from_paintable (GDK_PAINTABLE (texture));

  gtk_image_set_pixel_size (GTK_IMAGE (image), SIDE);
  gtk_button_set_child (GTK_BUTTON (button), image);
}

static void
say_why_not (GtkWidget  *button,
             const char *message)
{
  g_autofree char *both = g_strdup_printf ("%s\n%s", gtk_widget_get_tooltip_text (button), message);

  gtk_widget_set_tooltip_text (button, both);
}

static void
on_thumbnail_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (Loading) loading = user_data;
  SrAttachmentStrip *self = loading->strip;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = sr_thumbnail_finish (result, &error);

  if (g_cancellable_is_cancelled (loading->cancellable))
    return;

  g_clear_object (&self->cancellable);
  if (texture != NULL)
    {
      if (g_hash_table_size (self->textures) >= MAX_REMEMBERED)
        g_hash_table_remove_all (self->textures);
      g_hash_table_insert (self->textures, g_strdup (get_sha256 (loading->button)),
                           g_object_ref (texture));
      show_texture (loading->button, texture);
    }
  else
    {
      say_why_not (loading->button, error->message);
    }
  load_next (self);
}

static void
on_content_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (Loading) loading = user_data;
  SrAttachmentStrip *self = loading->strip;
  GCancellable *cancellable = loading->cancellable;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = sr_room_read_content_finish (SR_ROOM (source), result, &error);

  if (g_cancellable_is_cancelled (cancellable))
    return;

  if (bytes != NULL)
    {
      sr_thumbnail_async (bytes, SIDE * gtk_widget_get_scale_factor (GTK_WIDGET (self)),
                          cancellable, on_thumbnail_cb, g_steal_pointer (&loading));
      return;
    }

  say_why_not (loading->button, error->message);
  g_clear_object (&self->cancellable);
  load_next (self);
}

/* The first that has not had its turn. */
static void
load_next (SrAttachmentStrip *self)
{
  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->box)); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    {
      guint size = GPOINTER_TO_UINT (g_object_steal_data (G_OBJECT (button), "size"));
      Loading *loading;

      if (size == 0)
        continue;

      loading = g_new0 (Loading, 1);
      self->cancellable = g_cancellable_new ();
      loading->strip = g_object_ref (self);
      loading->button = g_object_ref (button);
      loading->cancellable = g_object_ref (self->cancellable);
      sr_room_read_content_async (self->room, get_sha256 (button), size, self->cancellable,
                                  on_content_cb, loading);
      return;
    }
}

static void
add_button (SrAttachmentStrip *self,
            const SrRow       *attachment)
{
  const char *sha256 = sr_row_get_text (attachment, SR_ATTACHMENT_SHA256);
  const char *file = sr_row_get_text (attachment, SR_ATTACHMENT_NAME);
  GdkTexture *texture = g_hash_table_lookup (self->textures, sha256);
  /* Translators: %s is the name of a file with a picture */
  g_autofree char *name = g_strdup_printf (_("Open “%s”"), file);
  GtkWidget *button = gtk_button_new_from_icon_name ("image-x-generic-symbolic");

  gtk_widget_set_size_request (button, SIDE, SIDE);
  gtk_widget_add_css_class (button, "preview");
  gtk_widget_set_tooltip_text (button, name);
  sr_accessible_set_name (button, name);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", sha256, file);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "request.open-attachment");
  g_object_set_data_full (G_OBJECT (button), "sha256", g_strdup (sha256), g_free);
  if (texture != NULL)
    show_texture (button, texture);
  else
    g_object_set_data (G_OBJECT (button), "size", GUINT_TO_POINTER ((guint)
                       sr_row_get_integer (attachment, SR_ATTACHMENT_SIZE)));
  sr_wrap_box_append (self->box, button);
}

/* Each content once, whoever attached it how often. */
static GPtrArray *
collect (SrRequestDetail *detail)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *pictures = g_ptr_array_new ();

  for (guint i = 0; i < detail->children->len && pictures->len < MAX_SHOWN; i++)
    {
      const SrRow *child = g_ptr_array_index (detail->children, i);

      if (sr_row_get_kind (child) == &sr_attachment_kind &&
          sr_thumbnail_is_offered (sr_row_get_text (child, SR_ATTACHMENT_MEDIA_TYPE),
                                   sr_row_get_integer (child, SR_ATTACHMENT_SIZE)) &&
          g_hash_table_add (seen, (gpointer) sr_row_get_text (child, SR_ATTACHMENT_SHA256)))
        g_ptr_array_add (pictures, (gpointer) child);
    }

  return pictures;
}

static char *
describe (GPtrArray *pictures)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < pictures->len; i++)
    g_string_append_printf (names, "%s %s\n",
                            sr_row_get_text (g_ptr_array_index (pictures, i), SR_ATTACHMENT_SHA256),
                            sr_row_get_text (g_ptr_array_index (pictures, i), SR_ATTACHMENT_NAME));

  return g_string_free (names, FALSE);
}

static void
stop (SrAttachmentStrip *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
sr_attachment_strip_dispose (GObject *object)
{
  SrAttachmentStrip *self = SR_ATTACHMENT_STRIP (object);

  stop (self);
  g_clear_pointer (&self->textures, g_hash_table_unref);
  g_clear_pointer (&self->shown, g_free);
  g_clear_object (&self->room);

  G_OBJECT_CLASS (sr_attachment_strip_parent_class)->dispose (object);
}

static void
sr_attachment_strip_class_init (SrAttachmentStripClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sr_attachment_strip_dispose;
}

static void
sr_attachment_strip_init (SrAttachmentStrip *self)
{
  self->textures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->box = SR_WRAP_BOX (sr_wrap_box_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * sr_attachment_strip_set_room:
 * @room: (nullable): where the contents are
 */
void
sr_attachment_strip_set_room (SrAttachmentStrip *self,
                              SrRoom            *room)
{
  g_return_if_fail (SR_IS_ATTACHMENT_STRIP (self));

  g_set_object (&self->room, room);
}

/**
 * sr_attachment_strip_set_detail:
 * @detail: (nullable): the request; nothing of it is kept
 */
void
sr_attachment_strip_set_detail (SrAttachmentStrip *self,
                                SrRequestDetail   *detail)
{
  g_autoptr (GPtrArray) pictures = detail != NULL ? collect (detail) : g_ptr_array_new ();
  g_autofree char *names = describe (pictures);

  g_return_if_fail (SR_IS_ATTACHMENT_STRIP (self));

  /* A preview that is there stays, and so does the focus in it. */
  if (g_strcmp0 (names, self->shown) == 0)
    return;

  stop (self);
  g_free (self->shown);
  self->shown = g_steal_pointer (&names);
  sr_wrap_box_clear (self->box);
  for (guint i = 0; i < pictures->len; i++)
    add_button (self, g_ptr_array_index (pictures, i));
  gtk_widget_set_visible (GTK_WIDGET (self), pictures->len > 0);
  if (self->room != NULL)
    load_next (self);
}
