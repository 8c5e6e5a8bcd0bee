"""Two needs stay apart: whatever key follows before the disk has answered, each word ends up where it was meant."""

from __future__ import annotations

from console.app import Console
from models.records.case import CaseState
from models.repositories import caller as callers
from models.repositories import case as cases
from models.repositories.search import leads
from tests.support.stage import Theatre, drive

WORDS = "厨房水槽下面漏水"


async def ready_to_accept(console: Console, number: str) -> None:
    await drive(console, {"ring": number}, {"key": "F2"}, {"type": "scls"}, {"key": "Return"}, {"type": WORDS})


async def open_cases(console: Console, number: str) -> tuple[CaseState, ...]:
    card = await console.runtime.db(callers.card, number, console.parts.clock.now())
    return tuple([await console.runtime.db(cases.state, case.id) for case in card.open_cases])


def test_accepting_twice_in_a_breath_makes_one_case(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await ready_to_accept(console, "0577-6555 0301")
        flow = console.parts.presenters.flow
        flow.accept()
        flow.accept()
        await console.runtime.settle()
        assert len(await open_cases(console, "057765550301")) == 1

    theatre.play(work)


def test_a_search_that_holds_a_number_is_kept_as_no_lead(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        catalogue = console.parts.presenters.catalogue
        before = await console.runtime.db(leads)
        catalogue.restore("zqxj 13800000001", "", catalogue.kind, "")
        catalogue._on_idle()
        await console.runtime.settle()
        assert await console.runtime.db(leads) == before

    theatre.play(work)
