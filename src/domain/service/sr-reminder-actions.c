/* What a person does with a reminder.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-reminder-actions"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-reminder-actions.h"
#include "domain/sr-domain-error.h"

#define ANYBODY (SR_ROLE_DESK | SR_ROLE_HANDLER | SR_ROLE_COMPLAINT_OFFICER | SR_ROLE_INSPECTOR | \
                 SR_ROLE_ARCHIVIST | SR_ROLE_FACILITY_KEEPER | SR_ROLE_HR_CLERK | \
                 SR_ROLE_MANAGER | SR_ROLE_AUDITOR)

#define OPEN "waiting", "shown", "snoozed"

static gboolean
check_own (const SrSituation  *situation,
           GError            **error)
{
  if (sr_row_get_integer (situation->subject, SR_REMINDER_STAFF) == situation->staff)
    return TRUE;

  g_set_error_literal (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_RIGHT,
                       _("The reminder is another person's. Open the record that it is about to "
                         "do something for it."));

  return FALSE;
}

static const SrCondition is_own = { NULL, FALSE, check_own };

static gboolean
check_snoozed_ahead (const SrSituation  *situation,
                     GError            **error)
{
  const SrValue *until = sr_situation_get_given (situation, "snoozed_until");

  if (until == NULL || until->integer > situation->now)
    return TRUE;

  g_set_error_literal (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_GUARD,
                       _("Choose an instant that is still to come."));

  return FALSE;
}

static const SrCondition snoozed_ahead = { NULL, TRUE, check_snoozed_ahead };

static void
note_showing (const SrSituation *situation,
              SrRow             *after,
              GPtrArray         *changes)
{
  sr_row_set_integer (after, SR_REMINDER_SHOWN_AT, situation->now);
  sr_row_set_null (after, SR_REMINDER_SNOOZED_UNTIL);
}

static void
note_end (const SrSituation *situation,
          SrRow             *after,
          GPtrArray         *changes)
{
  sr_row_set_integer (after, SR_REMINDER_ENDED_AT, situation->now);
  sr_row_set_null (after, SR_REMINDER_SNOOZED_UNTIL);
}

/* The room itself raises and withdraws reminders. */
const SrAction sr_reminder_actions[] = {
  {
    .name = "acknowledge",
    .label = N_("Acknowledge"),
    .from = { OPEN },
    .to = "acknowledged",
    .roles = ANYBODY,
    .conditions = { &is_own },
    .clause = "3.2.3",
    .effect = note_end,
  },
  {
    .name = "snooze",
    .label = N_("Later…"),
    .from = { OPEN },
    .to = "snoozed",
    .roles = ANYBODY,
    .inputs = { { "snoozed_until", TRUE, FALSE } },
    .conditions = { &is_own, &snoozed_ahead },
  },
  {
    /* by the program that shows it to the person */
    .name = "show",
    .label = N_("Show"),
    .from = { "waiting", "snoozed" },
    .to = "shown",
    .roles = ANYBODY,
    .inputs = { { "shown_as", TRUE, FALSE } },
    .conditions = { &is_own },
    .effect = note_showing,
  },
  { NULL }
};
