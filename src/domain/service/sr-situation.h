/* What a rule needs to know, and what it decides.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/records/sr-event.h"
#include "domain/records/sr-row.h"
#include "domain/time/sr-calendar.h"

G_BEGIN_DECLS

/**
 * SrRoles:
 *
 * The roles of a person as bits, in the order of sr_roles.
 */
typedef enum
{
  SR_ROLE_DESK              = 1 << 0,
  SR_ROLE_HANDLER           = 1 << 1,
  SR_ROLE_COMPLAINT_OFFICER = 1 << 2,
  SR_ROLE_INSPECTOR         = 1 << 3,
  SR_ROLE_ARCHIVIST         = 1 << 4,
  SR_ROLE_FACILITY_KEEPER   = 1 << 5,
  SR_ROLE_HR_CLERK          = 1 << 6,
  SR_ROLE_MANAGER           = 1 << 7,
  SR_ROLE_AUDITOR           = 1 << 8,
  /* Not a role that a person has: the room itself, for timers and import. */
  SR_ROLE_ROOM              = 1 << 9
} SrRoles;

SrRoles sr_roles_from_list (const char *json_list);

/**
 * SrPayload:
 *
 * What was given with an action: field name to text, as sr_field_parse() reads it. A plain
 * GHashTable of strings with both free functions set.
 */
typedef GHashTable SrPayload;

SrPayload *sr_payload_new (void);
/* Ended by NULL: name, text, name, text, ... */
SrPayload *sr_payload_new_with (const char *name,
                                ...) G_GNUC_NULL_TERMINATED;

/**
 * SrSetting:
 *
 * The data that rules read beside the record: everything here is loaded by the gate and borrowed.
 */
typedef struct
{
  GPtrArray  *targets;          /* SrRow of kind target, of the policy of the record or in force */
  GPtrArray  *parameters;       /* SrRow of kind parameter */
  GPtrArray  *service_types;    /* SrRow of kind service-type: for the ancestors of a type */
  GPtrArray  *playbooks;        /* SrRow of kind playbook */
  GPtrArray  *playbook_steps;   /* SrRow of kind playbook-step, of all of them */
  gint64      policy;           /* id of the policy in force */
  gint64      calendar_id;
  gint64      calendar_version;
  SrCalendar *calendar;         /* the one of the service type, else the room's */
  SrCalendar *always;           /* real time, in the same zone */
} SrSetting;

/* The value of a parameter as an integer; @fallback if it is not set. */
gint64 sr_setting_get_integer (const SrSetting *setting,
                               const char      *key,
                               gint64           fallback);

/* The type that @service_type is part of; 0 at the root. */
gint64 sr_setting_get_parent_type (const SrSetting *setting,
                                   gint64           service_type);

/* Within how many working days the same of the same customer is a repeat, unless the room says
 * otherwise. */
#define SR_REPEAT_WORKDAYS 5

/**
 * SrSituation:
 * @subject: (nullable): the record as it is; %NULL for an action that makes it
 * @children: the child records of the subject, of every kind (contact, note, hand-off, clock,
 *   clock-interval, attachment, follower, snooze, checked-step, review, link at either end); SrRow,
 *   in order of kind and id
 * @open_children: how many requests that are part of this one are open
 * @related: (nullable): the request that the payload names: what this one is a duplicate or a part
 *   of, or linked with; for a split the new one
 * @related_is_part: @related is, at whatever depth, a part of the subject
 * @earlier: (nullable): for a request that is taken in, the last one of the same customer and type
 *   that was received before it, unless that is long ago
 * @payload: what was given, parsed: field name to SrValue (owned by the table)
 * @from_source: the action is replayed from a log: what a guard asks for that the log does not hold
 *   is recorded in "absent", never invented, and does not refuse
 *
 * All that an action may look at. Rules are pure: they read this and fill a set of changes.
 */
typedef struct
{
  const SrRow      *subject;
  GPtrArray        *children;
  guint             open_children;
  const SrRow      *related;
  gboolean          related_is_part;
  const SrRow      *earlier;
  GHashTable       *payload;
  const char       *reason;

  gint64            staff;       /* who acts; 0 for the room itself */
  gint64            staff_team;
  SrRoles           roles;
  gint64            now;
  gboolean          from_source;

  const SrSetting  *setting;
} SrSituation;

/* What is given under that name; NULL if nothing is, or the empty text. */
const SrValue *sr_situation_get_given  (const SrSituation  *situation,
                                        const char         *name);
/* What a field of the subject will hold: what is given, else what it holds; NULL for nothing. */
const SrValue *sr_situation_get_coming (const SrSituation  *situation,
                                        const SrRecordKind *kind,
                                        guint               field);
/* The first child of the kind that @matches; NULL if there is none. */
const SrRow   *sr_situation_find_child (const SrSituation  *situation,
                                        const SrRecordKind *kind,
                                        gboolean          (*matches) (const SrRow *row));
/* A manager, or the room itself. */
gboolean       sr_situation_is_manager (const SrSituation  *situation);

G_END_DECLS
