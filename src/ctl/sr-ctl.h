/* What the commands of serviceroomctl share: the options, the room, the way to print.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "room/sr-gate.h"
#include "room/sr-reference-names.h"

G_BEGIN_DECLS

#define SR_CTL_ERROR (sr_ctl_error_quark ())

/**
 * SrCtlError:
 * @SR_CTL_ERROR_USAGE: the command line is wrong: exit status 2
 * @SR_CTL_ERROR_REFUSED: it is right, but cannot be done: exit status 1, as any other error
 */
typedef enum
{
  SR_CTL_ERROR_USAGE,
  SR_CTL_ERROR_REFUSED
} SrCtlError;

GQuark sr_ctl_error_quark (void);

typedef enum
{
  SR_CTL_READ,
  SR_CTL_WRITE
} SrCtlAccess;

/**
 * SrCtl:
 * @options: name of an option to its texts, (element-type utf8 GPtrArray)
 * @location: the room that was asked for, else the person's own
 * @is_json: one JSON document instead of lines
 * @zone: that of the room, once it is open
 *
 * One run of the program.
 */
typedef struct
{
  GHashTable       *options;
  char             *location;
  gboolean          is_json;

  /* Set by sr_ctl_open() */
  SrStore          *store;
  SrGate           *gate;           /* (nullable): with SR_CTL_WRITE */
  SrConnection     *connection;
  SrConfiguration  *configuration;
  SrReferenceNames *names;
  SrClock          *clock;
  const SrRow      *staff;          /* who acts; borrowed */
  const char       *zone;           /* borrowed */
} SrCtl;

/* The last text of an option, NULL if it was not given. */
const char *sr_ctl_get_option  (SrCtl         *self,
                                const char    *name);
/* All of its texts, (element-type utf8) (nullable). */
GPtrArray  *sr_ctl_get_options (SrCtl         *self,
                                const char    *name);
gboolean    sr_ctl_has_option  (SrCtl         *self,
                                const char    *name);

/* The instant of --until, once the room is open; G_MAXINT64 if it was not given. */
gboolean    sr_ctl_get_until   (SrCtl         *self,
                                gint64        *out_until,
                                GError       **error);

/* Opens the room; for commands that act or look at records also finds who asks. */
gboolean    sr_ctl_open        (SrCtl         *self,
                                SrCtlAccess    access,
                                GError       **error);
/* As sr_ctl_open(), without asking who it is: for what concerns the file alone. */
gboolean    sr_ctl_open_file   (SrCtl         *self,
                                SrCtlAccess    access,
                                GError       **error);
/* The clock that --now asks for, in a zone. */
SrClock    *sr_ctl_make_clock  (SrCtl         *self,
                                const char    *zone,
                                GError       **error);
void        sr_ctl_close       (SrCtl         *self);
/* SR_DOMAIN_ERROR_RIGHT unless who asks is a manager. */
gboolean    sr_ctl_need_manager (SrCtl        *self,
                                 GError      **error);
gint64      sr_ctl_now         (SrCtl         *self);

/* "SR-2026-000012", "staff:li.na", "customer:12". */
gboolean    sr_ctl_find_record (SrCtl               *self,
                                const char          *text,
                                SrRow              **out_row,
                                GError             **error);
/* SR_CTL_ERROR_USAGE for what is no kind. */
const SrRecordKind *sr_ctl_find_kind (const char    *name,
                                      GError       **error);

/* Sets SR_CTL_ERROR_USAGE; returns FALSE. */
gboolean    sr_ctl_set_usage   (GError       **error,
                                const char    *format,
                                ...) G_GNUC_PRINTF (2, 3);

/* What the system calls who runs this; NULL if it does not know. */
const char *sr_ctl_get_real_name (void);

/* The part of "init" that --demo asks for. */
gboolean    sr_ctl_init_demo   (SrCtl         *self,
                                GError       **error);

/* The commands; each returns FALSE with an error. @arguments: its positional arguments. */
typedef gboolean (*SrCtlFunc)  (SrCtl         *self,
                                char         **arguments,
                                GError       **error);

gboolean sr_ctl_init              (SrCtl *self, char **arguments, GError **error);
gboolean sr_ctl_verify            (SrCtl *self, char **arguments, GError **error);
gboolean sr_ctl_backup            (SrCtl *self, char **arguments, GError **error);
gboolean sr_ctl_restore           (SrCtl *self, char **arguments, GError **error);
gboolean sr_ctl_calendar_import   (SrCtl *self, char **arguments, GError **error);
gboolean sr_ctl_calendar_add      (SrCtl *self, char **arguments, GError **error);
gboolean sr_ctl_calendar_between  (SrCtl *self, char **arguments, GError **error);
gboolean sr_ctl_calendar_workdays (SrCtl *self, char **arguments, GError **error);
gboolean sr_ctl_calendar_explain  (SrCtl *self, char **arguments, GError **error);
gboolean sr_ctl_receive           (SrCtl *self, char **arguments, GError **error);
gboolean sr_ctl_list              (SrCtl *self, char **arguments, GError **error);
gboolean sr_ctl_show              (SrCtl *self, char **arguments, GError **error);
gboolean sr_ctl_history           (SrCtl *self, char **arguments, GError **error);
gboolean sr_ctl_reminders         (SrCtl *self, char **arguments, GError **error);
gboolean sr_ctl_actions           (SrCtl *self, char **arguments, GError **error);
gboolean sr_ctl_act               (SrCtl *self, char **arguments, GError **error);
gboolean sr_ctl_attach            (SrCtl *self, char **arguments, GError **error);
gboolean sr_ctl_import            (SrCtl *self, char **arguments, GError **error);
gboolean sr_ctl_export            (SrCtl *self, char **arguments, GError **error);

G_END_DECLS
