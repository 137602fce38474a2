# `make help` prints the targets. Setting up happens once, in .venv, and again only when what is installed has changed.

.DEFAULT_GOAL := help
.PHONY: help run serve test deep formed-and-typed tests-pass quick all mutate fuzz kills contract pages bench golden wheel words clean moved

# The first of these that is Python 3.11 or later and was made to be quick makes the environment; if none was, the first
# that is 3.11 or later. Another: make run PYTHON=python3.12
PYTHON ?= python3 /usr/bin/python3 python3.14 python3.13 python3.12 python3.11 python
BIN := .venv/bin
USABLE := -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))'
# What pyenv compiles, unless told otherwise, takes a third longer over everything than a Python that a system brings.
QUICK := -c 'import sys, sysconfig as built; sys.exit(sys.base_prefix != "/usr" and \
    "--enable-optimizations" not in str(built.get_config_var("CONFIG_ARGS")))'
# What builds is started several times: it may keep what it compiled of setuptools.
INSTALL := PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile \
    --constraint constraints.txt
# pip compiles one file after the other, and compiles everything. mypy runs as machine code; of the others, what is left
# out is large and imported by few or nobody. Old files that do not compile are nobody's import.
NOT_COMPILED := .*/tests?|mypy|mypyc|pip|setuptools|fontTools|debugpy/_vendored|$\
    pyspark/(pandas|ml|mllib|examples|sql/connect)|sqlalchemy/(testing|dialects/(oracle|mssql|mysql))|$\
    numpy/(distutils|f2py)|pygments/lexers|jedi|playwright/async_api|pydantic|prompt_toolkit
COMPILE := $(BIN)/python -m compileall -q -j 0 -x 'site-packages/($(NOT_COMPILED))/' \
    "$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])')" triage > /dev/null || true

help: ## print these targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' Makefile

run: .venv/.ready ## set up, and start the interview
	@command -v triage > /dev/null || echo "What is called triage below is $(BIN)/triage here (after '. $(BIN)/activate': triage)."
	@$(BIN)/triage ask

serve: .venv/.ready-to-serve ## set up, and show the questions in a browser, at http://127.0.0.1:8000
	@$(BIN)/triage serve

all: .venv/.ready-with-all ## install everything optional too: proofs, many cases, the full-screen lesson, graphs

# One process more than there are cores on a small machine: a test that waits for a program leaves its core to another.
# What is read of the code runs beside the first tests, and nobody reads it again where CI is set: mypy keeps no cache there.
# Whatever fails, the rest is still told.
test: .venv/.ready-to-test ## set up, and run every check
	@$(MAKE) --no-print-directory --keep-going --jobs 2 formed-and-typed tests-pass

formed-and-typed:
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m ruff check .
	$(BIN)/python -m mypy $(if $(CI),--cache-dir=/dev/null)

# The processes share what they compile, the tests themselves above all, whatever is said elsewhere about writing it.
tests-pass:
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 3 --dist loadgroup

deep: ## run every check on every worked case in every language, and on five times as much made up: it takes much longer
	@TRIAGE_DEEP=1 $(MAKE) --no-print-directory test

quick: .venv/.ready-to-test ## run what a change most likely breaks, in about a minute
	@$(BIN)/python tools/quick.py

mutate: .venv/.ready-to-test ## see whether the worked cases and properties notice small mistakes in the knowledge
	@$(BIN)/triage mutate

fuzz: .venv/.ready-to-test ## feed fifty thousand damaged inputs: no traceback, nothing that hangs, nothing taken that should not be
	@$(BIN)/python -m tests.fuzz 50000

contract: .venv/.ready-to-test ## hold the interface for programs against its own description, with schemathesis
	@$(INSTALL) --no-build-isolation --editable '.[contract]'
	@$(BIN)/python -m tests.contract

pages: .venv/.ready-to-test ## take a picture of every page in a browser, in build/pages, and lay axe on each
	@$(BIN)/python -m tests.web.every

kills: .venv/.ready-to-test ## kill every command that writes, three hundred times, and the store of cases two hundred: nothing is lost
	@$(BIN)/python -m tests.fuzz.kills 300
	@$(BIN)/python -m tests.clinic.kills 100

bench: .venv/.ready-to-test ## measure how fast it is, and how few questions it asks
	@$(BIN)/python -m benchmarks

golden: .venv/.ready-to-test ## renew the files that tests compare with; read the difference before you commit it
	$(BIN)/python -m pytest -n 3 --dist loadgroup --renew

words: .venv/.ready-to-test ## make what the program says of the .po files in triage/words
	@$(BIN)/python tools/words.py

wheel: .venv/.ready-to-test ## build the wheel, in dist/
	rm -rf build  # what an earlier build left there would go into the wheel, rules that are gone too
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .
	rm -rf build

clean: ## remove everything that can be made again, the environment too
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# An environment knows where it is. The stamp says where that was; in a directory that has moved it is made anew.
ifneq ("$(shell cat .venv/.made 2>/dev/null)","$(shell pwd)")
.venv/.made: moved
endif

.venv/.made: setup.cfg pyproject.toml constraints.txt
	@if [ -e .venv/.made ] && [ "$$(cat .venv/.made)" = "$$(pwd)" ] && $(BIN)/python $(USABLE) 2>/dev/null; \
	then echo 'What is installed has changed: updating .venv.'; exit 0; fi; \
	with() { echo "Setting up .venv with $$("$$1" --version); this takes a minute, once."; exec "$$1" -m venv --clear .venv; }; \
	for python in $(PYTHON); do "$$python" $(USABLE) 2>/dev/null && "$$python" $(QUICK) && with "$$python"; done; \
	for python in $(PYTHON); do "$$python" $(USABLE) 2>/dev/null && with "$$python"; done; \
	echo 'No Python here that will do. Python 3.11 or later is needed, with its modules venv and ensurepip'; \
	echo '(on Debian and Ubuntu: apt install python3-venv). Looked at:'; \
	for python in $(PYTHON); do \
	    command -v "$$python" >/dev/null && echo "    $$python: $$("$$python" --version 2>&1 | head -n 1)"; \
	done; \
	echo 'To name another: make run PYTHON=/path/to/python3.11'; exit 1
	@rm -f .venv/.made .venv/.ready .venv/.ready-with-all .venv/.ready-to-test .venv/.ready-to-serve
	@$(INSTALL) setuptools
	@pwd > $@

.venv/.ready: .venv/.made
	@$(INSTALL) --no-build-isolation --editable '.[plan,chart,html]'
	@$(COMPILE)
	@touch $@

.venv/.ready-to-serve: .venv/.made
	@$(INSTALL) --no-build-isolation --editable '.[web,plan,chart,html]'
	@$(COMPILE)
	@touch .venv/.ready $@

.venv/.ready-with-all: .venv/.made
	@$(INSTALL) --no-build-isolation --editable '.[all]'
	@$(COMPILE)
	@touch .venv/.ready .venv/.ready-to-serve $@

# The tests need a browser and Java besides; tools/system installs them where it may, and says so where it may not.
# Beside it uv brings what is pinned, but for Spark: that is built, and pip keeps what it built. What they cannot bring the
# last pip does, or says what is wrong. The tests compile what they import, which is less than all. Who is stopped in
# between may leave half a library, so then .made is not there.
.venv/.ready-to-test: .venv/.made
	@trap 'kill $$both 2>/dev/null; wait; exit 130' INT TERM; mv .venv/.made .venv/.making; \
	sed -e '/^# Only/,$$d' -e '/^#/d' -e '/^pyspark==/d' constraints.txt > .venv/pins; \
	$(BIN)/python tools/bring.py .venv/pins .venv/uv & both="$$!"; \
	$(INSTALL) --no-deps --no-build-isolation pyspark > /dev/null 2>&1 & both="$$both $$!"; \
	tools/system; wait; rm -rf .venv/pins .venv/uv; mv .venv/.making .venv/.made
	@$(INSTALL) --no-build-isolation --editable '.[all,test]'
	@touch .venv/.ready .venv/.ready-to-serve .venv/.ready-with-all $@
