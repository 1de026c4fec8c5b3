/* The one way in for a change.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/sr-clock.h"
#include "room/sr-act.h"
#include "room/sr-calendar-effect.h"
#include "room/sr-configuration.h"
#include "storage/sr-store.h"

G_BEGIN_DECLS

/**
 * SrGate:
 *
 * Works on the writing connection of a store, on one thread: the worker of a room with a window, or
 * the main thread of a program without one.
 */
typedef struct _SrGate SrGate;

SrGate          *sr_gate_new               (SrStore     *store,
                                            SrClock     *clock);
void             sr_gate_free              (SrGate      *self);

/* Makes the records of a new room (calendar with the shipped days, policy, types, ...) and its first
 * manager @login. Does nothing in a room that has staff. */
gboolean         sr_gate_init              (SrGate      *self,
                                            const char  *login,
                                            const char  *name,
                                            GError     **error);
/* Who acts from now on; SR_DOMAIN_ERROR_RIGHT if the login is nobody's or not active. */
gboolean         sr_gate_sign_in           (SrGate      *self,
                                            const char  *login,
                                            GError     **error);

/* All of the acts in ONE transaction, in order; one refused refuses all. On success the outcomes
 * (element-type SrOutcome). On SR_DOMAIN_ERROR_CONFLICT @out_conflicts (nullable) gets what collides
 * (element-type SrConflict). */
GPtrArray       *sr_gate_act               (SrGate      *self,
                                            GPtrArray   *acts,
                                            GPtrArray  **out_conflicts,
                                            GError     **error);
/* One act; takes it. */
SrOutcome       *sr_gate_act_one           (SrGate      *self,
                                            SrAct       *act,
                                            GError     **error);
/* Takes the events back, each by an event of its own, in one transaction; all or none. */
GPtrArray       *sr_gate_undo              (SrGate        *self,
                                            const gint64  *sequences,
                                            guint          n_sequences,
                                            GError       **error);
/* For an import: every act until sr_gate_end() is part of one transaction. */
gboolean         sr_gate_begin             (SrGate      *self,
                                            GError     **error);
gboolean         sr_gate_end               (SrGate      *self,
                                            gboolean     commit,
                                            GError     **error);
/* Does what time does: resumes what was paused until an instant that has come, and raises reminders.
 * Returns the next such instant, or G_MAXINT64. */
gboolean         sr_gate_tick              (SrGate      *self,
                                            gint64      *out_next,
                                            GError     **error);
/* The reminders that would be raised until then; (element-type SrRow). Nothing is kept of it. */
GPtrArray       *sr_gate_look_ahead        (SrGate      *self,
                                            gint64       until,
                                            GError     **error);
/* Stores a file and makes its attachment: one transaction. */
SrOutcome       *sr_gate_attach            (SrGate       *self,
                                            gint64        request,
                                            const char   *name,
                                            const char   *media_type,
                                            GInputStream *content,
                                            GCancellable *cancellable,
                                            GError      **error);
/* Puts exceptions into a calendar (by date and rank, the later version wins) in one transaction,
 * raises the calendar's version, and recomputes the running clocks. What changes goes to @out_effect;
 * with @dry_run nothing is stored. */
gboolean         sr_gate_import_exceptions (SrGate            *self,
                                            gint64             calendar,
                                            GPtrArray         *exceptions,
                                            gboolean           dry_run,
                                            GCancellable      *cancellable,
                                            SrCalendarEffect **out_effect,
                                            GError           **error);
/* What acts on a calendar would do to the running deadlines; nothing is stored. */
SrCalendarEffect *sr_gate_rehearse         (SrGate            *self,
                                            GPtrArray         *acts,
                                            GCancellable      *cancellable,
                                            GError           **error);

/* The situation of an action on a record, as the gate would ask it: for "actions". Borrowed rows
 * live as long as the returned holder. */
typedef struct _SrSituationHolder SrSituationHolder;

SrSituationHolder *sr_situation_holder_new  (SrConnection     *connection,
                                             SrConfiguration  *configuration,
                                             const SrRow      *staff,
                                             const SrRow      *subject,
                                             gint64            now,
                                             GError          **error);
const SrSituation *sr_situation_holder_get  (SrSituationHolder *self);
void               sr_situation_holder_free (SrSituationHolder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrSituationHolder, sr_situation_holder_free)

SrConfiguration *sr_gate_get_configuration (SrGate      *self,
                                            GError     **error);
const SrRow     *sr_gate_get_staff         (SrGate      *self);
SrConnection    *sr_gate_get_connection    (SrGate      *self);
SrClock         *sr_gate_get_clock         (SrGate      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrGate, sr_gate_free)

G_END_DECLS
