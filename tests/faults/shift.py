"""A shift that is killed over and over: forks a desk, kills it at a random moment, opens the profile and looks everything over.

``python -m tests.faults.shift PROFILE ROUNDS SEED`` writes one JSON line a round and ends with 1 as soon as something is wrong. It is a
process of its own, so that forking meets neither a test's threads nor its open files.
"""

from __future__ import annotations

import os
import random
import select
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from models.commands import caller, case, draft
from models.records.base import Record, Text
from models.records.callback import Step
from models.records.caller import PersonRow
from models.records.case import CaseKind, CloseReason, Verification
from models.records.draft import Draft
from models.records.journal import Acknowledge, CallbackAnswer, Close, Complain, Dispatch, Merge, Verify, WorkDone
from models.records.operation import Desk
from models.repositories import case as cases
from models.repositories import partner
from models.rules.lifecycle import effective
from models.store.inspection import inspect
from models.store.store import Store, open_store

DESK = Desk(actor=28, desk="28", session="ses_28")
WALL, NAME = "P003", Text("新颜粉刷装饰")
LONGEST_SECONDS = 0.12
"""A desk is killed after at most this long; a need takes about 0.05 s from draft to closing."""
WHILE_OPENING = 0.25
"""So many desks are killed counting from their beginning, the others from the first thing that they tell: no machine is too slow."""
PATIENCE_SECONDS = 30


class Told(Record, frozen=True):
    """What the desk said was saved: its last draft's text and how many operations there were."""

    draft: str
    operations: int


class Round(Record, frozen=True):
    """What was found after a kill."""

    round: int
    told: int
    operations: int
    refolded: bool
    wrong: tuple[str, ...]


def work(store: Store, chance: random.Random, say: int) -> None:
    """Serve one citizen after another for ever; tell of everything that is saved once the call that saved it has returned."""
    text = ""
    n = 0

    def saved() -> None:
        os.write(say, msgspec.json.encode(Told(draft=text, operations=store.outbox.next_dseq - 1)) + b"\n")

    while True:
        n += 1
        for letter in f"第{n}位市民家里墙面":
            text += letter
            draft.save_draft(store, Draft(key="desk", text=text))
            saved()
        caller.save_person(store, DESK, PersonRow(id="", name=f"市民{n}", numbers=("057765550101",)))
        _, one = case.accept(store, DESK, item_code="C06-01", kind=CaseKind.SERVICE, number="057765550101", text=text)
        saved()
        for body in (Dispatch(partner=WALL, name=NAME), Acknowledge(), WorkDone()):
            case.append(store, DESK, one, body)
            saved()
        match chance.randrange(4):
            case 0:
                case.append(store, DESK, one, Complain(text="毛糙", partner=WALL, name=NAME))
                case.append(store, DESK, one, Verify(verdict=Verification.VERIFIED, partner=WALL, name=NAME, statement="承认"))
                case.undo_last(store, DESK, one)
            case 1:
                _, other = case.accept(store, DESK, item_code="C06-01", kind=CaseKind.SERVICE, number="057765550101")
                case.append(store, DESK, other, Merge(into=one, into_no="x"))
                case.undo_last(store, DESK, other)
            case _:
                case.append(store, DESK, one, CallbackAnswer(steps=((Step.DONE, True),), score=5))
                case.append(store, DESK, one, Close(reason=CloseReason.DONE, resolved=True))
        saved()


def killed(profile: Path, chance: random.Random) -> Told | None:
    """Let a desk work and kill it at a random moment; return the last thing that it had told, None where it had not come so far."""
    ear, mouth = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(ear)
        work(open_store(profile), chance, mouth)
    os.close(mouth)
    heard = b""
    if chance.random() >= WHILE_OPENING and select.select([ear], [], [], PATIENCE_SECONDS)[0]:
        heard += os.read(ear, 65536)
    end = time.monotonic() + chance.random() * LONGEST_SECONDS
    while (left := end - time.monotonic()) > 0:
        if select.select([ear], [], [], left)[0]:
            heard += os.read(ear, 65536)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    while more := os.read(ear, 65536):
        heard += more
    os.close(ear)
    lines = heard.split(b"\n")[:-1]
    return msgspec.json.decode(lines[-1], type=Told) if lines else None


def examine(store: Store, told: Told | None) -> tuple[str, ...]:
    """Return what is wrong: anything that was told and is not there, and anything that no journal allows."""
    wrong = [f"notice {notice}" for notice in store.notices]
    if told is not None:
        if store.outbox.count() < told.operations:
            wrong.append(f"{told.operations - store.outbox.count()} operations lost")
        texts = [found.text for found in draft.load_drafts(store)]
        if not texts or not texts[0].startswith(told.draft):
            wrong.append("draft lost")
    found = inspect(store)
    if not found.clean:
        wrong.append(f"inspection {found}")
    wrong.extend(_groups(store))
    return tuple(wrong)


def _groups(store: Store) -> list[str]:
    """A verdict and its card, both halves of a merge: all or none."""
    wrong = []
    ids = [row[0] for row in store.read().exec_driver_sql('SELECT id FROM "case"')]
    cards = merges = absorbed = 0
    for case_id in ids:
        for entry in effective(cases.journal(store, case_id)):
            cards += isinstance(entry.body, Verify)
            merges += isinstance(entry.body, Merge)
        absorbed += len(cases.state(store, case_id).merged_from)
    row = partner.by_code(store, WALL)
    if row is None or row.verified_bad != cards:
        wrong.append("cards do not follow from the verdicts")
    if merges != absorbed:
        wrong.append("half a merge")
    return wrong


def main(profile: Path, rounds: int, seed: int) -> int:
    """Kill ``rounds`` times and write a line about each; return 1 if anything was wrong."""
    open_store(profile).close()
    for n in range(rounds):
        told = killed(profile, random.Random(seed * 1_000_003 + n))
        unfolded = behind(profile)
        store = open_store(profile)
        wrong = examine(store, told)
        line = Round(round=n, told=told.operations if told else 0, operations=store.outbox.count(), refolded=unfolded, wrong=wrong)
        store.close()
        sys.stdout.write(msgspec.json.encode(line).decode() + "\n")
        sys.stdout.flush()
        if wrong:
            return 1
    return 0


def behind(profile: Path) -> bool:
    """Tell whether the desk was killed between its two commits, from a copy: the start must meet the files as the kill left them."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(profile, Path(folder) / "copy"))
        outbox, replica = sqlite3.connect(copy / "outbox.db"), sqlite3.connect(copy / "replica.db")
        last = outbox.execute("SELECT max(dseq) FROM op").fetchone()[0]
        applied = replica.execute("SELECT applied_dseq FROM meta").fetchone()[0]
        outbox.close()
        replica.close()
    return bool(last > applied)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
