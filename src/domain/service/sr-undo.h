/* Taking a step back: by a step of its own, not by erasing.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/records/sr-event.h"
#include "domain/service/sr-situation.h"

G_BEGIN_DECLS

/* For so long after it was done. */
#define SR_UNDO_SECONDS 30

/* The action of the event that takes another one back. */
#define SR_UNDO_ACTION "undo"

/**
 * SrUndo:
 *
 * The event that is to be taken back, read.
 */
typedef struct _SrUndo SrUndo;

SrUndo             *sr_undo_new            (const SrRow         *event,
                                            GError             **error);
void                sr_undo_free           (SrUndo              *self);
/* May this person take it back now? @login and @roles: who asks. */
gboolean            sr_undo_is_allowed     (SrUndo              *self,
                                            const char          *login,
                                            SrRoles              roles,
                                            gint64               now,
                                            GError             **error);
/* The rows that the event changed or made, in its order. */
guint               sr_undo_get_n_rows     (SrUndo              *self);
const SrRecordKind *sr_undo_get_row        (SrUndo              *self,
                                            guint                position,
                                            gint64              *out_id);
/* Takes back what was done to the row at @position, in @after, which is as it is stored now. */
gboolean            sr_undo_apply          (SrUndo              *self,
                                            guint                position,
                                            SrRow               *after,
                                            gint64               now,
                                            GError             **error);

/* Whether what an action did may be taken back at all. */
gboolean            sr_undo_is_possible    (const SrRecordKind  *kind,
                                            const char          *action,
                                            GPtrArray           *changes);

/* The reason of an event that takes back the event @sequence, and back; 0 if it is none. */
char               *sr_undo_reason         (gint64               sequence);
gint64              sr_undo_reason_parse   (const char          *reason);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrUndo, sr_undo_free)

G_END_DECLS
