/* When the customer was told to hear from the room.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-promise-chooser"

#include "config.h"

#include "ui/queue/sr-promise-chooser.h"

#include <glib/gi18n-lib.h>

#include "ui/widgets/sr-instant-entry.h"
#include "ui/widgets/sr-quick-instant.h"

/**
 * SrPromiseChooser:
 *
 * Chips for what is said most, and an entry for the rest. A promise after the deadline may be made,
 * with a reason.
 */
struct _SrPromiseChooser
{
  AdwBin           parent_instance;

  /* template */
  GtkToggleButton *none_chip;
  GtkToggleButton *today_chip;
  GtkToggleButton *tomorrow_chip;
  GtkToggleButton *other_chip;
  GtkWidget       *today_late;
  GtkWidget       *tomorrow_late;
  GtkWidget       *other_late;
  GtkRevealer     *other_revealer;
  SrInstantEntry  *other_entry;
  GtkRevealer     *reason_revealer;
  GtkEntry        *reason_entry;

  /* owned */
  SrCalendar      *calendar;

  /* state */
  gint64           now;
  gint64           today;      /* 0: the chip is hidden */
  gint64           tomorrow;
  gint64           deadline;   /* 0: not known yet */
};

enum
{
  CHANGED,
  ACTIVATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SrPromiseChooser, sr_promise_chooser, ADW_TYPE_BIN)

static gboolean
is_late (SrPromiseChooser *self,
         gint64            instant)
{
  return self->deadline != 0 && instant > self->deadline;
}

static void
set_revealed (GtkRevealer *revealer,
              gboolean     revealed)
{
  gtk_revealer_set_reveal_child (revealer, revealed);
  /* A folded child would still be a stop of the Tab key. */
  gtk_widget_set_visible (GTK_WIDGET (revealer), revealed);
}

static void
update (SrPromiseChooser *self)
{
  gboolean other = gtk_toggle_button_get_active (self->other_chip);
  gint64 instant = sr_promise_chooser_get_instant (self);

  gtk_widget_set_visible (self->today_late, is_late (self, self->today));
  gtk_widget_set_visible (self->tomorrow_late, is_late (self, self->tomorrow));
  gtk_widget_set_visible (self->other_late, other && is_late (self, instant));
  set_revealed (self->other_revealer, other);
  set_revealed (self->reason_revealer, is_late (self, instant));
}

static void
on_changed_cb (SrPromiseChooser *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->reason_entry), "error");
  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_chip_toggled_cb (SrPromiseChooser *self,
                    GtkToggleButton  *chip)
{
  gtk_widget_set_focusable (GTK_WIDGET (chip), gtk_toggle_button_get_active (chip));
  if (gtk_toggle_button_get_active (chip))
    on_changed_cb (self);
}

static void
on_other_clicked_cb (SrPromiseChooser *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->other_entry));
}

static void
on_activate_cb (SrPromiseChooser *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

/* The chips are one stop of the Tab key; the arrows choose. */
static gboolean
on_chips_key_pressed_cb (SrPromiseChooser *self,
                         guint             keyval,
                         guint             keycode,
                         GdkModifierType   state)
{
  GtkToggleButton *chips[] = { self->none_chip, self->today_chip, self->tomorrow_chip,
                               self->other_chip };
  int n = (int) G_N_ELEMENTS (chips);
  int active = 0;
  int step;

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;

  if (keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left)
    step = -1;
  else if (keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right)
    step = 1;
  else
    return GDK_EVENT_PROPAGATE;

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    step = -step;

  while (active < n && !gtk_toggle_button_get_active (chips[active]))
    active++;
  do
    active += step;
  while (active >= 0 && active < n && !gtk_widget_get_visible (GTK_WIDGET (chips[active])));

  if (active >= 0 && active < n)
    {
      gtk_toggle_button_set_active (chips[active], TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (chips[active]));
    }

  return GDK_EVENT_STOP;
}

static gboolean
sr_promise_chooser_grab_focus (GtkWidget *widget)
{
  SrPromiseChooser *self = SR_PROMISE_CHOOSER (widget);
  GtkToggleButton *chips[] = { self->none_chip, self->today_chip, self->tomorrow_chip,
                               self->other_chip };

  for (guint i = 0; i < G_N_ELEMENTS (chips); i++)
    {
      if (gtk_toggle_button_get_active (chips[i]))
        return gtk_widget_grab_focus (GTK_WIDGET (chips[i]));
    }

  return FALSE;
}

static void
sr_promise_chooser_dispose (GObject *object)
{
  SrPromiseChooser *self = SR_PROMISE_CHOOSER (object);

  g_clear_pointer (&self->calendar, sr_calendar_unref);

  G_OBJECT_CLASS (sr_promise_chooser_parent_class)->dispose (object);
}

static void
sr_promise_chooser_class_init (SrPromiseChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sr_promise_chooser_dispose;
  widget_class->grab_focus = sr_promise_chooser_grab_focus;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[ACTIVATE] =
    g_signal_new ("activate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  g_type_ensure (SR_TYPE_INSTANT_ENTRY);
  gtk_widget_class_set_template_from_resource
    (widget_class, "/org/serviceroom/ServiceRoom/queue/sr-promise-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, SrPromiseChooser, none_chip);
  gtk_widget_class_bind_template_child (widget_class, SrPromiseChooser, today_chip);
  gtk_widget_class_bind_template_child (widget_class, SrPromiseChooser, tomorrow_chip);
  gtk_widget_class_bind_template_child (widget_class, SrPromiseChooser, other_chip);
  gtk_widget_class_bind_template_child (widget_class, SrPromiseChooser, today_late);
  gtk_widget_class_bind_template_child (widget_class, SrPromiseChooser, tomorrow_late);
  gtk_widget_class_bind_template_child (widget_class, SrPromiseChooser, other_late);
  gtk_widget_class_bind_template_child (widget_class, SrPromiseChooser, other_revealer);
  gtk_widget_class_bind_template_child (widget_class, SrPromiseChooser, other_entry);
  gtk_widget_class_bind_template_child (widget_class, SrPromiseChooser, reason_revealer);
  gtk_widget_class_bind_template_child (widget_class, SrPromiseChooser, reason_entry);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_chip_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_chips_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_other_clicked_cb);
}

static void
sr_promise_chooser_init (SrPromiseChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sr_instant_entry_set_name (self->other_entry, _("Promised day and time"));
}

/**
 * sr_promise_chooser_set_calendar:
 * @calendar: the room's calendar
 * @now: the instant that the chips count from
 */
void
sr_promise_chooser_set_calendar (SrPromiseChooser *self,
                                 SrCalendar       *calendar,
                                 gint64            now)
{
  g_return_if_fail (SR_IS_PROMISE_CHOOSER (self));
  g_return_if_fail (calendar != NULL);

  if (self->calendar != calendar)
    {
      g_clear_pointer (&self->calendar, sr_calendar_unref);
      self->calendar = sr_calendar_ref (calendar);
    }
  self->now = now;
  self->today = sr_quick_instant_this_evening (calendar, now);
  self->tomorrow = sr_quick_instant_tomorrow_morning (calendar, now);
  sr_instant_entry_set_zone (self->other_entry, sr_calendar_get_zone (calendar));

  /* A chip that was chosen keeps what it meant until something else is chosen. */
  if (self->today == 0 && gtk_toggle_button_get_active (self->today_chip))
    gtk_toggle_button_set_active (self->none_chip, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->today_chip), self->today != 0);
  update (self);
}

/**
 * sr_promise_chooser_set_deadline:
 * @deadline: when the request will have to be resolved; a later promise needs a reason
 */
void
sr_promise_chooser_set_deadline (SrPromiseChooser *self,
                                 gint64            deadline)
{
  g_return_if_fail (SR_IS_PROMISE_CHOOSER (self));

  self->deadline = deadline;
  update (self);
}

/**
 * sr_promise_chooser_restore:
 * @promised_at: what was promised, 0 for nothing
 * @reason: (nullable): why so late
 */
void
sr_promise_chooser_restore (SrPromiseChooser *self,
                            gint64            promised_at,
                            const char       *reason)
{
  GtkToggleButton *chip = self->other_chip;

  g_return_if_fail (SR_IS_PROMISE_CHOOSER (self));

  if (promised_at == 0)
    chip = self->none_chip;
  else if (promised_at == self->today)
    chip = self->today_chip;
  else if (promised_at == self->tomorrow)
    chip = self->tomorrow_chip;
  else
    sr_instant_entry_set_instant (self->other_entry, promised_at);

  gtk_toggle_button_set_active (chip, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->reason_entry), reason != NULL ? reason : "");
}

/**
 * sr_promise_chooser_get_instant:
 *
 * Returns: what is promised; 0 for nothing, or for a text that is no instant
 */
gint64
sr_promise_chooser_get_instant (SrPromiseChooser *self)
{
  gint64 instant = 0;

  g_return_val_if_fail (SR_IS_PROMISE_CHOOSER (self), 0);

  if (gtk_toggle_button_get_active (self->today_chip))
    return self->today;
  if (gtk_toggle_button_get_active (self->tomorrow_chip))
    return self->tomorrow;
  if (gtk_toggle_button_get_active (self->other_chip) &&
      sr_instant_entry_get_instant (self->other_entry, &instant, NULL))
    return instant;

  return 0;
}

const char *
sr_promise_chooser_get_reason (SrPromiseChooser *self)
{
  g_return_val_if_fail (SR_IS_PROMISE_CHOOSER (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->reason_entry));
}

/**
 * sr_promise_chooser_check:
 * @out_message: (out): what is missing, as a sentence
 *
 * Looks whether the promise can be kept as it is said. If it cannot, the focus goes to where it has
 * to be said otherwise.
 *
 * Returns: whether nothing is missing
 */
gboolean
sr_promise_chooser_check (SrPromiseChooser  *self,
                          const char       **out_message)
{
  gint64 instant;
  g_autofree char *reason = NULL;

  g_return_val_if_fail (SR_IS_PROMISE_CHOOSER (self), FALSE);

  instant = sr_promise_chooser_get_instant (self);
  if (gtk_toggle_button_get_active (self->other_chip) && instant <= self->now)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->other_entry));
      *out_message = instant == 0 ? _("Say what was promised as a day and a time, or choose “None”.")
                                  : _("What is promised must be later than now.");
      return FALSE;
    }

  reason = g_strstrip (g_strdup (sr_promise_chooser_get_reason (self)));
  if (is_late (self, instant) && *reason == '\0')
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->reason_entry));
      gtk_widget_add_css_class (GTK_WIDGET (self->reason_entry), "error");
      *out_message = _("A promise after the deadline needs a reason.");
      return FALSE;
    }

  return TRUE;
}
