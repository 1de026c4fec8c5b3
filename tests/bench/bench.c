/* What the benchmarks share: medians, pairs, the load of the machine.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"

void
pairs_init (Pairs *self)
{
  self->product = g_array_new (FALSE, FALSE, sizeof (double));
  self->floor = g_array_new (FALSE, FALSE, sizeof (double));
}

void
pairs_clear (Pairs *self)
{
  g_array_unref (self->product);
  g_array_unref (self->floor);
}

void
pairs_add (Pairs  *self,
           double  product,
           double  floor)
{
  g_array_append_val (self->product, product);
  g_array_append_val (self->floor, floor);
}

static int
compare (const void *a,
         const void *b)
{
  const double *left = a;
  const double *right = b;

  return (*left > *right) - (*left < *right);
}

double
bench_median (const double *values,
              guint         n)
{
  g_autofree double *sorted = NULL;

  g_return_val_if_fail (n > 0, 0);

  sorted = g_new (double, n);
  memcpy (sorted, values, n * sizeof (double));
  qsort (sorted, n, sizeof (double), compare);

  return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
}

double
bench_quantile (const GArray *values,
                double        part)
{
  g_autoptr (GArray) sorted = g_array_copy ((GArray *) values);

  g_return_val_if_fail (values->len > 0, 0);

  g_array_sort (sorted, compare);

  return g_array_index (sorted, double, MIN ((guint) (part * sorted->len), sorted->len - 1));
}

double
pairs_product (const Pairs *self)
{
  return bench_median (&g_array_index (self->product, double, 0), self->product->len);
}

double
pairs_floor (const Pairs *self)
{
  return bench_median (&g_array_index (self->floor, double, 0), self->floor->len);
}

double
pairs_ratio (const Pairs *self)
{
  g_autoptr (GArray) ratios = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < self->product->len; i++)
    {
      double ratio = g_array_index (self->product, double, i) /
                     g_array_index (self->floor, double, i);

      g_array_append_val (ratios, ratio);
    }

  return bench_median (&g_array_index (ratios, double, 0), ratios->len);
}

double
bench_now (void)
{
  return (double) g_get_monotonic_time () / G_USEC_PER_SEC;
}

void
bench_print_load (void)
{
  double load[3] = { 0 };

  if (getloadavg (load, 3) == 3)
    printf ("Load of the machine: %.2f %.2f %.2f on %u processors\n\n", load[0], load[1], load[2],
            g_get_num_processors ());
}
