/* What is worst comes first: one rule for every list of deadlines.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* As SQL, after ORDER BY. Emergencies, then by how high the deadline has climbed the ladder of
 * src/domain/service/sr-alarm.c, so that what is missed stands before what is not, and what is missed
 * for longer before what has just been. Each list says what decides after that. */
#define SR_BY_CONSEQUENCE(emergency, level) emergency " DESC, " level " DESC"
/* The other way round. */
#define SR_BY_CONSEQUENCE_LAST(emergency, level) emergency ", " level
