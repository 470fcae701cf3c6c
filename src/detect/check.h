/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Named checks: what a regular expression cannot say about a value (check digits, calendar, numbering plans).
 * A rule names one with `check:`; a match whose value fails is not a finding. */
#ifndef DETECT_CHECK_H
#define DETECT_CHECK_H
#include "base/str.h"

typedef bool check_function(struct str value);

check_function *check_named(const char *name); /* NULL: no such check */
const char *check_names(void); /* all of them, for messages: "date, imei, ..." */

/* Nine digits a Social Security number can have: area not 000, 666 or 9xx, group not 00, serial not 0000. Letters that OCR
 * mistakes for digits count as those digits. */
bool check_ssn(struct str value);
/* A number of the North American plan: area and exchange begin with 2..9, ten digits or eleven with a leading 1. */
bool check_phone(struct str value);
/* Luhn check digit over all digits (at least 12). */
bool check_luhn(struct str value);
/* Luhn over 15 digits, or 14 or 16 digits without a check digit: an IMEI. */
bool check_imei(struct str value);
/* 17 letters and digits, at least 5 digits and 2 letters. I, O and Q count: typists and OCR put them where VINs have 1 and 0. */
bool check_vin(struct str value);
/* A calendar date in any spelling that base/date.h knows. */
bool check_date(struct str value);
/* A date between 1900 and 2099 that also gives a year. */
bool check_birth(struct str value);
/* Four numbers of 0..255, not 0.x. */
bool check_ipv4(struct str value);
/* Has at least one digit. */
bool check_digit(struct str value);
/* Does not consist of words that stand for "nothing": none, unk, n/a, same ... */
bool check_given(struct str value);
#endif
