"""Two processes over one database: what one takes in, a desk that listens to the other hears."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

import msgspec
import pytest
import requests
from sqlalchemy import text

from models.records.catalogue import Line
from models.store.clock import SettableClock
from sync.protocol.messages import Heads, Presence, PresenceRow, Push, PushAnswer
from sync.server import accounts, devices, live
from sync.server.accounts import Caller
from sync.server.centre import Centre
from sync.server.push import push
from tests.support.desks import PASSWORD, PaperDesk, signed_in
from tests.support.line import Line as Wire
from tests.support.serving import serving


def ears(centre: Centre) -> int:
    """Return how many processes listen to the bell."""
    told = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'"
    return int(centre.database.ask(lambda c: c.scalar(text(told))) or 0)


@pytest.mark.parametrize("url", ["postgres_url"], indirect=True)
def test_a_desk_at_another_process_hears_at_once(open_centre: Callable[[], Centre], monkeypatch: pytest.MonkeyPatch) -> None:
    """The look at the database is put off for longer than the test waits, so that only the bell can have told."""
    monkeypatch.setattr(live, "EVERY", 60.0)
    one, other = open_centre(), open_centre()
    desk, _ = signed_in(one)
    listener, _ = signed_in(one, 2)
    with serving(one) as here, serving(other) as there:
        while ears(one) < 2:
            Event().wait(0.02)
        headers = {"Authorization": f"Bearer {listener.access}"}
        with requests.get(f"{there}/v1/live", headers=headers, stream=True, timeout=10) as stream:
            lines = (line for line in stream.iter_lines(chunk_size=1) if line.startswith(b"data: "))
            assert msgspec.json.decode(next(lines)[6:], type=Heads).heads["centre/ruian"] == 0
            assert msgspec.json.decode(next(lines)[6:], type=list[PresenceRow]) == []
            case = desk.accept()
            token = f"Bearer {desk.access}"
            Wire(here).ask("POST", "/v1/ops", Push(operations=(case,)), PushAnswer, Authorization=token)
            assert msgspec.json.decode(next(lines)[6:], type=Heads).heads["centre/ruian"] == 1
            Wire(here).ask("PUT", "/v1/presence", Presence(case_id=case.entity.id, writing=False), Authorization=token)
            assert [row.number for row in msgspec.json.decode(next(lines)[6:], type=list[PresenceRow])] == [28]


def test_who_has_a_case_of_the_sealed_line_open_is_seen_by_its_counsellors_only(centre: Centre) -> None:
    counsellor, sealed = signed_in(centre, 14)
    _, colleague = signed_in(centre, 19)
    _, operator = signed_in(centre)
    case = counsellor.accept(line=Line.PSYCHOLOGY)
    push(centre, sealed, (case,))
    for caller in (sealed, operator):
        live.be_present(centre, caller, Presence(case_id=case.entity.id, writing=True))
    live.be_present(centre, colleague, Presence(case_id="nowhere", writing=True))
    sight = live.look(centre)
    assert [row.number for row in live.present_for(colleague, sight)] == [14]
    assert live.present_for(operator, sight) == live.present_for(sealed, sight) == ()
    live.be_present(centre, sealed, Presence(case_id="", writing=False))
    assert live.look(centre).present == ()


def test_a_desk_that_went_without_a_word_is_seen_no_longer(centre: Centre, clock: SettableClock) -> None:
    desk, caller = signed_in(centre)
    case = desk.accept()
    push(centre, caller, (case,))
    live.be_present(centre, caller, Presence(case_id=case.entity.id, writing=True))
    assert live.look(centre).present
    clock.advance(live.STALE)
    assert live.look(centre).present == ()


def test_one_who_opens_a_case_that_the_centre_does_not_know_yet_has_the_former_one_open_no_more(centre: Centre) -> None:
    desk, caller = signed_in(centre)
    case = desk.accept()
    push(centre, caller, (case,))
    live.be_present(centre, caller, Presence(case_id=case.entity.id, writing=True))
    live.be_present(centre, caller, Presence(case_id="not sent yet", writing=True))
    assert live.look(centre).present == ()


LEAVINGS: dict[str, Callable[[Centre, Caller, PaperDesk], object]] = {
    "signs out": lambda centre, caller, _: accounts.end_session(centre, caller.session),
    "gets another password": lambda centre, *_: accounts.set_password(centre, 28, PASSWORD),
    "is shut out": lambda centre, caller, _: devices.revoke_device(centre, caller.device),
    "signs in again": lambda centre, _, desk: signed_in(centre, 28, desk),
    "makes room": lambda centre, _, desk: signed_in(centre, 2, desk),
}


@pytest.mark.parametrize("leaving", LEAVINGS.values(), ids=LEAVINGS)
def test_who_has_left_has_nothing_open(centre: Centre, leaving: Callable[[Centre, Caller, PaperDesk], object]) -> None:
    desk, caller = signed_in(centre)
    other, colleague = signed_in(centre, 12)
    cases = desk.accept(), other.accept()
    push(centre, caller, cases[:1])
    push(centre, colleague, cases[1:])
    for who, case in zip((caller, colleague), cases, strict=True):
        live.be_present(centre, who, Presence(case_id=case.entity.id, writing=False))
    leaving(centre, caller, desk)
    assert [found.row.number for found in live.look(centre).present] == [12]


def test_which_of_those_who_listen_have_left(centre: Centre) -> None:
    (_, one), (_, two), (_, three) = (signed_in(centre, number) for number in (28, 12, 2))
    sessions = {one.session, two.session, "unknown"}
    assert live.ended(centre, sessions) == frozenset()
    accounts.end_session(centre, one.session)
    accounts.set_password(centre, 12, PASSWORD)
    accounts.end_session(centre, three.session)
    assert live.ended(centre, sessions) == {one.session, two.session}


def test_nobody_is_told_of_their_own_number_at_another_desk(centre: Centre) -> None:
    desk, caller = signed_in(centre)
    _, elsewhere = signed_in(centre)
    _, lead = signed_in(centre, 2)
    case = desk.accept()
    push(centre, caller, (case,))
    live.be_present(centre, elsewhere, Presence(case_id=case.entity.id, writing=False))
    sight = live.look(centre)
    assert live.present_for(caller, sight) == live.present_for(elsewhere, sight) == ()
    assert [row.number for row in live.present_for(lead, sight)] == [28]
