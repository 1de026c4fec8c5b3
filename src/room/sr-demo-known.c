/* What the demonstration remembers of requests: the living by id, and who asked for what when.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-demo-known"

#include "config.h"

#include "domain/service/sr-request-clocks.h"
#include "room/sr-demo-private.h"

/* The gate asks the room for the earlier request of the same customer and type; here it is kept. */

#define DAY (24 * 3600)
/* As many as can hold the working days within which a request is a repeat. */
#define KEPT_DAYS 70

/**
 * Earlier:
 *
 * A request that a later one may repeat.
 */
typedef struct
{
  gint64 id;
  gint64 received_at;
} Earlier;

static gpointer
make_key (gint64 customer,
          gint64 type)
{
  return GSIZE_TO_POINTER ((gsize) customer * 1000 + type);
}

static gpointer
key_of (const SrRow *request)
{
  return make_key (sr_row_get_integer (request, SR_REQUEST_CUSTOMER),
                   sr_row_get_integer (request, SR_REQUEST_TYPE));
}

static void
forget (SrDemo      *self,
        const SrRow *request)
{
  GArray *list = g_hash_table_lookup (self->earlier, key_of (request));

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      if (g_array_index (list, Earlier, i).id == sr_row_get_id (request))
        {
          g_array_remove_index (list, i);
          return;
        }
    }
}

static void
remember (SrDemo      *self,
          const SrRow *request)
{
  gpointer key = key_of (request);
  GArray *list = g_hash_table_lookup (self->earlier, key);
  Earlier own = { sr_row_get_id (request), sr_row_get_integer (request, SR_REQUEST_RECEIVED_AT) };

  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, sizeof (Earlier));
      g_hash_table_insert (self->earlier, key, list);
    }
  if (list->len > 0 && g_array_index (list, Earlier, 0).received_at < self->now - KEPT_DAYS * DAY)
    g_array_remove_index (list, 0);
  g_array_append_val (list, own);
}

/**
 * sr_demo_known_find_earlier:
 * @received_at: of the request that is taken in
 *
 * Returns: (transfer full) (nullable): of the last request of that customer and type that was received
 *   by then, what rules ask of it
 */
SrRow *
sr_demo_known_find_earlier (SrDemo *self,
                            gint64  customer,
                            gint64  type,
                            gint64  received_at)
{
  GArray *list = g_hash_table_lookup (self->earlier, make_key (customer, type));
  const Earlier *last = NULL;
  SrRow *row;

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const Earlier *own = &g_array_index (list, Earlier, i);

      if (own->received_at <= received_at &&
          (last == NULL || own->received_at > last->received_at ||
           (own->received_at == last->received_at && own->id > last->id)))
        last = own;
    }
  if (last == NULL)
    return NULL;

  row = sr_row_new (&sr_request_kind);
  sr_row_set_integer (row, SR_REQUEST_ID, last->id);
  sr_row_set_integer (row, SR_REQUEST_RECEIVED_AT, last->received_at);

  return row;
}

static gboolean
counts (const SrRow *request)
{
  return !sr_row_is (request, SR_REQUEST_STATE, "voided") &&
         sr_row_is_null (request, SR_REQUEST_MERGED_INTO);
}

static gboolean
is_open (const SrRow *request)
{
  char category = sr_request_state_category (sr_row_get_text (request, SR_REQUEST_STATE));

  return category == 'O' || category == 'P';
}

static void
count_part (SrDemo      *self,
            const SrRow *request,
            int          difference)
{
  gint64 parent = sr_row_get_integer (request, SR_REQUEST_PARENT);
  SrDemoLive *live = parent != 0
                     ? g_hash_table_lookup (self->by_id, GSIZE_TO_POINTER (parent)) : NULL;

  if (live != NULL && is_open (request))
    live->n_open_parts += difference;
}

/**
 * sr_demo_known_note:
 * @live: as it is now
 * @before: (nullable): the request as it was
 *
 * To be called after each act.
 */
void
sr_demo_known_note (SrDemo      *self,
                    SrDemoLive  *live,
                    const SrRow *before)
{
  if (before == NULL)
    {
      g_hash_table_insert (self->by_id, GSIZE_TO_POINTER (sr_row_get_id (live->row)), live);
      remember (self, live->row);
    }
  else
    {
      count_part (self, before, -1);
      if (counts (before) &&
          (!counts (live->row) || key_of (before) != key_of (live->row)))
        {
          forget (self, before);
          if (counts (live->row))
            remember (self, live->row);
        }
    }

  count_part (self, live->row, 1);
}

/**
 * sr_demo_known_end:
 * @live: a request that has ended
 */
void
sr_demo_known_end (SrDemo     *self,
                   SrDemoLive *live)
{
  g_hash_table_remove (self->by_id, GSIZE_TO_POINTER (sr_row_get_id (live->row)));
}
