/* The people of the demonstration: who works in the room, and for whom.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-demo-people"

#include "config.h"

#include <string.h>

#include "room/sr-demo-private.h"
#include "storage/sr-table.h"

#define STAFF_MIN 8
#define REQUESTS_FOR_ONE_MORE 20000
#define STAFF_MAX 60
#define CUSTOMERS_MIN 400
#define REQUESTS_FOR_ONE_CUSTOMER 40
#define CUSTOMERS_MAX 25000

static const char *const team_keys[SR_DEMO_N_TEAMS] = {
  "desk", "technical", "repair", "consultation"
};

/* Who is taken on, over and over in this order. */
static const struct
{
  SrDemoTeam  team;
  const char *roles;
} posts[] = {
  { SR_DEMO_TEAM_DESK,         "[\"desk\"]" },
  { SR_DEMO_TEAM_TECHNICAL,    "[\"handler\"]" },
  { SR_DEMO_TEAM_REPAIR,       "[\"handler\"]" },
  { SR_DEMO_TEAM_DESK,         "[\"desk\",\"manager\"]" },
  { SR_DEMO_TEAM_CONSULTATION, "[\"desk\",\"handler\",\"complaint_officer\"]" },
  { SR_DEMO_TEAM_REPAIR,       "[\"handler\",\"facility_keeper\"]" },
  { SR_DEMO_TEAM_TECHNICAL,    "[\"handler\"]" },
  { SR_DEMO_TEAM_DESK,         "[\"desk\",\"archivist\"]" },
  { SR_DEMO_TEAM_REPAIR,       "[\"handler\"]" },
  { SR_DEMO_TEAM_TECHNICAL,    "[\"handler\"]" },
};

static gboolean
act (SrDemo  *self,
     SrAct   *act,
     gint64  *out_id,
     GError **error)
{
  SrOutcome *outcome = sr_gate_act_one (self->gate, act, error);

  if (outcome == NULL)
    return FALSE;

  if (out_id != NULL)
    *out_id = outcome->record;
  sr_outcome_free (outcome);

  return TRUE;
}

static gboolean
name_row (SrDemo       *self,
          const SrRow  *row,
          const char   *name,
          const char   *team,
          GError      **error)
{
  const SrRecordKind *kind = sr_row_get_kind (row);
  SrAct *edit;

  if (team == NULL && sr_row_is (row, sr_record_kind_find_field (kind, "name"), name))
    return TRUE;

  edit = sr_act_new (kind, sr_row_get_id (row), "edit");
  sr_act_set (edit, "name", name);
  if (team != NULL)
    sr_act_set (edit, "team", team);

  return act (self, edit, NULL, error);
}

/* The company speaks Chinese, whatever whoever makes the room does. */
static gboolean
name_codes (SrDemo              *self,
            const SrRecordKind  *kind,
            const char          *which,
            GError             **error)
{
  JsonObject *names = sr_demo_words_get_names (self->words, which);
  g_autoptr (GList) codes = json_object_get_members (names);

  for (GList *l = codes; l != NULL; l = l->next)
    {
      const SrRow *row = sr_configuration_find_text (self->configuration, kind, l->data);

      if (row != NULL &&
          !name_row (self, row, json_object_get_string_member (names, l->data), NULL, error))
        return FALSE;
    }

  return TRUE;
}

static const char *
get_team_name (SrDemo     *self,
               const char *key)
{
  return json_object_get_string_member (sr_demo_words_get_names (self->words, "teams"), key);
}

static gboolean
make_teams (SrDemo  *self,
            GError **error)
{
  const SrRow *first = g_ptr_array_index (sr_configuration_get_rows (self->configuration,
                                                                     &sr_team_kind), 0);

  self->team_ids[0] = sr_row_get_id (first);
  if (!name_row (self, first, get_team_name (self, team_keys[0]), NULL, error))
    return FALSE;

  for (guint i = 1; i < SR_DEMO_N_TEAMS; i++)
    {
      SrAct *create = sr_act_new (&sr_team_kind, 0, "create");

      sr_act_set (create, "name", get_team_name (self, team_keys[i]));
      if (!act (self, create, &self->team_ids[i], error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
name_types (SrDemo  *self,
            GError **error)
{
  guint n_types = sr_demo_words_get_n_types (self->words);

  self->type_ids = g_new0 (gint64, n_types);
  for (guint i = 0; i < n_types; i++)
    {
      const SrDemoType *type = sr_demo_words_get_type (self->words, i);
      const SrRow *row = sr_configuration_find_text (self->configuration, &sr_service_type_kind,
                                                     type->code);
      const char *team = type->team != NULL ? get_team_name (self, type->team) : NULL;

      self->type_ids[i] = sr_row_get_id (row);
      if (!name_row (self, row, type->name, team, error))
        return FALSE;
    }

  return TRUE;
}

static char *
make_mobile (SrDemo *self)
{
  static const char *const starts[] = { "138", "139", "136", "158", "186", "177", "133", "150" };

  int rest = g_rand_int_range (self->rand, 0, 100000000);

  return g_strdup_printf ("%s%08d", starts[sr_demo_below (self, G_N_ELEMENTS (starts))], rest);
}

static char *
make_name (SrDemo *self)
{
  g_autoptr (SrDemoTalk) talk = sr_demo_talk_new (self->words, -1);
  const char *given = sr_demo_talk_say (talk, "given", self->rand);

  return g_strconcat (sr_demo_talk_say (talk, "surname", self->rand), given, NULL);
}

static gboolean
make_staff (SrDemo  *self,
            guint    number,
            GError **error)
{
  SrAct *create = sr_act_new (&sr_staff_kind, 0, "create");
  guint post = number % G_N_ELEMENTS (posts);
  g_autofree char *login = g_strdup_printf ("demo%02u", number + 1);
  g_autofree char *name = make_name (self);
  g_autofree char *phone = g_strdup_printf ("%d", g_rand_int_range (self->rand, 2000, 3000));

  sr_act_set (create, "login", login);
  sr_act_set (create, "name", name);
  sr_act_set (create, "roles", posts[post].roles);
  sr_act_set (create, "team", get_team_name (self, team_keys[posts[post].team]));
  sr_act_set (create, "phone", phone);

  return act (self, create, NULL, error);
}

/* The first manager does a bit of everything. */
static void
list_staff (SrDemo *self)
{
  GPtrArray *rows = sr_configuration_get_rows (self->configuration, &sr_staff_kind);

  for (guint i = 0; i < rows->len; i++)
    {
      const SrRow *row = g_ptr_array_index (rows, i);
      SrDemoStaff staff = { 0 };

      staff.id = sr_row_get_id (row);
      staff.team = sr_row_get_integer (row, SR_STAFF_TEAM);
      staff.roles = sr_roles_from_list (sr_row_get_text (row, SR_STAFF_ROLES));
      staff.login = sr_row_get_text (row, SR_STAFF_LOGIN);
      staff.hand = 0.7 + 0.1 * sr_demo_below (self, 8);
      g_array_append_val (self->staff, staff);
    }
}

static char *
make_mail (guint number)
{
  return g_strdup_printf ("[\"y%05u@hengyuan.example\"]", number);
}

static SrRow *
load_customer (SrDemo  *self,
               gint64   id,
               GError **error)
{
  return sr_table_load (sr_gate_get_connection (self->gate), &sr_customer_kind, id, error);
}

static gboolean
make_customer (SrDemo  *self,
               guint    number,
               GError **error)
{
  g_autoptr (SrDemoTalk) talk = sr_demo_talk_new (self->words, -1);
  SrAct *create = sr_act_new (&sr_customer_kind, 0, "create");
  g_autofree char *extension = g_strdup_printf ("%u", 3000 + number % 6000);
  g_autofree char *mobile = make_mobile (self);
  g_autofree char *phones = sr_demo_chance (self, 75)
                            ? g_strdup_printf ("[\"%s\",\"%s\"]", extension, mobile)
                            : g_strdup_printf ("[\"%s\"]", mobile);
  g_autofree char *name = make_name (self);
  g_autofree char *mail = make_mail (number);
  SrDemoCustomer customer = { 0 };
  gint64 id = 0;

  sr_act_set (create, "name", name);
  sr_act_set (create, "organisation", self->company);
  sr_act_set (create, "department", sr_demo_talk_say (talk, "department", self->rand));
  sr_act_set (create, "place", sr_demo_talk_say (talk, "home", self->rand));
  sr_act_set (create, "phones", phones);
  if (sr_demo_chance (self, 60))
    sr_act_set (create, "emails", mail);
  if (sr_demo_chance (self, 2))
    sr_act_set (create, "level", "vip");

  if (!act (self, create, &id, error))
    return FALSE;

  customer.row = load_customer (self, id, error);
  if (customer.row == NULL)
    return FALSE;

  customer.name = sr_row_get_text (customer.row, SR_CUSTOMER_NAME);
  customer.place = sr_row_get_text (customer.row, SR_CUSTOMER_PLACE);
  customer.department = sr_row_get_text (customer.row, SR_CUSTOMER_DEPARTMENT);
  customer.phone = g_strdup (phones[2] == '3' && strlen (phones) > 16 ? extension : mobile);
  g_array_append_val (self->customers, customer);

  return TRUE;
}

static gboolean
make_customers (SrDemo  *self,
                GError **error)
{
  guint n_customers = CUSTOMERS_MIN + self->options->size / REQUESTS_FOR_ONE_CUSTOMER;
  g_autoptr (SrDemoTalk) talk = sr_demo_talk_new (self->words, -1);
  SrAct *create = sr_act_new (&sr_customer_kind, 0, "create");

  self->company = g_strdup (sr_demo_talk_say (talk, "company", self->rand));
  sr_act_set (create, "name", self->company);
  sr_act_set (create, "kind", "org");
  if (!act (self, create, NULL, error))
    return FALSE;

  for (guint i = 0; i < MIN (n_customers, CUSTOMERS_MAX); i++)
    {
      if (!make_customer (self, i, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
make_all (SrDemo  *self,
          GError **error)
{
  guint n_staff = STAFF_MIN + self->options->size / REQUESTS_FOR_ONE_MORE;
  const SrRow *calendar = g_ptr_array_index (sr_configuration_get_rows (self->configuration,
                                                                        &sr_calendar_kind), 0);

  if (!name_row (self, calendar, sr_demo_words_get_calendar (self->words), NULL,
                 error) ||
      !make_teams (self, error) ||
      !name_types (self, error) ||
      !name_codes (self, &sr_cause_kind, "causes", error) ||
      !name_codes (self, &sr_resolution_kind, "resolutions", error))
    return FALSE;

  /* One is there: the first manager. */
  for (guint i = 1; i < MIN (n_staff, STAFF_MAX); i++)
    {
      if (!make_staff (self, i - 1, error))
        return FALSE;
    }

  return make_customers (self, error);
}

/**
 * sr_demo_people_make:
 *
 * Gives the new room teams, staff and customers, and what is in it Chinese names; by the gate, as the
 * first manager, in one transaction.
 *
 * Returns: %TRUE if all is there
 */
gboolean
sr_demo_people_make (SrDemo  *self,
                     GError **error)
{
  g_autoptr (SrConfiguration) configuration = NULL;
  gboolean is_made;

  if (!sr_gate_begin (self->gate, error))
    return FALSE;

  /* Each act may make another one. */
  configuration = sr_configuration_ref (sr_gate_get_configuration (self->gate, NULL));
  self->configuration = configuration;
  is_made = make_all (self, error);
  if (!is_made)
    {
      sr_gate_end (self->gate, FALSE, NULL);
      return FALSE;
    }
  if (!sr_gate_end (self->gate, TRUE, error))
    return FALSE;

  self->configuration = sr_gate_get_configuration (self->gate, error);
  if (self->configuration == NULL)
    return FALSE;

  self->calendar = sr_configuration_get_calendar (self->configuration, 0);
  list_staff (self);

  return TRUE;
}

/**
 * sr_demo_people_pick:
 * @roles: one of these at least
 * @team: a team, or 0 for any
 * @but: somebody else than this person, 0 for anybody
 *
 * Returns: (transfer none): somebody; whoever has the role if the team has nobody
 */
const SrDemoStaff *
sr_demo_people_pick (SrDemo  *self,
                     SrRoles  roles,
                     gint64   team,
                     gint64   but)
{
  for (guint try = 0; try < 200; try++)
    {
      const SrDemoStaff *staff = &g_array_index (self->staff, SrDemoStaff,
                                                 sr_demo_below (self, self->staff->len));

      if ((staff->roles & roles) != 0 && staff->id != but &&
          (team == 0 || staff->team == team || try > 100 ||
           (staff->team == 0 && sr_demo_chance (self, 40))))
        return staff;
    }

  return &g_array_index (self->staff, SrDemoStaff, 0);
}

/**
 * sr_demo_customer_clear:
 * @data: a #SrDemoCustomer
 */
void
sr_demo_customer_clear (gpointer data)
{
  SrDemoCustomer *customer = data;

  sr_row_free (customer->row);
  g_free (customer->phone);
}
