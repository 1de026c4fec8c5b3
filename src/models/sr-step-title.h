/* What a stored step of a request did, in a few words.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "room/sr-request-detail.h"

G_BEGIN_DECLS

/* The body of an event, as long as *out_root is there (transfer full); NULL if it has none. */
JsonObject *sr_step_read_body  (const SrRow      *event,
                                JsonNode        **out_root);
/* The "after" of a field of the first of its "changes" of the kind (any kind if NULL); NULL if it was
 * not set. */
JsonNode   *sr_step_find_after (JsonArray        *changes,
                                const char       *kind,
                                const char       *field);
/* "Assigned to Wang Fang". */
char       *sr_step_title      (const char       *action,
                                JsonArray        *changes,
                                SrConfiguration  *configuration,
                                SrRequestDetail  *detail);

G_END_DECLS
