"""``kill -9`` at random moments of a scripted shift at the whole console: nothing older than a quarter of a second is missing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from models.commands import case
from models.records.case import CaseKind, Stage
from models.records.draft import Draft
from models.records.operation import Desk
from models.repositories import case as cases
from models.store.store import Store, open_store
from tests.support import kills
from tests.support.kills import PROMISED_MS, Round, came_back, missing, oddities, read_log
from tests.support.shift import Snapshot, Stroke
from tests.support.tree import ROOT

KILLS = int(os.environ.get("HOTLINE_KILLS", "5"))
SEED = int(os.environ.get("HOTLINE_SEED", "81890"))

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills by signal and forks")


def test_a_console_killed_again_and_again_loses_nothing_older_than_it_promised(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = [sys.executable, "-m", "tests.support.kills", str(tmp_path), str(KILLS), str(SEED)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    rounds = [msgspec.json.decode(line, type=Round) for line in done.stdout.splitlines()]
    worst = max((found.missing_ms for found in rounds), default=0.0)
    strokes, back = sum(found.strokes for found in rounds), sum(found.restored for found in rounds)
    with capsys.disabled():
        told = f"console killed {len(rounds)} times: {strokes} keystrokes, {back} desks came back, oldest missing keystroke {worst:.0f} ms"
        sys.stdout.write(f"\n{told}\n")
    assert done.returncode == 0, rounds[-1].wrong if rounds else done.stderr
    assert [found.round for found in rounds] == list(range(KILLS))
    assert [wrong for found in rounds for wrong in found.wrong] == []
    assert worst <= PROMISED_MS
    assert sum(found.strokes > 0 for found in rounds) > KILLS // 2, "most consoles must come to work before they are killed"


# --- the examination can fail ----------------------------------------------------------------------------------------------------


def shown(key: str = "call-1", **words: str) -> Snapshot:
    return Snapshot(key=key, case_id="", focus="case.text", cursor=0, words=words)


def strokes(*snapshots: Snapshot | None, what: str = "x") -> list[Stroke]:
    return [Stroke(number=n, at=n, typed=True, what=what, shown=snapshot) for n, snapshot in enumerate(snapshots, 1)]


GROWING = (shown(text="a"), shown(text="ab"), shown(text="abc"))


@pytest.mark.parametrize(
    ("typed", "draft", "written", "lost"),
    [
        (strokes(*GROWING), "abc", "", []),
        (strokes(*GROWING), "ab", "", [3]),
        (strokes(*GROWING), None, "", [3, 2, 1]),
        (strokes(*GROWING), "old", "", [3, 2, 1]),
        (strokes(*GROWING), None, '{"text":"abc"}', []),
        (strokes(*GROWING, None), "abc", "", [4]),
        (strokes(*GROWING, shown("case:1", text="abc")), None, '{"text":"abc"}', []),
        (strokes(*GROWING, shown("call-2", text="z")), None, '{"text":"z"}', [3, 2, 1]),
        (strokes(*GROWING, shown()), None, "", [3, 2, 1]),
    ],
    ids=["all", "the last", "no draft", "an older draft", "written", "on its way", "became a case", "left behind", "cleared"],
)
def test_missing_words_are_seen(typed: list[Stroke], draft: str | None, written: str, lost: list[int]) -> None:
    drafts = {} if draft is None else {"call-1": Draft(key="call-1", text=draft)}
    assert [stroke.number for stroke in missing(typed, drafts, written)] == lost


def test_what_was_taken_back_by_hand_is_not_missing() -> None:
    typed = [*strokes(*GROWING), Stroke(number=4, at=4, typed=False, what="Ctrl+Z", shown=shown())]
    assert missing(typed, {}, "") == []


def test_a_torn_log_is_read_up_to_the_tear(tmp_path: Path) -> None:
    log = tmp_path / "strokes.log"
    lines = [msgspec.json.encode(stroke) for stroke in strokes(*GROWING)]
    log.write_bytes(b"\n".join(lines)[:-5])
    assert [stroke.number for stroke in read_log(log)] == [1, 2]
    assert read_log(tmp_path / "none") == []


def test_a_desk_that_comes_back_elsewhere_is_seen() -> None:
    draft = Draft(key="call-1", text="abc", focus="case.text", cursor=3)
    back = Snapshot(key="call-1", case_id="", focus="case.text", cursor=3, words={"text": "abc"})
    assert came_back(back, draft) == ""
    assert came_back(back, None) == ""
    for other in (shown("call-2", text="abc"), shown(text="ab"), shown(text="abc")):
        assert came_back(other, draft)


def test_an_impossible_case_is_seen(profile_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store: Store = open_store(profile_dir)
    try:
        case.accept(store, Desk(actor=28, desk="28", session="s"), item_code="C03-03", kind=CaseKind.SERVICE, number="")
        assert oddities(store) == []
        real = cases.state

        def closed_and_not(store: Store, case_id: str) -> object:
            return msgspec.structs.replace(real(store, case_id), closed=True, stage=Stage.DISPATCHED)

        monkeypatch.setattr(kills.cases, "state", closed_and_not)
        assert len(oddities(store)) == 3
    finally:
        store.close()
