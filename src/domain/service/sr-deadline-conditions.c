/* What must hold for the actions of a request that touch its deadlines.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-deadline-conditions"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-allowance.h"
#include "domain/service/sr-request-clocks.h"
#include "domain/service/sr-request-conditions.h"
#include "domain/sr-domain-error.h"

/* Each number is a parameter of the room; these hold where it has none. */
#define EXTENSION_MAX 2
#define LOWER_PERCENT 25

static gboolean
refuse (GError     **error,
        int          code,
        const char  *message)
{
  g_set_error_literal (error, SR_DOMAIN_ERROR, code, message);

  return FALSE;
}

static gint64
get_coming_integer (const SrSituation *situation,
                    guint              field)
{
  const SrValue *value = sr_situation_get_coming (situation, &sr_request_kind, field);

  return value != NULL ? value->integer : 0;
}

static gboolean
is_reached_contact (const SrRow *contact)
{
  return sr_row_is (contact, SR_CONTACT_DIRECTION, "out") &&
         sr_row_get_integer (contact, SR_CONTACT_REACHED) != 0 &&
         sr_row_is_null (contact, SR_CONTACT_RETRACTED_AT);
}

static gboolean
is_live_resolution (const SrRow *clock)
{
  return sr_row_is (clock, SR_CLOCK_KIND, "resolution") &&
         sr_row_is_null (clock, SR_CLOCK_STOPPED_AT);
}

/* ---- promise ---- */

static gboolean
check_promise_ahead (const SrSituation  *situation,
                     GError            **error)
{
  const SrValue *promised_at = sr_situation_get_given (situation, "promised_at");

  if (!situation->from_source && promised_at != NULL && promised_at->integer <= situation->now)
    return refuse (error, SR_DOMAIN_ERROR_GUARD,
                   _("The promise lies in the past. Promise an instant that is still to come."));

  return TRUE;
}

const SrCondition sr_promise_is_ahead = { NULL, TRUE, check_promise_ahead };

static gboolean
forecast_resolution (const SrSituation *situation,
                     gint64            *out_due)
{
  const SrValue *received_at = sr_situation_get_given (situation, "received_at");

  *out_due = sr_request_clocks_forecast (situation->setting, "resolution",
                                         get_coming_integer (situation, SR_REQUEST_TYPE),
                                         sr_request_coming_priority (situation),
                                         get_coming_integer (situation, SR_REQUEST_EMERGENCY) != 0,
                                         received_at != NULL ? received_at->integer
                                                             : situation->now);

  return *out_due != 0;
}

/**
 * sr_request_resolution_due:
 * @situation: a request, or the payload of one that is taken in
 * @out_due: (out): when it is to be resolved; if the clock is paused, as if it went on now
 *
 * Returns: %TRUE if there is such a deadline
 */
gboolean
sr_request_resolution_due (const SrSituation *situation,
                           gint64            *out_due)
{
  const SrRow *clock;
  gint64 left;

  if (situation->subject == NULL)
    return forecast_resolution (situation, out_due);

  clock = sr_situation_find_child (situation, &sr_clock_kind, is_live_resolution);
  if (clock == NULL)
    return FALSE;

  if (!sr_row_is_null (clock, SR_CLOCK_DUE_AT))
    {
      *out_due = sr_row_get_integer (clock, SR_CLOCK_DUE_AT);
      return TRUE;
    }

  left = sr_clock_row_remaining (clock, situation->setting, situation->now);
  *out_due = sr_calendar_add (sr_setting_calendar (situation->setting,
                                                   sr_row_get_text (clock, SR_CLOCK_TIME_BASIS)),
                              situation->now, MAX (left, 0));

  return TRUE;
}

static gboolean
check_late_promise (const SrSituation  *situation,
                    GError            **error)
{
  const SrValue *promised_at = sr_situation_get_given (situation, "promised_at");
  gint64 due;

  if (promised_at != NULL && sr_situation_get_given (situation, "promise_reason") == NULL &&
      sr_request_resolution_due (situation, &due) && promised_at->integer > due)
    return refuse (error, SR_DOMAIN_ERROR_GUARD,
                   _("The promise is later than the deadline for the resolution. Promise an "
                     "earlier instant, or give the reason for the late promise."));

  return TRUE;
}

const SrCondition sr_late_promise_has_reason = { "promise_reason", TRUE, check_late_promise };

/* ---- priority ---- */

static gboolean
check_priority_given (const SrSituation  *situation,
                      GError            **error)
{
  if (sr_situation_get_given (situation, "impact") == NULL &&
      sr_situation_get_given (situation, "urgency") == NULL &&
      sr_situation_get_given (situation, "priority") == NULL)
    return refuse (error, SR_DOMAIN_ERROR_MISSING,
                   _("Nothing is changed. Give an impact, an urgency or a priority."));

  return TRUE;
}

const SrCondition sr_priority_is_given = { NULL, TRUE, check_priority_given };

static gboolean
check_no_emergency (const SrSituation  *situation,
                    GError            **error)
{
  if (sr_row_get_integer (situation->subject, SR_REQUEST_EMERGENCY))
    return refuse (error, SR_DOMAIN_ERROR_GUARD,
                   _("This is an emergency: its priority stays the highest."));

  return TRUE;
}

const SrCondition sr_is_no_emergency = { NULL, FALSE, check_no_emergency };

static gboolean
check_not_marked (const SrSituation  *situation,
                  GError            **error)
{
  if (sr_row_get_integer (situation->subject, SR_REQUEST_EMERGENCY))
    return refuse (error, SR_DOMAIN_ERROR_GUARD, _("It is marked as an emergency already."));

  return TRUE;
}

const SrCondition sr_is_not_marked_yet = { NULL, FALSE, check_not_marked };

static gboolean
check_lowered (const SrSituation  *situation,
               GError            **error)
{
  const SrRow *clock = sr_situation_find_child (situation, &sr_clock_kind, is_live_resolution);
  gint64 percent = sr_setting_get_integer (situation->setting, "lower_percent", LOWER_PERCENT);
  gint64 budget;
  gint64 left;

  if (clock == NULL || sr_situation_is_manager (situation) ||
      g_strcmp0 (sr_request_coming_priority (situation),
                 sr_row_get_text (situation->subject, SR_REQUEST_PRIORITY)) <= 0)
    return TRUE;

  budget = sr_row_get_integer (clock, SR_CLOCK_BUDGET) +
           sr_row_get_integer (clock, SR_CLOCK_EXTENSION);
  left = sr_clock_row_remaining (clock, situation->setting, situation->now);
  if (left * 100 <= budget * percent)
    return refuse (error, SR_DOMAIN_ERROR_GUARD,
                   _("The deadline is near: only a manager can lower the priority now."));

  return TRUE;
}

const SrCondition sr_lowered_late_by_manager = { NULL, TRUE, check_lowered };

/* ---- extension ---- */

static gboolean
check_may_extend (const SrSituation  *situation,
                  GError            **error)
{
  const SrRow *clock = sr_situation_find_child (situation, &sr_clock_kind, is_live_resolution);
  gint64 most = sr_setting_get_integer (situation->setting, "extension_max", EXTENSION_MAX);

  if (clock == NULL || sr_row_is_null (clock, SR_CLOCK_DUE_AT))
    return refuse (error, SR_DOMAIN_ERROR_GUARD,
                   _("There is no running deadline that could be extended."));
  if (sr_row_get_integer (clock, SR_CLOCK_DUE_AT) < situation->now)
    return refuse (error, SR_DOMAIN_ERROR_GUARD,
                   _("The deadline has passed: an extension must be asked for before it."));
  if (!sr_row_is_null (situation->subject, SR_REQUEST_EXTENSION_UNTIL))
    return refuse (error, SR_DOMAIN_ERROR_GUARD,
                   _("An extension is asked for already. Wait until it is approved or refused."));

  if (sr_row_get_integer (situation->subject, SR_REQUEST_EXTENSIONS) >= most)
    {
      g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_GUARD,
                   ngettext ("A request can be extended %d time, not more.",
                             "A request can be extended %d times, not more.", (gulong) most),
                   (int) most);
      return FALSE;
    }

  return TRUE;
}

const SrCondition sr_may_still_be_extended = { NULL, FALSE, check_may_extend };

static gboolean
check_extension_later (const SrSituation  *situation,
                       GError            **error)
{
  const SrValue *until = sr_situation_get_given (situation, "extension_until");
  gint64 due;

  if (until != NULL && sr_request_resolution_due (situation, &due) && until->integer <= due)
    return refuse (error, SR_DOMAIN_ERROR_GUARD,
                   _("The extension ends before the present deadline. Ask for a later instant."));

  return TRUE;
}

const SrCondition sr_extension_is_later = { NULL, TRUE, check_extension_later };

static gboolean
check_extension_asked (const SrSituation  *situation,
                       GError            **error)
{
  if (sr_row_is_null (situation->subject, SR_REQUEST_EXTENSION_UNTIL))
    return refuse (error, SR_DOMAIN_ERROR_GUARD, _("No extension is asked for."));

  return TRUE;
}

const SrCondition sr_extension_is_asked = { NULL, FALSE, check_extension_asked };

static gboolean
check_other_approver (const SrSituation  *situation,
                      GError            **error)
{
  if (sr_row_get_integer (situation->subject, SR_REQUEST_EXTENSION_BY) == situation->staff)
    return refuse (error, SR_DOMAIN_ERROR_DUTIES,
                   _("You asked for this extension yourself: another person must approve it."));

  return TRUE;
}

const SrCondition sr_extension_approved_by_another = { NULL, FALSE, check_other_approver };

static gboolean
check_customer_knows (const SrSituation  *situation,
                      GError            **error)
{
  gint64 asked_at = sr_row_get_integer (situation->subject, SR_REQUEST_EXTENSION_ASKED_AT);

  for (guint i = 0; situation->children != NULL && i < situation->children->len; i++)
    {
      const SrRow *child = g_ptr_array_index (situation->children, i);

      if (sr_row_get_kind (child) == &sr_contact_kind && is_reached_contact (child) &&
          sr_row_get_integer (child, SR_CONTACT_AT) >= asked_at)
        return TRUE;
    }

  return refuse (error, SR_DOMAIN_ERROR_GUARD,
                 _("The customer does not know of the extension yet. Log a contact that reached "
                   "the customer first."));
}

const SrCondition sr_customer_knows_of_extension = { "contact", FALSE, check_customer_knows };
