/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* An e-mail as an archive: the message itself, then its attachments; and a mailbox as an archive of e-mails. */
#ifndef INPUT_MAIL_MEMBERS_H
#define INPUT_MAIL_MEMBERS_H
#include "base/fault.h"
#include "input/members.h"
#include "input/store.h"

/* Reads the structure of the e-mail in `*store`. With attachments: takes the store and gives the members, whose first is
 * the message, whole as it is. Without: `*members` is NULL and the store stays. `drop_pictures` and errors as
 * in mail.h. */
enum err mail_members_open(struct members **members, struct store *store, struct budget *budget, bool drop_pictures,
			   struct fault *fault) MUST_USE;

/* Members are "0001.eml" and so on, as they were before they came into the mailbox: a '>' before "From " is taken away
 * again. Takes the store. */
struct members *mail_box_open(struct store *store, struct budget *budget, uint64_t document_size);
#endif
