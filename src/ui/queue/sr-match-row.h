/* One customer that what was typed may mean.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "domain/records/sr-row.h"

G_BEGIN_DECLS

#define SR_TYPE_MATCH_ROW (sr_match_row_get_type ())
G_DECLARE_FINAL_TYPE (SrMatchRow, sr_match_row, SR, MATCH_ROW, GtkListBoxRow)

GtkWidget   *sr_match_row_new           (const SrRow *customer,
                                         const char  *typed);
GtkWidget   *sr_match_row_new_for_new   (const char  *typed);
const SrRow *sr_match_row_get_customer  (SrMatchRow  *self);
const char  *sr_match_row_get_phone     (SrMatchRow  *self);
const char  *sr_match_row_get_name      (SrMatchRow  *self);
void         sr_match_row_set_taken     (SrMatchRow  *self,
                                         gboolean     taken);

G_END_DECLS
