"""Who rings and gives up while the link is lost is told to the administrator by their number, once."""

from __future__ import annotations

import pytest

from models.records.call import CallState, Verb
from tests.support.desk_of_pbx import DeskOfPbx, tell

CITIZEN = "057765550101"


@pytest.mark.parametrize("unseen", [0, 2])
def test_who_gave_up_while_the_link_was_lost_stands_in_the_log(unseen: int, capsys: pytest.CaptureFixture[str]) -> None:
    async def story(desk: DeskOfPbx) -> None:
        assert await desk.order(Verb.NOT_READY, reason="lunch") is None
        seen = desk.pbx.ring(CITIZEN, "81890")
        await desk.becomes(CallState.QUEUED)
        desk.pbx.hang_up(seen)
        await desk.becomes(CallState.ENDED)
        desk.pbx.faults.refuse = True
        desk.pbx.cut()
        await desk.until(lambda: not desk.told[-1].link)
        for _ in range(unseen):
            desk.pbx.hang_up(desk.pbx.ring(CITIZEN, "81890"))
        desk.pbx.faults.refuse = False
        await desk.linked()
        desk.pbx.cut()
        await desk.until(lambda: not desk.told[-1].link)
        await desk.linked()

    tell(story)
    told = [line for line in capsys.readouterr().out.splitlines() if "gave up unseen" in line]
    assert [f"callers={unseen}" in line for line in told] == ([True] if unseen else [])
