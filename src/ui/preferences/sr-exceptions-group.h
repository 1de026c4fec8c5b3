/* The days that are unlike others: holidays, make-up workdays, closures.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "room/sr-room.h"

G_BEGIN_DECLS

#define SR_TYPE_EXCEPTIONS_GROUP (sr_exceptions_group_get_type ())
G_DECLARE_FINAL_TYPE (SrExceptionsGroup, sr_exceptions_group, SR, EXCEPTIONS_GROUP,
                      AdwPreferencesGroup)

/* Signal "said" (string): a sentence about what was done. */
void sr_exceptions_group_set_room (SrExceptionsGroup *self,
                                   SrRoom            *room);

G_END_DECLS
