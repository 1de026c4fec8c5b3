/* Which reminders pop up now, and how.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-popup-plan"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-popup-plan.h"

/**
 * sr_popup_plan_free:
 * @self: (nullable) (transfer full):
 */
void
sr_popup_plan_free (SrPopupPlan *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->reminders);
  g_free (self);
}

static void
add_plan (GPtrArray *plans,
          SrShowing  showing,
          GPtrArray *reminders)
{
  SrPopupPlan *plan = g_new0 (SrPopupPlan, 1);

  plan->showing = showing;
  plan->reminders = g_ptr_array_ref (reminders);
  g_ptr_array_add (plans, plan);
}

static void
add_single (GPtrArray   *plans,
            const SrRow *reminder)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  g_ptr_array_add (one, (gpointer) reminder);
  add_plan (plans, SR_SHOWING_SINGLE, one);
}

/* When it wants to be shown; G_MAXINT64 for what never pops up, or has. */
static gint64
get_instant (const SrRow *reminder)
{
  if (sr_row_is (reminder, SR_REMINDER_FORM, "badge"))
    return G_MAXINT64;
  if (sr_row_is (reminder, SR_REMINDER_STATE, "waiting"))
    return sr_row_get_integer (reminder, SR_REMINDER_RAISED_AT);
  if (sr_row_is (reminder, SR_REMINDER_STATE, "snoozed"))
    return sr_row_get_integer (reminder, SR_REMINDER_SNOOZED_UNTIL);

  return G_MAXINT64;
}

static gboolean
is_emergency (const SrRow *reminder)
{
  return sr_row_get_integer (reminder, SR_REMINDER_EMERGENCY) != 0;
}

/* One that waited alone needs no digest. */
static void
join_lonely (GPtrArray *late,
             GPtrArray *fresh)
{
  if (late->len != 1)
    return;

  g_ptr_array_insert (fresh, 0, g_ptr_array_index (late, 0));
  g_ptr_array_set_size (late, 0);
}

static guint
count_recent (GArray *shown,
              gint64  now)
{
  guint n = 0;

  for (guint i = 0; i < shown->len; i++)
    {
      if (g_array_index (shown, gint64, i) > now - SR_POPUP_WINDOW)
        n++;
    }

  return n;
}

/**
 * sr_popup_plan_make:
 * @reminders: (element-type SrRow): the open reminders of one person, the oldest first
 * @shift: when the person works
 * @shown: (element-type gint64): when popups were shown to the person in the last ten minutes or
 *   longer; those of emergencies do not count
 * @watched_since: since when a program is there to tell
 * @now: the present instant
 * @out_next: (out): when something is due that is not yet, or may not be shown yet
 *
 * By domain.md 2.5: an emergency is shown at once. What comes while the person does not work waits, and
 * comes as one digest when work begins; so does what came while no program was there. More than three
 * popups in ten minutes become one summary.
 *
 * Returns: (transfer full) (element-type SrPopupPlan): what is to pop up now
 */
GPtrArray *
sr_popup_plan_make (GPtrArray     *reminders,
                    const SrShift *shift,
                    GArray        *shown,
                    gint64         watched_since,
                    gint64         now,
                    gint64        *out_next)
{
  GPtrArray *plans = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_popup_plan_free);
  g_autoptr (GPtrArray) late = g_ptr_array_new ();
  g_autoptr (GPtrArray) fresh = g_ptr_array_new ();
  gboolean is_working = sr_shift_is_working (shift, now);
  gint64 since = MAX (watched_since, sr_shift_get_start (shift, now));
  gboolean waits = FALSE;

  *out_next = G_MAXINT64;

  for (guint i = 0; i < reminders->len; i++)
    {
      const SrRow *reminder = g_ptr_array_index (reminders, i);
      gint64 at = get_instant (reminder);

      if (at > now)
        *out_next = MIN (*out_next, at);
      else if (is_emergency (reminder))
        add_single (plans, reminder);
      else if (!is_working)
        waits = TRUE;
      else
        g_ptr_array_add (at < since ? late : fresh, (gpointer) reminder);
    }

  if (waits)
    *out_next = MIN (*out_next, sr_shift_get_next (shift, now));

  join_lonely (late, fresh);
  if (late->len > 0)
    add_plan (plans, SR_SHOWING_DIGEST, late);

  if (fresh->len > 0 &&
      count_recent (shown, now) + (late->len > 0 ? 1 : 0) + fresh->len > SR_POPUP_MAX)
    {
      add_plan (plans, SR_SHOWING_SUMMARY, fresh);
    }
  else
    {
      for (guint i = 0; i < fresh->len; i++)
        add_single (plans, g_ptr_array_index (fresh, i));
    }

  return plans;
}
