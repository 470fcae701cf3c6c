/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What stands beside a mention, and in its entry of the face sheet, says who the person is. */
#include "people/internal.h"

static const struct {
	enum evidence bit;
	const char *text;
} sentences[] = {
	{BECAUSE_DECIDED, "a reviewer decided"},
	{BECAUSE_BIRTH, "the birth date makes the person a minor at the incident or report"},
	{BECAUSE_AGE, "an age below the limit is printed"},
	{BECAUSE_JUVENILE, "the report calls the person a child, juvenile, student or the like"},
	{BECAUSE_CHILD_KIN, "son, daughter, brother, sister or cousin in the report"},
	{BECAUSE_SCHOOL, "attends a school or day care, or a grade is given"},
	{BECAUSE_FRIEND, "friend or classmate of a child"},
	{BECAUSE_FAMILY, "an official, but of the child's family by the report's own words"},
	{BECAUSE_RANK, "rank, badge number or public office stands with the name"},
	{BECAUSE_SIGNED, "signed, reviewed or approved the report"},
	{BECAUSE_KIN, "parent, guardian, relative or household member"},
	{BECAUSE_REPORTED, "made the hotline or abuse report"},
	{BECAUSE_VICTIM, "victim of a sexual offence"},
	{BECAUSE_TEACHER, "teacher or coach, who points to the child's school"},
	{BECAUSE_SURNAME, "shares the surname of a child in the report"},
	{BECAUSE_ARRESTED, "an adult who was arrested or charged"},
	{BECAUSE_UNRELATED, "the report says: not related"},
	{BECAUSE_WORK, "named by work or standing: clerk, doctor, neighbour"},
	{BECAUSE_ADULT, "age or birth date of an adult"},
	{BECAUSE_MENTIONED, "reported the matter, no tie to a child is stated"},
	{BECAUSE_KNOWN, "known from another document of the release"},
	{BECAUSE_TITLE, "Mr, Mrs or Ms: an adult, no more is known"},
};

const char *evidence_text(enum evidence bit)
{
	for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++)
		if (sentences[i].bit == bit)
			return sentences[i].text;
	return "no evidence: protected because nothing says otherwise";
}

void evidence_age(const struct people *people, struct traits *is, int years)
{
	if (years < 0 || years > 110)
		return;
	if (is->age_low < 0 || years < is->age_low)
		is->age_low = years;
	if (years > is->age_high)
		is->age_high = years;
	is->evidence |= years < people->under ? BECAUSE_AGE : BECAUSE_ADULT;
}

/* A number of years in digits or words at `at`; -1 none. Units below a year count as 0. */
static int years_at(const struct people *people, size_t at, bool *unit)
{
	*unit = false;
	if (at >= people->word_count)
		return -1;
	const struct word *word = &people->words[at];
	int years = -1;
	if (word->kind == TOKEN_NUMBER && word->folded.len <= 3) {
		years = 0;
		for (size_t i = 0; i < word->folded.len; i++)
			years = years * 10 + (word->folded.ptr[i] - '0');
	} else {
		const struct cue_hit *number = cue_at(people, at, CUE_NUMBER);
		if (!number)
			return -1;
		years = 0;
		for (size_t i = 0; i < number->value.len; i++)
			years = years * 10 + (number->value.ptr[i] - '0');
	}
	size_t next = at + 1;
	if (next < people->word_count && sign_is(people, next, '-'))
		next++;
	if (next >= people->word_count)
		return years;
	static const char *const small[] = {"month", "months", "mo", "mos", "week", "weeks", "wk", "wks", "day", "days"};
	for (size_t i = 0; i < sizeof small / sizeof *small; i++)
		if (word_is(people, next, small[i])) {
			*unit = true;
			return years > 200 ? -1 : word_is(people, next, "months") || word_is(people, next, "mo") ||
						  word_is(people, next, "mos") || word_is(people, next, "month") ? years / 12 : 0;
		}
	static const char *const big[] = {"yoa", "yo", "y", "yr", "yrs", "year", "years"};
	for (size_t i = 0; i < sizeof big / sizeof *big; i++)
		if (word_is(people, next, big[i]))
			*unit = true;
	return years;
}

/* "Marcus, 8,", "Marcus (8 YOA)", "Hope is 13 yrs old", "Ibarra, also fifteen". */
static void read_age_after(const struct people *people, const struct mention *mention, struct traits *is)
{
	size_t at = mention->to;
	bool cue = false, unit;
	for (unsigned steps = 0; steps < 5 && at < people->word_count; steps++) {
		int years = years_at(people, at, &unit);
		if (years >= 0) {
			size_t after = at + 1;
			bool closed = after >= people->word_count || people->words[after].kind != TOKEN_WORD;
			bool number = people->words[at].kind == TOKEN_NUMBER;
			if (unit || (cue && closed && years <= 99 && (!number || people->words[at].folded.len <= 2)))
				evidence_age(people, is, years);
			return;
		}
		if (word_is(people, at, "is") || word_is(people, at, "was") || sign_is(people, at, ',') || sign_is(people, at, '(') ||
		    word_is(people, at, "age") || word_is(people, at, "aged") || word_is(people, at, "turned") ||
		    (people->words[at].kind == TOKEN_TAIL && at > mention->to))
			cue = true;
		else if (!word_is(people, at, "also") && !word_is(people, at, "only") && !word_is(people, at, "who") &&
			 !word_is(people, at, "now") && !word_is(people, at, "about") && !word_is(people, at, "then") &&
			 !word_is(people, at, "she") && !word_is(people, at, "he") && !word_is(people, at, "a") && !word_is(people, at, "the") && people->words[at].kind != TOKEN_LINE &&
			 !sign_is(people, at, '"') && !sign_is(people, at, ')') && people->words[at].letters != CASE_UPPER)
			return;
		at++;
	}
}

/* "10 yr old Josh", "8-year-old Marcus", "the six year old, Angel". */
static void read_age_before(const struct people *people, const struct mention *mention, struct traits *is)
{
	size_t at = mention->from;
	for (unsigned steps = 0; steps < 8; steps++) {
		size_t before = word_previous(people, at);
		if (before == SIZE_MAX || people->words[before].mention != NOBODY || sign_is(people, before, '.'))
			return;
		bool unit;
		int years = years_at(people, before, &unit);
		if (years >= 0 && unit) {
			evidence_age(people, is, years);
			return;
		}
		at = before;
	}
}

static void add_kin(struct traits *is, const struct cue_hit *hit)
{
	is->evidence |= BECAUSE_KIN;
	if (is->kin.len == 0)
		is->kin = hit->value;
}

/* An agency or office right before a titled or full name: "Children's Division (Ms. Fern Adeleke)", "the Juvenile Officer,
 * Mr. Hale", "His caseworker, Augusta Penn of the", "det.will@agency (Adrian Will)". */
static bool office_before(const struct people *people, const struct mention *mention)
{
	size_t at = mention->from;
	bool titled = false, sign = false;
	const struct cue_hit *title = cue_before(people, at, CUE_TITLE);
	if (title) {
		at = title->from;
		titled = true;
	}
	bool full = mention->to > people->words[mention->from].next;
	for (unsigned steps = 0; steps < 3 && at > 0; steps++) {
		size_t before = word_previous(people, at);
		if (before == SIZE_MAX)
			return false;
		if (sign_is(people, before, '(') && before > 0 && people->words[before - 1].blocked == WHAT_AGENCY)
			return true;
		if (!sign_is(people, before, '(') && !sign_is(people, before, ',') && !sign_is(people, before, '-') &&
		    !sign_is(people, before, '/') && !sign_is(people, before, ':'))
			break;
		sign = true;
		at = before;
	}
	if (!sign || !(titled || full) || at >= people->word_count)
		return false;
	for (uint32_t i = people->words[at].ends; i; i = people->cues[i - 1].next_end) {
		const struct cue_hit *hit = &people->cues[i - 1];
		size_t earlier = word_previous(people, hit->from);
		bool named = earlier != SIZE_MAX && people->words[earlier].mention != NOBODY; /* "Det. Rowe, ..." is another person */
		if (hit->cue == CUE_OFFICIAL_AFTER || (hit->cue == CUE_RANK && !named && people->words[hit->from].folded.len > 4))
			return true;
	}
	return false;
}

/* "Assigned Lori Stancil.", "Assigned to Carlotta Voss", "Pilar Osgood assigned." */
static bool is_assigned(const struct people *people, const struct mention *mention)
{
	if (mention->to <= people->words[mention->from].next)
		return false;
	size_t before = word_previous(people, mention->from), next = mention->to;
	if (before != SIZE_MAX && word_is(people, before, "to"))
		before = word_previous(people, before);
	return (before != SIZE_MAX && word_is(people, before, "assigned")) ||
	       (next + 1 < people->word_count && word_is(people, next, "assigned") && people->words[next + 1].kind != TOKEN_WORD);
}

/* The line is a signature: a name at its start, behind it only a rank, a number, an agency; near the end, or with a number. */
static bool is_signature(const struct people *people, const struct mention *mention)
{
	size_t at = mention->from, line = people->words[at].line;
	for (size_t before = people->line_words[line]; before < at; before++)
		if (people->words[before].kind == TOKEN_WORD && !word_has(people, before, CUE_RANK) && !word_has(people, before, CUE_TITLE) &&
		    !word_is(people, before, "s"))
			return false;
	bool number = false, office = false;
	size_t words = 0;
	for (at = mention->to; at < people->word_count && people->words[at].line == line; at++) {
		if (people->words[at].kind == TOKEN_NUMBER)
			number = number || people->words[at].folded.len >= 2;
		else if (word_has(people, at, CUE_RANK) || word_has(people, at, CUE_BADGE) || word_has(people, at, CUE_OFFICIAL_AFTER))
			office = true, at = people->cues[people->words[at].cues - 1].to - 1;
		else if (people->words[at].kind == TOKEN_WORD)
			words++;
	}
	bool last = line + 12 > people->line_count;
	bool full = mention->to > people->words[mention->from].next;
	return last && (full || number) && words <= (office ? 4u : 0u) && (office || number);
}

/* "the daughter of Hoyt and Marva Pettibone", "his sons Ezekiel and Micah": what is said of the first is said of both. */
static void read_coordinate(const struct people *people, const struct mention *mention, struct traits *is)
{
	size_t and = word_previous(people, mention->from);
	if (and == SIZE_MAX || !(word_is(people, and, "and") || sign_is(people, and, '&')))
		return;
	size_t first = word_previous(people, and);
	if (first == SIZE_MAX || people->words[first].mention == NOBODY)
		return;
	const struct mention *other = &people->mentions[people->words[first].mention];
	if (other->source == SOURCE_FACT || mention->ranked)
		return;
	const struct cue_hit *rank = cue_before(people, other->from, CUE_RANK);
	if (rank && str_ends_nocase(people->words[rank->to - 1].folded, STR("s")) && people->words[rank->to - 1].folded.len > 3)
		is->evidence |= BECAUSE_RANK; /* "Deputies Pike and Sims" */
	is->evidence |= other->is.evidence & (BECAUSE_KIN | BECAUSE_CHILD_KIN | BECAUSE_JUVENILE | BECAUSE_FRIEND);
	if (is->kin.len == 0)
		is->kin = other->is.kin;
}

static void read_before(struct people *people, const struct mention *mention, struct traits *is)
{
	read_coordinate(people, mention, is);
	const struct cue_hit *kin = cue_before(people, mention->from, CUE_KIN);
	const struct cue_hit *child = cue_before(people, mention->from, CUE_KIN_CHILD);
	const struct cue_hit *any = cue_before(people, mention->from, CUE_KIN_ANY);
	const struct cue_hit *minor = cue_before(people, mention->from, CUE_CHILD);
	const struct cue_hit *named = cue_before(people, mention->from, CUE_NAMED);
	if (named && !kin && !child && !any && !minor) {
		kin = cue_before(people, named->from, CUE_KIN);
		child = cue_before(people, named->from, CUE_KIN_CHILD);
		any = cue_before(people, named->from, CUE_KIN_ANY);
		minor = cue_before(people, named->from, CUE_CHILD);
	}
	size_t is_at;
	if (!kin && !child && !any && !minor && kin_is(people, mention->from, &is_at)) {
		kin = cue_before(people, is_at, CUE_KIN);
		child = cue_before(people, is_at, CUE_KIN_CHILD);
		any = cue_before(people, is_at, CUE_KIN_ANY);
		minor = cue_before(people, is_at, CUE_CHILD);
	}
	if (child && (!kin || child->to - child->from >= kin->to - kin->from))
		is->evidence |= BECAUSE_CHILD_KIN;
	else if (kin)
		add_kin(is, kin);
	else if (any) {
		is->evidence |= BECAUSE_CHILD_KIN;
		if (is->kin.len == 0)
			is->kin = any->value;
	}
	if (minor)
		is->evidence |= word_is(people, minor->from, "friend") || word_is(people, minor->from, "friends") ||
						    word_is(people, minor->from, "best")
					    ? BECAUSE_FRIEND
					    : BECAUSE_JUVENILE;
	if (kin_of(people, mention->from)) {
		size_t of = word_previous(people, mention->from);
		/* "the daughter of Hoyt" makes Hoyt a parent, "the mother of Ei" makes Ei a child */
		if (cue_before(people, of, CUE_KIN_CHILD) || cue_before(people, of, CUE_CHILD))
			is->evidence |= BECAUSE_KIN;
		else if (!mention->titled && !mention->ranked)
			is->evidence |= BECAUSE_FRIEND;
	}
	if (rank_before(people, mention->from) || office_before(people, mention) || is_assigned(people, mention))
		is->evidence |= BECAUSE_RANK;
	if (cue_before(people, mention->from, CUE_DOCTOR) || cue_before(people, mention->from, CUE_OCCUPATION))
		is->evidence |= BECAUSE_WORK;
	if (cue_before(people, mention->from, CUE_TEACHER))
		is->evidence |= BECAUSE_TEACHER;
	if (mention->titled)
		is->evidence |= BECAUSE_TITLE;
	if (cue_before(people, mention->from, CUE_ARRESTED))
		is->evidence |= BECAUSE_ARRESTED;
	if (cue_before(people, mention->from, CUE_REPORTED))
		is->evidence |= BECAUSE_REPORTED;
}

/* What an apposition says: ", the mother of", "(neighbor)", ", Children's Division", "#4715". */
static void read_apposition(struct people *people, const struct mention *mention, struct traits *is)
{
	size_t at = mention->to;
	bool sign = false;
	for (unsigned steps = 0; steps < 4 && at < people->word_count; steps++) {
		const struct word *word = &people->words[at];
		size_t before = word_previous(people, mention->from);
		bool numbered = before != SIZE_MAX && people->words[before].kind == TOKEN_NUMBER; /* a house */
		if (sign_is(people, at, '#') && !numbered && at + 1 < people->word_count && people->words[at + 1].kind == TOKEN_NUMBER) {
			is->evidence |= BECAUSE_RANK;
			return;
		}
		if (word_has(people, at, CUE_BADGE) && at + 1 < people->word_count && word->kind == TOKEN_WORD && steps <= 2 &&
		    !word_is(people, at, "unit")) {
			size_t next = cue_at(people, at, CUE_BADGE)->to;
			while (next < people->word_count && people->words[next].kind == TOKEN_SIGN && next - at < 4)
				next++;
			if (next < people->word_count && people->words[next].kind == TOKEN_NUMBER)
				is->evidence |= BECAUSE_RANK;
			return;
		}
		if (sign && word->kind == TOKEN_WORD) {
			const struct cue_hit *kin = cue_at(people, at, CUE_KIN);
			if (word_has(people, at, CUE_KIN_CHILD) || word_has(people, at, CUE_KIN_ANY)) {
				is->evidence |= BECAUSE_CHILD_KIN;
				return;
			}
			if (kin) {
				add_kin(is, kin);
				return;
			}
			const struct cue_hit *office = cue_at(people, at, CUE_OFFICIAL_AFTER);
			if (!office)
				office = cue_at(people, at, CUE_RANK);
			if (office) {
				/* not the rank of the next person: "Marisol, with Officer Duarte" */
				size_t next = office->to + (sign_is(people, office->to, '.') ? 1 : 0);
				bool written = people->words[office->from].letters != CASE_LOWER || people->words[office->to - 1].folded.len > 4;
				if (written && (next >= people->word_count || people->words[next].mention == NOBODY))
					is->evidence |= BECAUSE_RANK;
				return;
			}
			if (word_has(people, at, CUE_TEACHER)) {
				is->evidence |= BECAUSE_TEACHER;
				return;
			}
			if (word_has(people, at, CUE_OCCUPATION) || word_has(people, at, CUE_DOCTOR) ||
			    word_has(people, at, CUE_UNRELATED)) {
				is->evidence |= BECAUSE_WORK;
				return;
			}
			if (word_has(people, at, CUE_CHILD)) {
				is->evidence |= BECAUSE_JUVENILE;
				return;
			}
		}
		if (sign_is(people, at, ',') || sign_is(people, at, '(') || sign_is(people, at, '-'))
			sign = true;
		else if (word->kind == TOKEN_WORD && !word_is(people, at, "the") && !word_is(people, at, "a") && !word_is(people, at, "his") &&
			 !word_is(people, at, "her") && !word_is(people, at, "their") && !word_is(people, at, "of") &&
			 !word_is(people, at, "is") && !word_is(people, at, "was") && !word_is(people, at, "an") && !word_is(people, at, "with") &&
			 word->entry->common < 10)
			return;
		else if (word_is(people, at, "is") || word_is(people, at, "was") || word_is(people, at, "of") || word_is(people, at, "with"))
			sign = true;
		else if (word->kind == TOKEN_LINE || sign_is(people, at, '.'))
			return;
		at++;
	}
}

static void read_after(struct people *people, const struct mention *mention, struct traits *is)
{
	size_t at = mention->to;
	if (at >= people->word_count)
		return;
	/* Name <address of an agency> */
	if ((sign_is(people, at, '<') || sign_is(people, at, '(')) && at + 1 < people->word_count &&
	    people->words[at + 1].blocked == WHAT_AGENCY) {
		is->evidence |= BECAUSE_RANK;
		return;
	}
	if (people->words[at].kind == TOKEN_TAIL && at + 1 < people->word_count) {
		/* "Marcus's mother": who has a mother in a report is a child more often than not; an age overrules it */
		if (word_has(people, at + 1, CUE_KIN) && !cue_at(people, at + 1, CUE_KIN)->value.len)
			return;
		if (word_has(people, at + 1, CUE_KIN_CHILD) && (mention->titled || mention->to > people->words[mention->from].next))
			is->evidence |= BECAUSE_KIN;
		if (word_has(people, at + 1, CUE_KIN) && !mention->titled && !mention->ranked)
			is->evidence |= BECAUSE_FRIEND;
		return;
	}
	/* "the Whitfield boy", "the McIlroy children", "the Larsen family" */
	if (word_has(people, at, CUE_CHILD) || word_has(people, at, CUE_KIN_CHILD)) {
		if (!people->words[at].wide && !mention->ranked)
			is->evidence |= BECAUSE_JUVENILE;
		return;
	}
	bool unit;
	if (years_at(people, at, &unit) < 0)
		read_apposition(people, mention, is);
}

/* "Sgt Haskett recused himself, he's the girl's grandpa": also an officer can be family. */
static bool is_family(const struct people *people, size_t at)
{
	if (!word_is(people, at, "he") && !word_is(people, at, "she"))
		return false;
	size_t is = at + 1;
	if (people->words[is].kind != TOKEN_TAIL && !word_is(people, is, "is"))
		return false;
	bool owner = false;
	for (size_t i = is + 1; i < people->word_count && i < is + 6; i++) {
		owner = owner || people->words[i].kind == TOKEN_TAIL || word_is(people, i, "their") || word_is(people, i, "his") ||
			word_is(people, i, "her") || people->words[i].mention != NOBODY;
		if (owner && word_has(people, i, CUE_KIN))
			return true;
		if (people->words[i].kind == TOKEN_SIGN)
			return false;
	}
	return false;
}

/* "his boys", "HER SON", "my daughter": of the person the sentence, or the one before, is about. */
static bool owns_child(const struct people *people, size_t at)
{
	if (!word_is(people, at, "his") && !word_is(people, at, "her") && !word_is(people, at, "their") && !word_is(people, at, "my"))
		return false;
	static const char *const children[] = {"son", "sons", "daughter", "daughters", "boys", "girls", "children", "kids", "child",
					       "kid", "stepson", "stepdaughter", "grandson", "granddaughter", "grandchildren", "newborn",
					       "infant", "toddler"};
	for (size_t i = at + 1; i < people->word_count && i < at + 4; i++) {
		if (people->words[i].kind != TOKEN_WORD || people->words[i].mention != NOBODY)
			return false;
		for (size_t j = 0; j < sizeof children / sizeof *children; j++)
			if (word_is(people, i, children[j]))
				return true;
	}
	return false;
}

static void read_children(const struct people *people, const struct mention *mention, struct traits *is)
{
	if (mention->ranked || (is->evidence & (BECAUSE_RANK | BECAUSE_SIGNED)))
		return;
	bool next_sentence = false;
	for (size_t at = mention->to; at < people->word_count && at < mention->to + 24u; at++) {
		const struct word *word = &people->words[at];
		if (word->mention != NOBODY)
			return;
		if (word->sentence_start && at > mention->to) {
			if (next_sentence)
				return;
			next_sentence = true;
			if (owns_child(people, at))
				is->evidence |= BECAUSE_KIN;
			/* in the next sentence only its subject's */
			return;
		}
		if (owns_child(people, at)) {
			is->evidence |= BECAUSE_KIN;
			return;
		}
	}
}

/* The rest of the sentence: an arrest, the call to the hotline, an attended school. */
static void read_sentence(struct people *people, const struct mention *mention, struct traits *is)
{
	for (size_t at = mention->to; at < people->word_count && at < mention->to + 14u; at++) {
		const struct word *word = &people->words[at];
		if (word->sentence_start && at > mention->to)
			return;
		if (word_has(people, at, CUE_ARRESTED) && at <= mention->to + 7u && people->words[at].mention == NOBODY &&
		    (word->caps || word_is(people, at - 1, "was") || word_is(people, at - 1, "is") || word_is(people, at - 1, "were") ||
		     word_is(people, at - 1, "then")))
			is->evidence |= BECAUSE_ARRESTED;
		if (word_has(people, at, CUE_REPORTED))
			is->evidence |= BECAUSE_REPORTED;
		if (is_family(people, at)) {
			is->evidence |= BECAUSE_KIN | BECAUSE_FAMILY;
			return;
		}
		if ((word->blocked == WHAT_SCHOOL || word_is(people, at, "grade") || word_is(people, at, "grader")) &&
		    at <= mention->to + 8u && !(is->evidence & (BECAUSE_RANK | BECAUSE_TEACHER | BECAUSE_TITLE)))
			is->evidence |= BECAUSE_SCHOOL;
		if (word->mention != NOBODY)
			return;
	}
}

void evidence_role(struct person *person, struct str role)
{
	static const struct {
		const char *role;
		uint32_t evidence;
	} roles[] = {
		{"juvenile", BECAUSE_JUVENILE}, {"child-victim", BECAUSE_JUVENILE}, {"parent", BECAUSE_KIN},
		{"guardian", BECAUSE_KIN},      {"sibling", BECAUSE_CHILD_KIN},     {"arrestee", BECAUSE_ARRESTED},
		{"hotline-reporter", BECAUSE_REPORTED}, {"official", BECAUSE_RANK}, {"officer", BECAUSE_RANK},
		{"worker", BECAUSE_RANK},       {"reporting", BECAUSE_MENTIONED},   {"reporting-party", BECAUSE_MENTIONED},
	};
	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
		if (str_equal(role, str_of(roles[i].role)))
			person->is.evidence |= roles[i].evidence;
	person->victim = person->victim || str_equal(role, STR("victim")) || str_equal(role, STR("child-victim"));
	person->witness = person->witness || str_equal(role, STR("witness"));
	person->suspect = person->suspect || str_equal(role, STR("suspect")) || str_equal(role, STR("arrestee")) ||
			  str_equal(role, STR("subject"));
	person->missing = person->missing || str_equal(role, STR("missing"));
	person->reporting = person->reporting || str_equal(role, STR("reporting")) || str_equal(role, STR("reporting-party"));
}

/* "MOTHER OF VIC 1", "son of SUS", "neighbor", "paid sitter, not related": the first word that says something decides, but
 * "not related" overrules. */
static void read_relation(const struct people *people, const struct fact *fact, struct traits *is)
{
	bool decided = false;
	for (size_t at = fact->from; at < fact->to; at++) {
		if (word_has(people, at, CUE_UNRELATED)) {
			is->evidence |= BECAUSE_UNRELATED;
			return;
		}
		if (decided)
			continue;
		if (word_has(people, at, CUE_KIN_CHILD) || word_has(people, at, CUE_KIN_ANY))
			is->evidence |= BECAUSE_CHILD_KIN, decided = true;
		else if (cue_at(people, at, CUE_KIN))
			add_kin(is, cue_at(people, at, CUE_KIN)), decided = true;
		else if (word_has(people, at, CUE_CHILD))
			is->evidence |= BECAUSE_FRIEND, decided = true;
		else if (word_has(people, at, CUE_TEACHER))
			is->evidence |= BECAUSE_TEACHER, decided = true;
		else if (word_has(people, at, CUE_OCCUPATION))
			is->evidence |= BECAUSE_WORK, decided = true;
	}
}

static void note_birth(const struct people *people, struct person *person, struct date birth)
{
	struct traits *is = &person->is;
	if (birth.year == 0)
		return;
	if (person->birth.year == 0 || date_order(birth, person->birth) > 0)
		person->birth = birth; /* the later of two makes the person younger */
	if (people->reference.year == 0) {
		bool adult = people->latest.year && date_years(birth, people->latest) >= people->under;
		is->evidence |= adult ? BECAUSE_ADULT : BECAUSE_BIRTH;
		if (adult && is->age_low < 0)
			is->age_low = is->age_high = date_years(birth, people->latest);
		return;
	}
	int years = date_years(birth, people->reference);
	is->evidence |= years < people->under ? BECAUSE_BIRTH : BECAUSE_ADULT;
	if (years >= 0 && (is->age_low < 0 || years < is->age_low))
		is->age_low = years;
	if (years > is->age_high)
		is->age_high = years;
}

static int pivot(const struct people *people)
{
	return people->reference.year ? people->reference.year : 2035;
}

static struct str fact_text(const struct people *people, const struct fact *fact)
{
	if (fact->value.len)
		return fact->value;
	if (fact->to <= fact->from)
		return (struct str){0};
	return str_part(buf_str(&people->view->text), (struct span){people->words[fact->from].from, people->words[fact->to - 1].to});
}

static void read_fact(struct people *people, const struct fact *fact)
{
	if (fact->record == 0 || people->records[fact->record].person == NOBODY)
		return;
	struct person *person = &people->persons[people->records[fact->record].person];
	struct date birth;
	bool unit;
	switch (fact->what) {
	case WHAT_RELATION:
		read_relation(people, fact, &person->is);
		break;
	case WHAT_BIRTH_DATE:
		if (date_parse(fact_text(people, fact), pivot(people), &birth))
			note_birth(people, person, birth);
		break;
	case WHAT_AGE:
		if (fact->from < fact->to)
			evidence_age(people, &person->is, years_at(people, fact->from, &unit));
		break;
	case WHAT_SCHOOL:
		if (fact->to > fact->from && !word_has(people, fact->from, CUE_NO_VALUE) && !word_is(people, fact->from, "graduated"))
			person->is.evidence |= BECAUSE_SCHOOL;
		break;
	default:
		break;
	}
}

/* The rules' own findings on a line of an entry: birth dates, ages. */
static void read_findings(struct people *people)
{
	for (size_t i = 0; i < people->findings->count; i++) {
		const struct finding *finding = &people->findings->list[i];
		size_t at = tokens_at(people->tokens, finding->span.from);
		if (at >= people->word_count || people->words[at].record == 0)
			continue;
		int32_t number = people->records[people->words[at].record].person;
		if (number == NOBODY)
			continue;
		struct person *person = &people->persons[number];
		struct date birth;
		bool unit;
		if (finding->what == WHAT_BIRTH_DATE &&
		    date_parse(str_part(buf_str(&people->view->text), finding->span), pivot(people), &birth))
			note_birth(people, person, birth);
		else if (finding->what == WHAT_DATE && people->records[people->words[at].record].cells && person->birth.year == 0 &&
			 date_parse(str_part(buf_str(&people->view->text), finding->span), pivot(people), &birth) &&
			 people->last.year > birth.year + 1)
			note_birth(people, person, birth);
		else if (finding->what == WHAT_AGE)
			evidence_age(people, &person->is, years_at(people, at, &unit));
	}
}

void evidence_of_records(struct people *people)
{
	for (size_t i = 1; i < people->record_count; i++)
		if (people->records[i].person != NOBODY)
			evidence_role(&people->persons[people->records[i].person], people->records[i].role);
	for (size_t i = 0; i < people->fact_count; i++)
		read_fact(people, &people->facts[i]);
	read_findings(people);
}

void evidence_of_mentions(struct people *people, size_t first)
{
	for (size_t i = first; i < people->mention_count; i++) {
		struct mention *mention = &people->mentions[i];
		struct traits *is = &mention->is;
		*is = (struct traits){.age_low = -1, .age_high = -1};
		if (mention->source != SOURCE_FACT)
			read_before(people, mention, is);
		read_after(people, mention, is);
		if (is_signature(people, mention))
			is->evidence |= BECAUSE_SIGNED;
		if (mention->source == SOURCE_FACT && mention->record && people->words[mention->from].record)
			continue;
		if (!mention->ranked && !rank_before(people, mention->from)) {
			read_age_after(people, mention, is);
			read_age_before(people, mention, is);
		}
		read_sentence(people, mention, is);
		read_children(people, mention, is);
	}
}

void evidence_join(struct people *people)
{
	for (size_t i = 0; i < people->mention_count; i++) {
		const struct mention *mention = &people->mentions[i];
		if (mention->person == NOBODY)
			continue;
		struct traits *is = &people->persons[mention->person].is;
		is->evidence |= mention->is.evidence;
		if (mention->is.age_low >= 0 && (is->age_low < 0 || mention->is.age_low < is->age_low))
			is->age_low = mention->is.age_low;
		if (mention->is.age_high > is->age_high)
			is->age_high = mention->is.age_high;
		if (is->kin.len == 0)
			is->kin = mention->is.kin;
	}
}
