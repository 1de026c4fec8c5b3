/* The words of the demonstration: sentences grown from a grammar.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SrDemoType:
 * @code: of the service type, "repair.water"
 * @weight: how often it is asked for, 0 for the root of a family
 * @spot: percent that are answered on the spot
 * @summer: times as many in summer
 * @storm: times as many on the day of a storm
 * @team: (nullable): the key of the team that does it
 */
typedef struct
{
  char   *code;
  char   *name;
  double  weight;
  guint   spot;
  double  summer;
  double  storm;
  char   *team;
} SrDemoType;

/**
 * SrDemoWords:
 *
 * Lists of alternatives, of which some are said more often ("text*3"). A "{symbol}" in one of them
 * stands for an alternative of the list of that name; there may be one for a service type
 * ("repair.water.fault"), for its family, and for all. "{#1-9}" is a number.
 */
typedef struct _SrDemoWords SrDemoWords;

/**
 * SrDemoTalk:
 *
 * What was said of one request so far: a symbol that was replaced once means the same ever after.
 */
typedef struct _SrDemoTalk SrDemoTalk;

SrDemoWords      *sr_demo_words_new         (GError            **error);
void              sr_demo_words_free        (SrDemoWords        *self);
guint             sr_demo_words_get_n_types (SrDemoWords        *self);
const SrDemoType *sr_demo_words_get_type    (SrDemoWords        *self,
                                             guint               type);
/* Name by code of "causes", "resolutions" or "teams"; (transfer none). */
JsonObject       *sr_demo_words_get_names   (SrDemoWords        *self,
                                             const char         *which);
/* What the room's calendar is called. */
const char       *sr_demo_words_get_calendar (SrDemoWords       *self);

/* @type: an index of a service type, or -1 */
SrDemoTalk       *sr_demo_talk_new          (SrDemoWords        *words,
                                             int                 type);
void              sr_demo_talk_free         (SrDemoTalk         *self);
void              sr_demo_talk_set          (SrDemoTalk         *self,
                                             const char         *symbol,
                                             const char         *text);
/* Borrowed, and the same for ever after. */
const char       *sr_demo_talk_say          (SrDemoTalk         *self,
                                             const char         *symbol,
                                             GRand              *rand);
/* Another one each time: (transfer full). */
char             *sr_demo_talk_say_anew     (SrDemoTalk         *self,
                                             const char         *symbol,
                                             GRand              *rand);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrDemoWords, sr_demo_words_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrDemoTalk, sr_demo_talk_free)

G_END_DECLS
