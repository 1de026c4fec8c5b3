/* The command line of the program.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-application"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/time/sr-instant.h"
#include "ui/desk/sr-application-private.h"

/* A room, a person or an instant of one's own is a program of its own: it neither opens windows in
 * another one that runs, nor is it found by one that starts later.
 */

static const GOptionEntry entries[] = {
  { "room", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_("Open this room"), N_("PATH") },
  { "as", 0, 0, G_OPTION_ARG_STRING, NULL, N_("Who works here"), N_("LOGIN") },
  { "now", 0, 0, G_OPTION_ARG_STRING, NULL, N_("Stop the room's clock at an instant"),
    N_("INSTANT") },
  { "page", 0, 0, G_OPTION_ARG_STRING, NULL, N_("Show this page first"), N_("NAME") },
  { "list-pages", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Print the names of the pages"), NULL },
  { "size", 0, 0, G_OPTION_ARG_STRING, NULL, N_("Size of the window"), N_("WIDTHxHEIGHT") },
  { "screenshot", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_("Draw the page to a PNG image and exit"),
    N_("FILE") },
  { "select", 0, 0, G_OPTION_ARG_STRING, NULL, N_("Select this request"), N_("NUMBER") },
  { "show", 0, 0, G_OPTION_ARG_STRING, NULL,
    N_("Show over the page: bell, calendar, deadline, call-card, preferences, shortcuts or about"), N_("NAME") },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Print the version"), NULL },
  { NULL }
};

static const char *const overlays[] = {
  "about", "bell", "calendar", "call-card", "deadline", "preferences", "shortcuts", NULL
};

static gboolean
read_size (SrApplication *self,
           const char    *text)
{
  char *end;

  self->options.width = g_ascii_strtoll (text, &end, 10);
  if (*end != 'x')
    return FALSE;
  self->options.height = g_ascii_strtoll (end + 1, &end, 10);

  return *end == '\0' && self->options.width > 0 && self->options.height > 0
         && self->options.width <= 8192 && self->options.height <= 8192;
}

static char *
take_string (GVariantDict *given,
             const char   *name)
{
  char *text = NULL;

  g_variant_dict_lookup (given, name, "s", &text);

  return text;
}

static char *
take_path (GVariantDict *given,
           const char   *name)
{
  char *path = NULL;

  g_variant_dict_lookup (given, name, "^ay", &path);

  return path;
}

static gboolean
check (SrApplication *self,
       GVariantDict  *given)
{
  SrOptions *options = &self->options;
  g_autofree char *now = take_string (given, "now");
  g_autofree char *size = take_string (given, "size");
  g_autoptr (GError) error = NULL;

  if (now != NULL && !sr_instant_parse (now, "UTC", &options->now, &error))
    {
      g_printerr ("serviceroom: --now: %s\n", error->message);
      return FALSE;
    }
  options->is_fixed = now != NULL;

  if (size != NULL && !read_size (self, size))
    {
      g_printerr (_("serviceroom: --size: “%s” is not a size such as 1280x800\n"), size);
      return FALSE;
    }
  if (options->page != NULL
      && !g_strv_contains (sr_desk_window_list_pages (), options->page))
    {
      g_printerr (_("serviceroom: --page: there is no page “%s”\n"), options->page);
      return FALSE;
    }
  if (options->show != NULL && !g_strv_contains (overlays, options->show))
    {
      g_printerr (_("serviceroom: --show: there is no “%s” to show\n"), options->show);
      return FALSE;
    }

  return TRUE;
}

static void
print_pages (void)
{
  const char *const *names = sr_desk_window_list_pages ();

  for (guint i = 0; names[i] != NULL; i++)
    g_print ("%s\n", names[i]);
}

/* The program that runs already shows the page; this one has nothing more to do. */
static int
hand_over (SrApplication *self)
{
  g_autoptr (GError) error = NULL;

  if (self->options.page == NULL)
    return -1;

  if (!g_application_register (G_APPLICATION (self), NULL, &error))
    {
      g_printerr ("serviceroom: %s\n", error->message);
      return 1;
    }
  if (!g_application_get_is_remote (G_APPLICATION (self)))
    return -1;

  g_application_activate (G_APPLICATION (self));
  g_action_group_activate_action (G_ACTION_GROUP (self), "page",
                                  g_variant_new_string (self->options.page));

  return 0;
}

void
_sr_application_options_init (SrApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), entries);
}

int
_sr_application_options_read (SrApplication *self,
                              GVariantDict  *given)
{
  SrOptions *options = &self->options;

  if (g_variant_dict_contains (given, "version"))
    {
      g_print ("serviceroom %s\n", PACKAGE_VERSION);
      return 0;
    }
  if (g_variant_dict_contains (given, "list-pages"))
    {
      print_pages ();
      return 0;
    }

  options->room = take_path (given, "room");
  options->picture = take_path (given, "screenshot");
  options->login = take_string (given, "as");
  options->page = take_string (given, "page");
  options->select = take_string (given, "select");
  options->show = take_string (given, "show");
  if (!check (self, given))
    return 2;

  if (options->room != NULL || options->picture != NULL || options->login != NULL
      || options->is_fixed)
    {
      GApplicationFlags flags = g_application_get_flags (G_APPLICATION (self));

      g_application_set_flags (G_APPLICATION (self), flags | G_APPLICATION_NON_UNIQUE);
    }

  return hand_over (self);
}

void
_sr_application_options_clear (SrApplication *self)
{
  SrOptions *options = &self->options;

  g_clear_pointer (&options->room, g_free);
  g_clear_pointer (&options->login, g_free);
  g_clear_pointer (&options->page, g_free);
  g_clear_pointer (&options->picture, g_free);
  g_clear_pointer (&options->show, g_free);
  g_clear_pointer (&options->select, g_free);
}
