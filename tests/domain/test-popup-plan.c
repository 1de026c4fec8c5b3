/* Which reminders pop up now, and how.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "calendar-fixture.h"
#include "domain/records/sr-kinds.h"
#include "domain/service/sr-popup-plan.h"

/* 2026-07-15 09:00 in Shanghai, a Wednesday; the room is open 09:00-12:00 and 13:30-18:00. */
#define NOW G_GINT64_CONSTANT (1784077200)
#define MINUTE 60
#define HOUR (60 * MINUTE)

#define AT(hour, minute) (NOW + ((hour) - 9) * HOUR + (minute) * MINUTE)

typedef struct
{
  SrCalendar *calendar;
  GPtrArray  *reminders;
  GPtrArray  *duties;
  GPtrArray  *absences;
  GArray     *shown;
  gint64      since;
  gint64      next;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  SrWeek week = fixture_office_week ();
  g_autoptr (GPtrArray) days = fixture_no_days ();

  self->calendar = fixture_calendar ("Asia/Shanghai", &week, days);
  self->reminders = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_row_free);
  self->duties = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_row_free);
  self->absences = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_row_free);
  self->shown = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->since = NOW - 30 * 24 * HOUR;
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  sr_calendar_unref (self->calendar);
  g_ptr_array_unref (self->reminders);
  g_ptr_array_unref (self->duties);
  g_ptr_array_unref (self->absences);
  g_array_unref (self->shown);
}

static SrRow *
add (Fixture    *self,
     gint64      at,
     const char *form)
{
  SrRow *row = sr_row_new (&sr_reminder_kind);

  sr_row_set_integer (row, SR_COMMON_ID, self->reminders->len + 1);
  sr_row_set_integer (row, SR_REMINDER_RAISED_AT, at);
  sr_row_set_text (row, SR_REMINDER_FORM, form);
  sr_row_set_text (row, SR_REMINDER_STATE, "waiting");
  sr_row_set_integer (row, SR_REMINDER_EMERGENCY, 0);
  g_ptr_array_add (self->reminders, row);

  return row;
}

static void
add_stretch (GPtrArray          *rows,
             const SrRecordKind *kind,
             guint               from_field,
             gint64              from,
             guint               until_field,
             gint64              until)
{
  SrRow *row = sr_row_new (kind);

  sr_row_set_integer (row, from_field, from);
  sr_row_set_integer (row, until_field, until);
  g_ptr_array_add (rows, row);
}

/* "single 1; digest 2 3" */
static void
assert_plan (Fixture    *self,
             gint64      now,
             const char *expected)
{
  static const char *const names[] = { "single", "digest", "summary" };
  SrShift shift = { self->calendar, self->duties, self->absences };
  g_autoptr (GPtrArray) plans = sr_popup_plan_make (self->reminders, &shift, self->shown,
                                                    self->since, now, &self->next);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < plans->len; i++)
    {
      SrPopupPlan *plan = g_ptr_array_index (plans, i);

      g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", names[plan->showing]);
      for (guint j = 0; j < plan->reminders->len; j++)
        g_string_append_printf (text, " %d",
                                (int) sr_row_get_id (g_ptr_array_index (plan->reminders, j)));
    }

  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_what_is_due_in_working_time_pops_up_by_itself (Fixture       *self,
                                                    gconstpointer  data)
{
  add (self, AT (10, 0), "popup");
  assert_plan (self, AT (9, 59), "");
  g_assert_cmpint (self->next, ==, AT (10, 0));
  assert_plan (self, AT (10, 0), "single 1");
  g_assert_cmpint (self->next, ==, G_MAXINT64);
}

static void
test_a_badge_never_pops_up (Fixture       *self,
                            gconstpointer  data)
{
  add (self, AT (10, 0), "badge");
  assert_plan (self, AT (10, 0), "");
  g_assert_cmpint (self->next, ==, G_MAXINT64);
}

static void
test_what_comes_at_night_waits_and_is_one_digest_at_opening (Fixture       *self,
                                                             gconstpointer  data)
{
  add (self, AT (20, 0), "popup");
  add (self, AT (23, 0), "critical");
  assert_plan (self, AT (23, 0), "");
  g_assert_cmpint (self->next, ==, AT (24 + 9, 0));
  assert_plan (self, AT (24 + 9, 0), "digest 1 2");
}

static void
test_one_that_waited_alone_pops_up_by_itself (Fixture       *self,
                                              gconstpointer  data)
{
  add (self, AT (12, 30), "popup");
  assert_plan (self, AT (12, 30), "");
  g_assert_cmpint (self->next, ==, AT (13, 30));
  assert_plan (self, AT (13, 30), "single 1");
}

static void
test_an_emergency_pops_up_at_night (Fixture       *self,
                                    gconstpointer  data)
{
  add (self, AT (20, 0), "popup");
  sr_row_set_integer (add (self, AT (23, 0), "critical"), SR_REMINDER_EMERGENCY, 1);
  assert_plan (self, AT (23, 0), "single 2");
  g_assert_cmpint (self->next, ==, AT (24 + 9, 0));
}

static void
test_who_is_on_duty_at_night_is_told_at_night (Fixture       *self,
                                               gconstpointer  data)
{
  add_stretch (self->duties, &sr_duty_kind, SR_DUTY_FROM, AT (18, 0), SR_DUTY_UNTIL, AT (32, 0));
  add (self, AT (23, 0), "popup");
  assert_plan (self, AT (23, 0), "single 1");
}

static void
test_who_is_away_is_told_when_back (Fixture       *self,
                                    gconstpointer  data)
{
  add_stretch (self->absences, &sr_absence_kind, SR_ABSENCE_FROM, AT (0, 0), SR_ABSENCE_UNTIL,
               AT (15, 0));
  add (self, AT (10, 0), "popup");
  add (self, AT (11, 0), "popup");
  assert_plan (self, AT (11, 0), "");
  g_assert_cmpint (self->next, ==, AT (15, 0));
  assert_plan (self, AT (15, 0), "digest 1 2");
}

static void
test_what_came_while_no_program_was_there_is_one_digest (Fixture       *self,
                                                         gconstpointer  data)
{
  self->since = AT (11, 0);
  add (self, AT (9, 30), "popup");
  add (self, AT (10, 0), "popup");
  add (self, AT (11, 0), "popup");
  assert_plan (self, AT (11, 0), "digest 1 2; single 3");
}

static void
test_more_than_three_in_ten_minutes_are_one_summary (Fixture       *self,
                                                     gconstpointer  data)
{
  const gint64 before[] = { AT (9, 50), AT (9, 55), AT (9, 56) };

  g_array_append_vals (self->shown, before, G_N_ELEMENTS (before));
  add (self, AT (10, 0), "popup");
  /* The first of them is ten minutes old: it does not count any more. */
  assert_plan (self, AT (10, 0), "single 1");
  add (self, AT (10, 0), "popup");
  assert_plan (self, AT (10, 0), "summary 1 2");
}

static void
test_three_at_once_are_three_and_four_are_one (Fixture       *self,
                                               gconstpointer  data)
{
  add (self, AT (10, 0), "popup");
  add (self, AT (10, 0), "popup");
  add (self, AT (10, 0), "popup");
  assert_plan (self, AT (10, 0), "single 1; single 2; single 3");
  add (self, AT (10, 0), "popup");
  assert_plan (self, AT (10, 0), "summary 1 2 3 4");
}

static void
test_what_was_put_off_comes_again_at_its_instant (Fixture       *self,
                                                  gconstpointer  data)
{
  SrRow *row = add (self, AT (10, 0), "popup");

  sr_row_set_text (row, SR_REMINDER_STATE, "snoozed");
  sr_row_set_integer (row, SR_REMINDER_SNOOZED_UNTIL, AT (10, 15));
  assert_plan (self, AT (10, 14), "");
  g_assert_cmpint (self->next, ==, AT (10, 15));
  assert_plan (self, AT (10, 15), "single 1");
  sr_row_set_text (row, SR_REMINDER_STATE, "shown");
  assert_plan (self, AT (10, 15), "");
}

#define ADD(path, test) g_test_add ("/domain/popup-plan/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("what-is-due-in-working-time-pops-up-by-itself",
       test_what_is_due_in_working_time_pops_up_by_itself);
  ADD ("a-badge-never-pops-up", test_a_badge_never_pops_up);
  ADD ("what-comes-at-night-waits-and-is-one-digest-at-opening",
       test_what_comes_at_night_waits_and_is_one_digest_at_opening);
  ADD ("one-that-waited-alone-pops-up-by-itself", test_one_that_waited_alone_pops_up_by_itself);
  ADD ("an-emergency-pops-up-at-night", test_an_emergency_pops_up_at_night);
  ADD ("who-is-on-duty-at-night-is-told-at-night", test_who_is_on_duty_at_night_is_told_at_night);
  ADD ("who-is-away-is-told-when-back", test_who_is_away_is_told_when_back);
  ADD ("what-came-while-no-program-was-there-is-one-digest",
       test_what_came_while_no_program_was_there_is_one_digest);
  ADD ("more-than-three-in-ten-minutes-are-one-summary",
       test_more_than_three_in_ten_minutes_are_one_summary);
  ADD ("three-at-once-are-three-and-four-are-one", test_three_at_once_are_three_and_four_are_one);
  ADD ("what-was-put-off-comes-again-at-its-instant",
       test_what_was_put_off_comes_again_at_its_instant);

  return g_test_run ();
}
