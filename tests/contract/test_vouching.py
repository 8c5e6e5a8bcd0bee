"""A veto that a second person confirms at another one's desk, and a lead who lets somebody go: real desks, a real server."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from msgspec.structs import replace

from console.operator.vouching import AWAY
from console.vouching import ask
from models.commands import handover
from models.records.base import Text
from models.records.case import Verification
from models.records.effects import HandoverOverride
from models.records.failure import WorldFailure
from models.records.journal import Complain, Dispatch, ProposeVeto, Verify, WorkDone
from models.records.partner import CardLevel
from models.repositories import handover as handovers
from models.repositories import partner, waiting
from models.rules.handover import next_shift
from sync.server import accounts
from sync.server.centre import Centre
from tests.contract.conftest import PASSWORD, Places
from tests.support.workplace import Workplace, at_one, ready, until

WALL, NAME = "P003", Text("新颜粉刷装饰")
VETO = Verify(verdict=Verification.VETO, partner=WALL, name=NAME, statement="不肯道歉", second=2, words="我听过录音")
BEGUN = (
    Dispatch(partner=WALL, name=NAME),
    WorkDone(),
    Complain(text="骂人", partner=WALL, name=NAME),
    ProposeVeto(partner=WALL, name=NAME, statement="不肯道歉"),
)


async def vouched(desk: Workplace, content: Verify | HandoverOverride, entity: str, password: str = PASSWORD) -> Any:
    given = await ask(desk.engine.account, desk.threads.net, desk.wire, content, author=desk.number, entity=entity, password=password)
    return replace(content, vouch=given)


async def cards(*desks: Workplace) -> list[CardLevel]:
    return [(await desk.threads.db(partner.by_code, WALL)).card for desk in desks]


async def told(desk: Workplace, body: HandoverOverride) -> None:
    await desk.threads.db(handover.leave, desk.desk, body)
    desk.engine.wrote()


def test_a_second_person_confirms_at_the_proposers_desk_and_a_number_alone_does_not(places: Places, centre: Centre) -> None:
    async def story() -> None:
        async with places(28, 12) as (desk, other):
            accounts.set_password(centre, 2, PASSWORD)
            await until(lambda: ready(desk, other))
            case_id = await desk.accept("漏水")
            for body in BEGUN:
                await desk.append(case_id, body)
            await until(lambda: at_one(desk, other))
            await desk.append(case_id, VETO)
            await until(lambda: at_one(desk, other))
            assert await cards(desk, other) == [CardLevel.NONE] * 2
            refused = {need.type: need.problem for need in await desk.threads.db(waiting.need_rows)}
            assert refused["case.verify"] == "not-vouched", "kept, and told to whoever wrote it"
            assert (await desk.state(case_id)).proposal is not None

            for password, code in (("guess", "sync.login-failed"), ("", "vouch.password_missing")):
                with pytest.raises(WorldFailure) as failure:
                    await vouched(desk, VETO, case_id, password)
                assert failure.value.code == code
            desk.wire.down = True
            with pytest.raises(WorldFailure) as failure:
                await vouched(desk, VETO, case_id)
            assert failure.value.code == AWAY
            desk.wire.down = False
            word = await vouched(desk, VETO, case_id)
            desk.wire.down = True  # the cable is cut between the password and the step: it arrives later all the same
            await desk.append(case_id, word)
            desk.wire.down = False
            await until(lambda: at_one(desk, other))
            assert await cards(desk, other) == [CardLevel.EXPELLED] * 2
            assert await desk.journal(case_id) == await other.journal(case_id)

    asyncio.run(story())


def test_a_lead_lets_go_with_the_password_and_cut_off_it_is_told_as_a_claim(places: Places, centre: Centre) -> None:
    async def story() -> None:
        async with places(28, 12) as (desk, other):
            accounts.set_password(centre, 2, PASSWORD)
            await until(lambda: ready(desk, other))
            shift = next_shift(("00:00", "08:00", "16:00"), desk.clock.now())
            claim = await desk.threads.db(handover.parting, desk.desk, shift, (), "停电", 2)
            await told(desk, claim)
            sure = replace(await desk.threads.db(handover.parting, desk.desk, shift, (), "孩子发烧", 2), claimed=False)
            await told(desk, await vouched(desk, sure, sure.handover))
            forged = replace(await desk.threads.db(handover.parting, desk.desk, shift, (), "想走", 2), claimed=False)
            await told(desk, forged)
            await until(lambda: at_one(desk, other))
            rows = await other.threads.db(handovers.notes)
            assert [(row.notes, row.lead, row.proved) for row in rows] == [("停电", 2, False), ("孩子发烧", 2, True)]
            (need,) = await desk.threads.db(waiting.need_rows)
            assert (need.type, need.problem) == ("handover.override", "not-vouched")

    asyncio.run(story())
