/* The subject of a request, with what marks it.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-subject-label"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "ui/widgets/sr-subject-label.h"

/**
 * SrSubjectLabel:
 *
 * The cell of a list: a sign for a request that repeats an earlier one of the same customer and type,
 * the subject, the tags. Most requests have neither sign nor tags, so these are made for the first
 * that has.
 */
struct _SrSubjectLabel
{
  GtkBox        parent_instance;

  /* Children */
  GtkWidget    *repeat;  /* NULL until it is needed */
  GtkWidget    *subject;
  GtkWidget    *tags;    /* NULL until they are needed */

  /* Owned */
  SrRecord     *request;
  GSignalGroup *request_signals;
};

enum
{
  PROP_0,
  PROP_REQUEST,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SrSubjectLabel, sr_subject_label, GTK_TYPE_BOX)

/* "repeats SR-2026-000012", NULL if it repeats none */
static char *
dup_repeat (SrSubjectLabel *self)
{
  const char *number;

  if (self->request == NULL || sr_record_get_integer (self->request, SR_REQUEST_REPEAT_OF) == 0)
    return NULL;

  number = sr_record_get_label (self->request, SR_REQUEST_REPEAT_OF);
  if (number == NULL)
    return g_strdup (_("repeats an earlier request"));

  /* Translators: %s is the number of an earlier request of the same customer and type */
  return g_strdup_printf (_("repeats %s"), number);
}

/* NULL for none */
static char *
dup_tags (SrSubjectLabel *self)
{
  g_auto (GStrv) tags = NULL;

  if (self->request != NULL)
    tags = sr_row_get_list (sr_record_get_row (self->request), SR_REQUEST_TAGS);

  return tags != NULL && tags[0] != NULL ? g_strjoinv (" · ", tags) : NULL;
}

static gboolean
on_repeat_tooltip_cb (SrSubjectLabel *self,
                      int             x,
                      int             y,
                      gboolean        keyboard_mode,
                      GtkTooltip     *tooltip)
{
  g_autofree char *repeat = dup_repeat (self);

  gtk_tooltip_set_text (tooltip, repeat);

  return repeat != NULL;
}

static void
show_repeat (SrSubjectLabel *self,
             const char     *repeat)
{
  if (repeat != NULL && self->repeat == NULL)
    {
      self->repeat = g_object_new (GTK_TYPE_IMAGE,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_IMG,
                                   "has-tooltip", TRUE,
                                   "icon-name", "view-refresh-symbolic",
                                   NULL);
      gtk_widget_add_css_class (self->repeat, "due-soon");
      g_signal_connect_object (self->repeat, "query-tooltip", G_CALLBACK (on_repeat_tooltip_cb),
                               self, G_CONNECT_SWAPPED);
      gtk_box_prepend (GTK_BOX (self), self->repeat);
    }
  if (self->repeat == NULL)
    return;

  gtk_widget_set_visible (self->repeat, repeat != NULL);
  if (repeat != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->repeat), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    repeat, -1);
}

static void
show_tags (SrSubjectLabel *self,
           const char     *tags)
{
  if (tags != NULL && self->tags == NULL)
    {
      self->tags = gtk_label_new (NULL);
      gtk_label_set_ellipsize (GTK_LABEL (self->tags), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (self->tags), 18);
      gtk_widget_add_css_class (self->tags, "caption");
      gtk_widget_add_css_class (self->tags, "dim-label");
      gtk_box_append (GTK_BOX (self), self->tags);
    }
  if (self->tags == NULL)
    return;

  gtk_label_set_label (GTK_LABEL (self->tags), tags != NULL ? tags : "");
  gtk_widget_set_visible (self->tags, tags != NULL);
}

static void
refresh (SrSubjectLabel *self)
{
  const char *title =
    self->request != NULL ? sr_record_get_text (self->request, SR_REQUEST_TITLE) : NULL;
  g_autofree char *repeat = dup_repeat (self);
  g_autofree char *tags = dup_tags (self);

  gtk_label_set_label (GTK_LABEL (self->subject), title != NULL ? title : "");
  show_repeat (self, repeat);
  show_tags (self, tags);
}

/* What is cut off is said whole, when it is asked for. */
static gboolean
on_subject_tooltip_cb (GtkLabel   *label,
                       int         x,
                       int         y,
                       gboolean    keyboard_mode,
                       GtkTooltip *tooltip)
{
  gtk_tooltip_set_text (tooltip, gtk_label_get_text (label));

  return pango_layout_is_ellipsized (gtk_label_get_layout (label));
}

static void
sr_subject_label_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  SrSubjectLabel *self = SR_SUBJECT_LABEL (object);

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
sr_subject_label_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  SrSubjectLabel *self = SR_SUBJECT_LABEL (object);

  switch (id)
    {
    case PROP_REQUEST:
      if (!g_set_object (&self->request, g_value_get_object (value)))
        return;
      g_signal_group_set_target (self->request_signals, self->request);
      refresh (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sr_subject_label_dispose (GObject *object)
{
  SrSubjectLabel *self = SR_SUBJECT_LABEL (object);

  g_clear_object (&self->request_signals);
  g_clear_object (&self->request);

  G_OBJECT_CLASS (sr_subject_label_parent_class)->dispose (object);
}

static void
sr_subject_label_class_init (SrSubjectLabelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sr_subject_label_get_property;
  object_class->set_property = sr_subject_label_set_property;
  object_class->dispose = sr_subject_label_dispose;

  properties[PROP_REQUEST] =
    g_param_spec_object ("request", NULL, NULL, SR_TYPE_RECORD,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sr_subject_label_init (SrSubjectLabel *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->subject = g_object_new (GTK_TYPE_LABEL,
                                "ellipsize", PANGO_ELLIPSIZE_END,
                                "has-tooltip", TRUE,
                                "hexpand", TRUE,
                                "xalign", 0.0,
                                NULL);
  gtk_widget_add_css_class (self->subject, "subject");
  g_signal_connect (self->subject, "query-tooltip", G_CALLBACK (on_subject_tooltip_cb), NULL);
  gtk_box_append (GTK_BOX (self), self->subject);

  self->request_signals = g_signal_group_new (SR_TYPE_RECORD);
  g_signal_group_connect_swapped (self->request_signals, "changed", G_CALLBACK (refresh), self);
}
