/* What of the machine a timer for an instant listens to. For its tests.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/sr-wake.h"

G_BEGIN_DECLS

/**
 * SrWakeMachine:
 * @open_timer: returns a descriptor that becomes readable when the instant came or the clock was
 *   set; -1 and `errno` if there is none
 * @set_timer: sets it to an instant, in seconds since 1970-01-01T00:00:00Z. %FALSE with `errno`
 *   `ECANCELED` if it was set, and the clock before it
 * @read_timer: %TRUE if the instant came; %FALSE with `errno` `ECANCELED` if the clock was set, and
 *   `EAGAIN` if there is nothing to read
 * @zone_file: the file that says in which zone the machine is
 */
typedef struct
{
  int      (*open_timer) (void);
  gboolean (*set_timer)  (int    timer,
                          gint64 instant);
  gboolean (*read_timer) (int    timer);
  const char *zone_file;
} SrWakeMachine;

SrWake *sr_wake_new_for_machine (SrClock             *clock,
                                 const SrWakeMachine *machine);

G_END_DECLS
