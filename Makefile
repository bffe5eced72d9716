# make site   the site, from a fresh machine on        make test   everything that must hold, browser included
# make serve  the site while documents are edited      make lock   new versions of all dependencies
# make ocr    what reading scans needs (Debian)        make setup  the environment alone
# make demo   the site of the sample register, aside
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# What a lock lists is all there is to install: pip looks for nothing newer that another package would like as well.
LOCKED := $(PIP) install --no-deps --require-hashes -r

.PHONY: site serve demo check setup ocr cluster test test-long lint types unit mutants browser golden pictures layouts bench bench-desk bench-parse bench-read bench-scans bench-search bench-staff bench-slips bench-bounds bench-sentences sample kills fuzz audit sbom addresses programs lock wheel clean bench-words pairs

site: $(VENV)/.run
	@$(BIN)/so-van-ban build

PORT ?= 8000
serve: $(VENV)/.run
	@$(BIN)/so-van-ban serve --port $(PORT)

# The documents of an invented province as a register of its own: docs/ and site/ of the checkout stay as they are.
DEMO := .build/demo
demo: $(VENV)/.run
	@test -f $(DEMO)/mkdocs.yml || $(BIN)/so-van-ban init $(DEMO) --ten "Sổ mẫu: tỉnh An Thịnh" --tinh "An Thịnh" \
	  --don-vi "Ủy ban nhân dân tỉnh An Thịnh" --dia-chi "" >/dev/null
	@$(BIN)/so-van-ban upgrade --project $(DEMO) >/dev/null
	@rm -rf $(DEMO)/source_docs && cp -Rp tests/so-mau $(DEMO)/source_docs
	@$(BIN)/so-van-ban build --project $(DEMO)
	@echo "Sổ mẫu: mở $(CURDIR)/$(DEMO)/site/index.html"

check: $(VENV)/.run
	@$(BIN)/so-van-ban check

setup: $(VENV)/.run

# Recognition of scanned pages: tesseract with its Vietnamese model; Pillow and OpenCV, which make the pages ready.
ocr: requirements-ocr.txt $(VENV)/.run
	@command -v tesseract >/dev/null && tesseract --list-langs | grep -qx vie || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; \
	  then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	    tesseract-ocr tesseract-ocr-vie; \
	  else echo "Cần tesseract có tiếng Việt. Trên Debian: sudo apt-get install tesseract-ocr tesseract-ocr-vie" >&2; exit 1; fi; }
	@$(LOCKED) requirements-ocr.txt
	@echo "Đã sẵn sàng nhận dạng bản quét: $$(tesseract --version 2>&1 | head -1), tiếng Việt."

# What reading on a Dask cluster needs here: so-van-ban build --scheduler tcp://…
cluster: requirements-cluster.txt $(VENV)/.run
	@$(LOCKED) requirements-cluster.txt

test: lint types unit

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.test
	$(BIN)/mypy

# A file of tests to each processor.
# The pure parts of the scripts are tested under node.
unit: PROGRAMS += node:nodejs
unit: $(VENV)/.test browser programs
	$(BIN)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

# Before a release: what any text must hold with many more texts, each time others, and a megabyte of each construct;
# a fresh environment for the recipes of CI; and each case that `make test` leaves out (marked "long").
test-long: PROGRAMS += node:nodejs
test-long: $(VENV)/.test browser programs
	$(BIN)/pytest --long --numprocesses auto tests/parse/test_properties.py tests/parse/test_linear.py \
	  tests/source/test_any_file.py tests/source/test_damaged.py tests/publish/test_fast_inline.py \
	  tests/hostile/test_time.py tests/publish/test_ci_recipes.py
	$(BIN)/pytest --long -m long --numprocesses auto --dist loadfile

# Whether the tests notice small faults of a folder, drawn by a seed: make mutants FOLDER=build_tools/parse COUNT=150
mutants: FOLDER = build_tools/parse
mutants: COUNT = 150
mutants: TESTS ?= tests/parse tests/test_gold.py tests/test_golden.py --ignore=tests/parse/test_linear.py --ignore=tests/parse/test_properties.py
mutants: $(VENV)/.test
	@$(BIN)/python -m tests.tools.mutants $(FOLDER) $(COUNT) $(SEED) $(TESTS)

# The pages that tests/corpus gives, after a change that is meant: look at the difference before you commit it.
golden: $(VENV)/.test
	$(BIN)/python -m tests.tools.golden_site

# The pictures of README and of the help pages, from the site as it is.
pictures: site demo $(VENV)/.test browser
	@$(BIN)/python -m tests.tools.pictures

# What collections of these sizes cost, beside MkDocs, Hugo and Zensical; half an hour: make bench SIZES="100 1000"
SIZES ?= 100 1000 10000
bench: $(VENV)/.test
	@$(BIN)/python -m tests.tools.bench .build $(SIZES)

# How soon the site shows a decision of the desk, at so many documents: make bench-desk SIZE=1000
SIZE ?= 1000
bench-desk: $(VENV)/.test
	@$(BIN)/python -m tests.tools.bench.desk .build/bench-desk-$(SIZE) $(SIZE)

# How fast the .txt files of a folder are parsed, beside eyecite: make bench-parse TEXTS=FOLDER
bench-parse: $(VENV)/.test
	@$(LOCKED) requirements-bench.txt
	@$(BIN)/python -m tests.tools.bench_parse $(TEXTS)

# Whether citations are found where a labelled set of sentences has them: make bench-sentences FILE=val.jsonl
bench-sentences: $(VENV)/.test
	@$(BIN)/python -m tests.tools.bench_sentences $(FILE)

# How annotated documents are read when they are laid out otherwise (indented, wrapped anew …): make layouts GOLD=FOLDER
layouts: $(VENV)/.test
	@$(BIN)/python -m tests.tools.layouts $(GOLD)

# What a site of a folder would show, drawn by a seed and to be judged by a reader: make sample FOLDER=… KIND=units COUNT=60 SEED=7
# KIND is one of units, tasks, deadlines, titles, ends, findings.
COUNT ?= 60
SEED ?= 1
sample: $(VENV)/.test
	@$(BIN)/python -m tests.tools.sample $(FOLDER) $(KIND) $(COUNT) $(SEED)

# Builds, and readers of builds, killed at random moments: make kills ROUNDS=200
kills: $(VENV)/.test
	@$(BIN)/python -m tests.tools.kills $(ROUNDS)
	@$(BIN)/python -m tests.tools.reader_kills $(ROUNDS)

# Readers and parser fed with bytes that reach ever new code, each target so long: make fuzz MINUTES=5
MINUTES ?= 5
fuzz: $(VENV)/.run
	@$(LOCKED) requirements-fuzz.txt
	@for target in text words web word open sheet package pdf sidecar; do echo "== $$target"; \
	  $(BIN)/python -m tests.tools.fuzz $$target $(MINUTES) || exit 1; done

# The program as a package, into dist/
wheel: $(VENV)/.run
	@$(LOCKED) requirements.txt
	@$(PIP) wheel --no-deps --no-build-isolation -w dist . && rm -rf build && ls dist

# Known weaknesses of the libraries that we use, asked of PyPI; what they are, and under which licence: make audit
audit: $(VENV)/.run
	@$(LOCKED) requirements-audit.txt
	@for file in requirements*.txt; do $(BIN)/pip-audit --disable-pip --require-hashes -r $$file || exit 1; done

# What a release is made of (CycloneDX), into .build/sbom.json; the addresses that it publishes, for all that come after
sbom: $(VENV)/.run
	@$(LOCKED) requirements-audit.txt
	@mkdir -p .build && $(BIN)/cyclonedx-py requirements requirements.txt --pyproject pyproject.toml --output-reproducible \
	  --of JSON -o .build/sbom.json
addresses: site
	@$(BIN)/python -m tests.hostile.test_supply

# How fast the office files of a folder are read, and whether no word is lost: make bench-read FILES=FOLDER
bench-read: $(VENV)/.test programs
	@$(BIN)/python -m tests.tools.bench_read $(FILES)

# Whether records of real office files come out right: make bench-scans FILES=FOLDER, which has a list.jsonl
bench-scans: $(VENV)/.test programs
	@$(BIN)/python -m tests.tools.bench_scans $(FILES) --misses

# How many words of scanned pages recognition gets right: make bench-words FILES=FOLDER TRUTH=FOLDER, pages read by a person
bench-words: $(VENV)/.test programs
	@$(BIN)/python -m tests.tools.bench_words $(FILES) $(TRUTH) --misses

# The table by which misread tone marks are put right, counted in the .txt files of a folder: make pairs TEXTS=FOLDER
pairs: $(VENV)/.test
	@$(BIN)/python -m tests.tools.syllable_pairs $(TEXTS)

# What the search finds and how fast, on a collection of pages: make bench-search COLLECTION=FOLDER QUERIES=FILE
# REGISTERS=5 divides the pages among so many that are searched together.
REGISTERS ?= 1
bench-search: $(VENV)/.test browser
	@$(BIN)/python -m tests.search.bench $(COLLECTION) $(QUERIES) .build/tim-kiem $(REGISTERS)

# How it answers queries as staff type them, on documents built as build does: make bench-staff FOLDER=… QUERIES=… MISSES=--misses
bench-staff: $(VENV)/.test browser
	@$(BIN)/python -m tests.search.staff_bench $(FOLDER) $(QUERIES) .build/tim-nhu-can-bo $(MISSES)

# How many slips of the keyboard it understands, in phrases of documents built as build does: make bench-slips FOLDER=…
bench-slips: $(VENV)/.test browser
	@$(BIN)/python -m tests.search.slips $(FOLDER) .build/tim-go-nham

# What bounds that leave shards out could spare, on what bench-search built: make bench-bounds COLLECTION=FOLDER QUERIES=FILE
bench-bounds: $(VENV)/.test browser
	@$(BIN)/python -m tests.search.bounds $(COLLECTION) $(QUERIES) .build/tim-kiem

# A virtual environment. Debian splits venv from Python: as root it is installed, else the message says what to do.
$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Cần Python 3.11 trở lên." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; \
	  then apt-get update -qq && apt-get install -y -qq python3-venv; \
	  else echo "Thiếu mô-đun venv. Trên Debian: sudo apt-get install python3-venv" >&2; exit 1; fi; }
	@echo "Chuẩn bị môi trường Python (chỉ lần đầu) …"
	@rm -rf $(VENV) && $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip --version >/dev/null && touch $@

$(VENV)/.run: requirements.txt pyproject.toml $(VENV)/.python
	@$(LOCKED) requirements.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test: requirements-test.txt $(VENV)/.run
	@$(LOCKED) requirements-test.txt
	@$(PIP) check
	@touch $@

# The site is tested in a real browser, never skipped: Debian's headless Chromium, which opens a page in a third of the
# time of one with windows; where it can't be installed, any Chromium that is there.
browser:
	@command -v chromium-headless-shell >/dev/null && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; \
	then echo "Cài trình duyệt Chromium để kiểm thử …"; \
	  apt-get update -qq; for package in chromium-headless-shell chromium; do \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$package >/dev/null && exit 0; done; fi; \
	for name in chromium chromium-browser google-chrome google-chrome-stable; do command -v $$name >/dev/null && exit 0; done; \
	echo "Kiểm thử cần Chromium hoặc Chrome. Trên Debian: sudo apt-get install chromium-headless-shell" >&2; exit 1

# What reads old Word files and scans, and turns the documents that the tests make into other formats. Never skipped either.
PROGRAMS := soffice:libreoffice-writer-nogui tesseract:tesseract-ocr
programs:
	@missing=""; for pair in $(PROGRAMS); do command -v $${pair%%:*} >/dev/null || missing="$$missing $${pair#*:}"; done; \
	tesseract --list-langs 2>/dev/null | grep -qx vie || missing="$$missing tesseract-ocr-vie"; \
	[ -z "$$missing" ] && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; \
	then echo "Cài các chương trình đọc tệp:$$missing …"; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	else echo "Cần thêm:$$missing. Trên Debian: sudo apt-get install$$missing" >&2; exit 1; fi

COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
  --no-header --upgrade --extra build
lock: $(VENV)/.run
	@$(PIP) install uv
	$(COMPILE) pyproject.toml -o requirements.txt
	for extra in test ocr cluster fuzz audit bench; do \
	  $(COMPILE) --extra $$extra -c requirements.txt pyproject.toml -o requirements-$$extra.txt || exit 1; done

clean:
	rm -rf $(VENV) site .build dist build .mypy_cache .ruff_cache .pytest_cache
