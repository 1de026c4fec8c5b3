/* serviceroomctl: administers a room without a window.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-ctl"

#include "config.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "ctl/sr-ctl-commands.h"
#include "ctl/sr-ctl-print.h"
#include "domain/service/sr-action.h"

#define EXIT_REFUSED 1
#define EXIT_USAGE 2

/**
 * Line:
 *
 * The command line on its way from words to a command.
 */
typedef struct
{
  SrCtl               ctl;
  const SrCtlCommand *command;
  gboolean            is_version;
  GPtrArray          *names;      /* of options that were made on the way; owned */
} Line;

static const SrCtlOption *
find_option (const SrCtlOption *options,
             const char        *name)
{
  for (const SrCtlOption *option = options; option->name != NULL; option++)
    {
      if (g_str_equal (option->name, name))
        return option;
    }

  return NULL;
}

/* What is not the name of a file is text, and text is UTF-8 whatever the locale. */
static gboolean
check_text (const char  *text,
            GError     **error)
{
  return g_utf8_validate (text, -1, NULL) ||
         sr_ctl_set_usage (error, _("The command line holds text that is no UTF-8."));
}

static gboolean
on_option_cb (const char  *option_name,
              const char  *value,
              gpointer     data,
              GError     **error)
{
  Line *line = data;
  const char *name = option_name + strspn (option_name, "-");
  const SrCtlOption *option = find_option (sr_ctl_common_options, name);
  GPtrArray *texts = g_hash_table_lookup (line->ctl.options, name);

  if (option == NULL && line->command != NULL)
    option = find_option (line->command->options, name);
  if (value != NULL && (option == NULL || !option->is_file) && !check_text (value, error))
    return FALSE;

  if (texts == NULL)
    {
      texts = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (line->ctl.options, g_strdup (name), texts);
    }
  g_ptr_array_add (texts, g_strdup (value != NULL ? value : ""));

  return TRUE;
}

static void
add_entry (GArray     *entries,
           const char *name,
           const char *placeholder,
           const char *help)
{
  GOptionEntry entry = {
    .long_name = name,
    /* The bytes as they are: GOption would read them in the encoding of the locale. */
    .flags = placeholder != NULL ? G_OPTION_FLAG_FILENAME : G_OPTION_FLAG_NO_ARG,
    .arg = G_OPTION_ARG_CALLBACK,
    .arg_data = on_option_cb,
    .description = help,
    .arg_description = placeholder,
  };

  g_array_append_val (entries, entry);
}

static void
add_options (GArray            *entries,
             const SrCtlOption *options)
{
  for (const SrCtlOption *option = options; option->name != NULL; option++)
    add_entry (entries, option->name, option->placeholder != NULL ? _(option->placeholder) : NULL,
               _(option->help));
}

/* --kind decides which fields there are, so it is looked for before the others are read. */
static const SrRecordKind *
find_kind (char **words)
{
  const char *name = "request";

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (g_str_has_prefix (words[i], "--kind="))
        name = words[i] + strlen ("--kind=");
      else if (g_str_equal (words[i], "--kind") && words[i + 1] != NULL)
        name = words[i + 1];
    }

  return sr_record_kind_find (name);
}

static void
add_fields (Line    *line,
            GArray  *entries,
            char   **words)
{
  const SrRecordKind *kind = find_kind (words);
  const SrAction *action = kind != NULL ? sr_actions_of (kind) : NULL;

  while (action != NULL && action->name != NULL && !sr_action_makes (action))
    action++;
  if (action == NULL || action->name == NULL)
    return;

  for (const SrActionInput *input = action->inputs; input->field != NULL; input++)
    {
      const SrField *field = sr_action_input_field (kind, input, NULL);
      char *name = g_strdelimit (g_strdup (input->field), "_", '-');

      g_ptr_array_add (line->names, name);
      if (find_option (line->command->options, name) == NULL)
        add_entry (entries, name, _("VALUE"), _(field->label));
    }
}

static GOptionContext *
new_context (Line       *line,
             const char *parameters,
             GArray     *entries)
{
  GOptionContext *context = g_option_context_new (parameters);
  GOptionGroup *group = g_option_group_new ("main", NULL, NULL, line, NULL);
  const GOptionEntry end = { NULL };

  g_array_append_val (entries, end);
  g_option_group_add_entries (group, &g_array_index (entries, GOptionEntry, 0));
  g_option_context_set_main_group (context, group);

  return context;
}

static gboolean
parse (GOptionContext  *context,
       char          ***words,
       GError         **error)
{
  g_autoptr (GError) local_error = NULL;

  if (g_option_context_parse_strv (context, words, &local_error))
    return TRUE;

  if (local_error->domain == SR_CTL_ERROR)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    sr_ctl_set_usage (error, "%s", local_error->message);

  return FALSE;
}

/* The options before the command, and those of all commands for --help. */
static gboolean
parse_common (Line     *line,
              char   ***words,
              GError  **error)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, TRUE, sizeof (GOptionEntry));
  g_autoptr (GOptionContext) context = NULL;
  g_autofree char *commands = sr_ctl_describe ();
  GOptionEntry version = {
    "version", 0, 0, G_OPTION_ARG_NONE, &line->is_version, N_("Print the version"), NULL,
  };

  version.description = _(version.description);
  add_options (entries, sr_ctl_common_options);
  g_array_append_val (entries, version);

  context = new_context (line, _("COMMAND [ARGUMENT…]"), entries);
  g_option_context_set_strict_posix (context, TRUE);
  g_option_context_set_summary (context, commands);

  return parse (context, words, error);
}

static gboolean
parse_command (Line     *line,
               char   ***words,
               GError  **error)
{
  const SrCtlCommand *command = line->command;
  g_autoptr (GArray) entries = g_array_new (FALSE, TRUE, sizeof (GOptionEntry));
  g_autoptr (GOptionContext) context = NULL;
  g_autofree char *parameters = g_strdup_printf ("%s %s", command->name,
                                                 *command->arguments != '\0'
                                                 ? _(command->arguments) : "");

  add_options (entries, command->options);
  if (command->takes_fields)
    add_fields (line, entries, *words);
  add_options (entries, sr_ctl_common_options);

  context = new_context (line, parameters, entries);
  g_option_context_set_summary (context, _(command->help));

  return parse (context, words, error);
}

static gboolean
check_arguments (const SrCtlCommand  *command,
                 char               **arguments,
                 GError             **error)
{
  guint n = g_strv_length (arguments);

  if (n < command->min_arguments || n > command->max_arguments)
    return sr_ctl_set_usage (error, _("Usage: serviceroomctl %s %s"), command->name,
                             *command->arguments != '\0' ? _(command->arguments) : "");

  for (guint i = 0; i < n; i++)
    {
      if ((command->file_arguments & (1u << MIN (i, 31))) == 0 && !check_text (arguments[i], error))
        return FALSE;
    }

  return TRUE;
}

static void
choose_room (SrCtl *self)
{
  const char *room = sr_ctl_get_option (self, "room");

  self->location = room != NULL
                   ? g_strdup (room)
                   : g_build_filename (g_get_user_data_dir (), "serviceroom", "room.db", NULL);
  self->is_json = sr_ctl_has_option (self, "json");
}

static gboolean
run_command (Line     *line,
             char   ***words,
             GError  **error)
{
  guint n_words = 0;

  if ((*words)[1] == NULL)
    return sr_ctl_set_usage (error, _("Give a command; “serviceroomctl --help” lists them."));

  line->command = sr_ctl_find_command (*words + 1, &n_words);
  if (line->command == NULL)
    {
      if (!check_text ((*words)[1], error))
        return FALSE;
      return sr_ctl_set_usage (error,
                               _("There is no command “%s”; “serviceroomctl --help” lists them."),
                               (*words)[1]);
    }

  /* The name of the program stays in front, as GOption expects it. */
  for (guint i = 1; i <= n_words; i++)
    g_free ((*words)[i]);
  for (guint i = 1; i == 1 || (*words)[i - 1] != NULL; i++)
    (*words)[i] = (*words)[i + n_words];

  if (!parse_command (line, words, error) ||
      !check_arguments (line->command, *words + 1, error))
    return FALSE;

  choose_room (&line->ctl);

  return line->command->run (&line->ctl, *words + 1, error);
}

/* One line, whatever the message has. */
static void
print_error (const GError *error)
{
  g_autofree char *line = sr_ctl_make_plain (error->message);

  fprintf (stderr, "serviceroomctl: %s\n", line);
}

static gboolean
flush_output (GError **error)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return TRUE;

  g_set_error (error, SR_CTL_ERROR, SR_CTL_ERROR_REFUSED,
               _("The answer cannot be written to standard output."));

  return FALSE;
}

int
main (int   argc,
      char *argv[])
{
  g_auto (GStrv) words = g_strdupv (argv);
  g_autoptr (GError) error = NULL;
  Line line = { { 0 } };
  gboolean is_done;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  line.ctl.options = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                            (GDestroyNotify) g_ptr_array_unref);
  line.names = g_ptr_array_new_with_free_func (g_free);

  is_done = parse_common (&line, &words, &error);
  if (is_done && line.is_version)
    sr_ctl_print_line ("serviceroomctl %s", PACKAGE_VERSION);
  else
    is_done = is_done && run_command (&line, &words, &error);

  is_done = is_done && flush_output (&error);
  sr_ctl_close (&line.ctl);
  g_free (line.ctl.location);
  g_hash_table_unref (line.ctl.options);
  g_ptr_array_unref (line.names);

  if (is_done)
    return 0;

  print_error (error);

  return g_error_matches (error, SR_CTL_ERROR, SR_CTL_ERROR_USAGE) ? EXIT_USAGE : EXIT_REFUSED;
}
