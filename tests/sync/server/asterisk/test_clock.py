"""A PBX whose clock is wrong: its times are read by the centre's, and its administrator is told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

import pytest
from structlog.testing import capture_logs

from models.records.catalogue import Line
from sync.server.ami.answers import Answer
from sync.server.ami.message import Message
from sync.server.asterisk.calls import iso
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

    async def run(self) -> None:
        await asyncio.Event().wait()

    async def ask(self, action: str, fields: Sequence[tuple[str, str]] = (), *, seconds: float, listing: bool = False) -> Answer:
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
