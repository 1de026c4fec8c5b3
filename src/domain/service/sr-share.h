/* What of the work falls to one person.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/service/sr-audience.h"

G_BEGIN_DECLS

/**
 * SrShare:
 * @owners: (element-type gint64): the person, and whom the person stands in for: all that they own
 * @teams: (element-type gint64): what these teams have and nobody does
 * @left: (element-type gint64): who is away with nobody to stand in: what they own is done by nobody,
 *   and falls to who has its team; empty if @teams is
 * @left_alone: (element-type gint64): those of them of whom also what has no team falls to the person
 * @unassigned: what has neither owner nor team falls to the person
 *
 * By the rule of whom a deadline reminds as its owner, so that a popup and the list of the day never
 * disagree.
 */
typedef struct
{
  GArray   *owners;
  GArray   *teams;
  GArray   *left;
  GArray   *left_alone;
  gboolean  unassigned;
} SrShare;

SrShare *sr_share_new     (const SrPeople *people,
                           gint64          staff);
/* What the person owns, and no more. */
SrShare *sr_share_new_own (gint64          staff);
void     sr_share_free    (SrShare        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrShare, sr_share_free)

G_END_DECLS
