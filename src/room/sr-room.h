/* The room in use: what windows talk to.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/sr-clock.h"
#include "domain/records/sr-record.h"
#include "room/sr-act.h"
#include "room/sr-configuration.h"
#include "room/sr-past-steps.h"
#include "room/sr-popup-state.h"
#include "room/sr-replay-report.h"
#include "room/sr-request-detail.h"
#include "room/sr-shared-actions.h"
#include "storage/service/sr-reminder-table.h"
#include "storage/service/sr-request-listing.h"
#include "storage/sr-store.h"

G_BEGIN_DECLS

#define SR_TYPE_ROOM (sr_room_get_type ())
G_DECLARE_FINAL_TYPE (SrRoom, sr_room, SR, ROOM, GObject)

/* Signals:
 *   "changed" (const char *kind, gint64 record): one for each event, own or others'; main thread.
 *   "minute": the displayed time must be read anew (each minute; at once when a fixed clock moves).
 * Properties: "configuration" (boxed pointer; notify when any of it changed), "error" (string, the
 *   last failure of the background work; nullable). */

void             sr_room_open_async        (const char          *location,
                                            SrStoreOpenFlags     flags,
                                            SrClock             *clock,
                                            const char          *login,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
SrRoom          *sr_room_open_finish       (GAsyncResult        *result,
                                            GError             **error);
/* Drains the queue, closes the store, joins the threads. */
void             sr_room_close             (SrRoom              *self);

/* All borrowed. */
SrClock         *sr_room_get_clock         (SrRoom              *self);
gint64           sr_room_get_now           (SrRoom              *self);
SrConfiguration *sr_room_get_configuration (SrRoom              *self);
SrCalendar      *sr_room_get_calendar      (SrRoom              *self);
const char      *sr_room_get_zone          (SrRoom              *self);
const char      *sr_room_get_location      (SrRoom              *self);
const SrRow     *sr_room_get_staff         (SrRoom              *self);
SrRoles          sr_room_get_roles         (SrRoom              *self);

/* The one object of that record, made or brought up to date; takes the listed row. An object that
 * stood for it without values (nullable) becomes it, if there is no other yet. (transfer full) */
SrRecord        *sr_room_adopt             (SrRoom              *self,
                                            SrListedRow         *row,
                                            SrRecord            *empty);

/* The one way in. Takes the acts (element-type SrAct, with free func); all or nothing. Once it is
 * committed the answer is success even if it was cancelled meanwhile. */
void             sr_room_act_async         (SrRoom              *self,
                                            GPtrArray           *acts,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
/* (element-type SrOutcome) */
GPtrArray       *sr_room_act_finish        (SrRoom              *self,
                                            GAsyncResult        *result,
                                            GError             **error);
/* After SR_DOMAIN_ERROR_CONFLICT: (element-type SrConflict) (transfer none) (nullable) */
GPtrArray       *sr_room_act_get_conflicts (GAsyncResult        *result);

/* Takes back the events of outcomes that are undoable, all or none; takes @sequences (element-type
 * gint64). An undo cannot be undone. */
void             sr_room_undo_async        (SrRoom              *self,
                                            GArray              *sequences,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
/* (element-type SrOutcome), the last event first */
GPtrArray       *sr_room_undo_finish       (SrRoom              *self,
                                            GAsyncResult        *result,
                                            GError             **error);

void             sr_room_attach_async      (SrRoom              *self,
                                            gint64               request,
                                            GFile               *file,
                                            GFileProgressCallback progress,
                                            gpointer             progress_data,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
gboolean         sr_room_attach_finish     (SrRoom              *self,
                                            GAsyncResult        *result,
                                            GError             **error);
void             sr_room_save_content_async (SrRoom             *self,
                                             const char         *sha256,
                                             GFile              *file,
                                             GCancellable       *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer            user_data);
gboolean         sr_room_save_content_finish (SrRoom            *self,
                                              GAsyncResult      *result,
                                              GError           **error);

/* A content of at most @size bytes, into memory; (transfer full) */
void             sr_room_read_content_async (SrRoom             *self,
                                             const char         *sha256,
                                             guint               size,
                                             GCancellable       *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer            user_data);
GBytes          *sr_room_read_content_finish (SrRoom            *self,
                                              GAsyncResult      *result,
                                              GError           **error);

/* (element-type SrListedRow) */
void             sr_room_list_async        (SrRoom                *self,
                                            const SrRequestQuery  *query,
                                            GCancellable          *cancellable,
                                            GAsyncReadyCallback    callback,
                                            gpointer               user_data);
GPtrArray       *sr_room_list_finish       (SrRoom                *self,
                                            GAsyncResult          *result,
                                            GError               **error);
/* A list that is read by pages; storage/service/sr-request-listing.h says what each brings. */
void             sr_room_survey_async      (SrRoom                *self,
                                            const SrRequestQuery  *query,
                                            const SrListingKey    *from,
                                            guint                  max_segments,
                                            guint                  max_milliseconds,
                                            GCancellable          *cancellable,
                                            GAsyncReadyCallback    callback,
                                            gpointer               user_data);
SrListingSurvey *sr_room_survey_finish     (SrRoom                *self,
                                            GAsyncResult          *result,
                                            GError               **error);
/* (element-type SrListingAnswer) */
void             sr_room_read_stretches_async  (SrRoom                *self,
                                                const SrRequestQuery  *query,
                                                GArray                *stretches,
                                                GCancellable          *cancellable,
                                                GAsyncReadyCallback    callback,
                                                gpointer               user_data);
GPtrArray       *sr_room_read_stretches_finish (SrRoom                *self,
                                                GAsyncResult          *result,
                                                GError               **error);
/* (element-type SrListedRow) */
void             sr_room_read_ids_async    (SrRoom                *self,
                                            const gint64          *ids,
                                            guint                  n_ids,
                                            GCancellable          *cancellable,
                                            GAsyncReadyCallback    callback,
                                            gpointer               user_data);
GPtrArray       *sr_room_read_ids_finish   (SrRoom                *self,
                                            GAsyncResult          *result,
                                            GError               **error);
void             sr_room_locate_async      (SrRoom                *self,
                                            const SrRequestQuery  *query,
                                            const gint64          *ids,
                                            guint                  n_ids,
                                            GCancellable          *cancellable,
                                            GAsyncReadyCallback    callback,
                                            gpointer               user_data);
SrListingPlaces *sr_room_locate_finish     (SrRoom                *self,
                                            GAsyncResult          *result,
                                            GError               **error);
/* (element-type guint) */
void             sr_room_recount_async     (SrRoom                *self,
                                            const SrRequestQuery  *query,
                                            GArray                *keys,
                                            GCancellable          *cancellable,
                                            GAsyncReadyCallback    callback,
                                            gpointer               user_data);
GArray          *sr_room_recount_finish    (SrRoom                *self,
                                            GAsyncResult          *result,
                                            GError               **error);
/* SR_N_QUEUE_COUNTS numbers, (transfer full), g_free() */
void             sr_room_count_async       (SrRoom              *self,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
guint           *sr_room_count_finish      (SrRoom              *self,
                                            GAsyncResult        *result,
                                            GError             **error);
void             sr_room_load_async        (SrRoom              *self,
                                            gint64               request,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
SrRequestDetail *sr_room_load_finish       (SrRoom              *self,
                                            GAsyncResult        *result,
                                            GError             **error);
/* Every tag in use, each once; (element-type utf8). */
void             sr_room_list_tags_async   (SrRoom              *self,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
GPtrArray       *sr_room_list_tags_finish  (SrRoom              *self,
                                            GAsyncResult        *result,
                                            GError             **error);
/* One record of any kind, without what hangs on it; NULL without an error if there is none. */
void             sr_room_load_record_async  (SrRoom              *self,
                                             const SrRecordKind  *kind,
                                             gint64               record,
                                             GCancellable        *cancellable,
                                             GAsyncReadyCallback  callback,
                                             gpointer             user_data);
SrRow           *sr_room_load_record_finish (SrRoom              *self,
                                             GAsyncResult        *result,
                                             GError             **error);
/* What may be done with all of the requests; (element-type SrSharedAction). */
void             sr_room_shared_actions_async  (SrRoom              *self,
                                                const gint64        *requests,
                                                guint                n_requests,
                                                GCancellable        *cancellable,
                                                GAsyncReadyCallback  callback,
                                                gpointer             user_data);
GPtrArray       *sr_room_shared_actions_finish (SrRoom              *self,
                                                GAsyncResult        *result,
                                                GError             **error);
/* Phone digits or a part of the name; (element-type SrListedRow) of kind customer */
void             sr_room_match_async       (SrRoom              *self,
                                            const char          *text,
                                            guint                limit,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
GPtrArray       *sr_room_match_finish      (SrRoom              *self,
                                            GAsyncResult        *result,
                                            GError             **error);
/* The scratch of a form of this person, as JSON; NULL without error if there is none. Saving NULL
 * drops it. */
void             sr_room_load_draft_async  (SrRoom              *self,
                                            const char          *form,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
char            *sr_room_load_draft_finish (SrRoom              *self,
                                            GAsyncResult        *result,
                                            GError             **error);
void             sr_room_save_draft_async  (SrRoom              *self,
                                            const char          *form,
                                            const char          *body,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
gboolean         sr_room_save_draft_finish (SrRoom              *self,
                                            GAsyncResult        *result,
                                            GError             **error);
/* What the bell of this person shows. */
void             sr_room_list_reminders_async  (SrRoom              *self,
                                                gboolean             everybody,
                                                guint                limit,
                                                GCancellable        *cancellable,
                                                GAsyncReadyCallback  callback,
                                                gpointer             user_data);
SrReminderList  *sr_room_list_reminders_finish (SrRoom              *self,
                                                GAsyncResult        *result,
                                                GError             **error);
/* What this person did on the last day of work. */
void             sr_room_load_past_steps_async  (SrRoom              *self,
                                                 GCancellable        *cancellable,
                                                 GAsyncReadyCallback  callback,
                                                 gpointer             user_data);
SrPastSteps     *sr_room_load_past_steps_finish (SrRoom              *self,
                                                 GAsyncResult        *result,
                                                 GError             **error);
/* Duties or absences that are not over. */
void             sr_room_list_roster_async     (SrRoom              *self,
                                                const SrRecordKind  *kind,
                                                GCancellable        *cancellable,
                                                GAsyncReadyCallback  callback,
                                                gpointer             user_data);
GPtrArray       *sr_room_list_roster_finish    (SrRoom              *self,
                                                GAsyncResult        *result,
                                                GError             **error);
/* What the period up to now would have been under other targets; (element-type SrRow) of kind target. */
void             sr_room_replay_async          (SrRoom              *self,
                                                GPtrArray           *targets,
                                                gint64               since,
                                                GCancellable        *cancellable,
                                                GAsyncReadyCallback  callback,
                                                gpointer             user_data);
SrReplayReport  *sr_room_replay_finish         (SrRoom              *self,
                                                GAsyncResult        *result,
                                                GError             **error);
/* What decides which reminders of this person pop up now; and what the desktop shows of them, which is
 * kept so that a program that starts again replaces it. An id of 0: it is closed. */
void             sr_room_load_popups_async  (SrRoom              *self,
                                             GCancellable        *cancellable,
                                             GAsyncReadyCallback  callback,
                                             gpointer             user_data);
SrPopupState    *sr_room_load_popups_finish (SrRoom              *self,
                                             GAsyncResult        *result,
                                             GError             **error);
void             sr_room_keep_popup_async   (SrRoom              *self,
                                             const char          *key,
                                             const char          *server,
                                             guint32              server_id,
                                             GAsyncReadyCallback  callback,
                                             gpointer             user_data);
gboolean         sr_room_keep_popup_finish  (SrRoom              *self,
                                             GAsyncResult        *result,
                                             GError             **error);
void             sr_room_backup_async      (SrRoom              *self,
                                            GFile               *file,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
gboolean         sr_room_backup_finish     (SrRoom              *self,
                                            GAsyncResult        *result,
                                            GError             **error);
/* The days of a file that sr_holidays_parse() reads, or (NULL) those that the program ships, into a
 * calendar; with @dry_run only told. */
void             sr_room_import_exceptions_async (SrRoom              *self,
                                                  gint64               calendar,
                                                  GFile               *file,
                                                  gboolean             dry_run,
                                                  GCancellable        *cancellable,
                                                  GAsyncReadyCallback  callback,
                                                  gpointer             user_data);
SrCalendarEffect *sr_room_import_exceptions_finish (SrRoom             *self,
                                                   GAsyncResult       *result,
                                                   GError            **error);
/* What acts on days or hours of a calendar would do; takes @acts (element-type SrAct). */
void             sr_room_rehearse_async    (SrRoom              *self,
                                            GPtrArray           *acts,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
SrCalendarEffect *sr_room_rehearse_finish  (SrRoom              *self,
                                            GAsyncResult        *result,
                                            GError             **error);

G_END_DECLS
