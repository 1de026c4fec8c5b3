/* The states of a request and what they mean for its clocks.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-request-states"

#include "config.h"

#include "domain/service/sr-request-clocks.h"

static const struct
{
  const char *state;
  char        category;
} categories[] = {
  { "draft",            'O' },
  { "registered",       'O' },
  { "transferred",      'O' },
  { "assigned",         'O' },
  { "accepted",         'O' },
  { "in_progress",      'O' },
  { "supporting",       'O' },
  { "returned",         'O' },
  { "reopened",         'O' },
  { "waiting_customer", 'P' },
  { "waiting_parts",    'P' },
  { "scheduled_visit",  'P' },
  { "resolved",         'R' },
  { "follow_up",        'R' },
  { "closed",           'C' },
  { "cancelled",        'C' },
  { "duplicate",        'C' },
  { "voided",           'C' },
};

/**
 * sr_request_state_category:
 * @state: (nullable): a state of a request
 *
 * Returns: 'O' open, 'P' paused, 'R' resolved, 'C' closed; 0 for what is no state
 */
char
sr_request_state_category (const char *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (categories); i++)
    {
      if (g_strcmp0 (categories[i].state, state) == 0)
        return categories[i].category;
    }

  return 0;
}
