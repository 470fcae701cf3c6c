/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <libxml/parser.h>

#include "base/utf8.h"
#include "xml_sample.h"

static const size_t read_sizes[] = {1, 2, 3, 5, 7, 4096, 0};
static const size_t part_sizes[] = {0, 1, 64, 700};

/* Without edits the bytes written are the bytes read, however they are read and parted. */
static void check_identity(const char *folder, const char *name)
{
	struct buf bytes = file_bytes(folder, name);
	for (size_t i = 0; i < sizeof read_sizes / sizeof read_sizes[0]; i++)
		for (size_t k = 0; k < sizeof part_sizes / sizeof part_sizes[0]; k++) {
			struct run run = {.read_size = read_sizes[i], .options.part_size = part_sizes[k]};
			if (run_document(&run, buf_str(&bytes)))
				fail_msg("%s: %s", name, run.fault.text);
			assert_int_equal(run.out.len, bytes.len);
			assert_memory_equal(run.out.ptr, bytes.ptr, bytes.len);
			buf_free(&run.out);
		}
	buf_free(&bytes);
}

static void test_identity(void **state)
{
	(void)state;
	for_each_file(FIXTURES, check_identity);
}

/* The text of all parts. */
static size_t collect_text(void *context, const struct view *view, struct edit *edits)
{
	struct buf *text = context;
	(void)edits;
	assert_int_equal(utf8_valid(buf_str(&view->text)), view->text.len);
	buf_add(text, view_prose(view));
	return 0;
}

static struct buf text_of(struct str bytes, size_t read_size, size_t part_size)
{
	struct buf text = {0};
	struct run run = {
		.read_size = read_size, .options.part_size = part_size, .view = collect_text, .context = &text};
	if (run_document(&run, bytes))
		fail_msg("%s", run.fault.text);
	buf_free(&run.out);
	return text;
}

static bool holds(struct str text, struct str secret)
{
	return memmem(text.ptr, text.len, secret.ptr, secret.len) != NULL;
}

/* Every planted secret is in the view as one run of text, whatever it is written in. */
static void check_secrets(const char *folder, const char *name)
{
	char secrets_name[300];
	snprintf(secrets_name, sizeof secrets_name, "%.*s.secrets", (int)(strlen(name) - 4), name);
	struct buf bytes = file_bytes(folder, name), secrets = file_bytes(folder, secrets_name);
	struct buf text = text_of(buf_str(&bytes), 0, 0), again = text_of(buf_str(&bytes), 1, 0);
	assert_true(str_equal(buf_str(&text), buf_str(&again)));
	for (size_t from = 0, to; from < secrets.len; from = to + 1) {
		to = from;
		while (to < secrets.len && secrets.ptr[to] != '\n')
			to++;
		struct str secret = str_part(buf_str(&secrets), (struct span){from, to});
		if (!holds(buf_str(&text), secret))
			fail_msg("%s: %.*s is not in the view", name, (int)secret.len, secret.ptr);
	}
	buf_free(&bytes);
	buf_free(&secrets);
	buf_free(&text);
	buf_free(&again);
}

static void test_secrets(void **state)
{
	(void)state;
	for_each_file(FIXTURES, check_secrets);
}

static void squeeze(struct buf *text)
{
	size_t kept = 0;
	for (size_t i = 0; i < text->len; i++)
		if (text->ptr[i] != ' ' && text->ptr[i] != '\n' && text->ptr[i] != '\t')
			text->ptr[kept++] = text->ptr[i];
	text->len = kept;
}

/* Parts hold together what the whole holds; only comments may wait for the end of a line and so change their place. */
static void check_parts(const char *folder, const char *name)
{
	struct buf bytes = file_bytes(folder, name);
	for (size_t k = 1; k < sizeof part_sizes / sizeof part_sizes[0]; k++) {
		size_t counts[2][256] = {{0}};
		struct buf whole = text_of(buf_str(&bytes), 0, 0), parts = text_of(buf_str(&bytes), 5, part_sizes[k]);
		squeeze(&whole);
		squeeze(&parts);
		for (size_t i = 0; i < whole.len; i++)
			counts[0][(unsigned char)whole.ptr[i]]++;
		for (size_t i = 0; i < parts.len; i++)
			counts[1][(unsigned char)parts.ptr[i]]++;
		assert_memory_equal(counts[0], counts[1], sizeof counts[0]);
		buf_free(&whole);
		buf_free(&parts);
	}
	buf_free(&bytes);
}

static void test_parts(void **state)
{
	(void)state;
	for_each_file(FIXTURES, check_parts);
}

/* Where the bytes of a UTF-8 file begin, behind a byte order mark; SIZE_MAX: another encoding. */
static size_t utf8_start(struct str bytes)
{
	if (utf8_valid(bytes) < bytes.len || memchr(bytes.ptr, '\0', bytes.len) || holds(bytes, STR("windows-1252")))
		return SIZE_MAX;
	return str_starts(bytes, STR("\xEF\xBB\xBF")) ? 3 : 0;
}

struct cutting {
	struct str bytes; /* of the file, behind the mark */
	unsigned seed;
	bool *gone;        /* by byte */
	struct buf places; /* where tokens stand in the output: pairs of offset and length */
	size_t mark;
};

static unsigned draw(unsigned *seed, unsigned below)
{
	*seed = *seed * 1664525 + 1013904223;
	return (*seed >> 8) % below;
}

static void check_pieces(const struct cutting *cutting, const struct view *view)
{
	size_t last = 0;
	for (size_t i = 0; i < view->piece_count; i++) {
		const struct piece *piece = &view->pieces[i];
		assert_true(piece->from >= last && piece->to > piece->from && piece->to <= view->text.len);
		assert_true(piece->origin + piece->origin_len <= cutting->bytes.len);
		const char *origin = cutting->bytes.ptr + piece->origin;
		if (piece->to - piece->from == piece->origin_len && !memchr(origin, '\r', piece->origin_len) &&
		    !memchr(origin, '\n', piece->origin_len))
			assert_memory_equal(view->text.ptr + piece->from, origin, piece->origin_len);
		else if (*origin == '&')
			assert_int_equal(origin[piece->origin_len - 1], ';');
		for (size_t k = last; k < piece->from; k++)
			assert_int_equal(view->text.ptr[k], '\n');
		last = piece->to;
	}
}

/* What is cut: from the first to the last byte in each value. The same as the format does, told in another way. */
static void mark_gone(const struct cutting *cutting, const struct view *view, struct span span)
{
	uint32_t value = UINT32_MAX;
	size_t end = 0;
	for (size_t i = 0; i < view->piece_count; i++) {
		const struct piece *piece = &view->pieces[i];
		bool bytewise = piece->to - piece->from == piece->origin_len;
		if (piece->to <= span.from || piece->from >= span.to)
			continue;
		size_t from = piece->origin + (bytewise && span.from > piece->from ? span.from - piece->from : 0);
		size_t to =
			piece->origin + piece->origin_len - (bytewise && span.to < piece->to ? piece->to - span.to : 0);
		memset(cutting->gone + from, true, to - from);
		if (piece->part == value)
			memset(cutting->gone + end, true, from - end);
		value = piece->part;
		end = to;
	}
}

/* Of an id all or nothing is cut: test_ids. */
static bool in_code(const struct view *view, struct span span)
{
	for (size_t i = 0; i < view->field_count; i++)
		if (view->fields[i].what == WHAT_CODE && view->fields[i].span.from < span.to &&
		    view->fields[i].span.to > span.from)
			return true;
	return false;
}

static size_t random_edits(void *context, const struct view *view, struct edit *edits)
{
	struct cutting *cutting = context;
	size_t count = 0, at = 0;
	check_pieces(cutting, view);
	while (count < EDITS_MAX && at < view_prose(view).len) {
		size_t from = at + draw(&cutting->seed, 60), to = from + 1 + draw(&cutting->seed, 30);
		from = utf8_floor(buf_str(&view->text), from);
		to = utf8_ceil(buf_str(&view->text), to);
		if (from < at || to > view_prose(view).len)
			break;
		struct span pieces = view_pieces(view, (struct span){from, to});
		at = to;
		if (pieces.from == pieces.to || in_code(view, (struct span){from, to}))
			continue;
		mark_gone(cutting, view, (struct span){from, to});
		edits[count++] = (struct edit){.span = {from, to}, .token = STR("TOKEN")};
	}
	return count;
}

static void note_places(void *context, const struct edit *edits, size_t count, const struct buf *out)
{
	struct cutting *cutting = context;
	for (size_t i = 0; i < count; i++) {
		assert_true(edits[i].out + edits[i].token.len <= out->len);
		assert_memory_equal(out->ptr + edits[i].out, edits[i].token.ptr, edits[i].token.len);
		memcpy(buf_room(&cutting->places, sizeof(size_t)), &edits[i].out, sizeof(size_t));
		cutting->places.len += sizeof(size_t);
	}
}

static void check_well_formed(struct str bytes)
{
	xmlDocPtr doc = xmlReadMemory(bytes.ptr, (int)bytes.len, NULL, NULL,
				      XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET);
	assert_non_null(doc);
	xmlFreeDoc(doc);
}

/* The output without its tokens is the input without what was cut. */
static void check_outside(const struct cutting *cutting, struct str out)
{
	size_t in = 0, place = 0;
	for (size_t pos = cutting->mark; pos < out.len; pos++) {
		size_t next = SIZE_MAX;
		if (place < cutting->places.len)
			memcpy(&next, cutting->places.ptr + place, sizeof next);
		if (pos == next) {
			pos += strlen("TOKEN") - 1;
			place += sizeof next;
			continue;
		}
		while (in < cutting->bytes.len && cutting->gone[in])
			in++;
		assert_true(in < cutting->bytes.len);
		assert_int_equal(out.ptr[pos], cutting->bytes.ptr[in]);
		in++;
	}
	while (in < cutting->bytes.len && cutting->gone[in])
		in++;
	assert_int_equal(in, cutting->bytes.len);
	assert_int_equal(place, cutting->places.len);
}

static int size_order(const void *a, const void *b)
{
	const size_t *x = a, *y = b;
	return *x < *y ? -1 : *x > *y;
}

static void check_cuts(const char *folder, const char *name)
{
	struct buf bytes = file_bytes(folder, name);
	size_t start = utf8_start(buf_str(&bytes));
	for (unsigned seed = 1; start != SIZE_MAX && seed <= 40; seed++) {
		struct cutting cutting = {.bytes = str_part(buf_str(&bytes), (struct span){start, bytes.len}),
					  .seed = seed,
					  .mark = start};
		struct run run = {.view = random_edits, .edit = note_places, .context = &cutting};
		run.options.part_size = part_sizes[seed % 4];
		run.read_size = read_sizes[seed % 7];
		cutting.gone = mem_alloc(bytes.len, 1);
		if (run_document(&run, buf_str(&bytes)))
			fail_msg("%s: %s", name, run.fault.text);
		if (cutting.places.len)
			qsort(cutting.places.ptr, cutting.places.len / sizeof(size_t), sizeof(size_t), size_order);
		check_well_formed(buf_str(&run.out));
		check_outside(&cutting, buf_str(&run.out));
		free(cutting.gone);
		buf_free(&cutting.places);
		buf_free(&run.out);
	}
	buf_free(&bytes);
}

static void test_cuts(void **state)
{
	(void)state;
	for_each_file(FIXTURES, check_cuts);
}

/* All occurrences of `find` become `token`. */
struct replacing {
	struct str find, token;
};

static size_t replace(void *context, const struct view *view, struct edit *edits)
{
	const struct replacing *replacing = context;
	size_t count = 0;
	for (size_t at = 0; at + replacing->find.len <= view->text.len && count < EDITS_MAX; at++)
		if (memcmp(view->text.ptr + at, replacing->find.ptr, replacing->find.len) == 0) {
			edits[count++] =
				(struct edit){.span = {at, at + replacing->find.len}, .token = replacing->token};
			at += replacing->find.len - 1;
		}
	return count;
}

static void check_replaced(const char *in, const char *find, const char *token, const char *want)
{
	struct replacing replacing = {str_of(find), str_of(token)};
	struct run run = {.view = replace, .context = &replacing};
	if (run_document(&run, str_of(in)))
		fail_msg("%s", run.fault.text);
	buf_add_byte(&run.out, '\0');
	assert_string_equal(run.out.ptr, want);
	check_well_formed(str_of(want));
	buf_free(&run.out);
}

static void test_escapes(void **state)
{
	(void)state;
	check_replaced("<r>a Nell b</r>", "Nell", "[A<&>]", "<r>a [A&lt;&amp;&gt;] b</r>");
	check_replaced("<r a='Nell'/>", "Nell", "it's \"<&", "<r a='it&apos;s &quot;&lt;&amp;'/>");
	check_replaced("<r><![CDATA[a Nell]></r>]]></r>", "Nell", "[X]", "<r><![CDATA[a [X]]]]><![CDATA[></r>]]></r>");
	check_replaced("<r><![CDATA[Nell]]></r>", "Nell", "]]>", "<r><![CDATA[]]]]><![CDATA[>]]></r>");
	check_replaced("<r>Nell]&gt;Nell>x</r>", "Nell", "[X]", "<r>[X]]&gt;[X]>x</r>");
	check_replaced("<r>Nell]>x</r>", "Nell", "[X]", "<r>[X]]&gt;x</r>");
	check_replaced("<r><!--Nell-x--></r>", "Nell", "a--b-", "<r><!--a- -b- -x--></r>");
	check_replaced("<r><!--x Nell--></r>", "Nell", "a-", "<r><!--x a- --></r>");
	check_replaced("<r><?p Nell>x?></r>", "Nell", "a?>b?", "<r><?p a? >b? >x?></r>");
	check_replaced("<r>N&#101;l&#x6C; &amp; co</r>", "Nell &", "[X]", "<r>[X] co</r>");
	check_replaced("<r>Ne<b k='v'>l</b>l!</r>", "Nell", "[X]", "<r>[X]<b k='v'></b>!</r>");
	check_replaced("<r>Ne\xC2\xADll</r>", "Nell", "[X]", "<r>[X]</r>");
	check_replaced("<r><a>Nell</a><a>Roe</a></r>", "Nell\nRoe", "[X]", "<r><a>[X]</a><a></a></r>");
}

/* What was one id is one id, what were two are two, and all are names. */
static void test_ids(void **state)
{
	(void)state;
	check_replaced("<r xmlns:s='u' s:id='Nell_1'><q s:ref='Nell_1'/></r>", "Nell_1", "[CHILD-1]",
		       "<r xmlns:s='u' s:id='_CHILD-1_1_'><q s:ref='_CHILD-1_1_'/></r>");
	check_replaced("<r><p id='Nell'/><p id='Nellx'/><q refs='Nellx P2 Nell'/></r>", "Nell", "[A]",
		       "<r><p id='_A_1_'/><p id='_A_1_x'/><q refs='_A_1_x P2 _A_1_'/></r>");
	check_replaced("<r><p id='Nell 1'/><p id='Nell 2'/><q refs='Nell 2'/></r>", "Nell 2", "[MOTHER OF A]",
		       "<r><p id='Nell 1'/><p id='_MOTHER_OF_A_1_ _MOTHER_OF_A_2_'/>"
		       "<q refs='_MOTHER_OF_A_1_ _MOTHER_OF_A_2_'/></r>");
	check_replaced("<r><p ID='x-Nell'/><reference value='#x-Nell'/><a href='#x-Nell'/></r>", "x-Nell", "1990",
		       "<r><p ID='_1990_1_'/><reference value='#_1990_1_'/><a href='#_1990_1_'/></r>");
}

/* Each name of the mark-up once, after the text; a cut there is refused. */
static void test_names(void **state)
{
	static const char *const where[] = {"<r xmlns='urn:x:Nell'/>", "<r xmlns:Nell='u'/>", "<r><Nell/></r>",
					    "<r Nell='1'/>",           "<r><?Nell x?></r>",   "<!DOCTYPE Nell><Nell/>",
					    "<r xmlns='urn:N&#x65;ll'/>"};
	(void)state;
	for (size_t i = 0; i < sizeof where / sizeof *where; i++) {
		struct replacing replacing = {STR("Nell"), STR("[X]")};
		struct run run = {.view = replace, .context = &replacing};
		if (run_document(&run, str_of(where[i])) != ERR_UNREADABLE)
			fail_msg("%s is not refused: %s", where[i], run.fault.text);
		assert_non_null(strstr(run.fault.text, "mark-up"));
		assert_null(strstr(run.fault.text, "Nell"));
		buf_free(&run.out);
	}
}

static void test_other_encodings(void **state)
{
	(void)state;
	struct replacing replacing = {STR("Zo\xC3\xAB Lindqvist"), STR("[K\xC5\x8D]")};
	static const char *const names[] = {"utf16.xml", "utf16be-no-mark.xml", "windows-1252.xml", "latin1.xml",
					    "utf32.xml"};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct buf bytes = file_bytes(FIXTURES, names[i]);
		struct run run = {.view = replace, .context = &replacing, .read_size = 3};
		assert_int_equal(run_document(&run, buf_str(&bytes)), ERR_NONE);
		struct buf text = text_of(buf_str(&run.out), 0, 0);
		assert_true(holds(buf_str(&text), replacing.token));
		assert_false(holds(buf_str(&text), replacing.find));
		buf_free(&text);
		buf_free(&run.out);
		buf_free(&bytes);
	}
}

/* What bad/ holds, and how it ends. */
static void check_bad(const char *folder, const char *name)
{
	static const char *const unreadable[] = {"base64",   "hex",       "entity-bomb",
						 "external", "parameter", "unsupported"};
	enum err want = strncmp(name, "deep", 4) == 0 ? ERR_LIMIT : ERR_MALFORMED;
	struct buf bytes = file_bytes(folder, name);
	for (size_t i = 0; i < sizeof unreadable / sizeof unreadable[0]; i++)
		if (strncmp(name, unreadable[i], strlen(unreadable[i])) == 0)
			want = ERR_UNREADABLE;
	for (size_t i = 0; i < sizeof read_sizes / sizeof read_sizes[0]; i++)
		for (size_t k = 0; k < sizeof part_sizes / sizeof part_sizes[0]; k++) {
			struct run run = {.read_size = read_sizes[i], .options.part_size = part_sizes[k]};
			enum err err = run_document(&run, buf_str(&bytes));
			if (k == 0 ? err != want : err == ERR_NONE)
				fail_msg("%s: %d %s", name, err, run.fault.text);
			assert_null(strstr(run.fault.text, "Nell"));
			buf_free(&run.out);
		}
	buf_free(&bytes);
}

static void test_bad(void **state)
{
	(void)state;
	for_each_file(FIXTURES "/bad", check_bad);
}

static enum err end_of(struct buf *bytes, size_t part_size)
{
	struct run run = {.options.part_size = part_size};
	enum err err = run_document(&run, buf_str(bytes));
	buf_free(&run.out);
	return err;
}

static void fill(struct buf *bytes, size_t count, const char *text)
{
	for (size_t i = 0; i < count; i++)
		buf_add_text(bytes, text);
}

static void test_limits(void **state)
{
	(void)state;
	struct buf bytes = {0};
	buf_add_text(&bytes, "<r a='");
	fill(&bytes, 1000 * 1000, "Nell Roe, ");
	buf_add_text(&bytes, "'/>");
	assert_int_equal(end_of(&bytes, 0), ERR_LIMIT);
	assert_int_equal(end_of(&bytes, 32 * 1024 * 1024), ERR_LIMIT);
	buf_clear(&bytes);
	buf_add_text(&bytes, "<r><leaf>");
	fill(&bytes, 7 * 1000 * 1000, "<![CDATA[x]]>");
	buf_add_text(&bytes, "</leaf></r>");
	assert_int_equal(end_of(&bytes, 0), ERR_LIMIT);
	buf_clear(&bytes);
	fill(&bytes, 256, "<a>");
	buf_add_text(&bytes, "x");
	fill(&bytes, 256, "</a>");
	assert_int_equal(end_of(&bytes, 0), ERR_NONE);
	assert_int_equal(end_of(&bytes, 16), ERR_NONE);
	buf_free(&bytes);
}

static size_t count_parts(void *context, const struct view *view, struct edit *edits)
{
	size_t *most = context;
	(void)edits;
	*most = view->text.len > *most ? view->text.len : *most;
	return 0;
}

/* Many records under one root, with a head; parts stay small, and no record is torn. */
static void test_records(void **state)
{
	(void)state;
	struct buf bytes = {0};
	size_t most = 0;
	buf_add_text(&bytes, "<?xml version='1.0'?><set><head><by>Office</by></head><list kind='all'>\n");
	for (unsigned i = 0; i < 5000; i++)
		buf_printf(&bytes, " <rec id='%u'><n>Nell %u</n><n>Roe</n></rec>\n", i, i);
	buf_add_text(&bytes, "</list><tail/></set>\n");
	for (size_t i = 0; i < sizeof read_sizes / sizeof read_sizes[0]; i++) {
		struct run run = {
			.options.part_size = 4096, .read_size = read_sizes[i], .view = count_parts, .context = &most};
		assert_int_equal(run_document(&run, buf_str(&bytes)), ERR_NONE);
		assert_true(str_equal(buf_str(&run.out), buf_str(&bytes)));
		assert_in_range(run.parts, 50, 70);
		assert_in_range(most, 500, 5000);
		buf_free(&run.out);
	}
	/* broken only at its end: the whole is refused, after good parts */
	bytes.len -= 8;
	struct run run = {.options.part_size = 4096};
	assert_int_equal(run_document(&run, buf_str(&bytes)), ERR_MALFORMED);
	assert_true(run.parts == 0 || run.parts > 40);
	buf_free(&run.out);
	buf_free(&bytes);
}

static void test_bid(void **state)
{
	(void)state;
	struct str xml = STR("x.xml"), none = STR("x");
	assert_int_equal(format_xml.bid(STR("<?xml version='1.0'?><r/>"), none), 90);
	assert_int_equal(format_xml.bid(STR("\xEF\xBB\xBF<?xml version='1.0'?><r/>"), none), 90);
	assert_int_equal(format_xml.bid(STR("\xFF\xFE<\0?\0x\0m\0l\0 \0v\0"), none), 90);
	assert_int_equal(format_xml.bid(STR("<r/>"), xml), 60);
	assert_int_equal(format_xml.bid(STR("<!DOCTYPE html><html>"), xml), 0);
	assert_int_equal(format_xml.bid(STR("<html><body>"), none), 0);
	assert_int_equal(format_xml.bid(STR("<?xml version='1.0'?><html xmlns='x'>"), none), 40);
	assert_int_equal(format_xml.bid(STR("Dear sir"), xml), 0);
	assert_int_equal(format_xml.bid((struct str){0}, xml), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_identity), cmocka_unit_test(test_secrets), cmocka_unit_test(test_parts),
		cmocka_unit_test(test_cuts),     cmocka_unit_test(test_escapes), cmocka_unit_test(test_ids),
		cmocka_unit_test(test_names),    cmocka_unit_test(test_other_encodings),
		cmocka_unit_test(test_bad),      cmocka_unit_test(test_limits),  cmocka_unit_test(test_records),
		cmocka_unit_test(test_bid),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
