"""Bytes that operations name: taken in piece by piece, whole and right or not at all, for those who read the operation."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sqlalchemy import func, select

from models.records.operation import Entity
from models.rules import access
from models.store.clock import SettableClock
from models.tables.centre import Blob, BlobPiece, Upload
from sync.protocol.messages import BlobStand
from sync.protocol.problems import Code
from sync.server import blobs
from sync.server.accounts import Caller
from sync.server.centre import Centre
from sync.server.push import push
from sync.server.refusal import Refusal
from tests.support.desks import PaperDesk, signed_in
from tests.support.papers import licence, pdf, scan_of

DATA = pdf(1, 5000)
SHA = scan_of(DATA).sha256
WHOLE = BlobStand(received=len(DATA), size=len(DATA), whole=True)


class Office:
    """Supervisors at their desks, and a licence whose scan is ``DATA``."""

    def __init__(self, centre: Centre) -> None:
        self.centre = centre
        self.seats: dict[int, tuple[PaperDesk, Caller]] = {number: signed_in(centre, number) for number in (1, 28)}
        self.name(DATA)

    def name(self, data: bytes, by: int = 1) -> list[str]:
        """Push an operation that names bytes and return its outcome."""
        desk, caller = self.seats[by]
        operation = desk.make(licence(scan_of(data)), Entity(type="partner", id="P001"))
        return [result.outcome.value for result in push(self.centre, caller, [operation]).results]

    def put(self, data: bytes, begin: int, end: int, *, by: int = 1, sha256: str = "", size: int = 0) -> BlobStand:
        caller = self.seats[by][1]
        return blobs.take(self.centre, caller, sha256 or scan_of(data).sha256, begin, size or len(data), data[begin:end])

    def got(self, sha256: str = SHA, by: int = 28) -> bytes:
        kept = blobs.kept(self.centre, self.seats[by][1], sha256)
        return b"".join(kept.read(*place) for place in kept.pieces(0, kept.size))

    def counts(self) -> tuple[int, int, int]:
        """Return how many blobs, uploads and pieces are kept."""
        tables = (Blob, Upload, BlobPiece)
        return self.centre.database.ask(  # type: ignore[return-value]
            lambda connection: tuple(connection.scalar(select(func.count()).select_from(table)) for table in tables)
        )


@pytest.fixture
def office(centre: Centre) -> Office:
    return Office(centre)


def refused(what: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as told:
        what()
    return told.value


def test_what_one_desk_hands_in_piece_by_piece_another_has_whole(office: Office) -> None:
    assert office.put(DATA, 0, 2000) == BlobStand(received=2000, size=5000)
    assert blobs.stand(office.centre, office.seats[1][1], SHA) == BlobStand(received=2000, size=5000)
    assert blobs.stand(office.centre, office.seats[28][1], SHA) == BlobStand()
    assert refused(office.got).code is Code.NOT_FOUND
    assert office.put(DATA, 2000, 2001) == BlobStand(received=2001, size=5000)
    assert office.put(DATA, 2001, 5000) == WHOLE
    assert office.got() == DATA
    assert blobs.stand(office.centre, office.seats[28][1], SHA) == WHOLE
    assert office.counts() == (1, 0, 3)


def test_any_part_is_read_from_the_pieces_that_hold_it(office: Office) -> None:
    for begin, end in itertools.pairwise((0, 1, 1000, 4999, 5000)):
        office.put(DATA, begin, end)
    kept = blobs.kept(office.centre, office.seats[28][1], SHA)
    for first, size in ((0, 1), (0, 5000), (1, 999), (500, 3000), (999, 2), (4998, 2), (4999, 1)):
        assert b"".join(kept.read(*place) for place in kept.pieces(first, size)) == DATA[first : first + size]


def test_a_piece_that_does_not_follow_is_told_where_to_go_on(office: Office) -> None:
    assert refused(lambda: office.put(DATA, 1, 5000)).members == {"expected": 0}
    office.put(DATA, 0, 2000)
    for begin in (0, 1999, 2001):
        gap = refused(lambda begin=begin: office.put(DATA, begin, 5000))  # type: ignore[misc]
        assert (gap.code, gap.members) == (Code.BLOB_GAP, {"expected": 2000})
    assert office.put(DATA, 2000, 5000) == WHOLE


def test_of_bytes_with_another_digest_nothing_is_kept(office: Office) -> None:
    wrong = pdf(2, 5000)
    office.put(DATA, 0, 2000)
    assert refused(lambda: office.put(wrong, 2000, 5000, sha256=SHA)).code is Code.DIGEST_MISMATCH
    assert office.counts() == (0, 0, 0)
    assert refused(lambda: office.put(wrong, 0, 5000, sha256=SHA)).code is Code.DIGEST_MISMATCH
    assert office.counts() == (0, 0, 0)
    assert refused(office.got).code is Code.NOT_FOUND
    assert office.put(DATA, 0, 5000) == WHOLE
    assert office.got() == DATA


def test_two_desks_that_hand_in_the_same_do_not_build_on_each_other(office: Office) -> None:
    office.put(pdf(3, 5000), 0, 3000, by=28, sha256=SHA)
    assert office.put(DATA, 0, 4000) == BlobStand(received=4000, size=5000)
    assert office.put(DATA, 4000, 5000) == WHOLE
    assert office.counts() == (1, 0, 2)
    # Whatever the other one still sends, everything is there, and nothing of it is kept.
    assert office.put(pdf(3, 5000), 3000, 5000, by=28, sha256=SHA) == WHOLE
    assert office.counts() == (1, 0, 2)
    assert office.got() == DATA


def test_another_length_begins_anew(office: Office) -> None:
    office.put(DATA, 0, 2000, size=4000)
    assert refused(lambda: office.put(DATA, 2000, 5000)).members == {"expected": 0}
    office.put(DATA, 0, 2000)
    assert office.put(DATA, 2000, 5000) == WHOLE
    assert office.counts() == (1, 0, 2)


def test_nobody_has_or_hands_in_what_no_operation_names_that_they_read(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    other = pdf(4, 100)
    for deed in (lambda: office.put(other, 0, 100), lambda: office.got(scan_of(other).sha256)):
        assert refused(deed).code is Code.NOT_FOUND
    office.put(DATA, 0, 5000)
    # The stream that names it is one that this operator does not read.
    monkeypatch.setattr(access, "STREAMS", tuple(stream for stream in access.STREAMS if stream != access.PARTNERS))
    for deed in (office.got, lambda: office.put(DATA, 0, 5000), lambda: blobs.stand(office.centre, office.seats[1][1], SHA)):
        assert refused(deed).code is Code.NOT_FOUND
    assert blobs.wanted(office.centre, office.seats[1][1], [SHA]) == ()


def test_an_operation_that_does_not_stand_names_nothing(office: Office) -> None:
    other = pdf(5, 100)
    desk, caller = office.seats[28]
    operation = desk.make(licence(scan_of(other), partner="P999"), Entity(type="partner", id="P999"))
    (result,) = push(office.centre, caller, [operation]).results
    assert not result.outcome.effective
    assert blobs.wanted(office.centre, caller, [scan_of(other).sha256]) == ()
    assert refused(lambda: office.put(other, 0, 100, by=28)).code is Code.NOT_FOUND


@pytest.mark.parametrize("name", ["../../centre.db", "%2e%2e", "0" * 63, "0" * 65, "A" * 64, "g" * 64, "", "٣" * 64])
def test_a_name_that_is_no_digest_is_nothing(office: Office, name: str) -> None:
    desk, caller = office.seats[1]
    scan = replace(scan_of(DATA), sha256=name)
    push(office.centre, caller, [desk.make(licence(scan), Entity(type="partner", id="P001"))])
    for deed in (lambda: blobs.kept(office.centre, caller, name), lambda: blobs.take(office.centre, caller, name, 0, 1, b"x")):
        assert refused(deed).code is Code.NOT_FOUND
    assert blobs.wanted(office.centre, caller, [name, SHA]) == (SHA,)


def test_what_is_wanted_is_what_is_named_and_not_here(office: Office) -> None:
    other = pdf(6, 100)
    office.name(other)
    asked = [SHA, scan_of(other).sha256, "f" * 64]
    assert set(blobs.wanted(office.centre, office.seats[28][1], asked)) == {SHA, scan_of(other).sha256}
    office.put(DATA, 0, 5000)
    assert blobs.wanted(office.centre, office.seats[28][1], asked) == (scan_of(other).sha256,)
    most = office.centre.limits.digests
    many = [f"{number:064x}" for number in range(most + 1)]
    assert refused(lambda: blobs.wanted(office.centre, office.seats[28][1], many)).members == {"limit": most}


def test_what_nobody_goes_on_with_is_given_up(office: Office, clock: SettableClock) -> None:
    other = pdf(7, 100)
    office.name(other)
    office.put(other, 0, 50)
    clock.set(clock.now() + blobs.FORGOTTEN - timedelta(minutes=1))
    office.put(DATA, 0, 1000)
    assert office.counts() == (0, 2, 2)
    clock.set(clock.now() + timedelta(minutes=2))
    office.put(DATA, 0, 1000, by=28)
    assert office.counts() == (0, 2, 2)
    assert refused(lambda: office.put(other, 50, 100)).members == {"expected": 0}


Step = tuple[int, bool, int, int]
"""Which desk sends; whether from where it is; else from where; and how much."""

STEPS = st.lists(st.tuples(st.sampled_from((1, 28)), st.booleans(), st.integers(0, 399), st.integers(1, 400)), max_size=12)


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(length=st.integers(9, 400), steps=STEPS)
def test_arbitrary_pieces_with_arbitrary_repetitions_come_to_the_very_bytes(
    length: int, steps: list[Step], office: Office, numbers: Iterator[int]
) -> None:
    content = pdf(1000 + next(numbers), length)
    office.name(content)
    sha256 = scan_of(content).sha256
    at = {1: 0, 28: 0}
    whole = False
    for by, goes_on, begin, much in (*steps, (1, True, 0, 100), (1, True, 0, 400)):
        first = min(at[by] if goes_on else begin, length - 1)
        end = min(length, first + much)
        if not whole and first != at[by]:
            gap = refused(lambda by=by, first=first, end=end: office.put(content, first, end, by=by))  # type: ignore[misc]
            assert (gap.code, gap.members) == (Code.BLOB_GAP, {"expected": at[by]})
            continue
        told = office.put(content, first, end, by=by)
        whole = whole or end == length
        at[by] = end
        assert told == (BlobStand(received=length, size=length, whole=True) if whole else BlobStand(received=end, size=length))
        assert blobs.stand(office.centre, office.seats[by][1], sha256) == told
    assert whole
    assert office.got(sha256) == content
    assert all(blobs.stand(office.centre, caller, sha256).whole for _, caller in office.seats.values())


@pytest.fixture
def numbers() -> Iterator[int]:
    return itertools.count()
