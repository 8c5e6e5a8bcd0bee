"""The call gateway: a call system tied to the board, the commands, the records and the sessions of those who sit at the phones."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager

from msgspec.structs import replace
from sqlalchemy import Connection, select

from models.records.call import CallState, EndReason, NotReady, OperatorState, Verb
from models.records.call import Refusal as NotDone
from models.rules.permissions import Permission, may
from models.tables.centre import EnrolledDevice, SignedIn
from sync.protocol.calls import CallAnswer, CallCommand
from sync.server.accounts import Caller
from sync.server.calls.alone import Alone
from sync.server.calls.board import Board
from sync.server.calls.commands import Commands
from sync.server.calls.records import Records, Run
from sync.server.calls.sight import line_of
from sync.server.calls.switch import Happening, Switch
from sync.server.centre import Centre
from sync.server.observing import Figures, fault
from sync.server.people import operators
from sync.server.refusal import Refusal

WATCH = 1.0
"""Seconds between two looks at whether those who sit at the phones are still signed in."""
UNCLAIMED = 60.0
"""Seconds after which a seat that no console has claimed, as after a restart of the gateway, is logged out."""
UNATTENDED = 20.0
"""Seconds after which no call rings any more at a seat whose operator has no console that listens: longer than one needs to come back."""
_AGAIN = 1.0


class Gateway:
    """One call system for all desks. It lives within ``running``."""

    def __init__(
        self,
        centre: Centre,
        switch: Switch,
        run: Run,
        tell: Callable[[Mapping[str, int]], None],
        figures: Figures,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        alone: Alone | None = None,
    ) -> None:
        """``run`` runs a function in a thread, ``tell`` is told where the streams stand after calls were written down.

        ``alone`` tells whether another gateway may command (None: there can be none).
        """
        self.board = Board(centre.id("run"), centre.now, switch.capabilities())
        self._centre = centre
        self._switch = switch
        self._alone = alone
        self._run = run
        self._figures = figures
        self._sleep = sleep
        self._records = Records(centre, run, tell, sleep)
        self._commands = Commands(
            self.board,
            switch,
            centre.clock,
            lambda number: any(number == here for here, _ in self._here),
            lambda case: run(line_of, centre, case),
        )
        self._here: Counter[tuple[int, str]] = Counter()
        """Operator and session → how many consoles of theirs listen."""
        self._sessions: dict[int, str] = {}
        """Operator → the session that sits at their seat."""
        self._claiming: Counter[int] = Counter()
        """Operator → how many of their logins are under way."""
        self._empty: dict[int, float] = {}
        """Operator at whose seat nobody sits → when it is logged out (monotonic milliseconds)."""
        self._quiet: dict[int, float] = {}
        """Operator at whose seat no console listens → since when, as far as others do (monotonic milliseconds)."""
        self._bell = asyncio.Event()
        self._linked = asyncio.Event()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Keep everything going; what waits to be written down is written at the end."""
        parts = [self._switching, self._records.write_on, self._watching, self._finishing]
        if self._alone is not None:
            parts.append(self._alone.kept)
        tasks = [asyncio.create_task(self._kept(part)) for part in parts]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self._records.write_last()

    async def ask(self, caller: Caller, command: CallCommand) -> CallAnswer:
        """Carry a command out, or say why not."""
        if not self._commanding:
            answer = CallAnswer(id=command.id, refused=NotDone.LINK_LOST)
        elif command.verb is Verb.LOGIN:
            answer = await self._sit_down(caller, command)
        else:
            answer = await self._commands.ask(caller, command)
        self._figures.calls_commands.labels(answer.refused.value if answer.refused is not None else "accepted").inc()
        return answer

    async def _sit_down(self, caller: Caller, command: CallCommand) -> CallAnswer:
        """Log somebody in. Meanwhile the seat is theirs already: nobody logs it out as one that nobody claims."""
        number = caller.operator.number
        self._claiming[number] += 1
        try:
            answer = await self._commands.ask(caller, command)
            if answer.refused is None:
                self._sessions[number] = caller.session
        finally:
            self._claiming[number] -= 1
            self._claiming += Counter()  # drops those whom nobody waits for any more
        return answer

    @contextmanager
    def listening(self, caller: Caller) -> Iterator[None]:
        """Note that a console of an operator is there, within the block; a seat of theirs that nobody sits at is theirs again."""
        who = caller.operator.number, caller.session
        self._here[who] += 1
        self._figures.calls_listeners.inc()
        self._bell.set()
        try:
            yield
        finally:
            self._here[who] -= 1
            self._here += Counter()  # drops those of whom none listens any more
            self._figures.calls_listeners.dec()

    def look(self) -> None:
        """Look at once whether those who sit at the phones are still signed in: somebody has left."""
        self._bell.set()

    def hear(self, told: Happening) -> None:
        """Take what the call system tells."""
        if told.link:
            self.board.able(self._switch.capabilities())
        before = dict(self.board.calls)
        delta = self.board.take(told)
        if delta is None:
            return
        self._records.keep(delta.calls, before)
        self._figures.calls_deltas.inc()
        self._figures.calls_link.set(self.board.linked)
        if self.board.linked:
            self._linked.set()

    @property
    def _commanding(self) -> bool:
        return self._alone is None or self._alone.commanding

    async def _kept(self, part: Callable[[], Awaitable[None]]) -> None:
        """Run a part that is to run always. What it raises is a mistake of ours and must not be the end of the calls."""
        while True:
            try:
                await part()
                return
            except Refusal:
                pass  # the database is away
            except Exception as error:
                fault(error)
            await self._sleep(_AGAIN)

    async def _switching(self) -> None:
        try:
            await self._switch.run(self.hear)
        finally:
            self.hear(Happening(link=False))

    async def _finishing(self) -> None:
        """Write the end of calls that an earlier gateway saw begin and that are no more."""
        calls = await self._records.unfinished()
        await self._linked.wait()
        ended = {"state": CallState.ENDED, "ended_at": self._centre.now(), "reason": EndReason.LINK_LOST}
        self._records.keep([replace(call, **ended) for call in calls if call.id not in self.board.calls], {})

    async def _watching(self) -> None:
        """Log seats out whose session has ended, whose device was shut out, or which nobody claims or listens at."""
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(WATCH):
                    await self._bell.wait()
            self._bell.clear()
            self._figures.calls_unwritten.set(self._records.waiting)
            self._figures.calls_lost.set(self._records.lost)
            if not self._commanding:
                # Who sits down meanwhile does so at the other gateway: nothing that is known here of that holds any more.
                self._sessions.clear()
                self._empty.clear()
                self._quiet.clear()
            elif self.board.linked and self.board.seats:
                await self._attend()
                await self._log_out()

    async def _attend(self) -> None:
        """Let no call ring where no console listens, give such a seat up after a while, and let calls ring again where one has come back.

        While nobody listens at all, the way here is cut and not a console gone: the telephones go on.
        """
        here, now = {number for number, _ in self._here}, self._centre.clock.mono_ms()
        alone = self.board.seats.keys() - here if here else ()
        self._quiet = {number: self._quiet.get(number, now) for number in alone}
        for number, seat in tuple(self.board.seats.items()):
            quiet = now - self._quiet.get(number, now)
            if number in here and (seat.state, seat.reason) == (OperatorState.NOT_READY, NotReady.UNATTENDED):
                await self._commands.resume(seat)
            elif quiet >= UNCLAIMED * 1000 and not seat.call and seat.state is not OperatorState.ON_CALL:
                await self._commands.leave(seat)
            elif quiet >= UNATTENDED * 1000 and seat.state is OperatorState.READY:
                await self._commands.rest(seat, NotReady.UNATTENDED)

    async def _log_out(self) -> None:
        asked = {*self._sessions.values(), *(session for _, session in self._here)}
        alive = await self._run(sitting, self._centre, asked)
        # Who has sat down meanwhile was not asked about.
        left = {number for number, session in self._sessions.items() if session in asked - alive}
        for number in left:
            del self._sessions[number]
        for number, session in self._here:
            if session in alive:
                self._sessions.setdefault(number, session)
        now, patience = self._centre.clock.mono_ms(), UNCLAIMED * 1000
        empty = [number for number in self.board.seats if self._unclaimed(number)]
        # Whoever has left needs no patience; a seat that nobody has sat at so far may be claimed by a console that comes back.
        self._empty = {number: now if number in left else self._empty.get(number, now + patience) for number in empty}
        for number in [number for number in empty if self._empty[number] <= now]:
            # One after the other: meanwhile somebody may have sat down, or nobody sits there any more.
            seat = self.board.seats.get(number)
            if seat is not None and self._unclaimed(number):
                await self._commands.leave(seat)

    def _unclaimed(self, number: int) -> bool:
        return number not in self._sessions and number not in self._claiming


def sitting(centre: Centre, sessions: Collection[str]) -> frozenset[str]:
    """Return those of the sessions that go on, on devices that are let in, of operators who take calls."""

    def work(connection: Connection) -> frozenset[str]:
        query = select(SignedIn.id, SignedIn.number).join(EnrolledDevice, EnrolledDevice.id == SignedIn.device)
        query = query.where(SignedIn.id.in_(sessions), SignedIn.ended_at == "", EnrolledDevice.revoked_at == "")
        rows = connection.execute(query).all()
        staff = operators(connection, {row.number for row in rows})
        able = {number for number, row in staff.items() if not row.retired and may(row.role, Permission.ACCEPT_CASES)}
        return frozenset(row.id for row in rows if row.number in able)

    return centre.database.ask(work)
