/* A record as an object: properties with notification, made from the table of fields.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-record"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "domain/records/sr-record.h"

/**
 * SrRecord:
 *
 * The base of the types that are made from the declarations: `SrRequest`, `SrCustomer` and so on,
 * one for each kind, each with a property for every field ("received-at") and, for a reference, one
 * for what its target is called ("customer-label"). Nothing of a type is written by hand.
 *
 * Who shows much of a record listens to "changed", which comes once after all that is notified together.
 *
 * A record lives on the main thread. The room has one object for each record, so that every list and
 * every window shows the same one.
 */
typedef struct
{
  SrRow  *row;
  char  **labels;  /* one place a field; NULL where there is none */
} SrRecordPrivate;

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SrRecord, sr_record, G_TYPE_OBJECT)

/* Property ids: field i is i + 1; its label is i + 1 + n_fields. */

static void
sr_record_get_property (GObject    *object,
                        guint       id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  SrRecord *self = SR_RECORD (object);
  const SrRecordKind *kind = SR_RECORD_GET_CLASS (self)->kind;
  guint field = id - 1;

  if (field >= kind->n_fields)
    g_value_set_string (value, sr_record_get_label (self, field - kind->n_fields));
  else if (G_IS_PARAM_SPEC_STRING (pspec))
    g_value_set_string (value, sr_record_get_text (self, field));
  else if (G_IS_PARAM_SPEC_BOOLEAN (pspec))
    g_value_set_boolean (value, sr_record_get_integer (self, field) != 0);
  else
    g_value_set_int64 (value, sr_record_get_integer (self, field));
}

static void
sr_record_finalize (GObject *object)
{
  SrRecord *self = SR_RECORD (object);
  SrRecordPrivate *priv = sr_record_get_instance_private (self);
  const SrRecordKind *kind = SR_RECORD_GET_CLASS (self)->kind;

  for (guint i = 0; i < kind->n_fields; i++)
    g_free (priv->labels[i]);
  g_free (priv->labels);
  sr_row_free (priv->row);

  G_OBJECT_CLASS (sr_record_parent_class)->finalize (object);
}

static void
sr_record_dispatch_properties_changed (GObject     *object,
                                       guint        n_pspecs,
                                       GParamSpec **pspecs)
{
  G_OBJECT_CLASS (sr_record_parent_class)->dispatch_properties_changed (object, n_pspecs, pspecs);

  g_signal_emit (object, signals[CHANGED], 0);
}

static void
sr_record_class_init (SrRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sr_record_get_property;
  object_class->finalize = sr_record_finalize;
  object_class->dispatch_properties_changed = sr_record_dispatch_properties_changed;

  /**
   * SrRecord::changed:
   *
   * Values or labels differ from before; each property that does was notified.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
sr_record_init (SrRecord *self)
{
}

static char *
property_name (const char *field_name,
               const char *suffix)
{
  char *name = g_strconcat (field_name, suffix, NULL);

  return g_strdelimit (name, "_", '-');
}

static GParamSpec *
make_pspec (const SrField *field)
{
  g_autofree char *name = property_name (field->name, NULL);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY;

  switch (field->type)
    {
    case SR_FIELD_TEXT:
    case SR_FIELD_DATE:
    case SR_FIELD_CHOICE:
    case SR_FIELD_LIST:
      return g_param_spec_string (name, NULL, NULL, NULL, flags);
    case SR_FIELD_BOOLEAN:
      return g_param_spec_boolean (name, NULL, NULL, FALSE, flags);
    case SR_FIELD_INTEGER:
    case SR_FIELD_INSTANT:
    case SR_FIELD_DURATION:
    case SR_FIELD_REFERENCE:
    default:
      return g_param_spec_int64 (name, NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
    }
}

static void
kind_class_init (gpointer klass,
                 gpointer class_data)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const SrRecordKind *kind = class_data;

  SR_RECORD_CLASS (klass)->kind = kind;
  /* GObject hands this one on to no derived class. */
  object_class->get_property = sr_record_get_property;

  for (guint i = 0; i < kind->n_fields; i++)
    {
      g_object_class_install_property (object_class, i + 1, make_pspec (&kind->fields[i]));

      if (kind->fields[i].type == SR_FIELD_REFERENCE)
        {
          g_autofree char *name = property_name (kind->fields[i].name, "-label");

          g_object_class_install_property (
            object_class, i + 1 + kind->n_fields,
            g_param_spec_string (name, NULL, NULL, NULL,
                                 G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY));
        }
    }
}

/**
 * sr_record_kind_get_type:
 *
 * Returns: the GObject type of the kind, registered at the first call
 */
GType
sr_record_kind_get_type (const SrRecordKind *kind)
{
  GType type = g_type_from_name (kind->type_name);

  if (type == G_TYPE_INVALID)
    {
      GTypeInfo info = {
        .class_size = sizeof (SrRecordClass),
        .class_init = kind_class_init,
        .class_data = kind,
        .instance_size = sizeof (SrRecord),
      };

      type = g_type_register_static (SR_TYPE_RECORD, kind->type_name, &info, G_TYPE_FLAG_FINAL);
    }

  return type;
}

/**
 * sr_record_ensure_types:
 *
 * Registers the types of all kinds, so that a template finds them by their names.
 */
void
sr_record_ensure_types (void)
{
  const SrRecordKind *const *kinds = sr_record_kinds ();

  for (guint i = 0; kinds[i] != NULL; i++)
    sr_record_kind_get_type (kinds[i]);
}

/**
 * sr_record_new:
 * @row: (transfer full): its values
 *
 * Returns: (transfer full): an object of the type of the row's kind
 */
SrRecord *
sr_record_new (SrRow *row)
{
  const SrRecordKind *kind = sr_row_get_kind (row);
  SrRecord *self = g_object_new (sr_record_kind_get_type (kind), NULL);
  SrRecordPrivate *priv = sr_record_get_instance_private (self);

  priv->row = row;
  priv->labels = g_new0 (char *, kind->n_fields);

  return self;
}

/**
 * sr_record_get_kind:
 *
 * Returns: (transfer none): the kind of the record
 */
const SrRecordKind *
sr_record_get_kind (SrRecord *self)
{
  return SR_RECORD_GET_CLASS (self)->kind;
}

/**
 * sr_record_get_id:
 *
 * Returns: the record's id
 */
gint64
sr_record_get_id (SrRecord *self)
{
  return sr_record_get_integer (self, SR_COMMON_ID);
}

/**
 * sr_record_get_revision:
 *
 * Returns: how often the record was written, from 1
 */
gint64
sr_record_get_revision (SrRecord *self)
{
  return sr_record_get_integer (self, SR_COMMON_REVISION);
}

/**
 * sr_record_get_row:
 *
 * Returns: (transfer none): the values; valid until the record takes another row
 */
const SrRow *
sr_record_get_row (SrRecord *self)
{
  SrRecordPrivate *priv = sr_record_get_instance_private (self);

  return priv->row;
}

/**
 * sr_record_get_integer:
 *
 * Returns: the field's integer, 0 for NULL
 */
gint64
sr_record_get_integer (SrRecord *self,
                       guint     field)
{
  return sr_row_get_integer (sr_record_get_row (self), field);
}

/**
 * sr_record_get_text:
 *
 * Returns: (transfer none) (nullable): the field's text
 */
const char *
sr_record_get_text (SrRecord *self,
                    guint     field)
{
  return sr_row_get_text (sr_record_get_row (self), field);
}

/**
 * sr_record_is:
 *
 * Returns: %TRUE if the field holds exactly @text
 */
gboolean
sr_record_is (SrRecord   *self,
              guint       field,
              const char *text)
{
  return sr_row_is (sr_record_get_row (self), field, text);
}

/**
 * sr_record_take_row:
 * @row: (transfer full): the new values, of the same kind
 *
 * Replaces the values and notifies exactly the properties that differ, after all are in place.
 */
void
sr_record_take_row (SrRecord *self,
                    SrRow    *row)
{
  SrRecordPrivate *priv = sr_record_get_instance_private (self);
  const SrRecordKind *kind = sr_record_get_kind (self);
  g_autoptr (SrRow) old = priv->row;

  g_return_if_fail (sr_row_get_kind (row) == kind);

  priv->row = row;

  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = 0; i < kind->n_fields; i++)
    {
      if (!sr_value_equal (sr_row_get (old, i), sr_row_get (row, i)))
        {
          g_autofree char *name = property_name (kind->fields[i].name, NULL);

          g_object_notify (G_OBJECT (self), name);
        }
    }
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * sr_record_get_label:
 * @field: a reference
 *
 * Returns: (transfer none) (nullable): what the target is called, as it was read along
 */
const char *
sr_record_get_label (SrRecord *self,
                     guint     field)
{
  SrRecordPrivate *priv = sr_record_get_instance_private (self);

  g_return_val_if_fail (field < sr_record_get_kind (self)->n_fields, NULL);

  return priv->labels[field];
}

/**
 * sr_record_set_label:
 * @field: a reference
 * @label: (nullable): what its target is called
 */
void
sr_record_set_label (SrRecord   *self,
                     guint       field,
                     const char *label)
{
  SrRecordPrivate *priv = sr_record_get_instance_private (self);
  const SrRecordKind *kind = sr_record_get_kind (self);
  g_autofree char *name = NULL;

  g_return_if_fail (field < kind->n_fields);

  if (g_strcmp0 (priv->labels[field], label) == 0)
    return;

  g_free (priv->labels[field]);
  priv->labels[field] = g_strdup (label);

  name = property_name (kind->fields[field].name, "-label");
  g_object_notify (G_OBJECT (self), name);
}
