/* Any bytes as a file that a map reads.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "room/sr-import-map.h"

/* Lines, problems or an error, and whatever is said or kept is UTF-8. */
void fuzz_import (const SrImportMap *map,
                  GBytes            *bytes);
