/* Moving between the panes and the rows of the queue.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-queue-page"

#include "config.h"

#include "ui/queue/sr-queue-page-private.h"

/* Two panes: the chips with the list, and the detail. Arrows go through the rows and Tab goes past
 * them; Enter and Right go to the detail, Escape comes back. The keys are taken in the list and in
 * the detail alone, and after the input method of an entry has had them.
 */

static gboolean
is_inside (SrQueuePage *self,
           GtkWidget   *pane)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == pane || gtk_widget_is_ancestor (focus, pane));
}

/* Where there are no rows, their place has a button. */
void
_sr_queue_page_focus_list (SrQueuePage *self)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->states), "list") == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->list));
  else
    gtk_widget_child_focus (GTK_WIDGET (self->states), GTK_DIR_TAB_FORWARD);
}

void
_sr_queue_page_enter_detail (SrQueuePage *self)
{
  if (sr_request_pane_get_request (self->pane) == 0)
    return;

  if (sr_page_get_narrow (SR_PAGE (self)))
    {
      gtk_widget_set_visible (GTK_WIDGET (self->pane), TRUE);
      gtk_widget_set_visible (GTK_WIDGET (self->list_side), FALSE);
      sr_page_set_can_go_back (SR_PAGE (self), TRUE);
    }
  gtk_widget_child_focus (GTK_WIDGET (self->pane), GTK_DIR_TAB_FORWARD);
}

void
_sr_queue_page_leave_detail (SrQueuePage *self)
{
  if (sr_page_get_narrow (SR_PAGE (self)))
    {
      gtk_widget_set_visible (GTK_WIDGET (self->list_side), TRUE);
      gtk_widget_set_visible (GTK_WIDGET (self->pane), FALSE);
      sr_page_set_can_go_back (SR_PAGE (self), FALSE);
    }
  _sr_queue_page_focus_list (self);
}

/* The window's F6. */
gboolean
_sr_queue_page_focus_pane (SrPage   *page,
                           gboolean  backward,
                           gboolean  enter)
{
  SrQueuePage *self = SR_QUEUE_PAGE (page);
  gboolean to_detail;

  if (enter)
    to_detail = backward;
  else if (is_inside (self, GTK_WIDGET (self->pane)) == backward)
    to_detail = !backward;
  else
    return FALSE;

  if (to_detail && sr_request_pane_get_request (self->pane) == 0)
    return FALSE;

  if (to_detail)
    _sr_queue_page_enter_detail (self);
  else
    _sr_queue_page_leave_detail (self);

  return TRUE;
}

static void
on_row_activated_cb (SrQueuePage *self)
{
  _sr_queue_page_enter_detail (self);
}

static gboolean
on_enter_key_cb (GtkWidget *widget,
                 GVariant  *arguments,
                 gpointer   data)
{
  _sr_queue_page_enter_detail (data);

  return GDK_EVENT_STOP;
}

static gboolean
on_tab_key_cb (GtkWidget *widget,
               GVariant  *arguments,
               gpointer   data)
{
  SrQueuePage *self = data;

  if (self->bulk_bar != NULL && gtk_widget_get_visible (GTK_WIDGET (self->bulk_bar)))
    return gtk_widget_child_focus (GTK_WIDGET (self->bulk_bar), GTK_DIR_TAB_FORWARD);

  if (gtk_widget_get_visible (GTK_WIDGET (self->past_strip))
      && gtk_widget_child_focus (GTK_WIDGET (self->past_strip), GTK_DIR_TAB_FORWARD))
    return GDK_EVENT_STOP;

  /* In a narrow window the detail is not there, and the tab order ends with the list. */
  if (!gtk_widget_get_visible (GTK_WIDGET (self->pane)))
    return GDK_EVENT_STOP;

  return gtk_widget_child_focus (GTK_WIDGET (self->pane), GTK_DIR_TAB_FORWARD);
}

static gboolean
on_back_tab_key_cb (GtkWidget *widget,
                    GVariant  *arguments,
                    gpointer   data)
{
  SrQueuePage *self = data;

  return gtk_widget_child_focus (self->chips_box, GTK_DIR_TAB_BACKWARD);
}

static gboolean
on_escape_key_cb (GtkWidget *widget,
                  GVariant  *arguments,
                  gpointer   data)
{
  _sr_queue_page_leave_detail (data);

  return GDK_EVENT_STOP;
}

static gboolean
on_select_one_key_cb (GtkWidget *widget,
                      GVariant  *arguments,
                      gpointer   data)
{
  SrQueuePage *self = data;

  if (self->selection == NULL || sr_record_selection_get_n_selected (self->selection) < 2)
    return GDK_EVENT_PROPAGATE;

  _sr_queue_page_select_one (self);

  return GDK_EVENT_STOP;
}

static gboolean
on_menu_key_cb (GtkWidget *widget,
                GVariant  *arguments,
                gpointer   data)
{
  return _sr_queue_page_popup_menu (data);
}

static gboolean
on_copy_key_cb (GtkWidget *widget,
                GVariant  *arguments,
                gpointer   data)
{
  return gtk_widget_activate_action (data, "queue.copy", NULL);
}

static gboolean
on_down_key_cb (GtkWidget *widget,
                GVariant  *arguments,
                gpointer   data)
{
  _sr_queue_page_focus_list (data);

  return GDK_EVENT_STOP;
}

/* Enter in the search takes the first match. */
static void
on_search_activate_cb (SrQueuePage *self)
{
  if (self->model == NULL || g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0)
    return;

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), 0, TRUE);
  _sr_queue_page_focus_list (self);
}

static void
add_key (GtkEventController  *controller,
         const char          *trigger,
         GtkShortcutFunc      callback,
         SrQueuePage         *self)
{
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                      gtk_callback_action_new (callback, self, NULL)));
}

/* Where there is place for one thing only, a click on a row opens it. */
static void
on_list_released_cb (SrQueuePage     *self,
                     int              n_press,
                     double           x,
                     double           y,
                     GtkGestureClick *gesture)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self->list), x, y, GTK_PICK_DEFAULT);

  /* With a modifier it selects. */
  if (gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture))
      & (GDK_CONTROL_MASK | GDK_SHIFT_MASK))
    return;

  if (!sr_page_get_narrow (SR_PAGE (self)) || n_press != 1 || picked == NULL
      || !is_inside (self, GTK_WIDGET (self->list)))
    return;

  _sr_queue_page_enter_detail (self);
}

void
_sr_queue_page_keys_init (SrQueuePage *self)
{
  GtkEventController *list_keys = gtk_shortcut_controller_new ();
  GtkEventController *detail_keys = gtk_shortcut_controller_new ();
  GtkEventController *search_keys = gtk_shortcut_controller_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  /* Before the rows, which would take Right and Tab for themselves; there is no entry in here. */
  gtk_event_controller_set_propagation_phase (list_keys, GTK_PHASE_CAPTURE);
  add_key (list_keys, "Right", on_enter_key_cb, self);
  add_key (list_keys, "Tab", on_tab_key_cb, self);
  add_key (list_keys, "<Shift>Tab|ISO_Left_Tab|<Shift>ISO_Left_Tab", on_back_tab_key_cb, self);
  add_key (list_keys, "Escape", on_select_one_key_cb, self);
  add_key (list_keys, "Menu|<Shift>F10", on_menu_key_cb, self);
  add_key (list_keys, "<Control>c|<Control>Insert", on_copy_key_cb, self);
  gtk_widget_add_controller (self->list_scroller, list_keys);

  add_key (detail_keys, "Escape", on_escape_key_cb, self);
  gtk_widget_add_controller (GTK_WIDGET (self->pane), detail_keys);

  add_key (search_keys, "Down", on_down_key_cb, self);
  gtk_widget_add_controller (GTK_WIDGET (self->search_entry), search_keys);
  g_signal_connect_object (self->search_entry, "activate", G_CALLBACK (on_search_activate_cb),
                           self, G_CONNECT_SWAPPED);

  g_signal_connect_object (self->list, "activate", G_CALLBACK (on_row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (click, "released", G_CALLBACK (on_list_released_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (click));
}
