/* What every page of the desk window is.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-page"

#include "config.h"

#include "ui/widgets/sr-page.h"

/**
 * SrPage:
 *
 * The base of the pages. It holds what the window shows of a page without knowing its inside: what
 * it is called, how much is in it and how much of that is overdue; and what the window tells it: the
 * room, and whether there is place for list and detail side by side.
 *
 * What a page has to say for a moment it gives to sr_announce(), and what was done to
 * sr_announce_done().
 */
typedef struct
{
  /* Owned */
  SrRoom   *room;
  char     *title;
  char     *icon_name;
  char     *view;

  /* State */
  guint     count;
  guint     overdue;
  gboolean  narrow;
  gboolean  can_go_back;
  gboolean  search_mode;
} SrPagePrivate;

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_ICON_NAME,
  PROP_ROOM,
  PROP_COUNT,
  PROP_OVERDUE,
  PROP_NARROW,
  PROP_CAN_GO_BACK,
  PROP_SEARCH_MODE,
  PROP_VIEW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SrPage, sr_page, ADW_TYPE_BIN)

static void
set_flag (SrPage   *self,
          gboolean *flag,
          gboolean  value,
          guint     property)
{
  value = !!value;

  if (*flag == value)
    return;

  *flag = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_text (SrPage      *self,
          char       **text,
          const char  *value,
          guint        property)
{
  if (g_strcmp0 (*text, value) == 0)
    return;

  g_free (*text);
  *text = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
sr_page_get_property (GObject    *object,
                      guint       id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  SrPagePrivate *priv = sr_page_get_instance_private (SR_PAGE (object));

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, priv->title);
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value, priv->icon_name);
      break;
    case PROP_ROOM:
      g_value_set_object (value, priv->room);
      break;
    case PROP_COUNT:
      g_value_set_uint (value, priv->count);
      break;
    case PROP_OVERDUE:
      g_value_set_uint (value, priv->overdue);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, priv->narrow);
      break;
    case PROP_CAN_GO_BACK:
      g_value_set_boolean (value, priv->can_go_back);
      break;
    case PROP_SEARCH_MODE:
      g_value_set_boolean (value, priv->search_mode);
      break;
    case PROP_VIEW:
      g_value_set_string (value, priv->view);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sr_page_set_property (GObject      *object,
                      guint         id,
                      const GValue *value,
                      GParamSpec   *pspec)
{
  SrPage *self = SR_PAGE (object);
  SrPagePrivate *priv = sr_page_get_instance_private (self);

  switch (id)
    {
    case PROP_TITLE:
      set_text (self, &priv->title, g_value_get_string (value), PROP_TITLE);
      break;
    case PROP_ICON_NAME:
      set_text (self, &priv->icon_name, g_value_get_string (value), PROP_ICON_NAME);
      break;
    case PROP_ROOM:
      sr_page_set_room (self, g_value_get_object (value));
      break;
    case PROP_NARROW:
      sr_page_set_narrow (self, g_value_get_boolean (value));
      break;
    case PROP_SEARCH_MODE:
      sr_page_set_search_mode (self, g_value_get_boolean (value));
      break;
    case PROP_VIEW:
      sr_page_set_view (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sr_page_dispose (GObject *object)
{
  SrPagePrivate *priv = sr_page_get_instance_private (SR_PAGE (object));

  g_clear_object (&priv->room);

  G_OBJECT_CLASS (sr_page_parent_class)->dispose (object);
}

static void
sr_page_finalize (GObject *object)
{
  SrPagePrivate *priv = sr_page_get_instance_private (SR_PAGE (object));

  g_free (priv->title);
  g_free (priv->icon_name);
  g_free (priv->view);

  G_OBJECT_CLASS (sr_page_parent_class)->finalize (object);
}

static void
sr_page_class_init (SrPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GParamFlags writable = readable | G_PARAM_WRITABLE;

  object_class->get_property = sr_page_get_property;
  object_class->set_property = sr_page_set_property;
  object_class->dispose = sr_page_dispose;
  object_class->finalize = sr_page_finalize;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, writable);
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, writable);
  properties[PROP_ROOM] = g_param_spec_object ("room", NULL, NULL, SR_TYPE_ROOM, writable);
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_OVERDUE] = g_param_spec_uint ("overdue", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, writable);
  properties[PROP_CAN_GO_BACK] = g_param_spec_boolean ("can-go-back", NULL, NULL, FALSE, readable);
  properties[PROP_SEARCH_MODE] = g_param_spec_boolean ("search-mode", NULL, NULL, FALSE, writable);
  properties[PROP_VIEW] = g_param_spec_string ("view", NULL, NULL, NULL, writable);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sr_page_init (SrPage *self)
{
  SrPagePrivate *priv = sr_page_get_instance_private (self);

  /* Never NULL: the state of an action is its copy. */
  priv->view = g_strdup ("");
}

/**
 * sr_page_get_title:
 *
 * Returns: (transfer none): what the page is called, translated
 */
const char *
sr_page_get_title (SrPage *self)
{
  SrPagePrivate *priv = sr_page_get_instance_private (self);

  g_return_val_if_fail (SR_IS_PAGE (self), NULL);

  return priv->title;
}

/**
 * sr_page_get_icon_name:
 *
 * Returns: (transfer none): a symbolic icon
 */
const char *
sr_page_get_icon_name (SrPage *self)
{
  SrPagePrivate *priv = sr_page_get_instance_private (self);

  g_return_val_if_fail (SR_IS_PAGE (self), NULL);

  return priv->icon_name;
}

/**
 * sr_page_get_room:
 *
 * Returns: (transfer none) (nullable): the room that the page shows
 */
SrRoom *
sr_page_get_room (SrPage *self)
{
  SrPagePrivate *priv = sr_page_get_instance_private (self);

  g_return_val_if_fail (SR_IS_PAGE (self), NULL);

  return priv->room;
}

void
sr_page_set_room (SrPage *self,
                  SrRoom *room)
{
  SrPagePrivate *priv = sr_page_get_instance_private (self);

  g_return_if_fail (SR_IS_PAGE (self));
  g_return_if_fail (room == NULL || SR_IS_ROOM (room));

  if (g_set_object (&priv->room, room))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROOM]);
}

guint
sr_page_get_count (SrPage *self)
{
  SrPagePrivate *priv = sr_page_get_instance_private (self);

  g_return_val_if_fail (SR_IS_PAGE (self), 0);

  return priv->count;
}

guint
sr_page_get_overdue (SrPage *self)
{
  SrPagePrivate *priv = sr_page_get_instance_private (self);

  g_return_val_if_fail (SR_IS_PAGE (self), 0);

  return priv->overdue;
}

/**
 * sr_page_set_counts:
 * @count: how much there is to do in the page
 * @overdue: how much of it is overdue
 *
 * For the pages themselves.
 */
void
sr_page_set_counts (SrPage *self,
                    guint   count,
                    guint   overdue)
{
  SrPagePrivate *priv = sr_page_get_instance_private (self);
  gboolean count_changed;
  gboolean overdue_changed;

  g_return_if_fail (SR_IS_PAGE (self));

  count_changed = priv->count != count;
  overdue_changed = priv->overdue != overdue;
  priv->count = count;
  priv->overdue = overdue;

  if (count_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
  if (overdue_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OVERDUE]);
}

gboolean
sr_page_get_narrow (SrPage *self)
{
  SrPagePrivate *priv = sr_page_get_instance_private (self);

  g_return_val_if_fail (SR_IS_PAGE (self), FALSE);

  return priv->narrow;
}

/**
 * sr_page_set_narrow:
 * @narrow: %TRUE when the detail has to take the place of the list
 */
void
sr_page_set_narrow (SrPage   *self,
                    gboolean  narrow)
{
  SrPagePrivate *priv = sr_page_get_instance_private (self);

  g_return_if_fail (SR_IS_PAGE (self));

  set_flag (self, &priv->narrow, narrow, PROP_NARROW);
}

gboolean
sr_page_get_can_go_back (SrPage *self)
{
  SrPagePrivate *priv = sr_page_get_instance_private (self);

  g_return_val_if_fail (SR_IS_PAGE (self), FALSE);

  return priv->can_go_back;
}

/**
 * sr_page_set_can_go_back:
 * @can_go_back: %TRUE while the detail stands in the place of the list
 *
 * For the pages themselves.
 */
void
sr_page_set_can_go_back (SrPage   *self,
                         gboolean  can_go_back)
{
  SrPagePrivate *priv = sr_page_get_instance_private (self);

  g_return_if_fail (SR_IS_PAGE (self));

  set_flag (self, &priv->can_go_back, can_go_back, PROP_CAN_GO_BACK);
}

gboolean
sr_page_get_search_mode (SrPage *self)
{
  SrPagePrivate *priv = sr_page_get_instance_private (self);

  g_return_val_if_fail (SR_IS_PAGE (self), FALSE);

  return priv->search_mode;
}

void
sr_page_set_search_mode (SrPage   *self,
                         gboolean  search_mode)
{
  SrPagePrivate *priv = sr_page_get_instance_private (self);

  g_return_if_fail (SR_IS_PAGE (self));

  set_flag (self, &priv->search_mode, search_mode, PROP_SEARCH_MODE);
}

/**
 * sr_page_get_view:
 *
 * Returns: (transfer none): the name of the view that is shown, empty if the page has no views
 */
const char *
sr_page_get_view (SrPage *self)
{
  SrPagePrivate *priv = sr_page_get_instance_private (self);

  g_return_val_if_fail (SR_IS_PAGE (self), NULL);

  return priv->view;
}

void
sr_page_set_view (SrPage     *self,
                  const char *view)
{
  SrPagePrivate *priv = sr_page_get_instance_private (self);

  g_return_if_fail (SR_IS_PAGE (self));
  g_return_if_fail (view != NULL);

  set_text (self, &priv->view, view, PROP_VIEW);
}

/**
 * sr_page_focus_pane:
 * @backward: towards the first pane
 * @enter: the focus comes from outside
 *
 * Returns: %TRUE if the focus is in a pane of this page now
 */
gboolean
sr_page_focus_pane (SrPage   *self,
                    gboolean  backward,
                    gboolean  enter)
{
  g_return_val_if_fail (SR_IS_PAGE (self), FALSE);

  if (SR_PAGE_GET_CLASS (self)->focus_pane == NULL)
    return enter && gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);

  return SR_PAGE_GET_CLASS (self)->focus_pane (self, backward, enter);
}

void
sr_page_show_record (SrPage *self,
                     gint64  record)
{
  g_return_if_fail (SR_IS_PAGE (self));

  if (SR_PAGE_GET_CLASS (self)->show_record != NULL)
    SR_PAGE_GET_CLASS (self)->show_record (self, record);
}

void
sr_page_go_back (SrPage *self)
{
  g_return_if_fail (SR_IS_PAGE (self));

  if (sr_page_get_can_go_back (self) && SR_PAGE_GET_CLASS (self)->go_back != NULL)
    SR_PAGE_GET_CLASS (self)->go_back (self);
}

void
sr_page_focus_search (SrPage *self)
{
  g_return_if_fail (SR_IS_PAGE (self));

  sr_page_set_search_mode (self, TRUE);
  if (SR_PAGE_GET_CLASS (self)->focus_search != NULL)
    SR_PAGE_GET_CLASS (self)->focus_search (self);
}

void
sr_page_activate_next (SrPage *self)
{
  g_return_if_fail (SR_IS_PAGE (self));

  if (SR_PAGE_GET_CLASS (self)->activate_next != NULL)
    SR_PAGE_GET_CLASS (self)->activate_next (self);
}

void
sr_page_activate_action (SrPage     *self,
                         const char *action)
{
  g_return_if_fail (SR_IS_PAGE (self));
  g_return_if_fail (action != NULL);

  if (SR_PAGE_GET_CLASS (self)->activate_action != NULL)
    SR_PAGE_GET_CLASS (self)->activate_action (self, action);
}

void
sr_page_explain (SrPage *self)
{
  g_return_if_fail (SR_IS_PAGE (self));

  if (SR_PAGE_GET_CLASS (self)->explain != NULL)
    SR_PAGE_GET_CLASS (self)->explain (self);
}

void
sr_page_reload (SrPage *self)
{
  g_return_if_fail (SR_IS_PAGE (self));

  if (SR_PAGE_GET_CLASS (self)->reload != NULL)
    SR_PAGE_GET_CLASS (self)->reload (self);
}

/**
 * sr_page_is_drawn:
 *
 * Returns: %TRUE unless something that the page shows is still being read
 */
gboolean
sr_page_is_drawn (SrPage *self)
{
  g_return_val_if_fail (SR_IS_PAGE (self), TRUE);

  return SR_PAGE_GET_CLASS (self)->is_drawn == NULL || SR_PAGE_GET_CLASS (self)->is_drawn (self);
}
