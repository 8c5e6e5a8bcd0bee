"""A need that was answered, put through or noted as unmet waits for its closing only, and the closing says why nobody is rung back."""

from __future__ import annotations

import pytest

from console.app import Console
from models.records.case import WorkList
from models.repositories import queue as queues
from tests.support.stage import Theatre, drive, press, words_in


async def listed(console: Console) -> dict[WorkList, int]:
    """Return how many cases stand in each list of My work."""
    found = await console.runtime.db(queues.counts, console.parts.session.operator.number, console.parts.clock.now())
    return {count.list: count.count for count in found}


@pytest.mark.parametrize(
    ("item", "step", "said"),
    [("sbjf", ("F6",), "已当场答复"), ("sbjf", ("Ctrl+Shift+U", "Return", "Return"), "需求已记入台账")],
)
def test_it_stands_where_its_closing_is_due_without_a_promise_to_dispatch(
    theatre: Theatre, item: str, step: tuple[str, ...], said: str
) -> None:
    async def work(console: Console) -> None:
        await drive(console, {"ring": "0577-6555 0920"}, {"key": "F2"}, {"type": item}, {"key": "Return"}, {"key": "F9"})
        before = await listed(console)
        assert "派单" in words_in(console.window.case)
        await press(console, *step)
        after = await listed(console)
        assert after[WorkList.TO_DISPATCH] == before[WorkList.TO_DISPATCH] - 1
        assert after[WorkList.CALLBACKS_DUE] == before[WorkList.CALLBACKS_DUE] + 1
        assert console.window.case._due.text() == ""
        await press(console, "F12")
        case = console.parts.presenters.desk.case
        assert case is not None
        assert case.closed
        assert said in console.window.notice.text()

    theatre.play(work)
