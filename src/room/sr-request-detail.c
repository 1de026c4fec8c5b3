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

  self->children = g_ptr_array_ref (sr_situation_holder_get (self->situation)->children);

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
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_pointer (&self->situation, sr_situation_holder_free);
  g_clear_pointer (&self->configuration, sr_configuration_unref);
  g_free (self);
}

/**
 * sr_request_detail_get_clock:
 * @kind: a kind of clock, "resolution"
 *
 * Returns: (transfer none) (nullable): the newest clock of that kind in the present cycle
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
          sr_row_get_integer (row, SR_CLOCK_CYCLE) == cycle)
        newest = row;
    }

  return newest;
}
