/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A policy file from anybody: refused with one sentence, or a policy with which any findings can be decided. */
#include "decide/decide.h"
#include "fuzz.h"

/* Every kind on every side over the first bytes of the input, overlapping. */
static void decide_all(const struct policy *policy, struct str text)
{
	static const struct subject subjects[] = {{.who = WHO_CHILD, .child = NOBODY},
						  {.who = WHO_RELATIVE, .child = 0, .kin = {"AUNT", 4}},
						  {.who = WHO_RELATIVE, .child = 1, .kin = {"(odd)", 5}}};
	struct labels *labels = labels_new();
	struct finding_list findings = {0};
	struct cuts cuts = {0};
	struct buf path = {0};
	size_t at = 0;
	for (unsigned what = 1; what < WHAT_COUNT; what++)
		for (unsigned who = 0; who < WHO_COUNT; who++, at = (at + 5) % (text.len + 1)) {
			size_t to = at + 9 < text.len ? at + 9 : text.len;
			struct finding *finding = finding_add(&findings, (struct span){at, to}, (enum what)what, 0);
			finding->who = (enum who)who;
			finding->person = (int32_t)(who % 5) - 1;
			finding->score = (uint8_t)(50 + (what * 7 + who) % 50);
		}
	finding_sort(&findings);
	struct decide_input input = {.policy = policy,
				     .text = text,
				     .findings = findings.list,
				     .count = findings.count,
				     .subjects = subjects,
				     .subject_count = 3};
	decide_cuts(labels, &input, &cuts);
	for (size_t i = 0, pos = 0; i < cuts.count; pos = cuts.list[i++].span.to)
		check(cuts.list[i].span.from >= pos && cuts.list[i].span.to <= text.len && cuts.list[i].token.len > 2,
		      "cuts out of order");
	check(decide_path(labels, &input, &path) == cuts.count, "a path is decided differently");
	buf_free(&path);
	cuts_free(&cuts);
	finding_free(&findings);
	labels_free(labels);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str yaml = {(const char *)data, size};
	struct policy *policy;
	struct fault fault = {0};
	enum err err = policy_read("policy.yaml", yaml, &policy, &fault);
	check((err == ERR_NONE) == (policy != NULL) && err == fault.code, "neither a policy nor a sentence");
	if (policy)
		decide_all(policy, (struct str){yaml.ptr, size < 4000 ? size : 4000});
	policy_free(policy);
	return 0;
}
