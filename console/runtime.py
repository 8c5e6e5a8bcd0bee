"""The only place where threads and the event loop live.

Five kinds of thread: this one (Qt and qasync), ``replica`` (one thread that owns both SQLite files), ``reading`` (two, for what takes too
long for that one), ``wire`` (a few, for requests) and ``ring`` (two, for calls).
Presenters write ``await runtime.db(function, …)``; plain slots call ``runtime.spawn(coroutine, owner=self)``.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

import qasync
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog

from models.records.failure import GivenUp

P = ParamSpec("P")
T = TypeVar("T")
S = TypeVar("S")

log = logging.getLogger(__name__)


class Opened(Protocol):
    """What the replica thread owns: a store."""

    def beside(self, wanted: Callable[[], bool]) -> AbstractContextManager[Any]: ...

    def close(self) -> None: ...


class Runtime:
    """Runs presenters' coroutines, and store functions on the thread that owns the store.

    ``on_failure`` is told of every exception that a spawned coroutine did not handle itself.
    """

    def __init__(self, on_failure: Callable[[BaseException], None]) -> None:
        self._on_failure = on_failure
        self._replica = ThreadPoolExecutor(1, thread_name_prefix="replica")
        self._reading = ThreadPoolExecutor(2, thread_name_prefix="reading")
        self._wire = ThreadPoolExecutor(4, thread_name_prefix="wire")
        self._ring = ThreadPoolExecutor(2, thread_name_prefix="ring")
        self._tasks: set[asyncio.Task[Any]] = set()
        self._owned: dict[int, set[asyncio.Task[Any]]] = {}
        self._store: Opened | None = None
        self._ending = False
        self._closing = False

    async def open(self, opener: Callable[[], Opened]) -> None:
        """Open the store on the replica thread. Raises what ``opener`` raises."""
        self._store = await self._on(self._replica, opener)

    def db(self, function: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]:
        """Run ``function(store, …)`` on the replica thread."""
        return self._on(self._replica, lambda: function(self._store, *args, **kwargs))

    def beside(
        self, wanted: Callable[[], bool], function: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Awaitable[T | None]:
        """Run ``function(reader, …)`` over a snapshot of the replica while others write and read; None where it came to no end.

        ``wanted`` is asked in that thread now and then: when it says no, or the program closes, the reading ends there. Where the file
        had to go meanwhile it begins anew.
        """

        def goes_on() -> bool:
            return wanted() and not self._ending

        def read() -> T | None:
            while goes_on() and self._store is not None:
                with contextlib.suppress(GivenUp), self._store.beside(goes_on) as reader:
                    return function(reader, *args, **kwargs)
            return None

        return self._on(self._reading, read)

    def net(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]:
        """Run a blocking request on the wire pool."""
        return self._on(self._wire, lambda: function(*args, **kwargs))

    def ring(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]:
        """Run a blocking request to the call gateway on threads of its own: one listens, one asks. A call waits for no push or pull."""
        return self._on(self._ring, lambda: function(*args, **kwargs))

    def work(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]:
        """Run pure computation (building the search index) beside the window, on the wire pool."""
        return self._on(self._wire, lambda: function(*args, **kwargs))

    def spawn(self, coroutine: Coroutine[Any, Any, None], owner: QObject | None = None) -> None:
        """Start a coroutine, keep it, cancel it with its owner, report its failure. Once everything closes nothing is started any more."""
        if self._closing:
            coroutine.close()
            return
        task = asyncio.get_event_loop().create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._on_done)
        if owner is not None:
            key = id(owner)
            if key not in self._owned:
                self._owned[key] = set()
                owner.destroyed.connect(lambda: self._cancel_of(key))
            self._owned[key].add(task)
            task.add_done_callback(self._owned[key].discard)

    async def ask(self, dialog: QDialog) -> int:
        """Open a dialog without a nested loop; return its result once it is finished."""
        answer: asyncio.Future[int] = asyncio.get_event_loop().create_future()
        dialog.finished.connect(lambda code: None if answer.done() else answer.set_result(code))
        dialog.open()
        return await answer

    async def in_turns(self, steps: Iterable[None]) -> None:
        """Take one step after the other; between two of them the window answers."""
        for _ in steps:
            await asyncio.sleep(0)

    def goes_on(self) -> bool:
        """Tell whether the program goes on. A long computation asks now and then, in its thread, and gives up where it does not."""
        return not self._ending

    async def settle(self) -> None:
        """Wait until no spawned coroutine is left (closing, tests)."""
        while pending := [task for task in self._tasks if task is not asyncio.current_task()]:
            await asyncio.wait(pending)

    async def close(self) -> None:
        """Let what was begun come to its end, then close the store and the threads."""
        self._ending = True
        await self.settle()
        self._closing = True
        if self._store is not None:
            await self._on(self._replica, self._store.close)
            self._store = None
        self._replica.shutdown(wait=True)
        self._reading.shutdown(wait=True)
        self._wire.shutdown(wait=True)
        self._ring.shutdown(wait=True)

    @staticmethod
    def _on(executor: Executor, function: Callable[[], S]) -> Awaitable[S]:
        return asyncio.get_event_loop().run_in_executor(executor, function)

    def _cancel_of(self, key: int) -> None:
        for task in self._owned.pop(key, set()).copy():
            task.cancel()

    def _on_done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if task.cancelled():
            return
        failure = task.exception()
        if failure is not None:
            self._on_failure(failure)


def promise() -> asyncio.Future[Any]:
    """Return a future of the running loop."""
    return asyncio.get_event_loop().create_future()


async def unless(over: asyncio.Future[Any], work: Coroutine[Any, Any, None]) -> None:
    """Wait for ``work``, but no longer than until ``over``: then it is cancelled. Raises what ``work`` raises."""
    task: asyncio.Future[Any] = asyncio.ensure_future(work)
    await asyncio.wait((task, over), return_when=asyncio.FIRST_COMPLETED)
    if task.done():
        task.result()
    else:
        task.cancel()


def run(app: QApplication, main: Callable[[], Coroutine[Any, Any, int]]) -> int:
    """Run the application's coroutine on a loop that is Qt's; return its exit code."""
    loop = begin(app)
    try:
        return int(loop.run_until_complete(main()))
    finally:
        end(loop)


def begin(app: QApplication) -> Any:
    """Return a new loop that is Qt's, made the current one."""
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    return loop


def end(loop: Any) -> None:
    """Close a loop with the timers that it still has.

    Left to the garbage collector they might go in another thread, and a Qt timer that does so takes the program with it.
    """
    timer = loop._timer
    loop.close()
    timer.deleteLater()
    QCoreApplication.sendPostedEvents(timer, QEvent.Type.DeferredDelete.value)
