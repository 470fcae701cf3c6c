/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/pdf_outline.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

#define RULE_LEAST 5.0f /* points */
#define STRAIGHT 0.1f

enum { RULES_MOST = 20000, CONTOURS_MOST = 1000000 };

struct walk {
	struct outline *outline;
	struct page *page;
	fz_matrix matrix;
	fz_point first, at;
};

void outline_rule(struct page *page, float x, float y0, float y1, bool edge)
{
	if (!(fabsf(y1 - y0) > RULE_LEAST) || !isfinite(x + y0 + y1) || page->rule_count == RULES_MOST)
		return;
	page->rules = mem_room(page->rules, page->rule_count, &page->rule_cap, sizeof *page->rules);
	page->rules[page->rule_count++] = (struct page_rule){x, fminf(y0, y1), fmaxf(y0, y1), edge};
}

void outline_level(struct page *page, float y, float x0, float x1)
{
	if (!(fabsf(x1 - x0) > RULE_LEAST) || !isfinite(y + x0 + x1) || page->level_count == RULES_MOST)
		return;
	page->levels = mem_room(page->levels, page->level_count, &page->level_cap, sizeof *page->levels);
	page->levels[page->level_count++] = (struct page_level){y, fminf(x0, x1), fmaxf(x0, x1)};
}

/* A side of a path that is drawn as a line. */
static void add_side(struct page *page, fz_point from, fz_point to)
{
	if (page && fabsf(to.x - from.x) < STRAIGHT)
		outline_rule(page, to.x, from.y, to.y, false);
	if (page && fabsf(to.y - from.y) < STRAIGHT)
		outline_level(page, to.y, from.x, to.x);
}

static struct outline_contour *contour_now(struct walk *walk)
{
	return walk->outline->count ? &walk->outline->list[walk->outline->count - 1] : NULL;
}

static void reach(struct outline_contour *contour, fz_point point)
{
	contour->box.x0 = fminf(contour->box.x0, point.x);
	contour->box.y0 = fminf(contour->box.y0, point.y);
	contour->box.x1 = fmaxf(contour->box.x1, point.x);
	contour->box.y1 = fmaxf(contour->box.y1, point.y);
}

static void go_to(struct walk *walk, fz_point point)
{
	struct outline_contour *contour = contour_now(walk);
	if (contour == NULL)
		return;
	contour->area += ((double)walk->at.x * (double)point.y - (double)point.x * (double)walk->at.y) / 2;
	reach(contour, point);
	walk->at = point;
}

static void walk_line(fz_context *context, void *argument, float x, float y)
{
	(void)context;
	struct walk *walk = argument;
	struct outline_contour *contour = contour_now(walk);
	fz_point point = fz_transform_point_xy(x, y, walk->matrix);
	if (contour == NULL)
		return;
	bool up = fabsf(point.x - walk->at.x) < STRAIGHT, along = fabsf(point.y - walk->at.y) < STRAIGHT;
	contour->lines++;
	contour->upright = contour->upright && (up || along);
	add_side(walk->page, walk->at, point);
	go_to(walk, point);
}

static void walk_close(fz_context *context, void *argument)
{
	(void)context;
	struct walk *walk = argument;
	if (contour_now(walk))
		add_side(walk->page, walk->at, walk->first);
	go_to(walk, walk->first);
}

static void walk_move(fz_context *context, void *argument, float x, float y)
{
	struct walk *walk = argument;
	struct outline *outline = walk->outline;
	fz_point point = fz_transform_point_xy(x, y, walk->matrix);
	if (outline->count == CONTOURS_MOST)
		fz_throw(context, PDF_UNSUPPORTED, "a path of too many parts");
	go_to(walk, walk->first); /* for the area: what is filled is closed */
	outline->list = mem_room(outline->list, outline->count, &outline->cap, sizeof *outline->list);
	outline->list[outline->count++] = (struct outline_contour){.box = {point.x, point.y, point.x, point.y}, .upright = true};
	walk->first = walk->at = point;
}

static void walk_curve(fz_context *context, void *argument, float x1, float y1, float x2, float y2, float x3, float y3)
{
	(void)context;
	struct walk *walk = argument;
	struct outline_contour *contour = contour_now(walk);
	if (contour == NULL)
		return;
	contour->curves++;
	contour->upright = false;
	walk->outline->curves++;
	go_to(walk, fz_transform_point_xy(x1, y1, walk->matrix));
	go_to(walk, fz_transform_point_xy(x2, y2, walk->matrix));
	go_to(walk, fz_transform_point_xy(x3, y3, walk->matrix));
}

void outline_read(fz_context *context, const fz_path *path, fz_matrix matrix, struct outline *outline, struct page *page)
{
	static const fz_path_walker walker = {.moveto = walk_move, .lineto = walk_line, .curveto = walk_curve, .closepath = walk_close};
	struct walk walk = {.outline = outline, .page = page, .matrix = matrix};
	outline->count = 0;
	outline->curves = 0;
	fz_walk_path(context, path, &walker, &walk);
	go_to(&walk, walk.first);
}

void outline_free(struct outline *outline)
{
	free(outline->list);
	*outline = (struct outline){0};
}
