/* A list inside something that scrolls has the height of all its rows.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>

#include "ui/widgets/sr-list-layout.h"

#define PATIENCE_SECONDS 10

static void
on_setup_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_item_set_child (item, label);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory,
            GtkListItem              *item)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

/* Where the last row ends. */
static int
get_end (GtkWidget *list)
{
  GtkWidget *last = gtk_widget_get_last_child (list);
  graphene_rect_t bounds;

  if (last == NULL || !gtk_widget_compute_bounds (last, list, &bounds))
    return 0;

  return (int) (bounds.origin.y + bounds.size.height);
}

static void
test_the_last_row_is_not_cut_off (void)
{
  const char *const texts[] = {
    "后台补齐权限并重新登录，单据可以处理。后台补齐权限并重新登录，单据可以处理。",
    "Short", "后台补齐权限并重新登录，单据可以处理。后台补齐权限并重新登录，单据可以处理。", NULL,
  };
  GtkStringList *strings = gtk_string_list_new (texts);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *list = gtk_list_view_new (
    GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (strings))), factory);
  GtkWidget *bin = adw_bin_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *window = gtk_window_new ();
  gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), NULL);
  gtk_widget_set_layout_manager (bin, g_object_new (SR_TYPE_LIST_LAYOUT, NULL));
  adw_bin_set_child (ADW_BIN (bin), list);
  gtk_box_append (GTK_BOX (box), bin);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_window_set_default_size (GTK_WINDOW (window), 160, 600);
  gtk_window_set_child (GTK_WINDOW (window), scroller);
  gtk_window_present (GTK_WINDOW (window));

  /* Three lines at least. */
  while (get_end (list) < 60 && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpint (get_end (list), >=, 60);
  g_assert_cmpint (get_end (list), <=, gtk_widget_get_height (list));

  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ui/list-layout/the-last-row-is-not-cut-off", test_the_last_row_is_not_cut_off);

  return g_test_run ();
}
