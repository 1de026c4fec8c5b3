/* A bin that tells how wide it is.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-measured-bin"

#include "config.h"

#include "ui/widgets/sr-measured-bin.h"

/**
 * SrMeasuredBin:
 *
 * Takes any width that it is given, down to its `width-request`, and notifies `width` when that has
 * changed: what stands in it can then show less. It notifies after the frame's layout, since a
 * widget that comes or goes in the middle of it would be laid out twice.
 */
struct _SrMeasuredBin
{
  GtkWidget parent_instance;

  /* Owned */
  GtkWidget *child;

  /* State */
  int        allocated;
  int        width;
  guint      notify_id;
};

enum
{
  PROP_0,
  PROP_CHILD,
  PROP_WIDTH,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SrMeasuredBin, sr_measured_bin, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

static GtkBuildableIface *parent_buildable;

static void
set_child (SrMeasuredBin *self,
           GtkWidget     *child)
{
  if (self->child == child)
    return;

  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHILD]);
}

static gboolean
on_notify_idle_cb (gpointer data)
{
  SrMeasuredBin *self = data;

  self->notify_id = 0;
  if (self->width != self->allocated)
    {
      self->width = self->allocated;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WIDTH]);
    }

  return G_SOURCE_REMOVE;
}

static void
sr_measured_bin_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  SrMeasuredBin *self = SR_MEASURED_BIN (widget);

  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;

  if (self->child == NULL || !gtk_widget_should_layout (self->child))
    return;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      int least;

      gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      if (for_size >= 0)
        for_size = MAX (for_size, least);
      gtk_widget_measure (self->child, orientation, for_size, minimum, natural, NULL, NULL);
    }
  else
    {
      gtk_widget_measure (self->child, orientation, for_size, NULL, natural, NULL, NULL);
    }
}

static void
sr_measured_bin_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  SrMeasuredBin *self = SR_MEASURED_BIN (widget);
  int least;

  self->allocated = width;
  if (self->width != width && self->notify_id == 0)
    self->notify_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_notify_idle_cb, self, NULL);

  if (self->child == NULL || !gtk_widget_should_layout (self->child))
    return;

  /* For the one frame until the content has answered to a smaller width, it is cut off. */
  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_allocate (self->child, MAX (width, least), height, baseline, NULL);
}

static void
sr_measured_bin_add_child (GtkBuildable *buildable,
                           GtkBuilder   *builder,
                           GObject      *child,
                           const char   *type)
{
  if (GTK_IS_WIDGET (child) && type == NULL)
    set_child (SR_MEASURED_BIN (buildable), GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = sr_measured_bin_add_child;
}

static void
sr_measured_bin_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  SrMeasuredBin *self = SR_MEASURED_BIN (object);

  switch (id)
    {
    case PROP_CHILD:
      g_value_set_object (value, self->child);
      break;
    case PROP_WIDTH:
      g_value_set_int (value, self->width);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sr_measured_bin_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  SrMeasuredBin *self = SR_MEASURED_BIN (object);

  switch (id)
    {
    case PROP_CHILD:
      set_child (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sr_measured_bin_dispose (GObject *object)
{
  SrMeasuredBin *self = SR_MEASURED_BIN (object);

  g_clear_handle_id (&self->notify_id, g_source_remove);
  g_clear_pointer (&self->child, gtk_widget_unparent);

  G_OBJECT_CLASS (sr_measured_bin_parent_class)->dispose (object);
}

static void
sr_measured_bin_class_init (SrMeasuredBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sr_measured_bin_get_property;
  object_class->set_property = sr_measured_bin_set_property;
  object_class->dispose = sr_measured_bin_dispose;

  widget_class->measure = sr_measured_bin_measure;
  widget_class->size_allocate = sr_measured_bin_size_allocate;

  properties[PROP_CHILD] =
    g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_WIDTH] =
    g_param_spec_int ("width", NULL, NULL, 0, G_MAXINT, 0,
                      G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sr_measured_bin_init (SrMeasuredBin *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * sr_measured_bin_get_width:
 *
 * Returns: the width in logical pixels at the last layout, 0 before the first
 */
int
sr_measured_bin_get_width (SrMeasuredBin *self)
{
  g_return_val_if_fail (SR_IS_MEASURED_BIN (self), 0);

  return self->width;
}
