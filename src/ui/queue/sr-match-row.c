/* One customer that what was typed may mean.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-match-row"

#include "config.h"

#include "ui/queue/sr-match-row.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "ui/queue/sr-phone-text.h"

struct _SrMatchRow
{
  GtkListBoxRow  parent_instance;

  /* template */
  AdwAvatar     *avatar;
  GtkLabel      *name_label;
  GtkLabel      *place_label;
  GtkLabel      *phone_label;
  GtkImage      *check;

  /* owned */
  SrRow         *customer;   /* NULL: somebody new */
  char          *name;       /* as it is said aloud */
  char          *phone;      /* the one that matches, else the first */
};

G_DEFINE_FINAL_TYPE (SrMatchRow, sr_match_row, GTK_TYPE_LIST_BOX_ROW)

static char *
choose_phone (const SrRow *customer,
              const char  *typed)
{
  g_auto (GStrv) phones = sr_row_get_list (customer, SR_CUSTOMER_PHONES);

  for (guint i = 0; phones[i] != NULL; i++)
    {
      if (sr_phone_matches (phones[i], typed))
        return g_strdup (phones[i]);
    }

  return g_strdup (phones[0]);
}

static char *
describe_place (const SrRow *customer)
{
  const char *department = sr_row_get_text (customer, SR_CUSTOMER_DEPARTMENT);
  const char *place = sr_row_get_text (customer, SR_CUSTOMER_PLACE);

  if (department != NULL && place != NULL)
    /* Translators: a customer's department, then the place */
    return g_strdup_printf (_("%s · %s"), department, place);

  return g_strdup (department != NULL ? department : place);
}

static void
show_customer (SrMatchRow *self,
               const char *typed)
{
  const char *salutation = sr_row_get_text (self->customer, SR_CUSTOMER_SALUTATION);
  const char *name = sr_row_get_text (self->customer, SR_CUSTOMER_NAME);
  g_autofree char *place = describe_place (self->customer);
  g_autofree char *shown = NULL;

  shown = salutation != NULL ? g_strdup_printf ("%s %s", name, salutation) : g_strdup (name);
  self->phone = choose_phone (self->customer, typed);

  adw_avatar_set_text (self->avatar, name);
  gtk_label_set_label (self->name_label, shown);
  gtk_label_set_label (self->place_label, place != NULL ? place : "");
  gtk_widget_set_visible (GTK_WIDGET (self->place_label), place != NULL);
  if (self->phone != NULL)
    {
      g_autofree char *markup = sr_phone_to_markup (self->phone, typed);

      gtk_label_set_markup (self->phone_label, markup);
    }

  self->name = g_strjoin (", ", shown, place != NULL ? place : self->phone,
                          place != NULL ? self->phone : NULL, NULL);
}

static void
sr_match_row_finalize (GObject *object)
{
  SrMatchRow *self = SR_MATCH_ROW (object);

  g_clear_pointer (&self->customer, sr_row_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->phone, g_free);

  G_OBJECT_CLASS (sr_match_row_parent_class)->finalize (object);
}

static void
sr_match_row_class_init (SrMatchRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sr_match_row_finalize;

  gtk_widget_class_set_template_from_resource
    (widget_class, "/org/serviceroom/ServiceRoom/queue/sr-match-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SrMatchRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, SrMatchRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, SrMatchRow, place_label);
  gtk_widget_class_bind_template_child (widget_class, SrMatchRow, phone_label);
  gtk_widget_class_bind_template_child (widget_class, SrMatchRow, check);
}

static void
sr_match_row_init (SrMatchRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sr_match_row_new:
 * @customer: a customer; copied
 * @typed: what was typed to find it
 */
GtkWidget *
sr_match_row_new (const SrRow *customer,
                  const char  *typed)
{
  SrMatchRow *self = g_object_new (SR_TYPE_MATCH_ROW, NULL);

  self->customer = sr_row_copy (customer);
  show_customer (self, typed);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, self->name,
                                  -1);

  return GTK_WIDGET (self);
}

/**
 * sr_match_row_new_for_new:
 * @typed: what was typed
 *
 * The row that stands last: none of those above, but somebody whom the room does not know yet.
 */
GtkWidget *
sr_match_row_new_for_new (const char *typed)
{
  SrMatchRow *self = g_object_new (SR_TYPE_MATCH_ROW, NULL);

  self->name = g_strdup (_("New customer"));
  adw_avatar_set_icon_name (self->avatar, "list-add-symbolic");
  gtk_label_set_label (self->name_label, self->name);
  gtk_label_set_label (self->place_label, typed);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, self->name,
                                  -1);

  return GTK_WIDGET (self);
}

/**
 * sr_match_row_get_customer:
 *
 * Returns: (transfer none) (nullable): the customer; %NULL for somebody new
 */
const SrRow *
sr_match_row_get_customer (SrMatchRow *self)
{
  g_return_val_if_fail (SR_IS_MATCH_ROW (self), NULL);

  return self->customer;
}

/* (nullable): the phone that matches what was typed, else the first one */
const char *
sr_match_row_get_phone (SrMatchRow *self)
{
  g_return_val_if_fail (SR_IS_MATCH_ROW (self), NULL);

  return self->phone;
}

/* What the row says, in one line. */
const char *
sr_match_row_get_name (SrMatchRow *self)
{
  g_return_val_if_fail (SR_IS_MATCH_ROW (self), NULL);

  return self->name;
}

void
sr_match_row_set_taken (SrMatchRow *self,
                        gboolean    taken)
{
  g_return_if_fail (SR_IS_MATCH_ROW (self));

  gtk_widget_set_opacity (GTK_WIDGET (self->check), taken ? 1.0 : 0.0);
}
