"""What the dial plan of the PBX lacks is known when the link stands, before anybody is sent into it."""

from __future__ import annotations

import asyncio

import msgspec
import pytest
from structlog.testing import capture_logs

from models.records.call import Capability, OperatorState, Verb
from sync.server.asterisk import switch as module
from sync.server.asterisk.dialplan import ways
from sync.server.asterisk.plan import PbxPlan
from tests.support.desk_of_pbx import PLAN, DeskOfPbx, desk_of_pbx
from tests.support.pbx.wire import ALL, User

C = Capability
WRONG = [
    ({"conference_context": "hotline-conference"}, {C.CONFERENCE}),
    ({"transfer_context": "hotline-transfer"}, {C.CONSULT, C.BLIND_TRANSFER}),
    ({"dial_context": "hotline-dial"}, {C.DIAL}),
    ({"third": "Local/{number}@hotline-transfer/n"}, {C.CONFERENCE}),
]
ABLE = frozenset(C) - {C.ANSWER, C.HOLD}


def lacks(lines: list[dict[str, object]]) -> list[object]:
    return [line["context"] for line in lines if str(line["event"]).startswith("dial plan of the call system lacks")]


def test_a_plan_that_the_pbx_fits_leaves_everything_as_it_is() -> None:
    async def story() -> None:
        async with desk_of_pbx() as desk:
            assert desk.switch.capabilities() == ABLE

    with capture_logs() as lines:
        asyncio.run(story())
    assert lacks(lines) == []


@pytest.mark.parametrize(("wrong", "off"), WRONG, ids=[next(iter(wrong)) for wrong, _ in WRONG])
def test_what_leads_nowhere_is_not_offered_and_the_administrator_reads_why_once(wrong: dict[str, str], off: set[Capability]) -> None:
    async def story() -> None:
        async with desk_of_pbx(msgspec.structs.replace(PLAN, **wrong)) as desk:
            assert desk.switch.capabilities() == ABLE - off
            whole = sum(told.whole for told in desk.told)
            desk.pbx.cut()
            await desk.until(lambda: sum(told.whole for told in desk.told) > whole)
            assert desk.switch.capabilities() == ABLE - off

    with capture_logs() as lines:
        asyncio.run(story())
    assert len(lacks(lines)) == 1


def test_the_extensions_of_the_conference_are_those_of_the_telephones_that_there_are() -> None:
    async def story() -> None:
        async with desk_of_pbx() as desk:
            await desk.sits(8001, OperatorState.READY)
            desk.pbx.calls.dial_plan["conf"] = ("_cf80XX",)
            await again(desk)
            assert desk.switch.capabilities() == ABLE - {C.CONFERENCE}
            desk.pbx.calls.dial_plan["conf"] = ("_cf80XX", "_ca80XX")
            await again(desk)
            assert desk.switch.capabilities() == ABLE

    with capture_logs() as lines:
        asyncio.run(story())
    assert [line["extension"] for line in lines if "context" in line] == ["_ca."]


def test_a_plan_that_is_put_right_is_noticed_without_a_new_link(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LOOK_AGAIN", 0.01)

    async def story() -> None:
        async with desk_of_pbx(msgspec.structs.replace(PLAN, conference_context="late")) as desk:
            assert C.CONFERENCE not in desk.switch.capabilities()
            told = len(desk.told)
            desk.pbx.calls.dial_plan["late"] = ("_cf.", "_ca.")
            await desk.until(lambda: C.CONFERENCE in desk.switch.capabilities() and len(desk.told) > told)

    with capture_logs():
        asyncio.run(story())


@pytest.mark.parametrize("how", ["not allowed", "no answer"])
def test_what_the_pbx_does_not_say_is_taken_to_be_there(how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.server.asterisk.dialplan.SECONDS", 0.2)

    async def story() -> None:
        async with desk_of_pbx(msgspec.structs.replace(PLAN, conference_context="nowhere"), login=False) as desk:
            if how == "no answer":
                desk.pbx.faults.lost = {"ShowDialPlan"}
            else:
                desk.pbx.users["gateway"] = User(desk.pbx.users["gateway"].secret, write=ALL - {"config", "reporting"})
            await again(desk)
            assert desk.switch.capabilities() == ABLE
            assert await desk.order(Verb.LOGIN) is None

    with capture_logs() as lines:
        asyncio.run(story())
    assert len(lacks(lines)) == 1


def test_all_that_orders_lead_into_is_asked_for() -> None:
    plan = PbxPlan(queues=())
    assert [(way.context, way.room) for way in ways(plan)] == [
        *(("hotline-conference", room) for room in ("", "cf", "ca")),
        ("hotline-transfer", ""),
        ("hotline-dial", ""),
        ("hotline-transfer", ""),
    ]
    assert {capability for way in ways(plan) for capability in way.needed} == {C.CONFERENCE, C.CONSULT, C.BLIND_TRANSFER, C.DIAL}


async def again(desk: DeskOfPbx) -> None:
    """Have the link lost and made anew."""
    whole = sum(told.whole for told in desk.told)
    desk.pbx.cut()
    await desk.until(lambda: sum(told.whole for told in desk.told) > whole)
