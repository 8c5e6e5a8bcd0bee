"""Danger: the caller is put through before any form is filled in."""

from __future__ import annotations

from console.app import Console
from models.records.case import CaseState, CloseReason
from models.repositories import case as cases
from tests.support.stage import Theatre, drive, press


def test_danger_is_put_through_before_any_form_and_the_case_can_be_closed(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await drive(console, {"ring": "0577-6555 0090"}, {"key": "F2"}, {"type": "C04-07"}, {"key": "Return"})
        item = console.parts.presenters.desk.item
        assert item is not None
        number = console.parts.reference.cards[item.code].transfer.number
        await press(console, "Ctrl+T")
        assert console.parts.exchange.call is None
        case = console.parts.presenters.desk.case
        assert isinstance(case, CaseState)
        assert case.transferred_to == number
        entries = await console.runtime.db(cases.journal, case.id)
        assert [entry.verb for entry in entries] == ["case.accept", "case.transfer"]
        await press(console, "F12")
        closed = console.parts.presenters.desk.case
        assert isinstance(closed, CaseState)
        assert (closed.closed, closed.close_reason, closed.resolved) == (True, CloseReason.TRANSFERRED, False)

    theatre.play(work)


def test_without_a_call_nobody_is_put_through_and_nothing_is_noted(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await drive(console, {"key": "Ctrl+F"}, {"type": "C04-07"}, {"key": "Return"}, {"key": "Ctrl+T"})
        assert console.parts.presenters.desk.case is None
        assert console.window.call._said.text()

    theatre.play(work)


def test_an_item_without_an_emergency_number_says_so(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await drive(console, {"ring": "0577-6555 0091"}, {"key": "F2"}, {"type": "scls"}, {"key": "Return"}, {"key": "Ctrl+T"})
        assert console.parts.exchange.call is not None
        assert console.window.notice.text()

    theatre.play(work)
