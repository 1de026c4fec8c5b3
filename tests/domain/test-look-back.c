/* Looking back at what a person did, at the begin of a day.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "calendar-fixture.h"
#include "domain/service/sr-look-back.h"

/* Monday to Friday, and from Wednesday 14 to Friday 16 October 2026 a holiday that is made up for on
 * Saturday 10. */
static SrCalendar *
make_calendar (void)
{
  SrWeek week = fixture_office_week ();
  g_autoptr (GPtrArray) days = fixture_no_days ();

  fixture_add_exception (days, "2026-10-14", "2026-10-16", SR_EXCEPTION_PUBLIC_HOLIDAY, "");
  fixture_add_exception (days, "2026-10-10", "2026-10-10", SR_EXCEPTION_MAKEUP_WORKDAY,
                         "09:00-12:00 13:30-18:00");

  return fixture_calendar ("Asia/Shanghai", &week, days);
}

static void
assert_look_back (const char *today,
                  const char *last_step,
                  const char *expected)
{
  g_autoptr (SrCalendar) calendar = make_calendar ();
  gint64 last = last_step != NULL ? fixture_instant (calendar, last_step) : SR_LOOK_BACK_NEVER;

  assert_day (sr_look_back_find_day (calendar, sr_day_from_iso (today), last), expected);
}

static void
test_it_is_the_last_working_day (void)
{
  assert_look_back ("2026-09-24", NULL, "2026-09-23");
  /* A Monday, a Sunday and a Saturday. */
  assert_look_back ("2026-09-28", NULL, "2026-09-25");
  assert_look_back ("2026-09-27", NULL, "2026-09-25");
  assert_look_back ("2026-09-26", NULL, "2026-09-25");
  /* After the holiday and its weekend; after the Saturday that makes up for it. */
  assert_look_back ("2026-10-19", NULL, "2026-10-13");
  assert_look_back ("2026-10-12", NULL, "2026-10-10");
}

static void
test_what_was_done_on_a_weekend_comes_with_it (void)
{
  assert_look_back ("2026-09-28", "2026-09-26 11:00", "2026-09-25");
  assert_look_back ("2026-09-28", "2026-09-25 00:00", "2026-09-25");
}

static void
test_who_was_away_sees_the_last_day_of_theirs (void)
{
  assert_look_back ("2026-09-28", "2026-09-24 23:59:59", "2026-09-24");
  assert_look_back ("2026-09-28", "2026-08-14 09:00", "2026-08-14");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/look-back/it-is-the-last-working-day", test_it_is_the_last_working_day);
  g_test_add_func ("/domain/look-back/what-was-done-on-a-weekend-comes-with-it",
                   test_what_was_done_on_a_weekend_comes_with_it);
  g_test_add_func ("/domain/look-back/who-was-away-sees-the-last-day-of-theirs",
                   test_who_was_away_sees_the_last_day_of_theirs);

  return g_test_run ();
}
