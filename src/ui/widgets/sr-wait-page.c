/* Says that something is being read, once that takes long enough to be noticed.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-wait-page"

#include "config.h"

#include "ui/widgets/sr-wait-page.h"

#define PATIENCE_MILLISECONDS 400

/**
 * SrWaitPage:
 *
 * Empty at first, then its title and a spinner. What is read in less time than a person notices is
 * read without a flash of it, and without what drawing it costs: the spinner alone loads librsvg.
 *
 * What it shows takes the focus meanwhile: the stack that the page stands in hands it on to what comes
 * in its place.
 */
struct _SrWaitPage
{
  AdwBin parent_instance;

  /* Owned */
  char  *title;

  /* State */
  guint  patience_id;
};

enum
{
  PROP_0,
  PROP_TITLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SrWaitPage, sr_wait_page, ADW_TYPE_BIN)

/* A stack hands on the focus that is in its page, not that of the page itself. */
static void
show_nothing (SrWaitPage *self)
{
  GtkWidget *nothing = g_object_new (GTK_TYPE_DRAWING_AREA, "focusable", TRUE, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (nothing), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->title, -1);
  adw_bin_set_child (ADW_BIN (self), nothing);
}

static gboolean
on_patience_cb (gpointer data)
{
  SrWaitPage *self = data;
  gboolean has_focus = gtk_widget_is_focus (adw_bin_get_child (ADW_BIN (self)));
  GtkWidget *spinner = g_object_new (GTK_TYPE_SPINNER,
                                     "spinning", TRUE,
                                     "width-request", 32,
                                     "height-request", 32,
                                     NULL);

  self->patience_id = 0;
  adw_bin_set_child (ADW_BIN (self), g_object_new (ADW_TYPE_STATUS_PAGE,
                                                   "title", self->title,
                                                   "child", spinner,
                                                   NULL));
  if (has_focus)
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);

  return G_SOURCE_REMOVE;
}

static void
sr_wait_page_map (GtkWidget *widget)
{
  SrWaitPage *self = SR_WAIT_PAGE (widget);

  GTK_WIDGET_CLASS (sr_wait_page_parent_class)->map (widget);

  if (self->patience_id == 0)
    self->patience_id = g_timeout_add (PATIENCE_MILLISECONDS, on_patience_cb, self);
}

static void
sr_wait_page_unmap (GtkWidget *widget)
{
  SrWaitPage *self = SR_WAIT_PAGE (widget);

  g_clear_handle_id (&self->patience_id, g_source_remove);
  if (!GTK_IS_DRAWING_AREA (adw_bin_get_child (ADW_BIN (self))))
    show_nothing (self);

  GTK_WIDGET_CLASS (sr_wait_page_parent_class)->unmap (widget);
}

static void
sr_wait_page_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  SrWaitPage *self = SR_WAIT_PAGE (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sr_wait_page_set_property (GObject      *object,
                           guint         id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  SrWaitPage *self = SR_WAIT_PAGE (object);

  switch (id)
    {
    case PROP_TITLE:
      self->title = g_value_dup_string (value);
      show_nothing (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sr_wait_page_dispose (GObject *object)
{
  SrWaitPage *self = SR_WAIT_PAGE (object);

  g_clear_handle_id (&self->patience_id, g_source_remove);

  G_OBJECT_CLASS (sr_wait_page_parent_class)->dispose (object);
}

static void
sr_wait_page_finalize (GObject *object)
{
  g_free (SR_WAIT_PAGE (object)->title);

  G_OBJECT_CLASS (sr_wait_page_parent_class)->finalize (object);
}

static void
sr_wait_page_class_init (SrWaitPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sr_wait_page_get_property;
  object_class->set_property = sr_wait_page_set_property;
  object_class->dispose = sr_wait_page_dispose;
  object_class->finalize = sr_wait_page_finalize;

  widget_class->map = sr_wait_page_map;
  widget_class->unmap = sr_wait_page_unmap;

  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sr_wait_page_init (SrWaitPage *self)
{
}
