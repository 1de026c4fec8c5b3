/* A picture in small, from bytes that anybody may have made.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-thumbnail"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/sr-worker.h"
#include "ui/widgets/sr-thumbnail.h"

/* A file comes from a customer, or from whoever sent it to one. It is read by its first bytes and not
 * by its name, only as PNG or JPEG, whose readers stop before they take memory when they are told a
 * size of nothing; a picture of too many points is refused there. The bytes are given in small pieces,
 * and one that takes too long is given up between two of them.
 */
#define MAX_BYTES (16 * 1024 * 1024)
#define MAX_POINTS (G_GINT64_CONSTANT (24) * 1000 * 1000)
#define MAX_MICROSECONDS (3 * G_USEC_PER_SEC)
#define PIECE 1024

/**
 * Thumbnail:
 *
 * The points of the picture: plain, since objects stay on the thread that shows them.
 */
typedef struct
{
  GBytes          *points;
  int              width;
  int              height;
  gsize            stride;
  GdkMemoryFormat  format;
} Thumbnail;

typedef struct
{
  GBytes   *bytes;
  int       size;
  gboolean  is_refused;
} Request;

static void
thumbnail_free (Thumbnail *thumbnail)
{
  g_bytes_unref (thumbnail->points);
  g_free (thumbnail);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Thumbnail, thumbnail_free)

static void
request_free (Request *request)
{
  g_bytes_unref (request->bytes);
  g_free (request);
}

static const char *
find_kind (const guint8 *data,
           gsize         size)
{
  static const guint8 png[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  static const guint8 jpeg[] = { 0xff, 0xd8, 0xff };

  if (size > sizeof png && memcmp (data, png, sizeof png) == 0)
    return "png";
  if (size > sizeof jpeg && memcmp (data, jpeg, sizeof jpeg) == 0)
    return "jpeg";

  return NULL;
}

static void
on_size_prepared_cb (GdkPixbufLoader *loader,
                     int              width,
                     int              height,
                     gpointer         user_data)
{
  Request *request = user_data;
  double scale;

  if (width < 1 || height < 1 || (gint64) width * height > MAX_POINTS)
    {
      request->is_refused = TRUE;
      gdk_pixbuf_loader_set_size (loader, 0, 0);
      return;
    }

  scale = MIN (1.0, (double) request->size / MAX (width, height));
  gdk_pixbuf_loader_set_size (loader, MAX (1, (int) (width * scale)),
                              MAX (1, (int) (height * scale)));
}

static gboolean
feed (GdkPixbufLoader  *loader,
      Request          *request,
      GCancellable     *cancellable,
      GError          **error)
{
  gint64 end = g_get_monotonic_time () + MAX_MICROSECONDS;
  gsize size;
  const guint8 *data = g_bytes_get_data (request->bytes, &size);

  for (gsize at = 0; at < size; at += PIECE)
    {
      g_autoptr (GError) local_error = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      gdk_pixbuf_loader_write (loader, data + at, MIN (PIECE, size - at), &local_error);
      if (request->is_refused || g_get_monotonic_time () > end)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                               _("The picture is too large for a preview."));
          return FALSE;
        }
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }

  return TRUE;
}

static Thumbnail *
take_points (GdkPixbuf *pixbuf)
{
  g_autoptr (GdkPixbuf) turned = gdk_pixbuf_apply_embedded_orientation (pixbuf);
  Thumbnail *thumbnail = g_new0 (Thumbnail, 1);

  thumbnail->points = gdk_pixbuf_read_pixel_bytes (turned);
  thumbnail->width = gdk_pixbuf_get_width (turned);
  thumbnail->height = gdk_pixbuf_get_height (turned);
  thumbnail->stride = (gsize) gdk_pixbuf_get_rowstride (turned);
  thumbnail->format = gdk_pixbuf_get_has_alpha (turned) ? GDK_MEMORY_R8G8B8A8
                                                        : GDK_MEMORY_R8G8B8;

  return thumbnail;
}

static Thumbnail *
decode (Request       *request,
        GCancellable  *cancellable,
        GError       **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (request->bytes, &size);
  const char *kind = find_kind (data, size);
  g_autoptr (GdkPixbufLoader) loader = NULL;
  GdkPixbuf *pixbuf;

  if (kind == NULL || size > MAX_BYTES)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           _("There is no preview of this kind of file."));
      return NULL;
    }

  loader = gdk_pixbuf_loader_new_with_type (kind, error);
  if (loader == NULL)
    return NULL;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size_prepared_cb), request);
  if (!feed (loader, request, cancellable, error))
    {
      gdk_pixbuf_loader_close (loader, NULL);
      return NULL;
    }
  if (!gdk_pixbuf_loader_close (loader, error))
    return NULL;

  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (pixbuf == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _("The file is no picture that can be read."));
      return NULL;
    }

  return take_points (pixbuf);
}

static void
decode_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  GError *error = NULL;
  Thumbnail *thumbnail;

  SR_ASSERT_WORKER ();

  thumbnail = decode (task_data, cancellable, &error);
  if (thumbnail != NULL)
    g_task_return_pointer (task, thumbnail, (GDestroyNotify) thumbnail_free);
  else
    g_task_return_error (task, error);
}

/**
 * sr_thumbnail_is_offered:
 * @media_type: (nullable): what the file was said to be when it was attached
 * @size: how many bytes it has
 *
 * Returns: whether a preview is worth a try
 */
gboolean
sr_thumbnail_is_offered (const char *media_type,
                         gint64      size)
{
  return (g_strcmp0 (media_type, "image/png") == 0 || g_strcmp0 (media_type, "image/jpeg") == 0) &&
         size > 0 && size <= MAX_BYTES;
}

/**
 * sr_thumbnail_async:
 * @bytes: the file
 * @size: the side of the square that it is fitted into, in pixels
 * @cancellable: (nullable): stops it
 * @callback: called on the main thread
 */
void
sr_thumbnail_async (GBytes              *bytes,
                    int                  size,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->bytes = g_bytes_ref (bytes);
  request->size = size;
  g_task_set_source_tag (task, sr_thumbnail_async);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  g_task_run_in_thread (task, decode_in_thread);
}

/**
 * sr_thumbnail_finish:
 *
 * Returns: (transfer full) (nullable): the picture, or %NULL with an error of GIO or of GdkPixbuf
 */
GdkTexture *
sr_thumbnail_finish (GAsyncResult  *result,
                     GError       **error)
{
  g_autoptr (Thumbnail) thumbnail = g_task_propagate_pointer (G_TASK (result), error);

  if (thumbnail == NULL)
    return NULL;

  return gdk_memory_texture_new (thumbnail->width, thumbnail->height, thumbnail->format,
                                 thumbnail->points, thumbnail->stride);
}
