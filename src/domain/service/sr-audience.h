/* Who is told: owner, lead, managers, those on duty, and who stands in for whom.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/service/sr-alarm.h"

G_BEGIN_DECLS

/**
 * SrPeople:
 * @staff: (element-type SrRow): everybody, of kind staff
 * @teams: (element-type SrRow): every team
 * @absences: (element-type SrRow): of kind absence, those that hold at the instant in question
 * @duties: (element-type SrRow): of kind duty, those that hold then
 *
 * Who works in the room at one instant; all borrowed.
 */
typedef struct
{
  GPtrArray *staff;
  GPtrArray *teams;
  GPtrArray *absences;
  GPtrArray *duties;
} SrPeople;

/* The ids of whom to tell (gint64), each once, in order of id. */
GArray   *sr_people_find_audience (const SrPeople *people,
                                   guint           audience,
                                   gint64          owner,
                                   gint64          team);
/* Who does the work of a person now: the person, who stands in, or 0 for nobody. */
gint64    sr_people_find_present  (const SrPeople *people,
                                   gint64          staff);
gboolean  sr_people_is_absent     (const SrPeople *people,
                                   gint64          staff);
gboolean  sr_people_is_on_duty    (const SrPeople *people,
                                   gint64          staff);

G_END_DECLS
