# 81890受理台. Everything starts from a fresh clone with Python 3.11 or newer, make and git.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
PY := $(BIN)/python
OFFSCREEN := QT_QPA_PLATFORM=offscreen $(PY)
STORIES := first-call rough-wall night-power taxi
# Tests run in so many processes side by side; a file stays in one of them. One more than the two cores: much of a test is waiting.
WORKERS ?= 3
SOURCE ?= /usr/share/fonts/opentype/noto

.NOTPARALLEL:
.PHONY: help demo run server test lint unit faults faults-short faults-sync faults-calls calls-shift soak bench bench-short bench-sync bench-peers bench-wiped \
	shots lock fonts translations clean ready

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z%-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

ready:
	@.ci/setup

demo: ready ## the console in demo mode; without a display the four stories, offscreen, into out/demo
	@if [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ] || [ "$$(uname -s)" = Darwin ]; then \
		$(PY) main.py demo; \
	else \
		echo "No display here: playing the four stories offscreen; screenshots and reports go to out/demo."; \
		$(MAKE) $(addprefix play-,$(STORIES)); \
	fi

play-%: ready ## one story offscreen: play-first-call, play-rough-wall, play-night-power, play-taxi
	@mkdir -p out/demo
	@$(OFFSCREEN) main.py demo --play $* --headless --shots out/demo/$* --report out/demo/$*.json

run: ready ## the console on this desk's own profile
	@$(PY) main.py

server: ready ## the central server on this machine; DB=postgresql+psycopg://… and HOST, PORT, CERTIFICATE, KEY as wanted
	@$(PY) main.py server $(if $(DB),--db "$(DB)") $(if $(HOST),--host "$(HOST)") $(if $(PORT),--port "$(PORT)") \
		$(if $(CERTIFICATE),--certificate "$(CERTIFICATE)") $(if $(KEY),--key "$(KEY)")

test: lint unit ## the whole suite: ruff, mypy, import contracts, pytest

lint: ready ## ruff, mypy (strict) and the import contracts
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(BIN)/lint-imports

unit: ready ## pytest alone, offscreen; tests/conftest.py says in which order
	$(OFFSCREEN) -m pytest -m "not slow" -n $(WORKERS) --dist loadfile --no-loadscope-reorder

soak: ready ## desks and a centre simulated in one process, world after world: SECONDS=600, SEED=1 and STEPS=150 as wanted
	$(PY) -m tests.simulation --seconds $(or $(SECONDS),600) --seed $(or $(SEED),1) --steps $(or $(STEPS),150)
	$(PY) -m tests.simulation.planted

faults: ready ## kill -9 of desks and servers, full disks, damaged files and power cuts, 100 rounds and 10,000 cuts
	HOTLINE_KILLS=100 HOTLINE_CUTS=10000 HOTLINE_SERVER_KILLS=10 HOTLINE_DESK_KILLS=10 $(OFFSCREEN) -m pytest tests/faults tests/contract/test_mid_push.py

faults-short: ready ## 25 rounds of them, for .ci/run
	HOTLINE_KILLS=25 $(OFFSCREEN) -m pytest tests/faults

calls-shift: ready ## 200 calls over 20 consoles, the link to the PBX cut ten times: every call accounted for once, nothing asked twice
	HOTLINE_CALL_SHIFT=200,20,10 $(OFFSCREEN) -m pytest -rP tests/contract/test_call_shift.py

faults-sync: ready ## 200 kill -9 of the server and 200 of a desk in mid-push, on SQLite and on PostgreSQL, with the counts
	$(PY) -m tests.faults.mid_push
	$(PY) -m tests.faults.mid_push --postgresql

faults-calls: ready ## 100,000 mutated messages of a call system: no failure, bounded memory, and a sound link after each
	HOTLINE_MUTATIONS=100000 $(OFFSCREEN) -m pytest tests/sync/server/ami/test_fuzz.py

bench: ready ## start-up, ring to card, search, memory, bulletins, a cut shift, the calls, the lead's board and the sync as a table and out/bench.json
	@mkdir -p out
	$(OFFSCREEN) -m tests.benchmarks --json out/bench.json

bench-short: ready ## a slice of it, for .ci/run
	@mkdir -p out
	$(OFFSCREEN) -m tests.benchmarks --short --json out/bench-short.json

bench-sync: ready ## the sync alone: push, pull, bootstrap and live latency, out/bench-sync.json
	@mkdir -p out
	$(PY) -m tests.benchmarks.sync --json out/bench-sync.json

bench-peers: ready ## the sync beside Kinto, PouchDB and Anki's server, which this downloads into out/peers
	@mkdir -p out
	$(PY) -m tests.benchmarks.sync --peers out/peers --json out/bench-sync.json

bench-wiped: ready ## a wiped machine with 10,000 and 100,000 cases at the centre: from enrolling to ready, out/bench-wiped.json
	@mkdir -p out
	$(OFFSCREEN) -m tests.benchmarks.wiped --json out/bench-wiped.json

shots: ready ## every window in both languages and themes, into out/shots
	$(OFFSCREEN) main.py shots out/shots

lock: ## write requirements.lock anew from pyproject.toml (needs uv; UPGRADE=1 takes the newest versions)
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-header --quiet \
		$(if $(UPGRADE),--upgrade) --output-file requirements.lock

fonts: ready ## make the bundled fonts from Noto Sans CJK; SOURCE=folder of the .ttc files
	$(PY) -m resources.fonts.subset $(SOURCE)

translations: ready ## gather the strings into resources/i18n and compile them; fails while one has no translation
	$(PY) -m resources.i18n.update

clean: ## remove what runs leave behind (not .venv)
	rm -rf out .mypy_cache .ruff_cache .import_linter_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +
