# The one door. `make demo` and `make test` need only Python 3.11 and a package index.
PYTHON ?= python3.11
PORT ?= 8080
ONLY ?=
# Test processes: two for a core, because a test waits for nearly half of its time.
JOBS ?= $(shell $(PYTHON) -c "import os; print(2 * os.cpu_count())")
ARGS ?=
VENV := .venv
BIN := $(VENV)/bin
SHELL := /bin/bash
.SHELLFLAGS := -o pipefail -c
UV := $(shell command -v uv 2>/dev/null)

# Some machines forbid it to keep compiled modules. Each of the many processes that are started would compile all again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo run test test-long check peer bench migrate env lock texts clean

demo: $(VENV)/.runtime
	$(BIN)/bihuan demo --port $(PORT) $(ARGS)

run: $(VENV)/.runtime
	$(BIN)/bihuan run $(ARGS)

test: env
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal $(ARGS)

# What .ci/run does not: each variant on both databases, and what is left to chance as often as is worth it. Before each release.
test-long: env
	BIHUAN_TESTS=long $(BIN)/python -m pytest -n $(JOBS) --dist worksteal $(ARGS)
	$(MAKE) peer ARGS=

check: env
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m texts.lint
	$(BIN)/python -m texts.prose --code
	$(BIN)/python -m migrations.check

# The live tests of a Telegram library against the sandbox; it downloads their source by name.
peer: env
	$(BIN)/python tests/peer/run.py $(ARGS)

bench: env
	$(BIN)/python -m benchmarks --only "$(ONLY)" $(ARGS)

migrate: $(VENV)/.runtime
	$(BIN)/bihuan migrate

env: $(VENV)/.installed

# Runtime packages only, as an operator has them. An environment that holds a package which the lock no longer names is created
# again; one that was interrupted is taken up where it was. RECORD is the last file of a package, without it half of it is there.
$(VENV)/.runtime: requirements.lock pyproject.toml
	@if ! cmp -s requirements.lock $(VENV)/runtime.lock; then \
		echo "1/3 a new Python environment in $(VENV)"; \
		rm -rf $(VENV); \
		$(if $(UV),$(UV) venv --quiet --python $(PYTHON) $(VENV),$(PYTHON) -m venv $(VENV)) && cp requirements.lock $(VENV)/runtime.lock; \
	fi
	@for half in $(VENV)/lib/python*/site-packages/*.dist-info; do test -e "$$half/RECORD" || rm -rf "$$half"; done
	@echo "2/3 $$(grep -c == requirements.lock) packages from the package index, some 330 MB on the disk"
	@$(call install,requirements.lock)
	@echo "3/3 bihuan itself"
	@$(if $(UV),$(UV) pip install --python $(BIN)/python,$(BIN)/python -m pip install --disable-pip-version-check) --quiet --no-deps --no-build-isolation -e .
	@touch $@

# With what checks and tests need.
$(VENV)/.installed: $(VENV)/.runtime requirements-dev.lock
	@if test -e $(VENV)/dev.lock && ! cmp -s requirements-dev.lock $(VENV)/dev.lock; then rm -rf $(VENV); $(MAKE) $(VENV)/.runtime; fi
	@cp requirements-dev.lock $(VENV)/dev.lock
	@echo "$$(grep -c == requirements-dev.lock) packages with those for checks and tests"
	@$(call install,requirements-dev.lock)
	@touch $@

# Installs what a lock names, and says how far it is.
install = $(if $(UV),$(UV) pip install --python $(BIN)/python --require-hashes -r $(1),\
	$(BIN)/python -m pip install --disable-pip-version-check --no-compile --no-deps --require-hashes -r $(1) | \
	awk -v all=$$(grep -c == $(1)) '/^(Collecting|Processing|Requirement already)/ { if (++n % 10 == 0) { print "    " n " of " all; fflush() } } /^Installing/ { print "    putting them in place"; fflush() }')

# For maintainers: resolve the dependencies of pyproject.toml again. No index address may get into a lock.
COMPILE := uv pip compile pyproject.toml --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --no-annotate \
	--python-version 3.11 --universal --quiet
lock:
	$(COMPILE) --extra build --upgrade -o requirements.lock
	$(COMPILE) --extra build --extra dev --upgrade -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache
