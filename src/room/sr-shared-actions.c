/* What may be done with many requests at once, asked of the room.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-shared-actions"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "room/sr-gate-private.h"
#include "room/sr-shared-actions.h"
#include "storage/service/sr-relation-table.h"
#include "storage/sr-table.h"

/* What rules ask of before anything is given. Notes, files and stretches are asked of by none. */
static const SrRecordKind *const asked_kinds[] = {
  &sr_contact_kind,
  &sr_hand_off_kind,
  &sr_clock_kind,
  &sr_follower_kind,
  &sr_snooze_kind,
  &sr_checked_step_kind,
  &sr_review_kind,
  &sr_link_kind,
};

/**
 * Parts:
 *
 * What hangs on many requests, by request.
 */
typedef struct
{
  GHashTable *children;  /* id -> GPtrArray of SrRow */
  GHashTable *open;      /* id -> how many open parts it has */
} Parts;

static void
parts_clear (Parts *parts)
{
  g_clear_pointer (&parts->children, g_hash_table_unref);
  g_clear_pointer (&parts->open, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, parts_clear)

static GPtrArray *
get_children (Parts  *parts,
              gint64  request)
{
  GPtrArray *children = g_hash_table_lookup (parts->children, &request);

  if (children == NULL)
    {
      children = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_row_free);
      g_hash_table_insert (parts->children, g_memdup2 (&request, sizeof request), children);
    }

  return children;
}

static gboolean
load_parts (Parts          *parts,
            SrConnection   *connection,
            const gint64   *requests,
            guint           n_requests,
            GError        **error)
{
  parts->children = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                           (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < G_N_ELEMENTS (asked_kinds); i++)
    {
      const SrRecordKind *kind = asked_kinds[i];
      int parent = sr_record_kind_find_field (kind, kind->parent);
      g_autoptr (GPtrArray) rows = sr_table_load_children_of (connection, kind, requests,
                                                              n_requests, error);

      if (rows == NULL)
        return FALSE;

      g_ptr_array_set_free_func (rows, NULL);
      for (guint n = 0; n < rows->len; n++)
        {
          SrRow *row = g_ptr_array_index (rows, n);

          g_ptr_array_add (get_children (parts, sr_row_get_integer (row, parent)), row);
        }
    }

  parts->open = sr_relation_table_count_open_parts (connection, requests, n_requests, error);

  return parts->open != NULL;
}

static void
add_request (GPtrArray        *shared,
             SrConfiguration  *configuration,
             const SrRow      *staff,
             const SrRow      *request,
             Parts            *parts,
             gint64            now)
{
  gint64 id = sr_row_get_id (request);
  const guint *n_open = g_hash_table_lookup (parts->open, &id);
  g_autoptr (SrSituationHolder) holder =
    sr_situation_holder_new_loaded (configuration, staff, request, get_children (parts, id),
                                    n_open != NULL ? *n_open : 0, now);

  sr_action_share_add (shared, &sr_request_kind, sr_situation_holder_get (holder));
}

/**
 * sr_shared_actions_load:
 * @connection: any connection; used during the call only
 * @configuration: the room's
 * @staff: (nullable): who would act
 * @requests: ids
 * @n_requests: how many
 * @now: seconds in UTC
 *
 * Reads what the rules ask of, many requests with each question, and asks them.
 *
 * Returns: (transfer full) (nullable) (element-type SrSharedAction): the actions of a request, each
 *   with the reason of the first that refuses it; or %NULL with %SR_STORE_ERROR
 */
GPtrArray *
sr_shared_actions_load (SrConnection     *connection,
                        SrConfiguration  *configuration,
                        const SrRow      *staff,
                        const gint64     *requests,
                        guint             n_requests,
                        gint64            now,
                        GError          **error)
{
  g_autoptr (GPtrArray) shared = sr_action_share_new (&sr_request_kind);
  g_autoptr (GPtrArray) rows = sr_table_load_many (connection, &sr_request_kind, requests,
                                                   n_requests, error);
  g_auto (Parts) parts = { NULL, NULL };

  if (rows == NULL || !load_parts (&parts, connection, requests, n_requests, error))
    return NULL;

  for (guint i = 0; i < rows->len; i++)
    add_request (shared, configuration, staff, g_ptr_array_index (rows, i), &parts, now);

  return g_steal_pointer (&shared);
}
