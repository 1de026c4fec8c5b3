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

char **
rooms_named (void)
{
  const char *named = g_getenv ("SR_BENCH_ROOMS");

  return g_strsplit (named != NULL ? named : "", ":", -1);
}

Rooms *
rooms_open (int    argc,
            char **argv)
{
  Rooms *self = g_new0 (Rooms, 1);
  g_auto (GStrv) named = rooms_named ();

  if (argc < 2)
    g_error ("usage: %s SERVICEROOMCTL [ROOM...]", argv[0]);

  self->paths = g_ptr_array_new_with_free_func (g_free);
  for (int i = 2; i < argc; i++)
    g_ptr_array_add (self->paths, g_strdup (argv[i]));
  if (self->paths->len == 0)
    {
      for (guint i = 0; named[i] != NULL; i++)
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

const char *
rooms_ask (const char *path,
           const char *sql)
{
  sqlite3 *database = NULL;
  sqlite3_stmt *statement = NULL;
  const char *text = NULL;

  if (sqlite3_open_v2 (path, &database, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
      sqlite3_prepare_v2 (database, sql, -1, &statement, NULL) != SQLITE_OK ||
      sqlite3_step (statement) != SQLITE_ROW)
    g_error ("%s: %s: %s", path, sql, sqlite3_errmsg (database));
  text = g_intern_string ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  sqlite3_close (database);

  return text;
}

void
rooms_print (const char *path)
{
  printf ("\n%s: %s requests, %s events\n", path,
          rooms_ask (path, "SELECT SUM(n) FROM request_count"),
          rooms_ask (path, "SELECT sequence FROM journal_head"));
}

gint64
rooms_get_now (const char *path)
{
  const char *last = rooms_ask (path, "SELECT at FROM event ORDER BY sequence DESC LIMIT 1");

  return g_ascii_strtoll (last, NULL, 10) + 60;
}
