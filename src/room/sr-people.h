/* Who works in the room at an instant, as it is stored.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/service/sr-share.h"
#include "room/sr-configuration.h"
#include "storage/sr-connection.h"

G_BEGIN_DECLS

/* Borrows staff and teams from the configuration; to be cleared by sr_people_clear(). */
gboolean  sr_people_load  (SrConnection     *connection,
                           SrConfiguration  *configuration,
                           gint64            at,
                           SrPeople         *people,
                           GError          **error);
void      sr_people_clear (SrPeople         *people);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SrPeople, sr_people_clear)

/* (transfer full) */
SrShare  *sr_share_load   (SrConnection     *connection,
                           SrConfiguration  *configuration,
                           gint64            staff,
                           gint64            at,
                           GError          **error);

G_END_DECLS
