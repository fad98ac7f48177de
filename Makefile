# Án Thư: `make run` starts everything on a fresh Debian 12 or Ubuntu machine; `make test` checks everything.
# FACTS=file.toml another case to walk · INSTANCE=dir another instance folder · OUT=dir where the walk copies its documents

PYTHON ?= python3
BIN := .venv/bin/python -m
# The application's own commands, all in one place.
FLASK := $(BIN) flask --app wsgi
SAMPLE := $(FLASK) sample ensure
WALK := $(FLASK) walk
SERVE := $(FLASK) serve
BENCH := $(BIN) tests.bench.walk
BENCH_RENDER := $(BIN) tests.bench.render --write docs/benchmarks.md
BENCH_FILL := $(BIN) tests.bench.fill
BENCH_FIGURES := $(BIN) tests.bench.figures
PYTEST := $(BIN) pytest
LINT_IMPORTS := .venv/bin/python -c 'from importlinter.cli import lint_imports_command as lint; lint()' --no-logo

# FACTS and OUT reach the commands as they were given, and not at all when they were not.
ifdef INSTANCE
export ANTHU_INSTANCE := $(INSTANCE)
endif
export PYTHON

VENDOR := webapp/static/vendor/.ready
FONTS := $(foreach face,400Regular 400Regular_Italic 700Bold 700Bold_Italic,webapp/rendering/fonts/Tinos_$(face).ttf)
# The suites that touch the database, run once more on PostgreSQL.
DATABASE_SUITES := tests/services tests/views tests/migrations

.DEFAULT_GOAL := run
.DELETE_ON_ERROR:
.PHONY: run backup restore catalogue walk setup assets test test-postgres test-full lint bench bench-render lock clean .system .system-test .tools

run: setup
	$(SAMPLE)
	$(SERVE)

walk: setup
	$(WALK)

# Copy everything to TO=folder while the office works; bring a copy FROM=folder back into an empty INSTANCE.
backup: setup
	$(FLASK) archive backup "$(TO)"

restore: setup
	$(FLASK) archive restore "$(FROM)"

# Every template with its longest sample, to leaf through: OUT=file.pdf, LAYOUT=HD36_2018 for another guide.
catalogue: setup
	$(FLASK) templates catalogue "$(or $(OUT),instance/danh-muc-mau.pdf)" $(if $(LAYOUT),--layout "$(LAYOUT)")

# Two processes, a file at a time: fixtures that walk a case are made once per process.
test: lint
	$(PYTEST) -n 2 --dist loadfile
	@$(MAKE) --no-print-directory test-postgres

# The tests of crashes share one database, so they go one by one; the others make a database each.
test-postgres: .tools
	.ci/postgres $(PYTEST) -n 2 --dist loadfile -m "not browser and not full" $(DATABASE_SUITES)
	.ci/postgres $(PYTEST) -m "not browser and not full" tests/crash

test-full: .tools
	.ci/postgres $(PYTEST) -m ""

lint: .tools
	$(BIN) ruff check .
	$(BIN) mypy
	$(LINT_IMPORTS)

bench: .tools
	$(BENCH)
	$(BENCH_FIGURES)
	.ci/postgres $(BENCH_FIGURES)

bench-render: .tools
	$(BENCH_RENDER)
	$(BENCH_FILL)

setup: .system .venv/.ready $(VENDOR)

# Build the assets again even when nothing they are made of has changed.
assets: node_modules/.ready
	.ci/assets
	@touch $(VENDOR)

lock:
	.ci/lock

# Everything that set-up made; the instance folder holds the office's data and is left alone.
clean:
	rm -rf .venv node_modules webapp/static/vendor webapp/rendering/fonts/*.ttf .build
	rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Names with a dot in front are steps of the others, not commands of their own.
.system:
	@.ci/debian

.system-test:
	@.ci/debian test

.tools: .system-test .venv/.ready-dev $(VENDOR)

.venv/.ready: requirements.lock | .system
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Cần Python 3.11 trở lên: make PYTHON=python3.11")'
	$(PYTHON) -m venv --clear .venv
	$(BIN) pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/.ready-dev: requirements-dev.lock .venv/.ready | .system-test
	$(BIN) pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

node_modules/.ready: package.json package-lock.json .npmrc | .system
	npm ci --no-progress --loglevel=error
	@touch $@

$(VENDOR) $(FONTS) &: node_modules/.ready webapp/static/icons.txt .ci/assets
	$(PYTHON) .ci/assets
	@touch $(VENDOR)
