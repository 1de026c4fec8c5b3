/* The records that a reference may mean, as a list to choose from.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-reference-list"

#include "config.h"

#include "ui/widgets/sr-reference-list.h"

#include "domain/records/sr-kinds.h"

/**
 * SrReferenceList:
 *
 * A GListModel of GtkStringObject over one of the small tables, with the id of each. Records that are
 * no longer active are left out, but for the one that is referred to already.
 */
struct _SrReferenceList
{
  GObject         parent_instance;

  GtkStringList  *labels;
  GArray         *ids;      /* of gint64 */
};

static void sr_reference_list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SrReferenceList, sr_reference_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      sr_reference_list_model_init))

/* Above this many, nobody finds a line by looking. */
#define SEARCHED_FROM 12

static gboolean
is_active (const SrRow        *row,
           const SrRecordKind *kind)
{
  int active = sr_record_kind_find_field (kind, "active");

  return active < 0 || sr_row_get_integer (row, (guint) active) != 0;
}

static void
append (SrReferenceList *self,
        gint64           id,
        const char      *label)
{
  gtk_string_list_append (self->labels, label);
  g_array_append_val (self->ids, id);
}

static gint
compare_position (gconstpointer a,
                  gconstpointer b)
{
  const SrRow *row_a = *(const SrRow *const *) a;
  const SrRow *row_b = *(const SrRow *const *) b;
  int position = sr_record_kind_find_field (sr_row_get_kind (row_a), "position");
  gint64 difference = 0;

  if (position >= 0)
    difference = sr_row_get_integer (row_a, (guint) position) -
                 sr_row_get_integer (row_b, (guint) position);
  if (difference == 0)
    difference = sr_row_get_id (row_a) - sr_row_get_id (row_b);

  return difference < 0 ? -1 : difference > 0;
}

static GType
sr_reference_list_get_item_type (GListModel *model)
{
  return GTK_TYPE_STRING_OBJECT;
}

static guint
sr_reference_list_get_n_items (GListModel *model)
{
  return SR_REFERENCE_LIST (model)->ids->len;
}

static gpointer
sr_reference_list_get_item (GListModel *model,
                            guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (SR_REFERENCE_LIST (model)->labels), position);
}

static void
sr_reference_list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = sr_reference_list_get_item_type;
  interface->get_n_items = sr_reference_list_get_n_items;
  interface->get_item = sr_reference_list_get_item;
}

static void
sr_reference_list_dispose (GObject *object)
{
  SrReferenceList *self = SR_REFERENCE_LIST (object);

  g_clear_object (&self->labels);

  G_OBJECT_CLASS (sr_reference_list_parent_class)->dispose (object);
}

static void
sr_reference_list_finalize (GObject *object)
{
  g_array_unref (SR_REFERENCE_LIST (object)->ids);

  G_OBJECT_CLASS (sr_reference_list_parent_class)->finalize (object);
}

static void
sr_reference_list_class_init (SrReferenceListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sr_reference_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = sr_reference_list_finalize;
}

static void
sr_reference_list_init (SrReferenceList *self)
{
  self->labels = gtk_string_list_new (NULL);
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
}

/**
 * sr_reference_list_new:
 * @kind: one of the kinds that the configuration keeps
 * @none: (nullable): what a first line without a record says; %NULL for no such line
 * @present: the id that is referred to now, 0 for none: it is listed even if it is not active
 * @filter: (nullable) (scope call): which rows are among the choices
 *
 * Returns: (transfer full): the choices as they are now
 */
SrReferenceList *
sr_reference_list_new (SrConfiguration    *configuration,
                       const SrRecordKind *kind,
                       const char         *none,
                       gint64              present,
                       SrReferenceFilter   filter,
                       gpointer            user_data)
{
  SrReferenceList *self = g_object_new (SR_TYPE_REFERENCE_LIST, NULL);
  GPtrArray *rows = sr_configuration_get_rows (configuration, kind);
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();

  for (guint i = 0; i < rows->len; i++)
    {
      SrRow *row = g_ptr_array_index (rows, i);

      if ((is_active (row, kind) && (filter == NULL || filter (row, user_data))) ||
          (present != 0 && sr_row_get_id (row) == present))
        g_ptr_array_add (chosen, row);
    }
  g_ptr_array_sort (chosen, compare_position);

  if (none != NULL)
    append (self, 0, none);
  for (guint i = 0; i < chosen->len; i++)
    {
      gint64 id = sr_row_get_id (g_ptr_array_index (chosen, i));

      append (self, id, sr_configuration_get_label (configuration, kind->name, id));
    }

  return self;
}

/**
 * sr_reference_list_get_id:
 * @position: a position in the list, or %GTK_INVALID_LIST_POSITION
 *
 * Returns: the id of the record, 0 for none
 */
gint64
sr_reference_list_get_id (SrReferenceList *self,
                          guint            position)
{
  g_return_val_if_fail (SR_IS_REFERENCE_LIST (self), 0);

  return position < self->ids->len ? g_array_index (self->ids, gint64, position) : 0;
}

/**
 * sr_reference_list_find:
 *
 * Returns: the position of the record; %GTK_INVALID_LIST_POSITION if it is not listed
 */
guint
sr_reference_list_find (SrReferenceList *self,
                        gint64           id)
{
  g_return_val_if_fail (SR_IS_REFERENCE_LIST (self), GTK_INVALID_LIST_POSITION);

  for (guint i = 0; i < self->ids->len; i++)
    {
      if (g_array_index (self->ids, gint64, i) == id)
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

/**
 * sr_reference_list_get_chosen:
 * @drop_down: what offers the list
 *
 * Returns: the id of what is selected; 0 for nothing
 */
gint64
sr_reference_list_get_chosen (SrReferenceList *self,
                              GtkDropDown     *drop_down)
{
  return sr_reference_list_get_id (self, gtk_drop_down_get_selected (drop_down));
}

/**
 * sr_reference_list_choose:
 * @drop_down: what offers the list
 * @id: the id of a record; what is selected stays if it is not listed
 */
void
sr_reference_list_choose (SrReferenceList *self,
                          GtkDropDown     *drop_down,
                          gint64           id)
{
  guint position = sr_reference_list_find (self, id);

  if (position != GTK_INVALID_LIST_POSITION)
    gtk_drop_down_set_selected (drop_down, position);
}

/**
 * sr_reference_list_show_in:
 * @drop_down: what shall offer the list; it can be searched if it is long
 */
void
sr_reference_list_show_in (SrReferenceList *self,
                           GtkDropDown     *drop_down)
{
  g_autoptr (GtkExpression) label = NULL;

  g_return_if_fail (SR_IS_REFERENCE_LIST (self));

  label = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  gtk_drop_down_set_expression (drop_down, label);
  gtk_drop_down_set_enable_search (drop_down, self->ids->len >= SEARCHED_FROM);
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (self));
}
