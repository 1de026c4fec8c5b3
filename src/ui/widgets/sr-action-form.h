/* The form of an action: its fields, its reason, and what comes of it.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "room/sr-room.h"

G_BEGIN_DECLS

#define SR_TYPE_ACTION_FORM (sr_action_form_get_type ())
G_DECLARE_FINAL_TYPE (SrActionForm, sr_action_form, SR, ACTION_FORM, AdwWindow)

void sr_action_form_present        (GtkWindow          *parent,
                                    SrRoom             *room,
                                    SrRequestDetail    *detail,
                                    const SrAction     *action,
                                    const SrPayload    *suggested);
void sr_action_form_present_several (GtkWindow         *parent,
                                     SrRoom            *room,
                                     GPtrArray         *records,
                                     const SrAction    *action);
void sr_action_form_present_record (GtkWindow          *parent,
                                    SrRoom             *room,
                                    const SrRecordKind *kind,
                                    const SrRow        *subject,
                                    const char         *action,
                                    const SrPayload    *given);
void sr_action_form_present_new    (GtkWindow          *parent,
                                    SrRoom             *room,
                                    const SrRecordKind *kind,
                                    const SrPayload    *suggested);

/* An action asks for something if a form has to follow. */
gboolean sr_action_wants_form      (const SrAction     *action);

G_END_DECLS
