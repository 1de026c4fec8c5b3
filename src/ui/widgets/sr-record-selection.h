/* What is selected of a list of records, by record and not by place.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "domain/records/sr-record.h"

G_BEGIN_DECLS

/* More than anybody means when they select all. */
#define SR_RECORD_SELECTION_MAX 500

#define SR_TYPE_RECORD_SELECTION (sr_record_selection_get_type ())
G_DECLARE_FINAL_TYPE (SrRecordSelection, sr_record_selection, SR, RECORD_SELECTION, GObject)

/* Signal "full": more than SR_RECORD_SELECTION_MAX were asked for, and left out. */
SrRecordSelection *sr_record_selection_new            (GListModel        *model);
guint              sr_record_selection_get_n_selected (SrRecordSelection *self);
SrRecord          *sr_record_selection_get_single     (SrRecordSelection *self);
GPtrArray         *sr_record_selection_dup_records    (SrRecordSelection *self);
void               sr_record_selection_drop           (SrRecordSelection *self,
                                                       gint64             record);

G_END_DECLS
