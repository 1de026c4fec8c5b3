/* What was said in a call, before it is a request.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "room/sr-request-detail.h"

G_BEGIN_DECLS

/**
 * SrCallDraft:
 * @text: (nullable): what was typed to find the customer
 * @customer: the id of the customer, 0 for a new one
 * @name: (nullable): the name of a new customer
 * @phone: (nullable): the phone of a new customer, or the one that was called from
 * @type: the id of the service type, 0 for none
 * @promised_at: the instant that the customer was told, 0 for none
 * @received_at: when the call came; a draft taken up later keeps it, so that the customer's clock
 *   does not start late
 * @template: the id of the template that it began with, 0 for none
 * @tags: (nullable): a JSON list
 * @team: the id of the team that it goes to at once, 0 for none
 * @channel: (nullable): how it came, by phone unless it is said
 * @answered: whether it is answered on the spot; then resolution, cause and solution count
 *
 * Nothing here is checked: a draft holds whatever was typed.
 */
typedef struct
{
  char     *text;
  gint64    customer;
  char     *name;
  char     *phone;

  char     *title;
  char     *body;
  gint64    type;
  char     *place;
  char     *impact;
  char     *urgency;
  gboolean  emergency;

  gint64    promised_at;
  char     *promise_reason;
  gint64    received_at;

  gint64    template;
  char     *tags;
  gint64    team;
  char     *channel;

  gboolean  answered;
  gint64    resolution;
  gint64    cause;
  char     *solution;
} SrCallDraft;

SrCallDraft *sr_call_draft_new       (void);
void         sr_call_draft_free      (SrCallDraft       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrCallDraft, sr_call_draft_free)

gboolean     sr_call_draft_is_empty  (const SrCallDraft *self);
char        *sr_call_draft_to_json   (const SrCallDraft *self);
SrCallDraft *sr_call_draft_from_json (const char        *json);

/* What is asked for again: a copy of a request, received now. */
SrCallDraft *sr_call_draft_new_like  (SrRequestDetail   *detail);
/* What a template would keep of it: fields and texts, as for a form. */
SrPayload   *sr_call_draft_to_template (const SrCallDraft *self);
GPtrArray   *sr_call_draft_to_acts   (const SrCallDraft *self,
                                      const char        *zone);

G_END_DECLS
