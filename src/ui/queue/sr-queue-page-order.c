/* What stands first in the queue: by the headers, and by the menu of the rows.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-queue-page"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/queue/sr-queue-page-private.h"

/* The database sorts. The sorters of the columns are there to be clicked: a column has one while the
 * view has its order, and without one its header is plain. Each view keeps the order that it was given
 * last, per person.
 *
 * Due is the own order of a view: what is due first, or what was closed last.
 */

static const struct
{
  SrQueueColumn column;
  SrQueueOrder  order;
} orders[] = {
  { SR_QUEUE_COLUMN_DUE, SR_QUEUE_ORDER_OWN },
  { SR_QUEUE_COLUMN_NUMBER, SR_QUEUE_ORDER_NUMBER },
  { SR_QUEUE_COLUMN_CUSTOMER, SR_QUEUE_ORDER_CUSTOMER },
  { SR_QUEUE_COLUMN_PRIORITY, SR_QUEUE_ORDER_PRIORITY },
  { SR_QUEUE_COLUMN_OWNER, SR_QUEUE_ORDER_OWNER },
  { SR_QUEUE_COLUMN_RECEIVED, SR_QUEUE_ORDER_RECEIVED },
};

/* Before the name of the column in the settings. */
#define DESCENDING_PREFIX "-"

static gboolean
find_order (SrQueueColumn  column,
            SrQueueOrder  *out_order)
{
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      if (orders[i].column == column)
        {
          *out_order = orders[i].order;
          return TRUE;
        }
    }

  return FALSE;
}

/* "due", "-due"; %FALSE for what the view does not have. */
static gboolean
parse_order (const char    *text,
             SrQueueView    view,
             SrQueueColumn *out_column,
             gboolean      *out_descending)
{
  gboolean is_descending = g_str_has_prefix (text, DESCENDING_PREFIX);
  int column = _sr_queue_page_column_by_name (text + (is_descending ? strlen (DESCENDING_PREFIX)
                                                                    : 0));
  SrQueueOrder order;

  if (column < 0 || !find_order (column, &order) || !sr_queue_view_has_order (view, order))
    return FALSE;

  *out_column = column;
  *out_descending = is_descending;

  return TRUE;
}

/* GTK 4.8 does not say which header was clicked last. The sorter of the view asks those of the columns
 * one after the other, and turns the answer round for a descending one. */
static int
on_compare_cb (gconstpointer a,
               gconstpointer b,
               gpointer      column)
{
  SrQueuePage *self = (gpointer) a;

  if (self->asked_column < 0)
    self->asked_column = GPOINTER_TO_INT (column);

  return -1;
}

static void
give_sorter (SrQueuePage   *self,
             SrQueueColumn  column,
             gboolean       has_order)
{
  g_autoptr (GtkSorter) sorter = NULL;

  if (self->columns[column] == NULL
      || has_order == (gtk_column_view_column_get_sorter (self->columns[column]) != NULL))
    return;

  if (has_order)
    sorter = GTK_SORTER (gtk_custom_sorter_new (on_compare_cb, GINT_TO_POINTER (column), NULL));
  gtk_column_view_column_set_sorter (self->columns[column], sorter);
}

/* What the other views have stays. A saved view has its own, until it is replaced. */
static void
save (SrQueuePage *self)
{
  g_autoptr (GVariant) saved = g_settings_get_value (self->settings, "queue-orders");
  const char *view = sr_page_get_view (SR_PAGE (self));
  g_autofree char *value = _sr_queue_page_dup_order (self);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *name;
  const char *order;

  if (self->saved_view != 0)
    return;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_iter_init (&iter, saved);
  while (g_variant_iter_next (&iter, "{&s&s}", &name, &order))
    {
      if (!g_str_equal (name, view))
        g_variant_builder_add (&builder, "{ss}", name, order);
    }
  g_variant_builder_add (&builder, "{ss}", view, value);
  g_settings_set_value (self->settings, "queue-orders", g_variant_builder_end (&builder));
}

static void
tell_model (SrQueuePage *self)
{
  SrQueueOrder order = SR_QUEUE_ORDER_OWN;

  find_order (self->ordered_column, &order);
  if (self->model != NULL)
    sr_queue_model_set_order (self->model, order, self->is_descending);
}

static void
on_sorter_changed_cb (SrQueuePage *self)
{
  GtkSorter *sorter = gtk_column_view_get_sorter (self->list);
  GtkOrdering ordering;

  if (self->is_ordering)
    return;

  self->asked_column = -1;
  /* Of any two that are not the same. */
  ordering = gtk_sorter_compare (sorter, self, self->list);
  if (self->asked_column < 0)
    return;

  self->ordered_column = self->asked_column;
  self->is_descending = ordering == GTK_ORDERING_LARGER;
  tell_model (self);
  save (self);
}

/* What the person chose for this view, if it still has it. */
static void
restore (SrQueuePage *self)
{
  g_autoptr (GVariant) saved = g_settings_get_value (self->settings, "queue-orders");
  const char *text = self->saved_order;

  if (self->saved_view == 0
      && !g_variant_lookup (saved, sr_page_get_view (SR_PAGE (self)), "&s", &text))
    text = NULL;
  if (text != NULL
      && parse_order (text, self->view, &self->ordered_column, &self->is_descending))
    return;

  self->ordered_column = SR_QUEUE_COLUMN_DUE;
  self->is_descending = FALSE;
}

/* A column that nobody wants to see has no header to draw an arrow in. */
static void
show_order (SrQueuePage *self)
{
  self->is_ordering = TRUE;
  gtk_column_view_sort_by_column (self->list, self->columns[self->ordered_column],
                                  self->is_descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  self->is_ordering = FALSE;
}

static void
on_sort_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  SrQueuePage *self = SR_QUEUE_PAGE (widget);

  if (!parse_order (g_variant_get_string (parameter, NULL), self->view,
                    &self->ordered_column, &self->is_descending))
    return;

  show_order (self);
  tell_model (self);
  save (self);
}

/**
 * _sr_queue_page_dup_order:
 *
 * Returns: (transfer full): what the list is sorted by: "due", or "-due" for the other way round
 */
char *
_sr_queue_page_dup_order (SrQueuePage *self)
{
  return g_strconcat (self->is_descending ? DESCENDING_PREFIX : "",
                      _sr_queue_page_column_name (self->ordered_column), NULL);
}

/**
 * _sr_queue_page_has_order:
 *
 * Returns: %TRUE if some view can be sorted by @column
 */
gboolean
_sr_queue_page_has_order (SrQueueColumn column)
{
  SrQueueOrder order;

  return find_order (column, &order);
}

/**
 * _sr_queue_page_order_follow:
 *
 * The view is another, or a column has come: gives the headers and the model the order of the view.
 */
void
_sr_queue_page_order_follow (SrQueuePage *self)
{
  self->is_ordering = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    give_sorter (self, orders[i].column, sr_queue_view_has_order (self->view, orders[i].order));
  restore (self);
  show_order (self);
  tell_model (self);
}

/**
 * _sr_queue_page_make_order_menu:
 *
 * Returns: (transfer full): the orders that the view has, as the headers offer them
 */
GMenuModel *
_sr_queue_page_make_order_menu (SrQueuePage *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();
  g_autofree char *reverse = g_strconcat ("queue.sort::",
                                          self->is_descending ? "" : DESCENDING_PREFIX,
                                          _sr_queue_page_column_name (self->ordered_column), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autofree char *title = _sr_queue_page_dup_column_title (self, orders[i].column);
      g_autofree char *action = g_strconcat ("queue.sort::",
                                             _sr_queue_page_column_name (orders[i].column), NULL);

      if (sr_queue_view_has_order (self->view, orders[i].order))
        g_menu_append (menu, title, action);
    }
  g_menu_append (section, _("_Reverse the Order"), reverse);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));

  return G_MENU_MODEL (menu);
}

void
_sr_queue_page_order_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "queue.sort", "s", on_sort_cb);
}

void
_sr_queue_page_order_init (SrQueuePage *self)
{
  g_signal_connect_object (gtk_column_view_get_sorter (self->list), "changed",
                           G_CALLBACK (on_sorter_changed_cb), self, G_CONNECT_SWAPPED);
}
