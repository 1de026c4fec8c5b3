/* The views of the queue: those that are built in, and those that people save.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-queue-page"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-view-definition.h"
#include "ui/queue/sr-queue-page-private.h"
#include "ui/widgets/sr-accessible.h"
#include "ui/widgets/sr-action-form.h"
#include "ui/widgets/sr-announce.h"

/* A view has a name: "open" for one that is built in, "saved:12" for a record of the room. A saved view
 * brings its filter, its order and its columns, and takes them along when it is left. The chips that
 * fit are shown; the menu beside them has the others, and what can be done with saved ones.
 */

#define SAVED_PREFIX "saved:"
/* Beside the chips, and between them. */
#define CHIPS_PADDING 24
#define CHIPS_SPACING 6

static gint64
parse_saved (const char *name)
{
  return g_str_has_prefix (name, SAVED_PREFIX)
           ? g_ascii_strtoll (name + strlen (SAVED_PREFIX), NULL, 10) : 0;
}

static char *
name_saved (gint64 view)
{
  return g_strdup_printf (SAVED_PREFIX "%lld", (long long) view);
}

/* Saved views */

/* NULL if there is none that this person sees; borrowed from the configuration. */
static const SrRow *
find_saved (SrQueuePage *self,
            gint64       id)
{
  SrRoom *room = sr_page_get_room (SR_PAGE (self));
  const SrRow *view = room != NULL && id != 0
                        ? sr_configuration_find (sr_room_get_configuration (room),
                                                 &sr_saved_view_kind, id)
                        : NULL;

  return view != NULL && sr_saved_view_is_seen_by (view, sr_room_get_staff (room)) ? view : NULL;
}

static gint
compare_views (gconstpointer a,
               gconstpointer b)
{
  const SrRow *row_a = *(const SrRow *const *) a;
  const SrRow *row_b = *(const SrRow *const *) b;
  gint64 difference = sr_row_get_integer (row_a, SR_SAVED_VIEW_POSITION)
                      - sr_row_get_integer (row_b, SR_SAVED_VIEW_POSITION);

  if (difference == 0)
    return g_utf8_collate (sr_row_get_text (row_a, SR_SAVED_VIEW_NAME),
                           sr_row_get_text (row_b, SR_SAVED_VIEW_NAME));

  return difference < 0 ? -1 : 1;
}

/* (element-type SrRow), borrowed from the configuration. */
static GPtrArray *
list_saved (SrQueuePage *self,
            const char  *scope)
{
  SrRoom *room = sr_page_get_room (SR_PAGE (self));
  GPtrArray *rows = sr_configuration_get_rows (sr_room_get_configuration (room),
                                               &sr_saved_view_kind);
  GPtrArray *views = g_ptr_array_new ();

  for (guint i = 0; i < rows->len; i++)
    {
      SrRow *view = g_ptr_array_index (rows, i);

      if (sr_saved_view_is_seen_by (view, sr_room_get_staff (room))
          && (scope == NULL || sr_row_is (view, SR_SAVED_VIEW_SCOPE, scope)))
        g_ptr_array_add (views, view);
    }
  g_ptr_array_sort (views, compare_views);

  return views;
}

static gboolean
may_change (SrQueuePage *self,
            const SrRow *view)
{
  SrRoom *room = sr_page_get_room (SR_PAGE (self));

  return (sr_room_get_roles (room) & SR_ROLE_MANAGER) != 0
         || sr_row_get_integer (view, SR_SAVED_VIEW_STAFF)
              == sr_row_get_id (sr_room_get_staff (room));
}

/* Following the name of the view */

static void
show_saved_chip (SrQueuePage *self,
                 const SrRow *view)
{
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;

  if (self->saved_chip != NULL)
    g_object_get (self->saved_chip, "title", &title, NULL);
  if (view != NULL && sr_row_is (view, SR_SAVED_VIEW_NAME, title != NULL ? title : ""))
    return;

  if (self->saved_chip != NULL)
    gtk_box_remove (GTK_BOX (self->chips_box), GTK_WIDGET (self->saved_chip));
  self->saved_chip = NULL;
  if (view != NULL)
    {
      name = name_saved (sr_row_get_id (view));
      self->saved_chip = g_object_new (SR_TYPE_VIEW_CHIP,
                                       "title", sr_row_get_text (view, SR_SAVED_VIEW_NAME),
                                       "action-name", "win.view",
                                       "action-target", g_variant_new_string (name), NULL);
      gtk_box_append (GTK_BOX (self->chips_box), GTK_WIDGET (self->saved_chip));
    }
  _sr_queue_page_views_fit (self);
}

static void
enter_view (SrQueuePage *self,
            SrQueueView  view)
{
  self->view = view;
  if (self->selection != NULL)
    _sr_queue_page_select_one (self);
  if (self->model != NULL)
    sr_queue_model_set_view (self->model, view);
}

static void
leave_saved (SrQueuePage *self)
{
  if (self->saved_view == 0)
    return;

  self->saved_view = 0;
  g_clear_pointer (&self->saved_order, g_free);
  _sr_queue_page_set_filter (self, NULL);
  _sr_queue_page_columns_use (self, NULL);
  show_saved_chip (self, NULL);
}

static void
enter_saved (SrQueuePage *self,
             const SrRow *row)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SrViewDefinition) definition =
    sr_view_definition_from_json (sr_row_get_text (row, SR_SAVED_VIEW_FILTER), &error);
  SrQueueView view = SR_QUEUE_OPEN;

  if (definition == NULL)
    {
      sr_announce (GTK_WIDGET (self), error->message);
      sr_page_set_view (SR_PAGE (self), sr_queue_view_get_name (SR_QUEUE_OPEN));
      return;
    }

  if (definition->view != NULL)
    sr_queue_view_find (definition->view, &view);
  self->saved_view = sr_row_get_id (row);
  g_free (self->saved_order);
  self->saved_order = g_strdup (definition->order);
  enter_view (self, view);
  _sr_queue_page_set_filter (self, definition->filter);
  _sr_queue_page_columns_use (self, definition->columns);
  show_saved_chip (self, row);
}

/**
 * _sr_queue_page_views_follow:
 *
 * The page has the name of another view, or another room.
 */
void
_sr_queue_page_views_follow (SrQueuePage *self)
{
  const char *name = sr_page_get_view (SR_PAGE (self));
  gint64 saved = parse_saved (name);
  const SrRow *row = find_saved (self, saved);
  SrQueueView view;

  if (saved != 0)
    {
      /* Before there is a room nobody knows. */
      if (sr_page_get_room (SR_PAGE (self)) == NULL)
        return;
      if (row == NULL)
        {
          sr_page_set_view (SR_PAGE (self), sr_queue_view_get_name (SR_QUEUE_OPEN));
          return;
        }
      enter_saved (self, row);
    }
  else
    {
      if (!sr_queue_view_find (name, &view))
        return;
      leave_saved (self);
      enter_view (self, view);
      _sr_queue_page_views_fit (self);
    }

  _sr_queue_page_order_follow (self);
  g_settings_set_string (self->settings, "queue-view", sr_page_get_view (SR_PAGE (self)));
}

/* Saving */

static char *
describe_view (SrQueuePage *self)
{
  g_autoptr (SrViewDefinition) definition = g_new0 (SrViewDefinition, 1);
  const SrRequestFilter *filter = sr_queue_model_get_filter (self->model);

  definition->view = g_strdup (sr_queue_view_get_name (self->view));
  definition->order = _sr_queue_page_dup_order (self);
  definition->columns = _sr_queue_page_dup_columns (self);
  definition->filter = filter != NULL ? sr_request_filter_copy (filter) : sr_request_filter_new ();

  return sr_view_definition_to_json (definition);
}

static void
present_form (SrQueuePage *self,
              const SrRow *view,
              const char  *filter,
              gint64       position)
{
  g_autoptr (GHashTable) given = sr_payload_new ();

  g_hash_table_insert (given, g_strdup ("filter"), g_strdup (filter));
  g_hash_table_insert (given, g_strdup ("active"), g_strdup ("true"));
  g_hash_table_insert (given, g_strdup ("position"),
                       g_strdup_printf ("%lld", (long long) position));
  sr_action_form_present_record (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                 sr_page_get_room (SR_PAGE (self)), &sr_saved_view_kind, view,
                                 view != NULL ? "edit" : "create", given);
}

/* The form asks for the name and who sees it. */
static void
on_save_view_cb (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  SrQueuePage *self = SR_QUEUE_PAGE (widget);
  g_autoptr (GPtrArray) views = NULL;
  GPtrArray *rows;

  if (self->model == NULL)
    return;

  views = list_saved (self, NULL);
  rows = sr_configuration_get_rows (
    sr_room_get_configuration (sr_page_get_room (SR_PAGE (self))), &sr_saved_view_kind);
  for (guint i = 0; i < rows->len; i++)
    self->newest_view = MAX (self->newest_view, sr_row_get_id (g_ptr_array_index (rows, i)));
  g_free (self->saving);
  self->saving = describe_view (self);
  present_form (self, NULL, self->saving, views->len + 1);
}

static void
on_rename_view_cb (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  SrQueuePage *self = SR_QUEUE_PAGE (widget);
  const SrRow *view = find_saved (self, self->saved_view);

  if (view != NULL)
    present_form (self, view, sr_row_get_text (view, SR_SAVED_VIEW_FILTER),
                  sr_row_get_integer (view, SR_SAVED_VIEW_POSITION));
}

typedef struct
{
  SrQueuePage *page;
  char        *sentence;
} Changing;

static void
changing_free (Changing *changing)
{
  g_object_unref (changing->page);
  g_free (changing->sentence);
  g_free (changing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Changing, changing_free)

static void
on_changed_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (Changing) changing = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outcomes = sr_room_act_finish (SR_ROOM (source), result, &error);

  if (outcomes != NULL)
    sr_announce_undoable (GTK_WIDGET (changing->page), changing->sentence, outcomes);
  else
    sr_announce (GTK_WIDGET (changing->page), error->message);
}

/* @sentence: (transfer full): what is said when it is done */
static void
change_view (SrQueuePage *self,
             const SrRow *view,
             const char  *field,
             const char  *text,
             char        *sentence)
{
  GPtrArray *acts = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_act_free);
  SrAct *act = sr_act_new (&sr_saved_view_kind, sr_row_get_id (view), "edit");
  Changing *changing = g_new0 (Changing, 1);

  act->revision = sr_row_get_integer (view, SR_COMMON_REVISION);
  g_ptr_array_add (acts, sr_act_set (act, field, text));
  changing->page = g_object_ref (self);
  changing->sentence = sentence;
  sr_room_act_async (sr_page_get_room (SR_PAGE (self)), acts, NULL, on_changed_cb, changing);
}

static void
on_replace_view_cb (GtkWidget  *widget,
                    const char *action,
                    GVariant   *parameter)
{
  SrQueuePage *self = SR_QUEUE_PAGE (widget);
  const SrRow *view = find_saved (self, self->saved_view);
  g_autofree char *filter = NULL;

  if (view == NULL)
    return;

  filter = describe_view (self);
  change_view (self, view, "filter", filter,
               /* Translators: the name of a saved view */
               g_strdup_printf (_("“%s” shows what is shown now."),
                                sr_row_get_text (view, SR_SAVED_VIEW_NAME)));
}

/* It is retired: nothing that was in the journal goes. */
static void
on_delete_view_cb (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  SrQueuePage *self = SR_QUEUE_PAGE (widget);
  const SrRow *view = find_saved (self, self->saved_view);

  if (view == NULL)
    return;

  change_view (self, view, "active", "false",
               /* Translators: the name of a saved view */
               g_strdup_printf (_("The view “%s” is deleted."),
                                sr_row_get_text (view, SR_SAVED_VIEW_NAME)));
}

/* A view that was just saved is the one that is shown; one that is gone is left. */
static void
on_configuration_cb (SrQueuePage *self)
{
  const SrRow *view = find_saved (self, self->saved_view);
  g_autoptr (GPtrArray) views = NULL;

  if (self->saved_view != 0 && view == NULL)
    sr_page_set_view (SR_PAGE (self), sr_queue_view_get_name (self->view));
  else if (view != NULL)
    show_saved_chip (self, view);

  if (self->saving == NULL)
    return;

  views = list_saved (self, NULL);
  for (guint i = 0; i < views->len; i++)
    {
      const SrRow *each = g_ptr_array_index (views, i);

      if (sr_row_get_id (each) > self->newest_view
          && sr_row_is (each, SR_SAVED_VIEW_FILTER, self->saving))
        {
          g_autofree char *name = name_saved (sr_row_get_id (each));

          g_clear_pointer (&self->saving, g_free);
          sr_page_set_view (SR_PAGE (self), name);
          return;
        }
    }
}

/* Which chips fit */

static int
natural_width (gpointer widget)
{
  int width = 0;

  gtk_widget_set_visible (widget, TRUE);
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);

  return width;
}

/**
 * _sr_queue_page_views_fit:
 *
 * Shows as many chips as there is place for, and always the one of the view that is shown. The menu has
 * the others.
 */
void
_sr_queue_page_views_fit (SrQueuePage *self)
{
  int left = sr_measured_bin_get_width (self->list_side);
  gboolean is_full = FALSE;

  if (left <= 0)
    return;

  left -= CHIPS_PADDING + natural_width (self->more_views_button)
          + natural_width (self->filter_button) + CHIPS_SPACING;
  if (self->saved_chip != NULL)
    left -= natural_width (self->saved_chip) + CHIPS_SPACING;
  else if (self->view < SR_N_QUEUE_CHIPS)
    left -= natural_width (self->chips[self->view]) + CHIPS_SPACING;

  for (guint i = 0; i < SR_N_QUEUE_CHIPS; i++)
    {
      int width;

      if (self->saved_chip == NULL && i == self->view)
        continue;
      width = natural_width (self->chips[i]) + CHIPS_SPACING;
      is_full = is_full || width > left;
      left -= width;
      gtk_widget_set_visible (GTK_WIDGET (self->chips[i]), !is_full);
    }
}

/* The menu */

static void
append_view (GMenu      *menu,
             const char *title,
             const char *name)
{
  g_autofree char *action = g_strconcat ("win.view::", name, NULL);
  g_auto (GStrv) parts = g_strsplit (title, "_", -1);
  /* An underscore of a name is none of a mnemonic. */
  g_autofree char *label = g_strjoinv ("__", parts);

  g_menu_append (menu, label, action);
}

static void
append_counted (SrQueuePage *self,
                GMenu       *menu,
                const char  *title,
                SrQueueView  view)
{
  /* Translators: a view and how many requests are in it */
  g_autofree char *label = g_strdup_printf (C_("view", "%1$s (%2$u)"), title,
                                            sr_queue_counts_get (self->counts, view));

  append_view (menu, label, sr_queue_view_get_name (view));
}

/* The views that have no chip, and those whose chip has no place. */
static void
append_hidden (SrQueuePage *self,
               GMenu       *menu)
{
  g_autoptr (GMenu) section = g_menu_new ();

  for (guint i = 0; i < SR_N_QUEUE_CHIPS; i++)
    {
      g_autofree char *title = NULL;

      if (gtk_widget_get_visible (GTK_WIDGET (self->chips[i])))
        continue;
      g_object_get (self->chips[i], "title", &title, NULL);
      append_counted (self, section, title, i);
    }
  append_counted (self, section, C_("view", "Snoozed"), SR_QUEUE_SNOOZED);
  append_counted (self, section, C_("view", "Followed"), SR_QUEUE_FOLLOWED);
  append_view (section, C_("view", "All"), sr_queue_view_get_name (SR_QUEUE_ALL));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static void
append_saved (SrQueuePage *self,
              GMenu       *menu)
{
  for (const SrChoice *scope = sr_view_scopes; scope->value != NULL; scope++)
    {
      g_autoptr (GPtrArray) views = list_saved (self, scope->value);
      g_autoptr (GMenu) section = g_menu_new ();

      for (guint i = 0; i < views->len; i++)
        {
          const SrRow *view = g_ptr_array_index (views, i);
          g_autofree char *name = name_saved (sr_row_get_id (view));

          append_view (section, sr_row_get_text (view, SR_SAVED_VIEW_NAME), name);
        }
      if (views->len > 0)
        g_menu_append_section (menu, sr_choice_label (sr_view_scopes, scope->value),
                               G_MENU_MODEL (section));
    }
}

static void
append_acts (SrQueuePage *self,
             GMenu       *menu)
{
  const SrRow *view = find_saved (self, self->saved_view);
  g_autoptr (GMenu) section = g_menu_new ();

  g_menu_append (section, _("_Save as View…"), "queue.save-view");
  if (view != NULL && may_change (self, view))
    {
      g_menu_append (section, _("_Replace by What Is Shown"), "queue.replace-view");
      g_menu_append (section, _("Re_name or Share…"), "queue.rename-view");
      g_menu_append (section, _("_Delete This View"), "queue.delete-view");
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static void
on_create_popup_cb (GtkMenuButton *button,
                    gpointer       data)
{
  SrQueuePage *self = data;
  g_autoptr (GMenu) menu = g_menu_new ();

  if (self->model == NULL)
    return;

  append_hidden (self, menu);
  append_saved (self, menu);
  append_acts (self, menu);
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

void
_sr_queue_page_views_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "queue.save-view", NULL, on_save_view_cb);
  gtk_widget_class_install_action (widget_class, "queue.replace-view", NULL, on_replace_view_cb);
  gtk_widget_class_install_action (widget_class, "queue.rename-view", NULL, on_rename_view_cb);
  gtk_widget_class_install_action (widget_class, "queue.delete-view", NULL, on_delete_view_cb);
}

void
_sr_queue_page_views_init (SrQueuePage *self)
{
  gtk_menu_button_set_create_popup_func (self->more_views_button, on_create_popup_cb, self, NULL);
  sr_accessible_set_name (GTK_WIDGET (self->more_views_button), _("More Views"));

  self->room_signals = g_signal_group_new (SR_TYPE_ROOM);
  g_signal_group_connect_swapped (self->room_signals, "notify::configuration",
                                  G_CALLBACK (on_configuration_cb), self);
}
