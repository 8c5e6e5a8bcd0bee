"""``kill -9`` of the whole console at random moments of a shift: nothing older than 250 ms is missing, and it comes back as it was."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from tests.support.kills import PROMISED_MS, Round

KILLS = int(os.environ.get("HOTLINE_KILLS", "5"))
SEED = int(os.environ.get("HOTLINE_SEED", "81890"))
ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills by signal and forks")


def test_nothing_older_than_a_quarter_of_a_second_is_lost(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = [sys.executable, "-m", "tests.support.kills", str(tmp_path), str(KILLS), str(SEED)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    rounds = [msgspec.json.decode(line, type=Round) for line in done.stdout.splitlines() if line.startswith("{")]
    oldest = max((found.missing_ms for found in rounds), default=0.0)
    with capsys.disabled():
        strokes = sum(found.strokes for found in rounds)
        print(f"\n{len(rounds)} kills, {strokes} keystrokes, oldest missing {oldest:.0f} ms", end=" ")  # noqa: T201
    assert len(rounds) == KILLS, done.stderr[-2000:]
    assert [found for found in rounds if found.wrong] == []
    assert oldest <= PROMISED_MS
    assert done.returncode == 0
