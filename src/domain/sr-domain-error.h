/* Why a rule refuses.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SR_DOMAIN_ERROR (sr_domain_error_quark ())

/**
 * SrDomainError:
 * @SR_DOMAIN_ERROR_MISSING: a field that the rule needs has no value
 * @SR_DOMAIN_ERROR_INVALID: a value is not allowed in its field
 * @SR_DOMAIN_ERROR_STATE: the record's state does not allow the action
 * @SR_DOMAIN_ERROR_RIGHT: the person's roles do not allow the action
 * @SR_DOMAIN_ERROR_GUARD: a condition is not met; the message says which
 * @SR_DOMAIN_ERROR_DUTIES: separation of duties: another person must do it
 * @SR_DOMAIN_ERROR_CONFLICT: someone else changed the record meanwhile
 * @SR_DOMAIN_ERROR_NOT_FOUND: no such record, action or kind
 *
 * The messages are whole, translated sentences for the person who asked.
 */
typedef enum
{
  SR_DOMAIN_ERROR_MISSING,
  SR_DOMAIN_ERROR_INVALID,
  SR_DOMAIN_ERROR_STATE,
  SR_DOMAIN_ERROR_RIGHT,
  SR_DOMAIN_ERROR_GUARD,
  SR_DOMAIN_ERROR_DUTIES,
  SR_DOMAIN_ERROR_CONFLICT,
  SR_DOMAIN_ERROR_NOT_FOUND
} SrDomainError;

GQuark sr_domain_error_quark (void);

G_END_DECLS
