/* What the files of the call card share.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/queue/sr-call-card.h"
#include "ui/queue/sr-call-draft.h"
#include "ui/queue/sr-caller-panel.h"
#include "ui/queue/sr-customer-picker.h"
#include "ui/queue/sr-promise-chooser.h"
#include "ui/widgets/sr-choice-toggles.h"
#include "ui/widgets/sr-priority-label.h"
#include "ui/widgets/sr-reference-list.h"
#include "ui/widgets/sr-text-area.h"

G_BEGIN_DECLS

/* The name of the scratch that is kept for each person. */
#define SR_CALL_CARD_FORM "call-card"

struct _SrCallCard
{
  AdwWindow          parent_instance;

  /* template */
  AdwWindowTitle    *window_title;
  GtkMenuButton     *template_button;
  GtkScrolledWindow *scroller;
  SrCustomerPicker  *picker;
  GtkLabel          *picker_error;
  GtkWidget         *fold;
  GtkToggleButton   *fold_button;
  GtkLabel          *fold_label;
  GtkRevealer       *fold_revealer;
  GtkEntry          *title_entry;
  GtkLabel          *title_error;
  GtkLabel          *title_hint;
  SrTextArea        *body_area;
  SrChoiceToggles   *family_toggles;
  GtkDropDown       *type_drop_down;
  GtkEntry          *place_entry;
  SrChoiceToggles   *impact_toggles;
  SrChoiceToggles   *urgency_toggles;
  SrPriorityLabel   *priority_label;
  GtkCheckButton    *emergency_check;
  GtkLabel          *forecast_label;
  SrPromiseChooser  *promise_chooser;
  GtkLabel          *promise_error;
  GtkWidget         *promise_box;
  GtkRevealer       *answer_revealer;
  GtkDropDown       *resolution_drop_down;
  GtkDropDown       *cause_drop_down;
  SrTextArea        *solution_area;
  GtkLabel          *answer_error;
  GtkBox            *side;
  SrCallerPanel     *caller_panel;
  GtkLabel          *error_label;
  GtkRevealer       *error_revealer;
  GtkToggleButton   *answer_button;
  GtkButton         *register_button;

  /* owned */
  SrRoom            *room;
  SrReferenceList   *types;
  SrReferenceList   *resolutions;
  SrReferenceList   *causes;
  SrCallDraft       *beginning;    /* what it is to begin with instead of the draft; NULL for that */

  /* state */
  gint64             received_at;
  guint              save_id;
  guint              scroll_id;
  gboolean           is_folded;    /* there is no place for what is known of the caller */
  gboolean           restoring;    /* the fields are being filled; nobody types */
  gboolean           registering;
  gboolean           draft_failed; /* what is shown of the draft is an error */
  gboolean           done;         /* registered: there is no draft any more */

  /* of the template that is used; 0 and NULL without one */
  gint64             template;
  char              *put_title;    /* what it wrote, to tell it from what is typed */
  char              *put_body;
  char              *tags;         /* a JSON list */
  gint64             team;
  char              *channel;
};

/* sr-call-card-draft.c: what is on the card as one draft, and keeping it. */
SrCallDraft *_sr_call_card_collect         (SrCallCard          *self);
void         _sr_call_card_restore         (SrCallCard          *self,
                                            const SrCallDraft   *draft);
/* What is shown of the draft beside the time of the call; @state is nullable. */
void         _sr_call_card_say_state       (SrCallCard          *self,
                                            const char          *state);
void         _sr_call_card_save_draft      (SrCallCard          *self);
void         _sr_call_card_drop_draft      (SrCallCard          *self);
/* Somebody typed or chose something. */
void         _sr_call_card_touch           (SrCallCard          *self);

/* sr-call-card-fields.c: fields that answer to each other, and the deadlines that follow. */
void         _sr_call_card_fields_class_init (GtkWidgetClass    *widget_class);
void         _sr_call_card_update_forecast (SrCallCard          *self);
void         _sr_call_card_update_types    (SrCallCard          *self);
void         _sr_call_card_choose_type     (SrCallCard          *self,
                                            gint64               type);

/* sr-call-card-template.c: beginning with what comes again and again. */
void         _sr_call_card_template_class_init (GtkWidgetClass  *widget_class);
void         _sr_call_card_template_init   (SrCallCard          *self);
/* Takes up what a draft has of a template; 0 for none. */
void         _sr_call_card_restore_template (SrCallCard         *self,
                                             gint64              template);
/* FALSE, with the focus where something is missing, and what to say; (transfer full). */
gboolean     _sr_call_card_check_template  (SrCallCard          *self,
                                            char               **out_message);

G_END_DECLS
