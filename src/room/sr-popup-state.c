/* What decides which reminders pop up for the person now.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-popup-state"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "room/sr-popup-state.h"
#include "storage/service/sr-roster-table.h"

#define DAY (24 * 3600)

/* How much of the roster decides when a person works next: nobody is on leave for longer. */
#define ROSTER_BEFORE (2 * DAY)
#define ROSTER_AFTER (400 * DAY)

/**
 * sr_popup_state_free:
 * @self: (nullable) (transfer full):
 */
void
sr_popup_state_free (SrPopupState *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->reminders, g_ptr_array_unref);
  g_clear_pointer (&self->listed, g_ptr_array_unref);
  g_clear_pointer (&self->duties, g_ptr_array_unref);
  g_clear_pointer (&self->absences, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_array_unref);
  g_clear_pointer (&self->popups, g_ptr_array_unref);
  g_free (self);
}

static GPtrArray *
keep_own (GPtrArray *rows,
          guint      field,
          gint64     staff)
{
  for (guint i = rows != NULL ? rows->len : 0; i > 0; i--)
    {
      if (sr_row_get_integer (g_ptr_array_index (rows, i - 1), field) != staff)
        g_ptr_array_remove_index (rows, i - 1);
    }

  return rows;
}

/**
 * sr_popup_state_load:
 * @staff: the id of a person
 * @now: the present instant
 *
 * Returns: (transfer full) (nullable): what decides, or %NULL with %SR_STORE_ERROR
 */
SrPopupState *
sr_popup_state_load (SrConnection  *connection,
                     gint64         staff,
                     gint64         now,
                     GError       **error)
{
  g_autoptr (SrPopupState) self = g_new0 (SrPopupState, 1);

  self->listed = sr_reminder_table_list_open (connection, staff, error);
  if (self->listed == NULL)
    return NULL;

  self->reminders = g_ptr_array_new ();
  for (guint i = 0; i < self->listed->len; i++)
    g_ptr_array_add (self->reminders,
                     ((SrListedReminder *) g_ptr_array_index (self->listed, i))->row);

  self->duties = keep_own (sr_roster_table_load_duties (connection, now - ROSTER_BEFORE,
                                                        now + ROSTER_AFTER, error),
                           SR_DUTY_STAFF, staff);
  if (self->duties == NULL)
    return NULL;

  self->absences = keep_own (sr_roster_table_load_absences (connection, now - ROSTER_BEFORE,
                                                            now + ROSTER_AFTER, error),
                             SR_ABSENCE_STAFF, staff);
  if (self->absences == NULL)
    return NULL;

  self->shown = sr_reminder_table_list_shown (connection, staff, now - SR_POPUP_WINDOW, error);
  if (self->shown == NULL)
    return NULL;

  self->popups = sr_popup_table_load (connection, staff, error);

  return self->popups != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * sr_popup_state_plan:
 * @calendar: the hours of the room
 * @watched_since: since when a program is there to tell
 * @now: the present instant
 * @out_next: (out): when to ask again if nothing changes; %G_MAXINT64 for never
 *
 * Returns: (transfer full) (element-type SrPopupPlan): what is to pop up; borrows reminders from @self
 */
GPtrArray *
sr_popup_state_plan (SrPopupState *self,
                     SrCalendar   *calendar,
                     gint64        watched_since,
                     gint64        now,
                     gint64       *out_next)
{
  SrShift shift = { calendar, self->duties, self->absences };

  return sr_popup_plan_make (self->reminders, &shift, self->shown, watched_since, now, out_next);
}
