/* A room in a folder of its own, for one test.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "storage/service/sr-customer-table.h"
#include "storage/service/sr-request-table.h"
#include "storage/service/sr-search-table.h"
#include "storage/sr-table.h"
#include "test-room.h"

void
test_folder_set_up (TestRoom      *room,
                    gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;

  room->folder = g_dir_make_tmp ("serviceroom-XXXXXX", &error);
  g_assert_no_error (error);
  room->path = g_build_filename (room->folder, "room.db", NULL);
}

void
test_room_open (TestRoom *room)
{
  g_autoptr (GError) error = NULL;

  room->store = sr_store_open (room->path, SR_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
  room->writer = sr_store_get_writer (room->store);
}

void
test_room_close (TestRoom *room)
{
  if (room->store != NULL)
    sr_store_close (room->store);
  room->writer = NULL;
  g_clear_object (&room->store);
}

void
test_room_set_up (TestRoom      *room,
                  gconstpointer  user_data)
{
  test_folder_set_up (room, user_data);
  test_room_open (room);
}

void
test_room_set_up_full (TestRoom      *room,
                       gconstpointer  user_data)
{
  SrRow *row = NULL;

  test_room_set_up (room, user_data);

  row = test_row_new (&sr_team_kind);
  sr_row_set_text (row, SR_TEAM_NAME, "服务台");
  sr_row_set_integer (row, SR_TEAM_ACTIVE, TRUE);
  room->team = test_room_insert (room, row);

  row = test_row_new (&sr_staff_kind);
  sr_row_set_text (row, SR_STAFF_LOGIN, "wang");
  sr_row_set_text (row, SR_STAFF_NAME, "王海燕");
  sr_row_set_text (row, SR_STAFF_ROLES, "[\"desk\"]");
  sr_row_set_integer (row, SR_STAFF_TEAM, room->team);
  sr_row_set_integer (row, SR_STAFF_ACTIVE, TRUE);
  room->staff = test_room_insert (room, row);

  row = test_row_new (&sr_calendar_kind);
  sr_row_set_text (row, SR_CALENDAR_NAME, "Office");
  sr_row_set_text (row, SR_CALENDAR_ZONE, "Asia/Shanghai");
  sr_row_set_text (row, SR_CALENDAR_WEEK, "Mon-Fri 09:00-18:00");
  sr_row_set_integer (row, SR_CALENDAR_VERSION, 1);
  room->calendar = test_room_insert (room, row);

  row = test_row_new (&sr_policy_kind);
  sr_row_set_text (row, SR_POLICY_NAME, "Default");
  sr_row_set_integer (row, SR_POLICY_VERSION, 1);
  sr_row_set_integer (row, SR_POLICY_EFFECTIVE_FROM, TEST_NOW);
  room->policy = test_room_insert (room, row);

  row = test_row_new (&sr_service_type_kind);
  sr_row_set_text (row, SR_SERVICE_TYPE_CODE, "network");
  sr_row_set_text (row, SR_SERVICE_TYPE_NAME, "网络");
  sr_row_set_text (row, SR_SERVICE_TYPE_FAMILY, "technical");
  sr_row_set_integer (row, SR_SERVICE_TYPE_ACTIVE, TRUE);
  room->type = test_room_insert (room, row);

  room->customer = test_room_add_customer (room, "李明", "(021) 5550-4826");
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

void
test_room_tear_down (TestRoom      *room,
                     gconstpointer  user_data)
{
  test_room_close (room);
  remove_folder (room->folder);
  g_free (room->folder);
  g_free (room->path);
}

SrRow *
test_row_new (const SrRecordKind *kind)
{
  SrRow *row = sr_row_new (kind);

  sr_row_set_integer (row, SR_COMMON_REVISION, 1);
  sr_row_set_integer (row, SR_COMMON_CREATED_AT, TEST_NOW);
  sr_row_set_integer (row, SR_COMMON_UPDATED_AT, TEST_NOW);

  return row;
}

/* Takes the row. */
gint64
test_room_insert (TestRoom *room,
                  SrRow    *row)
{
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  sr_table_insert (room->writer, row, &error);
  g_assert_no_error (error);

  if (sr_row_get_kind (row) == &sr_customer_kind)
    sr_customer_table_index (room->writer, row, &error);
  else if (sr_row_get_kind (row) == &sr_request_kind)
    sr_search_table_index (room->writer, row, &error);
  g_assert_no_error (error);
  id = sr_row_get_id (row);
  sr_row_free (row);

  return id;
}

gint64
test_room_add_customer (TestRoom   *room,
                        const char *name,
                        const char *phone)
{
  SrRow *row = test_row_new (&sr_customer_kind);
  const char *phones[] = { phone, NULL };

  sr_row_set_text (row, SR_CUSTOMER_KIND, "person");
  sr_row_set_text (row, SR_CUSTOMER_NAME, name);
  sr_row_set_text (row, SR_CUSTOMER_LEVEL, "normal");
  sr_row_set_integer (row, SR_CUSTOMER_DO_NOT_CALL, FALSE);
  sr_row_set_list (row, SR_CUSTOMER_PHONES, phones);

  return test_room_insert (room, row);
}

SrRow *
test_room_make_request (TestRoom   *room,
                        gint64      serial,
                        const char *state,
                        const char *title)
{
  SrRow *row = test_row_new (&sr_request_kind);
  g_autofree char *number = g_strdup_printf ("SR-2016-%06" G_GINT64_FORMAT, serial);

  sr_row_set_text (row, SR_REQUEST_NUMBER, number);
  sr_row_set_integer (row, SR_REQUEST_NUMBER_YEAR, 2016);
  sr_row_set_integer (row, SR_REQUEST_NUMBER_SERIAL, serial);
  sr_row_set_text (row, SR_REQUEST_STATE, state);
  sr_row_set_text (row, SR_REQUEST_TITLE, title);
  sr_row_set_integer (row, SR_REQUEST_CUSTOMER, room->customer);
  sr_row_set_text (row, SR_REQUEST_CHANNEL, "phone");
  sr_row_set_integer (row, SR_REQUEST_TYPE, room->type);
  sr_row_set_text (row, SR_REQUEST_IMPACT, "1");
  sr_row_set_text (row, SR_REQUEST_URGENCY, "2");
  sr_row_set_text (row, SR_REQUEST_PRIORITY, "P3");
  sr_row_set_integer (row, SR_REQUEST_EMERGENCY, FALSE);
  sr_row_set_integer (row, SR_REQUEST_RECEIVED_AT, TEST_NOW);
  sr_row_set_integer (row, SR_REQUEST_REGISTERED_AT, TEST_NOW);
  sr_row_set_integer (row, SR_REQUEST_ANSWERED_ON_SPOT, FALSE);
  sr_row_set_integer (row, SR_REQUEST_CYCLE, 1);
  sr_row_set_integer (row, SR_REQUEST_EXTENSIONS, 0);
  sr_row_set_integer (row, SR_REQUEST_CALENDAR, room->calendar);
  sr_row_set_integer (row, SR_REQUEST_POLICY, room->policy);

  return row;
}

SrRow *
test_event_new (const char *kind,
                gint64      record,
                const char *action)
{
  SrRow *event = sr_row_new (&sr_event_kind);

  sr_row_set_integer (event, SR_EVENT_AT, TEST_NOW);
  sr_row_set_text (event, SR_EVENT_ACTOR, "wang");
  sr_row_set_text (event, SR_EVENT_ROLE, "desk");
  sr_row_set_text (event, SR_EVENT_KIND, kind);
  sr_row_set_integer (event, SR_EVENT_RECORD, record);
  sr_row_set_text (event, SR_EVENT_ACTION, action);
  sr_row_set_text (event, SR_EVENT_BODY, "{\"changes\":[]}");

  return event;
}

static sqlite3 *
open_file (const char *path)
{
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  sqlite3_busy_timeout (database, 5000);

  return database;
}

void
test_file_run (const char *path,
               const char *sql)
{
  sqlite3 *database = open_file (path);
  char *message = NULL;

  sqlite3_exec (database, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (database);
}

/* The rows by line, the columns by bar. */
char *
test_file_ask (const char *path,
               const char *sql)
{
  sqlite3 *database = open_file (path);
  sqlite3_stmt *statement = NULL;
  GString *answer = g_string_new (NULL);

  g_assert_cmpint (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      if (answer->len > 0)
        g_string_append_c (answer, '\n');
      for (int i = 0; i < sqlite3_column_count (statement); i++)
        {
          const char *text = (const char *) sqlite3_column_text (statement, i);

          g_string_append_printf (answer, "%s%s", i > 0 ? "|" : "", text != NULL ? text : "");
        }
    }
  sqlite3_finalize (statement);
  sqlite3_close (database);

  return g_string_free (answer, FALSE);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char * const *) a, *(const char * const *) b);
}

char *
test_folder_list (TestRoom *room)
{
  g_autoptr (GDir) dir = g_dir_open (room->folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name = NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);

  return g_strjoinv (",", (char **) names->pdata);
}

GSubprocess *
test_program_start (const char *first_argument,
                    ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GSubprocess *program = NULL;
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *argument = first_argument;
  va_list list;

  g_ptr_array_add (arguments, self);
  va_start (list, first_argument);
  while (argument != NULL)
    {
      g_ptr_array_add (arguments, (gpointer) argument);
      argument = va_arg (list, const char *);
    }
  va_end (list);
  g_ptr_array_add (arguments, NULL);

  program = g_subprocess_newv ((const char * const *) arguments->pdata,
                               G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                               &error);
  g_assert_no_error (error);

  return program;
}

char *
test_program_read_line (GSubprocess *program)
{
  GString *line = g_string_new (NULL);
  GInputStream *stream = g_subprocess_get_stdout_pipe (program);
  char byte = '\0';

  while (g_input_stream_read (stream, &byte, 1, NULL, NULL) == 1 && byte != '\n')
    g_string_append_c (line, byte);

  return g_string_free (line, FALSE);
}

void
test_program_finish (GSubprocess *program)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_close (g_subprocess_get_stdin_pipe (program), NULL, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (program, NULL, &error);
  g_assert_no_error (error);
}
