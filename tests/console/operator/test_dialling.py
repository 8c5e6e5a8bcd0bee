"""What waits for a free line belongs to its case: it is rung with that case on the desk, or offered, never under another caller."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from console.app import Console
from models.records.call import CallState, EndReason, RingRow
from models.records.case import CaseState
from models.rules.phone import normalise
from tests.support.stage import Theatre, drive, press, with_console, words_in
from widgets.queue.lines import OwnList


async def dispatched_in_a_call(console: Console, number: str) -> CaseState:
    """The caller is still on the line; the partner is to be rung."""
    await drive(console, {"ring": number}, {"key": "F2"}, {"type": "scls"}, {"key": "Return"}, {"key": "F9"}, {"key": "F6"})
    case = console.parts.presenters.desk.case
    assert case is not None
    assert case.handler is not None
    return case


def waiting(console: Console) -> tuple[RingRow, ...]:
    return console.parts.presenters.dialling.waiting()


def phone(console: Console, case: CaseState) -> str:
    """Return the number of the partner that has a case, as it is dialled."""
    assert case.handler is not None
    partner = console.parts.reference.partner(case.handler.code)
    assert partner is not None
    return normalise(partner.phone)


def message(console: Console) -> str:
    return console.window.call._said.text()


async def moved_on(console: Console) -> CaseState:
    """The operator has hung up and answered another call before the partner could be rung."""
    case = await dispatched_in_a_call(console, "0577-6555 0801")
    exchange = console.parts.exchange
    exchange.ring("0577-6555 0802")
    exchange._wrap_up, before = 0, exchange._wrap_up
    await press(console, "F8")
    assert console.parts.presenters.desk.call.state is CallState.ALERTING
    await press(console, "F2")
    exchange._wrap_up = before
    return case


def test_it_is_rung_at_once_while_its_case_lies_on_the_desk(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        case = await dispatched_in_a_call(console, "0577-6555 0803")
        assert [row.case for row in waiting(console)] == [case.id]
        await press(console, "F8")
        call = console.parts.presenters.desk.call
        assert call is not None
        assert call.case == case.id
        assert waiting(console) == ()

    theatre.play(work)


def test_it_is_offered_and_not_rung_once_another_call_was_answered(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        case = await moved_on(console)
        await press(console, "F8")
        desk = console.parts.presenters.desk
        assert desk.call is None
        assert desk.number == "057765550802"
        assert case.no in message(console)
        assert "Ctrl R" in message(console)
        assert "待拨 1" in words_in(console.window.queue)
        await press(console, "Ctrl+R")
        assert desk.case is not None
        assert desk.case.id == case.id
        assert desk.call is not None
        assert desk.call.case == case.id
        assert waiting(console) == ()

    theatre.play(work)


def test_my_work_rings_it_too(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        case = await moved_on(console)
        await press(console, "F8", "Ctrl+6")
        assert console.window.queue.open_list() is OwnList.RINGS
        await press(console, "Return")
        desk = console.parts.presenters.desk
        assert desk.case is not None
        assert desk.case.id == case.id
        assert desk.call is not None
        assert console.window.queue.open_list() is None

    theatre.play(work)


def test_during_a_call_it_waits_on(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        case = await moved_on(console)
        await press(console, "Ctrl+R")
        assert [row.case for row in waiting(console)] == [case.id]
        assert "F8" in console.window.call._said.text()

    theatre.play(work)


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (EndReason.BUSY, "0577-6555 0812 正忙或已拒接"),
        (EndReason.NO_ANSWER, "0577-6555 0812 无人接听"),
        (EndReason.INVALID, "0577-6555 0812 无法接通"),
        (EndReason.OPERATOR, ""),
    ],
)
def test_why_somebody_who_was_rung_was_not_reached_stands_until_the_next_call(theatre: Theatre, why: EndReason, said: str) -> None:
    async def work(console: Console) -> None:
        exchange = console.parts.exchange
        console.parts.presenters.desk.set_number("057765550812")
        await press(console, "F7")
        exchange.end(why)
        await drive(console, {"advance": 5})
        assert message(console) == (f"{said}。F7 重新拨打。" if said else "")
        await press(console, "F7")
        assert message(console) == ""
        await press(console, "F8")

    theatre.play(work)


@pytest.mark.parametrize("answers", [False, True], ids=["rings", "speaks"])
def test_whom_the_present_call_has_is_not_rung_after_it(theatre: Theatre, answers: bool) -> None:
    async def work(console: Console) -> None:
        desk = console.parts.presenters.desk
        desk.set_number("057765550813")
        await press(console, "F7")
        if answers:
            console.parts.exchange.party_answers()
        await press(console, "F7")
        assert waiting(console) == ()
        assert "F8" in message(console)
        assert desk.call is not None
        await press(console, "F8")
        assert desk.call is None

    theatre.play(work)


def test_what_is_taken_back_is_not_rung(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await dispatched_in_a_call(console, "0577-6555 0804")
        await press(console, "Alt+6", "Ctrl+Z", "F8")
        assert waiting(console) == ()
        assert console.parts.presenters.desk.call is None

    theatre.play(work)


def test_the_partner_and_the_citizen_of_one_case_both_wait_in_order(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        case = await dispatched_in_a_call(console, "0577-6555 0806")
        await press(console, "F7", "F7")
        assert [(row.number, row.case) for row in waiting(console)] == [(phone(console, case), case.id), ("057765550806", case.id)]
        assert case.handler is not None
        assert case.handler.name.zh in message(console)
        assert "待拨 2" in words_in(console.window.queue)
        await press(console, "F8")
        desk = console.parts.presenters.desk
        assert desk.call is not None
        assert desk.call.number == phone(console, case)
        await press(console, "F8")
        assert desk.call.number == "057765550806"
        assert waiting(console) == ()

    theatre.play(work)


def test_taking_the_dispatch_back_leaves_the_citizen_to_be_rung(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        case = await dispatched_in_a_call(console, "0577-6555 0807")
        await press(console, "F7", "Alt+6", "Ctrl+Z")
        assert [(row.number, row.case) for row in waiting(console)] == [("057765550807", case.id)]

    theatre.play(work)


def test_while_a_form_is_open_it_is_offered_and_not_rung(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        case = await dispatched_in_a_call(console, "0577-6555 0809")
        await drive(console, {"key": "Ctrl+Shift+D"}, {"type": "今天没有人"}, {"key": "F8"})
        desk = console.parts.presenters.desk
        assert desk.call is None
        assert [row.case for row in waiting(console)] == [case.id]
        assert "Ctrl R" in message(console)
        assert "今天没有人" in console.window.case.strip.words().values()

    theatre.play(work)


def test_a_ringing_caller_who_gives_up_sets_nothing_dialling(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        case = await dispatched_in_a_call(console, "0577-6555 0810")
        exchange = console.parts.exchange
        ringing = exchange.ring("0577-6555 0811")
        exchange._wrap_up, before = 0, exchange._wrap_up
        await press(console, "F8")
        exchange.abandon(ringing)
        await drive(console)
        exchange._wrap_up = before
        assert console.parts.presenters.desk.call is None
        assert [row.case for row in waiting(console)] == [case.id]
        assert "Ctrl R" in message(console)
        await press(console, "Ctrl+R")
        assert console.parts.presenters.desk.call is not None
        assert waiting(console) == ()

    theatre.play(work)


def test_drafts_that_were_put_aside_are_one_key_away(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await drive(console, {"key": "Alt+3"}, {"type": "路灯坏了"}, {"ring": "0577-6555 0805"}, {"key": "F2"})
        assert "草稿 1" in words_in(console.window.queue)
        await press(console, "Ctrl+5", "Return")
        assert console.window.catalogue.text() == "路灯坏了"
        assert console.window.queue.open_list() is None

    theatre.play(work)


def test_what_waits_outlives_the_program(qapp: QApplication, tmp_path: Path) -> None:
    """The store is let go of during the call, as a killed process lets go of it: nothing more is told to the console."""
    cases: list[CaseState] = []

    async def first(console: Console) -> None:
        cases.append(await dispatched_in_a_call(console, "0577-6555 0808"))
        await press(console, "F7")
        await console.runtime.settle()
        console.parts.presenters.draft._resting = True
        console.parts.presenters.draft.save = lambda: None

    async def second(console: Console) -> None:
        await drive(console)
        assert "待拨 2" in words_in(console.window.queue)
        assert [row.case_no for row in waiting(console)] == [cases[0].no] * 2
        await press(console, "Ctrl+6", "Return")
        desk = console.parts.presenters.desk
        assert desk.case is not None
        assert desk.case.id == cases[0].id
        assert desk.call is not None
        assert desk.call.number == phone(console, cases[0])
        assert [row.number for row in waiting(console)] == ["057765550808"]

    with_console(qapp, tmp_path, first)
    theatre = Theatre(qapp, tmp_path)
    try:
        theatre.go_on(second)
    finally:
        theatre.close()
