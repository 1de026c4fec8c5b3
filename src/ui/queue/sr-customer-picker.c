/* Who is calling: a field, the customers that it may mean, and the way to a new one.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-customer-picker"

#include "config.h"

#include "ui/queue/sr-customer-picker.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/sr-text.h"
#include "domain/records/sr-kinds.h"
#include "ui/queue/sr-match-row.h"
#include "ui/queue/sr-phone-text.h"

/* Between the last key and the question; nobody waits for it, and a typed number asks once. */
#define MATCH_DELAY_MS 120
#define MAX_MATCHES 4

/**
 * SrCustomerPicker:
 *
 * The focus stays in the field: Up and Down choose among the matches below it, Tab and Enter take the
 * chosen one. Matches come late; an answer to an older text is dropped by its generation.
 */
struct _SrCustomerPicker
{
  AdwBin         parent_instance;

  /* template */
  GtkEntry      *entry;
  GtkLabel      *status;
  GtkListBox    *list;
  GtkRevealer   *new_revealer;
  GtkEntry      *name_entry;
  GtkEntry      *phone_entry;

  /* owned */
  SrRoom        *room;
  GCancellable  *cancellable;
  SrMatchRow    *taken;          /* NULL: nobody yet */
  char          *filled_name;    /* what was put into the fields by us, not by the person */
  char          *filled_phone;

  /* state */
  guint          match_id;
  guint          generation;
  gint64         wanted;         /* taken as soon as the matches have it: a restored draft */
  gboolean       take_only_match; /* Tab was quicker than the answer */
  gboolean       waiting;
};

enum
{
  CHANGED,
  TAKEN,
  ACTIVATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SrCustomerPicker, sr_customer_picker, ADW_TYPE_BIN)

/* Carried through one question, so that its answer knows whether it is still wanted. */
typedef struct
{
  SrCustomerPicker *self;
  guint             generation;
} Question;

static void
question_free (Question *question)
{
  g_object_unref (question->self);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static const char *
get_entry_text (GtkEntry *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static gboolean
is_new (SrCustomerPicker *self)
{
  return gtk_revealer_get_reveal_child (self->new_revealer);
}

/* Puts @text into @entry unless the person has written something else there. */
static void
fill_entry (GtkEntry    *entry,
            char       **filled,
            const char  *text)
{
  const char *present = get_entry_text (entry);

  if (*present != '\0' && g_strcmp0 (present, *filled) != 0)
    return;

  g_free (*filled);
  *filled = g_strdup (text);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
set_new (SrCustomerPicker *self,
         gboolean          new)
{
  if (new)
    {
      const char *text = get_entry_text (self->entry);
      gboolean phone = sr_phone_is_typed (text);

      fill_entry (self->name_entry, &self->filled_name, phone ? "" : text);
      fill_entry (self->phone_entry, &self->filled_phone, phone ? text : "");
    }
  gtk_revealer_set_reveal_child (self->new_revealer, new);
  gtk_widget_set_visible (GTK_WIDGET (self->new_revealer), new);
}

/* The field of somebody new in which something is still to be said. */
static void
focus_new (SrCustomerPicker *self)
{
  GtkEntry *entry = *get_entry_text (self->name_entry) == '\0' ? self->name_entry
                                                              : self->phone_entry;

  gtk_widget_grab_focus (GTK_WIDGET (entry));
}

static void
clear_list (SrCustomerPicker *self)
{
  GtkWidget *row = NULL;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);
}

static void
say_matches (SrCustomerPicker *self,
             guint             n)
{
  g_autofree char *text = NULL;

  if (n > 0)
    text = g_strdup_printf (ngettext ("%u match", "%u matches", n), n);
  else if (is_new (self))
    text = g_strdup (_("Nobody yet: a new customer"));
  gtk_label_set_label (self->status, text != NULL ? text : "");
}

/* Keeps the chosen row alone, with its mark, so that the card has room for the rest of the call. */
static void
take_row (SrCustomerPicker *self,
          SrMatchRow       *row)
{
  GtkWidget *child = NULL;

  if (sr_match_row_get_customer (row) == NULL)
    {
      clear_list (self);
      set_new (self, TRUE);
      say_matches (self, 0);
      g_signal_emit (self, signals[CHANGED], 0);
      return;
    }

  g_set_object (&self->taken, row);
  set_new (self, FALSE);
  child = gtk_widget_get_first_child (GTK_WIDGET (self->list));
  while (child != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      if (child != GTK_WIDGET (row))
        gtk_list_box_remove (self->list, child);
      child = next;
    }
  gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
  gtk_widget_set_visible (GTK_WIDGET (self->list), TRUE);
  sr_match_row_set_taken (row, TRUE);
  gtk_label_set_label (self->status, "");
  g_signal_emit (self, signals[CHANGED], 0);
}

static SrMatchRow *
get_chosen (SrCustomerPicker *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? SR_MATCH_ROW (row) : NULL;
}

static SrMatchRow *
find_wanted (SrCustomerPicker *self,
             guint             n_matches)
{
  SrMatchRow *row = NULL;

  for (guint i = 0; i < n_matches; i++)
    {
      row = SR_MATCH_ROW (gtk_list_box_get_row_at_index (self->list, (int) i));
      if (self->wanted != 0 && sr_row_get_id (sr_match_row_get_customer (row)) == self->wanted)
        return row;
    }

  if (self->take_only_match && n_matches == 1)
    return row;

  return NULL;
}

static void
show_matches (SrCustomerPicker *self,
              GPtrArray        *matches)
{
  const char *text = get_entry_text (self->entry);
  SrMatchRow *wanted = NULL;

  clear_list (self);
  for (guint i = 0; i < matches->len; i++)
    {
      SrListedRow *match = g_ptr_array_index (matches, i);

      gtk_list_box_append (self->list, sr_match_row_new (match->row, text));
    }

  set_new (self, matches->len == 0);
  if (matches->len > 0)
    {
      gtk_list_box_append (self->list, sr_match_row_new_for_new (text));
      gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
      gtk_widget_set_visible (GTK_WIDGET (self->list), TRUE);
    }
  say_matches (self, matches->len);

  wanted = find_wanted (self, matches->len);
  self->wanted = 0;
  self->take_only_match = FALSE;
  if (wanted != NULL)
    take_row (self, wanted);
  else
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_matched_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (Question) question = user_data;
  SrCustomerPicker *self = question->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) matches = NULL;

  matches = sr_room_match_finish (SR_ROOM (source), result, &error);
  if (question->generation != self->generation)
    return;

  self->waiting = FALSE;
  if (matches == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        gtk_label_set_label (self->status, error->message);
      return;
    }

  show_matches (self, matches);
}

static void
ask_for_matches (SrCustomerPicker *self)
{
  Question *question = NULL;

  g_clear_handle_id (&self->match_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  question = g_new0 (Question, 1);
  question->self = g_object_ref (self);
  question->generation = ++self->generation;
  sr_room_match_async (self->room, get_entry_text (self->entry), MAX_MATCHES, self->cancellable,
                       on_matched_cb, question);
}

static gboolean
on_match_delay_cb (gpointer user_data)
{
  SrCustomerPicker *self = user_data;

  self->match_id = 0;
  ask_for_matches (self);

  return G_SOURCE_REMOVE;
}

/* One or two digits are in every phone, and mean nobody. */
static gboolean
is_worth_asking (const char *text)
{
  g_autofree char *folded = g_strstrip (sr_text_fold (text));

  if (*folded == '\0')
    return FALSE;

  for (const char *cursor = folded; *cursor != '\0'; cursor = g_utf8_next_char (cursor))
    {
      if (g_unichar_isalpha (g_utf8_get_char (cursor)))
        return TRUE;
    }

  return sr_phone_is_typed (folded);
}

static void
on_entry_changed_cb (SrCustomerPicker *self)
{
  const char *text = get_entry_text (self->entry);

  gtk_entry_set_icon_from_icon_name (self->entry, GTK_ENTRY_ICON_SECONDARY,
                                     *text != '\0' ? "edit-clear-symbolic" : NULL);
  gtk_entry_set_icon_tooltip_text (self->entry, GTK_ENTRY_ICON_SECONDARY,
                                   *text != '\0' ? _("Clear") : NULL);
  g_clear_object (&self->taken);
  g_clear_handle_id (&self->match_id, g_source_remove);
  self->generation++;
  self->wanted = 0;
  self->take_only_match = FALSE;

  if (is_worth_asking (text) && self->room != NULL)
    {
      self->waiting = TRUE;
      self->match_id = g_timeout_add (MATCH_DELAY_MS, on_match_delay_cb, self);
    }
  else
    {
      self->waiting = FALSE;
      clear_list (self);
      set_new (self, FALSE);
      say_matches (self, 0);
    }

  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_entry_activate_cb (SrCustomerPicker *self)
{
  SrMatchRow *chosen = get_chosen (self);

  if (self->taken == NULL && self->waiting)
    {
      self->take_only_match = TRUE;
      ask_for_matches (self);
      g_signal_emit (self, signals[TAKEN], 0);
    }
  else if (self->taken == NULL && chosen != NULL)
    {
      take_row (self, chosen);
      if (is_new (self))
        focus_new (self);
      else
        g_signal_emit (self, signals[TAKEN], 0);
    }
  else if (self->taken == NULL && is_new (self))
    {
      focus_new (self);
    }
  else
    {
      g_signal_emit (self, signals[ACTIVATE], 0);
    }
}

static void
choose_next (SrCustomerPicker *self,
             int               step)
{
  SrMatchRow *chosen = get_chosen (self);
  GtkListBoxRow *row = NULL;
  int index = chosen != NULL ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (chosen)) : -1;

  row = index + step >= 0 ? gtk_list_box_get_row_at_index (self->list, index + step) : NULL;
  if (row == NULL)
    {
      gtk_widget_error_bell (GTK_WIDGET (self->entry));
      return;
    }

  gtk_list_box_select_row (self->list, row);
  /* The focus is in the field; who listens hears the choice from here. */
  gtk_label_set_label (self->status, sr_match_row_get_name (SR_MATCH_ROW (row)));
}

static gboolean
on_entry_key_pressed_cb (SrCustomerPicker *self,
                         guint             keyval,
                         guint             keycode,
                         GdkModifierType   state)
{
  SrMatchRow *chosen = get_chosen (self);

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0 || self->taken != NULL)
    return GDK_EVENT_PROPAGATE;

  switch (keyval)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      if (chosen == NULL)
        return GDK_EVENT_PROPAGATE;
      choose_next (self, keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up ? -1 : 1);
      return GDK_EVENT_STOP;

    case GDK_KEY_Tab:
    case GDK_KEY_KP_Tab:
      if (self->waiting)
        {
          self->take_only_match = TRUE;
          ask_for_matches (self);
        }
      else if (chosen != NULL)
        {
          take_row (self, chosen);
        }
      return GDK_EVENT_PROPAGATE;

    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
on_row_activated_cb (SrCustomerPicker *self,
                     GtkListBoxRow    *row)
{
  if (self->taken != NULL)
    return;

  take_row (self, SR_MATCH_ROW (row));
  if (is_new (self))
    focus_new (self);
  else
    g_signal_emit (self, signals[TAKEN], 0);
}

static void
on_icon_release_cb (SrCustomerPicker     *self,
                    GtkEntryIconPosition  position)
{
  if (position != GTK_ENTRY_ICON_SECONDARY)
    return;

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
on_new_changed_cb (SrCustomerPicker *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->name_entry), "error");
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_new_activate_cb (SrCustomerPicker *self)
{
  if (*get_entry_text (self->name_entry) == '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->name_entry));
  else
    g_signal_emit (self, signals[TAKEN], 0);
}

static gboolean
sr_customer_picker_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SR_CUSTOMER_PICKER (widget)->entry));
}

static void
sr_customer_picker_dispose (GObject *object)
{
  SrCustomerPicker *self = SR_CUSTOMER_PICKER (object);

  self->generation++;
  g_clear_handle_id (&self->match_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->taken);
  g_clear_object (&self->room);

  G_OBJECT_CLASS (sr_customer_picker_parent_class)->dispose (object);
}

static void
sr_customer_picker_finalize (GObject *object)
{
  SrCustomerPicker *self = SR_CUSTOMER_PICKER (object);

  g_clear_pointer (&self->filled_name, g_free);
  g_clear_pointer (&self->filled_phone, g_free);

  G_OBJECT_CLASS (sr_customer_picker_parent_class)->finalize (object);
}

static void
sr_customer_picker_class_init (SrCustomerPickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sr_customer_picker_dispose;
  object_class->finalize = sr_customer_picker_finalize;
  widget_class->grab_focus = sr_customer_picker_grab_focus;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[TAKEN] =
    g_signal_new ("taken", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[ACTIVATE] =
    g_signal_new ("activate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource
    (widget_class, "/org/serviceroom/ServiceRoom/queue/sr-customer-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, SrCustomerPicker, entry);
  gtk_widget_class_bind_template_child (widget_class, SrCustomerPicker, status);
  gtk_widget_class_bind_template_child (widget_class, SrCustomerPicker, list);
  gtk_widget_class_bind_template_child (widget_class, SrCustomerPicker, new_revealer);
  gtk_widget_class_bind_template_child (widget_class, SrCustomerPicker, name_entry);
  gtk_widget_class_bind_template_child (widget_class, SrCustomerPicker, phone_entry);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_icon_release_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_new_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_new_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
sr_customer_picker_init (SrCustomerPicker *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sr_customer_picker_set_room (SrCustomerPicker *self,
                             SrRoom           *room)
{
  g_return_if_fail (SR_IS_CUSTOMER_PICKER (self));

  g_set_object (&self->room, room);
}

/**
 * sr_customer_picker_restore:
 * @text: (nullable): what was typed
 * @customer: the id of who was taken, 0 for none
 * @name: (nullable): of somebody new
 * @phone: (nullable): of somebody new
 *
 * Puts back what a draft has. The customer is taken as soon as the matches have come.
 */
void
sr_customer_picker_restore (SrCustomerPicker *self,
                            const char       *text,
                            gint64            customer,
                            const char       *name,
                            const char       *phone)
{
  g_return_if_fail (SR_IS_CUSTOMER_PICKER (self));

  gtk_editable_set_text (GTK_EDITABLE (self->name_entry), name != NULL ? name : "");
  gtk_editable_set_text (GTK_EDITABLE (self->phone_entry), phone != NULL ? phone : "");
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text != NULL ? text : "");
  self->wanted = customer;
  if (self->waiting)
    ask_for_matches (self);
}

/**
 * sr_customer_picker_get_customer:
 *
 * Returns: (transfer none) (nullable): who was taken; %NULL for nobody or somebody new
 */
const SrRow *
sr_customer_picker_get_customer (SrCustomerPicker *self)
{
  g_return_val_if_fail (SR_IS_CUSTOMER_PICKER (self), NULL);

  return self->taken != NULL ? sr_match_row_get_customer (self->taken) : NULL;
}

const char *
sr_customer_picker_get_text (SrCustomerPicker *self)
{
  g_return_val_if_fail (SR_IS_CUSTOMER_PICKER (self), NULL);

  return get_entry_text (self->entry);
}

/* The name of somebody new. */
const char *
sr_customer_picker_get_name (SrCustomerPicker *self)
{
  g_return_val_if_fail (SR_IS_CUSTOMER_PICKER (self), NULL);

  return get_entry_text (self->name_entry);
}

/* The phone of the caller: of somebody new as it is typed, else the one that was found. */
const char *
sr_customer_picker_get_phone (SrCustomerPicker *self)
{
  g_return_val_if_fail (SR_IS_CUSTOMER_PICKER (self), NULL);

  return self->taken != NULL ? sr_match_row_get_phone (self->taken)
                             : get_entry_text (self->phone_entry);
}

/**
 * sr_customer_picker_check:
 * @out_message: (out) (optional): what is missing, as a sentence
 *
 * Looks whether it is known who calls. If it is not, the focus goes to where it has to be said.
 *
 * Returns: whether it is known
 */
gboolean
sr_customer_picker_check (SrCustomerPicker  *self,
                          const char       **out_message)
{
  const char *message = NULL;

  g_return_val_if_fail (SR_IS_CUSTOMER_PICKER (self), FALSE);

  if (self->taken != NULL)
    return TRUE;

  if (is_new (self))
    {
      g_autofree char *name = g_strstrip (g_strdup (get_entry_text (self->name_entry)));

      if (*name != '\0')
        return TRUE;
      message = _("The new customer needs a name.");
      gtk_widget_grab_focus (GTK_WIDGET (self->name_entry));
      gtk_widget_add_css_class (GTK_WIDGET (self->name_entry), "error");
    }
  else
    {
      message = get_chosen (self) != NULL ? _("Choose who is calling, or “New customer”.")
                                          : _("Say who is calling: a phone or a name.");
      gtk_widget_grab_focus (GTK_WIDGET (self->entry));
    }

  if (out_message != NULL)
    *out_message = message;

  return FALSE;
}
