/* The subject of a request, with what marks it.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "domain/records/sr-record.h"

G_BEGIN_DECLS

#define SR_TYPE_SUBJECT_LABEL (sr_subject_label_get_type ())
G_DECLARE_FINAL_TYPE (SrSubjectLabel, sr_subject_label, SR, SUBJECT_LABEL, GtkBox)

/* Property "request" (SrRecord, nullable). */

G_END_DECLS
