/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Who made the report to the hotline, however it is said: "Ms. Frye had already made a hotline call", "the call was placed by a
 * bus driver, Orville Stang", "the reporter was the crossing guard, Eudora Stamm", "she asks that her name be sealed". Who only
 * takes such a call is in office. */
#include "people/internal.h"

enum { SENTENCE = 20, DESCRIPTION = 9, HOTLINE_REACH = 7, SAID_REACH = 12, NEAR = 150, NEAR_AGENCY = 30, TIME_WORDS = 4 };

static bool is_past(const struct people *people, size_t at)
{
	return word_has_any(people, at, cue_bit(CUE_VERB_PAST) | cue_bit(CUE_AUXILIARY)) || verb_form(people, at) == VERB_PAST;
}

/* Signs that stand inside of a phrase: "bus-driver", "director/teacher", "teacher's". */
static bool goes_on(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	return word->kind == TOKEN_WORD || word->kind == TOKEN_MIXED || word->kind == TOKEN_TAIL || word->kind == TOKEN_LINE ||
	       sign_is(people, at, '-') || sign_is(people, at, '/') || sign_is(people, at, '\'');
}

/* "Children's Division", "CPS", "county screening" */
static bool is_child_agency(const struct people *people, size_t at)
{
	return list_match(people, at, LIST_CHILD_AGENCY) > 0 || list_match(people, at, LIST_WELFARE_LINE) > 0;
}

/* "placed a call to the abuse hotline", "had dialed the hotline": a verb of calling and, in the same phrase, whom. */
static bool is_call(const struct people *people, size_t at)
{
	const struct cue_hit *said = cue_at(people, at, CUE_REPORTED);
	if (said)
		return !sign_is(people, said->to, ':'); /* a label */
	const struct cue_hit *verb = cue_at(people, at, CUE_REPORT_VERB);
	for (size_t i = verb ? verb->to : people->word_count; i < people->word_count && i < verb->to + HOTLINE_REACH; i++) {
		if (word_has(people, i, CUE_HOTLINE) || is_child_agency(people, i))
			return true;
		bool joins = word_is(people, i, "to") || word_is(people, i, "of") || word_is(people, i, "in") || word_is(people, i, "with");
		if (!goes_on(people, i) || people->words[i].mention != NOBODY || word_has(people, i, CUE_CONJUNCTION) ||
		    (!joins && word_has(people, i, CUE_PREPOSITION)))
			return false;
	}
	return false;
}

/* A hotline, or child welfare, is spoken of within so many words. */
static bool hotline_near(const struct people *people, size_t at)
{
	const cue_set signs = cue_bit(CUE_REPORTED) | cue_bit(CUE_HOTLINE);
	for (size_t i = at > NEAR_AGENCY ? at - NEAR_AGENCY : 0; i < people->word_count && i < at + NEAR_AGENCY; i++)
		if (is_child_agency(people, i))
			return true;
	for (size_t i = !(people->has & signs) ? people->word_count : at > NEAR ? at - NEAR : 0; i < people->word_count && i < at + NEAR; i++)
		if (word_has_any(people, i, signs))
			return true;
	return false;
}

/* "made the call.", "placed that report": a verb of calling and the call, and no word to whom. */
static bool is_call_known(const struct people *people, size_t at)
{
	const struct cue_hit *verb = cue_at(people, at, CUE_REPORT_VERB);
	if (!verb || !(word_is(people, verb->to, "the") || word_is(people, verb->to, "that")))
		return false;
	const struct cue_hit *thing = cue_at(people, verb->to + 1, CUE_REPORT_THING);
	return thing && !word_is(people, thing->to, "to") && !word_is(people, thing->to, "for") && hotline_near(people, at);
}

/* "her name should be sealed", where a hotline is spoken of; "wishes to remain anonymous" anywhere. */
static bool is_unnamed(const struct people *people, size_t at)
{
	const struct cue_hit *hit = cue_at(people, at, CUE_UNNAMED);
	for (size_t i = at; hit && i < hit->to; i++)
		if (str_starts(people->words[i].folded, STR("anonym")))
			return true;
	return hit && hotline_near(people, at);
}

/* "told me that a teacher ...": what follows is about somebody else. */
static bool begins_other(const struct people *people, size_t at, bool said)
{
	return said && (word_is(people, at, "a") || word_is(people, at, "an") || word_is(people, at, "someone") || word_is(people, at, "somebody"));
}

/* The rest of the sentence, or the next if it goes on with "She": the call to the hotline, or that nobody is to know. */
static bool did_call(const struct people *people, const struct mention *mention)
{
	bool said = false, next = false;
	for (size_t at = mention->to; at < people->word_count && at < mention->to + SENTENCE; at++) {
		const struct word *word = &people->words[at];
		if (word->mention != NOBODY)
			return false;
		if (word->sentence_start && at > mention->to && !sign_is(people, at - 1, ';')) {
			if (next || !(word_is(people, at, "he") || word_is(people, at, "she") || word_is(people, at, "they")))
				return false;
			next = true;
		}
		if (!said && is_call_known(people, at))
			return true;
		said = said || word_has(people, at, CUE_SPEECH);
		if (begins_other(people, at, said))
			return false;
		if (is_call(people, at) || is_unnamed(people, at))
			return true;
	}
	return false;
}

static bool is_reporting(struct str role)
{
	return str_equal(role, STR("hotline-reporter")) || str_equal(role, STR("reporting")) || str_equal(role, STR("reporting-party"));
}

/* Who reports: "reporter", "caller", "RP", but no single letter. */
static const struct cue_hit *reporter_ending(const struct people *people, size_t at)
{
	for (uint32_t i = at < people->word_count ? people->words[at].ends : 0; i; i = people->cues[i - 1].next_end) {
		const struct cue_hit *hit = &people->cues[i - 1];
		if (hit->cue == CUE_ROLE && is_reporting(hit->value) && people->words[hit->to - 1].folded.len > 1 &&
		    hotline_near(people, at))
			return hit;
	}
	return NULL;
}

/* Does something end before the word that makes the next name the reporter's? */
typedef bool (*opener)(const struct people *people, size_t at);

/* "The one who made the call was", "whoever phoned it in is" */
static bool opens_as_who(const struct people *people, size_t at)
{
	size_t verb = at > 0 && (word_is(people, at - 1, "was") || word_is(people, at - 1, "is")) ? at - 1 : 0;
	for (size_t from = verb; from > 0 && verb - from < HOTLINE_REACH && !people->words[from].sentence_start; from--)
		if (word_is(people, from - 1, "who") || word_is(people, from - 1, "whoever") || word_is(people, from - 1, "that"))
			return is_call(people, from) || is_call_known(people, from);
	return false;
}

/* "the reporter", "reporter is", "Complainant:", "caller (" */
static bool opens_as_role(const struct people *people, size_t at)
{
	for (unsigned steps = 0; steps < 2 && at > 0; steps++)
		if (word_is(people, at - 1, "is") || word_is(people, at - 1, "was") || sign_is(people, at - 1, ':') ||
		    sign_is(people, at - 1, ',') || sign_is(people, at - 1, '(') || sign_is(people, at - 1, '='))
			at--;
	return reporter_ending(people, at) != NULL;
}

/* "reported to the hotline" */
static bool is_reported_to(const struct people *people, size_t hotline)
{
	for (size_t steps = 0; steps < HOTLINE_REACH && steps < hotline && goes_on(people, hotline - steps); steps++)
		if (word_has(people, hotline - steps, CUE_REPORT_VERB))
			return true;
	return false;
}

/* Back over "in January", "on Sunday", "July 9": when it was. */
static size_t over_time(const struct people *people, size_t at)
{
	const cue_set days = cue_bit(CUE_MONTH) | cue_bit(CUE_WEEKDAY);
	size_t from = at;
	while (from > 0 && at - from < TIME_WORDS &&
	       (word_has_any(people, from, days) || people->words[from].kind == TOKEN_NUMBER || sign_is(people, from, ',')))
		from--;
	return from < at && (word_is(people, from, "in") || word_is(people, from, "on")) && from > 0 ? from - 1 : from;
}

/* "The hotline report I-24-286-0011 was by": nobody and nothing else of the sentence stands between. */
static bool is_report_before(const struct people *people, size_t verb)
{
	for (size_t at = verb, steps = 0; at > 0 && steps < SAID_REACH && !people->words[at].sentence_start; steps++) {
		at--;
		if (word_has_any(people, at, cue_bit(CUE_HOTLINE) | cue_bit(CUE_REPORT_THING)))
			return true;
		const struct word *word = &people->words[at];
		if (word->mention != NOBODY || (word->kind == TOKEN_WORD && word->folded.len > 1 && !word->blocked))
			return false;
	}
	return false;
}

/* "a hotline in January by", "it was by": no verb says that it was made. */
static bool is_plain_agent(const struct people *people, size_t before)
{
	size_t thing = over_time(people, before);
	if (word_has(people, thing, CUE_HOTLINE))
		return true;
	if (thing > 0 && word_has(people, thing, CUE_REPORT_THING) && word_has(people, thing - 1, CUE_HOTLINE))
		return true;
	bool was = before > 0 && (word_is(people, before, "was") || word_is(people, before, "is"));
	if (was && is_report_before(people, before) && hotline_near(people, before))
		return true;
	return was && (word_is(people, before - 1, "it") || word_is(people, before - 1, "that")) && hotline_near(people, before);
}

/* "Reported 3 Oct 2024 by ..., hotline 24277-0160": a note of who it was, and the hotline in the same sentence. */
static bool is_noted_by(const struct people *people, size_t at)
{
	size_t verb = at - 2, steps = 0;
	while (verb > 0 && steps++ < TIME_WORDS && (people->words[verb].blocked || people->words[verb].kind != TOKEN_WORD ||
							      word_has(people, verb, CUE_MONTH)))
		verb--;
	if (!people->words[verb].sentence_start || !word_has(people, verb, CUE_REPORT_VERB))
		return false;
	for (size_t i = at; i < people->word_count && i < at + SAID_REACH && !people->words[i].sentence_start; i++)
		if (word_has(people, i, CUE_HOTLINE) || is_child_agency(people, i))
			return true;
	return false;
}

/* "the call was made by", "the report had been phoned in by", "call came from": a call or report, a verb, and the agent. */
static bool opens_as_agent(const struct people *people, size_t at)
{
	const cue_set things = cue_bit(CUE_HOTLINE) | cue_bit(CUE_REPORT_THING);
	at -= sign_is(people, at - 1, ':');
	bool from = at >= 3 && word_is(people, at - 1, "from");
	if (!from && !(at >= 3 && word_is(people, at - 1, "by")))
		return false;
	size_t verb = at - 2;
	if (!from && (is_plain_agent(people, verb) || is_noted_by(people, at)))
		return true;
	if (word_is(people, verb, "in") || word_is(people, verb, "over") || word_is(people, verb, "anonymously"))
		verb--;
	bool came = word_is(people, verb, "came") || word_is(people, verb, "come") || word_is(people, verb, "received");
	bool given = word_has_any(people, verb, things);
	if (from && came && (word_is(people, verb - 1, "it") || word_is(people, verb - 1, "that")))
		return hotline_near(people, verb); /* "who made the report to HHS ... It came from" */
	if (from ? !came && !given : !word_has(people, verb, CUE_REPORT_VERB) && !(given && is_reported_to(people, verb)))
		return false;
	for (unsigned steps = 0; steps < SAID_REACH; steps++, verb--) {
		if (word_has_any(people, verb, things))
			return hotline_near(people, verb);
		if (verb == 0 || people->words[verb].sentence_start)
			return false;
	}
	return false;
}

/* What stands between the opening and the name describes somebody, and tells no more: "a retired nurse, Ms.". */
static bool describes(const struct people *people, size_t from, size_t to)
{
	bool apposed = to > from && sign_is(people, to - 1, ',');
	const cue_set others = cue_bit(CUE_PRONOUN) | cue_bit(CUE_MODAL) | cue_bit(CUE_CONJUNCTION) | cue_bit(CUE_AUXILIARY) |
			       cue_bit(CUE_LAW_AGENCY); /* "CPS social worker" takes reports, and makes none */
	for (size_t at = from; at < to; at++) {
		bool adjective = at > from && word_has(people, at - 1, CUE_DETERMINER);
		if (word_has_any(people, at, others) || (is_past(people, at) && !adjective) ||
		    (!apposed && word_has(people, at, CUE_PREPOSITION)))
			return false;
	}
	return true;
}

/* Goes back from the name over a description, "the crossing guard, Ms. Stamm", to what opens it. */
static bool is_opened(const struct people *people, const struct mention *mention, opener opens)
{
	bool comma = false;
	size_t at = mention->from;
	for (unsigned steps = 0; steps < DESCRIPTION && at > 0; steps++, at--) {
		if (opens(people, at))
			return describes(people, at, mention->from);
		size_t before = at - 1;
		bool dot = sign_is(people, before, '.') && before > 0 && people->words[before - 1].folded.len <= 4; /* "Dr." */
		/* "Ana's landlord" */
		bool whose = people->words[before].mention != NOBODY && people->words[people->words[before].next].kind == TOKEN_TAIL;
		if (sign_is(people, before, ',') && !comma)
			comma = true;
		else if ((people->words[before].mention != NOBODY && !whose) || (!goes_on(people, before) && !dot))
			return false;
	}
	return false;
}

/* "Kimberly Rolf, RN, is the mandated reporter" */
static bool is_called_reporter(const struct people *people, const struct mention *mention)
{
	size_t at = mention->to;
	while (at < mention->to + 5u && at < people->word_count && !word_is(people, at, "is") && !word_is(people, at, "was") &&
	       (goes_on(people, at) || sign_is(people, at, ',')))
		at++;
	if (!word_is(people, at, "is") && !word_is(people, at, "was"))
		return false;
	for (at++; at < mention->to + 10u && at < people->word_count && people->words[at].kind == TOKEN_WORD &&
		   people->words[at].mention == NOBODY; at++) {
		const struct cue_hit *role = cue_at(people, at, CUE_ROLE);
		if (role && is_reporting(role->value))
			return !word_has(people, role->to, CUE_KIN) && (role->to >= people->word_count || people->words[role->to].kind != TOKEN_TAIL);
	}
	return false;
}

/* "... the doctor who made the hotline call. Ann Doe, M.D., has been ..." */
static bool is_introduced(const struct people *people, const struct mention *mention)
{
	size_t dot = mention->from;
	while (dot > 0 && (people->words[dot - 1].kind == TOKEN_LINE || is_double_quote(people, dot - 1)))
		dot--;
	if (dot < 3 || !sign_is(people, dot - 1, '.'))
		return false;
	for (uint32_t i = people->words[dot - 1].ends; i; i = people->cues[i - 1].next_end) {
		const struct cue_hit *hit = &people->cues[i - 1];
		size_t who = word_previous(people, hit->from);
		if (hit->cue == CUE_REPORTED && who != SIZE_MAX && (word_is(people, who, "who") || word_is(people, who, "that")))
			return true;
	}
	return false;
}

static bool opens_as_kept_out(const struct people *people, size_t at)
{
	return word_has(people, at - 1, CUE_KEEP_OUT);
}

/* "keep Ms. Lamb out of the report", "leave the driver, Tom Akers, out" */
static bool is_kept_out(const struct people *people, const struct mention *mention)
{
	size_t out = mention->to + sign_is(people, mention->to, ',');
	return word_is(people, out, "out") && hotline_near(people, out) && is_opened(people, mention, opens_as_kept_out);
}

/* "Dear Ms. Lamb: Thank you for calling us about Ana." */
static bool is_thanked(const struct people *people, const struct mention *mention)
{
	const struct cue_hit *title = cue_before(people, mention->from, CUE_TITLE);
	size_t first = title ? title->from : mention->from;
	bool greeted = first > 0 && word_is(people, first - 1, "dear");
	for (size_t at = mention->to; greeted && at < people->word_count && at < mention->to + SENTENCE; at++)
		if (list_match(people, at, LIST_THANKED) > 0)
			return true;
	return false;
}

static bool made_report(const struct people *people, const struct mention *mention)
{
	if (mention->source != SOURCE_FACT && cue_before(people, mention->from, CUE_REPORTED))
		return true;
	if (is_opened(people, mention, opens_as_role) || is_called_reporter(people, mention) || is_introduced(people, mention))
		return true;
	return is_opened(people, mention, opens_as_agent) || is_opened(people, mention, opens_as_who) || did_call(people, mention) ||
	       is_kept_out(people, mention) || is_thanked(people, mention);
}

/* "the hospital social worker, Ms. Haas": words that elsewhere say office are somebody's work who made the report. */
static bool is_helper(const struct people *people, const struct mention *mention)
{
	for (size_t at = mention->from, steps = 0; at > 0 && steps < DESCRIPTION; steps++) {
		at--;
		if (word_has(people, at, CUE_HELPER))
			return true;
		if (people->words[at].mention != NOBODY || sign_is(people, at, ';') || sign_is(people, at, ':'))
			break;
	}
	for (size_t at = mention->to; at < people->word_count && at < mention->to + 6u && people->words[at].mention == NOBODY &&
				      !people->words[at].sentence_start; at++)
		if (word_has(people, at, CUE_HELPER))
			return true;
	return false;
}

/* "LORING 11": a unit. */
static bool is_unit(const struct people *people, const struct mention *mention)
{
	if (mention->to >= people->word_count)
		return false;
	const struct word *number = &people->words[mention->to];
	return number->kind == TOKEN_NUMBER && !number->wide && number->folded.len <= 4 && !number->blocked &&
	       people->words[mention->from].letters == CASE_UPPER && !sign_is(people, mention->to + 1, '-');
}

static const uint32_t office = BECAUSE_RANK | BECAUSE_SIGNED | BECAUSE_DUTY;

void reporter_evidence(const struct people *people, const struct mention *mention, struct traits *is)
{
	if (((is->evidence & office) && !is_helper(people, mention)) || is_unit(people, mention))
		return;
	if (made_report(people, mention))
		is->evidence |= BECAUSE_REPORTED;
}

/* Who made the report holds no office because of work that only looks like one. */
void reporters_join(struct people *people)
{
	for (size_t i = 0; i < people->person_count; i++) {
		struct person *person = &people->persons[i];
		if (!(person->is.evidence & BECAUSE_REPORTED) || !(person->is.evidence & BECAUSE_RANK) || person->outside)
			continue;
		bool holds = false;
		for (size_t j = 0; j < people->mention_count && !holds; j++) {
			const struct mention *mention = &people->mentions[j];
			holds = mention->person == (int32_t)i && (mention->is.evidence & office) && !is_helper(people, mention);
		}
		if (!holds)
			person->is.evidence &= ~(uint32_t)office;
	}
}
