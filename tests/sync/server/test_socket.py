"""The whole way over a socket: enrol, sign in, push, pull, hear that something is new."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest

from models.records.feed import Cursor
from models.records.outcome import Outcome
from sync.protocol.messages import (
    Enrolled,
    Heads,
    Meta,
    NewCode,
    Presence,
    PresenceRow,
    Pull,
    Push,
    PushAnswer,
)
from sync.protocol.problems import Code
from sync.server import accounts, devices
from sync.server.centre import Centre
from sync.server.founding import new_epoch
from tests.support.desks import PASSWORD, PaperDesk
from tests.support.feeds import parts
from tests.support.line import Line, sign_in
from tests.support.serving import serving


@pytest.fixture
def line(centre: Centre) -> Iterator[Line]:
    accounts.set_password(centre, 28, PASSWORD)
    accounts.set_password(centre, 2, PASSWORD)
    with serving(centre) as place:
        yield Line(place)


def test_a_case_goes_from_desk_to_desk(line: Line, centre: Centre) -> None:
    meta = line.ask("GET", "/v1/meta", None, Meta)
    assert meta.epoch == centre.epoch
    assert meta.types["case.accept"] == 1
    lead, lead_token = sign_in(line, centre, 2)
    code = line.ask("POST", "/v1/codes", None, NewCode, Authorization=lead_token).code
    desk, token = sign_in(line, centre, 28, code)
    case = desk.accept()
    sent = (case, desk.note(case.entity.id))
    answer = line.ask("POST", "/v1/ops", Push(operations=sent), PushAnswer, Authorization=token)
    assert [(result.outcome, result.seq) for result in answer.results] == [(Outcome.APPLIED, 1), (Outcome.APPLIED, 2)]
    again = line.ask("POST", "/v1/ops", Push(operations=sent), PushAnswer, Authorization=token)
    assert all(result.replayed for result in again.results)
    assert [result.seq for result in again.results] == [1, 2]
    pull = Pull(epoch="", cursors={"centre/ruian": Cursor(), "catalogue": Cursor()})
    rows, end = parts(line.ask("POST", "/v1/changes", pull, Authorization=lead_token).content)
    assert [row.operation for row in rows if row.stream == "centre/ruian"] == list(sent)
    assert end.heads == {"centre/ruian": 2, "catalogue": 3}
    assert not end.more
    further = Pull(epoch=end.epoch, cursors=end.cursors)
    assert parts(line.ask("POST", "/v1/changes", further, Authorization=lead_token).content)[0] == []


def test_live_tells_where_the_streams_stand_and_who_writes(line: Line, centre: Centre) -> None:
    desk, token = sign_in(line, centre, 28)
    _, lead_token = sign_in(line, centre, 2)
    case = desk.accept()
    headers = {"Authorization": lead_token, "Accept": "text/event-stream"}
    with line.http.get(line.place + "/v1/live", headers=headers, stream=True, timeout=10) as stream:
        lines = stream.iter_lines(chunk_size=1)
        assert event(lines, Heads).heads["centre/ruian"] == 0
        assert event(lines, list[PresenceRow]) == []
        line.ask("POST", "/v1/ops", Push(operations=(case,)), PushAnswer, Authorization=token)
        assert event(lines, Heads).heads["centre/ruian"] == 1
        line.ask("PUT", "/v1/presence", Presence(case_id=case.entity.id, writing=True), Authorization=token)
        assert event(lines, list[PresenceRow]) == [PresenceRow(case_id=case.entity.id, number=28, desk="28", writing=True)]
    held = line.ask("GET", '/v1/live?wait=5&heads={"centre/ruian":0}', None, Heads, Authorization=lead_token, Accept="application/json")
    assert held.heads["centre/ruian"] == 1


def event(lines: Iterator[bytes], kind: Any) -> Any:
    """Return the data of the next event, whose name must be that of what is waited for."""
    name, data, end = next(lines), next(lines), next(lines)
    assert end == b""
    assert name == (b"event: heads" if kind is Heads else b"event: presence")
    return msgspec.json.decode(data.removeprefix(b"data: "), type=kind)


def test_revocation_works_at_once(line: Line, centre: Centre) -> None:
    desk, token = sign_in(line, centre, 28)
    _, lead_token = sign_in(line, centre, 2)
    assert line.ask("DELETE", f"/v1/devices/{desk.id}", Authorization=lead_token).status_code == 204
    pull = Pull(epoch="", cursors={"centre/ruian": Cursor()})
    assert line.refused("POST", "/v1/changes", pull, Authorization=token).code is Code.DEVICE_REVOKED
    kept = line.ask("POST", "/v1/ops", Push(operations=(desk.accept(),)), PushAnswer, Authorization=token)
    assert [(result.outcome, result.stream) for result in kept.results] == [(Outcome.QUARANTINED, "me/28")]


def test_a_history_begun_beside_the_server_is_told_to_strangers_too(line: Line, open_centre: Callable[[], Centre]) -> None:
    before = line.ask("GET", "/v1/meta", None, Meta).epoch
    other = open_centre()
    epoch = new_epoch(other)
    assert epoch != before
    assert line.ask("GET", "/v1/meta", None, Meta).epoch == epoch
    epoch = new_epoch(other)
    code = devices.make_code(other, 0).code
    assert line.ask("POST", "/v1/devices", PaperDesk("28").enrolment(code), Enrolled).epoch == epoch
