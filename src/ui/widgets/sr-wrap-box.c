/* A row of small things that goes on in the next line.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-wrap-box"

#include "config.h"

#include "ui/widgets/sr-wrap-box.h"

/**
 * SrWrapBox:
 *
 * Chips of whatever width, one after the other, as words in a paragraph. A flow box would put them
 * into columns.
 */
struct _SrWrapBox
{
  GtkWidget parent_instance;
};

#define SPACING 6

G_DEFINE_FINAL_TYPE (SrWrapBox, sr_wrap_box, GTK_TYPE_WIDGET)

static int
measure_width (GtkWidget *child,
               int        most)
{
  int least;
  int width;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &width, NULL, NULL);

  return MAX (least, MIN (width, most));
}

/* Lays the children out in @width; gives them their places if @is_allocated. Returns the height. */
static int
lay_out (SrWrapBox *self,
         int        width,
         gboolean   is_allocated)
{
  gboolean is_reversed = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int x = 0;
  int y = 0;
  int line = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_width;
      int child_height;

      if (!gtk_widget_should_layout (child))
        continue;

      child_width = measure_width (child, width);
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, child_width, NULL, &child_height, NULL,
                          NULL);
      if (x > 0 && x + child_width > width)
        {
          x = 0;
          y += line + SPACING;
          line = 0;
        }
      if (is_allocated)
        {
          GtkAllocation place = { is_reversed ? width - x - child_width : x, y,
                                  child_width, child_height };

          gtk_widget_size_allocate (child, &place, -1);
        }
      x += child_width + SPACING;
      line = MAX (line, child_height);
    }

  return y + line;
}

static GtkSizeRequestMode
sr_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
sr_wrap_box_measure (GtkWidget      *widget,
                     GtkOrientation  orientation,
                     int             for_size,
                     int            *minimum,
                     int            *natural,
                     int            *minimum_baseline,
                     int            *natural_baseline)
{
  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = lay_out (SR_WRAP_BOX (widget), for_size < 0 ? G_MAXINT / 2 : for_size,
                                     FALSE);
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least;
      int width;

      if (!gtk_widget_should_layout (child))
        continue;

      gtk_widget_measure (child, orientation, -1, &least, &width, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural += width + (*natural > 0 ? SPACING : 0);
    }
}

static void
sr_wrap_box_size_allocate (GtkWidget *widget,
                           int        width,
                           int        height,
                           int        baseline)
{
  lay_out (SR_WRAP_BOX (widget), width, TRUE);
}

static void
sr_wrap_box_dispose (GObject *object)
{
  sr_wrap_box_clear (SR_WRAP_BOX (object));

  G_OBJECT_CLASS (sr_wrap_box_parent_class)->dispose (object);
}

static void
sr_wrap_box_class_init (SrWrapBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sr_wrap_box_dispose;
  widget_class->get_request_mode = sr_wrap_box_get_request_mode;
  widget_class->measure = sr_wrap_box_measure;
  widget_class->size_allocate = sr_wrap_box_size_allocate;
}

static void
sr_wrap_box_init (SrWrapBox *self)
{
}

/**
 * sr_wrap_box_new:
 *
 * Returns: (transfer floating): an empty box
 */
GtkWidget *
sr_wrap_box_new (void)
{
  return g_object_new (SR_TYPE_WRAP_BOX, NULL);
}

void
sr_wrap_box_append (SrWrapBox *self,
                    GtkWidget *child)
{
  g_return_if_fail (SR_IS_WRAP_BOX (self));
  g_return_if_fail (GTK_IS_WIDGET (child));

  gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}

void
sr_wrap_box_clear (SrWrapBox *self)
{
  GtkWidget *child;

  g_return_if_fail (SR_IS_WRAP_BOX (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}
