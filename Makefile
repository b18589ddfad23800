# make demo   environment, the corpus graph, one answer, where the page is
# make test   environment and all tests
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
KG := $(BIN)/kg

.DEFAULT_GOAL := help
.PHONY: help demo test check bench index format clean

help:
	@sed -n 's/^# //p' $(firstword $(MAKEFILE_LIST))

$(VENV)/ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet -e '.[dev]'
	@touch $@

demo: $(VENV)/ready
	$(KG) build corpus -o out
	@echo; echo "What does Meta buy, make or use?  kg query -f buys-makes-uses --set name=Meta"
	@$(KG) query -o out -f buys-makes-uses --set name=Meta
	@echo; echo "The interactive graph:"; $(KG) view -o out --no-browser

test: $(VENV)/ready
	$(BIN)/python -m pytest -n 2 --dist loadfile

# make check  style, types and the arrows between the packages
check: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# make bench  speed and quality, as ratios against baselines in the same process
bench: $(VENV)/ready
	$(BIN)/python -m tests.benchmarks

# make index  INDEX.md of the corpus, written anew
index: $(VENV)/ready
	$(BIN)/python -m tests.index --write

format: $(VENV)/ready
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) out build dist *.egg-info
