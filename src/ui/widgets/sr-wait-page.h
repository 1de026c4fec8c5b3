/* Says that something is being read, once that takes long enough to be noticed.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SR_TYPE_WAIT_PAGE (sr_wait_page_get_type ())
G_DECLARE_FINAL_TYPE (SrWaitPage, sr_wait_page, SR, WAIT_PAGE, AdwBin)

G_END_DECLS
