"""An item that one desk adds, and a word that an article is wrong, reach another desk through a real server."""

from __future__ import annotations

import asyncio

from msgspec.structs import replace

from models.commands.catalogue import add_item, propose_item
from models.commands.knowledge import add_article, report_article
from models.records.base import Text
from models.records.knowledge import ArticleRow
from models.records.staff import Role
from models.repositories import catalogue, knowledge
from tests.contract.conftest import Places
from tests.support.workplace import at_one, until

TAXI = ArticleRow(
    code="",
    title=Text("夜间叫车"),
    body=Text("请拨打出租车公司。"),
    items=("C10-04",),
    owner=Text("中心"),
    source=Text("公告"),
    valid_until="",
)


def test_the_130th_item_is_at_every_desk(places: Places) -> None:
    async def story() -> None:
        async with places(1, 28) as (office, desk):
            await until(lambda: at_one(office, desk))
            item = replace((await office.threads.db(catalogue.items))[0], category="C10", name=Text("夜间约车", "Night taxi"))
            supervisor = replace(office.desk, role=Role.SUPERVISOR)
            await office.threads.db(propose_item, supervisor, "search:遛狗", replace(item, name=Text("代遛狗")))
            await office.threads.db(add_item, supervisor, item, "item:C10-04")
            _, code = await office.threads.db(add_article, supervisor, TAXI)
            office.engine.wrote()
            await until(lambda: at_one(office, desk))
            assert await desk.threads.db(knowledge.by_code, code) == replace(TAXI, code=code)
            await desk.threads.db(report_article, desk.desk, code, "电话已经换了")
            desk.engine.wrote()
            await until(lambda: at_one(office, desk))
            for place in (office, desk):
                found = {row.code: row.name.zh for row in await place.threads.db(catalogue.items)}
                assert (len(found), found["C10-07"]) == (130, "夜间约车")
                assert {(row.need, row.code) for row in await place.threads.db(catalogue.proposals)} == {
                    ("item:C10-04", "C10-07"),
                    ("search:遛狗", ""),
                }
                assert [row.words for row in await place.threads.db(knowledge.reports)] == ["电话已经换了"]
                assert [row.operator for row in await place.threads.db(catalogue.history, "C10-07")] == [1]

    asyncio.run(story())
