"""Pulls that are answered together are answered each as if it had come alone."""

from __future__ import annotations

import msgspec
import pytest
from msgspec.structs import replace

from models.records.feed import Cursor
from sync.protocol.limits import LIMITS
from sync.protocol.messages import Pull, Refresh
from sync.protocol.problems import Code
from sync.server import accounts
from sync.server.centre import Centre
from sync.server.gate import Rate
from sync.server.intake import SMALL, Body
from sync.server.pull import FEW, pull, pull_together
from sync.server.push import push
from sync.server.refusal import Refusal
from sync.server.together import Asked, answer
from tests.support.desks import signed_in
from tests.support.feeds import parts

CENTRE = "centre/ruian"


def body(raw: bytes) -> Body:
    return Body(raw, packed=False, most=SMALL)


def asked(centre: Centre, cursors: dict[str, Cursor], epoch: str = "", limit: int = 1000) -> Pull:
    return Pull(epoch=epoch or centre.epoch, cursors=cursors, limit=limit)


def test_all_get_what_each_would_get_alone(centre: Centre) -> None:
    desk, caller = signed_in(centre)
    _, other = signed_in(centre, 12)
    push(centre, caller, tuple(desk.accept() for _ in range(4)))
    rows, end = parts(pull(centre, caller, asked(centre, {CENTRE: Cursor()})))
    first = Cursor(seq=1, chain=rows[0].chain)
    wanted = [
        asked(centre, {CENTRE: Cursor()}),
        asked(centre, {CENTRE: first, "staff": Cursor()}),
        asked(centre, {CENTRE: first}, limit=1),
        asked(centre, end.cursors),
        asked(centre, {}),
        asked(centre, {CENTRE: replace(first, chain=rows[1].chain)}),
        asked(centre, {CENTRE: replace(first, seq=99)}),
        asked(centre, {CENTRE: first}, epoch="another"),
        asked(centre, {"line/psychology": Cursor()}),
        asked(centre, {"no/stream": Cursor()}),
        asked(centre, {CENTRE: first}, limit=0),
    ]
    for who in (caller, other):
        told = pull_together(centre, [(who, each) for each in wanted])
        for each, together in zip(wanted, told, strict=True):
            try:
                alone: bytes | Code = pull(centre, who, each)
            except Refusal as refusal:
                alone = refusal.code
            said = together.code if isinstance(together, Refusal) else together
            assert said is None or said == alone
            # Left to be read alone is who wants a part of what is there, and who stands beyond it.
            assert (said is None) is (each in (wanted[2], wanted[6]))


def test_who_is_far_behind_is_left_to_be_read_alone(centre: Centre) -> None:
    desk, caller = signed_in(centre)
    push(centre, caller, tuple(desk.accept() for _ in range(FEW + 1)))
    wanted = asked(centre, {CENTRE: Cursor()})
    assert pull_together(centre, [(caller, wanted)]) == [None]
    rows, _ = parts(pull(centre, caller, wanted))
    near = asked(centre, {CENTRE: Cursor(seq=1, chain=rows[0].chain)})
    assert pull_together(centre, [(caller, near)]) == [pull(centre, caller, near)]


def test_each_is_let_in_or_not_by_the_own_token(centre: Centre) -> None:
    desk, caller = signed_in(centre)
    gone, shut = signed_in(centre, 12)
    push(centre, caller, (desk.accept(),))
    accounts.end_session(centre, shut.session)
    wanted = asked(centre, {CENTRE: Cursor()})
    raw = msgspec.json.encode(wanted)
    crowd = [(desk.access, raw), (gone.access, raw), ("nobody", raw), (desk.access, b"[]"), (desk.access, b"no JSON"), (desk.access, raw)]
    told = answer(centre, Rate(LIMITS), [Asked(token, body(sent)) for token, sent in crowd])
    said = [found.said.code if isinstance(found.said, Refusal) else found.said for found in told]
    whole = pull(centre, caller, wanted)
    assert said == [whole, Code.LOGIN_REQUIRED, Code.LOGIN_REQUIRED, Code.INVALID_REQUEST, Code.MALFORMED, whole]
    assert [found.caller is not None for found in told] == [True, False, False, True, True, True]


def test_the_requests_of_a_desk_are_counted_one_by_one(centre: Centre) -> None:
    desk, _ = signed_in(centre)
    few = Rate(replace(LIMITS, burst=2, requests_per_second=1), now=lambda: 0.0)
    raw = msgspec.json.encode(asked(centre, {CENTRE: Cursor()}))
    told = answer(centre, few, [Asked(desk.access, body(raw))] * 3)
    assert [isinstance(found.said, Refusal) for found in told] == [False, False, True]


def test_the_first_use_of_every_token_is_noted(centre: Centre) -> None:
    """A refresh token that comes again after that was stolen, and the session ends (see ``accounts.refresh``)."""
    desks = [signed_in(centre, number)[0] for number in (28, 12)]
    fresh = [accounts.refresh(centre, Refresh(refresh=desk.refresh)) for desk in desks]
    accounts.authenticate_all(centre, [session.access for session in fresh])
    for desk in desks:
        with pytest.raises(Refusal) as refused:
            accounts.refresh(centre, Refresh(refresh=desk.refresh))
        assert refused.value.code is Code.LOGIN_REQUIRED
