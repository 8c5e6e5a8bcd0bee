"""Calls through the two bars: who waits, second parties, dialling, and what the keys do in each state of a call."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtWidgets import QApplication

from console.app import Console
from models.commands.caller import save_person
from models.records.call import CallState, EndReason, OperatorState
from models.records.caller import PersonRow, TimelineKind
from models.repositories import caller as callers
from tests.support.stage import Theatre, drive, press, until, words_in, write

CALLER = "0577-6555 0011"


async def answered(console: Console, number: str = CALLER) -> None:
    await drive(console, {"ring": number}, {"key": "F2"})


def state(console: Console) -> CallState | None:
    call = console.parts.presenters.desk.call
    return call.state if call else None


def test_waiting_calls_and_the_longest_wait_are_seen_during_a_call(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await answered(console)
        await drive(console, {"ring": "0577-6555 0012"}, {"advance": 40}, {"ring": "0577-6555 0013"}, {"advance": 25})
        top = words_in(console.window.top)
        assert "2" in top
        assert "1:05" in top
        bar = console.window.call.findChildren(type(console.window.call._waiting))[0]
        assert bar.isVisible()
        assert "1:05" in bar.accessibleName()
        assert "0:25" in bar.accessibleName()
        assert "0012" not in bar.accessibleName()

    theatre.play(work)


def test_a_withheld_number_is_a_caller_too(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await answered(console, "anonymous")
        desk = console.parts.presenters.desk
        assert (desk.number, desk.withheld) == ("", True)
        assert "未显号码" in words_in(console.window.caller)
        await drive(console, {"key": "Alt+1"}, {"key": "Tab"}, {"type": "滨江社区"}, {"key": "Ctrl+F"}, {"type": "scls"}, {"key": "Return"})
        await press(console, "F9")
        assert desk.case is not None
        assert (desk.case.number, desk.case.address) == ("", "滨江社区")

    theatre.play(work)


def test_a_caller_whose_number_is_withheld_can_give_one(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await answered(console, "anonymous")
        line = console.window.caller.given.line
        assert line.isVisible()
        await drive(console, {"key": "F11"}, {"type": "12"}, {"key": "Return"})
        assert (line.text(), console.parts.presenters.desk.number) == ("12", "")
        await drive(console, {"key": "Ctrl+A"}, {"type": "0577-6555 0951"}, {"key": "Return"})
        assert not line.isVisible()
        assert QApplication.focusWidget() is console.window.caller.form.name
        await drive(console, {"key": "Ctrl+F"}, {"type": "scls"}, {"key": "Return"}, {"key": "F9"})
        case = console.parts.presenters.desk.case
        assert case is not None
        assert case.number == "057765550951"

    theatre.play(work)


def test_a_call_from_abroad_becomes_a_case_with_its_digits(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await answered(console, "+44 20 7946 0000")
        await drive(console, {"key": "Alt+1"}, {"type": "李先生"}, {"key": "Ctrl+F"}, {"type": "scls"}, {"key": "Return"}, {"key": "F9"})
        case = console.parts.presenters.desk.case
        assert case is not None
        assert (case.number, case.person_name) == ("+442079460000", "李先生")
        await press(console, "F8")
        card = await console.runtime.db(callers.card, "+442079460000", console.parts.clock.now())
        assert [row.kind for row in card.timeline].count(TimelineKind.CALL) == 1

    theatre.play(work)


async def shared(console: Console, number: str) -> None:
    """Two people share the number that is answered; an item is chosen, and nobody said who speaks."""
    stamp = console.parts.session.stamp()
    for name in ("陈女士", "陈先生"):
        await console.runtime.db(save_person, stamp, PersonRow(id="", name=name, numbers=(number,), address=f"{name}家"))
    await answered(console, number)
    await drive(console, {"key": "Ctrl+F"}, {"type": "scls"}, {"key": "Return"}, {"key": "F9"})


def test_a_number_of_two_asks_once_who_speaks_and_a_digit_tells(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await shared(console, "057765550941")
        desk = console.parts.presenters.desk
        assert desk.case is None
        assert "F9" in console.window.notice.text()
        await press(console, "1", "F9")
        assert desk.case is not None
        assert desk.case.person_name in ("陈女士", "陈先生")

    theatre.play(work)


def test_pressed_again_it_accepts_without_a_name(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await shared(console, "057765550942")
        await press(console, "F9")
        case = console.parts.presenters.desk.case
        assert case is not None
        assert (case.number, case.person_name) == ("057765550942", "")

    theatre.play(work)


def test_nobody_is_chosen_of_several_people_behind_one_number(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        stamp = console.parts.session.stamp()
        for name in ("陈女士", "陈先生"):
            await console.runtime.db(save_person, stamp, PersonRow(id="", name=name, numbers=("057765550014",), address=f"{name}家"))
        await answered(console, "0577-6555 0014")
        desk = console.parts.presenters.desk
        assert desk.person is None
        seen = words_in(console.window.caller)
        assert "陈女士" in seen
        assert "陈先生" in seen
        console.window.caller.people.chips()[0].click()
        await drive(console)
        assert desk.person is not None
        assert console.window.caller.person_fields()["address"] == f"{desk.person.name}家"

    theatre.play(work)


def test_one_person_behind_a_number_is_known_at_the_ring(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        person = PersonRow(id="", name="周先生", numbers=("057765550015",), address="隆山路1号")
        await console.runtime.db(save_person, console.parts.session.stamp(), person)
        await drive(console, {"ring": "0577-6555 0015"})
        assert console.window.caller.person_fields()["address"] == "隆山路1号"
        assert state(console) is CallState.ALERTING

    theatre.play(work)


def test_transfer_offers_who_answers_for_the_item_and_speaks_first(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await answered(console)
        await drive(console, {"key": "Ctrl+F"}, {"type": "scls"}, {"key": "Return"}, {"key": "F4"})
        strip = console.window.call._strip
        assert QApplication.focusWidget() is strip.edit
        assert strip.list.lines.lines()
        await press(console, "Return")
        assert state(console) is CallState.CONSULTING
        await press(console, "F3")
        assert state(console) is CallState.CONNECTED
        await press(console, "F3")
        assert state(console) is CallState.HELD
        await press(console, "F3")
        assert state(console) is CallState.CONNECTED

    theatre.play(work)


@pytest.mark.parametrize(("key", "after"), [("F4", None), ("F5", CallState.CONFERENCE), ("F8", CallState.CONNECTED)])
def test_with_the_second_party_on_the_line_keys_put_through_or_join(theatre: Theatre, key: str, after: CallState | None) -> None:
    async def work(console: Console) -> None:
        await answered(console)
        await drive(console, {"key": "F4"}, {"type": "110"}, {"key": "Return"})
        assert state(console) is CallState.CONSULTING
        await press(console, key)
        assert state(console) is after
        if after is CallState.CONFERENCE:
            await press(console, "F5")
            assert state(console) is CallState.CONNECTED

    theatre.play(work)


@pytest.mark.parametrize(
    ("why", "said"),
    [(EndReason.BUSY, "110 正忙或已拒接"), (EndReason.NO_ANSWER, "110 无人接听"), (EndReason.INVALID, "110 无法接通")],
)
def test_who_was_consulted_and_did_not_come_is_told_until_the_next_step(theatre: Theatre, why: EndReason, said: str) -> None:
    async def work(console: Console) -> None:
        await answered(console)
        await drive(console, {"key": "F4"}, {"type": "110"}, {"key": "Return"})
        console.parts.exchange.party_fails(why)
        assert state(console) is CallState.CONNECTED
        assert console.window.call._said.text() == f"{said}。已回到与来电人的通话：F4 另找他人"
        await press(console, "F3")
        await until(lambda: console.window.call._said.text() == "")
        call = console.parts.presenters.desk.call
        assert call is not None
        assert (call.state, call.party, call.reason) == (CallState.HELD, "", None)
        await press(console, "F8")

    theatre.play(work)


def test_what_is_dialled_during_a_call_is_rung_when_it_is_over(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await answered(console)
        console.parts.presenters.dialling.dial("0577-6555 0019")
        console.parts.presenters.dialling.dial("nobody's number")
        console.parts.presenters.dialling.dial("0577-6555 0019")
        await press(console, "F8")
        call = console.parts.presenters.desk.call
        assert call is not None
        assert (call.number, call.state) == ("057765550019", CallState.ALERTING)

    theatre.play(work)


def test_a_break_begins_and_ends_with_one_key(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await press(console, "F10")
        assert console.parts.exchange.state is OperatorState.NOT_READY
        await drive(console, {"ring": CALLER})
        assert state(console) is None
        await press(console, "F10")
        assert state(console) is CallState.ALERTING

    theatre.play(work)


def test_keys_without_a_call_say_so_and_do_nothing(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await press(console, "F2", "F3", "F4", "F5", "F8")
        assert state(console) is None
        assert console.window.call._said.text()

    theatre.play(work)


def test_a_recorded_call_is_in_the_timeline_of_the_next(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await answered(console, "0577-6555 0018")
        await drive(console, {"advance": 30}, {"key": "F8"}, {"key": "F10"}, {"ring": "0577-6555 0018"}, {"key": "F2"})
        assert console.window.caller.timeline.lines.rowCount() == 2, "the call before and the one that goes on"

    theatre.play(work)


def test_words_of_a_caller_are_not_kept_for_the_next_call(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await answered(console)
        await drive(console, {"key": "Alt+3"}, {"type": "只是问问"}, {"key": "F8"}, {"key": "F10"})
        await answered(console, "0577-6555 0012")
        assert console.window.catalogue.text() == ""
        await write(console, "x")
        assert console.window.catalogue.search.text() == "x"

    theatre.play(work)


async def sent_to_a_partner(console: Console, number: str) -> str:
    """Return a new case of that number, sent to the first partner."""
    await answered(console, number)
    await drive(console, {"key": "Ctrl+F"}, {"type": "scls"}, {"key": "Return"}, {"key": "F9"})
    console.parts.presenters.flow.dispatch("P001")
    await drive(console)
    await press(console, "F8", "F8")
    case = console.parts.presenters.desk.case
    assert case is not None
    return str(case.id)


def test_a_partner_who_rings_is_named_and_its_other_cases_are_two_keys_away(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        first = await sent_to_a_partner(console, "0577-6555 0021")
        second = await sent_to_a_partner(console, "0577-6555 0022")
        await drive(console, {"ring": console.parts.reference.partner("P001").phone})
        party = console.parts.reference.party(console.parts.presenters.desk.call.number)
        assert party is not None
        assert party[0].zh in words_in(console.window.call)
        await press(console, "F2")
        desk = console.parts.presenters.desk
        assert desk.case is not None
        assert desk.case.id == second
        seen = words_in(console.window.caller)
        assert party[0].zh in seen
        assert "加盟企业" in seen
        rows = [line.key for line in console.window.caller.party.cases.lines.lines()]
        await press(console, "F11", str(rows.index(first) + 1))
        assert desk.case.id == first
        await press(console, "F8")
        assert not console.window.caller.party.isVisible()

    theatre.play(work)


def test_the_promises_on_the_callers_card_move_on_by_themselves(theatre: Theatre, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(console: Console) -> None:
        seen: list[datetime] = []
        monkeypatch.setattr(console.window.caller, "set_now", seen.append)
        await drive(console, {"advance": 1200})
        console.parts.presenters.caller._clock.timeout.emit()
        assert seen == [console.parts.tools.now()]

    theatre.play(work)
