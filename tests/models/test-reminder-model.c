/* The list of the bell follows the room and the time.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "change-log.h"
#include "domain/records/sr-kinds.h"
#include "live-room.h"
#include "models/sr-reminder-model.h"

/* The room is open from 09:00 to 12:00 and from 13:30 to 18:00, and it is Wednesday, 15 July, 09:00.
 * A request of normal priority has 4 h to be accepted, 4 h to a first response and 15 h to be resolved.
 */
#define MINUTE 60
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

#define AT(day, hour, minute) \
  (FIXTURE_NOW + (gint64) ((day) - 15) * DAY + ((hour) - 9) * HOUR + (minute) * MINUTE)

/**
 * Bell:
 *
 * "wang.wei" has the program open; the manager "li.na" has one too, which the fixture of a live room
 * opens.
 */
typedef struct
{
  LiveRoom         live;
  SrRoom          *room;
  SrReminderModel *model;
  ChangeLog       *log;
  gint64           minute;   /* that the program heard of last */
} Bell;

#define ADD(path, test) g_test_add (path, Bell, NULL, set_up, test, tear_down)

static void
set_up (Bell          *self,
        gconstpointer  data)
{
  live_room_set_up (&self->live, data);
  self->model = sr_reminder_model_new ();
  self->log = change_log_new (G_LIST_MODEL (self->model));
}

static void
tear_down (Bell          *self,
           gconstpointer  data)
{
  sr_reminder_model_set_room (self->model, NULL);
  change_log_free (self->log);
  if (self->room != NULL)
    {
      live_room_close (self->room);
      g_assert_finalize_object (g_steal_pointer (&self->room));
    }
  g_assert_finalize_object (self->model);
  live_room_tear_down (&self->live, data);
}

static void
on_minute_cb (SrRoom *room,
              Bell   *self)
{
  self->minute = sr_room_get_now (room) / MINUTE;
}

static void
open_bell (Bell *self)
{
  self->room = live_room_open (&self->live, "wang.wei");
  g_signal_connect (self->room, "minute", G_CALLBACK (on_minute_cb), self);
  sr_reminder_model_set_room (self->model, self->room);
}

static void
close_bell (Bell *self)
{
  sr_reminder_model_set_room (self->model, NULL);
  live_room_close (self->room);
  g_assert_finalize_object (g_steal_pointer (&self->room));
}

static void
set_time (Bell   *self,
          gint64  at)
{
  if (at == sr_clock_now (self->live.fixture.clock))
    return;

  sr_clock_set (self->live.fixture.clock, at);
  if (self->room != NULL)
    wait_until (self->minute == at / MINUTE);
}

/* As programs do that run all the time: no longer than five minutes pass unheard. */
static void
live_until (Bell   *self,
            gint64  until)
{
  gint64 now = sr_clock_now (self->live.fixture.clock);

  while (now < until)
    {
      g_autoptr (GError) error = NULL;
      gint64 next;

      sr_gate_tick (self->live.fixture.gate, &next, &error);
      g_assert_no_error (error);
      now = MIN (MIN (next, now + 5 * MINUTE), until);
      set_time (self, now);
    }
}

static gint64
receive (Bell       *self,
         const char *title)
{
  gint64 request = room_fixture_receive (&self->live.fixture, title);

  sr_outcome_free (room_fixture_act (&self->live.fixture, "he.jing", request, "assign", "owner",
                                     "wang.wei", NULL));
  sr_outcome_free (room_fixture_act (&self->live.fixture, "wang.wei", request, "accept", NULL));

  return request;
}

static const char *
name_section (SrReminderSection section)
{
  static const char * const names[] = { "emergency", "away", "unread", "later", "ended" };

  return names[section];
}

/* A line for each: where, what. */
static char *
describe (Bell *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->model)); i++)
    {
      g_autoptr (SrReminderItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), i);

      g_string_append_printf (text, "%s %s\n", name_section (sr_reminder_item_get_section (item)),
                              sr_reminder_item_get_title (item));
    }

  return g_string_free (text, FALSE);
}

static gboolean
shows (Bell       *self,
       const char *expected)
{
  g_autofree char *text = describe (self);

  return g_str_equal (text, expected);
}

static void
wait_to_show (Bell       *self,
              const char *expected)
{
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (!shows (self, expected) && g_get_monotonic_time () < end)
    {
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (500);
    }

  if (!shows (self, expected))
    {
      g_autofree char *text = describe (self);

      g_assert_cmpstr (text, ==, expected);
    }
}

static SrReminderItem *
get (Bell  *self,
     guint  position)
{
  g_autoptr (SrReminderItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  return item;
}

static void
answer (Bell       *self,
        guint       position,
        const char *action,
        const char *until)
{
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *acts = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_act_free);

  sr_reminder_item_add_acts (get (self, position), acts, action, until);
  outcomes = live_room_try (self->room, acts, &error);
  g_assert_no_error (error);
}

/* At 11:00 half of the time to the first response is used, at 11:30 half of that of the second. */
static void
receive_two (Bell *self)
{
  receive (self, "307 会议室空调漏水");
  set_time (self, AT (15, 9, 30));
  receive (self, "门禁卡刷不开");
}

#define BOTH \
  "unread Due today 15:00: response to 000002\n" \
  "unread Due today 14:30: response to 000001\n"

static void
test_what_is_due_comes_newest_first (Bell          *self,
                                     gconstpointer  data)
{
  receive_two (self);
  open_bell (self);
  wait_until (!sr_reminder_model_is_loading (self->model));
  g_assert_cmpuint (sr_reminder_model_get_unread (self->model), ==, 0);

  live_until (self, AT (15, 11, 40));
  wait_to_show (self, BOTH);
  g_assert_cmpuint (sr_reminder_model_get_unread (self->model), ==, 2);
  g_assert_cmpstr (sr_reminder_item_get_when (get (self, 0)), ==, "11:30");
  g_assert_cmpstr (sr_reminder_item_get_when (get (self, 1)), ==, "11:00");
}

static void
test_a_clock_says_what_is_gravest_of_it_alone (Bell          *self,
                                               gconstpointer  data)
{
  receive (self, "307 会议室空调漏水");
  open_bell (self);
  live_until (self, AT (15, 14, 40));
  wait_to_show (self, "unread Response overdue: 000001\n");
  wait_until (sr_row_get_integer (sr_reminder_item_get_row (get (self, 0)),
                                  SR_REMINDER_LEVEL) == 3);
  g_assert_cmpuint (sr_reminder_model_get_unread (self->model), ==, 1);

  /* and what it said before is answered with it */
  answer (self, 0, "acknowledge", NULL);
  wait_to_show (self, "ended Response overdue: 000001\n"
                      "ended Response overdue: 000001\n"
                      "ended Response overdue: 000001\n"
                      "ended Response overdue: 000001\n");
  g_assert_cmpuint (sr_reminder_model_get_unread (self->model), ==, 0);
}

static void
test_an_acknowledged_one_moves_and_nothing_else (Bell          *self,
                                                 gconstpointer  data)
{
  SrReminderItem *first;
  SrReminderItem *second;

  receive_two (self);
  open_bell (self);
  live_until (self, AT (15, 11, 40));
  wait_to_show (self, BOTH);
  first = get (self, 0);
  second = get (self, 1);

  change_log_reset (self->log);
  answer (self, 0, "acknowledge", NULL);
  wait_until (sr_reminder_model_get_unread (self->model) == 1);
  g_assert_true (get (self, 0) == second);
  g_assert_true (get (self, 1) == first);
  g_assert_cmpint (sr_reminder_item_get_section (first), ==, SR_REMINDER_SECTION_ENDED);
  g_assert_cmpuint (self->log->n_changes, ==, 2);
  g_assert_cmpuint (self->log->added, ==, 1);
}

static void
test_one_that_was_put_off_comes_back_by_time_alone (Bell          *self,
                                                    gconstpointer  data)
{
  receive_two (self);
  open_bell (self);
  live_until (self, AT (15, 11, 40));
  wait_to_show (self, BOTH);

  answer (self, 0, "snooze", "2026-07-15 11:50");
  wait_to_show (self, "unread Due today 14:30: response to 000001\n"
                      "later Due today 15:00: response to 000002\n");
  g_assert_cmpuint (sr_reminder_model_get_unread (self->model), ==, 1);
  g_assert_cmpstr (sr_reminder_item_get_when (get (self, 1)), ==, "11:50");

  set_time (self, AT (15, 11, 49));
  wait_until (!sr_reminder_model_is_loading (self->model));
  g_assert_cmpuint (sr_reminder_model_get_unread (self->model), ==, 1);
  set_time (self, AT (15, 11, 50));
  wait_to_show (self, BOTH);
  g_assert_cmpuint (sr_reminder_model_get_unread (self->model), ==, 2);
}

static void
test_what_came_in_an_absence_stands_together_the_gravest_first (Bell          *self,
                                                                gconstpointer  data)
{
  receive (self, "307 会议室空调漏水");
  sr_outcome_free (room_fixture_act (&self->live.fixture, "he.jing", receive (self, "电梯异响"),
                                     "promise", "promised_at", "2026-07-15 16:00", NULL));
  open_bell (self);
  live_until (self, AT (15, 11, 0));
  wait_until (sr_reminder_model_get_unread (self->model) == 2);
  close_bell (self);

  set_time (self, AT (15, 11, 10));
  receive (self, "门禁卡刷不开");
  live_until (self, AT (15, 15, 45));
  open_bell (self);
  wait_to_show (self, "away While you were away: 4\n"
                      "away Response overdue: 000002\n"
                      "away Response overdue: 000001\n"
                      "away Call back in 15 min\n"
                      "away Due in 55 min: response to 000003\n");
}

static void
test_who_was_there_all_the_time_has_missed_nothing (Bell          *self,
                                                    gconstpointer  data)
{
  receive (self, "307 会议室空调漏水");
  open_bell (self);
  live_until (self, AT (15, 11, 0));
  wait_until (!sr_reminder_model_is_loading (self->model));
  close_bell (self);

  set_time (self, AT (15, 11, 5));
  open_bell (self);
  wait_to_show (self, "unread Due today 14:30: response to 000001\n");
}

/* At 14:06 nine tenths are used, and the manager hears of it, since nobody leads a team. */
static void
test_those_of_the_others_are_shown_if_asked_for (Bell          *self,
                                                 gconstpointer  data)
{
  receive (self, "307 会议室空调漏水");
  open_bell (self);
  live_until (self, AT (15, 14, 10));
  wait_to_show (self, "unread Due in 20 min: response to 000001\n");

  sr_reminder_model_set_everybody (self->model, TRUE);
  wait_to_show (self, "unread Due in 20 min: response to 000001\n"
                      "unread Due in 20 min: response to 000001\n");
  g_assert_cmpuint (sr_reminder_model_get_unread (self->model), ==, 1);

  /* and say whose they are */
  g_assert_nonnull (strstr (sr_reminder_item_get_detail (get (self, 1)), "李娜"));
  g_assert_null (strstr (sr_reminder_item_get_detail (get (self, 0)), "李娜"));
}

static void
test_a_late_answer_is_dropped (Bell          *self,
                               gconstpointer  data)
{
  receive_two (self);
  open_bell (self);
  live_until (self, AT (15, 11, 40));
  wait_to_show (self, BOTH);
  wait_until (!sr_reminder_model_is_loading (self->model));
  change_log_reset (self->log);

  sr_reminder_model_set_everybody (self->model, TRUE);
  sr_reminder_model_set_everybody (self->model, FALSE);
  wait_until (!sr_reminder_model_is_loading (self->model));
  g_assert_cmpuint (self->log->n_changes, ==, 0);
}

static void
test_more_than_the_limit_is_counted (Bell          *self,
                                     gconstpointer  data)
{
  receive_two (self);
  open_bell (self);
  live_until (self, AT (15, 11, 40));
  wait_until (sr_reminder_model_get_unread (self->model) == 2);

  sr_reminder_model_set_limit (self->model, 1);
  wait_until (sr_reminder_model_get_hidden (self->model) == 1);
  g_assert_cmpuint (sr_reminder_model_get_unread (self->model), ==, 2);
  sr_reminder_model_set_limit (self->model, 10);
  wait_until (sr_reminder_model_get_hidden (self->model) == 0);
}

static void
test_on_failure_the_old_ones_stay (Bell          *self,
                                   gconstpointer  data)
{
  receive_two (self);
  open_bell (self);
  live_until (self, AT (15, 11, 40));
  wait_until (sr_reminder_model_get_unread (self->model) == 2);

  room_fixture_tamper (&self->live.fixture, "ALTER TABLE reminder RENAME TO gone");
  sr_reminder_model_set_limit (self->model, 10);
  wait_until (sr_reminder_model_get_error (self->model) != NULL);
  g_assert_cmpuint (sr_reminder_model_get_unread (self->model), ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->model)), ==, 2);

  room_fixture_tamper (&self->live.fixture, "ALTER TABLE gone RENAME TO reminder");
  sr_reminder_model_set_limit (self->model, 11);
  wait_until (sr_reminder_model_get_error (self->model) == NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/models/reminders/what-is-due-comes-newest-first", test_what_is_due_comes_newest_first);
  ADD ("/models/reminders/a-clock-says-what-is-gravest-of-it-alone",
       test_a_clock_says_what_is_gravest_of_it_alone);
  ADD ("/models/reminders/an-acknowledged-one-moves-and-nothing-else",
       test_an_acknowledged_one_moves_and_nothing_else);
  ADD ("/models/reminders/one-that-was-put-off-comes-back-by-time-alone",
       test_one_that_was_put_off_comes_back_by_time_alone);
  ADD ("/models/reminders/what-came-in-an-absence-stands-together-the-gravest-first",
       test_what_came_in_an_absence_stands_together_the_gravest_first);
  ADD ("/models/reminders/who-was-there-all-the-time-has-missed-nothing",
       test_who_was_there_all_the_time_has_missed_nothing);
  ADD ("/models/reminders/those-of-the-others-are-shown-if-asked-for",
       test_those_of_the_others_are_shown_if_asked_for);
  ADD ("/models/reminders/a-late-answer-is-dropped", test_a_late_answer_is_dropped);
  ADD ("/models/reminders/more-than-the-limit-is-counted", test_more_than_the_limit_is_counted);
  ADD ("/models/reminders/on-failure-the-old-ones-stay", test_on_failure_the_old_ones_stay);

  return g_test_run ();
}
