/* A timer for one instant of the wall clock.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-wake"

#include "config.h"

#include "base/sr-wake.h"

#include <errno.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib-unix.h>

#include "base/sr-wake-private.h"
#include "base/sr-worker.h"

/* The kernel counts nanoseconds in 64 bits, which ends in 2262. Nothing is due later than this. */
#define END_OF_TIME G_GINT64_CONSTANT (9000000000)

/**
 * SrWake:
 *
 * Says when one instant has come, and when everything that was computed from the present instant
 * has to be looked at anew. It does so without a single wake-up in between: the timer is the
 * kernel's, set to the wall clock.
 *
 * A timeout of the main loop would not do. It counts a span of the monotonic clock, which stands
 * still while the machine sleeps and knows nothing of a wall clock that is put right.
 *
 * With a fixed clock the machine is not listened to: time passes when the clock is moved forward,
 * and a clock that is moved backward was set.
 *
 * Lives on the main thread. Both signals come from the main loop, never from within a call.
 */
struct _SrWake
{
  GObject parent_instance;

  /* Owned. */
  SrClock         *clock;
  GCancellable    *cancellable;   /* of the way to the bus */
  GDBusConnection *bus;
  GFileMonitor    *zone_monitor;

  /* Borrowed. */
  const SrWakeMachine *machine;   /* NULL with a fixed clock */

  /* State. */
  gint64   instant;
  gint64   seen;                  /* where a fixed clock stood last */
  int      timer;
  guint    timer_source;
  guint    sleep_subscription;
  guint    telling;               /* source id */
  gboolean is_shaken;             /* and nobody was told yet */
};

enum
{
  DUE,
  SHAKEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SrWake, sr_wake, G_TYPE_OBJECT)

static int
open_timer (void)
{
  return timerfd_create (CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
}

static gboolean
set_timer (int    timer,
           gint64 instant)
{
  /* An instant of zero would switch the timer off, and one that is past is due at once. */
  struct itimerspec when = { .it_value.tv_sec = CLAMP (instant, 1, END_OF_TIME) };

  return timerfd_settime (timer, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &when, NULL) == 0;
}

static gboolean
read_timer (int timer)
{
  guint64 times = 0;

  return read (timer, &times, sizeof times) == sizeof times;
}

static const SrWakeMachine this_machine = {
  .open_timer = open_timer,
  .set_timer = set_timer,
  .read_timer = read_timer,
  .zone_file = "/etc/localtime",
};

static gboolean
has_come (SrWake *self)
{
  return self->instant != G_MAXINT64 && sr_clock_now (self->clock) >= self->instant;
}

static gboolean
on_tell_cb (gpointer user_data)
{
  g_autoptr (SrWake) self = g_object_ref (user_data);
  gboolean is_shaken = self->is_shaken;

  self->telling = 0;
  self->is_shaken = FALSE;
  if (is_shaken)
    g_signal_emit (self, signals[SHAKEN], 0);
  /* The machine has its own way to say this. */
  if (self->machine == NULL && has_come (self))
    {
      self->instant = G_MAXINT64;
      g_signal_emit (self, signals[DUE], 0);
    }

  return G_SOURCE_REMOVE;
}

static void
tell (SrWake *self)
{
  if (self->telling == 0)
    self->telling = g_idle_add_full (G_PRIORITY_DEFAULT, on_tell_cb, self, NULL);
}

/* Several reasons come together when a machine wakes up; one word is enough for all of them. */
static void
shake (SrWake     *self,
       const char *reason)
{
  g_debug ("%s", reason);
  self->is_shaken = TRUE;
  tell (self);
}

/* Also when nothing is due: an unset timer would not tell of a clock that is set. */
static void
arm_machine (SrWake *self)
{
  if (self->machine->set_timer (self->timer, self->instant))
    return;
  if (errno == ECANCELED)
    shake (self, "the clock was set while the timer was");
  else
    g_critical ("The timer cannot be set: %s", g_strerror (errno));
}

static gboolean
on_timer_cb (int          timer,
             GIOCondition condition,
             gpointer     user_data)
{
  g_autoptr (SrWake) self = g_object_ref (user_data);

  if (self->machine->read_timer (timer))
    {
      gboolean is_due = has_come (self);

      if (is_due)
        self->instant = G_MAXINT64;
      arm_machine (self);
      if (is_due)
        g_signal_emit (self, signals[DUE], 0);
    }
  else if (errno == ECANCELED)
    {
      arm_machine (self);
      shake (self, "the clock was set");
    }

  return G_SOURCE_CONTINUE;
}

static void
on_clock_changed_cb (SrWake *self)
{
  gint64 now = sr_clock_now (self->clock);

  SR_ASSERT_MAIN ();

  if (now < self->seen)
    shake (self, "the clock was set back");
  else if (has_come (self))
    tell (self);
  self->seen = now;
}

static void
on_zone_file_changed_cb (SrWake *self)
{
  shake (self, "the zone of the machine changed");
}

static void
on_prepare_for_sleep_cb (GDBusConnection *bus,
                         const char      *sender,
                         const char      *path,
                         const char      *interface,
                         const char      *signal,
                         GVariant        *parameters,
                         gpointer         user_data)
{
  gboolean is_before = TRUE;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;
  g_variant_get (parameters, "(b)", &is_before);
  if (!is_before)
    shake (user_data, "the machine woke up");
}

static void
on_bus_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (GError) error = NULL;
  SrWake *self;

  bus = g_bus_get_finish (result, &error);
  if (bus == NULL)
    {
      /* A container has none. The kernel's timer tells of the time that was slept as well. */
      g_debug ("no news of sleep: %s", error->message);
      return;
    }

  self = user_data;
  /* By default the program would end with the bus. */
  g_dbus_connection_set_exit_on_close (bus, FALSE);
  self->sleep_subscription =
    g_dbus_connection_signal_subscribe (bus, "org.freedesktop.login1",
                                        "org.freedesktop.login1.Manager", "PrepareForSleep",
                                        "/org/freedesktop/login1", NULL, G_DBUS_SIGNAL_FLAGS_NONE,
                                        on_prepare_for_sleep_cb, self, NULL);
  self->bus = g_steal_pointer (&bus);
}

static void
watch_zone (SrWake *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->machine->zone_file);
  g_autoptr (GError) error = NULL;

  self->zone_monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, self->cancellable, &error);
  if (self->zone_monitor == NULL)
    g_debug ("no news of the zone: %s", error->message);
  else
    g_signal_connect_object (self->zone_monitor, "changed", G_CALLBACK (on_zone_file_changed_cb),
                             self, G_CONNECT_SWAPPED);
}

static void
listen_to_machine (SrWake *self)
{
  self->timer = self->machine->open_timer ();
  /* As GLib does when it cannot open what its own main loop wakes up by. */
  if (self->timer < 0)
    g_error ("There is no timer: %s", g_strerror (errno));
  self->timer_source = g_unix_fd_add (self->timer, G_IO_IN, on_timer_cb, self);
  arm_machine (self);

  watch_zone (self);
  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, on_bus_cb, self);
}

static void
sr_wake_dispose (GObject *object)
{
  SrWake *self = SR_WAKE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->telling, g_source_remove);
  g_clear_handle_id (&self->timer_source, g_source_remove);
  if (self->sleep_subscription != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->sleep_subscription);
  self->sleep_subscription = 0;
  g_clear_object (&self->bus);
  g_clear_object (&self->zone_monitor);
  if (self->timer >= 0)
    close (self->timer);
  self->timer = -1;

  G_OBJECT_CLASS (sr_wake_parent_class)->dispose (object);
}

static void
sr_wake_finalize (GObject *object)
{
  SrWake *self = SR_WAKE (object);

  g_clear_object (&self->clock);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (sr_wake_parent_class)->finalize (object);
}

static void
sr_wake_class_init (SrWakeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sr_wake_dispose;
  object_class->finalize = sr_wake_finalize;

  /**
   * SrWake::due:
   *
   * The instant that it was armed for has come. Once: it is armed for nothing until it is armed
   * again.
   */
  signals[DUE] = g_signal_new ("due", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                               NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * SrWake::shaken:
   *
   * The wall clock was set, the machine woke up, or its zone is another. What was computed from
   * the present instant has to be computed again. It is still armed for what it was armed for, and
   * says so by [signal@Sr.Wake::due] if that has passed by now.
   */
  signals[SHAKEN] = g_signal_new ("shaken", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sr_wake_init (SrWake *self)
{
  self->cancellable = g_cancellable_new ();
  self->instant = G_MAXINT64;
  self->timer = -1;
}

/**
 * sr_wake_new:
 * @clock: what it goes by
 *
 * Returns: (transfer full): a timer that is armed for nothing
 */
SrWake *
sr_wake_new (SrClock *clock)
{
  return sr_wake_new_for_machine (clock, &this_machine);
}

SrWake *
sr_wake_new_for_machine (SrClock             *clock,
                         const SrWakeMachine *machine)
{
  SrWake *self;

  g_return_val_if_fail (SR_IS_CLOCK (clock), NULL);
  SR_ASSERT_MAIN ();

  self = g_object_new (SR_TYPE_WAKE, NULL);
  self->clock = g_object_ref (clock);
  if (sr_clock_is_fixed (clock))
    {
      self->seen = sr_clock_now (clock);
      g_signal_connect_object (clock, "changed", G_CALLBACK (on_clock_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  else
    {
      self->machine = machine;
      listen_to_machine (self);
    }

  return self;
}

/**
 * sr_wake_arm:
 * @instant: when [signal@Sr.Wake::due] is wanted, in seconds since 1970-01-01T00:00:00Z; one that
 *   has passed is due at once, and `G_MAXINT64` never
 *
 * Takes the place of the instant that it was armed for.
 */
void
sr_wake_arm (SrWake *self,
             gint64  instant)
{
  g_return_if_fail (SR_IS_WAKE (self));
  SR_ASSERT_MAIN ();

  if (self->instant == instant)
    return;

  self->instant = instant;
  if (self->machine != NULL)
    arm_machine (self);
  else if (has_come (self))
    tell (self);
}

/**
 * sr_wake_get_instant:
 *
 * Returns: what it is armed for, in seconds since 1970-01-01T00:00:00Z; `G_MAXINT64` if for nothing
 */
gint64
sr_wake_get_instant (SrWake *self)
{
  g_return_val_if_fail (SR_IS_WAKE (self), G_MAXINT64);

  return self->instant;
}
