"""A veto and a true complaint about a department, by keyboard."""

from __future__ import annotations

from console.app import Console
from models.commands import case as case_commands
from models.records.base import Text
from models.records.case import CaseKind, CaseState, Stage, Verification
from models.records.journal import Assign, Body, Complain, Dispatch, WorkDone
from models.records.partner import CardLevel
from models.repositories import case as cases
from models.repositories import partner, unit
from tests.support.stage import Theatre, drive, press, words_in, write

WALL, WALL_NAME = "P003", Text("新颜粉刷装饰")


async def on_the_desk(console: Console, item: str, *bodies: Body) -> CaseState:
    """Make a case with these steps and lay it on the desk."""
    db, stamp = console.runtime.db, console.parts.session.stamp()
    _, case_id = await db(case_commands.accept, stamp, item_code=item, kind=CaseKind.SERVICE, number="057765550101")
    for body in bodies:
        await db(case_commands.append, stamp, case_id, body)
    console.parts.presenters.opening.case(case_id)
    await console.runtime.settle()
    return case(console)


def case(console: Console) -> CaseState:
    found = console.parts.presenters.desk.case
    assert isinstance(found, CaseState)
    return found


async def card(console: Console) -> CardLevel:
    found = await console.runtime.db(partner.by_code, WALL)
    assert found is not None
    return found.card


def test_a_veto_is_proposed_and_confirmed_by_a_second_person_at_this_desk(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await on_the_desk(
            console, "C06-01", Dispatch(partner=WALL, name=WALL_NAME), WorkDone(), Complain(text="骂人", partner=WALL, name=WALL_NAME)
        )
        await drive(console, {"key": "Ctrl+Shift+E"}, {"type": "不肯道歉"}, {"key": "Return"}, {"type": "有录音"}, {"key": "Return"})
        assert case(console).proposal is not None
        assert case(console).stage is Stage.VERIFYING
        assert await card(console) is CardLevel.NONE
        await drive(console, {"key": "Ctrl+Shift+Y"}, {"key": "Return"}, {"type": "我听过录音"}, {"key": "Return"})
        assert case(console).stage is Stage.VERIFYING, "the operator is no second person"
        assert console.window.notice.text()
        await drive(console, {"key": "Ctrl+Shift+Y"})
        assert "我听过录音" in console.window.case.strip.words().values()
        await drive(console, {"type": "2"}, {"key": "Return"}, {"key": "Return"})
        assert case(console).verification is Verification.VETO
        assert await card(console) is CardLevel.EXPELLED
        assert "2" in words_in(console.window.case)
        await press(console, "Ctrl+Z")
        assert case(console).verification is Verification.VETO, "two let it in: one alone, who may give none, does not take it out"
        assert await card(console) is CardLevel.EXPELLED
        assert console.window.notice.text()

    theatre.play(work)


def test_a_complaint_about_a_department_is_found_true_by_keyboard(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await on_the_desk(console, "C17-01", Assign(unit="D01", name=Text("市综合行政执法局")), WorkDone())
        await drive(console, {"key": "Ctrl+Shift+C"}, {"type": "垃圾还在"}, {"key": "Return"})
        assert case(console).stage is Stage.VERIFYING
        await drive(console, {"key": "Ctrl+Shift+V"}, {"type": "漏了一处"}, {"key": "Return"}, {"key": "Return"})
        await write(console, "y")
        await press(console, "Return")
        assert (case(console).stage, case(console).verification) == (Stage.CALLBACK, Verification.VERIFIED)
        faults = await console.runtime.db(unit.faults, "D01")
        assert [fault.case_id for fault in faults] == [case(console).id]
        await drive(console, {"key": "Ctrl+Shift+R"}, {"type": "清干净"}, {"key": "Return"})
        assert case(console).stage is Stage.DISPATCHED

    theatre.play(work)


def test_words_given_to_a_step_are_in_no_draft_any_more(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        found = await on_the_desk(console, "C03-03", Dispatch(partner="P001", name=Text("家家乐")))
        await drive(console, {"key": "Ctrl+Shift+F"}, {"type": "在路上"})
        console.parts.presenters.draft.save()
        await console.runtime.settle()
        drafts = await console.runtime.db(lambda store: store.outbox.drafts())
        assert "在路上" in drafts[0].fields.values()
        await drive(console, {"key": "Return"}, {"key": "Return"})
        assert (await console.runtime.db(cases.journal, found.id))[-1].verb == "case.feedback"
        drafts = await console.runtime.db(lambda store: store.outbox.drafts())
        assert not [draft for draft in drafts if "在路上" in draft.fields.values()]

    theatre.play(work)
