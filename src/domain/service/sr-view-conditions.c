/* What must hold for saved views and templates.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-view-conditions"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-tags.h"
#include "domain/service/sr-view-conditions.h"
#include "domain/service/sr-view-definition.h"
#include "domain/sr-domain-error.h"

static gboolean
refuse (GError     **error,
        int          code,
        const char  *message)
{
  g_set_error_literal (error, SR_DOMAIN_ERROR, code, message);

  return FALSE;
}

/* ---- saved views ---- */

static gboolean
check_own (const SrSituation  *situation,
           GError            **error)
{
  if (sr_situation_is_manager (situation) ||
      sr_row_get_integer (situation->subject, SR_SAVED_VIEW_STAFF) == situation->staff)
    return TRUE;

  return refuse (error, SR_DOMAIN_ERROR_GUARD,
                 _("The view is another person's. Ask that person or a manager to change it, or "
                   "save one of your own."));
}

const SrCondition sr_view_is_own = { NULL, FALSE, check_own };

static gboolean
check_scope (const SrSituation  *situation,
             GError            **error)
{
  const SrValue *scope = sr_situation_get_coming (situation, &sr_saved_view_kind,
                                                  SR_SAVED_VIEW_SCOPE);
  const SrValue *team = sr_situation_get_coming (situation, &sr_saved_view_kind,
                                                 SR_SAVED_VIEW_TEAM);

  if (scope == NULL || g_str_equal (scope->text, "mine"))
    return TRUE;

  if (g_str_equal (scope->text, "team") && team == NULL && situation->staff_team == 0)
    return refuse (error, SR_DOMAIN_ERROR_GUARD,
                   _("You are in no team. Name the team that the view is for, or keep it for "
                     "yourself."));
  if (sr_situation_is_manager (situation))
    return TRUE;

  if (g_str_equal (scope->text, "all"))
    return refuse (error, SR_DOMAIN_ERROR_GUARD,
                   _("Only a manager makes a view for everybody. Keep it for yourself or for your "
                     "team."));
  if (team != NULL && team->integer != situation->staff_team)
    return refuse (error, SR_DOMAIN_ERROR_GUARD,
                   _("Only a manager makes a view for a team that is not the own one. Choose your "
                     "team."));

  return TRUE;
}

const SrCondition sr_view_scope_is_allowed = { NULL, TRUE, check_scope };

static gboolean
check_filter (const SrSituation  *situation,
              GError            **error)
{
  const SrValue *given = sr_situation_get_given (situation, "filter");
  g_autoptr (SrViewDefinition) definition = NULL;

  if (given == NULL)
    return TRUE;

  definition = sr_view_definition_from_json (given->text, error);

  return definition != NULL;
}

const SrCondition sr_view_filter_is_one = { NULL, TRUE, check_filter };

void
sr_effect_keep_view (const SrSituation *situation,
                     SrRow             *after,
                     GPtrArray         *changes)
{
  if (situation->subject == NULL && situation->staff != 0)
    sr_row_set_integer (after, SR_SAVED_VIEW_STAFF, situation->staff);

  if (!sr_row_is (after, SR_SAVED_VIEW_SCOPE, "team"))
    sr_row_set_null (after, SR_SAVED_VIEW_TEAM);
  else if (sr_row_is_null (after, SR_SAVED_VIEW_TEAM))
    sr_row_set_integer (after, SR_SAVED_VIEW_TEAM, situation->staff_team);
}

/* ---- templates ---- */

static gboolean
is_input (const char *name)
{
  const SrAction *receive = sr_action_find (&sr_request_kind, "receive");

  for (const SrActionInput *input = receive->inputs; input->field != NULL; input++)
    {
      if (g_str_equal (input->field, name))
        return TRUE;
    }

  return FALSE;
}

static gboolean
check_mandatory (const SrSituation  *situation,
                 GError            **error)
{
  const SrValue *given = sr_situation_get_given (situation, "mandatory");
  g_autoptr (SrRow) row = sr_row_new (&sr_request_template_kind);
  g_auto (GStrv) names = NULL;

  if (given == NULL)
    return TRUE;

  sr_row_set (row, SR_REQUEST_TEMPLATE_MANDATORY, given);
  names = sr_row_get_list (row, SR_REQUEST_TEMPLATE_MANDATORY);
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (!is_input (names[i]))
        {
          g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID,
                       /* Translators: the name of a field */
                       _("A request is not received with a field “%s”. Name fields of a new "
                         "request, such as place or contact_phone."), names[i]);
          return FALSE;
        }
    }

  return TRUE;
}

const SrCondition sr_template_asks_for_inputs = { NULL, TRUE, check_mandatory };

static gboolean
check_tags (const SrSituation  *situation,
            GError            **error)
{
  return sr_tags_validate (sr_situation_get_given (situation, "tags"), error);
}

const SrCondition sr_template_tags_are_short = { NULL, TRUE, check_tags };

void
sr_effect_keep_template (const SrSituation *situation,
                         SrRow             *after,
                         GPtrArray         *changes)
{
  sr_tags_tidy (after, SR_REQUEST_TEMPLATE_TAGS);
}
