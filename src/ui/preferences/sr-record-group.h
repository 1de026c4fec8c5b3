/* The records of one small kind, to look at, add and edit.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "room/sr-room.h"

G_BEGIN_DECLS

#define SR_TYPE_RECORD_GROUP (sr_record_group_get_type ())
G_DECLARE_FINAL_TYPE (SrRecordGroup, sr_record_group, SR, RECORD_GROUP, AdwPreferencesGroup)

void sr_record_group_set_room (SrRecordGroup      *self,
                               SrRoom             *room,
                               const SrRecordKind *kind);

/* Whether the person may change records of the kind; NULL, or the sentence that says why not. */
const char *sr_record_group_why_not (SrRoom             *room,
                                     const SrRecordKind *kind);

G_END_DECLS
