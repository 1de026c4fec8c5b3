/* A choice as a row of linked buttons.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "domain/records/sr-record-kind.h"

G_BEGIN_DECLS

#define SR_TYPE_CHOICE_TOGGLES (sr_choice_toggles_get_type ())
G_DECLARE_FINAL_TYPE (SrChoiceToggles, sr_choice_toggles, SR, CHOICE_TOGGLES, AdwBin)

void        sr_choice_toggles_set_choices (SrChoiceToggles *self,
                                           const SrChoice  *choices,
                                           const char      *name);
const char *sr_choice_toggles_get_value   (SrChoiceToggles *self);
void        sr_choice_toggles_set_value   (SrChoiceToggles *self,
                                           const char      *value);

G_END_DECLS
