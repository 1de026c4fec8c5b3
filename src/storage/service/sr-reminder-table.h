/* All SQL about reminders.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "storage/sr-connection.h"

G_BEGIN_DECLS

/* What is not acknowledged or withdrawn, of a person (0: of everybody), the oldest first;
 * (element-type SrRow). */
GPtrArray *sr_reminder_table_load_open   (SrConnection  *connection,
                                          gint64         staff,
                                          GError       **error);
/* The same of one record. */
GPtrArray *sr_reminder_table_load_of     (SrConnection  *connection,
                                          const char    *kind,
                                          gint64         subject,
                                          GError       **error);
/* The last ones of a person (0: of everybody) that are over, the latest first, at most so many. */
GPtrArray *sr_reminder_table_load_ended  (SrConnection  *connection,
                                          gint64         staff,
                                          guint          limit,
                                          GError       **error);
/* The highest id, 0 if there is none; and what came after one, in order of raised_at and id. */
gboolean   sr_reminder_table_get_last    (SrConnection  *connection,
                                          gint64        *out_last,
                                          GError       **error);
GPtrArray *sr_reminder_table_load_after  (SrConnection  *connection,
                                          gint64         id,
                                          GError       **error);
/* The latest arm, the highest level under it, and the latest deadline of what was raised for a clock.
 * *out_arm is 0 if nothing was. */
gboolean   sr_reminder_table_find_raised (SrConnection  *connection,
                                          gint64         clock,
                                          gint64        *out_arm,
                                          gint64        *out_level,
                                          gint64        *out_due_at,
                                          GError       **error);
/* When popups were shown to a person since then: an instant for each popup, the earliest first;
 * (element-type gint64). Digests and summaries hold many reminders and are one. */
GArray    *sr_reminder_table_list_shown  (SrConnection  *connection,
                                          gint64         staff,
                                          gint64         since,
                                          GError       **error);

G_END_DECLS
