"""A wire to a centre on paper: no sockets, no server, but the real store, the real engine and the real window before it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from models.records.base import Text
from models.records.board import DeskBoard, DeskRow, Hearers, Life
from models.records.staff import OperatorRow, Role
from models.records.vouch import Vouch
from models.rules import access
from models.store.clock import SystemClock, stamp
from sync.client.failures import Unreachable
from sync.client.ports import Event, LiveStream, Pulled
from sync.protocol.messages import (
    Challenge,
    Enrol,
    Enrolled,
    Heads,
    Manifest,
    Meta,
    Presence,
    PresenceRow,
    Pull,
    PullEnd,
    Push,
    PushAnswer,
    Pushed,
    Session,
    SignIn,
    VouchAsked,
)
from sync.protocol.problems import Code
from tests.support.centre import PaperCentre
from tests.support.memory import META, PASSWORD, refusal

NAMES = {14: ("项文静", Role.COUNSELLOR), 28: ("林晓", Role.OPERATOR), 12: ("潘素珍", Role.OPERATOR)}


class PaperVouching:
    """The centre's word for a second person; ``vouched`` are those whose password was given at this desk, right or wrong."""

    def __init__(self) -> None:
        self.vouched: list[int] = []

    def vouch(self, access: str, request: VouchAsked) -> Vouch:
        self._reach()
        self.vouched.append(request.number)
        if request.password != PASSWORD:
            raise refusal(Code.LOGIN_FAILED)
        return Vouch(id=f"vch_{len(self.vouched)}", until=_now(), sig="paper")

    def _reach(self) -> None:
        raise NotImplementedError


class PaperWire(PaperVouching):
    """``sync.client.ports.Wire`` for one desk. ``down`` pulls the cable.

    ``told`` are those who have a case open elsewhere, ``gateway`` is where the call gateway answers, '' where there is none.
    """

    def __init__(self, paper: PaperCentre) -> None:
        self.paper = paper
        self.down = False
        self.gateway = ""
        self.told: tuple[PresenceRow, ...] = ()
        self.present_here: list[Presence] = []
        super().__init__()
        self.roles = {number: role for number, (_, role) in NAMES.items()}
        self._closed = threading.Event()
        self._number = 0

    def close(self) -> None:
        self._closed.set()

    def meta(self) -> Meta:
        self._reach()
        return replace(META, epoch=self.paper.epoch, now=_now(), calls=self.gateway)

    def enrol(self, request: Enrol) -> Enrolled:
        raise refusal(Code.CODE_INVALID)

    def nonce(self) -> Challenge:
        self._reach()
        return Challenge(nonce="nonce")

    def sign_in(self, request: SignIn) -> Session:
        self._reach()
        if request.password != PASSWORD or request.number not in self.roles:
            raise refusal(Code.LOGIN_FAILED)
        self._number = request.number
        return self._session()

    def refresh(self, token: str) -> Session:
        self._reach()
        return self._session()

    def sign_out(self, access: str, session: str) -> None:
        self._reach()

    def push(self, access: str, request: Push) -> PushAnswer:
        self._reach()
        told = self.paper.push(request.operations)
        return PushAnswer(results=tuple(Pushed(**{name: getattr(one, name) for name in one.__struct_fields__}) for one in told))

    def pull(self, access: str, request: Pull) -> Pulled:
        self._reach()
        if set(request.cursors) - set(self._reads()):
            raise refusal(Code.FORBIDDEN_STREAM)
        rows, ends = self.paper.page(request.cursors, request.limit, request.cursors)
        heads = {stream: len(self.paper.feed.get(stream, ())) for stream in request.cursors}
        more = any(ends[stream].seq < heads[stream] for stream in request.cursors)
        return Pulled(rows=tuple(rows), end=PullEnd(epoch=self.paper.epoch, cursors=ends, heads=heads, more=more))

    def live(self, access: str) -> LiveStream:
        self._reach()
        return _Channel(self)

    def poll(self, access: str, known: dict[str, int]) -> Event:
        raise Unreachable("cut")

    def present(self, access: str, request: Presence) -> None:
        self._reach()
        self.present_here.append(request)

    def manifest(self, access: str) -> Manifest:
        self._reach()
        raise refusal(Code.NOT_FOUND)

    def desks(self, access: str) -> DeskBoard:
        self._reach()
        row = DeskRow(device="dev_28", desk=28, name="W28", operator=self._number, life=Life.HERE, seen_at=_now(), pushed_at="")
        return DeskBoard(now=_now(), desks=(row,))

    def hearers(self, access: str) -> Hearers:
        self._reach()
        return Hearers(numbers=())

    def download(self, access: str, sha256: str, target: Path, size: int, progress: Callable[[int], None]) -> None:
        raise refusal(Code.NOT_FOUND)

    def heads(self) -> Heads:
        """Return where the streams stand that the operator reads."""
        return Heads(epoch=self.paper.epoch, heads={stream: len(self.paper.feed.get(stream, ())) for stream in self._reads()})

    def waits(self) -> bool:
        """Wait for a moment; tell whether the desk has closed the wire."""
        return self._closed.wait(0.02)

    def _reach(self) -> None:
        if self.down or self._closed.is_set():
            raise Unreachable("refused")

    def _reads(self) -> tuple[str, ...]:
        return access.reads(self.roles[self._number], self._number)

    def _session(self) -> Session:
        number = self._number
        operator = OperatorRow(number=number, name=Text(NAMES[number][0]), role=self.roles[number], desk=number)
        return Session(id=f"ses_{number}", operator=operator, access="a", refresh="r", expires_in=900, reads=self._reads())


class _Channel:
    """Heads and presence as they change, until the cable is pulled."""

    def __init__(self, wire: PaperWire) -> None:
        self._wire = wire
        self._heads: Heads | None = None
        self._told: tuple[PresenceRow, ...] | None = None
        self._closed = threading.Event()

    def next(self) -> Event | None:
        while not self._closed.is_set() and not self._wire.waits():
            if self._wire.down:
                raise Unreachable("cut")
            if (heads := self._wire.heads()) != self._heads:
                self._heads = heads
                return Event(heads=heads)
            if (told := self._wire.told) != self._told:
                self._told = told
                return Event(presence=told)
        return None

    def close(self) -> None:
        self._closed.set()


def _now() -> str:
    return stamp(SystemClock().now())
