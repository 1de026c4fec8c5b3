/* What the files of the desk window share.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/desk/sr-bell.h"
#include "ui/desk/sr-desk-window.h"
#include "ui/widgets/sr-measured-bin.h"

G_BEGIN_DECLS

struct _SrDeskWindow
{
  AdwApplicationWindow parent_instance;

  /* Template */
  AdwToastOverlay *toasts;
  SrMeasuredBin   *measure;
  GtkWidget       *sidebar;
  AdwWindowTitle  *sidebar_title;
  GtkListBox      *page_list;
  GtkWidget       *person;
  AdwAvatar       *person_avatar;
  GtkWidget       *person_words;
  GtkLabel        *person_name;
  GtkLabel        *person_seat;
  GtkWidget       *back_button;
  GtkWidget       *new_button;
  AdwWindowTitle  *title;
  GtkToggleButton *search_button;
  SrBell          *bell;
  GtkMenuButton   *menu_button;
  GMenuModel      *main_menu;
  GtkStack        *states;
  GtkStack        *pages;
  AdwStatusPage   *failed;
  GtkButton       *failed_button;

  /* Owned */
  GSettings       *settings;
  SrRoom          *room;
  GSignalGroup    *room_signals;
  GBindingGroup   *page_bindings;

  AdwToast        *undo_toast;      /* NULL while nothing can be undone, as the next two */
  GArray          *undo_sequences;
  char            *undo_sentence;

  /* Borrowed */
  SrPage          *page;
  GSimpleAction   *undo_action;

  /* State */
  guint            undo_id;
};

/* sr-desk-window-actions.c: everything that can be asked of the window. */
void _sr_desk_window_actions_init (SrDeskWindow *self);
/* The actions follow the page that is shown. */
void _sr_desk_window_actions_follow (SrDeskWindow *self);

/* sr-desk-window-undo.c: what was just done, and the way back. */
void _sr_desk_window_undo_class_init (GtkWidgetClass *widget_class);
void _sr_desk_window_undo_init       (SrDeskWindow   *self);
void _sr_desk_window_undo_dispose    (SrDeskWindow   *self);
/* Says @sentence at once, before what may be undone. */
void _sr_desk_window_announce        (SrDeskWindow   *self,
                                      const char     *sentence);

G_END_DECLS
