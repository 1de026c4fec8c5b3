/* What the files of the queue page share.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "models/sr-queue-counts.h"
#include "models/sr-queue-model.h"
#include "ui/queue/sr-bulk-bar.h"
#include "ui/queue/sr-filter-bar.h"
#include "ui/queue/sr-filter-popover.h"
#include "ui/queue/sr-past-strip.h"
#include "ui/queue/sr-queue-page.h"
#include "ui/queue/sr-request-pane.h"
#include "ui/widgets/sr-measured-bin.h"
#include "ui/widgets/sr-record-selection.h"
#include "ui/widgets/sr-view-chip.h"

G_BEGIN_DECLS

/* The columns from left to right, as they were designed; the last ones are shown when somebody wants
 * them. */
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
  SR_QUEUE_COLUMN_RECEIVED,
  SR_QUEUE_COLUMN_TEAM,
  SR_QUEUE_COLUMN_TAGS,
  SR_QUEUE_COLUMN_CHANNEL,
  SR_QUEUE_COLUMN_PLACE,
  SR_QUEUE_COLUMN_CLOSED,
  SR_N_QUEUE_COLUMNS,
  SR_N_QUEUE_TEMPLATE_COLUMNS = SR_QUEUE_COLUMN_RECEIVED
} SrQueueColumn;

/* The first views of SrQueueView have a chip each, in their order. */
#define SR_N_QUEUE_CHIPS 9

struct _SrQueuePage
{
  SrPage parent_instance;

  /* Template */
  GtkPaned             *paned;
  SrMeasuredBin        *list_side;
  GtkSearchBar         *search_bar;
  GtkSearchEntry       *search_entry;
  GtkWidget            *chips_box;
  SrViewChip           *today_chip;
  SrViewChip           *open_chip;
  SrViewChip           *mine_chip;
  SrViewChip           *unassigned_chip;
  SrViewChip           *waiting_chip;
  SrViewChip           *promised_chip;
  SrViewChip           *overdue_chip;
  SrViewChip           *resolved_chip;
  SrViewChip           *closed_chip;
  GtkWidget            *views_box;
  GtkMenuButton        *more_views_button;
  GtkMenuButton        *filter_button;
  GtkRevealer          *banner;
  GtkLabel             *banner_label;
  GtkBox               *list_box;
  GtkStack             *states;
  AdwStatusPage        *empty;
  GtkButton            *empty_button;
  AdwStatusPage        *failed;
  GtkWidget            *list_scroller;
  GtkColumnView        *list;
  SrPastStrip          *past_strip;
  SrRequestPane        *pane;

  /* Owned */
  GSettings            *settings;
  SrQueueModel         *model;
  SrQueueCounts        *counts;
  SrRecordSelection    *selection;
  GtkWidget            *row_menu;   /* NULL until somebody asks for it */
  SrBulkBar            *bulk_bar;   /* NULL until several are selected */
  SrFilterPopover      *filter_popover;  /* NULL until somebody filters */
  SrFilterBar          *filter_bar;
  SrViewChip           *chips[SR_N_QUEUE_CHIPS];
  GtkColumnViewColumn  *columns[SR_N_QUEUE_COLUMNS];  /* NULL until it is wanted */
  GSimpleActionGroup   *column_actions;
  GSignalGroup         *room_signals;
  char                 *saved_order;  /* of the saved view; NULL for the own one */
  char                 *saving;       /* what a view keeps that is being saved */

  /* Borrowed: a child */
  SrViewChip           *saved_chip;   /* of the saved view that is shown, or NULL */

  /* State */
  int                   widths[SR_N_QUEUE_COLUMNS];  /* as they come, before anybody drags */
  int                   hidden[SR_N_QUEUE_COLUMNS];  /* the width of a hidden column, else 0 */
  gboolean              chosen[SR_N_QUEUE_COLUMNS];  /* somebody wants to see it */
  GdkRectangle          menu_place;
  SrQueueView           view;           /* that the saved one begins with, or the one of that name */
  gint64                saved_view;     /* 0 for a view that is built in */
  gint64                newest_view;    /* that was saved before the one that is being saved */
  gboolean              has_view_columns;
  SrQueueColumn         ordered_column;
  int                   asked_column;  /* while it is asked which header was clicked; -1 for none */
  gboolean              is_descending;
  gboolean              is_ordering;   /* the headers are set by the page and not by a click */
  guint                 scroll_id;
  gint64                wanted;      /* to be selected once it is among the rows */
  gboolean              was_loading;
  gboolean              was_read;    /* the first answer came */
  gboolean              was_filled;  /* with at least one row */
  gboolean              is_placed;
  gboolean              scrolls_later;  /* once the list has a place */
};

/* sr-queue-page-cells.c: what the cells say. */
extern const SrChoice _sr_queue_page_clock_words[];

void                _sr_queue_page_cells_class_init (GtkWidgetClass *widget_class);
GtkListItemFactory *_sr_queue_page_make_cells       (SrQueuePage    *self,
                                                     SrQueueColumn   column);
/* As sr_choice_label(), also for the words of the clocks, whose context is another. */
const char         *_sr_queue_page_choice_word      (const SrChoice *choices,
                                                     const char     *value);
/* (transfer full): what a cell says to whoever pastes it: instants and numbers are whole */
char               *_sr_queue_page_dup_cell         (SrQueuePage    *self,
                                                     SrQueueColumn   column,
                                                     SrRecord       *record);

/* sr-queue-page-columns.c: which columns, how wide, what goes first when it is tight. */
void  _sr_queue_page_columns_init      (SrQueuePage    *self);
void  _sr_queue_page_columns_fit       (SrQueuePage    *self,
                                        int             width);
void  _sr_queue_page_columns_save      (SrQueuePage    *self);
void  _sr_queue_page_columns_use       (SrQueuePage    *self,
                                        GStrv           names);
GStrv _sr_queue_page_dup_columns       (SrQueuePage    *self);
/* (transfer full): what the heading of a column says */
char *_sr_queue_page_dup_column_title  (SrQueuePage    *self,
                                        SrQueueColumn   column);
/* As in settings: "due". */
const char *_sr_queue_page_column_name (SrQueueColumn   column);
/* -1 for a name that is none. */
int   _sr_queue_page_column_by_name    (const char     *name);
/* -1 for a column that is not of the queue. */
int   _sr_queue_page_find_column       (SrQueuePage    *self,
                                        GtkColumnViewColumn *column);

/* sr-queue-page-order.c: what stands first. */
void        _sr_queue_page_order_class_init (GtkWidgetClass *widget_class);
void        _sr_queue_page_order_init       (SrQueuePage    *self);
char       *_sr_queue_page_dup_order        (SrQueuePage    *self);
gboolean    _sr_queue_page_has_order        (SrQueueColumn   column);
void        _sr_queue_page_order_follow     (SrQueuePage    *self);
GMenuModel *_sr_queue_page_make_order_menu  (SrQueuePage    *self);

/* sr-queue-page-filter.c: what is left out of the view. */
void        _sr_queue_page_filter_class_init (GtkWidgetClass        *widget_class);
void        _sr_queue_page_filter_init       (SrQueuePage           *self);
void        _sr_queue_page_set_filter        (SrQueuePage           *self,
                                              const SrRequestFilter *filter);

/* sr-queue-page-rows.c: what is selected, the bar of several, copying, the menu of a row. */
void     _sr_queue_page_rows_class_init    (GtkWidgetClass *widget_class);
void     _sr_queue_page_rows_init          (SrQueuePage    *self);
void     _sr_queue_page_rows_dispose       (SrQueuePage    *self);
void     _sr_queue_page_select_position    (SrQueuePage    *self,
                                            guint           position);
void     _sr_queue_page_select_one         (SrQueuePage    *self);
void     _sr_queue_page_selection_changed  (SrQueuePage    *self);
void     _sr_queue_page_selection_full     (SrQueuePage    *self);
void     _sr_queue_page_drop_gone          (SrQueuePage    *self);
gboolean _sr_queue_page_popup_menu         (SrQueuePage    *self);
/* On what is selected: one request or several. */
void     _sr_queue_page_act                (SrQueuePage    *self,
                                            const char     *action);

/* sr-queue-page-views.c: the views that are built in, and those that people save. */
void     _sr_queue_page_views_class_init (GtkWidgetClass *widget_class);
void     _sr_queue_page_views_init       (SrQueuePage    *self);
void     _sr_queue_page_views_follow     (SrQueuePage    *self);
void     _sr_queue_page_views_fit        (SrQueuePage    *self);

/* sr-queue-page-past.c: what the person did on the last day of work, below the view "today". */
void     _sr_queue_page_past_init        (SrQueuePage    *self);
void     _sr_queue_page_past_follow      (SrQueuePage    *self);

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
