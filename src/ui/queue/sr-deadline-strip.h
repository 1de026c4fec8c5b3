/* What is due of a request, and a way to ask why.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "room/sr-request-detail.h"

G_BEGIN_DECLS

#define SR_TYPE_DEADLINE_STRIP (sr_deadline_strip_get_type ())
G_DECLARE_FINAL_TYPE (SrDeadlineStrip, sr_deadline_strip, SR, DEADLINE_STRIP, AdwBin)

void sr_deadline_strip_set_detail (SrDeadlineStrip *self,
                                   SrRequestDetail *detail,
                                   gint64           now);
void sr_deadline_strip_set_narrow (SrDeadlineStrip *self,
                                   gboolean         narrow);
void sr_deadline_strip_popup      (SrDeadlineStrip *self);

G_END_DECLS
