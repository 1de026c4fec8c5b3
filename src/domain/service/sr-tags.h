/* Free words that a request is found by.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/records/sr-row.h"

G_BEGIN_DECLS

#define SR_TAGS_MAX 20
#define SR_TAG_MAX_CHARS 40

/* Trims each tag of a list field, drops what is empty and what says the same as one before. */
void     sr_tags_tidy     (SrRow        *row,
                           guint         field);
/* The same of what is given, %NULL for none; FALSE with a whole sentence if there are too many, or one
 * is too long. */
gboolean sr_tags_validate (const SrValue  *given,
                           GError        **error);

G_END_DECLS
