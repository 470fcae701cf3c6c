/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The device that looks. Private to pdf_collect*.c. */
#ifndef FORMAT_PDF_COLLECT_H
#define FORMAT_PDF_COLLECT_H
#include "format/pdf_outline.h"

enum { COLLECT_DEPTH = 256, COLLECT_LETTERS = 1024 };

/* What a clip or group does to what is painted in it. */
enum way {
	WAY_PLAIN,
	WAY_LOOSE = 1, /* only part of it may show */
	WAY_BLENDED = 2 /* mixed with what is below */
};

/* A letter of a font that was looked at. */
struct collect_letter {
	const fz_font *font;
	int shape;
	float advance;
	bool blank; /* nothing is drawn */
};

struct collector {
	fz_device base;
	struct page *page;
	unsigned depth;              /* of what stands open: clips, masks, groups, tiles */
	uint8_t ways[COLLECT_DEPTH]; /* enum way of each */
	struct collect_letter letters[COLLECT_LETTERS]; /* by hash */
	struct outline outline;      /* of the path at hand */
};

static inline struct collector *collector_of(fz_device *device)
{
	return (struct collector *)(void *)device;
}

void collect_enter(fz_device *device, enum way way);
uint32_t collect_color(fz_context *context, fz_colorspace *space, const float *color, fz_color_params params);

/* pdf_collect_shapes.c: shapes, pictures, clips and groups. */
void collect_shape_calls(fz_device *device);

/* pdf_probe.c: a letter that is a piece of content (Type 3 font), as large as `place` makes it: whether it is made of other
 * letters, which say what nobody reads, or of a picture. */
bool collect_is_strange(fz_context *context, fz_font *font, int shape, fz_matrix place);
#endif
