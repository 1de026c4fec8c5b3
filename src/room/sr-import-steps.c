/* The way from one state to another through the table of actions.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-import-steps"

#include "config.h"

#include "room/sr-import-private.h"

#define MAX_STATES 64

/**
 * Place:
 *
 * A state that the search has reached, and the action with which its way began.
 */
typedef struct
{
  const char     *state;
  const SrAction *first;
} Place;

/* The state that the action leads to, NULL if it leads from none or to none. */
static const char *
target_of (const SrAction *action,
           const char     *state)
{
  if (action->to == NULL || !g_strv_contains (action->from, state) ||
      g_strv_contains (action->stays, state))
    return NULL;

  return action->to;
}

static gboolean
is_known (const Place *places,
          guint        n_places,
          const char  *state)
{
  for (guint i = 0; i < n_places; i++)
    {
      if (g_str_equal (places[i].state, state))
        return TRUE;
    }

  return FALSE;
}

gboolean
sr_import_leads_from (const SrAction *action,
                      const char     *state)
{
  return g_strcmp0 (action->from[0], SR_ACTION_ANY_STATE) == 0 ||
         (action->from[0] != NULL && g_strv_contains (action->from, state));
}

/* Breadth first, the actions in the order of the map: of two ways of the same length the one whose
 * actions it names earlier. */
const SrAction *
sr_import_next_step (const SrRecordKind *kind,
                     const char *const  *steps,
                     const char         *state,
                     GPtrArray          *wanted)
{
  Place places[MAX_STATES] = { { state, NULL } };
  guint n_places = 1;

  for (guint i = 0; i < n_places; i++)
    {
      for (guint s = 0; steps[s] != NULL && n_places < MAX_STATES; s++)
        {
          const SrAction *action = sr_action_find (kind, steps[s]);
          const char *to = target_of (action, places[i].state);

          if (to == NULL || is_known (places, n_places, to))
            continue;

          places[n_places].state = to;
          places[n_places].first = i == 0 ? action : places[i].first;
          if (g_ptr_array_find_with_equal_func (wanted, to, g_str_equal, NULL))
            return places[n_places].first;
          n_places++;
        }
    }

  return NULL;
}
