# SPDX-License-Identifier: AGPL-3.0-or-later
# make            builds build/blackbar
# make demo       installs what is missing, builds, redacts the archive in fixtures/ and verifies the bundle
# make check      installs what tests need, builds and runs every test      (VARIANT=san: with ASan and UBSan)
# make accuracy   scores every gold set      make bench   measures      make install PREFIX=/usr/local

BUILD   ?= build$(if $(VARIANT),-$(VARIANT))
PREFIX  ?= /usr/local
CC      ?= cc
DEPS_BUILD = gcc make pkg-config libpcre2-dev libxml2-dev zlib1g-dev libdeflate-dev libminizip-dev libarchive-dev \
	libcyaml-dev libsqlite3-dev libssl-dev libjansson-dev libuchardet-dev libseccomp-dev
DEPS_DEMO  = unzip
DEPS_TEST  = libcmocka-dev python3 minisign zip unzip libxml2-utils sqlite3 xz-utils zstd mandoc
MODULES    = libpcre2-8 libxml-2.0 zlib libdeflate minizip libarchive libcyaml sqlite3 libcrypto jansson uchardet libseccomp

OPT     ?= -O2
CFLAGS  ?= $(OPT) -g
WARN     = -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla -Werror
HARDEN   = -fstack-protector-strong -D_FORTIFY_SOURCE=2 -fPIE
ifeq ($(VARIANT),san)
OPT      = -O1
HARDEN   =
EXTRA    = -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
endif
ALL_CFLAGS = -std=c17 -D_GNU_SOURCE -Isrc -DDATADIR='"$(PREFIX)/share/blackbar"' $(WARN) $(HARDEN) $(CFLAGS) $(EXTRA) \
	-isystem $(shell pkg-config --variable=includedir minizip)/minizip $(patsubst -I%,-isystem %,$(filter-out -I%/minizip,$(shell pkg-config --cflags $(MODULES))))
LIBS     = $(shell pkg-config --libs $(MODULES)) -lm

SOURCES := $(filter-out src/main.c,$(wildcard src/*.c src/*/*.c))
OBJECTS  = $(SOURCES:src/%.c=$(BUILD)/obj/%.o)
LIBRARY  = $(BUILD)/libblackbar.a
UNITS   := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/*.c))
FUZZERS := $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(wildcard tests/fuzz/*.c))

all: $(BUILD)/blackbar

$(BUILD)/blackbar: $(BUILD)/obj/main.o $(LIBRARY)
	@echo "  LINK  $@"
	@$(CC) $(ALL_CFLAGS) -pie -o $@ $^ $(LIBS)

$(LIBRARY): $(OBJECTS)
	@rm -f $@
	@ar rcs $@ $^

$(BUILD)/obj/%.o: src/%.c
	@mkdir -p $(@D)
	@echo "  CC    $<"
	@$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/tests/%: tests/unit/%.c $(LIBRARY)
	@mkdir -p $(@D)
	@echo "  CC    $<"
	@$(CC) $(ALL_CFLAGS) -MMD -MP -o $@ $< $(LIBRARY) -lcmocka $(LIBS)

$(BUILD)/fuzz/%: tests/fuzz/%.c $(LIBRARY)
	@mkdir -p $(@D)
	@echo "  CC    $<"
	@$(CC) $(ALL_CFLAGS) -MMD -MP -o $@ $< $(LIBRARY) $(LIBS)

-include $(wildcard $(BUILD)/obj/*.d $(BUILD)/obj/*/*.d $(BUILD)/tests/*.d $(BUILD)/fuzz/*.d)

clean:
	rm -rf build build-san

.PHONY: all clean
