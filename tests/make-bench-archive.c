/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Writes invented police reports in bulk, to measure with: a folder of many small texts, one big text, or one big XML.
 * The same options give the same bytes everywhere: the random numbers are its own, and no clock or locale is asked.
 * Nobody in it is real; the words are shuffled from banks and mean nothing. */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "make-bench-words.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))
enum { PER_FOLDER = 1000, REPORTS = 80000, REPORT_LIMIT = 16384, BLOCK = 1 << 20, WORD_LIMIT = 96 };

struct random {
	uint64_t state;
};
struct out {
	char *ptr;
	size_t len, cap;
};

struct people {
	char child[WORD_LIMIT], last[WORD_LIMIT], mother[WORD_LIMIT], father[WORD_LIMIT], witness[WORD_LIMIT],
	        officer[WORD_LIMIT], boss[WORD_LIMIT];
	char home[WORD_LIMIT], block[WORD_LIMIT], school[WORD_LIMIT], mail[WORD_LIMIT], mother_first[WORD_LIMIT],
	        phone[2][16], ssn[2][16], call[16], date[16];
	const char *offence, *statute;
	unsigned number, year, birth[3], mother_birth[3], serial[2];
	int offence_len;
	bool girl;
};

static _Noreturn void die(const char *what)
{
	fprintf(stderr, "make-bench-archive: %s: %s\n", what, strerror(errno));
	exit(3);
}

/* splitmix64 */
static uint64_t random_next(struct random *random)
{
	uint64_t z = random->state += 0x9e3779b97f4a7c15u;
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

/* Numbers of its own for each report: seeds that lie one step apart would give neighbours the same ones, shifted. */
static struct random random_of(uint64_t seed, uint64_t index)
{
	struct random random = {seed * 0x2545f4914f6cdd1du + index};
	random.state = random_next(&random);
	return random;
}

static unsigned below(struct random *random, size_t limit)
{
	return (unsigned)((random_next(random) >> 32) * (uint64_t)limit >> 32);
}

#define PICK(random, list) ((list)[below(random, COUNT(list))])

static void put_bytes(struct out *out, const char *ptr, size_t len)
{
	if (out->cap - out->len < len) {
		out->cap = (out->cap + len) * 2;
		out->ptr = realloc(out->ptr, out->cap);
		if (!out->ptr)
			die("memory");
	}
	memcpy(out->ptr + out->len, ptr, len);
	out->len += len;
}

static void put(struct out *out, const char *text)
{
	put_bytes(out, text, strlen(text));
}

__attribute__((format(printf, 2, 3))) static void put_format(struct out *out, const char *format, ...)
{
	char line[1024];
	va_list args;
	va_start(args, format);
	int len = vsnprintf(line, sizeof line, format, args);
	va_end(args);
	if (len > 0)
		put_bytes(out, line, (size_t)len < sizeof line ? (size_t)len : sizeof line - 1);
}

static void make_surname(struct random *random, char *name)
{
	if (below(random, 3) == 0)
		snprintf(name, WORD_LIMIT, "%s", PICK(random, surnames));
	else
		snprintf(name, WORD_LIMIT, "%s%s", PICK(random, heads), PICK(random, tails));
}

static void make_address(struct random *random, char *address)
{
	unsigned number = 100 + below(random, 9800);
	const char *street = PICK(random, streets), *end = PICK(random, street_ends);
	if (below(random, 3) == 0)
		snprintf(address, WORD_LIMIT, "%u %s %s Apt %u%c", number, street, end, 1 + below(random, 24),
		        'A' + (int)below(random, 6));
	else
		snprintf(address, WORD_LIMIT, "%u %s %s", number, street, end);
}

static void make_numbers(struct random *random, struct people *people)
{
	static const unsigned areas[] = {816, 660, 573, 417, 913};
	for (int i = 0; i < 2; i++) {
		snprintf(people->phone[i], sizeof people->phone[i], "%u-555-01%02u", PICK(random, areas),
		        below(random, 100));
		snprintf(people->ssn[i], sizeof people->ssn[i], "%03u-%02u-%04u", 750 + below(random, 150),
		        1 + below(random, 98), 1 + below(random, 9998));
		people->serial[i] = 1000 + below(random, 8999);
	}
	people->year = 2011 + below(random, 6);
	people->number = below(random, 1000000);
	people->birth[0] = people->year - 1 - below(random, 16);
	people->mother_birth[0] = people->year - 20 - below(random, 25);
	people->birth[1] = 1 + below(random, 12);
	people->birth[2] = 1 + below(random, 28);
	people->mother_birth[1] = 1 + below(random, 12);
	people->mother_birth[2] = 1 + below(random, 28);
	snprintf(people->call, sizeof people->call, "%02u%03u-%04u", people->year % 100, 1 + below(random, 365),
	        below(random, 10000));
	snprintf(people->date, sizeof people->date, "%02u/%02u/%04u", 1 + below(random, 12), 1 + below(random, 28),
	        people->year);
}

static void make_people(struct random *random, struct people *people)
{
	char other[WORD_LIMIT];
	people->girl = below(random, 2);
	snprintf(people->child, WORD_LIMIT, "%s", people->girl ? PICK(random, girls) : PICK(random, boys));
	make_surname(random, people->last);
	snprintf(people->mother_first, WORD_LIMIT, "%s", PICK(random, girls));
	snprintf(people->mother, WORD_LIMIT, "%.40s %.40s", people->mother_first, people->last);
	make_surname(random, other);
	snprintf(people->father, WORD_LIMIT, "%s %.40s", PICK(random, boys), below(random, 2) ? people->last : other);
	make_surname(random, other);
	snprintf(people->witness, WORD_LIMIT, "%s %.40s", below(random, 2) ? PICK(random, girls) : PICK(random, boys),
	        other);
	make_surname(random, other);
	snprintf(people->officer, WORD_LIMIT, "%s %.40s", below(random, 2) ? "Officer" : "P.O.", other);
	make_surname(random, other);
	snprintf(people->boss, WORD_LIMIT, "Sgt. %c. %.40s", 'A' + (int)below(random, 26), other);
	make_address(random, people->home);
	snprintf(people->block, WORD_LIMIT, "the %u00 block of %s %s", 1 + below(random, 98), PICK(random, streets),
	        PICK(random, street_ends));
	snprintf(
	        people->school, WORD_LIMIT, "%s%s %s", PICK(random, heads), PICK(random, tails), PICK(random, schools));
	snprintf(people->mail, WORD_LIMIT, "%.1s.%.40s%u@mailbox.example", people->mother_first, people->last,
	        below(random, 100));
	for (char *at = people->mail; *at; at++)
		*at = *at >= 'A' && *at <= 'Z' ? (char)(*at + 32) : *at;
	people->offence = PICK(random, offences);
	people->statute = strchr(people->offence, '|') + 1;
	people->offence_len = (int)(people->statute - people->offence) - 1;
	make_numbers(random, people);
}

static void put_somebody(struct random *random, struct out *out)
{
	char surname[WORD_LIMIT];
	if (below(random, 5) < 3) {
		put(out, PICK(random, helpers));
		return;
	}
	make_surname(random, surname);
	put_format(out, "%s %s", below(random, 2) ? PICK(random, girls) : PICK(random, boys), surname);
}

static void put_plate(struct random *random, struct out *out)
{
	static const char signs[] = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789";
	for (int i = 0; i < 6; i++)
		put_format(out, i == 3 ? "-%c" : "%c", signs[below(random, sizeof signs - 1)]);
}

static void put_slot(struct random *random, const struct people *people, char slot, struct out *out)
{
	switch (slot) {
	case 'c': put(out, people->child); break;
	case 'C': put_format(out, "%s %s", people->child, people->last); break;
	case 'L': put(out, people->last); break;
	case 'm': put(out, people->mother_first); break;
	case 'M': put(out, people->mother); break;
	case 'f': put(out, people->father); break;
	case 'w': put(out, people->witness); break;
	case 'o': put(out, people->officer); break;
	case 'a': put(out, people->home); break;
	case 'b': put(out, people->block); break;
	case 'p': put(out, people->phone[below(random, 2)]); break;
	case 's': put(out, people->school); break;
	case 't': put_format(out, "%02u%02u", below(random, 24), below(random, 60)); break;
	case 'd': put(out, people->date); break;
	case 'n': put_format(out, "%u", 2 + below(random, 58)); break;
	case 'x':
		put(out, PICK(random, things));
		if (below(random, 7) == 0)
			put_format(out, " (tag %c%05u)", 'A' + (int)below(random, 26), below(random, 100000));
		break;
	case 'k': put(out, PICK(random, kinds)); break;
	case 'r': put(out, PICK(random, rooms)); break;
	case 'q': put(out, PICK(random, moods)); break;
	case 'v': put(out, PICK(random, verbs)); break;
	case 'y': put(out, PICK(random, adverbs)); break;
	case 'z': put(out, PICK(random, claims)); break;
	case 'g': put_somebody(random, out); break;
	case 'i': put_plate(random, out); break;
	case 'u':
		put_format(out, "%c%c-%06u", people->school[0], people->school[1] - 32, people->number * 7 % 1000000);
		break;
	case 'h': put(out, people->call); break;
	case 'e': put(out, people->mail); break;
	default: put_bytes(out, &slot, 1);
	}
}

static void put_sentence(struct random *random, const struct people *people, const char *sentence, struct out *out)
{
	size_t start = out->len;
	for (const char *at = sentence; *at; at++) {
		size_t plain = strcspn(at, "%");
		put_bytes(out, at, plain);
		at += plain;
		if (!*at)
			break;
		put_slot(random, people, *++at, out);
	}
	if (out->ptr[start] >= 'a' && out->ptr[start] <= 'z')
		out->ptr[start] = (char)(out->ptr[start] - 32);
}

/* `width`: lines are broken after about so many characters; 0: one line to a paragraph */
static void put_narrative(
        struct random *random, const struct people *people, unsigned count, size_t width, struct out *out)
{
	size_t start = out->len;
	unsigned first = below(random, COUNT(sentences)), step = 1 + below(random, COUNT(sentences) - 1);
	for (unsigned i = 0; i < count; i++) {
		/* the bank's size is a prime number: every step visits each sentence once before any comes again */
		size_t next = (first + i * step) % COUNT(sentences);
		put_sentence(random, people, below(random, 10) < 7 ? PICK(random, prose) : sentences[next], out);
		put(out, i % 5 == 4 ? "\n\n" : " ");
	}
	size_t line = start;
	for (size_t at = start; width && at < out->len; at++) {
		if (out->ptr[at] == '\n')
			line = at + 1;
		else if (out->ptr[at] == ' ' && at - line >= width)
			out->ptr[at] = '\n', line = at + 1;
	}
	put(out, "\n");
}

static void put_property(struct random *random, struct out *out)
{
	for (unsigned i = 1; i < 5; i++) {
		put_format(out, "ITEM %u  %s %s  serial ", i, PICK(random, kinds), PICK(random, things));
		put_plate(random, out);
		put_format(out, "-%06u  $%u.%02u\n", below(random, 1000000), below(random, 900), below(random, 100));
	}
}

static void put_form(struct random *random, const struct people *p, struct out *out)
{
	put_format(out, "HARROW CITY POLICE DEPARTMENT                       INCIDENT REPORT\nREPORT NO.: %02u-%06u\n",
	        p->year % 100, p->number);
	put_format(out, "OFFENSE: %.*s   STATUTE: RSMo %s\n", p->offence_len, p->offence, p->statute);
	put_format(out, "OCCURRED: %s %02u%02u     LOCATION: %s\n\n", p->date, below(random, 24), below(random, 60),
	        p->home);
	put_format(out, "VIC 1   NAME: %s, %s    SEX: %c    DOB: %02u/%02u/%04u    AGE: %u\n", p->last, p->child,
	        p->girl ? 'F' : 'M', p->birth[1], p->birth[2], p->birth[0], p->year - p->birth[0]);
	put_format(out, "        ADDRESS: %s    PHONE: %s\n        SSN: %s    SCHOOL: %s\n", p->home, p->phone[0],
	        p->ssn[0], p->school);
	put_format(out, "PAR 1   NAME: %s    DOB: %02u/%02u/%04u    RELATIONSHIP: MOTHER\n", p->mother,
	        p->mother_birth[1], p->mother_birth[2], p->mother_birth[0]);
	put_format(out, "        ADDRESS: %s    PHONE: %s    SSN: %s\nWIT 1   NAME: %s\n\nNARRATIVE\n", p->home,
	        p->phone[1], p->ssn[1], p->witness);
	put_property(random, out);
	put_narrative(random, p, 13 + below(random, 16), 78, out);
	put_format(out, "Reporting officer: %s #%u     Approved: %s #%u\n", p->officer, p->serial[0], p->boss,
	        p->serial[1]);
}

static void put_dump(struct random *random, const struct people *p, struct out *out)
{
	size_t start = out->len;
	put_format(out, "CRN %02u-%06u  %.*s  RSMO %s\n", p->year % 100, p->number, p->offence_len, p->offence,
	        p->statute);
	put_format(out, "VIC %s, %s DOB %02u-%02u-%02u ADDR %s PH %s SSN %s\n", p->last, p->child, p->birth[1],
	        p->birth[2], p->birth[0] % 100, p->home, p->phone[0], p->ssn[0]);
	put_format(out, "SUS %s REL FATHER   PAR %s REL MOTHER PH %s   SCH %s\n\nNARRATIVE\n", p->father, p->mother,
	        p->phone[1], p->school);
	put_narrative(random, p, 18 + below(random, 20), 72, out);
	put_format(out, "RPT OFC %s %u / APPR %s %u\n", p->officer, p->serial[0], p->boss, p->serial[1]);
	for (size_t i = start; i < out->len; i++)
		if (out->ptr[i] >= 'a' && out->ptr[i] <= 'z')
			out->ptr[i] = (char)(out->ptr[i] - 32);
}

static void put_supplement(struct random *random, const struct people *p, struct out *out)
{
	put_format(out,
	        "Harrow City Police Department - Supplement\nReport number: %02u-%06u\n"
	        "Original offense: %.*s (%s)\nDate: %s\n",
	        p->year % 100, p->number, p->offence_len, p->offence, p->statute, p->date);
	put_format(out, "Victim: %s %s, born %04u-%02u-%02u, of %s, a pupil of %s\n", p->child, p->last, p->birth[0],
	        p->birth[1], p->birth[2], p->home, p->school);
	put_format(out, "Mother: %s, telephone %s, SSN %s, %s\nFather: %s, telephone %s\n\n", p->mother, p->phone[0],
	        p->ssn[1], p->mail, p->father, p->phone[1]);
	put_property(random, out);
	put_narrative(random, p, 17 + below(random, 18), 0, out);
	put_format(out, "%s #%u\nReviewed by %s #%u\n", p->officer, p->serial[0], p->boss, p->serial[1]);
}

/* report number `index` of the archive with this seed: the same in any folder, at any multiple */
static void put_report(uint64_t seed, uint64_t index, struct out *out)
{
	struct random random = random_of(seed, index);
	struct people people;
	make_people(&random, &people);
	switch (below(&random, 3)) {
	case 0: put_form(&random, &people, out); break;
	case 1: put_dump(&random, &people, out); break;
	default: put_supplement(&random, &people, out);
	}
}

static void put_escaped(struct out *out, size_t start)
{
	for (size_t i = start; i < out->len; i++)
		if (out->ptr[i] == '&' || out->ptr[i] == '<' || out->ptr[i] == '"')
			out->ptr[i] = '\'';
}

static void put_xml_person(
        struct out *out, const char *id, const char *first, const char *last, const unsigned birth[3], const char *ssn)
{
	put_format(out,
	        "    <nc:Person s:id=\"%s\">\n"
	        "      <nc:PersonBirthDate><nc:Date>%04u-%02u-%02u</nc:Date></nc:PersonBirthDate>\n",
	        id, birth[0], birth[1], birth[2]);
	put_format(out,
	        "      "
	        "<nc:PersonName><nc:PersonGivenName>%s</nc:PersonGivenName><nc:PersonSurName>%s</nc:PersonSurName></"
	        "nc:PersonName>\n",
	        first, last);
	put_format(out,
	        "      "
	        "<nc:PersonSSNIdentification><nc:IdentificationID>%s</nc:IdentificationID></"
	        "nc:PersonSSNIdentification>\n    </nc:Person>\n",
	        ssn);
}

static void put_record(uint64_t seed, uint64_t index, struct out *out)
{
	struct random random = random_of(seed, index);
	struct people people, *p = &people;
	make_people(&random, p);
	put_format(out,
	        "  <hc:IncidentReport>\n    <nc:Incident s:id=\"I%llu\">\n"
	        "      "
	        "<nc:ActivityIdentification><nc:IdentificationID>%02u-%06u</nc:IdentificationID></"
	        "nc:ActivityIdentification>\n",
	        (unsigned long long)index, p->year % 100, p->number);
	put_format(out,
	        "      <nc:ActivityDate><nc:Date>%04u-%.2s-%.2s</nc:Date></nc:ActivityDate>\n"
	        "      <nc:ActivityName>%.*s</nc:ActivityName>\n      <nc:ActivityDescriptionText>",
	        p->year, p->date, p->date + 3, p->offence_len, p->offence);
	size_t start = out->len;
	put_narrative(&random, p, 8 + below(&random, 12), 0, out);
	put_escaped(out, start);
	put(out, "</nc:ActivityDescriptionText>\n    </nc:Incident>\n");
	char ids[4][32];
	for (int i = 0; i < 4; i++)
		snprintf(ids[i], sizeof ids[i], "%c%llu", "PMLV"[i], (unsigned long long)index);
	put_xml_person(out, ids[0], p->child, p->last, p->birth, p->ssn[0]);
	put_xml_person(out, ids[1], p->mother_first, p->last, p->mother_birth, p->ssn[1]);
	put_format(out,
	        "    <nc:Location "
	        "s:id=\"%s\"><nc:Address><nc:LocationStreet><nc:StreetFullText>%s</nc:StreetFullText></"
	        "nc:LocationStreet></nc:Address></nc:Location>\n",
	        ids[2], p->home);
	put_format(out, "    <j:Victim s:id=\"%s\"><nc:RoleOfPerson s:ref=\"%s\" xsi:nil=\"true\"/></j:Victim>\n",
	        ids[3], ids[0]);
	put_format(out,
	        "    <nc:PersonResidenceAssociation><nc:Person s:ref=\"%s\" xsi:nil=\"true\"/><nc:Location "
	        "s:ref=\"%s\" xsi:nil=\"true\"/></nc:PersonResidenceAssociation>\n",
	        ids[0], ids[2]);
	put_format(out,
	        "    <hs:ParentChildAssociation><hs:Child s:ref=\"%s\" xsi:nil=\"true\"/><hs:Parent s:ref=\"%s\" "
	        "xsi:nil=\"true\"/></hs:ParentChildAssociation>\n  </hc:IncidentReport>\n",
	        ids[0], ids[1]);
}

static void write_all(int fd, const struct out *out, const char *name)
{
	for (size_t at = 0; at < out->len;) {
		ssize_t wrote = write(fd, out->ptr + at, out->len - at);
		if (wrote < 0 && errno != EINTR)
			die(name);
		at += wrote > 0 ? (size_t)wrote : 0;
	}
}

static void make_folder(const char *name)
{
	if (mkdir(name, 0777) < 0 && errno != EEXIST)
		die(name);
}

static void write_folder(const char *root, uint64_t seed, uint64_t count)
{
	struct out out = {malloc(REPORT_LIMIT), 0, REPORT_LIMIT};
	char path[4096];
	uint64_t total = 0;
	make_folder(root);
	for (uint64_t i = 0; i < count; i++) {
		if (i % PER_FOLDER == 0) {
			snprintf(path, sizeof path, "%s/%04llu", root, (unsigned long long)(i / PER_FOLDER));
			make_folder(path);
		}
		out.len = 0;
		put_report(seed, i, &out);
		snprintf(path, sizeof path, "%s/%04llu/report-%07llu.txt", root, (unsigned long long)(i / PER_FOLDER),
		        (unsigned long long)i);
		int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
		if (fd < 0)
			die(path);
		write_all(fd, &out, path);
		if (close(fd) < 0)
			die(path);
		total += out.len;
	}
	free(out.ptr);
	printf("%s: %llu reports, %llu bytes\n", root, (unsigned long long)count, (unsigned long long)total);
}

static const char xml_head[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                               "<hc:IncidentReports xmlns:hc=\"http://harrowcity.example/niem/incident-report/1.0\"\n"
                               "    xmlns:nc=\"http://release.niem.gov/niem/niem-core/4.0/\" "
                               "xmlns:j=\"http://release.niem.gov/niem/domains/jxdm/6.0/\"\n"
                               "    xmlns:hs=\"http://release.niem.gov/niem/domains/humanServices/4.0/\" "
                               "xmlns:s=\"http://release.niem.gov/niem/structures/4.0/\"\n"
                               "    xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n";

/* one file of at least `size` bytes */
static void write_big(const char *name, uint64_t seed, uint64_t size, bool xml)
{
	struct out out = {malloc(BLOCK * 2), 0, BLOCK * 2};
	uint64_t total = 0, count = 0;
	int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (fd < 0)
		die(name);
	put(&out, xml ? xml_head : "");
	while (total + out.len < size) {
		(xml ? put_record : put_report)(seed, count++, &out);
		put(&out, xml ? "" : "\n\f\n");
		if (out.len >= BLOCK) {
			write_all(fd, &out, name);
			total += out.len;
			out.len = 0;
		}
	}
	put(&out, xml ? "</hc:IncidentReports>\n" : "");
	write_all(fd, &out, name);
	if (close(fd) < 0)
		die(name);
	printf("%s: %llu %s, %llu bytes\n", name, (unsigned long long)count, xml ? "records" : "reports",
	        (unsigned long long)(total + out.len));
	free(out.ptr);
}

static const char help[] =
        "Writes invented police reports to measure with. The same options give the same bytes.\n\n"
        "  make-bench-archive [--seed N] [--reports N] [--times K] FOLDER\n"
        "      N reports (default 80000, about 226 MB), times K (default 1), in subfolders of 1000\n"
        "  make-bench-archive [--seed N] [--reports N] --multiples FOLDER\n"
        "      FOLDER/1x, FOLDER/2x and FOLDER/4x; the smaller are the beginning of the larger\n"
        "  make-bench-archive [--seed N] --text MB FILE\n"
        "      one text of that many million bytes: reports, one after another, parted by form feeds\n"
        "  make-bench-archive [--seed N] --xml MB FILE\n"
        "      one XML file of NIEM incident records\n\n"
        "Exit status: 0 written, 2 wrong usage, 3 the system refused.\n";

static uint64_t number_of(const char *text)
{
	char *end;
	errno = 0;
	unsigned long long value = strtoull(text, &end, 10);
	if (*end || errno || *text < '0' || *text > '9') {
		fprintf(stderr, "make-bench-archive: not a number: %s\n", text);
		exit(2);
	}
	return value;
}

int main(int argc, char **argv)
{
	static const struct option options[] = {{"seed", 1, NULL, 's'}, {"reports", 1, NULL, 'n'},
	        {"times", 1, NULL, 'k'}, {"multiples", 0, NULL, 'm'}, {"text", 1, NULL, 't'}, {"xml", 1, NULL, 'x'},
	        {"help", 0, NULL, 'h'}, {NULL, 0, NULL, 0}};
	uint64_t seed = 1, reports = REPORTS, times = 1, text = 0, xml = 0;
	bool multiples = false;
	for (int option; (option = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
		switch (option) {
		case 's': seed = number_of(optarg); break;
		case 'n': reports = number_of(optarg); break;
		case 'k': times = number_of(optarg); break;
		case 'm': multiples = true; break;
		case 't': text = number_of(optarg); break;
		case 'x': xml = number_of(optarg); break;
		case 'h': fputs(help, stdout); return 0;
		default: return 2;
		}
	}
	if (optind + 1 != argc || (text && xml)) {
		fputs(help, stderr);
		return 2;
	}
	const char *name = argv[optind];
	if (text || xml) {
		write_big(name, seed, (text ? text : xml) * 1000000, xml != 0);
	} else if (multiples) {
		char path[4096];
		make_folder(name);
		for (unsigned k = 1; k <= 4; k *= 2) {
			snprintf(path, sizeof path, "%s/%ux", name, k);
			write_folder(path, seed, reports * k);
		}
	} else {
		write_folder(name, seed, reports * times);
	}
	return 0;
}
