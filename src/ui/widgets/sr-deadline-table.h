/* The days of a deadline as a table.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void  sr_deadline_table_fill  (GtkGrid   *table,
                               GPtrArray *lines,
                               gboolean   narrow);
void  sr_deadline_table_print (GPtrArray *lines,
                               GString   *text);
/* Hours with one decimal. */
char *sr_deadline_hours       (gint64     seconds);

G_END_DECLS
