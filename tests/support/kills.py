"""Kills consoles at random moments of a shift and looks over what they leave.

``python -m tests.support.kills FOLDER ROUNDS SEED`` writes one JSON line a round, and ends with 1 where something was wrong. It forks
each console from a process that has imported everything and opened nothing, so that a round begins without a start of Python.
"""

from __future__ import annotations

import os
import random
import select
import shutil
import signal
import sys
import time
from pathlib import Path

import msgspec

from console import assembly  # noqa: F401  imported before the fork, so that a round begins sooner
from models.records.base import Record
from models.records.case import CaseState, Stage, Verification
from models.records.draft import Draft
from models.records.journal import Absorb
from models.repositories import case as cases
from models.rules.lifecycle import effective
from models.rules.ringing import is_ring
from models.search import index  # noqa: F401  as assembly: the console itself loads it late
from models.store.inspection import inspect
from models.store.store import Store, open_store
from tests.support.indexes import shared, warm
from tests.support.shift import Snapshot, Stroke, run_shift

PROMISED_MS = 250
"""No keystroke that is older than this may be missing."""
LONGEST_SECONDS = 3.0
WHILE_OPENING = 0.12
"""So many of the consoles are killed before they have opened."""
FRESH_EVERY = 10
"""After so many rounds on one profile another one begins: examining takes longer as a profile grows."""
PATIENCE_SECONDS = 30


class Round(Record, frozen=True):
    """What was found: keystrokes in the log, the age of the oldest missing one (ms, 0 where none is), cases looked over, what is wrong."""

    round: int
    strokes: int
    missing_ms: float
    cases: int
    restored: bool
    wrong: tuple[str, ...]


def read_log(log: Path) -> list[Stroke]:
    """Return the strokes of a log in order, that which was on its way last of all; a torn last line is left out."""
    strokes: dict[int, Stroke] = {}
    for line in log.read_bytes().splitlines() if log.exists() else ():
        try:
            stroke = msgspec.json.decode(line, type=Stroke)
        except msgspec.MsgspecError:
            continue
        strokes[stroke.number] = stroke
    return [strokes[number] for number in sorted(strokes)]


def missing(strokes: list[Stroke], drafts: dict[str, Draft], written: str) -> list[Stroke]:
    """Return the strokes, newest first, whose words are neither in the draft of their subject nor written into a journal.

    Words that were typed over by words that are safe, or taken back by hand, are no loss; a need that becomes a case takes its words
    along. ``written`` is the text of all operations.
    """
    lost: list[Stroke] = []
    safe: set[tuple[str, str]] = set()
    last = after = next((stroke.shown for stroke in reversed(strokes) if stroke.shown is not None), None)
    for stroke in reversed(strokes):
        shown = stroke.shown
        if shown is None:
            # The console had not taken it in yet.
            lost += [stroke] if stroke.typed else []
            continue
        if stroke.what == "Ctrl+Z":
            safe.add((shown.key, "text"))
        draft = drafts.get(shown.key)
        for field, words in shown.words.items():
            in_draft = draft is not None and words in words_of(draft)
            carried = after is not None and after.words.get(field) == words and (after.key, field) in safe
            if in_draft or carried or words.strip() in written or _served(field, words, shown, last, written):
                safe.add((shown.key, field))
        if any((shown.key, field) not in safe for field in shown.words):
            lost.append(stroke)
        after = shown
    return lost


def _served(field: str, words: str, shown: Snapshot, last: Snapshot | None, written: str) -> bool:
    """Tell whether a field held a choice, or a way to one, that has served: such fields are not words of anybody."""
    if field in ("query", "district", "case.ask"):
        return last is None or last.key != shown.key or last.words.get(field) != words
    return field.startswith("callback.") and field != "callback.comment" and '"callback.answer"' in written


def words_of(draft: Draft) -> set[str]:
    """Return everything that a draft holds, in whichever field it lies now."""
    return {draft.text, draft.query, *draft.fields.values()}


def oddities(store: Store) -> list[str]:
    """Return what cannot be: cases whose facts contradict one another, and halves of merges without the other."""
    found: list[str] = []
    ids = [row[0] for row in store.read().exec_driver_sql('SELECT DISTINCT case_id FROM "entry"').all()]
    for case_id in ids:
        state = cases.state(store, case_id)
        found += [f"{state.no}: {odd}" for odd in _odd(state)]
        journal = effective(cases.journal(store, case_id))
        halves = [entry.body.other for entry in journal if isinstance(entry.body, Absorb)]
        found += [f"{state.no}: took in a case that was not merged" for other in halves if cases.state(store, other).merged_into != case_id]
        if state.merged_into and case_id not in cases.state(store, state.merged_into).merged_from:
            found.append(f"{state.no}: merged into a case that does not know it")
    return found


def _odd(state: CaseState) -> list[str]:
    checks = {
        "closed and yet at another stage": state.closed != (state.stage is Stage.CLOSED),
        "closed without a reason, or a reason without closing": state.closed != (state.close_reason is not None),
        "resolved before it is closed": state.resolved is not None and not state.closed,
        "satisfied without an answer": state.satisfied is not None and not state.callback_done,
        "merged and yet at another stage": bool(state.merged_into) != (state.stage is Stage.MERGED),
        "away with nobody": state.stage in (Stage.DISPATCHED, Stage.ACKNOWLEDGED, Stage.ON_SITE) and state.handler is None,
        "being verified at another stage": (state.verification is Verification.OPEN) != (state.stage is Stage.VERIFYING),
        "a card without a complaint": bool(state.cards) and state.verification in (None, Verification.UNFOUNDED),
    }
    return [what for what, wrong in checks.items() if wrong]


def came_back(opened: Snapshot, before: Draft | None) -> str:
    """Return what is not as the last draft had it, '' where all is."""
    if before is None:
        return ""
    expected = {**before.fields, "text": before.text, "query": before.query}
    words = {name: value for name, value in expected.items() if value}
    pairs = {
        "subject": (opened.key, before.key),
        "case": (opened.case_id, before.case_id),
        "words": (opened.words, words),
    }
    if before.focus:  # where no field had the caret, the console chooses one
        pairs["caret"] = ((opened.focus, opened.cursor), (before.focus, before.cursor))
    return ", ".join(f"{what} {is_!r} for {was!r}" for what, (is_, was) in pairs.items() if is_ != was)


def kill_one(profile: Path, log: Path, seed: int, chance: random.Random) -> int:
    """Fork a console, kill it at a random moment, and return that moment (monotonic, ns)."""
    told, tell = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        os.close(told)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        try:
            run_shift(profile, log, seed, lambda: os.write(tell, b"."))
        finally:
            os._exit(1)
    os.close(tell)
    if chance.random() < WHILE_OPENING:
        select.select([told], [], [], chance.uniform(0, 0.8))
    elif select.select([told], [], [], PATIENCE_SECONDS)[0] and os.read(told, 1):
        select.select([told], [], [], chance.uniform(0.05, LONGEST_SECONDS))
    moment = time.monotonic_ns()
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(told)
    if not os.WIFSIGNALED(status):
        raise RuntimeError(f"the console ended by itself with {os.waitstatus_to_exitcode(status)}")
    return moment


def examine(number: int, profile: Path, log: Path, moment: int, before: Draft | None) -> tuple[Round, Draft | None]:
    """Return what a round left, and the draft that the next console on this profile has to come back to."""
    strokes = read_log(log)
    store = open_store(profile)
    try:
        drafts = {draft.key: draft for draft in store.outbox.drafts()}
        written = "\n".join(f'"{operation.type}" {operation.body}' for operation in store.outbox.operations())
        lost = missing(strokes[1:], drafts, written)
        age = max(((moment - stroke.at) / 1e6 for stroke in lost), default=0.0)
        wrong = [f"{len(lost)} strokes are missing, the oldest {age:.0f} ms old: {lost[-1]}"] if age > PROMISED_MS else []
        found = inspect(store)
        wrong += [] if found.clean else [str(found)]
        wrong += [str(notice) for notice in store.notices]
        wrong += oddities(store)
        opened = strokes[0].shown if strokes else None
        difference = came_back(opened, before) if opened is not None else ""
        wrong += [f"came back with {difference}"] if difference else []
        count = store.read().exec_driver_sql('SELECT count(*) FROM "case"').scalar_one()
        # A number that waits to be rung is no place at which somebody was.
        latest = next((draft for draft in store.outbox.drafts() if not is_ring(draft.key)), None)
        result = Round(
            round=number,
            strokes=max(len(strokes) - 1, 0),
            missing_ms=age,
            cases=count,
            restored=opened is not None and before is not None,
            wrong=tuple(wrong),
        )
        return result, latest
    finally:
        store.close()


def main(folder: Path, rounds: int, seed: int) -> int:
    """Kill and examine; return 1 where something was wrong, with the profile and the log left in ``folder``."""
    with shared():
        warm()
        return _rounds(folder, rounds, seed)


def _rounds(folder: Path, rounds: int, seed: int) -> int:
    chance = random.Random(seed)
    profile, before = folder / "profile", None
    for number in range(rounds):
        if number % FRESH_EVERY == 0:
            shutil.rmtree(profile, ignore_errors=True)
            before = None
        log = folder / "strokes.log"
        log.unlink(missing_ok=True)
        moment = kill_one(profile, log, seed + number, chance)
        result, before = examine(number, profile, log, moment, before)
        sys.stdout.write(msgspec.json.encode(result).decode() + "\n")
        sys.stdout.flush()
        if result.wrong:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
