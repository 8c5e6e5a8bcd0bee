"""A shift is handed over between desks of one centre: item by item, each to one operator, and calmly where two take the same one."""

from __future__ import annotations

import asyncio

from msgspec.structs import replace

from models.commands import case, handover, whisper
from models.records.handover import Incoming
from models.records.journal import Body, HandOver, Reassign, TakeOver
from models.records.operation import Changes, Desk
from models.records.outcome import Outcome
from models.records.staff import Role
from models.repositories import handover as handovers
from models.repositories import owner, waiting
from models.repositories import whisper as whispers
from models.rules.handover import next_shift
from models.store.store import Store
from tests.contract.conftest import Places
from tests.support.workplace import Workplace, at_one, ready, until


async def owners(desk: Workplace, ids: list[str]) -> list[int]:
    return [state.owner if state is not None else -1 for state in [await desk.state(case_id) for case_id in ids]]


def test_a_shift_goes_from_one_desk_to_the_other_item_by_item(places: Places) -> None:
    async def story() -> None:
        async with places(28, 12) as (leaves, comes):
            await until(lambda: ready(leaves, comes))
            ids = [await leaves.accept(f"漏水 {n}") for n in range(3)]
            for case_id in ids:
                await leaves.append(case_id, HandOver(seen=28, note="等回电"))
            shift = next_shift(("00:00", "08:00", "16:00"), leaves.clock.now())
            await leaves.threads.db(handover.write, leaves.desk, shift, "三号线话机有杂音")
            leaves.engine.wrote()
            await until(lambda: at_one(leaves, comes))
            waits = await comes.threads.db(handovers.incoming)
            assert {row.case.id for row in waits.cases} == set(ids)
            assert {(row.by, row.note) for row in waits.cases} == {(28, "等回电")}
            for accepted, case_id in enumerate(ids, 1):
                await comes.append(case_id, TakeOver(seen=0))
                await until(lambda: at_one(leaves, comes))
                assert await owners(leaves, ids) == [12] * accepted + [0] * (3 - accepted)
            await comes.threads.db(handover.take, comes.desk, waits.notes[0].id)
            comes.engine.wrote()
            await until(lambda: at_one(leaves, comes))
            for desk in (leaves, comes):
                assert await desk.threads.db(handovers.incoming) == Incoming()
            assert [await leaves.journal(case_id) for case_id in ids] == [await comes.journal(case_id) for case_id in ids]

    asyncio.run(story())


def test_of_two_desks_that_accept_the_same_item_one_has_it_and_the_other_is_told(places: Places) -> None:
    async def story() -> None:
        async with places(28, 12, 9) as (leaves, one, other):
            await until(lambda: ready(leaves, one, other))
            case_id = await leaves.accept("漏水")
            await leaves.append(case_id, HandOver(seen=28))
            await until(lambda: at_one(leaves, one, other))
            one.wire.down = other.wire.down = True
            for desk in (one, other):
                await desk.append(case_id, TakeOver(seen=0))
            assert [await owners(desk, [case_id]) for desk in (one, other)] == [[12], [9]]
            one.wire.down = other.wire.down = False
            await until(lambda: at_one(leaves, one, other))
            found = {(await owners(desk, [case_id]))[0] for desk in (leaves, one, other)}
            assert len(found) == 1
            assert found <= {12, 9}
            assert await leaves.journal(case_id) == await one.journal(case_id) == await other.journal(case_id)
            outcomes = [outcome for _, outcome in await leaves.journal(case_id)]
            assert outcomes.count(Outcome.SUPERSEDED.value) == 1
            late = other if found == {12} else one
            (need,) = await late.threads.db(waiting.need_rows)
            assert (need.type, need.outcome) == ("case.take_over", Outcome.SUPERSEDED)
            assert await late.threads.db(owner.unowned) == ()

    asyncio.run(story())


def test_a_lead_moves_a_case_and_an_operator_cannot(places: Places) -> None:
    async def story() -> None:
        async with places(28, 2) as (desk, lead):
            await until(lambda: ready(desk, lead))
            case_id = await desk.accept("漏水")
            await until(lambda: at_one(desk, lead))
            await lead.threads.db(_as_lead, lead, case_id, Reassign(seen=28, to=12, reason="病了"))
            lead.engine.wrote()
            await until(lambda: at_one(desk, lead))
            assert await owners(desk, [case_id]) == [12]
            # A desk that lets its operator do what is for leads: the centre keeps it out of everybody's sight.
            await desk.threads.db(_as_lead, desk, case_id, Reassign(seen=12, to=28, reason="我要"))
            desk.engine.wrote()
            await until(lambda: at_one(desk, lead))
            assert await owners(lead, [case_id]) == await owners(desk, [case_id]) == [12]

    asyncio.run(story())


def test_a_note_to_one_desk_reaches_that_desk_and_no_other(places: Places) -> None:
    async def story() -> None:
        async with places(28, 12, 2) as (reader, other, lead):
            await until(lambda: ready(reader, other, lead))
            reader.wire.down = True
            await lead.threads.db(whisper.send, _lead(lead), 28, "慢慢说")
            lead.engine.wrote()
            assert await reader.threads.db(whispers.unread, 28) == ()
            reader.wire.down = False

            async def arrived() -> bool:
                return [note.text for note in await reader.threads.db(whispers.unread, 28)] == ["慢慢说"]

            await until(arrived)
            (note,) = await reader.threads.db(whispers.unread, 28)
            await reader.threads.db(whisper.read, reader.desk, note.id)
            reader.engine.wrote()
            await until(lambda: at_one(reader, other))
            await until(lambda: ready(reader, other, lead))
            assert await reader.threads.db(whispers.unread, 28) == ()
            assert await other.threads.db(_whispers) == 0

    asyncio.run(story())


def _lead(place: Workplace) -> Desk:
    return replace(place.desk, role=Role.LEAD)


def _as_lead(store: Store, place: Workplace, case_id: str, body: Body) -> Changes:
    return case.append(store, _lead(place), case_id, body)


def _whispers(store: Store) -> int:
    return int(store.replica.database.raw.execute("SELECT count(*) FROM whisper").fetchone()[0])
