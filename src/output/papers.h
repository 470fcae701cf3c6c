/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* README.txt of a bundle: what it is, how to check it, what nobody promises. */
#ifndef OUTPUT_PAPERS_H
#define OUTPUT_PAPERS_H
#include "output/audit.h"

struct papers_facts {
	struct str version, policy, policy_version; /* as in struct audit_options */
	struct str title, jurisdiction;             /* of the policy; may be empty */
	struct str verified_by, verified_on;        /* who of counsel signed the policy, and when; empty: nobody has */
	struct audit_counts counts;
	bool is_signed; /* bundle_commit() will be given a key */
};

void papers_write(struct buf *text, const struct papers_facts *facts);
#endif
