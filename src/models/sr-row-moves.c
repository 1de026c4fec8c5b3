/* What moves when rows are put in another order.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-row-moves"

#include "config.h"

#include "models/sr-row-moves.h"

/* Marks the longest part of what both have that is in the same order in both: all else moved. */
static void
mark_kept (const gint *from,
           guint       n_new,
           gboolean   *is_kept)
{
  g_autofree guint *tails = g_new (guint, n_new + 1);
  g_autofree gint *before = g_new (gint, n_new + 1);
  guint length = 0;

  for (guint i = 0; i < n_new; i++)
    {
      guint low = 0;
      guint high = length;

      if (from[i] < 0)
        continue;
      while (low < high)
        {
          guint middle = low + (high - low) / 2;

          if (from[tails[middle]] < from[i])
            low = middle + 1;
          else
            high = middle;
        }
      before[i] = low > 0 ? (gint) tails[low - 1] : -1;
      tails[low] = i;
      length = MAX (length, low + 1);
    }

  for (gint i = length > 0 ? (gint) tails[length - 1] : -1; i >= 0; i = before[i])
    is_kept[i] = TRUE;
}

/* How many runs of the same value there are. */
static guint
count_runs (const gboolean *values,
            guint           n,
            gboolean        value)
{
  guint n_runs = 0;

  for (guint i = 0; i < n; i++)
    n_runs += values[i] == value && (i == 0 || values[i - 1] != value) ? 1 : 0;

  return n_runs;
}

/**
 * sr_row_moves_find:
 * @old: (element-type gint64): the ids of the rows, each once
 * @ids: (element-type gint64): those that shall stand there, each once
 * @is_staying: (out caller-allocates): one for each of @old, all %FALSE: which stay
 * @is_kept: (out caller-allocates): one for each of @ids, all %FALSE: which were there
 *
 * As many as can be stay; what does not goes, comes, or does both.
 *
 * Returns: how many runs of rows go and come
 */
guint
sr_row_moves_find (GArray   *old,
                   GArray   *ids,
                   gboolean *is_staying,
                   gboolean *is_kept)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autofree gint *from = g_new (gint, ids->len);

  for (guint i = 0; i < old->len; i++)
    g_hash_table_insert (places, &g_array_index (old, gint64, i), GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < ids->len; i++)
    from[i] = GPOINTER_TO_INT (g_hash_table_lookup (places,
                                                    &g_array_index (ids, gint64, i))) - 1;
  mark_kept (from, ids->len, is_kept);
  for (guint i = 0; i < ids->len; i++)
    {
      if (is_kept[i])
        is_staying[from[i]] = TRUE;
    }

  return count_runs (is_kept, ids->len, FALSE) + count_runs (is_staying, old->len, FALSE);
}
