/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The device that writes: what is drawn, as the content of a page. Private to pdf_paint*.c. */
#ifndef FORMAT_PDF_PAINT_H
#define FORMAT_PDF_PAINT_H
#include "format/pdf_font.h"

enum { ALPHA_STEPS = 1000, DASHES_MOST = sizeof(((fz_stroke_state *)0)->dash_list) / sizeof(float) };

/* A picture that was written: by the digest of its pixels. */
struct paint_picture {
	unsigned char digest[16];
	unsigned number;
};

struct pdf_painter {
	struct pdf_font *fonts;
	size_t count, cap;
	struct paint_picture *pictures;
	size_t picture_count, picture_cap;
};

/* A colour as an operator has it. */
struct paint_color {
	int count; /* 1 gray, 3 RGB, 4 CMYK; 0: not set */
	float parts[4];
};

/* What the content stream says holds now. */
struct paint_state {
	struct paint_color fill, stroke;
	unsigned alpha; /* thousandths */
	bool lined;     /* a stroke state was set: `line` */
	fz_stroke_state line;
};

enum paint_kind { FRAME_PAGE, FRAME_GROUP, FRAME_MASK, FRAME_TILE };

/* A content stream being written: of the page, of a group on it, of a letter. */
struct paint_frame {
	enum paint_kind kind;
	bool uncolored; /* takes the colour of what it is used for */
	struct buf content;
	struct buf objects;   /* entries of /XObject */
	struct buf graphics;  /* entries of /ExtGState */
	struct buf patterns;  /* entries of /Pattern */
	struct buf shadings;  /* entries of /Shading */
	bool *fonts;          /* used, by number in the painter */
	size_t font_cap;
	bool alphas[ALPHA_STEPS + 1];
	struct paint_state *states; /* saved by q */
	size_t state_count, state_cap;
	/* of groups, masks and tiles: what they are used with */
	int blend, isolated, knockout, luminosity;
	float alpha;
	fz_rect area, view;
	float step_x, step_y, ground[3];
	fz_matrix matrix;
};

struct paint_device {
	fz_device base;
	struct pdf_painter *painter;
	struct pdf_file *file;
	struct buf *out;
	struct paint_frame *frames;
	size_t frame_count, frame_cap;
	struct page_box paper;
	unsigned names; /* given to objects */
};

fz_device *paint_device_new(fz_context *context, struct pdf_painter *painter, struct pdf_file *file, struct buf *out);
static inline struct paint_device *paint_of(fz_device *device)
{
	return (struct paint_device *)(void *)device;
}
struct paint_frame *paint_push(struct paint_device *device, enum paint_kind kind);
void paint_pop(struct paint_device *device);
void paint_close(struct paint_frame *frame); /* what is open in it */
/* Closes the frame and appends the entries of its resource dictionary. */
void paint_resources(struct paint_device *device, struct paint_frame *frame, struct buf *text);

struct paint_frame *paint_frame_now(struct paint_device *device);
struct paint_state *paint_state_now(struct paint_frame *frame);
void paint_save(struct paint_frame *frame);    /* q */
void paint_restore(struct paint_frame *frame); /* Q */

void paint_numbers(struct buf *out, const float *numbers, size_t count, const char *operator);
void paint_matrix(struct buf *out, fz_matrix matrix, const char *operator);
/* Colour and transparency, when they are not what holds. */
void paint_set_fill(fz_context *context, struct paint_frame *frame, fz_colorspace *space, const float *color, float alpha,
		    fz_color_params params);
void paint_set_stroke(fz_context *context, struct paint_frame *frame, fz_colorspace *space, const float *color, float alpha,
		      fz_color_params params);
void paint_set_line(struct paint_frame *frame, const fz_stroke_state *line);
void paint_path(fz_context *context, struct buf *out, const fz_path *path, fz_matrix matrix);

/* pdf_paint_group.c: groups, masks, tiles and pictures. */
void paint_group_calls(fz_device *device);
/* pdf_paint_shade.c */
void paint_shade(fz_context *context, fz_device *device, fz_shade *shade, fz_matrix matrix, float alpha, fz_color_params params);

/* pdf_picture.c: writes pixels, unless the same are there, and gives the object's number. A stencil takes the colour of what
 * it is used with. */
unsigned paint_pixels(fz_context *context, struct paint_device *device, fz_pixmap *pixels);
unsigned paint_stencil(fz_context *context, struct paint_device *device, fz_pixmap *pixels);

/* pdf_paint_text.c: mode is 0 fill, 1 stroke, 5 stroke and clip, 7 clip. */
void paint_text(fz_context *context, struct paint_device *device, const fz_text *text, fz_matrix matrix, int mode);
#endif
