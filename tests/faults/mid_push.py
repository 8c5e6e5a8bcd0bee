"""Kills servers and desks while a push is under way, and counts what was acknowledged and is not there, or is there twice.

``python -m tests.faults.mid_push [--servers 200] [--desks 200] [--postgresql] [--json FILE]`` forks real processes on loopback: the server
as ``main.py server`` starts it, and two desks without a window. It prints one line and ends with 1 where anything was lost or doubled.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
from msgspec.structs import replace

from models.records.base import Record
from tests.faults.left import look_over, read_feed
from tests.faults.theatre import NUMBERS, Theatre, journal_of, profile_of
from tests.support import postgres
from tests.support.sidejournal import What, on_its_way, read_journal

NEEDS = 3
"""Needs that each desk serves between two kills: twelve operations and more."""
LONGEST_SECONDS = 0.25
"""A kill comes at most so long after a batch has left, half of them within a quarter of it: a batch takes 10 to 60 ms."""
SEED = 81890


class Report(Record, frozen=True):
    """The counts. ``mid_push``: kills while a batch was on its way.

    ``replayed``: operations that had been taken in and whose answer was lost. ``lost``: acknowledged and not in the feed. ``unsaved``:
    saved at a desk, and at the end not in the feed. ``duplicates``: more than once in the feed or in a journal. ``wrong`` says in words
    what else is not as it must be.
    """

    database: str
    server_kills: int
    server_mid_push: int
    desk_kills: int
    desk_mid_push: int
    pushes: int
    operations: int
    acknowledged: int
    replayed: int
    lost: int
    unsaved: int
    duplicates: int
    seconds: float = 0.0
    wrong: tuple[str, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether everything is there, once."""
        return not (self.lost or self.unsaved or self.duplicates or self.wrong)


def kill_all(theatre: Theatre, servers: int, desks: int, chance: random.Random) -> tuple[list[int], list[tuple[int, int]]]:
    """Kill; return the moments at which a server died, and those at which which desk did."""
    theatre.open()
    seated = [theatre.seat(number) for number in NUMBERS]
    server_moments: list[int] = []
    for place in range(servers):
        for desk in seated:
            desk.hear_out()
            desk.order(NEEDS)
        theatre.wait_for_batch(*seated)
        theatre.go_on(_wait(place, chance))
        server_moments.append(theatre.close())
        theatre.open()
    desk_moments: list[tuple[int, int]] = []
    for place in range(desks):
        number, other = NUMBERS[place % 2], NUMBERS[(place + 1) % 2]
        desk = theatre.desks[number]
        desk.hear_out()
        desk.order(NEEDS)
        theatre.desks[other].hear_out()
        theatre.desks[other].order(1)
        theatre.wait_for_batch(desk)
        theatre.go_on(_wait(place, chance))
        desk_moments.append((desk.kill(), number))
        theatre.seat(number)
    for desk in theatre.desks.values():
        desk.rest()
    for desk in theatre.desks.values():
        desk.end()
    # Whoever ended first lacks what the other sent after that: both come once more.
    for number in NUMBERS:
        theatre.seat(number).end()
    theatre.close()
    return server_moments, desk_moments


def _wait(place: int, chance: random.Random) -> float:
    """Return how long after a batch has left to kill, in seconds: the first time at once."""
    return LONGEST_SECONDS * chance.random() ** 2 if place else 0.0


def measured(folder: Path, url: str, servers: int, desks: int, seed: int = SEED) -> Report:
    """Kill so many servers and desks and look over what is left."""
    begun = time.monotonic()
    theatre = Theatre(folder, url)
    try:
        server_moments, desk_moments = kill_all(theatre, servers, desks, random.Random(seed))
    finally:
        theatre.end()
    return replace(counted(folder, url, server_moments, desk_moments), seconds=round(time.monotonic() - begun, 1))


def counted(folder: Path, url: str, server_moments: Sequence[int] = (), desk_moments: Sequence[tuple[int, int]] = ()) -> Report:
    """Return what the side journals of a folder say beside what the centre at ``url`` and the stores of the desks hold."""
    journals = {number: read_journal(journal_of(folder, number)) for number in NUMBERS}
    lines = [line for journal in journals.values() for line in journal]
    fed, wrong = read_feed(url)
    acknowledged = {op_id for line in lines if line.what is What.TOLD for op_id in line.ids}
    saved = {op_id for line in lines if line.what is What.SAVED for op_id in line.ids}
    doubled, more = look_over({number: profile_of(folder, number) for number in NUMBERS}, fed)
    return Report(
        database=url.partition(":")[0].partition("+")[0],
        server_kills=len(server_moments),
        server_mid_push=sum(any(on_its_way(journal, moment) for journal in journals.values()) for moment in server_moments),
        desk_kills=len(desk_moments),
        desk_mid_push=sum(on_its_way(journals[number], moment) for moment, number in desk_moments),
        pushes=sum(line.what is What.TOLD for line in lines),
        operations=len(saved),
        acknowledged=len(acknowledged),
        replayed=sum(line.replayed for line in lines),
        lost=len(acknowledged - set(fed)),
        unsaved=len(saved - set(fed)),
        duplicates=sum(count - 1 for count in fed.values()) + doubled,
        wrong=(*wrong, *more),
    )


@contextmanager
def database(folder: Path, postgresql: bool) -> Iterator[str]:
    """Yield the address of an empty database of either kind."""
    if not postgresql:
        yield f"sqlite:///{folder / 'centre.db'}"
        return
    with postgres.running() as uri:
        yield postgres.new_database(uri)


def main(argv: list[str]) -> int:
    """Kill, count, print. Returns 1 where something was lost, doubled or otherwise wrong; then the folder is left."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.mid_push", description="Kill servers and desks in mid-push and count.")
    parser.add_argument("--servers", type=int, default=200)
    parser.add_argument("--desks", type=int, default=200)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--db", default="", help="the address of an empty database; SQLite in the folder where it is left out")
    parser.add_argument("--postgresql", action="store_true", help="on a PostgreSQL that is started for this")
    parser.add_argument("--folder", type=Path, help="where the files are to stay")
    parser.add_argument("--json", type=Path, help="write the counts here")
    options = parser.parse_args(argv)
    folder = options.folder or Path(tempfile.mkdtemp(prefix="hotline-mid-push-"))
    with contextlib.nullcontext(options.db) if options.db else database(folder, options.postgresql) as url:
        report = measured(folder, url, options.servers, options.desks, options.seed)
    sys.stdout.write(told(report) + "\n")
    if options.json:
        options.json.write_bytes(msgspec.json.format(msgspec.json.encode(report), indent=1) + b"\n")
    if not report.clean:
        sys.stdout.write("\n".join((*report.wrong, f"the files are in {folder}", "")))
        return 1
    if options.folder is None:
        shutil.rmtree(folder)
    return 0


def told(report: Report) -> str:
    """Return the counts in a line."""
    return (
        f"{report.database}: {report.server_kills} servers killed ({report.server_mid_push} in mid-push), "
        f"{report.desk_kills} desks ({report.desk_mid_push} in mid-push); {report.operations:,} operations saved, "
        f"{report.acknowledged:,} acknowledged in {report.pushes:,} pushes, {report.replayed:,} answered again; "
        f"acknowledged and lost {report.lost}, saved and lost {report.unsaved}, duplicates {report.duplicates}; {report.seconds} s"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
