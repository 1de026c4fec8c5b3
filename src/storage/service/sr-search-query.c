/* What a person types into a search field, understood.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-search-query"

#include "config.h"

#include <string.h>

#include "base/sr-text.h"
#include "domain/service/sr-number.h"
#include "storage/service/sr-search-query.h"
#include "storage/service/sr-search-words.h"

/* A text is a row of runs: of digits, or of anything else but white space. The index has a run of
 * digits as one token, forwards in one column and backwards in the other; any other run as its
 * overlapping pairs of characters and its last character alone:
 *
 *   "三楼4号vpn"  →  三楼 楼 | 4 | 号v vp pn n
 *
 * So a run of two or more characters is a phrase of pairs, which reaches into the next run only by the
 * single character between them; one character is the beginning of a token. Letters and punctuation
 * are cut like Chinese. White space leaves no trace. */

struct _SrSearchQuery
{
  GPtrArray *words;     /* (element-type GArray) (element-type SrSearchSpelling) */
  char      *match;     /* (nullable): for FTS5 */
  gboolean   is_exact;  /* whether @match finds nothing but what a scan finds */
};

typedef enum
{
  CLASS_SPACE,
  CLASS_DIGIT,
  CLASS_OTHER
} Class;

typedef struct
{
  const char *text;
  gsize       length;
  Class       class;
} Run;

static Class
classify (gunichar character)
{
  if (character < 0x80 && g_ascii_isdigit (character))
    return CLASS_DIGIT;

  return sr_search_words_is_space (character) ? CLASS_SPACE : CLASS_OTHER;
}

/* The run that starts at *@position, which is moved behind it. FALSE at the end. */
static gboolean
next_run (const char **position,
          Run         *run)
{
  const char *p = *position;

  while (*p != '\0' && classify (g_utf8_get_char (p)) == CLASS_SPACE)
    p = g_utf8_next_char (p);
  if (*p == '\0')
    return FALSE;

  run->text = p;
  run->class = classify (g_utf8_get_char (p));
  while (*p != '\0' && classify (g_utf8_get_char (p)) == run->class)
    p = g_utf8_next_char (p);
  run->length = p - run->text;
  *position = p;

  return TRUE;
}

static void
append_token (GString    *tokens,
              const char *token,
              gsize       length)
{
  if (tokens->len > 0)
    g_string_append_c (tokens, ' ');
  g_string_append_len (tokens, token, length);
}

static void
append_pairs (GString   *tokens,
              const Run *run,
              gboolean   with_last)
{
  const char *end = run->text + run->length;

  for (const char *p = run->text; p < end; p = g_utf8_next_char (p))
    {
      const char *second = g_utf8_next_char (p);

      if (second < end)
        append_token (tokens, p, g_utf8_next_char (second) - p);
      else if (with_last)
        append_token (tokens, p, second - p);
    }
}

/**
 * sr_search_query_cut_grams:
 * @folded: a folded text
 *
 * Returns: (transfer full): its tokens for the column "grams", by spaces
 */
char *
sr_search_query_cut_grams (const char *folded)
{
  GString *grams = g_string_new (NULL);
  const char *position = folded;
  Run run;

  while (next_run (&position, &run))
    {
      if (run.class == CLASS_OTHER)
        append_pairs (grams, &run, TRUE);
      else
        append_token (grams, run.text, MIN (run.length, SR_SEARCH_MAX_CHARACTERS));
    }

  return g_string_free (grams, FALSE);
}

/**
 * sr_search_query_cut_ends:
 * @folded: a folded text
 *
 * Returns: (transfer full): its tokens for the column "ends", by spaces: runs of digits backwards
 */
char *
sr_search_query_cut_ends (const char *folded)
{
  GString *ends = g_string_new (NULL);
  const char *position = folded;
  Run run;

  while (next_run (&position, &run))
    {
      gsize kept = MIN (run.length, SR_SEARCH_MAX_CHARACTERS);

      if (run.class != CLASS_DIGIT)
        continue;
      if (ends->len > 0)
        g_string_append_c (ends, ' ');
      for (gsize i = 0; i < kept; i++)
        g_string_append_c (ends, run.text[run.length - 1 - i]);
    }

  return g_string_free (ends, FALSE);
}

static gboolean
begins_or_ends_a_run (const char *folded,
                      const char *digits)
{
  gsize length = strlen (digits);
  const char *position = folded;
  Run run;

  while (next_run (&position, &run))
    {
      if (run.class == CLASS_DIGIT && run.length >= length &&
          (memcmp (run.text, digits, length) == 0 ||
           memcmp (run.text + run.length - length, digits, length) == 0))
        return TRUE;
    }

  return FALSE;
}

static gboolean
scan_word (const GArray *word,
           const char   *folded)
{
  for (guint i = 0; i < word->len; i++)
    {
      const SrSearchSpelling *spelling = &g_array_index (word, SrSearchSpelling, i);

      if (spelling->is_digits ? begins_or_ends_a_run (folded, spelling->text)
                              : strstr (folded, spelling->text) != NULL)
        return TRUE;
    }

  return FALSE;
}

/**
 * sr_search_query_scan:
 * @folded: a text, folded by [func@Sr.text_fold]
 *
 * The definition of what a search finds; the index only finds it sooner.
 *
 * Returns: %TRUE if every word is in the text
 */
gboolean
sr_search_query_scan (const SrSearchQuery *self,
                      const char          *folded)
{
  for (guint i = 0; i < self->words->len; i++)
    {
      if (!scan_word (g_ptr_array_index (self->words, i), folded))
        return FALSE;
    }

  return TRUE;
}

/* What is found where a run of digits ends with these; and begins, if the run is all that is looked
 * for. */
static void
append_digits_match (GString   *match,
                     const Run *run,
                     gboolean   by_start)
{
  g_autofree char *digits = g_strndup (run->text, run->length);
  g_autofree char *reversed = g_strreverse (g_strdup (digits));

  if (by_start)
    g_string_append_printf (match, "(grams : \"%s\" * OR ends : \"%s\" *)", digits, reversed);
  else
    g_string_append_printf (match, "ends : \"%s\" *", reversed);
}

/* A token that only begins so stands for all that do, and the index brings those together before it
 * gives the first. */
static gboolean
is_costly_beginning (const Run *run)
{
  return run->class == CLASS_DIGIT ? run->length <= 2
                                   : g_utf8_next_char (run->text) == run->text + run->length;
}

/* The runs from @position on, which follow each other in the text as they do here: one phrase. Where
 * a run of the text ends is known unless the spelling ends with it, too: its last character stands
 * alone then. Of the last run the text may have more; a costly one is left to the look at the text, if
 * enough stands before it. */
static void
append_phrase_match (GString    *match,
                     const char *position)
{
  g_autoptr (GString) tokens = g_string_new (NULL);
  gboolean is_beginning = FALSE;
  Run run;

  while (next_run (&position, &run))
    {
      gboolean is_last = *position == '\0';
      gboolean is_single = g_utf8_next_char (run.text) == run.text + run.length;

      is_beginning = FALSE;
      if (is_last && strchr (tokens->str, ' ') != NULL && is_costly_beginning (&run))
        break;

      if (run.class == CLASS_DIGIT)
        append_token (tokens, run.text, run.length);
      else
        append_pairs (tokens, &run, is_single || !is_last);
      is_beginning = is_single || run.class == CLASS_DIGIT;
    }

  /* What is quoted ends with the next quotation mark that is not doubled. */
  g_string_replace (tokens, "\"", "\"\"", 0);
  g_string_append_printf (match, "grams : \"%s\"%s", tokens->str, is_beginning ? " *" : "");
}

/* Returns whether it finds nothing but the spelling. Of more than one run it is not known that no
 * space parts them; and the first one may be the end of a longer one: of characters the phrase does
 * not mind, but digits are found by another column. */
static gboolean
append_spelling_match (GString    *match,
                       const char *spelling)
{
  const char *rest = spelling;
  Run run;

  if (!next_run (&rest, &run) || run.class != CLASS_DIGIT)
    {
      append_phrase_match (match, spelling);
    }
  else
    {
      append_digits_match (match, &run, *rest == '\0');
      if (*rest != '\0')
        {
          g_string_append (match, " AND ");
          append_phrase_match (match, rest);
        }
    }

  return *rest == '\0';
}

/**
 * sr_search_query_is_kept:
 * @text: a folded text
 *
 * FTS5 folds case once more by tables of its own, which may take two characters for one. Not those of
 * ASCII, and none of Chinese.
 *
 * Returns: %TRUE if the index has the text as it is
 */
gboolean
sr_search_query_is_kept (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0x80 && !(c >= 0x3000 && c < 0xd800) && !(c >= 0x20000 && c < 0x32000))
        return FALSE;
    }

  return TRUE;
}

static void
append_word_match (SrSearchQuery *self,
                   GString       *match,
                   const GArray  *word)
{
  g_string_append (match, match->len > 0 ? " AND (" : "(");
  for (guint i = 0; i < word->len; i++)
    {
      const SrSearchSpelling *spelling = &g_array_index (word, SrSearchSpelling, i);

      g_string_append (match, i > 0 ? " OR (" : "(");
      if (!append_spelling_match (match, spelling->text) || !sr_search_query_is_kept (spelling->text))
        self->is_exact = FALSE;
      g_string_append_c (match, ')');
    }
  g_string_append_c (match, ')');
}

static void
spelling_clear (SrSearchSpelling *spelling)
{
  g_clear_pointer (&spelling->text, g_free);
}

static void
add_spelling (GArray *word,
              char   *text)
{
  SrSearchSpelling spelling = { text, text[strspn (text, "0123456789")] == '\0' };

  for (guint i = 0; i < word->len; i++)
    {
      if (g_str_equal (g_array_index (word, SrSearchSpelling, i).text, text))
        {
          g_free (text);
          return;
        }
    }

  g_array_append_val (word, spelling);
}

/* "sr-2016-4871" is stored as "SR-2016-004871". */
static char *
spell_number (const char *text)
{
  g_autofree char *series = NULL;
  g_autofree char *number = NULL;
  gint64 serial = 0;
  int year = 0;

  if (!sr_number_parse (text, &series, &year, &serial))
    return NULL;

  number = sr_number_format (series, year, serial);

  return sr_text_fold (number);
}

static GArray *
read_word (const char *text)
{
  GArray *word = g_array_new (FALSE, FALSE, sizeof (SrSearchSpelling));
  char *phone = sr_search_words_phone (text);
  char *number = spell_number (text);

  g_array_set_clear_func (word, (GDestroyNotify) spelling_clear);
  add_spelling (word, g_strdup (text));
  if (phone != NULL)
    add_spelling (word, phone);
  if (number != NULL)
    add_spelling (word, number);

  return word;
}

static char *
cut (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *start = g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1),
                                                            SR_SEARCH_MAX_CHARACTERS));
  g_autofree char *folded = sr_text_fold (start);

  /* One character may have become eighteen. */
  return g_utf8_substring (folded, 0, MIN (g_utf8_strlen (folded, -1), SR_SEARCH_MAX_CHARACTERS));
}

/**
 * sr_search_query_new:
 * @text: (nullable): as typed
 *
 * At most the first %SR_SEARCH_MAX_CHARACTERS characters and %SR_SEARCH_MAX_WORDS words count.
 *
 * Returns: (transfer full): the query, without a word if nothing but white space was typed
 */
SrSearchQuery *
sr_search_query_new (const char *text)
{
  SrSearchQuery *self = g_new0 (SrSearchQuery, 1);
  g_autofree char *folded = cut (text != NULL ? text : "");
  g_auto (GStrv) words = sr_search_words_split (folded);
  GString *match = g_string_new (NULL);

  self->words = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->is_exact = TRUE;
  for (guint i = 0; words[i] != NULL && i < SR_SEARCH_MAX_WORDS; i++)
    {
      g_ptr_array_add (self->words, read_word (words[i]));
      append_word_match (self, match, g_ptr_array_index (self->words, i));
    }
  self->match = g_string_free (match, match->len == 0);

  return self;
}

/**
 * sr_search_query_free:
 * @self: (nullable) (transfer full):
 */
void
sr_search_query_free (SrSearchQuery *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->words);
  g_free (self->match);
  g_free (self);
}

/**
 * sr_search_query_get_n_words:
 *
 * Returns: how many words must be found; 0 finds everything
 */
guint
sr_search_query_get_n_words (const SrSearchQuery *self)
{
  return self->words->len;
}

/**
 * sr_search_query_get_word:
 * @word: from 0
 *
 * Returns: (transfer none) (element-type SrSearchSpelling): the spellings of the word, of which one
 *   must be found
 */
GArray *
sr_search_query_get_word (const SrSearchQuery *self,
                          guint                word)
{
  g_return_val_if_fail (word < self->words->len, NULL);

  return g_ptr_array_index (self->words, word);
}

/**
 * sr_search_query_get_match:
 *
 * Returns: (transfer none) (nullable): the expression for FTS5, every text of it quoted; %NULL
 *   without a word
 */
const char *
sr_search_query_get_match (const SrSearchQuery *self)
{
  return self->match;
}

/**
 * sr_search_query_is_exact:
 *
 * Returns: %TRUE if the expression finds what [method@Sr.SearchQuery.scan] finds; %FALSE if it may
 *   find more, and what it finds is to be scanned
 */
gboolean
sr_search_query_is_exact (const SrSearchQuery *self)
{
  return self->is_exact;
}
