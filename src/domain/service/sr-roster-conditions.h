/* What must hold for duties and absences.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/service/sr-action.h"

G_BEGIN_DECLS

extern const SrCondition sr_duty_ends_after_its_start;
extern const SrCondition sr_absence_ends_after_its_start;
extern const SrCondition sr_deputy_is_another;

G_END_DECLS
