/* A page in the sidebar.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-sidebar-row"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/desk/sr-sidebar-row.h"
#include "ui/widgets/sr-accessible.h"

/**
 * SrSidebarRow:
 *
 * Icon and name of a page, how much of it is overdue, and how much there is.
 */
struct _SrSidebarRow
{
  GtkListBoxRow parent_instance;

  /* Template */
  GtkBox    *box;
  GtkImage  *icon;
  GtkLabel  *title;
  GtkWidget *overdue_box;
  GtkLabel  *overdue;
  GtkLabel  *count;

  /* Owned */
  char      *name;
  SrPage    *page;

  /* State */
  gboolean   compact;
};

G_DEFINE_FINAL_TYPE (SrSidebarRow, sr_sidebar_row, GTK_TYPE_LIST_BOX_ROW)

static void
refresh (SrSidebarRow *self)
{
  guint count = sr_page_get_count (self->page);
  guint overdue = sr_page_get_overdue (self->page);
  g_autofree char *count_text = g_strdup_printf ("%u", count);
  g_autofree char *overdue_text = g_strdup_printf ("%u", overdue);
  /* Translators: the spoken name of a page: its name, how much is in it, how much is overdue */
  g_autofree char *name = g_strdup_printf (_("%1$s, %2$u, %3$u overdue"),
                                           sr_page_get_title (self->page), count, overdue);

  gtk_image_set_from_icon_name (self->icon, sr_page_get_icon_name (self->page));
  gtk_label_set_label (self->title, sr_page_get_title (self->page));
  gtk_label_set_label (self->count, count_text);
  gtk_label_set_label (self->overdue, overdue_text);
  gtk_box_set_spacing (self->box, self->compact ? 4 : 8);
  gtk_widget_set_visible (GTK_WIDGET (self->title), !self->compact);
  gtk_widget_set_visible (self->overdue_box, overdue > 0 && !self->compact);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), self->compact ? name : NULL);
  sr_accessible_set_name (GTK_WIDGET (self), name);

  if (self->compact && overdue > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->count), "overdue");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->count), "overdue");
}

static void
sr_sidebar_row_dispose (GObject *object)
{
  SrSidebarRow *self = SR_SIDEBAR_ROW (object);

  g_clear_object (&self->page);

  G_OBJECT_CLASS (sr_sidebar_row_parent_class)->dispose (object);
}

static void
sr_sidebar_row_finalize (GObject *object)
{
  SrSidebarRow *self = SR_SIDEBAR_ROW (object);

  g_free (self->name);

  G_OBJECT_CLASS (sr_sidebar_row_parent_class)->finalize (object);
}

static void
sr_sidebar_row_class_init (SrSidebarRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sr_sidebar_row_dispose;
  object_class->finalize = sr_sidebar_row_finalize;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/serviceroom/ServiceRoom/desk/sr-sidebar-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SrSidebarRow, box);
  gtk_widget_class_bind_template_child (widget_class, SrSidebarRow, icon);
  gtk_widget_class_bind_template_child (widget_class, SrSidebarRow, title);
  gtk_widget_class_bind_template_child (widget_class, SrSidebarRow, overdue_box);
  gtk_widget_class_bind_template_child (widget_class, SrSidebarRow, overdue);
  gtk_widget_class_bind_template_child (widget_class, SrSidebarRow, count);
}

static void
sr_sidebar_row_init (SrSidebarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sr_sidebar_row_new (const char *name,
                    SrPage     *page)
{
  SrSidebarRow *self;

  g_return_val_if_fail (SR_IS_PAGE (page), NULL);

  self = g_object_new (SR_TYPE_SIDEBAR_ROW, NULL);
  self->name = g_strdup (name);
  self->page = g_object_ref (page);
  g_signal_connect_object (page, "notify::count", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "notify::overdue", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);

  return GTK_WIDGET (self);
}

const char *
sr_sidebar_row_get_name (SrSidebarRow *self)
{
  g_return_val_if_fail (SR_IS_SIDEBAR_ROW (self), NULL);

  return self->name;
}

void
sr_sidebar_row_set_compact (SrSidebarRow *self,
                            gboolean      compact)
{
  g_return_if_fail (SR_IS_SIDEBAR_ROW (self));

  self->compact = compact;
  refresh (self);
}
