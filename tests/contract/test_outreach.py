"""Two laptops count at one table apart from each other; through a real server both come to the same sum, and nothing is written over."""

from __future__ import annotations

import asyncio

from msgspec.structs import replace

from models.commands import outreach
from models.records.outreach import OutreachStage, SuggestionOutcome
from models.records.staff import Role
from models.repositories import outreach as events
from tests.contract.conftest import Places
from tests.models.rules.test_outreach import PLAN
from tests.support.workplace import at_one, ready, until


def test_two_desks_at_one_table_add_up(places: Places) -> None:
    async def story() -> None:
        async with places(1, 28, 12) as (office, first, second):
            await until(lambda: ready(office, first, second))
            supervisor = replace(office.desk, role=Role.SUPERVISOR)
            _, event = await office.threads.db(outreach.plan_event, supervisor, PLAN)
            office.engine.wrote()
            await until(lambda: at_one(office, first, second))
            for place in range(6):
                for desk, heads in ((first, 1), (second, 2)):
                    await desk.threads.db(outreach.count, desk.desk, event, "C02-08", "P001", heads)
                if place == 2:
                    await first.threads.db(outreach.take_back, first.desk, event)
            _, noted = await second.threads.db(outreach.note_suggestion, second.desk, event, "椅子太硬", "陈女士", "0577-65550101")
            for desk in (first, second):
                desk.engine.wrote()
            await until(lambda: at_one(office, first, second))
            await office.threads.db(outreach.settle, supervisor, noted, SuggestionOutcome.LAID_DOWN, "已换")
            await office.threads.db(outreach.move_event, supervisor, event, OutreachStage.REPORTED)
            office.engine.wrote()
            await until(lambda: at_one(office, first, second))
            sheets = [await desk.threads.db(events.sheet, event) for desk in (office, first, second)]
            assert sheets[0] is not None
            assert sheets[0] == sheets[1] == sheets[2]
            assert (sheets[0].event.heads, sheets[0].event.stage, len(sheets[0].counts)) == (17, OutreachStage.REPORTED, 12)
            assert [(row.name, row.said) for row in sheets[0].suggestions] == [("陈女士", "已换")]

    asyncio.run(story())


def test_of_two_who_change_one_plan_the_first_has_it(places: Places) -> None:
    async def story() -> None:
        async with places(1, 2) as (one, other):
            await until(lambda: ready(one, other))
            stamps = [replace(place.desk, role=role) for place, role in ((one, Role.SUPERVISOR), (other, Role.LEAD))]
            _, event = await one.threads.db(outreach.plan_event, stamps[0], PLAN)
            one.engine.wrote()
            await until(lambda: at_one(one, other))
            for place, stamp, remarks in ((one, stamps[0], "甲"), (other, stamps[1], "乙")):
                await place.threads.db(outreach.change_event, stamp, event, replace(PLAN, remarks=remarks), 1)
                place.engine.wrote()
            await until(lambda: at_one(one, other))
            rows = [await place.threads.db(events.event, event) for place in (one, other)]
            assert rows[0] is not None
            assert rows[0] == rows[1]
            assert (rows[0].version, rows[0].plan.remarks in ("甲", "乙")) == (2, True)

    asyncio.run(story())
