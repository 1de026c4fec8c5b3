/* The canonical form of an event and what its body says.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/records/sr-row.h"

G_BEGIN_DECLS

/**
 * SrChange:
 * @before: (nullable): the row as it was; %NULL for a new record
 * @after: the row as it is
 *
 * One record's part of a change. In a new row a reference of -n stands for the id of the n-th change
 * of the same set, counted from 1; the gate replaces it once that id is known.
 */
typedef struct
{
  SrRow *before;
  SrRow *after;
} SrChange;

SrChange *sr_change_new  (const SrRow *before,
                          SrRow       *after);
void      sr_change_free (SrChange    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrChange, sr_change_free)

/* SHA-256 over previous hash and every field but the hash itself, each as "length:bytes,", so that
 * no two events have the same form; lower-case hexadecimal. */
char     *sr_event_hash       (const SrRow  *event);
/* The first "previous" of a journal: 64 zeros. */
#define SR_EVENT_GENESIS "0000000000000000000000000000000000000000000000000000000000000000"

/* {"changes":[{"kind":"request","id":17,"set":{"state":["assigned","accepted"],...}},...]}: for each
 * field that differs, before and after. Compact, members in the order of the declaration. */
char     *sr_event_body_write (GPtrArray    *changes,
                               const char   *source);
/* Applies a body to rows: @rows maps "kind/id" to SrRow and is changed in place; a record that is
 * not there is made. Errors: SR_DOMAIN_ERROR_INVALID if the body is none or before does not match. */
gboolean  sr_event_body_apply (const char   *body,
                               GHashTable   *rows,
                               GError      **error);

G_END_DECLS
