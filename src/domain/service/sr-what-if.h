/* Where a deadline would go.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/service/sr-situation.h"

G_BEGIN_DECLS

/* Both return the deadline in seconds of UTC; 0 where the rules leave the clock alone. Nothing is
 * changed: they ask the rules that an act would ask. */

/* The request waits from now until @until. */
gint64 sr_what_if_paused   (const SrSituation *situation,
                            const SrRow       *clock,
                            gint64             until);
/* It is given this priority, "P2". */
gint64 sr_what_if_priority (const SrSituation *situation,
                            const SrRow       *clock,
                            const char        *priority);

G_END_DECLS
