/* What must hold for the actions of a request, beside right, state and inputs.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-request-conditions"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-request-clocks.h"
#include "domain/service/sr-request-conditions.h"
#include "domain/sr-domain-error.h"

/* Each number is a parameter of the room; these hold where it has none. */
#define SOLUTION_MIN_CHARS 4
#define RETURN_WORKDAYS 1
#define REOPEN_WORKDAYS 5

#define SHA256_LENGTH 64

static gboolean
refuse (GError     **error,
        int          code,
        const char  *message)
{
  g_set_error_literal (error, SR_DOMAIN_ERROR, code, message);

  return FALSE;
}

static gboolean
is_open_hand_off (const SrRow *hand_off)
{
  return sr_row_is_null (hand_off, SR_HAND_OFF_DONE_AT);
}

static gboolean
is_reached_contact (const SrRow *contact)
{
  return sr_row_is (contact, SR_CONTACT_DIRECTION, "out") &&
         sr_row_get_integer (contact, SR_CONTACT_REACHED) != 0 &&
         sr_row_is_null (contact, SR_CONTACT_RETRACTED_AT);
}

/* ---- taking in ---- */

static gboolean
check_received (const SrSituation  *situation,
                GError            **error)
{
  const SrValue *received_at = sr_situation_get_given (situation, "received_at");

  if (received_at != NULL && received_at->integer > situation->now)
    return refuse (error, SR_DOMAIN_ERROR_GUARD,
                   _("“Received” lies in the future. Give the instant at which the request came "
                     "in, or leave it empty for now."));

  return TRUE;
}

const SrCondition sr_received_before_now = { NULL, TRUE, check_received };

/* ---- giving and taking ---- */

static gboolean
check_somebody (const SrSituation  *situation,
                GError            **error)
{
  if (sr_situation_get_given (situation, "owner") == NULL &&
      sr_situation_get_given (situation, "team") == NULL)
    return refuse (error, SR_DOMAIN_ERROR_MISSING,
                   _("Nobody is named. Give an owner, a team, or both."));

  return TRUE;
}

const SrCondition sr_somebody_is_named = { "owner", TRUE, check_somebody };

static gboolean
check_acceptance (const SrSituation  *situation,
                  GError            **error)
{
  gint64 owner = sr_row_get_integer (situation->subject, SR_REQUEST_OWNER);
  gint64 team = sr_row_get_integer (situation->subject, SR_REQUEST_TEAM);

  if (sr_situation_is_manager (situation) || owner == situation->staff ||
      (owner == 0 && (team == 0 || team == situation->staff_team)))
    return TRUE;

  if (owner != 0)
    return refuse (error, SR_DOMAIN_ERROR_GUARD,
                   _("The request is assigned to another person. Assign it to yourself first."));

  return refuse (error, SR_DOMAIN_ERROR_GUARD,
                 _("The request is assigned to another team. Assign it to yourself first."));
}

const SrCondition sr_is_mine_to_accept = { NULL, FALSE, check_acceptance };

static gboolean
check_return (const SrSituation  *situation,
              GError            **error)
{
  gint64 accepted_at = sr_row_get_integer (situation->subject, SR_REQUEST_ACCEPTED_AT);
  gint64 workdays = sr_setting_get_integer (situation->setting, "return_workdays",
                                            RETURN_WORKDAYS);

  if (situation->from_source || accepted_at == 0 ||
      situation->now <= sr_calendar_add_workdays_to_closing (situation->setting->calendar,
                                                             accepted_at, (guint) workdays))
    return TRUE;

  g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_GUARD,
               ngettext ("A request can be returned within %d working day of its acceptance. Ask "
                         "for support, or let it be assigned to another team.",
                         "A request can be returned within %d working days of its acceptance. Ask "
                         "for support, or let it be assigned to another team.",
                         (gulong) workdays),
               (int) workdays);

  return FALSE;
}

const SrCondition sr_returned_in_time = { NULL, FALSE, check_return };

/* ---- waiting ---- */

static gboolean
check_emergency_waits (const SrSituation  *situation,
                       GError            **error)
{
  if (sr_row_get_integer (situation->subject, SR_REQUEST_EMERGENCY) &&
      !sr_situation_is_manager (situation))
    return refuse (error, SR_DOMAIN_ERROR_GUARD,
                   _("This is an emergency: only a manager can let it wait."));

  return TRUE;
}

const SrCondition sr_emergency_waits_by_manager = { NULL, FALSE, check_emergency_waits };

static gboolean
check_wait_ends (const SrSituation  *situation,
                 GError            **error)
{
  const SrValue *until = sr_situation_get_given (situation, "waiting_until");

  if (!situation->from_source && until != NULL && until->integer <= situation->now)
    return refuse (error, SR_DOMAIN_ERROR_GUARD,
                   _("“Waiting until” lies in the past. Give an instant that is still to come: "
                     "work goes on then by itself."));

  return TRUE;
}

const SrCondition sr_wait_ends_ahead = { NULL, TRUE, check_wait_ends };

/* ---- hand-offs ---- */

static gboolean
check_not_accepted (const SrSituation  *situation,
                    GError            **error)
{
  const SrRow *hand_off = sr_situation_find_child (situation, &sr_hand_off_kind, is_open_hand_off);

  if (hand_off == NULL || !sr_row_is_null (hand_off, SR_HAND_OFF_ACCEPTED_AT))
    return refuse (error, SR_DOMAIN_ERROR_GUARD,
                   _("The request for support is accepted already."));

  return TRUE;
}

const SrCondition sr_hand_off_not_accepted = { NULL, FALSE, check_not_accepted };

static gboolean
check_support_team (const SrSituation  *situation,
                    GError            **error)
{
  const SrRow *hand_off = sr_situation_find_child (situation, &sr_hand_off_kind, is_open_hand_off);

  if (hand_off != NULL && !sr_situation_is_manager (situation) &&
      sr_row_get_integer (hand_off, SR_HAND_OFF_TO_TEAM) != situation->staff_team)
    return refuse (error, SR_DOMAIN_ERROR_GUARD,
                   _("Support was asked of another team: one of that team must accept it."));

  return TRUE;
}

const SrCondition sr_hand_off_is_mine_to_accept = { NULL, FALSE, check_support_team };

static gboolean
check_no_hand_off (const SrSituation  *situation,
                   GError            **error)
{
  if (sr_situation_find_child (situation, &sr_hand_off_kind, is_open_hand_off) != NULL)
    return refuse (error, SR_DOMAIN_ERROR_GUARD,
                   _("Support from another team is still open. Let it be handed back first."));

  return TRUE;
}

const SrCondition sr_no_open_hand_off = { NULL, FALSE, check_no_hand_off };

/* ---- records ---- */

static gboolean
check_contact (const SrSituation  *situation,
               GError            **error)
{
  const SrValue *at = sr_situation_get_given (situation, "contact.at");

  if (at == NULL)
    return TRUE;

  if (at->integer > situation->now)
    return refuse (error, SR_DOMAIN_ERROR_GUARD,
                   _("The contact lies in the future. Log it once it has taken place."));
  if (at->integer < sr_row_get_integer (situation->subject, SR_REQUEST_RECEIVED_AT))
    return refuse (error, SR_DOMAIN_ERROR_GUARD,
                   _("The contact lies before the request was received. Correct its instant."));

  return TRUE;
}

const SrCondition sr_contact_lies_between = { NULL, TRUE, check_contact };

static gboolean
check_attachment (const SrSituation  *situation,
                  GError            **error)
{
  const SrValue *size = sr_situation_get_given (situation, "attachment.size");
  const SrValue *sha256 = sr_situation_get_given (situation, "attachment.sha256");

  if (size->integer < 0 || strlen (sha256->text) != SHA256_LENGTH ||
      strspn (sha256->text, "0123456789abcdef") != SHA256_LENGTH)
    return refuse (error, SR_DOMAIN_ERROR_INVALID,
                   _("The file was not read in full. Attach it again."));

  return TRUE;
}

const SrCondition sr_attachment_is_whole = { NULL, TRUE, check_attachment };

/* ---- ends ---- */

static gboolean
check_solution (const SrSituation  *situation,
                GError            **error)
{
  const SrValue *solution = sr_situation_get_coming (situation, &sr_request_kind,
                                                     SR_REQUEST_SOLUTION);
  gint64 least = sr_setting_get_integer (situation->setting, "solution_min_chars",
                                         SOLUTION_MIN_CHARS);
  g_autofree char *text = g_strstrip (g_strdup (solution != NULL ? solution->text : ""));

  if (g_utf8_strlen (text, -1) >= least)
    return TRUE;

  g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_GUARD,
               ngettext ("The solution is too short: write at least %d character.",
                         "The solution is too short: write at least %d characters.",
                         (gulong) least),
               (int) least);

  return FALSE;
}

const SrCondition sr_solution_is_told = { "solution", TRUE, check_solution };

static gboolean
check_reached (const SrSituation  *situation,
               GError            **error)
{
  if (sr_row_get_integer (situation->subject, SR_REQUEST_ANSWERED_ON_SPOT) ||
      sr_situation_find_child (situation, &sr_contact_kind, is_reached_contact) != NULL)
    return TRUE;

  return refuse (error, SR_DOMAIN_ERROR_GUARD,
                 _("The customer has not been reached yet. Log a contact that reached the "
                   "customer first."));
}

const SrCondition sr_customer_was_reached = { "contact", FALSE, check_reached, "contact" };

static gboolean
check_parts (const SrSituation  *situation,
             GError            **error)
{
  if (situation->open_children == 0)
    return TRUE;

  g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_GUARD,
               ngettext ("%u request that is part of this one is still open. Resolve it first.",
                         "%u requests that are part of this one are still open. Resolve them "
                         "first.", situation->open_children),
               situation->open_children);

  return FALSE;
}

const SrCondition sr_no_open_part = { NULL, FALSE, check_parts };

static gboolean
check_reply (const SrSituation  *situation,
             GError            **error)
{
  if ((situation->reason != NULL && *situation->reason != '\0') ||
      sr_situation_find_child (situation, &sr_contact_kind, is_reached_contact) != NULL)
    return TRUE;

  return refuse (error, SR_DOMAIN_ERROR_GUARD,
                 _("The customer has no reply yet. Log a contact that reached the customer, or "
                   "give the reason for closing without one."));
}

const SrCondition sr_reply_is_delivered = { "contact", TRUE, check_reply };

static gboolean
check_exemption (const SrSituation  *situation,
                 GError            **error)
{
  const SrValue *follow_up = sr_situation_get_coming (situation, &sr_request_kind,
                                                      SR_REQUEST_FOLLOW_UP);

  if (follow_up != NULL && g_strcmp0 (follow_up->text, "exempt") == 0 &&
      sr_situation_get_coming (situation, &sr_request_kind, SR_REQUEST_FOLLOW_UP_REASON) == NULL)
    return refuse (error, SR_DOMAIN_ERROR_MISSING,
                   _("Closing without a follow-up needs the reason for that. Give it, or make the "
                     "follow-up first."));

  return TRUE;
}

const SrCondition sr_follow_up_is_explained = { "follow_up_reason", TRUE, check_exemption };

static gboolean
check_reopen_window (const SrSituation  *situation,
                     GError            **error)
{
  gint64 resolved_at = sr_row_get_integer (situation->subject, SR_REQUEST_RESOLVED_AT);
  gint64 workdays = sr_setting_get_integer (situation->setting, "reopen_workdays",
                                            REOPEN_WORKDAYS);

  if (situation->from_source ||
      situation->now <= sr_calendar_add_workdays_to_closing (situation->setting->calendar,
                                                             resolved_at, (guint) workdays))
    return TRUE;

  g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_GUARD,
               ngettext ("A request can be reopened within %d working day of its resolution. "
                         "Register a new one that follows it.",
                         "A request can be reopened within %d working days of its resolution. "
                         "Register a new one that follows it.", (gulong) workdays),
               (int) workdays);

  return FALSE;
}

const SrCondition sr_reopened_in_time = { NULL, FALSE, check_reopen_window };

static gboolean
check_other_request (const SrSituation  *situation,
                     GError            **error)
{
  const SrRow *other = situation->related;
  char category;

  if (sr_situation_get_given (situation, "duplicate_of") == NULL)
    return TRUE;

  if (other == NULL)
    return refuse (error, SR_DOMAIN_ERROR_NOT_FOUND,
                   _("The other request is not there. Check its number."));
  if (sr_row_get_id (other) == sr_row_get_id (situation->subject))
    return refuse (error, SR_DOMAIN_ERROR_GUARD,
                   _("A request is no duplicate of itself. Give the number of another one."));

  category = sr_request_state_category (sr_row_get_text (other, SR_REQUEST_STATE));
  if (!sr_row_is_null (other, SR_REQUEST_MERGED_INTO) || (category != 'O' && category != 'P'))
    {
      g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_GUARD,
                   _("%s is not open any more. Give the number of an open request."),
                   sr_row_get_text (other, SR_REQUEST_NUMBER));
      return FALSE;
    }

  return TRUE;
}

const SrCondition sr_other_request_is_open = { NULL, TRUE, check_other_request };

static gboolean
check_other_registrar (const SrSituation  *situation,
                       GError            **error)
{
  if (!situation->from_source &&
      sr_row_get_integer (situation->subject, SR_REQUEST_REGISTERED_BY) == situation->staff)
    return refuse (error, SR_DOMAIN_ERROR_DUTIES,
                   _("You registered this request yourself: another manager must void it."));

  return TRUE;
}

const SrCondition sr_voided_by_another = { NULL, FALSE, check_other_registrar };
