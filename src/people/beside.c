/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What stands beside a mention in running text says who the person is: a kinship, an age, a rank, an apposition, the sentence. */
#include "people/capital.h"
#include "people/internal.h"
#include "people/kin.h"

enum { BADGE_DIGITS = 6 }; /* longer ones are of cards */

/* "Nakashian, 05-16-2024", "from Vanterpool, 3/25", an SSN: but a number of evidence can be an age ("Sample, 27") */
static bool is_other_number(const struct people *people, size_t at)
{
	size_t sign = at + 1;
	return (people->words[at].blocked && people->words[at].blocked != WHAT_REPORT_NUMBER) ||
	       ((sign_is(people, sign, '/') || sign_is(people, sign, '-')) && people->words[sign + 1].kind == TOKEN_NUMBER);
}

/* "Star, Brexlee, 02.02.2011": a date behind a name that lies years before the incident can be a child's birth date. */
static void read_birth(const struct people *people, size_t at, struct traits *is)
{
	size_t end = at;
	while (end < people->word_count && people->words[end].blocked && people->words[end].blocked == people->words[at].blocked)
		end++;
	struct date date, day = people->reference;
	if (end == at || !date_full(day) ||
	    !date_parse(str_part(buf_str(&people->view->text), (struct span){people->words[at].from, people->words[end - 1].to}), day.year,
			&date) ||
	    date_order(date, day) >= 0)
		return;
	if (date_years(date, day) < people->under && date_years(date, day) >= 1)
		is->evidence |= BECAUSE_BIRTH;
}

/* "Marcus, 8,", "Marcus (8 YOA)", "Hope is 13 yrs old", "Ibarra, also fifteen". */
static void read_age_after(const struct people *people, const struct mention *mention, struct traits *is)
{
	size_t at = mention->to;
	bool cue = false, unit;
	while (letters_behind(people, mention) && at < mention->to + 6u && at < people->word_count && !sign_is(people, at, ','))
		at++; /* 'Scout Abernethy ("SA"), sitter, sixteen' */
	for (unsigned steps = 0; steps < 5 && at < people->word_count; steps++) {
		int years = evidence_years(people, at, &unit);
		if (years >= 0 && is_other_number(people, at)) {
			read_birth(people, at, is);
			return;
		}
		if (years >= 0) {
			size_t after = at + 1;
			bool closed = after >= people->word_count || people->words[after].kind != TOKEN_WORD;
			bool number = people->words[at].kind == TOKEN_NUMBER;
			/* "CLAY ORR 37 NOT RELATED", "TY DUNN AGE 13 DETAINED", "TY DUNN 13 ARRESTED" */
			bool short_number = number && people->words[at].folded.len <= 2;
			bool stranger = short_number && !closed && (unrelated_end(people, after) > after || word_has(people, after, CUE_ARRESTED));
			bool aged = short_number && (word_is(people, at - 1, "age") || word_is(people, at - 1, "aged"));
			if (unit || stranger || aged || (cue && closed && years <= 99 && (!number || people->words[at].folded.len <= 2)))
				evidence_age(people, is, years);
			return;
		}
		if (word_in(people, at, LIST_AGE_SAID, NULL) || sign_is(people, at, ',') || sign_is(people, at, '(') ||
		    (people->words[at].kind == TOKEN_TAIL && at > mention->to) || (sign_is(people, at, '/') && is_sex_cell(people, at + 1)))
			cue = true;
		else if (!word_in(people, at, LIST_AGE_FILLER, NULL) && !is_between_commas(people, at, CUE_OCCUPATION) && people->words[at].kind != TOKEN_LINE &&
			 !sign_is(people, at, '"') && !sign_is(people, at, ')') &&
			 !(sign_is(people, at, '/') && at > 0 && (people->words[at - 1].folded.len == 1 ||
									     is_sex_cell(people, at + 1))) && /* "M/46" */
			 !(people->words[at].letters == CASE_UPPER && people->words[at].folded.len <= 2))
			return;
		at++;
	}
}

/* "one week on", an empty line, "Ivy,": nobody's age. */
static bool parts_paragraph(const struct people *people, size_t before, size_t at)
{
	return people->words[at].line > people->words[before].line + 1u && people->words[at - 1].kind == TOKEN_LINE;
}

/* "10 yr old Josh", "8-year-old Marcus", "the six year old, Angel". */
static void read_age_before(const struct people *people, const struct mention *mention, struct traits *is)
{
	size_t at = mention->from;
	for (unsigned steps = 0; steps < 8; steps++) {
		size_t before = word_previous(people, at);
		if (before == SIZE_MAX || people->words[before].mention != NOBODY || sign_is(people, before, '.') ||
		    parts_paragraph(people, before, at))
			return;
		bool unit;
		int years = evidence_years(people, before, &unit);
		if (years >= 0 && unit) {
			evidence_age(people, is, years);
			return;
		}
		at = before;
	}
}

/* "the daughter of Hoyt and Marva Pettibone", "his sons Ezekiel and Micah": what is said of the first is said of both. */
static void read_coordinate(const struct people *people, const struct mention *mention, struct traits *is)
{
	if (!mention->ranked && mention->source != SOURCE_FACT)
		is->evidence |= plural_before(people, mention, NULL);
	size_t and = word_previous(people, mention->from);
	if (and == SIZE_MAX || !(word_is(people, and, "and") || sign_is(people, and, '&')))
		return;
	size_t first = word_previous(people, and);
	if (first == SIZE_MAX || people->words[first].mention == NOBODY)
		return;
	const struct mention *other = &people->mentions[people->words[first].mention];
	if (other->source == SOURCE_FACT || mention->ranked)
		return;
	is->evidence |= other->is.evidence & (BECAUSE_KIN | BECAUSE_CHILD_KIN | BECAUSE_JUVENILE | BECAUSE_FRIEND);
	if (is->kin.len == 0)
		is->kin = other->is.kin;
}

/* "her grandfather, Chief Ayoade", "Tad's mother, Dr. Abad", "Stepfather Mr Quoc" */
static const struct cue_hit *kin_before_rank(const struct people *people, size_t at)
{
	const struct cue_hit *rank = rank_before(people, at) ? cue_before(people, at, CUE_RANK) : NULL;
	if (!rank)
		rank = cue_before(people, at, CUE_TITLE);
	if (!rank)
		rank = cue_before(people, at, CUE_DOCTOR);
	if (!rank)
		return NULL;
	const struct cue_hit *kin = cue_before(people, rank->from, CUE_KIN);
	if (!kin)
		kin = cue_before(people, rank->from, CUE_KIN_ANY);
	/* "told his mother. Officer Hill" is another sentence */
	for (size_t i = kin ? kin->to : at; i < rank->from; i++)
		if (!sign_is(people, i, ',') && people->words[i].kind != TOKEN_LINE)
			return NULL;
	return kin;
}

/* "her teacher Oakes", "her teacher, Mr. Oakes" */
static bool is_teacher(const struct people *people, const struct mention *mention)
{
	const struct cue_hit *title = cue_before(people, mention->from, CUE_TITLE);
	if (!title)
		title = cue_before(people, mention->from, CUE_DOCTOR); /* "the principal, Dr. Oakes" */
	const struct cue_hit *teacher = cue_before(people, mention->from, CUE_TEACHER), *rank = cue_before(people, mention->from, CUE_RANK);
	if (teacher && rank && rank->to == teacher->to && rank->from < teacher->from)
		teacher = NULL; /* "Admin. Aide" */
	rank = teacher ? cue_before(people, teacher->from, CUE_RANK) : NULL;
	if (rank && rank->to == teacher->from && people->words[rank->from].letters != CASE_LOWER)
		teacher = NULL; /* "Chaplain Rev. Grace" */
	return teacher || (title && cue_before(people, title->from, CUE_TEACHER));
}

/* "STATE OF MISSOURI v. KELVIN ROY STASZAK", also over lines of their own. */
static bool is_defendant(const struct people *people, const struct mention *mention)
{
	size_t at = mention->from;
	while (at > 0 && mention->from - at < 6 && (sign_is(people, at - 1, '.') || sign_is(people, at - 1, ')') || sign_is(people, at - 1, ',') ||
						    people->words[at - 1].kind == TOKEN_LINE))
		at--;
	if (at == 0 || !(word_is(people, at - 1, "v") || word_is(people, at - 1, "vs")) || mention->to <= people->words[mention->from].next)
		return false;
	for (size_t i = at - 1, steps = 0; i > 0 && steps < 16; i--, steps++)
		if (word_has(people, i - 1, CUE_PROSECUTING))
			return true;
		else if (people->words[i - 1].mention != NOBODY)
			return false;
	return false;
}

struct called {
	const struct cue_hit *kin, *child, *any, *minor; /* right before a place: "mother", "son", "cousin", "the juvenile" */
};

static struct called called_before(const struct people *people, size_t at)
{
	return (struct called){.kin = cue_before(people, at, CUE_KIN),
			       .child = cue_before(people, at, CUE_KIN_CHILD),
			       .any = cue_before(people, at, CUE_KIN_ANY),
			       .minor = cue_before(people, at, CUE_CHILD)};
}

static bool is_called(const struct called *called)
{
	return called->kin || called->child || called->any || called->minor;
}

/* "his mother Dana", "a son named Eli", "the third kid is Lark" */
static void read_called(const struct people *people, const struct mention *mention, struct traits *is)
{
	struct called called = called_before(people, mention->from);
	if (called.minor && cue_before(people, mention->from, CUE_LAW_AGENCY))
		called.minor = NULL; /* "Crimes against Children, Port Callis" */
	const struct cue_hit *named = is_called(&called) ? NULL : cue_before(people, mention->from, CUE_NAMED);
	if (named)
		called = called_before(people, named->from);
	size_t is_at;
	if (!is_called(&called) && kin_is(people, mention->from, &is_at))
		called = called_before(people, is_at);
	const struct cue_hit *kin = called.kin, *child = called.child, *any = called.any, *minor = called.minor;
	if (child && (!kin || child->to - child->from >= kin->to - kin->from))
		is->evidence |= BECAUSE_CHILD_KIN;
	else if (kin)
		evidence_kin(is, kin);
	else if (any) {
		is->evidence |= BECAUSE_CHILD_KIN;
		if (is->kin.len == 0)
			is->kin = any->value;
	}
	bool friend = minor && (word_is(people, minor->from, "friend") || word_is(people, minor->from, "friends") ||
				word_is(people, minor->from, "best"));
	if (minor)
		is->evidence |= friend ? BECAUSE_FRIEND : BECAUSE_JUVENILE;
}

static void read_before(struct people *people, const struct mention *mention, struct traits *is)
{
	read_coordinate(people, mention, is);
	read_called(people, mention, is);
	if (kin_of(people, mention->from)) {
		size_t of = word_previous(people, mention->from);
		/* "the daughter of Hoyt" makes Hoyt a parent, "the mother of Ei" makes Ei a child */
		if (cue_before(people, of, CUE_KIN_CHILD) || cue_before(people, of, CUE_CHILD))
			is->evidence |= BECAUSE_KIN;
		else if (!mention->titled && !mention->ranked)
			is->evidence |= BECAUSE_FRIEND;
	}
	const struct cue_hit *family = kin_before_rank(people, mention->from);
	if (family && family->value.len) {
		evidence_kin(is, family);
		is->evidence |= BECAUSE_FAMILY;
	}
	const struct cue_hit *work = cue_before(people, mention->from, CUE_DOCTOR);
	if (!work)
		work = cue_before(people, mention->from, CUE_OCCUPATION);
	if (work && !is_told_to(people, work))
		is->evidence |= BECAUSE_WORK;
	if (is_teacher(people, mention))
		is->evidence |= BECAUSE_TEACHER;
	if (mention->titled)
		is->evidence |= BECAUSE_TITLE;
	if (cue_before(people, mention->from, CUE_ARRESTED) || is_defendant(people, mention))
		is->evidence |= BECAUSE_ARRESTED;
}

/* "no relation to the detective" says nothing of the child. */
static bool unrelated_at(const struct people *people, size_t at)
{
	const struct cue_hit *hit = cue_at(people, at, CUE_UNRELATED);
	if (!hit)
		return false;
	size_t to = hit->to;
	for (unsigned steps = 0; steps < 3 && to < people->word_count; steps++, to++)
		if (word_has(people, to, CUE_RANK))
			return false;
	return true;
}

/* "NAME . . . . . writer": dots that lead to another column; where they end, or `at`. */
static size_t leader_end(const struct people *people, size_t at)
{
	size_t end = at;
	while (end < people->word_count && sign_is(people, end, '.'))
		end++;
	return end - at >= 5 ? end : at; /* "Dad... Officer" is no column */
}

static bool is_acronym_of_office(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	return word->kind == TOKEN_WORD && word->letters == CASE_UPPER && !word->caps && word->folded.len >= 2 && word->folded.len <= 5 &&
	       word->mention == NOBODY && word_has_any(people, word->next, cue_bit(CUE_RANK) | cue_bit(CUE_OFFICIAL_AFTER));
}

/* Another name begins within three words: "grandmother Wanda, GAL volunteer Arthur Penrose". */
static bool names_next(const struct people *people, size_t at)
{
	for (unsigned steps = 0; steps < 4 && at < people->word_count && !people->words[at].gap; steps++, at++) {
		if (people->words[at].mention != NOBODY)
			return true;
		if (people->words[at].kind != TOKEN_WORD)
			return false;
	}
	return false;
}

/* "badge 118", "DSN: 44810" */
static bool has_number(const struct people *people, size_t badge)
{
	size_t next = cue_at(people, badge, CUE_BADGE)->to;
	while (next < people->word_count && people->words[next].kind == TOKEN_SIGN && next - badge < 4)
		next++;
	return next < people->word_count && people->words[next].kind == TOKEN_NUMBER;
}

/* "Haji: suspect is mother's roommate": the name is who says it. */
static bool is_said(const struct people *people, size_t at)
{
	const cue_set cues = cue_bit(CUE_KIN) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_CHILD) | cue_bit(CUE_RANK) |
			     cue_bit(CUE_OFFICIAL_AFTER);
	return sign_is(people, at, ':') && !word_has_any(people, at + 1, cues);
}

/* "Chase was with Children's Division last year": he was placed there. */
static bool is_bare(const struct people *people, const struct mention *mention)
{
	return !mention->titled && people->words[mention->from].next == mention->to;
}

/* Not the rank of the next person: "Marisol, with Officer Duarte". */
static bool of_this_name(const struct people *people, const struct cue_hit *office)
{
	bool written = people->words[office->from].letters != CASE_LOWER || people->words[office->to - 1].folded.len > 4;
	/* "Patient: Levi Ashcroft (3)   Unit: PICU": a label */
	bool label = people->words[office->from].gap && sign_is(people, office->to, ':');
	bool owns = office->to < people->word_count && people->words[office->to].kind == TOKEN_TAIL; /* "is the worker's sister" */
	return written && !label && !owns && !leads_pupils(people, office->to) && !names_next(people, office->to + sign_is(people, office->to, '.'));
}

/* ", a child of nine", ", the children's uncle by marriage": who somebody is, or whose kin. */
static void child_says(const struct people *people, size_t at, struct traits *is)
{
	size_t tail = people->words[at].next;
	if (tail >= people->word_count || people->words[tail].kind != TOKEN_TAIL) {
		is->evidence |= BECAUSE_JUVENILE;
		return;
	}
	for (size_t i = tail + 1; i < people->word_count && i < tail + 4 && people->words[i].kind == TOKEN_WORD; i++) {
		const struct cue_hit *kin = cue_at(people, i, CUE_KIN);
		if (kin) {
			evidence_kin(is, kin);
			return;
		}
		if (word_has(people, i, CUE_KIN_ANY)) {
			is->evidence |= BECAUSE_CHILD_KIN;
			return;
		}
	}
}

/* "(neighbor)", "the mother of": what a word of an apposition says of the name before it. True: it says something, or nothing
 * more is to be looked for. */
static bool word_says(const struct people *people, const struct mention *mention, size_t at, bool with, struct traits *is)
{
	const struct cue_hit *kin = cue_at(people, at, CUE_KIN), *office = office_at(people, at);
	const struct cue_hit *agency = cue_at(people, at, CUE_LAW_AGENCY);
	if (agency && !office && agency->to > at + 1)
		return true; /* "of Juvenile Diversion", "from Children & Youth", ", juvenile intake": office.c */
	if (word_has(people, at, CUE_KIN_CHILD) || word_has(people, at, CUE_KIN_ANY)) {
		is->evidence |= BECAUSE_CHILD_KIN;
		return true;
	}
	if (kin && !(office && office->to > kin->to)) { /* a guardian, but not a guardian ad litem */
		evidence_kin(is, kin);
		if (sign_is(people, mention->to, '(') && sign_is(people, kin->to, ')'))
			is->evidence |= BECAUSE_FAMILY; /* "Received by: Roxanne Marlowe (mother)" */
		return true;
	}
	if (office && office->to == at + 1 && word_has(people, at, CUE_PREPOSITION_PLACE))
		office = NULL; /* ", WHO GOT OFF AND WALKED" */
	const struct cue_hit *standing = cue_at(people, at, CUE_OCCUPATION);
	if (!standing)
		standing = cue_at(people, at, CUE_UNRELATED);
	if (standing && word_has_any(people, standing->to, cue_bit(CUE_CHILD) | cue_bit(CUE_KIN_CHILD))) {
		is->evidence |= BECAUSE_JUVENILE; /* "is a neighbor boy" */
		return true;
	}
	bool works = !with && (word_has(people, at, CUE_OCCUPATION) || word_has(people, at, CUE_DOCTOR) || unrelated_at(people, at));
	if (office)
		is->evidence |= !(with && is_bare(people, mention)) && of_this_name(people, office) ? BECAUSE_RANK : 0;
	else if (word_has(people, at, CUE_TEACHER) || (!(is->evidence & BECAUSE_WORK) && word_in(people, at, LIST_TEACHES, NULL)))
		is->evidence |= BECAUSE_TEACHER;
	else if (works)
		is->evidence |= BECAUSE_WORK;
	else if (word_has(people, at, CUE_CHILD))
		child_says(people, at, is);
	else
		return false;
	return true;
}

/* "#4715", "badge 12": the number of an officer. */
static bool is_badged(const struct people *people, size_t at, bool numbered, unsigned steps, struct traits *is)
{
	bool number = at + 1 < people->word_count && people->words[at + 1].kind == TOKEN_NUMBER && people->words[at + 1].folded.len <= BADGE_DIGITS;
	if (sign_is(people, at, '#') && !numbered && number) {
		is->evidence |= BECAUSE_RANK;
		return true;
	}
	if (!word_has(people, at, CUE_BADGE) || at + 1 >= people->word_count || people->words[at].kind != TOKEN_WORD || steps > 2 ||
	    word_is(people, at, "unit"))
		return false;
	is->evidence |= has_number(people, at) ? BECAUSE_RANK : 0;
	return true;
}

/* What an apposition says: ", the mother of", "(neighbor)", ", Children's Division", "#4715". */
static void read_apposition(struct people *people, const struct mention *mention, size_t at, struct traits *is)
{
	if (is_office_behind(people, mention)) {
		is->evidence |= BECAUSE_RANK;
		return;
	}
	size_t verb = word_previous(people, mention->from);
	bool sign = false, with = false, left = verb != SIZE_MAX && word_has(people, verb, CUE_HANDED_OVER);
	bool numbered = verb != SIZE_MAX && people->words[verb].kind == TOKEN_NUMBER; /* a house */
	for (unsigned steps = 0; steps < 4 && at < people->word_count; steps++) {
		const struct word *word = &people->words[at];
		with = with || word_is(people, at, "with"); /* "left Moo Moo with the neighbor" */
		if (is_said(people, at))
			return;
		if (leader_end(people, at) > at) {
			at = leader_end(people, at);
			sign = true;
			steps--;
			continue;
		}
		if (sign && word->letters == CASE_LOWER && (verb_form(people, at) == VERB_THIRD || word_is(people, at, "has") || word_is(people, at, "had")))
			return; /* "The grandmother, Ann Orr, has the boy" */
		if (is_badged(people, at, numbered, steps, is) || (sign && word->kind == TOKEN_WORD && word_says(people, mention, at, with, is)))
			return;
		if (at > 0 && sign_is(people, at - 1, ':') && (word_is(people, at, "is") || word_is(people, at, "was")))
			return; /* a speaker asks: "FRYE: Is your mom home?" */
		if ((left && word_is(people, at, "with")) || word_is(people, at, "and"))
			return; /* "We left Ava with Children's Division", "I'm Kelvin, and my deputy is nice" */
		if (sign_is(people, at, ',') || sign_is(people, at, '(') || sign_is(people, at, '-'))
			sign = true;
		else if (sign && is_acronym_of_office(people, at)) /* ", SCR operator", ", ES supervisor" */
			steps--;
		else if (word->kind == TOKEN_WORD && word->entry->common < 10 && !word_in(people, at, LIST_APPOSITION_FILLER, NULL))
			return;
		else if (word_is(people, at, "is") || word_is(people, at, "was") || word_is(people, at, "of") || word_is(people, at, "with"))
			sign = true;
		else if (word->kind == TOKEN_LINE || sign_is(people, at, '.') || (steps == 0 && verb_form(people, at) == VERB_PAST))
			return; /* "Ms. Arceneaux met with youth and parent" */
		at++;
	}
}

bool has_agency_mail(const struct people *people, size_t at)
{
	at += at < people->word_count && is_double_quote(people, at);
	return (sign_is(people, at, '<') || sign_is(people, at, '(')) && at + 1 < people->word_count && people->words[at + 1].blocked == WHAT_AGENCY;
}

static void read_after(struct people *people, struct mention *mention, struct traits *is)
{
	size_t at = mention->to;
	while (letters_behind(people, mention) && at < people->word_count && at < mention->to + 6u && !sign_is(people, at - 1, ')'))
		at++;
	if (at >= people->word_count)
		return;
	if (has_agency_mail(people, at)) {
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
	const struct cue_hit *child = cue_at(people, at, CUE_CHILD);
	if (!child)
		child = cue_at(people, at, CUE_KIN_CHILD);
	if (child) {
		if (people->words[at].wide || mention->ranked)
			return;
		is->evidence |= BECAUSE_JUVENILE;
		if (mention->source != SOURCE_FACT && people->words[mention->from].next == mention->to)
			mention->house = child->value.len ? HOUSE_MANY : HOUSE_ONE;
		return;
	}
	bool unit;
	if (evidence_years(people, at, &unit) < 0)
		read_apposition(people, mention, at, is);
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

/* "was arrested", "who was himself later arrested" */
static bool is_behind_be(const struct people *people, size_t at)
{
	for (unsigned steps = 0; steps < 3 && at > 0; steps++, at--) {
		if (word_is(people, at - 1, "was") || word_is(people, at - 1, "is") || word_is(people, at - 1, "were") ||
		    word_is(people, at - 1, "then"))
			return true;
		if (!word_has(people, at - 1, CUE_ADVERB))
			return false;
	}
	return false;
}

/* "Tico Varela, 33, arrested 6/2", "NOLAN TEDROW; CIV; BAC .117; ARRESTED" */
static bool is_apposed(const struct people *people, size_t at)
{
	static const char signs[] = ",;:(-/";
	for (size_t i = 0; at > 0 && i < sizeof signs - 1; i++)
		if (sign_is(people, at - 1, signs[i]))
			return true;
	return false;
}

/* How many words may stand between somebody and the arrest: more before "and was arrested", whose subject is the sentence's. */
static size_t arrest_reach(const struct people *people, size_t at)
{
	size_t be = word_previous(people, at), and = be == SIZE_MAX ? SIZE_MAX : word_previous(people, be);
	bool joined = and != SIZE_MAX && word_is(people, and, "and") && word_has(people, be, CUE_AUXILIARY);
	return joined ? 10 : 6;
}

/* The rest of the sentence: an arrest, an attended school. */
static void read_sentence(struct people *people, const struct mention *mention, struct traits *is)
{
	size_t first = leader_end(people, mention->to), words = 0;
	if (mention->from > 0 && word_is(people, mention->from - 1, "caller") && people->words[mention->from].caps && people->kin_calls)
		is->evidence |= BECAUSE_KIN;
	if (is_arrestee_in_bracket(people, first))
		is->evidence |= BECAUSE_ARRESTED;
	for (size_t at = first; at < people->word_count && at < first + 14; at++) {
		const struct word *word = &people->words[at];
		if (word->sentence_start && at > first && !sign_is(people, at - 1, ';'))
			return;
		if (word_has(people, at, CUE_ARRESTED) && words <= arrest_reach(people, at) && people->words[at].mention == NOBODY &&
		    (word->caps || at == first || is_behind_be(people, at) || is_apposed(people, at)))
			is->evidence |= BECAUSE_ARRESTED;
		words += word->kind == TOKEN_WORD || word->kind == TOKEN_NUMBER;
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

/* One of "Officers Leroux (4) and Bixby (7)": the number is no age. */
static bool is_listed_officer(const struct people *people, const struct mention *mention, const struct traits *is)
{
	size_t before = word_previous(people, mention->from);
	return mention->source != SOURCE_FACT && (is->evidence & BECAUSE_RANK) && before != SIZE_MAX &&
	       (word_is(people, before, "and") || sign_is(people, before, '&') || sign_is(people, before, ','));
}

void evidence_of_mentions(struct people *people, size_t first)
{
	for (size_t i = first; i < people->mention_count; i++) {
		struct mention *mention = &people->mentions[i];
		struct traits *is = &mention->is;
		*is = (struct traits){.age_low = -1, .age_high = -1};
		is->evidence = office_evidence(people, mention);
		if (people->words[mention->from].desk)
			continue; /* who writes a log: what follows is about others */
		if (mention->source != SOURCE_FACT)
			read_before(people, mention, is);
		else if (is_charged_on_line(people, mention))
			is->evidence |= BECAUSE_ARRESTED;
		read_after(people, mention, is);
		kinship_evidence(people, mention, is);
		if (mention->source == SOURCE_FACT && mention->record && people->words[mention->from].record)
			continue;
		if (!mention->ranked && !rank_before(people, mention->from) && !is_listed_officer(people, mention, is)) {
			read_age_after(people, mention, is);
			read_age_before(people, mention, is);
		}
		read_sentence(people, mention, is);
		unrelated_evidence(people, mention, is);
		reporter_evidence(people, mention, is);
		children_evidence(people, mention, is);
		young_evidence(people, mention, is);
	}
}
