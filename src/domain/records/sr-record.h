/* A record as an object: properties with notification, made from the table of fields.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "domain/records/sr-row.h"

G_BEGIN_DECLS

#define SR_TYPE_RECORD (sr_record_get_type ())
G_DECLARE_DERIVABLE_TYPE (SrRecord, sr_record, SR, RECORD, GObject)

struct _SrRecordClass
{
  GObjectClass        parent_class;
  const SrRecordKind *kind;
};

/* Registers the types of all kinds, so that templates find them by name. */
void                sr_record_ensure_types  (void);

/* Takes the row. Main thread only, as all of the below. */
SrRecord           *sr_record_new           (SrRow       *row);
const SrRecordKind *sr_record_get_kind      (SrRecord    *self);
gint64              sr_record_get_id        (SrRecord    *self);
gint64              sr_record_get_revision  (SrRecord    *self);
const SrRow        *sr_record_get_row       (SrRecord    *self);
gint64              sr_record_get_integer   (SrRecord    *self,
                                             guint        field);
const char         *sr_record_get_text      (SrRecord    *self,
                                             guint        field);
gboolean            sr_record_is            (SrRecord    *self,
                                             guint        field,
                                             const char  *text);
/* Takes the row and notifies exactly the properties whose values differ. */
void                sr_record_take_row      (SrRecord    *self,
                                             SrRow       *row);
/* What a reference's target is called, as the storage read it along; the property "<name>-label".
 * (nullable) */
const char         *sr_record_get_label     (SrRecord    *self,
                                             guint        field);
void                sr_record_set_label     (SrRecord    *self,
                                             guint        field,
                                             const char  *label);

G_END_DECLS
