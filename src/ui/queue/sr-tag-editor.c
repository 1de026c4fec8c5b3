/* Gives a request another tag.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-tag-editor"

#include "config.h"

#include "ui/queue/sr-tag-editor.h"

#include <glib/gi18n-lib.h>

#include "base/sr-text.h"
#include "domain/service/sr-tags.h"
#include "ui/widgets/sr-accessible.h"

/**
 * SrTagEditor:
 *
 * An entry, and below it the tags in use that hold what is typed, so that the same thing gets the same
 * word. The arrows go through them without leaving the entry; Enter takes the one that is chosen, else
 * what is typed. It stays open for the next one.
 */
struct _SrTagEditor
{
  GtkPopover    parent_instance;

  /* Children */
  GtkEntry     *entry;
  GtkListBox   *list;
  GtkWidget    *scroller;

  /* Owned */
  GCancellable *cancellable;
  GPtrArray    *used;      /* of char *; NULL until the room has answered */
  GStrv         present;

  /* State */
  gboolean      composing;
};

enum
{
  ADDED,
  N_SIGNALS
};

#define MAX_MATCHES 8

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SrTagEditor, sr_tag_editor, GTK_TYPE_POPOVER)

static gboolean
is_present (SrTagEditor *self,
            const char  *tag)
{
  g_autofree char *folded = sr_text_fold (tag);

  for (guint i = 0; self->present != NULL && self->present[i] != NULL; i++)
    {
      g_autofree char *other = sr_text_fold (self->present[i]);

      if (g_str_equal (folded, other))
        return TRUE;
    }

  return FALSE;
}

static void
add_match (SrTagEditor *self,
           const char  *tag)
{
  GtkWidget *label = gtk_label_new (tag);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_widget_add_css_class (row, "request-match");
  gtk_widget_set_focusable (row, FALSE);
  sr_accessible_set_name (row, tag);
  g_object_set_data_full (G_OBJECT (row), "tag", g_strdup (tag), g_free);
  gtk_list_box_append (self->list, row);
}

static void
show_matches (SrTagEditor *self)
{
  g_autofree char *typed = sr_text_fold (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  GtkWidget *row;
  guint n_matches = 0;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);

  g_strstrip (typed);
  for (guint i = 0; self->used != NULL && i < self->used->len && n_matches < MAX_MATCHES; i++)
    {
      const char *tag = g_ptr_array_index (self->used, i);
      g_autofree char *folded = sr_text_fold (tag);

      if (strstr (folded, typed) != NULL && !is_present (self, tag))
        {
          add_match (self, tag);
          n_matches++;
        }
    }
  gtk_widget_set_visible (self->scroller, n_matches > 0);
}

static void
add (SrTagEditor *self,
     const char  *tag)
{
  g_autofree char *given = g_strstrip (g_strdup (tag));

  if (*given == '\0')
    return;

  if (!is_present (self, given))
    g_signal_emit (self, signals[ADDED], 0, given);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

static void
on_activate_cb (SrTagEditor *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL)
    add (self, g_object_get_data (G_OBJECT (row), "tag"));
  else
    add (self, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
on_row_activated_cb (SrTagEditor   *self,
                     GtkListBoxRow *row)
{
  add (self, g_object_get_data (G_OBJECT (row), "tag"));
}

static void
on_preedit_changed_cb (SrTagEditor *self,
                       const char  *preedit)
{
  self->composing = *preedit != '\0';
}

static gboolean
on_key_pressed_cb (SrTagEditor     *self,
                   guint            keyval,
                   guint            keycode,
                   GdkModifierType  state)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);
  int index = selected != NULL ? gtk_list_box_row_get_index (selected) : -1;

  if (self->composing || (keyval != GDK_KEY_Down && keyval != GDK_KEY_Up))
    return GDK_EVENT_PROPAGATE;

  index += keyval == GDK_KEY_Down ? 1 : -1;
  if (index < 0)
    gtk_list_box_unselect_all (self->list);
  else if (gtk_list_box_get_row_at_index (self->list, index) != NULL)
    gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, index));

  return GDK_EVENT_STOP;
}

static void
on_tags_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (SrTagEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tags = sr_room_list_tags_finish (SR_ROOM (source), result, &error);

  /* Without the used ones a tag can still be typed. */
  if (tags == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_debug ("No tags: %s", error->message);
      return;
    }

  g_clear_pointer (&self->used, g_ptr_array_unref);
  self->used = g_steal_pointer (&tags);
  show_matches (self);
}

static void
sr_tag_editor_dispose (GObject *object)
{
  SrTagEditor *self = SR_TAG_EDITOR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->used, g_ptr_array_unref);
  g_clear_pointer (&self->present, g_strfreev);

  G_OBJECT_CLASS (sr_tag_editor_parent_class)->dispose (object);
}

static void
sr_tag_editor_class_init (SrTagEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sr_tag_editor_dispose;

  /**
   * SrTagEditor::added:
   * @tag: what was chosen or typed
   */
  signals[ADDED] = g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
sr_tag_editor_init (SrTagEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *text;

  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_placeholder_text (self->entry, _("Add a tag"));
  gtk_entry_set_max_length (self->entry, SR_TAG_MAX_CHARS);
  sr_accessible_set_name (GTK_WIDGET (self->entry), _("Add a tag"));
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (show_matches), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (on_activate_cb), self,
                           G_CONNECT_SWAPPED);
  text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)));
  g_signal_connect_object (text, "preedit-changed", G_CALLBACK (on_preedit_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  sr_accessible_set_name (GTK_WIDGET (self->list), _("Tags in use"));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "matches");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "dense");
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  self->scroller = gtk_frame_new (NULL);
  gtk_frame_set_child (GTK_FRAME (self->scroller), GTK_WIDGET (self->list));
  gtk_widget_set_visible (self->scroller, FALSE);

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (box), self->scroller);
  gtk_widget_set_size_request (box, 210, -1);
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

GtkWidget *
sr_tag_editor_new (void)
{
  return g_object_new (SR_TYPE_TAG_EDITOR, NULL);
}

/**
 * sr_tag_editor_begin:
 *
 * Empties the entry and asks which tags are in use now.
 */
void
sr_tag_editor_begin (SrTagEditor *self,
                     SrRoom      *room)
{
  g_return_if_fail (SR_IS_TAG_EDITOR (self));
  g_return_if_fail (SR_IS_ROOM (room));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  sr_room_list_tags_async (room, self->cancellable, on_tags_cb, g_object_ref (self));
}

/**
 * sr_tag_editor_set_tags:
 * @tags: what the request has already; copied
 */
void
sr_tag_editor_set_tags (SrTagEditor       *self,
                        const char *const *tags)
{
  g_return_if_fail (SR_IS_TAG_EDITOR (self));

  g_strfreev (self->present);
  self->present = g_strdupv ((GStrv) tags);
  show_matches (self);
}
