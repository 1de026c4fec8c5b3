/* What the files of the queue page share.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "models/sr-queue-counts.h"
#include "models/sr-queue-model.h"
#include "ui/queue/sr-queue-page.h"
#include "ui/queue/sr-request-pane.h"
#include "ui/widgets/sr-measured-bin.h"
#include "ui/widgets/sr-view-chip.h"

G_BEGIN_DECLS

/* The columns from left to right, as they were designed. */
typedef enum
{
  SR_QUEUE_COLUMN_DUE,
  SR_QUEUE_COLUMN_CLOCK,
  SR_QUEUE_COLUMN_NUMBER,
  SR_QUEUE_COLUMN_CUSTOMER,
  SR_QUEUE_COLUMN_SUBJECT,
  SR_QUEUE_COLUMN_TYPE,
  SR_QUEUE_COLUMN_PRIORITY,
  SR_QUEUE_COLUMN_OWNER,
  SR_QUEUE_COLUMN_STATE,
  SR_N_QUEUE_COLUMNS
} SrQueueColumn;

/* The first views of SrQueueView have a chip each, in their order. */
#define SR_N_QUEUE_CHIPS 7

struct _SrQueuePage
{
  SrPage parent_instance;

  /* Template */
  GtkPaned             *paned;
  SrMeasuredBin        *list_side;
  GtkSearchBar         *search_bar;
  GtkSearchEntry       *search_entry;
  GtkWidget            *chips_box;
  SrViewChip           *open_chip;
  SrViewChip           *mine_chip;
  SrViewChip           *unassigned_chip;
  SrViewChip           *waiting_chip;
  SrViewChip           *overdue_chip;
  SrViewChip           *resolved_chip;
  SrViewChip           *closed_chip;
  GtkRevealer          *banner;
  GtkLabel             *banner_label;
  GtkStack             *states;
  AdwStatusPage        *empty;
  GtkButton            *empty_button;
  AdwStatusPage        *failed;
  GtkWidget            *list_scroller;
  GtkColumnView        *list;
  GtkColumnViewColumn  *due_column;
  GtkColumnViewColumn  *clock_column;
  GtkColumnViewColumn  *number_column;
  GtkColumnViewColumn  *customer_column;
  GtkColumnViewColumn  *subject_column;
  GtkColumnViewColumn  *type_column;
  GtkColumnViewColumn  *priority_column;
  GtkColumnViewColumn  *owner_column;
  GtkColumnViewColumn  *state_column;
  SrRequestPane        *pane;

  /* Owned */
  GSettings            *settings;
  SrQueueModel         *model;
  SrQueueCounts        *counts;
  GtkSingleSelection   *selection;
  SrViewChip           *chips[SR_N_QUEUE_CHIPS];
  GtkColumnViewColumn  *columns[SR_N_QUEUE_COLUMNS];

  /* State */
  int                   widths[SR_N_QUEUE_COLUMNS];  /* as they come, before anybody drags */
  int                   hidden[SR_N_QUEUE_COLUMNS];  /* the width of a hidden column, else 0 */
  gint64                wanted;      /* to be selected once it is among the rows */
  gboolean              was_loading;
  gboolean              was_read;    /* the first answer came */
  gboolean              was_filled;  /* with at least one row */
  gboolean              is_placed;
};

/* sr-queue-page-columns.c: cells, widths, what goes first when it is tight. */
void _sr_queue_page_columns_class_init (GtkWidgetClass *widget_class);
void _sr_queue_page_columns_init       (SrQueuePage    *self);
void _sr_queue_page_columns_fit        (SrQueuePage    *self,
                                        int             width);
void _sr_queue_page_columns_save       (SrQueuePage    *self);

/* sr-queue-page-keys.c: moving between the panes and the rows. */
void     _sr_queue_page_keys_init      (SrQueuePage    *self);
gboolean _sr_queue_page_focus_pane     (SrPage         *page,
                                        gboolean        backward,
                                        gboolean        enter);
void     _sr_queue_page_focus_list     (SrQueuePage    *self);
/* Shows the detail where there is place for one thing only, and moves the focus there. */
void     _sr_queue_page_enter_detail   (SrQueuePage    *self);
void     _sr_queue_page_leave_detail   (SrQueuePage    *self);

G_END_DECLS
