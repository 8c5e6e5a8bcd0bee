"""A call is answered while the disk is still writing for the need before it: each need keeps its own person, words and steps."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from threading import Event

from console.app import Console
from models.commands import caller as caller_commands
from models.commands import case as case_commands
from models.records.base import Text
from models.records.call import RingRow
from models.records.caller import PersonRow
from models.records.case import CaseKind, Stage
from models.records.journal import Note
from models.repositories import caller as callers
from models.repositories import case as cases
from models.rules.ringing import ring_draft
from tests.support.stage import Theatre, drive, press, write

_numbers = count(1)


@asynccontextmanager
async def call_answered_meanwhile(console: Console) -> AsyncIterator[None]:
    """What is begun inside waits for the disk, and before that is free a caller is answered."""
    console.parts.exchange.ring(f"05776555{next(_numbers):04d}")
    await drive(console)
    free = Event()
    holding = console.runtime.db(lambda _store: free.wait(30))
    yield
    await asyncio.sleep(0)  # what was begun goes as far as it comes
    console.parts.line.answer()
    free.set()
    assert await holding
    await console.runtime.settle()
    await drive(console)
    assert console.parts.presenters.desk.case is None


async def case_of(console: Console, person_id: str = "", number: str = "") -> str:
    _, case_id = await console.runtime.db(
        case_commands.accept,
        console.parts.session.stamp(),
        item_code="C03-03",
        kind=CaseKind.SERVICE,
        number=number or f"05776666{next(_numbers):04d}",
        person_id=person_id,
        person_name="甲女士" if person_id else "",
        text="水管漏水",
    )
    return str(case_id)


async def open_case(console: Console, case_id: str) -> None:
    console.parts.presenters.opening.case(case_id)
    await console.runtime.settle()
    await drive(console)
    assert console.parts.presenters.desk.case.id == case_id


async def note(console: Console, words: str) -> None:
    console.window.caller.form.notes.setFocus()
    await write(console, words)


def test_notes_being_saved_leave_their_person_with_their_need(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        number = f"05776666{next(_numbers):04d}"
        row = PersonRow(id="", name="甲女士", numbers=(number,))
        _, person_id = await console.runtime.db(caller_commands.save_person, console.parts.session.stamp(), row)
        presenters = console.parts.presenters
        await open_case(console, await case_of(console, person_id, number))
        await note(console, "独居")
        async with call_answered_meanwhile(console):
            presenters.accepting.accept()
        assert presenters.desk.person is None
        await drive(console, {"key": "Alt+1"}, {"type": "丙"}, {"key": "Ctrl+F"}, {"type": "C03-03"}, {"key": "Return"}, {"key": "F9"})
        assert presenters.desk.case.person_id not in ("", person_id)
        person = await console.runtime.db(callers.person, person_id)
        assert (person.name, person.numbers, person.notes) == ("甲女士", (number,), "独居")

    theatre.play(work)


def test_a_person_made_from_notes_stays_with_their_case(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        case_id = await case_of(console)
        await open_case(console, case_id)
        await note(console, "门铃坏了")
        async with call_answered_meanwhile(console):
            console.parts.presenters.accepting.accept()
        assert console.parts.presenters.desk.person is None
        case = await console.runtime.db(cases.state, case_id)
        assert (await console.runtime.db(callers.person, case.person_id)).numbers == (case.number,)

    theatre.play(work)


def test_changed_words_go_into_the_case_that_they_were_typed_for(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        number = f"05776666{next(_numbers):04d}"
        row = PersonRow(id="", name="甲女士", numbers=(number,))
        _, person_id = await console.runtime.db(caller_commands.save_person, console.parts.session.stamp(), row)
        case_id = await case_of(console, person_id, number)
        await open_case(console, case_id)
        await note(console, "独居")
        await press(console, "Alt+3")
        await write(console, "，急")
        async with call_answered_meanwhile(console):
            console.parts.presenters.accepting.accept()
        assert (await console.runtime.db(cases.state, case_id)).text == "水管漏水，急"
        assert console.window.catalogue.text() == ""

    theatre.play(work)


def test_a_merge_is_made_in_the_case_that_asked_for_it(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        first, second = await case_of(console), await case_of(console)
        await open_case(console, first)
        console.parts.presenters.opening.ask_merge()
        console.window.command.close_over()
        async with call_answered_meanwhile(console):
            console.parts.presenters.opening.choose_case(second)
        assert (await console.runtime.db(cases.state, first)).stage is Stage.MERGED
        assert (await console.runtime.db(cases.state, second)).merged_from == (first,)

    theatre.play(work)


def test_a_step_taken_back_drops_what_was_to_be_rung_for_its_own_case_only(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        first, second = await case_of(console), await case_of(console)
        await console.runtime.db(case_commands.append, console.parts.session.stamp(), first, Note(text="问过物业"))
        await open_case(console, first)
        presenters = console.parts.presenters
        row = RingRow(number="057765550999", case=first, case_no="", who=Text("甲"), key=f"case:{first}", since="2026-01-01T00:00:00+08:00")
        other = RingRow(number="057765550998", case=second, case_no="", who=Text("乙"), key=f"case:{second}", since=row.since)
        for waiting in (other, row):
            presenters.draft.shelf.put(ring_draft(waiting, sealed=False))
        async with call_answered_meanwhile(console):
            presenters.case.undo()
        assert [waiting.number for waiting in presenters.dialling.waiting()] == [other.number]
        assert console.window.notice.text() == ""

    theatre.play(work)
