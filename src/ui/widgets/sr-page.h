/* What every page of the desk window is.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "room/sr-room.h"

G_BEGIN_DECLS

#define SR_TYPE_PAGE (sr_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (SrPage, sr_page, SR, PAGE, AdwBin)

/**
 * SrPageClass:
 * @focus_pane: moves the focus to the next pane of the page (the previous one if @backward), or,
 *   with @enter, to its first (last); %FALSE when there is no further one
 * @show_record: selects and shows the record with that id
 * @go_back: leaves the detail; called only while "can-go-back" is %TRUE
 * @focus_search: the person asked for the search; it is shown already
 * @activate_next: does the next action of what is selected
 * @activate_action: does the action of that name on what is selected
 * @explain: shows why what is selected is due when it is
 * @reload: reads the page anew
 * @is_drawn: nothing that was asked for is still on its way; for pictures
 *
 * The window knows a page by this and by nothing else.
 */
struct _SrPageClass
{
  AdwBinClass parent_class;

  gboolean (*focus_pane)      (SrPage     *self,
                               gboolean    backward,
                               gboolean    enter);
  void     (*show_record)     (SrPage     *self,
                               gint64      record);
  void     (*go_back)         (SrPage     *self);
  void     (*focus_search)    (SrPage     *self);
  void     (*activate_next)   (SrPage     *self);
  void     (*activate_action) (SrPage     *self,
                               const char *action);
  void     (*explain)         (SrPage     *self);
  void     (*reload)          (SrPage     *self);
  gboolean (*is_drawn)        (SrPage     *self);
};

const char *sr_page_get_title       (SrPage     *self);
const char *sr_page_get_icon_name   (SrPage     *self);

SrRoom     *sr_page_get_room        (SrPage     *self);
void        sr_page_set_room        (SrPage     *self,
                                     SrRoom     *room);

guint       sr_page_get_count       (SrPage     *self);
guint       sr_page_get_overdue     (SrPage     *self);
void        sr_page_set_counts      (SrPage     *self,
                                     guint       count,
                                     guint       overdue);

gboolean    sr_page_get_narrow      (SrPage     *self);
void        sr_page_set_narrow      (SrPage     *self,
                                     gboolean    narrow);
gboolean    sr_page_get_can_go_back (SrPage     *self);
void        sr_page_set_can_go_back (SrPage     *self,
                                     gboolean    can_go_back);
gboolean    sr_page_get_search_mode (SrPage     *self);
void        sr_page_set_search_mode (SrPage     *self,
                                     gboolean    search_mode);
const char *sr_page_get_view        (SrPage     *self);
void        sr_page_set_view        (SrPage     *self,
                                     const char *view);

gboolean    sr_page_focus_pane      (SrPage     *self,
                                     gboolean    backward,
                                     gboolean    enter);
void        sr_page_show_record     (SrPage     *self,
                                     gint64      record);
void        sr_page_go_back         (SrPage     *self);
void        sr_page_focus_search    (SrPage     *self);
void        sr_page_activate_next   (SrPage     *self);
void        sr_page_activate_action (SrPage     *self,
                                     const char *action);
void        sr_page_explain         (SrPage     *self);
void        sr_page_reload          (SrPage     *self);
gboolean    sr_page_is_drawn        (SrPage     *self);

G_END_DECLS
