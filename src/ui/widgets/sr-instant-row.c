/* A day and a time in a form, with what people say for them.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-instant-row"

#include "config.h"

#include "ui/widgets/sr-instant-row.h"

#include <glib/gi18n-lib.h>

#include "domain/time/sr-instant.h"
#include "ui/widgets/sr-quick-instant.h"

struct _SrInstantRow
{
  AdwPreferencesRow  parent_instance;

  SrInstantEntry    *entry;
  GtkBox            *chips;
  char              *zone;
};

enum
{
  CHANGED,
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What people say, and what it means in the room's calendar. */
static const struct
{
  const char  *label;
  gboolean     past;
  gint64     (*find) (SrCalendar *calendar,
                      gint64      now);
} words[] = {
  { N_("Now"), TRUE, sr_quick_instant_now },
  { N_("In 1 h"), FALSE, sr_quick_instant_in_an_hour },
  { N_("Today 17:00"), FALSE, sr_quick_instant_this_evening },
  { N_("Next opening"), FALSE, sr_quick_instant_next_opening },
  { N_("In 3 working days"), FALSE, sr_quick_instant_in_three_days },
};

G_DEFINE_FINAL_TYPE (SrInstantRow, sr_instant_row, ADW_TYPE_PREFERENCES_ROW)

static void
on_changed_cb (SrInstantRow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_activate_cb (SrInstantRow *self)
{
  g_signal_emit (self, signals[DONE], 0);
}

static void
on_chip_clicked_cb (SrInstantRow *self,
                    GtkButton    *chip)
{
  gint64 *instant = g_object_get_data (G_OBJECT (chip), "instant");

  sr_instant_entry_set_instant (self->entry, *instant);
}

static void
add_chips (SrInstantRow *self,
           SrCalendar   *calendar,
           gint64        now,
           gboolean      past)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gint64 instant = words[i].find (calendar, now);
      GtkWidget *chip = NULL;

      if (instant == 0 || words[i].past != past)
        continue;

      chip = gtk_button_new_with_label (_(words[i].label));
      gtk_widget_add_css_class (chip, "chip");
      g_object_set_data_full (G_OBJECT (chip), "instant",
                              g_memdup2 (&instant, sizeof instant), g_free);
      g_signal_connect_object (chip, "clicked", G_CALLBACK (on_chip_clicked_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (self->chips, chip);
    }
}

static gboolean
sr_instant_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SR_INSTANT_ROW (widget)->entry));
}

static void
sr_instant_row_finalize (GObject *object)
{
  g_clear_pointer (&SR_INSTANT_ROW (object)->zone, g_free);

  G_OBJECT_CLASS (sr_instant_row_parent_class)->finalize (object);
}

static void
sr_instant_row_class_init (SrInstantRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sr_instant_row_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = sr_instant_row_grab_focus;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[DONE] =
    g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
sr_instant_row_init (SrInstantRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (NULL);

  self->entry = SR_INSTANT_ENTRY (g_object_new (SR_TYPE_INSTANT_ENTRY, NULL));
  self->chips = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  g_object_bind_property (self, "title", label, "label", G_BINDING_SYNC_CREATE);

  gtk_widget_add_css_class (box, "form-row");
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->chips));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);

  g_signal_connect_object (self->entry, "changed", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (on_activate_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * sr_instant_row_new:
 * @title: what the instant is
 * @calendar: the room's calendar
 * @now: the instant that the words count from
 * @past: whether it is asked when something was, and not when it shall be
 */
GtkWidget *
sr_instant_row_new (const char *title,
                    SrCalendar *calendar,
                    gint64      now,
                    gboolean    past)
{
  SrInstantRow *self = g_object_new (SR_TYPE_INSTANT_ROW, "title", title, NULL);

  self->zone = g_strdup (sr_calendar_get_zone (calendar));
  sr_instant_entry_set_zone (self->entry, self->zone);
  sr_instant_entry_set_name (self->entry, title);
  add_chips (self, calendar, now, past);

  return GTK_WIDGET (self);
}

/* What is typed, whether it is an instant or not. */
char *
sr_instant_row_dup_text (SrInstantRow *self)
{
  g_return_val_if_fail (SR_IS_INSTANT_ROW (self), NULL);

  return g_strstrip (g_strdup (sr_instant_entry_get_text (self->entry)));
}

/* An ISO instant is shown to the minute. */
void
sr_instant_row_set_text (SrInstantRow *self,
                         const char   *text)
{
  gint64 instant;

  g_return_if_fail (SR_IS_INSTANT_ROW (self));

  if (sr_instant_parse (text, self->zone, &instant, NULL))
    sr_instant_entry_set_instant (self->entry, instant);
  else
    sr_instant_entry_set_text (self->entry, text);
}
