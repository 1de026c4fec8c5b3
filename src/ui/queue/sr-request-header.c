/* What a request is, in few lines, and who watches it.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-request-header"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "models/sr-due.h"
#include "ui/queue/sr-request-header.h"
#include "ui/queue/sr-snooze-button.h"
#include "ui/queue/sr-tag-editor.h"
#include "ui/widgets/sr-accessible.h"
#include "ui/widgets/sr-announce.h"
#include "ui/widgets/sr-priority-label.h"
#include "ui/widgets/sr-wrap-box.h"

/**
 * SrRequestHeader:
 *
 * Number, title, facts and tags of a request; beside the number the star of who follows it, a way to
 * put it aside, and one to give it a tag. What is pressed is done by the action "request.act-now" of
 * whoever stands above, so that it is refused, told and undone as any other act.
 */
struct _SrRequestHeader
{
  AdwBin parent_instance;

  /* Template */
  GtkLabel        *number;
  GtkButton       *follow_button;
  SrSnoozeButton  *snooze_button;
  GtkMenuButton   *tag_button;
  GtkMenuButton   *menu_button;
  GtkLabel        *title;
  GtkLabel        *type;
  SrPriorityLabel *priority;
  GtkLabel        *state;
  GtkLabel        *owner;
  SrWrapBox       *tags_box;
  GtkWidget       *snoozed_box;
  GtkLabel        *snoozed;

  /* Owned */
  SrRoom          *room;
  GtkWidget       *tag_editor;  /* NULL until somebody asks for it */
  GStrv            tags;        /* of the chips */

  /* Borrowed */
  SrRequestDetail *detail;

  /* State */
  gboolean         is_tagging;  /* the chips can be removed */
};

G_DEFINE_FINAL_TYPE (SrRequestHeader, sr_request_header, ADW_TYPE_BIN)

static gboolean
is_possible (SrRequestHeader  *self,
             const char       *action,
             GError          **error)
{
  return sr_action_is_possible (sr_action_find (&sr_request_kind, action), &sr_request_kind,
                                sr_situation_holder_get (self->detail->situation), error);
}

/* The facts */

static char *
describe_type (SrRequestHeader *self)
{
  const char *name = self->detail->request->labels[SR_REQUEST_TYPE];
  const SrRow *type =
    sr_configuration_find (self->detail->configuration, &sr_service_type_kind,
                           sr_row_get_integer (self->detail->request->row, SR_REQUEST_TYPE));
  const char *family;

  if (type == NULL)
    return NULL;

  family = sr_choice_label (sr_type_families, sr_row_get_text (type, SR_SERVICE_TYPE_FAMILY));
  if (g_strcmp0 (family, name) == 0 || name == NULL)
    return g_strdup (family);

  return g_strdup_printf (C_("facts", "%s · %s"), family, name);
}

static void
fill_facts (SrRequestHeader *self)
{
  const SrRow *request = self->detail->request->row;
  const char *owner = self->detail->request->labels[SR_REQUEST_OWNER];
  g_autofree char *type = describe_type (self);

  gtk_label_set_label (self->number, sr_row_get_text (request, SR_REQUEST_NUMBER));
  gtk_label_set_label (self->title, sr_row_get_text (request, SR_REQUEST_TITLE));
  gtk_label_set_label (self->type, type != NULL ? type : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->type), type);
  sr_priority_label_set_priority (self->priority, sr_row_get_text (request, SR_REQUEST_PRIORITY));
  gtk_label_set_label (self->state, sr_choice_label (sr_request_states,
                                                     sr_row_get_text (request, SR_REQUEST_STATE)));
  gtk_label_set_label (self->owner, owner != NULL ? owner : _("unassigned"));
}

static void
on_copy_number_cb (SrRequestHeader *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          gtk_label_get_label (self->number));
  sr_announce (GTK_WIDGET (self), _("The number was copied."));
}

/* Following */

static char *
describe_followers (SrRequestHeader *self)
{
  GPtrArray *followers = self->detail->followers;
  const char *what = self->detail->follows ? _("Stop following") : _("Follow");
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *list = NULL;

  if (followers->len == 0)
    return g_strdup (what);

  g_ptr_array_extend (names, followers, NULL, NULL);
  g_ptr_array_add (names, NULL);
  list = g_strjoinv (_(", "), (char **) names->pdata);

  /* Translators: what the star does, then how many people follow the request, then their names */
  return g_strdup_printf (ngettext ("%1$s · %2$u person follows it: %3$s",
                                    "%1$s · %2$u people follow it: %3$s", followers->len),
                          what, followers->len, list);
}

static void
fill_follow (SrRequestHeader *self)
{
  gboolean follows = self->detail->follows;
  g_autofree char *tooltip = describe_followers (self);
  g_autoptr (GError) error = NULL;
  gboolean possible = is_possible (self, follows ? "unfollow" : "follow", &error);

  gtk_button_set_icon_name (self->follow_button,
                            follows ? "starred-symbolic" : "non-starred-symbolic");
  sr_accessible_set_name (GTK_WIDGET (self->follow_button), follows ? _("Unfollow") : _("Follow"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->follow_button), possible);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->follow_button),
                               possible ? tooltip : error->message);
}

static void
on_follow_clicked_cb (SrRequestHeader *self)
{
  if (self->detail == NULL)
    return;

  gtk_widget_activate_action (GTK_WIDGET (self), "request.act-now", "(sa{ss})",
                              self->detail->follows ? "unfollow" : "follow", NULL);
}

/* Putting aside */

static void
fill_snoozed (SrRequestHeader *self,
              gint64           now)
{
  gint64 until = self->detail->snoozed_until;
  g_autofree char *when = NULL;
  g_autofree char *sentence = NULL;

  gtk_widget_set_visible (self->snoozed_box, until > now);
  if (until <= now)
    return;

  when = sr_due_when (until, sr_configuration_get_zone (self->detail->configuration), now);
  /* Translators: until when a request is put aside: "Snoozed until today 11:12" */
  sentence = g_strdup_printf (_("Snoozed until %s"), when);
  gtk_label_set_label (self->snoozed, sentence);
}

/* Tags */

/* Sends the whole list: that is what a request has. */
static void
give_tags (SrRequestHeader   *self,
           const char *const *tags)
{
  g_autoptr (SrRow) row = sr_row_new (&sr_request_kind);
  GVariantBuilder builder;
  const char *text;

  sr_row_set_list (row, SR_REQUEST_TAGS, tags);
  text = sr_row_get_text (row, SR_REQUEST_TAGS);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&builder, "{ss}", "tags", text != NULL ? text : "");
  gtk_widget_activate_action (GTK_WIDGET (self), "request.act-now", "(sa{ss})", "tag", &builder);
}

static void
change_tags (SrRequestHeader *self,
             const char      *without,
             const char      *with)
{
  g_auto (GStrv) tags = sr_row_get_list (self->detail->request->row, SR_REQUEST_TAGS);
  g_autoptr (GPtrArray) changed = g_ptr_array_new ();

  for (guint i = 0; tags[i] != NULL; i++)
    {
      if (g_strcmp0 (tags[i], without) != 0)
        g_ptr_array_add (changed, tags[i]);
    }
  if (with != NULL)
    g_ptr_array_add (changed, (char *) with);
  g_ptr_array_add (changed, NULL);
  give_tags (self, (const char *const *) changed->pdata);
}

static void
on_remove_tag_cb (SrRequestHeader *self,
                  GtkWidget       *button)
{
  if (self->detail == NULL)
    return;

  /* The chip goes, and the focus must not. */
  gtk_widget_grab_focus (GTK_WIDGET (self->tag_button));
  change_tags (self, g_object_get_data (G_OBJECT (button), "tag"), NULL);
}

static void
on_tag_added_cb (SrRequestHeader *self,
                 const char      *tag)
{
  if (self->detail != NULL)
    change_tags (self, NULL, tag);
}

static void
add_chip (SrRequestHeader *self,
          const char      *tag)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *label = gtk_label_new (tag);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (chip), label);
  gtk_widget_add_css_class (chip, "tag");
  if (self->is_tagging)
    {
      GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
      /* Translators: %s is a tag */
      g_autofree char *name = g_strdup_printf (_("Remove the tag “%s”"), tag);

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_set_tooltip_text (button, name);
      sr_accessible_set_name (button, name);
      g_object_set_data_full (G_OBJECT (button), "tag", g_strdup (tag), g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (on_remove_tag_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (chip), button);
    }
  sr_wrap_box_append (self->tags_box, chip);
}

/* Chips that stay the same stay, and so does the focus in them. */
static void
fill_chips (SrRequestHeader *self,
            gboolean         is_tagging)
{
  g_auto (GStrv) tags = sr_row_get_list (self->detail->request->row, SR_REQUEST_TAGS);

  if (self->tags != NULL && self->is_tagging == is_tagging &&
      g_strv_equal ((const char *const *) self->tags, (const char *const *) tags))
    return;

  g_strfreev (self->tags);
  self->tags = g_steal_pointer (&tags);
  self->is_tagging = is_tagging;
  sr_wrap_box_clear (self->tags_box);
  for (guint i = 0; self->tags[i] != NULL; i++)
    add_chip (self, self->tags[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->tags_box), self->tags[0] != NULL);
}

static void
fill_tags (SrRequestHeader *self)
{
  g_autoptr (GError) error = NULL;
  gboolean is_tagging = is_possible (self, "tag", &error);

  fill_chips (self, is_tagging);
  gtk_widget_set_sensitive (GTK_WIDGET (self->tag_button), is_tagging);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->tag_button),
                               is_tagging ? _("Add a tag") : error->message);
  if (self->tag_editor != NULL)
    sr_tag_editor_set_tags (SR_TAG_EDITOR (self->tag_editor), (const char *const *) self->tags);
}

static void
on_create_tag_popup_cb (GtkMenuButton *button,
                        gpointer       user_data)
{
  SrRequestHeader *self = user_data;

  if (self->room == NULL || self->detail == NULL)
    return;

  if (self->tag_editor == NULL)
    {
      self->tag_editor = sr_tag_editor_new ();
      g_signal_connect_object (self->tag_editor, "added", G_CALLBACK (on_tag_added_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_menu_button_set_popover (button, self->tag_editor);
      fill_tags (self);
    }
  sr_tag_editor_begin (SR_TAG_EDITOR (self->tag_editor), self->room);
}

/* What leads away from the request, and is no act on it. */
static void
on_create_menu_cb (GtkMenuButton *button,
                   gpointer       user_data)
{
  g_autoptr (GMenu) menu = NULL;

  if (gtk_menu_button_get_menu_model (button) != NULL)
    return;

  menu = g_menu_new ();
  g_menu_append (menu, _("_New Request Like This…"), "request.copy");
  g_menu_append (menu, _("_Save as Template…"), "request.save-template");
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
sr_request_header_dispose (GObject *object)
{
  SrRequestHeader *self = SR_REQUEST_HEADER (object);

  self->tag_editor = NULL;
  g_clear_pointer (&self->tags, g_strfreev);
  g_clear_object (&self->room);

  G_OBJECT_CLASS (sr_request_header_parent_class)->dispose (object);
}

static void
sr_request_header_class_init (SrRequestHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sr_request_header_dispose;

  g_type_ensure (SR_TYPE_PRIORITY_LABEL);
  g_type_ensure (SR_TYPE_SNOOZE_BUTTON);
  g_type_ensure (SR_TYPE_WRAP_BOX);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/serviceroom/ServiceRoom/queue/sr-request-header.ui");
  gtk_widget_class_bind_template_child (widget_class, SrRequestHeader, number);
  gtk_widget_class_bind_template_child (widget_class, SrRequestHeader, follow_button);
  gtk_widget_class_bind_template_child (widget_class, SrRequestHeader, snooze_button);
  gtk_widget_class_bind_template_child (widget_class, SrRequestHeader, tag_button);
  gtk_widget_class_bind_template_child (widget_class, SrRequestHeader, menu_button);
  gtk_widget_class_bind_template_child (widget_class, SrRequestHeader, title);
  gtk_widget_class_bind_template_child (widget_class, SrRequestHeader, type);
  gtk_widget_class_bind_template_child (widget_class, SrRequestHeader, priority);
  gtk_widget_class_bind_template_child (widget_class, SrRequestHeader, state);
  gtk_widget_class_bind_template_child (widget_class, SrRequestHeader, owner);
  gtk_widget_class_bind_template_child (widget_class, SrRequestHeader, tags_box);
  gtk_widget_class_bind_template_child (widget_class, SrRequestHeader, snoozed_box);
  gtk_widget_class_bind_template_child (widget_class, SrRequestHeader, snoozed);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_number_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_follow_clicked_cb);
}

static void
sr_request_header_init (SrRequestHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sr_accessible_set_name (GTK_WIDGET (self->tag_button), _("Add a tag"));
  gtk_menu_button_set_create_popup_func (self->tag_button, on_create_tag_popup_cb, self, NULL);
  sr_accessible_set_name (GTK_WIDGET (self->menu_button), _("Request Menu"));
  gtk_menu_button_set_create_popup_func (self->menu_button, on_create_menu_cb, self, NULL);
}

/**
 * sr_request_header_set_room:
 * @room: (nullable): where the tags in use are asked for
 */
void
sr_request_header_set_room (SrRequestHeader *self,
                            SrRoom          *room)
{
  g_return_if_fail (SR_IS_REQUEST_HEADER (self));

  g_set_object (&self->room, room);
}

/**
 * sr_request_header_set_detail:
 * @detail: (nullable): the request
 * @now: the present instant
 */
void
sr_request_header_set_detail (SrRequestHeader *self,
                              SrRequestDetail *detail,
                              gint64           now)
{
  gboolean is_another = self->detail != detail;

  g_return_if_fail (SR_IS_REQUEST_HEADER (self));

  self->detail = detail;
  sr_snooze_button_set_detail (self->snooze_button, detail, now);
  if (detail == NULL)
    return;

  fill_snoozed (self, now);
  if (!is_another)
    return;

  fill_facts (self);
  fill_follow (self);
  fill_tags (self);
}
