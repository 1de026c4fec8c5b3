/* What the rules read: staff, teams, types, codes, targets, parameters, calendars.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-configuration"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "room/sr-configuration.h"
#include "storage/sr-table.h"

static const SrRecordKind *const kept_kinds[] = {
  &sr_team_kind,
  &sr_staff_kind,
  &sr_calendar_kind,
  &sr_calendar_exception_kind,
  &sr_service_type_kind,
  &sr_cause_kind,
  &sr_resolution_kind,
  &sr_policy_kind,
  &sr_target_kind,
  &sr_parameter_kind,
  &sr_saved_view_kind,
  &sr_request_template_kind,
  &sr_playbook_kind,
  &sr_playbook_step_kind,
};

struct _SrConfiguration
{
  gatomicrefcount ref_count;

  GPtrArray  *rows[G_N_ELEMENTS (kept_kinds)];   /* of SrRow, in order of id */
  GHashTable *by_id[G_N_ELEMENTS (kept_kinds)];  /* id (gint64) -> borrowed SrRow */
  GHashTable *calendars;                         /* id (gint64) -> SrCalendar */
  GHashTable *targets;                           /* policy (gint64) -> GPtrArray of borrowed SrRow */
  SrCalendar *always;
};

static int
kind_index (const SrRecordKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kept_kinds); i++)
    {
      if (kept_kinds[i] == kind)
        return i;
    }

  return -1;
}

static gint64 *
key_new (gint64 id)
{
  gint64 *key = g_new (gint64, 1);

  *key = id;

  return key;
}

static SrConfiguration *
configuration_new (void)
{
  SrConfiguration *self = g_new0 (SrConfiguration, 1);

  g_atomic_ref_count_init (&self->ref_count);
  for (guint i = 0; i < G_N_ELEMENTS (kept_kinds); i++)
    self->by_id[i] = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->calendars = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                           (GDestroyNotify) sr_calendar_unref);
  self->targets = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                         (GDestroyNotify) g_ptr_array_unref);

  return self;
}

/**
 * sr_configuration_ref:
 *
 * Returns: (transfer full): the same configuration
 */
SrConfiguration *
sr_configuration_ref (SrConfiguration *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * sr_configuration_unref:
 * @self: (transfer full):
 */
void
sr_configuration_unref (SrConfiguration *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (kept_kinds); i++)
    {
      g_hash_table_unref (self->by_id[i]);
      g_clear_pointer (&self->rows[i], g_ptr_array_unref);
    }
  g_hash_table_unref (self->calendars);
  g_hash_table_unref (self->targets);
  g_clear_pointer (&self->always, sr_calendar_unref);
  g_free (self);
}

/* A calendar is dear to make: what it has counted of its years is kept while its version stands. */
static SrCalendar *
find_same_calendar (SrConfiguration *previous,
                    const SrRow     *row)
{
  const SrRow *old;
  SrCalendar *calendar;

  if (previous == NULL)
    return NULL;

  old = sr_configuration_find (previous, &sr_calendar_kind, sr_row_get_id (row));
  if (old == NULL || !sr_row_equal (old, row))
    return NULL;

  calendar = sr_configuration_get_calendar (previous, sr_row_get_id (row));

  return calendar != NULL ? sr_calendar_ref (calendar) : NULL;
}

static gboolean
make_calendars (SrConfiguration  *self,
                SrConfiguration  *previous,
                GError          **error)
{
  GPtrArray *calendars = sr_configuration_get_rows (self, &sr_calendar_kind);
  GPtrArray *exceptions = sr_configuration_get_rows (self, &sr_calendar_exception_kind);

  for (guint i = 0; i < calendars->len; i++)
    {
      const SrRow *row = g_ptr_array_index (calendars, i);
      SrCalendar *calendar = find_same_calendar (previous, row);

      if (calendar == NULL)
        calendar = sr_calendar_from_rows (row, exceptions, error);
      if (calendar == NULL)
        return FALSE;

      g_hash_table_insert (self->calendars, key_new (sr_row_get_id (row)), calendar);
      if (self->always == NULL)
        {
          self->always = sr_calendar_new_always (sr_row_get_text (row, SR_CALENDAR_ZONE), error);
          if (self->always == NULL)
            return FALSE;
        }
    }

  return TRUE;
}

static void
group_targets (SrConfiguration *self)
{
  GPtrArray *policies = sr_configuration_get_rows (self, &sr_policy_kind);
  GPtrArray *targets = sr_configuration_get_rows (self, &sr_target_kind);

  for (guint i = 0; i < policies->len; i++)
    {
      gint64 policy = sr_row_get_id (g_ptr_array_index (policies, i));
      GPtrArray *own = g_ptr_array_new ();

      for (guint t = 0; t < targets->len; t++)
        {
          SrRow *target = g_ptr_array_index (targets, t);

          if (sr_row_get_integer (target, SR_TARGET_POLICY) == policy)
            g_ptr_array_add (own, target);
        }
      g_hash_table_insert (self->targets, key_new (policy), own);
    }
}

static gboolean
load_kind (SrConfiguration  *self,
           SrConnection     *connection,
           guint             kind,
           GError          **error)
{
  self->rows[kind] = sr_table_load_all (connection, kept_kinds[kind], error);
  if (self->rows[kind] == NULL)
    return FALSE;

  for (guint i = 0; i < self->rows[kind]->len; i++)
    {
      SrRow *row = g_ptr_array_index (self->rows[kind], i);

      g_hash_table_insert (self->by_id[kind], key_new (sr_row_get_id (row)), row);
    }

  return TRUE;
}

static void
share_kind (SrConfiguration *self,
            SrConfiguration *previous,
            guint            kind)
{
  g_hash_table_unref (self->by_id[kind]);
  self->by_id[kind] = g_hash_table_ref (previous->by_id[kind]);
  self->rows[kind] = g_ptr_array_ref (previous->rows[kind]);
}

/**
 * sr_configuration_load:
 * @connection: a connection; what it reads is one state if the caller is in a transaction
 *
 * Returns: (transfer full) (nullable): the configuration, or %NULL with an error
 */
SrConfiguration *
sr_configuration_load (SrConnection  *connection,
                       GError       **error)
{
  return sr_configuration_reload (connection, NULL, SR_CONFIGURATION_ALL, error);
}

/**
 * sr_configuration_get_bit:
 *
 * Returns: the bit that stands for the kind, 0 for one that is not kept here
 */
guint
sr_configuration_get_bit (const SrRecordKind *kind)
{
  int index = kind_index (kind);

  return index >= 0 ? 1u << index : 0;
}

/**
 * sr_configuration_reload:
 * @previous: (nullable): a configuration of the same room
 * @kinds: bits of the kinds that have changed since; all others are shared with @previous
 *
 * A room has hundreds of days and few of anything else: who knows what changed need not read all.
 *
 * Returns: (transfer full) (nullable): the configuration, or %NULL with an error
 */
SrConfiguration *
sr_configuration_reload (SrConnection     *connection,
                         SrConfiguration  *previous,
                         guint             kinds,
                         GError          **error)
{
  g_autoptr (SrConfiguration) self = configuration_new ();

  for (guint k = 0; k < G_N_ELEMENTS (kept_kinds); k++)
    {
      if (previous != NULL && (kinds & (1u << k)) == 0)
        share_kind (self, previous, k);
      else if (!load_kind (self, connection, k, error))
        return NULL;
    }

  if (!make_calendars (self, previous, error))
    return NULL;

  group_targets (self);

  return g_steal_pointer (&self);
}

/**
 * sr_configuration_has_kind:
 *
 * Returns: %TRUE if records of this kind are part of a configuration
 */
gboolean
sr_configuration_has_kind (const SrRecordKind *kind)
{
  return kind_index (kind) >= 0;
}

/**
 * sr_configuration_get_rows:
 * @kind: a kind that is kept here
 *
 * Returns: (transfer none) (element-type SrRow): all of them in order of id
 */
GPtrArray *
sr_configuration_get_rows (SrConfiguration    *self,
                           const SrRecordKind *kind)
{
  int index = kind_index (kind);

  g_return_val_if_fail (index >= 0, NULL);

  return self->rows[index];
}

/**
 * sr_configuration_find:
 * @kind: a kind that is kept here
 *
 * Returns: (transfer none) (nullable): the record of that id
 */
const SrRow *
sr_configuration_find (SrConfiguration    *self,
                       const SrRecordKind *kind,
                       gint64              id)
{
  int index = kind_index (kind);

  g_return_val_if_fail (index >= 0, NULL);

  return g_hash_table_lookup (self->by_id[index], &id);
}

/**
 * sr_configuration_find_text:
 * @kind: a kind that is kept here
 * @text: what names the record: login, code, key or name
 *
 * Returns: (transfer none) (nullable): the record; the identity goes before the name
 */
const SrRow *
sr_configuration_find_text (SrConfiguration    *self,
                            const SrRecordKind *kind,
                            const char         *text)
{
  GPtrArray *rows = sr_configuration_get_rows (self, kind);
  int fields[2] = { sr_record_kind_get_identity (kind), sr_record_kind_find_field (kind, "name") };

  for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
    {
      for (guint i = 0; fields[f] >= 0 && i < rows->len; i++)
        {
          if (sr_row_is (g_ptr_array_index (rows, i), fields[f], text))
            return g_ptr_array_index (rows, i);
        }
    }

  return NULL;
}

/**
 * sr_configuration_get_calendar_id:
 *
 * Returns: the id of the room's own calendar, 0 in a room that has none
 */
gint64
sr_configuration_get_calendar_id (SrConfiguration *self)
{
  GPtrArray *calendars = sr_configuration_get_rows (self, &sr_calendar_kind);

  return calendars->len > 0 ? sr_row_get_id (g_ptr_array_index (calendars, 0)) : 0;
}

/**
 * sr_configuration_get_calendar:
 * @id: a calendar, or 0 for the room's own
 *
 * Returns: (transfer none) (nullable): the calendar
 */
SrCalendar *
sr_configuration_get_calendar (SrConfiguration *self,
                               gint64           id)
{
  if (id == 0)
    id = sr_configuration_get_calendar_id (self);

  return g_hash_table_lookup (self->calendars, &id);
}

/**
 * sr_configuration_get_zone:
 *
 * Returns: (transfer none): the room's IANA zone
 */
const char *
sr_configuration_get_zone (SrConfiguration *self)
{
  return self->always != NULL ? sr_calendar_get_zone (self->always) : "UTC";
}

static gint64
policy_in_force (SrConfiguration *self,
                 gint64           at)
{
  GPtrArray *policies = sr_configuration_get_rows (self, &sr_policy_kind);
  const SrRow *best = NULL;

  gint64 best_from = G_MININT64;

  /* Before the first one came into force, the first one holds; of two of one instant, the later one. */
  for (guint i = 0; i < policies->len; i++)
    {
      const SrRow *policy = g_ptr_array_index (policies, i);
      gint64 from = sr_row_get_integer (policy, SR_POLICY_EFFECTIVE_FROM);

      if (best == NULL || (from <= at && from >= best_from))
        {
          best = policy;
          best_from = from <= at ? from : G_MININT64;
        }
    }

  return best != NULL ? sr_row_get_id (best) : 0;
}

static gint64
calendar_of_type (SrConfiguration *self,
                  gint64           service_type)
{
  const SrRow *type = sr_configuration_find (self, &sr_service_type_kind, service_type);

  /* A tree of types is shallow; the bound only guards against a ring. */
  for (guint depth = 0; type != NULL && depth < 16; depth++)
    {
      gint64 calendar = sr_row_get_integer (type, SR_SERVICE_TYPE_CALENDAR);

      if (calendar != 0)
        return calendar;
      type = sr_configuration_find (self, &sr_service_type_kind,
                                    sr_row_get_integer (type, SR_SERVICE_TYPE_PARENT));
    }

  return sr_configuration_get_calendar_id (self);
}

/**
 * sr_configuration_get_setting:
 * @service_type: the type of the request, 0 if it is not known
 * @policy: the policy of an existing record, 0 for the one in force at @at
 * @at: an instant, seconds in UTC
 * @setting: (out caller-allocates): filled with what is borrowed from @self
 */
void
sr_configuration_get_setting (SrConfiguration *self,
                              gint64           service_type,
                              gint64           policy,
                              gint64           at,
                              SrSetting       *setting)
{
  gint64 calendar_id = calendar_of_type (self, service_type);
  const SrRow *calendar = sr_configuration_find (self, &sr_calendar_kind, calendar_id);

  setting->policy = policy != 0 ? policy : policy_in_force (self, at);
  setting->targets = g_hash_table_lookup (self->targets, &setting->policy);
  setting->parameters = sr_configuration_get_rows (self, &sr_parameter_kind);
  setting->service_types = sr_configuration_get_rows (self, &sr_service_type_kind);
  setting->playbooks = sr_configuration_get_rows (self, &sr_playbook_kind);
  setting->playbook_steps = sr_configuration_get_rows (self, &sr_playbook_step_kind);
  setting->calendar_id = calendar_id;
  setting->calendar_version = calendar != NULL
                                ? sr_row_get_integer (calendar, SR_CALENDAR_VERSION) : 0;
  setting->calendar = sr_configuration_get_calendar (self, calendar_id);
  setting->always = self->always;
}

/**
 * sr_configuration_get_setting_of:
 * @request: a row of kind request that is stored
 * @setting: (out caller-allocates): what holds for it; borrowed from @self
 */
void
sr_configuration_get_setting_of (SrConfiguration *self,
                                 const SrRow     *request,
                                 SrSetting       *setting)
{
  sr_configuration_get_setting (self, sr_row_get_integer (request, SR_REQUEST_TYPE),
                                sr_row_get_integer (request, SR_REQUEST_POLICY), 0, setting);
}

/**
 * sr_configuration_get_label:
 * @kind: the name of a kind that is kept here
 * @id: the id of a record
 *
 * Returns: (transfer none): its name, else its identity; empty if there is none
 */
const char *
sr_configuration_get_label (SrConfiguration *self,
                            const char      *kind,
                            gint64           id)
{
  const SrRecordKind *record_kind = sr_record_kind_find (kind);
  const SrRow *row = sr_configuration_find (self, record_kind, id);
  int field;

  if (row == NULL)
    return "";

  field = sr_record_kind_find_field (record_kind, "name");
  if (field < 0)
    field = sr_record_kind_get_identity (record_kind);

  return field >= 0 && !sr_row_is_null (row, field) ? sr_row_get_text (row, field) : "";
}
