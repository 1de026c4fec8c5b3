/* What is not opened, and that it is left exactly as it was.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "storage/sqlite/sr-sqlite-file.h"
#include "storage/sqlite/sr-sqlite-connection.h"
#include "storage/sr-table.h"
#include "test-room.h"

/* Opening by every way must fail with the code, say the name of the file, and change no byte. */
static void
assert_refused (TestRoom     *room,
                SrStoreError  code)
{
  static const SrStoreOpenFlags ways[] = {
    SR_STORE_OPEN_EXISTING, SR_STORE_OPEN_CREATE, SR_STORE_OPEN_READONLY
  };
  g_autofree char *names = test_folder_list (room);
  g_autofree char *before = NULL;
  gsize before_size = 0;

  g_assert_true (g_file_get_contents (room->path, &before, &before_size, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SrStore) store = sr_store_open (room->path, ways[i], &error);
      g_autofree char *after = NULL;
      g_autofree char *names_after = NULL;
      gsize after_size = 0;

      g_assert_null (store);
      g_assert_error (error, SR_STORE_ERROR, (int) code);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, room->path));

      g_assert_true (g_file_get_contents (room->path, &after, &after_size, NULL));
      g_assert_cmpmem (before, before_size, after, after_size);
      names_after = test_folder_list (room);
      g_assert_cmpstr (names_after, ==, names);
    }
}

static void
write_file (TestRoom   *room,
            const char *content,
            gssize      size)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (room->path, content, size, &error);
  g_assert_no_error (error);
}

static void
make_room (TestRoom *room)
{
  test_room_open (room);
  test_room_close (room);
}

/* Changes bytes of the file past everything. */
static void
overwrite (TestRoom   *room,
           gsize       offset,
           const char *bytes,
           gsize       size)
{
  g_autofree char *content = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (room->path, &content, &length, NULL));
  g_assert_cmpuint (offset + size, <=, length);
  memcpy (content + offset, bytes, size);
  write_file (room, content, length);
}

static void
test_no_file_is_not_made_unless_it_is_asked_for (TestRoom      *room,
                                                 gconstpointer  user_data)
{
  g_autoptr (GError) existing = NULL;
  g_autoptr (GError) readonly = NULL;
  g_autofree char *names = NULL;

  g_assert_null (sr_store_open (room->path, SR_STORE_OPEN_EXISTING, &existing));
  g_assert_error (existing, SR_STORE_ERROR, SR_STORE_ERROR_NOT_FOUND);
  g_assert_null (sr_store_open (room->path, SR_STORE_OPEN_CREATE | SR_STORE_OPEN_READONLY,
                                &readonly));
  g_assert_error (readonly, SR_STORE_ERROR, SR_STORE_ERROR_NOT_FOUND);
  names = test_folder_list (room);
  g_assert_cmpstr (names, ==, "");
}

static void
test_an_empty_file_becomes_a_room_only_if_it_is_asked_for (TestRoom      *room,
                                                           gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SrStore) store = NULL;

  write_file (room, "", 0);
  g_assert_null (sr_store_open (room->path, SR_STORE_OPEN_EXISTING, &error));
  g_assert_error (error, SR_STORE_ERROR, SR_STORE_ERROR_NOT_A_ROOM);
  g_clear_error (&error);

  store = sr_store_open (room->path, SR_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
  g_assert_true (sr_store_is_new (store));
}

static void
test_text_is_not_a_room (TestRoom      *room,
                         gconstpointer  user_data)
{
  write_file (room, "Dear customer,\n", -1);
  assert_refused (room, SR_STORE_ERROR_NOT_A_ROOM);
}

static void
test_noise_of_any_length_is_not_a_room (TestRoom      *room,
                                        gconstpointer  user_data)
{
  static const gsize lengths[] = { 1, 15, 16, 99, 100, 512, 5000 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *noise = g_malloc (lengths[i]);

      for (gsize j = 0; j < lengths[i]; j++)
        noise[j] = g_test_rand_int_range (1, 256);
      write_file (room, noise, lengths[i]);
      assert_refused (room, SR_STORE_ERROR_NOT_A_ROOM);
    }
}

static void
test_a_database_of_another_program_is_not_a_room (TestRoom      *room,
                                                  gconstpointer  user_data)
{
  test_file_run (room->path, "PRAGMA application_id = 1234; PRAGMA journal_mode = WAL; "
                             "CREATE TABLE staff (id INTEGER PRIMARY KEY)");
  assert_refused (room, SR_STORE_ERROR_NOT_A_ROOM);
}

static void
test_a_database_without_a_mark_is_not_a_room (TestRoom      *room,
                                              gconstpointer  user_data)
{
  test_file_run (room->path, "CREATE TABLE staff (id INTEGER PRIMARY KEY)");
  assert_refused (room, SR_STORE_ERROR_NOT_A_ROOM);
}

static void
test_a_folder_is_not_a_room (TestRoom      *room,
                             gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sr_store_open (room->folder, SR_STORE_OPEN_CREATE, &error));
  g_assert_error (error, SR_STORE_ERROR, SR_STORE_ERROR_NOT_A_ROOM);
}

static void
test_a_newer_schema_is_refused_unread (TestRoom      *room,
                                       gconstpointer  user_data)
{
  make_room (room);
  test_file_run (room->path, "PRAGMA user_version = 1000");
  assert_refused (room, SR_STORE_ERROR_SCHEMA_TOO_NEW);
}

/* A newer program was killed: its schema is only in the log. */
static void
test_a_newer_schema_in_the_log_is_refused (TestRoom      *room,
                                           gconstpointer  user_data)
{
  g_autofree char *log_path = g_strconcat (room->path, "-wal", NULL);
  g_autofree char *copy_path = g_build_filename (room->folder, "copy", NULL);
  g_autofree char *copy_log_path = g_strconcat (copy_path, "-wal", NULL);
  g_autofree char *content = NULL;
  g_autofree char *log = NULL;
  g_autofree char *log_after = NULL;
  g_autoptr (GError) error = NULL;
  gsize size = 0;
  gsize log_size = 0;
  gsize log_after_size = 0;

  test_room_open (room);
  sr_connection_execute (room->writer, "PRAGMA user_version = 1000", SR_NO_PARAMETERS, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (room->path, &content, &size, NULL));
  g_assert_true (g_file_get_contents (log_path, &log, &log_size, NULL));
  g_assert_true (g_file_set_contents (copy_path, content, size, NULL));
  g_assert_true (g_file_set_contents (copy_log_path, log, log_size, NULL));

  g_assert_null (sr_store_open (copy_path, SR_STORE_OPEN_CREATE, &error));
  g_assert_error (error, SR_STORE_ERROR, SR_STORE_ERROR_SCHEMA_TOO_NEW);
  g_assert_true (g_file_get_contents (copy_log_path, &log_after, &log_after_size, NULL));
  g_assert_cmpmem (log, log_size, log_after, log_after_size);
}

static void
test_a_truncated_room_is_refused (TestRoom      *room,
                                  gconstpointer  user_data)
{
  static const gssize lengths[] = { 50, 100, 4095, 4096, 4096 * 5, -4096, -1 };
  g_autofree char *content = NULL;
  gsize size = 0;

  make_room (room);
  g_assert_true (g_file_get_contents (room->path, &content, &size, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      write_file (room, content, lengths[i] > 0 ? lengths[i] : (gssize) size + lengths[i]);
      assert_refused (room, SR_STORE_ERROR_CORRUPT);
    }
}

static void
test_a_room_with_pages_overwritten_is_refused (TestRoom      *room,
                                               gconstpointer  user_data)
{
  g_autofree char *noise = g_strnfill (4096, '\x5a');

  make_room (room);
  overwrite (room, 4096 * 3, noise, 4096);
  assert_refused (room, SR_STORE_ERROR_CORRUPT);
}

static guint64 fake_type;
static const char *fake_name;

static gboolean
fake_file_system (const char  *path,
                  guint64     *out_type,
                  char       **out_name)
{
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  *out_type = fake_type;
  *out_name = g_strdup (fake_name);

  return TRUE;
}

static void
test_a_network_file_system_is_refused (TestRoom      *room,
                                       gconstpointer  user_data)
{
  static const struct
  {
    guint64     type;
    const char *name;
  } systems[] = {
    { 0x6969, "nfs4" }, { 0xff534d42, "cifs" }, { 0xfe534d42, "smb3" }, { 0x01021997, "9p" },
    { 0x65735546, "fuse.sshfs" }
  };

  make_room (room);
  sr_sqlite_file_set_file_system_func (fake_file_system);
  for (guint i = 0; i < G_N_ELEMENTS (systems); i++)
    {
      fake_type = systems[i].type;
      fake_name = systems[i].name;
      assert_refused (room, SR_STORE_ERROR_NETWORK_FILE_SYSTEM);
    }
  sr_sqlite_file_set_file_system_func (NULL);
}

static void
test_a_room_is_not_made_on_a_network_file_system (TestRoom      *room,
                                                  gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (room->folder, "a", "b", "room.db", NULL);
  g_autofree char *names = NULL;

  fake_type = 0x6969;
  fake_name = "nfs";
  sr_sqlite_file_set_file_system_func (fake_file_system);
  g_assert_null (sr_store_open (path, SR_STORE_OPEN_CREATE, &error));
  g_assert_error (error, SR_STORE_ERROR, SR_STORE_ERROR_NETWORK_FILE_SYSTEM);
  sr_sqlite_file_set_file_system_func (NULL);
  names = test_folder_list (room);
  g_assert_cmpstr (names, ==, "");
}

static void
test_a_local_file_system_is_not_refused (TestRoom      *room,
                                         gconstpointer  user_data)
{
  /* ext4, XFS, btrfs, tmpfs, overlayfs, a local disk behind a program */
  g_assert_null (sr_sqlite_file_name_network (0xef53, "ext4"));
  g_assert_null (sr_sqlite_file_name_network (0x58465342, "xfs"));
  g_assert_null (sr_sqlite_file_name_network (0x9123683e, "btrfs"));
  g_assert_null (sr_sqlite_file_name_network (0x01021994, "tmpfs"));
  g_assert_null (sr_sqlite_file_name_network (0x794c7630, "overlay"));
  g_assert_null (sr_sqlite_file_name_network (0x65735546, "fuse.ntfs-3g"));
  g_assert_null (sr_sqlite_file_name_network (0x65735546, ""));
}

static void
test_a_location_that_is_no_file_is_refused (TestRoom      *room,
                                            gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sr_store_open ("gopher://server/room", SR_STORE_OPEN_CREATE, &error));
  g_assert_error (error, SR_STORE_ERROR, SR_STORE_ERROR_UNAVAILABLE);
}

/* Run as somebody whom the rights of files bind. */
static int
open_as_nobody (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SrStore) store = NULL;

  if (geteuid () == 0 && (setgid (65534) != 0 || setuid (65534) != 0))
    return 1;

  store = sr_store_open (path, SR_STORE_OPEN_CREATE, &error);
  if (store == NULL)
    g_print ("%d %s\n", error->domain == SR_STORE_ERROR ? error->code : -1, error->message);
  else
    g_print ("opened\n");

  return 0;
}

static void
assert_closed_to_nobody (TestRoom *room)
{
  g_autoptr (GSubprocess) other = test_program_start ("--as-nobody", room->path, NULL);
  g_autofree char *line = test_program_read_line (other);
  g_autofree char *expected = g_strdup_printf ("%d ", SR_STORE_ERROR_UNAVAILABLE);

  g_test_message ("%s", line);
  g_assert_true (g_str_has_prefix (line, expected));
  test_program_finish (other);
}

static void
test_a_folder_that_cannot_be_written_to_is_said (TestRoom      *room,
                                                 gconstpointer  user_data)
{
  g_assert_cmpint (g_chmod (room->folder, 0555), ==, 0);
  assert_closed_to_nobody (room);
  g_assert_cmpint (g_chmod (room->folder, 0755), ==, 0);

  make_room (room);
  g_assert_cmpint (g_chmod (room->path, 0644), ==, 0);
  g_assert_cmpint (g_chmod (room->folder, 0555), ==, 0);
  assert_closed_to_nobody (room);
  g_assert_cmpint (g_chmod (room->folder, 0755), ==, 0);
}

static void
test_a_new_room_is_read_by_its_owner_alone (TestRoom      *room,
                                            gconstpointer  user_data)
{
  GStatBuf status;

  make_room (room);
  g_assert_cmpint (g_stat (room->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--as-nobody"))
    return open_as_nobody (argv[2]);

  g_test_init (&argc, &argv, NULL);

  TEST_ROOM_ADD ("/storage/refusals/no-file-is-not-made-unless-it-is-asked-for",
                 test_folder_set_up, test_no_file_is_not_made_unless_it_is_asked_for);
  TEST_ROOM_ADD ("/storage/refusals/an-empty-file-becomes-a-room-only-if-it-is-asked-for",
                 test_folder_set_up, test_an_empty_file_becomes_a_room_only_if_it_is_asked_for);
  TEST_ROOM_ADD ("/storage/refusals/text-is-not-a-room",
                 test_folder_set_up, test_text_is_not_a_room);
  TEST_ROOM_ADD ("/storage/refusals/noise-of-any-length-is-not-a-room",
                 test_folder_set_up, test_noise_of_any_length_is_not_a_room);
  TEST_ROOM_ADD ("/storage/refusals/a-database-of-another-program-is-not-a-room",
                 test_folder_set_up, test_a_database_of_another_program_is_not_a_room);
  TEST_ROOM_ADD ("/storage/refusals/a-database-without-a-mark-is-not-a-room",
                 test_folder_set_up, test_a_database_without_a_mark_is_not_a_room);
  TEST_ROOM_ADD ("/storage/refusals/a-folder-is-not-a-room",
                 test_folder_set_up, test_a_folder_is_not_a_room);
  TEST_ROOM_ADD ("/storage/refusals/a-newer-schema-is-refused-unread",
                 test_folder_set_up, test_a_newer_schema_is_refused_unread);
  TEST_ROOM_ADD ("/storage/refusals/a-newer-schema-in-the-log-is-refused",
                 test_folder_set_up, test_a_newer_schema_in_the_log_is_refused);
  TEST_ROOM_ADD ("/storage/refusals/a-truncated-room-is-refused",
                 test_folder_set_up, test_a_truncated_room_is_refused);
  TEST_ROOM_ADD ("/storage/refusals/a-room-with-pages-overwritten-is-refused",
                 test_folder_set_up, test_a_room_with_pages_overwritten_is_refused);
  TEST_ROOM_ADD ("/storage/refusals/a-network-file-system-is-refused",
                 test_folder_set_up, test_a_network_file_system_is_refused);
  TEST_ROOM_ADD ("/storage/refusals/a-room-is-not-made-on-a-network-file-system",
                 test_folder_set_up, test_a_room_is_not_made_on_a_network_file_system);
  TEST_ROOM_ADD ("/storage/refusals/a-local-file-system-is-not-refused",
                 test_folder_set_up, test_a_local_file_system_is_not_refused);
  TEST_ROOM_ADD ("/storage/refusals/a-location-that-is-no-file-is-refused",
                 test_folder_set_up, test_a_location_that_is_no_file_is_refused);
  TEST_ROOM_ADD ("/storage/refusals/a-folder-that-cannot-be-written-to-is-said",
                 test_folder_set_up, test_a_folder_that_cannot_be_written_to_is_said);
  TEST_ROOM_ADD ("/storage/refusals/a-new-room-is-read-by-its-owner-alone",
                 test_folder_set_up, test_a_new_room_is_read_by_its_owner_alone);

  return g_test_run ();
}
