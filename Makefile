PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/python -m uv
APT := DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends

.PHONY: run test long install lint types bench attacks privacy lock translations

.venv/.uv:
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --disable-pip-version-check uv==0.13.9
	@touch $@

.venv/.run: .venv/.uv pyproject.toml requirements.txt
	$(UV) pip install -q -p $(BIN)/python --require-hashes -r requirements.txt
	$(UV) pip install -q -p $(BIN)/python --no-deps -e .
	@touch $@

.venv/.test: .venv/.run requirements-test.txt
	$(UV) pip install -q -p $(BIN)/python --require-hashes -r requirements-test.txt
	@command -v chromium-headless-shell >/dev/null \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq \
	       && { $(APT) chromium-headless-shell >/dev/null || $(APT) chromium >/dev/null; }; } \
	  || command -v chromium >/dev/null || command -v chromium-browser >/dev/null \
	  || $(BIN)/playwright install --with-deps chromium
	@touch $@

run: .venv/.run
	$(BIN)/samatthana demo

test: .venv/.test
	$(BIN)/python -m pytest -n auto

long: .venv/.test
	$(BIN)/python -m pytest -n auto --long

install: .venv/.test

lint: .venv/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: .venv/.test
	$(BIN)/python -m tests.benchmarks $(ONLY)

attacks: .venv/.test
	$(BIN)/python -m tests.security

privacy: .venv/.test
	$(BIN)/python -m tests.competency.privacy $(AGENCIES)

lock: .venv/.uv
	$(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --no-annotate --custom-compile-command "make lock" pyproject.toml -o requirements.txt
	$(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --no-annotate --custom-compile-command "make lock" --extra postgres --group dev -c requirements.txt \
	  pyproject.toml -o requirements-test.txt

TRANSLATIONS := assessments/translations
BABEL := $(BIN)/pybabel -q

translations: .venv/.run
	@mkdir -p $(TRANSLATIONS)
	$(BABEL) extract -F babel.cfg -k _ -k lazy_gettext --no-location --sort-output \
	  --project Samatthana --version 0.1.0 --copyright-holder "The Samatthana developers" \
	  -o $(TRANSLATIONS)/messages.pot .
	for language in th en; do \
	  test -f $(TRANSLATIONS)/$$language/LC_MESSAGES/messages.po \
	    || $(BABEL) init -i $(TRANSLATIONS)/messages.pot -d $(TRANSLATIONS) -l $$language; \
	done
	$(BABEL) update --no-fuzzy-matching --ignore-obsolete -i $(TRANSLATIONS)/messages.pot -d $(TRANSLATIONS)
	$(BABEL) compile -d $(TRANSLATIONS)
