/* When the customer was told to hear from the room.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "domain/time/sr-calendar.h"

G_BEGIN_DECLS

#define SR_TYPE_PROMISE_CHOOSER (sr_promise_chooser_get_type ())
G_DECLARE_FINAL_TYPE (SrPromiseChooser, sr_promise_chooser, SR, PROMISE_CHOOSER, AdwBin)

/* Signals: "changed", "activate". */
void        sr_promise_chooser_set_calendar (SrPromiseChooser *self,
                                             SrCalendar       *calendar,
                                             gint64            now);
void        sr_promise_chooser_set_deadline (SrPromiseChooser *self,
                                             gint64            deadline);
void        sr_promise_chooser_restore      (SrPromiseChooser *self,
                                             gint64            promised_at,
                                             const char       *reason);
gint64      sr_promise_chooser_get_instant  (SrPromiseChooser *self);
const char *sr_promise_chooser_get_reason   (SrPromiseChooser *self);
gboolean    sr_promise_chooser_check        (SrPromiseChooser *self,
                                             const char      **out_message);

G_END_DECLS
