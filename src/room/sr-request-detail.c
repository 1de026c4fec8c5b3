/* All about one request, read at once.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-request-detail"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/sr-domain-error.h"
#include "room/sr-request-detail.h"
#include "storage/service/sr-customer-table.h"
#include "storage/sr-event-table.h"
#include "storage/sr-table.h"

#define RECENT_SECONDS (G_GINT64_CONSTANT (90) * 24 * 3600)

/* What is seen from the request that another one was merged into. */
static const SrRecordKind *const seen_kinds[] = {
  &sr_contact_kind,
  &sr_note_kind,
  &sr_attachment_kind,
  &sr_follower_kind,
};

static gboolean
load_merged (SrRequestDetail  *self,
             SrConnection     *connection,
             gint64            merged,
             GError          **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (seen_kinds); i++)
    {
      g_autoptr (GPtrArray) rows = sr_table_load_children (connection, seen_kinds[i], merged,
                                                           error);

      if (rows == NULL)
        return FALSE;

      g_ptr_array_extend_and_steal (self->merged_children, g_steal_pointer (&rows));
    }

  return TRUE;
}

/* The rules look at what is the request's own; people see the rest, too. */
static gboolean
load_children (SrRequestDetail  *self,
               SrConnection     *connection,
               GError          **error)
{
  self->merged_children = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_row_free);

  for (guint i = 0; i < self->relations->len; i++)
    {
      const SrRelation *relation = g_ptr_array_index (self->relations, i);

      if (relation->how == SR_RELATION_MERGED &&
          !load_merged (self, connection, relation->request, error))
        return FALSE;
    }

  self->children = g_ptr_array_new ();
  g_ptr_array_extend (self->children, sr_situation_holder_get (self->situation)->children, NULL,
                      NULL);
  g_ptr_array_extend (self->children, self->merged_children, NULL, NULL);

  return TRUE;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

static void
find_followers (SrRequestDetail *self,
                const SrRow     *staff,
                gint64           now)
{
  gint64 me = staff != NULL ? sr_row_get_id (staff) : 0;
  gint64 request = sr_row_get_id (self->request->row);

  self->followers = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->children->len; i++)
    {
      const SrRow *child = g_ptr_array_index (self->children, i);

      if (sr_row_get_kind (child) == &sr_follower_kind &&
          sr_row_get_integer (child, SR_FOLLOWER_ACTIVE) != 0)
        {
          gint64 who = sr_row_get_integer (child, SR_FOLLOWER_STAFF);
          const char *name = sr_configuration_get_label (self->configuration, "staff", who);

          if (who == me && sr_row_get_integer (child, SR_FOLLOWER_REQUEST) == request)
            self->follows = TRUE;
          if (!g_ptr_array_find_with_equal_func (self->followers, name, g_str_equal, NULL))
            g_ptr_array_add (self->followers, g_strdup (name));
        }
      else if (sr_row_get_kind (child) == &sr_snooze_kind &&
               sr_row_get_integer (child, SR_SNOOZE_STAFF) == me &&
               sr_row_is_null (child, SR_SNOOZE_ENDED_AT) &&
               sr_row_get_integer (child, SR_SNOOZE_UNTIL) > now)
        {
          self->snoozed_until = sr_row_get_integer (child, SR_SNOOZE_UNTIL);
        }
    }

  g_ptr_array_sort (self->followers, compare_names);
}

static gboolean
load_parts (SrRequestDetail  *self,
            SrConnection     *connection,
            const SrRow      *staff,
            gint64            now,
            GError          **error)
{
  const SrRow *row = self->request->row;
  gint64 id = sr_row_get_id (row);
  gint64 customer = sr_row_get_integer (row, SR_REQUEST_CUSTOMER);

  self->customer = sr_table_load (connection, &sr_customer_kind, customer, error);
  if (self->customer == NULL)
    return FALSE;

  self->events = sr_event_table_load_request (connection, id, error);
  if (self->events == NULL)
    return FALSE;

  self->situation = sr_situation_holder_new (connection, self->configuration, staff, row, now,
                                             error);
  if (self->situation == NULL)
    return FALSE;

  self->relations = sr_relation_table_load (connection, id, error);
  if (self->relations == NULL || !load_children (self, connection, error))
    return FALSE;

  find_followers (self, staff, now);

  return sr_customer_table_count (connection, customer, now - RECENT_SECONDS,
                                  &self->customer_open, &self->customer_recent, error);
}

/**
 * sr_request_detail_load:
 * @connection: any connection; used during the call only
 * @configuration: the room's
 * @staff: (nullable): who looks
 * @request: the id of a request
 * @now: seconds in UTC
 *
 * Returns: (transfer full) (nullable): all about the request, or %NULL with
 *   %SR_DOMAIN_ERROR_NOT_FOUND or %SR_STORE_ERROR
 */
SrRequestDetail *
sr_request_detail_load (SrConnection     *connection,
                        SrConfiguration  *configuration,
                        const SrRow      *staff,
                        gint64            request,
                        gint64            now,
                        GError          **error)
{
  g_autoptr (SrRequestDetail) self = g_new0 (SrRequestDetail, 1);
  g_autoptr (GError) local_error = NULL;

  self->configuration = sr_configuration_ref (configuration);

  self->request = sr_request_table_load (connection, request, &local_error);
  if (self->request == NULL)
    {
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      else
        g_set_error_literal (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_NOT_FOUND,
                             _("There is no such request."));
      return NULL;
    }

  if (!load_parts (self, connection, staff, now, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * sr_request_detail_free:
 * @self: (nullable) (transfer full):
 */
void
sr_request_detail_free (SrRequestDetail *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->request, sr_listed_row_free);
  g_clear_pointer (&self->customer, sr_row_free);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_clear_pointer (&self->merged_children, g_ptr_array_unref);
  g_clear_pointer (&self->relations, g_ptr_array_unref);
  g_clear_pointer (&self->followers, g_ptr_array_unref);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_pointer (&self->situation, sr_situation_holder_free);
  g_clear_pointer (&self->configuration, sr_configuration_unref);
  g_free (self);
}

/* One that was cancelled, by an undo above all, tells less than one with an outcome. */
static guint
rank_clock (const SrRow *clock)
{
  if (sr_row_is_null (clock, SR_CLOCK_STOPPED_AT))
    return 2;

  return sr_row_is (clock, SR_CLOCK_STATE, "cancelled") ? 0 : 1;
}

/**
 * sr_request_detail_get_clock:
 * @kind: a kind of clock, "resolution"
 *
 * Returns: (transfer none) (nullable): the clock of that kind in the present cycle: one that is not
 *   over before one that is, one with an outcome before one that was cancelled, then the newest
 */
const SrRow *
sr_request_detail_get_clock (SrRequestDetail *self,
                             const char      *kind)
{
  gint64 cycle = sr_row_get_integer (self->request->row, SR_REQUEST_CYCLE);
  const SrRow *newest = NULL;

  for (guint i = 0; i < self->children->len; i++)
    {
      const SrRow *row = g_ptr_array_index (self->children, i);

      if (sr_row_get_kind (row) == &sr_clock_kind && sr_row_is (row, SR_CLOCK_KIND, kind) &&
          sr_row_get_integer (row, SR_CLOCK_CYCLE) == cycle &&
          (newest == NULL || rank_clock (row) >= rank_clock (newest)))
        newest = row;
    }

  return newest;
}
