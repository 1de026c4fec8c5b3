/* A day and a time of day, typed or picked.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SR_TYPE_INSTANT_ENTRY (sr_instant_entry_get_type ())
G_DECLARE_FINAL_TYPE (SrInstantEntry, sr_instant_entry, SR, INSTANT_ENTRY, AdwBin)

/* Signals: "changed", "activate". Property "date-only" (construct): a day without a time. */
GtkWidget  *sr_instant_entry_new         (const char      *name,
                                          gboolean         date_only);
void        sr_instant_entry_set_zone    (SrInstantEntry  *self,
                                          const char      *zone);
void        sr_instant_entry_set_name    (SrInstantEntry  *self,
                                          const char      *name);
const char *sr_instant_entry_get_text    (SrInstantEntry  *self);
void        sr_instant_entry_set_text    (SrInstantEntry  *self,
                                          const char      *text);
gboolean    sr_instant_entry_get_instant (SrInstantEntry  *self,
                                          gint64          *out_instant,
                                          GError         **error);
void        sr_instant_entry_set_instant (SrInstantEntry  *self,
                                          gint64           instant);

G_END_DECLS
