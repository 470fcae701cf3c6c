/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/fault.h"

#include <stdarg.h>
#include <stdio.h>

enum err fault_set(struct fault *fault, enum err code, const char *format, ...)
{
	if (fault->code != ERR_NONE)
		return code;
	va_list args;
	va_start(args, format);
	vsnprintf(fault->text, sizeof fault->text, format, args);
	va_end(args);
	fault->code = code;
	return code;
}

void fault_clear(struct fault *fault)
{
	fault->code = ERR_NONE;
	fault->text[0] = '\0';
}
