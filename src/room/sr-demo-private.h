/* What the files of the demonstration share.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-action.h"
#include "room/sr-demo-words.h"
#include "room/sr-demo-writer.h"
#include "room/sr-demo.h"
#include "room/sr-gate-private.h"

G_BEGIN_DECLS

/* Kinds of which the demonstration makes records by itself and not by the gate. */
#define SR_DEMO_N_KINDS 11

/**
 * SrDemoTeam:
 *
 * One of the teams of the words file.
 */
typedef enum
{
  SR_DEMO_TEAM_DESK,
  SR_DEMO_TEAM_TECHNICAL,
  SR_DEMO_TEAM_REPAIR,
  SR_DEMO_TEAM_CONSULTATION,
  SR_DEMO_N_TEAMS
} SrDemoTeam;

/**
 * SrDemoStaff:
 * @hand: how fast that person works: 1.0 as planned, 1.5 half as long again
 */
typedef struct
{
  gint64      id;
  gint64      team;
  SrRoles     roles;
  const char *login;
  double      hand;
} SrDemoStaff;

typedef struct
{
  SrRow      *row;
  const char *name;
  const char *place;
  const char *department;
  char       *phone;
} SrDemoCustomer;

/**
 * SrDemoStep:
 * @step: what comes, an index of the table in sr-demo-life.c
 * @after: working seconds after the step before
 */
typedef struct
{
  guint  step;
  gint64 after;
} SrDemoStep;

#define SR_DEMO_MAX_STEPS 40

typedef struct _SrDemoLive SrDemoLive;

/**
 * SrDemoLive:
 * @at: when the next step is
 * @turn: orders what is at one instant
 * @place: in the list of those that live
 * @n_refused: how often the rules refused its next step
 *
 * A request that has not ended: its rows, as a room would hold them, and what is to come.
 */
struct _SrDemoLive
{
  /* owned */
  SrRow                *row;        /* NULL before it is registered */
  GPtrArray            *children;   /* of SrRow */
  SrDemoTalk           *talk;

  /* borrowed */
  const SrDemoCustomer *customer;
  const SrDemoStaff    *owner;

  /* state */
  gint64                at;
  guint64               turn;
  guint                 place;
  guint                 type;
  SrDemoTeam            team;
  gint64                received_at;
  gboolean              is_emergency;
  const char           *impact;
  const char           *urgency;
  gboolean              is_late;    /* it is resolved only after its deadline */
  guint                 n_open_parts;   /* requests that are part of it and open */
  guint                 n_refused;
  guint                 n_steps;
  guint                 next;
  SrDemoStep            steps[SR_DEMO_MAX_STEPS];
};

/**
 * SrDemo:
 *
 * One run. All but the writer belongs to the thread that called sr_demo_fill().
 */
typedef struct
{
  const SrDemoOptions *options;

  /* owned */
  SrGate              *gate;
  SrDemoWriter        *writer;
  SrDemoWords         *words;
  GRand               *rand;
  char                *company;     /* its name */
  GArray              *staff;       /* of SrDemoStaff */
  GArray              *customers;   /* of SrDemoCustomer */
  GPtrArray           *live;        /* of SrDemoLive, in no order */
  GPtrArray           *queue;       /* the same, a heap by time */
  GArray              *recent;      /* customer and type of the last requests */
  GHashTable          *payload;     /* of the next act: borrowed name -> SrValue */
  GHashTable          *serials;     /* year -> last number */
  GHashTable          *by_id;       /* id -> SrDemoLive, of those that live */
  GHashTable          *earlier;     /* customer and type -> what was received of both */

  /* borrowed */
  SrConfiguration     *configuration;
  SrCalendar          *calendar;

  /* state */
  gint64               start;
  gint64               end;
  gint64               now;         /* of the step */
  double               pace;        /* how long a life is: the more requests, the shorter */
  gint64               team_ids[SR_DEMO_N_TEAMS];
  gint64              *type_ids;    /* by type of the words */
  gint64               last_ids[SR_DEMO_N_KINDS];
  guint64              turn;
  guint64              n_refused;
  SrDay                storm;
  gint64               storm_start;
  gint64               storm_end;
} SrDemo;

/* sr-demo-people.c: by the gate */
gboolean           sr_demo_people_make     (SrDemo      *self,
                                            GError     **error);
const SrDemoStaff *sr_demo_people_pick     (SrDemo      *self,
                                            SrRoles      roles,
                                            gint64       team,
                                            gint64       but);
void               sr_demo_customer_clear  (gpointer     data);

/* sr-demo-arrivals.c */
GArray            *sr_demo_arrivals_count  (SrDemo      *self);
void               sr_demo_arrivals_draw   (SrDemo      *self,
                                            SrDay        day,
                                            guint        n,
                                            GArray      *instants);

/* sr-demo-plan.c */
SrDemoLive        *sr_demo_plan_new        (SrDemo      *self,
                                            gint64       received_at);
void               sr_demo_plan_add        (SrDemoLive  *live,
                                            guint        step,
                                            gint64       after);
void               sr_demo_plan_reopened   (SrDemo      *self,
                                            SrDemoLive  *live);

/* sr-demo-act.c */
void               sr_demo_give_text       (SrDemo      *self,
                                            const char  *field,
                                            const char  *text);
void               sr_demo_give_integer    (SrDemo      *self,
                                            const char  *field,
                                            gint64       integer);
/* With what was given since the last act; FALSE if the rules refuse. @staff NULL: the room itself. */
gboolean           sr_demo_act             (SrDemo            *self,
                                            SrDemoLive        *live,
                                            const SrDemoStaff *staff,
                                            const char        *action,
                                            const char        *reason,
                                            SrDemoLive        *other);
void               sr_demo_live_free       (SrDemoLive  *live);

/* sr-demo-known.c */
SrRow             *sr_demo_known_find_earlier (SrDemo      *self,
                                               gint64       customer,
                                               gint64       type,
                                               gint64       received_at);
void               sr_demo_known_note         (SrDemo      *self,
                                               SrDemoLive  *live,
                                               const SrRow *before);
void               sr_demo_known_end          (SrDemo      *self,
                                               SrDemoLive  *live);

/* sr-demo-life.c */
typedef enum
{
  SR_DEMO_RECEIVE,
  SR_DEMO_ANSWER,
  SR_DEMO_TRANSFER,
  SR_DEMO_ASSIGN,
  SR_DEMO_ACCEPT,
  SR_DEMO_MISS,
  SR_DEMO_CONTACT,
  SR_DEMO_START,
  SR_DEMO_NOTE,
  SR_DEMO_PROMISE,
  SR_DEMO_WAIT_CUSTOMER,
  SR_DEMO_WAIT_PARTS,
  SR_DEMO_VISIT,
  SR_DEMO_RESUME,
  SR_DEMO_SUPPORT,
  SR_DEMO_SUPPORT_ACCEPT,
  SR_DEMO_SUPPORT_DONE,
  SR_DEMO_EXTEND,
  SR_DEMO_TELL,
  SR_DEMO_APPROVE,
  SR_DEMO_REFUSE,
  SR_DEMO_PRIORITISE,
  SR_DEMO_RECLASSIFY,
  SR_DEMO_EMERGENCY,
  SR_DEMO_EDIT,
  SR_DEMO_TAG,
  SR_DEMO_LINK,
  SR_DEMO_SET_PARENT,
  SR_DEMO_FOLLOW,
  SR_DEMO_SNOOZE,
  SR_DEMO_RETURN,
  SR_DEMO_RESOLVE,
  SR_DEMO_FOLLOW_UP,
  SR_DEMO_CLOSE,
  SR_DEMO_EXEMPT,
  SR_DEMO_REOPEN,
  SR_DEMO_CANCEL,
  SR_DEMO_DUPLICATE,
  SR_DEMO_MERGE,
  SR_DEMO_VOID,
  SR_DEMO_N_STEPS
} SrDemoStepKind;

/* Does the next step and says by @live->at when the one after it comes; FALSE if there is none. */
gboolean           sr_demo_life_go_on      (SrDemo      *self,
                                            SrDemoLive  *live);

/* A number of [0, 1), a chance of so many percent, a number below another. Two of these are never
 * arguments of one call: compilers differ in which they draw first. */
double             sr_demo_draw            (SrDemo      *self);
gboolean           sr_demo_chance          (SrDemo      *self,
                                            double       percent);
guint              sr_demo_below           (SrDemo      *self,
                                            guint        n);


/**
 * SrDemoShare:
 * @until: percent so far; 100 ends a list
 *
 * One of several things, each with its share.
 */
typedef struct
{
  const char *value;
  guint       until;
} SrDemoShare;

const char        *sr_demo_pick_share      (SrDemo            *self,
                                            const SrDemoShare *shares);

G_END_DECLS
