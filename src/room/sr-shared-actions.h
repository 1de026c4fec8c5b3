/* What may be done with many requests at once, asked of the room.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/service/sr-action-share.h"
#include "room/sr-configuration.h"

G_BEGIN_DECLS

/* (element-type SrSharedAction); a request that is not there refuses nothing. */
GPtrArray *sr_shared_actions_load (SrConnection     *connection,
                                   SrConfiguration  *configuration,
                                   const SrRow      *staff,
                                   const gint64     *requests,
                                   guint             n_requests,
                                   gint64            now,
                                   GError          **error);

G_END_DECLS
