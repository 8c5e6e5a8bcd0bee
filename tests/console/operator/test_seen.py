"""Another desk changes the open case: what was not touched follows, what was keeps the typed words and what had been seen."""

from __future__ import annotations

from itertools import count

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from console.app import Console
from models.commands import caller as caller_commands
from models.commands import case as case_commands
from models.records.caller import PersonRow
from models.records.case import CaseKind
from models.records.journal import Amend, Entry, Note
from models.repositories import case as cases
from tests.support.stage import Theatre, drive, press, write

_numbers = count(1)
CHANGED = {"text": "水管爆了", "address": "玉海街道9号", "kind": CaseKind.COMPLAINT, "person_name": "乙女士"}


async def opened(console: Console, person_id: str = "") -> str:
    """Accept a case and lay it on the desk."""
    changes, case_id = await console.runtime.db(
        case_commands.accept,
        console.parts.session.stamp(),
        item_code="C03-03",
        kind=CaseKind.SERVICE,
        number=f"05776777{next(_numbers):04d}",
        person_id=person_id,
        person_name="甲女士",
        address="安阳路1号",
        text="水管漏水",
    )
    console.hub.publish(changes)
    console.parts.presenters.opening.case(case_id)
    await console.runtime.settle()
    await drive(console)
    assert console.window.catalogue.text() == "水管漏水"
    return str(case_id)


async def elsewhere(console: Console, case_id: str, body: Amend | Note) -> None:
    """Let a change of operator 12 come in beneath."""
    stamp = replace(console.parts.session.stamp(), actor=12)
    console.hub.publish(await console.runtime.db(case_commands.append, stamp, case_id, body))
    await console.runtime.settle()
    await drive(console)


async def journal(console: Console, case_id: str) -> list[Entry]:
    return [entry for entry in await console.runtime.db(cases.journal, case_id) if isinstance(entry.body, Amend)]


def stands(console: Console) -> dict[str, object]:
    form = console.window.caller.person_fields()
    return {
        "text": console.window.catalogue.text(),
        "address": form["address"],
        "district": form["district"],
        "kind": console.parts.presenters.catalogue.kind,
        "person_name": form["name"],
    }


def test_fields_that_nobody_touched_follow_and_are_no_draft(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        district = console.parts.reference.rows.districts[1].code
        wanted = {**CHANGED, "district": district}
        case_id = await opened(console)
        await elsewhere(console, case_id, Amend(**wanted))
        assert stands(console) == wanted
        assert not console.parts.presenters.draft.unsaved()
        await press(console, "F9")
        await console.runtime.settle()
        assert [entry.actor for entry in await journal(console, case_id)] == [12]

    theatre.play(work)


def test_a_touched_field_stays_and_is_saved_with_what_had_been_seen(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        case_id = await opened(console)
        await press(console, "Alt+3")
        await write(console, "，急")
        await elsewhere(console, case_id, Amend(text="水管爆了", address="玉海街道9号"))
        assert (stands(console)["text"], stands(console)["address"]) == ("水管漏水，急", "玉海街道9号")
        assert console.parts.presenters.draft.unsaved()
        await press(console, "F9")
        await console.runtime.settle()
        own = (await journal(console, case_id))[-1].body
        assert own == Amend(text="水管漏水，急", seen={"text": "水管漏水"})
        case = await console.runtime.db(cases.state, case_id)
        assert case.text == "水管爆了"
        assert [(conflict.field, conflict.other) for conflict in case.conflicts] == [("text", "水管漏水，急")]
        # The conflict is told, and the words that wait for a choice are nobody's draft any more: saving again writes nothing.
        assert "别人" in console.window.notice.text()
        assert console.window.catalogue.text() == "水管爆了"
        await press(console, "F9")
        await console.runtime.settle()
        assert len(await journal(console, case_id)) == 2

    theatre.play(work)


def test_words_put_aside_come_back_beside_what_changed_meanwhile(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        case_id = await opened(console)
        await press(console, "Alt+3")
        await write(console, "，急")
        await press(console, "Ctrl+N")
        await elsewhere(console, case_id, Amend(text="水管爆了", address="玉海街道9号"))
        console.parts.presenters.opening.case(case_id)
        await console.runtime.settle()
        await drive(console)
        assert (stands(console)["text"], stands(console)["address"]) == ("水管漏水，急", "玉海街道9号")
        await press(console, "F9")
        await console.runtime.settle()
        assert (await journal(console, case_id))[-1].body == Amend(text="水管漏水，急", seen={"text": "水管漏水"})

    theatre.play(work)


def test_an_untouched_case_brought_back_after_a_change_shows_it(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        case_id = await opened(console)
        presenters = console.parts.presenters
        draft = presenters.draft.collect()
        await press(console, "Ctrl+N")
        await elsewhere(console, case_id, Amend(text="水管爆了", kind=CaseKind.COMPLAINT))
        await presenters.draft.restore(draft)
        assert (stands(console)["text"], stands(console)["kind"]) == ("水管爆了", CaseKind.COMPLAINT)
        assert not presenters.draft.unsaved()

    theatre.play(work)


def test_a_word_that_an_input_method_has_begun_is_not_thrown_away(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        case_id = await opened(console)
        await press(console, "Alt+3")
        edit = console.window.catalogue.speech.edit
        QApplication.sendEvent(edit, QInputMethodEvent("ji", []))
        await elsewhere(console, case_id, Amend(text="水管爆了", address="玉海街道9号"))
        assert stands(console)["address"] == "玉海街道9号"
        done = QInputMethodEvent()
        done.setCommitString("，急")
        QApplication.sendEvent(edit, done)
        assert stands(console)["text"] == "水管漏水，急"
        assert console.parts.presenters.seen.amendment() == Amend(text="水管漏水，急", seen={"text": "水管漏水"})

    theatre.play(work)


def test_taking_back_beneath_half_written_words_makes_no_conflict(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        case_id = await opened(console)
        await press(console, "Alt+3")
        await write(console, "，急")
        await press(console, "F9")
        await console.runtime.settle()
        await write(console, "！")
        console.parts.presenters.case.undo()
        await console.runtime.settle()
        await drive(console)
        await press(console, "F9")
        await console.runtime.settle()
        case = await console.runtime.db(cases.state, case_id)
        assert (case.text, case.conflicts) == ("水管漏水，急！", ())

    theatre.play(work)


@pytest.mark.parametrize("field", ["name", "address"])
def test_a_person_saved_elsewhere_changes_no_field_of_the_open_case(theatre: Theatre, field: str) -> None:
    async def work(console: Console) -> None:
        case_id = await opened(console)
        number = console.parts.presenters.desk.case.number
        row = PersonRow(id="", name="甲女士", numbers=(number,), address="安阳路1号")
        stamp = console.parts.session.stamp()
        changes, person_id = await console.runtime.db(caller_commands.save_person, stamp, row)
        console.hub.publish(changes)
        await elsewhere(console, case_id, Amend(person_id=person_id))
        console.parts.presenters.opening.case(case_id)
        await console.runtime.settle()
        await drive(console)
        before = stands(console)
        newer = replace(row, id=person_id, **{field: "别的"})
        changes, _ = await console.runtime.db(caller_commands.save_person, stamp, newer)
        console.hub.publish(changes)
        await console.runtime.settle()
        await drive(console)
        assert stands(console) == before
        assert not console.parts.presenters.draft.unsaved()

    theatre.play(work)
