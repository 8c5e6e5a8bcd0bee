"""How each desk stands: who was heard of and when, what it delivered last, and who may know."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from msgspec.structs import replace

from models.records.base import CHINA
from models.records.board import DeskBoard, DeskRow, Hearers, Life
from models.store.clock import SettableClock, stamp
from sync.client.transport import HttpWire
from sync.protocol.messages import Push, PushAnswer
from sync.protocol.problems import Code
from sync.server import accounts
from sync.server.centre import Centre
from sync.server.devices import revoke_device
from sync.server.push import push
from sync.server.signs import GONE, SILENT, Signs, desks, hearers
from tests.support.desks import PASSWORD, PaperDesk, signed_in
from tests.support.line import Line, sign_in
from tests.support.serving import serving

LEAD, SUPERVISOR = 2, 1


async def at_once(work: object, *_more: object) -> None:
    """Nothing is written down by itself in these tests."""


@pytest.fixture
def signs(centre: Centre) -> Signs:
    return Signs(centre, at_once)


@pytest.fixture
def place(centre: Centre) -> Iterator[Line]:
    for number in (28, LEAD):
        accounts.set_password(centre, number, PASSWORD)
    with serving(centre) as address:
        yield Line(address)


def row_of(centre: Centre, signs: Signs, device: str) -> DeskRow:
    return next(row for row in desks(centre, signs).desks if row.device == device)


def test_a_desk_is_here_while_it_is_heard_then_silent_then_nobodys(centre: Centre, clock: SettableClock, signs: Signs) -> None:
    desk, _ = signed_in(centre)
    assert row_of(centre, signs, desk.id).life is Life.OUT, "it has signed in, and was never heard of"
    signs.note(desk.id)
    heard = row_of(centre, signs, desk.id)
    assert (heard.life, heard.seen_at, heard.operator) == (Life.HERE, centre.now(), 28)
    clock.advance(SILENT)
    assert row_of(centre, signs, desk.id).life is Life.HERE
    clock.advance(timedelta(milliseconds=1))
    assert row_of(centre, signs, desk.id).life is Life.SILENT
    signs.note(desk.id)
    assert row_of(centre, signs, desk.id).life is Life.HERE
    clock.advance(GONE + timedelta(milliseconds=1))
    assert row_of(centre, signs, desk.id).life is Life.OUT
    revoke_device(centre, desk.id)
    shut = row_of(centre, signs, desk.id)
    assert (shut.life, shut.operator) == (Life.SHUT, 0)


def test_another_process_knows_what_was_written_down(centre: Centre, signs: Signs) -> None:
    desk, _ = signed_in(centre)
    signs.note(desk.id)
    assert row_of(centre, Signs(centre, at_once), desk.id).seen_at == ""
    signs.write()
    assert row_of(centre, Signs(centre, at_once), desk.id).seen_at == centre.now()


def test_a_delivery_tells_how_long_it_had_waited(centre: Centre, clock: SettableClock, signs: Signs) -> None:
    desk, caller = signed_in(centre)
    assert row_of(centre, signs, desk.id).pushed_at == ""
    done = clock.now()
    case = desk.accept()
    clock.advance(timedelta(seconds=90))
    push(centre, caller, (case,))
    row = row_of(centre, signs, desk.id)
    assert (row.pushed_at, row.lag_ms) == (centre.now(), 90_000)
    assert stamp(done.astimezone(CHINA)) == case.at.wall
    later = desk.note(case.entity.id, "钟慢了十分钟")
    push(centre, caller, (later,))
    assert row_of(centre, signs, desk.id).lag_ms == 90_000, "it was done at the same time by the clock of the desk"


def test_the_centre_itself_is_no_desk(centre: Centre, signs: Signs) -> None:
    signed_in(centre)
    assert [row.desk for row in desks(centre, signs).desks if row.desk <= 0] == []


def test_who_sees_the_queue_is_told_and_nobody_else(centre: Centre, place: Line) -> None:
    desk, operator = sign_in(place, centre)
    lead_desk, lead = sign_in(place, centre, LEAD)
    assert place.refused("GET", "/v1/desks", Authorization=operator).code is Code.FORBIDDEN
    board = place.ask("GET", "/v1/desks", None, DeskBoard, Authorization=lead)
    known = {row.device: row for row in board.desks}
    assert {desk.id, lead_desk.id} <= known.keys()
    assert {known[one].life for one in (desk.id, lead_desk.id)} == {Life.HERE}
    assert {known[desk.id].operator, known[lead_desk.id].operator} == {28, LEAD}
    case = desk.accept()
    place.ask("POST", "/v1/ops", Push(epoch=centre.epoch, operations=(case,)), PushAnswer, Authorization=operator)
    wire = HttpWire(place.place)
    told = wire.desks(lead.removeprefix("Bearer "))
    wire.close()
    assert next(row for row in told.desks if row.device == desk.id).pushed_at


def test_who_would_see_an_alert_is_told_to_everybody_who_is_signed_in(centre: Centre, place: Line, clock: SettableClock) -> None:
    _, operator = sign_in(place, centre)
    assert place.ask("GET", "/v1/hearers", None, Hearers, Authorization=operator).numbers == ()
    lead_desk, lead = sign_in(place, centre, LEAD)
    assert place.ask("GET", "/v1/hearers", None, Hearers, Authorization=lead).numbers == (), "nobody sees the own one"
    wire = HttpWire(place.place)
    assert wire.hearers(operator.removeprefix("Bearer ")).numbers == (LEAD,)
    wire.close()
    revoke_device(centre, lead_desk.id)
    assert place.ask("GET", "/v1/hearers", None, Hearers, Authorization=operator).numbers == ()


@pytest.mark.parametrize(("number", "hears"), [(LEAD, True), (28, False)])
def test_a_desk_that_has_gone_silent_hears_nothing(centre: Centre, clock: SettableClock, signs: Signs, number: int, hears: bool) -> None:
    desk, _ = signed_in(centre, number)
    signs.note(desk.id)
    assert (number in hearers(centre, signs, 12).numbers) is hears
    clock.advance(SILENT + timedelta(milliseconds=1))
    assert hearers(centre, signs, 12).numbers == ()


def test_what_could_not_be_written_is_kept(centre: Centre, signs: Signs, monkeypatch: pytest.MonkeyPatch) -> None:
    desk: PaperDesk = signed_in(centre)[0]
    signs.note(desk.id)

    def away(_work: object) -> None:
        raise OSError("no database")

    with monkeypatch.context() as broken:
        broken.setattr(centre.database, "write", away)
        with pytest.raises(OSError, match="no database"):
            signs.write()
    signs.write()
    assert row_of(centre, signs, desk.id) == replace(row_of(centre, signs, desk.id), life=Life.HERE)
