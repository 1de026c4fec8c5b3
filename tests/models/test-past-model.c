/* What a person did on the last day of work, as a list.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "live-room.h"
#include "models/sr-past-model.h"

#define MINUTE 60
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/* The room begins on Wednesday 15 July 2026 at nine, and it is Li Na who looks. */

static char *
get_text (SrPastModel *model,
          const char  *property)
{
  char *text = NULL;

  g_object_get (model, property, &text, NULL);

  return text;
}

static gboolean
has_heading (SrPastModel *model,
             const char  *expected)
{
  g_autofree char *heading = get_text (model, "heading");

  return g_str_equal (heading, expected);
}

static char *
list_spoken (SrPastModel *model)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (model)); i++)
    {
      g_autoptr (SrPastItem) item = g_list_model_get_item (G_LIST_MODEL (model), i);
      g_autofree char *spoken = NULL;

      g_object_get (item, "spoken", &spoken, NULL);
      g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", spoken);
    }

  return g_string_free (text, FALSE);
}

static void
assert_told (LiveRoom   *self,
             const char *heading,
             const char *summary,
             const char *steps)
{
  g_autoptr (SrPastModel) model = sr_past_model_new ();
  g_autofree char *is_summary = NULL;
  g_autofree char *is_steps = NULL;

  sr_past_model_set_room (model, self->room);
  wait_until (!has_heading (model, ""));
  g_assert_true (has_heading (model, heading));
  is_summary = get_text (model, "summary");
  g_assert_cmpstr (is_summary, ==, summary);
  is_steps = list_spoken (model);
  g_assert_cmpstr (is_steps, ==, steps);
  sr_past_model_set_room (model, NULL);
}

static void
act (LiveRoom   *self,
     gint64      request,
     const char *action)
{
  live_room_act (self->room, live_room_make_act (request, action, NULL));
}

static void
test_what_was_done_yesterday_is_told_the_last_first (LiveRoom      *self,
                                                     gconstpointer  data)
{
  gint64 request = live_room_receive (self->room, "打印机卡纸");

  room_fixture_advance (&self->fixture, 5 * MINUTE);
  live_room_act (self->room, live_room_make_act (request, "assign", "owner", "li.na", NULL));
  act (self, request, "follow");
  /* A colleague's is not told. */
  sr_outcome_free (room_fixture_act (&self->fixture, "he.jing", request, "follow", NULL));

  room_fixture_advance (&self->fixture, DAY);
  assert_told (self, "Done yesterday, Wed 15 Jul", "1 taken in · 1 assigned · 1 other step",
               "09:05, 000001, Follows: 打印机卡纸; 09:05, 000001, Assigned to 李娜: 打印机卡纸; "
               "09:00, 000001, Received: Phone: 打印机卡纸");
}

static void
test_a_day_ends_at_midnight_of_the_room (LiveRoom      *self,
                                         gconstpointer  data)
{
  gint64 request = live_room_receive (self->room, "打印机卡纸");

  /* The last second of Thursday, and the first of Friday. */
  room_fixture_advance (&self->fixture, DAY + 15 * HOUR - 1);
  act (self, request, "follow");
  room_fixture_advance (&self->fixture, 1);
  act (self, request, "unfollow");
  assert_told (self, "Done yesterday, Thu 16 Jul", "1 other step",
               "23:59, 000001, Follows: 打印机卡纸");
}

static void
test_on_a_monday_friday_is_told_and_the_weekend (LiveRoom      *self,
                                                 gconstpointer  data)
{
  gint64 request;

  room_fixture_advance (&self->fixture, 2 * DAY);
  request = live_room_receive (self->room, "打印机卡纸");
  room_fixture_advance (&self->fixture, 3 * DAY);
  assert_told (self, "Done on Fri 17 Jul", "1 taken in",
               "09:00, 000001, Received: Phone: 打印机卡纸");

  /* On Saturday a week later. */
  room_fixture_advance (&self->fixture, 4 * DAY);
  act (self, request, "follow");
  room_fixture_advance (&self->fixture, DAY);
  act (self, request, "unfollow");
  room_fixture_advance (&self->fixture, 2 * DAY);
  assert_told (self, "Done since Fri 24 Jul", "2 other steps",
               "Sat 09:00, 000001, No longer follows: 打印机卡纸; "
               "Fri 09:00, 000001, Follows: 打印机卡纸");
}

static void
test_who_was_away_sees_what_they_did_before (LiveRoom      *self,
                                             gconstpointer  data)
{
  assert_told (self, "Done yesterday, Tue 14 Jul", "nothing is on record", "");

  live_room_receive (self->room, "打印机卡纸");
  room_fixture_advance (&self->fixture, 14 * DAY);
  assert_told (self, "Done on Wed 15 Jul", "1 taken in",
               "09:00, 000001, Received: Phone: 打印机卡纸");
}

static void
test_what_was_taken_back_was_not_done (LiveRoom      *self,
                                       gconstpointer  data)
{
  gint64 request = live_room_receive (self->room, "打印机卡纸");
  GArray *sequences = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (GPtrArray) undone = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  outcomes = live_room_try (self->room,
                            live_room_make_act (request, "assign", "owner", "li.na", NULL), &error);
  g_assert_no_error (error);
  g_array_append_val (sequences, ((SrOutcome *) g_ptr_array_index (outcomes, 0))->sequence);
  sr_room_undo_async (self->room, sequences, take_result_cb, &result);
  wait_until (result != NULL);
  undone = sr_room_undo_finish (self->room, result, &error);
  g_assert_no_error (error);

  room_fixture_advance (&self->fixture, DAY);
  assert_told (self, "Done yesterday, Wed 15 Jul", "1 taken in",
               "09:00, 000001, Received: Phone: 打印机卡纸");
}

static void
test_a_new_day_has_another_yesterday (LiveRoom      *self,
                                      gconstpointer  data)
{
  g_autoptr (SrPastModel) model = sr_past_model_new ();
  g_autofree char *steps = NULL;

  live_room_receive (self->room, "打印机卡纸");
  sr_past_model_set_room (model, self->room);
  wait_until (has_heading (model, "Done yesterday, Tue 14 Jul"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 0);

  room_fixture_advance (&self->fixture, 15 * HOUR);
  wait_until (has_heading (model, "Done yesterday, Wed 15 Jul"));
  steps = list_spoken (model);
  g_assert_cmpstr (steps, ==, "09:00, 000001, Received: Phone: 打印机卡纸");
  sr_past_model_set_room (model, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) \
  g_test_add ("/models/past/" path, LiveRoom, NULL, live_room_set_up, test, live_room_tear_down)
  ADD ("what-was-done-yesterday-is-told-the-last-first",
       test_what_was_done_yesterday_is_told_the_last_first);
  ADD ("a-day-ends-at-midnight-of-the-room", test_a_day_ends_at_midnight_of_the_room);
  ADD ("on-a-monday-friday-is-told-and-the-weekend",
       test_on_a_monday_friday_is_told_and_the_weekend);
  ADD ("who-was-away-sees-what-they-did-before", test_who_was_away_sees_what_they_did_before);
  ADD ("what-was-taken-back-was-not-done", test_what_was_taken_back_was_not_done);
  ADD ("a-new-day-has-another-yesterday", test_a_new_day_has_another_yesterday);
#undef ADD

  return g_test_run ();
}
