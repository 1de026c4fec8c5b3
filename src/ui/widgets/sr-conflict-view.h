/* Who changed which field meanwhile, theirs and mine.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SR_TYPE_CONFLICT_VIEW (sr_conflict_view_get_type ())
G_DECLARE_FINAL_TYPE (SrConflictView, sr_conflict_view, SR, CONFLICT_VIEW, AdwBin)

/* Signals: "keep-mine", "take-theirs". */
void sr_conflict_view_clear (SrConflictView *self);
void sr_conflict_view_add   (SrConflictView *self,
                             const char     *field,
                             const char     *who,
                             const char     *when,
                             const char     *theirs,
                             const char     *mine);

G_END_DECLS
