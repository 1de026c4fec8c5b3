/* SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>

#include <glib/gstdio.h>

#include "storage/sqlite/sr-sqlite-connection.h"
#include "storage/sr-room-table.h"
#include "storage/sr-table.h"
#include "test-room.h"

/* Far above what is promised, for machines that are busy with other things. */
#define PATIENCE_SECONDS 20

#define WRITE \
  "INSERT INTO room (key, value) VALUES ('note', '1') " \
  "ON CONFLICT (key) DO UPDATE SET value = CAST (value AS INTEGER) + 1"

static void
execute (TestRoom   *room,
         const char *sql)
{
  g_autoptr (GError) error = NULL;

  sr_connection_execute (room->writer, sql, SR_NO_PARAMETERS, &error);
  g_assert_no_error (error);
}

static void
test_a_room_that_is_closed_is_one_file (TestRoom      *room,
                                        gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *while_open = NULL;
  g_autofree char *closed = NULL;

  execute (room, WRITE);
  sr_store_release_reader (room->store, sr_store_acquire_reader (room->store, &error));
  sr_store_watch (room->store);
  while_open = test_folder_list (room);
  g_assert_cmpstr (while_open, ==, "room.db,room.db-shm,room.db-wal");

  sr_store_close (room->store);
  closed = test_folder_list (room);
  g_assert_cmpstr (closed, ==, "room.db");
  g_assert_null (sr_store_acquire_reader (room->store, &error));
  g_assert_error (error, SR_STORE_ERROR, SR_STORE_ERROR_UNAVAILABLE);
}

static void
test_a_room_is_made_with_its_folders_from_a_path_or_a_uri (TestRoom      *room,
                                                           gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (room->folder, "a", "b c", "房间.db", NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autoptr (SrStore) made = NULL;
  g_autoptr (SrStore) opened = NULL;

  made = sr_store_open (uri, SR_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sr_store_get_location (made), ==, path);
  g_assert_true (sr_store_is_new (made));
  opened = sr_store_open (path, SR_STORE_OPEN_EXISTING, &error);
  g_assert_no_error (error);
  g_assert_false (sr_store_is_new (opened));
}

static void
test_who_only_reads_has_no_writer_and_leaves_no_trace (TestRoom      *room,
                                                       gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SrStore) store = NULL;
  SrConnection *reader = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *names = NULL;
  g_autofree char *uuid = NULL;
  gsize before_size = 0;
  gsize after_size = 0;

  test_room_close (room);
  g_assert_true (g_file_get_contents (room->path, &before, &before_size, NULL));
  store = sr_store_open (room->path, SR_STORE_OPEN_READONLY, &error);
  g_assert_no_error (error);
  g_assert_null (sr_store_get_writer (store));
  reader = sr_store_acquire_reader (store, &error);
  g_assert_true (sr_room_table_get (reader, SR_ROOM_UUID, &uuid, &error));
  g_assert_nonnull (uuid);
  g_assert_false (sr_room_table_set (reader, "a", "b", NULL));
  sr_store_release_reader (store, reader);
  sr_store_close (store);

  g_assert_true (g_file_get_contents (room->path, &after, &after_size, NULL));
  g_assert_cmpmem (before, before_size, after, after_size);
  names = test_folder_list (room);
  g_assert_cmpstr (names, ==, "room.db");
}

static void
test_readers_are_used_again (TestRoom      *room,
                             gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  SrConnection *first = sr_store_acquire_reader (room->store, &error);
  SrConnection *second = sr_store_acquire_reader (room->store, &error);

  g_assert_true (first != second);
  sr_store_release_reader (room->store, second);
  g_assert_true (sr_store_acquire_reader (room->store, &error) == second);
  sr_store_release_reader (room->store, second);
  sr_store_release_reader (room->store, first);
  g_assert_no_error (error);
}

static void
on_changed_cb (SrStore *store,
               guint   *n_changes)
{
  (*n_changes)++;
}

static gboolean
on_patience_cb (gpointer user_data)
{
  g_assert_not_reached ();

  return G_SOURCE_REMOVE;
}

static void
wait_for_change (guint *n_changes)
{
  guint before = *n_changes;
  guint patience = g_timeout_add_seconds (PATIENCE_SECONDS, on_patience_cb, NULL);

  while (*n_changes == before)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (patience);
}

static gboolean
on_tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* How many come in more time than a change may take to be noticed; begins again from none. */
static guint
count_changes (guint *n_changes)
{
  gint64 until = g_get_monotonic_time () + 1300 * G_TIME_SPAN_MILLISECOND;
  guint timeout = g_timeout_add (50, on_tick_cb, NULL);
  guint count = 0;

  while (g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);
  count = *n_changes;
  *n_changes = 0;

  return count;
}

static void
test_the_commit_of_another_program_is_noticed (TestRoom      *room,
                                               gconstpointer  user_data)
{
  guint n_changes = 0;

  g_signal_connect (room->store, "changed", G_CALLBACK (on_changed_cb), &n_changes);
  sr_store_watch (room->store);
  count_changes (&n_changes);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GSubprocess) other = test_program_start ("--write-once", room->path, NULL);

      test_program_finish (other);
      wait_for_change (&n_changes);
      count_changes (&n_changes);
    }

  /* Nothing is said when nothing happens, nor of what is rolled back. */
  g_assert_true (sr_connection_begin (room->writer, TRUE, NULL));
  execute (room, WRITE);
  sr_connection_rollback (room->writer);
  g_assert_cmpuint (count_changes (&n_changes), ==, 0);
}

static void
test_the_commit_of_the_own_writer_is_noticed (TestRoom      *room,
                                              gconstpointer  user_data)
{
  guint n_changes = 0;

  g_signal_connect (room->store, "changed", G_CALLBACK (on_changed_cb), &n_changes);
  sr_store_watch (room->store);
  count_changes (&n_changes);
  execute (room, WRITE);
  wait_for_change (&n_changes);
}

static void
test_nothing_is_noticed_after_closing (TestRoom      *room,
                                       gconstpointer  user_data)
{
  guint n_changes = 0;

  g_signal_connect (room->store, "changed", G_CALLBACK (on_changed_cb), &n_changes);
  sr_store_watch (room->store);
  execute (room, WRITE);
  sr_store_close (room->store);
  count_changes (&n_changes);
  test_file_run (room->path, WRITE);
  g_assert_cmpuint (count_changes (&n_changes), ==, 0);
}

static int
write_once (const char *path)
{
  test_file_run (path, WRITE);

  return 0;
}

/* In each transaction both rows are set to the same number, until the program is killed. */
static void
write_pairs (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SrStore) store = sr_store_open (path, SR_STORE_OPEN_EXISTING, &error);
  SrConnection *writer = sr_store_get_writer (store);

  for (int i = 1;; i++)
    {
      g_autofree char *number = g_strdup_printf ("%d", i);

      g_assert_true (sr_connection_begin (writer, TRUE, &error));
      g_assert_true (sr_room_table_set (writer, "left", number, &error));
      g_assert_true (sr_room_table_set (writer, "right", number, &error));
      g_assert_true (sr_connection_commit (writer, &error));
      g_print ("%d\n", i);
      fflush (stdout);
    }
}

static char *
read_pair (const char *path)
{
  return test_file_ask (path, "SELECT (SELECT value FROM room WHERE key = 'left'), "
                              "(SELECT value FROM room WHERE key = 'right')");
}

static void
test_what_was_committed_outlives_a_kill (TestRoom      *room,
                                         gconstpointer  user_data)
{
  test_room_close (room);
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (GSubprocess) other = test_program_start ("--write-pairs", room->path, NULL);
      g_autofree char *pair = NULL;
      g_auto (GStrv) numbers = NULL;
      int last = 0;

      for (guint j = 0; j < 5 + 10 * i; j++)
        {
          g_autofree char *line = test_program_read_line (other);

          last = atoi (line);
        }
      g_assert_cmpint (last, >, 0);
      g_subprocess_send_signal (other, SIGKILL);
      g_subprocess_wait (other, NULL, NULL);

      test_room_open (room);
      g_assert_true (sr_store_check (room->store, NULL));
      pair = read_pair (room->path);
      numbers = g_strsplit (pair, "|", 2);
      g_assert_cmpstr (numbers[0], ==, numbers[1]);
      g_assert_cmpint (atoi (numbers[0]), >=, last);
      test_room_close (room);
    }
}

static void
test_a_backup_while_others_write_is_whole (TestRoom      *room,
                                           gconstpointer  user_data)
{
  g_autoptr (GSubprocess) other = test_program_start ("--write-pairs", room->path, NULL);
  g_autofree char *path = g_build_filename (room->folder, "copy.db", NULL);
  g_autofree char *first = test_program_read_line (other);

  g_assert_cmpstr (first, ==, "1");
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *pair = NULL;
      g_auto (GStrv) numbers = NULL;
      g_autoptr (SrStore) copy = NULL;
      GStatBuf status;

      sr_store_backup (room->store, path, &error);
      g_assert_no_error (error);
      g_assert_cmpint (g_stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, 0600);

      copy = sr_store_open (path, SR_STORE_OPEN_READONLY, &error);
      g_assert_no_error (error);
      g_assert_true (sr_store_check (copy, &error));
      sr_store_close (copy);
      pair = read_pair (path);
      numbers = g_strsplit (pair, "|", 2);
      g_assert_cmpstr (numbers[0], ==, numbers[1]);
      g_assert_cmpint (atoi (numbers[0]), >, 0);
    }
  g_subprocess_send_signal (other, SIGKILL);
  g_subprocess_wait (other, NULL, NULL);
}

static void
test_a_backup_is_a_single_file_and_a_room (TestRoom      *room,
                                           gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (room->folder, "copy.db", NULL);
  g_autofree char *names = NULL;
  g_autofree char *mode = NULL;
  g_autofree char *original = NULL;
  g_autofree char *copied = NULL;
  g_autoptr (SrStore) copy = NULL;

  execute (room, WRITE);
  g_assert_true (sr_store_backup (room->store, path, &error));
  g_assert_no_error (error);
  names = test_folder_list (room);
  g_assert_cmpstr (names, ==, "copy.db,room.db,room.db-shm,room.db-wal");
  mode = test_file_ask (path, "PRAGMA journal_mode");
  g_assert_cmpstr (mode, ==, "delete");

  copy = sr_store_open (path, SR_STORE_OPEN_EXISTING, &error);
  g_assert_no_error (error);
  g_assert_true (sr_room_table_get (sr_store_get_writer (copy), SR_ROOM_UUID, &copied, &error));
  g_assert_true (sr_room_table_get (room->writer, SR_ROOM_UUID, &original, &error));
  g_assert_cmpstr (copied, ==, original);
}

static void
test_a_backup_does_not_replace_a_room_in_use (TestRoom      *room,
                                              gconstpointer  user_data)
{
  g_autoptr (GError) itself = NULL;
  g_autoptr (GError) other = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (room->folder, "other.db", NULL);
  g_autoptr (SrStore) store = sr_store_open (path, SR_STORE_OPEN_CREATE, &error);

  g_assert_no_error (error);
  g_assert_true (sr_room_table_set (sr_store_get_writer (store), "a", "b", &error));
  g_assert_false (sr_store_backup (room->store, room->path, &itself));
  g_assert_error (itself, SR_STORE_ERROR, SR_STORE_ERROR_BUSY);
  g_assert_false (sr_store_backup (room->store, path, &other));
  g_assert_error (other, SR_STORE_ERROR, SR_STORE_ERROR_BUSY);
  g_assert_true (sr_store_check (store, &error));
}

static void
test_a_backup_that_fails_leaves_the_earlier_one (TestRoom      *room,
                                                 gconstpointer  user_data)
{
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) blocked = NULL;
  g_autofree char *nowhere = g_build_filename (room->folder, "none", "copy.db", NULL);
  g_autofree char *folder = g_build_filename (room->folder, "copy.db", NULL);
  g_autofree char *names = NULL;

  execute (room, WRITE);
  g_assert_false (sr_store_backup (room->store, nowhere, &missing));
  g_assert_error (missing, SR_STORE_ERROR, SR_STORE_ERROR_UNAVAILABLE);

  /* A folder cannot be replaced: the copy is made and then thrown away. */
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_false (sr_store_backup (room->store, folder, &blocked));
  g_assert_error (blocked, SR_STORE_ERROR, SR_STORE_ERROR_UNAVAILABLE);
  names = test_folder_list (room);
  g_assert_cmpstr (names, ==, "copy.db,room.db,room.db-shm,room.db-wal");
}

static void
test_a_full_disk_is_said_and_nothing_is_half_stored (TestRoom      *room,
                                                     gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  gint64 before = -1;
  gint64 after = -1;

  sr_connection_get_integer (room->writer, "SELECT COUNT(*) FROM customer", SR_NO_PARAMETERS, -1,
                             &before, &error);
  g_assert_no_error (error);
  execute (room, "PRAGMA max_page_count = 1");
  g_assert_true (sr_connection_begin (room->writer, TRUE, &error));
  while (error == NULL)
    {
      g_autoptr (SrRow) row = test_row_new (&sr_customer_kind);

      sr_row_set_text (row, SR_CUSTOMER_KIND, "person");
      sr_row_set_text (row, SR_CUSTOMER_NAME, "陈晓");
      sr_row_set_text (row, SR_CUSTOMER_LEVEL, "normal");
      sr_row_set_integer (row, SR_CUSTOMER_DO_NOT_CALL, FALSE);
      sr_table_insert (room->writer, row, &error);
    }
  g_assert_error (error, SR_STORE_ERROR, SR_STORE_ERROR_NO_SPACE);
  g_clear_error (&error);
  sr_connection_rollback (room->writer);

  sr_connection_get_integer (room->writer, "SELECT COUNT(*) FROM customer", SR_NO_PARAMETERS, -1,
                             &after, &error);
  g_assert_cmpint (after, ==, before);
  g_assert_true (sr_store_check (room->store, &error));

  /* When there is space again it goes on. */
  execute (room, "PRAGMA max_page_count = 1000000");
  test_room_add_customer (room, "陈晓", "13800001111");
}

/* Files of this program may not grow beyond a limit, which the system reports otherwise than a full
 * disk. */
static int
write_with_little_space (const char *path)
{
  const struct rlimit limit = { 256 * 1024, 256 * 1024 };
  g_autofree char *words = g_strnfill (64 * 1024, 'x');
  g_autoptr (GError) error = NULL;
  g_autoptr (SrStore) store = sr_store_open (path, SR_STORE_OPEN_EXISTING, &error);
  SrConnection *writer = sr_store_get_writer (store);

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_true (sr_connection_begin (writer, TRUE, &error));
  for (guint i = 0; i < 20 && error == NULL; i++)
    {
      g_autofree char *key = g_strdup_printf ("note %u", i);

      sr_room_table_set (writer, key, words, &error);
    }
  if (error == NULL)
    sr_connection_commit (writer, &error);
  g_print ("%d\n", error != NULL && error->domain == SR_STORE_ERROR ? error->code : -1);

  return 0;
}

static void
test_a_limit_of_the_system_is_no_space_too (TestRoom      *room,
                                            gconstpointer  user_data)
{
  g_autoptr (GSubprocess) other = test_program_start ("--little-space", room->path, NULL);
  g_autofree char *line = test_program_read_line (other);
  g_autofree char *notes = NULL;

  test_program_finish (other);
  g_assert_cmpint (atoi (line), ==, SR_STORE_ERROR_NO_SPACE);
  notes = test_file_ask (room->path, "SELECT COUNT(*) FROM room WHERE key LIKE 'note%'");
  g_assert_cmpstr (notes, ==, "0");
  g_assert_true (sr_store_check (room->store, NULL));
}

static void
test_a_check_names_a_reference_to_nothing (TestRoom      *room,
                                           gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;

  test_file_run (room->path, "PRAGMA foreign_keys = OFF; "
                             "INSERT INTO request_search (request, text) VALUES (99, 'x')");
  g_assert_false (sr_store_check (room->store, &error));
  g_assert_error (error, SR_STORE_ERROR, SR_STORE_ERROR_CORRUPT);
}

static void
test_two_programs_that_make_the_same_room_make_one (TestRoom      *room,
                                                    gconstpointer  user_data)
{
  GSubprocess *others[4] = { NULL };
  guint n_new = 0;

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    others[i] = test_program_start ("--make", room->path, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *line = test_program_read_line (others[i]);

      g_test_message ("%s", line);
      n_new += g_str_equal (line, "new");
      g_assert_true (g_str_equal (line, "new") || g_str_equal (line, "there"));
      test_program_finish (others[i]);
      g_object_unref (others[i]);
    }
  g_assert_cmpuint (n_new, ==, 1);
}

static int
make (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SrStore) store = sr_store_open (path, SR_STORE_OPEN_CREATE, &error);

  if (store == NULL)
    g_print ("%s\n", error->message);
  else
    g_print ("%s\n", sr_store_is_new (store) ? "new" : "there");

  return 0;
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--write-once"))
    return write_once (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--write-pairs"))
    write_pairs (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--make"))
    return make (argv[2]);

  if (argc == 3 && g_str_equal (argv[1], "--little-space"))
    return write_with_little_space (argv[2]);

  g_test_init (&argc, &argv, NULL);

  TEST_ROOM_ADD ("/storage/store/a-room-that-is-closed-is-one-file",
                 test_room_set_up, test_a_room_that_is_closed_is_one_file);
  TEST_ROOM_ADD ("/storage/store/a-room-is-made-with-its-folders-from-a-path-or-a-uri",
                 test_folder_set_up, test_a_room_is_made_with_its_folders_from_a_path_or_a_uri);
  TEST_ROOM_ADD ("/storage/store/who-only-reads-has-no-writer-and-leaves-no-trace",
                 test_room_set_up, test_who_only_reads_has_no_writer_and_leaves_no_trace);
  TEST_ROOM_ADD ("/storage/store/readers-are-used-again",
                 test_room_set_up, test_readers_are_used_again);
  TEST_ROOM_ADD ("/storage/store/the-commit-of-another-program-is-noticed",
                 test_room_set_up, test_the_commit_of_another_program_is_noticed);
  TEST_ROOM_ADD ("/storage/store/the-commit-of-the-own-writer-is-noticed",
                 test_room_set_up, test_the_commit_of_the_own_writer_is_noticed);
  TEST_ROOM_ADD ("/storage/store/nothing-is-noticed-after-closing",
                 test_room_set_up, test_nothing_is_noticed_after_closing);
  TEST_ROOM_ADD ("/storage/store/what-was-committed-outlives-a-kill",
                 test_room_set_up, test_what_was_committed_outlives_a_kill);
  TEST_ROOM_ADD ("/storage/store/a-backup-while-others-write-is-whole",
                 test_room_set_up, test_a_backup_while_others_write_is_whole);
  TEST_ROOM_ADD ("/storage/store/a-backup-is-a-single-file-and-a-room",
                 test_room_set_up, test_a_backup_is_a_single_file_and_a_room);
  TEST_ROOM_ADD ("/storage/store/a-backup-does-not-replace-a-room-in-use",
                 test_room_set_up, test_a_backup_does_not_replace_a_room_in_use);
  TEST_ROOM_ADD ("/storage/store/a-backup-that-fails-leaves-the-earlier-one",
                 test_room_set_up, test_a_backup_that_fails_leaves_the_earlier_one);
  TEST_ROOM_ADD ("/storage/store/a-full-disk-is-said-and-nothing-is-half-stored",
                 test_room_set_up_full, test_a_full_disk_is_said_and_nothing_is_half_stored);
  TEST_ROOM_ADD ("/storage/store/a-limit-of-the-system-is-no-space-too",
                 test_room_set_up, test_a_limit_of_the_system_is_no_space_too);
  TEST_ROOM_ADD ("/storage/store/a-check-names-a-reference-to-nothing",
                 test_room_set_up, test_a_check_names_a_reference_to_nothing);
  TEST_ROOM_ADD ("/storage/store/programs-that-make-the-same-room-at-once-make-one",
                 test_folder_set_up, test_two_programs_that_make_the_same_room_make_one);

  return g_test_run ();
}
