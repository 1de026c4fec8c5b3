/* What a request is due, in words.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-due-label"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "ui/widgets/sr-due-label.h"
#include "ui/widgets/sr-page.h"

/**
 * SrDueLabel:
 *
 * "in 48 min", with the icon of its level. The words are read anew at each minute of the room of the
 * page that it stands in, and whenever the request changes.
 *
 * It is the first cell of a row. GTK 4.8 has no name for a row itself, so its accessible name says
 * what the row is: number, subject, and the whole deadline.
 */
struct _SrDueLabel
{
  AdwBin parent_instance;

  /* Template */
  GtkImage     *icon;
  GtkLabel     *words;

  /* Owned */
  SrRecord     *request;
  GSignalGroup *request_signals;
  GSignalGroup *room_signals;
};

enum
{
  PROP_0,
  PROP_REQUEST,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const struct
{
  const char *icon_name;
  const char *css_class;
} looks[] = {
  [SR_DUE_NONE] = { NULL, NULL },
  [SR_DUE_LATER] = { "sr-due-soon-symbolic", NULL },
  [SR_DUE_SOON] = { "sr-due-soon-symbolic", "due-soon" },
  [SR_DUE_OVERDUE] = { "sr-overdue-symbolic", "overdue" },
  [SR_DUE_PAUSED] = { "sr-paused-symbolic", "dim-label" },
};

G_DEFINE_FINAL_TYPE (SrDueLabel, sr_due_label, ADW_TYPE_BIN)

static void
name_row (SrDueLabel *self,
          const char *sentence)
{
  /* Translators: the spoken name of a row: number, subject, when it is due */
  g_autofree char *name = g_strdup_printf (C_("row", "%s, %s, %s"),
                                           sr_record_get_text (self->request, SR_REQUEST_NUMBER),
                                           sr_record_get_text (self->request, SR_REQUEST_TITLE),
                                           sentence);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static char *
make_sentence (SrDueLabel *self)
{
  g_autoptr (SrRoom) room = g_signal_group_dup_target (self->room_signals);

  if (room == NULL || self->request == NULL)
    return NULL;

  return sr_due_to_sentence (sr_record_get_row (self->request), sr_room_get_calendar (room),
                             sr_room_get_now (room));
}

static void
refresh (SrDueLabel *self)
{
  g_autoptr (SrRoom) room = g_signal_group_dup_target (self->room_signals);
  g_autofree char *words = NULL;
  g_autofree char *sentence = NULL;
  SrDueLevel level;
  const SrRow *row;
  gint64 now;

  if (room == NULL || self->request == NULL)
    return;

  /* A row of a long list that has not come is quiet. */
  if (sr_record_get_id (self->request) == 0)
    {
      gtk_image_clear (self->icon);
      gtk_label_set_label (self->words, "");
      gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL);
      return;
    }

  row = sr_record_get_row (self->request);
  now = sr_room_get_now (room);
  level = sr_due_level (row, now);
  words = sr_due_to_words (row, sr_room_get_calendar (room), now);
  sentence = sr_due_to_sentence (row, sr_room_get_calendar (room), now);

  gtk_image_set_from_icon_name (self->icon, sr_due_level_get_icon_name (level));
  gtk_label_set_label (self->words, words);
  sr_due_level_style (level, GTK_WIDGET (self));
  name_row (self, sentence);
}

/* Said when it is asked for: setting a tooltip asks the display where the pointer is, and a list has
 * many rows. */
static gboolean
sr_due_label_query_tooltip (GtkWidget  *widget,
                            int         x,
                            int         y,
                            gboolean    keyboard_mode,
                            GtkTooltip *tooltip)
{
  SrDueLabel *self = SR_DUE_LABEL (widget);
  g_autofree char *sentence = make_sentence (self);

  gtk_tooltip_set_text (tooltip, sentence);

  return sentence != NULL && *sentence != '\0';
}

static void
sr_due_label_root (GtkWidget *widget)
{
  SrDueLabel *self = SR_DUE_LABEL (widget);
  GtkWidget *page;

  GTK_WIDGET_CLASS (sr_due_label_parent_class)->root (widget);

  page = gtk_widget_get_ancestor (widget, SR_TYPE_PAGE);
  if (page != NULL)
    g_signal_group_set_target (self->room_signals, sr_page_get_room (SR_PAGE (page)));
  refresh (self);
}

static void
sr_due_label_unroot (GtkWidget *widget)
{
  g_signal_group_set_target (SR_DUE_LABEL (widget)->room_signals, NULL);

  GTK_WIDGET_CLASS (sr_due_label_parent_class)->unroot (widget);
}

static void
sr_due_label_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  SrDueLabel *self = SR_DUE_LABEL (object);

  switch (id)
    {
    case PROP_REQUEST:
      g_value_set_object (value, self->request);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sr_due_label_set_property (GObject      *object,
                           guint         id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_REQUEST:
      sr_due_label_set_request (SR_DUE_LABEL (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sr_due_label_dispose (GObject *object)
{
  SrDueLabel *self = SR_DUE_LABEL (object);

  g_clear_object (&self->request_signals);
  g_clear_object (&self->room_signals);
  g_clear_object (&self->request);

  G_OBJECT_CLASS (sr_due_label_parent_class)->dispose (object);
}

static void
sr_due_label_class_init (SrDueLabelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sr_due_label_get_property;
  object_class->set_property = sr_due_label_set_property;
  object_class->dispose = sr_due_label_dispose;

  widget_class->query_tooltip = sr_due_label_query_tooltip;
  widget_class->root = sr_due_label_root;
  widget_class->unroot = sr_due_label_unroot;

  properties[PROP_REQUEST] =
    g_param_spec_object ("request", NULL, NULL, SR_TYPE_RECORD,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/serviceroom/ServiceRoom/widgets/sr-due-label.ui");
  gtk_widget_class_bind_template_child (widget_class, SrDueLabel, icon);
  gtk_widget_class_bind_template_child (widget_class, SrDueLabel, words);
}

static void
sr_due_label_init (SrDueLabel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->request_signals = g_signal_group_new (SR_TYPE_RECORD);
  g_signal_group_connect_swapped (self->request_signals, "changed", G_CALLBACK (refresh), self);

  self->room_signals = g_signal_group_new (SR_TYPE_ROOM);
  g_signal_group_connect_swapped (self->room_signals, "minute", G_CALLBACK (refresh), self);
}

/**
 * sr_due_label_set_request:
 * @request: (nullable): of kind request
 */
void
sr_due_label_set_request (SrDueLabel *self,
                          SrRecord   *request)
{
  g_return_if_fail (SR_IS_DUE_LABEL (self));

  if (!g_set_object (&self->request, request))
    return;

  g_signal_group_set_target (self->request_signals, request);
  refresh (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REQUEST]);
}

const char *
sr_due_level_get_icon_name (SrDueLevel level)
{
  return looks[level].icon_name;
}

void
sr_due_level_style (SrDueLevel  level,
                    GtkWidget  *widget)
{
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      if (looks[i].css_class == NULL)
        continue;
      if (i == level)
        gtk_widget_add_css_class (widget, looks[i].css_class);
      else
        gtk_widget_remove_css_class (widget, looks[i].css_class);
    }
}
