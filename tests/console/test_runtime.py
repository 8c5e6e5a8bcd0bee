"""The one place with threads and the loop: what is spawned is kept, reported, cancelled with its owner, and leaves nothing behind."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import threading
import weakref
from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog

from console.runtime import Runtime, run
from models.records.failure import GivenUp


class Shelf:
    """A store that knows in which thread it was opened, used and closed."""

    def __init__(self) -> None:
        self.threads = [threading.current_thread().name]
        self.closed = False

    def beside(self, _wanted: Callable[[], bool]) -> contextlib.AbstractContextManager[str]:
        raise NotImplementedError

    def close(self) -> None:
        self.threads.append(threading.current_thread().name)
        self.closed = True


def touch(store: Shelf, value: int) -> int:
    store.threads.append(threading.current_thread().name)
    return value * 2


def test_the_store_lives_in_one_thread(qapp: QApplication) -> None:
    shelves: list[Shelf] = []

    async def main() -> int:
        runtime = Runtime(lambda failure: None)

        def opener() -> Shelf:
            shelves.append(Shelf())
            return shelves[0]

        await runtime.open(opener)
        assert await runtime.db(touch, 21) == 42
        assert await runtime.work(lambda: threading.current_thread().name.startswith("wire"))
        await runtime.close()
        return 7

    assert run(qapp, main) == 7
    assert shelves[0].closed
    assert len({*shelves[0].threads}) == 1
    assert shelves[0].threads[0].startswith("replica")


def test_a_failure_of_what_was_spawned_is_told_once(qapp: QApplication) -> None:
    told: list[BaseException] = []

    async def fail() -> None:
        raise LookupError("lost")

    async def main() -> int:
        runtime = Runtime(told.append)
        runtime.spawn(fail())
        await runtime.settle()
        await runtime.close()
        return 0

    run(qapp, main)
    assert [type(failure) for failure in told] == [LookupError]


def test_what_was_spawned_ends_with_its_owner(qapp: QApplication) -> None:
    ended: list[str] = []

    async def wait() -> None:
        try:
            await asyncio.get_running_loop().create_future()
        except asyncio.CancelledError:
            ended.append("cancelled")
            raise

    async def main() -> int:
        told: list[BaseException] = []
        runtime = Runtime(told.append)
        owner = QObject()
        runtime.spawn(wait(), owner=owner)
        await asyncio.sleep(0)
        owner.deleteLater()
        QCoreApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete.value)
        await runtime.settle()
        await runtime.close()
        assert told == []
        return 0

    run(qapp, main)
    assert ended == ["cancelled"]


def test_a_thousand_keystrokes_leave_nothing_behind(qapp: QApplication) -> None:
    class Words:
        pass

    async def keep(_words: Words) -> None:
        await asyncio.sleep(0)

    async def main() -> int:
        runtime = Runtime(lambda failure: None)
        owner = QObject()
        words = [Words() for _ in range(1000)]
        alive = [weakref.ref(word) for word in words]
        for word in words:
            runtime.spawn(keep(word), owner=owner)
        await runtime.settle()
        words.clear()
        del word
        gc.collect()
        assert owner.receivers("2destroyed(QObject*)") < 5
        assert sum(ref() is not None for ref in alive) == 0
        await runtime.close()
        return 0

    run(qapp, main)


def test_nothing_begins_once_everything_closes(qapp: QApplication) -> None:
    begun: list[str] = []

    async def begin() -> None:
        begun.append("begun")

    async def main() -> int:
        runtime = Runtime(lambda failure: None)
        await runtime.close()
        runtime.spawn(begin())
        await asyncio.sleep(0)
        return 0

    run(qapp, main)
    assert begun == []


def test_a_dialog_is_asked_without_a_loop_of_its_own(qapp: QApplication) -> None:
    async def main() -> int:
        runtime = Runtime(lambda failure: None)
        dialog = QDialog()
        asyncio.get_running_loop().call_soon(dialog.accept)
        code = await runtime.ask(dialog)
        await runtime.close()
        return code

    assert run(qapp, main) == 1


def test_a_long_computation_hears_that_the_program_ends_and_closing_does_not_wait_for_it(qapp: QApplication) -> None:
    ended: list[bool] = []

    def compute(wanted: Callable[[], bool]) -> None:
        while wanted():
            pass
        ended.append(wanted())

    async def main() -> int:
        runtime = Runtime(lambda failure: None)

        async def prepare() -> None:
            await runtime.work(compute, runtime.goes_on)

        runtime.spawn(prepare())
        await asyncio.sleep(0)
        await runtime.close()
        return 0

    run(qapp, main)
    assert ended == [False]


class Beside(Shelf):
    """A store that can be read beside its thread. The first reading finds that the file has to go."""

    def __init__(self) -> None:
        super().__init__()
        self.readings = 0

    @contextlib.contextmanager
    def beside(self, _wanted: Callable[[], bool]) -> Iterator[str]:
        self.readings += 1
        if self.readings == 1:
            raise GivenUp
        yield "reader"


def test_what_takes_long_is_read_while_the_thread_of_the_store_answers(qapp: QApplication) -> None:
    began, over = threading.Event(), threading.Event()
    shelf = Beside()

    def read(reader: str, word: str) -> str:
        began.set()
        assert over.wait(30)
        return f"{reader} {word} {threading.current_thread().name.partition('_')[0]}"

    async def main() -> int:
        runtime = Runtime(lambda failure: None)
        await runtime.open(lambda: shelf)
        found = asyncio.ensure_future(runtime.beside(lambda: True, read, "reads"))
        assert await runtime.work(began.wait, 30)
        assert await runtime.db(touch, 21) == 42
        over.set()
        assert await found == "reader reads reading"
        assert shelf.readings == 2
        assert await runtime.beside(lambda: False, read, "reads") is None
        await runtime.close()
        assert shelf.readings == 2
        return 0

    assert run(qapp, main) == 0
