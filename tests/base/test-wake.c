/* SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "base/sr-wake-private.h"

#define NOON G_GINT64_CONSTANT (1780113600)

typedef struct
{
  guint due;
  guint shaken;
} Heard;

static void
on_due_cb (SrWake *wake,
           Heard  *heard)
{
  heard->due++;
}

static void
on_shaken_cb (SrWake *wake,
              Heard  *heard)
{
  heard->shaken++;
}

static void
hear (SrWake *wake,
      Heard  *heard)
{
  g_signal_connect (wake, "due", G_CALLBACK (on_due_cb), heard);
  g_signal_connect (wake, "shaken", G_CALLBACK (on_shaken_cb), heard);
}

static void
assert_heard (Heard *heard,
              guint  due,
              guint  shaken)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (heard->due, ==, due);
  g_assert_cmpuint (heard->shaken, ==, shaken);
}

static gboolean
on_time_out_cb (gpointer is_over)
{
  *(gboolean *) is_over = TRUE;

  return G_SOURCE_REMOVE;
}

/* The main loop for so long. */
static void
run_for (guint milliseconds)
{
  gboolean is_over = FALSE;

  g_timeout_add (milliseconds, on_time_out_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

/* Between one second less than so many and so many. */
static gint64
seconds_from_now (gint64 seconds)
{
  return g_get_real_time () / G_USEC_PER_SEC + seconds;
}

static void
test_it_is_due_at_the_instant (void)
{
  g_autoptr (SrClock) clock = sr_clock_new_system ();
  g_autoptr (SrWake) wake = sr_wake_new (clock);
  gint64 instant = seconds_from_now (2);
  Heard heard = { 0 };

  hear (wake, &heard);
  sr_wake_arm (wake, instant);
  while (heard.due == 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpint (g_get_real_time (), >=, instant * G_USEC_PER_SEC);
  /* A machine that has much to do wakes us late, but not by a second. */
  g_assert_cmpint (g_get_real_time (), <, (instant + 1) * G_USEC_PER_SEC);
  g_assert_cmpint (sr_wake_get_instant (wake), ==, G_MAXINT64);
  run_for (200);
  assert_heard (&heard, 1, 0);
}

static void
test_an_instant_that_has_passed_is_due_at_once (void)
{
  g_autoptr (SrClock) clock = sr_clock_new_system ();
  g_autoptr (SrWake) wake = sr_wake_new (clock);
  Heard heard = { 0 };

  hear (wake, &heard);
  sr_wake_arm (wake, NOON);
  g_assert_cmpuint (heard.due, ==, 0);
  run_for (50);
  assert_heard (&heard, 1, 0);

  /* So does the beginning of time, which the kernel would take for "never". */
  sr_wake_arm (wake, 0);
  run_for (50);
  assert_heard (&heard, 2, 0);
}

static void
test_another_instant_takes_the_place_of_the_first (void)
{
  g_autoptr (SrClock) clock = sr_clock_new_system ();
  g_autoptr (SrWake) wake = sr_wake_new (clock);
  Heard heard = { 0 };

  hear (wake, &heard);

  /* Later, and never. */
  sr_wake_arm (wake, seconds_from_now (1));
  sr_wake_arm (wake, seconds_from_now (3600));
  run_for (1200);
  assert_heard (&heard, 0, 0);
  sr_wake_arm (wake, seconds_from_now (1));
  sr_wake_arm (wake, G_MAXINT64);
  run_for (1200);
  assert_heard (&heard, 0, 0);

  /* Earlier. */
  sr_wake_arm (wake, seconds_from_now (3600));
  sr_wake_arm (wake, seconds_from_now (1));
  run_for (1200);
  assert_heard (&heard, 1, 0);
}

/* A timer of the kernel that is told what to say. */
static struct
{
  int    timer;
  int    answer_to_set;
  int    answer_to_read;
  gint64 instant;
  guint  n_set;
} kernel;

static int
fake_open_timer (void)
{
  kernel.timer = eventfd (0, EFD_NONBLOCK | EFD_CLOEXEC);

  return kernel.timer;
}

static gboolean
fake_set_timer (int    timer,
                gint64 instant)
{
  kernel.instant = instant;
  kernel.n_set++;
  errno = kernel.answer_to_set;
  kernel.answer_to_set = 0;

  return errno == 0;
}

static gboolean
fake_read_timer (int timer)
{
  guint64 times = 0;

  g_assert_cmpint (read (timer, &times, sizeof times), ==, sizeof times);
  errno = kernel.answer_to_read;

  return errno == 0;
}

static SrWakeMachine fake_machine = {
  .open_timer = fake_open_timer,
  .set_timer = fake_set_timer,
  .read_timer = fake_read_timer,
  .zone_file = "/etc/localtime",
};

static void
kernel_answers (int error)
{
  guint64 once = 1;

  kernel.answer_to_read = error;
  g_assert_cmpint (write (kernel.timer, &once, sizeof once), ==, sizeof once);
}

static void
test_a_clock_that_is_set_shakes_it_and_keeps_it_armed (void)
{
  g_autoptr (SrClock) clock = sr_clock_new_system ();
  g_autoptr (SrWake) wake = sr_wake_new_for_machine (clock, &fake_machine);
  gint64 instant = seconds_from_now (3600);
  Heard heard = { 0 };

  hear (wake, &heard);
  sr_wake_arm (wake, instant);
  kernel.n_set = 0;
  kernel.instant = 0;
  kernel_answers (ECANCELED);
  assert_heard (&heard, 0, 1);
  g_assert_cmpuint (kernel.n_set, ==, 1);
  g_assert_cmpint (kernel.instant, ==, instant);
  g_assert_cmpint (sr_wake_get_instant (wake), ==, instant);

  /* There is something to set also when nothing is due: only a timer that is set is cancelled. */
  sr_wake_arm (wake, G_MAXINT64);
  kernel.n_set = 0;
  kernel_answers (ECANCELED);
  assert_heard (&heard, 0, 2);
  g_assert_cmpuint (kernel.n_set, ==, 1);
  g_assert_cmpint (kernel.instant, ==, G_MAXINT64);
}

/* The kernel says so only once, and to whichever call comes first. */
static void
test_a_clock_that_was_set_is_noticed_while_arming (void)
{
  g_autoptr (SrClock) clock = sr_clock_new_system ();
  g_autoptr (SrWake) wake = sr_wake_new_for_machine (clock, &fake_machine);
  Heard heard = { 0 };

  hear (wake, &heard);
  kernel.answer_to_set = ECANCELED;
  sr_wake_arm (wake, seconds_from_now (3600));
  g_assert_cmpuint (heard.shaken, ==, 0);
  assert_heard (&heard, 0, 1);
}

static void
test_a_timer_that_ends_early_is_set_again (void)
{
  g_autoptr (SrClock) clock = sr_clock_new_system ();
  g_autoptr (SrWake) wake = sr_wake_new_for_machine (clock, &fake_machine);
  gint64 instant = seconds_from_now (3600);
  Heard heard = { 0 };

  hear (wake, &heard);
  sr_wake_arm (wake, instant);
  kernel.n_set = 0;
  kernel_answers (0);
  assert_heard (&heard, 0, 0);
  g_assert_cmpuint (kernel.n_set, ==, 1);
  g_assert_cmpint (kernel.instant, ==, instant);

  kernel_answers (EAGAIN);
  assert_heard (&heard, 0, 0);
  g_assert_cmpuint (kernel.n_set, ==, 1);
}

static void
test_after_the_instant_it_still_hears_of_a_clock_that_is_set (void)
{
  g_autoptr (SrClock) clock = sr_clock_new_system ();
  g_autoptr (SrWake) wake = sr_wake_new_for_machine (clock, &fake_machine);
  Heard heard = { 0 };

  hear (wake, &heard);
  sr_wake_arm (wake, NOON);
  kernel.n_set = 0;
  kernel_answers (0);
  assert_heard (&heard, 1, 0);
  g_assert_cmpuint (kernel.n_set, ==, 1);
  g_assert_cmpint (kernel.instant, ==, G_MAXINT64);
}

static void
test_another_zone_shakes_it (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sr-wake-XXXXXX", NULL);
  g_autofree char *zone_file = g_build_filename (folder, "localtime", NULL);
  g_autofree char *other = g_build_filename (folder, "other", NULL);
  SrWakeMachine machine = fake_machine;
  g_autoptr (SrClock) clock = sr_clock_new_system ();
  g_autoptr (SrWake) wake = NULL;
  Heard heard = { 0 };

  machine.zone_file = zone_file;
  g_assert_no_errno (symlink ("/usr/share/zoneinfo/Asia/Shanghai", zone_file));
  wake = sr_wake_new_for_machine (clock, &machine);
  hear (wake, &heard);
  run_for (100);
  assert_heard (&heard, 0, 0);

  /* As it is done by what sets it: the new link takes the place of the old one. */
  g_assert_no_errno (symlink ("/usr/share/zoneinfo/Asia/Urumqi", other));
  g_assert_no_errno (g_rename (other, zone_file));
  while (heard.shaken == 0)
    g_main_context_iteration (NULL, TRUE);

  g_unlink (zone_file);
  g_rmdir (folder);
}

/* A system bus of its own, and on it what answers for logind. */
typedef struct
{
  GTestDBus       *daemon;
  GDBusConnection *logind;
} Bus;

static void
open_bus (Bus *bus)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;
  const char *address;

  bus->daemon = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus->daemon);
  address = g_test_dbus_get_bus_address (bus->daemon);
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", address, TRUE);
  bus->logind =
    g_dbus_connection_new_for_address_sync (address,
                                            G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                            | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                            NULL, NULL, &error);
  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (bus->logind, "org.freedesktop.DBus",
                                       "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                       "RequestName",
                                       g_variant_new ("(su)", "org.freedesktop.login1", 0),
                                       NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

static void
close_bus (Bus *bus)
{
  g_unsetenv ("DBUS_SYSTEM_BUS_ADDRESS");
  g_clear_object (&bus->logind);
  g_test_dbus_down (bus->daemon);
  g_clear_object (&bus->daemon);
}

static void
prepare_for_sleep (Bus      *bus,
                   gboolean  is_before)
{
  g_autoptr (GError) error = NULL;

  g_dbus_connection_emit_signal (bus->logind, NULL, "/org/freedesktop/login1",
                                 "org.freedesktop.login1.Manager", "PrepareForSleep",
                                 g_variant_new ("(b)", is_before), &error);
  g_assert_no_error (error);
  g_dbus_connection_flush_sync (bus->logind, NULL, &error);
  g_assert_no_error (error);
}

static void
test_waking_up_shakes_it (void)
{
  g_autoptr (SrClock) clock = sr_clock_new_system ();
  g_autoptr (SrWake) wake = NULL;
  Bus bus = { 0 };
  Heard heard = { 0 };

  open_bus (&bus);
  wake = sr_wake_new (clock);
  hear (wake, &heard);

  /* Nothing tells when it has begun to listen. */
  while (heard.shaken == 0)
    {
      prepare_for_sleep (&bus, FALSE);
      run_for (20);
    }
  run_for (100);
  heard.shaken = 0;

  /* Going to sleep is no reason. */
  prepare_for_sleep (&bus, TRUE);
  run_for (100);
  assert_heard (&heard, 0, 0);
  prepare_for_sleep (&bus, FALSE);
  run_for (100);
  assert_heard (&heard, 0, 1);

  close_bus (&bus);
  run_for (100);
}

static void
test_it_does_without_a_bus (void)
{
  g_autoptr (SrClock) clock = sr_clock_new_system ();
  g_autoptr (SrWake) wake = NULL;
  Heard heard = { 0 };

  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  wake = sr_wake_new (clock);
  hear (wake, &heard);
  run_for (100);
  sr_wake_arm (wake, NOON);
  run_for (50);
  assert_heard (&heard, 1, 0);
  g_unsetenv ("DBUS_SYSTEM_BUS_ADDRESS");
}

static guint n_polls;

static int
count_poll (GPollFD *descriptors,
            guint    n_descriptors,
            int      timeout)
{
  n_polls++;

  return g_poll (descriptors, n_descriptors, timeout);
}

/* How often any thread of this process had waited and went on. */
static long
count_wake_ups (void)
{
  struct rusage usage = { 0 };

  g_assert_no_errno (getrusage (RUSAGE_SELF, &usage));

  return usage.ru_nvcsw;
}

/* With everything that it listens to: the kernel, the bus and the folder of the zone. */
static void
test_it_sleeps_until_the_instant (void)
{
  g_autoptr (SrClock) clock = sr_clock_new_system ();
  g_autoptr (SrWake) wake = NULL;
  Bus bus = { 0 };
  Heard heard = { 0 };
  long n_before;

  open_bus (&bus);
  wake = sr_wake_new (clock);
  hear (wake, &heard);
  sr_wake_arm (wake, seconds_from_now (3600));
  while (heard.shaken == 0)
    {
      prepare_for_sleep (&bus, FALSE);
      run_for (20);
    }
  run_for (300);

  g_main_context_set_poll_func (NULL, count_poll);
  n_polls = 0;
  n_before = count_wake_ups ();
  run_for (2000);
  g_main_context_set_poll_func (NULL, NULL);

  /* The one wait is the one that the two seconds end. */
  g_assert_cmpuint (n_polls, ==, 1);
  g_test_message ("%ld wake-ups of all threads", count_wake_ups () - n_before);
  /* GLib may still be putting away a thread that it has no more use for. */
  g_assert_cmpint (count_wake_ups () - n_before, <=, 5);

  close_bus (&bus);
  run_for (100);
}

static void
test_with_a_fixed_clock_time_passes_when_it_is_moved (void)
{
  g_autoptr (SrClock) clock = sr_clock_new_fixed (NOON);
  g_autoptr (SrWake) wake = sr_wake_new (clock);
  Heard heard = { 0 };

  hear (wake, &heard);
  sr_wake_arm (wake, NOON + 60);
  assert_heard (&heard, 0, 0);
  sr_clock_set (clock, NOON + 59);
  assert_heard (&heard, 0, 0);
  sr_clock_set (clock, NOON + 60);
  g_assert_cmpuint (heard.due, ==, 0);
  assert_heard (&heard, 1, 0);
  sr_clock_set (clock, NOON + 3600);
  assert_heard (&heard, 1, 0);

  /* One that has passed, and one that is withdrawn before anybody was told. */
  sr_wake_arm (wake, NOON);
  assert_heard (&heard, 2, 0);
  sr_wake_arm (wake, NOON);
  sr_wake_arm (wake, NOON + 7200);
  assert_heard (&heard, 2, 0);
}

static void
test_a_fixed_clock_that_is_moved_backward_was_set (void)
{
  g_autoptr (SrClock) clock = sr_clock_new_fixed (NOON);
  g_autoptr (SrWake) wake = sr_wake_new (clock);
  Heard heard = { 0 };

  hear (wake, &heard);
  sr_wake_arm (wake, NOON + 60);
  sr_clock_set (clock, NOON - 3600);
  assert_heard (&heard, 0, 1);
  g_assert_cmpint (sr_wake_get_instant (wake), ==, NOON + 60);
  sr_clock_set (clock, NOON + 60);
  assert_heard (&heard, 1, 1);
}

static void
on_shaken_arm_cb (SrWake  *wake,
                  gpointer user_data)
{
  sr_wake_arm (wake, NOON - 7200);
}

static void
test_what_is_armed_while_shaken_is_due (void)
{
  g_autoptr (SrClock) clock = sr_clock_new_fixed (NOON);
  g_autoptr (SrWake) wake = sr_wake_new (clock);
  Heard heard = { 0 };

  hear (wake, &heard);
  g_signal_connect (wake, "shaken", G_CALLBACK (on_shaken_arm_cb), NULL);
  sr_clock_set (clock, NOON - 3600);
  assert_heard (&heard, 1, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/wake/it-is-due-at-the-instant", test_it_is_due_at_the_instant);
  g_test_add_func ("/base/wake/an-instant-that-has-passed-is-due-at-once",
                   test_an_instant_that_has_passed_is_due_at_once);
  g_test_add_func ("/base/wake/another-instant-takes-the-place-of-the-first",
                   test_another_instant_takes_the_place_of_the_first);
  g_test_add_func ("/base/wake/a-clock-that-is-set-shakes-it-and-keeps-it-armed",
                   test_a_clock_that_is_set_shakes_it_and_keeps_it_armed);
  g_test_add_func ("/base/wake/a-clock-that-was-set-is-noticed-while-arming",
                   test_a_clock_that_was_set_is_noticed_while_arming);
  g_test_add_func ("/base/wake/a-timer-that-ends-early-is-set-again",
                   test_a_timer_that_ends_early_is_set_again);
  g_test_add_func ("/base/wake/after-the-instant-it-still-hears-of-a-clock-that-is-set",
                   test_after_the_instant_it_still_hears_of_a_clock_that_is_set);
  g_test_add_func ("/base/wake/another-zone-shakes-it", test_another_zone_shakes_it);
  g_test_add_func ("/base/wake/waking-up-shakes-it", test_waking_up_shakes_it);
  g_test_add_func ("/base/wake/it-does-without-a-bus", test_it_does_without_a_bus);
  g_test_add_func ("/base/wake/it-sleeps-until-the-instant", test_it_sleeps_until_the_instant);
  g_test_add_func ("/base/wake/with-a-fixed-clock-time-passes-when-it-is-moved",
                   test_with_a_fixed_clock_time_passes_when_it_is_moved);
  g_test_add_func ("/base/wake/a-fixed-clock-that-is-moved-backward-was-set",
                   test_a_fixed_clock_that_is_moved_backward_was_set);
  g_test_add_func ("/base/wake/what-is-armed-while-shaken-is-due",
                   test_what_is_armed_while_shaken_is_due);

  return g_test_run ();
}
