# The commands of the README. Everything lives in .venv; PYTHON chooses the interpreter (3.11 or newer).
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
WISH ?= Facebook traffic to Keto Story, then KetoBurn US, in group Nutra
BIN := .venv/bin

.PHONY: try test setup check conformance bench evals faults million clean

# Set everything up, then build a funnel from one sentence on the embedded tracker.
try: setup
	$(BIN)/funnelwright --yes "$(WISH)"

# Set everything up, then run all tests.
test: setup
	$(BIN)/python -m pytest -n 2 --dist worksteal

setup: .venv/ready

.venv/ready: pyproject.toml
	@test -n "$(PYTHON)" || { echo "Funnelwright needs Python 3.11 or newer. Say where it is: make PYTHON=/path/to/python try"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch .venv/ready

# Style and types.
check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# The protocol's own conformance suite and inspector; needs npm.
conformance: setup
	$(BIN)/python tests/conformance/run.py

bench: setup
	$(BIN)/python benchmarks/compile.py
	$(BIN)/python benchmarks/layout.py
	$(BIN)/python benchmarks/server.py
	$(BIN)/python benchmarks/plans.py
	$(BIN)/python benchmarks/reports.py --quick
	$(BIN)/python benchmarks/redirects.py
	$(BIN)/python benchmarks/simulation.py
	$(BIN)/python benchmarks/events.py
	$(BIN)/python benchmarks/turns.py

# The score of the offline planner over all cases and 2,000 variants. `make evals WRITE=1` puts it into the documents;
# `make evals QUICK=1` leaves the variants out.
EVAL_PAGES := EVALS.md README.md
evals: setup
	$(BIN)/funnelwright-evals $(if $(QUICK),,--mutated 2000) $(foreach page,$(EVAL_PAGES),$(if $(WRITE),--write,--check) $(page))

# A plan applied with something going wrong at every request; `make faults QUICK=--quick` takes a sample.
faults: setup
	$(BIN)/python benchmarks/faults.py $(QUICK)

# A million made-up visitors through the run time, held against the exact simulation and against what was sent.
million: setup
	$(BIN)/python benchmarks/million.py

clean:
	rm -rf .venv node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
