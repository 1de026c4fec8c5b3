/* Puts a request aside for a while.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "room/sr-request-detail.h"

G_BEGIN_DECLS

#define SR_TYPE_SNOOZE_BUTTON (sr_snooze_button_get_type ())
G_DECLARE_FINAL_TYPE (SrSnoozeButton, sr_snooze_button, SR, SNOOZE_BUTTON, AdwBin)

/* Borrows the detail until it is given the next one. */
void sr_snooze_button_set_detail (SrSnoozeButton  *self,
                                  SrRequestDetail *detail,
                                  gint64           now);

G_END_DECLS
