/* What there is to filter by.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-filter-popover"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-tags.h"
#include "ui/queue/sr-filter-popover.h"
#include "ui/widgets/sr-choice-toggles.h"
#include "ui/widgets/sr-instant-entry.h"

/**
 * SrFilterPopover:
 *
 * First the parts, then what there is of one. Each choice holds at once: whoever filters sees what is
 * left while choosing. The arrows go through the choices, the space key takes one.
 *
 * Long lists are searched. Tags come from the room, and any other may be typed; customers are found
 * as at a call, by name or digits.
 */
struct _SrFilterPopover
{
  GtkPopover        parent_instance;

  /* Template */
  GtkStack         *stack;
  GtkBox           *parts;
  GtkLabel         *title;
  GtkSearchEntry   *search;
  GtkWidget        *options_scroller;
  GtkBox           *options;
  GtkLabel         *nothing;
  GtkWidget        *time;
  SrChoiceToggles  *time_field;
  GtkBox           *periods;
  GtkGrid          *days;

  /* Owned */
  SrRoom           *room;
  SrRequestFilter  *filter;
  GCancellable     *cancellable;

  /* Borrowed: children */
  SrInstantEntry   *from;
  SrInstantEntry   *to;

  /* State */
  SrFilterPart      part;
  gboolean          is_filling;   /* what is shown is set, and nobody chose it */
};

enum
{
  CHANGED,
  N_SIGNALS
};

/* Above this many, nobody finds a line by looking. */
#define SEARCHED_FROM 12
#define MAX_MATCHES 12

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SrFilterPopover, sr_filter_popover, GTK_TYPE_POPOVER)

static void fill_part (SrFilterPopover *self);

static void
emit_changed (SrFilterPopover *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
empty_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

/* Options */

static void
on_option_toggled_cb (SrFilterPopover *self,
                      GtkCheckButton  *button)
{
  const char *value = g_object_get_data (G_OBJECT (button), "value");

  if (self->is_filling)
    return;

  if (!sr_filter_part_set (self->part, self->filter, value, gtk_check_button_get_active (button)))
    {
      self->is_filling = TRUE;
      gtk_check_button_set_active (button, FALSE);
      self->is_filling = FALSE;
      return;
    }
  emit_changed (self);
}

static GtkWidget *
add_option (SrFilterPopover *self,
            const char      *value,
            const char      *label)
{
  GtkWidget *button = gtk_check_button_new_with_label (label);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (button),
                               sr_filter_part_has (self->part, self->filter, value));
  g_object_set_data_full (G_OBJECT (button), "value", g_strdup (value), g_free);
  g_object_set_data_full (G_OBJECT (button), "folded", g_utf8_casefold (label, -1), g_free);
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_option_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->options, button);

  return button;
}

static guint
count_options (SrFilterPopover *self)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->options)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += gtk_widget_get_visible (child) ? 1 : 0;

  return n;
}

static void
say_nothing (SrFilterPopover *self,
             const char      *sentence)
{
  gtk_label_set_label (self->nothing, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), sentence != NULL);
  gtk_widget_set_visible (self->options_scroller, sentence == NULL);
}

/* Of a list that is there already. */
static void
show_matching (SrFilterPopover *self)
{
  g_autofree char *wanted =
    g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->options)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      const char *folded = g_object_get_data (G_OBJECT (child), "folded");

      gtk_widget_set_visible (child, strstr (folded, wanted) != NULL);
    }

  if (count_options (self) > 0)
    say_nothing (self, NULL);
  else if (self->part == SR_FILTER_PART_TAG)
    say_nothing (self, *wanted != '\0' ? _("No request has this tag. Enter filters by it all the "
                                           "same.")
                                       : _("No request has a tag yet."));
  else
    say_nothing (self, _("Nothing matches."));
}

/* Tags */

static void
on_tags_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (SrFilterPopover) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tags = sr_room_list_tags_finish (SR_ROOM (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || self->part != SR_FILTER_PART_TAG)
    return;
  if (tags == NULL)
    {
      say_nothing (self, error->message);
      return;
    }

  self->is_filling = TRUE;
  for (guint i = 0; i < tags->len; i++)
    {
      const char *tag = g_ptr_array_index (tags, i);

      /* The chosen ones stand first already. */
      if (!sr_filter_part_has (SR_FILTER_PART_TAG, self->filter, tag))
        add_option (self, tag, tag);
    }
  self->is_filling = FALSE;
  show_matching (self);
}

static void
add_typed_tag (SrFilterPopover *self)
{
  g_autofree char *tag =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search))));

  if (*tag == '\0' || g_utf8_strlen (tag, -1) > SR_TAG_MAX_CHARS
      || sr_filter_part_has (SR_FILTER_PART_TAG, self->filter, tag)
      || !sr_filter_part_set (SR_FILTER_PART_TAG, self->filter, tag, TRUE))
    return;

  emit_changed (self);
  fill_part (self);
}

/* Customers */

static void
on_customer_clicked_cb (SrFilterPopover *self,
                        GtkButton       *button)
{
  sr_filter_part_set (SR_FILTER_PART_CUSTOMER, self->filter,
                      g_object_get_data (G_OBJECT (button), "value"), TRUE);
  emit_changed (self);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
add_customer (SrFilterPopover *self,
              const SrRow     *customer)
{
  const char *name = sr_row_get_text (customer, SR_CUSTOMER_NAME);
  const char *place = sr_row_get_text (customer, SR_CUSTOMER_PLACE);
  g_autofree char *text = place != NULL && *place != '\0' ? g_strdup_printf ("%s · %s", name, place)
                                                          : g_strdup (name);
  GtkWidget *button = gtk_button_new_with_label (text);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "menu-row");
  g_object_set_data_full (G_OBJECT (button), "value",
                          g_strdup_printf ("%lld", (long long) sr_row_get_id (customer)), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_customer_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->options, button);
}

static void
on_customers_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (SrFilterPopover) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) customers = sr_room_match_finish (SR_ROOM (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || self->part != SR_FILTER_PART_CUSTOMER)
    return;

  empty_box (self->options);
  for (guint i = 0; customers != NULL && i < customers->len; i++)
    add_customer (self, ((SrListedRow *) g_ptr_array_index (customers, i))->row);
  if (customers == NULL)
    say_nothing (self, error->message);
  else
    say_nothing (self, customers->len == 0 ? _("Nobody matches.") : NULL);
}

static void
find_customers (SrFilterPopover *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  if (*text == '\0')
    {
      empty_box (self->options);
      say_nothing (self, _("Type a name or some digits of a phone number."));
      return;
    }

  self->cancellable = g_cancellable_new ();
  sr_room_match_async (self->room, text, MAX_MATCHES, self->cancellable, on_customers_cb,
                       g_object_ref (self));
}

/* Time */

static void
set_day (SrInstantEntry  *entry,
         char           **day)
{
  g_autofree char *text = g_strstrip (g_strdup (sr_instant_entry_get_text (entry)));

  g_clear_pointer (day, g_free);
  if (sr_day_from_iso (text) != SR_DAY_INVALID)
    *day = g_steal_pointer (&text);
}

static void
read_time (SrFilterPopover *self)
{
  SrRequestFilter *filter = self->filter;
  g_autofree char *period = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->periods)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (gtk_check_button_get_active (GTK_CHECK_BUTTON (child)))
        period = g_strdup (g_object_get_data (G_OBJECT (child), "value"));
    }

  gtk_widget_set_visible (GTK_WIDGET (self->days), g_strcmp0 (period, "between") == 0);
  sr_filter_part_clear (SR_FILTER_PART_TIME, filter);
  if (period != NULL)
    {
      filter->time_field = g_strdup (sr_choice_toggles_get_value (self->time_field));
      filter->period = g_steal_pointer (&period);
      if (g_str_equal (filter->period, "between"))
        {
          set_day (self->from, &filter->from);
          set_day (self->to, &filter->to);
        }
    }
}

static void
on_time_cb (SrFilterPopover *self)
{
  if (self->is_filling)
    return;

  read_time (self);
  emit_changed (self);
}

/* Of two buttons of the group one is told to be off and one to be on. */
static void
on_period_cb (SrFilterPopover *self,
              GtkCheckButton  *button)
{
  if (gtk_check_button_get_active (button))
    on_time_cb (self);
}

static void
make_time (SrFilterPopover *self)
{
  GtkWidget *first = NULL;

  sr_choice_toggles_set_choices (self->time_field, sr_filter_times, _("Time"));
  g_signal_connect_object (self->time_field, "notify::value", G_CALLBACK (on_time_cb), self,
                           G_CONNECT_SWAPPED);
  for (const SrChoice *choice = sr_filter_periods; choice->value != NULL; choice++)
    {
      GtkWidget *button =
        gtk_check_button_new_with_label (sr_choice_label (sr_filter_periods, choice->value));

      gtk_check_button_set_group (GTK_CHECK_BUTTON (button), GTK_CHECK_BUTTON (first));
      if (first == NULL)
        first = button;
      g_object_set_data (G_OBJECT (button), "value", (gpointer) choice->value);
      g_signal_connect_object (button, "toggled", G_CALLBACK (on_period_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (self->periods, button);
    }

  self->from = SR_INSTANT_ENTRY (sr_instant_entry_new (C_("period", "From"), TRUE));
  self->to = SR_INSTANT_ENTRY (sr_instant_entry_new (C_("period", "To"), TRUE));
  gtk_grid_attach (self->days, GTK_WIDGET (self->from), 1, 0, 1, 1);
  gtk_grid_attach (self->days, GTK_WIDGET (self->to), 1, 1, 1, 1);
  g_signal_connect_object (self->from, "changed", G_CALLBACK (on_time_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->to, "changed", G_CALLBACK (on_time_cb), self, G_CONNECT_SWAPPED);
}

static void
fill_time (SrFilterPopover *self)
{
  const SrRequestFilter *filter = self->filter;

  sr_instant_entry_set_zone (self->from, sr_room_get_zone (self->room));
  sr_instant_entry_set_zone (self->to, sr_room_get_zone (self->room));
  if (filter->time_field != NULL)
    sr_choice_toggles_set_value (self->time_field, filter->time_field);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->periods)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (child),
                                 g_strcmp0 (filter->period,
                                            g_object_get_data (G_OBJECT (child), "value")) == 0);
  sr_instant_entry_set_text (self->from, filter->from != NULL ? filter->from : "");
  sr_instant_entry_set_text (self->to, filter->to != NULL ? filter->to : "");
  gtk_widget_set_visible (GTK_WIDGET (self->days), g_strcmp0 (filter->period, "between") == 0);
}

/* One part */

static void
stop (SrFilterPopover *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
fill_options (SrFilterPopover *self)
{
  g_autoptr (GPtrArray) options =
    sr_filter_part_options (self->part, self->filter, sr_room_get_configuration (self->room));

  empty_box (self->options);
  for (guint i = 0; i < options->len; i++)
    {
      const SrFilterOption *option = g_ptr_array_index (options, i);

      add_option (self, option->value, option->label);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->search),
                          self->part == SR_FILTER_PART_TAG || self->part == SR_FILTER_PART_CUSTOMER
                          || options->len >= SEARCHED_FROM);

  if (self->part == SR_FILTER_PART_TAG)
    {
      self->cancellable = g_cancellable_new ();
      sr_room_list_tags_async (self->room, self->cancellable, on_tags_cb, g_object_ref (self));
    }
  else if (self->part == SR_FILTER_PART_CUSTOMER)
    {
      find_customers (self);
    }
  else
    {
      show_matching (self);
    }
}

static void
fill_part (SrFilterPopover *self)
{
  gboolean is_time = self->part == SR_FILTER_PART_TIME;

  stop (self);
  self->is_filling = TRUE;
  gtk_label_set_label (self->title, sr_filter_part_title (self->part));
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_set_visible (self->time, is_time);
  gtk_widget_set_visible (GTK_WIDGET (self->search), FALSE);
  say_nothing (self, NULL);
  gtk_widget_set_visible (self->options_scroller, !is_time);
  if (is_time)
    fill_time (self);
  else
    fill_options (self);
  self->is_filling = FALSE;
}

static void
focus_part (SrFilterPopover *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->search)))
    gtk_widget_grab_focus (GTK_WIDGET (self->search));
  else if (self->part == SR_FILTER_PART_TIME)
    gtk_widget_grab_focus (GTK_WIDGET (self->time_field));
  else
    gtk_widget_child_focus (GTK_WIDGET (self->options), GTK_DIR_TAB_FORWARD);
}

static void
open_part (SrFilterPopover *self,
           SrFilterPart     part)
{
  self->part = part;
  fill_part (self);
  gtk_stack_set_visible_child_name (self->stack, "part");
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    focus_part (self);
}

static void
on_search_cb (SrFilterPopover *self)
{
  if (self->is_filling)
    return;

  if (self->part == SR_FILTER_PART_CUSTOMER)
    {
      stop (self);
      find_customers (self);
    }
  else
    {
      show_matching (self);
    }
}

/* Enter takes the first that is left, as in every search. */
static void
on_search_activate_cb (SrFilterPopover *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->options));

  while (child != NULL && !gtk_widget_get_visible (child))
    child = gtk_widget_get_next_sibling (child);

  if (child != NULL && *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    gtk_widget_activate (child);
  else if (self->part == SR_FILTER_PART_TAG)
    add_typed_tag (self);
}

static void
on_stop_search_cb (SrFilterPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

/* The parts */

static void
on_part_clicked_cb (SrFilterPopover *self,
                    GtkButton       *button)
{
  open_part (self, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "part")));
}

static void
on_flag_toggled_cb (SrFilterPopover *self,
                    GtkCheckButton  *button)
{
  if (self->is_filling)
    return;

  sr_filter_part_set (GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "part")), self->filter,
                      "", gtk_check_button_get_active (button));
  emit_changed (self);
}

static GtkWidget *
make_part_button (SrFilterPopover *self,
                  SrFilterPart     part)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (sr_filter_part_title (part));
  GtkWidget *icon = gtk_image_new_from_icon_name ("go-next-symbolic");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "menu-row");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sr_filter_part_title (part), -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_part_clicked_cb), self,
                           G_CONNECT_SWAPPED);

  return button;
}

static GtkWidget *
make_flag (SrFilterPopover *self,
           SrFilterPart     part)
{
  GtkWidget *button = gtk_check_button_new_with_label (sr_filter_part_title (part));

  g_signal_connect_object (button, "toggled", G_CALLBACK (on_flag_toggled_cb), self,
                           G_CONNECT_SWAPPED);

  return button;
}

static void
make_parts (SrFilterPopover *self)
{
  for (guint part = 0; part < SR_N_FILTER_PARTS; part++)
    {
      GtkWidget *button = sr_filter_part_is_flag (part) ? make_flag (self, part)
                                                        : make_part_button (self, part);

      g_object_set_data (G_OBJECT (button), "part", GINT_TO_POINTER (part));
      gtk_box_append (self->parts, button);
    }
}

static void
fill_flags (SrFilterPopover *self)
{
  self->is_filling = TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->parts)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      SrFilterPart part = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (child), "part"));

      if (GTK_IS_CHECK_BUTTON (child))
        gtk_check_button_set_active (GTK_CHECK_BUTTON (child),
                                     sr_filter_part_is_set (part, self->filter));
    }
  self->is_filling = FALSE;
}

static void
show_parts (SrFilterPopover *self)
{
  stop (self);
  fill_flags (self);
  gtk_stack_set_visible_child_name (self->stack, "parts");
}

static void
on_back_cb (SrFilterPopover *self)
{
  SrFilterPart part = self->part;

  show_parts (self);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->parts)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (GPOINTER_TO_INT (g_object_get_data (G_OBJECT (child), "part")) == (int) part)
        gtk_widget_grab_focus (child);
    }
}

static void
sr_filter_popover_map (GtkWidget *widget)
{
  SrFilterPopover *self = SR_FILTER_POPOVER (widget);

  GTK_WIDGET_CLASS (sr_filter_popover_parent_class)->map (widget);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "part") == 0)
    focus_part (self);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->parts), GTK_DIR_TAB_FORWARD);
}

/* The next time it begins with the parts again. */
static void
sr_filter_popover_closed (GtkPopover *popover)
{
  show_parts (SR_FILTER_POPOVER (popover));
}

static void
sr_filter_popover_dispose (GObject *object)
{
  SrFilterPopover *self = SR_FILTER_POPOVER (object);

  stop (self);
  g_clear_object (&self->room);

  G_OBJECT_CLASS (sr_filter_popover_parent_class)->dispose (object);
}

static void
sr_filter_popover_finalize (GObject *object)
{
  sr_request_filter_free (SR_FILTER_POPOVER (object)->filter);

  G_OBJECT_CLASS (sr_filter_popover_parent_class)->finalize (object);
}

static void
sr_filter_popover_class_init (SrFilterPopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sr_filter_popover_dispose;
  object_class->finalize = sr_filter_popover_finalize;

  widget_class->map = sr_filter_popover_map;

  GTK_POPOVER_CLASS (klass)->closed = sr_filter_popover_closed;

  /**
   * SrFilterPopover::changed:
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SR_TYPE_CHOICE_TOGGLES);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/serviceroom/ServiceRoom/queue/sr-filter-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, SrFilterPopover, stack);
  gtk_widget_class_bind_template_child (widget_class, SrFilterPopover, parts);
  gtk_widget_class_bind_template_child (widget_class, SrFilterPopover, title);
  gtk_widget_class_bind_template_child (widget_class, SrFilterPopover, search);
  gtk_widget_class_bind_template_child (widget_class, SrFilterPopover, options_scroller);
  gtk_widget_class_bind_template_child (widget_class, SrFilterPopover, options);
  gtk_widget_class_bind_template_child (widget_class, SrFilterPopover, nothing);
  gtk_widget_class_bind_template_child (widget_class, SrFilterPopover, time);
  gtk_widget_class_bind_template_child (widget_class, SrFilterPopover, time_field);
  gtk_widget_class_bind_template_child (widget_class, SrFilterPopover, periods);
  gtk_widget_class_bind_template_child (widget_class, SrFilterPopover, days);
  gtk_widget_class_bind_template_callback (widget_class, on_back_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search_cb);
}

static void
sr_filter_popover_init (SrFilterPopover *self)
{
  self->filter = sr_request_filter_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Search the choices"), -1);
  self->is_filling = TRUE;
  make_parts (self);
  make_time (self);
  self->is_filling = FALSE;
}

void
sr_filter_popover_set_room (SrFilterPopover *self,
                            SrRoom          *room)
{
  g_return_if_fail (SR_IS_FILTER_POPOVER (self));

  if (g_set_object (&self->room, room))
    stop (self);
}

/**
 * sr_filter_popover_get_filter:
 *
 * Returns: (transfer none): what is asked for
 */
const SrRequestFilter *
sr_filter_popover_get_filter (SrFilterPopover *self)
{
  g_return_val_if_fail (SR_IS_FILTER_POPOVER (self), NULL);

  return self->filter;
}

/**
 * sr_filter_popover_set_filter:
 * @filter: (nullable): what is asked for; copied
 */
void
sr_filter_popover_set_filter (SrFilterPopover       *self,
                              const SrRequestFilter *filter)
{
  g_return_if_fail (SR_IS_FILTER_POPOVER (self));

  if (filter == self->filter)
    return;

  sr_request_filter_free (self->filter);
  self->filter = filter != NULL ? sr_request_filter_copy (filter) : sr_request_filter_new ();
  fill_flags (self);
}

/**
 * sr_filter_popover_show_part:
 * @part: a part that has choices
 */
void
sr_filter_popover_show_part (SrFilterPopover *self,
                             SrFilterPart     part)
{
  g_return_if_fail (SR_IS_FILTER_POPOVER (self));
  g_return_if_fail (!sr_filter_part_is_flag (part));

  open_part (self, part);
}
