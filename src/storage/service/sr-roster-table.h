/* All SQL about duties and absences.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "storage/sr-connection.h"

G_BEGIN_DECLS

/* The duties and absences that touch [from, until); (element-type SrRow). */
GPtrArray *sr_roster_table_load_duties   (SrConnection  *connection,
                                          gint64         from,
                                          gint64         until,
                                          GError       **error);
GPtrArray *sr_roster_table_load_absences (SrConnection  *connection,
                                          gint64         from,
                                          gint64         until,
                                          GError       **error);

G_END_DECLS
