/* What to do in an emergency: which playbook holds, and what of it is done.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/service/sr-situation.h"

G_BEGIN_DECLS

/* The most specific active one for a type: its own, that of the types above it, the general one. */
const SrRow *sr_setting_find_playbook    (const SrSetting *setting,
                                          gint64           service_type);
/* The one that holds for a request (kind request); NULL for one that has none. */
const SrRow *sr_playbook_of_request      (const SrSetting *setting,
                                          const SrRow     *request);
/* (transfer container): its active steps (kind playbook-step) in their order; empty for NULL. */
GPtrArray   *sr_playbook_get_steps       (const SrSetting *setting,
                                          const SrRow     *playbook);
/* (transfer container): also those that are not in use any more. */
GPtrArray   *sr_playbook_get_all_steps   (const SrSetting *setting,
                                          const SrRow     *playbook);
/* That the step is ticked (kind checked-step), among the children of a request; NULL if it is not. */
const SrRow *sr_playbook_find_tick       (GPtrArray       *children,
                                          gint64           step);
/* (transfer container): the required steps that are not ticked. */
GPtrArray   *sr_playbook_get_left_out    (const SrSituation *situation);
/* The review of what was resolved last (kind review); NULL if it is not written. */
const SrRow *sr_request_find_review      (const SrSituation *situation);

G_END_DECLS
