/* Previews of pictures, good and hostile ones.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "domain/records/sr-kinds.h"
#include "ui-fixture.h"
#include "ui/queue/sr-request-pane-private.h"
#include "ui/widgets/sr-thumbnail.h"

typedef struct
{
  gboolean    is_done;
  GdkTexture *texture;
  GError     *error;
} Answer;

static void
on_thumbnail_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  Answer *answer = user_data;

  answer->texture = sr_thumbnail_finish (result, &answer->error);
  answer->is_done = TRUE;
}

static Answer
make (GBytes *bytes)
{
  Answer answer = { 0 };

  sr_thumbnail_async (bytes, 64, NULL, on_thumbnail_cb, &answer);
  ui_fixture_wait (answer.is_done);
  g_assert_true ((answer.texture == NULL) == (answer.error != NULL));

  return answer;
}

static void
answer_clear (Answer *answer)
{
  g_clear_object (&answer->texture);
  g_clear_error (&answer->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static GBytes *
draw (const char *type,
      int         width,
      int         height)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  gdk_pixbuf_fill (pixbuf, 0x3584e4ff);
  gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, type, &error, NULL);
  g_assert_no_error (error);

  return g_bytes_new_take (data, size);
}

static void
test_fits (void)
{
  const char *types[] = { "png", "jpeg" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GBytes) bytes = draw (types[i], 800, 400);
      g_auto (Answer) answer = make (bytes);

      g_assert_no_error (answer.error);
      g_assert_cmpint (gdk_texture_get_width (answer.texture), ==, 64);
      g_assert_cmpint (gdk_texture_get_height (answer.texture), ==, 32);
    }
}

static void
test_small (void)
{
  g_autoptr (GBytes) bytes = draw ("png", 10, 6);
  g_auto (Answer) answer = make (bytes);

  g_assert_no_error (answer.error);
  g_assert_cmpint (gdk_texture_get_width (answer.texture), ==, 10);
}

static guint32
checksum (const guint8 *data,
          gsize         size)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < size; i++)
    {
      crc ^= data[i];
      for (guint bit = 0; bit < 8; bit++)
        crc = crc & 1 ? (crc >> 1) ^ 0xedb88320 : crc >> 1;
    }

  return ~crc;
}

/* Says in its head that it has 900 million points, and is small enough to be sent by anybody. */
static void
test_bomb (void)
{
  g_autoptr (GBytes) bytes = draw ("png", 8, 8);
  gsize size;
  gpointer data = g_bytes_unref_to_data (g_bytes_ref (bytes), &size);
  guint32 *head = g_new0 (guint32, size / 4 + 1);
  guint32 crc;
  g_autoptr (GBytes) bomb = NULL;
  g_auto (Answer) answer = { 0 };

  memcpy (head, data, size);
  g_free (data);
  /* Width and height stand behind the signature, a length and the name of the chunk. */
  head[4] = GUINT32_TO_BE (30000);
  head[5] = GUINT32_TO_BE (30000);
  crc = GUINT32_TO_BE (checksum ((guint8 *) head + 12, 17));
  memcpy ((guint8 *) head + 29, &crc, sizeof crc);
  bomb = g_bytes_new_take (head, size);

  answer = make (bomb);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

static void
test_other_files (void)
{
  const char *contents[] = { "<svg xmlns='http://www.w3.org/2000/svg'/>", "GIF89a and more", "x" };

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (contents[i], strlen (contents[i]));
      g_auto (Answer) answer = make (bytes);

      g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
    }
  g_assert_false (sr_thumbnail_is_offered ("image/svg+xml", 100));
  g_assert_false (sr_thumbnail_is_offered ("image/png", 0));
  g_assert_false (sr_thumbnail_is_offered ("image/png", G_GINT64_CONSTANT (1) << 40));
  g_assert_true (sr_thumbnail_is_offered ("image/png", 100));
}

static void
test_damaged (void)
{
  const char *types[] = { "png", "jpeg" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (GBytes) good = draw (types[i % 2], 120, 90);
      gsize size;
      g_autofree guint8 *data = g_bytes_unref_to_data (g_bytes_ref (good), &size);
      g_autoptr (GBytes) bad = NULL;
      g_auto (Answer) answer = { 0 };

      for (guint n = 0; n < 1 + i % 7; n++)
        data[g_rand_int_range (rand, 4, (gint32) size)] = (guint8) g_rand_int_range (rand, 0, 256);
      bad = g_bytes_new (data, i % 3 == 0 ? size / 2 : size);
      answer = make (bad);
    }
}

static void
test_strip (UiFixture     *fixture,
            gconstpointer  data)
{
  gint64 request = room_fixture_receive (&fixture->other, "Printer jams");
  SrRequestPane *pane = g_object_new (SR_TYPE_REQUEST_PANE, NULL);
  g_autofree char *path = g_build_filename (fixture->other.folder, "paper.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = draw ("png", 200, 100);
  g_autoptr (GError) error = NULL;
  GtkWidget *strip;

  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                       &error);
  g_assert_no_error (error);
  adw_window_set_content (ADW_WINDOW (fixture->parent), GTK_WIDGET (pane));
  sr_request_pane_set_room (pane, fixture->room);
  sr_request_pane_set_request (pane, request);
  ui_fixture_wait (sr_request_pane_is_loaded (pane));
  strip = GTK_WIDGET (pane->attachment_strip);
  g_assert_false (gtk_widget_get_visible (strip));

  _sr_request_pane_attach_file (pane, request, file, NULL);
  ui_fixture_wait (gtk_widget_get_visible (strip));
  ui_fixture_wait (gtk_image_get_storage_type (ui_fixture_find_type (strip, GTK_TYPE_IMAGE, 0)) ==
                   GTK_IMAGE_PAINTABLE);
  g_remove (path);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!ui_fixture_init ())
    return 77;

  g_test_add_func ("/ui/thumbnail/a-picture-is-fitted-into-the-square", test_fits);
  g_test_add_func ("/ui/thumbnail/a-small-picture-stays-small", test_small);
  g_test_add_func ("/ui/thumbnail/a-picture-that-would-fill-the-memory-is-refused", test_bomb);
  g_test_add_func ("/ui/thumbnail/other-files-are-not-tried", test_other_files);
  g_test_add_func ("/ui/thumbnail/damaged-pictures-are-survived", test_damaged);
  g_test_add ("/ui/thumbnail/an-attached-picture-is-seen-in-the-detail", UiFixture, NULL,
              ui_fixture_set_up, test_strip, ui_fixture_tear_down);

  return g_test_run ();
}
