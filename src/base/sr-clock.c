/* The one source of "now".
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-clock"

#include "config.h"

#include "base/sr-clock.h"

/**
 * SrClock:
 *
 * Time comes from here and from nowhere else, so that a room can be rehearsed, tested and shown at
 * an instant of the past. A system clock follows the machine; a fixed clock stands still until
 * [method@Sr.Clock.set] moves it.
 *
 * A clock may be read from any thread.
 */
struct _SrClock
{
  GObject parent_instance;

  gboolean fixed;
  gint64   instant;  /* atomic; meaningful only when fixed */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SrClock, sr_clock, G_TYPE_OBJECT)

static void
sr_clock_class_init (SrClockClass *klass)
{
  /**
   * SrClock::changed:
   *
   * A fixed clock was moved. Emitted on the thread that moved it.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sr_clock_init (SrClock *self)
{
}

/**
 * sr_clock_new_system:
 *
 * Returns: (transfer full): a clock that follows the machine's real-time clock
 */
SrClock *
sr_clock_new_system (void)
{
  return g_object_new (SR_TYPE_CLOCK, NULL);
}

/**
 * sr_clock_new_fixed:
 * @instant: where it stands, in seconds since 1970-01-01T00:00:00Z
 *
 * Returns: (transfer full): a clock that stands at @instant
 */
SrClock *
sr_clock_new_fixed (gint64 instant)
{
  SrClock *self = g_object_new (SR_TYPE_CLOCK, NULL);

  self->fixed = TRUE;
  self->instant = instant;

  return self;
}

/**
 * sr_clock_now:
 *
 * Returns: the present instant in seconds since 1970-01-01T00:00:00Z
 */
gint64
sr_clock_now (SrClock *self)
{
  g_return_val_if_fail (SR_IS_CLOCK (self), 0);

  if (self->fixed)
    return __atomic_load_n (&self->instant, __ATOMIC_SEQ_CST);

  return g_get_real_time () / G_USEC_PER_SEC;
}

/**
 * sr_clock_is_fixed:
 *
 * Returns: %TRUE if the clock stands still until it is set
 */
gboolean
sr_clock_is_fixed (SrClock *self)
{
  g_return_val_if_fail (SR_IS_CLOCK (self), FALSE);

  return self->fixed;
}

/**
 * sr_clock_set:
 * @instant: where it shall stand, in seconds since 1970-01-01T00:00:00Z
 *
 * Moves a fixed clock. It is a programming error to set a system clock.
 */
void
sr_clock_set (SrClock *self,
              gint64   instant)
{
  g_return_if_fail (SR_IS_CLOCK (self));
  g_return_if_fail (self->fixed);

  __atomic_store_n (&self->instant, instant, __ATOMIC_SEQ_CST);
  g_signal_emit (self, signals[CHANGED], 0);
}
