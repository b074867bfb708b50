# make run    environment, models, index over corpus/, web app
# make test   environment, linters, types, tests
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PORT   ?= 7860

.PHONY: run test eval lint index clean

run: index
	$(BIN)/esgqa serve --port $(PORT)

# unchanged reports cost nothing: the second run only compares hashes
index: $(VENV)/.run
	$(BIN)/esgqa ingest corpus

test: lint
	$(BIN)/python -m pytest

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/mypy

eval: $(VENV)/.dev
	$(BIN)/esgqa ingest corpus
	$(BIN)/esgqa eval --gate

# torch comes first and alone: without it any package that wants torch would bring the CUDA build
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "esgqa needs Python 3.11 or newer; $(PYTHON) is older. Name another: make run PYTHON=python3.12" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) index build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
