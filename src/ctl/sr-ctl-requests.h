/* serviceroomctl list request: which requests, in which order.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ctl/sr-ctl.h"

G_BEGIN_DECLS

/* SR_CTL_ERROR_USAGE for a view, an order or a filter that is none, or for options that do not go with
 * each other or with the kind. */
gboolean   sr_ctl_check_request_options (SrCtl               *self,
                                         const SrRecordKind  *kind,
                                         GError             **error);
/* (element-type SrListedRow). */
GPtrArray *sr_ctl_list_requests         (SrCtl               *self,
                                         guint                limit,
                                         GError             **error);

G_END_DECLS
