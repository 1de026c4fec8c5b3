/* One act through the gate, durable, against the same statements in one bare transaction.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <sqlite3.h>

#include "bench.h"
#include "domain/records/sr-kinds.h"
#include "room-fixture.h"
#include "storage/sr-event-table.h"

/* Three copies of one room live through the same acts. In the first the statements are written
 * down. Then in turn: an act through the gate of the second, the statements of that act in the
 * third, prepared beforehand. At the end the journals of all three must be the same. */

#define N_LIVES 40
#define N_DROPPED 2  /* lives, while everything warms up */

/**
 * Step:
 *
 * One act of the life of a request; @arguments are pairs of field and text.
 */
typedef struct
{
  const char *login;
  const char *action;
  const char *arguments[10];
} Step;

static const Step life[] = {
  { "he.jing", "receive",
    { "customer", "#1", "channel", "phone", "type", "#1", "title", "307 会议室空调漏水",
      "priority", "P3" } },
  { "he.jing", "assign", { "owner", "wang.wei" } },
  { "wang.wei", "accept", { NULL } },
  { "wang.wei", "start", { NULL } },
  { "wang.wei", "contact",
    { "contact.direction", "out", "contact.medium", "call", "contact.reached", "yes",
      "contact.summary", "已告知下午上门" } },
  { "wang.wei", "note", { "note.text", "冷凝水管接头脱落，需要更换" } },
  { "wang.wei", "wait_parts", { "waiting_for", "接头", "waiting_until", "2026-07-16 10:00" } },
  { "wang.wei", "resume", { NULL } },
  { "wang.wei", "resolve",
    { "solution", "接头重新固定", "resolution_code", "#1", "cause_code", "#1" } },
  { "he.jing", "close", { "follow_up", "exempt", "follow_up_reason", "当面确认" } },
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

static SrAct *
make_act (const Step *step,
          gint64      request)
{
  SrAct *act = sr_act_new (&sr_request_kind, request, step->action);

  for (guint i = 0; i < G_N_ELEMENTS (step->arguments) && step->arguments[i] != NULL; i += 2)
    sr_act_set (act, step->arguments[i], step->arguments[i + 1]);

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
  SrAct *act = make_act (step, request);
  SrOutcome *outcome;
  double started_at;
  gint64 record;

  sr_gate_sign_in (room->gate, step->login, &error);
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
  sr_gate_sign_in (room->gate, step->login, NULL);
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

/* Opens a copy of the room; @out_database is what it writes by. */
static void
open_copy (RoomFixture  *original,
           const char   *name,
           RoomFixture  *copy,
           sqlite3     **out_database)
{
  g_autoptr (GError) error = NULL;

  copy->path = g_build_filename (original->folder, name, NULL);
  sr_store_backup (original->store, copy->path, &error);
  g_assert_no_error (error);

  copy->clock = sr_clock_new_fixed (FIXTURE_NOW);
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

int
main (int   argc,
      char *argv[])
{
  RoomFixture original = { 0 };
  RoomFixture recorded = { 0 };
  RoomFixture product = { 0 };
  RoomFixture bare = { 0 };
  Figures figures[N_STEPS] = { 0 };
  Figures all = { 0 };
  sqlite3 *database = NULL;

  sqlite3_auto_extension ((void (*) (void)) on_opened_cb);
  room_fixture_set_up (&original, NULL);
  room_fixture_receive (&original, "第一张单");  /* and with it a customer */

  open_copy (&original, "recorded.db", &recorded, &database);
  open_copy (&original, "product.db", &product, &database);
  sqlite3_trace_v2 (database, 0, NULL, NULL);
  open_copy (&original, "bare.db", &bare, &database);
  sqlite3_trace_v2 (database, 0, NULL, NULL);

  for (guint i = 0; i < N_STEPS; i++)
    pairs_init (&figures[i].pairs);
  pairs_init (&all.pairs);

  for (guint i = 0; i < N_LIVES + N_DROPPED; i++)
    live (&recorded, &product, database, i >= N_DROPPED, figures, &all);
  assert_same_journal (&recorded, &product);
  assert_same_journal (&recorded, &bare);

  printf ("One act through the gate, durable, against its statements alone; medians of %d\n",
          N_LIVES);
  bench_print_load ();
  print_figures (figures, &all);

  for (guint i = 0; i < N_STEPS; i++)
    pairs_clear (&figures[i].pairs);
  pairs_clear (&all.pairs);
  close_copy (&recorded);
  close_copy (&product);
  close_copy (&bare);
  room_fixture_tear_down (&original, NULL);

  return 0;
}
