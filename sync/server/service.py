"""What the routes share: the centre, threads for its work, the gate, the board, the images and the figures."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, nullcontext
from typing import Any, TypeVar

from litestar import Request
from litestar.di import NamedDependency

from sync.server.accounts import Caller, authenticate
from sync.server.bell import Bell
from sync.server.calls.admission import Admission
from sync.server.calls.alone import Alone
from sync.server.calls.service import Gateway
from sync.server.calls.switch import Switch
from sync.server.centre import Centre
from sync.server.crowd import Crowd
from sync.server.gate import Rate, bearer
from sync.server.live import Board
from sync.server.observing import Figures, note
from sync.server.signs import Signs
from sync.server.snapshot import Snapshots
from sync.server.together import Answered, Asked, answer

T = TypeVar("T")

THREADS = {"sqlite": 4, "postgresql": 8}
"""How many requests are worked on at once in one process; the others wait in the event loop, which costs nothing. More threads only take
the interpreter from one another: on SQLite, where nothing is waited for but the disk, 12 cost a seventh more for each pull than 4."""


class Service:
    """One process of the server."""

    def __init__(
        self, centre: Centre, snapshots: Snapshots, switch: Switch | None = None, calls_at: str = "", alone: Alone | None = None
    ) -> None:
        """``switch`` is the call system that this process speaks to, None for none; ``calls_at`` where another one does ('' = nowhere).

        ``alone`` keeps other processes from speaking to it, None where there can be none.
        """
        self.centre = centre
        self.snapshots = snapshots
        self.figures = Figures()
        self.rate = Rate(centre.limits)
        self._commands = Rate.of_commands(centre.limits)
        self._threads = ThreadPoolExecutor(THREADS[centre.database.kind], "work")
        self.pulls: Crowd[Asked, Answered] = Crowd(lambda asked: self.run(answer, centre, self.rate, asked))
        self.board = Board(centre, self.run)
        self.signs = Signs(centre, self.run)
        self._bell = Bell(centre.database.url, self.board.ring) if centre.database.kind == "postgresql" else None
        self.calls = Gateway(centre, switch, self.run, self.tell, self.figures, alone=alone) if switch is not None else None
        self.admission = Admission(centre, self.run, lambda: self.board.sight)
        self.calls_at = "." if switch is not None else calls_at

    async def run(self, work: Callable[..., T], *arguments: Any) -> T:
        """Run a function of the core in a thread, which may ``note`` what it learns of the request."""
        context = contextvars.copy_context()
        return await asyncio.get_running_loop().run_in_executor(self._threads, context.run, work, *arguments)

    def tell(self, heads: Mapping[str, int]) -> None:
        """Let every desk that listens hear what has just been committed here."""
        self.board.heard(heads)
        if self._bell is not None:
            self._bell.ring()

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[None]:
        """Hear the other processes of the centre and the call system, and make images for new desks, as long as the server runs."""
        self.snapshots.start()
        async with (
            self.signs.kept(),
            self._bell.hung() if self._bell is not None else nullcontext(),
            self.calls.running() if self.calls is not None else nullcontext(),
            # Who listens to calls is let in by what was seen last, also where the database is away when they come.
            self.board.listening() if self.calls is not None else nullcontext(),
        ):
            yield

    async def caller(self, request: Request[Any, Any, Any]) -> Caller:
        """Return who makes a request. Raises Refusal of ``admit``."""
        return await self.run(self.admit, bearer(request.headers.get("authorization")))

    async def caller_of_calls(self, request: Request[Any, Any, Any], *, commands: bool = False) -> Caller:
        """Return who makes a request about calls, or commands something: see ``Admission``. Raises Refusal of ``admit``."""
        caller = await self.admission.caller(bearer(request.headers.get("authorization")))
        note(device=caller.device)
        (self._commands if commands else self.rate).count(caller.device)
        return caller

    def admit(self, token: str, *, quarantined: bool = False) -> Caller:
        """Return who is behind an access token, in a thread. Raises Refusal of ``authenticate`` or ``slow-down``."""
        caller = authenticate(self.centre, token, quarantined=quarantined)
        note(device=caller.device)
        self.rate.count(caller.device)
        self.signs.note(caller.device)
        return caller

    def count_stranger(self, request: Request[Any, Any, Any]) -> None:
        """Count a request that nobody vouches for, by where it comes from. Raises Refusal ``slow-down``."""
        self.rate.count(request.client.host if request.client else "")

    def close(self) -> None:
        """End the threads and let go of the database."""
        self.snapshots.close()
        self._threads.shutdown(cancel_futures=True)
        self.centre.close()


Given = NamedDependency[Service]
"""How a route asks for the service."""
