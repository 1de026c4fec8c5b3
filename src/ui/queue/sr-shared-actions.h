/* What may be done with several requests at once.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/service/sr-action.h"
#include "room/sr-room.h"

G_BEGIN_DECLS

/**
 * SrActionChoice:
 * @action: an action of the table
 * @reason: (nullable): why it is not possible; %NULL if it is
 */
typedef struct
{
  const SrAction *action;
  char           *reason;
} SrActionChoice;

/* (element-type SrActionChoice) */
GPtrArray *sr_action_choices_of     (SrRequestDetail      *detail);

/* Answers with the actions that lead from the state of each of the requests. */
void       sr_shared_actions_async  (SrRoom               *room,
                                     GPtrArray            *records,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
GPtrArray *sr_shared_actions_finish (GAsyncResult         *result,
                                     GError              **error);

G_END_DECLS
