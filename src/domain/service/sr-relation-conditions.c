/* What must hold for the actions that relate requests to each other and to people.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-relation-conditions"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-request-clocks.h"
#include "domain/service/sr-request-conditions.h"
#include "domain/service/sr-tags.h"
#include "domain/sr-domain-error.h"

static gboolean
refuse (GError     **error,
        int          code,
        const char  *message)
{
  g_set_error_literal (error, SR_DOMAIN_ERROR, code, message);

  return FALSE;
}

static gboolean
refuse_for (GError      **error,
            const char   *message,
            const SrRow  *request)
{
  g_autoptr (GString) sentence = g_string_new (message);

  g_string_replace (sentence, "%s", sr_row_get_text (request, SR_REQUEST_NUMBER), 1);

  return refuse (error, SR_DOMAIN_ERROR_GUARD, sentence->str);
}

static gboolean
refuse_missing_other (GError **error)
{
  return refuse (error, SR_DOMAIN_ERROR_NOT_FOUND,
                 _("The other request is not there. Check its number."));
}

static gboolean
is_itself (const SrSituation *situation)
{
  return situation->subject != NULL &&
         sr_row_get_id (situation->related) == sr_row_get_id (situation->subject);
}

/* ---- tags ---- */

static gboolean
check_tags (const SrSituation  *situation,
            GError            **error)
{
  return sr_tags_validate (sr_situation_get_given (situation, "tags"), error);
}

const SrCondition sr_tags_are_short = { NULL, TRUE, check_tags };

static gboolean
check_tags_given (const SrSituation  *situation,
                  GError            **error)
{
  if (situation->payload != NULL && g_hash_table_contains (situation->payload, "tags"))
    return TRUE;

  return refuse (error, SR_DOMAIN_ERROR_MISSING,
                 _("No tags are given. Give the whole list; an empty one takes all away."));
}

const SrCondition sr_tags_are_given = { NULL, TRUE, check_tags_given };

/* ---- links ---- */

static gboolean
is_active_link (const SrRow *link)
{
  return sr_row_is_null (link, SR_LINK_REMOVED_AT);
}

/* The link with @other, whichever end it was made at; NULL if there is none. */
static const SrRow *
find_link (const SrSituation *situation,
           gint64             other)
{
  for (guint i = 0; situation->children != NULL && i < situation->children->len; i++)
    {
      const SrRow *child = g_ptr_array_index (situation->children, i);

      if (sr_row_get_kind (child) == &sr_link_kind && is_active_link (child) &&
          (sr_row_get_integer (child, SR_LINK_TARGET) == other ||
           sr_row_get_integer (child, SR_LINK_REQUEST) == other))
        return child;
    }

  return NULL;
}

static gboolean
check_link_target (const SrSituation  *situation,
                   GError            **error)
{
  if (sr_situation_get_given (situation, "link.target") == NULL)
    return TRUE;

  if (situation->related == NULL)
    return refuse_missing_other (error);
  if (is_itself (situation))
    return refuse (error, SR_DOMAIN_ERROR_GUARD,
                   _("A request is not linked with itself. Give the number of another one."));
  if (!sr_row_is_null (situation->related, SR_REQUEST_MERGED_INTO))
    return refuse_for (error,
                       _("%s was merged into another request. Link the request that it was merged "
                         "into."), situation->related);

  return TRUE;
}

const SrCondition sr_link_leads_somewhere = { NULL, TRUE, check_link_target };

static gboolean
check_not_linked (const SrSituation  *situation,
                  GError            **error)
{
  if (situation->related != NULL &&
      find_link (situation, sr_row_get_id (situation->related)) != NULL)
    return refuse_for (error, _("This request and %s are linked already. Remove that link first."),
                       situation->related);

  return TRUE;
}

const SrCondition sr_is_not_linked_yet = { NULL, TRUE, check_not_linked };

static gboolean
check_has_link (const SrSituation  *situation,
                GError            **error)
{
  for (guint i = 0; situation->children != NULL && i < situation->children->len; i++)
    {
      const SrRow *child = g_ptr_array_index (situation->children, i);

      if (sr_row_get_kind (child) == &sr_link_kind && is_active_link (child) &&
          sr_row_get_integer (child, SR_LINK_REQUEST) == sr_row_get_id (situation->subject))
        return TRUE;
    }

  return refuse (error, SR_DOMAIN_ERROR_GUARD, _("The request has no link that could be removed."));
}

const SrCondition sr_has_a_link = { NULL, FALSE, check_has_link };

/* The link belongs to the history of the request that it was made at. */
static gboolean
check_own_link (const SrSituation  *situation,
                GError            **error)
{
  const SrRow *link;

  if (situation->related == NULL)
    return refuse_missing_other (error);

  link = find_link (situation, sr_row_get_id (situation->related));
  if (link == NULL)
    return refuse_for (error, _("This request is not linked with %s. Choose one of its links."),
                       situation->related);
  if (sr_row_get_integer (link, SR_LINK_REQUEST) != sr_row_get_id (situation->subject))
    return refuse_for (error, _("The link was made at %s. Remove it there."), situation->related);

  return TRUE;
}

const SrCondition sr_link_is_its_own = { NULL, TRUE, check_own_link };

/* ---- parts ---- */

static gboolean
check_parent (const SrSituation  *situation,
              GError            **error)
{
  const SrRow *parent = situation->related;
  char category;

  if (situation->from_source || sr_situation_get_given (situation, "parent") == NULL)
    return TRUE;

  if (parent == NULL)
    return refuse_missing_other (error);
  if (is_itself (situation))
    return refuse (error, SR_DOMAIN_ERROR_GUARD,
                   _("A request is no part of itself. Give the number of another one."));
  if (situation->related_is_part)
    return refuse_for (error,
                       _("%s is itself a part of this request. Choose a request that is not."),
                       parent);

  category = sr_request_state_category (sr_row_get_text (parent, SR_REQUEST_STATE));
  if (!sr_row_is_null (parent, SR_REQUEST_MERGED_INTO) || (category != 'O' && category != 'P'))
    return refuse_for (error, _("%s is not open any more. Give the number of an open request."),
                       parent);

  return TRUE;
}

const SrCondition sr_parent_is_open = { NULL, TRUE, check_parent };

static gboolean
check_is_part (const SrSituation  *situation,
               GError            **error)
{
  if (!sr_row_is_null (situation->subject, SR_REQUEST_PARENT))
    return TRUE;

  return refuse (error, SR_DOMAIN_ERROR_GUARD, _("The request is no part of another one."));
}

const SrCondition sr_is_part_of_another = { NULL, FALSE, check_is_part };

/* ---- following ---- */

const SrRow *
sr_situation_find_own (const SrSituation  *situation,
                       const SrRecordKind *kind,
                       guint               staff_field)
{
  for (guint i = 0; situation->children != NULL && i < situation->children->len; i++)
    {
      const SrRow *child = g_ptr_array_index (situation->children, i);

      if (sr_row_get_kind (child) == kind && situation->staff != 0 &&
          sr_row_get_integer (child, staff_field) == situation->staff)
        return child;
    }

  return NULL;
}

static gboolean
follows (const SrSituation *situation)
{
  const SrRow *follower = sr_situation_find_own (situation, &sr_follower_kind, SR_FOLLOWER_STAFF);

  return follower != NULL && sr_row_get_integer (follower, SR_FOLLOWER_ACTIVE) != 0;
}

static gboolean
check_not_following (const SrSituation  *situation,
                     GError            **error)
{
  if (!follows (situation))
    return TRUE;

  return refuse (error, SR_DOMAIN_ERROR_GUARD, _("You follow this request already."));
}

const SrCondition sr_does_not_follow_yet = { NULL, FALSE, check_not_following };

static gboolean
check_following (const SrSituation  *situation,
                 GError            **error)
{
  if (follows (situation))
    return TRUE;

  return refuse (error, SR_DOMAIN_ERROR_GUARD, _("You do not follow this request."));
}

const SrCondition sr_follows_it = { NULL, FALSE, check_following };

/* ---- snoozing ---- */

/**
 * sr_request_first_due:
 * @situation: a request with its children
 *
 * Returns: the nearest deadline of a clock that runs; %G_MAXINT64 if none does
 */
gint64
sr_request_first_due (const SrSituation *situation)
{
  gint64 first = G_MAXINT64;

  for (guint i = 0; situation->children != NULL && i < situation->children->len; i++)
    {
      const SrRow *child = g_ptr_array_index (situation->children, i);

      if (sr_row_get_kind (child) == &sr_clock_kind && !sr_row_is_null (child, SR_CLOCK_DUE_AT))
        first = MIN (first, sr_row_get_integer (child, SR_CLOCK_DUE_AT));
    }

  return first;
}

static gboolean
check_not_overdue (const SrSituation  *situation,
                   GError            **error)
{
  if (sr_request_first_due (situation) > situation->now)
    return TRUE;

  return refuse (error, SR_DOMAIN_ERROR_GUARD,
                 _("The request is overdue and cannot be put aside. Do what is due first."));
}

const SrCondition sr_nothing_is_overdue = { NULL, FALSE, check_not_overdue };

static gboolean
check_snooze (const SrSituation  *situation,
              GError            **error)
{
  const SrValue *until = sr_situation_get_given (situation, "snooze.until");
  gint64 due = sr_request_first_due (situation);
  SrValue due_value = { SR_VALUE_INTEGER, { .integer = due } };
  g_autofree char *when = NULL;

  if (until == NULL)
    return TRUE;
  if (until->integer <= situation->now)
    return refuse (error, SR_DOMAIN_ERROR_GUARD,
                   _("“Snoozed until” lies in the past. Give an instant that is still to come."));
  if (until->integer <= due)
    return TRUE;

  when = sr_field_to_display (&sr_request_kind.fields[SR_REQUEST_DUE_AT], &due_value,
                              sr_calendar_get_zone (situation->setting->calendar));
  g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_GUARD,
               /* Translators: an instant */
               _("The request is due on %s, and a deadline must not be hidden. Give an instant "
                 "until then."), when);

  return FALSE;
}

const SrCondition sr_snooze_hides_no_deadline = { NULL, TRUE, check_snooze };

static gboolean
check_snoozed (const SrSituation  *situation,
               GError            **error)
{
  const SrRow *snooze = sr_situation_find_own (situation, &sr_snooze_kind, SR_SNOOZE_STAFF);

  if (snooze != NULL && sr_row_is_null (snooze, SR_SNOOZE_ENDED_AT) &&
      sr_row_get_integer (snooze, SR_SNOOZE_UNTIL) > situation->now)
    return TRUE;

  return refuse (error, SR_DOMAIN_ERROR_GUARD, _("You have not snoozed this request."));
}

const SrCondition sr_is_snoozed = { NULL, FALSE, check_snoozed };
