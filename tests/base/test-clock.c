/* SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/sr-clock.h"

static void
test_fixed_clock_stands_until_it_is_set (void)
{
  g_autoptr (SrClock) clock = sr_clock_new_fixed (1456970400);

  g_assert_true (sr_clock_is_fixed (clock));
  g_assert_cmpint (sr_clock_now (clock), ==, 1456970400);
  sr_clock_set (clock, 1456970401);
  g_assert_cmpint (sr_clock_now (clock), ==, 1456970401);
}

static void
test_system_clock_follows_the_machine (void)
{
  g_autoptr (SrClock) clock = sr_clock_new_system ();
  gint64 before = g_get_real_time () / G_USEC_PER_SEC;
  gint64 now = sr_clock_now (clock);

  g_assert_false (sr_clock_is_fixed (clock));
  g_assert_cmpint (now, >=, before);
  g_assert_cmpint (now, <=, g_get_real_time () / G_USEC_PER_SEC);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/clock/a-fixed-clock-stands-until-it-is-set",
                   test_fixed_clock_stands_until_it_is_set);
  g_test_add_func ("/base/clock/a-system-clock-follows-the-machine",
                   test_system_clock_follows_the_machine);

  return g_test_run ();
}
