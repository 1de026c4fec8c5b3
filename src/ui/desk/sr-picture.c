/* A window as a picture, with what stands over it.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-picture"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/desk/sr-picture.h"

/* Draws the widgets themselves, so no compositor and no permission to look at a screen is needed.
 * A popover is a surface of its own and is put where the window system put it; a dialog is put in
 * the middle of its window.
 */

static void
draw_at (GtkSnapshot *snapshot,
         GtkWidget   *widget,
         double       x,
         double       y)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (widget),
                          gtk_widget_get_height (widget));
  gtk_snapshot_restore (snapshot);
}

static void
draw_popover (GtkSnapshot *snapshot,
              GtkWidget   *popover,
              double       left,
              double       top)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (popover));
  GtkNative *parent = gtk_widget_get_native (gtk_widget_get_parent (popover));
  double x;
  double y;
  double parent_x;
  double parent_y;

  gtk_native_get_surface_transform (GTK_NATIVE (popover), &x, &y);
  gtk_native_get_surface_transform (parent, &parent_x, &parent_y);
  draw_at (snapshot, popover, left + gdk_popup_get_position_x (GDK_POPUP (surface)) + x - parent_x,
           top + gdk_popup_get_position_y (GDK_POPUP (surface)) + y - parent_y);
}

static void
draw_popovers (GtkSnapshot *snapshot,
               GtkWidget   *widget,
               double       left,
               double       top)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_POPOVER (child) && gtk_widget_get_mapped (child))
        draw_popover (snapshot, child, left, top);
      else
        draw_popovers (snapshot, child, left, top);
    }
}

static void
draw_dialogs (GtkSnapshot *snapshot,
              GtkWindow   *window)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) dialog = g_list_model_get_item (windows, i);
      double x;
      double y;

      if (dialog == GTK_WIDGET (window) || !GTK_IS_WINDOW (dialog)
          || !gtk_widget_get_mapped (dialog))
        continue;

      x = (gtk_widget_get_width (GTK_WIDGET (window)) - gtk_widget_get_width (dialog)) / 2;
      y = (gtk_widget_get_height (GTK_WIDGET (window)) - gtk_widget_get_height (dialog)) / 2;
      draw_at (snapshot, dialog, x, y);
      draw_popovers (snapshot, dialog, x, y);
    }
}

/**
 * sr_picture_save:
 * @window: a window that is shown
 * @path: the PNG file
 *
 * Errors: as of a write to a file.
 *
 * Returns: %TRUE if the picture is there
 */
gboolean
sr_picture_save (GtkWindow   *window,
                 const char  *path,
                 GError     **error)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (window));
  int width = gtk_widget_get_width (GTK_WIDGET (window));
  int height = gtk_widget_get_height (GTK_WIDGET (window));
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  draw_at (snapshot, GTK_WIDGET (window), 0, 0);
  draw_popovers (snapshot, GTK_WIDGET (window), 0, 0);
  draw_dialogs (snapshot, window);

  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (renderer, node, &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (gdk_texture_save_to_png (texture, path))
    return TRUE;

  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, _("“%s” cannot be written"), path);

  return FALSE;
}
