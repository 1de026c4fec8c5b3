/* A room in memory with one request, for tests of the rules.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service-fixture.h"

#define ZONE "Asia/Shanghai"

static void
value_free (gpointer data)
{
  sr_value_clear (data);
  g_free (data);
}

/* What -n refers to: the rows get their place, counted from 1, as their id. */
static void
resolve_references (SrRow *row)
{
  const SrRecordKind *kind = sr_row_get_kind (row);

  for (guint i = SR_N_COMMON_FIELDS; i < kind->n_fields; i++)
    {
      if (kind->fields[i].type == SR_FIELD_REFERENCE && sr_row_get_integer (row, i) < 0)
        sr_row_set_integer (row, i, -sr_row_get_integer (row, i));
    }
}

static void
load_defaults (Fixture *self)
{
  self->defaults = sr_defaults_new (self->now);
  self->setting.targets = g_ptr_array_new ();
  self->setting.parameters = g_ptr_array_new ();
  self->setting.service_types = g_ptr_array_new ();
  self->setting.playbooks = g_ptr_array_new ();
  self->setting.playbook_steps = g_ptr_array_new ();

  for (guint i = 0; i < self->defaults->len; i++)
    {
      SrRow *row = g_ptr_array_index (self->defaults, i);
      const SrRecordKind *kind = sr_row_get_kind (row);

      sr_row_set_integer (row, SR_COMMON_ID, i + 1);
      resolve_references (row);
      if (kind == &sr_target_kind)
        g_ptr_array_add (self->setting.targets, row);
      else if (kind == &sr_parameter_kind)
        g_ptr_array_add (self->setting.parameters, row);
      else if (kind == &sr_service_type_kind)
        g_ptr_array_add (self->setting.service_types, row);
      else if (kind == &sr_playbook_kind)
        g_ptr_array_add (self->setting.playbooks, row);
      else if (kind == &sr_playbook_step_kind)
        g_ptr_array_add (self->setting.playbook_steps, row);
      else if (kind == &sr_policy_kind)
        self->setting.policy = i + 1;
      else if (kind == &sr_calendar_kind)
        self->setting.calendar_id = i + 1;
    }
}

Fixture *
fixture_new (const char *now)
{
  Fixture *self = g_new0 (Fixture, 1);

  self->setting.calendar = fixture_china ();
  self->setting.always = sr_calendar_new_always (ZONE, NULL);
  self->setting.calendar_version = 1;
  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_row_free);
  self->next_id = 1000;
  fixture_at (self, now);
  fixture_as (self, MANAGER_ZHAO, SR_ROLE_DESK | SR_ROLE_HANDLER | SR_ROLE_MANAGER);
  load_defaults (self);

  return self;
}

void
fixture_free (Fixture *self)
{
  g_ptr_array_unref (self->setting.targets);
  g_ptr_array_unref (self->setting.parameters);
  g_ptr_array_unref (self->setting.service_types);
  g_ptr_array_unref (self->setting.playbooks);
  g_ptr_array_unref (self->setting.playbook_steps);
  sr_calendar_unref (self->setting.calendar);
  sr_calendar_unref (self->setting.always);
  g_ptr_array_unref (self->defaults);
  g_ptr_array_unref (self->children);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  sr_row_free (self->request);
  sr_row_free (self->related);
  g_free (self);
}

void
fixture_at (Fixture    *self,
            const char *now)
{
  self->now = fixture_instant (self->setting.calendar, now);
}

void
fixture_as (Fixture *self,
            gint64   staff,
            SrRoles  roles)
{
  self->staff = staff;
  self->roles = roles;
}

const SrRow *
fixture_find (Fixture            *self,
              const SrRecordKind *kind,
              const char         *identity)
{
  int field = sr_record_kind_get_identity (kind);

  for (guint i = 0; i < self->defaults->len; i++)
    {
      const SrRow *row = g_ptr_array_index (self->defaults, i);

      if (sr_row_get_kind (row) == kind && sr_row_is (row, field, identity))
        return row;
    }

  return NULL;
}

void
fixture_set_calendar (Fixture    *self,
                      SrCalendar *calendar)
{
  sr_calendar_unref (self->setting.calendar);
  self->setting.calendar = calendar;
  self->setting.calendar_version++;
}

void
fixture_set_parameter (Fixture    *self,
                       const char *key,
                       const char *value)
{
  SrRow *row = (SrRow *) fixture_find (self, &sr_parameter_kind, key);

  sr_row_set_text (row, SR_PARAMETER_VALUE, value);
}

static void
parse_one (Fixture        *self,
           const SrAction *action,
           GHashTable     *values,
           const char     *name,
           const char     *text)
{
  SrValue *value = g_new0 (SrValue, 1);
  const SrField *field = NULL;
  g_autoptr (GError) error = NULL;

  for (const SrActionInput *input = action->inputs; input->field != NULL; input++)
    {
      if (g_str_equal (input->field, name))
        field = sr_action_input_field (&sr_request_kind, input, NULL);
    }

  if (field == NULL)
    {
      sr_value_set_text (value, text);
    }
  else
    {
      sr_field_parse (field, text, ZONE, value, &error);
      g_assert_no_error (error);
      if (field->type == SR_FIELD_REFERENCE && value->type == SR_VALUE_TEXT)
        {
          const SrRow *row = fixture_find (self, sr_record_kind_find (field->reference),
                                           value->text);

          if (row != NULL)
            sr_value_set_integer (value, sr_row_get_id (row));
        }
    }

  g_hash_table_insert (values, g_strdup (name), value);
}

static GHashTable *
parse_payload (Fixture        *self,
               const SrAction *action,
               SrPayload      *payload)
{
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, value_free);
  GHashTableIter iter;
  gpointer name;
  gpointer text;

  g_hash_table_iter_init (&iter, payload);
  while (g_hash_table_iter_next (&iter, &name, &text))
    parse_one (self, action, values, name, text);

  return values;
}

static SrSituation
get_situation (Fixture    *self,
               GHashTable *payload)
{
  SrSituation situation = { 0 };

  situation.subject = self->request;
  situation.children = self->children;
  situation.open_children = self->open_children;
  situation.related = self->related;
  situation.payload = payload;
  situation.reason = self->reason;
  situation.staff = self->staff;
  situation.staff_team = self->staff_team;
  situation.roles = self->roles;
  situation.now = self->now;
  situation.from_source = self->from_source;
  situation.setting = &self->setting;

  return situation;
}

/* Replaces -n by the id of the n-th change, as the gate does. */
static void
link_row (Fixture *self,
          SrRow   *row)
{
  const SrRecordKind *kind = sr_row_get_kind (row);

  for (guint i = SR_N_COMMON_FIELDS; i < kind->n_fields; i++)
    {
      gint64 reference = sr_row_get_integer (row, i);
      const SrChange *change;

      if (kind->fields[i].type != SR_FIELD_REFERENCE || reference >= 0)
        continue;

      g_assert_cmpint (-reference, <=, self->changes->len);
      change = g_ptr_array_index (self->changes, -reference - 1);
      sr_row_set_integer (row, i, sr_row_get_id (change->after));
    }
}

static void
store (Fixture *self,
       SrRow   *row)
{
  if (sr_row_get_kind (row) == &sr_request_kind)
    {
      sr_row_free (self->request);
      self->request = row;
      return;
    }

  for (guint i = 0; i < self->children->len; i++)
    {
      const SrRow *child = g_ptr_array_index (self->children, i);

      if (sr_row_get_id (child) == sr_row_get_id (row))
        {
          g_ptr_array_remove_index (self->children, i);
          g_ptr_array_insert (self->children, i, row);
          return;
        }
    }

  g_ptr_array_add (self->children, row);
}

/* Gives ids and stores; takes the changes. */
void
fixture_commit (Fixture   *self,
                GPtrArray *changes)
{
  if (self->changes != changes)
    g_clear_pointer (&self->changes, g_ptr_array_unref);
  self->changes = changes;

  for (guint i = 0; i < self->changes->len; i++)
    {
      SrChange *change = g_ptr_array_index (self->changes, i);

      if (change->before == NULL)
        sr_row_set_integer (change->after, SR_COMMON_ID, self->next_id++);
    }

  for (guint i = 0; i < self->changes->len; i++)
    {
      SrChange *change = g_ptr_array_index (self->changes, i);
      g_autoptr (GError) error = NULL;

      link_row (self, change->after);
      if (sr_row_get_kind (change->after) == &sr_request_kind)
        {
          sr_row_set_text (change->after, SR_REQUEST_NUMBER, "SR-2026-000001");
          sr_row_set_integer (change->after, SR_REQUEST_NUMBER_YEAR, 2026);
          sr_row_set_integer (change->after, SR_REQUEST_NUMBER_SERIAL, 1);
        }
      sr_row_validate (change->after, &error);
      g_assert_no_error (error);
      store (self, sr_row_copy (change->after));
    }

  fixture_verify (self);
}

gboolean
fixture_try_payload (Fixture    *self,
                     const char *name,
                     SrPayload  *payload,
                     GError    **error)
{
  const SrAction *action = sr_action_find (&sr_request_kind, name);
  g_autoptr (GHashTable) values = NULL;
  g_autoptr (GPtrArray) changes =
    g_ptr_array_new_with_free_func ((GDestroyNotify) sr_change_free);
  SrSituation situation;

  g_assert_nonnull (action);
  values = parse_payload (self, action, payload);
  situation = get_situation (self, values);

  if (!sr_action_perform (action, &sr_request_kind, &situation, changes, error))
    {
      g_assert_cmpuint (changes->len, ==, 0);
      return FALSE;
    }

  fixture_commit (self, g_steal_pointer (&changes));

  return TRUE;
}

gboolean
fixture_try (Fixture     *self,
             GError     **error,
             const char  *action,
             ...)
{
  g_autoptr (GHashTable) payload = sr_payload_new ();
  const char *name;
  va_list arguments;

  va_start (arguments, action);
  while ((name = va_arg (arguments, const char *)) != NULL)
    g_hash_table_insert (payload, g_strdup (name), g_strdup (va_arg (arguments, const char *)));
  va_end (arguments);

  return fixture_try_payload (self, action, payload, error);
}

gboolean
fixture_is_possible (Fixture     *self,
                     const char  *name,
                     GError     **error)
{
  SrSituation situation = get_situation (self, NULL);

  return sr_action_is_possible (sr_action_find (&sr_request_kind, name), &sr_request_kind,
                                &situation, error);
}

void
fixture_receive (Fixture    *self,
                 const char *priority)
{
  fixture_do (self, "receive", "customer", "#800", "channel", "phone", "type",
              "technical.computer", "title", "The printer does not print", "priority", priority);
}

void
fixture_work (Fixture *self)
{
  g_autofree char *owner = g_strdup_printf ("#%" G_GINT64_FORMAT, self->staff);

  fixture_do (self, "assign", "owner", owner);
  fixture_do (self, "accept");
  fixture_do (self, "start");
}

void
fixture_reach (Fixture *self)
{
  fixture_do (self, "contact", "contact.direction", "out", "contact.medium", "call",
              "contact.reached", "true", "contact.summary", "Told what comes next");
}

void
fixture_wait (Fixture    *self,
              const char *until)
{
  fixture_do (self, "wait_customer", "waiting_for", "Which printer it is", "waiting_until", until);
}

void
fixture_resolve (Fixture *self)
{
  if (fixture_count (self, &sr_contact_kind) == 0)
    fixture_reach (self);
  fixture_do (self, "resolve", "solution", "The cable is replaced", "resolution_code", "replaced",
              "cause_code", "wear");
}

void
fixture_reopen (Fixture *self)
{
  self->reason = "It fails again";
  fixture_do (self, "reopen");
  self->reason = NULL;
}

const SrRow *
fixture_clock_of (Fixture    *self,
                  const char *kind,
                  gint64      cycle)
{
  for (guint i = self->children->len; i > 0; i--)
    {
      const SrRow *child = g_ptr_array_index (self->children, i - 1);

      if (sr_row_get_kind (child) == &sr_clock_kind && sr_row_is (child, SR_CLOCK_KIND, kind) &&
          (cycle == 0 || sr_row_get_integer (child, SR_CLOCK_CYCLE) == cycle))
        return child;
    }

  return NULL;
}

const SrRow *
fixture_clock (Fixture    *self,
               const char *kind)
{
  return fixture_clock_of (self, kind, 0);
}

guint
fixture_count (Fixture            *self,
               const SrRecordKind *kind)
{
  guint n_rows = 0;

  for (guint i = 0; i < self->children->len; i++)
    {
      if (sr_row_get_kind (g_ptr_array_index (self->children, i)) == kind)
        n_rows++;
    }

  return n_rows;
}

const SrRow *
fixture_last (Fixture            *self,
              const SrRecordKind *kind)
{
  for (guint i = self->children->len; i > 0; i--)
    {
      const SrRow *child = g_ptr_array_index (self->children, i - 1);

      if (sr_row_get_kind (child) == kind)
        return child;
    }

  return NULL;
}

gint64
fixture_elapsed (Fixture    *self,
                 const char *kind)
{
  return sr_clock_row_elapsed (fixture_clock (self, kind), &self->setting, self->now);
}

/* Every clock is explained by its stretches. */
void
fixture_verify (Fixture *self)
{
  for (guint i = 0; i < self->children->len; i++)
    {
      const SrRow *clock = g_ptr_array_index (self->children, i);
      g_autoptr (GPtrArray) intervals = g_ptr_array_new ();
      g_autoptr (GError) error = NULL;

      if (sr_row_get_kind (clock) != &sr_clock_kind)
        continue;

      for (guint j = 0; j < self->children->len; j++)
        {
          SrRow *child = g_ptr_array_index (self->children, j);

          if (sr_row_get_kind (child) == &sr_clock_interval_kind &&
              sr_row_get_integer (child, SR_CLOCK_INTERVAL_CLOCK) == sr_row_get_id (clock))
            g_ptr_array_add (intervals, child);
        }

      sr_clock_row_verify (clock, intervals, &error);
      g_assert_no_error (error);
    }
}
