"""What the gateway refuses after all was not done, whatever was accepted at the desk a moment before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from console.app import Console
from console.operator.refusals import refusal_words
from models.records.call import EndReason, Refusal, Verb
from models.repositories import case as cases
from tests.support.stage import Theatre, drive, press, until, write

WORDS = "门外有人砸门"


@pytest.fixture
def slow(theatre: Theatre, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """The line accepts a blind transfer and does nothing so far; what is returned lets it happen."""
    parts = theatre.console.parts
    really, asked = parts.line.blind_transfer, list[str]()
    monkeypatch.setattr(parts.line, "blind_transfer", asked.append)

    def happen() -> None:
        assert really(asked[-1]) is None

    return happen


async def _in_danger(console: Console) -> str:
    """A caller in danger is on the line, the operator has chosen the item and written something; return the emergency number."""
    await drive(console, {"ring": "0577-6555 0090"}, {"key": "F2"}, {"type": "C04-07"}, {"key": "Return"})
    item = console.parts.presenters.desk.item
    assert item is not None
    console.window.catalogue.focus_text()
    await write(console, WORDS)
    return console.parts.reference.cards[item.code].transfer.number


@pytest.mark.parametrize("accepted", [False, True], ids=["before-any-form", "with-a-case"])
def test_a_caller_who_was_not_put_through_after_all_is_not_noted_as_put_through(
    theatre: Theatre, slow: Callable[[], None], accepted: bool
) -> None:
    async def work(console: Console) -> None:
        number = await _in_danger(console)
        line, desk = console.parts.line, console.parts.presenters.desk
        if accepted:
            await press(console, "F9")
        before = desk.case
        assert (before is not None) is accepted
        await press(console, "Ctrl+T")
        line.refused.emit(Verb.BLIND_TRANSFER, Refusal.FAILED)
        assert console.window.call._said.text() == refusal_words(Refusal.FAILED, None, None)
        await press(console, "Escape")
        assert console.parts.exchange.call is not None, "the caller is still here"
        assert desk.case == before
        assert console.window.catalogue.text() == WORDS
        await press(console, "Ctrl+T")
        slow()
        await until(lambda: desk.case is not None and desk.case.transferred_to == number)
        assert desk.case is not None
        assert desk.case.text == WORDS
        entries = await console.runtime.db(cases.journal, desk.case.id)
        assert [entry.verb for entry in entries] == ["case.accept", "case.transfer"]

    theatre.play(work)


def test_nothing_is_noted_before_the_call_has_ended_so(theatre: Theatre, slow: Callable[[], None]) -> None:
    async def work(console: Console) -> None:
        await _in_danger(console)
        await press(console, "Ctrl+T")
        assert console.parts.presenters.desk.case is None
        console.parts.exchange.end(EndReason.CALLER)
        await press(console, "Escape")
        assert console.parts.presenters.desk.case is None
        assert console.window.catalogue.text() == WORDS

    theatre.play(work)


def test_a_case_that_was_accepted_meanwhile_says_that_the_caller_was_put_through(theatre: Theatre, slow: Callable[[], None]) -> None:
    async def work(console: Console) -> None:
        number = await _in_danger(console)
        await press(console, "Ctrl+T", "F9")
        desk = console.parts.presenters.desk
        assert desk.case is not None
        assert desk.case.transferred_to == ""
        slow()
        await until(lambda: desk.case is not None and desk.case.transferred_to == number)

    theatre.play(work)


def test_the_need_that_lies_on_the_desk_by_then_is_not_taken_for_it(theatre: Theatre, slow: Callable[[], None]) -> None:
    async def work(console: Console) -> None:
        number = await _in_danger(console)
        await press(console, "Ctrl+T")
        console.parts.presenters.flow.next_need()
        slow()
        assert number in console.window.notice.text()
        await press(console, "Escape")
        assert console.parts.presenters.desk.case is None
        assert any(WORDS in str(draft) for draft in console.parts.shelf.drafts())

    theatre.play(work)


def test_where_the_telephone_is_switched_by_hand_it_counts_at_once(theatre: Theatre, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(console: Console) -> None:
        number = await _in_danger(console)
        monkeypatch.setattr(console.parts.line, "blind_transfer", lambda _number: Refusal.NOT_SUPPORTED)
        await press(console, "Ctrl+T")
        case = console.parts.presenters.desk.case
        assert case is not None
        assert case.transferred_to == number

    theatre.play(work)


def test_a_number_that_was_not_dialled_after_all_still_waits_to_be_rung(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await drive(console, {"ring": "0577-6555 0090"}, {"key": "F2"})
        dialling, line = console.parts.presenters.dialling, console.parts.line
        asked: list[str] = []
        line.dial = lambda number, _case="": asked.append(number)  # type: ignore[method-assign]
        dialling.dial("057765550777")
        console.parts.exchange.party_hangs_up()
        await until(lambda: bool(asked))
        line.refused.emit(Verb.DIAL, Refusal.FAILED)
        assert [row.number for row in dialling.waiting()] == asked == ["057765550777"]

    theatre.play(work)


def test_what_was_not_answered_in_time_is_said_not_to_be_known_until_the_call_tells(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        line, said = console.parts.line, console.window.call._said
        await drive(console, {"ring": "0577-6555 0091"}, {"key": "F2"})
        for verb, tell in ((Verb.MUTE, line.mute), (Verb.CONSULT, lambda: line.consult("110"))):
            line.refused.emit(verb, Refusal.UNKNOWN)
            assert said.text() == refusal_words(Refusal.UNKNOWN, None, None, verb=verb)
            assert tell() is None
            await until(lambda: said.text() == "")
            line.refused.emit(verb, Refusal.UNKNOWN)
            assert said.text() == "", "the bar shows that it was done"

    theatre.play(work)
