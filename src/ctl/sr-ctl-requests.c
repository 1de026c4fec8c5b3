/* serviceroomctl list request: which requests, in which order.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-ctl"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ctl/sr-ctl-requests.h"
#include "domain/records/sr-kinds.h"
#include "domain/service/sr-view-definition.h"
#include "room/sr-people.h"
#include "storage/service/sr-request-table.h"

/* Before the name of an order in a saved view. */
#define DESCENDING_PREFIX "-"

static const char * const options[] = { "view", "filter", "order", "descending", "saved" };

static gboolean
parse_view (const char   *name,
            SrQueueView  *out_view,
            GError      **error)
{
  g_autoptr (GString) names = NULL;

  if (sr_queue_view_find (name, out_view))
    return TRUE;

  names = g_string_new (NULL);
  for (guint i = 0; i < SR_N_QUEUE_VIEWS; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", sr_queue_view_get_name (i));

  return sr_ctl_set_usage (error, _("There is no view “%s”. Views: %s."), name, names->str);
}

static gboolean
parse_order (const char    *name,
             SrQueueView    view,
             SrQueueOrder  *out_order,
             GError       **error)
{
  g_autoptr (GString) names = NULL;

  if (sr_queue_order_find (name, out_order) && sr_queue_view_has_order (view, *out_order))
    return TRUE;

  names = g_string_new (NULL);
  for (guint i = 0; i < SR_N_QUEUE_ORDERS; i++)
    {
      if (sr_queue_view_has_order (view, i))
        g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", sr_queue_order_get_name (i));
    }

  return sr_ctl_set_usage (error, _("The view “%s” has no order “%s”. Orders: %s."),
                           sr_queue_view_get_name (view), name, names->str);
}

static gboolean
parse_filter (const char       *json,
              SrRequestFilter **out_filter,
              GError          **error)
{
  g_autoptr (GError) local_error = NULL;

  *out_filter = sr_request_filter_from_json (json, &local_error);

  return *out_filter != NULL || sr_ctl_set_usage (error, "--filter: %s", local_error->message);
}

/**
 * sr_ctl_check_request_options:
 * @kind: what is listed
 *
 * What can be said of the options before there is a room.
 *
 * Returns: %TRUE if they can be followed
 */
gboolean
sr_ctl_check_request_options (SrCtl               *self,
                              const SrRecordKind  *kind,
                              GError             **error)
{
  const char *view_name = sr_ctl_get_option (self, "view");
  const char *order_name = sr_ctl_get_option (self, "order");
  const char *json = sr_ctl_get_option (self, "filter");
  g_autoptr (SrRequestFilter) filter = NULL;
  SrQueueView view = SR_QUEUE_ALL;
  SrQueueOrder order;

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      if (!sr_ctl_has_option (self, options[i]))
        continue;
      if (kind != &sr_request_kind)
        return sr_ctl_set_usage (error, _("Only “request” has --%s."), options[i]);
      if (sr_ctl_has_option (self, "saved") && !g_str_equal (options[i], "saved"))
        return sr_ctl_set_usage (error, _("A saved view has its own view, filter and order: leave out "
                                          "--%s."), options[i]);
    }

  return (view_name == NULL || parse_view (view_name, &view, error)) &&
         (order_name == NULL || parse_order (order_name, view, &order, error)) &&
         (json == NULL || parse_filter (json, &filter, error));
}

static gboolean
use_options (SrCtl            *self,
             SrRequestQuery   *query,
             SrRequestFilter **out_filter,
             GError          **error)
{
  const char *view = sr_ctl_get_option (self, "view");
  const char *order = sr_ctl_get_option (self, "order");
  const char *json = sr_ctl_get_option (self, "filter");

  query->descending = sr_ctl_has_option (self, "descending");

  return (view == NULL || parse_view (view, &query->view, error)) &&
         (order == NULL || parse_order (order, query->view, &query->order, error)) &&
         (json == NULL || parse_filter (json, out_filter, error));
}

/* The one of the person comes before that of the team, and that before the one of everybody. */
static const SrRow *
find_saved (SrCtl      *self,
            const char *name)
{
  GPtrArray *rows = sr_configuration_get_rows (self->configuration, &sr_saved_view_kind);

  for (const SrChoice *scope = sr_view_scopes; scope->value != NULL; scope++)
    {
      for (guint i = 0; i < rows->len; i++)
        {
          const SrRow *view = g_ptr_array_index (rows, i);

          if (sr_row_is (view, SR_SAVED_VIEW_NAME, name) &&
              sr_row_is (view, SR_SAVED_VIEW_SCOPE, scope->value) &&
              sr_saved_view_is_seen_by (view, self->staff))
            return view;
        }
    }

  return NULL;
}

/* A name that a newer program gave is passed over, as the window does. */
static gboolean
use_saved (SrCtl            *self,
           const char       *name,
           SrRequestQuery   *query,
           SrRequestFilter **out_filter,
           GError          **error)
{
  const SrRow *row = find_saved (self, name);
  g_autoptr (SrViewDefinition) definition = NULL;
  const char *order;

  if (row == NULL)
    {
      g_set_error (error, SR_CTL_ERROR, SR_CTL_ERROR_REFUSED,
                   _("You have no saved view “%s”. “list saved-view” names them all."), name);
      return FALSE;
    }

  definition = sr_view_definition_from_json (sr_row_get_text (row, SR_SAVED_VIEW_FILTER), error);
  if (definition == NULL)
    return FALSE;

  query->view = SR_QUEUE_OPEN;
  sr_queue_view_find (definition->view, &query->view);
  order = definition->order != NULL ? definition->order : "";
  query->descending = g_str_has_prefix (order, DESCENDING_PREFIX);
  if (!sr_queue_order_find (order + (query->descending ? strlen (DESCENDING_PREFIX) : 0),
                            &query->order))
    query->descending = FALSE;
  *out_filter = g_steal_pointer (&definition->filter);

  return TRUE;
}

/**
 * sr_ctl_list_requests:
 * @limit: at most so many, 0 for all
 *
 * Returns: (transfer full) (nullable) (element-type SrListedRow): the requests that the options ask for
 */
GPtrArray *
sr_ctl_list_requests (SrCtl   *self,
                      guint    limit,
                      GError **error)
{
  SrCalendar *calendar = sr_configuration_get_calendar (self->configuration, 0);
  const char *saved = sr_ctl_get_option (self, "saved");
  g_autoptr (SrRequestFilter) filter = NULL;
  g_autoptr (SrShare) share = NULL;
  gint64 now = sr_ctl_now (self);
  SrRequestQuery query = {
    .view = SR_QUEUE_ALL,
    .staff = sr_row_get_id (self->staff),
    .now = now,
    .search = sr_ctl_get_option (self, "search"),
    .limit = limit,
  };

  if (!(saved != NULL ? use_saved (self, saved, &query, &filter, error)
                      : use_options (self, &query, &filter, error)))
    return NULL;

  share = sr_share_load (self->connection, self->configuration, query.staff, now, error);
  if (share == NULL)
    return NULL;

  query.filter = filter;
  query.share = share;
  sr_request_query_resolve (&query, calendar);

  return sr_request_table_list (self->connection, &query, error);
}
