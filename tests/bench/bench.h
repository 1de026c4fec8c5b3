/* What the benchmarks share: medians, pairs, the load of the machine.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * Pairs:
 * @product: (element-type double): what the product took, run by run
 * @floor: (element-type double): what the floor took, in the same turn
 *
 * Floor and product measured in turn.
 */
typedef struct
{
  GArray *product;
  GArray *floor;
} Pairs;

void   pairs_init    (Pairs      *self);
void   pairs_clear   (Pairs      *self);
void   pairs_add     (Pairs      *self,
                      double      product,
                      double      floor);
double pairs_product (const Pairs *self);
double pairs_floor   (const Pairs *self);
/* The median of the ratios pair by pair. */
double pairs_ratio   (const Pairs *self);

double bench_median     (const double *values,
                         guint         n);
/* What @part of the values (element-type double) is no greater than; 1 for the greatest. */
double bench_quantile   (const GArray *values,
                         double        part);
/* Seconds since some instant. */
double bench_now        (void);
/* One line: what else the machine was doing. */
void   bench_print_load (void);

G_END_DECLS
