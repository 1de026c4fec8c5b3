/* A window over a room, and somebody else who works in it.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui-fixture.h"

#include "domain/records/sr-kinds.h"

static void
on_opened_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  UiFixture *self = user_data;
  g_autoptr (GError) error = NULL;

  self->room = sr_room_open_finish (result, &error);
  g_assert_no_error (error);
}

static void
on_show_request_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  ((UiFixture *) user_data)->shown = g_variant_get_int64 (parameter);
}

static void
on_announce_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  g_assert_cmpstr (g_variant_get_string (parameter, NULL), !=, "");
}

static void
on_announce_done_cb (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  UiFixture *self = user_data;

  g_free (self->done);
  g_variant_get_child (parameter, 0, "s", &self->done);
}

gboolean
ui_fixture_init (void)
{
  g_autoptr (GtkCssProvider) style = NULL;

  if (!gtk_init_check ())
    return FALSE;

  adw_init ();
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/org/serviceroom/ServiceRoom/icons");
  style = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (style, "/org/serviceroom/ServiceRoom/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);

  return TRUE;
}

static void
add_actions (UiFixture *self)
{
  static const GActionEntry entries[] = {
    { "show-request", on_show_request_cb, "x" },
    { "announce", on_announce_cb, "s" },
    { "announce-done", on_announce_done_cb, "(sax)" },
  };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self->parent), "win", G_ACTION_GROUP (actions));
}

void
ui_fixture_set_up (UiFixture     *self,
                   gconstpointer  data)
{
  const char *login = data != NULL ? data : "he.jing";

  room_fixture_set_up (&self->other, NULL);
  self->shown = 0;
  self->done = NULL;
  /* The room has a thread of its own, and so a clock of its own. */
  self->clock = sr_clock_new_fixed (FIXTURE_NOW);
  sr_room_open_async (self->other.path, SR_STORE_OPEN_EXISTING, self->clock, login, NULL,
                      on_opened_cb, self);
  ui_fixture_wait (self->room != NULL);

  self->parent = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (self->parent, 1280, 800);
  add_actions (self);
  gtk_window_present (self->parent);
  ui_fixture_wait (gtk_widget_get_width (GTK_WIDGET (self->parent)) > 0);
}

void
ui_fixture_tear_down (UiFixture     *self,
                      gconstpointer  data)
{
  GListModel *windows = gtk_window_get_toplevels ();

  while (g_list_model_get_n_items (windows) > 0)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, 0);

      gtk_window_destroy (window);
    }
  self->parent = NULL;
  /* Answers that are under way still find their windows. */
  ui_fixture_pause (50);

  sr_room_close (self->room);
  g_clear_object (&self->room);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->done, g_free);
  room_fixture_tear_down (&self->other, NULL);
}

static gboolean
on_time_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

void
ui_fixture_pause (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, on_time_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

void
ui_fixture_iterate (void)
{
  ui_fixture_pause (5);
}

GtkWindow *
ui_fixture_find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type) &&
          gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }

  return NULL;
}

/* Whether this is the widget that is looked for. */
typedef gboolean (*Match) (GtkWidget     *widget,
                           gconstpointer  what,
                           gpointer       state);

static gpointer
search (GtkWidget     *root,
        Match          match,
        gconstpointer  what,
        gpointer       state)
{
  if (match (root, what, state))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = search (child, match, what, state);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
has_id (GtkWidget     *widget,
        gconstpointer  what,
        gpointer       state)
{
  return g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), what) == 0;
}

static gboolean
is_of_type (GtkWidget     *widget,
            gconstpointer  what,
            gpointer       state)
{
  guint *left = state;

  return G_TYPE_CHECK_INSTANCE_TYPE (widget, *(const GType *) what) && (*left)-- == 0;
}

static gboolean
has_title (GtkWidget     *widget,
           gconstpointer  what,
           gpointer       state)
{
  return ADW_IS_PREFERENCES_ROW (widget) &&
         g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), what) == 0;
}

gpointer
ui_fixture_find (gpointer    root,
                 const char *id)
{
  return search (root, has_id, id, NULL);
}

gpointer
ui_fixture_find_type (gpointer root,
                      GType    type,
                      guint    n)
{
  return search (root, is_of_type, &type, &n);
}

gpointer
ui_fixture_find_row (gpointer    root,
                     const char *title)
{
  return search (root, has_title, title, NULL);
}

void
ui_fixture_click (gpointer button)
{
  g_assert_true (GTK_IS_BUTTON (button));
  g_assert_true (gtk_widget_is_sensitive (button));

  g_signal_emit_by_name (button, "clicked");
}

gint64
ui_fixture_customer (UiFixture  *self,
                     const char *name,
                     const char *phones)
{
  g_autoptr (GError) error = NULL;
  SrAct *act = sr_act_new (&sr_customer_kind, 0, "create");
  SrOutcome *outcome = NULL;
  gint64 customer;

  sr_act_set (act, "name", name);
  sr_act_set (act, "phones", phones);
  sr_act_set (act, "place", "Room 307");
  outcome = sr_gate_act_one (self->other.gate, act, &error);
  g_assert_no_error (error);
  customer = outcome->record;
  sr_outcome_free (outcome);

  return customer;
}

static void
on_loaded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  *(SrRequestDetail **) user_data = sr_room_load_finish (SR_ROOM (source), result, &error);
  g_assert_no_error (error);
}

SrRequestDetail *
ui_fixture_load (UiFixture *self,
                 gint64     request)
{
  SrRequestDetail *detail = NULL;

  sr_room_load_async (self->room, request, NULL, on_loaded_cb, &detail);
  ui_fixture_wait (detail != NULL);

  return detail;
}
