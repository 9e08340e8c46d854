# make app · test · test-long · lab · check · words · bench · screenshots · lock · vendor · clean. On a bare machine each makes .venv first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# What an editable install copies: the package is installed anew when one of these changes.
INSTALLED := pyproject.toml hatch_build.py $(wildcard lbt_widgets/app/template/* lbt_widgets/widgets/static/vendor/*)

.PHONY: app lab test test-long check words bench screenshots lock vendor clean

app: $(VENV)/app.done
	$(BIN)/lbt app --no-open

lab: $(VENV)/lab.done
	$(BIN)/lbt lab

test: check
	@sh scripts/chromium.sh $(BIN)/python
	@$(BIN)/python -m pytest --numprocesses 3 --dist loadfile --no-loadscope-reorder

test-long: $(VENV)/test.done
	$(BIN)/python -m pytest -m long tests/app tests/runs

check: $(VENV)/test.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/nbstripout --verify --keep-id notebooks/*.ipynb
	$(BIN)/lbt check

words: $(VENV)/app.done
	$(BIN)/python scripts/words.py

bench: $(VENV)/test.done $(VENV)/bench/done
	@sh scripts/chromium.sh $(BIN)/python
	$(BIN)/python bench/model.py
	$(BIN)/python bench/notebooks.py
	$(BIN)/python bench/front.py
	$(BIN)/python bench/page.py
	$(BIN)/python bench/labs.py
	$(BIN)/python bench/runs.py
	$(BIN)/python bench/class.py
	$(BIN)/python bench/memory.py

screenshots: $(VENV)/test.done
	@sh scripts/chromium.sh $(BIN)/python
	$(BIN)/python -m tests.app.screenshots

lock: $(VENV)/bin/python
	$(PIP) install uv
	$(BIN)/uv pip compile $(LOCK) --extra test pyproject.toml -o requirements/test.txt
	$(BIN)/uv pip compile $(LOCK) --extra lab -c requirements/test.txt pyproject.toml -o requirements/lab.txt
	$(BIN)/uv pip compile $(LOCK) -c requirements/test.txt pyproject.toml -o requirements/app.txt
	$(BIN)/uv pip compile $(LOCK) -c requirements/test.txt requirements/bench.in -o requirements/bench.txt
LOCK := --quiet --no-config --upgrade --universal --python-version 3.11 --group build \
	--no-emit-index-url --no-annotate --custom-compile-command "make lock"

vendor: $(VENV)/app.done
	$(BIN)/python -m lbt_widgets.app.vendor

clean:
	rm -rf $(VENV) dist lbt_widgets/_data .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -prune -exec rm -rf {} +

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# Apart from the rest: what it installs would add its scripts to the stock pages that are measured.
$(VENV)/bench/done: requirements/bench.txt | $(BIN)/python
	$(PYTHON) -m venv $(VENV)/bench
	$(VENV)/bench/bin/python -m pip --disable-pip-version-check --quiet install -r $<
	@touch $@

$(VENV)/%.done: requirements/%.txt $(INSTALLED) | $(BIN)/python
	$(PIP) install -r $<
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@
