"""A desk that has worked on its own, for whoever moves it."""

from __future__ import annotations

import copy
import shutil
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from console.move_command import run as move
from models.commands import call
from models.commands.case import accept
from models.records.base import CHINA
from models.records.case import CaseKind
from models.records.catalogue import Line
from models.records.operation import Desk
from models.records.staff import Role
from models.repositories import case as cases
from models.store.clock import SettableClock
from models.store.store import Store, open_store
from tests.models.store.day import Day, a_call

OPERATOR = Desk(actor=28, desk="desk-28", session="ses_28_alone")
LEAD = Desk(actor=2, desk="desk-28", session="ses_2_alone", role=Role.LEAD)
COUNSELLOR = Desk(actor=14, desk="desk-28", session="ses_14_alone", role=Role.COUNSELLOR)
ADMIN = "26"
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=CHINA)


def journal(store: Store, case_id: str) -> list[tuple[str, int, str, str]]:
    """Return what was done to a case: id, operator, moment and the very words, in order."""
    entries = cases.journal(store, case_id, sealed=True)
    return [(entry.op_id, entry.actor, entry.at, repr(entry.body)) for entry in entries]


class Past:
    """A desk that has worked on its own: the four stories, every verb, and a case of the psychology line."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        clock = SettableClock(NOW)
        store = open_store(directory, clock=clock)
        self.cases = Day(store, clock, OPERATOR, LEAD).whole()
        _, self.sealed = accept(store, COUNSELLOR, item_code="C13-01", kind=CaseKind.SERVICE, number="")
        ringing = replace(a_call("call-sealed", clock), line=Line.PSYCHOLOGY)
        call.record_call(store, COUNSELLOR, ringing)
        self.journals = {case_id: journal(store, case_id) for case_id in (*self.cases, self.sealed)}
        self.numbers = {case_id: cases.state(store, case_id, sealed=True).no for case_id in self.journals}
        self.ops = {operation.op_id: operation for operation in store.outbox.operations()}
        store.close()

    def copied(self, directory: Path) -> Past:
        """Return the same desk in another folder: to live through its past takes a while."""
        shutil.copytree(self.directory, directory)
        twin = copy.copy(self)
        twin.directory = directory
        return twin

    def move(self, url: str, code: str, *more: str) -> int:
        given = [code] if code else []
        return move(["move", url, *given, "--as", ADMIN, "--language", "en", "--profile-dir", str(self.directory), *more])

    def files(self) -> dict[str, bytes]:
        found = (path for path in self.directory.rglob("*") if path.is_file())
        return {path.relative_to(self.directory).as_posix(): path.read_bytes() for path in found}
