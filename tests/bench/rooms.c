/* The rooms that a benchmark measures at: those that it is given, or one of the demonstration.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sqlite3.h>

#include "rooms.h"

struct _Rooms
{
  GPtrArray *paths;   /* (element-type filename) */
  char      *folder;  /* (nullable): with what was made here */
};

static char *
make_room (const char *ctl,
           const char *folder)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (folder, "10000.db", NULL);

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, ctl, "--room", path,
                              "--now", "2026-11-24T10:12:00+08:00", "init", "--demo", "10000",
                              "--seed", "1", NULL);
  if (process == NULL || !g_subprocess_wait_check (process, NULL, &error))
    g_error ("%s: %s", ctl, error->message);

  return path;
}

Rooms *
rooms_open (int    argc,
            char **argv)
{
  Rooms *self = g_new0 (Rooms, 1);
  g_auto (GStrv) named = g_strsplit (g_getenv ("SR_BENCH_ROOMS") != NULL ? g_getenv ("SR_BENCH_ROOMS")
                                                                         : "", ":", -1);

  if (argc < 2)
    g_error ("usage: %s SERVICEROOMCTL [ROOM...]", argv[0]);

  self->paths = g_ptr_array_new_with_free_func (g_free);
  for (int i = 2; i < argc; i++)
    g_ptr_array_add (self->paths, g_strdup (argv[i]));
  for (guint i = 0; self->paths->len == 0 && named[i] != NULL; i++)
    {
      if (named[i][0] != '\0')
        g_ptr_array_add (self->paths, g_strdup (named[i]));
    }
  if (self->paths->len == 0)
    {
      self->folder = g_dir_make_tmp ("sr-bench-XXXXXX", NULL);
      g_ptr_array_add (self->paths, make_room (argv[1], self->folder));
    }

  return self;
}

void
rooms_free (Rooms *self)
{
  if (self->folder != NULL)
    {
      g_remove (g_ptr_array_index (self->paths, 0));
      g_rmdir (self->folder);
    }
  g_ptr_array_unref (self->paths);
  g_free (self->folder);
  g_free (self);
}

guint
rooms_get_n (Rooms *self)
{
  return self->paths->len;
}

const char *
rooms_get (Rooms *self,
           guint  room)
{
  return g_ptr_array_index (self->paths, room);
}

static gint64
ask (sqlite3    *database,
     const char *sql)
{
  sqlite3_stmt *statement = NULL;
  gint64 n = 0;

  if (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (database));
  if (sqlite3_step (statement) == SQLITE_ROW)
    n = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);

  return n;
}

void
rooms_print (const char *path)
{
  sqlite3 *database = NULL;

  if (sqlite3_open_v2 (path, &database, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
    g_error ("%s: %s", path, sqlite3_errmsg (database));
  printf ("\n%s: %" G_GINT64_FORMAT " requests, %" G_GINT64_FORMAT " events\n", path,
          ask (database, "SELECT SUM(n) FROM request_count"),
          ask (database, "SELECT sequence FROM journal_head"));
  sqlite3_close (database);
}
