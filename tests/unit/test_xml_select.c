/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/xml.h"
#include "xml_sample.h"

static char *nc_uris[] = {"http://niem.gov/niem/niem-core/2.0", "http://release.niem.gov/niem/niem-core/3.0/",
			  "https://docs.oasis-open.org/niemopen/ns/model/niem-core/6.0/"};
static char *j_uris[] = {"http://niem.gov/niem/domains/jxdm/4.0", "http://release.niem.gov/niem/domains/jxdm/5.2/",
			 "https://docs.oasis-open.org/niemopen/ns/model/domains/justice/6.0/"};
static char *h_uris[] = {"urn:hl7-org:v3"};
static const struct selector_namespace namespaces[] = {{"nc", nc_uris, 3}, {"j", j_uris, 3}, {"h", h_uris, 1}};

static struct selector_part person_parts[] = {{"nc:PersonName/nc:PersonGivenName", WHAT_NAME_GIVEN},
					      {"nc:PersonName/nc:PersonSurName", WHAT_NAME_SURNAME},
					      {"nc:PersonName/nc:PersonFullName", WHAT_NAME},
					      {"nc:PersonBirthDate/nc:Date", WHAT_BIRTH_DATE},
					      {"nc:PersonAgeMeasure//nc:MeasurePointValue", WHAT_AGE}};
static struct selector_link role_links[] = {{NULL, "nc:RoleOfPersonReference", RELATION_SAME},
					    {NULL, "nc:RoleOfPerson/@*", RELATION_SAME}};
static struct selector_link family_links[] = {{"nc:PersonParentReference", "nc:PersonChildReference", RELATION_PARENT}};
static struct selector_part phone_parts[] = {{"*", WHAT_PHONE}};
static struct selector_part patient_parts[] = {{"h:patient/h:birthTime/@value", WHAT_BIRTH_DATE},
					       {"h:telecom/@value", WHAT_PHONE},
					       {"h:id/@extension", WHAT_MEDICAL_ID},
					       {"h:patient/h:name", WHAT_NAME},
					       {"h:addr", WHAT_ADDRESS}};

#define SPACES      .namespaces = namespaces, .namespace_count = 3
#define PARTS(list) .parts = list, .part_count = sizeof list / sizeof list[0]
#define LINKS(list) .links = list, .link_count = sizeof list / sizeof list[0]

static const struct selector selectors[] = {
	{.id = "person", .select = "//*[local-name()='Person']", .blank = "nil", SPACES, PARTS(person_parts)},
	{.id = "victim", .select = "//j:Victim", .role = "victim", SPACES, LINKS(role_links)},
	{.id = "officer",
	 .select = "//j:EnforcementOfficial[nc:RoleOfPerson or nc:RoleOfPersonReference]",
	 .role = "officer",
	 SPACES,
	 LINKS(role_links)},
	{.id = "family", .select = "//nc:ImmediateFamilyAssociation", SPACES, LINKS(family_links)},
	{.id = "phone", .select = "//nc:NANPTelephoneNumber", SPACES, PARTS(phone_parts)},
	{.id = "patient", .select = "//h:patientRole", .blank = "omit", SPACES, PARTS(patient_parts)},
	{.id = "incident",
	 .select = "//nc:Incident/nc:ActivityDate/nc:DateTime | //nc:StartDate/nc:DateTime",
	 .what = WHAT_INCIDENT_DATE,
	 SPACES},
};
enum { SELECTORS = sizeof selectors / sizeof selectors[0] };

/* All that was found, one line each. */
static size_t list_found(void *context, const struct view *view, struct edit *edits)
{
	struct buf *list = context;
	(void)edits;
	for (size_t i = 0; i < view->field_count; i++) {
		const struct field *field = &view->fields[i];
		struct str text = str_part(buf_str(&view->text), field->span);
		assert_true(field->span.from < field->span.to);
		if (field->what == WHAT_CODE)
			continue; /* ids: not found by a selector */
		buf_printf(list, "%u %s %s %.*s", field->record, selectors[field->rule].id, what_name(field->what),
			   (int)text.len, text.ptr);
		buf_printf(list, field->value.len ? " = %.*s\n" : "%.*s\n", (int)field->value.len,
			   field->value.len ? field->value.ptr : "");
	}
	for (size_t i = 0; i < view->role_count; i++)
		buf_printf(list, "%u is %.*s\n", view->roles[i].record, (int)view->roles[i].role.len,
			   view->roles[i].role.ptr);
	for (size_t i = 0; i < view->link_count; i++)
		buf_printf(list, "%u %d %u\n", view->links[i].a, (int)view->links[i].relation, view->links[i].b);
	return 0;
}

static void check_found(const char *name, const char *want)
{
	struct buf bytes = file_bytes(FIXTURES, name), list = {0};
	struct run run = {
		.options = {.selectors = selectors, .selector_count = SELECTORS}, .view = list_found, .context = &list};
	if (run_document(&run, buf_str(&bytes)))
		fail_msg("%s: %s", name, run.fault.text);
	buf_add_byte(&list, '\0');
	assert_string_equal(list.ptr, want);
	buf_free(&bytes);
	buf_free(&list);
	buf_free(&run.out);
}

static void test_lexs(void **state)
{
	(void)state;
	check_found("lexs.xml",
		    "1 person given-name Emily\n1 person surname Hartwell\n1 person birth-date 2011-07-19\n1 person "
		    "age 12\n"
		    "2 person name Joanna Hartwell\n3 person given-name Marcus\n3 person surname Delacroix\n"
		    "8 phone phone 660\n8 phone phone 555\n8 phone phone 0177\n0 incident incident-date "
		    "2024-03-02T18:30:00\n"
		    "1 is victim\n3 is officer\n2 2 1\n");
}

static void test_default_namespaces(void **state)
{
	(void)state;
	check_found(
		"no-prefixes.xml",
		"1 person given-name Tobias\n1 person surname Oakhurst\n1 person birth-date 2013-02-03\n1 is victim\n");
}

static void test_nibrs(void **state)
{
	(void)state;
	check_found("nibrs.xml",
		    "0 incident incident-date 2023-11-04T21:00:00\n1 is victim\n1 is victim\n1 is officer\n");
}

static void test_niem6(void **state)
{
	(void)state;
	check_found("niem6.xml", "1 person given-name Caleb\n1 person surname Ntamack-O\xE2\x80\x99"
				 "Dell\n1 person birth-date 2015-05-30\n"
				 "2 person name Odile Ntamack\n1 is victim\n");
}

static void test_ccda(void **state)
{
	(void)state;
	check_found("ccda.xml", "1 patient birth-date 20160921 = 2016-09-21\n1 patient phone +1(660)555-0123\n"
				"1 patient email vandermeer.family@example.com\n1 patient medical-id MRN-00418277\n"
				"1 patient name Posy\n1 patient name June\n1 patient name Vandermeer\n"
				"1 patient address 1290 Whippoorwill Court\n1 patient address Sedalia\n1 patient "
				"address MO\n1 patient address 65301\n");
}

/* Cuts every field of one kind. */
static size_t cut_kind(void *context, const struct view *view, struct edit *edits)
{
	const enum what *what = context;
	size_t count = 0;
	for (size_t i = 0; i < view->field_count && count < EDITS_MAX; i++)
		if (view->fields[i].what == *what)
			edits[count++] =
				(struct edit){.span = view->fields[i].span, .token = STR("[DOB]"), .what = *what};
	return count;
}

static void check_blank(const char *in, enum what what, const char *want)
{
	struct run run = {
		.options = {.selectors = selectors, .selector_count = SELECTORS}, .view = cut_kind, .context = &what};
	if (run_document(&run, str_of(in)))
		fail_msg("%s", run.fault.text);
	buf_add_byte(&run.out, '\0');
	assert_string_equal(run.out.ptr, want);
	buf_free(&run.out);
}

#define NC  "xmlns:nc='http://niem.gov/niem/niem-core/2.0'"
#define XSI "xmlns:%s='http://www.w3.org/2001/XMLSchema-instance'"

static void test_blanks(void **state)
{
	(void)state;
	check_blank("<r " NC
		    " xmlns:i='http://www.w3.org/2001/XMLSchema-instance'><nc:Person><nc:PersonBirthDate><nc:Date> "
		    "2011-07-19 </nc:Date></nc:PersonBirthDate></nc:Person></r>",
		    WHAT_BIRTH_DATE,
		    "<r " NC
		    " xmlns:i='http://www.w3.org/2001/XMLSchema-instance'><nc:Person><nc:PersonBirthDate><nc:Date "
		    "i:nil=\"true\"></nc:Date></nc:PersonBirthDate></nc:Person></r>");
	check_blank("<r " NC "><nc:Person><nc:PersonBirthDate><nc:Date "
			     "x='1'>2011-07-19</nc:Date></nc:PersonBirthDate></nc:Person></r>",
		    WHAT_BIRTH_DATE,
		    "<r " NC "><nc:Person><nc:PersonBirthDate><nc:Date x='1' "
			     "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
			     "xsi:nil=\"true\"></nc:Date></nc:PersonBirthDate></nc:Person></r>");
	check_blank("<r " NC " xmlns:xsi='urn:other'><nc:Person><nc:PersonBirthDate><nc:Date>2011-07-19</nc:Date></"
			     "nc:PersonBirthDate></nc:Person></r>",
		    WHAT_BIRTH_DATE,
		    "<r " NC " xmlns:xsi='urn:other'><nc:Person><nc:PersonBirthDate><nc:Date "
			     "xmlns:xsi_=\"http://www.w3.org/2001/XMLSchema-instance\" "
			     "xsi_:nil=\"true\"></nc:Date></nc:PersonBirthDate></nc:Person></r>");
	/* a name is no typed value */
	check_blank("<r " NC "><nc:Person><nc:PersonName><nc:PersonFullName>Emma</nc:PersonFullName></nc:PersonName></"
			     "nc:Person></r>",
		    WHAT_NAME,
		    "<r " NC "><nc:Person><nc:PersonName><nc:PersonFullName>[DOB]</nc:PersonFullName></nc:PersonName></"
			     "nc:Person></r>");
	check_blank("<patientRole xmlns='urn:hl7-org:v3'><patient><birthTime  value='20160921' "
		    "x='y'/></patient></patientRole>",
		    WHAT_BIRTH_DATE,
		    "<patientRole xmlns='urn:hl7-org:v3'><patient><birthTime x='y'/></patient></patientRole>");
	check_blank("<patientRole xmlns='urn:hl7-org:v3'><telecom value='tel:660-555-0124'/></patientRole>", WHAT_PHONE,
		    "<patientRole xmlns='urn:hl7-org:v3'><telecom value='tel:[DOB]'/></patientRole>");
}

/* Our own walk and libxml2's evaluation yield the same nodes. */
struct comparing {
	struct xml_engine *engine;
	size_t compared;
};

static void compare_path(struct comparing *comparing, struct xml_path *path, const struct xml_scene *scene,
			 struct xml_node from)
{
	struct xml_nodes ours = {0}, theirs = {0};
	struct fault fault = {0};
	if (path->text == NULL || !path->simple)
		return;
	assert_int_equal(xml_path_walk(path, scene, from, &ours, &fault), ERR_NONE);
	path->simple = false;
	assert_int_equal(xml_path_walk(path, scene, from, &theirs, &fault), ERR_NONE);
	path->simple = true;
	assert_int_equal(ours.count, theirs.count);
	for (size_t i = 0; i < ours.count; i++) {
		assert_int_equal(ours.list[i].element, theirs.list[i].element);
		assert_int_equal(ours.list[i].attribute, theirs.list[i].attribute);
	}
	comparing->compared += ours.count;
	xml_nodes_free(&ours);
	xml_nodes_free(&theirs);
}

static const char *const paths[] = {"//nc:Person",
				    "//j:Victim/nc:RoleOfPerson/@*",
				    "//*",
				    "/*",
				    "//@*",
				    "//@*[local-name()='id']",
				    "//nc:IdentificationID/..",
				    "//h:name/*",
				    "//*[local-name()='Person']//nc:Date",
				    "nc:PersonName",
				    ".",
				    "*",
				    ".//nc:Date",
				    "@*",
				    "..",
				    "//h:given | //h:family",
				    "./*/*",
				    "//nc:*",
				    "//Date",
				    "//@value",
				    "//name/text",
				    "@*[local-name()='ref'] | */@*[local-name()='ref']",
				    "//h:content/..//h:content"};

static void compare_file(const char *folder, const char *name)
{
	struct buf bytes = file_bytes(folder, name);
	struct xml_engine *engine;
	struct fault fault = {0};
	struct comparing comparing = {0};
	struct selector asked[sizeof paths / sizeof paths[0]] = {{0}};
	struct view view = {0};
	if (strncmp(name, "utf", 3) == 0 || strncmp(name, "bom", 3) == 0 || strncmp(name, "latin", 5) == 0 ||
	    strncmp(name, "windows", 7) == 0) {
		buf_free(&bytes);
		return;
	}
	for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
		asked[i] = selectors[0];
		asked[i].select = mem_text(paths[i], strlen(paths[i]));
		asked[i].part_count = 0;
	}
	assert_int_equal(xml_engine_new(asked, sizeof paths / sizeof paths[0], &engine, &fault), ERR_NONE);
	struct xml_part part = {.bytes = buf_str(&bytes), .outside_end = bytes.len};
	assert_int_equal(xml_part_read(&part, bytes.len, &fault), ERR_NONE);
	assert_int_equal(xml_dom_check(&engine->dom, &part, &fault), ERR_NONE);
	assert_int_equal(xml_part_view(&part, &view, &fault), ERR_NONE);
	struct xml_scene scene = {
		.part = &part, .dom = &engine->dom, .context = engine->context, .namespaces = namespaces};
	for (size_t combination = 0; combination < 3; combination++)
		for (size_t i = 0; i < engine->rule_count; i++) {
			for (size_t k = 0; k < 3; k++) {
				scene.bound_uri[k] = namespaces[k].uris[combination % namespaces[k].uri_count];
				scene.bound[k] =
					(uint16_t)(xml_names_find(&engine->uris, str_of(scene.bound_uri[k])) + 1);
			}
			compare_path(&comparing, &engine->rules[i].select, &scene,
				     (struct xml_node){XML_NONE, XML_NONE});
			for (uint32_t e = 0; e < part.element_count; e += 3)
				compare_path(&comparing, &engine->rules[i].select, &scene,
					     (struct xml_node){e, XML_NONE});
		}
	assert_true(comparing.compared > 20);
	engine->context->doc = NULL;
	for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++)
		free(asked[i].select);
	xml_dom_drop(&engine->dom);
	xml_engine_free(engine);
	xml_part_free(&part);
	view_free(&view);
	buf_free(&bytes);
}

static void test_paths(void **state)
{
	(void)state;
	for_each_file(FIXTURES, compare_file);
}

static void test_bad_paths(void **state)
{
	(void)state;
	static char *const bad[] = {"//nc:Person[", "//zz:Person", "//nc:Person['", "count(", ""};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct selector selector = selectors[0];
		struct run run = {.options = {.selectors = &selector, .selector_count = 1}};
		selector.select = bad[i];
		assert_int_equal(run_document(&run, STR("<r/>")), ERR_PACK);
	}
	struct selector number = selectors[0];
	number.select = "count(//*)";
	struct run run = {.options = {.selectors = &number, .selector_count = 1}};
	assert_int_equal(run_document(&run, STR("<r/>")), ERR_PACK);
}

/* In parts, each record is found once, and ancestors' start tags do not count again. */
static void test_parts(void **state)
{
	(void)state;
	struct buf bytes = {0}, list = {0};
	buf_add_text(&bytes, "<r " NC " id='R'>");
	for (int i = 0; i < 300; i++)
		buf_printf(&bytes,
			   "<nc:Person><nc:PersonName><nc:PersonFullName>Emma "
			   "%d</nc:PersonFullName></nc:PersonName></nc:Person>",
			   i);
	buf_add_text(&bytes, "</r>");
	struct run run = {.options = {.selectors = selectors, .selector_count = SELECTORS, .part_size = 1000},
			  .view = list_found,
			  .context = &list};
	assert_int_equal(run_document(&run, buf_str(&bytes)), ERR_NONE);
	assert_true(run.parts > 20);
	size_t lines = 0;
	for (size_t i = 0; i < list.len; i++)
		lines += list.ptr[i] == '\n';
	assert_int_equal(lines, 300);
	buf_free(&bytes);
	buf_free(&list);
	buf_free(&run.out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lexs),  cmocka_unit_test(test_default_namespaces),
		cmocka_unit_test(test_nibrs), cmocka_unit_test(test_niem6),
		cmocka_unit_test(test_ccda),  cmocka_unit_test(test_blanks),
		cmocka_unit_test(test_paths), cmocka_unit_test(test_bad_paths),
		cmocka_unit_test(test_parts),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
