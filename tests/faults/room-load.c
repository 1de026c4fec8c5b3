/* Works in a room as a window does, and tells each act when it is answered.
 *
 * room-load ROOM INSTANT LOGIN
 *
 * Prints "NUMBER ACTION" after the answer and never before it, until it is killed or its standard
 * output is closed. Several requests are on their way at a time.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "domain/time/sr-instant.h"
#include "live-room.h"

#define N_AT_A_TIME 3

static const char *const steps[] = { "receive", "assign", "accept", "start" };

/* One request on its way. */
typedef struct
{
  SrRoom *room;
  gint64  record;
  char   *number;
  guint   step;
} Errand;

static void act (Errand *self);

static void
fail (const GError *error)
{
  g_printerr ("room-load: %s\n", error->message);
  exit (1);
}

static void
tell (const char *number,
      const char *action)
{
  g_autofree char *line = g_strdup_printf ("%s %s\n", number, action);

  /* Past every buffer, so that what is told is told at once. */
  if (write (STDOUT_FILENO, line, strlen (line)) < 0)
    exit (0);
}

static void
on_acted_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Errand *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outcomes = sr_room_act_finish (SR_ROOM (object), result, &error);
  SrOutcome *outcome;

  if (outcomes == NULL)
    fail (error);

  if (self->step == 0)
    {
      outcome = g_ptr_array_index (outcomes, outcomes->len - 1);
      g_free (self->number);
      self->number = g_strdup (outcome->number);
      self->record = outcome->record;
    }

  tell (self->number, steps[self->step]);
  self->step = (self->step + 1) % G_N_ELEMENTS (steps);
  act (self);
}

static void
act (Errand *self)
{
  const char *step = steps[self->step];
  GPtrArray *acts = self->step == 0
                      ? live_room_make_receive (self->room, "一边工作一边被打断")
                      : live_room_make_act (self->record, step,
                                            g_str_equal (step, "assign") ? "owner" : NULL, "li.na",
                                            NULL);

  sr_room_act_async (self->room, acts, NULL, on_acted_cb, self);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SrClock) clock = NULL;
  Errand errands[N_AT_A_TIME] = { 0 };
  SrRoom *room;
  gint64 now;

  if (argc != 4 || !sr_instant_parse (argv[2], "UTC", &now, NULL))
    return 2;

  clock = sr_clock_new_fixed (now);
  sr_room_open_async (argv[1], 0, clock, argv[3], NULL, take_result_cb, &result);
  wait_until (result != NULL);
  room = sr_room_open_finish (result, &error);
  if (room == NULL)
    fail (error);

  for (guint i = 0; i < N_AT_A_TIME; i++)
    {
      errands[i].room = room;
      act (&errands[i]);
    }

  for (;;)
    g_main_context_iteration (NULL, TRUE);
}
