/* What must hold for duties and absences.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-roster-conditions"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-roster-conditions.h"
#include "domain/sr-domain-error.h"

static gboolean
refuse (GError     **error,
        const char  *message)
{
  g_set_error_literal (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_GUARD, message);

  return FALSE;
}

static gboolean
check_order (const SrSituation   *situation,
             const SrRecordKind  *kind,
             guint                from,
             guint                until,
             GError             **error)
{
  const SrValue *start = sr_situation_get_coming (situation, kind, from);
  const SrValue *end = sr_situation_get_coming (situation, kind, until);

  if (start == NULL || end == NULL || end->integer > start->integer)
    return TRUE;

  return refuse (error, _("It ends before it begins. Choose a later end."));
}

static gboolean
check_duty (const SrSituation  *situation,
            GError            **error)
{
  return check_order (situation, &sr_duty_kind, SR_DUTY_FROM, SR_DUTY_UNTIL, error);
}

const SrCondition sr_duty_ends_after_its_start = { NULL, TRUE, check_duty };

static gboolean
check_absence (const SrSituation  *situation,
               GError            **error)
{
  return check_order (situation, &sr_absence_kind, SR_ABSENCE_FROM, SR_ABSENCE_UNTIL, error);
}

const SrCondition sr_absence_ends_after_its_start = { NULL, TRUE, check_absence };

static gboolean
check_deputy (const SrSituation  *situation,
              GError            **error)
{
  const SrValue *staff = sr_situation_get_coming (situation, &sr_absence_kind, SR_ABSENCE_STAFF);
  const SrValue *deputy = sr_situation_get_coming (situation, &sr_absence_kind, SR_ABSENCE_DEPUTY);

  if (staff == NULL || deputy == NULL || staff->integer != deputy->integer)
    return TRUE;

  return refuse (error, _("Nobody stands in for themselves. Choose another deputy."));
}

const SrCondition sr_deputy_is_another = { NULL, TRUE, check_deputy };
