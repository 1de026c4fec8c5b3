/* What happened to a request, and a field to write what happens.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-timeline-view"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "models/sr-timeline-model.h"
#include "ui/queue/sr-timeline-view.h"
#include "ui/widgets/sr-list-layout.h"

/**
 * SrTimelineView:
 *
 * The note field, and below it the steps, newest first:
 *
 *   SrRequestDetail -> SrTimelineModel -> GtkNoSelection -> GtkListView
 *
 * What is typed stays with its request until it is saved, also while another one is looked at.
 * `save-note` asks to save it.
 */
struct _SrTimelineView
{
  AdwBin parent_instance;

  /* Template */
  GtkTextView     *note;
  GtkWidget       *placeholder;
  GtkWidget       *save_button;
  GtkWidget       *save_hint;
  GtkToggleButton *all_chip;
  GtkToggleButton *contact_chip;
  GtkToggleButton *note_chip;
  GtkListView     *list;
  GtkWidget       *nothing;

  /* Owned */
  SrTimelineModel *model;
  GHashTable      *notes;    /* id of the request -> text that is not saved */

  /* State */
  gint64           request;
  gboolean         composing;
};

enum
{
  SAVE_NOTE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SrTimelineView, sr_timeline_view, ADW_TYPE_BIN)

/* Closures of the rows: the list item comes first. */

static char *
format_heading (GObject    *item,
                const char *when,
                const char *who)
{
  if (who == NULL || *who == '\0')
    return g_strdup (when);

  /* Translators: the head of a step in a history: time, then person */
  return g_strdup_printf (C_("timeline", "%1$s  %2$s"), when, who);
}

static char *
format_title (GObject    *item,
              const char *title,
              gboolean    inferred)
{
  if (!inferred)
    return g_strdup (title);

  /* Translators: a step that an import put in, because the source leaves it out */
  return g_strdup_printf (_("%s (inferred)"), title);
}

static gboolean
is_filled (GObject    *item,
           const char *text)
{
  return text != NULL && *text != '\0';
}

static GStrv
format_dot_classes (GObject *item,
                    guint    position)
{
  const char *classes[] = { "timeline-dot", position == 0 ? "newest" : NULL, NULL };

  return g_strdupv ((GStrv) classes);
}

static GVariant *
format_target (GObject    *item,
               const char *sha256,
               const char *name)
{
  return g_variant_ref_sink (g_variant_new ("(ss)", sha256 != NULL ? sha256 : "",
                                            name != NULL ? name : ""));
}

static void
update_note (SrTimelineView *self)
{
  g_autofree char *text = sr_timeline_view_dup_note (self);
  gboolean is_empty = *text == '\0';

  gtk_widget_set_visible (self->placeholder, is_empty && !self->composing);
  gtk_widget_set_visible (self->save_hint, is_empty);
  gtk_widget_set_visible (self->save_button, !is_empty);

  if (self->request == 0)
    return;

  if (is_empty)
    g_hash_table_remove (self->notes, &self->request);
  else
    g_hash_table_replace (self->notes, g_memdup2 (&self->request, sizeof (gint64)),
                          g_steal_pointer (&text));
}

static void
show_note (SrTimelineView *self)
{
  const char *text = g_hash_table_lookup (self->notes, &self->request);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->note), text != NULL ? text : "", -1);
  update_note (self);
}

static void
on_preedit_changed_cb (SrTimelineView *self,
                       const char     *preedit)
{
  self->composing = *preedit != '\0';
  update_note (self);
}

static void
on_save_clicked_cb (SrTimelineView *self)
{
  g_autofree char *text = sr_timeline_view_dup_note (self);

  if (*text != '\0')
    g_signal_emit (self, signals[SAVE_NOTE], 0);
}

/* The input method has the first word: Ctrl+Enter inside a composition is its own. */
static gboolean
on_save_shortcut_cb (GtkWidget *widget,
                     GVariant  *arguments,
                     gpointer   data)
{
  SrTimelineView *self = data;

  if (self->composing)
    return GDK_EVENT_PROPAGATE;

  on_save_clicked_cb (self);

  return GDK_EVENT_STOP;
}

static void
on_chip_toggled_cb (SrTimelineView  *self,
                    GtkToggleButton *chip)
{
  if (!gtk_toggle_button_get_active (chip))
    return;

  if (chip == self->contact_chip)
    sr_timeline_model_set_filter (self->model, "contact");
  else if (chip == self->note_chip)
    sr_timeline_model_set_filter (self->model, "note");
  else
    sr_timeline_model_set_filter (self->model, NULL);
}

static void
on_items_changed_cb (SrTimelineView *self)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0;

  gtk_widget_set_visible (self->nothing, is_empty);
  gtk_widget_set_visible (GTK_WIDGET (self->list), !is_empty);
}

static void
add_save_shortcut (SrTimelineView *self,
                   const char     *trigger)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcut *shortcut =
    gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                      gtk_callback_action_new (on_save_shortcut_cb, self, NULL));

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
  gtk_widget_add_controller (GTK_WIDGET (self->note), controller);
}

static void
sr_timeline_view_dispose (GObject *object)
{
  SrTimelineView *self = SR_TIMELINE_VIEW (object);

  g_clear_object (&self->model);
  g_clear_pointer (&self->notes, g_hash_table_unref);

  G_OBJECT_CLASS (sr_timeline_view_parent_class)->dispose (object);
}

static void
sr_timeline_view_class_init (SrTimelineViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sr_timeline_view_dispose;

  /**
   * SrTimelineView::save-note:
   *
   * The person wants the note saved.
   */
  signals[SAVE_NOTE] = g_signal_new ("save-note", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SR_TYPE_LIST_LAYOUT);
  g_type_ensure (SR_TYPE_TIMELINE_ITEM);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/serviceroom/ServiceRoom/queue/sr-timeline-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SrTimelineView, note);
  gtk_widget_class_bind_template_child (widget_class, SrTimelineView, placeholder);
  gtk_widget_class_bind_template_child (widget_class, SrTimelineView, save_button);
  gtk_widget_class_bind_template_child (widget_class, SrTimelineView, save_hint);
  gtk_widget_class_bind_template_child (widget_class, SrTimelineView, all_chip);
  gtk_widget_class_bind_template_child (widget_class, SrTimelineView, contact_chip);
  gtk_widget_class_bind_template_child (widget_class, SrTimelineView, note_chip);
  gtk_widget_class_bind_template_child (widget_class, SrTimelineView, list);
  gtk_widget_class_bind_template_child (widget_class, SrTimelineView, nothing);
  gtk_widget_class_bind_template_callback (widget_class, format_heading);
  gtk_widget_class_bind_template_callback (widget_class, format_title);
  gtk_widget_class_bind_template_callback (widget_class, format_dot_classes);
  gtk_widget_class_bind_template_callback (widget_class, format_target);
  gtk_widget_class_bind_template_callback (widget_class, is_filled);
  gtk_widget_class_bind_template_callback (widget_class, on_chip_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_preedit_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_save_clicked_cb);
}

static void
sr_timeline_view_init (SrTimelineView *self)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  self->notes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->model = sr_timeline_model_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->model)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (on_items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_text_view_get_buffer (self->note), "changed",
                           G_CALLBACK (update_note), self, G_CONNECT_SWAPPED);
  add_save_shortcut (self, "<Control>Return|<Control>KP_Enter");
  on_items_changed_cb (self);
  update_note (self);
}

/**
 * sr_timeline_view_set_detail:
 * @detail: (nullable): the request; nothing of it is kept
 * @now: the present instant
 */
void
sr_timeline_view_set_detail (SrTimelineView  *self,
                             SrRequestDetail *detail,
                             gint64           now)
{
  gint64 request = detail != NULL ? sr_row_get_id (detail->request->row) : 0;

  g_return_if_fail (SR_IS_TIMELINE_VIEW (self));

  if (self->request != request)
    {
      self->request = request;
      show_note (self);
    }
  if (detail != NULL)
    sr_timeline_model_set_detail (self->model, detail, now);
}

char *
sr_timeline_view_dup_note (SrTimelineView *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start;
  GtkTextIter end;
  char *text;

  g_return_val_if_fail (SR_IS_TIMELINE_VIEW (self), NULL);

  buffer = gtk_text_view_get_buffer (self->note);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);

  return g_strstrip (text);
}

void
sr_timeline_view_insert_note (SrTimelineView *self,
                              const char     *text)
{
  g_return_if_fail (SR_IS_TIMELINE_VIEW (self));

  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (self->note), text, -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->note));
}

void
sr_timeline_view_note_saved (SrTimelineView *self,
                             gint64          request)
{
  g_return_if_fail (SR_IS_TIMELINE_VIEW (self));

  g_hash_table_remove (self->notes, &request);
  if (self->request == request)
    show_note (self);
}
