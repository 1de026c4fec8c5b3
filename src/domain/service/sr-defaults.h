/* What a new room starts with: types, causes, resolution codes, targets, parameters.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/records/sr-row.h"

G_BEGIN_DECLS

/* (element-type SrRow): the rows of a new room in an order in which references point back; a
 * reference -n is the n-th row of this array, counted from 1. Names of types, causes and codes in
 * the present language. Calendar: Asia/Shanghai, Monday to Friday 09:00-12:00 and 13:30-18:00,
 * without exceptions (the gate adds the shipped days). */
GPtrArray *sr_defaults_new (gint64 now);

/* (transfer full): the playbook of a new room and its steps, for one that has none. */
GPtrArray *sr_defaults_new_playbook (void);

G_END_DECLS
