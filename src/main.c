/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Subcommands, options, exit codes: nothing else. */
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "case/case.h"
#include "job/estimate.h"
#include "job/inspect.h"
#include "job/release.h"
#include "job/review.h"
#include "job/left.h"
#include "job/survivors.h"
#include "output/key.h"
#include "output/verify.h"
#include "options.h"
#include "rules_run.h"
#include "tally_run.h"

#define VERSION "0.1.0"
#define PROGRAM "blackbar " VERSION

enum { EXIT_RELEASED = 0, EXIT_WITHHELD = 1, EXIT_USAGE = 2, EXIT_BROKEN = 3, EXIT_UNSOUND = 1 };

struct arguments {
	struct engine_options engine;
	struct release_options release;
	struct estimate_options estimate;
	const char *output, *case_path, *key, *by, *note;
	bool json, quiet, explain;
	const char **rest; /* what is no option */
	size_t rest_count;
	const char **packs;
	size_t pack_count;
};

struct command {
	const char *name, *usage, *about;
	int (*run)(struct arguments *arguments);
	const char *details;
};

static int exit_code(enum err err)
{
	switch (err) {
	case ERR_NONE: return EXIT_RELEASED;
	case ERR_USAGE:
	case ERR_PACK: return EXIT_USAGE;
	case ERR_SYSTEM: return EXIT_BROKEN;
	default: return EXIT_WITHHELD;
	}
}

static int complain(enum err err, const struct fault *fault)
{
	fprintf(stderr, "blackbar: %s\n", fault->text);
	return exit_code(err);
}

static int usage(const char *why, const char *what)
{
	fprintf(stderr, "blackbar: %s%s%s\n", why, what ? ": " : "", what ? what : "");
	fprintf(stderr, "Try `blackbar help`.\n");
	return EXIT_USAGE;
}

static const char *plural(uint64_t count)
{
	return count == 1 ? "" : "s";
}

/* ---- commands ------------------------------------------------------------------------------------------------ */

static int run_release(struct arguments *arguments)
{
	struct engine *engine = NULL;
	struct release_counts counts = {0};
	struct fault fault = {0};
	enum err err = engine_open(&engine, &arguments->engine, &fault);
	if (!err)
		err = release_redact(engine, &arguments->release, &counts, &fault);
	engine_close(engine);
	if (err)
		return complain(err, &fault);
	release_tell(&counts, arguments->output, arguments->json, arguments->quiet);
	return counts.withheld ? EXIT_WITHHELD : EXIT_RELEASED;
}

static int run_redact(struct arguments *arguments)
{
	if (arguments->rest_count == 0)
		return usage("redact needs at least one file, folder or archive, or - for standard input", NULL);
	if (!arguments->output)
		return usage("redact needs -o OUT.zip, the bundle to write", NULL);
	if (arguments->release.resume && !arguments->case_path)
		return usage("--resume needs -c CASE, the case of the run that stopped", NULL);
	arguments->release.inputs = arguments->rest;
	arguments->release.input_count = arguments->rest_count;
	return run_release(arguments);
}

static int run_apply(struct arguments *arguments)
{
	if (arguments->rest_count != 1 && !arguments->case_path)
		return usage("apply needs the case that `blackbar scan` made: blackbar apply CASE -o OUT.zip", NULL);
	if (!arguments->output)
		return usage("apply needs -o OUT.zip, the bundle to write", NULL);
	if (!arguments->case_path)
		arguments->release.case_path = arguments->rest[0];
	if (access(arguments->release.case_path, F_OK) != 0)
		return usage("no such case; make it with `blackbar scan INPUT -c CASE`", arguments->release.case_path);
	return run_release(arguments);
}

static int run_scan(struct arguments *arguments)
{
	struct engine *engine = NULL;
	struct release_counts counts = {0};
	struct fault fault = {0};
	if (arguments->rest_count == 0)
		return usage("scan needs at least one file, folder or archive", NULL);
	if (!arguments->case_path && !arguments->explain)
		return usage("scan needs -c CASE, the file to keep who is who in, or --explain to print it", NULL);
	arguments->release.inputs = arguments->rest;
	arguments->release.input_count = arguments->rest_count;
	enum err err = engine_open(&engine, &arguments->engine, &fault);
	if (!err)
		err = release_scan(engine, &arguments->release, &counts, &fault);
	engine_close(engine);
	if (err)
		return complain(err, &fault);
	if (arguments->json)
		printf("{\"documents\":%" PRIu64 ",\"withheld\":%" PRIu64 ",\"persons\":%" PRIu64 ",\"children\":%" PRIu64 "}\n",
		       counts.documents, counts.withheld, counts.persons, counts.children);
	else if (!arguments->quiet && arguments->case_path)
		printf("%" PRIu64 " document%s read, %" PRIu64 " cannot be released, %" PRIu64 " person%s named, %" PRIu64
		       " of them children\nCase: %s (keep it secret)\nNext: blackbar apply %s -o OUT.zip\n",
		       counts.documents, plural(counts.documents), counts.withheld, counts.persons, plural(counts.persons),
		       counts.children, arguments->case_path, arguments->case_path);
	return counts.withheld ? EXIT_WITHHELD : EXIT_RELEASED;
}

static int run_estimate(struct arguments *arguments)
{
	struct engine *engine = NULL;
	struct release_counts counts = {0};
	struct fault fault = {0};
	if (arguments->rest_count == 0)
		return usage("estimate needs at least one file, folder or archive", NULL);
	arguments->release.inputs = arguments->rest;
	arguments->release.input_count = arguments->rest_count;
	arguments->estimate.release = &arguments->release;
	arguments->estimate.json = arguments->json;
	enum err err = engine_open(&engine, &arguments->engine, &fault);
	if (!err)
		err = release_estimate(engine, &arguments->estimate, &counts, &fault);
	engine_close(engine);
	return err ? complain(err, &fault) : counts.withheld ? EXIT_WITHHELD : EXIT_RELEASED;
}

static int run_filter(struct arguments *arguments)
{
	struct engine *engine = NULL;
	struct release_counts counts = {0};
	struct fault fault = {0};
	if (arguments->rest_count)
		return usage("filter reads standard input and writes standard output; it takes no file", arguments->rest[0]);
	enum err err = engine_open(&engine, &arguments->engine, &fault);
	if (!err)
		err = release_filter(engine, &arguments->release, STDIN_FILENO, STDOUT_FILENO, &counts, &fault);
	engine_close(engine);
	if (err)
		return complain(err, &fault);
	return counts.withheld ? EXIT_WITHHELD : EXIT_RELEASED;
}

static void print_survivor(void *context, const char *sentence)
{
	verdicts_print(context, VERIFY_PROBLEM, sentence);
}

static enum err find_survivors(struct arguments *arguments, struct verdicts *verdicts, struct fault *fault)
{
	struct engine *engine = NULL;
	uint64_t found = 0;
	enum err err = engine_open(&engine, &arguments->engine, fault);
	if (!err)
		err = survivors_find(engine, arguments->rest[0], arguments->case_path, print_survivor, verdicts, &found, fault);
	engine_close(engine);
	if (!err && found)
		err = fault_set(fault, ERR_UNSOUND, "%" PRIu64 " protected names survive", found);
	return err;
}

static int run_verify(struct arguments *arguments)
{
	struct key_public key;
	struct verify_counts counts = {0};
	struct fault fault = {0};
	struct verdicts verdicts = {arguments->json, arguments->quiet, 0};
	if (arguments->rest_count != 1)
		return usage("verify needs one bundle: blackbar verify OUT.zip [--key FILE.pub]", NULL);
	enum err err = arguments->key ? key_public_load(arguments->key, &key, &fault) : ERR_NONE;
	if (arguments->json)
		printf("{\"report\":[");
	if (!err)
		err = verify_bundle(arguments->rest[0], arguments->key ? &key : NULL, verdicts_print, &verdicts, &counts, &fault);
	if (!err && arguments->case_path)
		err = access(arguments->case_path, F_OK) == 0 ? find_survivors(arguments, &verdicts, &fault)
							     : fault_set(&fault, ERR_USAGE, "%s: no such case", arguments->case_path);
	if (arguments->json)
		printf("],\"sound\":%s,\"released\":%" PRIu64 ",\"withheld\":%" PRIu64 ",\"cuts\":%" PRIu64 "}\n",
		       err ? "false" : "true", counts.released, counts.withheld, counts.cuts);
	if (err == ERR_UNSOUND) {
		if (!arguments->json)
			printf("%s: NOT SOUND\n", arguments->rest[0]);
		return EXIT_UNSOUND;
	}
	if (err)
		return complain(err, &fault);
	if (!arguments->json && !arguments->quiet)
		printf("%s: sound: %" PRIu64 " released, %" PRIu64 " withheld, %" PRIu64 " cuts%s\n", arguments->rest[0],
		       counts.released, counts.withheld, counts.cuts, counts.is_checked ? ", signature good" : "");
	return EXIT_RELEASED;
}

static int run_tally(struct arguments *arguments)
{
	struct verdicts verdicts = {arguments->json, arguments->quiet, 0};
	struct fault fault = {0};
	if (arguments->rest_count != 1)
		return usage("tally needs one bundle: blackbar tally OUT.zip", NULL);
	enum err err = tally_run(arguments->rest[0], &verdicts, &fault);
	return err == ERR_UNSOUND ? EXIT_UNSOUND : err ? complain(err, &fault) : EXIT_RELEASED;
}

static int run_decide(struct arguments *arguments)
{
	struct case_decision decision = {.document = CASE_WHOLE_RELEASE};
	struct case_file *file = NULL;
	struct fault fault = {0};
	struct buf name = {0};
	if (arguments->rest_count != 3)
		return usage("decide needs a case, keep or cut, and a name or kind: blackbar decide CASE keep \"NAME\"", NULL);
	if (access(arguments->rest[0], F_OK) != 0)
		return usage("no such case; make it with `blackbar scan INPUT -c CASE`", arguments->rest[0]);
	if (strcmp(arguments->rest[1], "keep") != 0 && strcmp(arguments->rest[1], "cut") != 0)
		return usage("decide knows keep and cut, not", arguments->rest[1]);
	decision.verdict = strcmp(arguments->rest[1], "cut") == 0 ? VERDICT_CUT : VERDICT_KEEP;
	decision.what = what_of(str_of(arguments->rest[2]));
	if (decision.what == WHAT_NAME)
		return usage("decide on one person at a time; `blackbar people CASE` lists their names", NULL);
	if (what_is_fact(decision.what))
		return usage("this is only what the papers of a release state, nothing can be cut or kept by it:", arguments->rest[2]);
	if (decision.what != WHAT_NONE && decision.verdict == VERDICT_KEEP && !arguments->release.force)
		return usage("this would keep everything of a kind, children's too; if that is meant, add --force", NULL);
	if (decision.what == WHAT_NONE) {
		review_key(&name, str_of(arguments->rest[2]));
		decision.name = buf_str(&name);
		decision.what = WHAT_NAME;
	}
	decision.by = str_of(arguments->by ? arguments->by : "");
	decision.note = str_of(arguments->note ? arguments->note : "");
	char at[32];
	time_t now = time(NULL);
	struct tm parts;
	strftime(at, sizeof at, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&now, &parts));
	decision.at = str_of(at);
	enum err err = decision.by.len ? ERR_NONE : fault_set(&fault, ERR_USAGE, "say who decides: --by NAME");
	uint64_t known = 0;
	if (!err)
		err = case_open(&file, arguments->rest[0], NULL, &fault);
	if (!err && decision.name.len)
		err = review_find(file, decision.name, &known, &fault);
	if (!err && decision.name.len && known == 0)
		err = fault_set(&fault, ERR_USAGE, "the case names nobody so; `blackbar people CASE` lists the names as the case has them");
	if (!err)
		err = case_decide(file, &decision, &fault);
	if (!err)
		err = case_outputs_drop(file, &fault);
	if (!err)
		err = case_commit(file, &fault);
	case_close(file);
	buf_free(&name);
	if (err)
		return complain(err, &fault);
	if (!arguments->quiet)
		printf("Noted. The next `blackbar apply` goes by it and logs it as a decision.\n");
	return EXIT_RELEASED;
}

/* A list of a case, to standard output. */
static int print_list(struct arguments *arguments, enum err (*list)(struct case_file *file, FILE *to, struct fault *fault))
{
	struct case_file *file = NULL;
	struct fault fault = {0};
	if (arguments->rest_count != 1 || access(arguments->rest[0], F_OK) != 0)
		return usage("this command needs one case that `blackbar scan` made, and no more", NULL);
	enum err err = case_open(&file, arguments->rest[0], NULL, &fault);
	if (!err)
		err = list(file, stdout, &fault);
	case_close(file);
	return err ? complain(err, &fault) : EXIT_RELEASED;
}

static int run_people(struct arguments *arguments)
{
	return print_list(arguments, review_list);
}

static int run_risk(struct arguments *arguments)
{
	return print_list(arguments, left_list);
}

static int run_inspect(struct arguments *arguments)
{
	struct inspect_options options = {arguments->explain, arguments->json, arguments->quiet};
	struct fault fault = {0};
	bool found = false;
	if (arguments->rest_count == 0)
		return usage("inspect needs at least one PDF", NULL);
	enum err err = inspect_files(arguments->rest, arguments->rest_count, &options, &found, &fault);
	return err ? complain(err, &fault) : found ? EXIT_UNSOUND : EXIT_RELEASED;
}

static int run_keygen(struct arguments *arguments)
{
	struct fault fault = {0};
	if (arguments->rest_count != 1)
		return usage("keygen needs the name of the new key: blackbar keygen FILE", NULL);
	enum err err = key_generate(arguments->rest[0], &fault);
	if (err)
		return complain(err, &fault);
	if (!arguments->quiet)
		printf("Secret key: %s (keep it; sign with --key %s)\nPublic key: %s.pub (publish it; anybody checks with it)\n",
		       arguments->rest[0], arguments->rest[0], arguments->rest[0]);
	return EXIT_RELEASED;
}

static int run_rules(struct arguments *arguments)
{
	struct engine *engine = NULL;
	struct fault fault = {0};
	if (arguments->rest_count < 1)
		return usage("rules needs one of: test, list, check", NULL);
	arguments->engine.extra = arguments->rest + 1;
	arguments->engine.extra_count = arguments->rest_count - 1;
	enum err err = engine_open(&engine, &arguments->engine, &fault);
	if (err)
		return complain(err, &fault);
	int code = EXIT_USAGE;
	if (strcmp(arguments->rest[0], "test") == 0) {
		size_t failed = 0;
		err = rules_print_tests(engine, arguments->json, &failed, &fault);
		code = err ? complain(err, &fault) : failed ? EXIT_USAGE : EXIT_RELEASED;
	} else if (strcmp(arguments->rest[0], "list") == 0) {
		rules_print_list(engine);
		code = EXIT_RELEASED;
	} else if (strcmp(arguments->rest[0], "check") == 0) {
		rules_print_check(engine);
		code = EXIT_RELEASED;
	} else {
		usage("rules knows test, list and check, not", arguments->rest[0]);
	}
	engine_close(engine);
	return code;
}

static int run_help(struct arguments *arguments);

static const struct command commands[] = {
	{"redact", "INPUT... -o OUT.zip", "cut and release: the main job", run_redact,
	 "Reads every document in the files, folders and archives given (zip, tar, 7z, gz; - is standard input), finds out\n"
	 "who is a child, cuts what the policy wants cut in every document of the release, reads the result back, and writes\n"
	 "the bundle. What cannot be read completely is withheld, with the reason in index.csv.\n"
	 "Exit status: 0 all released, 1 some withheld, 2 wrong usage or rules, 3 system failure (nothing written).\n"},
	{"scan", "INPUT... -c CASE", "first pass only: who is who, kept in a case for review", run_scan,
	 "With --explain prints persons and findings of every document, and why. That output holds names: keep it secret.\n"},
	{"people", "CASE > PEOPLE.csv", "who is in a case, for review in a spreadsheet (keep it secret)", run_people,
	 "One row a person and document: document, name, side, age, why, first place. Decide with `blackbar decide`.\n"},
	{"risk", "CASE > LEFT.csv", "what is left that could lead to a child, for a second reviewer", run_risk,
	 "One row a detail: document, few, some or many in all, kind of detail, text, first place. Documents with many come first.\n"
	 "The list is that of `blackbar scan` and is never in a bundle: keep it secret.\n"},
	{"decide", "CASE keep|cut NAME --by WHO", "a reviewer's decision on a person, or on a kind (phone ...)", run_decide,
	 "NAME is a name as `blackbar people` lists it, or a kind of finding (address, school, phone ...). The last decision\n"
	 "on a name or kind wins. Decisions are in the audit log of the release, without the name.\n"},
	{"apply", "CASE -o OUT.zip", "second pass, from a case that scan made", run_apply, ""},
	{"estimate", "INPUT...", "before the work: what there is, hours, date and fee", run_estimate,
	 "Reads the documents once and writes no release. Minutes, pay and fees come from a rates file, patterns/fees/missouri.yaml:\n"
	 "copy it and fill it in. Exit status: 0 all can be released, 1 some cannot.\n"},
	{"verify", "OUT.zip [--key FILE.pub]", "whether a bundle is what blackbar wrote", run_verify,
	 "With -c CASE it also reads every released document: no full name that the case protects may stand in it.\n"
	 "Exit status: 0 sound, 1 not sound.\n"},
	{"tally", "OUT.zip", "the tallies of a bundle, counted again from its tables", run_tally,
	 "Counts reports and offences from index.csv and offences.csv alone, by the rules that TALLY.html states, and compares\n"
	 "with tallies.json. It does not check the rest of the bundle: that is `blackbar verify`.\n"
	 "Exit status: 0 the same, 1 not the same.\n"},
	{"inspect", "FILE.pdf...", "redactions in a PDF that only hide", run_inspect,
	 "Exit status: 0 none, 1 some, or the PDF cannot be read. With --explain it prints what they hide: keep that secret.\n"},
	{"filter", "< IN > OUT", "one document, standard input to standard output", run_filter,
	 "With --null many short texts, such as the rows of a table: a NUL byte behind each, and the answers likewise.\n"},
	{"rules", "test|list|check [PACK...]", "packs and their tests", run_rules, ""},
	{"keygen", "FILE", "make a key pair to sign bundles with", run_keygen, ""},
	{"help", "[COMMAND]", "this text", run_help, ""},
};

enum { COMMANDS = sizeof commands / sizeof *commands };

static int run_help(struct arguments *arguments)
{
	if (arguments->rest_count) {
		for (size_t i = 0; i < COMMANDS; i++)
			if (strcmp(commands[i].name, arguments->rest[0]) == 0) {
				printf("Usage: blackbar %s %s\n%s.\n%s\n", commands[i].name, commands[i].usage, commands[i].about,
				       commands[i].details);
				options_print(stdout, commands[i].name);
				return EXIT_RELEASED;
			}
		return usage("no such command", arguments->rest[0]);
	}
	printf("blackbar turns an archive of reports into a public release: minors' identifying details are cut out for good,\n"
	       "everything the public may see stays, and every cut is on record with its legal basis.\n\nUsage:\n");
	for (size_t i = 0; i < COMMANDS; i++)
		printf("  blackbar %-8s %-29s %s\n", commands[i].name, commands[i].usage, commands[i].about);
	printf("\n");
	options_print(stdout, NULL);
	printf("\nWhich options a command has: blackbar help COMMAND.\n"
	       "Manual: man blackbar. Rule packs and policies: man blackbar-pack, man blackbar-policy.\n");
	return EXIT_RELEASED;
}

/* ---- the command line ---------------------------------------------------------------------------------------- */

static bool read_number(const char *text, uint64_t most, uint64_t *number)
{
	char *end;
	if (text[0] < '0' || text[0] > '9')
		return false;
	*number = strtoull(text, &end, 10);
	return *end == '\0' && *number <= most;
}

static int take_option(struct arguments *arguments, int option, const char *value)
{
	struct release_options *release = &arguments->release;
	uint64_t number = 0;
	switch (option) {
	case 'o': release->output = arguments->output = value; return 0;
	case 'c': release->case_path = arguments->case_path = value; return 0;
	case 'p': arguments->engine.policy = value; return 0;
	case 'q': release->quiet = arguments->quiet = true; return 0;
	case OPTION_KEY: release->key = arguments->key = value; return 0;
	case OPTION_RESUME: release->resume = true; return 0;
	case OPTION_FORCE: release->force = true; return 0;
	case OPTION_EXPLAIN: release->explain = arguments->explain = true; return 0;
	case OPTION_JSON: arguments->json = true; return 0;
	case OPTION_PICTURES: arguments->engine.pictures = value; return 0;
	case OPTION_PDF: arguments->engine.pdf = value; return 0;
	case OPTION_SCANS: arguments->engine.scans = value; return 0;
	case OPTION_PROOF: arguments->engine.proof = value; return 0;
	case OPTION_PASSWORDS: arguments->engine.passwords = value; return 0;
	case OPTION_CHANGES: arguments->engine.changes = value; return 0;
	case OPTION_BY: arguments->by = value; return 0;
	case OPTION_NOTE: arguments->note = value; return 0;
	case OPTION_RATES: arguments->estimate.rates = value; return 0;
	case OPTION_START: arguments->estimate.start = value; return 0;
	case OPTION_NULL: release->parted = true; return 0;
	case OPTION_LETTER: release->letter = value; return 0;
	case OPTION_SAMPLE:
		if (!read_number(value, UINT32_MAX, &arguments->estimate.every) || arguments->estimate.every == 0)
			return usage("--sample takes a number from 1 on, not", value);
		return 0;
	case OPTION_PATTERNS: arguments->engine.patterns = value; return 0;
	case OPTION_RULES: arguments->packs[arguments->pack_count++] = value; return 0;
	case 'j':
		if (!read_number(value, 256, &number) || number == 0)
			return usage("-j takes a number from 1 to 256, not", value);
		release->workers = (unsigned)number;
		return 0;
	case OPTION_MAX_SIZE:
		if (!read_number(value, UINT64_MAX / 2, &number) || number == 0)
			return usage("--max-size takes a number of bytes, not", value);
		release->limits.document_size = number;
		return 0;
	case OPTION_READ_SIZE:
	case OPTION_PART_SIZE:
	case OPTION_TIME:
		if (!read_number(value, 1u << 30, &number) || number == 0)
			return usage("this option takes a number, not", value);
		if (option == OPTION_TIME)
			release->document_ms = (unsigned)number;
		else
			*(option == OPTION_READ_SIZE ? &release->limits.read_size : &release->part_size) = (size_t)number;
		return 0;
	default: return EXIT_USAGE;
	}
}

static int wrong_option(const char *command, const char *why, const char *option)
{
	fprintf(stderr, "blackbar: %s has no %s%s\nTry `blackbar help %s`.\n", command, why, option, command);
	return EXIT_USAGE;
}

static int parse(struct arguments *arguments, const char *command, int count, char **values)
{
	int option;
	opterr = 0;
	while ((option = getopt_long(count, values, options_short, options_long, NULL)) != -1) {
		if (option == 'h')
			return -1;
		if (option == 'V') {
			puts(PROGRAM);
			return -2;
		}
		if (option == '?')
			return wrong_option(command, "such option, or it needs a value: ", values[optind - 1]);
		if (!options_belong(option, command))
			return wrong_option(command, "option --", options_name(option));
		int code = take_option(arguments, option, optarg);
		if (code)
			return code;
	}
	for (int i = optind; i < count; i++)
		arguments->rest[arguments->rest_count++] = values[i];
	return 0;
}

int main(int count, char **values)
{
	if (count < 2) {
		struct arguments none = {0};
		run_help(&none);
		return EXIT_USAGE;
	}
	const struct command *command = NULL;
	for (size_t i = 0; i < COMMANDS; i++)
		if (strcmp(commands[i].name, values[1]) == 0)
			command = &commands[i];
	const struct command *help = &commands[COMMANDS - 1];
	if (!command) {
		if (strcmp(values[1], "--version") == 0 || strcmp(values[1], "-V") == 0)
			return puts(PROGRAM) < 0;
		if (strcmp(values[1], "--help") != 0 && strcmp(values[1], "-h") != 0)
			return usage("no such command", values[1]);
		command = help;
	}
	signal(SIGPIPE, SIG_IGN); /* a closed pipe is an error of write(), told like any other */
	struct arguments arguments = {.release = {.version = VERSION}};
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	arguments.release.workers = processors > 0 && processors <= 256 ? (unsigned)processors : 1;
	arguments.rest = mem_alloc((size_t)count, sizeof *arguments.rest);
	arguments.packs = mem_alloc((size_t)count, sizeof *arguments.packs);
	int code = parse(&arguments, command->name, count - 1, values + 1);
	arguments.engine.extra = arguments.packs;
	arguments.engine.extra_count = arguments.pack_count;
	if (code == -1) {
		arguments.rest[0] = command->name;
		arguments.rest_count = command != help;
		code = run_help(&arguments);
	} else if (code == -2) {
		code = EXIT_RELEASED;
	} else if (code == 0) {
		code = command->run(&arguments);
	}
	if (fflush(stdout) != 0 && code == EXIT_RELEASED)
		code = EXIT_BROKEN;
	free(arguments.rest);
	free(arguments.packs);
	return code;
}
