/* Gathers what a rule needs to know about one record.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-situation-holder"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "room/sr-gate-private.h"
#include "storage/service/sr-relation-table.h"
#include "storage/service/sr-request-table.h"
#include "storage/sr-table.h"

struct _SrSituationHolder
{
  SrSituation      situation;
  SrSetting        setting;

  /* Owned */
  SrConfiguration *configuration;
  SrRow           *subject;
  SrRow           *related;
  SrRow           *earlier;
  GPtrArray       *children;
  GHashTable      *payload;
  char            *reason;
};

static const SrRecordKind *const request_children[] = {
  &sr_contact_kind,
  &sr_note_kind,
  &sr_attachment_kind,
  &sr_hand_off_kind,
  &sr_clock_kind,
  &sr_clock_interval_kind,
  &sr_follower_kind,
  &sr_snooze_kind,
  &sr_checked_step_kind,
  &sr_review_kind,
};

static gboolean
load_children (SrSituationHolder  *self,
               SrConnection       *connection,
               GError            **error)
{
  gint64 request = sr_row_get_id (self->subject);
  g_autoptr (GPtrArray) links = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (request_children); i++)
    {
      g_autoptr (GPtrArray) rows = sr_table_load_children (connection, request_children[i],
                                                           request, error);

      if (rows == NULL)
        return FALSE;

      g_ptr_array_extend_and_steal (self->children, g_steal_pointer (&rows));
    }

  links = sr_relation_table_load_links (connection, request, error);
  if (links == NULL)
    return FALSE;
  g_ptr_array_extend_and_steal (self->children, g_steal_pointer (&links));

  return sr_request_table_count_open_children (connection, request,
                                               &self->situation.open_children, error);
}

/* What of the payload names another request that rules ask about. */
static const char *const related_names[] = { "duplicate_of", "parent", "link.target" };

static const SrValue *
find_related (GHashTable *payload)
{
  for (guint i = 0; i < G_N_ELEMENTS (related_names); i++)
    {
      const SrValue *value = g_hash_table_lookup (payload, related_names[i]);

      if (value != NULL && value->type == SR_VALUE_INTEGER)
        return value;
    }

  return NULL;
}

static gboolean
load_related (SrSituationHolder  *self,
              SrConnection       *connection,
              GError            **error)
{
  const SrValue *target = find_related (self->payload);
  g_autoptr (GError) local_error = NULL;

  if (target == NULL)
    return TRUE;

  self->related = sr_table_load (connection, &sr_request_kind, target->integer, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (self->subject == NULL || !g_hash_table_contains (self->payload, "parent"))
    return TRUE;

  return sr_relation_table_is_part (connection, target->integer, sr_row_get_id (self->subject),
                                    &self->situation.related_is_part, error);
}

/* More days than hold so many working days, public holidays among them; what lies before needs no
 * counting. */
static gint64
get_repeat_start (const SrSetting *setting,
                  gint64           received_at)
{
  gint64 workdays = sr_setting_get_integer (setting, "repeat_workdays", SR_REPEAT_WORKDAYS);

  return received_at - (MAX (workdays, 0) * 7 + 31) * 24 * 3600;
}

static gboolean
load_earlier (SrSituationHolder  *self,
              SrConnection       *connection,
              gint64              now,
              GError            **error)
{
  const SrValue *customer = g_hash_table_lookup (self->payload, "customer");
  const SrValue *type = g_hash_table_lookup (self->payload, "type");
  const SrValue *given = g_hash_table_lookup (self->payload, "received_at");
  gint64 received_at = given != NULL && given->type == SR_VALUE_INTEGER ? given->integer : now;
  g_autoptr (GError) local_error = NULL;

  if (customer == NULL || customer->type != SR_VALUE_INTEGER || type == NULL ||
      type->type != SR_VALUE_INTEGER)
    return TRUE;

  self->earlier = sr_relation_table_find_earlier (connection, customer->integer, type->integer,
                                                  get_repeat_start (&self->setting, received_at),
                                                  received_at, &local_error);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gint64
integer_of (GHashTable  *payload,
            const char  *name,
            const SrRow *row,
            guint        field)
{
  const SrValue *value = g_hash_table_lookup (payload, name);

  if (value != NULL && value->type == SR_VALUE_INTEGER)
    return value->integer;

  return row != NULL ? sr_row_get_integer (row, field) : 0;
}

static void
free_value (gpointer value)
{
  sr_value_clear (value);
  g_free (value);
}

static void
set_actor (SrSituation *situation,
           const SrRow *staff)
{
  if (staff == NULL)
    {
      situation->roles = SR_ROLE_ROOM;
      return;
    }

  situation->staff = sr_row_get_id (staff);
  situation->staff_team = sr_row_get_integer (staff, SR_STAFF_TEAM);
  situation->roles = sr_roles_from_list (sr_row_get_text (staff, SR_STAFF_ROLES));
}

SrSituationHolder *
sr_situation_holder_new_loaded (SrConfiguration *configuration,
                                const SrRow     *staff,
                                const SrRow     *request,
                                GPtrArray       *children,
                                guint            open_children,
                                gint64           now)
{
  SrSituationHolder *self = g_new0 (SrSituationHolder, 1);
  SrSituation *situation = &self->situation;

  self->configuration = sr_configuration_ref (configuration);
  self->children = g_ptr_array_ref (children);
  self->subject = sr_row_copy (request);
  sr_configuration_get_setting_of (configuration, request, &self->setting);

  situation->subject = self->subject;
  situation->children = self->children;
  situation->open_children = open_children;
  situation->now = now;
  situation->setting = &self->setting;
  set_actor (situation, staff);

  return self;
}

SrSituationHolder *
sr_situation_holder_new_for_act (SrConnection     *connection,
                                 SrConfiguration  *configuration,
                                 const SrRow      *staff,
                                 const SrRow      *subject,
                                 const SrAct      *act,
                                 GHashTable       *payload,
                                 gint64            now,
                                 GError          **error)
{
  g_autoptr (SrSituationHolder) self = g_new0 (SrSituationHolder, 1);
  SrSituation *situation = &self->situation;
  gboolean is_request = subject != NULL && sr_row_get_kind (subject) == &sr_request_kind;

  self->configuration = sr_configuration_ref (configuration);
  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_row_free);
  self->payload = payload != NULL
                    ? payload : g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_value);
  self->subject = subject != NULL ? sr_row_copy (subject) : NULL;

  if (is_request && !load_children (self, connection, error))
    return NULL;
  if (!load_related (self, connection, error))
    return NULL;

  if (is_request || act == NULL || act->kind == &sr_request_kind)
    sr_configuration_get_setting (configuration,
                                  integer_of (self->payload, "type",
                                              is_request ? subject : NULL, SR_REQUEST_TYPE),
                                  is_request ? sr_row_get_integer (subject, SR_REQUEST_POLICY) : 0,
                                  now, &self->setting);
  else
    sr_configuration_get_setting (configuration, 0, 0, now, &self->setting);

  if (act != NULL && act->kind == &sr_request_kind && subject == NULL &&
      !load_earlier (self, connection, now, error))
    return NULL;

  situation->subject = self->subject;
  situation->children = self->children;
  situation->related = self->related;
  situation->earlier = self->earlier;
  situation->payload = self->payload;
  situation->now = now;
  situation->setting = &self->setting;

  set_actor (situation, staff);

  if (act != NULL)
    {
      self->reason = g_strdup (act->reason);
      situation->reason = self->reason;
      situation->from_source = act->source != NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * sr_situation_holder_new:
 * @connection: any connection; used during the call only
 * @configuration: the room's
 * @staff: (nullable): who would act; %NULL for the room itself
 * @subject: (nullable): the record
 * @now: seconds in UTC
 *
 * Returns: (transfer full) (nullable): what the rules would be asked about @subject, or %NULL with an
 *   error of the storage
 */
SrSituationHolder *
sr_situation_holder_new (SrConnection     *connection,
                         SrConfiguration  *configuration,
                         const SrRow      *staff,
                         const SrRow      *subject,
                         gint64            now,
                         GError          **error)
{
  return sr_situation_holder_new_for_act (connection, configuration, staff, subject, NULL, NULL,
                                          now, error);
}

/* For a split: what came of it, once that is stored. Takes @related. */
void
sr_situation_holder_take_related (SrSituationHolder *self,
                                  SrRow             *related)
{
  sr_row_free (self->related);
  self->related = related;
  self->situation.related = related;
}

/**
 * sr_situation_holder_get:
 *
 * Returns: (transfer none): the situation; it lives as long as @self
 */
const SrSituation *
sr_situation_holder_get (SrSituationHolder *self)
{
  return &self->situation;
}

/**
 * sr_situation_holder_free:
 * @self: (nullable) (transfer full):
 */
void
sr_situation_holder_free (SrSituationHolder *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_clear_pointer (&self->payload, g_hash_table_unref);
  sr_row_free (self->subject);
  sr_row_free (self->related);
  sr_row_free (self->earlier);
  g_free (self->reason);
  sr_configuration_unref (self->configuration);
  g_free (self);
}
