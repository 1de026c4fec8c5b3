/* The parts of a filter in words: what a chip says, and what there is to choose.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/service/sr-request-filter.h"
#include "room/sr-configuration.h"

G_BEGIN_DECLS

/* In the order in which they are offered and shown. */
typedef enum
{
  SR_FILTER_PART_STATE,
  SR_FILTER_PART_PRIORITY,
  SR_FILTER_PART_TYPE,
  SR_FILTER_PART_OWNER,
  SR_FILTER_PART_TEAM,
  SR_FILTER_PART_CHANNEL,
  SR_FILTER_PART_TAG,
  SR_FILTER_PART_CUSTOMER,
  SR_FILTER_PART_TIME,
  SR_FILTER_PART_EMERGENCY,
  SR_FILTER_PART_REPEATS,
  SR_FILTER_PART_FOLLOWED,
  SR_N_FILTER_PARTS
} SrFilterPart;

/**
 * SrFilterOption:
 * @value: as sr_filter_part_set() takes it
 * @label: what people read
 */
typedef struct
{
  char *value;
  char *label;
} SrFilterOption;

const char *sr_filter_part_title     (SrFilterPart            part);
/* It holds or it does not, without a value. */
gboolean    sr_filter_part_is_flag   (SrFilterPart            part);
gboolean    sr_filter_part_is_set    (SrFilterPart            part,
                                      const SrRequestFilter  *filter);
void        sr_filter_part_clear     (SrFilterPart            part,
                                      SrRequestFilter        *filter);
/* (element-type SrFilterOption) (transfer full): empty for what is not chosen from a list. */
GPtrArray  *sr_filter_part_options   (SrFilterPart            part,
                                      const SrRequestFilter  *filter,
                                      SrConfiguration        *configuration);
gboolean    sr_filter_part_has       (SrFilterPart            part,
                                      const SrRequestFilter  *filter,
                                      const char             *value);
/* FALSE if there are too many already. */
gboolean    sr_filter_part_set       (SrFilterPart            part,
                                      SrRequestFilter        *filter,
                                      const char             *value,
                                      gboolean                is_set);
/* (transfer full): "Priority: Urgent, High" */
char       *sr_filter_part_say       (SrFilterPart            part,
                                      const SrRequestFilter  *filter,
                                      SrConfiguration        *configuration,
                                      const char             *customer);

G_END_DECLS
