# Two commands stand alone on a fresh checkout: `make demo` shows what the program does, `make test` runs the suite.

.PHONY: demo test check fix evaluate gains robustness calibration train bench picture scores lock clean help

PYTHON ?= python3
WORKERS ?= 2# processes that run the tests
BIN := .venv/bin
PUBLIC := $(wildcard ../shared/eval/gold)# gold records of public articles, where they lie beside the project

help:  ## what can be made
	@grep -hE '^[a-z]+:.*##' Makefile | sort | awk -F ':[^\#]*\#\# ' '{printf "%-10s %s\n", $$1, $$2}'

# One stamp for the whole set-up: it is made again when the lock or the project's metadata changes.
.venv/.ready: requirements.lock pyproject.toml
	@PYTHON=$(PYTHON) scripts/system-packages venv
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name it: make PYTHON=python3.11")'
	@test -x $(BIN)/python && $(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	@echo "Setting up .venv (a minute or two the first time) ..." >&2
	@sed -n '/^uv==/,/[^\\]$$/p' requirements.lock >.venv/uv.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r .venv/uv.txt >.venv/set-up.log 2>&1 \
	  && $(BIN)/python -m uv pip install -q --compile-bytecode --require-hashes -r requirements.lock >>.venv/set-up.log 2>&1 \
	  || $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e . >>.venv/set-up.log 2>&1 \
	  || { tail -n 30 .venv/set-up.log >&2; exit 1; }
	@$(BIN)/python -m compileall -q extractor  # where Python may not write bytecode by itself, each start would compile anew
	@touch $@

# Stamps of the system packages; looked at again when the list changes.
# A package that cannot be had is told once, here, and by `chitieu doctor` whenever it is asked.
.venv/.system-%: scripts/system-packages | .venv/.ready
	@scripts/system-packages $*
	@touch $@

demo: .venv/.system-read  ## ingests corpus/ into chitieu.db and shows the targets found
	@$(BIN)/chitieu ingest corpus/documents
	@$(BIN)/chitieu targets $(FILTERS)
	@echo "Next: $(BIN)/chitieu targets --text \"hộ nghèo\" --status target   (chitieu --help shows the rest)"

test: .venv/.system-test  ## the whole test suite
	$(BIN)/python -m pytest -n $(WORKERS)

check: .venv/.ready  ## ruff, mypy --strict, import contracts and documents; changes nothing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest -q -p no:cacheprovider tests/test_documents.py tests/test_readme.py

fix: .venv/.ready  ## formats the code and mends what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

evaluate: .venv/.ready  ## scores by document, texts made harder, and what learns, held out by sector (half an hour)
	$(BIN)/chitieu evaluate --gold annotations/gold --documents corpus/documents --by-document
ifneq ($(PUBLIC),)
	$(BIN)/chitieu evaluate --gold $(PUBLIC) --documents ../shared/seeds ../shared/documents --by-document
endif
	$(BIN)/python -m extractor.evaluate.robustness
	$(BIN)/python -m extractor.evaluate.calibration
	$(BIN)/python -m extractor.evaluate.held_out

gains: .venv/.ready  ## records gained and lost since the predictions that were last kept (KEEP=1 keeps these)
	$(BIN)/python -m extractor.evaluate.gains $(if $(KEEP),--keep)

robustness: .venv/.ready  ## scores of texts made harder: places, numbers, capitals, line breaks, misread letters
	$(BIN)/python -m extractor.evaluate.robustness

calibration: .venv/.ready  ## what a confidence is worth, held out, with intervals
	$(BIN)/python -m extractor.evaluate.calibration

train: .venv/.ready  ## trains models/ from annotations/ (minutes), the same bytes each time
	$(BIN)/python -m extractor.evaluate.train

bench: .venv/.ready  ## speed and memory as ratios against references in the same run (minutes)
	$(BIN)/python bench/extraction.py
	$(BIN)/python bench/reading.py
	$(BIN)/python bench/reading.py --whole
	$(BIN)/python bench/tables.py
	$(BIN)/python bench/legacy.py
	$(BIN)/python bench/ocr.py
	$(BIN)/python bench/peers.py

picture: .venv/.ready  ## draws docs/demo.svg from the real output
	$(BIN)/python scripts/demo_picture.py

scores: .venv/.ready  ## writes the scores of today into README.md
	$(BIN)/python scripts/readme_scores.py

lock: .venv/.ready  ## pins all dependencies with hashes and without host names
	$(BIN)/python -m uv pip compile -q pyproject.toml --all-extras --universal --generate-hashes --no-header --no-annotate -o requirements.lock

clean:  ## removes the environment and the caches, not the database
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build *.egg-info
