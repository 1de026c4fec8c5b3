/* The declaration of a kind of record: one table of fields.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "domain/records/sr-value.h"

G_BEGIN_DECLS

typedef struct _SrRecordKind SrRecordKind;

/**
 * SrFieldType:
 *
 * How a field's value reads to people; [type@Sr.ValueType] says how it is kept.
 */
typedef enum
{
  SR_FIELD_TEXT,       /* text */
  SR_FIELD_INTEGER,    /* integer */
  SR_FIELD_BOOLEAN,    /* integer, 0 or 1 */
  SR_FIELD_INSTANT,    /* integer, seconds since 1970 in UTC */
  SR_FIELD_DATE,       /* text, YYYY-MM-DD */
  SR_FIELD_DURATION,   /* integer, seconds */
  SR_FIELD_CHOICE,     /* text, one of a table of choices */
  SR_FIELD_REFERENCE,  /* integer, the id of a record of another kind */
  SR_FIELD_LIST        /* text, a JSON array of strings */
} SrFieldType;

typedef enum
{
  SR_FIELD_PLAIN    = 0,
  SR_FIELD_REQUIRED = 1 << 0,  /* never NULL in a stored record */
  SR_FIELD_KEPT     = 1 << 1,  /* kept by rules alone; no payload may set it */
  SR_FIELD_IDENTITY = 1 << 2,  /* names the record for people; text that finds it */
  SR_FIELD_PERSONAL = 1 << 3,  /* personal data: not shown in popups, not logged */
  SR_FIELD_DERIVED  = 1 << 4   /* recomputed, not told by events: absent from the journal */
} SrFieldFlags;

/**
 * SrChoice:
 * @value: its spelling in the room, in JSON and on the command line
 * @label: what people read; translatable, with context "choice"
 */
typedef struct
{
  const char *value;
  const char *label;
} SrChoice;

/**
 * SrField:
 * @name: the column and the JSON member; the GObject property has hyphens for the underscores
 * @choices: for a choice, the table, ended by a %NULL value
 * @reference: for a reference, the name of the kind referred to
 * @label: what people read; translatable
 */
typedef struct
{
  const char      *name;
  SrFieldType      type;
  SrFieldFlags     flags;
  const SrChoice  *choices;
  const char      *reference;
  const char      *label;
} SrField;

/**
 * SrRecordKind:
 * @name: "request", "service-type": as in serviceroomctl and in the journal
 * @table: the table in the room
 * @type_name: the name of the GObject type, "SrRequest"
 * @series: (nullable): the prefix of its numbers, "SR"
 * @parent: (nullable): the name of the reference field to the aggregate's root, for a child record
 * @label: one of it, for people
 * @fields: the fields; the first six of every kind but the journal are [enum@Sr.CommonField]
 */
struct _SrRecordKind
{
  const char    *name;
  const char    *table;
  const char    *type_name;
  const char    *series;
  const char    *parent;
  const char    *label;
  const SrField *fields;
  guint          n_fields;
};

/**
 * SrCommonField:
 *
 * The indices of the fields that every record has.
 */
typedef enum
{
  SR_COMMON_ID,
  SR_COMMON_REVISION,    /* counts its changes from 1; the optimistic lock */
  SR_COMMON_CREATED_AT,
  SR_COMMON_CREATED_BY,
  SR_COMMON_UPDATED_AT,
  SR_COMMON_UPDATED_BY,
  SR_N_COMMON_FIELDS
} SrCommonField;

const SrRecordKind *sr_record_kind_find          (const char         *name);
/* All of them, ended by NULL, roots before their children. */
const SrRecordKind *const *sr_record_kinds       (void);
/* -1 if there is none. */
int                 sr_record_kind_find_field    (const SrRecordKind *kind,
                                                  const char         *name);
/* The field that names a record of this kind for people, -1 if it has none. */
int                 sr_record_kind_get_identity  (const SrRecordKind *kind);
/* The GObject type made from the table; see SrRecord. */
GType               sr_record_kind_get_type      (const SrRecordKind *kind);

/* NULL if the spelling is none of the table's. */
const SrChoice     *sr_choice_find               (const SrChoice     *choices,
                                                  const char         *value);
/* The translated label; the spelling itself if it is unknown. */
const char         *sr_choice_label              (const SrChoice     *choices,
                                                  const char         *value);

/* Reads what a person, a file or a command line gives for a field. Checks type and choices, trims
 * white space, accepts full-width digits; an empty text is NULL. References: "#12" gives the id 12;
 * other text is left as text for the caller to look up. Instants without offset are of @zone_id.
 * Errors: SR_DOMAIN_ERROR_INVALID naming the field's label, the value and what is allowed. */
gboolean            sr_field_parse               (const SrField      *field,
                                                  const char         *text,
                                                  const char         *zone_id,
                                                  SrValue            *out_value,
                                                  GError            **error);
/* (transfer full): the text that sr_field_parse() reads back; instants as ISO 8601 of the zone. */
char               *sr_field_to_text             (const SrField      *field,
                                                  const SrValue      *value,
                                                  const char         *zone_id);
/* What people read: choices by their label, instants "2026-02-13 17:00", booleans yes/no. */
char               *sr_field_to_display          (const SrField      *field,
                                                  const SrValue      *value,
                                                  const char         *zone_id);

G_END_DECLS
