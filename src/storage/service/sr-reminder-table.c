/* All SQL about reminders.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-reminder-table"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "storage/service/sr-consequence.h"
#include "storage/service/sr-reminder-table.h"
#include "storage/sr-table.h"

/* As in the partial indexes of schema-3.sql. */
#define OPEN "state IN ('waiting', 'shown', 'snoozed')"

/**
 * sr_reminder_table_load_of:
 * @kind: a kind of record, by name
 * @subject: the id of such a record
 *
 * Returns: (transfer full) (nullable) (element-type SrRow): what is neither acknowledged nor
 *   withdrawn of it, or %NULL with %SR_STORE_ERROR
 */
GPtrArray *
sr_reminder_table_load_of (SrConnection  *connection,
                           const char    *kind,
                           gint64         subject,
                           GError       **error)
{
  return sr_table_select (connection, &sr_reminder_kind,
                          " FROM reminder WHERE subject_kind = $1 AND subject = $2 AND " OPEN
                          " ORDER BY id",
                          SR_PARAMETERS (SR_STR (kind), SR_INT (subject)), error);
}

/**
 * sr_listed_reminder_free:
 * @self: (nullable) (transfer full):
 */
void
sr_listed_reminder_free (SrListedReminder *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->row, sr_row_free);
  g_free (self->title);
  g_free (self->priority);
  g_free (self->customer);
  g_clear_pointer (&self->lower, g_array_unref);
  g_free (self);
}

/**
 * sr_reminder_list_free:
 * @self: (nullable) (transfer full):
 */
void
sr_reminder_list_free (SrReminderList *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->open, g_ptr_array_unref);
  g_clear_pointer (&self->ended, g_ptr_array_unref);
  g_free (self);
}

static SrListedReminder *
read_listed (SrCursor *cursor)
{
  SrListedReminder *self = g_new0 (SrListedReminder, 1);
  guint column = sr_reminder_kind.n_fields;

  self->row = sr_table_read_row (cursor, &sr_reminder_kind, 0);
  self->title = g_strdup (sr_cursor_text (cursor, column));
  self->type = sr_cursor_integer (cursor, column + 1);
  self->priority = g_strdup (sr_cursor_text (cursor, column + 2));
  self->owner = sr_cursor_integer (cursor, column + 3);
  self->customer = g_strdup (sr_cursor_text (cursor, column + 4));

  return self;
}

/* @rest chooses from the reminders m, a constant of the program. */
static GPtrArray *
list (SrConnection   *connection,
      const char     *rest,
      const SrValue  *parameters,
      guint           n_parameters,
      GError        **error)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT %s, r.title, r.type, r.priority, r.owner, c.name FROM reminder m "
                     "LEFT JOIN request r ON m.subject_kind = 'request' AND r.id = m.subject "
                     "LEFT JOIN customer c ON c.id = r.customer %s",
                     sr_table_get_columns (&sr_reminder_kind, "m."), rest);
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) sr_listed_reminder_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SrCursor) cursor = sr_connection_query (connection, sql, parameters, n_parameters,
                                                     error);

  if (cursor == NULL)
    return NULL;

  while (sr_cursor_next (cursor, &local_error))
    g_ptr_array_add (rows, read_listed (cursor));

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&rows);
}

#define LISTED "m.state IN ('waiting', 'shown', 'snoozed')"
/* One that a higher level of the same clock says more than is not listed beside it. */
#define LISTED_OPEN \
  LISTED " AND NOT EXISTS (SELECT 1 FROM reminder h" \
  " WHERE h.clock = m.clock AND h.clock_kind = m.clock_kind AND h.staff = m.staff" \
  " AND h.level > m.level AND h.state IN ('waiting', 'shown', 'snoozed'))"
#define LISTED_FIRST \
  "ORDER BY " SR_BY_CONSEQUENCE ("m.emergency", "m.level") ", m.raised_at DESC, m.id DESC LIMIT "

static gboolean
find_lower (SrConnection  *connection,
            GPtrArray     *reminders,
            GError       **error)
{
  for (guint i = 0; i < reminders->len; i++)
    {
      SrListedReminder *reminder = g_ptr_array_index (reminders, i);
      const SrRow *row = reminder->row;

      reminder->lower = sr_connection_list_integers (
        connection,
        "SELECT id FROM reminder WHERE clock = $1 AND clock_kind = $2 AND level < $3 "
        "AND staff = $4 AND " OPEN " ORDER BY id",
        SR_PARAMETERS (SR_INT (sr_row_get_integer (row, SR_REMINDER_CLOCK)),
                       SR_STR (sr_row_get_text (row, SR_REMINDER_CLOCK_KIND)),
                       SR_INT (sr_row_get_integer (row, SR_REMINDER_LEVEL)),
                       SR_INT (sr_row_get_integer (row, SR_REMINDER_STAFF))),
        error);
      if (reminder->lower == NULL)
        return FALSE;
    }

  return TRUE;
}

static gboolean
list_of_all (SrConnection    *connection,
             guint            limit,
             SrReminderList  *into,
             gint64          *out_open,
             GError         **error)
{
  into->open = list (connection, "WHERE " LISTED_OPEN " " LISTED_FIRST "$1",
                      SR_PARAMETERS (SR_INT (limit)), error);
  if (into->open == NULL)
    return FALSE;

  into->ended = list (connection, "WHERE m.ended_at IS NOT NULL ORDER BY m.id DESC LIMIT $1",
                       SR_PARAMETERS (SR_INT (SR_REMINDER_ENDED_MAX)), error);
  if (into->ended == NULL)
    return FALSE;

  return sr_connection_get_integer (connection, "SELECT count(*) FROM reminder m WHERE " LISTED_OPEN,
                                    SR_NO_PARAMETERS, 0, out_open, error);
}

static gboolean
list_of_one (SrConnection    *connection,
             gint64           staff,
             guint            limit,
             SrReminderList  *into,
             gint64          *out_open,
             GError         **error)
{
  into->open = list (connection, "WHERE m.staff = $1 AND " LISTED_OPEN " " LISTED_FIRST "$2",
                      SR_PARAMETERS (SR_INT (staff), SR_INT (limit)), error);
  if (into->open == NULL)
    return FALSE;

  into->ended = list (connection,
                       "WHERE m.staff = $1 AND m.ended_at IS NOT NULL "
                       "ORDER BY m.raised_at DESC, m.id DESC LIMIT $2",
                       SR_PARAMETERS (SR_INT (staff), SR_INT (SR_REMINDER_ENDED_MAX)), error);
  if (into->ended == NULL)
    return FALSE;

  return sr_connection_get_integer (connection,
                                    "SELECT count(*) FROM reminder m "
                                    "WHERE m.staff = $1 AND " LISTED_OPEN,
                                    SR_PARAMETERS (SR_INT (staff)), 0, out_open, error);
}

/**
 * sr_reminder_table_list:
 * @staff: the id of a person
 * @everybody: whether those of the others are listed too
 * @limit: at most so many open ones
 * @now: the present instant
 *
 * Returns: (transfer full) (nullable): what the person's bell shows, or %NULL with %SR_STORE_ERROR
 */
SrReminderList *
sr_reminder_table_list (SrConnection  *connection,
                        gint64         staff,
                        gboolean       everybody,
                        guint          limit,
                        gint64         now,
                        GError       **error)
{
  g_autoptr (SrReminderList) self = g_new0 (SrReminderList, 1);
  gint64 n_open = 0;
  gint64 n_unread = 0;
  gboolean listed = everybody ? list_of_all (connection, limit, self, &n_open, error)
                              : list_of_one (connection, staff, limit, self, &n_open, error);

  if (!listed || !find_lower (connection, self->open, error) ||
      !sr_connection_get_integer (connection,
                                  "SELECT count(*) FROM reminder m WHERE m.staff = $1 "
                                  "AND (m.snoozed_until IS NULL OR m.snoozed_until <= $2) "
                                  "AND " LISTED_OPEN,
                                  SR_PARAMETERS (SR_INT (staff), SR_INT (now)), 0, &n_unread,
                                  error) ||
      !sr_connection_get_integer (connection,
                                  "SELECT min(snoozed_until) FROM reminder WHERE " OPEN
                                  " AND snoozed_until > $1",
                                  SR_PARAMETERS (SR_INT (now)), G_MAXINT64, &self->next_at, error))
    return NULL;

  self->n_open = (guint) n_open;
  self->n_unread = (guint) n_unread;

  return g_steal_pointer (&self);
}

/**
 * sr_reminder_table_list_open:
 * @staff: the id of a person
 *
 * Returns: (transfer full) (nullable) (element-type SrListedReminder): what is neither acknowledged nor
 *   withdrawn, of every level, the oldest first, or %NULL with %SR_STORE_ERROR
 */
GPtrArray *
sr_reminder_table_list_open (SrConnection  *connection,
                             gint64         staff,
                             GError       **error)
{
  return list (connection, "WHERE m.staff = $1 AND " LISTED " ORDER BY m.raised_at, m.id",
               SR_PARAMETERS (SR_INT (staff)), error);
}

/**
 * sr_reminder_table_get_last:
 * @out_last: (out): the id of the last reminder; 0 if there is none
 *
 * Returns: %TRUE, or %FALSE with %SR_STORE_ERROR
 */
gboolean
sr_reminder_table_get_last (SrConnection  *connection,
                            gint64        *out_last,
                            GError       **error)
{
  return sr_connection_get_integer (connection, "SELECT max(id) FROM reminder", SR_NO_PARAMETERS, 0,
                                    out_last, error);
}

/**
 * sr_reminder_table_load_after:
 * @id: the id of a reminder, or 0
 *
 * Returns: (transfer full) (nullable) (element-type SrRow): the reminders that were made after it, in
 *   the order of the instants at which they were due, or %NULL with %SR_STORE_ERROR
 */
GPtrArray *
sr_reminder_table_load_after (SrConnection  *connection,
                              gint64         id,
                              GError       **error)
{
  return sr_table_select (connection, &sr_reminder_kind,
                          " FROM reminder WHERE id > $1 ORDER BY raised_at, id",
                          SR_PARAMETERS (SR_INT (id)), error);
}

/**
 * sr_reminder_table_find_raised:
 * @clock: the id of a clock
 * @out_arm: (out): the latest arm under which anything was raised; 0 if nothing was
 * @out_level: (out): the highest level under it
 * @out_due_at: (out): the latest deadline under it
 *
 * Returns: %TRUE, or %FALSE with %SR_STORE_ERROR
 */
gboolean
sr_reminder_table_find_raised (SrConnection  *connection,
                               gint64         clock,
                               gint64        *out_arm,
                               gint64        *out_level,
                               gint64        *out_due_at,
                               GError       **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SrCursor) cursor =
    sr_connection_query (connection,
                         "SELECT arm, max(level), max(due_at) FROM reminder "
                         "WHERE clock = $1 AND clock_kind NOT IN ('pause', 'holidays') "
                         "GROUP BY arm ORDER BY arm DESC LIMIT 1",
                         SR_PARAMETERS (SR_INT (clock)), error);

  *out_arm = 0;
  if (cursor == NULL)
    return FALSE;

  if (sr_cursor_next (cursor, &local_error))
    {
      *out_arm = sr_cursor_integer (cursor, 0);
      *out_level = sr_cursor_integer (cursor, 1);
      *out_due_at = sr_cursor_integer (cursor, 2);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

/**
 * sr_reminder_table_is_raised:
 * @clock: the id of a clock, or what stands for it
 * @clock_kind: a value of sr_reminder_clocks
 * @level: the level of a rung
 * @arm: the arm
 * @out_raised: (out): whether anybody was told of it
 *
 * Returns: %TRUE, or %FALSE with %SR_STORE_ERROR
 */
gboolean
sr_reminder_table_is_raised (SrConnection  *connection,
                             gint64         clock,
                             const char    *clock_kind,
                             gint64         level,
                             gint64         arm,
                             gboolean      *out_raised,
                             GError       **error)
{
  gint64 found = 0;
  gboolean good = sr_connection_get_integer (connection,
                                             "SELECT 1 FROM reminder WHERE clock = $1 "
                                             "AND clock_kind = $2 AND level = $3 AND arm = $4 LIMIT 1",
                                             SR_PARAMETERS (SR_INT (clock), SR_STR (clock_kind),
                                                            SR_INT (level), SR_INT (arm)),
                                             0, &found, error);

  *out_raised = found != 0;

  return good;
}

/**
 * sr_reminder_table_list_shown:
 * @staff: the id of a person
 * @since: an instant
 *
 * Returns: (transfer full) (nullable) (element-type gint64): when popups were shown to the person
 *   after @since, one for each popup that was no emergency, the earliest first; or %NULL with
 *   %SR_STORE_ERROR
 */
GArray *
sr_reminder_table_list_shown (SrConnection  *connection,
                              gint64         staff,
                              gint64         since,
                              GError       **error)
{
  return sr_connection_list_integers (connection,
                                      "SELECT shown_at FROM reminder WHERE staff = $1 "
                                      "AND shown_at > $2 AND shown_as = 'single' "
                                      "AND emergency = 0 "
                                      "UNION ALL SELECT DISTINCT shown_at FROM reminder "
                                      "WHERE staff = $1 AND shown_at > $2 "
                                      "AND shown_as <> 'single' ORDER BY 1",
                                      SR_PARAMETERS (SR_INT (staff), SR_INT (since)), error);
}
