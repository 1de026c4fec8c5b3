/* The columns of the queue: cells, widths, what goes first when it is tight.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-queue-page"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "models/sr-due.h"
#include "ui/queue/sr-queue-page-private.h"

/* A column is as wide as it was designed, or as its usual words are in the language and the font of
 * the person, whichever is more. The subject takes the rest. When that would be less than it needs,
 * the unusual columns go, then the type, then the owner: all of them stand in the detail.
 *
 * The template has the usual columns. The others are made when somebody wants to see them.
 */

#define SUBJECT_WIDTH 180
/* Six at either side, and what rounding takes. */
#define CELL_PADDING 15
#define ICON_WIDTH 19

/* The clocks in one word each, for a narrow column. */
static const SrChoice clock_words[] = {
  { "answer", NC_("clock word", "Answer") },
  { "accept", NC_("clock word", "Accept") },
  { "first_response", NC_("clock word", "Respond") },
  { "promise", NC_("clock word", "Promise") },
  { "next_update", NC_("clock word", "Update") },
  { "resolution", NC_("clock word", "Resolve") },
  { "ola", NC_("clock word", "Support") },
  { "follow_up", NC_("clock word", "Follow up") },
  { NULL, NULL }
};

static const struct
{
  const char     *name;
  int             width;   /* at least */
  gboolean        has_icon;
  const SrChoice *choices;
  const char     *usual[4];  /* choices that have to fit */
  const char     *sample;    /* text that has to fit */
  const char     *title;     /* of a column that is not in the template */
} designs[SR_N_QUEUE_COLUMNS] = {
  /* Translators: a long example of what is due, to find the width of a column */
  [SR_QUEUE_COLUMN_DUE] = { "due", 132, TRUE, NULL, { NULL }, N_("3 h 42 min overdue") },
  [SR_QUEUE_COLUMN_CLOCK] = { "clock", 40, FALSE, clock_words,
                              { "accept", "first_response", "promise", "resolution" } },
  [SR_QUEUE_COLUMN_NUMBER] = { "number", 60, FALSE, NULL, { NULL }, "000000" },
  /* Translators: a name of usual length, to find the width of a column */
  [SR_QUEUE_COLUMN_CUSTOMER] = { "customer", 58, FALSE, NULL, { NULL }, N_("Caller 1234") },
  [SR_QUEUE_COLUMN_SUBJECT] = { "subject", SUBJECT_WIDTH },
  [SR_QUEUE_COLUMN_TYPE] = { "type", 40, FALSE, sr_type_families, { "technical", "repair" } },
  [SR_QUEUE_COLUMN_PRIORITY] = { "priority", 62, TRUE, sr_priorities, { "P1", "P2", "P3" } },
  /* Translators: a name of usual length, to find the width of a column */
  [SR_QUEUE_COLUMN_OWNER] = { "owner", 56, FALSE, NULL, { NULL }, N_("Ann Miller") },
  [SR_QUEUE_COLUMN_STATE] = { "state", 68, FALSE, sr_request_states, { "in_progress", "assigned" } },
  /* Translators: a long example of when something was received, to find the width of a column */
  [SR_QUEUE_COLUMN_RECEIVED] = { "received", 90, FALSE, NULL, { NULL }, N_("yesterday 16:05"),
                                 NC_("column", "Received") },
  [SR_QUEUE_COLUMN_TEAM] = { "team", 64, FALSE, NULL, { NULL }, NULL, NC_("column", "Team") },
  [SR_QUEUE_COLUMN_TAGS] = { "tags", 90, FALSE, NULL, { NULL }, NULL, NC_("column", "Tags") },
  [SR_QUEUE_COLUMN_CHANNEL] = { "channel", 56, FALSE, sr_channels, { "phone", "online" }, NULL,
                                NC_("column", "Channel") },
  [SR_QUEUE_COLUMN_PLACE] = { "place", 90, FALSE, NULL, { NULL }, NULL, NC_("column", "Place") },
  [SR_QUEUE_COLUMN_CLOSED] = { "closed", 90, FALSE, NULL, { NULL }, N_("yesterday 16:05"),
                               NC_("column", "Closed") },
};

/* What goes when it is tight, first to last. */
static const SrQueueColumn dispensable[] = {
  SR_QUEUE_COLUMN_CLOSED, SR_QUEUE_COLUMN_PLACE, SR_QUEUE_COLUMN_CHANNEL, SR_QUEUE_COLUMN_TAGS,
  SR_QUEUE_COLUMN_TEAM, SR_QUEUE_COLUMN_RECEIVED, SR_QUEUE_COLUMN_TYPE, SR_QUEUE_COLUMN_OWNER
};

/* Nobody can do without. */
static gboolean
is_fixed (guint column)
{
  return column == SR_QUEUE_COLUMN_DUE || column == SR_QUEUE_COLUMN_NUMBER
         || column == SR_QUEUE_COLUMN_SUBJECT;
}

/* Closures of the cells: the list item comes first. */

static SrRoom *
room_of (GObject *item)
{
  GtkWidget *child = gtk_list_item_get_child (GTK_LIST_ITEM (item));
  GtkWidget *page = child != NULL ? gtk_widget_get_ancestor (child, SR_TYPE_PAGE) : NULL;

  return page != NULL ? sr_page_get_room (SR_PAGE (page)) : NULL;
}

/* As sr_choice_label(), whose context is another. */
static const char *
choice_word (const SrChoice *choices,
             const char     *value)
{
  const SrChoice *choice = sr_choice_find (choices, value);

  if (choice == NULL)
    return value;

  return choices == clock_words ? g_dpgettext2 (GETTEXT_PACKAGE, "clock word", choice->label)
                                : sr_choice_label (choices, value);
}

static char *
format_clock (GObject    *item,
              const char *clock)
{
  return g_strdup (clock != NULL ? choice_word (clock_words, clock) : "");
}

/* The year stands before the running number when it is not the present one. */
static char *
format_number (GObject *item,
               gint64   year,
               gint64   serial)
{
  SrRoom *room = room_of (item);
  int this_year = year;
  int month;
  int day;

  /* A row that has not come is quiet. */
  if (serial == 0)
    return g_strdup ("");
  if (room != NULL)
    sr_day_get_ymd (sr_calendar_day_of (sr_room_get_calendar (room), sr_room_get_now (room)),
                    &this_year, &month, &day);
  if (year == this_year)
    return g_strdup_printf ("%06d", (int) serial);

  return g_strdup_printf ("%d-%06d", (int) year, (int) serial);
}

static char *
dup_family (SrRoom *room,
            gint64  type)
{
  const SrRow *row = NULL;

  if (room != NULL)
    row = sr_configuration_find (sr_room_get_configuration (room), &sr_service_type_kind, type);
  if (row == NULL)
    return g_strdup ("");

  return g_strdup (sr_choice_label (sr_type_families,
                                    sr_row_get_text (row, SR_SERVICE_TYPE_FAMILY)));
}

static char *
format_type (GObject *item,
             gint64   type)
{
  return dup_family (room_of (item), type);
}

static char *
format_owner (GObject    *item,
              const char *owner)
{
  SrRecord *record = gtk_list_item_get_item (GTK_LIST_ITEM (item));

  if (owner != NULL || record == NULL || sr_record_get_id (record) == 0)
    return g_strdup (owner != NULL ? owner : "");

  return g_strdup (C_("owner", "nobody"));
}

static GStrv
format_owner_classes (GObject    *item,
                      const char *owner)
{
  const char *classes[] = { owner == NULL ? "dim-label" : NULL, NULL };

  return g_strdupv ((GStrv) classes);
}

static char *
format_state (GObject    *item,
              const char *state)
{
  return g_strdup (state != NULL ? sr_choice_label (sr_request_states, state) : "");
}

static int
text_width (SrQueuePage *self,
            const char  *text,
            gboolean     bold)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->list), text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  int width;

  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, &width, NULL);

  return width;
}

static int
needed_width (SrQueuePage   *self,
              SrQueueColumn  column)
{
  g_autofree char *title = _sr_queue_page_dup_column_title (self, column);
  int needed = text_width (self, title, TRUE);
  int icon = designs[column].has_icon ? ICON_WIDTH : 0;

  for (guint i = 0; i < G_N_ELEMENTS (designs[column].usual); i++)
    {
      const char *value = designs[column].usual[i];

      if (value != NULL)
        needed = MAX (needed, icon + text_width (self, choice_word (designs[column].choices, value),
                                                 FALSE));
    }
  if (designs[column].sample != NULL)
    needed = MAX (needed, icon + text_width (self, _(designs[column].sample),
                                               column == SR_QUEUE_COLUMN_DUE));
  if (column == SR_QUEUE_COLUMN_DUE)
    needed += CELL_PADDING / 2;

  return MAX (needed + CELL_PADDING, designs[column].width);
}

static int
find_column (const char *name)
{
  for (guint i = 0; i < SR_N_QUEUE_COLUMNS; i++)
    {
      if (g_str_equal (designs[i].name, name))
        return i;
    }

  return -1;
}

static void
restore_widths (SrQueuePage *self)
{
  g_autoptr (GVariant) widths = g_settings_get_value (self->settings, "queue-column-widths");

  for (guint i = 0; i < SR_N_QUEUE_COLUMNS; i++)
    {
      int width;

      self->widths[i] = needed_width (self, i);
      if (i == SR_QUEUE_COLUMN_SUBJECT)
        continue;
      if (!g_variant_lookup (widths, designs[i].name, "i", &width))
        width = self->widths[i];
      if (self->chosen[i])
        gtk_column_view_column_set_fixed_width (self->columns[i], width);
      else
        self->hidden[i] = width;
    }
}

static void
restore_order (SrQueuePage *self)
{
  g_auto (GStrv) order = g_settings_get_strv (self->settings, "queue-column-order");
  guint position = 0;

  for (guint i = 0; order[i] != NULL; i++)
    {
      int column = find_column (order[i]);

      if (column < 0 || self->columns[column] == NULL)
        continue;
      gtk_column_view_insert_column (self->list, position++, self->columns[column]);
    }
}

/* The template gives the columns in their order; GTK 4.8 has no name for a column. */
static void
collect_columns (SrQueuePage *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->list);

  for (guint i = 0; i < SR_N_QUEUE_TEMPLATE_COLUMNS; i++)
    self->columns[i] = g_list_model_get_item (columns, i);
}

/* What is cut off is said whole, when it is asked for: a tooltip that is set asks the display where the
 * pointer is, once for each cell. */
static gboolean
on_query_tooltip_cb (GtkLabel    *label,
                     int          x,
                     int          y,
                     gboolean     keyboard_mode,
                     GtkTooltip  *tooltip,
                     GtkListItem *item)
{
  gtk_tooltip_set_text (tooltip, gtk_label_get_text (label));

  return pango_layout_is_ellipsized (gtk_label_get_layout (label));
}

/* On the screen in words, else as a spreadsheet reads it: "2026-11-24 15:30". */
static char *
dup_instant (SrRoom   *room,
             SrRecord *record,
             guint     field,
             gboolean  in_words)
{
  const SrValue *instant = sr_row_get (sr_record_get_row (record), field);
  const char *zone = sr_room_get_zone (room);

  if (in_words && instant->type == SR_VALUE_INTEGER)
    return sr_due_when (instant->integer, zone, sr_room_get_now (room));

  return sr_field_to_display (&sr_request_kind.fields[field], instant, zone);
}

static char *
dup_text (const char *text)
{
  return g_strdup (text != NULL ? text : "");
}

static char *
dup_tags (SrRecord *record)
{
  g_auto (GStrv) tags = sr_row_get_list (sr_record_get_row (record), SR_REQUEST_TAGS);

  /* Translators: between the members of a list */
  return tags != NULL ? g_strjoinv (_(", "), tags) : g_strdup ("");
}

/* What the columns that are not in the template say; @in_words as on the screen. */
static char *
dup_unusual_cell (SrQueuePage   *self,
                  SrQueueColumn  column,
                  SrRecord      *record,
                  gboolean       in_words)
{
  SrRoom *room = sr_page_get_room (SR_PAGE (self));
  const char *channel = sr_record_get_text (record, SR_REQUEST_CHANNEL);

  if (sr_record_get_id (record) == 0)
    return g_strdup ("");

  switch (column)
    {
    case SR_QUEUE_COLUMN_RECEIVED:
      return dup_instant (room, record, SR_REQUEST_RECEIVED_AT, in_words);
    case SR_QUEUE_COLUMN_TEAM:
      return dup_text (sr_record_get_label (record, SR_REQUEST_TEAM));
    case SR_QUEUE_COLUMN_TAGS:
      return dup_tags (record);
    case SR_QUEUE_COLUMN_CHANNEL:
      return g_strdup (channel != NULL ? sr_choice_label (sr_channels, channel) : "");
    case SR_QUEUE_COLUMN_PLACE:
      return dup_text (sr_record_get_text (record, SR_REQUEST_PLACE));
    case SR_QUEUE_COLUMN_CLOSED:
      return dup_instant (room, record, SR_REQUEST_CLOSED_AT, in_words);
    default:
      g_return_val_if_reached (NULL);
    }
}

typedef struct
{
  SrQueuePage   *page;
  SrQueueColumn  column;
} UnusualColumn;

static void
unusual_column_free (gpointer  data,
                     GClosure *closure)
{
  g_free (data);
}

static void
fill_unusual_cell (GtkListItem *item)
{
  const UnusualColumn *unusual = g_object_get_data (G_OBJECT (item), "column");
  g_autofree char *text = dup_unusual_cell (unusual->page, unusual->column,
                                            gtk_list_item_get_item (item), TRUE);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

static void
on_unusual_setup_cb (GtkSignalListItemFactory *factory,
                     GtkListItem              *item,
                     gpointer                  data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_has_tooltip (label, TRUE);
  g_signal_connect (label, "query-tooltip", G_CALLBACK (on_query_tooltip_cb), item);
  gtk_list_item_set_child (item, label);
  g_object_set_data (G_OBJECT (item), "column", data);
}

static void
on_unusual_bind_cb (GtkSignalListItemFactory *factory,
                    GtkListItem              *item,
                    gpointer                  data)
{
  g_signal_connect_object (gtk_list_item_get_item (item), "notify", G_CALLBACK (fill_unusual_cell),
                           item, G_CONNECT_SWAPPED);
  fill_unusual_cell (item);
}

static void
on_unusual_unbind_cb (GtkSignalListItemFactory *factory,
                      GtkListItem              *item,
                      gpointer                  data)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), fill_unusual_cell, item);
}

static void
make_column (SrQueuePage *self,
             guint        column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autofree char *title = _sr_queue_page_dup_column_title (self, column);
  UnusualColumn *unusual = g_new0 (UnusualColumn, 1);

  unusual->page = self;
  unusual->column = column;
  g_signal_connect_data (factory, "setup", G_CALLBACK (on_unusual_setup_cb), unusual,
                         unusual_column_free, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (on_unusual_bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unusual_unbind_cb), NULL);

  self->columns[column] = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_resizable (self->columns[column], TRUE);
  gtk_column_view_column_set_visible (self->columns[column], FALSE);
  gtk_column_view_append_column (self->list, self->columns[column]);
}

/* The menu of the header: which columns there are. */

static void
save_chosen (SrQueuePage *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (guint i = 0; i < SR_N_QUEUE_COLUMNS; i++)
    {
      if (self->chosen[i])
        g_strv_builder_add (builder, designs[i].name);
    }
  names = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, "queue-columns", (const char *const *) names);
}

static void
on_choose_column_cb (GSimpleAction *action,
                     GVariant      *state,
                     gpointer       data)
{
  SrQueuePage *self = data;
  int column = find_column (g_action_get_name (G_ACTION (action)));

  g_simple_action_set_state (action, state);
  self->chosen[column] = g_variant_get_boolean (state);
  if (self->chosen[column] && self->columns[column] == NULL)
    {
      make_column (self, column);
      gtk_column_view_column_set_header_menu (
        self->columns[column], gtk_column_view_column_get_header_menu (self->columns[0]));
    }
  _sr_queue_page_columns_fit (self, sr_measured_bin_get_width (self->list_side));
  save_chosen (self);
}

static void
make_column_menu (SrQueuePage *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  self->column_actions = g_simple_action_group_new ();
  for (guint i = 0; i < SR_N_QUEUE_COLUMNS; i++)
    {
      g_autoptr (GSimpleAction) action =
        g_simple_action_new_stateful (designs[i].name, NULL,
                                      g_variant_new_boolean (self->chosen[i]));
      g_autofree char *name = g_strconcat ("columns.", designs[i].name, NULL);
      g_autofree char *title = _sr_queue_page_dup_column_title (self, i);

      g_simple_action_set_enabled (action, !is_fixed (i));
      g_signal_connect (action, "change-state", G_CALLBACK (on_choose_column_cb), self);
      g_action_map_add_action (G_ACTION_MAP (self->column_actions), G_ACTION (action));
      g_menu_append (menu, title, name);
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "columns",
                                  G_ACTION_GROUP (self->column_actions));
  for (guint i = 0; i < SR_N_QUEUE_COLUMNS; i++)
    {
      if (self->columns[i] != NULL)
        gtk_column_view_column_set_header_menu (self->columns[i], G_MENU_MODEL (menu));
    }
}

static void
restore_chosen (SrQueuePage *self)
{
  g_auto (GStrv) names = g_settings_get_strv (self->settings, "queue-columns");

  for (guint i = 0; i < SR_N_QUEUE_COLUMNS; i++)
    {
      self->chosen[i] = is_fixed (i)
                        || g_strv_contains ((const char *const *) names, designs[i].name);
      if (self->chosen[i] && self->columns[i] == NULL)
        make_column (self, i);
    }
}

void
_sr_queue_page_columns_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, format_clock);
  gtk_widget_class_bind_template_callback (widget_class, format_number);
  gtk_widget_class_bind_template_callback (widget_class, format_owner);
  gtk_widget_class_bind_template_callback (widget_class, format_owner_classes);
  gtk_widget_class_bind_template_callback (widget_class, format_state);
  gtk_widget_class_bind_template_callback (widget_class, format_type);
  gtk_widget_class_bind_template_callback (widget_class, on_query_tooltip_cb);
}

void
_sr_queue_page_columns_init (SrQueuePage *self)
{
  collect_columns (self);
  restore_chosen (self);
  restore_order (self);
  make_column_menu (self);
}

/* A hidden column remembers its width in self->hidden: GTK 4.8 counts the fixed width of a column that
 * is not there. */
static int
column_width (SrQueuePage *self,
              guint        column)
{
  if (self->hidden[column] > 0 || self->columns[column] == NULL)
    return self->hidden[column];

  return gtk_column_view_column_get_fixed_width (self->columns[column]);
}

static void
show_column (SrQueuePage *self,
             guint        column,
             gboolean     shown)
{
  int width = column_width (self, column);

  if (self->columns[column] == NULL)
    return;

  self->hidden[column] = shown ? 0 : width;
  gtk_column_view_column_set_fixed_width (self->columns[column], shown ? width : -1);
  gtk_column_view_column_set_visible (self->columns[column], shown);
}

/**
 * _sr_queue_page_columns_fit:
 * @width: what the list has
 *
 * Shows as many columns as leave the subject its width.
 */
void
_sr_queue_page_columns_fit (SrQueuePage *self,
                            int          width)
{
  int needed = SUBJECT_WIDTH;

  /* Not before there is a font to measure with. */
  if (self->widths[0] == 0)
    restore_widths (self);

  for (guint i = 0; i < SR_N_QUEUE_COLUMNS; i++)
    {
      if (i == SR_QUEUE_COLUMN_SUBJECT)
        continue;
      if (self->chosen[i])
        needed += column_width (self, i);
      show_column (self, i, self->chosen[i]);
    }

  for (guint i = 0; i < G_N_ELEMENTS (dispensable); i++)
    {
      int freed = column_width (self, dispensable[i]);
      gboolean fits = needed <= width;

      if (!self->chosen[dispensable[i]])
        continue;
      show_column (self, dispensable[i], fits);
      if (!fits)
        needed -= freed;
    }
}

void
_sr_queue_page_columns_save (SrQueuePage *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->list);
  g_autoptr (GStrvBuilder) order = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  GVariantBuilder widths;

  if (self->widths[0] == 0)
    return;

  g_variant_builder_init (&widths, G_VARIANT_TYPE ("a{si}"));
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      for (guint j = 0; j < SR_N_QUEUE_COLUMNS; j++)
        {
          int width = column_width (self, j);

          if (column != self->columns[j])
            continue;
          g_strv_builder_add (order, designs[j].name);
          if (j != SR_QUEUE_COLUMN_SUBJECT && width != self->widths[j])
            g_variant_builder_add (&widths, "{si}", designs[j].name, width);
        }
    }
  names = g_strv_builder_end (order);

  g_settings_set_value (self->settings, "queue-column-widths", g_variant_builder_end (&widths));
  g_settings_set_strv (self->settings, "queue-column-order", (const char *const *) names);
}

char *
_sr_queue_page_dup_column_title (SrQueuePage   *self,
                                 SrQueueColumn  column)
{
  if (designs[column].title != NULL)
    return g_strdup (g_dpgettext2 (GETTEXT_PACKAGE, "column", designs[column].title));

  return g_strdup (gtk_column_view_column_get_title (self->columns[column]));
}

char *
_sr_queue_page_dup_cell (SrQueuePage   *self,
                         SrQueueColumn  column,
                         SrRecord      *record)
{
  SrRoom *room = sr_page_get_room (SR_PAGE (self));
  const char *priority = sr_record_get_text (record, SR_REQUEST_PRIORITY);

  switch (column)
    {
    case SR_QUEUE_COLUMN_DUE:
      return dup_instant (room, record, SR_REQUEST_DUE_AT, FALSE);
    case SR_QUEUE_COLUMN_CLOCK:
      return format_clock (NULL, sr_record_get_text (record, SR_REQUEST_DUE_CLOCK));
    case SR_QUEUE_COLUMN_NUMBER:
      return dup_text (sr_record_get_text (record, SR_REQUEST_NUMBER));
    case SR_QUEUE_COLUMN_CUSTOMER:
      return dup_text (sr_record_get_label (record, SR_REQUEST_CUSTOMER));
    case SR_QUEUE_COLUMN_SUBJECT:
      return dup_text (sr_record_get_text (record, SR_REQUEST_TITLE));
    case SR_QUEUE_COLUMN_TYPE:
      return dup_family (room, sr_record_get_integer (record, SR_REQUEST_TYPE));
    case SR_QUEUE_COLUMN_PRIORITY:
      return g_strdup (priority != NULL ? sr_choice_label (sr_priorities, priority) : "");
    case SR_QUEUE_COLUMN_OWNER:
      return dup_text (sr_record_get_label (record, SR_REQUEST_OWNER));
    case SR_QUEUE_COLUMN_STATE:
      return format_state (NULL, sr_record_get_text (record, SR_REQUEST_STATE));
    default:
      return dup_unusual_cell (self, column, record, FALSE);
    }
}

int
_sr_queue_page_find_column (SrQueuePage         *self,
                            GtkColumnViewColumn *column)
{
  for (guint i = 0; i < SR_N_QUEUE_COLUMNS; i++)
    {
      if (self->columns[i] == column)
        return i;
    }

  return -1;
}
