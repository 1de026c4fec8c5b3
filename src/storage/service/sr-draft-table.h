/* What a person is typing and has not registered yet.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "storage/sr-connection.h"

G_BEGIN_DECLS

/* Scratch, kept so that a crash loses nothing of a call; no record, and not in the journal. One for
 * each person and kind. */

/* @out_body is NULL if there is none. */
gboolean sr_draft_table_load   (SrConnection  *connection,
                                gint64         staff,
                                const char    *kind,
                                char         **out_body,
                                GError       **error);
gboolean sr_draft_table_save   (SrConnection  *connection,
                                gint64         staff,
                                const char    *kind,
                                const char    *body,
                                gint64         now,
                                GError       **error);
gboolean sr_draft_table_delete (SrConnection  *connection,
                                gint64         staff,
                                const char    *kind,
                                GError       **error);

G_END_DECLS
