/* SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "base/sr-text.h"
#include "storage/service/sr-search-check.h"
#include "storage/service/sr-search-table.h"
#include "storage/service/sr-search-words.h"
#include "storage/sr-table.h"
#include "test-room.h"

#define N_REQUESTS 1200
#define N_RANDOM 160

/* What the texts are made of: both kinds of Chinese, letters, digits, phones, numbers, characters
 * outside the first plane, marks, full width, punctuation, and what FTS5 might take for its own. */
static const char *const pieces[] = {
  "打印", "印机", "打印机", "無法", "无法", "網絡", "网络", "三楼", "樓", "机", "投诉", "張三", "张三", "的",
  "发票", "發票", "VPN", "vpn", "a4纸", "Exchange", "naïve", "é", "e\xcc\x81", "Straße", "STRASSE", "ﬁ",
  "2026", "4871", "87", "13812348307", "021-5550 4826", "(021)55504826", "SR-2026-004871", "１２３",
  "ＡＢＣ", "한국어", "한", "カタカナ", "ｶﾀ", "ひらがな", "𠮷野家", "𠀀", "😀", "👨‍👩‍👧", "🖨️", "٣٤", "ж", "Ж",
  "\"", "'", "*", "%", "_", "\\", "NEAR(", "AND", "OR", "NOT", "^", ":", "{", "}", "-", "+", ",", "。", "！",
  " ", " ", " ", "　", "\n", "\t"
};

static const char *const made[] = {
  "机", "的", "é", "😀", "*", "\"", "4", "打印", "打印机无法使用", "無法", "网络", "網路", "張三", "三楼 打印",
  "打印 vpn 4871", "打印　无法", "4871", "87", "48", "8307", "1381", "2348", "021-5550", "5550-4826",
  "(021)5550", "sr-2026-4871", "SR-2026-004871", "sr-2026-", "-2026-", "a4纸", "4纸", "a4", "机4", "1号",
  "AND", "NEAR(", "\"打印\"", "x* OR y", "{grams} : a", "𠮷野", "𠀀", "한국", "タカ", "strasse", "fi", "naive",
  "👨‍👩‍👧", "‍", "٣", "\\", "%", "_", "'; --", "", "   "
};

/* Written down by hand, so that the table of the program is not compared with itself. Each character of
 * the first is the traditional form of the one at the same place of the second. */
static const char traditional[] =
  "們個來時對會這國學開關電話機務報請單號樓間門設備維護檢處現場員經過還沒緊馬車運輸"
  "園區辦廳議題預約訂購買賣費賬帳錢財產業資訊網絡線纜導軟盤鍵顯觸標準誤錯雜聲響應連"
  "斷續壓縮傳燈壞損濕熱涼風溫幾層東頭側邊內廠倉庫貨裝載發領裡圖書證檔筆紙張複製視頻"
  "麥聽說讀寫記錄據測試驗結論緣歷難選擇確認誰讓給須當幫協調鑰攝頁腦鄰觀規閱價優傷僅"
  "億創劃劇動勞勢勝勵匯匱華卻廂厭廁參雙變疊嘆噴嚴囑團圍圓執堅墊墳牆奪奮獎婦媽孫寧寶"
  "實審寬賓將專尋屆屬歲島嶺巖幣帥師帶幹廣慶廢異棄彈強歸彙後徑從復徵憂懷態憐憲戀戰戲"
  "戶擁擋擔揮換撥攔攤數敗敵斬晉曉暫曆術樹橋橫檯欄權歡歐殘殺毀漢湯溝滅滾滿潔濟灣災為"
  "無煙營牽獨獻環";

static const char simplified[] =
  "们个来时对会这国学开关电话机务报请单号楼间门设备维护检处现场员经过还没紧马车运输"
  "园区办厅议题预约订购买卖费账帐钱财产业资讯网络线缆导软盘键显触标准误错杂声响应连"
  "断续压缩传灯坏损湿热凉风温几层东头侧边内厂仓库货装载发领里图书证档笔纸张复制视频"
  "麦听说读写记录据测试验结论缘历难选择确认谁让给须当帮协调钥摄页脑邻观规阅价优伤仅"
  "亿创划剧动劳势胜励汇匮华却厢厌厕参双变叠叹喷严嘱团围圆执坚垫坟墙夺奋奖妇妈孙宁宝"
  "实审宽宾将专寻届属岁岛岭岩币帅师带干广庆废异弃弹强归汇后径从复征忧怀态怜宪恋战戏"
  "户拥挡担挥换拨拦摊数败敌斩晋晓暂历术树桥横台栏权欢欧残杀毁汉汤沟灭滚满洁济湾灾为"
  "无烟营牵独献环";

#define N_PAIRS 287

static char *
make_text (GRand *random,
           guint  n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);

  return g_string_free (text, FALSE);
}

static void
fill (TestRoom *room,
      GRand    *random)
{
  for (guint i = 0; i < N_REQUESTS; i++)
    {
      g_autofree char *title = make_text (random, g_rand_int_range (random, 1, 6));
      g_autofree char *body = make_text (random, g_rand_int_range (random, 0, 30));
      g_autofree char *phone = make_text (random, 1);
      SrRow *row = test_room_make_request (room, i + 1, i % 5 == 0 ? "closed" : "registered", title);

      sr_row_set_text (row, SR_REQUEST_BODY, body);
      sr_row_set_text (row, SR_REQUEST_CONTACT_PHONE, phone);
      test_room_insert (room, row);
    }
}

static char *
choose_query (GRand  *random,
              GArray *ids,
              GHashTable *texts)
{
  gint64 id = g_array_index (ids, gint64, g_rand_int_range (random, 0, ids->len));
  const char *text = g_hash_table_lookup (texts, GSIZE_TO_POINTER (id));
  glong length = g_utf8_strlen (text, -1);
  glong start = g_rand_int_range (random, 0, length);
  glong drawn = g_rand_int_range (random, 1, 9);
  glong n = MIN (length - start, drawn);

  return g_utf8_substring (text, start, start + n);
}

static GArray *
ask (TestRoom            *room,
     const SrSearchQuery *query,
     const char          *from,
     const char          *order,
     gboolean             matches)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GArray) parameters = g_array_new (FALSE, FALSE, sizeof (SrValue));
  g_autoptr (GError) error = NULL;
  GArray *found = NULL;

  g_array_set_clear_func (parameters, (GDestroyNotify) sr_value_clear);
  g_string_append_printf (sql, "SELECT r.id FROM %s WHERE r.id > 0", from);
  if (matches)
    sr_search_table_append_match (query, sql, parameters);
  else
    sr_search_table_append_scan (query, sql, parameters);
  g_string_append_printf (sql, " ORDER BY %s", order);
  found = sr_connection_list_integers (room->writer, sql->str,
                                       &g_array_index (parameters, SrValue, 0), parameters->len,
                                       &error);
  g_assert_no_error (error);

  return found;
}

static void
assert_same (GArray     *expected,
             GArray     *found,
             const char *text,
             const char *by)
{
  if (found->len != expected->len ||
      (found->len > 0 && memcmp (found->data, expected->data, found->len * sizeof (gint64)) != 0))
    {
      g_autofree char *escaped = g_strescape (text, NULL);

      g_error ("%s by %s: %u found, %u expected", escaped, by, found->len, expected->len);
    }
}

static guint
check_query (TestRoom   *room,
             const char *text,
             GArray     *ids,
             GHashTable *texts)
{
  g_autoptr (SrSearchQuery) query = sr_search_query_new (text);
  g_autoptr (GArray) expected = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) scanned = ask (room, query, "request r", "r.id", FALSE);
  g_autoptr (GArray) matched = NULL;

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (sr_search_query_scan (query, g_hash_table_lookup (texts, GSIZE_TO_POINTER (id))))
        g_array_append_val (expected, id);
    }

  assert_same (expected, scanned, text, "scan");
  if (sr_search_query_get_n_words (query) > 0)
    {
      matched = ask (room, query, SR_SEARCH_FROM, "f.rowid", TRUE);
      assert_same (expected, matched, text, sr_search_query_get_match (query));
    }

  return expected->len;
}

/* The text is folded here from what the records say, not taken from the index. */
static void
load_texts (TestRoom   *room,
            GArray     *ids,
            GHashTable *texts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SrCursor) cursor = NULL;

  cursor = sr_connection_query (room->writer,
                                "SELECT r.id, r.number || char (10) || r.title || char (10) || "
                                "coalesce (r.body, '') || char (10) || "
                                "coalesce (r.contact_phone, ''), r.contact_phone "
                                "FROM request r ORDER BY r.id", SR_NO_PARAMETERS, &error);
  g_assert_no_error (error);
  while (sr_cursor_next (cursor, &error))
    {
      gint64 id = sr_cursor_integer (cursor, 0);
      g_autofree char *digits = sr_text_digits (sr_cursor_text (cursor, 2));
      g_autofree char *all = g_strconcat (sr_cursor_text (cursor, 1), "\n", digits,
                                          "\n李明\n(021) 5550-4826\n02155504826\n", NULL);

      g_array_append_val (ids, id);
      g_hash_table_insert (texts, GSIZE_TO_POINTER (id), sr_text_fold (all));
    }
  g_assert_no_error (error);
}

static void
test_the_index_finds_exactly_what_a_scan_finds (TestRoom      *room,
                                                gconstpointer  user_data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) texts = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  guint n_with_finds = 0;

  fill (room, random);
  load_texts (room, ids, texts);
  g_assert_cmpuint (ids->len, ==, N_REQUESTS);
  for (guint i = 0; i < G_N_ELEMENTS (made); i++)
    check_query (room, made[i], ids, texts);
  for (guint i = 0; i < N_RANDOM; i++)
    {
      g_autofree char *first = choose_query (random, ids, texts);
      g_autofree char *second = choose_query (random, ids, texts);
      g_autofree char *both = g_strconcat (first, " ", second, NULL);

      n_with_finds += check_query (room, i % 4 == 0 ? both : first, ids, texts) > 0;
    }
  g_assert_cmpuint (n_with_finds, >, N_RANDOM / 2);
}

/* The same texts, for in them are the characters of which the index makes others. */
static void
test_an_index_that_is_right_is_found_to_be (TestRoom      *room,
                                            gconstpointer  user_data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (GError) error = NULL;
  gint64 request = 0;

  fill (room, random);
  sr_search_check (room->writer, &request, &error);
  g_assert_no_error (error);
  g_assert_cmpint (request, ==, 0);
}

static GArray *
search (TestRoom   *room,
        const char *text)
{
  g_autoptr (SrSearchQuery) query = sr_search_query_new (text);
  g_autoptr (GArray) scanned = ask (room, query, "request r", "r.id", FALSE);
  GArray *matched = ask (room, query, SR_SEARCH_FROM, "f.rowid", TRUE);

  assert_same (scanned, matched, text, sr_search_query_get_match (query));

  return matched;
}

/* Each word is two neighbours of the list, so that it stands in one request alone; every other request
 * has it in traditional characters and is looked for in simplified ones. */
static void
test_traditional_and_simplified_find_each_other (TestRoom      *room,
                                                 gconstpointer  user_data)
{
  g_assert_cmpint (g_utf8_strlen (traditional, -1), ==, N_PAIRS);
  g_assert_cmpint (g_utf8_strlen (simplified, -1), ==, N_PAIRS);

  for (guint i = 0; i < N_PAIRS - 1; i++)
    {
      g_autofree char *word = g_utf8_substring (i % 2 == 0 ? traditional : simplified, i, i + 2);
      g_autofree char *title = g_strconcat ("307 ", word, "。", NULL);

      test_room_insert (room, test_room_make_request (room, i + 1, "registered", title));
    }

  for (guint i = 0; i < N_PAIRS - 1; i++)
    {
      g_autofree char *word = g_utf8_substring (i % 2 == 0 ? simplified : traditional, i, i + 2);
      g_autoptr (GArray) found = search (room, word);

      g_test_message ("%s", word);
      g_assert_cmpuint (found->len, ==, 1);
      g_assert_cmpint (g_array_index (found, gint64, 0), ==, i + 1);
    }
}

/* The first ones are each of its own kind; of the rest, where neighbours are alike, a sample. */
static gunichar
next_character (gunichar c)
{
  return c < 0x600 || (c >= 0x1800 && c < 0x2100) ? c + 1 : c + 37;
}

/* Whatever the tables of FTS5 think of it. */
static void
test_every_character_but_white_space_is_found (TestRoom      *room,
                                               gconstpointer  user_data)
{
  g_autoptr (GString) missing = g_string_new (NULL);

  g_assert_true (sr_connection_begin (room->writer, TRUE, NULL));
  for (gunichar c = 0x21; c < 0x32000; c = next_character (c))
    {
      char character[8] = { 0 };
      g_autofree char *text = NULL;
      g_autofree char *grams = NULL;
      g_autofree char *ends = NULL;
      g_autoptr (GError) error = NULL;

      if (!g_unichar_validate (c) || sr_search_words_is_space (c))
        continue;
      g_unichar_to_utf8 (c, character);
      text = sr_text_fold (character);
      grams = sr_search_query_cut_grams (text);
      ends = sr_search_query_cut_ends (text);
      sr_connection_execute (room->writer, "INSERT INTO request_fts (rowid, grams, ends) "
                                           "VALUES ($1, $2, $3)",
                             SR_PARAMETERS (SR_INT (c), SR_STR (grams), SR_STR (ends)), &error);
      g_assert_no_error (error);
    }
  for (gunichar c = 0x21; c < 0x32000; c = next_character (c))
    {
      char character[8] = { 0 };
      g_autoptr (SrSearchQuery) query = NULL;
      g_autoptr (GError) error = NULL;
      gint64 found = 0;

      if (!g_unichar_validate (c) || sr_search_words_is_space (c))
        continue;
      g_unichar_to_utf8 (c, character);
      query = sr_search_query_new (character);
      if (sr_search_query_get_match (query) == NULL)
        continue;
      sr_connection_get_integer (room->writer, "SELECT COUNT(*) FROM request_fts "
                                               "WHERE request_fts MATCH $1 AND rowid = $2",
                                 SR_PARAMETERS (SR_STR (sr_search_query_get_match (query)),
                                                SR_INT (c)), 0, &found, &error);
      g_assert_no_error (error);
      if (found == 0)
        g_string_append_printf (missing, " %x", c);
    }
  sr_connection_rollback (room->writer);
  g_assert_cmpstr (missing->str, ==, "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  TEST_ROOM_ADD ("/storage/search/the-index-finds-exactly-what-a-scan-finds",
                 test_room_set_up_full, test_the_index_finds_exactly_what_a_scan_finds);
  TEST_ROOM_ADD ("/storage/search/traditional-and-simplified-find-each-other",
                 test_room_set_up_full, test_traditional_and_simplified_find_each_other);
  TEST_ROOM_ADD ("/storage/search/an-index-that-is-right-is-found-to-be",
                 test_room_set_up_full, test_an_index_that_is_right_is_found_to_be);
  TEST_ROOM_ADD ("/storage/search/every-character-but-white-space-is-found",
                 test_room_set_up, test_every_character_but_white_space_is_found);

  return g_test_run ();
}
