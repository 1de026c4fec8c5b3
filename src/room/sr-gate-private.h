/* What the files of the gate share.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "room/sr-gate.h"

G_BEGIN_DECLS

struct _SrGate
{
  /* Owned references */
  SrStore         *store;
  SrClock         *clock;
  SrConnection    *connection;
  SrConfiguration *configuration;

  /* State */
  gint64           configuration_version;  /* of the room, when configuration was read */
  gint64           opened_version;         /* the same, when the transaction began */
  gint64           own_version;            /* the one that acts of this gate have led to */
  guint            own_kinds;              /* bits of the kinds that they have changed */
  gint64           staff;                  /* who acts, 0 for nobody yet */
  gboolean         in_batch;               /* between sr_gate_begin() and sr_gate_end() */
  SrCalendarEffect *effect;                /* borrowed: notes what other days do; NULL for nobody asks */
  gboolean         is_rehearsal;           /* deadlines are only computed */
  GCancellable    *cancellable;            /* borrowed: stops that */
};

/**
 * SrSigner:
 *
 * Who signs an event, and as what.
 */
typedef struct
{
  gint64      staff;   /* 0 for the room itself */
  const char *actor;
  const char *role;
  gint64      at;
} SrSigner;

/* All of one act but the end of the transaction. @outcomes: of the acts before it in the batch. */
SrOutcome  *sr_gate_perform         (SrGate           *self,
                                     const SrAct      *act,
                                     GPtrArray        *outcomes,
                                     GPtrArray       **out_conflicts,
                                     GError          **error);
/* The payload of an act as values: field name to SrValue. */
GHashTable *sr_gate_parse_payload   (SrGate           *self,
                                     const SrAct      *act,
                                     const SrAction   *action,
                                     GPtrArray        *outcomes,
                                     GError          **error);
/* NULL without error if nothing collides; (element-type SrConflict). */
GPtrArray  *sr_gate_find_conflicts  (SrGate           *self,
                                     const SrAct      *act,
                                     const SrAction   *action,
                                     const SrRow      *subject,
                                     GHashTable       *payload,
                                     GError          **error);
/* What is the same whether rows are written at once or, by the demonstration, when a request has ended.
 * Settling gives a row its signature and the ids of the rows before it in the set. */
void        sr_gate_settle          (SrChange           *change,
                                     GPtrArray          *changes,
                                     const SrSigner     *signer);
void        sr_gate_set_number      (SrRow              *row,
                                     int                 year,
                                     gint64              serial);
/* What did not change is no change. */
gboolean    sr_gate_is_idle         (const SrChange     *change);
void        sr_gate_drop_idle       (GPtrArray          *changes);
SrRow      *sr_gate_make_event      (const SrSigner     *signer,
                                     const SrRecordKind *kind,
                                     gint64              record,
                                     const char         *action,
                                     const char         *reason,
                                     const char         *clause,
                                     const char         *source,
                                     GPtrArray          *changes);
/* Writes the changes and their event. @kind and @record: the subject; 0 for a new one, the first of
 * the changes. */
SrOutcome  *sr_gate_write           (SrGate             *self,
                                     const SrSigner     *signer,
                                     const SrRecordKind *kind,
                                     gint64              record,
                                     const char         *action,
                                     const char         *reason,
                                     const char         *clause,
                                     const char         *source,
                                     GPtrArray          *changes,
                                     GError            **error);
/* The alarms of the clocks among the changes that were written, and what ends reminders. */
gboolean    sr_gate_arm             (SrGate              *self,
                                     const SrRecordKind  *kind,
                                     gint64               record,
                                     gint64               now,
                                     GPtrArray           *changes,
                                     GError             **error);
/* sr_gate_tick() at another instant. */
gboolean    sr_gate_tick_at         (SrGate              *self,
                                     gint64               now,
                                     gint64              *out_next,
                                     GError             **error);
/* The first of the roles that an action takes which the person has; "room" for none of them. */
const char *sr_gate_get_role        (SrRoles           allowed,
                                     SrRoles           held);
/* The room's key that counts the changes of its configuration. */
#define SR_GATE_CONFIGURATION_KEY "configuration"

gboolean    sr_gate_read_version    (SrGate           *self,
                                     gint64           *out_version,
                                     GError          **error);
/* Reads the configuration again if the room's differs from the one at hand. */
gboolean    sr_gate_refresh         (SrGate             *self,
                                     GError            **error);
gboolean    sr_gate_open            (SrGate             *self,
                                     GError            **error);
gboolean    sr_gate_close           (SrGate             *self,
                                     gboolean            commit,
                                     GError            **error);
/* Which calendar has other hours or days by the changes, 0 for none. The version of one that gets a
 * day is raised among them. */
gboolean    sr_gate_raise_calendar  (SrGate           *self,
                                     GPtrArray        *changes,
                                     gint64           *out_calendar,
                                     GError          **error);
/* Recomputes the running clocks on a calendar that was written, and withdraws what was said of official
 * days that it has now. */
gboolean    sr_gate_recompute       (SrGate           *self,
                                     gint64            calendar,
                                     GError          **error);

/**
 * SrRaising:
 *
 * One rung of one deadline, on its way to the people whom it is for.
 */
typedef struct
{
  const SrRecordKind *subject_kind;
  gint64              subject;
  const char         *number;
  gint64              owner;
  gint64              team;
  gboolean            emergency;
  gint64              clock;
  const char         *clock_kind;
  gint64              level;
  gint64              arm;
  guint               audience;
  const char         *form;
  gint64              due_at;
  gint64              raised_at;
} SrRaising;

/* A reminder for each person whom it is for, in the transaction that is open. */
gboolean    sr_gate_raise           (SrGate           *self,
                                     const SrRaising  *raising,
                                     gint64            now,
                                     GError          **error);
gboolean    sr_gate_withdraw        (SrGate           *self,
                                     const SrRow      *reminder,
                                     gint64            at,
                                     GError          **error);
/* Tells the managers of years whose official days are missing. *out_next: when there is more to tell. */
gboolean    sr_gate_raise_holidays  (SrGate           *self,
                                     gint64            now,
                                     gint64           *out_next,
                                     GError          **error);
/* Withdraws what was told of days that the calendar has now. */
gboolean    sr_gate_settle_holidays (SrGate           *self,
                                     gint64            calendar,
                                     GError          **error);
/* sr_situation_holder_new() with the payload of an act. Takes @payload. */
SrSituationHolder *sr_situation_holder_new_for_act (SrConnection     *connection,
                                                    SrConfiguration  *configuration,
                                                    const SrRow      *staff,
                                                    const SrRow      *subject,
                                                    const SrAct      *act,
                                                    GHashTable       *payload,
                                                    gint64            now,
                                                    GError          **error);
/* As sr_situation_holder_new(), with what hangs on the request at hand; @children is shared. */
SrSituationHolder *sr_situation_holder_new_loaded  (SrConfiguration   *configuration,
                                                    const SrRow       *staff,
                                                    const SrRow       *request,
                                                    GPtrArray         *children,
                                                    guint              open_children,
                                                    gint64             now);
void               sr_situation_holder_take_related (SrSituationHolder *self,
                                                     SrRow             *related);

G_END_DECLS
