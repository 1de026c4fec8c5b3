/* Is every request found by what its records say, and by nothing else?
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-search-check"

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "domain/records/sr-kinds.h"
#include "storage/service/sr-search-check.h"
#include "storage/service/sr-search-query.h"
#include "storage/service/sr-search-table.h"
#include "storage/sr-table.h"

/* The text of each request is made anew and compared. What is cut from it is summed up, token by token
 * with column and place; then the index is read through, once and in its own order, and each token that
 * it has is taken away from the sum of its request. What is not 0 in the end has a token too many or
 * too few. */

#define INDEX "temp.request_fts_tokens"

/**
 * Sum:
 *
 * What is left of the tokens of one request.
 */
typedef struct
{
  gint64  request;
  guint64 sum;
} Sum;

static guint64
hash_token (gboolean    is_end,
            gint64      place,
            const char *token)
{
  guint64 hash = G_GUINT64_CONSTANT (14695981039346656037);

  /* Of a character that the index may have changed only the place is known. */
  if (!sr_search_query_is_kept (token))
    token = "";

  for (const char *p = token; *p != '\0'; p++)
    hash = (hash ^ (guchar) *p) * G_GUINT64_CONSTANT (1099511628211);
  hash ^= (guint64) place * 2 + (is_end ? 1 : 0);

  /* Each bit shall depend on all, for the sums of neighbours are not to meet. */
  hash = (hash ^ (hash >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  hash = (hash ^ (hash >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);

  return hash ^ (hash >> 31);
}

static guint64
sum_tokens (char     *tokens,
            gboolean  is_end)
{
  guint64 sum = 0;
  gint64 place = 0;
  char *token = tokens;

  while (*token != '\0')
    {
      char *end = strchr (token, ' ');

      if (end != NULL)
        *end = '\0';
      sum += hash_token (is_end, place++, token);
      token = end != NULL ? end + 1 : token + strlen (token);
    }

  return sum;
}

static guint64
sum_text (const char *text)
{
  g_autofree char *grams = sr_search_query_cut_grams (text);
  g_autofree char *ends = sr_search_query_cut_ends (text);

  return sum_tokens (grams, FALSE) + sum_tokens (ends, TRUE);
}

/* A request that stands wrong comes back in @out_request. */
static gboolean
sum_request (SrConnection  *connection,
             gint64         id,
             GArray        *sums,
             gint64        *out_request,
             GError       **error)
{
  g_autoptr (SrRow) request = sr_table_load (connection, &sr_request_kind, id, error);
  g_autofree char *stored = NULL;
  g_autofree char *made = NULL;
  Sum sum = { id, 0 };

  if (request == NULL || !sr_search_table_read_text (connection, id, &stored, error))
    return FALSE;

  made = sr_search_table_make_text (connection, request, error);
  if (made == NULL)
    return FALSE;

  if (g_strcmp0 (stored, made) != 0)
    {
      *out_request = id;
      return TRUE;
    }

  sum.sum = sum_text (made);
  g_array_append_val (sums, sum);

  return TRUE;
}

static gboolean
sum_requests (SrConnection  *connection,
              GArray        *sums,
              gint64        *out_request,
              GError       **error)
{
  g_autoptr (GArray) ids = sr_connection_list_integers (connection,
                                                        "SELECT id FROM request ORDER BY id",
                                                        SR_NO_PARAMETERS, error);

  for (guint i = 0; ids != NULL && *out_request == 0 && i < ids->len; i++)
    {
      if (!sum_request (connection, g_array_index (ids, gint64, i), sums, out_request, error))
        return FALSE;
    }

  return ids != NULL;
}

static int
compare_sums (const void *a,
              const void *b)
{
  const Sum *left = a;
  const Sum *right = b;

  return (left->request > right->request) - (left->request < right->request);
}

/* Ids have few holes, so the first look mostly is the only one. */
static Sum *
find_sum (GArray *sums,
          gint64  request)
{
  Sum key = { request, 0 };

  if (request >= 1 && request <= sums->len &&
      g_array_index (sums, Sum, request - 1).request == request)
    return &g_array_index (sums, Sum, request - 1);

  return bsearch (&key, sums->data, sums->len, sizeof (Sum), compare_sums);
}

static gboolean
take_away_index (SrConnection  *connection,
                 GArray        *sums,
                 gint64        *out_request,
                 GError       **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SrCursor) cursor = sr_connection_query (connection,
                                                     "SELECT term, doc, col = 'ends', \"offset\" "
                                                     "FROM " INDEX, SR_NO_PARAMETERS, error);

  if (cursor == NULL)
    return FALSE;

  while (*out_request == 0 && sr_cursor_next (cursor, &local_error))
    {
      gint64 request = sr_cursor_integer (cursor, 1);
      Sum *sum = find_sum (sums, request);

      if (sum == NULL)
        *out_request = request;
      else
        sum->sum -= hash_token (sr_cursor_integer (cursor, 2) != 0, sr_cursor_integer (cursor, 3),
                                sr_cursor_text (cursor, 0));
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  for (guint i = 0; *out_request == 0 && i < sums->len; i++)
    {
      if (g_array_index (sums, Sum, i).sum != 0)
        *out_request = g_array_index (sums, Sum, i).request;
    }

  return TRUE;
}

static gboolean
run (SrConnection  *connection,
     const char    *sql,
     GError       **error)
{
  return sr_connection_execute (connection, sql, SR_NO_PARAMETERS, error);
}

/* The tokens are read by a table that is no part of the room; a connection that only reads has to be
 * told that it may make it. */
static gboolean
check_index (SrConnection  *connection,
             GArray        *sums,
             gint64        *out_request,
             GError       **error)
{
  gint64 only_reads = 0;
  gboolean is_done;

  if (!sr_connection_get_integer (connection, "PRAGMA query_only", SR_NO_PARAMETERS, 0, &only_reads,
                                  error) ||
      !run (connection, "PRAGMA query_only = OFF", error))
    return FALSE;

  is_done = run (connection, "CREATE VIRTUAL TABLE " INDEX
                             " USING fts5vocab (main, request_fts, instance)", error);
  if (is_done)
    {
      is_done = take_away_index (connection, sums, out_request, error);
      run (connection, "DROP TABLE " INDEX, NULL);
    }
  if (only_reads != 0)
    run (connection, "PRAGMA query_only = ON", NULL);

  return is_done;
}

/**
 * sr_search_check:
 * @out_request: (out): the first request that is found by other words than its records have, 0 if
 *   there is none
 *
 * Reads all requests, and all of the index. In a transaction, so that both are of one state.
 *
 * Returns: %TRUE, or %FALSE with %SR_STORE_ERROR
 */
gboolean
sr_search_check (SrConnection  *connection,
                 gint64        *out_request,
                 GError       **error)
{
  g_autoptr (GArray) sums = g_array_new (FALSE, FALSE, sizeof (Sum));

  *out_request = 0;

  return sum_requests (connection, sums, out_request, error) &&
         (*out_request != 0 || check_index (connection, sums, out_request, error));
}
