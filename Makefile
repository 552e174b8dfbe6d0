# Everything one does with this project. `make` alone lists the targets.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.NOTPARALLEL:
.DEFAULT_GOAL := help

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
POSTGRES_URL ?= postgresql://postgres@127.0.0.1:5432/thangtreem
BIN := .venv/bin
# Folders of tests/ that touch no database.
WITHOUT_DATABASE := architecture charts checking content deriving documents importing signing
MANAGE := $(BIN)/python manage.py

# The demonstration: a day in May 2026, when the province's plan is out and the ward has yet to draft its own.
# The day the demonstration plays on: 13 May to draft plans, 9 July (make run TODAY=2026-07-09) to report.
TODAY ?= 2026-05-13
DEMO := THANGTREEM_DEBUG=True THANGTREEM_DEMO=True THANGTREEM_TODAY=$(TODAY)
# A server like a real one, for `check --deploy`.
PRODUCTION := THANGTREEM_DEBUG= THANGTREEM_DEMO= THANGTREEM_TLS_PROXY=True THANGTREEM_EMAIL_HOST=mail.example.vn \
	THANGTREEM_ALLOWED_HOSTS=kehoach.example.vn THANGTREEM_SECRET_KEY=not-a-secret-only-for-the-deployment-check-of-make-lint-0123456789

.PHONY: help
help: ## List the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 18

.PHONY: setup
setup: ## Install everything into .venv (and Pango and a font from the system's packages where it may)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
		echo "Thangtreem needs Python 3.11 or newer; $(PYTHON) is older or missing. Install it, or name another: make PYTHON=python3.12 …"
		exit 1
	}
	mkdir -p var
	needed="$$($(PYTHON) -c 'import hashlib, sys; print(hashlib.sha256(open("requirements.lock", "rb").read()).hexdigest(), sys.version_info[:2])')"
	extra=(); $(PYTHON) -c 'import ensurepip' 2>/dev/null || extra=(python3-venv)
	.ci/system-packages "$${extra[@]}"
	[ "$$(cat .venv/.installed 2>/dev/null)" = "$$needed" ] && [ -x $(BIN)/python ] && exit 0
	echo "Installing Python packages into .venv …"
	$(PYTHON) -m venv --clear .venv || { echo "$(PYTHON) cannot make a virtual environment; install python3-venv."; exit 1; }
	$(BIN)/pip install --quiet --disable-pip-version-check --no-input --require-hashes -r requirements.lock > var/pip.log 2>&1 || {
		sed -E 's#[a-z]+://[^ ]*#(address)#g' var/pip.log | tail -n 15
		echo "Installing the Python packages failed; the lines above and var/pip.log say why."
		exit 1
	}
	echo "$$needed" > .venv/.installed

.PHONY: browser
browser: ## Install Debian's Chromium for the browser tests, where it may
	@command -v chromium chromium-browser google-chrome > /dev/null || .ci/system-packages chromium

.PHONY: run
run: setup ## Serve the portal with the demonstration on http://127.0.0.1:8000 (PORT=… another port, TODAY=… another day)
	@export $(DEMO)
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) createcachetable
	$(MANAGE) load_units
	$(MANAGE) seed_demo
	$(MANAGE) demo_certificates
	echo "Mở http://$(HOST):$(PORT) trên trình duyệt; nhấn Ctrl+C để dừng."
	# The worker reads what was given to be imported in the background; it ends with the server.
	$(MANAGE) db_worker --no-reload --verbosity 0 & worker=$$!
	trap 'kill $$worker 2> /dev/null || true' EXIT
	$(MANAGE) runserver $(HOST):$(PORT)

.PHONY: test
test: setup ## Run every test: on SQLite, on PostgreSQL where a server answers, in Chromium where it is installed
	@echo "== Tests on SQLite"
	DATABASE_URL= $(BIN)/pytest -q -n auto --no-migrations
	if $(BIN)/python -c 'import sys, psycopg2; psycopg2.connect(sys.argv[1].rsplit("/", 1)[0] + "/postgres", connect_timeout=3)' $(POSTGRES_URL) 2> /dev/null; then
		echo "== Tests on PostgreSQL, with the migrations"
		# What has no database (the engines, the style of the code) has been tested above and would only be repeated.
		DATABASE_URL=$(POSTGRES_URL) $(BIN)/pytest -q -n auto --create-db $(WITHOUT_DATABASE:%=--ignore=tests/%)
	else
		echo "== No PostgreSQL server answers at $(POSTGRES_URL): its tests are left out (POSTGRES_URL=… names another)"
	fi
	if command -v chromium chromium-browser google-chrome > /dev/null; then
		echo "== Tests in the browser"
		# A busy machine can keep a page waiting; such a journey is walked once more, and the run says so ("rerun").
		DATABASE_URL= $(BIN)/pytest -q -n 2 --no-migrations -m browser --reruns 1 --only-rerun TimeoutError || [ $$? = 5 ]
	else
		echo "== No Chromium is installed: the browser tests are left out (make browser installs it)"
	fi

.PHONY: lint
lint: setup ## Style, types, import contracts, templates, migrations and deployment settings
	@echo "== ruff";              $(BIN)/ruff check --quiet .
	$(BIN)/ruff format --quiet --check . || { echo "Run make format."; exit 1; }
	echo "== mypy";               $(BIN)/mypy manage.py thangtreem plans tests
	echo "== import contracts";   $(BIN)/lint-imports --no-logo
	echo "== templates";          $(BIN)/djlint templates --lint --quiet
	echo "== migrations";         $(PRODUCTION) DATABASE_URL= $(MANAGE) makemigrations --check --dry-run
	echo "== deployment";         $(PRODUCTION) DATABASE_URL= $(MANAGE) check --deploy --fail-level WARNING
	echo "== measures run";       $(PRODUCTION) DATABASE_URL= $(MANAGE) bench --quick > var/bench-quick.txt
	grep -q "^Editor's page.* queries" var/bench-quick.txt

.PHONY: check
check: test lint ## Exactly what CI runs: the tests, then lint

.PHONY: format
format: setup ## Bring the Python files into shape
	@$(BIN)/ruff check --quiet --fix . || true
	$(BIN)/ruff format --quiet .

.PHONY: bench
bench: setup ## Print the measures, with the facts of this machine
	@export $(PRODUCTION)  # measured as a server runs: DEBUG makes every template slower
	$(MANAGE) bench

.PHONY: lock
lock: setup ## Pin the newest allowed packages, with hashes, in requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
		--no-header --no-emit-index-url --no-emit-find-links --all-extras --group dev pyproject.toml -o requirements.lock

.PHONY: clean
clean: ## Remove what the tools left behind; the database in var/ stays
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis staticfiles
	find plans tests thangtreem -name __pycache__ -type d -prune -exec rm -rf {} +
