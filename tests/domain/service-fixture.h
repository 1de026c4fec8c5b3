/* A room in memory with one request, for tests of the rules.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "calendar-fixture.h"
#include "domain/records/sr-kinds.h"
#include "domain/service/sr-action.h"
#include "domain/service/sr-defaults.h"
#include "domain/service/sr-request-clocks.h"
#include "domain/sr-domain-error.h"

G_BEGIN_DECLS

/* The people of the room. */
#define DESK_LI 901
#define HANDLER_WANG 902
#define MANAGER_ZHAO 903
#define MANAGER_CHEN 904
#define OTHER_TEAM 911

/**
 * Fixture:
 *
 * Does what the gate does, without a room: reads the payload, asks the rules, gives ids. The
 * defaults of a new room hold, on the calendar of the golden vectors.
 */
typedef struct
{
  GPtrArray   *defaults;
  SrSetting    setting;
  SrRow       *request;
  GPtrArray   *children;
  GPtrArray   *changes;       /* of the last action */
  gint64       next_id;

  SrRow       *related;
  guint        open_children;
  const char  *reason;
  gint64       staff;
  gint64       staff_team;
  SrRoles      roles;
  gint64       now;
  gboolean     from_source;
} Fixture;

Fixture     *fixture_new         (const char     *now);
void         fixture_free        (Fixture        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

void         fixture_at          (Fixture        *self,
                                  const char     *now);
void         fixture_as          (Fixture        *self,
                                  gint64          staff,
                                  SrRoles         roles);
/* A row of the defaults by its code, key or name. */
const SrRow *fixture_find        (Fixture        *self,
                                  const SrRecordKind *kind,
                                  const char     *identity);
void         fixture_set_calendar (Fixture       *self,
                                   SrCalendar    *calendar);
void         fixture_set_parameter (Fixture      *self,
                                    const char   *key,
                                    const char   *value);

/* Pairs of name and text, ended by NULL. A reference may be "#12" or the code of a default. */
gboolean     fixture_try         (Fixture        *self,
                                  GError        **error,
                                  const char     *action,
                                  ...) G_GNUC_NULL_TERMINATED;
gboolean     fixture_try_payload (Fixture        *self,
                                  const char     *action,
                                  SrPayload      *payload,
                                  GError        **error);
void         fixture_commit      (Fixture        *self,
                                  GPtrArray      *changes);
gboolean     fixture_is_possible (Fixture        *self,
                                  const char     *action,
                                  GError        **error);

#define fixture_do(self, ...) \
  G_STMT_START { \
    g_autoptr (GError) error_ = NULL; \
    gboolean done_ = fixture_try ((self), &error_, __VA_ARGS__, NULL); \
    g_assert_no_error (error_); \
    g_assert_true (done_); \
  } G_STMT_END

#define fixture_refuses(self, code, ...) \
  G_STMT_START { \
    g_autoptr (GError) error_ = NULL; \
    g_assert_false (fixture_try ((self), &error_, __VA_ARGS__, NULL)); \
    g_assert_error (error_, SR_DOMAIN_ERROR, (code)); \
  } G_STMT_END

/* A request of this priority, received now. */
void         fixture_receive     (Fixture        *self,
                                  const char     *priority);
/* Assigned, accepted and in work. */
void         fixture_work        (Fixture        *self);
/* A contact that reached the customer now. */
void         fixture_reach       (Fixture        *self);
void         fixture_wait        (Fixture        *self,
                                  const char     *until);
void         fixture_resolve     (Fixture        *self);
void         fixture_reopen      (Fixture        *self);

/* The youngest clock of the kind; NULL if there is none. */
const SrRow *fixture_clock       (Fixture        *self,
                                  const char     *kind);
const SrRow *fixture_clock_of    (Fixture        *self,
                                  const char     *kind,
                                  gint64          cycle);
guint        fixture_count       (Fixture        *self,
                                  const SrRecordKind *kind);
const SrRow *fixture_last        (Fixture        *self,
                                  const SrRecordKind *kind);
gint64       fixture_elapsed     (Fixture        *self,
                                  const char     *kind);
void         fixture_verify      (Fixture        *self);

#define assert_state(self, expected) \
  g_assert_cmpstr (sr_row_get_text ((self)->request, SR_REQUEST_STATE), ==, (expected))
#define assert_text(row, field, expected) \
  g_assert_cmpstr (sr_row_get_text ((row), (field)), ==, (expected))
#define assert_due(self, kind, expected) \
  assert_instant ((self)->setting.calendar, \
                  sr_row_get_integer (fixture_clock ((self), (kind)), SR_CLOCK_DUE_AT), (expected))

G_END_DECLS
