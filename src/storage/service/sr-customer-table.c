/* All SQL about customers.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-customer-table"

#include "config.h"

#include "base/sr-text.h"
#include "domain/records/sr-kinds.h"
#include "storage/service/sr-customer-table.h"
#include "storage/service/sr-request-states.h"
#include "storage/service/sr-search-table.h"
#include "storage/service/sr-search-words.h"
#include "storage/sr-table.h"

static const guint labelled[] = { SR_CUSTOMER_ORGANISATION };

#define HAS_OPEN_REQUESTS \
  "EXISTS (SELECT 1 FROM request r WHERE r.customer = c.id AND r.state IN (" SR_STATES_ACTIVE "))"

/* Who has open requests is likely to be the one who calls; then whose number ends so. */
#define MATCH_ORDER \
  " ORDER BY CASE WHEN " HAS_OPEN_REQUESTS " THEN 0 ELSE 1 END, " \
  "CASE WHEN EXISTS (SELECT 1 FROM customer_phone p " \
  "WHERE p.customer = c.id AND p.reversed LIKE $2 " SR_LIKE_ESCAPE ") THEN 0 ELSE 1 END, " \
  "c.name, c.id LIMIT $3"

#define MATCH_FROM \
  " FROM customer c LEFT JOIN customer g ON g.id = c.organisation WHERE c.merged_into IS NULL AND " \
  "(c.id IN (SELECT customer FROM customer_search WHERE name LIKE $1 " SR_LIKE_ESCAPE ") " \
  "OR c.id IN (SELECT customer FROM customer_phone WHERE reversed LIKE $2 " SR_LIKE_ESCAPE \
  " OR reversed LIKE $4 " SR_LIKE_ESCAPE "))"

/**
 * sr_customer_table_match:
 * @text: part of a name, or three or more digits of a phone
 * @limit: at most so many, 0 for all
 *
 * Returns: (transfer full) (element-type SrListedRow): the customers whose folded name has the text
 *   or one of whose phones has the digits: first those with open requests, then those whose phone
 *   ends with the digits, then by name. Merged ones are left out.
 */
GPtrArray *
sr_customer_table_match (SrConnection  *connection,
                         const char    *text,
                         guint          limit,
                         GError       **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_listed_row_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SrCursor) cursor = NULL;
  g_autofree char *folded = sr_text_fold (text);
  g_autofree char *name = sr_search_words_pattern (g_strstrip (folded));
  g_autofree char *phone = sr_search_words_phone (folded);
  g_autofree char *reversed = phone != NULL ? g_strreverse (g_strdup (phone)) : NULL;
  g_autofree char *ends = reversed != NULL ? g_strconcat (reversed, "%", NULL) : g_strdup ("");
  g_autofree char *has = reversed != NULL ? g_strconcat ("%", reversed, "%", NULL) : g_strdup ("");
  g_autofree char *sql = g_strconcat ("SELECT ", sr_table_get_columns (&sr_customer_kind, "c."),
                                      ", g.name", MATCH_FROM MATCH_ORDER, NULL);

  if (folded[0] == '\0')
    return g_steal_pointer (&rows);

  cursor = sr_connection_query (connection, sql,
                                SR_PARAMETERS (SR_STR (name), SR_STR (ends),
                                               SR_INT (limit > 0 ? limit : G_MAXINT64),
                                               SR_STR (has)), error);
  if (cursor == NULL)
    return NULL;

  while (sr_cursor_next (cursor, &local_error))
    g_ptr_array_add (rows, sr_listed_row_read (cursor, &sr_customer_kind, labelled,
                                               G_N_ELEMENTS (labelled)));

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&rows);
}

static gboolean
index_name (SrConnection  *connection,
            const SrRow   *customer,
            GError       **error)
{
  g_autofree char *name = sr_text_fold (sr_row_get_text (customer, SR_CUSTOMER_NAME));

  return sr_connection_execute (connection,
                                "INSERT INTO customer_search (customer, name) VALUES ($1, $2) "
                                "ON CONFLICT (customer) DO UPDATE SET name = excluded.name",
                                SR_PARAMETERS (SR_INT (sr_row_get_id (customer)), SR_STR (name)),
                                error);
}

static gboolean
index_phones (SrConnection  *connection,
              const SrRow   *customer,
              GError       **error)
{
  g_auto (GStrv) phones = sr_row_get_list (customer, SR_CUSTOMER_PHONES);
  gint64 id = sr_row_get_id (customer);

  if (!sr_connection_execute (connection, "DELETE FROM customer_phone WHERE customer = $1",
                              SR_PARAMETERS (SR_INT (id)), error))
    return FALSE;

  for (guint i = 0; phones[i] != NULL; i++)
    {
      g_autofree char *digits = sr_text_digits (phones[i]);
      g_autofree char *reversed = g_strreverse (g_strdup (digits));

      if (digits[0] != '\0' &&
          !sr_connection_execute (connection,
                                  "INSERT INTO customer_phone (customer, digits, reversed) "
                                  "VALUES ($1, $2, $3) ON CONFLICT (customer, digits) DO NOTHING",
                                  SR_PARAMETERS (SR_INT (id), SR_STR (digits), SR_STR (reversed)),
                                  error))
        return FALSE;
    }

  return TRUE;
}

/* All that the search text of a request takes from its customer. */
static char *
load_indexed (SrConnection  *connection,
              gint64         customer,
              GError       **error)
{
  g_autoptr (GString) indexed = g_string_new (NULL);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SrCursor) cursor = NULL;

  cursor = sr_connection_query (connection,
                                "SELECT name FROM customer_search WHERE customer = $1 "
                                "UNION ALL SELECT digits FROM customer_phone WHERE customer = $2",
                                SR_PARAMETERS (SR_INT (customer), SR_INT (customer)), error);
  if (cursor == NULL)
    return NULL;

  while (sr_cursor_next (cursor, &local_error))
    g_string_append_printf (indexed, "%s\n", sr_cursor_text (cursor, 0));

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_strdup (indexed->str);
}

static gboolean
index_requests (SrConnection  *connection,
                gint64         customer,
                GError       **error)
{
  g_autoptr (GArray) ids = NULL;

  ids = sr_connection_list_integers (connection, "SELECT id FROM request WHERE customer = $1",
                                     SR_PARAMETERS (SR_INT (customer)), error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      if (!sr_search_table_index_by_id (connection, g_array_index (ids, gint64, i), error))
        return FALSE;
    }

  return ids != NULL;
}

/**
 * sr_customer_table_index:
 * @customer: as it is stored
 *
 * Makes anew what finds the customer: the folded name and the digits of the phones. If they differ
 * from what was there, the search texts of the customer's requests are made anew too. To be called
 * after each write of a customer, inside its transaction.
 *
 * Returns: %TRUE if all is written
 */
gboolean
sr_customer_table_index (SrConnection  *connection,
                         const SrRow   *customer,
                         GError       **error)
{
  gint64 id = sr_row_get_id (customer);
  g_autofree char *before = load_indexed (connection, id, error);
  g_autofree char *after = NULL;

  if (before == NULL ||
      !index_name (connection, customer, error) ||
      !index_phones (connection, customer, error))
    return FALSE;

  after = load_indexed (connection, id, error);
  if (after == NULL)
    return FALSE;

  return g_str_equal (before, after) || index_requests (connection, id, error);
}

/**
 * sr_customer_table_find_source:
 * @source_key: what an import called the customer
 * @out_id: (out): the id, 0 if there is none
 *
 * Returns: %TRUE if the room could be asked
 */
gboolean
sr_customer_table_find_source (SrConnection  *connection,
                               const char    *source_key,
                               gint64        *out_id,
                               GError       **error)
{
  return sr_connection_get_integer (connection, "SELECT id FROM customer WHERE source_key = $1",
                                    SR_PARAMETERS (SR_STR (source_key)), 0, out_id, error);
}

/**
 * sr_customer_table_find:
 * @name: the exact name
 * @phone: (nullable): one of the phones, however it is written
 * @out_id: (out): the id of the oldest one, 0 if there is none
 *
 * Returns: %TRUE if the room could be asked
 */
gboolean
sr_customer_table_find (SrConnection  *connection,
                        const char    *name,
                        const char    *phone,
                        gint64        *out_id,
                        GError       **error)
{
  g_autofree char *digits = sr_text_digits (phone);

  if (phone == NULL)
    return sr_connection_get_integer (connection,
                                      "SELECT id FROM customer WHERE name = $1 "
                                      "AND merged_into IS NULL ORDER BY id LIMIT 1",
                                      SR_PARAMETERS (SR_STR (name)), 0, out_id, error);

  return sr_connection_get_integer (connection,
                                    "SELECT c.id FROM customer c "
                                    "JOIN customer_phone p ON p.customer = c.id "
                                    "WHERE c.name = $1 AND p.digits = $2 "
                                    "AND c.merged_into IS NULL ORDER BY c.id LIMIT 1",
                                    SR_PARAMETERS (SR_STR (name), SR_STR (digits)), 0, out_id,
                                    error);
}

/**
 * sr_customer_table_count:
 * @since: an instant
 * @out_open: (out): how many requests of the customer are open or paused
 * @out_since: (out): how many were received at @since or later
 *
 * Returns: %TRUE if they were counted
 */
gboolean
sr_customer_table_count (SrConnection  *connection,
                         gint64         customer,
                         gint64         since,
                         guint         *out_open,
                         guint         *out_since,
                         GError       **error)
{
  gint64 n_open = 0;
  gint64 n_since = 0;

  if (!sr_connection_get_integer (connection,
                                  "SELECT COUNT(*) FROM request WHERE customer = $1 "
                                  "AND state IN (" SR_STATES_ACTIVE ")",
                                  SR_PARAMETERS (SR_INT (customer)), 0, &n_open, error) ||
      !sr_connection_get_integer (connection,
                                  "SELECT COUNT(*) FROM request WHERE customer = $1 "
                                  "AND received_at >= $2",
                                  SR_PARAMETERS (SR_INT (customer), SR_INT (since)), 0, &n_since,
                                  error))
    return FALSE;

  *out_open = n_open;
  *out_since = n_since;

  return TRUE;
}
