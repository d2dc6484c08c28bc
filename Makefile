# The one door. `make demo` and `make test` need only Python 3.11 and a package index.
PYTHON ?= python3.11
PORT ?= 8080
ONLY ?=
# Test processes: two for a core, because a test waits for nearly half of its time.
JOBS ?= $(shell $(PYTHON) -c "import os; print(2 * os.cpu_count())")
ARGS ?=
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)

# Some machines forbid it to keep compiled modules. Each of the many processes that are started would compile all again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo run test test-long check peer bench migrate env lock texts clean

demo: env
	$(BIN)/bihuan demo --port $(PORT) $(ARGS)

run: env
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

migrate: env
	$(BIN)/bihuan migrate

env: $(VENV)/.installed

# The whole environment is created again when the lock changes, so that it never holds a package the lock does not name.
$(VENV)/.locked: requirements.lock
	rm -rf $(VENV)
ifneq ($(UV),)
	$(UV) venv --quiet --python $(PYTHON) $(VENV)
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
else
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
endif
	touch $@

$(VENV)/.installed: $(VENV)/.locked pyproject.toml
ifneq ($(UV),)
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
else
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
endif
	touch $@

# For maintainers: resolve the dependencies of pyproject.toml again. No index address may get into the lock.
lock:
	uv pip compile pyproject.toml --extra dev --generate-hashes --no-header --no-emit-index-url \
		--no-emit-find-links --no-annotate --python-version 3.11 --universal --upgrade --quiet -o requirements.lock

clean:
	rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache
