/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "detect/rules.h"
#include "people/internal.h"

/* What a place in a text must turn out to be. */
enum expected {
	GOES,  /* a mention of somebody who is protected */
	STAYS, /* a mention of an official, an arrested or unrelated adult */
	PLAIN, /* no mention of a person */
	CHILD, /* a mention of a child */
	KIN,   /* of a relative */
	OFFICE /* of an official */
};

struct place {
	const char *text;  /* the report */
	const char *words; /* the place in it */
	unsigned nth;      /* which of several equal ones, from 0 */
	enum expected expected;
};

struct world {
	struct lexicon *lexicon;
	struct pack_set *packs;
	struct matcher *matcher;
	struct words *words;
	struct names *names;
	struct people *people;
};

/* One report as read. */
struct reading {
	struct view view;
	struct tokens tokens;
	struct finding_list findings;
	struct part part;
};

static int open_world(void **state)
{
	static struct world world;
	static const struct protection protect = {.under = 18, .at_incident = true, .at_report = true};
	struct fault fault = {0};
	world.lexicon = lexicon_new();
	world.packs = pack_set_new(world.lexicon);
	world.words = words_new(world.lexicon);
	if (pack_load_folder(world.packs, "patterns", "offence-classes.yaml", &fault) || pack_set_finish(world.packs, &fault) ||
	    words_load(world.words, "patterns/words/people.words", &fault) || words_load(world.words, "patterns/words/values.words", &fault))
		fail_msg("%s", fault.text);
	world.names = names_load(world.lexicon, "patterns/names", &fault);
	world.people = world.names ? people_open(world.lexicon, world.words, world.names, &protect, &fault) : NULL;
	if (!world.people)
		fail_msg("%s", fault.text);
	world.matcher = matcher_new(world.packs);
	*state = &world;
	return 0;
}

static int close_world(void **state)
{
	struct world *world = *state;
	people_close(world->people);
	matcher_free(world->matcher);
	names_free(world->names);
	words_free(world->words);
	pack_set_free(world->packs);
	lexicon_free(world->lexicon);
	return 0;
}

static void read_report(const struct world *world, const char *text, bool bare, const struct known *known, struct reading *reading)
{
	struct fault fault = {0};
	*reading = (struct reading){.view.bare = bare};
	struct str str = str_of(text);
	view_add(&reading->view, str, 0, 0, (uint32_t)str.len);
	tokens_read(&reading->tokens, world->lexicon, buf_str(&reading->view.text));
	if (rules_match(world->matcher, &reading->tokens, &reading->findings, &fault))
		fail_msg("%s", fault.text);
	rules_settle(&reading->findings);
	if (people_read(world->people, &reading->view, &reading->tokens, &reading->findings, known, &reading->part, &fault))
		fail_msg("%s", fault.text);
}

static void close_report(struct reading *reading)
{
	view_free(&reading->view);
	tokens_free(&reading->tokens);
	finding_free(&reading->findings);
}

static struct span place_of(const char *text, const char *words, unsigned nth)
{
	const char *at = text - 1;
	for (unsigned i = 0; i <= nth; i++) {
		at = strstr(at + 1, words);
		if (!at)
			fail_msg("the test's text has no \"%s\" number %u", words, nth);
	}
	return (struct span){(size_t)(at - text), (size_t)(at - text) + strlen(words)};
}

/* The name finding that covers the place. */
static const struct finding *finding_at(const struct reading *reading, struct span span)
{
	for (size_t i = 0; i < reading->findings.count; i++) {
		const struct finding *finding = &reading->findings.list[i];
		if (finding->what == WHAT_NAME && finding->span.from <= span.from && finding->span.to >= span.to)
			return finding;
	}
	return NULL;
}

static bool is_as_expected(const struct finding *finding, enum expected expected)
{
	if (!finding)
		return expected == PLAIN;
	bool stays = finding->who == WHO_OFFICIAL || finding->who == WHO_ADULT || finding->who == WHO_ARRESTED;
	switch (expected) {
	case GOES: return !stays;
	case STAYS: return stays;
	case CHILD: return finding->who == WHO_CHILD || finding->who == WHO_JUVENILE;
	case KIN: return finding->who == WHO_RELATIVE;
	case OFFICE: return finding->who == WHO_OFFICIAL;
	case PLAIN: break;
	}
	return false;
}

static void check_places(const struct world *world, const struct place *places, size_t count)
{
	unsigned failures = 0;
	for (size_t i = 0; i < count; i++) {
		struct reading reading;
		read_report(world, places[i].text, false, NULL, &reading);
		const struct finding *finding = finding_at(&reading, place_of(places[i].text, places[i].words, places[i].nth));
		if (!is_as_expected(finding, places[i].expected)) {
			print_error("%zu: \"%s\" number %u in \"%s\": %s\n", i, places[i].words, places[i].nth, places[i].text,
				    finding ? who_name(finding->who) : "no name");
			failures++;
		}
		close_report(&reading);
	}
	assert_int_equal(failures, 0);
}

#define CHECK(state, places) check_places(*(state), places, sizeof(places) / sizeof *(places))

static void who_is_a_child(void **state)
{
	static const struct place places[] = {
		{"I spoke with Marcus Bell, 8, on the porch.", "Marcus Bell", 0, CHILD},
		{"I spoke with Marcus Bell (8 YOA) on the porch.", "Marcus Bell", 0, CHILD},
		{"Her 10 yr old son Joshua came home.", "Joshua", 0, CHILD},
		{"The six-year-old, Angela, was asleep.", "Angela", 0, CHILD},
		{"Her daughter, Ines, was in the tub.", "Ines", 0, CHILD},
		{"The third kid is Lark Dembele, she's 13.", "Lark Dembele", 0, CHILD},
		{"The Larsen children were at home.", "Larsen", 0, CHILD},
		{"Kenneth Ames, 44, was at home.", "Kenneth Ames", 0, STAYS},
		{"Occurred: 03/01/2024\nVICTIM: DOE, JANE A  DOB: 05/05/2015\n", "DOE, JANE A", 0, CHILD},
		{"Occurred: 03/01/2024\nWITNESS: ROE, ADAM  DOB: 05/05/1975\n", "ROE, ADAM", 0, STAYS},
		{"Occurred: 03/01/2024\nSUS-1 (JUV)  POE, RICHARD T  DOB: 05/05/2010\n", "POE, RICHARD T", 0, CHILD},
		{"PER|2|SUSP|DRUMMOND|PENNY|JEAN|F|W|2010-10-09|13\n", "PENNY", 0, GOES},
		{"ROLE|NAME|DOB|AGE|GUARDIAN\nV1|WINTERS, TRINITY A|1/2/12|12|WINTERS, LATRICE\n", "WINTERS, LATRICE", 0, KIN},
	};
	CHECK(state, places);
}

static void who_is_an_official(void **state)
{
	static const struct place places[] = {
		{"Det. Lorna Hunter called the school.", "Lorna Hunter", 0, OFFICE},
		{"P.O. Lund and I pulled up.", "Lund", 0, OFFICE},
		{"SGT. R. DEAN APPROVED THIS REPORT.", "R. DEAN", 0, OFFICE},
		{"MULES was cancelled by Dispatcher 44, R. Gaines.", "Gaines", 0, OFFICE},
		{"Children's Division (Ms. Fern Adeleke) agreed.", "Fern Adeleke", 0, OFFICE},
		{"It goes to the Juvenile Officer, Mr. Hale.", "Hale", 0, OFFICE},
		{"His caseworker, Augusta Penn of the Missouri Children's Division, was told.", "Augusta Penn", 0, OFFICE},
		{"Action: screened in. Pilar Osgood assigned.", "Pilar Osgood", 0, OFFICE},
		{"Mr. Alvin Pope, Juvenile Officer\n", "Alvin Pope", 0, OFFICE},
		{"OFC|VELASCO, R|3120|PRIMARY\n", "VELASCO, R", 0, OFFICE},
		{"She gave the same account; so did her mother, Jo Prewitt.", "Jo Prewitt", 0, KIN},
		{"Angel's mother was in the lobby. Marisol nodded, with Officer Duarte interpreting.", "Marisol", 0, GOES},
		{"Sgt Lou Haskett recused himself, he's the girl's grandpa.", "Lou Haskett", 0, KIN},
	};
	CHECK(state, places);
}

static void officials_without_a_rank(void **state)
{
	static const char log[] = "2032 4B12 DISP\n2033 CHARLIE 7 EN ROUTE\n2037 CHARLIE 7 ON SCENE\n2038 4B12 VANCE ON SCENE\n2044 JUV COLE SATTERWHITE 13\n";
	static const char export[] = "CASE|FIELD|VALUE|ENTERED_BY\nX1|report no|child seen|Orr\nX1|note|closed|Orr\n";
	static const struct place places[] = {
		{"My name is Emmeline Sadler. I am a deputy with the county.\n\nE. Sadler\n", "Emmeline Sadler", 0, OFFICE},
		{"Hi. My name's Barnaby Law. I'm with the police.", "Barnaby Law", 0, OFFICE},
		{"And I'm Neil Abara, I work with Children's Division.", "Neil Abara", 0, OFFICE},
		{"I am a caseworker with the county. My name is Orla Kinsey.", "Orla Kinsey", 0, OFFICE},
		{"I'm Tess Coyle. The deputy told me to come.", "Tess Coyle", 0, GOES},
		{"I am Tess Coyle and I called the police.", "Tess Coyle", 0, GOES},
		{"I'm Marta Dale, a caseworker with the county.", "Marta Dale", 0, OFFICE},
		{"My name is Kelvin Osterman, and my deputy is nice.", "Kelvin Osterman", 0, GOES},
		{"I spoke to Officer Jean Tillis of the Sedley police. Wade Ollison took the report.", "Wade Ollison", 0, OFFICE},
		{"I called Tamsin Rusk at Children's Division.", "Tamsin Rusk", 0, OFFICE},
		{"Shane interviewed for a job.", "Shane", 0, GOES},
		{"My partner, Dale Coyle, was at work.", "Dale Coyle", 0, GOES},
		{"Affiant, Karla Munn, being duly sworn, states that Dylan left.", "Karla Munn", 0, GOES},
		{"Affiant, Gordon Pike, being duly sworn, states that he is a detective.", "Gordon Pike", 0, OFFICE},
		{"From: A B <a.b@calderpd.example.gov>\nTo: Coyle, Tess\n\nHello.\n", "Coyle, Tess", 0, GOES},
		{"From: A B <a.b@calderpd.example.gov>\nTo: Ramirez, Tony; Patel, Anika\n\nHello.\n", "Ramirez, Tony", 0, OFFICE},
		{"We left Ava Whitlow with Children's Division.", "Ava Whitlow", 0, GOES},
		{"Deputies Marlow, Pike and Finch took the yard.", "Pike", 0, OFFICE},
		{"Deputies Marlow, Pike and Finch took the yard.", "Finch", 0, OFFICE},
		{"The boy was fine.\n\nHarriet Voss\nAssistant Prosecuting Attorney\n", "Harriet Voss", 0, OFFICE},
		{"The on-call worker was Mr. Fitzroy Bean.", "Fitzroy Bean", 0, OFFICE},
		{"Owen Prather, guardian ad litem, agreed.", "Owen Prather", 0, OFFICE},
		{"Owen Prather, her guardian, agreed.", "Owen Prather", 0, KIN},
		{"Assigned to Det. Sun-Hee Varner today.", "Sun-Hee Varner", 0, OFFICE},
		{"Transcribed by Clerk R. Nakashian, 05-16-2024.", "Nakashian", 0, OFFICE},
		{log, "CHARLIE", 0, PLAIN}, {log, "CHARLIE", 1, PLAIN}, {log, "VANCE", 0, OFFICE}, {log, "COLE SATTERWHITE", 0, GOES},
		{export, "Orr", 0, OFFICE}, {export, "Orr", 1, OFFICE},
	};
	CHECK(state, places);
}

static void offices_in_unseen_forms(void **state)
{
	static const char log[] = "07 51 19 CT PEREZ 2 VEH ONE IN DITCH\n07 51 44 CT PEREZ CALLER SEES A CAR SEAT\n07 56 30 S14 ENRT\n"
				  "07 58 47 S14 MOTHER IS DOLORES WREN\n08 01 10 S14 CLEAR\n";
	static const char units[] = "14:02  Call from Alder Court\n14:11  217 (Hatch) checking the park\n14:20  217 (Hatch) has the boy Cole\n";
	static const struct place places[] = {
		{"We sent it to Asst. Co. Atty. R. Feldman today.", "Feldman", 0, OFFICE},
		{"Grace Lindholm, Children's Service Worker III, is less certain.", "Grace Lindholm", 0, OFFICE},
		{"He saw M. Drury, Case Processor, at ten.", "Drury", 0, OFFICE},
		{"Lorna Spriggs, ES supervisor, fixed the benefit.", "Lorna Spriggs", 0, OFFICE},
		{"Chief of Probation Antoine Mouton agrees.", "Antoine Mouton", 0, OFFICE},
		{"Clerk of Superior Court: Patty Quick\n", "Patty Quick", 0, OFFICE},
		{"Supervisor consult, Annette Bosko. Agreed.", "Annette Bosko", 0, OFFICE},
		{"Call taker: Pos 6 / Renner\n", "Renner", 0, OFFICE},
		{"Subject officer(s): Kyle Brandeis, Tomas Orozco\n", "Tomas Orozco", 0, OFFICE},
		{"I, Temperance Holt, of lawful age, being sworn, say: I am an investigator with the county.", "Temperance Holt", 0, OFFICE},
		{"I, Temperance Holt, of lawful age, being sworn, say: I am a neighbor of the boy.", "Temperance Holt", 0, GOES},
		{"Contact PIO Janelle Whitcomb for more.", "Janelle Whitcomb", 0, OFFICE},
		{"I told him to wait for Ms. Yolanda Prewitt of Juvenile Diversion.", "Yolanda Prewitt", 0, OFFICE},
		{"It was Peggy in dispatch who told me.", "Peggy", 0, OFFICE},
		{"We saw Mrs. Hale in juvenile court.", "Hale", 0, GOES},
		{"Assigned caseworker Hyun-jin Seo.", "Seo", 0, OFFICE},
		{"Received by: Det. Rowe, then Roxanne Marlowe (mother).", "Roxanne Marlowe", 0, KIN},
		{"His grandmother Wanda Sue Tritt, GAL volunteer Arthur Penrose, and others came.", "Wanda Sue Tritt", 0, KIN},
		{"Patient: Levi Ashcroft (3)   Unit: PICU\n", "Levi Ashcroft", 0, GOES},
		{"Dewitt Lomax was himself arrested that night.", "Dewitt Lomax", 0, STAYS},
		{"Re: State v. Garland Eugene Moss, set for May.", "Garland Eugene Moss", 0, STAYS},
		{"Officer Salinas, a nine-year veteran, found him.", "Salinas", 0, OFFICE},
		{"Officers Leroux (4) and Bixby (7) came.", "Bixby", 0, OFFICE},
		{"I had Cruz take photos.\n\ncc Dep. A. Cruz\n", "Cruz", 0, OFFICE},
		{"She said Chase was with Children's Division last year.", "Chase", 0, GOES},
		{"He notified FAP, Ms. Corliss Vega, at ten.", "Corliss Vega", 0, OFFICE},
		{"LEGEND\n  D2  Det. Owen Fairweather, DPSST 50127\n", "Owen Fairweather", 0, OFFICE},
		{"Seen by 0fc. Pau1 Dombrowski at ten.", "Dombrowski", 0, OFFICE},
		{log, "PEREZ", 0, OFFICE}, {log, "PEREZ", 1, OFFICE}, {log, "DOLORES WREN", 0, KIN},
		{units, "Hatch", 0, OFFICE}, {units, "Cole", 0, GOES},
	};
	CHECK(state, places);
}

static void places_are_no_persons(void **state)
{
	static const struct place places[] = {
		{"He was found at the Fallon boat launch at noon.", "Fallon", 0, PLAIN},
		{"She waited outside the Brandt Hills Skate Plaza for him.", "Brandt Hills", 0, PLAIN},
		{"They drank at Duffy's Tavern until ten.", "Duffy", 0, PLAIN},
		{"ELKHORN CITY POLICE\nA boy was seen in Elkhorn at ten.", "Elkhorn", 0, PLAIN},
		{"Ofc. Mulroney of Calumet Park came.", "Calumet", 0, PLAIN},
		{"We sat in the Child Advocacy Center.", "Advocacy", 0, PLAIN},
		{"Town Justice Oberholtzer set bail.", "Justice", 0, PLAIN},
		{"He left Fort Cadwell at ten.", "Cadwell", 0, PLAIN},
		{"ALDER FALLS POLICE DEPT\nHe is from Alder Falls.", "Alder", 0, PLAIN},
		{"Respectfully, Corporal Ephraim Buck, Star 19", "Star", 0, PLAIN},
		{"The girls are Ivy, Star 9, and Joy.", "Star", 0, GOES},
		{"He ran to Marcus Whitfield's house.", "Marcus Whitfield", 0, GOES},
		{"He saw the Whitfield boys at the store.", "Whitfield", 0, GOES},
	};
	CHECK(state, places);
}

static void who_is_kin(void **state)
{
	static const struct place places[] = {
		{"His mother, Celia Fountain, was called.", "Celia Fountain", 0, KIN},
		{"She is the daughter of Hoyt and Marva Pettibone.", "Marva Pettibone", 0, KIN},
		{"His cousin is Nestor, 20, of the same address.", "Nestor", 0, KIN},
		{"The driver, Marcus Pell, 41, had a cut lip. His boys were in the back.", "Marcus Pell", 0, KIN},
		{"CALLER TERESA STATES HER SON IS NOT HOME.", "TERESA", 0, GOES},
		{"He lives with grandparents, the Oglesbys, on Fern.", "Oglesbys", 0, GOES},
		{"The neighbor, Gus Trammell, hears yelling.", "Gus Trammell", 0, STAYS},
		{"Dr. Anand saw him at the clinic.", "Anand", 0, STAYS},
		{"Mr. Dominic Trask, 19, was arrested this afternoon.", "Dominic Trask", 0, STAYS},
	};
	CHECK(state, places);
}

static void common_words_are_judged_by_context(void **state)
{
	static const char king[] = "VICTIM: DAVIS, KING ELIJAH  AGE: 3\nNARRATIVE:\nTHE BABY LAY ON A KING SIZE BED. KING WAS CALM. SHE FED "
				   "KING WHILE I WAITED. MEDICS CHECKED KING, NO TRANSPORT.\n";
	static const char april[] = "JOY SAID APRIL CALLED HER. CLAY STATED APRIL IS FINE. HE WILL BRING HER IN APRIL PER THE ORDER.";
	static const char hope[] = "I spoke with Hope Marlow, 9. I hope she is well. Hope said yes. There is no hope of that.";
	static const char cross[] = "I MET WITH HUNTER CROSS, 13. I FOUND CROSS BEHIND THE MARKET. HE WAS CROSS WITH ME.";
	static const struct place places[] = {
		{king, "KING", 0, GOES},   {king, "KING", 1, PLAIN},  {king, "KING", 2, GOES},   {king, "KING", 3, GOES},
		{king, "KING", 4, GOES},   {april, "APRIL", 0, GOES}, {april, "APRIL", 1, GOES}, {april, "APRIL", 2, PLAIN},
		{hope, "Hope", 0, GOES},   {hope, "hope", 0, PLAIN},  {hope, "Hope", 1, GOES},   {hope, "hope", 1, PLAIN},
		{cross, "CROSS", 0, GOES}, {cross, "CROSS", 1, GOES}, {cross, "CROSS", 2, PLAIN},
		{"Three girls were held. Precious Long cried.", "Precious Long", 0, GOES},
		{"She drove to Cape Girardeau and back.", "Cape Girardeau", 0, PLAIN},
		{"WINSLOW TWP POLICE", "WINSLOW", 0, PLAIN},
		{"I'm sure you've seen it.", "I'm", 0, PLAIN},
	};
	CHECK(state, places);
}

static void nicknames_and_letters(void **state)
{
	static const char theo[] = "Present: Det. Simone Akande (SA), Theo Marchbanks (TM), age 12\nTM: I was there.\nSA: And you?\n";
	static const char court[] = "IN THE INTEREST OF R.L.L. and V.L., minors.\nThe officer prays that R.L.L. be placed with kin.";
	static const struct place places[] = {
		{"Around seven the little boy, \"Peanut,\" knocked.", "Peanut", 0, GOES},
		{"The second boy goes by Biscuit and left.", "Biscuit", 0, GOES},
		{"THE SECOND BOY GOES BY BISCUIT AND LEFT.", "BISCUIT", 0, GOES},
		{"The little one, who they all call Bug, was seen.", "Bug", 0, GOES},
		{"I spoke with Dexter \"Duke\" Fontaine, 15.", "Duke", 0, GOES},
		{"She said, \"Stop\" and left.", "Stop", 0, PLAIN},
		{theo, "TM", 1, GOES},
		{theo, "SA", 1, STAYS},
		{court, "R.L.L", 0, GOES},
		{court, "R.L.L", 1, GOES},
		{"I met Justice Blackfeather, 14. The bag said Justice B. on it.", "Justice B", 1, GOES},
		{"He was in the U.S. for a year.", "U.S", 0, PLAIN},
	};
	CHECK(state, places);
}

static void names_misspelt_and_misread(void **state)
{
	static const char base[] = "Occurred: 03/01/2024\nVICTIM: DELACOUR, SKYLER  DOB: 05/05/2015\nI saw Skylar and the De1acour boy. "
				   "Sky1er smiled. SKYLERS bag was wet. The Dela-\ncour home is near.\n";
	static const struct place places[] = {
		{base, "Skylar", 0, GOES},   {base, "De1acour", 0, GOES}, {base, "Sky1er", 0, GOES},
		{base, "SKYLERS", 0, GOES},  {base, "Dela-\ncour", 0, GOES},
		{"VlCTIM   Delac0ur, Sky1er P.   DOB 05/05/2015\n", "Delac0ur, Sky1er", 0, GOES},
		{"I met Rafferty Quist, 12. Raff has no key.", "Raff", 1, GOES},
	};
	CHECK(state, places);
}

static void speakers_are_no_entries(void **state)
{
	static const char text[] = "RESPONDENT: Rusty.\nDET. FROST: Who else?\nRESPONDENT: He bought drinks and left.\nDET. FROST: Go on.\n"
				   "RESPONDENT: My dad came.\nDET. FROST: And then?\nRESPONDENT: We went home.\n";
	static const struct place places[] = {
		{text, "Rusty", 0, GOES},
		{text, "bought drinks", 0, PLAIN},
		{text, "We went home", 0, PLAIN},
		{text, "FROST", 1, OFFICE},
	};
	CHECK(state, places);
}

static void distances_are_bounded(void **state)
{
	(void)state;
	assert_int_equal(name_distance(STR("marcus"), STR("marcus"), 2), 0);
	assert_int_equal(name_distance(STR("marcus"), STR("macrus"), 2), 1);
	assert_int_equal(name_distance(STR("marcus"), STR("marcos"), 2), 1);
	assert_int_equal(name_distance(STR("marcus"), STR("mark"), 2), 3);
	assert_int_equal(name_distance(STR(""), STR("abc"), 2), 3);
}

static void short_forms_are_related(void **state)
{
	const struct world *world = *state;
	assert_true(names_related(world->people, STR("william"), STR("bill")));
	assert_true(names_related(world->people, STR("alexander"), STR("alex")));
	assert_false(names_related(world->people, STR("william"), STR("robert")));
}

static void verbs_are_seen_in_their_forms(void **state)
{
	struct reading reading;
	read_report(*state, "walk walks walked tried stopped fed stated Hope", false, NULL, &reading);
	const struct people *people = ((struct world *)*state)->people;
	static const enum verb_form forms[] = {VERB_BASE, VERB_THIRD, VERB_PAST, VERB_PAST, VERB_PAST, VERB_PAST, VERB_PAST, VERB_NONE};
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		assert_int_equal(verb_form(people, i), forms[i]);
	close_report(&reading);
}

static struct person emma(void)
{
	struct person person = {.who = WHO_CHILD, .child = NOBODY, .is = {.age_low = 9, .age_high = 9}};
	person_part(&person, STR("emma"), PART_GIVEN);
	person_part(&person, STR("varga"), PART_SURNAME);
	person.places[0] = (struct person_place){STR("larkspur"), WHAT_ADDRESS, false};
	return person;
}

static void persons_survive_writing(void **state)
{
	(void)state;
	struct person person = emma(), again;
	struct buf record = {0};
	person_write(&record, &person);
	struct str from = buf_str(&record);
	assert_true(person_take(&from, &again));
	assert_int_equal(from.len, 0);
	assert_int_equal(again.part_count, 2);
	assert_true(person_has_kind(&again, STR("varga"), PART_SURNAME));
	assert_true(str_equal(again.places[0].folded, STR("larkspur")));
	for (size_t len = 0; len < record.len; len++) {
		from = (struct str){record.ptr, len};
		assert_false(person_take(&from, &again));
	}
	buf_free(&record);
}

static void a_case_knows_its_people(void **state)
{
	struct person child = emma();
	struct known known = {.persons = &child, .count = 1};
	static const char text[] = "I was back on Larkspur. Emma was home. Varga's mother was not.";
	struct reading reading;
	read_report(*state, text, false, &known, &reading);
	assert_true(is_as_expected(finding_at(&reading, place_of(text, "Emma", 0)), CHILD));
	assert_true(is_as_expected(finding_at(&reading, place_of(text, "Varga", 0)), CHILD));
	bool home = false;
	for (size_t i = 0; i < reading.findings.count; i++)
		home = home || (reading.findings.list[i].what == WHAT_ADDRESS && reading.findings.list[i].who == WHO_CHILD);
	assert_true(home);
	close_report(&reading);
}

static void file_names_are_read_without_prose(void **state)
{
	struct person child = emma();
	struct known known = {.persons = &child, .count = 1};
	static const char *const paths[] = {"photos/varga_emma-2.jpg", "photos/VARGA.jpg", "photos/EmmaVarga.jpg", "emma2024.pdf"};
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		struct reading reading;
		read_report(*state, paths[i], true, &known, &reading);
		bool found = false;
		for (size_t j = 0; j < reading.findings.count; j++)
			found = found || (reading.findings.list[j].what == WHAT_NAME && reading.findings.list[j].who == WHO_CHILD);
		if (!found)
			print_error("%s\n", paths[i]);
		assert_true(found);
		close_report(&reading);
	}
	struct reading reading;
	read_report(*state, "reports/supplement_01.txt", true, &known, &reading);
	for (size_t j = 0; j < reading.findings.count; j++)
		assert_int_not_equal(reading.findings.list[j].what, WHAT_NAME);
	close_report(&reading);
}

static void the_directory_finds_both_orders(void **state)
{
	struct person child = emma();
	struct directory *directory = directory_new();
	directory_add(directory, &child);
	directory_finish(directory);
	assert_int_equal(directory_find(directory, STR("emma"), STR("varga")), WHO_CHILD);
	assert_int_equal(directory_find(directory, STR("varga"), STR("emma")), WHO_CHILD);
	assert_int_equal(directory_find(directory, STR("emma"), STR("jones")), WHO_NONE);
	struct buf asked = {0};
	struct known known = {.directory = directory, .asked = &asked};
	struct reading reading;
	static const char text[] = "A card from Emma Varga was on the desk.";
	read_report(*state, text, false, &known, &reading);
	assert_true(is_as_expected(finding_at(&reading, place_of(text, "Emma Varga", 0)), CHILD));
	close_report(&reading);
	assert_true(asked.len > 0);
	assert_false(known_otherwise(&known, buf_str(&asked)));
	directory_clear(directory);
	directory_finish(directory);
	assert_true(known_otherwise(&known, buf_str(&asked)));
	struct hearsay *heard = hearsay_new();
	known.heard = heard;
	assert_true(known_otherwise(&known, buf_str(&asked)));
	hearsay_add(heard, &child);
	assert_false(known_otherwise(&known, buf_str(&asked)));
	hearsay_free(heard);
	buf_free(&asked);
	directory_free(directory);
}

/* Cells mean what their shape, their neighbours and the other lines say. */
static void exports_are_records(void **state)
{
	static const char bars[] = "XR|24-0088|06/03/2024|1410|CITY POOL|THEFT\n"
				   "V|MASON|CHASE|RIVER|04112013|11|M|W|40 ELM CT|\n"
				   "S|DAY|SUMMER||09/09/2009|14|F|B||\n"
				   "S|PRICE|GRANT|LEE|07/18/1999|24|M|W|BOOKED|\n"
				   "G|MASON|HOPE|||||W|40 ELM CT|\n"
				   "W|DANO|JUDE||01/02/1985|39|M|W|40 ELM CT|\n"
				   "N|1|CHASE FOUND A PRICE TAG. MASON WAS CALM.\n";
	static const char commas[] = "25-1,HILLS PD,03/03/2025,15:22,CRASH,I-70,1\n"
				     "1,DR,SELF,LAVINIA,G,02/14/1996,29,\"3 OAK LN, UNIT C\",8165550181\n"
				     "2,PA,SELF,ZENDEN,,06/01/2021,3,\"3 OAK LN, UNIT C\",\n"
				     "3,DR,YARROW,CLIVE,B,10/10/1948,76,,\n"
				     "4,PG,SOK,VIBOL,,,,\"9 ELM CT\",8165550184\n"
				     "5,PA,SOK,DARA,,09/17/2019,5,\"9 ELM CT\",\n";
	static const char heads[] = "SEQ;INV;LAST;FIRST;BORN;YRS;SX\n1;VIC;POPE;ANGEL;2014-02-03;10;F\n2;OFC;BELL;DOVE;;;\n";
	static const char tabs[] = "ROLE\tLAST\tFIRST\tMI\tDOB\tSEX\nMOTHER\tBROOKS\tMERCY\t\t1985-01-02\tF\nFRIEND\tREED\tFOREST\tT\t2010-11-30\tM\n";
	static const char text[] = "REC|SEQ|AUTHOR|DTTM|TEXT\nNAR|01|BLOOM, A|20250218 1702|SPOKE TO ALL\n";
	static const char keys[] = "PERS|25-6|child.1.name|Pope, Angel Ruth|Orr\nPERS|25-6|child.1.dob|2016-10-09|Orr\n"
				   "PERS|25-6|child.1.alias|Bug; Gigi|Orr\nPERS|25-6|mother.name|Stone, Joy|Orr\n"
				   "PERS|25-6|officer.1|Lane, Mark|Orr\n";
	static const struct place places[] = {
		{bars, "MASON", 0, CHILD}, {bars, "CHASE", 0, CHILD}, {bars, "RIVER", 0, CHILD}, {bars, "SUMMER", 0, CHILD},
		{bars, "PRICE", 0, STAYS}, {bars, "GRANT", 0, STAYS}, {bars, "HOPE", 0, KIN}, {bars, "DANO", 0, KIN},
		{bars, "CHASE", 1, CHILD}, {commas, "SELF", 0, KIN}, {commas, "LAVINIA", 0, KIN}, {commas, "ZENDEN", 0, CHILD},
		{commas, "YARROW", 0, STAYS}, {commas, "VIBOL", 0, KIN}, {commas, "DARA", 0, CHILD}, {heads, "POPE", 0, CHILD},
		{heads, "ANGEL", 0, CHILD}, {heads, "DOVE", 0, OFFICE}, {tabs, "BROOKS", 0, KIN}, {tabs, "MERCY", 0, KIN}, {tabs, "FOREST", 0, CHILD}, {text, "BLOOM, A", 0, OFFICE}, {text, "TEXT", 0, PLAIN},
		{keys, "Pope, Angel Ruth", 0, CHILD}, {keys, "Bug", 0, CHILD}, {keys, "Gigi", 0, CHILD}, {keys, "Stone, Joy", 0, KIN},
		{keys, "Lane, Mark", 0, OFFICE}, {keys, "PERS", 0, PLAIN},
	};
	CHECK(state, places);
}

/* Labels above their values, columns side by side, dots up to the value, values that go on below. */
static void forms_are_read_by_their_layout(void **state)
{
	static const char above[] = "Report of Oct 2, 2025\nLAST                  FIRST            M.I.   GRADE    ID NO.      BIRTHDAY\n"
				    "Christian             Faith            L      9        90310       20 JAN 11\n"
				    "PARENT                                    PHONE\nJoy Christian                             none\n";
	static const char beside[] = "JUVENILE 1                 | JUVENILE 2\n NAME    ROE-HILL,         |  NAME    POPE,\n"
				     "         CHASE RIVER       |          GRANT\n AKA     BEAR              |  AKA     none\n"
				     " BORN    09.09.2011        |  BORN    14-APR-2012\n FATHER  ROE, BEN          |  UNCLE   POPE, ART\n"
				     "\nBear ran. Art came at once.\n";
	static const char dots[] = "Log ................ 24-131\nYoung person ....... Fancy Lynne Noble\nGrownup for her .... Novak, Slava   [x] dad\n"
				   "Cuffs .............. [ ] yes\n";
	static const char ruled[] = "Name (Last, First MI)          Nickname     DOB           Age\n--------------------------------------------------\n"
				    "Rivers, Brooke T.              Bee          7/19/2011     13\n\n"
				    "Parent/Guardian                Relationship  Phone\n-------------------------------------------------\n"
				    "Rivers, Stormy                 Mother        none\nHeath, Dale                    Stepfather    none\n\n"
				    "With juvenile                  Age\n-------------------------------------------------\n"
				    "Miles Ford                     14\nDove Low                       12\n\nBee and Miles left.\n";
	static const char rows[] = "Ln  Name                  Rel        DOB\n01  Moo Moo (pending)     child      07/14/2022\n"
				   "02  Eh Paw                child      07/14/2012\n\nMoo Moo slept.\n";
	static const struct place places[] = {
		{above, "Christian", 0, CHILD}, {above, "Faith", 0, CHILD}, {above, "PARENT", 0, PLAIN},
		{above, "Joy Christian", 0, KIN}, {beside, "CHASE RIVER", 0, CHILD}, {beside, "GRANT", 0, CHILD}, {beside, "BEAR", 0, CHILD},
		{beside, "Bear", 0, CHILD}, {beside, "Art", 0, KIN}, {dots, "Fancy Lynne Noble", 0, GOES}, {dots, "Novak, Slava", 0, GOES},
		{dots, "Grownup", 0, PLAIN}, {dots, "Cuffs", 0, PLAIN}, {ruled, "Rivers, Brooke T", 0, CHILD}, {ruled, "Bee", 0, CHILD},
		{ruled, "Rivers, Stormy", 0, KIN}, {ruled, "Heath, Dale", 0, KIN}, {ruled, "Miles Ford", 0, CHILD}, {ruled, "Dove Low", 0, CHILD},
		{ruled, "Miles", 1, CHILD}, {rows, "Moo Moo", 0, CHILD}, {rows, "Moo Moo", 1, CHILD},
	};
	CHECK(state, places);
}

/* Units of a log are nobody's names; what follows them begins a sentence. */
static void logs_have_speakers(void **state)
{
	static const char log[] = "2101 CALLER SAYS THREE KIDS ALONE\n2105 ADAM 4 ADAM 6 EN ROUTE\n2117 ADAM 4 OUT WITH WILL 10 YOA\n"
				  "2120 ADAM 6 WILL SAYS MOM IS AT WORK\n2125 LORING 2 CHASE 9 YOA IS HERE\n2130 LORING 2 CLEAR\n";
	static const struct place places[] = {
		{log, "ADAM", 0, PLAIN}, {log, "ADAM", 1, PLAIN}, {log, "ADAM", 3, PLAIN}, {log, "LORING", 0, PLAIN}, {log, "WILL", 0, GOES},
		{log, "WILL", 1, GOES}, {log, "CHASE", 0, GOES},
	};
	CHECK(state, places);
}

static void spelled_names_are_names(void **state)
{
	static const struct place places[] = {
		{"Her son Quynh, 9, was home. He said Q, U, Y, N, H.", "Q, U, Y, N, H", 0, CHILD},
		{"His name is Kowal, spelled K-O-W-A-L.", "K-O-W-A-L", 0, GOES},
		{"Her son Tibo, 9: T as in Tom, I, B as in boy, O.", "T as in Tom, I, B as in boy, O", 0, CHILD},
		{"BOY IS XIONG 8 YOA SPELLING XRAY INDIA OSCAR NOVEMBER GOLF", "XRAY INDIA OSCAR NOVEMBER GOLF", 0, GOES},
		{"Choose A, B, C or D.", "A, B, C", 0, PLAIN},
		{"Q   Spell Fields?\nA   F-I-E-L-D-S.\nQ   And then?\n", "Q ", 1, PLAIN},
	};
	CHECK(state, places);
}

/* One letter with a dot, where notes write it for a child; letters that an age makes a child's. */
static void a_question_makes_no_kin(void **state)
{
	static const char asked[] = "BODY CAMERA, Ofc. Zoltan Frye\n\n[21:09] FRYE: Is your mom Simone?\n[21:10] FRYE: It's not plugged in, sir.\n";
	static const struct place places[] = {{asked, "FRYE", 0, OFFICE}, {asked, "FRYE", 1, OFFICE}};
	CHECK(state, places);
}

static void single_letters_are_children(void **state)
{
	static const char list[] = "- D. and K. still at grandma's; S. is with dad\n- told him that M. fell\n\nThe children are Macy Dodd (7), "
				   "Kellan Dodd (5), Drew Dodd (10) and Sadie Dodd (2).\n";
	static const char one[] = "The child is \"K.\", no more. K. is fine. Vitamin D. was given.\n";
	static const char said[] = "Present: Det. Alma Reyes (AR); J.M., age 9\n\nAR: Hello.\nJM: Hi.\nAR: Yes?\nJM: No.\n";
	static const char kept[] = "Drew Dodd (10) came.\n\nD. Moss wrote it. A. opened the door.\nD.\n";
	static const struct place places[] = {
		{list, "D", 0, CHILD}, {list, "K", 0, CHILD}, {list, "S", 0, CHILD}, {list, "M", 0, CHILD}, {one, "K", 0, CHILD},
		{one, "K", 1, CHILD}, {one, "D", 0, PLAIN}, {said, "J.M", 0, CHILD}, {said, "JM", 0, CHILD}, {said, "JM", 1, CHILD},
		{kept, "A", 0, PLAIN}, {kept, "D", 3, PLAIN},
	};
	CHECK(state, places);
}

static void each_side_has_a_sentence(void **state)
{
	(void)state;
	for (unsigned bit = 0; bit < 22; bit++)
		assert_string_not_equal(evidence_text((enum evidence)(1u << bit)), evidence_text((enum evidence)0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_is_a_child),
		cmocka_unit_test(who_is_an_official),
		cmocka_unit_test(officials_without_a_rank),
		cmocka_unit_test(offices_in_unseen_forms),
		cmocka_unit_test(places_are_no_persons),
		cmocka_unit_test(who_is_kin),
		cmocka_unit_test(common_words_are_judged_by_context),
		cmocka_unit_test(nicknames_and_letters),
		cmocka_unit_test(names_misspelt_and_misread),
		cmocka_unit_test(speakers_are_no_entries),
		cmocka_unit_test(distances_are_bounded),
		cmocka_unit_test(short_forms_are_related),
		cmocka_unit_test(verbs_are_seen_in_their_forms),
		cmocka_unit_test(persons_survive_writing),
		cmocka_unit_test(a_case_knows_its_people),
		cmocka_unit_test(file_names_are_read_without_prose),
		cmocka_unit_test(the_directory_finds_both_orders),
		cmocka_unit_test(exports_are_records),
		cmocka_unit_test(a_question_makes_no_kin),
		cmocka_unit_test(single_letters_are_children),
		cmocka_unit_test(forms_are_read_by_their_layout),
		cmocka_unit_test(logs_have_speakers),
		cmocka_unit_test(spelled_names_are_names),
		cmocka_unit_test(each_side_has_a_sentence),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, open_world, close_world);
}
