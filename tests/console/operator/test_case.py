"""The case by its keys: refused calmly, taken back, closed as unreached, merged and unmerged."""

from __future__ import annotations

from itertools import count

import pytest
from PySide6.QtWidgets import QApplication

from console.app import Console
from console.operator.actions import VERBS
from models.records.case import CaseState, CloseReason, Stage
from models.records.journal import Entry
from models.repositories import case as cases
from tests.support.stage import Theatre, drive, press, words_in, write

SAME_NUMBER = "0577-6555 0020"
_numbers = count(21)


async def accepted(console: Console, query: str = "scls", number: str = "") -> CaseState:
    """Somebody rings, is answered, and has a case; return it."""
    await drive(
        console,
        {"ring": number or f"0577-6555 {next(_numbers):04d}"},
        {"key": "F2"},
        {"type": query},
        {"key": "Return"},
        {"type": "厨房漏水"},
        {"key": "F9"},
    )
    case = console.parts.presenters.desk.case
    assert isinstance(case, CaseState)
    return case


async def dispatched(console: Console) -> CaseState:
    """A case is with a partner, and nobody is on the telephone."""
    await accepted(console)
    await press(console, "F6", "F8", "F8")
    return on_desk(console)


async def at_callback(console: Console) -> CaseState:
    await dispatched(console)
    await press(console, "Ctrl+Shift+W", "Return")
    case = on_desk(console)
    assert case.stage is Stage.CALLBACK
    return case


def on_desk(console: Console) -> CaseState:
    case = console.parts.presenters.desk.case
    assert isinstance(case, CaseState)
    return case


async def journal(console: Console, case_id: str) -> tuple[Entry, ...]:
    return tuple(await console.runtime.db(cases.journal, case_id))


async def verbs(console: Console, case_id: str) -> list[str]:
    return [entry.verb for entry in await journal(console, case_id)]


def notice(console: Console) -> str:
    return str(console.window.notice.text())


# --- refusals --------------------------------------------------------------------------------------------------------------------


def test_closing_without_an_answer_is_refused_with_a_sentence(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        case = await at_callback(console)
        before = await verbs(console, case.id)
        await press(console, "F12")
        assert on_desk(console).stage is Stage.CALLBACK
        assert "回访" in notice(console)
        assert "callback" not in notice(console)
        assert await verbs(console, case.id) == before

    theatre.play(work)


def test_accepting_without_an_item_leads_to_the_search(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await drive(console, {"key": "Alt+3"}, {"type": "说不清"}, {"key": "F9"})
        assert console.parts.presenters.desk.case is None
        assert notice(console)
        assert QApplication.focusWidget() is console.window.catalogue.search
        assert console.window.catalogue.text() == "说不清"

    theatre.play(work)


@pytest.mark.parametrize("stage", ["nothing", "accepted", "dispatched", "callback", "closed"])
def test_no_step_at_any_stage_ends_in_anything_but_an_entry_or_a_sentence(theatre: Theatre, stage: str) -> None:
    """Every action with its words, on every stage; a traceback would fail the test by the log."""

    async def work(console: Console) -> None:
        if stage == "accepted":
            await accepted(console)
            await press(console, "F8")
        elif stage == "dispatched":
            await dispatched(console)
        elif stage in ("callback", "closed"):
            await at_callback(console)
        if stage == "closed":
            await press(console, "Ctrl+Shift+C")
            await drive(console, {"type": "不好"}, {"key": "Return"}, {"key": "Ctrl+Z"})
        for name, verb in VERBS.items():
            if verb.key is not None:
                await press(console, verb.key.sequence)
            else:
                console.parts.presenters.case.ask(name)
            for _ in verb.fields:
                await drive(console, {"type": "n"}, {"key": "Return"})
            await press(console, "Escape")
        assert not (console.directory / "crashes").exists()

    theatre.play(work)


# --- taking back -----------------------------------------------------------------------------------------------------------------


def test_the_last_step_is_taken_back_by_another_entry(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        case = await dispatched(console)
        await press(console, "Ctrl+Shift+A")
        assert on_desk(console).stage is Stage.ACKNOWLEDGED
        await press(console, "Alt+6", "Ctrl+Z")
        assert on_desk(console).stage is Stage.DISPATCHED
        assert (await verbs(console, case.id))[-2:] == ["case.acknowledge", "case.undo"]
        await press(console, "Ctrl+Z")
        assert on_desk(console).stage is Stage.ACCEPTED
        await press(console, "Ctrl+Z")
        assert on_desk(console).stage is Stage.ACCEPTED
        assert (await verbs(console, case.id)).count("case.undo") == 2
        assert notice(console)

    theatre.play(work)


def test_in_a_field_with_typed_words_the_typing_is_taken_back(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        case = await dispatched(console)
        before = await verbs(console, case.id)
        await drive(console, {"key": "Alt+3"}, {"type": "再来"}, {"key": "Ctrl+Z"})
        assert "再来" not in console.window.catalogue.text()
        assert await verbs(console, case.id) == before

    theatre.play(work)


# --- unreached -------------------------------------------------------------------------------------------------------------------


def test_three_attempts_in_vain_close_a_case_as_unreached(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        case = await at_callback(console)
        for made in range(3):
            if made == 2:
                await press(console, "F12")
                assert on_desk(console).stage is Stage.CALLBACK
                assert notice(console)
            await drive(console, {"key": "F7"}, {"party": "no_answer"})
            console.window.callback.foot._missed.setFocus()
            await press(console, "Space", "Space")
        closing = on_desk(console)
        assert len(closing.attempts) == 3
        await press(console, "F12")
        closed = on_desk(console)
        assert (closed.closed, closed.close_reason, closed.resolved, closed.satisfied) == (True, CloseReason.UNREACHED, False, None)
        assert (await verbs(console, case.id)).count("callback.attempt") == 3

    theatre.play(work)


# --- merging ---------------------------------------------------------------------------------------------------------------------


def test_a_case_is_merged_into_another_of_the_same_number_and_taken_back(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        first = await accepted(console, number=SAME_NUMBER)
        await press(console, "F8", "F10")
        second = await accepted(console, number=SAME_NUMBER)
        await press(console, "Ctrl+Shift+M", "Return")
        merged = on_desk(console)
        assert (merged.id, merged.stage, merged.merged_into) == (second.id, Stage.MERGED, first.id)
        assert "case.absorb" in await verbs(console, first.id)
        await press(console, "Alt+6", "Ctrl+Z")
        assert on_desk(console).stage is Stage.ACCEPTED
        assert (await console.runtime.db(cases.state, first.id)).merged_from == ()

    theatre.play(work)


def test_a_merge_that_was_given_up_merges_nothing_later(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        first = await accepted(console)
        await press(console, "F8", "F10")
        second = await accepted(console)
        await press(console, "Ctrl+Shift+M", "Escape", "Ctrl+K")
        await write(console, first.no)
        await press(console, "Return")
        assert on_desk(console).id == first.id
        assert (await console.runtime.db(cases.state, second.id)).stage is Stage.ACCEPTED

    theatre.play(work)


def test_merging_offers_other_cases_and_nothing_else(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        case = await accepted(console)
        await press(console, "Ctrl+Shift+M")
        await write(console, case.no)
        assert console.window.command._list.lines.lines() == ()

    theatre.play(work)


# --- words -----------------------------------------------------------------------------------------------------------------------


def test_changed_words_are_saved_by_the_same_key(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        case = await accepted(console)
        await drive(console, {"key": "Alt+3"}, {"type": ",楼下也有"}, {"key": "F9"})
        assert on_desk(console).text == "厨房漏水,楼下也有"
        assert (await verbs(console, case.id))[-1] == "case.amend"
        await press(console, "F9")
        assert (await verbs(console, case.id)).count("case.amend") == 1

    theatre.play(work)


def test_notes_on_the_person_of_an_open_case_are_saved_too(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await drive(
            console,
            {"ring": "0577-6555 0092"},
            {"key": "F2"},
            {"key": "Alt+1"},
            {"type": "何阿姨"},
            {"key": "Ctrl+F"},
            {"type": "scls"},
            {"key": "Return"},
            {"key": "F9"},
        )
        console.window.caller.form.notes.setFocus()
        await drive(console, {"type": "听力不好"}, {"key": "F9"})
        person = console.parts.presenters.desk.person
        assert person is not None
        assert (person.name, person.notes) == ("何阿姨", "听力不好")
        case = on_desk(console)
        console.parts.presenters.opening.case(case.id)
        await drive(console)
        assert console.window.caller.person_fields() == {"name": "何阿姨", "address": "", "district": "", "notes": "听力不好"}

    theatre.play(work)


def test_words_changed_and_not_saved_are_there_when_the_case_is_opened_again(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        first = await accepted(console)
        await drive(console, {"key": "Alt+3"}, {"type": ",急"}, {"key": "F8"}, {"key": "F10"})
        await accepted(console)
        console.parts.presenters.opening.case(first.id)
        await drive(console)
        assert on_desk(console).id == first.id
        assert console.window.catalogue.text() == "厨房漏水,急"
        assert on_desk(console).text == "厨房漏水"

    theatre.play(work)


def test_a_case_that_is_only_looked_at_leaves_no_draft(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        first = await accepted(console)
        second = await accepted_after(console)
        for case in (first, second, first, second):
            console.parts.presenters.opening.case(case.id)
            await drive(console)
        drafts = console.parts.presenters.draft
        await console.runtime.settle()
        from_store = await console.runtime.db(lambda store: [draft.key for draft in store.outbox.drafts()])
        assert set(from_store) <= {drafts.collect().key}

    theatre.play(work)


async def accepted_after(console: Console) -> CaseState:
    await press(console, "F8", "F10")
    return await accepted(console)


def test_the_card_of_the_accused_falls_with_the_verdict(theatre: Theatre) -> None:
    """A complaint at callback, verified: the accused partner has a yellow card and stands lower at once."""

    async def work(console: Console) -> None:
        case = await at_callback(console)
        assert case.handler is not None
        await drive(console, {"key": "Ctrl+Shift+C"}, {"type": "又漏了"}, {"key": "Return"})
        assert on_desk(console).stage is Stage.VERIFYING
        await press(console, "F12")
        assert on_desk(console).stage is Stage.VERIFYING
        assert notice(console)
        await drive(console, {"key": "Ctrl+Shift+V"}, {"key": "Return"}, {"key": "Return"}, {"type": "y"}, {"key": "Return"})
        assert on_desk(console).stage is Stage.VERIFYING
        assert "说明" in notice(console)
        await press(console, "Escape", "Ctrl+Shift+V")
        await drive(
            console, {"type": "承认没修好"}, {"key": "Return"}, {"type": "照片"}, {"key": "Return"}, {"type": "y"}, {"key": "Return"}
        )
        assert on_desk(console).cards == ((case.handler.code, "yellow"),)
        await press(console, "Alt+6", "Ctrl+Z")
        assert on_desk(console).cards == ()
        assert words_in(console.window.case)

    theatre.play(work)
