/* The pictures of a request, in small.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "room/sr-room.h"

G_BEGIN_DECLS

#define SR_TYPE_ATTACHMENT_STRIP (sr_attachment_strip_get_type ())
G_DECLARE_FINAL_TYPE (SrAttachmentStrip, sr_attachment_strip, SR, ATTACHMENT_STRIP, AdwBin)

void sr_attachment_strip_set_room   (SrAttachmentStrip *self,
                                     SrRoom            *room);
/* Nothing of the detail is kept. */
void sr_attachment_strip_set_detail (SrAttachmentStrip *self,
                                     SrRequestDetail   *detail);

G_END_DECLS
