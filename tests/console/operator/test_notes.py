"""Notes typed beside a case: on the person, where everybody reads them, or in the journal of a case that keeps them to itself."""

from __future__ import annotations

from itertools import count

import pytest

from console.app import Console
from console.operator.notes import home_of
from models.commands import caller as caller_commands
from models.records.caller import PersonRow
from models.records.case import CaseState
from models.records.catalogue import Line
from models.records.journal import Note
from models.records.staff import Role
from models.repositories import caller as callers
from models.repositories import case as cases
from tests.console.operator.test_roles import seat
from tests.support.stage import Theatre, drive, press, write

_numbers = count(701)
KNOWN = PersonRow(id="p1", name="周女士", numbers=("057765550190",), notes="耳背")
FORM = {"name": "周女士", "address": "", "district": "", "notes": "耳背，女儿住校"}


def fresh_number() -> str:
    return f"0577-6555 {next(_numbers):04d}"


async def take_on(console: Console, number: str, query: str, *, name: str = "", notes: str = "") -> CaseState:
    """Somebody rings, and has a case; ``notes`` are typed before it is accepted."""
    await drive(console, {"ring": number}, {"key": "F2"})
    if name:
        await drive(console, {"key": "Alt+1"}, {"type": name})
    if notes:
        await note(console, notes)
    await drive(console, {"key": "Ctrl+F"}, {"type": query}, {"key": "Return"}, {"key": "F9"})
    return on_desk(console)


def on_desk(console: Console) -> CaseState:
    case = console.parts.presenters.desk.case
    assert isinstance(case, CaseState)
    return case


async def note(console: Console, words: str) -> None:
    field = console.window.caller.form.notes
    field.setFocus()
    await press(console, "Ctrl+End")
    await write(console, words)


async def noted(console: Console, case: CaseState) -> list[str]:
    """Return the notes in the journal of a case, as a counsellor reads it."""
    entries = await console.runtime.db(cases.journal, case.id, sealed=True)
    return [entry.body.text for entry in entries if isinstance(entry.body, Note)]


async def in_people(console: Console, words: str) -> bool:
    """Tell whether words stand in anything that was ever written about a person."""
    operations = await console.runtime.db(lambda store: [op for op in store.outbox.operations() if op.type.startswith("person.")])
    return any(words in str(operation.body) for operation in operations)


# --- the psychology line ---------------------------------------------------------------------------------------------------------


def test_notes_on_a_known_person_stay_in_the_case(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        number = fresh_number()
        row = PersonRow(id="", name="周小同妈妈", numbers=(number.replace("-", "").replace(" ", ""),), notes="晚上好找")
        _, person_id = await console.runtime.db(caller_commands.save_person, console.parts.session.stamp(), row)
        async with seat(console, Role.COUNSELLOR):
            case = await take_on(console, number, "C13-07")
            assert case.person_id == person_id
            await note(console, " 女儿三中初二")
            await press(console, "F9")
            assert await noted(console, case) == ["女儿三中初二"]
            assert console.window.caller.person_fields()["notes"] == "晚上好找"
            assert "in this case" in console.window.notice.text() or "本工单" in console.window.notice.text()
            assert not console.parts.presenters.draft.unsaved()
        assert (await console.runtime.db(callers.person, person_id)).notes == "晚上好找"
        assert not await in_people(console, "初二")

    theatre.play(work)


@pytest.mark.parametrize("name", ["王小花", ""])
def test_notes_on_an_unknown_caller_are_kept_in_the_case(theatre: Theatre, name: str) -> None:
    async def work(console: Console) -> None:
        async with seat(console, Role.COUNSELLOR):
            case = await take_on(console, fresh_number(), "C13-07", name=name)
            await note(console, "周五再打来")
            await press(console, "F9")
            assert await noted(console, case) == ["周五再打来"]
            assert console.window.caller.person_fields() == {"name": name, "address": "", "district": "", "notes": ""}
            assert not console.parts.presenters.draft.unsaved()
            await press(console, "F9")
            assert await noted(console, case) == ["周五再打来"]
        assert not await in_people(console, "周五再打来")

    theatre.play(work)


def test_notes_typed_before_the_case_was_accepted_come_into_its_journal(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        async with seat(console, Role.COUNSELLOR):
            case = await take_on(console, fresh_number(), "C13-07", name="李小草", notes="说话很轻")
            assert await noted(console, case) == ["说话很轻"]
            assert console.window.caller.person_fields()["notes"] == ""
            assert not console.parts.presenters.draft.unsaved()
        assert not await in_people(console, "说话很轻")

    theatre.play(work)


# --- every other line ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["郑师傅", ""])
def test_notes_make_a_caller_known_and_the_case_is_theirs(theatre: Theatre, name: str) -> None:
    async def work(console: Console) -> None:
        case = await take_on(console, fresh_number(), "scls")
        assert not case.person_id
        if name:
            await drive(console, {"key": "Alt+1"}, {"type": name})
        await note(console, "门铃坏了")
        await press(console, "F9")
        case = on_desk(console)
        person = await console.runtime.db(callers.person, case.person_id)
        assert (person.name, person.numbers, person.notes) == (name, (case.number,), "门铃坏了")
        assert case.person_name == name
        assert not console.parts.presenters.draft.unsaved()
        await press(console, "F9")
        assert len((await console.runtime.db(callers.card, case.number, console.parts.clock.now())).people) == 1

    theatre.play(work)


def test_notes_on_somebody_without_name_and_number_are_kept_in_the_case(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        case = await take_on(console, "", "scls", notes="不肯留名")
        assert await noted(console, case) == ["不肯留名"]
        await note(console, "听口音是外地人")
        await press(console, "F9")
        assert await noted(console, case) == ["不肯留名", "听口音是外地人"]
        assert not console.parts.presenters.draft.unsaved()

    theatre.play(work)


# --- the rule --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", list(Line))
@pytest.mark.parametrize("known", [KNOWN, None])
def test_only_the_psychology_line_keeps_notes_from_a_person(line: Line, known: PersonRow | None) -> None:
    home = home_of(FORM, known, "057765550190", line)
    if line is Line.PSYCHOLOGY:
        assert home == Note(text="，女儿住校" if known else FORM["notes"])
    else:
        assert isinstance(home, PersonRow)
        assert (home.id, home.notes, home.numbers) == ("p1" if known else "", FORM["notes"], ("057765550190",))


@pytest.mark.parametrize("line", list(Line))
def test_notes_that_are_the_persons_own_go_nowhere(line: Line) -> None:
    assert home_of({**FORM, "notes": " 耳背 "}, KNOWN, "", line) is None
    assert home_of({**FORM, "notes": " "}, None, "", line) is None
