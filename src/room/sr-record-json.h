/* A record as JSON: an object whose members are its fields.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "domain/records/sr-row.h"
#include "room/sr-reference-names.h"

G_BEGIN_DECLS

/* (transfer full): one member for each field, in order, null where there is nothing. Instants are
 * ISO 8601 of @zone_id, booleans true and false, lists arrays, references what they are called. NULL
 * with an error of the storage. */
JsonObject *sr_record_to_json (const SrRow       *row,
                               SrReferenceNames  *names,
                               const char        *zone_id,
                               GError           **error);
/* (transfer full): the value of one field as sr_record_to_json() writes it. */
JsonNode   *sr_field_to_json  (const SrField     *field,
                               const SrValue     *value,
                               SrReferenceNames  *names,
                               const char        *zone_id,
                               GError           **error);

G_END_DECLS
