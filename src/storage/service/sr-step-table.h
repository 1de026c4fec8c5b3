/* All SQL about what a person did, step by step.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/records/sr-row.h"
#include "storage/sr-connection.h"

G_BEGIN_DECLS

/**
 * SrPersonStep:
 * @event: the event
 * @year: of the number of the record that it is about
 * @serial: the running number
 * @title: what the record is about
 *
 * One step of a person.
 */
typedef struct
{
  SrRow  *event;
  gint64  year;
  gint64  serial;
  char   *title;
} SrPersonStep;

void sr_person_step_free (SrPersonStep *self);

/* In [from, until), the last first, at most so many; (element-type SrPersonStep). */
GPtrArray *sr_step_table_list      (SrConnection  *connection,
                                    const char    *login,
                                    gint64         from,
                                    gint64         until,
                                    guint          limit,
                                    GError       **error);
/* The instant of the last step before @until; @none if there is none. */
gboolean   sr_step_table_find_last (SrConnection  *connection,
                                    const char    *login,
                                    gint64         until,
                                    gint64         none,
                                    gint64        *out_last,
                                    GError       **error);

G_END_DECLS
