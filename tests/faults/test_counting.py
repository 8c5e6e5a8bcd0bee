"""``kill -9`` while somebody counts at a table: no count that was shown is missing, and none is there twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from models.commands import outreach
from models.records.operation import Desk
from models.records.staff import Role
from models.repositories import outreach as events
from models.store.inspection import inspect
from models.store.store import open_store
from tests.models.rules.test_outreach import PLAN

ROOT = Path(__file__).parents[2]
SHOWN = (1, 40)
"""A desk is killed as soon as it has shown so many counts, while it goes on counting."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")

COUNTS = """
import sys
from pathlib import Path
from models.commands import outreach
from models.records.operation import Desk
from models.store.store import open_store

profile, event = Path(sys.argv[1]), sys.argv[2]
store = open_store(profile)
while True:
    _, counted = outreach.count(store, Desk(actor=28, desk="28", session="s"), event, "C11-05")
    print(counted, flush=True)
"""


def shown_until_killed(profile: Path, event: str, many: int) -> list[str]:
    """Let a desk count until it has shown ``many``, kill it, and return every count that it had shown by then."""
    command = [sys.executable, "-c", COUNTS, str(profile), event]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as counting:
        assert counting.stdout is not None
        shown = [counting.stdout.readline() for _ in range(many)]
        os.kill(counting.pid, signal.SIGKILL)
        shown += counting.stdout.readlines()  # what it had shown beyond that, before it died
    assert counting.returncode == -signal.SIGKILL
    return [line.strip() for line in shown if line.endswith("\n")]


def test_a_kill_while_counting_loses_no_count_that_was_shown(profile_dir: Path) -> None:
    store = open_store(profile_dir)
    _, event = outreach.plan_event(store, Desk(actor=12, desk="12", session="s", role=Role.LEAD), PLAN)
    store.close()
    shown: list[str] = []
    for place, many in enumerate(SHOWN, start=1):
        shown += shown_until_killed(profile_dir, event, many)
        store = open_store(profile_dir)
        sheet = events.sheet(store, event)
        assert sheet is not None
        kept = [count.id for count in sheet.counts]
        assert set(shown) <= set(kept)
        # one may be on the disk that it died before showing, each time
        assert len(shown) <= sheet.event.heads == len(set(kept)) <= len(shown) + place
        if place == len(SHOWN):
            assert inspect(store).clean
        store.close()
