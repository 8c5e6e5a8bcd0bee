"""A PBX whose clock is wrong: its times are read by the centre's, and its administrator is told."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import pytest
from structlog.testing import capture_logs

from models.records.catalogue import Line
from sync.server.ami.answers import Answer
from sync.server.ami.message import Message
from sync.server.asterisk import clock as module
from sync.server.asterisk.calls import iso
from sync.server.asterisk.model import Model
from sync.server.asterisk.plan import PbxPlan
from sync.server.asterisk.switch import AsteriskSwitch
from sync.server.calls.switch import Happening

PLAN = PbxPlan(queues=(("81890", Line.GENERAL),))
BEGUN = 1795460000.0


class Quiet:
    """A client whose PBX has nothing but the time, ``behind`` the centre's."""

    def __init__(self, hear: Callable[[Message], None], link: Callable[[bool], None]) -> None:
        self.hear = hear
        self.link = link
        self.time = BEGUN
        self.pings = 0

    async def run(self) -> None:
        await asyncio.Event().wait()

    async def ask(self, action: str, fields: Sequence[tuple[str, str]] = (), *, seconds: float, listing: bool = False) -> Answer:
        self.pings += action == "Ping"
        return Answer(Message((("Response", "Success"), ("Timestamp", f"{self.time:.6f}"))), ())

    def ring(self, uid: str) -> None:
        told = {"Event": "QueueCallerJoin", "Queue": "81890", "Uniqueid": uid, "Channel": f"PJSIP/t-{uid}", "CallerIDNum": "057765550101"}
        self.hear(Message((*told.items(), ("Timestamp", f"{self.time:.6f}"))))


@pytest.mark.parametrize(("behind", "added"), [(0.0, 0.0), (1.5, 0.0), (-1.5, 0.0), (40.0, 40.0), (-280_000.0, -280_000.0)])
def test_the_times_of_a_pbx_whose_clock_is_wrong_are_read_by_the_centre_s(behind: float, added: float) -> None:
    happenings: list[Happening] = []
    clients: list[Quiet] = []

    def connect(hear: Callable[[Message], None], link: Callable[[bool], None]) -> Quiet:
        clients.append(Quiet(hear, link))
        return clients[0]

    async def story() -> None:
        switch = AsteriskSwitch(PLAN, connect, wall=lambda: pbx.time + behind)
        pbx = clients[0]
        running = asyncio.create_task(switch.run(happenings.append))
        for call in range(3):
            linked = len(happenings)
            pbx.link(True)
            async with asyncio.timeout(20):
                while not any(told.whole for told in happenings[linked:]):
                    await asyncio.sleep(0)
            pbx.time = BEGUN + 60 * call
            pbx.ring(f"{call}.1")
            assert [row.queued_at for row in happenings[-1].calls] == [iso(pbx.time + added)]
            pbx.link(False)
        running.cancel()

    with capture_logs() as logged:
        asyncio.run(story())
    assert [entry["behind_seconds"] for entry in logged] == ([behind] if added else [])


def steps(every: float, monkeypatch: pytest.MonkeyPatch, story: Callable[[AsteriskSwitch, Quiet, list[Happening]], Awaitable[None]]) -> Any:
    """Play a story at a PBX whose clock is right at first, and is looked at so often; return what was logged."""
    monkeypatch.setattr(module, "NOT_WITHIN", 0.0)
    monkeypatch.setattr(module, "EVERY", every)
    happenings: list[Happening] = []
    clients: list[Quiet] = []

    def connect(hear: Callable[[Message], None], link: Callable[[bool], None]) -> Quiet:
        clients.append(Quiet(hear, link))
        return clients[0]

    async def played() -> None:
        switch = AsteriskSwitch(PLAN, connect, wall=lambda: BEGUN)
        running = asyncio.create_task(switch.run(happenings.append))
        clients[0].link(True)
        async with asyncio.timeout(20):
            while not happenings:
                await asyncio.sleep(0)
            await story(switch, clients[0], happenings)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    with capture_logs() as logged:
        asyncio.run(played())
    return [entry["behind_seconds"] for entry in logged if "behind_seconds" in entry]


@pytest.mark.parametrize("step", [3600.0, -3600.0])
def test_a_clock_that_is_set_while_the_link_holds_is_noticed_though_nothing_happens(step: float, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(switch: AsteriskSwitch, pbx: Quiet, happenings: list[Happening]) -> None:
        pbx.ring("1.1")
        pbx.time += step
        while switch._model.astray == 0.0:
            await asyncio.sleep(0.001)
        pbx.ring("2.1")
        assert [row.queued_at for told in happenings[1:] for row in told.calls] == [iso(BEGUN)] * 2

    assert steps(0.01, monkeypatch, story) == [-step]


def test_an_event_with_an_odd_time_has_the_clock_looked_at_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(switch: AsteriskSwitch, pbx: Quiet, happenings: list[Happening]) -> None:
        pbx.time += 3600
        pbx.ring("1.1")
        while switch._model.astray == 0.0:
            await asyncio.sleep(0)
        pbx.ring("2.1")
        assert happenings[-1].calls[0].queued_at == iso(BEGUN)

    assert steps(1000.0, monkeypatch, story) == [-3600.0]


def test_an_event_that_was_only_held_up_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(switch: AsteriskSwitch, pbx: Quiet, happenings: list[Happening]) -> None:
        pbx.time -= 30
        pbx.ring("1.1")
        pbx.time += 30
        asked = pbx.pings
        while pbx.pings == asked:
            await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert switch._model.astray == 0.0

    assert steps(1000.0, monkeypatch, story) == []


def test_a_slow_answer_does_not_make_a_right_clock_wrong() -> None:
    model, times = Model(PLAN), iter((BEGUN, BEGUN + 4.5))
    clock = module.PbxClock(model, lambda: next(times))

    async def answers(action: str, fields: Sequence[tuple[str, str]] = (), *, seconds: float) -> Answer:
        return Answer(response=Message((("Response", "Success"), ("Timestamp", f"{BEGUN + 0.1:.6f}"))))

    assert asyncio.run(clock.ask(answers)) == BEGUN + 0.1
    assert model.astray == 0.0
