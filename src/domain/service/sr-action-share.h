/* What may be done with several records at once.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/service/sr-action.h"

G_BEGIN_DECLS

/**
 * SrSharedAction:
 * @action: an action that is done to a record that is there
 * @leads: it leads from the state of each
 * @is_next: it is what comes next for each
 * @reason: (nullable): why it is not possible for all, as said by the first that refuses; %NULL if it
 *   is possible for all
 * @number: (nullable): the number of that one
 */
typedef struct
{
  const SrAction *action;
  gboolean        leads;
  gboolean        is_next;
  char           *reason;
  char           *number;
} SrSharedAction;

void       sr_shared_action_free (SrSharedAction     *self);

/* (element-type SrSharedAction): the actions of the kind in order of use. */
GPtrArray *sr_action_share_new   (const SrRecordKind *kind);
/* What this one cannot, all cannot. */
void       sr_action_share_add   (GPtrArray          *shared,
                                  const SrRecordKind *kind,
                                  const SrSituation  *situation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrSharedAction, sr_shared_action_free)

G_END_DECLS
