# kehoach. `make help` lists what can be done; every target that needs the .venv makes it first.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help demo test lint bench accuracy corpus model model-accuracy system lock clean

VENV := .venv
PY := $(VENV)/bin/python
PLAN ?= $(firstword $(wildcard corpus/demo.pdf) $(sort $(wildcard corpus/*.pdf)))
NAME = $(basename $(notdir $(PLAN)))
# two editions of a plan, and a plan with the one that it carries out
EDITIONS = corpus/pairs/y-te-2025.docx corpus/pairs/y-te-2026.docx
TRACED = corpus/pairs/so-gd.docx corpus/pairs/truong.docx
# every format beside JSON; a calendar says when it was written: here always 1/1/2026
FORMATS = xlsx docx html csv jsonl parquet sqlite ics
WRITTEN = 1767225600
# pytest-xdist: two workers already pay for their start; more than four do not
WORKERS ?= $(shell n=$$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1); echo $$(( n > 4 ? 4 : n )))

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# The virtual environment, in two steps: the locked packages (made anew when the lock changes), then kehoach itself.
$(VENV)/.locked: requirements-dev.lock
	@for candidate in $(PYTHON) python3 python3.13 python3.12 python3.11 python3.14; do \
	  if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$$candidate; break; fi; \
	done; \
	if [ -z "$${python:-}" ]; then \
	  echo "kehoach needs Python 3.11 or newer; python3 here is $$(python3 -V 2>&1 || true). Try: make PYTHON=/path/to/python3.11" >&2; \
	  exit 1; \
	fi; \
	echo "Making $(VENV) with $$("$$python" -V)"; \
	"$$python" -m venv --clear $(VENV) || { echo "python -m venv failed (Debian, Ubuntu: apt-get install python3-venv)" >&2; exit 1; }
	$(PY) -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV)/.installed: $(VENV)/.locked pyproject.toml
	$(PY) -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: $(VENV)/.installed ## a plan of corpus/ (PLAN=file for another) in every format, two editions compared, into outputs/
	@test -n "$(PLAN)" || { echo "corpus/ holds no plan in PDF" >&2; exit 1; }
	@mkdir -p outputs
	@rm -f "outputs/$(NAME).sqlite"
	@$(VENV)/bin/kehoach extract -q "$(PLAN)" -o "outputs/$(NAME).json"
	@for format in $(FORMATS); do \
	  SOURCE_DATE_EPOCH=$(WRITTEN) $(VENV)/bin/kehoach convert -q "outputs/$(NAME).json" -o "outputs/$(NAME).$$format"; \
	done
	@for format in html xlsx csv; do $(VENV)/bin/kehoach diff -q $(EDITIONS) -o "outputs/so-sanh.$$format"; done
	@$(VENV)/bin/kehoach trace -q $(TRACED) -o outputs/doi-chieu.html
	@$(VENV)/bin/kehoach extract "$(PLAN)"
	@$(VENV)/bin/kehoach diff -q $(EDITIONS)
	@echo; ls -l outputs

lint: $(VENV)/.installed ## ruff and mypy
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

test: lint ## lint, then all tests
	$(PY) -m pytest -q -n $(WORKERS)

bench: $(VENV)/.installed ## measure time and memory, write docs/performance.md
	$(PY) -m benchmarks.bench

accuracy: $(VENV)/.installed ## score the extraction against the gold tables
	$(PY) -m benchmarks.accuracy

corpus: $(VENV)/.installed ## build the plans of corpus/ and their gold tables anew
	$(PY) -m corpus.build

model: $(VENV)/.installed ## train the named-entity model anew, the same as the one shipped (about five minutes)
	$(ONE_THREAD) $(PY) -m corpus.entities build/ner
	$(ONE_THREAD) $(PY) -m extractors.ner.train build/ner extractors/ner/model

model-accuracy: $(VENV)/.installed ## measure rules, model and both on plans the model has not seen (needs build/ner; half an hour)
	$(ONE_THREAD) $(PY) -m benchmarks.ner

# sums in several threads come out in another order: with one, the same data give the same model
ONE_THREAD := OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1

# chromium in a call of its own: where it is missing (Ubuntu has it as a snap only) the others are still installed
system: ## install the system packages that some tests use (needs apt-get and root; never fails)
	@if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	  { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
	    poppler-utils fonts-dejavu-core libreoffice-writer-nogui libreoffice-calc-nogui postgresql >/dev/null; } \
	  || echo "system packages were not installed; tests that need them are skipped" >&2; \
	  DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends chromium >/dev/null \
	  || echo "chromium was not installed; tests of the page in a browser are skipped" >&2; \
	else \
	  echo "no apt-get or not root: system packages not installed; tests that need them are skipped" >&2; \
	fi

lock: ## resolve the dependencies of pyproject.toml into the two lock files (needs uv)
	@command -v $(UV) >/dev/null || { echo "make lock needs uv (https://docs.astral.sh/uv)" >&2; exit 1; }
	$(COMPILE) pyproject.toml -o requirements.lock
	$(COMPILE) --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

UV ?= uv
COMPILE = $(UV) pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-header --no-emit-index-url --no-emit-find-links

clean: ## remove the virtual environment and all caches
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist ./*.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
