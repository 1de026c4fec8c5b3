/* What a saved view shows: a view of the queue, a filter on it, its order and its columns.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-view-definition"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "domain/records/sr-json.h"
#include "domain/records/sr-kinds.h"
#include "domain/service/sr-view-definition.h"
#include "domain/sr-domain-error.h"

/* Names of views and columns are the window's: a name that it does not know it passes over, so that a
 * view made by a newer program still shows what it can. Here a name is a short word. */

#define MAX_COLUMNS 64

/* "open", "promised_today", "-due" */
static gboolean
is_name (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
         && g_regex_match_simple ("^-?[a-z][a-z_]{0,39}$", json_node_get_string (node),
                                  G_REGEX_DOLLAR_ENDONLY, 0);
}

/**
 * sr_view_definition_new:
 *
 * Returns: (transfer full): the open requests, as they come
 */
SrViewDefinition *
sr_view_definition_new (void)
{
  SrViewDefinition *self = g_new0 (SrViewDefinition, 1);

  self->filter = sr_request_filter_new ();

  return self;
}

/**
 * sr_view_definition_free:
 * @self: (nullable) (transfer full): a definition
 */
void
sr_view_definition_free (SrViewDefinition *self)
{
  if (self == NULL)
    return;

  g_free (self->view);
  g_free (self->order);
  g_strfreev (self->columns);
  sr_request_filter_free (self->filter);
  g_free (self);
}

static void
set_text (JsonObject *object,
          const char *name,
          const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
}

/**
 * sr_view_definition_to_json:
 *
 * Returns: (transfer full): what a saved view keeps, on one line
 */
char *
sr_view_definition_to_json (const SrViewDefinition *self)
{
  g_autofree char *filter = sr_request_filter_to_json (self->filter);
  g_autoptr (JsonNode) root = sr_json_read (filter);
  JsonObject *object = json_node_get_object (root);

  set_text (object, "view", self->view);
  set_text (object, "order", self->order);
  if (self->columns != NULL)
    {
      JsonArray *columns = json_array_new ();

      for (guint i = 0; self->columns[i] != NULL; i++)
        json_array_add_string_element (columns, self->columns[i]);
      json_object_set_array_member (object, "columns", columns);
    }

  return json_to_string (root, FALSE);
}

static gboolean
refuse (const char  *member,
        GError     **error)
{
  g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID,
               _("“%s” of the view has a value that is not allowed."), member);

  return FALSE;
}

/* Takes the member out of @object, so that the rest is a filter. */
static gboolean
take_name (JsonObject  *object,
           const char  *member,
           char       **out_name,
           GError     **error)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL)
    return TRUE;
  if (!is_name (node))
    return refuse (member, error);

  *out_name = g_strdup (json_node_get_string (node));
  json_object_remove_member (object, member);

  return TRUE;
}

static gboolean
take_columns (JsonObject  *object,
              GStrv       *out_columns,
              GError     **error)
{
  JsonNode *node = json_object_get_member (object, "columns");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse ("columns", error);

  array = json_node_get_array (node);
  if (json_array_get_length (array) > MAX_COLUMNS)
    return refuse ("columns", error);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (!is_name (json_array_get_element (array, i)))
        return refuse ("columns", error);
      g_strv_builder_add (builder, json_array_get_string_element (array, i));
    }

  *out_columns = g_strv_builder_end (builder);
  json_object_remove_member (object, "columns");

  return TRUE;
}

/**
 * sr_view_definition_from_json:
 * @json: what a saved view keeps
 *
 * Returns: (transfer full) (nullable): the definition, or %NULL with %SR_DOMAIN_ERROR_INVALID that names
 *   the member
 */
SrViewDefinition *
sr_view_definition_from_json (const char  *json,
                              GError     **error)
{
  g_autoptr (SrViewDefinition) self = g_new0 (SrViewDefinition, 1);
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *rest = NULL;
  JsonObject *object;

  g_return_val_if_fail (json != NULL, NULL);

  root = sr_json_read (json);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID,
                           _("The filter is no JSON object."));
      return NULL;
    }

  object = json_node_get_object (root);
  if (!take_name (object, "view", &self->view, error)
      || !take_name (object, "order", &self->order, error)
      || !take_columns (object, &self->columns, error))
    return NULL;

  rest = json_to_string (root, FALSE);
  self->filter = sr_request_filter_from_json (rest, error);

  return self->filter != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * sr_saved_view_is_seen_by:
 * @view: a saved view
 * @staff: a person
 *
 * Returns: %TRUE if the view is in use and is for everybody, the person's team or the person
 */
gboolean
sr_saved_view_is_seen_by (const SrRow *view,
                          const SrRow *staff)
{
  if (sr_row_get_integer (view, SR_SAVED_VIEW_ACTIVE) == 0)
    return FALSE;
  if (sr_row_is (view, SR_SAVED_VIEW_SCOPE, "team"))
    return sr_row_get_integer (view, SR_SAVED_VIEW_TEAM)
           == sr_row_get_integer (staff, SR_STAFF_TEAM);

  return sr_row_is (view, SR_SAVED_VIEW_SCOPE, "all")
         || sr_row_get_integer (view, SR_SAVED_VIEW_STAFF) == sr_row_get_id (staff);
}
