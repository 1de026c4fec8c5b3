/* The queue: what is due first stands first.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/widgets/sr-page.h"

G_BEGIN_DECLS

#define SR_TYPE_QUEUE_PAGE (sr_queue_page_get_type ())
G_DECLARE_FINAL_TYPE (SrQueuePage, sr_queue_page, SR, QUEUE_PAGE, SrPage)

G_END_DECLS
