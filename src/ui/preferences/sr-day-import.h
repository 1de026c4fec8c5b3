/* Other days for the calendar, looked at before they hold.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "room/sr-room.h"

G_BEGIN_DECLS

#define SR_TYPE_DAY_IMPORT (sr_day_import_get_type ())
G_DECLARE_FINAL_TYPE (SrDayImport, sr_day_import, SR, DAY_IMPORT, GObject)

/* Property "busy" (boolean, read). Signal "said" (string): what came of it, in a sentence. */

SrDayImport *sr_day_import_new      (SrRoom      *room);
/* Asks for a file. */
void         sr_day_import_choose   (SrDayImport *self,
                                     GtkWindow   *parent);
/* The days of @file, or (NULL) those that the program ships. */
void         sr_day_import_look     (SrDayImport *self,
                                     GtkWindow   *parent,
                                     GFile       *file);
/* Stops looking. */
void         sr_day_import_cancel   (SrDayImport *self);

G_END_DECLS
