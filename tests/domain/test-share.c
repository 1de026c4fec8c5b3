/* What of the work falls to one person.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-share.h"

/* Li takes calls, Wang and Chen do the work, Zhao manages and leads the team of Wang. */
enum
{
  LI = 1,
  WANG,
  CHEN,
  ZHAO
};

#define REPAIR 11
#define HELP 12

typedef struct
{
  SrPeople people;
} Fixture;

static SrRow *
add (GPtrArray          *rows,
     const SrRecordKind *kind,
     gint64              id)
{
  SrRow *row = sr_row_new (kind);

  sr_row_set_integer (row, SR_COMMON_ID, id);
  g_ptr_array_add (rows, row);

  return row;
}

static void
add_person (Fixture    *self,
            gint64      id,
            const char *roles,
            gint64      team)
{
  SrRow *row = add (self->people.staff, &sr_staff_kind, id);

  sr_row_set_text (row, SR_STAFF_ROLES, roles);
  sr_row_set_integer (row, SR_STAFF_ACTIVE, TRUE);
  if (team != 0)
    sr_row_set_integer (row, SR_STAFF_TEAM, team);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  GPtrArray **lists[] = { &self->people.staff, &self->people.teams, &self->people.absences,
                          &self->people.duties };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    *lists[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_row_free);
  add_person (self, LI, "[\"desk\"]", HELP);
  add_person (self, WANG, "[\"handler\"]", REPAIR);
  add_person (self, CHEN, "[\"handler\"]", 0);
  add_person (self, ZHAO, "[\"manager\"]", 0);
  sr_row_set_integer (add (self->people.teams, &sr_team_kind, REPAIR), SR_TEAM_LEAD, ZHAO);
  sr_row_set_integer (add (self->people.teams, &sr_team_kind, HELP), SR_TEAM_LEAD, LI);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_ptr_array_unref (self->people.staff);
  g_ptr_array_unref (self->people.teams);
  g_ptr_array_unref (self->people.absences);
  g_ptr_array_unref (self->people.duties);
}

static void
send_away (Fixture *self,
           gint64   staff,
           gint64   deputy)
{
  SrRow *row = add (self->people.absences, &sr_absence_kind, 100 + staff);

  sr_row_set_integer (row, SR_ABSENCE_STAFF, staff);
  if (deputy != 0)
    sr_row_set_integer (row, SR_ABSENCE_DEPUTY, deputy);
}

static void
append (GString      *text,
        const char   *word,
        const GArray *ids)
{
  if (ids->len == 0)
    return;

  g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", word);
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text, " %d", (int) g_array_index (ids, gint64, i));
}

static void
assert_share (Fixture    *self,
              gint64      staff,
              const char *expected)
{
  g_autoptr (SrShare) share = sr_share_new (&self->people, staff);
  g_autoptr (GString) text = g_string_new (NULL);

  append (text, "owners", share->owners);
  append (text, "teams", share->teams);
  append (text, "left", share->left);
  append (text, "alone", share->left_alone);
  if (share->unassigned)
    g_string_append (text, ", unassigned");
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_what_nobody_has_falls_to_the_lead_or_to_those_on_duty (Fixture       *self,
                                                            gconstpointer  data)
{
  assert_share (self, LI, "owners 1, teams 12, unassigned");
  assert_share (self, WANG, "owners 2, unassigned");
  assert_share (self, ZHAO, "owners 4, teams 11");

  /* Now there is a roster. */
  sr_row_set_integer (add (self->people.duties, &sr_duty_kind, 50), SR_DUTY_STAFF, CHEN);
  assert_share (self, LI, "owners 1, teams 12");
  assert_share (self, CHEN, "owners 3, unassigned");
}

static void
test_who_stands_in_has_the_work_of_who_is_away (Fixture       *self,
                                                gconstpointer  data)
{
  send_away (self, WANG, CHEN);
  assert_share (self, CHEN, "owners 2 3, unassigned");
  /* Who is away and looks in sees their own. */
  assert_share (self, WANG, "owners 2");

  /* And of the deputy of the deputy. */
  send_away (self, CHEN, LI);
  assert_share (self, LI, "owners 1 2 3, teams 12, unassigned");
  assert_share (self, CHEN, "owners 3");
}

static void
test_the_work_of_who_is_away_alone_falls_to_the_lead (Fixture       *self,
                                                      gconstpointer  data)
{
  send_away (self, WANG, 0);
  /* Of Wang's team is the lead Zhao; what another team has, though Wang owns it, is for its lead. */
  assert_share (self, ZHAO, "owners 4, teams 11, left 2, alone 2");
  assert_share (self, LI, "owners 1, teams 12, left 2, unassigned");

  /* Chen has no team: the manager it is. */
  send_away (self, CHEN, 0);
  assert_share (self, ZHAO, "owners 4, teams 11, left 2 3, alone 2 3");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/domain/share/what-nobody-has-falls-to-the-lead-or-to-those-on-duty",
       test_what_nobody_has_falls_to_the_lead_or_to_those_on_duty);
  ADD ("/domain/share/who-stands-in-has-the-work-of-who-is-away",
       test_who_stands_in_has_the_work_of_who_is_away);
  ADD ("/domain/share/the-work-of-who-is-away-alone-falls-to-the-lead",
       test_the_work_of_who_is_away_alone_falls_to_the_lead);
#undef ADD

  return g_test_run ();
}
