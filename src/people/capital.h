/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What capitals without commas leave to other signs. Part of internal.h. */
#ifndef PEOPLE_CAPITAL_H
#define PEOPLE_CAPITAL_H
#include "people/internal.h"

const struct cue_hit *office_at(const struct people *people, size_t at);
bool is_office_behind(const struct people *people, const struct mention *mention); /* "ROSARIO FIELD INVESTIGATOR" */
bool is_versus(const struct people *people, size_t at);                            /* the "V." of "STATE V. ORR" */
bool is_sure_name(const struct people *people, size_t at);                         /* "OFELIA PRADO" behind a label */
bool is_said_in_caps(const struct people *people, size_t from, size_t to);
bool goes_on_verb(const struct people *people, size_t at); /* the "WAITS" of "HUDSON WAITS IN" */
bool is_rank_alone(const struct people *people, size_t at); /* "BROTHER MAJOR TOLD ME" */
bool is_reached_behind(const struct people *people, size_t at); /* "HOPE SHORT CB 618 555 0110" */
bool ends_in_caps(const struct people *people, size_t dot);
#endif
