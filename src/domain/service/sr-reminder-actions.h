/* What a person does with a reminder.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/service/sr-action.h"

G_BEGIN_DECLS

/* Ended by one with a NULL name. */
extern const SrAction sr_reminder_actions[];

G_END_DECLS
