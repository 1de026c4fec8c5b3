/* One act through the gate, durable, against the same statements in one bare transaction.
 *
 * SR_BENCH_ROOMS=SMALL.db:LARGE.db measures it in those rooms, too, and how the cost grows from the first
 * to the last of them; SR_BENCH_LIVES says how many requests are lived.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "bench.h"
#include "domain/records/sr-kinds.h"
#include "layer.h"
#include "room-fixture.h"
#include "rooms.h"
#include "storage/sr-event-table.h"

/* Three copies of one room live through the same acts. In the first the statements are written
 * down. Then in turn: an act through the gate of the second, the statements of that act in the
 * third, prepared beforehand. At the end the journals of all three must be the same. A room that is
 * given stays as it is: its copies are layers over it (layer.h). */

#define N_LIVES 40
#define N_DROPPED 2  /* lives, while everything warms up */

typedef enum
{
  DESK,
  HANDLER,
  N_PEOPLE
} Who;

/* In a new room; in one that is given they are looked for. */
static const char *people[N_PEOPLE] = { "he.jing", "wang.wei" };

/**
 * Step:
 *
 * One act of the life of a request; @arguments are pairs of field and text.
 */
typedef struct
{
  Who         who;
  const char *action;
  const char *arguments[10];
} Step;

/* Stand for what depends on the room. */
#define THE_HANDLER "@handler"
#define TOMORROW "@tomorrow"

static const Step life[] = {
  { DESK, "receive",
    { "customer", "#1", "channel", "phone", "type", "#1", "title", "307 会议室空调漏水",
      "priority", "P3" } },
  { DESK, "assign", { "owner", THE_HANDLER } },
  { HANDLER, "accept", { NULL } },
  { HANDLER, "start", { NULL } },
  { HANDLER, "contact",
    { "contact.direction", "out", "contact.medium", "call", "contact.reached", "yes",
      "contact.summary", "已告知下午上门" } },
  { HANDLER, "note", { "note.text", "冷凝水管接头脱落，需要更换" } },
  { HANDLER, "wait_parts", { "waiting_for", "接头", "waiting_until", TOMORROW } },
  { HANDLER, "resume", { NULL } },
  { HANDLER, "resolve",
    { "solution", "接头重新固定", "resolution_code", "#1", "cause_code", "#1" } },
  { DESK, "close", { "follow_up", "exempt", "follow_up_reason", "当面确认" } },
};

#define N_STEPS G_N_ELEMENTS (life)

static sqlite3 *last_opened;
static GPtrArray *recording;  /* (element-type utf8) (nullable) */
static guint n_syncs;

/* SQLite calls these by name: every write to the disk passes here. */
int
fdatasync (int fd)
{
  n_syncs++;

  return (int) syscall (SYS_fdatasync, fd);
}

int
fsync (int fd)
{
  n_syncs++;

  return (int) syscall (SYS_fsync, fd);
}

static int
on_statement_cb (unsigned  mask,
                 void     *data,
                 void     *statement,
                 void     *sql)
{
  /* A trigger shows itself as a comment; its statements are those of the statement that fired it. */
  if (recording != NULL && !g_str_has_prefix (sql, "--"))
    {
      char *expanded = sqlite3_expanded_sql (statement);

      g_ptr_array_add (recording, g_strdup (expanded));
      sqlite3_free (expanded);
    }

  return 0;
}

static int
on_opened_cb (sqlite3     *database,
              char       **message,
              const void  *routines)
{
  last_opened = database;
  sqlite3_trace_v2 (database, SQLITE_TRACE_STMT, on_statement_cb, NULL);

  return SQLITE_OK;
}

static void
set_argument (SrAct       *act,
              const char  *field,
              const char  *text,
              gint64       now)
{
  g_autoptr (GDateTime) tomorrow = g_date_time_new_from_unix_utc (now + 24 * 60 * 60);
  g_autofree char *instant = g_date_time_format (tomorrow, "%Y-%m-%d 10:00");

  if (g_str_equal (text, THE_HANDLER))
    text = people[HANDLER];
  else if (g_str_equal (text, TOMORROW))
    text = instant;
  sr_act_set (act, field, text);
}

static SrAct *
make_act (const Step *step,
          gint64      request,
          gint64      now)
{
  SrAct *act = sr_act_new (&sr_request_kind, request, step->action);

  for (guint i = 0; i < G_N_ELEMENTS (step->arguments) && step->arguments[i] != NULL; i += 2)
    set_argument (act, step->arguments[i], step->arguments[i + 1], now);

  return act;
}

/* The id of the request; how long it took comes back in @out_seconds. */
static gint64
perform (RoomFixture *room,
         const Step  *step,
         gint64       request,
         double      *out_seconds)
{
  g_autoptr (GError) error = NULL;
  SrAct *act = make_act (step, request, sr_clock_now (room->clock));
  SrOutcome *outcome;
  double started_at;
  gint64 record;

  sr_gate_sign_in (room->gate, people[step->who], &error);
  g_assert_no_error (error);

  started_at = bench_now ();
  outcome = sr_gate_act_one (room->gate, act, &error);
  *out_seconds = bench_now () - started_at;
  g_assert_no_error (error);

  record = outcome->record;
  sr_outcome_free (outcome);
  room_fixture_advance (room, 60);

  return record;
}

static GPtrArray *
record_step (RoomFixture *room,
             const Step  *step,
             gint64      *request)
{
  GPtrArray *statements = g_ptr_array_new_with_free_func (g_free);
  double seconds;

  /* Who signs in is no part of the act. */
  sr_gate_sign_in (room->gate, people[step->who], NULL);
  recording = statements;
  *request = perform (room, step, *request, &seconds);
  recording = NULL;

  return statements;
}

static double
replay (sqlite3   *database,
        GPtrArray *statements)
{
  g_autofree sqlite3_stmt **prepared = g_new0 (sqlite3_stmt *, statements->len);
  double started_at;
  double seconds;

  for (guint i = 0; i < statements->len; i++)
    {
      if (sqlite3_prepare_v2 (database, g_ptr_array_index (statements, i), -1, &prepared[i], NULL))
        g_error ("%s: %s", (char *) g_ptr_array_index (statements, i), sqlite3_errmsg (database));
    }

  started_at = bench_now ();
  for (guint i = 0; i < statements->len; i++)
    {
      int code;

      while ((code = sqlite3_step (prepared[i])) == SQLITE_ROW)
        ;
      if (code != SQLITE_DONE)
        g_error ("%s: %s", (char *) g_ptr_array_index (statements, i), sqlite3_errmsg (database));
      sqlite3_reset (prepared[i]);
    }
  seconds = bench_now () - started_at;

  for (guint i = 0; i < statements->len; i++)
    sqlite3_finalize (prepared[i]);

  return seconds;
}

/* @out_database is what it writes by. */
static void
open_copy (RoomFixture  *copy,
           gint64        now,
           sqlite3     **out_database)
{
  g_autoptr (GError) error = NULL;

  copy->clock = sr_clock_new_fixed (now);
  copy->store = sr_store_open (copy->path, 0, &error);
  g_assert_no_error (error);
  *out_database = last_opened;
  copy->gate = sr_gate_new (copy->store, copy->clock);
}

static void
close_copy (RoomFixture *copy)
{
  sr_gate_free (copy->gate);
  sr_store_close (copy->store);
  g_object_unref (copy->store);
  g_object_unref (copy->clock);
  g_remove (copy->path);
  g_free (copy->path);
}

static char *
get_head (RoomFixture *room)
{
  g_autoptr (GError) error = NULL;
  char *hash = NULL;
  gint64 sequence = 0;

  sr_event_table_get_head (sr_gate_get_connection (room->gate), &sequence, &hash, &error);
  g_assert_no_error (error);

  return hash;
}

static void
assert_same_journal (RoomFixture *a,
                     RoomFixture *b)
{
  g_autofree char *hash_a = get_head (a);
  g_autofree char *hash_b = get_head (b);

  g_assert_cmpstr (hash_a, ==, hash_b);
}

/**
 * Figures:
 *
 * What one action of the life came to.
 */
typedef struct
{
  Pairs pairs;
  guint n_statements;
  guint n_syncs;
} Figures;

static void
print_figures (Figures *figures,
               Figures *all)
{
  printf ("%-12s %10s %10s %8s %11s %6s\n", "act", "gate us", "bare us", "ratio", "statements",
          "syncs");
  for (guint i = 0; i < N_STEPS; i++)
    printf ("%-12s %10.0f %10.0f %7.2fx %11u %6u\n", life[i].action,
            pairs_product (&figures[i].pairs) * 1e6, pairs_floor (&figures[i].pairs) * 1e6,
            pairs_ratio (&figures[i].pairs), figures[i].n_statements, figures[i].n_syncs);
  printf ("%-12s %10.0f %10.0f %7.2fx   (budget 1.50x)\n", "all",
          pairs_product (&all->pairs) * 1e6, pairs_floor (&all->pairs) * 1e6,
          pairs_ratio (&all->pairs));
  printf ("%-12s %10.0f %10.0f\n", "99 of 100", bench_quantile (all->pairs.product, 0.99) * 1e6,
          bench_quantile (all->pairs.floor, 0.99) * 1e6);
  printf ("%-12s %10.0f %10.0f\n", "the slowest", bench_quantile (all->pairs.product, 1) * 1e6,
          bench_quantile (all->pairs.floor, 1) * 1e6);
}

static void
live (RoomFixture *recorded,
      RoomFixture *product,
      sqlite3     *bare,
      gboolean     counts,
      Figures     *figures,
      Figures     *all)
{
  gint64 written = 0;
  gint64 request = 0;

  for (guint i = 0; i < N_STEPS; i++)
    {
      g_autoptr (GPtrArray) statements = record_step (recorded, &life[i], &written);
      double floor;
      double seconds;

      n_syncs = 0;
      request = perform (product, &life[i], request, &seconds);
      figures[i].n_syncs = n_syncs;
      figures[i].n_statements = statements->len;
      floor = replay (bare, statements);
      if (counts)
        {
          pairs_add (&figures[i].pairs, seconds, floor);
          pairs_add (&all->pairs, seconds, floor);
        }
    }
}

/* The median of all acts comes back. The paths of the copies become theirs. */
static double
measure (char   *paths[3],
         gint64  now,
         guint   n_lives)
{
  RoomFixture recorded = { .path = paths[0] };
  RoomFixture product = { .path = paths[1] };
  RoomFixture bare = { .path = paths[2] };
  Figures figures[N_STEPS] = { 0 };
  Figures all = { 0 };
  sqlite3 *database = NULL;
  double median;

  open_copy (&recorded, now, &database);
  open_copy (&product, now, &database);
  sqlite3_trace_v2 (database, 0, NULL, NULL);
  open_copy (&bare, now, &database);
  sqlite3_trace_v2 (database, 0, NULL, NULL);

  for (guint i = 0; i < N_STEPS; i++)
    pairs_init (&figures[i].pairs);
  pairs_init (&all.pairs);

  for (guint i = 0; i < n_lives + N_DROPPED; i++)
    live (&recorded, &product, database, i >= N_DROPPED, figures, &all);
  assert_same_journal (&recorded, &product);
  assert_same_journal (&recorded, &bare);
  print_figures (figures, &all);

  median = pairs_product (&all.pairs);
  for (guint i = 0; i < N_STEPS; i++)
    pairs_clear (&figures[i].pairs);
  pairs_clear (&all.pairs);
  close_copy (&recorded);
  close_copy (&product);
  close_copy (&bare);

  return median;
}

static void
measure_new_room (guint n_lives)
{
  RoomFixture original = { 0 };
  char *paths[3];

  room_fixture_set_up (&original, NULL);
  room_fixture_receive (&original, "第一张单");  /* and with it a customer */
  /* Not before the program has said how SQLite shall use memory. */
  sqlite3_auto_extension ((void (*) (void)) on_opened_cb);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.db", i);
      g_autoptr (GError) error = NULL;

      paths[i] = g_build_filename (original.folder, name, NULL);
      sr_store_backup (original.store, paths[i], &error);
      g_assert_no_error (error);
    }

  printf ("\nA new room\n");
  measure (paths, FIXTURE_NOW, n_lives);
  room_fixture_tear_down (&original, NULL);
}

static double
measure_given_room (const char *room,
                    guint       n_lives)
{
  g_autofree char *folder = g_dir_make_tmp ("sr-bench-XXXXXX", NULL);
  char *paths[3];
  double median;

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.db", i);

      paths[i] = g_build_filename (folder, name, NULL);
      layer_put (paths[i], room);
    }
  people[DESK] = rooms_ask (room, "SELECT login FROM staff WHERE roles = '[\"desk\"]' LIMIT 1");
  people[HANDLER] = rooms_ask (room, "SELECT login FROM staff WHERE roles = '[\"handler\"]' LIMIT 1");

  rooms_print (room);
  median = measure (paths, rooms_get_now (room), n_lives);
  g_rmdir (folder);

  return median;
}

int
main (int   argc,
      char *argv[])
{
  g_auto (GStrv) rooms = rooms_named ();
  const char *lives = g_getenv ("SR_BENCH_LIVES");
  guint n_lives = lives != NULL ? (guint) atoi (lives) : N_LIVES;
  double first = 0;
  double last = 0;

  printf ("One act through the gate, durable, against its statements alone; medians of %u\n",
          n_lives);
  bench_print_load ();
  measure_new_room (n_lives);

  for (guint i = 0; rooms[i] != NULL; i++)
    {
      last = measure_given_room (rooms[i], n_lives);
      if (i == 0)
        first = last;
    }
  if (first > 0)
    printf ("\nThe last room against the first: %.2fx (budget 1.50x)\n", last / first);

  return 0;
}
