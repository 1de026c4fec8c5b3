/* Every template is whole: its widgets can be made, and every child that its C file asks for is there.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domain/records/sr-record.h"
#include "ui/desk/sr-application.h"
#include "ui/desk/sr-bell-tray.h"
#include "ui/desk/sr-desk-window.h"
#include "ui/desk/sr-reminder-row.h"
#include "ui/preferences/sr-preferences.h"
#include "ui/queue/sr-action-bar.h"
#include "ui/queue/sr-bulk-bar.h"
#include "ui/queue/sr-call-card.h"
#include "ui/queue/sr-caller-panel.h"
#include "ui/queue/sr-customer-card.h"
#include "ui/queue/sr-customer-picker.h"
#include "ui/queue/sr-deadline-popover.h"
#include "ui/queue/sr-filter-bar.h"
#include "ui/queue/sr-filter-popover.h"
#include "ui/queue/sr-deadline-strip.h"
#include "ui/queue/sr-match-row.h"
#include "ui/queue/sr-past-strip.h"
#include "ui/queue/sr-playbook-card.h"
#include "ui/queue/sr-promise-chooser.h"
#include "ui/queue/sr-queue-page.h"
#include "ui/queue/sr-relations-card.h"
#include "ui/queue/sr-request-header.h"
#include "ui/queue/sr-request-pane.h"
#include "ui/queue/sr-timeline-view.h"
#include "ui/widgets/sr-action-form.h"
#include "ui/widgets/sr-conflict-view.h"
#include "ui/widgets/sr-due-label.h"
#include "ui/widgets/sr-priority-label.h"
#include "ui/widgets/sr-view-chip.h"

#define RESOURCES "/org/serviceroom/ServiceRoom/"

/* A missing child or callback is a critical message, and those end the test. */
static void
make (gconstpointer data)
{
  GType (*get_type) (void) = data;
  g_autoptr (GtkWidget) widget = g_object_ref_sink (g_object_new (get_type (), NULL));

  g_assert_true (GTK_IS_WIDGET (widget));
  if (GTK_IS_WINDOW (widget))
    gtk_window_destroy (GTK_WINDOW (widget));
}

static void
test_icons_are_found (void)
{
  static const char *const names[] = {
    "sr-due-soon-symbolic", "sr-filter-symbolic", "sr-kept-symbolic", "sr-overdue-symbolic",
    "sr-paused-symbolic", "sr-phone-symbolic", "sr-priority-high-symbolic", "sr-priority-low-symbolic",
    "sr-priority-normal-symbolic", "sr-priority-urgent-symbolic", "sr-queue-symbolic",
  };
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());

  gtk_icon_theme_add_resource_path (theme, RESOURCES "icons");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_true (gtk_icon_theme_has_icon (theme, names[i]));
}

static void
on_parsing_error_cb (GtkCssProvider *provider,
                     GtkCssSection  *section,
                     const GError   *error,
                     gpointer        data)
{
  g_autofree char *place = gtk_css_section_to_string (section);

  g_test_message ("%s: %s", place, error->message);
  g_test_fail ();
}

static void
test_style_is_understood (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  g_signal_connect (provider, "parsing-error", G_CALLBACK (on_parsing_error_cb), NULL);
  gtk_css_provider_load_from_resource (provider, RESOURCES "style.css");
}

static void
test_style_names_its_colours (void)
{
  g_autoptr (GBytes) style = g_resources_lookup_data (RESOURCES "style.css",
                                                      G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (style, NULL), g_bytes_get_size (style));

  g_assert_false (g_regex_match_simple ("#[0-9a-fA-F]{3,8}\\b|rgba?\\(|hsla?\\(", text, 0, 0));
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *path;
    GType     (*get_type) (void);
  } templates[] = {
    { "/ui/templates/desk-window", sr_desk_window_get_type },
    { "/ui/templates/action-bar", sr_action_bar_get_type },
    { "/ui/templates/action-form", sr_action_form_get_type },
    { "/ui/templates/bell-tray", sr_bell_tray_get_type },
    { "/ui/templates/bulk-bar", sr_bulk_bar_get_type },
    { "/ui/templates/call-card", sr_call_card_get_type },
    { "/ui/templates/caller-panel", sr_caller_panel_get_type },
    { "/ui/templates/conflict-view", sr_conflict_view_get_type },
    { "/ui/templates/customer-card", sr_customer_card_get_type },
    { "/ui/templates/customer-picker", sr_customer_picker_get_type },
    { "/ui/templates/deadline-popover", sr_deadline_popover_get_type },
    { "/ui/templates/filter-bar", sr_filter_bar_get_type },
    { "/ui/templates/filter-popover", sr_filter_popover_get_type },
    { "/ui/templates/deadline-strip", sr_deadline_strip_get_type },
    { "/ui/templates/match-row", sr_match_row_get_type },
    { "/ui/templates/past-strip", sr_past_strip_get_type },
    { "/ui/templates/preferences", sr_preferences_get_type },
    { "/ui/templates/promise-chooser", sr_promise_chooser_get_type },
    { "/ui/templates/queue-page", sr_queue_page_get_type },
    { "/ui/templates/reminder-row", sr_reminder_row_get_type },
    { "/ui/templates/playbook-card", sr_playbook_card_get_type },
    { "/ui/templates/relations-card", sr_relations_card_get_type },
    { "/ui/templates/request-header", sr_request_header_get_type },
    { "/ui/templates/request-pane", sr_request_pane_get_type },
    { "/ui/templates/timeline-view", sr_timeline_view_get_type },
    { "/ui/templates/due-label", sr_due_label_get_type },
    { "/ui/templates/priority-label", sr_priority_label_get_type },
    { "/ui/templates/view-chip", sr_view_chip_get_type },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  sr_record_ensure_types ();

  for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
    g_test_add_data_func (templates[i].path, templates[i].get_type, make);
  g_test_add_func ("/ui/resources/every-icon-of-ours-is-found", test_icons_are_found);
  g_test_add_func ("/ui/resources/the-style-is-understood", test_style_is_understood);
  g_test_add_func ("/ui/resources/the-style-names-its-colours", test_style_names_its_colours);

  return g_test_run ();
}
