# Everything that one does here. Needs make and a Python from 3.11 on (tried with 3.11, 3.12 and 3.13), with venv.

VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
# The newest Python that fits and can make a virtual environment.
FITS := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(firstword $(foreach each,python3.13 python3.12 python3.11 python3,\
	$(shell command -v $(each) >/dev/null 2>&1 && $(each) -c '$(FITS)' >/dev/null 2>&1 && echo $(each))))

INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev
INSTALLED_DOCS := $(VENV)/.installed-docs
WHEEL_VENV := $(VENV)/wheel-check

.DEFAULT_GOAL := help
.PHONY: help run test check lint wheel docs bench fuzz clean

help: ## say what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 14

run: $(INSTALLED) ## make a dataset of the samples, in results/
	$(BIN)/extract samples -o results --fresh
	@echo "Open results/report.html in a browser; the figures are in results/observations.csv, what does not add up in results/findings.csv."

test: $(INSTALLED_DEV) ## run the tests
	$(BIN)/python -m pytest

check: test lint wheel docs ## all that CI runs

lint: $(INSTALLED_DEV) ## style, types, and which room may import which
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

wheel: $(INSTALLED_DEV) ## build the wheel, install it on its own, and run it
	rm -rf dist $(WHEEL_VENV)
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir dist .
	$(BIN)/python -m venv $(WHEEL_VENV)
	$(WHEEL_VENV)/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt dist/*.whl
	$(WHEEL_VENV)/bin/extract --version
	$(WHEEL_VENV)/bin/extract samples -o $(WHEEL_VENV)/results
	$(WHEEL_VENV)/bin/extract check $(WHEEL_VENV)/results >/dev/null
	rm -rf $(WHEEL_VENV)

docs: $(INSTALLED_DOCS) ## build the documentation as a site, in site/ (needs Chromium for its pictures)
	$(BIN)/python -m mkdocs build --quiet

bench: $(INSTALLED_DEV) ## measure the speed: pages, how cost grows, what each format costs, PDF, the reading of prose, workers
	$(BIN)/python -m benchmarks.html_tables
	$(BIN)/python -m benchmarks.formats
	$(BIN)/python -m benchmarks.pdf_pages
	$(BIN)/python -m benchmarks.pictures
	$(BIN)/python -m benchmarks.language
	$(BIN)/python -m benchmarks.report
	$(BIN)/python -m benchmarks.workers

FUZZ_COUNT ?= 500
FUZZ_SECONDS ?= 30
fuzz: $(INSTALLED_DEV) ## read FUZZ_COUNT damaged documents, and let atheris loose on each parser for FUZZ_SECONDS
	$(BIN)/python -m fuzz.collection --count $(FUZZ_COUNT) --keep results/fuzz
	$(PIP) -e '.[dev,fuzz]'
	for each in numbers headers notes grids tables koop_xml; do \
		$(BIN)/python -m fuzz.guided $$each --seconds $(FUZZ_SECONDS) --finds results/fuzz || exit 1; done

clean: ## remove what the commands above made
	rm -rf $(VENV) dist results site .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp is older than what it was made from as soon as the dependencies change: then pip looks again.
$(INSTALLED): pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) -e .
	@touch $@

$(INSTALLED_DEV): pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) -e '.[dev]'
	@touch $(INSTALLED) $@

$(INSTALLED_DOCS): pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) -e '.[docs]'
	@touch $(INSTALLED) $@

$(BIN)/python:
	@test -n "$(PYTHON)" || { \
		echo "No Python 3.11 or newer with venv was found."; \
		echo "On Debian or Ubuntu: apt-get install python3-venv. Elsewhere: https://www.python.org/downloads/"; \
		exit 1; }
	$(PYTHON) -m venv $(VENV)
