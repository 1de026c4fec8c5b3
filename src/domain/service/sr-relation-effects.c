/* What the actions do that relate requests to each other and to people.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-relation-effects"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-request-clocks.h"
#include "domain/service/sr-request-conditions.h"
#include "domain/service/sr-request-effects.h"
#include "domain/service/sr-tags.h"

SR_REQUEST_EFFECT (tag)
{
  sr_tags_tidy (after, SR_REQUEST_TAGS);
}

/* What is changed of a child, owned by the changes. */
static SrRow *
change_child (GPtrArray   *changes,
              const SrRow *stored)
{
  SrRow *child = sr_row_copy (stored);

  g_ptr_array_add (changes, sr_change_new (stored, child));

  return child;
}

SR_REQUEST_EFFECT (link)
{
  sr_request_add_child (situation, changes, &sr_link_kind);
}

SR_REQUEST_EFFECT (unlink)
{
  gint64 subject = sr_row_get_id (situation->subject);
  gint64 target = sr_row_get_id (situation->related);

  for (guint i = 0; i < situation->children->len; i++)
    {
      const SrRow *child = g_ptr_array_index (situation->children, i);

      if (sr_row_get_kind (child) == &sr_link_kind &&
          sr_row_is_null (child, SR_LINK_REMOVED_AT) &&
          sr_row_get_integer (child, SR_LINK_REQUEST) == subject &&
          sr_row_get_integer (child, SR_LINK_TARGET) == target)
        sr_row_set_integer (change_child (changes, child), SR_LINK_REMOVED_AT, situation->now);
    }
}

SR_REQUEST_EFFECT (clear_parent)
{
  sr_row_set_null (after, SR_REQUEST_PARENT);
}

/* The new request has been received by now; the two know of each other. */
SR_REQUEST_EFFECT (split)
{
  SrRow *link;

  if (situation->related == NULL)
    return;

  link = sr_request_add_child (situation, changes, &sr_link_kind);
  sr_row_set_integer (link, SR_LINK_TARGET, sr_row_get_id (situation->related));
  sr_row_set_text (link, SR_LINK_KIND, "related");
}

/* A person has one row for each request, which is switched on and off. */
static SrRow *
take_own (const SrSituation  *situation,
          GPtrArray          *changes,
          const SrRecordKind *kind,
          guint               staff_field)
{
  const SrRow *stored = sr_situation_find_own (situation, kind, staff_field);
  SrRow *child;

  if (stored != NULL)
    return change_child (changes, stored);

  child = sr_request_add_child (situation, changes, kind);
  sr_row_set_integer (child, staff_field, situation->staff);

  return child;
}

SR_REQUEST_EFFECT (follow)
{
  SrRow *follower = take_own (situation, changes, &sr_follower_kind, SR_FOLLOWER_STAFF);

  sr_row_set_integer (follower, SR_FOLLOWER_ACTIVE, 1);
}

SR_REQUEST_EFFECT (unfollow)
{
  SrRow *follower = take_own (situation, changes, &sr_follower_kind, SR_FOLLOWER_STAFF);

  sr_row_set_integer (follower, SR_FOLLOWER_ACTIVE, 0);
}

SR_REQUEST_EFFECT (snooze)
{
  SrRow *snooze = take_own (situation, changes, &sr_snooze_kind, SR_SNOOZE_STAFF);

  sr_row_set (snooze, SR_SNOOZE_UNTIL, sr_situation_get_given (situation, "snooze.until"));
  sr_row_set_null (snooze, SR_SNOOZE_ENDED_AT);
}

SR_REQUEST_EFFECT (unsnooze)
{
  SrRow *snooze = take_own (situation, changes, &sr_snooze_kind, SR_SNOOZE_STAFF);

  sr_row_set_integer (snooze, SR_SNOOZE_ENDED_AT, situation->now);
}

static gboolean
is_changed (GPtrArray   *changes,
            const SrRow *stored)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const SrChange *change = g_ptr_array_index (changes, i);

      if (sr_row_get_kind (change->after) == sr_row_get_kind (stored) &&
          sr_row_get_id (change->after) == sr_row_get_id (stored))
        return TRUE;
    }

  return FALSE;
}

/* What is there after the changes: the clocks as they are to be. */
static gint64
find_coming_due (const SrSituation *situation,
                 GPtrArray         *changes)
{
  gint64 first = G_MAXINT64;

  for (guint i = 0; i < changes->len; i++)
    {
      const SrChange *change = g_ptr_array_index (changes, i);

      if (sr_row_get_kind (change->after) == &sr_clock_kind &&
          !sr_row_is_null (change->after, SR_CLOCK_DUE_AT))
        first = MIN (first, sr_row_get_integer (change->after, SR_CLOCK_DUE_AT));
    }

  for (guint i = 0; situation->children != NULL && i < situation->children->len; i++)
    {
      const SrRow *child = g_ptr_array_index (situation->children, i);

      if (sr_row_get_kind (child) == &sr_clock_kind && !sr_row_is_null (child, SR_CLOCK_DUE_AT) &&
          !is_changed (changes, child))
        first = MIN (first, sr_row_get_integer (child, SR_CLOCK_DUE_AT));
    }

  return first;
}

/**
 * sr_request_settle_snoozes:
 * @after: the request as it is to be
 * @changes: (element-type SrChange): what has been done, clocks included; gets the snoozes that it
 *   shortens
 *
 * A snooze never hides a deadline, also one that came nearer or began after it; and what is over is
 * put aside by nobody any more.
 */
void
sr_request_settle_snoozes (const SrSituation *situation,
                           const SrRow       *after,
                           GPtrArray         *changes)
{
  char category = sr_request_state_category (sr_row_get_text (after, SR_REQUEST_STATE));
  gint64 due = G_MININT64;

  for (guint i = 0; situation->children != NULL && i < situation->children->len; i++)
    {
      const SrRow *child = g_ptr_array_index (situation->children, i);

      if (sr_row_get_kind (child) != &sr_snooze_kind ||
          !sr_row_is_null (child, SR_SNOOZE_ENDED_AT) ||
          sr_row_get_integer (child, SR_SNOOZE_UNTIL) <= situation->now ||
          is_changed (changes, child))
        continue;

      if (category != 'O' && category != 'P')
        {
          sr_row_set_integer (change_child (changes, child), SR_SNOOZE_ENDED_AT, situation->now);
          continue;
        }

      if (due == G_MININT64)
        due = find_coming_due (situation, changes);
      if (sr_row_get_integer (child, SR_SNOOZE_UNTIL) > due)
        sr_row_set_integer (change_child (changes, child), SR_SNOOZE_UNTIL, due);
    }
}
