/* Gives a list view the height of all its rows.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-list-layout"

#include "config.h"

#include "ui/widgets/sr-list-layout.h"

/**
 * SrListLayout:
 *
 * The layout of a bin with a #GtkListView that does not scroll by itself. The list view of GTK 4.8 is
 * asked for its height without the width that it will have, so rows whose text wraps are too low in
 * sum and the last of them are cut off. This layout asks the rows, which the list has made as soon as
 * it has a model.
 */
struct _SrListLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (SrListLayout, sr_list_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
sr_list_layout_get_request_mode (GtkLayoutManager *manager,
                                 GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
sr_list_layout_measure (GtkLayoutManager *manager,
                        GtkWidget        *widget,
                        GtkOrientation    orientation,
                        int               for_size,
                        int              *minimum,
                        int              *natural,
                        int              *minimum_baseline,
                        int              *natural_baseline)
{
  GtkWidget *list = gtk_widget_get_first_child (widget);

  if (list == NULL || !gtk_widget_should_layout (list))
    return;

  if (orientation == GTK_ORIENTATION_HORIZONTAL || for_size < 0)
    {
      gtk_widget_measure (list, orientation, for_size, minimum, natural, NULL, NULL);
      return;
    }

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      int height;

      gtk_widget_measure (row, orientation, for_size, &height, NULL, NULL, NULL);
      *minimum += height;
    }
  *natural = *minimum;
}

static void
sr_list_layout_allocate (GtkLayoutManager *manager,
                         GtkWidget        *widget,
                         int               width,
                         int               height,
                         int               baseline)
{
  GtkWidget *list = gtk_widget_get_first_child (widget);

  if (list != NULL && gtk_widget_should_layout (list))
    gtk_widget_allocate (list, width, height, baseline, NULL);
}

static void
sr_list_layout_class_init (SrListLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = sr_list_layout_get_request_mode;
  manager_class->measure = sr_list_layout_measure;
  manager_class->allocate = sr_list_layout_allocate;
}

static void
sr_list_layout_init (SrListLayout *self)
{
}
