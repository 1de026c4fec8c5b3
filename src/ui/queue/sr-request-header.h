/* What a request is, in few lines, and who watches it.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "room/sr-room.h"

G_BEGIN_DECLS

#define SR_TYPE_REQUEST_HEADER (sr_request_header_get_type ())
G_DECLARE_FINAL_TYPE (SrRequestHeader, sr_request_header, SR, REQUEST_HEADER, AdwBin)

void sr_request_header_set_room   (SrRequestHeader *self,
                                   SrRoom          *room);
/* Borrows the detail until it is given the next one. */
void sr_request_header_set_detail (SrRequestHeader *self,
                                   SrRequestDetail *detail,
                                   gint64           now);

G_END_DECLS
