/* All SQL about what a person did, step by step.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-step-table"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "storage/service/sr-step-table.h"
#include "storage/sr-table.h"

/* Steps are told of what has a number and is worked on: requests. Acknowledging a reminder, say, is an
 * event of the person and no step. Another kind that is worked on is another join. */

void
sr_person_step_free (SrPersonStep *self)
{
  sr_row_free (self->event);
  g_free (self->title);
  g_free (self);
}

static SrPersonStep *
read_step (SrCursor *cursor)
{
  SrPersonStep *self = g_new0 (SrPersonStep, 1);
  guint column = sr_event_kind.n_fields;

  self->event = sr_table_read_row (cursor, &sr_event_kind, 0);
  self->year = sr_cursor_integer (cursor, column);
  self->serial = sr_cursor_integer (cursor, column + 1);
  self->title = g_strdup (sr_cursor_text (cursor, column + 2));

  return self;
}

/**
 * sr_step_table_list:
 * @login: who did it
 * @from: seconds in UTC
 * @until: seconds in UTC; what was done then is not listed any more
 * @limit: at most so many
 *
 * Returns: (transfer full) (nullable) (element-type SrPersonStep): what the person did, the last step
 *   first, or %NULL with %SR_STORE_ERROR
 */
GPtrArray *
sr_step_table_list (SrConnection  *connection,
                    const char    *login,
                    gint64         from,
                    gint64         until,
                    guint          limit,
                    GError       **error)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT %s, r.number_year, r.number_serial, r.title FROM event e "
                     "JOIN request r ON r.id = e.record "
                     "WHERE e.actor = $1 AND e.at >= $2 AND e.at < $3 AND e.kind = 'request' "
                     "ORDER BY e.at DESC, e.sequence DESC LIMIT $4",
                     sr_table_get_columns (&sr_event_kind, "e."));
  g_autoptr (GPtrArray) steps =
    g_ptr_array_new_with_free_func ((GDestroyNotify) sr_person_step_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SrCursor) cursor =
    sr_connection_query (connection, sql,
                         SR_PARAMETERS (SR_STR (login), SR_INT (from), SR_INT (until),
                                        SR_INT (limit)),
                         error);

  if (cursor == NULL)
    return NULL;

  while (sr_cursor_next (cursor, &local_error))
    g_ptr_array_add (steps, read_step (cursor));

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&steps);
}

/**
 * sr_step_table_find_last:
 * @login: who did it
 * @until: seconds in UTC
 * @none: what is given if there is none
 * @out_last: (out): the instant of the last step before @until
 *
 * Returns: %TRUE, or %FALSE with %SR_STORE_ERROR
 */
gboolean
sr_step_table_find_last (SrConnection  *connection,
                         const char    *login,
                         gint64         until,
                         gint64         none,
                         gint64        *out_last,
                         GError       **error)
{
  return sr_connection_get_integer (connection,
                                    "SELECT at FROM event WHERE actor = $1 AND at < $2 "
                                    "AND kind = 'request' ORDER BY at DESC LIMIT 1",
                                    SR_PARAMETERS (SR_STR (login), SR_INT (until)), none, out_last,
                                    error);
}
