/* Who is told: owner, lead, managers, those on duty, and who stands in for whom.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-audience"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-audience.h"

/* Deputies of deputies: somebody made a circle if it takes more. */
#define MAX_DEPUTIES 8

static const SrRow *
find_row (GPtrArray *rows,
          gint64     id)
{
  for (guint i = 0; id != 0 && i < rows->len; i++)
    {
      const SrRow *row = g_ptr_array_index (rows, i);

      if (sr_row_get_id (row) == id)
        return row;
    }

  return NULL;
}

static const SrRow *
find_by_staff (GPtrArray *rows,
               guint      field,
               gint64     staff)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const SrRow *row = g_ptr_array_index (rows, i);

      if (sr_row_get_integer (row, field) == staff)
        return row;
    }

  return NULL;
}

/**
 * sr_people_is_absent:
 * @staff: the id of a person
 *
 * Returns: %TRUE if the person is away
 */
gboolean
sr_people_is_absent (const SrPeople *people,
                     gint64          staff)
{
  return find_by_staff (people->absences, SR_ABSENCE_STAFF, staff) != NULL;
}

/**
 * sr_people_is_on_duty:
 * @staff: the id of a person
 *
 * Returns: %TRUE if the roster names the person
 */
gboolean
sr_people_is_on_duty (const SrPeople *people,
                      gint64          staff)
{
  return find_by_staff (people->duties, SR_DUTY_STAFF, staff) != NULL;
}

/**
 * sr_people_find_present:
 * @staff: the id of a person; 0 for nobody
 *
 * Returns: the id of who does what the person would do: the person, or who stands in; 0 for nobody
 */
gint64
sr_people_find_present (const SrPeople *people,
                        gint64          staff)
{
  for (guint i = 0; i < MAX_DEPUTIES && staff != 0; i++)
    {
      const SrRow *row = find_row (people->staff, staff);
      const SrRow *absence = find_by_staff (people->absences, SR_ABSENCE_STAFF, staff);

      if (row == NULL)
        return 0;
      if (absence == NULL && sr_row_get_integer (row, SR_STAFF_ACTIVE) != 0)
        return staff;

      staff = absence != NULL && !sr_row_is_null (absence, SR_ABSENCE_DEPUTY)
              ? sr_row_get_integer (absence, SR_ABSENCE_DEPUTY)
              : sr_row_get_integer (row, SR_STAFF_DEPUTY);
    }

  return 0;
}

static gboolean
add (GArray *found,
     gint64  staff)
{
  if (staff == 0)
    return FALSE;

  for (guint i = 0; i < found->len; i++)
    {
      if (g_array_index (found, gint64, i) == staff)
        return TRUE;
    }

  g_array_append_val (found, staff);

  return TRUE;
}

static gboolean
has_role (const SrRow *staff,
          guint        roles)
{
  return sr_row_get_integer (staff, SR_STAFF_ACTIVE) != 0 &&
         (sr_roles_from_list (sr_row_get_text (staff, SR_STAFF_ROLES)) & roles) != 0;
}

/* All who have one of the roles and are here, or their deputies. */
static gboolean
add_by_role (const SrPeople *people,
             guint           roles,
             GArray         *found)
{
  gboolean any = FALSE;

  for (guint i = 0; i < people->staff->len; i++)
    {
      const SrRow *row = g_ptr_array_index (people->staff, i);

      if (has_role (row, roles) &&
          add (found, sr_people_find_present (people, sr_row_get_id (row))))
        any = TRUE;
    }

  return any;
}

static gboolean
add_managers (const SrPeople *people,
              GArray         *found)
{
  return add_by_role (people, SR_ROLE_MANAGER, found);
}

static gboolean
add_lead (const SrPeople *people,
          gint64          owner,
          gint64          team,
          GArray         *found)
{
  const SrRow *person = find_row (people->staff, owner);
  const SrRow *row = find_row (people->teams, team);

  if (row == NULL && person != NULL)
    row = find_row (people->teams, sr_row_get_integer (person, SR_STAFF_TEAM));

  return (row != NULL &&
          add (found, sr_people_find_present (people, sr_row_get_integer (row, SR_TEAM_LEAD)))) ||
         add_managers (people, found);
}

/* Without a roster, whoever takes calls and does the work. */
static gboolean
add_on_duty (const SrPeople *people,
             GArray         *found)
{
  gboolean any = FALSE;

  for (guint i = 0; i < people->duties->len; i++)
    {
      const SrRow *duty = g_ptr_array_index (people->duties, i);

      if (add (found, sr_people_find_present (people, sr_row_get_integer (duty, SR_DUTY_STAFF))))
        any = TRUE;
    }

  return any || add_by_role (people, SR_ROLE_DESK | SR_ROLE_HANDLER, found) ||
         add_managers (people, found);
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

/**
 * sr_people_find_audience:
 * @people: who works at the instant
 * @audience: bits of #SrAudience
 * @owner: the id of who does the work; 0 for nobody yet
 * @team: the id of the team that has it; 0 for none
 *
 * What nobody owns is for those on duty; who is away is stood in for by the deputy, and where there is
 * none the lead hears of it; where there is no lead, the managers. (Regulation 2.5, domain.md 2.5.)
 *
 * Returns: (transfer full) (element-type gint64): whom to tell; empty in a room in which nobody works
 */
GArray *
sr_people_find_audience (const SrPeople *people,
                         guint           audience,
                         gint64          owner,
                         gint64          team)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (audience & SR_AUDIENCE_OWNER)
    {
      if (owner == 0 && team == 0)
        add_on_duty (people, found);
      else if (!add (found, sr_people_find_present (people, owner)))
        add_lead (people, owner, team, found);
    }
  if (audience & SR_AUDIENCE_LEAD)
    add_lead (people, owner, team, found);
  if (audience & SR_AUDIENCE_MANAGER)
    add_managers (people, found);
  if (audience & SR_AUDIENCE_ON_DUTY)
    add_on_duty (people, found);

  g_array_sort (found, compare_ids);

  return found;
}
