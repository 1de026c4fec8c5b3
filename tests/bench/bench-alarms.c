/* What a wake of the room costs while many clocks run: when nothing is due, and when one deadline is.
 *
 * SR_BENCH_CLOCKS=1000:100000 says at how many clocks it is measured.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "bench.h"
#include "domain/records/sr-kinds.h"
#include "room-fixture.h"

/* Most requests are of the lowest priority, received at one instant: nothing of them is due for hours.
 * Some of a higher one follow, a second apart, so that their deadlines come one by one. */

#define N_LIVE 120
#define N_WAKES 300
#define N_DROPPED 5      /* wakes, while everything warms up */
#define N_IN_ONE_ACT 500

static void
receive (RoomFixture *self,
         const char  *priority,
         guint        n)
{
  g_autoptr (GPtrArray) acts = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_act_free);
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    {
      SrAct *act = sr_act_new (&sr_request_kind, 0, "receive");

      sr_act_set (act, "customer", "#1");
      sr_act_set (act, "channel", "phone");
      sr_act_set (act, "type", "#1");
      sr_act_set (act, "title", "307 会议室空调漏水");
      sr_act_set (act, "priority", priority);
      g_ptr_array_add (acts, act);
    }

  outcomes = sr_gate_act (self->gate, acts, NULL, &error);
  g_assert_no_error (error);
}

static gint64
count_clocks (RoomFixture *self)
{
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  sr_connection_get_integer (sr_gate_get_connection (self->gate),
                             "SELECT count(*) FROM clock WHERE state = 'running'", NULL, 0, 0, &n,
                             &error);
  g_assert_no_error (error);

  return n;
}

static gint64
tick (RoomFixture *self)
{
  g_autoptr (GError) error = NULL;
  gint64 next = 0;

  sr_gate_tick (self->gate, &next, &error);
  g_assert_no_error (error);

  return next;
}

static void
fill (RoomFixture *self,
      guint        n_clocks)
{
  guint per_request;
  guint left;

  /* The customer of all, and how many clocks a request has. */
  room_fixture_receive (self, "307 会议室空调漏水");
  per_request = (guint) count_clocks (self);
  for (left = n_clocks / per_request; left > 0; left -= MIN (left, N_IN_ONE_ACT))
    receive (self, "P4", MIN (left, N_IN_ONE_ACT));
  for (guint i = 0; i < N_LIVE; i++)
    {
      room_fixture_advance (self, 1);
      receive (self, "P2", 1);
    }
}

/* The medians of a wake with nothing due, and of one with a deadline. */
static void
measure (guint   n_clocks,
         double *out_idle,
         double *out_due)
{
  RoomFixture fixture = { NULL };
  double idle[N_WAKES];
  double due[N_WAKES];
  gint64 next;
  double began;

  room_fixture_set_up (&fixture, NULL);
  began = bench_now ();
  fill (&fixture, n_clocks);
  printf ("%8" G_GINT64_FORMAT " clocks armed in %.1f s\n", count_clocks (&fixture),
          bench_now () - began);
  next = tick (&fixture);

  for (guint i = 0; i < N_DROPPED + N_WAKES; i++)
    {
      guint kept = i < N_DROPPED ? 0 : i - N_DROPPED;

      began = bench_now ();
      next = tick (&fixture);
      idle[kept] = bench_now () - began;

      g_assert_cmpint (next, <, G_MAXINT64);
      room_fixture_advance (&fixture, next - sr_clock_now (fixture.clock));
      began = bench_now ();
      tick (&fixture);
      due[kept] = bench_now () - began;
    }

  *out_idle = bench_median (idle, N_WAKES);
  *out_due = bench_median (due, N_WAKES);
  printf ("         a wake with nothing due %.3f ms, with one deadline %.3f ms\n", *out_idle * 1e3,
          *out_due * 1e3);
  room_fixture_tear_down (&fixture, NULL);
}

int
main (int    argc,
      char **argv)
{
  const char *given = g_getenv ("SR_BENCH_CLOCKS");
  g_auto (GStrv) sizes = g_strsplit (given != NULL ? given : "1000:100000", ":", -1);
  double first_idle = 0;
  double first_due = 0;

  for (guint i = 0; sizes[i] != NULL; i++)
    {
      double idle;
      double due;

      measure ((guint) atoi (sizes[i]), &idle, &due);
      if (i == 0)
        {
          first_idle = idle;
          first_due = due;
        }
      else
        {
          printf ("         growth %.2f and %.2f\n", idle / first_idle, due / first_due);
        }
    }
  bench_print_load ();

  return EXIT_SUCCESS;
}
