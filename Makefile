.PHONY: demo test check fix evaluate bench clean lock

PYTHON ?= python3
BIN := .venv/bin

# One stamp for the whole set-up: it is made again when the lock or the project's metadata changes.
.venv/.ready: requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Setting up .venv (a minute the first time) ..."
	@UV=$$(grep -E '^uv==' requirements.lock | sed 's/ .*//'); \
	  $(BIN)/python -m pip install -q --disable-pip-version-check $$UV >/dev/null 2>&1; \
	  $(BIN)/python -m uv pip install -q --require-hashes -r requirements.lock 2>.venv/uv.log \
	  || $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

lock:  ## pins all dependencies with hashes and without host names
	uv pip compile pyproject.toml --all-extras --universal --generate-hashes --no-header --no-annotate -o requirements.lock
