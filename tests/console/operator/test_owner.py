"""Who answers for the case on the desk: taken over, handed over, reassigned, put first, from the command bar and the buttons."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from console.app import Console
from console.operator.actions import actions_for
from models.commands import case as case_commands
from models.records.case import CaseKind, CaseState
from models.records.journal import HandOver
from models.records.staff import Role
from models.repositories import case as cases
from models.rules.permissions import Permission, may
from tests.models.rules.journals import accept, state_of
from tests.support.stage import Theatre, drive, press, until, words_in


async def opened(console: Console) -> str:
    """Accept a case and lay it on the desk; return its id."""
    changes, case_id = await console.runtime.db(
        case_commands.accept, console.parts.tools.stamp, item_code="C03-03", kind=CaseKind.SERVICE, number="13800001234"
    )
    console.hub.publish(changes)
    console.parts.presenters.opening.case(case_id)
    await until(lambda: console.parts.presenters.desk.case is not None and console.parts.presenters.desk.case.id == case_id)
    return case_id


async def now(console: Console, case_id: str) -> CaseState:
    state: CaseState = await console.runtime.db(cases.state, case_id)
    return state


def moved(console: Console, rev: int) -> bool:
    case = console.parts.presenters.desk.case
    return case is not None and case.rev == rev


def test_a_case_is_handed_over_and_taken_up_again(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        case_id = await opened(console)
        console.parts.presenters.case.ask("hand_over")
        await drive(console, {"type": "等回电"}, {"key": "Return"})
        await until(lambda: moved(console, 2))
        assert (await now(console, case_id)).owner == 0
        assert "无人负责" in words_in(console.window.case)
        button = console.window.case.findChild(object, "case.action.take_over")
        assert button.isEnabled()  # type: ignore[attr-defined]
        button.click()  # type: ignore[attr-defined]
        await until(lambda: moved(console, 3))
        assert (await now(console, case_id)).owner == 28
        await press(console, "Ctrl+Z")
        await until(lambda: moved(console, 4))
        assert (await now(console, case_id)).owner == 0

    theatre.play(work)


def test_what_is_for_a_lead_is_refused_calmly_at_an_operators_desk(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        case_id = await opened(console)
        for name in ("reassign", "prioritise"):
            console.window.notice.clear()
            console.parts.presenters.case.ask(name)
            assert console.window.notice.text()
            assert not console.window.case.strip.asking()
        assert (await now(console, case_id)).rev == 1

    theatre.play(work)


def test_the_command_bar_offers_what_has_no_key(theatre: Theatre, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(console: Console) -> None:
        presenters = console.parts.presenters
        assert {"reassign", "prioritise"}.isdisjoint(action.id for action in presenters.keys.actions())
        monkeypatch.setattr(presenters.case, "_role", Role.LEAD)
        offered = {action.id: action.key for action in presenters.keys.actions()}
        assert {name: offered[name] for name in ("take_over", "hand_over", "reassign", "prioritise")} == dict.fromkeys(
            ("take_over", "hand_over", "reassign", "prioritise"), ""
        )

    theatre.play(work)


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.LEAD, Role.SUPERVISOR, Role.COUNSELLOR])
def test_the_buttons_are_those_of_the_role(role: Role) -> None:
    mine, nobodys = state_of(accept()), state_of(accept(), HandOver(seen=28))
    shown = {action.id for action in actions_for(mine, role)}
    assert ({"reassign", "prioritise"} <= shown) is may(role, Permission.REASSIGN)
    assert "take_over" not in shown
    first = [action.id for action in actions_for(nobodys, role)][:1]
    assert (first == ["take_over"]) is may(role, Permission.HAND_OVER)


def test_a_lead_looks_at_both_cases_before_one_is_merged(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        parts = console.parts
        into = await opened(console)
        ends = await opened(console)
        merge, opening = parts.presenters.merge, parts.presenters.opening
        merge.compare(ends, into)
        await until(lambda: not merge.panel.isHidden())
        assert merge.panel.comparison.different() == []
        assert (await now(console, ends)).merged_into == ""
        merge.panel.findChild(object, "merge.yes").click()  # type: ignore[attr-defined]
        await until(lambda: moved(console, 2))
        assert (await now(console, ends)).merged_into == into
        await press(console, "Ctrl+Z")
        await until(lambda: moved(console, 3))
        assert (await now(console, ends)).merged_into == ""
        asked: list[tuple[str, str]] = []
        opening.compare_wanted.connect(lambda one, other: asked.append((one, other)))
        session = parts.tools.session
        object.__setattr__(parts.tools, "session", replace(session, operator=replace(session.operator, role=Role.LEAD)))
        try:
            opening.ask_merge()
            opening.choose_case(into)
            assert asked == [(ends, into)]
            await until(lambda: not merge.panel.isHidden())
            merge.panel.close_over()
        finally:
            object.__setattr__(parts.tools, "session", session)

    theatre.play(work)
