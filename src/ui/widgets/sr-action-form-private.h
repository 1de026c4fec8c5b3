/* What the files of the form of an action share.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/widgets/sr-action-form.h"
#include "ui/widgets/sr-conflict-view.h"
#include "ui/widgets/sr-field-editor.h"
#include "ui/widgets/sr-text-area.h"

G_BEGIN_DECLS

struct _SrActionForm
{
  AdwWindow            parent_instance;

  /* template */
  AdwWindowTitle      *window_title;
  GtkRevealer         *error_revealer;
  GtkLabel            *error_label;
  SrConflictView      *conflict_view;
  AdwPreferencesGroup *group;
  GtkLabel            *missing_label;
  GtkButton           *act_button;

  /* owned */
  SrRoom              *room;
  SrRow               *subject;      /* NULL for an action that makes a record */
  GPtrArray           *several;      /* of SrRecord, for an act on all of them; nullable */
  GHashTable          *given;        /* fields that are set without being asked; nullable */
  GPtrArray           *editors;      /* of SrFieldEditor */
  GCancellable        *cancellable;

  /* borrowed: tables of the program */
  const SrRecordKind  *kind;
  const SrAction      *action;

  /* state */
  SrTextArea          *reason_area;
  gint64               revision;     /* the one that the person has seen */
  gboolean             acting;
};

void           _sr_action_form_act            (SrActionForm   *self);
/* Does it, without asking again. */
void           _sr_action_form_perform        (SrActionForm   *self);
void           _sr_action_form_set_acting     (SrActionForm   *self,
                                               gboolean        acting);
void           _sr_action_form_show_error     (SrActionForm   *self,
                                               const char     *message);
/* (nullable) */
SrFieldEditor *_sr_action_form_find_editor    (SrActionForm   *self,
                                               const char     *name);

/* sr-action-form-conflict.c: what somebody else did meanwhile. */
void           _sr_action_form_conflict_class_init (GtkWidgetClass *widget_class);
/* (element-type SrConflict) */
void           _sr_action_form_show_conflicts (SrActionForm   *self,
                                               GPtrArray      *conflicts);

/* sr-action-form-effect.c: which deadlines another day would move; takes @acts. */
void           _sr_action_form_rehearse       (SrActionForm   *self,
                                               GPtrArray      *acts);

G_END_DECLS
