/* The cells of the queue: what they say on the screen, and to whoever pastes them.
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

/* The usual columns stand in the template, and their cells say what a closure gives them. The cells of
 * the others are made here. A row that has not come is a record without an id: its cells are empty until
 * it tells what it is.
 *
 * What is short enough for its column is a GtkInscription, which is not measured and whose text is laid
 * out when it is drawn. What may be cut off, and is said whole in a tooltip, is a GtkLabel.
 */

/* The clocks in one word each, for a narrow column. */
const SrChoice _sr_queue_page_clock_words[] = {
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

/* Closures of the cells: the list item comes first. */

static SrRoom *
room_of (GObject *item)
{
  GtkWidget *child = gtk_list_item_get_child (GTK_LIST_ITEM (item));
  GtkWidget *page = child != NULL ? gtk_widget_get_ancestor (child, SR_TYPE_PAGE) : NULL;

  return page != NULL ? sr_page_get_room (SR_PAGE (page)) : NULL;
}

/* As sr_choice_label(), whose context is another. */
const char *
_sr_queue_page_choice_word (const SrChoice *choices,
                            const char     *value)
{
  const SrChoice *choice = sr_choice_find (choices, value);

  if (choice == NULL)
    return value;

  return choices == _sr_queue_page_clock_words
           ? g_dpgettext2 (GETTEXT_PACKAGE, "clock word", choice->label)
           : sr_choice_label (choices, value);
}

static char *
format_clock (GObject    *item,
              const char *clock)
{
  return g_strdup (clock != NULL ? _sr_queue_page_choice_word (_sr_queue_page_clock_words, clock)
                                 : "");
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
              gint64      request,
              const char *owner)
{
  if (owner != NULL || request == 0)
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
  g_signal_connect_object (gtk_list_item_get_item (item), "changed",
                           G_CALLBACK (fill_unusual_cell), item, G_CONNECT_SWAPPED);
  fill_unusual_cell (item);
}

static void
on_unusual_unbind_cb (GtkSignalListItemFactory *factory,
                      GtkListItem              *item,
                      gpointer                  data)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), fill_unusual_cell, item);
}

/**
 * _sr_queue_page_make_cells:
 * @column: one that is not in the template
 *
 * Returns: (transfer full): what makes its cells
 */
GtkListItemFactory *
_sr_queue_page_make_cells (SrQueuePage   *self,
                           SrQueueColumn  column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  UnusualColumn *unusual = g_new0 (UnusualColumn, 1);

  unusual->page = self;
  unusual->column = column;
  g_signal_connect_data (factory, "setup", G_CALLBACK (on_unusual_setup_cb), unusual,
                         unusual_column_free, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (on_unusual_bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unusual_unbind_cb), NULL);

  return factory;
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

void
_sr_queue_page_cells_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, format_clock);
  gtk_widget_class_bind_template_callback (widget_class, format_number);
  gtk_widget_class_bind_template_callback (widget_class, format_owner);
  gtk_widget_class_bind_template_callback (widget_class, format_owner_classes);
  gtk_widget_class_bind_template_callback (widget_class, format_state);
  gtk_widget_class_bind_template_callback (widget_class, format_type);
  gtk_widget_class_bind_template_callback (widget_class, on_query_tooltip_cb);
}
