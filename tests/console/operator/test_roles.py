"""What the window shows to whom: the psychology line, and steps that are not for a role."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from msgspec.structs import replace

from console.app import Console
from console.operator.actions import VERBS, actions_for
from models.commands import caller as caller_commands
from models.commands import case as case_commands
from models.commands.draft import load_drafts
from models.records.call import EndReason
from models.records.caller import Flag, FlagKind, PersonRow
from models.records.case import CaseKind, CaseState, Stage
from models.records.catalogue import Line
from models.records.operation import Desk
from models.records.staff import Role
from models.repositories import call as calls
from models.repositories import caller as callers
from models.rules.flags import timed
from tests.models.rules.journals import accept, state_of
from tests.support.stage import Theatre, drive, press, words_in
from widgets.call.lines import Waiting

COUNSELLOR = Desk(actor=14, desk="desk-14", session="ses_14", role=Role.COUNSELLOR)


@asynccontextmanager
async def seat(console: Console, role: Role) -> AsyncIterator[None]:
    """Let somebody of another role sit here for a while."""
    tools = console.parts.presenters.call._tools
    before = tools.session
    taken = replace(before, operator=replace(before.operator, role=role))
    object.__setattr__(tools, "session", taken)
    try:
        yield
    finally:
        object.__setattr__(tools, "session", before)


def test_an_operator_puts_the_caller_through_to_the_psychology_line_and_writes_no_form(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await drive(console, {"ring": "0577-6555 0190"}, {"key": "F2"}, {"type": "C13-01"}, {"key": "Return"})
        assert "0577-65550331" in words_in(console.window.catalogue)
        assert not console.window.catalogue.speech.accept.isEnabled()
        before = await console.runtime.db(lambda store: store.outbox.next_dseq)
        await press(console, "F9")
        assert console.parts.presenters.desk.case is None
        assert "心理" in console.window.notice.text()
        assert await console.runtime.db(lambda store: store.outbox.next_dseq) == before
        await press(console, "Ctrl+T")
        assert console.parts.exchange.call is None
        assert console.parts.presenters.desk.case is None
        operations = await console.runtime.db(lambda store: list(store.outbox.operations(before - 1)))
        assert {operation.type for operation in operations} == {"call.record"}

    theatre.play(work)


def test_a_counsellor_takes_it_on_and_the_person_is_written_nowhere_else(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        async with seat(console, Role.COUNSELLOR):
            await drive(console, {"ring": "0577-6555 0191"}, {"key": "F2"}, {"key": "Alt+1"}, {"type": "周小同"}, {"key": "Ctrl+F"})
            await drive(console, {"type": "C13-01"}, {"key": "Return"}, {"key": "F9"})
            found = console.parts.presenters.desk.case
            assert isinstance(found, CaseState)
            assert (found.person_name, found.person_id) == ("周小同", "")
            assert await console.runtime.db(callers.find_people, "周小同") == ()
            await drive(console, {"key": "Ctrl+Shift+F"}, {"type": "他睡不着"})
            assert console.parts.presenters.draft.collect().sealed
            console.parts.presenters.draft.save()
            await console.runtime.settle()
        assert not [draft for draft in await console.runtime.db(load_drafts) if "他睡不着" in draft.fields.values()]
        console.parts.presenters.opening.case(found.id)
        await console.runtime.settle()
        assert "心理" in console.window.notice.text()

    theatre.play(work)


def test_a_sealed_case_is_not_opened_and_what_lay_on_the_desk_stays(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        _, sealed = await console.runtime.db(
            case_commands.accept, COUNSELLOR, item_code="C13-02", kind=CaseKind.SERVICE, number="057765550192", text="不想上学"
        )
        await drive(console, {"key": "Alt+3"}, {"type": "水管漏水"})
        console.parts.presenters.opening.case(sealed)
        await console.runtime.settle()
        assert console.parts.presenters.desk.case is None
        assert console.window.catalogue.text() == "水管漏水"
        assert console.window.notice.text()

    theatre.play(work)


def test_what_a_counsellor_types_is_sealed_until_an_item_of_another_line_is_chosen(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        draft = console.parts.presenters.draft
        async with seat(console, Role.COUNSELLOR):
            await drive(console, {"ring": "0577-6555 0177"}, {"key": "F2"}, {"key": "Alt+3"}, {"type": "孩子不说话"})
            draft.save()
            await console.runtime.settle()
            assert [found.text for found in await console.runtime.db(load_drafts, sealed=True)] == ["孩子不说话"]
        assert await console.runtime.db(load_drafts) == ()
        async with seat(console, Role.COUNSELLOR):
            await drive(console, {"key": "Ctrl+F"}, {"type": "scls"}, {"key": "Return"})
            assert not draft.collect().sealed
            await drive(console, {"key": "Ctrl+F"}, {"type": "C13-07"}, {"key": "Return"})
            assert draft.collect().sealed
        assert not draft.collect().sealed

    theatre.play(work)


def test_a_flag_beside_a_psychology_case_is_refused_and_its_words_stay(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        async with seat(console, Role.COUNSELLOR):
            await drive(console, {"ring": "0577-6555 0178"}, {"key": "F2"}, {"key": "Alt+1"}, {"type": "林小明"}, {"key": "Ctrl+F"})
            await drive(console, {"type": "C13-07"}, {"key": "Return"}, {"key": "F9"})
            before = await console.runtime.db(lambda store: store.outbox.next_dseq)
            console.window.caller.findChild(object, "caller.flag").setFocus()
            await press(console, "Space", "Tab")
            await drive(console, {"type": "伤害过自己"}, {"key": "Return"})
            assert "心理" in console.window.notice.text()
            assert await console.runtime.db(lambda store: store.outbox.next_dseq) == before
            assert console.parts.presenters.caller.words()["flag.note"] == "伤害过自己"
        assert await console.runtime.db(callers.find_people, "林小明") == ()

    theatre.play(work)


def test_a_waiting_call_of_the_psychology_line_shows_its_number_to_counsellors_only(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        exchange, presenter, bar = console.parts.exchange, console.parts.presenters.call, console.window.call
        waits = bar.findChild(Waiting)
        await drive(console, {"ring": "0577-6555 0179"}, {"key": "F2"})
        exchange.ring("13900002207", Line.PSYCHOLOGY)
        exchange.ring("13900003308")
        presenter.refresh()
        assert "心理专线" in waits.accessibleName()
        assert "2207" not in waits.accessibleName()
        assert "3308" in waits.accessibleName()
        async with seat(console, Role.COUNSELLOR):
            presenter.refresh()
            assert "139****2207" in waits.accessibleName()

    theatre.play(work)


def test_steps_that_are_not_for_a_role_are_neither_shown_nor_taken(theatre: Theatre) -> None:
    all_steps = {"feedback", "unmet", "close", "cancel"}
    for_whom: dict[Role, set[str]] = dict.fromkeys((Role.OPERATOR, Role.LEAD, Role.COUNSELLOR), all_steps)
    for_whom[Role.LEAD] = all_steps | {"prioritise", "reassign"}
    for_whom |= {Role.SUPERVISOR: {"feedback"}, Role.TRAINER: set(), Role.ADMIN: set()}
    assert {role: {action.id for action in actions_for(state_of(accept()), role)} for role in Role} == for_whom

    async def work(console: Console) -> None:
        await drive(console, {"ring": "0577-6555 0193"}, {"key": "F2"}, {"type": "scls"}, {"key": "Return"}, {"key": "F9"})
        presenter = console.parts.presenters.case
        role, presenter._role = presenter._role, Role.SUPERVISOR
        try:
            await press(console, VERBS["cancel"].key.sequence)
            assert not console.window.case.strip.asking()
            assert console.window.notice.text()
        finally:
            presenter._role = role
        assert console.parts.presenters.desk.case.stage is Stage.ACCEPTED

    theatre.play(work)


def test_a_flag_is_lifted_and_set_again_by_keyboard(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        stamp = console.parts.session.stamp()
        row = PersonRow(id="", name="陈阿婆", numbers=("057765550194",))
        _, person_id = await console.runtime.db(caller_commands.save_person, stamp, row)
        flag = Flag(kind=FlagKind.CAUTION, note="骂过人", review_on="2099-05-01")
        await console.runtime.db(caller_commands.flag_person, stamp, person_id, flag)
        await drive(console, {"ring": "0577-6555 0194"}, {"key": "F2"})
        assert "2099-05-01" in words_in(console.window.caller)
        console.window.caller.findChild(object, "caller.flag").setFocus()
        await press(console, "Tab", "Return")
        assert (await console.runtime.db(callers.person, person_id)).flags == ()
        assert console.parts.presenters.desk.person.flags == ()
        await press(console, "Return")
        assert (await console.runtime.db(callers.person, person_id)).flags == (timed(flag),)
        operations = await console.runtime.db(lambda store: [op.type for op in store.outbox.operations()])
        assert operations[-2:] == ["person.flag", "person.flag"]

    theatre.play(work)


def test_a_call_is_written_down_while_it_goes_on(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        now, actor = console.parts.clock.now(), console.parts.session.operator.number
        _, before = await console.runtime.db(calls.answered_today, actor, now)
        await drive(console, {"ring": "0577-6555 0195"}, {"key": "F2"})
        call = console.parts.exchange.call
        row = await console.runtime.db(calls.by_id, call.id)
        assert row is not None
        assert (bool(row.answered_at), row.ended_at) == (True, "")
        assert await console.runtime.db(calls.answered_today, actor, now) != (0, before)
        assert len((await console.runtime.db(callers.card, row.number, now)).timeline) == 1
        console.parts.exchange.end(EndReason.CALLER)
        await console.runtime.settle()
        row = await console.runtime.db(calls.by_id, call.id)
        assert row.ended_at
        assert len((await console.runtime.db(callers.card, row.number, now)).timeline) == 1

    theatre.play(work)
