/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "options.h"

#include <string.h>

const char options_short[] = "o:c:p:j:qhV";

const struct option options_long[] = {
	{"output", required_argument, NULL, 'o'},
	{"case", required_argument, NULL, 'c'},
	{"policy", required_argument, NULL, 'p'},
	{"jobs", required_argument, NULL, 'j'},
	{"key", required_argument, NULL, OPTION_KEY},
	{"resume", no_argument, NULL, OPTION_RESUME},
	{"force", no_argument, NULL, OPTION_FORCE},
	{"rules", required_argument, NULL, OPTION_RULES},
	{"patterns", required_argument, NULL, OPTION_PATTERNS},
	{"max-size", required_argument, NULL, OPTION_MAX_SIZE},
	{"explain", no_argument, NULL, OPTION_EXPLAIN},
	{"pictures", required_argument, NULL, OPTION_PICTURES},
	{"changes", required_argument, NULL, OPTION_CHANGES},
	{"pdf", required_argument, NULL, OPTION_PDF},
	{"scans", required_argument, NULL, OPTION_SCANS},
	{"proof", required_argument, NULL, OPTION_PROOF},
	{"passwords", required_argument, NULL, OPTION_PASSWORDS},
	{"by", required_argument, NULL, OPTION_BY},
	{"note", required_argument, NULL, OPTION_NOTE},
	{"rates", required_argument, NULL, OPTION_RATES},
	{"start", required_argument, NULL, OPTION_START},
	{"sample", required_argument, NULL, OPTION_SAMPLE},
	{"letter", required_argument, NULL, OPTION_LETTER},
	{"null", no_argument, NULL, OPTION_NULL},
	{"quiet", no_argument, NULL, 'q'},
	{"json", no_argument, NULL, OPTION_JSON},
	{"help", no_argument, NULL, 'h'},
	{"version", no_argument, NULL, 'V'},
	/* for tests: results must not depend on them */
	{"read-size", required_argument, NULL, OPTION_READ_SIZE},
	{"part-size", required_argument, NULL, OPTION_PART_SIZE},
	{"time-limit", required_argument, NULL, OPTION_TIME},
	{NULL, 0, NULL, 0},
};

/* A line of help, and the commands it is for; NULL: all. An option may have a line for each of several commands. */
struct use {
	int option;
	const char *commands, *text;
};

static const struct use uses[] = {
	{'o', "redact apply", "  -o, --output FILE     the bundle to write"},
	{'c', "redact scan", "  -c, --case FILE       keep the case in FILE (mode 0600; never hand it out)"},
	{'c', "verify", "  -c, --case FILE       look in the documents for names that this case protects"},
	{'p', "redact scan apply estimate filter rules verify", "  -p, --policy NAME     missouri (default), federal, foia, washington, or a policy file"},
	{'j', "redact scan apply estimate", "  -j, --jobs N          workers (default: one per processor); the bundle is the same for every N"},
	{OPTION_KEY, "redact apply", "      --key FILE        sign the bundle with this secret key"},
	{OPTION_KEY, "verify", "      --key FILE.pub    check the signature with this public key"},
	{OPTION_RESUME, "redact scan apply", "      --resume          go on with a case where a run stopped"},
	{OPTION_FORCE, "redact apply", "      --force           replace an existing bundle"},
	{OPTION_FORCE, "decide", "      --force           keep all of a kind (phone ...), children's too"},
	{OPTION_FORCE, "estimate", "      --force           replace an existing letter"},
	{OPTION_RATES, "estimate", "      --rates NAME      missouri (default), or a rates file: minutes, pay and fees"},
	{OPTION_START, "estimate", "      --start DATE      when work begins, as 2026-07-03: then the earliest date is told"},
	{OPTION_SAMPLE, "estimate", "      --sample N        read one document in N only, and reckon from these"},
	{OPTION_LETTER, "estimate", "      --letter FILE     also write a letter for the requester (.html or .txt)"},
	{OPTION_BY, "decide", "      --by WHO          who decides"},
	{OPTION_NOTE, "decide", "      --note TEXT       why"},
	{OPTION_RULES, "redact scan apply estimate filter rules verify", "      --rules FILE      one more rule pack (may be repeated)"},
	{OPTION_PATTERNS, "redact scan apply estimate filter rules verify", "      --patterns DIR    take packs, word lists and policies from here"},
	{OPTION_MAX_SIZE, "redact scan apply estimate filter", "      --max-size BYTES  largest document (default 4 GiB)"},
	{OPTION_PICTURES, "redact scan apply estimate filter", "      --pictures WHAT   withhold documents with pictures, or drop them"},
	{OPTION_CHANGES, "redact scan apply estimate filter", "      --changes WHAT    accept tracked changes, or withhold such documents"},
	{OPTION_PDF, "redact scan apply estimate filter", "      --pdf WHAT        withhold PDF pages that cannot be seen into, or flatten them"},
	{OPTION_SCANS, "redact scan apply estimate filter", "      --scans WHAT      what a scan has that is no print: withhold, black or release"},
	{OPTION_PROOF, "redact scan apply filter", "      --proof WHAT      read a PDF that was written back as text, or also by OCR (slow)"},
	{OPTION_PASSWORDS, "redact scan apply estimate filter", "      --passwords FILE  passwords of encrypted PDFs, one a line"},
	{OPTION_NULL, "filter", "      --null            many texts, a NUL byte behind each; each is redacted for itself"},
	{OPTION_EXPLAIN, "scan", "      --explain         print persons and findings, and why"},
	{OPTION_EXPLAIN, "inspect", "      --explain         print what is hidden (keep it secret)"},
	{OPTION_READ_SIZE, "redact scan apply estimate filter", NULL},
	{OPTION_PART_SIZE, "redact scan apply estimate filter", NULL},
	{OPTION_TIME, "redact scan apply estimate filter", NULL},
	{'q', NULL, "  -q, --quiet           no progress, no summary"},
	{OPTION_JSON, NULL, "      --json            the summary as JSON"},
	{'h', NULL, "  -h, --help            help;  -V, --version: version"},
};

enum { USES = sizeof uses / sizeof *uses };

static bool is_for(const struct use *use, const char *command)
{
	size_t len = strlen(command);
	if (use->commands == NULL)
		return true;
	for (const char *at = use->commands; (at = strstr(at, command)) != NULL; at += len)
		if ((at == use->commands || at[-1] == ' ') && (at[len] == ' ' || at[len] == '\0'))
			return true;
	return false;
}

const char *options_name(int option)
{
	for (size_t i = 0; options_long[i].name; i++)
		if (options_long[i].val == option)
			return options_long[i].name;
	return "of this name";
}

bool options_belong(int option, const char *command)
{
	for (size_t i = 0; i < USES; i++)
		if (uses[i].option == option && is_for(&uses[i], command))
			return true;
	return option == 'V';
}

void options_print(FILE *to, const char *command)
{
	fputs("Options:\n", to);
	for (size_t i = 0; i < USES; i++)
		if (uses[i].text && (command == NULL || is_for(&uses[i], command)))
			fprintf(to, "%s\n", uses[i].text);
}
