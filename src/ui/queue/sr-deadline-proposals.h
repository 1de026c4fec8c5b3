/* What might be done now, and where the deadline would go.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "room/sr-request-detail.h"

G_BEGIN_DECLS

#define SR_TYPE_DEADLINE_PROPOSALS (sr_deadline_proposals_get_type ())
G_DECLARE_FINAL_TYPE (SrDeadlineProposals, sr_deadline_proposals, SR, DEADLINE_PROPOSALS, GtkBox)

gboolean sr_deadline_proposals_fill (SrDeadlineProposals *self,
                                     SrRequestDetail     *detail,
                                     const SrRow         *clock,
                                     gint64               now);

G_END_DECLS
