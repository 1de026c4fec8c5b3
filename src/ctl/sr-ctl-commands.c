/* The commands of serviceroomctl.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-ctl"

#include "config.h"

#include "ctl/sr-ctl-commands.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define ANY_NUMBER 1024
#define FIRST (1 << 0)
#define SECOND (1 << 1)
#define ALL_FILES G_MAXUINT

const SrCtlOption sr_ctl_common_options[] = {
  { "room", N_("PATH|URI"), TRUE, N_("The room (default: the person's own)") },
  { "as", N_("LOGIN"), FALSE, N_("Who acts (default: who runs this, else who made the room)") },
  { "now", N_("INSTANT"), FALSE, N_("A fixed clock, for rehearsal and tests") },
  { "json", NULL, FALSE, N_("One JSON document on standard output") },
  { NULL }
};

const SrCtlCommand sr_ctl_commands[] = {
  { "init", "", 0, 0, 0, FALSE, sr_ctl_init,
    N_("Make a room, or bring one up to date"), {
      { "demo", N_("SIZE"), FALSE,
        N_("Make it with a year of life: so many requests of a made-up company") },
      { "seed", N_("N"), FALSE, N_("Another number is another year (default: 1)") },
    } },
  { "calendar import", N_("FILE…"), 1, ANY_NUMBER, ALL_FILES, FALSE, sr_ctl_calendar_import,
    N_("Read official days: holiday-cn JSON, iCalendar or CSV"), {
      { "dry-run", NULL, FALSE, N_("Show what would change and store nothing") },
    } },
  { "calendar add", N_("START DURATION"), 2, 2, 0, FALSE, sr_ctl_calendar_add,
    N_("The instant after so much working time; 3wd: the end of the third working day") },
  { "calendar between", N_("START END"), 2, 2, 0, FALSE, sr_ctl_calendar_between,
    N_("Working seconds between two instants") },
  { "calendar workdays", N_("DATE N"), 2, 2, 0, FALSE, sr_ctl_calendar_workdays,
    N_("The N-th working day after a date") },
  { "calendar explain", N_("START DURATION"), 2, 2, 0, FALSE, sr_ctl_calendar_explain,
    N_("The days and rules that lead there") },
  { "receive", "", 0, 0, 0, TRUE, sr_ctl_receive,
    N_("Take in a record and print its number"), {
      { "kind", N_("KIND"), FALSE, N_("What it is (default: request)") },
      { "phone", N_("PHONE"), FALSE, N_("The customer's phone") },
      { "reason", N_("TEXT"), FALSE, N_("Why") },
    } },
  { "list", N_("KIND"), 1, 1, 0, FALSE, sr_ctl_list,
    N_("The records of a kind: request, customer, staff, …"), {
      { "view", N_("VIEW"), FALSE,
        N_("today, open, mine, unassigned, waiting, promised_today, overdue, resolved, closed, "
           "snoozed, followed or all") },
      { "filter", N_("JSON"), FALSE, N_("Only what this filter lets pass") },
      { "order", N_("ORDER"), FALSE,
        N_("What comes first: due, number, priority, customer, owner or received") },
      { "descending", NULL, FALSE, N_("The other way round") },
      { "saved", N_("NAME"), FALSE, N_("What a saved view shows") },
      { "search", N_("TEXT"), FALSE, N_("Only what has these words") },
      { "limit", N_("N"), FALSE, N_("At most so many") },
    } },
  { "show", N_("NUMBER"), 1, 1, 0, FALSE, sr_ctl_show,
    N_("One record: SR-2026-000012, staff:li.na, customer:12") },
  { "history", N_("NUMBER"), 1, 1, 0, FALSE, sr_ctl_history,
    N_("What happened to it") },
  { "actions", N_("NUMBER"), 1, 1, 0, FALSE, sr_ctl_actions,
    N_("What may be done now, by whom, and what is missing for the rest") },
  { "act", N_("NUMBER|KIND ACTION"), 2, 2, 0, FALSE, sr_ctl_act,
    N_("Do it: act SR-2026-000012 accept; act staff create --set login=li.na …"), {
      { "set", N_("FIELD=VALUE"), FALSE, N_("What the action takes; may be repeated") },
      { "reason", N_("TEXT"), FALSE, N_("Why") },
    } },
  { "attach", N_("NUMBER FILE"), 2, 2, SECOND, FALSE, sr_ctl_attach,
    N_("Attach a file to a request") },
  { "import", N_("FILE"), 1, 1, FIRST, FALSE, sr_ctl_import,
    N_("Read CSV as a map file says"), {
      { "map", N_("FILE"), TRUE, N_("The map file") },
      { "until", N_("INSTANT"), FALSE, N_("Of an event log, nothing later than this") },
      { "dry-run", NULL, FALSE, N_("Say what would be and store nothing") },
      { "skip-bad", NULL, FALSE, N_("Leave out bad lines and store the rest") },
    } },
  { "export", N_("KIND FILE"), 2, 2, SECOND, FALSE, sr_ctl_export,
    N_("Write all records of a kind: .csv, .json or .xlsx") },
  { "reminders", "", 0, 0, 0, FALSE, sr_ctl_reminders,
    N_("Whom the room would remind of which deadline, and when; nothing is stored"), {
      { "until", N_("INSTANT"), FALSE, N_("Until when to look ahead") },
    } },
  { "verify", "", 0, 0, 0, FALSE, sr_ctl_verify,
    N_("Check the journal, and the records and clocks against it") },
  { "backup", N_("FILE"), 1, 1, FIRST, FALSE, sr_ctl_backup,
    N_("Write a verified copy while the room is in use"), {
      { "force", NULL, FALSE, N_("Replace a file that is there") },
    } },
  { "restore", N_("FILE"), 1, 1, FIRST, FALSE, sr_ctl_restore,
    N_("Verify a copy and put it in the place of the room, which is kept beside it") },
  { NULL }
};

const SrCtlCommand *
sr_ctl_find_command (char  **words,
                     guint  *out_n_words)
{
  for (const SrCtlCommand *command = sr_ctl_commands; command->name != NULL; command++)
    {
      g_auto (GStrv) parts = g_strsplit (command->name, " ", -1);
      guint n = 0;

      while (parts[n] != NULL && words[n] != NULL && g_str_equal (parts[n], words[n]))
        n++;

      if (parts[n] == NULL)
        {
          *out_n_words = n;
          return command;
        }
    }

  return NULL;
}

char *
sr_ctl_describe (void)
{
  GString *text = g_string_new (_("Commands:"));

  for (const SrCtlCommand *command = sr_ctl_commands; command->name != NULL; command++)
    g_string_append_printf (text, "\n  %s %s\n      %s", command->name,
                            *command->arguments != '\0' ? _(command->arguments) : "",
                            _(command->help));

  g_string_append (text, "\n\n");
  g_string_append (text, _("“serviceroomctl COMMAND --help” tells the options of a command."));

  return g_string_free (text, FALSE);
}
