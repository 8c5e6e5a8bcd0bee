"""How often a device may command: an operator never meets the limit, and who asks without end stops nobody, and not their own sync."""

from __future__ import annotations

import msgspec
import pytest
from msgspec.structs import replace

from models.records.call import Verb
from sync.protocol.calls import CallBoard
from sync.protocol.limits import LIMITS
from sync.protocol.messages import Pull
from sync.protocol.problems import MEDIA_TYPE, Code, Problem
from sync.server.calls import commands
from sync.server.centre import Centre
from sync.server.gate import Rate
from sync.server.refusal import Refusal as SlowDown
from tests.support.desks import signed_in
from tests.support.serving import serving
from tests.support.switchboard import Switchboard
from tests.sync.server.calls.test_admission import commanded, refused
from tests.sync.server.calls.test_gateway import House

on_sqlite = pytest.mark.parametrize("url", ["sqlite_url"], indirect=True)


@on_sqlite
def test_a_device_that_commands_without_end_is_told_to_slow_down_and_nobody_else(centre: Centre) -> None:
    centre.limits = replace(LIMITS, commands_per_second=1, commands_burst=5)
    (desk, _), (other, _) = signed_in(centre, 28), signed_in(centre, 12)
    switch = Switchboard(centre.clock.now)
    with serving(centre, switch=switch) as place:
        house = House(place, centre, switch)
        while (slow := commanded(house, desk)).status_code < 300:
            pass
        assert (slow.status_code, slow.headers["Content-Type"], slow.headers["Retry-After"]) == (429, MEDIA_TYPE, "1")
        problem = msgspec.json.decode(slow.content, type=Problem)
        assert problem.code is Code.SLOW_DOWN
        assert problem.retryable
        assert house.ask(other, Verb.LOGIN, extension="8012") is None
        with house.listening(desk) as told:
            assert isinstance(next(told), CallBoard), "who commands too much hears all the same"


@on_sqlite
def test_a_desk_that_asks_for_other_things_without_end_commands_all_the_same(centre: Centre) -> None:
    centre.limits = replace(LIMITS, requests_per_second=1, burst=5)
    desk, _ = signed_in(centre, 28)
    switch = Switchboard(centre.clock.now)
    with serving(centre, switch=switch) as place:
        house = House(place, centre, switch)
        pull, token = Pull(epoch="", cursors={}), f"Bearer {desk.access}"
        while house.wire.ask("POST", "/v1/changes", pull, Authorization=token).status_code != 429:
            pass
        assert [refused(house, desk) for _ in range(LIMITS.commands_burst)] == [None] * LIMITS.commands_burst


def test_who_tries_again_and_again_is_let_in_as_soon_as_their_time_has_come() -> None:
    now = 0.0
    rate = Rate.of_commands(LIMITS, lambda: now)
    for _ in range(LIMITS.commands_burst):
        rate.count("dev")
    tries = 0
    while True:  # a console tries every tenth of a second, for two
        tries += 1
        now += 0.1
        try:
            rate.count("dev")
        except SlowDown:
            continue
        break
    assert tries == 3
    assert now >= 1 / LIMITS.commands_per_second


def test_a_device_that_commands_as_fast_as_it_may_is_remembered_whole() -> None:
    assert LIMITS.commands_burst + 60 * LIMITS.commands_per_second <= commands._MOST
