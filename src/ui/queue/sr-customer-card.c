/* Who asks: name, place, phone.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-customer-card"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "ui/queue/sr-customer-card.h"
#include "ui/widgets/sr-accessible.h"
#include "ui/widgets/sr-announce.h"

/**
 * SrCustomerCard:
 *
 * The customer of a request. A click on the phone calls: the number of the caller first, then those
 * of the customer; the arrow beside has the others. Calling is the desktop's business, by a `tel:`
 * address.
 */
struct _SrCustomerCard
{
  AdwBin parent_instance;

  /* Template */
  AdwAvatar     *avatar;
  GtkLabel      *name;
  GtkLabel      *salutation;
  GtkLabel      *place;
  GtkLabel      *history;
  GtkWidget     *phone_box;
  GtkButton     *phone_button;
  GtkLabel      *phone_label;
  GtkMenuButton *phones_button;

  /* Owned */
  GStrv          phones;
};

G_DEFINE_FINAL_TYPE (SrCustomerCard, sr_customer_card, ADW_TYPE_BIN)

static char *
join (const char *first,
      const char *second)
{
  if (first == NULL || *first == '\0')
    return g_strdup (second != NULL ? second : "");
  if (second == NULL || *second == '\0')
    return g_strdup (first);

  /* Translators: two facts in one line: "Marketing · Building A, 3rd floor" */
  return g_strdup_printf (C_("facts", "%s · %s"), first, second);
}

static GStrv
collect_phones (SrRequestDetail *detail)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) known = sr_row_get_list (detail->customer, SR_CUSTOMER_PHONES);
  const char *caller = sr_row_get_text (detail->request->row, SR_REQUEST_CONTACT_PHONE);

  if (caller != NULL)
    g_strv_builder_add (builder, caller);
  for (guint i = 0; known[i] != NULL; i++)
    {
      if (g_strcmp0 (known[i], caller) != 0)
        g_strv_builder_add (builder, known[i]);
    }

  return g_strv_builder_end (builder);
}

static void
fill_phones (SrCustomerCard *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autofree char *call = NULL;

  gtk_widget_set_visible (self->phone_box, self->phones[0] != NULL);
  if (self->phones[0] == NULL)
    return;

  /* Translators: %s is a phone number */
  call = g_strdup_printf (_("Call %s"), self->phones[0]);
  gtk_label_set_label (self->phone_label, self->phones[0]);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->phone_button), "s", self->phones[0]);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->phone_button), call);
  sr_accessible_set_name (GTK_WIDGET (self->phone_button), call);

  for (guint i = 1; self->phones[i] != NULL; i++)
    {
      g_autofree char *label = g_strdup_printf (_("Call %s"), self->phones[i]);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "customer.call", "s", self->phones[i]);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (self->phones_button, G_MENU_MODEL (menu));
  gtk_widget_set_visible (GTK_WIDGET (self->phones_button), self->phones[1] != NULL);
}

static void
on_launch_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (SrCustomerCard) self = user_data;
  g_autoptr (GError) error = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, &error))
    return;

  g_debug ("No call: %s", error->message);
  sr_announce (GTK_WIDGET (self),
               _("No program of this desktop makes calls. The number was copied."));
}

static void
on_call_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  const char *phone = g_variant_get_string (parameter, NULL);
  g_autofree char *escaped = g_uri_escape_string (phone, "+", FALSE);
  g_autofree char *uri = g_strconcat ("tel:", escaped, NULL);

  /* Copied too: whoever has only a telephone on the desk dials or pastes it. */
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), phone);
  g_app_info_launch_default_for_uri_async (uri, NULL, NULL, on_launch_cb, g_object_ref (widget));
}

static void
sr_customer_card_finalize (GObject *object)
{
  SrCustomerCard *self = SR_CUSTOMER_CARD (object);

  g_strfreev (self->phones);

  G_OBJECT_CLASS (sr_customer_card_parent_class)->finalize (object);
}

static void
sr_customer_card_class_init (SrCustomerCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = sr_customer_card_finalize;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/serviceroom/ServiceRoom/queue/sr-customer-card.ui");
  gtk_widget_class_bind_template_child (widget_class, SrCustomerCard, avatar);
  gtk_widget_class_bind_template_child (widget_class, SrCustomerCard, name);
  gtk_widget_class_bind_template_child (widget_class, SrCustomerCard, salutation);
  gtk_widget_class_bind_template_child (widget_class, SrCustomerCard, place);
  gtk_widget_class_bind_template_child (widget_class, SrCustomerCard, history);
  gtk_widget_class_bind_template_child (widget_class, SrCustomerCard, phone_box);
  gtk_widget_class_bind_template_child (widget_class, SrCustomerCard, phone_button);
  gtk_widget_class_bind_template_child (widget_class, SrCustomerCard, phone_label);
  gtk_widget_class_bind_template_child (widget_class, SrCustomerCard, phones_button);

  gtk_widget_class_install_action (widget_class, "customer.call", "s", on_call_cb);
}

static void
sr_customer_card_init (SrCustomerCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sr_accessible_set_name (GTK_WIDGET (self->phones_button), _("Other Numbers"));
}

/**
 * sr_customer_card_set_detail:
 * @detail: (nullable): the request; nothing of it is kept
 */
void
sr_customer_card_set_detail (SrCustomerCard  *self,
                             SrRequestDetail *detail)
{
  g_autofree char *place = NULL;
  g_autofree char *history = NULL;
  const char *name;
  const char *salutation;

  g_return_if_fail (SR_IS_CUSTOMER_CARD (self));

  gtk_widget_set_visible (GTK_WIDGET (self), detail != NULL && detail->customer != NULL);
  if (detail == NULL || detail->customer == NULL)
    return;

  name = sr_row_get_text (detail->customer, SR_CUSTOMER_NAME);
  salutation = sr_row_get_text (detail->customer, SR_CUSTOMER_SALUTATION);
  adw_avatar_set_text (self->avatar, name);
  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->salutation, salutation != NULL ? salutation : "");
  gtk_widget_set_visible (GTK_WIDGET (self->salutation), salutation != NULL);

  place = join (sr_row_get_text (detail->customer, SR_CUSTOMER_DEPARTMENT),
                sr_row_is_null (detail->request->row, SR_REQUEST_PLACE)
                  ? sr_row_get_text (detail->customer, SR_CUSTOMER_PLACE)
                  : sr_row_get_text (detail->request->row, SR_REQUEST_PLACE));
  gtk_label_set_label (self->place, place);
  gtk_widget_set_visible (GTK_WIDGET (self->place), *place != '\0');

  /* Translators: requests of this customer that are open, and all of the last 90 days */
  history = g_strdup_printf (_("%1$u open · %2$u in 90 days"), detail->customer_open,
                             detail->customer_recent);
  gtk_label_set_label (self->history, history);

  g_strfreev (self->phones);
  self->phones = collect_phones (detail);
  fill_phones (self);
}
