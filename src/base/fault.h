/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Errors. Everything that can fail returns an enum err and, where the fault is first seen, writes the one sentence for
 * people into a struct fault: what is wrong, where (line, member, limit), and what to do. It never holds text of a
 * document: numbers, fixed words, member paths and pack lines only. Callers pass the fault on untouched. */
#ifndef BASE_FAULT_H
#define BASE_FAULT_H

enum err {
	ERR_NONE = 0,
	ERR_USAGE,      /* wrong command line: exit 2 */
	ERR_PACK,       /* a rule pack, word list or policy is wrong: exit 2 */
	ERR_SYSTEM,     /* reading, writing, forking failed: exit 3 */
	ERR_MALFORMED,  /* this document is not what it says it is: withheld */
	ERR_UNREADABLE, /* this document, or a part of it, cannot be read (encrypted, binary, unknown): withheld */
	ERR_LIMIT,      /* this document exceeds a budget (size, depth, expansion, time): withheld */
	ERR_UNDECIDED,  /* somebody must decide on a person of this document: withheld */
	ERR_SURVIVED,   /* reading back found what should have been cut: withheld */
	ERR_UNSOUND     /* verify: the bundle is not what it claims */
};

struct fault {
	enum err code;
	char text[320];
};

#define MUST_USE __attribute__((warn_unused_result))

/* Writes the sentence and returns `code`, so that a failing function ends with `return fault_set(...)`. The first
 * fault wins: later calls on the same struct keep the first sentence. */
enum err fault_set(struct fault *fault, enum err code, const char *format, ...) __attribute__((format(printf, 3, 4)));
void fault_clear(struct fault *fault);
#endif
