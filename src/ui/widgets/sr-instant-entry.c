/* A day and a time of day, typed or picked.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-instant-entry"

#include "config.h"

#include "ui/widgets/sr-instant-entry.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "domain/time/sr-day.h"
#include "domain/time/sr-instant.h"
#include "domain/time/sr-zone.h"

/**
 * SrInstantEntry:
 *
 * One entry that reads "2026-02-13 17:00" in the room's zone, and a calendar beside it that changes
 * the day and leaves the time. What is typed is marked while it is no instant, and never altered.
 */
struct _SrInstantEntry
{
  AdwBin         parent_instance;

  GtkEntry      *entry;
  GtkMenuButton *button;
  GtkCalendar   *calendar;

  char          *zone;
  gboolean       date_only;
};

enum
{
  PROP_0,
  PROP_DATE_ONLY,
  N_PROPS
};

enum
{
  CHANGED,
  ACTIVATE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SrInstantEntry, sr_instant_entry, ADW_TYPE_BIN)

/* The text in the form that the parsers read: full-width forms made plain, ends stripped. */
static char *
dup_plain_text (SrInstantEntry *self)
{
  g_autofree char *plain = NULL;

  plain = g_utf8_normalize (gtk_editable_get_text (GTK_EDITABLE (self->entry)), -1,
                            G_NORMALIZE_ALL_COMPOSE);
  if (plain == NULL)
    return g_strdup ("");

  return g_strdup (g_strstrip (plain));
}

static gboolean
read_day (SrInstantEntry *self,
          SrDay          *out_day)
{
  g_autofree char *plain = dup_plain_text (self);
  gint64 instant;

  if (self->date_only)
    {
      *out_day = sr_day_from_iso (plain);
      return *out_day != SR_DAY_INVALID;
    }

  if (!sr_instant_entry_get_instant (self, &instant, NULL))
    return FALSE;

  *out_day = sr_zone_get_day (sr_zone_lookup (self->zone, NULL), instant, NULL);
  return TRUE;
}

static void
on_entry_changed_cb (SrInstantEntry *self)
{
  g_autofree char *plain = dup_plain_text (self);
  SrDay day;
  gboolean bad = *plain != '\0' && !read_day (self, &day);

  if (bad)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               bad ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);

  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_entry_activate_cb (SrInstantEntry *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

static void
on_day_selected_cb (SrInstantEntry *self)
{
  g_autoptr (GDateTime) picked = gtk_calendar_get_date (self->calendar);
  g_autofree char *date = g_date_time_format (picked, "%Y-%m-%d");
  g_autofree char *plain = dup_plain_text (self);
  g_autofree char *text = NULL;
  const char *time = strchr (plain, ' ');

  if (self->date_only)
    text = g_steal_pointer (&date);
  else
    text = g_strdup_printf ("%s %s", date, time != NULL ? time + 1 : "09:00");
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

/* Opens the calendar on the day that is typed. */
static void
on_popover_show_cb (SrInstantEntry *self)
{
  g_autoptr (GDateTime) shown = NULL;
  SrDay day;
  int year;
  int month;
  int month_day;

  if (!read_day (self, &day))
    return;

  sr_day_get_ymd (day, &year, &month, &month_day);
  shown = g_date_time_new_local (year, month, month_day, 12, 0, 0);
  if (shown != NULL)
    {
      g_signal_handlers_block_by_func (self->calendar, on_day_selected_cb, self);
      gtk_calendar_select_day (self->calendar, shown);
      g_signal_handlers_unblock_by_func (self->calendar, on_day_selected_cb, self);
    }
}

static void
on_popover_closed_cb (SrInstantEntry *self)
{
  gtk_menu_button_popdown (self->button);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static gboolean
sr_instant_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SR_INSTANT_ENTRY (widget)->entry));
}

static void
sr_instant_entry_constructed (GObject *object)
{
  SrInstantEntry *self = SR_INSTANT_ENTRY (object);

  G_OBJECT_CLASS (sr_instant_entry_parent_class)->constructed (object);

  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), self->date_only ? 11 : 16);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), self->date_only ? 11 : 16);
  /* Translators: the form in which a day is typed */
  gtk_entry_set_placeholder_text (self->entry, self->date_only ? _("YYYY-MM-DD")
                                  /* Translators: the form in which a day and a time are typed */
                                                               : _("YYYY-MM-DD HH:MM"));
}

static void
sr_instant_entry_finalize (GObject *object)
{
  SrInstantEntry *self = SR_INSTANT_ENTRY (object);

  g_clear_pointer (&self->zone, g_free);

  G_OBJECT_CLASS (sr_instant_entry_parent_class)->finalize (object);
}

static void
sr_instant_entry_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_DATE_ONLY:
      g_value_set_boolean (value, SR_INSTANT_ENTRY (object)->date_only);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sr_instant_entry_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_DATE_ONLY:
      SR_INSTANT_ENTRY (object)->date_only = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sr_instant_entry_class_init (SrInstantEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sr_instant_entry_constructed;
  object_class->finalize = sr_instant_entry_finalize;
  object_class->get_property = sr_instant_entry_get_property;
  object_class->set_property = sr_instant_entry_set_property;
  widget_class->grab_focus = sr_instant_entry_grab_focus;

  properties[PROP_DATE_ONLY] =
    g_param_spec_boolean ("date-only", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[ACTIVATE] =
    g_signal_new ("activate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
sr_instant_entry_init (SrInstantEntry *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *popover = gtk_popover_new ();

  self->zone = g_strdup ("UTC");
  self->entry = GTK_ENTRY (gtk_entry_new ());
  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());

  gtk_widget_add_css_class (GTK_WIDGET (self->entry), "numeric");
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 16);
  gtk_widget_set_hexpand (GTK_WIDGET (self->entry), TRUE);
  gtk_menu_button_set_icon_name (self->button, "x-office-calendar-symbolic");
  gtk_menu_button_set_popover (self->button, popover);
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->calendar));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _("Pick a Day"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Pick a Day"),
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->calendar),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Calendar"),
                                  -1);

  gtk_widget_add_css_class (box, "linked");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->button));
  adw_bin_set_child (ADW_BIN (self), box);

  g_signal_connect_object (self->entry, "changed", G_CALLBACK (on_entry_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (on_entry_activate_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (popover, "show", G_CALLBACK (on_popover_show_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (popover, "closed", G_CALLBACK (on_popover_closed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (on_day_selected_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
sr_instant_entry_new (const char *name,
                      gboolean    date_only)
{
  GtkWidget *self = g_object_new (SR_TYPE_INSTANT_ENTRY, "date-only", date_only, NULL);

  sr_instant_entry_set_name (SR_INSTANT_ENTRY (self), name);

  return self;
}

/**
 * sr_instant_entry_set_zone:
 * @zone: the IANA zone in which it is typed
 */
void
sr_instant_entry_set_zone (SrInstantEntry *self,
                           const char     *zone)
{
  g_return_if_fail (SR_IS_INSTANT_ENTRY (self));
  g_return_if_fail (zone != NULL);

  g_free (self->zone);
  self->zone = g_strdup (zone);
}

/**
 * sr_instant_entry_set_name:
 * @name: what it is called for those who do not see its label
 */
void
sr_instant_entry_set_name (SrInstantEntry *self,
                           const char     *name)
{
  g_return_if_fail (SR_IS_INSTANT_ENTRY (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

const char *
sr_instant_entry_get_text (SrInstantEntry *self)
{
  g_return_val_if_fail (SR_IS_INSTANT_ENTRY (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

void
sr_instant_entry_set_text (SrInstantEntry *self,
                           const char     *text)
{
  g_return_if_fail (SR_IS_INSTANT_ENTRY (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text != NULL ? text : "");
}

/**
 * sr_instant_entry_get_instant:
 * @out_instant: (out): seconds since 1970 in UTC
 *
 * Returns: whether an instant is typed
 */
gboolean
sr_instant_entry_get_instant (SrInstantEntry  *self,
                              gint64          *out_instant,
                              GError         **error)
{
  g_return_val_if_fail (SR_IS_INSTANT_ENTRY (self), FALSE);

  return sr_instant_parse (sr_instant_entry_get_text (self), self->zone, out_instant, error);
}

void
sr_instant_entry_set_instant (SrInstantEntry *self,
                              gint64          instant)
{
  guint32 second;
  SrDay day;
  g_autofree char *date = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (SR_IS_INSTANT_ENTRY (self));

  day = sr_zone_get_day (sr_zone_lookup (self->zone, NULL), instant, &second);
  date = sr_day_to_iso (day);
  if (self->date_only)
    text = g_steal_pointer (&date);
  else
    text = g_strdup_printf ("%s %02u:%02u", date, second / 3600, second / 60 % 60);
  sr_instant_entry_set_text (self, text);
}
