/* What is selected of a list of records, by record and not by place.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-record-selection"

#include "config.h"

#include "ui/widgets/sr-record-selection.h"

/**
 * SrRecordSelection:
 *
 * The chain:
 *
 *   GListModel of SrRecord -> SrRecordSelection (the same items) -> GtkColumnView
 *
 * GtkMultiSelection keeps places, and forgets them when the list is read anew. This one keeps records
 * by their id: whatever moves, goes or comes back, they stay selected until somebody selects others
 * or [method@Sr.RecordSelection.drop] is called.
 *
 * Of a list that is read page by page, a row that is not there yet is a record without an id. When it
 * is to be selected, it is kept until it tells its id, or another stands in its place.
 *
 * Main thread only.
 */
struct _SrRecordSelection
{
  GObject     parent_instance;

  /* Owned */
  GListModel *model;
  GHashTable *chosen;   /* id -> Chosen */
  GHashTable *awaited;  /* SrRecord -> Chosen: those without an id */
};

/**
 * Chosen:
 * @position: where it was seen last; %GTK_INVALID_LIST_POSITION while that is not known
 * @come_id: the handler that hears of its id, 0 if it has one
 */
typedef struct
{
  SrRecord *record;
  guint     position;
  gulong    come_id;
} Chosen;

/* Of a splice so large it is not looked for what was selected: each look reads a page of the list.
 * What comes into sight is found when it is drawn. */
#define MAX_LOOKED_AT 256

enum
{
  FULL,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);
static void selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SrRecordSelection, sr_record_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                      selection_model_init))

static void
chosen_free (gpointer data)
{
  Chosen *chosen = data;

  g_clear_signal_handler (&chosen->come_id, chosen->record);
  g_object_unref (chosen->record);
  g_free (chosen);
}

static guint
n_items (SrRecordSelection *self)
{
  return g_list_model_get_n_items (self->model);
}

static Chosen *
chosen_new (SrRecord *record,
            guint     position)
{
  Chosen *chosen = g_new0 (Chosen, 1);

  chosen->record = g_object_ref (record);
  chosen->position = position;

  return chosen;
}

static gboolean
choose (SrRecordSelection *self,
        SrRecord          *record,
        guint              position)
{
  gint64 id = sr_record_get_id (record);
  Chosen *chosen = g_hash_table_lookup (self->chosen, &id);

  if (chosen != NULL)
    {
      chosen->position = position;
      return TRUE;
    }
  if (sr_record_selection_get_n_selected (self) >= SR_RECORD_SELECTION_MAX)
    return FALSE;

  g_hash_table_insert (self->chosen, g_memdup2 (&id, sizeof id), chosen_new (record, position));

  return TRUE;
}

/* The rows of a page come one by one; that they are selected is no news. */
static void
on_come_cb (SrRecordSelection *self,
            GParamSpec        *pspec,
            SrRecord          *record)
{
  const Chosen *awaited = g_hash_table_lookup (self->awaited, record);
  guint position = awaited->position;
  g_autoptr (SrRecord) come = g_object_ref (record);

  g_hash_table_remove (self->awaited, record);
  choose (self, come, position);
  if (g_hash_table_size (self->awaited) == 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n_items (self));
}

static gboolean
await (SrRecordSelection *self,
       SrRecord          *record,
       guint              position)
{
  Chosen *awaited = g_hash_table_lookup (self->awaited, record);

  if (awaited != NULL)
    {
      awaited->position = position;
      return TRUE;
    }
  if (sr_record_selection_get_n_selected (self) >= SR_RECORD_SELECTION_MAX)
    return FALSE;

  awaited = chosen_new (record, position);
  awaited->come_id = g_signal_connect_swapped (record, "notify::id", G_CALLBACK (on_come_cb), self);
  g_hash_table_insert (self->awaited, record, awaited);

  return TRUE;
}

static gboolean
choose_position (SrRecordSelection *self,
                 guint              position)
{
  g_autoptr (SrRecord) record = g_list_model_get_item (self->model, position);

  if (record == NULL)
    return TRUE;

  return sr_record_get_id (record) != 0 ? choose (self, record, position)
                                        : await (self, record, position);
}

/* Drops what is within the mask and is not to be selected; if @is_all, also what may be anywhere. */
static void
drop_rest (GHashTable *table,
           GtkBitset  *selected,
           GtkBitset  *mask,
           gboolean    is_all)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Chosen *chosen = value;
      gboolean is_known = chosen->position != GTK_INVALID_LIST_POSITION;

      if (is_known ? gtk_bitset_contains (mask, chosen->position)
                       && !gtk_bitset_contains (selected, chosen->position)
                   : is_all)
        g_hash_table_iter_remove (&iter);
    }
}

static gboolean
sr_record_selection_set_selection (GtkSelectionModel *model,
                                   GtkBitset         *selected,
                                   GtkBitset         *mask)
{
  SrRecordSelection *self = SR_RECORD_SELECTION (model);
  g_autoptr (GtkBitset) wanted = gtk_bitset_copy (selected);
  gboolean is_all = gtk_bitset_get_size (mask) >= n_items (self);
  GtkBitsetIter iter;
  guint position;
  gboolean is_full = FALSE;

  gtk_bitset_intersect (wanted, mask);
  drop_rest (self->chosen, wanted, mask, is_all);
  drop_rest (self->awaited, wanted, mask, is_all);

  for (gboolean valid = gtk_bitset_iter_init_first (&iter, wanted, &position);
       valid && !is_full && position < n_items (self);
       valid = gtk_bitset_iter_next (&iter, &position))
    is_full = !choose_position (self, position);

  /* Whatever is not selected by its place any more may be anywhere. */
  if (n_items (self) > 0)
    gtk_selection_model_selection_changed (model, 0, n_items (self));
  if (is_full)
    g_signal_emit (self, signals[FULL], 0);

  return TRUE;
}

static gboolean
sr_record_selection_is_selected (GtkSelectionModel *model,
                                 guint              position)
{
  SrRecordSelection *self = SR_RECORD_SELECTION (model);
  g_autoptr (SrRecord) record = g_list_model_get_item (self->model, position);
  Chosen *chosen;
  gint64 id;

  if (record == NULL)
    return FALSE;

  /* It may have come and not have told so yet. */
  id = sr_record_get_id (record);
  chosen = g_hash_table_lookup (self->awaited, record);
  if (chosen == NULL)
    chosen = g_hash_table_lookup (self->chosen, &id);
  if (chosen != NULL)
    chosen->position = position;

  return chosen != NULL;
}

static void
add_positions (GHashTable *table,
               GtkBitset  *selection)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Chosen *chosen = value;

      if (chosen->position != GTK_INVALID_LIST_POSITION)
        gtk_bitset_add (selection, chosen->position);
    }
}

static GtkBitset *
sr_record_selection_get_selection_in_range (GtkSelectionModel *model,
                                            guint              position,
                                            guint              length)
{
  SrRecordSelection *self = SR_RECORD_SELECTION (model);
  GtkBitset *selection = gtk_bitset_new_empty ();

  add_positions (self->chosen, selection);
  add_positions (self->awaited, selection);

  return selection;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = sr_record_selection_is_selected;
  iface->get_selection_in_range = sr_record_selection_get_selection_in_range;
  iface->set_selection = sr_record_selection_set_selection;
}

static gpointer
sr_record_selection_get_item (GListModel *model,
                              guint       position)
{
  return g_list_model_get_item (SR_RECORD_SELECTION (model)->model, position);
}

static GType
sr_record_selection_get_item_type (GListModel *model)
{
  return g_list_model_get_item_type (SR_RECORD_SELECTION (model)->model);
}

static guint
sr_record_selection_get_n_items (GListModel *model)
{
  return n_items (SR_RECORD_SELECTION (model));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item = sr_record_selection_get_item;
  iface->get_item_type = sr_record_selection_get_item_type;
  iface->get_n_items = sr_record_selection_get_n_items;
}

/* A record that was there already stands where it was awaited, or the list is another one. */
static gboolean
drop_awaited (SrRecordSelection *self,
              guint              position,
              guint              removed,
              guint              added)
{
  GHashTableIter iter;
  gpointer value;
  gboolean has_changed = FALSE;

  g_hash_table_iter_init (&iter, self->awaited);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Chosen *awaited = value;
      guint place = awaited->position;
      g_autoptr (SrRecord) record = NULL;

      if (place < position || place - position >= removed)
        continue;
      if (removed == added)
        record = g_list_model_get_item (self->model, place);
      if (record == awaited->record)
        continue;
      g_hash_table_iter_remove (&iter);
      if (record != NULL && sr_record_get_id (record) != 0)
        choose (self, record, place);
      has_changed = TRUE;
    }

  return has_changed;
}

static void
move_positions (GHashTable *table,
                guint       position,
                guint       removed,
                guint       added)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Chosen *chosen = value;

      if (chosen->position == GTK_INVALID_LIST_POSITION || chosen->position < position)
        continue;
      if (chosen->position - position >= removed)
        chosen->position += added - removed;
      else
        chosen->position = GTK_INVALID_LIST_POSITION;
    }
}

static void
on_items_changed_cb (SrRecordSelection *self,
                     guint              position,
                     guint              removed,
                     guint              added)
{
  gboolean has_changed;

  move_positions (self->chosen, position, removed, added);
  has_changed = drop_awaited (self, position, removed, added);
  move_positions (self->awaited, position, removed, added);

  if (sr_record_selection_get_n_selected (self) > 0 && added <= MAX_LOOKED_AT)
    {
      for (guint i = position; i < position + added; i++)
        gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self), i);
    }

  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  if (has_changed && n_items (self) > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n_items (self));
}

static void
sr_record_selection_finalize (GObject *object)
{
  SrRecordSelection *self = SR_RECORD_SELECTION (object);

  g_hash_table_unref (self->chosen);
  g_hash_table_unref (self->awaited);
  g_object_unref (self->model);

  G_OBJECT_CLASS (sr_record_selection_parent_class)->finalize (object);
}

static void
sr_record_selection_class_init (SrRecordSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sr_record_selection_finalize;

  /**
   * SrRecordSelection::full:
   *
   * Somebody wanted to select more than there may be; the first of them are selected.
   */
  signals[FULL] = g_signal_new ("full", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sr_record_selection_init (SrRecordSelection *self)
{
  self->chosen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, chosen_free);
  self->awaited = g_hash_table_new_full (NULL, NULL, NULL, chosen_free);
}

/**
 * sr_record_selection_new:
 * @model: a list of [class@Sr.Record]
 *
 * Returns: (transfer full): the same list, with nothing selected
 */
SrRecordSelection *
sr_record_selection_new (GListModel *model)
{
  SrRecordSelection *self = NULL;

  g_return_val_if_fail (G_IS_LIST_MODEL (model), NULL);

  self = g_object_new (SR_TYPE_RECORD_SELECTION, NULL);
  self->model = g_object_ref (model);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (on_items_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/**
 * sr_record_selection_get_n_selected:
 *
 * Returns: how many are selected, those that have not come yet included
 */
guint
sr_record_selection_get_n_selected (SrRecordSelection *self)
{
  g_return_val_if_fail (SR_IS_RECORD_SELECTION (self), 0);

  return g_hash_table_size (self->chosen) + g_hash_table_size (self->awaited);
}

/**
 * sr_record_selection_get_single:
 *
 * Returns: (transfer none) (nullable): the one that is selected; %NULL for none, and for several
 */
SrRecord *
sr_record_selection_get_single (SrRecordSelection *self)
{
  GHashTableIter iter;
  gpointer value;

  g_return_val_if_fail (SR_IS_RECORD_SELECTION (self), NULL);

  if (sr_record_selection_get_n_selected (self) != 1)
    return NULL;

  g_hash_table_iter_init (&iter, self->chosen);

  return g_hash_table_iter_next (&iter, NULL, &value) ? ((Chosen *) value)->record : NULL;
}

static int
compare_positions (gconstpointer a,
                   gconstpointer b)
{
  const Chosen *first = *(const Chosen *const *) a;
  const Chosen *second = *(const Chosen *const *) b;

  if (first->position != second->position)
    return first->position < second->position ? -1 : 1;

  return sr_record_get_id (first->record) < sr_record_get_id (second->record) ? -1 : 1;
}

/**
 * sr_record_selection_dup_records:
 *
 * Returns: (transfer full) (element-type SrRecord): those that are selected, in the order of the list;
 *   those whose place is not known come last
 */
GPtrArray *
sr_record_selection_dup_records (SrRecordSelection *self)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  GPtrArray *records = NULL;
  GHashTableIter iter;
  gpointer value;

  g_return_val_if_fail (SR_IS_RECORD_SELECTION (self), NULL);

  g_hash_table_iter_init (&iter, self->chosen);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (sorted, value);
  g_ptr_array_sort (sorted, compare_positions);

  records = g_ptr_array_new_full (sorted->len, g_object_unref);
  for (guint i = 0; i < sorted->len; i++)
    g_ptr_array_add (records, g_object_ref (((Chosen *) g_ptr_array_index (sorted, i))->record));

  return records;
}

/**
 * sr_record_selection_drop:
 * @record: the id of a record
 *
 * The record is selected no more, wherever it is.
 */
void
sr_record_selection_drop (SrRecordSelection *self,
                          gint64             record)
{
  g_return_if_fail (SR_IS_RECORD_SELECTION (self));

  if (g_hash_table_remove (self->chosen, &record) && n_items (self) > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n_items (self));
}
