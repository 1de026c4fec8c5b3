/* The records that a reference may mean, as a list to choose from.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "room/sr-configuration.h"

G_BEGIN_DECLS

#define SR_TYPE_REFERENCE_LIST (sr_reference_list_get_type ())
G_DECLARE_FINAL_TYPE (SrReferenceList, sr_reference_list, SR, REFERENCE_LIST, GObject)

/* Whether a row is among the choices. */
typedef gboolean (*SrReferenceFilter) (const SrRow *row,
                                       gpointer     user_data);

SrReferenceList *sr_reference_list_new      (SrConfiguration     *configuration,
                                             const SrRecordKind  *kind,
                                             const char          *none,
                                             gint64               present,
                                             SrReferenceFilter    filter,
                                             gpointer             user_data);
gint64           sr_reference_list_get_id   (SrReferenceList     *self,
                                             guint                position);
guint            sr_reference_list_find     (SrReferenceList     *self,
                                             gint64               id);
/* The same by what is selected in a drop-down that shows the list. */
gint64           sr_reference_list_get_chosen (SrReferenceList   *self,
                                               GtkDropDown       *drop_down);
/* Selects the record; leaves it if it is not listed. */
void             sr_reference_list_choose   (SrReferenceList     *self,
                                             GtkDropDown         *drop_down,
                                             gint64               id);
void             sr_reference_list_show_in  (SrReferenceList     *self,
                                             GtkDropDown         *drop_down);

G_END_DECLS
