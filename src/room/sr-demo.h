/* Fills a new room with a year of life.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "storage/sr-store.h"

G_BEGIN_DECLS

#define SR_DEMO_MAX_SIZE 2000000

/**
 * SrDemoProgress:
 * @done: how many requests have been taken in
 * @size: how many there will be
 *
 * Called now and then, on the thread that called sr_demo_fill().
 *
 * Returns: %FALSE to stop
 */
typedef gboolean (*SrDemoProgress) (guint64  done,
                                    guint64  size,
                                    gpointer user_data);

/**
 * SrDemoOptions:
 * @size: how many requests, 1 to %SR_DEMO_MAX_SIZE
 * @seed: another seed is another year
 * @now: the end of the year
 * @login: who becomes the first manager
 * @name: (nullable): what that person is called
 * @progress: (nullable): see #SrDemoProgress
 *
 * The same options give the same room in the same language.
 */
typedef struct
{
  guint64         size;
  guint32         seed;
  gint64          now;
  const char     *login;
  const char     *name;
  SrDemoProgress  progress;
  gpointer        user_data;
} SrDemoOptions;

/**
 * SrDemoReport:
 *
 * What the year was like.
 */
typedef struct
{
  guint64 requests;
  guint64 open;      /* of them, at the end */
  guint64 events;
  guint64 customers;
  guint   staff;
} SrDemoReport;

/* Takes a store that was made just now and holds no record. On failure what it holds is worth
 * nothing: throw the file away. Errors: SR_STORE_ERROR; G_IO_ERROR_CANCELLED if it was stopped. */
gboolean sr_demo_fill (SrStore             *store,
                       const SrDemoOptions *options,
                       SrDemoReport        *out_report,
                       GError             **error);

G_END_DECLS
