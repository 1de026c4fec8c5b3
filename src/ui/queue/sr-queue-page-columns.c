/* The columns of the queue: cells, widths, what goes first when it is tight.
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
 * the type goes, then the owner: both stand in the detail.
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
};

/* What goes when it is tight, first to last. */
static const SrQueueColumn dispensable[] = { SR_QUEUE_COLUMN_TYPE, SR_QUEUE_COLUMN_OWNER };

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

  if (room != NULL)
    sr_day_get_ymd (sr_calendar_day_of (sr_room_get_calendar (room), sr_room_get_now (room)),
                    &this_year, &month, &day);
  if (year == this_year)
    return g_strdup_printf ("%06d", (int) serial);

  return g_strdup_printf ("%d-%06d", (int) year, (int) serial);
}

static char *
format_type (GObject *item,
             gint64   type)
{
  SrRoom *room = room_of (item);
  const SrRow *row = NULL;

  if (room != NULL)
    row = sr_configuration_find (sr_room_get_configuration (room), &sr_service_type_kind, type);
  if (row == NULL)
    return g_strdup ("");

  return g_strdup (sr_choice_label (sr_type_families,
                                    sr_row_get_text (row, SR_SERVICE_TYPE_FAMILY)));
}

static char *
format_owner (GObject    *item,
              const char *owner)
{
  return g_strdup (owner != NULL ? owner : C_("owner", "nobody"));
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
  int needed = text_width (self, gtk_column_view_column_get_title (self->columns[column]),
                           TRUE);
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
      gtk_column_view_column_set_fixed_width (self->columns[i], width);
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

      if (column < 0)
        continue;
      gtk_column_view_insert_column (self->list, position++, self->columns[column]);
    }
}

/* The template gives the columns in their order; GTK 4.8 has no name for a column. */
static void
collect_columns (SrQueuePage *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->list);

  for (guint i = 0; i < SR_N_QUEUE_COLUMNS; i++)
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
  restore_order (self);
}

/* A hidden column remembers its width in self->hidden: GTK 4.8 counts the fixed width of a column that
 * is not there. */
static int
column_width (SrQueuePage *self,
              guint        column)
{
  if (self->hidden[column] > 0)
    return self->hidden[column];

  return gtk_column_view_column_get_fixed_width (self->columns[column]);
}

static void
show_column (SrQueuePage *self,
             guint        column,
             gboolean     shown)
{
  int width = column_width (self, column);

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
      if (i != SR_QUEUE_COLUMN_SUBJECT)
        needed += column_width (self, i);
    }

  for (guint i = 0; i < G_N_ELEMENTS (dispensable); i++)
    {
      int freed = column_width (self, dispensable[i]);
      gboolean fits = needed <= width;

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
