/* What the rules read: staff, teams, types, codes, targets, parameters, calendars.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/records/sr-calendar-rows.h"
#include "domain/service/sr-situation.h"
#include "storage/sr-connection.h"

G_BEGIN_DECLS

/**
 * SrConfiguration:
 *
 * One consistent state of the small tables, immutable, shared by the gate and the windows. A change
 * of any of them makes a new one.
 */
typedef struct _SrConfiguration SrConfiguration;

SrConfiguration *sr_configuration_load          (SrConnection       *connection,
                                                 GError            **error);
#define SR_CONFIGURATION_ALL G_MAXUINT
/* The bit of a kind in a set of kinds; 0 for one that is not kept here. */
guint            sr_configuration_get_bit       (const SrRecordKind *kind);
/* As @previous, but for the kinds of the set, which are read again; a calendar that is the same is
 * taken from it. */
SrConfiguration *sr_configuration_reload        (SrConnection       *connection,
                                                 SrConfiguration    *previous,
                                                 guint               kinds,
                                                 GError            **error);
SrConfiguration *sr_configuration_ref           (SrConfiguration    *self);
void             sr_configuration_unref         (SrConfiguration    *self);

/* TRUE for the kinds that are kept here. */
gboolean         sr_configuration_has_kind      (const SrRecordKind *kind);
/* (transfer none) (element-type SrRow): in order of id. */
GPtrArray       *sr_configuration_get_rows      (SrConfiguration    *self,
                                                 const SrRecordKind *kind);
/* (nullable) (transfer none) */
const SrRow     *sr_configuration_find          (SrConfiguration    *self,
                                                 const SrRecordKind *kind,
                                                 gint64              id);
/* By identity; staff by name too, service types, causes and codes by name too. */
const SrRow     *sr_configuration_find_text     (SrConfiguration    *self,
                                                 const SrRecordKind *kind,
                                                 const char         *text);
/* The room's calendar (the first one). */
gint64           sr_configuration_get_calendar_id (SrConfiguration  *self);
SrCalendar      *sr_configuration_get_calendar  (SrConfiguration    *self,
                                                 gint64              id);
const char      *sr_configuration_get_zone      (SrConfiguration    *self);
/* Fills @setting with what holds for the service type at the instant; all borrowed from self.
 * @policy: the id of the policy of an existing record, 0 for the one in force at @at. */
void             sr_configuration_get_setting   (SrConfiguration    *self,
                                                 gint64              service_type,
                                                 gint64              policy,
                                                 gint64              at,
                                                 SrSetting          *setting);
/* The same for a request that is stored: its type, and the policy that it has. */
void             sr_configuration_get_setting_of (SrConfiguration *self,
                                                  const SrRow     *request,
                                                  SrSetting       *setting);
/* What a record of one of the kinds kept here is called: name, else identity; "" if unknown. */
const char      *sr_configuration_get_label     (SrConfiguration    *self,
                                                 const char         *kind,
                                                 gint64              id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrConfiguration, sr_configuration_unref)

G_END_DECLS
