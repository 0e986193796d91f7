# What can be done here? Each target first makes its own environment in .venv (about half a minute,
# once), from requirements.lock and nothing else. Needs Python 3.11 or newer with pip.
#
#   make demo    make a made-up town and judge it     make demo ARGS="--people 200 --no-serve"
#   make test    everything that must hold            make test ARGS="tests/docs"
#   make bench   measure the speed                    make check: the fast part of make test
#   make mutants would the tests notice a slip? (an hour)
#   make lock    renew requirements.lock              make clean: remove .venv and caches

SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

# The first Python here that is new enough; say `make test PYTHON=python3.13` to choose another.
NEW_ENOUGH := import sys, venv; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3; do \
	$$p -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$p && break; done)

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test bench check mutants lock clean
.DEFAULT_GOAL := test

demo: $(READY)
	$(BIN)/zhiban demo $(ARGS)

test: check
	$(BIN)/python -m pytest -n auto $(ARGS)

bench: $(READY)
	$(BIN)/python bench/run.py $(ARGS)

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

# Its tool is installed only here: nobody who tests or runs zhiban waits for it.
mutants: $(READY)
	$(PYTHON) -m pip --python $(BIN)/python install -qq --require-hashes -r requirements-mutants.lock
	$(BIN)/python -m tests.mutants.run $(ARGS)

lock: $(READY)
	$(BIN)/uv pip compile pyproject.toml --extra desk --extra test --extra check --extra build \
		--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-strip-extras \
		--no-header --no-annotate --quiet --upgrade --output-file requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra mutants --constraint requirements.lock \
		--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-strip-extras \
		--no-header --no-annotate --quiet --upgrade --output-file requirements-mutants.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

# Debian keeps what `venv` needs to bring its own pip in a package apart (python3-venv), so the
# environment is made without pip and filled by the pip of $(PYTHON). The stamp comes last: an
# interrupted installation starts again.
$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "没有找到 Python 3.11 或更新版本（含 venv 模块）。" \
		"No Python >= 3.11 with its venv module was found;" \
		"on Debian: apt-get install python3 python3-pip"; exit 1; }
	@$(PYTHON) -m pip --version >/dev/null 2>&1 || { echo "$(PYTHON) 缺少 pip。" \
		"$(PYTHON) has no pip; on Debian: apt-get install python3-pip"; exit 1; }
	$(PYTHON) -m venv --clear --without-pip $(VENV)
	$(PYTHON) -m pip --python $(BIN)/python install -qq --require-hashes -r requirements.lock
	$(PYTHON) -m pip --python $(BIN)/python install -qq --no-deps --no-build-isolation \
		--editable .
	@touch $@
