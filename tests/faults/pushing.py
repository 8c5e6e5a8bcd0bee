"""A desk as a process of its own, without a window: real commands, the real store and engine, and a side journal of what it was told.

It does what it is ordered to through a pipe, and says through another one when a batch leaves, so that it can be killed in mid-push.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Any

from models.commands import case
from models.records.base import Text
from models.records.case import CaseKind
from models.records.journal import Amend, Body, Dispatch, Note
from models.records.operation import Desk
from models.store.store import Store
from sync.client.failures import WireFailure
from sync.protocol.messages import Push, PushAnswer
from tests.support.sidejournal import SideJournal, What
from tests.support.workplace import FrailWire, Workplace, until

LEFT = b"L"
"""What a desk says when a batch leaves."""
RESTED = b"R"
"""What a desk says when everything that it did has come back."""
REST, END = 255, 0
"""The orders to come to rest, and to end once everything that the others did is here; any other is the number of needs to serve."""
PATIENCE = 240.0
_DEEDS: tuple[Body, ...] = (
    Note(text="邻居也来电"),
    Amend(address="瑞祥大道 1 号"),
    Dispatch(partner="P001", name=Text("家家乐")),
)


class TellingWire(FrailWire):
    """A wire that writes down which operations leave and which are acknowledged."""

    def __init__(self, url: str, journal: SideJournal, mouth: int) -> None:
        super().__init__(url, timeouts=(3.05, 15.0))
        self._journal = journal
        self._mouth = mouth

    def push(self, access: str, request: Push) -> PushAnswer:
        self._journal.note(What.LEFT, [operation.op_id for operation in request.operations])
        os.write(self._mouth, LEFT)
        try:
            answer = super().push(access, request)
        except WireFailure:
            self._journal.note(What.CUT)
            raise
        replayed = sum(result.replayed for result in answer.results)
        self._journal.note(What.TOLD, [result.op_id for result in answer.results], replayed)
        return answer


class PushingDesk(Workplace):
    """A workplace that keeps a side journal."""

    def __init__(self, directory: Path, url: str, number: int, password: str, journal: SideJournal, mouth: int) -> None:
        super().__init__(directory, url, number, password, wire=lambda address, **_: TellingWire(address, journal, mouth))
        self._journal = journal

    async def serve(self, text: str) -> None:
        """Serve one citizen: take the need on, and do what comes next."""
        case_id = await self._done(case.accept, item_code="C03-03", kind=CaseKind.SERVICE, number="13800001234", text=text, address="一号")
        for deed in _DEEDS:
            await self._done(case.append, case_id, deed)

    async def _done(self, command: Any, *arguments: object, **named: object) -> str:
        found = await self.threads.db(self._written, command, self.desk, *arguments, **named)
        self.engine.wrote()
        return str(found)

    def _written(self, store: Store, command: Any, desk: Desk, *arguments: object, **named: object) -> str:
        """Run a command; as soon as it has returned, note what it has saved. Return the case's id."""
        before = store.outbox.next_dseq
        command(store, desk, *arguments, **named)
        made = list(store.outbox.some(range(before, store.outbox.next_dseq)))
        self._journal.note(What.SAVED, [operation.op_id for operation in made])
        return next(operation.entity.id for operation in made if operation.entity.type == "case")


def run(desk: PushingDesk, code: str, orders: int, mouth: int) -> None:
    """Work through the orders of a pipe, one byte each, until the one that ends it. Runs in a process of its own."""
    asyncio.run(_worked(desk, code, orders, mouth))


async def _worked(desk: PushingDesk, code: str, orders: int, mouth: int) -> None:
    waiting: asyncio.Queue[int] = asyncio.Queue()

    def heard() -> None:
        told = os.read(orders, 100)
        if not told:
            # Whoever started this desk is no more.
            os._exit(1)
        for order in told:
            waiting.put_nowait(order)

    asyncio.get_running_loop().add_reader(orders, heard)
    await desk.begin(code, seconds=PATIENCE)
    if code:
        # A new desk needs the catalogue before it can take a need on.
        await asyncio.wait_for(desk.engine.caught_up.wait(), PATIENCE)
    while (order := await waiting.get()) != END:
        if order == REST:
            await until(lambda: _at_rest(desk), PATIENCE)
            os.write(mouth, RESTED)
            continue
        for number in range(order):
            await desk.serve(f"第 {number} 件")
    await until(desk.level, PATIENCE)
    await desk.end()


async def _at_rest(desk: PushingDesk) -> bool:
    """Tell whether the desk is in touch, has sent everything and has it back."""
    return not desk.status.away and await desk.settled()
