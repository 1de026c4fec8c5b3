/* The states of a request by group, as SQL.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The partial indexes of the schema say the same lists in the same order: SQLite uses such an index
 * only for a condition that it finds there word for word. */

#define SR_STATES_OPEN \
  "'draft', 'registered', 'transferred', 'assigned', 'accepted', 'in_progress', " \
  "'supporting', 'returned', 'reopened'"
#define SR_STATES_PAUSED "'waiting_customer', 'waiting_parts', 'scheduled_visit'"
#define SR_STATES_ACTIVE SR_STATES_OPEN ", " SR_STATES_PAUSED
#define SR_STATES_RESOLVED "'resolved', 'follow_up'"
#define SR_STATES_CLOSED "'closed', 'cancelled', 'duplicate', 'voided'"
