"""A workplace without a window: a real store in its thread, the real engine, the real transport to a server on loopback."""

from __future__ import annotations

import asyncio
import random
import time
import traceback
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
import requests

from models.commands import case as cases_commands
from models.records.base import Text
from models.records.case import CaseKind, CaseState
from models.records.feed import Cursor
from models.records.journal import Amend, Body
from models.records.operation import Changes, Desk
from models.records.sync import Centre, SyncStatus
from models.repositories import case as cases
from models.store.centre import cursors
from models.store.clock import Clock, SystemClock
from models.store.store import Store, open_store
from sync.client.account import Credentials
from sync.client.blob_wire import HttpBlobWire
from sync.client.engine import Engine, Heard
from sync.client.enrol import enrol
from sync.client.failures import Unreachable
from sync.client.local import StoreLocal
from sync.client.ports import Ground
from sync.protocol.messages import Heads, PresenceRow, Push, PushAnswer

Sleep = Callable[[float], Awaitable[None]]

PATIENCE = 90.0
"""Seconds in which real desks have to agree, a busy machine allowed for."""


class FrailWire(HttpBlobWire):
    """A wire that can be pulled out, and whose answers can be lost after the server has done what was asked."""

    down = False
    losses = 0

    def push(self, access: str, request: Push) -> PushAnswer:
        answer = super().push(access, request)
        if self.losses:
            self.losses -= 1
            raise Unreachable("cut")
        return answer

    def _send(self, *args: Any, **kwargs: Any) -> Any:
        if self.down:
            raise Unreachable("refused")
        return super()._send(*args, **kwargs)


class Threads:
    """One thread for the store, some for the wire."""

    def __init__(self) -> None:
        self.replica = ThreadPoolExecutor(1, "replica")
        self.wire = ThreadPoolExecutor(4, "wire")
        self.store: Store | None = None

    def db(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Awaitable[Any]:
        return self._on(self.replica, lambda: function(self.store, *args, **kwargs))

    def net(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Awaitable[Any]:
        return self._on(self.wire, lambda: function(*args, **kwargs))

    def close(self) -> None:
        self.replica.shutdown()
        self.wire.shutdown()

    @staticmethod
    def _on(executor: Executor, work: Callable[[], Any]) -> Awaitable[Any]:
        return asyncio.get_running_loop().run_in_executor(executor, work)


class Workplace:
    """A desk and the operator at it. ``begin`` and ``end`` may follow one another: the profile stays."""

    def __init__(
        self,
        directory: Path,
        url: str,
        number: int,
        password: str,
        *,
        clock: Clock | None = None,
        sleep: Sleep = asyncio.sleep,
        wire: Callable[..., FrailWire] = FrailWire,
    ) -> None:
        """``clock`` and ``sleep`` are those of the machine unless others are given, ``wire`` makes the way to the server."""
        self._wired = wire
        self.clock = clock or SystemClock()
        self.sleep = sleep
        self.directory = directory
        self.url = url
        self.number = number
        self.password = password
        self.changes: list[Changes] = []
        self.statuses: list[SyncStatus] = []
        self.present: list[tuple[PresenceRow, ...]] = []
        self.failures: list[BaseException] = []
        self.threads: Threads
        self.wire: FrailWire
        self.engine: Engine

    async def begin(self, code: str = "", seconds: float = 0.0) -> None:
        """Open the store, enrol with ``code`` where there is one, and let the engine run.

        A server that is only just starting is asked again for so many ``seconds``.
        """
        self.threads = Threads()
        self.wire = self._wired(self.url, timeouts=(3.05, 15.0))
        self.threads.store = await self.threads._on(self.threads.replica, lambda: open_store(self.directory, alone=False, clock=self.clock))
        if code:
            await until(lambda: self._enrolled(code), seconds)
        ground = Ground(
            local=StoreLocal(),
            wire=self.wire,
            threads=self.threads,
            clock=self.clock,
            sleep=self.sleep,
            chance=random.Random(self.number),
            room=self.directory / "fetch",
            blobs=self.wire,
        )
        heard = Heard(changes=self.changes.append, status=self.statuses.append, presence=self.present.append, failure=self.failures.append)
        self.engine = Engine(ground, Text(""), heard)
        self.sign_in()
        self.engine.start()

    async def _enrolled(self, code: str) -> bool:
        centre = Centre(url=self.url, name=Text(""))
        try:
            await self.threads.db(enrol, StoreLocal(), self.wire, self.directory, centre, code, str(self.number))
        except Unreachable:
            return False
        return True

    def sign_in(self) -> None:
        """Let the operator sit down."""
        self.engine.sign_in(Credentials(self.number, self.password))

    async def end(self) -> None:
        """Stop the engine and close the store."""
        await self.engine.stop()
        self.wire.close()
        if self.threads.store is not None:
            await self.threads.db(Store.close)
        self.threads.close()
        assert not self.failures, "".join("".join(traceback.format_exception(failure)) for failure in self.failures)

    @property
    def status(self) -> SyncStatus:
        return self.engine.standing.status

    @property
    def desk(self) -> Desk:
        session = self.engine.account.session
        return Desk(actor=self.number, desk=f"desk-{self.number}", session=session.id if session else f"off_{self.number}")

    async def accept(self, text: str = "") -> str:
        """Accept a case and return its id."""
        _, case_id = await self.threads.db(
            cases_commands.accept, self.desk, item_code="C03-03", kind=CaseKind.SERVICE, number="13800001234", text=text, address="一号"
        )
        self.engine.wrote()
        return str(case_id)

    async def append(self, case_id: str, body: Body) -> None:
        """Do something to a case."""
        await self.threads.db(cases_commands.append, self.desk, case_id, body)
        self.engine.wrote()

    async def amend(self, case_id: str, **fields: str) -> None:
        """Change words of a case."""
        await self.append(case_id, Amend(**fields))

    async def state(self, case_id: str) -> CaseState | None:
        """Return a case as this desk shows it, None where it knows none."""
        found: CaseState | None = await self.threads.db(_state, case_id)
        return found

    async def journal(self, case_id: str) -> list[tuple[str, str]]:
        """Return the journal of a case as (operation, outcome) in order."""
        entries = await self.threads.db(cases.journal, case_id)
        return [(entry.op_id, str(entry.outcome)) for entry in entries]

    async def level(self) -> bool:
        """Tell whether this desk has everything of the centre that its operator may read. Asks the centre past the engine."""
        session = self.engine.account.session
        if session is None:
            return False
        heads = await self.threads.net(_heads, self.url, session.access)
        if heads is None:
            return False
        epoch, at = await self.threads.db(cursors)
        return epoch == heads.epoch and all(at.get(stream, Cursor()).seq == n for stream, n in heads.heads.items())

    async def settled(self) -> bool:
        """Tell whether everything that this desk did has come back in the feed."""
        return bool(await self.threads.db(_all_confirmed))


async def ready(*desks: Workplace) -> bool:
    """Tell whether every desk has all that the centre has for it."""
    return all([await desk.level() for desk in desks])


async def at_one(*desks: Workplace) -> bool:
    """Tell whether everything that any of the desks did has come to all of them.

    Each has its own back, and in the streams that all read they have come equally far: so nobody lacks what another did.
    """
    if not all([await desk.settled() for desk in desks]):
        return False
    reached = [await desk.threads.db(cursors) for desk in desks]
    shared = set.intersection(*({stream for stream in found if not stream.startswith("me/")} for _, found in reached))
    return all({stream: found[stream] for stream in shared} == {stream: reached[0][1][stream] for stream in shared} for _, found in reached)


def _heads(url: str, access: str) -> Heads | None:
    """Return where the streams stand at the centre, None where it does not tell: a token may just have run out."""
    headers = {"Authorization": f"Bearer {access}", "Accept": "application/json"}
    answer = requests.get(f"{url}/v1/live", params={"wait": "0"}, headers=headers, timeout=30)
    return msgspec.json.decode(answer.content, type=Heads) if answer.ok else None


def _state(store: Store, case_id: str) -> CaseState | None:
    return cases.state(store, case_id) if cases.journal(store, case_id) else None


def _all_confirmed(store: Store) -> bool:
    return not store.replica.database.raw.execute("SELECT 1 FROM pending").fetchall() and not store.outbox.pending()


async def until(what: Callable[[], Awaitable[bool]], seconds: float = PATIENCE) -> None:
    """Wait for something that has to be looked up."""
    end = time.monotonic() + seconds
    while not await what():
        assert time.monotonic() < end, f"not within {seconds} s"
        await asyncio.sleep(0.05)
