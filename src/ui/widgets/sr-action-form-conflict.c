/* What somebody else did while a form was open.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-action-form"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "models/sr-due.h"
#include "ui/widgets/sr-action-form-private.h"

/* Each collision is shown with both values. Who decides for the own ones does the same again, on what
 * the record is now.
 */

void
_sr_action_form_show_conflicts (SrActionForm *self,
                                GPtrArray    *conflicts)
{
  sr_conflict_view_clear (self->conflict_view);
  for (guint i = 0; i < conflicts->len; i++)
    {
      const SrConflict *conflict = g_ptr_array_index (conflicts, i);
      SrFieldEditor *editor = _sr_action_form_find_editor (self, conflict->field);
      const SrRow *staff = sr_configuration_find_text (sr_room_get_configuration (self->room),
                                                       &sr_staff_kind, conflict->actor);
      g_autofree char *when = sr_due_when (conflict->at, sr_room_get_zone (self->room),
                                           sr_room_get_now (self->room));
      g_autofree char *theirs = NULL;
      g_autofree char *mine = NULL;

      theirs = editor != NULL ? sr_field_editor_display (editor, conflict->theirs)
                              : g_strdup (conflict->theirs);
      mine = editor != NULL ? sr_field_editor_display (editor, conflict->mine)
                            : g_strdup (conflict->mine);
      sr_conflict_view_add (self->conflict_view,
                            editor != NULL ? sr_field_editor_get_label (editor) : conflict->field,
                            staff != NULL ? sr_row_get_text (staff, SR_STAFF_NAME)
                                          : conflict->actor,
                            when, theirs, mine);
      if (editor != NULL)
        g_object_set_data_full (G_OBJECT (editor), "theirs", g_strdup (conflict->theirs), g_free);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->conflict_view), conflicts->len > 0);
  if (conflicts->len > 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->conflict_view));
}

/* After a conflict: the same again, on what the record is now. */

static void
on_reloaded_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (SrActionForm) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SrRequestDetail) detail = sr_room_load_finish (SR_ROOM (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  _sr_action_form_set_acting (self, FALSE);
  if (detail == NULL)
    {
      _sr_action_form_show_error (self, error->message);
      return;
    }

  self->revision = sr_row_get_integer (detail->request->row, SR_COMMON_REVISION);
  _sr_action_form_act (self);
}

static void
repeat (SrActionForm *self)
{
  const SrRow *row = NULL;

  if (self->kind == &sr_request_kind)
    {
      _sr_action_form_set_acting (self, TRUE);
      sr_room_load_async (self->room, sr_row_get_id (self->subject), self->cancellable,
                          on_reloaded_cb, g_object_ref (self));
      return;
    }

  row = sr_configuration_find (sr_room_get_configuration (self->room), self->kind,
                               sr_row_get_id (self->subject));
  if (row != NULL)
    self->revision = sr_row_get_integer (row, SR_COMMON_REVISION);
  _sr_action_form_act (self);
}

static void
on_keep_mine_cb (SrActionForm *self)
{
  repeat (self);
}

static void
on_take_theirs_cb (SrActionForm *self)
{
  for (guint i = 0; i < self->editors->len; i++)
    {
      SrFieldEditor *editor = g_ptr_array_index (self->editors, i);
      g_autofree char *theirs = g_object_steal_data (G_OBJECT (editor), "theirs");

      if (theirs != NULL)
        sr_field_editor_set_text (editor, theirs);
    }
  repeat (self);
}

void
_sr_action_form_conflict_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, on_keep_mine_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_take_theirs_cb);
}
