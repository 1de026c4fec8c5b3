/* One value of one field: nothing, an integer or text.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SrValueType:
 *
 * What a field can hold in the room. Booleans are 0 and 1, instants are seconds since 1970 in UTC,
 * durations are seconds, references are ids: all integers. Dates are ISO text, enumerations their
 * spelling, lists a JSON array of strings: all text.
 */
typedef enum
{
  SR_VALUE_NULL,
  SR_VALUE_INTEGER,
  SR_VALUE_TEXT,
  SR_VALUE_BYTES  /* pieces of attachments only; no field has it */
} SrValueType;

typedef struct
{
  SrValueType type;
  union
  {
    gint64  integer;
    char   *text;   /* owned */
    GBytes *bytes;  /* owned */
  };
} SrValue;

#define SR_VALUE_INIT { SR_VALUE_NULL, { 0 } }

/* Borrowed values, for the parameters of one statement; never cleared. */
#define SR_NONE     ((SrValue) { SR_VALUE_NULL, { 0 } })
#define SR_INT(i)   ((SrValue) { SR_VALUE_INTEGER, { .integer = (i) } })
#define SR_STR(s)   ((SrValue) { (s) != NULL ? SR_VALUE_TEXT : SR_VALUE_NULL, \
                                 { .text = (char *) (s) } })
#define SR_BYTES(b) ((SrValue) { SR_VALUE_BYTES, { .bytes = (b) } })

void     sr_value_clear       (SrValue       *value);
void     sr_value_copy        (const SrValue *source,
                               SrValue       *target);
void     sr_value_set_null    (SrValue       *value);
void     sr_value_set_integer (SrValue       *value,
                               gint64         integer);
void     sr_value_set_text    (SrValue       *value,
                               const char    *text);
void     sr_value_take_text   (SrValue       *value,
                               char          *text);
gboolean sr_value_equal       (const SrValue *a,
                               const SrValue *b);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SrValue, sr_value_clear)

G_END_DECLS
