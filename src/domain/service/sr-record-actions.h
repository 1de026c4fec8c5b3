/* The actions of kinds without rules of their own: create and edit.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/service/sr-action.h"

G_BEGIN_DECLS

/* Made from the declaration of the kind, once; kept for ever. Any thread. */
const SrAction *sr_record_actions_of (const SrRecordKind *kind);

G_END_DECLS
