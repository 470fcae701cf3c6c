# SPDX-License-Identifier: AGPL-3.0-or-later
# make             builds build/blackbar
# make demo        installs what is missing, builds, redacts the archive in fixtures/ and verifies the bundle
# make check       installs what tests need, builds and runs every test   (VARIANT=san: with ASan and UBSan)
# make accuracy    scores every gold set in fixtures/gold    make bench     measures speed and memory (QUICK=1: smaller)
# make accuracy-scans   the same for two of them as PDF, and printed and scanned at 300 dpi: takes half an hour
# make install     program, packs and man pages; PREFIX=/usr/local, DESTDIR= for packagers
# make packages    installs the Debian packages that building needs       make clean     removes build folders

BUILD   ?= build$(if $(VARIANT),-$(VARIANT))
PREFIX  ?= /usr/local
CC      ?= cc
JOBS    ?= $(shell nproc 2>/dev/null || echo 2)
PYTHON  ?= python3
DEPS_BUILD = gcc make pkg-config libpcre2-dev libxml2-dev zlib1g-dev libdeflate-dev libarchive-dev \
	libcyaml-dev libyaml-dev libsqlite3-dev libssl-dev libuchardet-dev libseccomp-dev libmupdf-dev libfreetype-dev \
	libharfbuzz-dev libjbig2dec0-dev libjpeg-dev libopenjp2-7-dev libgumbo-dev libmujs-dev \
	libleptonica-dev libtesseract-dev libtiff-dev tesseract-ocr-eng libpoppler-glib-dev
DEPS_DEMO  = unzip
DEPS_TEST  = libreoffice-writer libreoffice-impress libreoffice-calc libcmocka-dev python3 minisign zip unzip libxml2-utils sqlite3 xz-utils zstd mandoc qpdf poppler-utils tesseract-ocr w3m fonts-urw-base35
# What the static MuPDF needs, which its pkg-config file does not list whole; and the threads that Tesseract must not start.
LIBS_MORE  = -lmupdf-third -lfreetype -lharfbuzz -ljbig2dec -ljpeg -lopenjp2 -lgumbo -lmujs -lgomp -lz
MODULES    = libpcre2-8 libxml-2.0 zlib libdeflate libarchive libcyaml yaml-0.1 sqlite3 libcrypto uchardet libseccomp tesseract lept \
	libtiff-4 mupdf gumbo poppler-glib

OPT     ?= -O2
CFLAGS  ?= $(OPT) -g
# A warning is an error with the compiler this is written with; a newer one that knows more must not stop anybody.
WERROR  ?= $(if $(filter 12 12.%,$(shell $(CC) -dumpversion)),-Werror)
THREADS  = -pthread
WARN     = -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla $(WERROR)
HARDEN   = -fstack-protector-strong -D_FORTIFY_SOURCE=2 -fPIE
ifeq ($(VARIANT),san)
OPT      = -O1
HARDEN   =
EXTRA    = -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
endif

# Asked once, and only when something is compiled: the packages may not be there yet.
once = $(eval $(1) := $(2))$($(1))
CPPFLAGS_LIBS = $(call once,CPPFLAGS_LIBS,$(patsubst -I%,-isystem %,$(shell pkg-config --cflags $(MODULES))))
LIBS          = $(call once,LIBS,$(shell pkg-config --libs $(MODULES)) $(LIBS_MORE) -lm)
WARN_ALL      = $(call once,WARN_ALL,$(WARN))
ALL_CFLAGS    = -std=c17 -D_GNU_SOURCE -Isrc $(WARN_ALL) $(HARDEN) $(THREADS) $(CFLAGS) $(EXTRA) $(CPPFLAGS_LIBS)

SOURCES := $(filter-out src/main.c,$(wildcard src/*.c src/*/*.c))
OBJECTS  = $(SOURCES:src/%.c=$(BUILD)/obj/%.o)
LIBRARY  = $(BUILD)/libblackbar.a
UNITS   := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/*.c))
FUZZERS := $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(wildcard tests/fuzz/*.c))
MANUALS := $(wildcard src/man/*.[15])

all: $(BUILD)/blackbar

$(BUILD)/blackbar: $(BUILD)/obj/main.o $(LIBRARY)
	@echo "  LINK  $@"
	@$(CC) $(ALL_CFLAGS) -pie -o $@ $^ $(LIBS)

$(LIBRARY): $(OBJECTS)
	@rm -f $@
	@ar rcs $@ $^

$(BUILD)/obj/%.o: src/%.c | $(BUILD)/libraries
	@mkdir -p $(@D)
	@echo "  CC    $<"
	@$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/tests/%: tests/unit/%.c $(LIBRARY)
	@mkdir -p $(@D)
	@echo "  CC    $<"
	@$(CC) $(ALL_CFLAGS) -MMD -MP -o $@ $< $(LIBRARY) -lcmocka $(LIBS)

$(BUILD)/tagger-features: tests/tagger-features.c $(LIBRARY)
	@echo "  CC    $<"
	@$(CC) $(ALL_CFLAGS) -MMD -MP -o $@ $< $(LIBRARY) $(LIBS)

$(BUILD)/fuzz/%: tests/fuzz/%.c $(LIBRARY)
	@mkdir -p $(@D)
	@echo "  CC    $<"
	@$(CC) $(ALL_CFLAGS) -MMD -MP -o $@ $< $(LIBRARY) $(LIBS)

$(BUILD)/make-bench-archive: tests/make-bench-archive.c tests/make-bench-words.h
	@mkdir -p $(@D)
	@echo "  CC    $<"
	@$(CC) -std=c17 -D_GNU_SOURCE $(WARN_ALL) -O2 -o $@ $<

# Where the packs are installed is compiled in: another PREFIX is another program.
$(BUILD)/obj/engine.o: ALL_CFLAGS += -DDATADIR='"$(PREFIX)/share/blackbar"'
$(BUILD)/obj/engine.o: $(BUILD)/prefix
$(BUILD)/prefix: always
	@mkdir -p $(@D)
	@echo '$(PREFIX)' | cmp -s - $@ || echo '$(PREFIX)' > $@

$(BUILD)/libraries:
	@mkdir -p $(@D)
	@pkg-config --version > /dev/null 2>&1 || { echo "pkg-config is missing: run \`make packages\`" >&2; exit 1; }
	@missing=; for module in $(MODULES); do pkg-config --exists $$module || missing="$$missing $$module"; done; \
	if [ -n "$$missing" ]; then echo "libraries are missing:$$missing: run \`make packages\`" >&2; exit 1; fi
	@touch $@

-include $(wildcard $(BUILD)/obj/*.d $(BUILD)/obj/*/*.d $(BUILD)/tests/*.d $(BUILD)/fuzz/*.d)

programs: all $(UNITS) $(FUZZERS) $(BUILD)/make-bench-archive $(BUILD)/tagger-features

packages:
	@tests/install-packages $(DEPS_BUILD)

demo:
	@tests/install-packages $(DEPS_BUILD) $(DEPS_DEMO)
	@$(MAKE) --no-print-directory -j$(JOBS) all
	@tests/demo $(BUILD)

check:
	@tests/install-packages $(DEPS_BUILD) $(DEPS_TEST)
	@$(MAKE) --no-print-directory -j$(JOBS) programs
	@tests/run $(BUILD) $(TESTS)

# The weights of people/tagger.c and placer.c, anew from the gold sets; without those that came later, to be scored with weights that
# have not seen them (`LEFT_OUT=` takes them in).
LEFT_OUT ?= aa ab ac ad ae af ag ah ai aj ap ar at au av aw ax ay az
tagger: all $(BUILD)/tagger-features
	@python3 tests/train-tagger $(BUILD) patterns/names $(addprefix --without ,$(LEFT_OUT))

accuracy: all
	@tests/accuracy $(BUILD) $(if $(RECORD),--record) $(if $(AS),--as $(AS))

accuracy-scans:
	@tests/install-packages $(DEPS_BUILD) python3-cairo python3-pil fonts-liberation poppler-utils unzip
	@$(MAKE) --no-print-directory -j$(JOBS) all
	@for set in dev a; do \
	echo "== $$set, typed"; tests/scan-gold $(BUILD) $$set --typed || exit 1; \
	echo "== $$set, scanned"; tests/scan-gold $(BUILD) $$set || exit 1; done

bench:
	@tests/install-packages $(DEPS_BUILD) python3 zip
	@$(MAKE) --no-print-directory -j$(JOBS) all $(BUILD)/make-bench-archive
	@$(PYTHON) tests/bench.py $(BUILD) $(if $(QUICK),--quick)

SHARE = $(DESTDIR)$(PREFIX)/share
install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(SHARE)/blackbar $(SHARE)/man/man1 $(SHARE)/man/man5
	install -m 755 $(BUILD)/blackbar $(DESTDIR)$(PREFIX)/bin/blackbar
	rm -rf $(SHARE)/blackbar/patterns
	cp -R patterns $(SHARE)/blackbar/patterns
	rm -rf $(SHARE)/blackbar/patterns/names/by-hand $(SHARE)/blackbar/patterns/names/build-lists.py
	chmod -R u=rwX,go=rX $(SHARE)/blackbar
	@set -e; for page in $(MANUALS); do echo "install -m 644 $$page"; install -m 644 $$page $(SHARE)/man/man$${page##*.}/; done

clean:
	rm -rf build build-san

.PHONY: all always programs packages demo check accuracy accuracy-scans tagger bench install clean
