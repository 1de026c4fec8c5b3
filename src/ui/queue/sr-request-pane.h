/* All about the request that is selected.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "room/sr-room.h"

G_BEGIN_DECLS

#define SR_TYPE_REQUEST_PANE (sr_request_pane_get_type ())
G_DECLARE_FINAL_TYPE (SrRequestPane, sr_request_pane, SR, REQUEST_PANE, AdwBin)

void     sr_request_pane_set_room        (SrRequestPane *self,
                                          SrRoom        *room);
gint64   sr_request_pane_get_request     (SrRequestPane *self);
void     sr_request_pane_set_request     (SrRequestPane *self,
                                          gint64         request);
void     sr_request_pane_set_several     (SrRequestPane *self,
                                          guint          n_requests);
void     sr_request_pane_set_narrow      (SrRequestPane *self,
                                          gboolean       narrow);
void     sr_request_pane_reload          (SrRequestPane *self);
void     sr_request_pane_activate_next   (SrRequestPane *self);
void     sr_request_pane_activate_action (SrRequestPane *self,
                                          const char    *action);
/* Shows the explanation of the deadline, once the request is there. */
void     sr_request_pane_show_deadline   (SrRequestPane *self);
gboolean sr_request_pane_is_loaded       (SrRequestPane *self);

G_END_DECLS
