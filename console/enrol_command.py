"""``python main.py enrol URL CODE``: make this desk one of a centre's, without a window."""

from __future__ import annotations

import argparse
import platform
import sys
from pathlib import Path

from models.records.base import Text
from models.records.failure import WorldFailure
from models.records.sync import Centre
from models.rules.case_number import make
from models.store.profile import default_dir
from models.store.store import Store, open_store
from sync.client.enrol import enrol
from sync.client.local import StoreLocal
from sync.client.papers import centre_of
from sync.client.transport import HttpWire

_WORDS = {
    "sync.bad_address": "the address has to be https://…; http:// only for this machine itself",
    "sync.unreachable": "the centre cannot be reached; nothing was changed",
    "sync.untrusted": "whoever answers has no certificate that fits the address (--authority names a file of certificates to trust)",
    "sync.garbled": "whoever answers is no centre",
    "sync.code-invalid": "the code is unknown, used or out of date: ask for a new one",
    "sync.device-revoked": "the centre has shut this desk's key out; begin with a new profile",
    "join.other_centre": "this desk belongs to another centre",
    "join.invented": "this profile holds invented cases, which no centre takes; begin with a new profile",
}


def run(argv: list[str]) -> int:
    """Enrol the desk as ``argv`` says, which begins with ``enrol``. Returns 0, or 2 where it could not be done and nothing was changed."""
    options = _parser().parse_args(argv[1:])
    try:
        store = open_store(options.profile_dir, alone=False)
    except WorldFailure as failure:
        return _refused(failure)
    try:
        return _enrol(store, options)
    except WorldFailure as failure:
        return _refused(failure)
    finally:
        store.close()


def _enrol(store: Store, options: argparse.Namespace) -> int:
    known = centre_of(options.profile_dir)
    if known is not None:
        _tell(f"this desk belongs to {known.name.en or known.name.zh} at {known.url} already")
        return 0
    waiting = 0 if store.outbox.joined else store.outbox.count()
    if waiting and not options.with_cases:
        _tell(f"this desk has worked on its own: {waiting} operations would be sent to the centre, and nothing would be lost.")
        _tell("Say --with-cases to do it, or name a new --profile-dir. Nothing was changed.")
        return 2
    wire = HttpWire(options.url, authority=str(options.authority.resolve()) if options.authority else "")
    try:
        asked = Centre(url=options.url.rstrip("/"), name=Text(""), authority=str(options.authority.resolve()) if options.authority else "")
        joined = enrol(store, StoreLocal(), wire, options.profile_dir, asked, options.code, options.name, options.desk)
    finally:
        wire.close()
    _tell(f"this desk belongs to {joined.name.en or joined.name.zh} now; start it with main.py")
    if store.outbox.desk:
        _tell(f"Its cases will have numbers such as {make(store.clock.now().date(), store.outbox.desk, 1)}.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="main.py enrol", description="Make this desk one of a centre's.")
    parser.add_argument("url", help="the centre's address, https://…")
    parser.add_argument("code", help="the enrolment code, good once and for ten minutes")
    parser.add_argument("--name", default=platform.node() or "desk", help="what the administrator reads; else this machine's name")
    parser.add_argument("--desk", type=int, default=0, metavar="N", help="the number for its cases, 1 to 999, where no other desk has it")
    parser.add_argument("--authority", type=Path, help="a file of certificates (PEM) to trust in place of the system's")
    parser.add_argument("--with-cases", action="store_true", help="send what this desk did on its own to the centre")
    parser.add_argument("--profile-dir", type=Path, default=default_dir(), help="the profile, where it is not in its usual place")
    return parser


def _refused(failure: WorldFailure) -> int:
    sys.stderr.write(f"enrol: {_WORDS.get(failure.code, str(failure))}\n")
    return 2


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
