"""Who can do it, by keys: somebody is sent on purpose or not at all."""

from __future__ import annotations

from itertools import count

from console.app import Console
from models.records.case import CaseState, Stage
from tests.support.stage import Theatre, drive, press, write

_numbers = count(1)


async def accepted(console: Console) -> CaseState:
    """Somebody rang and has a case; the caret is among the partners by itself."""
    await drive(console, {"ring": f"0577-6555 07{next(_numbers):02d}"}, {"key": "F2"}, {"type": "scls"}, {"key": "Return"}, {"key": "F9"})
    await press(console, "F8")
    assert console.window.partner.list.hasFocus()
    return on_desk(console)


def on_desk(console: Console) -> CaseState:
    case = console.parts.presenters.desk.case
    assert isinstance(case, CaseState)
    return case


def test_a_number_that_is_typed_among_the_partners_sends_nobody(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await accepted(console)
        await write(console, "8001")
        await press(console, "Return")
        assert on_desk(console).stage is Stage.ACCEPTED
        assert console.parts.presenters.desk.call is None
        assert all(key in console.window.notice.text() for key in ("F6", "Ctrl K"))

    theatre.play(work)


def test_a_partner_is_sent_by_its_key_or_as_the_chosen_row(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await accepted(console)
        await press(console, "Down", "Return")
        assert on_desk(console).stage is Stage.DISPATCHED
        await press(console, "F8")
        await accepted(console)
        await press(console, "F6")
        assert on_desk(console).stage is Stage.DISPATCHED
        await press(console, "F8")

    theatre.play(work)
