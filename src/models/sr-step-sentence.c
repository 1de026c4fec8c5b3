/* What a step of a request did, in a few words.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-step-sentence"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-action.h"
#include "models/sr-step-sentence.h"

/**
 * Sentence:
 *
 * How a step is told. The first of the fields that the step set stands for %s; without one of them the
 * plain form is said.
 */
typedef struct
{
  const char *action;
  const char *field;
  const char *with;
  const char *plain;
} Sentence;

static const Sentence sentences[] = {
  { "receive", "channel",
    NC_("timeline", "Received: %s"),
    NC_("timeline", "Received") },
  { "answer", NULL, NULL, NC_("timeline", "Answered on the spot") },
  { "assign", "owner",
    NC_("timeline", "Assigned to %s"),
    NULL },
  { "assign", "team",
    NC_("timeline", "Given to %s"),
    NC_("timeline", "Assigned") },
  { "accept", NULL, NULL, NC_("timeline", "Accepted") },
  { "start", NULL, NULL, NC_("timeline", "Work started") },
  { "wait_customer", "waiting_until",
    NC_("timeline", "Waiting for the customer until %s"),
    NC_("timeline", "Waiting for the customer") },
  { "wait_parts", "waiting_until",
    NC_("timeline", "Waiting for parts until %s"),
    NC_("timeline", "Waiting for parts") },
  { "schedule_visit", "waiting_until",
    NC_("timeline", "Visit agreed for %s"),
    NC_("timeline", "Visit agreed") },
  { "resume", NULL, NULL, NC_("timeline", "Goes on") },
  { "support", "to_team",
    NC_("timeline", "Asked %s for support"),
    NC_("timeline", "Asked for support") },
  { "support_accept", NULL, NULL, NC_("timeline", "Support accepted") },
  { "support_done", NULL, NULL, NC_("timeline", "Support done") },
  { "return", NULL, NULL, NC_("timeline", "Returned") },
  { "transfer", "team",
    NC_("timeline", "Transferred to %s"),
    NC_("timeline", "Transferred") },
  { "contact", "medium",
    NC_("timeline", "Contact: %s"),
    NC_("timeline", "Contact") },
  { "note", NULL, NULL, NC_("timeline", "Note") },
  { "attach", "name",
    NC_("timeline", "Attached %s"),
    NC_("timeline", "Attached a file") },
  { "promise", "promised_at",
    NC_("timeline", "Promised an answer by %s"),
    NC_("timeline", "Promised an answer") },
  { "prioritise", "priority",
    NC_("timeline", "Priority is now %s"),
    NC_("timeline", "Priority checked") },
  { "reclassify", "type",
    NC_("timeline", "Service type is now %s"),
    NC_("timeline", "Service type checked") },
  { "extend", "extension_until",
    NC_("timeline", "Extension asked until %s"),
    NC_("timeline", "Extension asked") },
  { "approve_extension", NULL, NULL, NC_("timeline", "Extension approved") },
  { "mark_emergency", NULL, NULL, NC_("timeline", "Marked as emergency") },
  { "tick_step", "text",
    NC_("timeline", "Step done: %s"),
    NC_("timeline", "Step done") },
  { "untick_step", "text",
    NC_("timeline", "Step not done after all: %s"),
    NC_("timeline", "Step not done after all") },
  { "edit", NULL, NULL, NC_("timeline", "Details changed") },
  { "resolve", "resolution_code",
    NC_("timeline", "Resolved: %s"),
    NC_("timeline", "Resolved") },
  { "follow_up", NULL, NULL, NC_("timeline", "Follow-up begun") },
  { "review", NULL, NULL, NC_("timeline", "Reviewed") },
  { "close", NULL, NULL, NC_("timeline", "Closed") },
  { "reopen", NULL, NULL, NC_("timeline", "Reopened") },
  { "cancel", NULL, NULL, NC_("timeline", "Cancelled") },
  { "duplicate", "duplicate_of",
    NC_("timeline", "Marked as duplicate of %s"),
    NC_("timeline", "Marked as duplicate") },
  { "merge", "duplicate_of",
    NC_("timeline", "Merged into %s"),
    NC_("timeline", "Merged") },
  { "void", NULL, NULL, NC_("timeline", "Voided") },
  { "tag", "tags",
    NC_("timeline", "Tags: %s"),
    NC_("timeline", "Tags taken away") },
  { "link", "target",
    NC_("timeline", "Linked with %s"),
    NC_("timeline", "Linked") },
  { "unlink", NULL, NULL, NC_("timeline", "Link removed") },
  { "set_parent", "parent",
    NC_("timeline", "Made a part of %s"),
    NC_("timeline", "Made a part of another request") },
  { "clear_parent", NULL, NULL, NC_("timeline", "No part of another request any more") },
  { "split", "target",
    NC_("timeline", "Split: %s"),
    NC_("timeline", "Split") },
  { "follow", NULL, NULL, NC_("timeline", "Follows") },
  { "unfollow", NULL, NULL, NC_("timeline", "No longer follows") },
  { "snooze", "until",
    NC_("timeline", "Snoozed until %s"),
    NC_("timeline", "Snoozed") },
  { "unsnooze", NULL, NULL, NC_("timeline", "No longer snoozed") },
  { "recompute", "due_at",
    NC_("timeline", "The calendar changed: due %s"),
    NC_("timeline", "The calendar changed") },
};

static const char *
say (const char *words)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "timeline", words);
}

/**
 * sr_step_sentence:
 * @action: the name of an action of a request
 * @describe: (nullable): says what the step gave to a field; %NULL if it gave nothing
 * @user_data: for @describe
 *
 * The same words tell the step in the history and when it has just been done.
 *
 * Returns: (transfer full): "Assigned to Wang Fang"; the label of an action that has no sentence
 */
char *
sr_step_sentence (const char     *action,
                  SrStepDescribe  describe,
                  gpointer        user_data)
{
  const SrAction *declared;

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      g_autofree char *value = NULL;

      if (!g_str_equal (sentences[i].action, action))
        continue;

      if (sentences[i].field != NULL && describe != NULL)
        value = describe (sentences[i].field, user_data);
      if (value != NULL && *value != '\0')
        {
          GString *title = g_string_new (say (sentences[i].with));

          g_string_replace (title, "%s", value, 1);
          return g_string_free (title, FALSE);
        }
      if (sentences[i].plain != NULL)
        return g_strdup (say (sentences[i].plain));
    }

  declared = sr_action_find (&sr_request_kind, action);

  return declared != NULL ? sr_action_dup_title (declared) : g_strdup (action);
}
