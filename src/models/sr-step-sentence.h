/* What a step of a request did, in a few words.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SrStepDescribe:
 * @field: the name of a field of the request or of what the step made, without its kind: "to_team"
 *
 * Returns: (transfer full) (nullable): what people read for the value that the step gave to @field;
 *   %NULL if it gave none
 */
typedef char *(*SrStepDescribe) (const char *field,
                                 gpointer    user_data);

char *sr_step_sentence (const char     *action,
                        SrStepDescribe  describe,
                        gpointer        user_data);

G_END_DECLS
