/* SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "storage/service/sr-content-table.h"
#include "test-room.h"

/* SHA-256 of nothing. */
#define NOTHING "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static GBytes *
make_bytes (gsize size)
{
  guchar *data = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    data[i] = i * 7 + i / 251;

  return g_bytes_new_take (data, size);
}

/* The name under which it is stored. */
static char *
store (TestRoom *room,
       GBytes   *bytes)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GError) error = NULL;
  char *sha256 = NULL;
  gint64 size = -1;

  g_assert_true (sr_connection_begin (room->writer, TRUE, &error));
  sr_content_table_store (room->writer, stream, &sha256, &size, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (sr_connection_commit (room->writer, &error));
  g_assert_cmpint (size, ==, g_bytes_get_size (bytes));

  return sha256;
}

static void
assert_reads (TestRoom   *room,
              const char *sha256,
              GBytes     *expected)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  sr_content_table_read (room->writer, sha256, stream, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (stream, NULL, &error);
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
  g_assert_true (g_bytes_equal (bytes, expected));
}

static gint64
count (TestRoom   *room,
       const char *table)
{
  g_autofree char *sql = g_strconcat ("SELECT COUNT(*) FROM ", table, NULL);
  gint64 n_rows = -1;

  sr_connection_get_integer (room->writer, sql, SR_NO_PARAMETERS, -1, &n_rows, NULL);

  return n_rows;
}

static void
test_content_of_any_length_comes_back (TestRoom      *room,
                                       gconstpointer  user_data)
{
  static const struct
  {
    gsize size;
    guint n_chunks;
  } contents[] = {
    { 0, 0 },
    { 1, 1 },
    { SR_CONTENT_CHUNK_SIZE - 1, 1 },
    { SR_CONTENT_CHUNK_SIZE, 1 },
    { SR_CONTENT_CHUNK_SIZE + 1, 2 },
    { 3 * SR_CONTENT_CHUNK_SIZE, 3 },
    { 3 * SR_CONTENT_CHUNK_SIZE + 77, 4 },
  };
  gint64 n_chunks = 0;

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr (GBytes) bytes = make_bytes (contents[i].size);
      g_autofree char *sha256 = store (room, bytes);
      g_autofree char *expected = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

      g_assert_cmpstr (sha256, ==, expected);
      assert_reads (room, sha256, bytes);
      g_assert_true (sr_content_table_verify (room->writer, sha256, contents[i].size, NULL));
      n_chunks += contents[i].n_chunks;
      g_assert_cmpint (count (room, "content_chunk"), ==, n_chunks);
    }
}

static void
test_the_same_content_is_stored_once (TestRoom      *room,
                                      gconstpointer  user_data)
{
  g_autoptr (GBytes) bytes = make_bytes (2 * SR_CONTENT_CHUNK_SIZE);
  g_autofree char *first = store (room, bytes);
  g_autofree char *second = store (room, bytes);

  g_assert_cmpstr (first, ==, second);
  g_assert_cmpint (count (room, "content"), ==, 1);
  g_assert_cmpint (count (room, "content_chunk"), ==, 2);
  assert_reads (room, first, bytes);
}

static void
test_no_content_is_content_too (TestRoom      *room,
                                gconstpointer  user_data)
{
  g_autoptr (GBytes) bytes = make_bytes (0);
  g_autofree char *sha256 = store (room, bytes);

  g_assert_cmpstr (sha256, ==, NOTHING);
}

static void
assert_not_good (TestRoom     *room,
                 const char   *sha256,
                 gint64        size,
                 SrStoreError  code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (sr_content_table_verify (room->writer, sha256, size, &error));
  g_assert_error (error, SR_STORE_ERROR, (int) code);
}

static void
test_a_flipped_byte_is_found (TestRoom      *room,
                              gconstpointer  user_data)
{
  gsize size = 2 * SR_CONTENT_CHUNK_SIZE + 5;
  g_autoptr (GBytes) bytes = make_bytes (size);
  g_autofree char *sha256 = store (room, bytes);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  test_file_run (room->path, "UPDATE content_chunk SET bytes = CAST (x'00' || substr (bytes, 2) "
                             "AS BLOB) WHERE position = 1");
  assert_not_good (room, sha256, size, SR_STORE_ERROR_CORRUPT);
  g_assert_false (sr_content_table_read (room->writer, sha256, stream, NULL, &error));
  g_assert_error (error, SR_STORE_ERROR, SR_STORE_ERROR_CORRUPT);
}

static void
test_a_missing_chunk_is_found (TestRoom      *room,
                               gconstpointer  user_data)
{
  gsize size = 3 * SR_CONTENT_CHUNK_SIZE;
  g_autoptr (GBytes) bytes = make_bytes (size);
  g_autofree char *sha256 = store (room, bytes);

  test_file_run (room->path, "DELETE FROM content_chunk WHERE position = 1");
  assert_not_good (room, sha256, size, SR_STORE_ERROR_CORRUPT);
}

static void
test_missing_content_is_found (TestRoom      *room,
                               gconstpointer  user_data)
{
  assert_not_good (room, NOTHING, 0, SR_STORE_ERROR_NOT_FOUND);
}

static void
test_a_wrong_length_is_found (TestRoom      *room,
                              gconstpointer  user_data)
{
  g_autoptr (GBytes) bytes = make_bytes (10);
  g_autofree char *sha256 = store (room, bytes);

  assert_not_good (room, sha256, 11, SR_STORE_ERROR_CORRUPT);
}

static void
test_a_stream_that_is_cancelled_leaves_nothing (TestRoom      *room,
                                                gconstpointer  user_data)
{
  g_autoptr (GBytes) bytes = make_bytes (2 * SR_CONTENT_CHUNK_SIZE);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *sha256 = NULL;
  gint64 size = 0;

  g_cancellable_cancel (cancellable);
  g_assert_true (sr_connection_begin (room->writer, TRUE, &error));
  g_assert_false (sr_content_table_store (room->writer, stream, &sha256, &size, cancellable,
                                          &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (sha256);
  sr_connection_rollback (room->writer);
  g_assert_cmpint (count (room, "content"), ==, 0);
  g_assert_cmpint (count (room, "content_chunk"), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  TEST_ROOM_ADD ("/storage/content/content-of-any-length-comes-back",
                 test_room_set_up, test_content_of_any_length_comes_back);
  TEST_ROOM_ADD ("/storage/content/the-same-content-is-stored-once",
                 test_room_set_up, test_the_same_content_is_stored_once);
  TEST_ROOM_ADD ("/storage/content/no-content-is-content-too",
                 test_room_set_up, test_no_content_is_content_too);
  TEST_ROOM_ADD ("/storage/content/a-flipped-byte-is-found",
                 test_room_set_up, test_a_flipped_byte_is_found);
  TEST_ROOM_ADD ("/storage/content/a-missing-chunk-is-found",
                 test_room_set_up, test_a_missing_chunk_is_found);
  TEST_ROOM_ADD ("/storage/content/missing-content-is-found",
                 test_room_set_up, test_missing_content_is_found);
  TEST_ROOM_ADD ("/storage/content/a-wrong-length-is-found",
                 test_room_set_up, test_a_wrong_length_is_found);
  TEST_ROOM_ADD ("/storage/content/a-stream-that-is-cancelled-leaves-nothing",
                 test_room_set_up, test_a_stream_that_is_cancelled_leaves_nothing);

  return g_test_run ();
}
