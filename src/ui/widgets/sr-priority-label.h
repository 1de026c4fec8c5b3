/* A priority as icon and word.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SR_TYPE_PRIORITY_LABEL (sr_priority_label_get_type ())
G_DECLARE_FINAL_TYPE (SrPriorityLabel, sr_priority_label, SR, PRIORITY_LABEL, AdwBin)

void sr_priority_label_set_priority (SrPriorityLabel *self,
                                     const char      *priority);

G_END_DECLS
