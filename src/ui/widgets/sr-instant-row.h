/* A day and a time in a form, with what people say for them.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "domain/time/sr-calendar.h"
#include "ui/widgets/sr-instant-entry.h"

G_BEGIN_DECLS

#define SR_TYPE_INSTANT_ROW (sr_instant_row_get_type ())
G_DECLARE_FINAL_TYPE (SrInstantRow, sr_instant_row, SR, INSTANT_ROW, AdwPreferencesRow)

/* Signals: "changed"; "done": Enter in the entry. */
GtkWidget *sr_instant_row_new      (const char   *title,
                                    SrCalendar   *calendar,
                                    gint64        now,
                                    gboolean      past);
char      *sr_instant_row_dup_text (SrInstantRow *self);
void       sr_instant_row_set_text (SrInstantRow *self,
                                    const char   *text);

G_END_DECLS
