/* Writes what the demonstration has lived through, on a thread of its own.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/records/sr-row.h"
#include "storage/sr-connection.h"

G_BEGIN_DECLS

/**
 * SrDemoWriter:
 *
 * Appends events to the journal in the order in which they come, and inserts the rows of requests
 * once, when they will not change any more. It owns the connection from its making to its end.
 */
typedef struct _SrDemoWriter SrDemoWriter;

SrDemoWriter *sr_demo_writer_new         (SrConnection  *connection,
                                          GError       **error);
/* Takes @event. FALSE if writing has failed; sr_demo_writer_finish() says why. */
gboolean      sr_demo_writer_add_event   (SrDemoWriter  *self,
                                          SrRow         *event);
/* Takes @request and @children; @customer lives longer than the writer. */
gboolean      sr_demo_writer_add_request (SrDemoWriter  *self,
                                          SrRow         *request,
                                          GPtrArray     *children,
                                          const SrRow   *customer);
/* Waits until all is written. */
gboolean      sr_demo_writer_finish      (SrDemoWriter  *self,
                                          guint64       *out_events,
                                          GError       **error);
/* Without a finish: what is not written yet is thrown away. */
void          sr_demo_writer_free        (SrDemoWriter  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrDemoWriter, sr_demo_writer_free)

G_END_DECLS
