/* What finds a request by its words: all SQL about searching.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-search-table"

#include "config.h"

#include "base/sr-text.h"
#include "domain/records/sr-kinds.h"
#include "storage/service/sr-search-table.h"
#include "storage/service/sr-search-words.h"
#include "storage/sr-room-table.h"
#include "storage/sr-table.h"

/* request_search has the folded text of each request, by lines; request_fts the tokens that are cut
 * from it by sr_search_query_cut_grams() and sr_search_query_cut_ends(). The index has no text of its
 * own: what it shall forget it must be told again, so both are written by write_text() alone. */

static guint
add_text (GArray     *parameters,
          const char *text)
{
  SrValue value = SR_VALUE_INIT;

  sr_value_copy (&SR_STR (text), &value);
  g_array_append_val (parameters, value);

  return parameters->len;
}

/* Digits have no meaning in a pattern of GLOB. */
static void
append_digits (GString    *sql,
               GArray     *parameters,
               const char *digits)
{
  static const char *const patterns[] = { "%s*", "*[^0-9]%s*", "*%s[^0-9]*", "*%s" };

  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_auto (GStrv) halves = g_strsplit (patterns[i], "%s", 2);
      g_autofree char *pattern = g_strconcat (halves[0], digits, halves[1], NULL);

      g_string_append_printf (sql, "%ss.text GLOB $%u", i > 0 ? " OR " : "",
                              add_text (parameters, pattern));
    }
}

static void
append_texts (const SrSearchQuery *query,
              const char          *request,
              GString             *sql,
              GArray              *parameters)
{
  g_string_append_printf (sql, " AND EXISTS (SELECT 1 FROM request_search s WHERE s.request = %s",
                          request);
  for (guint i = 0; i < sr_search_query_get_n_words (query); i++)
    {
      const GArray *word = sr_search_query_get_word (query, i);

      g_string_append (sql, " AND (");
      for (guint j = 0; j < word->len; j++)
        {
          const SrSearchSpelling *spelling = &g_array_index (word, SrSearchSpelling, j);

          if (j > 0)
            g_string_append (sql, " OR ");
          if (spelling->is_digits)
            append_digits (sql, parameters, spelling->text);
          else
            g_string_append_printf (sql, "instr (s.text, $%u) > 0",
                                    add_text (parameters, spelling->text));
        }
      g_string_append_c (sql, ')');
    }
  g_string_append_c (sql, ')');
}

/**
 * sr_search_table_append_scan:
 * @sql: a statement up to some condition of its WHERE, in which the request is called r
 * @parameters: (element-type SrValue): the values of $1, $2, ... so far
 *
 * Appends the condition that the text of the request has every word of the query.
 */
void
sr_search_table_append_scan (const SrSearchQuery *query,
                             GString             *sql,
                             GArray              *parameters)
{
  if (sr_search_query_get_n_words (query) > 0)
    append_texts (query, "r.id", sql, parameters);
}

/**
 * sr_search_table_append_match:
 * @sql: a statement up to some condition of its WHERE, whose FROM has %SR_SEARCH_FROM
 * @parameters: (element-type SrValue): the values of $1, $2, ... so far
 *
 * Appends the condition that the index finds every word of the query; where it may find more, its
 * finds are looked at.
 */
void
sr_search_table_append_match (const SrSearchQuery *query,
                              GString             *sql,
                              GArray              *parameters)
{
  if (sr_search_query_get_n_words (query) == 0)
    return;

  g_string_append_printf (sql, " AND f.request_fts MATCH $%u",
                          add_text (parameters, sr_search_query_get_match (query)));
  if (!sr_search_query_is_exact (query))
    append_texts (query, "f.rowid", sql, parameters);
}

static void
append_line (GString    *text,
             const char *line)
{
  if (line != NULL && line[0] != '\0')
    g_string_append_printf (text, "%s\n", line);
}

/* As it was typed, and its digits alone, so that either finds it. */
static void
append_phone (GString    *text,
              const char *phone)
{
  g_autofree char *digits = sr_text_digits (phone);

  append_line (text, phone);
  if (g_strcmp0 (digits, phone) != 0)
    append_line (text, digits);
}

static void
append_customer_row (GString     *text,
                     const SrRow *customer)
{
  g_auto (GStrv) phones = sr_row_get_list (customer, SR_CUSTOMER_PHONES);

  append_line (text, sr_row_get_text (customer, SR_CUSTOMER_NAME));
  for (guint i = 0; phones[i] != NULL; i++)
    append_phone (text, phones[i]);
}

static gboolean
append_customer (GString       *text,
                 SrConnection  *connection,
                 gint64         id,
                 GError       **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SrRow) customer = sr_table_load (connection, &sr_customer_kind, id, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (customer != NULL)
    append_customer_row (text, customer);

  return TRUE;
}

static gboolean
append_lines (GString       *text,
              SrConnection  *connection,
              const char    *sql,
              gint64         request,
              GError       **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SrCursor) cursor = sr_connection_query (connection, sql,
                                                     SR_PARAMETERS (SR_INT (request)), error);

  if (cursor == NULL)
    return FALSE;

  while (sr_cursor_next (cursor, &local_error))
    append_line (text, sr_cursor_text (cursor, 0));

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

static void
append_request (GString     *text,
                const SrRow *request)
{
  append_line (text, sr_row_get_text (request, SR_REQUEST_NUMBER));
  append_line (text, sr_row_get_text (request, SR_REQUEST_TITLE));
  append_line (text, sr_row_get_text (request, SR_REQUEST_BODY));
  append_line (text, sr_row_get_text (request, SR_REQUEST_PLACE));
  append_line (text, sr_row_get_text (request, SR_REQUEST_CONTACT_NAME));
  append_phone (text, sr_row_get_text (request, SR_REQUEST_CONTACT_PHONE));
  append_line (text, sr_row_get_text (request, SR_REQUEST_SOLUTION));
}

/**
 * sr_search_table_make_text:
 * @request: as it is stored
 *
 * Returns: (transfer full) (nullable): the folded text that the request is to be found by, made from
 *   the records
 */
char *
sr_search_table_make_text (SrConnection  *connection,
                           const SrRow   *request,
                           GError       **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 id = sr_row_get_id (request);

  append_request (text, request);
  if (!append_customer (text, connection, sr_row_get_integer (request, SR_REQUEST_CUSTOMER),
                        error) ||
      !append_lines (text, connection, "SELECT text FROM note "
                                       "WHERE request = $1 AND retracted_at IS NULL ORDER BY id",
                     id, error) ||
      !append_lines (text, connection, "SELECT summary FROM contact "
                                       "WHERE request = $1 AND retracted_at IS NULL ORDER BY id",
                     id, error))
    return NULL;

  return sr_text_fold (text->str);
}

/**
 * sr_search_table_read_text:
 * @request: the id of a request
 * @out_text: (out) (nullable) (transfer full): the text that it is found by, %NULL if there is none
 *
 * Returns: %TRUE if the room could be asked
 */
gboolean
sr_search_table_read_text (SrConnection  *connection,
                           gint64         request,
                           char         **out_text,
                           GError       **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SrCursor) cursor = sr_connection_query (connection,
                                                     "SELECT text FROM request_search "
                                                     "WHERE request = $1",
                                                     SR_PARAMETERS (SR_INT (request)), error);

  *out_text = NULL;
  if (cursor == NULL)
    return FALSE;

  if (sr_cursor_next (cursor, &local_error))
    *out_text = g_strdup (sr_cursor_text (cursor, 0));

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

static gboolean
write_tokens (SrConnection  *connection,
              const char    *sql,
              gint64         request,
              const char    *text,
              GError       **error)
{
  g_autofree char *grams = sr_search_query_cut_grams (text);
  g_autofree char *ends = sr_search_query_cut_ends (text);

  return sr_connection_execute (connection, sql,
                                SR_PARAMETERS (SR_INT (request), SR_STR (grams), SR_STR (ends)),
                                error);
}

static gboolean
insert_text (SrConnection  *connection,
             gint64         request,
             const char    *text,
             GError       **error)
{
  return write_tokens (connection, "INSERT INTO request_fts (rowid, grams, ends) "
                                   "VALUES ($1, $2, $3)", request, text, error) &&
         sr_connection_execute (connection,
                                "INSERT INTO request_search (request, text) VALUES ($1, $2) "
                                "ON CONFLICT (request) DO UPDATE SET text = excluded.text",
                                SR_PARAMETERS (SR_INT (request), SR_STR (text)), error);
}

static gboolean
write_text (SrConnection  *connection,
            gint64         request,
            const char    *text,
            GError       **error)
{
  g_autofree char *before = NULL;

  if (!sr_search_table_read_text (connection, request, &before, error))
    return FALSE;

  if (g_strcmp0 (before, text) == 0)
    return TRUE;

  if (before != NULL &&
      !write_tokens (connection, "INSERT INTO request_fts (request_fts, rowid, grams, ends) "
                                 "VALUES ('delete', $1, $2, $3)", request, before, error))
    return FALSE;

  return insert_text (connection, request, text, error);
}

/**
 * sr_search_table_index:
 * @request: as it is stored
 *
 * Makes anew what finds the request: number, subject, description, place, caller, solution, customer
 * with all phones, and the notes and what was said in contacts, unless they were retracted. To be called
 * in the transaction that writes any of them; that of a customer does it by itself.
 *
 * Returns: %TRUE if the text is written
 */
gboolean
sr_search_table_index (SrConnection  *connection,
                       const SrRow   *request,
                       GError       **error)
{
  g_autofree char *text = sr_search_table_make_text (connection, request, error);

  return text != NULL && write_text (connection, sr_row_get_id (request), text, error);
}

static void
append_children (GString            *text,
                 GPtrArray          *children,
                 const SrRecordKind *kind,
                 guint               field,
                 guint               retracted_at)
{
  for (guint i = 0; i < children->len; i++)
    {
      const SrRow *child = g_ptr_array_index (children, i);

      if (sr_row_get_kind (child) == kind && sr_row_is_null (child, retracted_at))
        append_line (text, sr_row_get_text (child, field));
    }
}

/**
 * sr_search_table_index_new:
 * @request: a request that was not indexed yet
 * @customer: its customer
 * @children: (element-type SrRow): all that hangs on it, in order of their ids
 *
 * The same as [func@Sr.search_table_index], for who has all rows at hand.
 *
 * Returns: %TRUE if the text is written
 */
gboolean
sr_search_table_index_new (SrConnection  *connection,
                           const SrRow   *request,
                           const SrRow   *customer,
                           GPtrArray     *children,
                           GError       **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *folded = NULL;

  append_request (text, request);
  append_customer_row (text, customer);
  append_children (text, children, &sr_note_kind, SR_NOTE_TEXT, SR_NOTE_RETRACTED_AT);
  append_children (text, children, &sr_contact_kind, SR_CONTACT_SUMMARY, SR_CONTACT_RETRACTED_AT);
  folded = sr_text_fold (text->str);

  return insert_text (connection, sr_row_get_id (request), folded, error);
}

/**
 * sr_search_table_index_by_id:
 * @request: the id of a request
 *
 * Returns: %TRUE if the text is written, as by [func@Sr.search_table_index]
 */
gboolean
sr_search_table_index_by_id (SrConnection  *connection,
                             gint64         request,
                             GError       **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SrRow) row = sr_table_load (connection, &sr_request_kind, request, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return row == NULL || sr_search_table_index (connection, row, error);
}

/**
 * sr_search_table_index_stale:
 *
 * The second schema has the index, and texts with more in them; a room of the first has its requests
 * indexed by this when it is brought to the second, in the same transaction.
 *
 * Returns: %TRUE if every request is indexed
 */
gboolean
sr_search_table_index_stale (SrConnection  *connection,
                             GError       **error)
{
  g_autofree char *stale = NULL;
  g_autoptr (GArray) ids = NULL;

  if (!sr_room_table_get (connection, SR_ROOM_SEARCH_STALE, &stale, error))
    return FALSE;

  if (stale == NULL)
    return TRUE;

  ids = sr_connection_list_integers (connection, "SELECT id FROM request ORDER BY id",
                                     SR_NO_PARAMETERS, error);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      if (!sr_search_table_index_by_id (connection, g_array_index (ids, gint64, i), error))
        return FALSE;
    }

  return ids != NULL &&
         sr_room_table_remove (connection, SR_ROOM_SEARCH_STALE, error);
}
