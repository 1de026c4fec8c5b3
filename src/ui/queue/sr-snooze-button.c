/* Puts a request aside for a while.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-snooze-button"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-request-conditions.h"
#include "models/sr-due.h"
#include "ui/queue/sr-snooze-button.h"
#include "ui/widgets/sr-accessible.h"
#include "ui/widgets/sr-quick-instant.h"

/**
 * SrSnoozeButton:
 *
 * A menu of the instants that are said most, each with what the clock says then. One that would hide a
 * deadline is there and says so. The menu is made when it is asked for.
 */
struct _SrSnoozeButton
{
  AdwBin parent_instance;

  /* Children */
  GtkMenuButton   *button;
  GtkWidget       *box;      /* NULL until somebody asks for the menu */

  /* Borrowed */
  SrRequestDetail *detail;

  /* State */
  gint64           now;
};

G_DEFINE_FINAL_TYPE (SrSnoozeButton, sr_snooze_button, ADW_TYPE_BIN)

static GtkPopover *
get_popover (SrSnoozeButton *self)
{
  return gtk_menu_button_get_popover (self->button);
}

static void
on_row_clicked_cb (SrSnoozeButton *self,
                   GtkButton      *row)
{
  GVariant *what = g_object_get_data (G_OBJECT (row), "what");

  gtk_popover_popdown (get_popover (self));
  if (what != NULL)
    gtk_widget_activate_action_variant (GTK_WIDGET (self), "request.act-now", what);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "request.act-with", "(sa{ss})", "snooze", NULL);
}

static GtkWidget *
add_row (SrSnoozeButton *self,
         const char     *label,
         const char     *when)
{
  GtkWidget *row = gtk_button_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *left = gtk_label_new (label);

  gtk_label_set_xalign (GTK_LABEL (left), 0);
  gtk_widget_set_hexpand (left, TRUE);
  gtk_box_append (GTK_BOX (line), left);
  if (when != NULL)
    {
      GtkWidget *right = gtk_label_new (when);
      /* Translators: the spoken form of a choice: "1 hour, today 11:12" */
      g_autofree char *name = g_strdup_printf (C_("snooze", "%1$s, %2$s"), label, when);

      gtk_widget_add_css_class (right, "dim-label");
      gtk_widget_add_css_class (right, "numeric");
      gtk_box_append (GTK_BOX (line), right);
      sr_accessible_set_name (row, name);
    }
  else
    {
      sr_accessible_set_name (row, label);
    }
  gtk_button_set_child (GTK_BUTTON (row), line);
  gtk_widget_add_css_class (row, "flat");
  gtk_widget_add_css_class (row, "menu-row");
  g_signal_connect_object (row, "clicked", G_CALLBACK (on_row_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), row);

  return row;
}

static GVariant *
make_act (SrSnoozeButton *self,
          gint64          until)
{
  g_auto (SrValue) value = { SR_VALUE_INTEGER, { .integer = until } };
  g_autofree char *text = sr_field_to_text (&sr_snooze_kind.fields[SR_SNOOZE_UNTIL], &value,
                                            sr_configuration_get_zone (self->detail->configuration));
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&builder, "{ss}", "snooze.until", text);

  return g_variant_ref_sink (g_variant_new ("(sa{ss})", "snooze", &builder));
}

static void
add_choice (SrSnoozeButton *self,
            const char     *label,
            gint64          until)
{
  const SrSituation *situation = sr_situation_holder_get (self->detail->situation);
  g_autofree char *when = sr_due_when (until,
                                       sr_configuration_get_zone (self->detail->configuration),
                                       self->now);
  GtkWidget *row = NULL;

  if (until == 0)
    return;

  row = add_row (self, label, when);
  g_object_set_data_full (G_OBJECT (row), "what", make_act (self, until),
                          (GDestroyNotify) g_variant_unref);
  if (until > sr_request_first_due (situation))
    {
      const char *reason = _("Something is due before. A deadline must not be hidden.");

      gtk_widget_set_sensitive (row, FALSE);
      gtk_widget_set_tooltip_text (row, reason);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      reason, -1);
    }
}

/* Nobody says "tomorrow" on a Friday and means Monday. */
static const char *
name_opening (SrCalendar *calendar,
              gint64      now,
              gint64      opening)
{
  switch (sr_calendar_day_of (calendar, opening) - sr_calendar_day_of (calendar, now))
    {
    case 0:
      return _("Next opening");
    case 1:
      return C_("snooze", "Tomorrow morning");
    default:
      return _("Next working day");
    }
}

static void
fill (SrSnoozeButton *self)
{
  SrCalendar *calendar =
    sr_configuration_get_calendar (self->detail->configuration,
                                   sr_configuration_get_calendar_id (self->detail->configuration));
  gint64 opening = sr_quick_instant_next_opening (calendar, self->now);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);

  add_choice (self, _("15 minutes"), self->now + 15 * 60);
  add_choice (self, _("1 hour"), sr_quick_instant_in_an_hour (calendar, self->now));
  add_choice (self, _("After the break"), sr_quick_instant_after_the_break (calendar, self->now));
  add_choice (self, name_opening (calendar, self->now, opening), opening);
  add_row (self, _("Other…"), NULL);
}

/* Called each time the menu is about to be seen. */
static void
on_create_popup_cb (GtkMenuButton *button,
                    gpointer       user_data)
{
  SrSnoozeButton *self = user_data;

  if (self->detail == NULL)
    return;

  if (self->box == NULL)
    {
      GtkWidget *popover = gtk_popover_new ();

      self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      gtk_popover_set_child (GTK_POPOVER (popover), self->box);
      gtk_widget_add_css_class (popover, "menu");
      gtk_menu_button_set_popover (button, popover);
    }
  fill (self);
}

static void
sr_snooze_button_class_init (SrSnoozeButtonClass *klass)
{
}

static void
sr_snooze_button_init (SrSnoozeButton *self)
{
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->button, "alarm-symbolic");
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "tiny");
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  gtk_menu_button_set_create_popup_func (self->button, on_create_popup_cb, self, NULL);
  sr_accessible_set_name (GTK_WIDGET (self->button), _("Snooze"));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}

/**
 * sr_snooze_button_set_detail:
 * @detail: (nullable): the request
 * @now: the present instant
 *
 * Where the request cannot be put aside, the button says why.
 */
void
sr_snooze_button_set_detail (SrSnoozeButton  *self,
                             SrRequestDetail *detail,
                             gint64           now)
{
  const SrAction *action = sr_action_find (&sr_request_kind, "snooze");
  g_autoptr (GError) error = NULL;
  gboolean is_possible;

  g_return_if_fail (SR_IS_SNOOZE_BUTTON (self));

  self->detail = detail;
  self->now = now;
  if (detail == NULL)
    return;

  is_possible = sr_action_is_possible (action, &sr_request_kind,
                                       sr_situation_holder_get (detail->situation), &error);
  gtk_widget_set_sensitive (GTK_WIDGET (self->button), is_possible);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button),
                               is_possible ? _("Put the request aside for a while")
                                           : error->message);
}
