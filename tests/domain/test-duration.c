/* SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domain/time/sr-calendar.h"
#include "domain/time/sr-duration.h"

static void
test_durations_are_read_as_people_write_them (void)
{
  static const struct
  {
    const char *text;
    gint64      seconds;
    guint       workdays;
    const char *written;
  } durations[] = {
    { "2h", 7200, 0, "2h" },
    { "90m", 5400, 0, "1h30m" },
    { "15min", 900, 0, "15m" },
    { "45s", 45, 0, "45s" },
    { "3wd", 0, 3, "3wd" },
    { "1h30m", 5400, 0, "1h30m" },
    { " 1h 30m 5s ", 5405, 0, "1h30m5s" },
    { "37.5h", 135000, 0, "37h30m" },
    { "0.5m", 30, 0, "30s" },
    { "2H", 7200, 0, "2h" },
    { "２ｈ", 7200, 0, "2h" },
    { "0h", 0, 0, "0s" },
    { "0wd", 0, 0, "0s" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (durations); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *written = NULL;
      SrDuration duration = { -1, 99 };

      sr_duration_parse (durations[i].text, &duration, &error);
      g_assert_no_error (error);
      g_assert_cmpint (duration.seconds, ==, durations[i].seconds);
      g_assert_cmpuint (duration.workdays, ==, durations[i].workdays);

      written = sr_duration_to_string (&duration);
      g_assert_cmpstr (written, ==, durations[i].written);
    }
}

static void
test_hours_and_days_are_never_mixed (void)
{
  const char *texts[] = { "3wd2h", "2h3wd", "0wd1h", "1wd 0s" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      SrDuration duration;

      g_assert_false (sr_duration_parse (texts[i], &duration, &error));
      g_assert_error (error, SR_TIME_ERROR, SR_TIME_ERROR_PARSE);
    }
}

static void
test_nonsense_is_refused (void)
{
  const char *texts[] = {
    NULL, "", "  ", "2", "h", "-2h", "+2h", "2d", "2w", "1.5wd", "0.0001h", "1.h", ".5h", "2h2",
    "99999999999999999999h", "9223372036854775807s", "366001wd", "2 hours", "2h30", "1e3s",
    "\xff", "8784001h", "3wd3wd"
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      SrDuration duration = { 42, 42 };

      g_assert_false (sr_duration_parse (texts[i], &duration, &error));
      g_assert_error (error, SR_TIME_ERROR, SR_TIME_ERROR_PARSE);
      g_assert_cmpint (duration.seconds, ==, 42);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/time/duration/durations-are-read-as-people-write-them",
                   test_durations_are_read_as_people_write_them);
  g_test_add_func ("/domain/time/duration/hours-and-days-are-never-mixed",
                   test_hours_and_days_are_never_mixed);
  g_test_add_func ("/domain/time/duration/nonsense-is-refused", test_nonsense_is_refused);

  return g_test_run ();
}
