"""Who may not read the psychology line any more: another operator at the same desk, or the same one in another role."""

from __future__ import annotations

import asyncio

import pytest
from msgspec.structs import replace

from models.commands.case import accept
from models.commands.reference import apply_import
from models.records.case import CaseKind
from models.records.operation import Desk
from models.records.staff import Role
from models.records.sync import Away
from models.repositories import staff
from models.store.store import Store
from sync.client.account import Credentials
from sync.server import accounts
from sync.server.centre import Centre
from tests.contract.conftest import PASSWORD, Places
from tests.support.workplace import Workplace, until


async def sealed(desk: Workplace) -> str:
    """Let the counsellor at a desk accept a case of their line."""
    seat = replace(desk.desk, role=Role.COUNSELLOR)
    _, case_id = await desk.threads.db(accept, seat, item_code="C13-01", kind=CaseKind.SERVICE, number="", text="只有辅导老师能看")
    desk.engine.wrote()
    return str(case_id)


async def holds(desk: Workplace, case_id: str) -> bool:
    """Tell whether a desk's replica has anything of a case."""
    return bool(await desk.threads.db(_holds, case_id))


async def in_order(desk: Workplace) -> bool:
    return desk.status.away is Away.NONE and await desk.settled()


def test_another_operator_at_the_desk_of_a_counsellor(places: Places, centre: Centre) -> None:
    async def story() -> None:
        async with places(14) as (desk,):
            await until(lambda: in_order(desk))
            case_id = await sealed(desk)
            await until(lambda: in_order(desk))
            accounts.set_password(centre, 28, PASSWORD)
            desk.number = 28
            desk.engine.sign_in(Credentials(28, PASSWORD))
            await until(lambda: _not(holds(desk, case_id)))
            other = await desk.accept("照常工作")
            await until(lambda: in_order(desk))
            assert await desk.state(other) is not None
            desk.number = 14
            desk.engine.sign_in(Credentials(14, PASSWORD))
            await until(lambda: holds(desk, case_id))
            await until(lambda: in_order(desk))

    asyncio.run(story())


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_counsellor_who_becomes_an_operator(places: Places) -> None:
    """The session was opened in the old role; the centre refuses the stream, and a newer session says what may be read."""

    async def story() -> None:
        async with places(14, 26) as (desk, office):
            await until(lambda: in_order(desk))
            await until(lambda: in_order(office))
            case_id = await sealed(desk)
            await until(lambda: in_order(desk))
            administrator = replace(office.desk, role=Role.ADMIN)
            await office.threads.db(_made_operator, administrator, 14)
            office.engine.wrote()
            await until(lambda: _not(holds(desk, case_id)))
            await until(lambda: in_order(desk))
            await until(lambda: _is_operator(desk, 14))

    asyncio.run(story())


def _made_operator(store: Store, desk: Desk, number: int) -> None:
    row = next(row for row in staff.all(store) if row.number == number)
    apply_import(store, desk, "operator", [replace(row, role=Role.OPERATOR)])


def _holds(store: Store, case_id: str) -> bool:
    return store.read().exec_driver_sql("SELECT 1 FROM entry WHERE case_id = ?", (case_id,)).first() is not None


async def _is_operator(desk: Workplace, number: int) -> bool:
    return [row.role for row in await desk.threads.db(staff.all) if row.number == number] == [Role.OPERATOR]


async def _not(asked: object) -> bool:
    return not await asked  # type: ignore[misc]
