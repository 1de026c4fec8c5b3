/* What the actions of a request do beside setting their inputs and the state.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/service/sr-situation.h"

G_BEGIN_DECLS

#define SR_REQUEST_EFFECT(name) \
  void sr_effect_##name (const SrSituation *situation, \
                         SrRow             *after, \
                         GPtrArray         *changes)

SR_REQUEST_EFFECT (receive);
SR_REQUEST_EFFECT (answer);
SR_REQUEST_EFFECT (assign);
SR_REQUEST_EFFECT (accept);
SR_REQUEST_EFFECT (start);
SR_REQUEST_EFFECT (give_back);
SR_REQUEST_EFFECT (wait);
SR_REQUEST_EFFECT (resume);
SR_REQUEST_EFFECT (support);
SR_REQUEST_EFFECT (support_accept);
SR_REQUEST_EFFECT (support_done);
SR_REQUEST_EFFECT (contact);
SR_REQUEST_EFFECT (note);
SR_REQUEST_EFFECT (attach);
SR_REQUEST_EFFECT (promise);
SR_REQUEST_EFFECT (prioritise);
SR_REQUEST_EFFECT (extend);
SR_REQUEST_EFFECT (approve_extension);
SR_REQUEST_EFFECT (refuse_extension);
SR_REQUEST_EFFECT (mark_emergency);
SR_REQUEST_EFFECT (resolve);
SR_REQUEST_EFFECT (close);
SR_REQUEST_EFFECT (reopen);
SR_REQUEST_EFFECT (merge);
SR_REQUEST_EFFECT (void);
SR_REQUEST_EFFECT (tag);
SR_REQUEST_EFFECT (link);
SR_REQUEST_EFFECT (unlink);
SR_REQUEST_EFFECT (clear_parent);
SR_REQUEST_EFFECT (split);
SR_REQUEST_EFFECT (follow);
SR_REQUEST_EFFECT (unfollow);
SR_REQUEST_EFFECT (snooze);
SR_REQUEST_EFFECT (unsnooze);
SR_REQUEST_EFFECT (tick_step);
SR_REQUEST_EFFECT (untick_step);
SR_REQUEST_EFFECT (review);

/* A new child of the subject with what is given for it; owned by the changes. */
SrRow *sr_request_add_child      (const SrSituation  *situation,
                                  GPtrArray          *changes,
                                  const SrRecordKind *kind);
/* Shortens the snoozes that would hide a deadline, ends those of what is over. */
void   sr_request_settle_snoozes (const SrSituation  *situation,
                                  const SrRow        *after,
                                  GPtrArray          *changes);

G_END_DECLS
