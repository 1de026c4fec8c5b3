/* The parts of a filter in words: what a chip says, and what there is to choose.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-filter-parts"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "models/sr-filter-parts.h"

/* A part is one member of SrRequestFilter, or the four about time together. */

typedef enum
{
  PART_TEXTS,
  PART_IDS,
  PART_ID,
  PART_TIME,
  PART_FLAG
} PartType;

#define AT(member) G_STRUCT_OFFSET (SrRequestFilter, member)

static const struct
{
  const char         *title;
  PartType            type;
  gsize               offset;
  const SrChoice     *choices;   /* of texts */
  const SrRecordKind *kind;      /* of ids */
} parts[SR_N_FILTER_PARTS] = {
  [SR_FILTER_PART_STATE] = { NC_("filter", "State"), PART_TEXTS, AT (states), sr_request_states },
  [SR_FILTER_PART_PRIORITY] = { NC_("filter", "Priority"), PART_TEXTS, AT (priorities),
                                sr_priorities },
  [SR_FILTER_PART_TYPE] = { NC_("filter", "Type"), PART_IDS, AT (types), NULL,
                            &sr_service_type_kind },
  [SR_FILTER_PART_OWNER] = { NC_("filter", "Owner"), PART_IDS, AT (owners), NULL, &sr_staff_kind },
  [SR_FILTER_PART_TEAM] = { NC_("filter", "Team"), PART_IDS, AT (teams), NULL, &sr_team_kind },
  [SR_FILTER_PART_CHANNEL] = { NC_("filter", "Channel"), PART_TEXTS, AT (channels), sr_channels },
  [SR_FILTER_PART_TAG] = { NC_("filter", "Tag"), PART_TEXTS, AT (tags) },
  [SR_FILTER_PART_CUSTOMER] = { NC_("filter", "Customer"), PART_ID, AT (customer) },
  [SR_FILTER_PART_TIME] = { NC_("filter", "Time"), PART_TIME },
  [SR_FILTER_PART_EMERGENCY] = { NC_("filter", "Emergencies only"), PART_FLAG, AT (emergency) },
  [SR_FILTER_PART_REPEATS] = { NC_("filter", "Repeats only"), PART_FLAG, AT (repeats) },
  [SR_FILTER_PART_FOLLOWED] = { NC_("filter", "Followed by me"), PART_FLAG, AT (followed) },
};

#define PLACE(filter, part, type) ((type *) G_STRUCT_MEMBER_P (filter, parts[part].offset))

/* A longer list is none that a person made, and the filter refuses it. */
#define MAX_VALUES 64

static void
option_free (gpointer data)
{
  SrFilterOption *option = data;

  g_free (option->value);
  g_free (option->label);
  g_free (option);
}

static void
add_option (GPtrArray  *options,
            const char *value,
            const char *label)
{
  SrFilterOption *option = g_new0 (SrFilterOption, 1);

  option->value = g_strdup (value);
  option->label = g_strdup (label);
  g_ptr_array_add (options, option);
}

static void
add_id_option (GPtrArray  *options,
               gint64      id,
               const char *label)
{
  g_autofree char *value = g_strdup_printf ("%lld", (long long) id);

  add_option (options, value, label);
}

static gboolean
find_id (GArray *ids,
         gint64  id,
         guint  *out_position)
{
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      if (g_array_index (ids, gint64, i) == id)
        {
          *out_position = i;
          return TRUE;
        }
    }

  return FALSE;
}

const char *
sr_filter_part_title (SrFilterPart part)
{
  g_return_val_if_fail (part < SR_N_FILTER_PARTS, NULL);

  return g_dpgettext2 (GETTEXT_PACKAGE, "filter", parts[part].title);
}

gboolean
sr_filter_part_is_flag (SrFilterPart part)
{
  g_return_val_if_fail (part < SR_N_FILTER_PARTS, FALSE);

  return parts[part].type == PART_FLAG;
}

/**
 * sr_filter_part_is_set:
 * @filter: (nullable): a filter
 *
 * Returns: %TRUE if @filter asks for something of this part
 */
gboolean
sr_filter_part_is_set (SrFilterPart           part,
                       const SrRequestFilter *filter)
{
  g_return_val_if_fail (part < SR_N_FILTER_PARTS, FALSE);

  if (filter == NULL)
    return FALSE;

  switch (parts[part].type)
    {
    case PART_TEXTS:
      return *PLACE (filter, part, GStrv) != NULL && **PLACE (filter, part, GStrv) != NULL;
    case PART_IDS:
      return *PLACE (filter, part, GArray *) != NULL && (*PLACE (filter, part, GArray *))->len > 0;
    case PART_ID:
      return *PLACE (filter, part, gint64) != 0;
    case PART_TIME:
      return filter->time_field != NULL;
    case PART_FLAG:
    default:
      return *PLACE (filter, part, gboolean);
    }
}

void
sr_filter_part_clear (SrFilterPart     part,
                      SrRequestFilter *filter)
{
  g_return_if_fail (part < SR_N_FILTER_PARTS);
  g_return_if_fail (filter != NULL);

  switch (parts[part].type)
    {
    case PART_TEXTS:
      g_clear_pointer (PLACE (filter, part, GStrv), g_strfreev);
      break;
    case PART_IDS:
      g_clear_pointer (PLACE (filter, part, GArray *), g_array_unref);
      break;
    case PART_ID:
      *PLACE (filter, part, gint64) = 0;
      break;
    case PART_TIME:
      g_clear_pointer (&filter->time_field, g_free);
      g_clear_pointer (&filter->period, g_free);
      g_clear_pointer (&filter->from, g_free);
      g_clear_pointer (&filter->to, g_free);
      break;
    case PART_FLAG:
      *PLACE (filter, part, gboolean) = FALSE;
      break;
    }
}

static const char *
say_id (SrFilterPart     part,
        gint64           id,
        SrConfiguration *configuration)
{
  if (id == SR_FILTER_ME)
    return C_("filter", "Me");
  if (id == SR_FILTER_NOBODY)
    return part == SR_FILTER_PART_TEAM ? C_("filter", "No team") : C_("filter", "Nobody");

  return sr_configuration_get_label (configuration, parts[part].kind->name, id);
}

/* Who is no longer active is offered while the filter asks for them. */
static void
add_records (GPtrArray             *options,
             SrFilterPart           part,
             const SrRequestFilter *filter,
             SrConfiguration       *configuration)
{
  GPtrArray *rows = sr_configuration_get_rows (configuration, parts[part].kind);
  int active = sr_record_kind_find_field (parts[part].kind, "active");

  for (guint i = 0; i < rows->len; i++)
    {
      const SrRow *row = g_ptr_array_index (rows, i);
      gint64 id = sr_row_get_id (row);
      guint position;

      if (active < 0 || sr_row_get_integer (row, (guint) active) != 0
          || (filter != NULL && find_id (*PLACE (filter, part, GArray *), id, &position)))
        add_id_option (options, id, say_id (part, id, configuration));
    }
}

/**
 * sr_filter_part_options:
 * @filter: (nullable): the filter as it is
 *
 * Returns: (transfer full) (element-type SrFilterOption): what there is to choose, in the order in which
 *   it is offered
 */
GPtrArray *
sr_filter_part_options (SrFilterPart           part,
                        const SrRequestFilter *filter,
                        SrConfiguration       *configuration)
{
  GPtrArray *options = g_ptr_array_new_with_free_func (option_free);

  g_return_val_if_fail (part < SR_N_FILTER_PARTS, options);

  for (const SrChoice *choice = parts[part].choices; choice != NULL && choice->value != NULL;
       choice++)
    add_option (options, choice->value, sr_choice_label (parts[part].choices, choice->value));

  if (part == SR_FILTER_PART_OWNER)
    add_id_option (options, SR_FILTER_ME, say_id (part, SR_FILTER_ME, configuration));
  if (part == SR_FILTER_PART_OWNER || part == SR_FILTER_PART_TEAM)
    add_id_option (options, SR_FILTER_NOBODY, say_id (part, SR_FILTER_NOBODY, configuration));
  if (parts[part].kind != NULL)
    add_records (options, part, filter, configuration);

  /* Tags are no list of the room: those that were chosen can be taken away. */
  for (guint i = 0; part == SR_FILTER_PART_TAG && filter != NULL && filter->tags != NULL
                    && filter->tags[i] != NULL; i++)
    add_option (options, filter->tags[i], filter->tags[i]);

  return options;
}

gboolean
sr_filter_part_has (SrFilterPart           part,
                    const SrRequestFilter *filter,
                    const char            *value)
{
  guint position;

  g_return_val_if_fail (part < SR_N_FILTER_PARTS && value != NULL, FALSE);

  if (!sr_filter_part_is_set (part, filter))
    return FALSE;

  switch (parts[part].type)
    {
    case PART_TEXTS:
      return g_strv_contains (*PLACE (filter, part, const char *const *), value);
    case PART_IDS:
      return find_id (*PLACE (filter, part, GArray *), g_ascii_strtoll (value, NULL, 10),
                      &position);
    case PART_ID:
      return *PLACE (filter, part, gint64) == g_ascii_strtoll (value, NULL, 10);
    case PART_TIME:
      return g_str_equal (filter->time_field, value);
    case PART_FLAG:
    default:
      return TRUE;
    }
}

static gboolean
set_text (GStrv      *texts,
          const char *value,
          gboolean    is_set)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GStrv before = *texts;

  if (is_set && before != NULL && g_strv_length (before) >= MAX_VALUES)
    return FALSE;

  for (guint i = 0; before != NULL && before[i] != NULL; i++)
    {
      if (!g_str_equal (before[i], value))
        g_strv_builder_add (builder, before[i]);
    }
  if (is_set)
    g_strv_builder_add (builder, value);

  *texts = g_strv_builder_end (builder);
  g_strfreev (before);
  if (**texts == NULL)
    g_clear_pointer (texts, g_strfreev);

  return TRUE;
}

static gboolean
set_id (GArray   **ids,
        gint64     id,
        gboolean   is_set)
{
  guint position;

  if (*ids == NULL)
    *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (is_set && (*ids)->len >= MAX_VALUES)
    return FALSE;

  if (find_id (*ids, id, &position))
    g_array_remove_index (*ids, position);
  if (is_set)
    g_array_append_val (*ids, id);
  if ((*ids)->len == 0)
    g_clear_pointer (ids, g_array_unref);

  return TRUE;
}

/**
 * sr_filter_part_set:
 * @value: of an option; a tag; the id of a customer; of a flag anything. Time is set in the filter
 *   itself
 * @is_set: whether it is asked for
 *
 * Returns: %FALSE if there are too many already
 */
gboolean
sr_filter_part_set (SrFilterPart     part,
                    SrRequestFilter *filter,
                    const char      *value,
                    gboolean         is_set)
{
  g_return_val_if_fail (part < SR_N_FILTER_PARTS && part != SR_FILTER_PART_TIME, FALSE);
  g_return_val_if_fail (filter != NULL && value != NULL, FALSE);

  switch (parts[part].type)
    {
    case PART_TEXTS:
      return set_text (PLACE (filter, part, GStrv), value, is_set);
    case PART_IDS:
      return set_id (PLACE (filter, part, GArray *), g_ascii_strtoll (value, NULL, 10), is_set);
    case PART_ID:
      *PLACE (filter, part, gint64) = is_set ? g_ascii_strtoll (value, NULL, 10) : 0;
      return TRUE;
    case PART_FLAG:
      *PLACE (filter, part, gboolean) = is_set;
      return TRUE;
    case PART_TIME:
    default:
      return FALSE;
    }
}

static char *
join (GPtrArray *words)
{
  g_ptr_array_add (words, NULL);

  /* Translators: between the members of a list */
  return g_strjoinv (_(", "), (char **) words->pdata);
}

static char *
say_values (SrFilterPart           part,
            const SrRequestFilter *filter,
            SrConfiguration       *configuration)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  if (parts[part].type == PART_TEXTS)
    {
      GStrv texts = *PLACE (filter, part, GStrv);

      for (guint i = 0; texts[i] != NULL; i++)
        g_ptr_array_add (words, (char *) (parts[part].choices != NULL
                                            ? sr_choice_label (parts[part].choices, texts[i])
                                            : texts[i]));
    }
  else
    {
      GArray *ids = *PLACE (filter, part, GArray *);

      for (guint i = 0; i < ids->len; i++)
        g_ptr_array_add (words, (char *) say_id (part, g_array_index (ids, gint64, i),
                                                 configuration));
    }

  return join (words);
}

static char *
say_period (const SrRequestFilter *filter)
{
  if (filter->from != NULL && filter->to != NULL)
    /* Translators: two dates, both of which count */
    return g_strdup_printf (C_("period", "%1$s to %2$s"), filter->from, filter->to);
  if (filter->from != NULL)
    return g_strdup_printf (C_("period", "since %s"), filter->from);
  if (filter->to != NULL)
    return g_strdup_printf (C_("period", "until %s"), filter->to);
  if (g_str_equal (filter->period, "between"))
    return g_strdup (C_("period", "at any time"));

  return g_strdup (sr_choice_label (sr_filter_periods, filter->period));
}

/**
 * sr_filter_part_say:
 * @filter: a filter that has this part
 * @customer: (nullable): what the customer of the filter is called
 *
 * Returns: (transfer full): "Priority: Urgent, High"
 */
char *
sr_filter_part_say (SrFilterPart           part,
                    const SrRequestFilter *filter,
                    SrConfiguration       *configuration,
                    const char            *customer)
{
  const char *title = sr_filter_part_title (part);
  g_autofree char *value = NULL;

  g_return_val_if_fail (sr_filter_part_is_set (part, filter), NULL);

  switch (parts[part].type)
    {
    case PART_TEXTS:
    case PART_IDS:
      value = say_values (part, filter, configuration);
      break;
    case PART_ID:
      value = g_strdup (customer != NULL ? customer : "…");
      break;
    case PART_TIME:
      title = sr_choice_label (sr_filter_times, filter->time_field);
      value = say_period (filter);
      break;
    case PART_FLAG:
    default:
      return g_strdup (title);
    }

  /* Translators: a part of a filter and what is asked for: "Priority: Urgent, High" */
  return g_strdup_printf (C_("filter", "%1$s: %2$s"), title, value);
}
