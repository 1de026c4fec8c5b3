/* Who works in the room at an instant, as it is stored.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-people"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "room/sr-people.h"
#include "storage/service/sr-roster-table.h"

/**
 * sr_people_load:
 * @configuration: who there is
 * @at: the instant in question
 * @people: (out caller-allocates): zeroed
 *
 * Returns: %TRUE, or %FALSE with %SR_STORE_ERROR
 */
gboolean
sr_people_load (SrConnection     *connection,
                SrConfiguration  *configuration,
                gint64            at,
                SrPeople         *people,
                GError          **error)
{
  people->staff = sr_configuration_get_rows (configuration, &sr_staff_kind);
  people->teams = sr_configuration_get_rows (configuration, &sr_team_kind);
  people->duties = sr_roster_table_load_duties (connection, at, at + 1, error);
  if (people->duties == NULL)
    return FALSE;

  people->absences = sr_roster_table_load_absences (connection, at, at + 1, error);

  return people->absences != NULL;
}

void
sr_people_clear (SrPeople *people)
{
  g_clear_pointer (&people->duties, g_ptr_array_unref);
  g_clear_pointer (&people->absences, g_ptr_array_unref);
}

/**
 * sr_share_load:
 * @configuration: who there is
 * @staff: the id of a person
 * @at: the instant in question
 *
 * Returns: (transfer full) (nullable): what falls to the person then, or %NULL with %SR_STORE_ERROR
 */
SrShare *
sr_share_load (SrConnection     *connection,
               SrConfiguration  *configuration,
               gint64            staff,
               gint64            at,
               GError          **error)
{
  g_auto (SrPeople) people = { NULL };

  if (!sr_people_load (connection, configuration, at, &people, error))
    return NULL;

  return sr_share_new (&people, staff);
}
