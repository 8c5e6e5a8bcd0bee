"""Bringing attachments and fetching them, against a centre that says what it is told to say."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from models.commands import admission
from models.records.admission import Scan
from models.records.failure import WorldFailure
from models.records.operation import Desk
from models.records.staff import Role
from models.store import scans
from models.store.clock import SystemClock
from models.store.store import Store, open_store
from sync.client.account import Account, Credentials
from sync.client.blobs import PIECE, Attachments
from sync.client.failures import Garbled, Refused, Unreachable
from sync.client.local import StoreLocal
from sync.client.ports import Ground
from sync.protocol.messages import BlobStand, Session
from sync.protocol.problems import Code
from tests.support.memory import OPERATOR, refusal
from tests.support.papers import licence, pdf

DATA = pdf(71, 2 * PIECE + 100)
SESSION = Session(id="ses_12", operator=OPERATOR, access="a", refresh="r", expires_in=900, reads=())


class Shelf:
    """A centre's side of the way: ``parts`` are what has come; ``said`` are failures for the next requests, in their order."""

    def __init__(self) -> None:
        self.parts: dict[str, bytes] = {}
        self.whole: dict[str, bytes] = {}
        self.said: list[Exception] = []
        self.asked: list[tuple[str, int]] = []

    def wanted(self, access: str, digests: Collection[str]) -> frozenset[str]:
        return frozenset(digests) - set(self.whole)

    def stand(self, access: str, sha256: str) -> BlobStand:
        return BlobStand(received=len(self.parts.get(sha256, b"")), whole=sha256 in self.whole)

    def hand_in(self, access: str, sha256: str, first: int, size: int, data: bytes) -> BlobStand:
        self.asked.append((sha256, first))
        if self.said:
            raise self.said.pop(0)
        have = self.parts.get(sha256, b"")
        if first != len(have):
            raise Refused(replace(refusal(Code.BLOB_GAP).problem, expected=len(have)))
        self.parts[sha256] = have + data
        if len(self.parts[sha256]) == size:
            self.whole[sha256] = self.parts.pop(sha256)
        return BlobStand(received=first + len(data), size=size, whole=sha256 in self.whole)

    def fetch(self, access: str, sha256: str, target: Path, size: int) -> None:
        if self.said:
            raise self.said.pop(0)
        have = target.read_bytes() if target.exists() else b""
        target.write_bytes(have + self.whole[sha256][len(have) :])


class Here:
    """Runs everything where one stands."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def db(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return function(self._store, *args, **kwargs)

    async def net(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)


class Office:
    """A desk with a paper that its operations name, and what brings it."""

    def __init__(self, store: Store, tmp_path: Path) -> None:
        self.store, self.shelf = store, Shelf()
        self.scan = self.take_in(tmp_path / "执照.pdf", DATA)
        self.slept: list[float] = []
        self.room = tmp_path / "fetch"
        ground = Ground(StoreLocal(), None, Here(store), SystemClock(), self._sleep, random.Random(1), self.room, self.shelf)  # type: ignore[arg-type]
        account = Account(ground)
        account.use(Credentials(OPERATOR.number, ""), SESSION)
        self.carrier = Attachments(ground, account)

    def take_in(self, paper: Path, data: bytes) -> Scan:
        paper.write_bytes(data)
        admission.license(self.store, Desk(actor=1, desk="1", session="s", role=Role.SUPERVISOR), licence(None, paper.name), paper)
        return next(scan for scan in scans.naming(self.store).scans if scan.name == paper.name)

    async def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    def carry(self) -> int:
        """Take steps until nothing more is due; return how many it took."""

        async def steps() -> int:
            for count in range(1, 20):
                if not (await self.carrier.step()).more:
                    return count
            raise AssertionError("it does not come to rest")

        return asyncio.run(steps())

    def fetch(self) -> Path:
        return asyncio.run(self.carrier.fetch(self.scan))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = open_store(tmp_path / "profile")
    yield Office(store, tmp_path)
    store.close()


def test_what_the_centre_lacks_is_brought_in_pieces_and_nothing_twice(office: Office) -> None:
    assert office.carry() == 3
    assert office.shelf.whole == {office.scan.sha256: DATA}
    assert [first for _, first in office.shelf.asked] == [0, PIECE, 2 * PIECE]
    assert office.carry() == 1
    assert len(office.shelf.asked) == 3
    assert all(office.slept), "somebody else's requests come in between"


def test_it_goes_on_where_the_centre_says_that_it_is(office: Office) -> None:
    office.shelf.parts[office.scan.sha256] = DATA[: PIECE + 7]
    office.carry()
    assert [first for _, first in office.shelf.asked] == [PIECE + 7, 2 * PIECE + 7]
    assert office.shelf.whole == {office.scan.sha256: DATA}


def test_a_gap_sends_it_to_where_the_centre_is_and_a_stubborn_one_waits(office: Office) -> None:
    office.shelf.said = [Refused(replace(refusal(Code.BLOB_GAP).problem, expected=0))]
    office.carry()
    assert office.shelf.whole == {office.scan.sha256: DATA}
    office.shelf.whole.clear()
    office.shelf.said = [refusal(Code.BLOB_GAP) for _ in range(9)]
    with pytest.raises(Refused):
        office.carry()
    office.shelf.said = []
    office.carry()
    assert office.shelf.whole == {office.scan.sha256: DATA}


def test_bytes_that_were_spoilt_on_the_way_are_sent_again_but_not_for_ever(office: Office) -> None:
    office.shelf.said = [refusal(Code.DIGEST_MISMATCH)]
    office.carry()
    assert office.shelf.whole == {office.scan.sha256: DATA}
    office.shelf.whole.clear()
    office.shelf.said = [refusal(Code.DIGEST_MISMATCH) for _ in range(9)]
    office.carry()
    assert office.shelf.whole == {}
    assert asyncio.run(office.carrier.count()) == 0


@pytest.mark.parametrize("code", [Code.NOT_FOUND, Code.TOO_LARGE])
def test_what_the_centre_will_never_take_holds_nothing_up(office: Office, tmp_path: Path, code: Code) -> None:
    other = office.take_in(tmp_path / "乙.pdf", pdf(72, 300))
    office.shelf.said = [refusal(code)]
    office.carry()
    assert list(office.shelf.whole) == [other.sha256]


def test_what_is_too_large_for_the_centre_is_never_begun(office: Office) -> None:
    office.carrier.limits = replace(office.carrier.limits, blob_bytes=len(DATA) - 1)
    office.carry()
    assert (office.shelf.asked, office.shelf.whole) == ([], {})


@pytest.mark.parametrize("failure", [Unreachable("cut"), refusal(Code.STORAGE_FULL), refusal(Code.SLOW_DOWN)], ids=["cut", "full", "slow"])
def test_what_only_time_helps_is_tried_again_from_there(office: Office, failure: WorldFailure) -> None:
    office.shelf.parts[office.scan.sha256] = DATA[:PIECE]
    office.shelf.said = [failure]
    with pytest.raises(type(failure)):
        office.carry()
    assert asyncio.run(office.carrier.count()) == 1
    office.carry()
    assert office.shelf.whole == {office.scan.sha256: DATA}
    assert asyncio.run(office.carrier.count()) == 0


def test_a_fetch_that_was_cut_keeps_what_came_and_parts_of_others_go(office: Office) -> None:
    office.shelf.whole[office.scan.sha256] = DATA
    scans.path_of(office.store.directory, office.scan).unlink()
    office.room.mkdir()
    part, other = office.room / f"{office.scan.sha256}.scan", office.room / f"{'0' * 64}.scan"
    part.write_bytes(DATA[:1000])
    other.write_bytes(b"x")
    office.shelf.said = [Unreachable("cut")]
    with pytest.raises(WorldFailure) as refused:
        office.fetch()
    assert (refused.value.code, part.read_bytes(), other.exists()) == ("scan.offline", DATA[:1000], False)
    assert office.fetch().read_bytes() == DATA
    assert not part.exists()


@pytest.mark.parametrize(
    ("failure", "code"),
    [(refusal(Code.NOT_FOUND), "scan.elsewhere"), (Garbled("status"), "scan.later"), (refusal(Code.TRY_LATER), "scan.later")],
    ids=["missing", "portal", "busy"],
)
def test_why_a_scan_does_not_come_is_told_in_one_of_three_ways(office: Office, failure: WorldFailure, code: str) -> None:
    scans.path_of(office.store.directory, office.scan).unlink()
    office.shelf.said = [failure]
    with pytest.raises(WorldFailure) as refused:
        office.fetch()
    assert (refused.value.code, refused.value.details) == (code, {"desk": "1"})


def test_other_bytes_than_those_that_were_asked_for_are_not_kept(office: Office) -> None:
    path = scans.path_of(office.store.directory, office.scan)
    path.unlink()
    office.shelf.whole[office.scan.sha256] = DATA[:-1] + b"?"
    with pytest.raises(WorldFailure) as refused:
        office.fetch()
    assert refused.value.code == "scan.later"
    assert not path.exists()
    assert not list(office.room.glob("*"))
