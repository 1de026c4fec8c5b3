/* What is known of who is calling.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "room/sr-room.h"

G_BEGIN_DECLS

#define SR_TYPE_CALLER_PANEL (sr_caller_panel_get_type ())
G_DECLARE_FINAL_TYPE (SrCallerPanel, sr_caller_panel, SR, CALLER_PANEL, AdwBin)

/* Signals: "show-request" (int64): an open request was chosen; "changed": there is more to show. */
void sr_caller_panel_set_room     (SrCallerPanel *self,
                                   SrRoom        *room);
void sr_caller_panel_set_customer (SrCallerPanel *self,
                                   const SrRow   *customer);

/* (transfer full) (nullable): the person and how much is open, in one line; NULL while nobody is known. */
char *sr_caller_panel_dup_summary (SrCallerPanel *self);

G_END_DECLS
