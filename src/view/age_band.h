/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The bands in which ages of children are given: in tokens where a policy asks for it, and in the papers. Three wide ones, in
 * which a child is one of many: preschool, primary school, secondary school. */
#ifndef VIEW_AGE_BAND_H
#define VIEW_AGE_BAND_H

enum age_band { BAND_0_5, BAND_6_11, BAND_12_17, BAND_NONE };

static inline enum age_band age_band(unsigned years)
{
	return years < 6 ? BAND_0_5 : years < 12 ? BAND_6_11 : years < 18 ? BAND_12_17 : BAND_NONE;
}
#endif
