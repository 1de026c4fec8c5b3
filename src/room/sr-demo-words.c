/* The words of the demonstration: sentences grown from a grammar.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-demo-words"

#include "config.h"

#include <string.h>

#include "room/sr-demo-resource.h"
#include "room/sr-demo-words.h"

#define WORDS_PATH "/org/serviceroom/ServiceRoom/demo/words.json"
#define NO_SYMBOL G_MAXUINT

/**
 * Piece:
 * @text: (nullable): what is said as it is
 * @symbol: else: what is replaced; %NO_SYMBOL: a number between @from and @to
 */
typedef struct
{
  char *text;
  guint symbol;
  gint32 from;
  gint32 to;
} Piece;

typedef struct
{
  GArray *pieces;   /* of Piece */
  guint   until;    /* sum of the weights so far */
} Alternative;

typedef struct
{
  GArray *alternatives;  /* of Alternative */
  guint   weight;
} List;

struct _SrDemoWords
{
  JsonNode   *root;
  GArray     *types;     /* of SrDemoType */
  GHashTable *lists;     /* name -> List */
  GHashTable *symbols;   /* last part of a name -> its number + 1 */
  List      **found;     /* [type + 1][symbol]: the list that a symbol means there; borrowed */
};

struct _SrDemoTalk
{
  SrDemoWords *words;
  List       **found;   /* of its type */
  char        *said[];  /* by symbol */
};

static void
clear_piece (gpointer data)
{
  g_free (((Piece *) data)->text);
}

static void
clear_alternative (gpointer data)
{
  g_array_unref (((Alternative *) data)->pieces);
}

static void
list_free (gpointer data)
{
  g_array_unref (((List *) data)->alternatives);
  g_free (data);
}

static void
clear_type (gpointer data)
{
  SrDemoType *type = data;

  g_free (type->code);
  g_free (type->name);
  g_free (type->team);
}

static guint
intern (SrDemoWords *self,
        const char  *symbol)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->symbols, symbol));

  if (number == 0)
    {
      number = g_hash_table_size (self->symbols) + 1;
      g_hash_table_insert (self->symbols, g_strdup (symbol), GUINT_TO_POINTER (number));
    }

  return number - 1;
}

static void
add_piece (SrDemoWords *self,
           GArray      *pieces,
           const char  *begin,
           const char  *end,
           gboolean     is_symbol)
{
  g_autofree char *text = g_strndup (begin, end - begin);
  Piece piece = { NULL, NO_SYMBOL, 0, 0 };

  if (text[0] == '\0')
    return;

  if (!is_symbol)
    {
      piece.text = g_steal_pointer (&text);
    }
  else if (text[0] == '#')
    {
      piece.from = atoi (text + 1);
      piece.to = atoi (strchr (text, '-') + 1);
    }
  else
    {
      piece.symbol = intern (self, text);
    }
  g_array_append_val (pieces, piece);
}

static void
add_alternative (SrDemoWords *self,
                 List        *list,
                 const char  *text)
{
  const char *star = strrchr (text, '*');
  const char *end = star != NULL ? star : text + strlen (text);
  Alternative alternative = { g_array_new (FALSE, FALSE, sizeof (Piece)), 0 };

  list->weight += star != NULL ? atoi (star + 1) : 1;
  alternative.until = list->weight;
  g_array_set_clear_func (alternative.pieces, clear_piece);

  while (text < end)
    {
      const char *open = memchr (text, '{', end - text);
      const char *close = open != NULL ? strchr (open, '}') : NULL;

      add_piece (self, alternative.pieces, text, open != NULL ? open : end, FALSE);
      if (open != NULL)
        add_piece (self, alternative.pieces, open + 1, close, TRUE);
      text = open != NULL ? close + 1 : end;
    }

  g_array_append_val (list->alternatives, alternative);
}

static void
read_lists (SrDemoWords *self,
            JsonObject  *lists)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, lists);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      JsonArray *texts = json_node_get_array (node);
      List *list = g_new0 (List, 1);
      const char *dot = strrchr (name, '.');

      list->alternatives = g_array_new (FALSE, FALSE, sizeof (Alternative));
      g_array_set_clear_func (list->alternatives, clear_alternative);
      for (guint i = 0; i < json_array_get_length (texts); i++)
        add_alternative (self, list, json_array_get_string_element (texts, i));

      g_hash_table_insert (self->lists, g_strdup (name), list);
      intern (self, dot != NULL ? dot + 1 : name);
    }
}

static void
read_types (SrDemoWords *self,
            JsonObject  *types)
{
  JsonObjectIter iter;
  const char *code;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, types);
  while (json_object_iter_next_ordered (&iter, &code, &node))
    {
      JsonObject *object = json_node_get_object (node);
      SrDemoType type = { 0 };

      type.code = g_strdup (code);
      type.name = g_strdup (json_object_get_string_member (object, "name"));
      type.weight = json_object_get_double_member_with_default (object, "weight", 0);
      type.spot = json_object_get_int_member_with_default (object, "spot", 0);
      type.summer = json_object_get_double_member_with_default (object, "summer", 1);
      type.storm = json_object_get_double_member_with_default (object, "storm", 1);
      type.team = g_strdup (json_object_get_string_member_with_default (object, "team", NULL));
      g_array_append_val (self->types, type);
    }
}

/* That of the type, of its family, of all. */
static List *
find_list (SrDemoWords *self,
           const char  *code,
           const char  *symbol)
{
  g_autofree char *own = g_strconcat (code, ".", symbol, NULL);
  g_auto (GStrv) parts = g_strsplit (code, ".", 2);
  g_autofree char *of_family = g_strconcat (parts[0] != NULL ? parts[0] : "", ".", symbol, NULL);
  List *list = g_hash_table_lookup (self->lists, own);

  if (list == NULL)
    list = g_hash_table_lookup (self->lists, of_family);

  return list != NULL ? list : g_hash_table_lookup (self->lists, symbol);
}

static void
find_lists (SrDemoWords *self)
{
  guint n_symbols = g_hash_table_size (self->symbols);
  GHashTableIter iter;
  gpointer symbol;
  gpointer number;

  self->found = g_new0 (List *, (self->types->len + 1) * n_symbols);
  g_hash_table_iter_init (&iter, self->symbols);
  while (g_hash_table_iter_next (&iter, &symbol, &number))
    {
      guint column = GPOINTER_TO_UINT (number) - 1;

      for (guint i = 0; i <= self->types->len; i++)
        {
          const char *code = i > 0 ? g_array_index (self->types, SrDemoType, i - 1).code : "";

          self->found[i * n_symbols + column] = find_list (self, code, symbol);
        }
    }
}

/**
 * sr_demo_words_new:
 *
 * Returns: (transfer full) (nullable): the words that the program ships
 */
SrDemoWords *
sr_demo_words_new (GError **error)
{
  g_autoptr (SrDemoWords) self = g_new0 (SrDemoWords, 1);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (sr_demo_get_resource (), WORDS_PATH, 0, error);
  g_autofree char *text = NULL;
  JsonObject *root;

  if (bytes == NULL)
    return NULL;

  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  self->root = json_from_string (text, error);
  if (self->root == NULL)
    return NULL;

  self->types = g_array_new (FALSE, FALSE, sizeof (SrDemoType));
  g_array_set_clear_func (self->types, clear_type);
  self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, list_free);
  self->symbols = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  root = json_node_get_object (self->root);
  read_types (self, json_object_get_object_member (root, "types"));
  read_lists (self, json_object_get_object_member (root, "lists"));
  find_lists (self);

  return g_steal_pointer (&self);
}

/**
 * sr_demo_words_free:
 * @self: (nullable) (transfer full):
 */
void
sr_demo_words_free (SrDemoWords *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->root, json_node_unref);
  g_clear_pointer (&self->types, g_array_unref);
  g_clear_pointer (&self->lists, g_hash_table_unref);
  g_clear_pointer (&self->symbols, g_hash_table_unref);
  g_free (self->found);
  g_free (self);
}

/**
 * sr_demo_words_get_n_types:
 *
 * Returns: how many service types are spoken of
 */
guint
sr_demo_words_get_n_types (SrDemoWords *self)
{
  return self->types->len;
}

/**
 * sr_demo_words_get_type:
 *
 * Returns: (transfer none): a service type
 */
const SrDemoType *
sr_demo_words_get_type (SrDemoWords *self,
                        guint        type)
{
  return &g_array_index (self->types, SrDemoType, type);
}

/**
 * sr_demo_words_get_names:
 * @which: "causes", "resolutions" or "teams"
 *
 * Returns: (transfer none): what each code is called
 */
JsonObject *
sr_demo_words_get_names (SrDemoWords *self,
                         const char  *which)
{
  return json_object_get_object_member (json_node_get_object (self->root), which);
}

/**
 * sr_demo_words_get_calendar:
 *
 * Returns: (transfer none): what the calendar is called
 */
const char *
sr_demo_words_get_calendar (SrDemoWords *self)
{
  return json_object_get_string_member (json_node_get_object (self->root), "calendar");
}

/**
 * sr_demo_talk_new:
 * @words: lives longer than this
 * @type: an index of a service type, or -1 for what is of none
 *
 * Returns: (transfer full): a talk in which nothing is said yet
 */
SrDemoTalk *
sr_demo_talk_new (SrDemoWords *words,
                  int          type)
{
  guint n_symbols = g_hash_table_size (words->symbols);
  SrDemoTalk *self = g_malloc0 (sizeof (SrDemoTalk) + n_symbols * sizeof (char *));

  self->words = words;
  self->found = words->found + (type + 1) * n_symbols;

  return self;
}

/**
 * sr_demo_talk_free:
 * @self: (nullable) (transfer full):
 */
void
sr_demo_talk_free (SrDemoTalk *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < g_hash_table_size (self->words->symbols); i++)
    g_free (self->said[i]);
  g_free (self);
}

static guint
find_symbol (SrDemoTalk *self,
             const char *symbol)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->words->symbols, symbol));

  if (number == 0)
    g_error ("The words of the demonstration have no “%s”.", symbol);

  return number - 1;
}

/**
 * sr_demo_talk_set:
 * @symbol: what is known before anything is said, "caller"
 */
void
sr_demo_talk_set (SrDemoTalk *self,
                  const char *symbol,
                  const char *text)
{
  guint number = find_symbol (self, symbol);

  g_free (self->said[number]);
  self->said[number] = g_strdup (text);
}

static const char *say (SrDemoTalk *self,
                        guint       symbol,
                        GRand      *rand);

static char *
say_anew (SrDemoTalk *self,
          guint       symbol,
          GRand      *rand)
{
  const List *list = self->found[symbol];
  const Alternative *chosen;
  GString *text;
  guint dice;
  guint i = 0;

  if (list == NULL)
    return g_strdup ("");

  text = g_string_new (NULL);
  dice = g_rand_int_range (rand, 0, list->weight);
  while (g_array_index (list->alternatives, Alternative, i).until <= dice)
    i++;
  chosen = &g_array_index (list->alternatives, Alternative, i);

  for (i = 0; i < chosen->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (chosen->pieces, Piece, i);

      if (piece->text != NULL)
        g_string_append (text, piece->text);
      else if (piece->symbol != NO_SYMBOL)
        g_string_append (text, say (self, piece->symbol, rand));
      else
        g_string_append_printf (text, "%d", g_rand_int_range (rand, piece->from, piece->to + 1));
    }

  return g_string_free (text, FALSE);
}

static const char *
say (SrDemoTalk *self,
     guint       symbol,
     GRand      *rand)
{
  if (self->said[symbol] == NULL)
    self->said[symbol] = say_anew (self, symbol, rand);

  return self->said[symbol];
}

/**
 * sr_demo_talk_say:
 * @symbol: the name of a list without its type
 *
 * Returns: (transfer none): one of its alternatives, the same for ever after
 */
const char *
sr_demo_talk_say (SrDemoTalk *self,
                  const char *symbol,
                  GRand      *rand)
{
  return say (self, find_symbol (self, symbol), rand);
}

/**
 * sr_demo_talk_say_anew:
 * @symbol: the name of a list without its type
 *
 * Returns: (transfer full): one of its alternatives, whatever was said before
 */
char *
sr_demo_talk_say_anew (SrDemoTalk *self,
                       const char *symbol,
                       GRand      *rand)
{
  return say_anew (self, find_symbol (self, symbol), rand);
}
