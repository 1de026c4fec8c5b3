/* Why a rule refuses.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-domain-error"

#include "config.h"

#include "domain/sr-domain-error.h"

G_DEFINE_QUARK (sr-domain-error, sr_domain_error)
