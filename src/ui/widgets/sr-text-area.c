/* A field for text of several lines.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-text-area"

#include "config.h"

#include "ui/widgets/sr-text-area.h"

/**
 * SrTextArea:
 *
 * Tab leaves it, Enter begins a line, Ctrl+Enter does what the form is for. GtkTextView takes Enter
 * for itself whatever is held down with it, so the key is read before it is; while an input method
 * composes it is left alone.
 */
struct _SrTextArea
{
  AdwBin         parent_instance;

  GtkTextView   *view;
  gboolean       composing;
};

enum
{
  PROP_0,
  PROP_NAME_FOR_PEOPLE,
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

G_DEFINE_FINAL_TYPE (SrTextArea, sr_text_area, ADW_TYPE_BIN)

static void
on_changed_cb (SrTextArea *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_preedit_changed_cb (SrTextArea *self,
                       const char *preedit)
{
  self->composing = preedit != NULL && *preedit != '\0';
}

static gboolean
on_key_pressed_cb (SrTextArea      *self,
                   guint            keyval,
                   guint            keycode,
                   GdkModifierType  state)
{
  if (self->composing ||
      (state & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK ||
      (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_ISO_Enter))
    return GDK_EVENT_PROPAGATE;

  g_signal_emit (self, signals[ACTIVATE], 0);
  return GDK_EVENT_STOP;
}

static gboolean
sr_text_area_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SR_TEXT_AREA (widget)->view));
}

static void
sr_text_area_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_NAME_FOR_PEOPLE:
      gtk_accessible_update_property (GTK_ACCESSIBLE (SR_TEXT_AREA (object)->view),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, g_value_get_string (value),
                                      -1);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sr_text_area_class_init (SrTextAreaClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = sr_text_area_set_property;
  widget_class->grab_focus = sr_text_area_grab_focus;

  properties[PROP_NAME_FOR_PEOPLE] =
    g_param_spec_string ("name-for-people", NULL, NULL, NULL,
                         G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[ACTIVATE] =
    g_signal_new ("activate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
sr_text_area_init (SrTextArea *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_top_margin (self->view, 6);
  gtk_text_view_set_bottom_margin (self->view, 6);
  gtk_text_view_set_left_margin (self->view, 9);
  gtk_text_view_set_right_margin (self->view, 9);

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  /* A scrollbar would need the height of two lines, even where there is one. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_NEVER, GTK_POLICY_EXTERNAL);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 34);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 160);
  adw_bin_set_child (ADW_BIN (self), scroller);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (GTK_WIDGET (self), "text-area");

  g_signal_connect_object (gtk_text_view_get_buffer (self->view), "changed",
                           G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "preedit-changed",
                           G_CALLBACK (on_preedit_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
}

GtkWidget *
sr_text_area_new (const char *name)
{
  return g_object_new (SR_TYPE_TEXT_AREA, "name-for-people", name, NULL);
}

/**
 * sr_text_area_dup_text:
 *
 * Returns: (transfer full): what was typed, without white space at its ends
 */
char *
sr_text_area_dup_text (SrTextArea *self)
{
  GtkTextBuffer *buffer = NULL;
  GtkTextIter start;
  GtkTextIter end;

  g_return_val_if_fail (SR_IS_TEXT_AREA (self), NULL);

  buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

void
sr_text_area_set_text (SrTextArea *self,
                       const char *text)
{
  g_return_if_fail (SR_IS_TEXT_AREA (self));

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text != NULL ? text : "", -1);
}
