/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "detect/mend_parts.h"

enum { SLOTS_FIRST = 256, SHORTEST = 3, ORDINARY = 7 };

/* "Drag0rnir", "DRAGOMlR" and "Dragomir" are "dragomlr". Returns its length, 0 if it is no word. */
static size_t skeleton_of(struct str word, char *out)
{
	size_t len = 0;
	for (size_t i = 0; i < word.len; i++) {
		char c = ascii_upper(word.ptr[i]) ? (char)(word.ptr[i] | 0x20) : word.ptr[i];
		c = c == '0' ? 'o' : c == '1' || c == 'i' || c == '|' ? 'l' : c == '5' ? 's' : c == '8' ? 'b' : c == '3' ? 'e' : c;
		c = c == '6' || c == '9' ? 'g' : c == '2' ? 'z' : c;
		if (len && c == 'n' && out[len - 1] == 'r')
			out[len - 1] = 'm';
		else if (len && c == 'v' && out[len - 1] == 'v')
			out[len - 1] = 'w';
		else if (len && c == 'l' && out[len - 1] == 'c')
			out[len - 1] = 'd';
		else
			out[len++] = c;
	}
	return len;
}

static struct spelling *slot_of(const struct mender *mender, uint64_t skeleton)
{
	size_t mask = mender->spelling_slots - 1, at = (size_t)(skeleton ^ skeleton >> 32) & mask;
	while (mender->spellings[at].count && mender->spellings[at].skeleton != skeleton)
		at = (at + 1) & mask;
	return &mender->spellings[at];
}

static void grow(struct mender *mender)
{
	struct spelling *old = mender->spellings;
	size_t slots = mender->spelling_slots;
	mender->spelling_slots = slots ? slots * 2 : SLOTS_FIRST;
	mender->spellings = mem_alloc(mender->spelling_slots, sizeof *mender->spellings);
	for (size_t i = 0; i < slots; i++)
		if (old[i].count)
			*slot_of(mender, old[i].skeleton) = old[i];
	free(old);
}

static void add_spelling(struct mender *mender, const struct token *token)
{
	char skeleton[MEND_WORD_MOST], folded[MEND_WORD_MOST];
	struct str word = {mender->tokens->text.ptr + token->from, token->to - token->from};
	for (size_t i = 0; i < word.len; i++)
		folded[i] = (char)(word.ptr[i] | 0x20);
	uint64_t hash = str_hash((struct str){skeleton, skeleton_of(word, skeleton)});
	if (mender->spelling_count * 2 >= mender->spelling_slots)
		grow(mender);
	struct spelling *spelling = slot_of(mender, hash);
	bool known = lexicon_find(mender->lexicon, (struct str){folded, word.len}) != 0;
	mender->spelling_count += spelling->count == 0;
	if (spelling->count == 0 || (known && !spelling->known)) {
		spelling->text = (uint32_t)mender->spelling_text.len;
		spelling->len = (uint8_t)word.len;
		spelling->known = known;
		spelling->skeleton = hash;
		buf_add(&mender->spelling_text, (struct str){folded, word.len});
	}
	spelling->count++;
}

static bool is_plain(const struct mender *mender, const struct token *token)
{
	size_t len = token->to - token->from;
	if (token->kind != TOKEN_WORD || token->letters == CASE_LOWER || token->letters == CASE_MIXED || len < SHORTEST ||
	    len > MEND_WORD_MOST || lexicon_get(mender->lexicon, token->entry)->common >= ORDINARY)
		return false;
	for (size_t i = token->from; i < token->to; i++)
		if (!ascii_letter(mender->tokens->text.ptr[i]))
			return false;
	return true;
}

void mend_spellings(struct mender *mender)
{
	if (mender->spellings == NULL)
		grow(mender);
	memset(mender->spellings, 0, mender->spelling_slots * sizeof *mender->spellings);
	mender->spelling_count = 0;
	buf_clear(&mender->spelling_text);
	for (size_t i = 0; i < mender->tokens->count; i++)
		if (is_plain(mender, &mender->tokens->list[i]))
			add_spelling(mender, &mender->tokens->list[i]);
}

const struct spelling *mend_spelling(const struct mender *mender, struct str word)
{
	char skeleton[MEND_WORD_MOST];
	if (word.len < SHORTEST || word.len > MEND_WORD_MOST)
		return NULL;
	const struct spelling *found = slot_of(mender, str_hash((struct str){skeleton, skeleton_of(word, skeleton)}));
	return found->count ? found : NULL;
}
