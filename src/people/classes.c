/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The classes of words that the program asks for, by the names they have in patterns/words. */
#include "people/internal.h"

const char *const cue_names[CUE_COUNT] = {
	[CUE_RANK] = "rank", [CUE_OFFICIAL_AFTER] = "official-after", [CUE_LABEL_OFFICIAL] = "label-official",
	[CUE_BADGE] = "badge", [CUE_TITLE] = "title", [CUE_DOCTOR] = "doctor", [CUE_OCCUPATION] = "occupation",
	[CUE_TEACHER] = "teacher", [CUE_KIN] = "kin", [CUE_KIN_ANY] = "kin-any", [CUE_KIN_CHILD] = "kin-child",
	[CUE_CHILD] = "child", [CUE_ROLE] = "role", [CUE_NAMED] = "named", [CUE_ARRESTED] = "arrested",
	[CUE_UNRELATED] = "unrelated", [CUE_REPORTED] = "reported", [CUE_SEXUAL] = "sexual", [CUE_SPEECH] = "speech",
	[CUE_ORGANISATION] = "organisation", [CUE_GOODS] = "goods", [CUE_MONTH] = "month", [CUE_WEEKDAY] = "weekday",
	[CUE_PARTICLE] = "particle", [CUE_SUFFIX] = "suffix", [LABEL_NAME] = "label-name", [LABEL_SURNAME] = "label-surname",
	[LABEL_GIVEN] = "label-given", [LABEL_MIDDLE] = "label-middle", [LABEL_ALIAS] = "label-alias",
	[LABEL_BIRTH] = "label-birth", [LABEL_AGE] = "label-age", [LABEL_ADDRESS] = "label-address",
	[LABEL_PHONE] = "label-phone", [LABEL_SCHOOL] = "label-school", [LABEL_RELATION] = "label-relation",
	[LABEL_SEX] = "label-sex", [LABEL_ROLE] = "label-role", [LABEL_PLACE] = "label-place",
	[LABEL_PLACE_NAME] = "label-place-name", [LABEL_ID] = "label-id", [LABEL_OTHER] = "label-other", [CUE_NO_VALUE] = "no-value",
	[CUE_DETERMINER] = "determiner", [CUE_PRONOUN] = "pronoun", [CUE_PREPOSITION] = "preposition",
	[CUE_PREPOSITION_PLACE] = "preposition-place", [CUE_CONJUNCTION] = "conjunction", [CUE_AUXILIARY] = "auxiliary",
	[CUE_MODAL] = "modal", [CUE_VERB] = "verb", [CUE_VERB_PAST] = "verb-past", [CUE_NUMBER] = "number",
	[CUE_AGENCY] = "agency", [CUE_REPORT_WORD] = "report-word",
	[CUE_HONORIFIC] = "honorific", [CUE_LAW_AGENCY] = "law-agency", [CUE_HANDED_OVER] = "handed-over", [CUE_DUTY] = "duty",
	[CUE_DUTY_BY] = "duty-by", [CUE_SELF_NAMED] = "self-named", [CUE_CLAIM] = "claim",
	[CUE_ADVERB] = "adverb", [CUE_RADIO] = "radio", [CUE_ROLE_CELL] = "role-cell", [CUE_ABBREVIATION] = "abbreviation",
	[CUE_REACH] = "reach", [CUE_MAIL_HEAD] = "mail-head", [CUE_RADIO_UNIT] = "radio-unit", [CUE_SEAT] = "seat",
	[LABEL_HEAD] = "label-head", [CUE_SPELLED] = "spelled", [CUE_LIVES] = "lives", [CUE_DWELLING] = "dwelling",
	[CUE_OFFICE_PART] = "office-part", [CUE_OFFICE_HEAD] = "office-head", [CUE_OFFICE_ACT] = "office-act",
	[CUE_PUBLIC_PLACE] = "public-place", [CUE_PLACE_PREFIX] = "place-prefix", [CUE_LANDMARK] = "landmark", [CUE_HOME_NOUN] = "home-noun",
	[CUE_HOURS] = "hours", [CUE_CREW] = "crew", [CUE_ROSTER] = "roster",
	[CUE_SCHOOL_PART] = "school-part", [CUE_SCHOOL_KIND] = "school-kind",
	[CUE_CHAIN] = "chain", [CUE_TOWED] = "towed", [CUE_PROPERTY] = "property", [CUE_BYSTANDER] = "bystander",
	[CUE_HOTLINE] = "hotline", [CUE_REPORT_VERB] = "report-verb", [CUE_REPORT_THING] = "report-thing", [CUE_UNNAMED] = "unnamed",
	[CUE_KEEP_OUT] = "keep-out", [CUE_HELPER] = "helper", [CUE_SPEAKER] = "speaker", [CUE_PROSECUTING] = "prosecuting",
	[CUE_CALLED] = "called",
};

static const char *const list_names[LIST_COUNT] = {
	[LIST_HEAD_CODE] = "head-code", [LIST_NUMBER_PERSON] = "number-person", [LIST_NUMBER_AGENCY] = "number-agency",
	[LIST_VEHICLE] = "vehicle", [LIST_NUMBER_UNIT] = "number-unit", [LIST_NUMBER_NOUN] = "number-noun", [LIST_LAST_DIGITS] = "last-digits",
	[LIST_SIDE] = "side", [LIST_KNOWS] = "knows", [LIST_TEACHERS_OWN] = "teachers-own",
	[LIST_NUMBER_FILE] = "number-file", [LIST_NUMBER_OTHERS] = "number-others", [LIST_CHILD_AGENCY] = "child-agency",
	[LIST_WELFARE_LINE] = "welfare-line", [LIST_WELFARE_WORKER] = "welfare-worker", [LIST_NUMBER_TAKEN] = "number-taken",
	[LIST_DESK_NOUN] = "desk-noun", [LIST_DESK_PLACE] = "desk-place", [LIST_DESK_HOURS] = "desk-hours",
	[LIST_DESK_KIND] = "desk-kind", [LIST_DESK_BODY] = "desk-body", [LIST_DESK_SAID] = "desk-said",
	[LIST_DESK_OTHER] = "desk-other", [LIST_DESK_OBJECT] = "desk-object", [LIST_DESK_SENT] = "desk-sent",
	[LIST_DESK_BETWEEN] = "desk-between", [LIST_DESK_GIVEN] = "desk-given",
	[LIST_PHONE_OWN] = "phone-own", [LIST_HEAD_CALL] = "head-call", [LIST_POSSESSIVE] = "possessive", [LIST_SUBJECT] = "subject",
	[LIST_POLICE_SAID] = "police-said",
	[LIST_EVENT_DATE] = "event-date", [LIST_AGE_UNIT] = "age-unit", [LIST_AGE_SAID] = "age-said", [LIST_AGE_FILLER] = "age-filler",
	[LIST_OWN_CHILD] = "own-child", [LIST_APPOSITION_FILLER] = "apposition-filler", [LIST_MANDATED] = "mandated-reporter",
	[LIST_PHONE_NOUN] = "phone-noun", [LIST_UNIT_NOUN] = "unit-noun", [LIST_HOME_AT] = "home-at", [LIST_AGENCY_OF] = "agency-of",
	[LIST_HOME_FAMILY] = "home-family",
	[LIST_MONTH_BEFORE] = "month-before", [LIST_KIN_IS] = "kin-is", [LIST_CUSTODY_FROM] = "custody-from", [LIST_CUSTODY_TO] = "custody-to",
	[LIST_LODGING] = "lodging", [LIST_HOME_OVER] = "home-over", [LIST_FIELD_CODE] = "field-code",
	[LIST_BOOKING] = "booking", [LIST_CHARGES] = "charges", [LIST_MESSAGE] = "message-head", [LIST_EVIDENCE] = "evidence-head",
	[LIST_JAIL] = "jail", [LIST_PUPIL] = "pupil", [LIST_NARRATIVE] = "narrative-code", [LIST_HOME_SAID] = "home-said",
	[LIST_OFFICE_UNIT] = "office-unit", [LIST_ATTENDED] = "attended", [LIST_PUBLIC_NOUN] = "public-noun",
	[LIST_DOOR_BEFORE] = "door-before", [LIST_DOOR_SAID] = "door-said", [LIST_DOOR_BUILDING] = "door-building", [LIST_DIGIT_SAID] = "digit-said",
	[LIST_YEAR_SAID] = "year-said", [LIST_HANDLE_IS] = "handle-is", [LIST_NAME_SIZE] = "name-size", [LIST_DRIVES] = "drives",
	[LIST_HOME_MOVED] = "home-moved", [LIST_HOME_JOIN] = "home-join",
	[LIST_HAPPENED] = "happened", [LIST_BORN] = "born", [LIST_MINUTES] = "minutes",
	[LIST_THANKED] = "thanked", [LIST_HEAD_AGENCY] = "head-agency", [LIST_HOUSEHOLD] = "household",
	[LIST_STREET_KIND] = "street-kind", [LIST_SCHOOL_NOUN] = "school-noun", [LIST_SCHOOL_SAID] = "school-said", [LIST_TEACHES] = "teaches",
	[LIST_SCHOOL_THING] = "school-thing", [LIST_SCHOOL_ROOM] = "school-room", [LIST_TEAM_VERB] = "team-verb", [LIST_NO_SCHOOL] = "no-school",
	[LIST_SCHOOL_CHANGED] = "school-changed", [LIST_SCHOOL_WAY] = "school-way",
	[LIST_MEASURE] = "measure",
	[LIST_NUMBER_BEHIND] = "number-behind", [LIST_HEREAFTER] = "hereafter", [LIST_COPIES] = "copies",
	[LIST_OPEN_PLACE] = "open-place", [LIST_UNRELATED_TO] = "unrelated-to", [LIST_NEWBORN] = "newborn",
	[LIST_REACHED_ONE] = "reached-one",
	[LIST_TOLD] = "told", [LIST_INFORMED] = "informed", [LIST_ANSWERS] = "answers", [LIST_OF_WHOM] = "of-whom",
	[LIST_IN_CARE] = "in-care", [LIST_WARDS_VERB] = "wards-verb", [LIST_ANY_FIRM] = "any-firm", [LIST_PLAYED_IN] = "played-in",
	[LIST_SCOUTS] = "scouts", [LIST_STATE_POLICE] = "state-police", [LIST_DONE_BY] = "done-by", [LIST_KINFOLK] = "kinfolk",
	[LIST_COLLEAGUES_DID] = "colleagues-did",
	[LIST_NAME_ASKED] = "name-asked", [LIST_WHO_ASKED] = "who-asked", [LIST_NO_ANSWER] = "no-answer", [LIST_ANSWER_FILLER] = "answer-filler",
	[LIST_ROAD_KIND] = "road-kind", [LIST_ROAD_TRAVEL] = "road-travel",
	[LIST_THROUGH_ROAD] = "through-road", [LIST_DOOR_END] = "door-end", [LIST_ABOVE] = "above",
	[LIST_DOOR_SHORT] = "door-short", [LIST_OFFENCE_LABEL] = "offence-label", [LIST_TOWN_END] = "town-end",
	[LIST_WRITER] = "writer", [LIST_CONSOLE] = "console", [LIST_SPEAKER_CODE] = "speaker-code", [LIST_SIGN_OFF] = "sign-off",
	[LIST_AGE_ABOUT] = "age-about",
	[LIST_NAME_UNSURE] = "name-unsure", [LIST_NAME_OTHER] = "name-other", [LIST_STAYED] = "stayed", [LIST_TAKEN] = "taken",
	[LIST_STATE] = "state", [LIST_NOMINATIVE] = "nominative", [LIST_YOUNG_HELD] = "young-held", [LIST_DAY_BEFORE] = "day-before",
	[LIST_NAME_SUFFIX] = "name-suffix", [LIST_US_STATE] = "us-state", [LIST_INTERVIEW_WORD] = "interview-word",
	[LIST_TIE] = "tie", [LIST_KIN_AS] = "kin-as", [LIST_SUSPECT] = "suspect", [LIST_TRAVEL] = "travel",
	[LIST_UNITS_SENT] = "units-sent", [LIST_UNITS_JOINED] = "units-joined", [LIST_CONTACT] = "contact", [LIST_OWNER_BEFORE] = "owner-before",
	[LIST_AGE_LETTERS] = "age-letters",
};

/* Classes of small words and verbs: only whether a word is in them is asked. */
static bool is_plain(enum cue cue)
{
	return (cue >= CUE_DETERMINER && cue <= CUE_VERB_PAST) || cue == CUE_REPORT_WORD || cue == CUE_HONORIFIC;
}

static enum err find_class(const struct people *people, const char *name, uint16_t *found, struct fault *fault)
{
	int class = words_class(people->words_list, name);
	if (class < 0)
		return fault_set(fault, ERR_PACK, "the word lists have no class [%s]; reinstall patterns/words", name);
	*found = (uint16_t)class;
	return ERR_NONE;
}

enum err classes_read(struct people *people, struct fault *fault)
{
	enum err err = ERR_NONE;
	memset(people->cue_of, NO_CUE, sizeof people->cue_of);
	for (int cue = 0; cue < CUE_COUNT && !err; cue++) {
		err = find_class(people, cue_names[cue], &people->class_of[cue], fault);
		if (err)
			break;
		uint16_t class = people->class_of[cue];
		people->cue_of[class] = (uint8_t)cue;
		if (class < WORDS_CLASS_BITS && is_plain((enum cue)cue))
			people->plain |= (uint64_t)1 << class;
	}
	for (int list = 0; list < LIST_COUNT && !err; list++)
		err = find_class(people, list_names[list], &people->lists[list], fault);
	return err;
}

bool word_in(const struct people *people, size_t word, enum word_list list, struct str *value)
{
	if (word >= people->word_count)
		return false;
	struct str folded = people->words[word].folded;
	const struct token *token = &people->tokens->list[word];
	bool read = folded.len && folded.ptr == people->tokens->folded.ptr + token->folded; /* as the token is, whose number is known */
	return read ? words_alone(people->words_list, token->entry, people->lists[list], value)
		    : words_has(people->words_list, folded, people->lists[list], value);
}

size_t list_match(const struct people *people, size_t word, enum word_list list)
{
	return word < people->word_count ? words_match(people->words_list, people->tokens, word, people->lists[list], NULL) : 0;
}

size_t list_match_as(const struct people *people, size_t word, enum word_list list, struct str value)
{
	struct str found;
	size_t len = word < people->word_count ? words_match_wrapped(people->words_list, people->tokens, word, people->lists[list], &found) : 0;
	return len > 0 && str_equal(found, value) ? len : 0;
}
