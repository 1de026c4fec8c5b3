/* A room in a folder of its own, for one test.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <sqlite3.h>

#include "domain/records/sr-kinds.h"
#include "domain/records/sr-row.h"
#include "storage/sr-store-error.h"
#include "storage/sr-store.h"

G_BEGIN_DECLS

#define TEST_NOW G_GINT64_CONSTANT (1456970400)  /* 2016-03-03 10:00 Asia/Shanghai */

typedef struct
{
  char         *folder;
  char         *path;
  SrStore      *store;
  SrConnection *writer;

  /* ids of what test_room_fill() puts in */
  gint64        staff;
  gint64        team;
  gint64        calendar;
  gint64        policy;
  gint64        type;
  gint64        customer;
} TestRoom;

/* A folder, and no room in it. */
void       test_folder_set_up     (TestRoom      *room,
                                   gconstpointer  user_data);
/* An empty room. */
void       test_room_set_up       (TestRoom      *room,
                                   gconstpointer  user_data);
/* A room with one record of each kind that a request refers to. */
void       test_room_set_up_full  (TestRoom      *room,
                                   gconstpointer  user_data);
void       test_room_tear_down    (TestRoom      *room,
                                   gconstpointer  user_data);
void       test_room_open         (TestRoom      *room);
void       test_room_close        (TestRoom      *room);

/* A row with what every record has. */
SrRow     *test_row_new           (const SrRecordKind *kind);
gint64     test_room_insert       (TestRoom      *room,
                                   SrRow         *row);
gint64     test_room_add_customer (TestRoom      *room,
                                   const char    *name,
                                   const char    *phone);
/* A request that is complete but for what the test is about; not inserted. */
SrRow     *test_room_make_request (TestRoom      *room,
                                   gint64         serial,
                                   const char    *state,
                                   const char    *title);
SrRow     *test_event_new         (const char    *kind,
                                   gint64         record,
                                   const char    *action);

/* SQL on a file, past everything that the storage does. */
void       test_file_run          (const char    *path,
                                   const char    *sql);
char      *test_file_ask          (const char    *path,
                                   const char    *sql);
/* The names of what lies in the folder, sorted, by comma. */
char      *test_folder_list       (TestRoom      *room);
/* Runs this program again with the arguments; see test_program_main(). */
GSubprocess *test_program_start   (const char    *first_argument,
                                   ...) G_GNUC_NULL_TERMINATED;
/* One line of its standard output. */
char      *test_program_read_line (GSubprocess   *program);
/* Ends its standard input and waits for it. */
void       test_program_finish    (GSubprocess   *program);

#define TEST_ROOM_ADD(path, set_up, test) \
  g_test_add (path, TestRoom, NULL, set_up, test, test_room_tear_down)

G_END_DECLS
