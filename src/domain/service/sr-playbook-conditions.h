/* What must hold for the steps of a playbook and the review of an emergency.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/service/sr-action.h"

G_BEGIN_DECLS

/* Steps */
extern const SrCondition sr_has_a_playbook;
extern const SrCondition sr_step_is_of_its_playbook;
extern const SrCondition sr_step_is_not_ticked_yet;
extern const SrCondition sr_step_is_ticked;

/* The review */
extern const SrCondition sr_review_is_due;
extern const SrCondition sr_reviewed_by_who_handled_it;
extern const SrCondition sr_left_out_steps_are_explained;
extern const SrCondition sr_emergency_is_reviewed;

G_END_DECLS
