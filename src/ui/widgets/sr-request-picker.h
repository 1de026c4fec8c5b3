/* Another request, found by number, customer or subject.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "room/sr-room.h"

G_BEGIN_DECLS

#define SR_TYPE_REQUEST_PICKER (sr_request_picker_get_type ())
G_DECLARE_FINAL_TYPE (SrRequestPicker, sr_request_picker, SR, REQUEST_PICKER, AdwPreferencesRow)

/* Signals: "changed"; "done" for Enter once a request is chosen. */

GtkWidget *sr_request_picker_new         (SrRoom          *room,
                                          const char      *title);
/* The request that is not offered, since it is the one asked for, and who it is from: what is open
 * of the same customer is offered before anything is typed. */
void       sr_request_picker_set_subject (SrRequestPicker *self,
                                          gint64           request,
                                          const char      *customer);
/* The number of what is chosen, else what is typed. */
char      *sr_request_picker_dup_text    (SrRequestPicker *self);
void       sr_request_picker_set_text    (SrRequestPicker *self,
                                          const char      *text);

G_END_DECLS
