# Everything lives in .venv; needs only Python 3.11+ with pip and venv, and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
LOCK := requirements-dev.lock
# What is only needed now and then has an environment of its own.
TOOLS := $(VENV)/tools
# Unset, so that what one process compiled is there for the next: the tests start hundreds.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test check format screenshots package audit lock clean

run: $(VENV)/.run
	@$(BIN)/synoptic seeds

test: $(VENV)/.dev
	@# A test of a screen waits for it about as long as it computes: two workers a core keep both busy.
	$(BIN)/python -m pytest -n 6

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

screenshots: $(VENV)/.dev
	$(BIN)/python -m tests.make_screenshots screenshots

# dist/: the wheel and the sdist, each installed as a user would, with all it needs from the index.
package: $(VENV)/.dev
	rm -rf dist
	$(BIN)/python -m hatchling build -d dist
	TEST_INSTALL=dist $(BIN)/python -m pytest -n 2 tests/test_package.py

# Known vulnerabilities of what is locked; asks a service on the network.
audit: $(TOOLS)/.audit
	$(TOOLS)/bin/pip-audit -r $(LOCK) --disable-pip --require-hashes --strict --progress-spinner off \
		|| { echo "audit: a known vulnerability, or the vulnerability service could not be asked: see above" >&2; exit 1; }

# What the tests run on, anew: the newest releases that pyproject.toml allows, for every Python and system.
lock: $(TOOLS)/.lock
	$(TOOLS)/bin/uv pip compile --universal --python-version 3.11 --upgrade --extra dev --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock" \
		-q -o $(LOCK) pyproject.toml

clean:
	rm -rf $(VENV) dist .pytest_cache .mypy_cache .ruff_cache snapshot_report.html

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(VENV)/bin/python pyproject.toml
	$(PIP) install -e .
	@touch $@

# Exactly what is locked, each file checked by its hash: nothing is resolved, and all machines run on the same.
$(VENV)/.dev: $(VENV)/bin/python pyproject.toml $(LOCK)
	$(PIP) install --require-hashes --no-deps -r $(LOCK)
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.run

$(TOOLS)/bin/python:
	$(PYTHON) -m venv $(TOOLS)

$(TOOLS)/.audit: $(TOOLS)/bin/python
	$(TOOLS)/bin/python -m pip --disable-pip-version-check -q install 'pip-audit>=2.9,<3'
	@touch $@

$(TOOLS)/.lock: $(TOOLS)/bin/python
	$(TOOLS)/bin/python -m pip --disable-pip-version-check -q install 'uv>=0.9,<1'
	@touch $@
