/* What the files of the request pane share.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/queue/sr-action-bar.h"
#include "ui/queue/sr-attachment-strip.h"
#include "ui/queue/sr-customer-card.h"
#include "ui/queue/sr-deadline-strip.h"
#include "ui/queue/sr-playbook-card.h"
#include "ui/queue/sr-relations-card.h"
#include "ui/queue/sr-request-header.h"
#include "ui/queue/sr-request-pane.h"
#include "ui/queue/sr-timeline-view.h"

G_BEGIN_DECLS

struct _SrRequestPane
{
  AdwBin parent_instance;

  /* Template */
  GtkStack        *stack;
  GtkWidget       *scroller;
  AdwStatusPage   *several;
  AdwStatusPage   *failed;
  SrRequestHeader *header;
  GtkLabel        *body;
  SrRelationsCard *relations_card;
  SrAttachmentStrip *attachment_strip;
  SrCustomerCard  *customer_card;
  SrDeadlineStrip *deadline_strip;
  SrPlaybookCard  *playbook_card;
  SrActionBar     *action_bar;
  SrTimelineView  *timeline;
  GtkWidget       *attaching_box;
  GtkLabel        *attaching_label;
  GtkProgressBar  *attaching_bar;

  /* Owned */
  SrRoom          *room;
  GSignalGroup    *room_signals;
  SrRequestDetail *detail;
  GCancellable    *cancellable;
  GCancellable    *attaching;    /* of the files that are being read; NULL if none is */

  /* State */
  gint64           request;
  guint            reload_id;
  guint            n_attaching;
  guint            n_attached;   /* since the first of them */
  gboolean         deadline_wanted;
};

/* sr-request-pane-attach.c: attaching, opening and saving files. */
void _sr_request_pane_attach_class_init (GtkWidgetClass *widget_class);
void _sr_request_pane_attach_dispose    (SrRequestPane  *self);
/* Pictures and files that are dropped or pasted. */
void _sr_request_pane_paste_class_init  (GtkWidgetClass *widget_class);
void _sr_request_pane_paste_init        (SrRequestPane  *self);
/* (transfer none): @folder is removed with the file once it is read; nullable. */
void _sr_request_pane_attach_file       (SrRequestPane  *self,
                                         gint64          request,
                                         GFile          *file,
                                         GFile          *folder);

/* One sentence in a toast. */
void _sr_request_pane_announce          (SrRequestPane  *self,
                                         const char     *sentence);

G_END_DECLS
