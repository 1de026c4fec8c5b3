/* What must hold for saved views and templates.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/service/sr-action.h"

G_BEGIN_DECLS

/* Saved views */
extern const SrCondition sr_view_is_own;
extern const SrCondition sr_view_scope_is_allowed;
extern const SrCondition sr_view_filter_is_one;

/* Templates */
extern const SrCondition sr_template_asks_for_inputs;
extern const SrCondition sr_template_tags_are_short;

/* A view belongs to who makes it; to a team only while it is for one. */
void sr_effect_keep_view     (const SrSituation *situation,
                              SrRow             *after,
                              GPtrArray         *changes);
void sr_effect_keep_template (const SrSituation *situation,
                              SrRow             *after,
                              GPtrArray         *changes);

G_END_DECLS
