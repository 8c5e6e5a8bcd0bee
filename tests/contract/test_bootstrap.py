"""A fresh desk begins with the image of a running centre, and shows the same as one that was told everything row by row."""

from __future__ import annotations

import asyncio
import random
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from models.commands import case as cases_commands
from models.records.base import Text
from models.records.caller import PersonRow
from models.records.case import CaseKind, Verification
from models.records.catalogue import Line
from models.records.effects import Content, PersonSave, SearchChose
from models.records.journal import Amend, Complain, Dispatch, Merge, Note, Verify, WorkDone
from models.records.operation import Desk, Entity, Operation
from models.store.comparison import differing_tables
from models.store.store import Store, open_store
from sync.client.failures import Refused, Unreachable
from sync.protocol.messages import Manifest
from sync.protocol.problems import STATUS, Code, Problem, type_of
from sync.server import devices
from sync.server.centre import Centre
from sync.server.founding import new_epoch
from sync.server.push import push
from sync.server.snapshot_maker import Plan
from tests.support.desks import PASSWORD, signed_in
from tests.support.serving import serving
from tests.support.workplace import FrailWire, Workplace, until

CASES = 60
ONE = Plan(least=1, share=0.0, quiet=0.0, apart=3600.0)
"""One image for each history."""
PARTNER = Text("新颜粉刷装饰")
RECOVERY = 60.0
"""Seconds, on a machine that has much else to do."""


class ImageWire(FrailWire):
    """A wire that tells which parts of images were asked for.

    It can be ``blind`` for images, ``cut`` so many times in mid-file, and can wait with a download until ``go`` is set.
    """

    blind = False
    cuts = 0

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked: list[str] = []
        self.answered: list[int] = []
        self.waits = threading.Event()
        self.go = threading.Event()
        self.go.set()

    def manifest(self, access: str) -> Manifest:
        if self.blind:
            raise Refused(Problem(type=type_of(Code.NOT_FOUND), title="", status=STATUS[Code.NOT_FOUND]))
        return super().manifest(access)

    def download(self, access: str, sha256: str, target: Path, size: int, progress: Callable[[int], None]) -> None:
        self.waits.set()
        self.go.wait(RECOVERY)

        def told(done: int) -> None:
            progress(done)
            if self.cuts and done < size:
                self.cuts -= 1
                raise Unreachable("cut")

        super().download(access, sha256, target, size, told)

    def _send(self, method: str, path: str, *args: Any, **kwargs: Any) -> Any:
        response = super()._send(method, path, *args, **kwargs)
        if path.startswith("/snapshot/files/"):
            self.asked.append((kwargs.get("more") or {}).get("Range", ""))
            self.answered.append(response.status_code)
        return response


class Blind(ImageWire):
    """Everything comes row by row."""

    blind = True


Comer = Callable[..., AbstractAsyncContextManager[Workplace]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the centre's images lie."""
    return tmp_path / "images"


@pytest.fixture
def served(centre: Centre, folder: Path) -> Iterator[str]:
    """The address of a server that makes an image as soon as it can."""
    busy(centre)
    with serving(centre, folder, ONE) as address:
        yield address


@pytest.fixture
def comes(centre: Centre, served: str, tmp_path: Path) -> Comer:
    """Let a desk come: a new one, or one whose folder is there already."""

    @asynccontextmanager
    async def come(name: str, number: int = 28, wire: type[ImageWire] = ImageWire, **wires: object) -> AsyncIterator[Workplace]:
        def made(*args: Any, **kwargs: Any) -> ImageWire:
            one = wire(*args, **kwargs)
            for attribute, value in wires.items():
                setattr(one, attribute, value)
            return one

        desk = Workplace(tmp_path / name, served, number, PASSWORD, wire=made)
        await desk.begin(devices.make_code(centre, 0).code)
        try:
            yield desk
        finally:
            await desk.end()

    return come


def busy(centre: Centre) -> None:
    """Let something of every kind happen at the centre, on both of its lines."""
    desk, caller = signed_in(centre, 28)
    chance = random.Random(3)
    made: list[Operation] = []
    rev: dict[str, int] = {}

    def act(case: str, deed: Content, **more: Any) -> None:
        made.append(desk.act(case, deed, rev[case], **more))
        rev[case] += 1

    for number in range(CASES):
        made.append(accepted := desk.accept())
        case = accepted.entity.id
        rev[case] = 1
        act(case, Note(text="".join(chance.choices("漏水停电钥匙粉刷家电维修陪护", k=60))))
        act(case, Dispatch(partner="P003", name=PARTNER))
        if number % 3 == 0:
            act(case, WorkDone())
            act(case, Complain(text="粗糙", partner="P003", name=PARTNER))
            act(case, Verify(verdict=Verification.VERIFIED, partner="P003", name=PARTNER, statement="承认", card="yellow"))
        act(case, Amend(address=f"瑞祥大道 {number} 号"))
        made.append(desk.make(PersonSave(person=PersonRow(id=f"p{number}", name="陈", numbers=())), Entity(type="person", id=f"p{number}")))
        made.append(desk.make(SearchChose(query="水管", code="C03-03"), Entity(type="search", id="C03-03")))
    # refused, and told to nobody but the operator: a merge into a case that nobody knows
    made.append(desk.act("nowhere", Merge(into="nothing", into_no="1")))
    for first in range(0, len(made), 100):
        push(centre, caller, made[first : first + 100])
    counsellor, their = signed_in(centre, 14)
    sealed: list[Operation] = []
    for _ in range(5):
        sealed.append(accepted := counsellor.accept(line=Line.PSYCHOLOGY))
        sealed.append(counsellor.note(accepted.entity.id, "只有我们知道"))
    push(centre, their, sealed)


async def there(desk: Workplace) -> bool:
    """Tell whether a desk has everything."""
    return desk.engine.caught_up.is_set() and await desk.settled()


def same(one: Path, other: Path) -> tuple[str, ...]:
    """Return the tables of two closed profiles that differ."""
    store = open_store(one, alone=False)
    try:
        return differing_tables(store.replica.database, other / "replica.db")
    finally:
        store.close()


def count(store: Store) -> int:
    return int(store.read().exec_driver_sql('SELECT count(*) FROM "case"').scalar() or 0)


@pytest.mark.parametrize("number", [28, 14])
def test_a_desk_with_the_image_is_the_same_as_one_without(comes: Comer, tmp_path: Path, number: int) -> None:
    async def story() -> None:
        async with comes("image", number) as image, comes("feed", number, Blind) as feed:
            await until(lambda: both(there, image, feed), RECOVERY)
            assert wire_of(image).answered == [200]
            assert wire_of(feed).answered == []
            assert await image.threads.db(count) == CASES + (5 if number == 14 else 0)

    asyncio.run(story())
    assert same(tmp_path / "image", tmp_path / "feed") == ()


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_fetch_that_was_cut_goes_on_where_it_was(comes: Comer, tmp_path: Path) -> None:
    async def story() -> None:
        async with comes("image", cuts=1) as image, comes("feed", wire=Blind) as feed:
            await until(lambda: both(there, image, feed), RECOVERY)
            wire = wire_of(image)
            assert wire.answered == [200, 206]
            assert wire.asked[0] == ""
            assert int(wire.asked[1].removeprefix("bytes=").removesuffix("-")) > 0
            assert not list((tmp_path / "image" / "fetch").iterdir())

    asyncio.run(story())
    assert same(tmp_path / "image", tmp_path / "feed") == ()


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_file_that_was_spoilt_is_not_taken(comes: Comer, folder: Path, tmp_path: Path) -> None:
    async def story() -> None:
        async with comes("feed", wire=Blind) as feed:
            await until(lambda: made(folder), RECOVERY)
            for packed in folder.glob("*.zst"):
                data = bytearray(packed.read_bytes())
                data[len(data) // 2] ^= 0xFF
                packed.write_bytes(data)
            async with comes("image") as image:
                await until(lambda: both(there, image, feed), RECOVERY)
                assert wire_of(image).answered == [200]

    asyncio.run(story())
    assert same(tmp_path / "image", tmp_path / "feed") == ()


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_what_was_done_before_and_meanwhile_is_there_afterwards(comes: Comer, tmp_path: Path) -> None:
    """A desk that stood alone joins, and its operator goes on while the image is on its way."""
    directory = tmp_path / "image"
    before = alone(directory)
    held = threading.Event()

    async def story() -> None:
        async with comes("image", go=held) as image:
            await asyncio.to_thread(wire_of(image).waits.wait, RECOVERY)
            meanwhile = await image.accept("还在下载")
            assert await image.state(before) is not None
            held.set()
            await until(lambda: there(image), RECOVERY)
            for case_id, text in ((before, "入网之前"), (meanwhile, "还在下载")):
                state = await image.state(case_id)
                assert state is not None
                assert state.text == text
                assert len(await image.journal(case_id)) == 1
            assert await image.threads.db(count) == CASES + 2
            assert wire_of(image).answered == [200]
            async with comes("feed", wire=Blind) as feed:
                await until(lambda: both(there, image, feed), RECOVERY)
                assert await feed.state(before) == await image.state(before)

    asyncio.run(story())


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_new_history_comes_as_an_image_too(comes: Comer, centre: Centre, folder: Path) -> None:
    async def story() -> None:
        async with comes("image") as image:
            await until(lambda: there(image), RECOVERY)
            mine = await image.accept("恢复之前")
            await until(lambda: there(image), RECOVERY)
            epoch = new_epoch(centre)
            await image.append(mine, Note(text="恢复之后"))
            await until(lambda: follows(image, epoch), RECOVERY)
            await until(lambda: there(image), RECOVERY)
            assert len(await image.journal(mine)) == 2
            assert await image.threads.db(count) == CASES + 1
            assert wire_of(image).answered == [200, 200]

    asyncio.run(story())
    assert not list(folder.glob("making*"))


def alone(directory: Path) -> str:
    """Let a desk stand alone and accept a case there; return its id."""
    store = open_store(directory)
    _, case_id = cases_commands.accept(
        store,
        Desk(actor=28, desk="desk-28", session="off_28"),
        item_code="C03-03",
        kind=CaseKind.SERVICE,
        number="",
        text="入网之前",
    )
    store.close()
    return str(case_id)


async def both(what: Callable[[Workplace], Awaitable[bool]], *desks: Workplace) -> bool:
    return all([await what(desk) for desk in desks])


async def made(folder: Path) -> bool:
    return bool(list(folder.glob("*.zst"))) and (folder / "images.json").exists()


async def follows(desk: Workplace, epoch: str) -> bool:
    return desk.threads.store is not None and desk.threads.store.outbox.epoch == epoch


def wire_of(desk: Workplace) -> ImageWire:
    assert isinstance(desk.wire, ImageWire)
    return desk.wire
