/* The columns of the queue: which, how wide, what goes first when it is tight.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-queue-page"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
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
#define ICON_WIDTH 21
/* In the header of the column that the list is sorted by. */
#define ARROW_WIDTH 18

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
  [SR_QUEUE_COLUMN_CLOCK] = { "clock", 40, FALSE, _sr_queue_page_clock_words,
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

  if (_sr_queue_page_has_order (column))
    needed += ARROW_WIDTH;
  for (guint i = 0; i < G_N_ELEMENTS (designs[column].usual); i++)
    {
      const char *value = designs[column].usual[i];

      if (value != NULL)
        needed = MAX (needed, icon + text_width (self, _sr_queue_page_choice_word (
                                                         designs[column].choices, value), FALSE));
    }
  if (designs[column].sample != NULL)
    needed = MAX (needed, icon + text_width (self, _(designs[column].sample),
                                               column == SR_QUEUE_COLUMN_DUE));
  if (column == SR_QUEUE_COLUMN_DUE)
    needed += CELL_PADDING / 2;

  return MAX (needed + CELL_PADDING, designs[column].width);
}

int
_sr_queue_page_column_by_name (const char *name)
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
put_in_order (SrQueuePage *self,
              GStrv        names)
{
  guint position = 0;

  for (guint i = 0; names[i] != NULL; i++)
    {
      int column = _sr_queue_page_column_by_name (names[i]);

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

static void
make_column (SrQueuePage *self,
             guint        column)
{
  g_autofree char *title = _sr_queue_page_dup_column_title (self, column);

  self->columns[column] =
    gtk_column_view_column_new (title, _sr_queue_page_make_cells (self, column));
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
  if (self->has_view_columns)
    return;

  names = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, "queue-columns", (const char *const *) names);
}

static void
on_choose_column_cb (GSimpleAction *action,
                     GVariant      *state,
                     gpointer       data)
{
  SrQueuePage *self = data;
  int column = _sr_queue_page_column_by_name (g_action_get_name (G_ACTION (action)));

  g_simple_action_set_state (action, state);
  self->chosen[column] = g_variant_get_boolean (state);
  if (self->chosen[column] && self->columns[column] == NULL)
    {
      make_column (self, column);
      gtk_column_view_column_set_header_menu (
        self->columns[column], gtk_column_view_column_get_header_menu (self->columns[0]));
      _sr_queue_page_order_follow (self);
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
choose_columns (SrQueuePage *self,
                GStrv        names)
{
  for (guint i = 0; i < SR_N_QUEUE_COLUMNS; i++)
    {
      self->chosen[i] = is_fixed (i)
                        || g_strv_contains ((const char *const *) names, designs[i].name);
      if (self->chosen[i] && self->columns[i] == NULL)
        make_column (self, i);
    }
}

/* The columns of the person, as they were left. */
static void
restore_columns (SrQueuePage *self)
{
  g_auto (GStrv) names = g_settings_get_strv (self->settings, "queue-columns");
  g_auto (GStrv) order = g_settings_get_strv (self->settings, "queue-column-order");

  choose_columns (self, names);
  put_in_order (self, order);
}

/**
 * _sr_queue_page_columns_use:
 * @names: (nullable): the columns of a saved view from first to last; %NULL for those of the person
 *
 * What is changed in the columns of a saved view stays there, and is forgotten unless it is saved.
 */
void
_sr_queue_page_columns_use (SrQueuePage *self,
                            GStrv        names)
{
  if (names == NULL && !self->has_view_columns)
    return;

  if (!self->has_view_columns)
    _sr_queue_page_columns_save (self);
  self->has_view_columns = names != NULL;
  if (names == NULL)
    {
      restore_columns (self);
    }
  else
    {
      choose_columns (self, names);
      put_in_order (self, names);
    }

  for (guint i = 0; i < SR_N_QUEUE_COLUMNS; i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->column_actions),
                                                    designs[i].name);

      g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (self->chosen[i]));
      if (self->columns[i] != NULL)
        gtk_column_view_column_set_header_menu (
          self->columns[i], gtk_column_view_column_get_header_menu (self->columns[0]));
    }
  _sr_queue_page_columns_fit (self, sr_measured_bin_get_width (self->list_side));
}

/**
 * _sr_queue_page_dup_columns:
 *
 * Returns: (transfer full): the names of the columns that somebody wants to see, from first to last
 */
GStrv
_sr_queue_page_dup_columns (SrQueuePage *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->list);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      int id = _sr_queue_page_find_column (self, column);

      if (id >= 0 && self->chosen[id])
        g_strv_builder_add (names, designs[id].name);
    }

  return g_strv_builder_end (names);
}

void
_sr_queue_page_columns_init (SrQueuePage *self)
{
  collect_columns (self);
  restore_columns (self);
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
  if (!self->has_view_columns)
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

const char *
_sr_queue_page_column_name (SrQueueColumn column)
{
  return designs[column].name;
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
