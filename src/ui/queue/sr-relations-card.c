/* What a request has to do with others.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-relations-card"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-request-clocks.h"
#include "ui/queue/sr-relations-card.h"
#include "ui/widgets/sr-accessible.h"

/**
 * SrRelationsCard:
 *
 * One group for each way in which requests belong together, one row for each request; a click shows
 * it. What was said here can be taken back here, and the menu leads to what else can be said. A
 * request that stands alone has no card.
 */
struct _SrRelationsCard
{
  AdwBin parent_instance;

  /* Template */
  GtkBox          *groups;
  GtkMenuButton   *add_button;

  /* Owned */
  char            *shown;      /* all that is seen, to leave it as it is when nothing changed */

  /* Borrowed */
  SrRequestDetail *detail;

  /* State */
  gint64           expanded;   /* the request whose rows are all shown; 0 for none */
};

/* Of a fault that a whole building reports, these are enough to begin with. */
#define MAX_ROWS 5

G_DEFINE_FINAL_TYPE (SrRelationsCard, sr_relations_card, ADW_TYPE_BIN)

/* Seen from the other end. */
static const SrChoice turned_link_kinds[] = {
  { "related", NC_("choice", "Related") },
  { "caused_by", NC_("choice", "Cause of") },
  { "waits_for", NC_("choice", "Awaited by") },
  { NULL, NULL }
};

static const char *
name_group (SrRelationsCard  *self,
            const SrRelation *relation)
{
  switch (relation->how)
    {
    case SR_RELATION_LINK:
      return sr_choice_label (sr_link_kinds, relation->kind);
    case SR_RELATION_LINKED:
      return sr_choice_label (turned_link_kinds, relation->kind);
    case SR_RELATION_PARENT:
      return _("Part of");
    case SR_RELATION_PART:
      return C_("relations", "Parts");
    case SR_RELATION_SPLIT_FROM:
      return _("Split from");
    case SR_RELATION_SPLIT_INTO:
      return C_("relations", "Split into");
    case SR_RELATION_REPEATS:
      return _("Repeats");
    case SR_RELATION_FOLLOWS:
      return C_("relations", "Follows");
    case SR_RELATION_DUPLICATE_OF:
      return sr_row_is_null (self->detail->request->row, SR_REQUEST_MERGED_INTO)
               ? _("Duplicate of") : _("Merged into");
    case SR_RELATION_MERGED:
    default:
      return C_("relations", "Merged into this one");
    }
}

static gboolean
is_possible (SrRelationsCard *self,
             const char      *action)
{
  return sr_action_is_possible (sr_action_find (&sr_request_kind, action), &sr_request_kind,
                                sr_situation_holder_get (self->detail->situation), NULL);
}

static gboolean
is_open (const SrRelation *relation)
{
  char category = sr_request_state_category (relation->state);

  return category == 'O' || category == 'P';
}

/* A split links the two of them as well; that is said once. */
static gboolean
is_told_by_split (SrRelationsCard  *self,
                  const SrRelation *link)
{
  if (link->how > SR_RELATION_LINKED || g_strcmp0 (link->kind, "related") != 0)
    return FALSE;

  for (guint i = 0; i < self->detail->relations->len; i++)
    {
      const SrRelation *other = g_ptr_array_index (self->detail->relations, i);

      if (other->request == link->request &&
          (other->how == SR_RELATION_SPLIT_FROM || other->how == SR_RELATION_SPLIT_INTO))
        return TRUE;
    }

  return FALSE;
}

/* Rows */

static void
on_row_clicked_cb (SrRelationsCard *self,
                   GtkWidget       *button)
{
  const gint64 *request = g_object_get_data (G_OBJECT (button), "request");

  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-request", "x", *request);
}

static GtkWidget *
add_label (GtkWidget  *line,
           const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (line), label);

  return label;
}

static GtkWidget *
create_button (SrRelationsCard  *self,
               const SrRelation *relation,
               const char       *group)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  const char *state = sr_choice_label (sr_request_states, relation->state);
  const char *serial = strrchr (relation->number, '-');
  /* Translators: a request in a list of related ones: how, number, subject, state */
  g_autofree char *name = g_strdup_printf (_("%1$s: %2$s, %3$s, %4$s"), group, relation->number,
                                           relation->title, state);
  GtkWidget *label;

  label = add_label (line, serial != NULL ? serial + 1 : relation->number, "numeric");
  gtk_widget_add_css_class (label, "dim-label");
  label = add_label (line, relation->title, NULL);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  add_label (line, state, is_open (relation) ? NULL : "dim-label");

  gtk_button_set_child (GTK_BUTTON (button), line);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  sr_accessible_set_name (button, name);
  g_object_set_data_full (G_OBJECT (button), "request",
                          g_memdup2 (&relation->request, sizeof (gint64)), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_row_clicked_cb), self,
                           G_CONNECT_SWAPPED);

  return button;
}

/* NULL for what was not said here, or cannot be taken back now. */
static GtkWidget *
create_remove_button (SrRelationsCard  *self,
                      const SrRelation *relation)
{
  gboolean is_link = relation->how == SR_RELATION_LINK;
  const char *action = is_link ? "unlink" : "clear_parent";
  GVariantBuilder builder;
  GtkWidget *button;
  g_autofree char *name = NULL;
  g_autofree char *target = NULL;

  if ((!is_link && relation->how != SR_RELATION_PARENT) || !is_possible (self, action))
    return NULL;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  if (is_link)
    {
      target = g_strdup_printf ("#%" G_GINT64_FORMAT, relation->request);
      g_variant_builder_add (&builder, "{ss}", "link.target", target);
    }

  /* Translators: %s is the number of a request */
  name = g_strdup_printf (is_link ? _("Remove the link with %s") : _("Detach from %s"),
                          relation->number);
  button = gtk_button_new_from_icon_name ("window-close-symbolic");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "tiny");
  gtk_widget_set_tooltip_text (button, name);
  sr_accessible_set_name (button, name);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button),
                                          g_variant_new ("(sa{ss})", action, &builder));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "request.act-now");

  return button;
}

static void
add_row (SrRelationsCard  *self,
         const SrRelation *relation,
         const char       *group)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *remove = create_remove_button (self, relation);

  gtk_widget_add_css_class (line, "relation");
  gtk_box_append (GTK_BOX (line), create_button (self, relation, group));
  if (remove != NULL)
    gtk_box_append (GTK_BOX (line), remove);
  gtk_box_append (self->groups, line);
}

/* Groups */

static void fill (SrRelationsCard *self);

static void
on_more_clicked_cb (SrRelationsCard *self)
{
  self->expanded = sr_row_get_id (self->detail->request->row);
  g_clear_pointer (&self->shown, g_free);
  fill (self);
}

static void
add_more (SrRelationsCard *self,
          guint            n_more)
{
  g_autofree char *label = g_strdup_printf (ngettext ("%u more", "%u more", n_more), n_more);
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "small");
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_more_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->groups, button);
}

static void
add_heading (SrRelationsCard  *self,
             const SrRelation *first,
             const char       *name,
             guint             n_all,
             guint             n_open)
{
  g_autofree char *heading = NULL;

  if (first->how == SR_RELATION_PART)
    /* Translators: how many parts of a request are open, of how many: "Parts · 2 of 3 open" */
    heading = g_strdup_printf (_("%1$s · %2$u of %3$u open"), name, n_open, n_all);

  gtk_widget_add_css_class (add_label (GTK_WIDGET (self->groups),
                                       heading != NULL ? heading : name, "caption"),
                            "dim-label");
}

/* Adds the group that begins at the position; returns where the next one begins. */
static guint
add_group (SrRelationsCard *self,
           GPtrArray       *relations,
           guint            start)
{
  const SrRelation *first = g_ptr_array_index (relations, start);
  const char *name = name_group (self, first);
  gboolean is_expanded = self->expanded == sr_row_get_id (self->detail->request->row);
  guint n_open = 0;
  guint end;
  guint last;

  for (end = start; end < relations->len; end++)
    {
      const SrRelation *relation = g_ptr_array_index (relations, end);

      if (!g_str_equal (name_group (self, relation), name))
        break;
      n_open += is_open (relation);
    }

  add_heading (self, first, name, end - start, n_open);
  last = is_expanded || end - start <= MAX_ROWS + 1 ? end : start + MAX_ROWS;
  for (guint i = start; i < last; i++)
    add_row (self, g_ptr_array_index (relations, i), name);
  if (last < end)
    add_more (self, end - last);

  return end;
}

/* Together what is called the same, in the order in which it comes first. */
static GPtrArray *
collect (SrRelationsCard *self)
{
  GPtrArray *all = self->detail->relations;
  GPtrArray *collected = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    {
      const char *name = name_group (self, g_ptr_array_index (all, i));

      for (guint j = i; j < all->len; j++)
        {
          SrRelation *relation = g_ptr_array_index (all, j);

          if (!g_ptr_array_find (collected, relation, NULL) && !is_told_by_split (self, relation)
              && g_str_equal (name_group (self, relation), name))
            g_ptr_array_add (collected, relation);
        }
    }

  return collected;
}

/* Everything that is seen, in one text. */
static char *
describe (SrRelationsCard *self,
          GPtrArray       *relations)
{
  GString *text = g_string_new (NULL);

  g_string_printf (text, "%" G_GINT64_FORMAT " %d %d", sr_row_get_id (self->detail->request->row),
                   is_possible (self, "unlink"), is_possible (self, "clear_parent"));
  for (guint i = 0; i < relations->len; i++)
    {
      const SrRelation *relation = g_ptr_array_index (relations, i);

      g_string_append_printf (text, "\n%d %s %s %s %s", relation->how, name_group (self, relation),
                              relation->number, relation->state, relation->title);
    }

  return g_string_free (text, FALSE);
}

static void
fill (SrRelationsCard *self)
{
  g_autoptr (GPtrArray) relations = collect (self);
  g_autofree char *text = describe (self, relations);
  GtkWidget *child;

  if (g_strcmp0 (text, self->shown) == 0)
    return;

  g_free (self->shown);
  self->shown = g_steal_pointer (&text);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_box_remove (self->groups, child);
  for (guint i = 0; i < relations->len; )
    i = add_group (self, relations, i);
  gtk_widget_set_visible (GTK_WIDGET (self), relations->len > 0);
}

/* What else can be said now. */
static void
on_create_popup_cb (GtkMenuButton *button,
                    gpointer       user_data)
{
  static const char *const actions[] = { "link", "set_parent", "split", "duplicate", "merge" };
  SrRelationsCard *self = user_data;
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; self->detail != NULL && i < G_N_ELEMENTS (actions); i++)
    {
      const SrAction *action = sr_action_find (&sr_request_kind, actions[i]);
      g_autoptr (GMenuItem) item = g_menu_item_new (_(action->label), NULL);

      if (!is_possible (self, actions[i]))
        continue;

      g_menu_item_set_action_and_target (item, "request.act-with", "(sa{ss})", actions[i], NULL);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
sr_relations_card_dispose (GObject *object)
{
  SrRelationsCard *self = SR_RELATIONS_CARD (object);

  g_clear_pointer (&self->shown, g_free);

  G_OBJECT_CLASS (sr_relations_card_parent_class)->dispose (object);
}

static void
sr_relations_card_class_init (SrRelationsCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sr_relations_card_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/serviceroom/ServiceRoom/queue/sr-relations-card.ui");
  gtk_widget_class_bind_template_child (widget_class, SrRelationsCard, groups);
  gtk_widget_class_bind_template_child (widget_class, SrRelationsCard, add_button);
}

static void
sr_relations_card_init (SrRelationsCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sr_accessible_set_name (GTK_WIDGET (self->add_button), _("Add a Relation"));
  gtk_menu_button_set_create_popup_func (self->add_button, on_create_popup_cb, self, NULL);
}

/**
 * sr_relations_card_set_detail:
 * @detail: (nullable): the request
 */
void
sr_relations_card_set_detail (SrRelationsCard *self,
                              SrRequestDetail *detail)
{
  g_return_if_fail (SR_IS_RELATIONS_CARD (self));

  self->detail = detail;
  if (detail != NULL)
    fill (self);
}
