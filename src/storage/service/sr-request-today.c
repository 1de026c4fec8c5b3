/* The view "today" of the requests: what falls to a person and is due today or before.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-request-today"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "storage/service/sr-request-today.h"

/* Each part is found by an index, and gives some dozen ids:
 *
 *   request_owner  what is due, of each owner that the person stands for; what nobody owns; and what of
 *                  it waits while a deadline runs on, as a promise does
 *   reminder_open  what the person was reminded of and has not acknowledged, whoever owns it
 *   snooze_staff   what the person put aside until today
 *
 * "due_at" of a record is its nearest running deadline, or the opening at which its pause ends: every
 * kind with clocks keeps it. Another kind has the same parts over its own table.
 */

#define ACTIVE "a.state IN (" SR_STATES_ACTIVE ")"
#define DUE "SELECT a.id FROM request a WHERE " ACTIVE " AND a.due_at < $4 AND "
#define RUNS_ON \
  "SELECT a.id FROM request a WHERE " ACTIVE " AND a.state IN (" SR_STATES_PAUSED ")" \
  " AND EXISTS (SELECT 1 FROM clock c" \
  " WHERE c.request = a.id AND c.state = 'running' AND c.due_at < $4) AND "
#define REMINDED \
  "SELECT a.id FROM reminder m JOIN request a ON a.id = m.subject" \
  " WHERE m.staff = $1 AND m.state IN ('waiting', 'shown', 'snoozed')" \
  " AND m.subject_kind = 'request' AND (m.emergency = 1 OR m.due_at < $4)" \
  " AND (m.snoozed_until IS NULL OR m.snoozed_until < $4) AND " ACTIVE
#define RETURNING \
  "SELECT a.id FROM snooze s JOIN request a ON a.id = s.request" \
  " WHERE s.staff = $1 AND s.ended_at IS NULL AND s.until >= $3 AND s.until < $4 AND " ACTIVE

/**
 * Part:
 *
 * A way in which a request falls to a person, as SQL, each by lists of ids: "a.owner IN ($5, $6)".
 */
typedef struct
{
  const char   *owner;
  const GArray *owners;
  const char   *team;
  const GArray *teams;
} Part;

static void
add_list (SrRequestStatement *statement,
          const char         *before,
          const GArray       *ids)
{
  g_string_append (statement->sql, before);
  if (ids == NULL)
    return;

  sr_request_statement_add_ids (statement, ids);
  g_string_append_c (statement->sql, ')');
}

static void
add_part (SrRequestStatement *statement,
          const Part         *part,
          const char         *before)
{
  if ((part->owners != NULL && part->owners->len == 0) ||
      (part->teams != NULL && part->teams->len == 0))
    return;

  g_string_append (statement->sql, before);
  add_list (statement, part->owner, part->owners);
  if (part->team != NULL)
    add_list (statement, part->team, part->teams);
}

#define OWNED_BY "a.owner IN ("
#define OWNED_BY_NOBODY "a.owner IS NULL"
#define OF_TEAMS " AND a.team IN ("
#define OF_NO_TEAM " AND a.team IS NULL"

static void
add_parts (SrRequestStatement *statement,
           const SrShare      *share,
           const char         *before)
{
  const Part parts[] = {
    { OWNED_BY, share->owners, NULL, NULL },
    { OWNED_BY_NOBODY, NULL, OF_TEAMS, share->teams },
    { OWNED_BY, share->left, OF_TEAMS, share->teams },
    { OWNED_BY, share->left_alone, OF_NO_TEAM, NULL },
    { OWNED_BY_NOBODY, NULL, OF_NO_TEAM, NULL },
  };
  guint n_parts = G_N_ELEMENTS (parts) - (share->unassigned ? 0 : 1);

  for (guint i = 0; i < n_parts; i++)
    add_part (statement, &parts[i], before);
}

/**
 * sr_request_today_add:
 * @statement: one with the values of the view and %SR_TODAY_CONDITION
 * @query: whose share it is
 *
 * Appends which requests are of today.
 */
void
sr_request_today_add (SrRequestStatement   *statement,
                      const SrRequestQuery *query)
{
  g_autoptr (SrShare) alone = query->share == NULL ? sr_share_new_own (query->staff) : NULL;
  const SrShare *share = query->share != NULL ? query->share : alone;

  g_string_append (statement->sql, " AND r.id IN (" REMINDED " UNION " RETURNING);
  add_parts (statement, share, " UNION " DUE);
  add_parts (statement, share, " UNION " RUNS_ON);
  g_string_append_c (statement->sql, ')');
}
