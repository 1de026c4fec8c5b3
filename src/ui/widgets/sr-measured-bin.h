/* A bin that tells how wide it is.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SR_TYPE_MEASURED_BIN (sr_measured_bin_get_type ())
G_DECLARE_FINAL_TYPE (SrMeasuredBin, sr_measured_bin, SR, MEASURED_BIN, GtkWidget)

int sr_measured_bin_get_width (SrMeasuredBin *self);

G_END_DECLS
