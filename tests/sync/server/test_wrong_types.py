"""A wrong type in every member of every request: each is refused by the name of the member, and nothing has changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple, get_args, get_origin

import msgspec
import pytest
from msgspec.structs import replace
from sqlalchemy import select

from models.records.call import Verb
from models.records.feed import Cursor
from models.tables.base import CentreTable
from sync.protocol.calls import CallCommand
from sync.protocol.messages import BlobsAsked, Enrol, Presence, Pull, Push, Refresh, Rehearse, Search, SignIn, VouchAsked
from sync.protocol.problems import MEDIA_TYPE, Code, Problem
from sync.server import accounts, schema
from sync.server.centre import Centre
from tests.support.desks import PASSWORD, WALL, PaperDesk
from tests.support.line import Line, sign_in
from tests.support.serving import serving
from tests.support.switchboard import Switchboard

Path = tuple[str | int, ...]

KEY = "catalogue"
"""The one key of a mapping."""

VALUES: tuple[Any, ...] = (None, True, 7, -1.5, "x", [], {}, 10**400)
"""One of each type that JSON has, and a number that is none of ours."""

ROUTES: tuple[tuple[type[msgspec.Struct], str, str], ...] = (
    (Push, "POST", "/v1/ops"),
    (Pull, "POST", "/v1/changes"),
    (SignIn, "POST", "/v1/sessions"),
    (Refresh, "POST", "/v1/sessions/refresh"),
    (VouchAsked, "POST", "/v1/vouches"),
    (Enrol, "POST", "/v1/devices"),
    (Rehearse, "POST", "/v1/rehearsals"),
    (Presence, "PUT", "/v1/presence"),
    (Search, "POST", "/v1/search"),
    (BlobsAsked, "POST", "/v1/blobs"),
    (CallCommand, "POST", "/v1/calls/commands"),
)


@pytest.fixture
def url(sqlite_url: str) -> str:
    """Requests are read alike whatever the database is."""
    return sqlite_url


@pytest.fixture
def line(centre: Centre) -> Iterator[Line]:
    accounts.set_password(centre, 28, PASSWORD)
    centre.limits = replace(centre.limits, requests_per_second=10**6, burst=10**6, commands_burst=10**6)
    with serving(centre, switch=Switchboard(centre.clock.now)) as place:
        yield Line(place)


def examples(desk: PaperDesk) -> dict[type[msgspec.Struct], msgspec.Struct]:
    """Return a request of each kind in which every member has a value, so that it can be spoilt."""
    return {
        Push: Push(operations=(desk.accept(group="g1"),)),
        Pull: Pull(epoch="e", cursors={KEY: Cursor(seq=1, chain="c0ffee")}, limit=10),
        SignIn: desk.login(28, PASSWORD, "00"),
        Refresh: Refresh(refresh="x"),
        VouchAsked: VouchAsked(number=2, password="x", type="verify", entity="c", digest="00"),
        Enrol: desk.enrolment("AAAAA-AAAAA"),
        Rehearse: Rehearse(code="AAAAA-AAAAA", public_key=desk.public_key, proof="", operators=(28,), codes={KEY: ("C03-03",)}),
        Presence: Presence(case_id="c", writing=False),
        Search: Search(words="x"),
        BlobsAsked: BlobsAsked(digests=("0" * 64,)),
        CallCommand: CallCommand(id="c", verb=Verb.READY, until=WALL),
    }


class Member(NamedTuple):
    """A member of a request: where it stands, its type, and whether it may not be left out."""

    path: Path
    kind: Any
    needed: bool


def members(kind: type[msgspec.Struct], path: Path = ()) -> Iterator[Member]:
    """Yield every member of a record and of those inside it; of a list the first, of a mapping the one that is there."""
    for field in msgspec.structs.fields(kind):
        needed = field.default is msgspec.NODEFAULT and field.default_factory is msgspec.NODEFAULT
        yield from _within(field.type, (*path, field.name), needed)


def _within(kind: Any, path: Path, needed: bool = False) -> Iterator[Member]:
    yield Member(path, kind, needed)
    origin = get_origin(kind)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        yield from members(kind, path)
    elif origin is tuple:
        yield from _within(get_args(kind)[0], (*path, 0))
    elif origin is dict:
        yield from _within(get_args(kind)[1], (*path, KEY))


def wrong_for(kind: Any) -> Iterator[Any]:
    """Yield the values that are of no type which a member may have."""
    for value in VALUES:
        try:
            msgspec.convert(value, kind)
        except msgspec.ValidationError:
            yield value


def spoilt(request: msgspec.Struct, path: Path, *value: Any) -> bytes:
    """Return a request with another value at a place, or without that member where none is given."""
    whole = msgspec.json.decode(msgspec.json.encode(request))
    place = whole
    for step in path[:-1]:
        place = place[step]
    if value:
        place[path[-1]] = value[0]
    else:
        del place[path[-1]]
    return json.dumps(whole).encode()


def named(path: Path) -> str:
    """Return how a refusal names a place; msgspec does not say which member of a mapping it is."""
    words = "$"
    for step in path:
        words += f"[{step}]" if isinstance(step, int) else "[...]" if step == KEY else f".{step}"
    return words


def dump(centre: Centre) -> dict[str, list[tuple[Any, ...]]]:
    """Return everything that the centre holds."""
    tables = CentreTable.metadata.sorted_tables
    return centre.database.read(lambda connection: {table.name: list(map(tuple, connection.execute(select(table)))) for table in tables})


@pytest.mark.parametrize(("kind", "method", "path"), ROUTES)
def test_a_wrong_type_in_any_member_is_refused_by_its_name(
    kind: type[msgspec.Struct], method: str, path: str, line: Line, centre: Centre
) -> None:
    desk, token = sign_in(line, centre)
    line.ask("PUT", "/v1/presence", Presence(case_id="", writing=False), Authorization=token)
    request = examples(desk)[kind]
    before = dump(centre)

    def refused(body: bytes) -> Problem:
        headers = {"Content-Type": "application/json", "Sync-Protocol": "1", "Authorization": token}
        answer = line.http.request(method, line.place + path, data=body, headers=headers, timeout=10)
        assert answer.headers["Content-Type"] == MEDIA_TYPE, answer.text
        assert answer.status_code == 422, answer.text
        return msgspec.json.decode(answer.content, type=Problem)

    for member in members(kind):
        wrong = list(wrong_for(member.kind))
        assert len(wrong) >= 4
        for value in wrong:
            problem = refused(spoilt(request, member.path, value))
            assert problem.code is Code.INVALID_REQUEST
            assert problem.detail.startswith(named(member.path)), (member, value, problem.detail)
        if member.needed:
            problem = refused(spoilt(request, member.path))
            assert problem.detail == f"{named(member.path[:-1])}: Object missing required field `{member.path[-1]}`"
    assert dump(centre) == before


def test_no_request_of_the_protocol_is_left_out() -> None:
    """Every body that a route reads is one of those above."""
    asked = {route.asks for route in schema.ROUTES if route.asks is not None}
    assert asked == {kind for kind, _, _ in ROUTES}
