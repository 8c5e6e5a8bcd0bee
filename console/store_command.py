"""``python main.py store rebuild|check|backup|mark`` and ``python main.py seed``: looking after a profile without a window."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from console.command_words import code_of, heard, system_language, told
from models.commands.mark import mark_device
from models.commands.seed import seed
from models.records.failure import StoreFailure, WorldFailure
from models.records.operation import Desk
from models.records.staff import Role
from models.store.failures import told as world
from models.store.inspection import Inspection, inspect
from models.store.profile import OUTBOX, REPLICA, default_dir
from models.store.scans import back_up
from models.store.store import Store, open_store, rebuild
from models.store.versions import backup

MACHINE = Desk(actor=0, desk="", session="", role=Role.ADMIN)
"""Whoever may work on the machine itself is its administrator."""

QUIET_SECONDS = 1.0
"""Work that takes no longer than this shows no progress."""


def run(argv: list[str]) -> int:
    """Do what ``argv`` says, which begins with ``store`` or ``seed``.

    Returns 0 if all is well, 1 if something was found or the data could not be used, 2 if what was asked for cannot be done.
    """
    arguments = _PARSERS[argv[0]]().parse_args(argv[1:])
    return heard(lambda: _carry_out(arguments))


def _carry_out(arguments: argparse.Namespace) -> int:
    progress = ProgressLine()
    try:
        if arguments.work is not _seed:
            _must_be_there(arguments.profile_dir)
        store = open_store(arguments.profile_dir, progress=progress)
    except WorldFailure as failure:
        return _refused(failure)
    try:
        for notice in store.notices:
            _tell(told(notice).in_(system_language()))
        return int(arguments.work(store, progress, arguments))
    except WorldFailure as failure:
        return _refused(failure)
    finally:
        progress.end()
        store.close()


def _must_be_there(directory: Path) -> None:
    """Raise StoreFailure ``store.missing`` where no profile lies: looking after one makes none."""
    with world(directory):
        if not any((directory / name).exists() for name in (OUTBOX, REPLICA)):
            raise StoreFailure("store.missing")


class ProgressLine:
    """One line on standard error that tells how far long work has come."""

    def __init__(self) -> None:
        self._begin = time.monotonic()
        self._shown = 0.0
        self._width = 0

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show progress, ten times a second at most, once the work has taken longer than a moment."""
        now = time.monotonic()
        if now - self._begin < QUIET_SECONDS or (now - self._shown < 0.1 and done < total):
            return
        self._shown = now
        share = f" ({100 * done // total}%)" if total else ""
        line = f"{what} {done}/{total}{share}"
        sys.stderr.write("\r" + line.ljust(self._width))
        sys.stderr.flush()
        self._width = len(line)

    def end(self) -> None:
        """End the line, if there is one."""
        if self._width:
            sys.stderr.write("\n")
            self._width = 0


def _rebuild(store: Store, progress: ProgressLine, _: argparse.Namespace) -> int:
    rebuild(store, progress)
    progress.end()
    _tell(f"replica.db folded again from {store.outbox.count()} operations")
    return 0


def _check(store: Store, progress: ProgressLine, _: argparse.Namespace) -> int:
    found = inspect(store, progress)
    progress.end()
    for line in _findings(found):
        _tell(line)
    return 0 if found.clean else 1


def _backup(store: Store, _progress: ProgressLine, _: argparse.Namespace) -> int:
    _tell(f"copied to {backup(store.outbox.database, store.clock)}")
    copied = back_up(store)
    if copied:
        _tell(f"attachments beside it: {copied}")
    return 0


def _mark(store: Store, _progress: ProgressLine, arguments: argparse.Namespace) -> int:
    letter = arguments.letter.upper()
    mark_device(store, MACHINE, letter)
    _tell(f"case numbers of this device carry {letter} from now on" if letter else "case numbers of this device carry no letter")
    return 0


def _seed(store: Store, progress: ProgressLine, arguments: argparse.Namespace) -> int:
    seed(store, MACHINE, cases=arguments.cases, seed=arguments.seed, end=store.clock.now(), progress=progress)
    progress.end()
    _tell(f"{arguments.cases} invented cases filled in")
    return 0


_WORK: dict[str, Callable[[Store, ProgressLine, argparse.Namespace], int]] = {"rebuild": _rebuild, "check": _check, "backup": _backup}


def _findings(found: Inspection) -> list[str]:
    lines = [
        f"outbox.db: {'whole' if found.outbox_sound else 'DAMAGED'}, {found.operations} operations",
        f"replica.db: {'whole' if found.replica_sound else 'DAMAGED'}",
    ]
    if found.gaps:
        lines.append(f"missing operations: {len(found.gaps)}, the first is number {found.gaps[0]}")
    if found.broken:
        lines.append(f"operations whose seal does not fit: {len(found.broken)}, the first is number {found.broken[0]}")
    if found.foreign:
        lines.append(f"operations sealed with a key that is gone, only their digests checked: {found.foreign}")
    if found.lost:
        lines.append(f"operations that damage took away: {found.lost}; rows of theirs that are left cannot be made again")
    lines += _scans(found)
    if found.differing:
        lines.append(f"tables that do not follow from the operations: {', '.join(found.differing)}")
    if found.clean:
        lines.append("every row follows from the operations")
    return lines


def _scans(found: Inspection) -> list[str]:
    """Return what is to be said of the scans: what is damaged and what is not here are two things."""
    scans = found.scans
    lines = [f"attachments: {scans.here} here and whole"] if scans.here else []
    lines += [f"attachment DAMAGED, and in no backup: {digest}" for digest in scans.damaged]
    where = "the centre gives it to whoever opens it" if found.joined else "put it back from a copy of the profile"
    lines += [f"attachment not here: {scan.sha256} ({scan.name}, taken in at desk {scan.desk or '-'}); {where}" for scan in scans.absent]
    return lines


def _store_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="main.py store", description="Look after the data of this desk.")
    works = parser.add_subparsers(required=True, metavar="rebuild|check|backup|mark")
    helps = {"rebuild": "fold all operations again", "check": "look everything over", "backup": "copy what is precious to backups/"}
    for name, work in _WORK.items():
        child = works.add_parser(name, help=helps[name])
        child.add_argument("--profile-dir", type=Path, default=default_dir(), help="the profile, where it is not in its usual place")
        child.set_defaults(work=work)
    mark = works.add_parser("mark", help="tell a second device of the same desk apart in case numbers")
    mark.add_argument("letter", help="a letter, or '' for none")
    mark.add_argument("--profile-dir", type=Path, default=default_dir(), help="the profile, where it is not in its usual place")
    mark.set_defaults(work=_mark)
    return parser


def _seed_parser() -> argparse.ArgumentParser:
    """The profile must be named, so that nobody fills the desk's own with invented citizens by mistake."""
    parser = argparse.ArgumentParser(prog="main.py seed", description="Fill a profile with invented callers and cases of the last year.")
    parser.add_argument("--cases", type=int, required=True, help="how many cases")
    parser.add_argument("--seed", type=int, default=28, help="the same seed and moment make the same rows")
    parser.add_argument("--profile-dir", type=Path, required=True, help="the profile to fill")
    parser.set_defaults(work=_seed)
    return parser


_PARSERS = {"store": _store_parser, "seed": _seed_parser}


def _refused(failure: WorldFailure) -> int:
    sys.stderr.write(told(failure).in_(system_language()) + "\n")
    return code_of(failure)


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
