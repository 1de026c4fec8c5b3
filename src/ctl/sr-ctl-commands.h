/* The commands of serviceroomctl.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ctl/sr-ctl.h"

G_BEGIN_DECLS

/**
 * SrCtlOption:
 * @placeholder: (nullable): what stands for its text; %NULL for an option without one
 * @is_file: its text is the name of a file, in whatever encoding
 *
 * One option. It may be given several times; most use the last.
 */
typedef struct
{
  const char *name;
  const char *placeholder;
  gboolean    is_file;
  const char *help;
} SrCtlOption;

#define SR_CTL_MAX_OPTIONS 8

/**
 * SrCtlCommand:
 * @name: one word or two
 * @arguments: its positional arguments, for the usage
 * @min_arguments: how many it needs
 * @max_arguments: how many it takes
 * @file_arguments: bits: which of them are names of files; the last bit stands for all that follow
 * @takes_fields: the inputs of the action that makes a record are options, too
 */
typedef struct
{
  const char  *name;
  const char  *arguments;
  guint        min_arguments;
  guint        max_arguments;
  guint        file_arguments;
  gboolean     takes_fields;
  SrCtlFunc    run;
  const char  *help;
  SrCtlOption  options[SR_CTL_MAX_OPTIONS];
} SrCtlCommand;

/* Ended by one without a name. */
extern const SrCtlCommand sr_ctl_commands[];
/* The options of every command, before or after its name; ended by one without a name. */
extern const SrCtlOption  sr_ctl_common_options[];

/* Finds the command at the start of @words and says how many of them its name is. */
const SrCtlCommand *sr_ctl_find_command (char  **words,
                                         guint  *out_n_words);
/* The list of all commands, for --help; (transfer full). */
char               *sr_ctl_describe     (void);

G_END_DECLS
