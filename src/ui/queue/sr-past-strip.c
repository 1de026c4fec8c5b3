/* What the person did on the last day of work, at the foot of the view "today".
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-past-strip"

#include "config.h"

#include "models/sr-past-model.h"
#include "ui/queue/sr-past-strip.h"
#include "ui/widgets/sr-accessible.h"

/**
 * SrPastStrip:
 *
 * A heading with the day and what was done in numbers, which opens and closes the steps below it.
 */
struct _SrPastStrip
{
  AdwBin           parent_instance;

  /* Template */
  GtkToggleButton *toggle;
  GtkImage        *arrow;
  GtkLabel        *heading;
  GtkLabel        *summary;
  GtkWidget       *scroller;
  GtkListBox      *list;

  /* Owned */
  SrPastModel     *model;

  /* State */
  gboolean         open;
};

enum
{
  PROP_0,
  PROP_OPEN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  CHOSEN,
  OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SrPastStrip, sr_past_strip, ADW_TYPE_BIN)

/* A heading is there once the day is known; where nothing was done there is nothing to open. */
static void
refresh (SrPastStrip *self)
{
  gboolean is_filled = g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0;
  gboolean is_shown = is_filled && self->open;
  g_autofree char *heading = NULL;
  g_autofree char *summary = NULL;
  g_autofree char *error = NULL;
  g_autofree char *name = NULL;

  g_object_get (self->model, "heading", &heading, "summary", &summary, "error", &error, NULL);
  gtk_label_set_label (self->heading, heading);
  gtk_label_set_label (self->summary, error != NULL ? error : summary);
  name = g_strjoin (": ", heading, error != NULL ? error : summary, NULL);
  sr_accessible_set_name (GTK_WIDGET (self->toggle), name);

  gtk_widget_set_sensitive (GTK_WIDGET (self->toggle), is_filled);
  gtk_widget_set_visible (GTK_WIDGET (self->arrow), is_filled);
  gtk_image_set_from_icon_name (self->arrow, is_shown ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_widget_set_visible (self->scroller, is_shown);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->toggle), GTK_ACCESSIBLE_STATE_EXPANDED,
                               is_shown, -1);
}

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
make_row (gpointer item,
          gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *when = NULL;
  g_autofree char *number = NULL;
  g_autofree char *title = NULL;
  g_autofree char *subject = NULL;
  g_autofree char *spoken = NULL;
  GtkWidget *label;

  g_object_get (item, "when", &when, "number", &number, "title", &title, "subject", &subject,
                "spoken", &spoken, NULL);
  label = make_label (when, "numeric");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (box), label);
  label = make_label (number, "numeric");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (box), label);
  label = make_label (title, NULL);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  label = make_label (subject, "dim-label");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  sr_accessible_set_name (row, spoken);

  return row;
}

static void
on_toggled_cb (SrPastStrip *self)
{
  gboolean open = gtk_toggle_button_get_active (self->toggle);

  if (self->open == open)
    return;

  self->open = open;
  refresh (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPEN]);
}

static void
on_row_selected_cb (SrPastStrip   *self,
                    GtkListBoxRow *row)
{
  g_autoptr (SrPastItem) item = NULL;

  if (row == NULL)
    return;

  item = g_list_model_get_item (G_LIST_MODEL (self->model),
                                (guint) gtk_list_box_row_get_index (row));
  if (item != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, sr_past_item_get_request (item));
}

static void
on_row_activated_cb (SrPastStrip *self)
{
  g_signal_emit (self, signals[OPENED], 0);
}

static void
sr_past_strip_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  SrPastStrip *self = SR_PAST_STRIP (object);

  switch (id)
    {
    case PROP_OPEN:
      g_value_set_boolean (value, self->open);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sr_past_strip_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  SrPastStrip *self = SR_PAST_STRIP (object);

  switch (id)
    {
    case PROP_OPEN:
      gtk_toggle_button_set_active (self->toggle, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sr_past_strip_dispose (GObject *object)
{
  SrPastStrip *self = SR_PAST_STRIP (object);

  if (self->model != NULL)
    sr_past_model_set_room (self->model, NULL);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (sr_past_strip_parent_class)->dispose (object);
}

static void
sr_past_strip_class_init (SrPastStripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sr_past_strip_get_property;
  object_class->set_property = sr_past_strip_set_property;
  object_class->dispose = sr_past_strip_dispose;

  properties[PROP_OPEN] =
    g_param_spec_boolean ("open", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * SrPastStrip::chosen:
   * @request: the id of a request
   *
   * A step of the request is selected.
   */
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  /**
   * SrPastStrip::opened:
   *
   * Somebody goes to the request of the selected step.
   */
  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/serviceroom/ServiceRoom/queue/sr-past-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, SrPastStrip, toggle);
  gtk_widget_class_bind_template_child (widget_class, SrPastStrip, arrow);
  gtk_widget_class_bind_template_child (widget_class, SrPastStrip, heading);
  gtk_widget_class_bind_template_child (widget_class, SrPastStrip, summary);
  gtk_widget_class_bind_template_child (widget_class, SrPastStrip, scroller);
  gtk_widget_class_bind_template_child (widget_class, SrPastStrip, list);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
sr_past_strip_init (SrPastStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->model = sr_past_model_new ();
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->model), make_row, NULL, NULL);
  g_signal_connect_object (self->model, "notify", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}

/**
 * sr_past_strip_set_room:
 * @room: (nullable): the room that who signed in works in
 */
void
sr_past_strip_set_room (SrPastStrip *self,
                        SrRoom      *room)
{
  g_return_if_fail (SR_IS_PAST_STRIP (self));

  sr_past_model_set_room (self->model, room);
}

/**
 * sr_past_strip_unselect:
 *
 * Something else is selected.
 */
void
sr_past_strip_unselect (SrPastStrip *self)
{
  g_return_if_fail (SR_IS_PAST_STRIP (self));

  gtk_list_box_unselect_all (self->list);
}
