"""What operators choose teaches the search of every desk, while it is open."""

from __future__ import annotations

from msgspec.structs import replace

from console.app import Console
from models.commands.search import record_choice
from models.records.operation import Desk
from models.store.store import Store
from tests.support.stage import Theatre, until

QUERY, CHOSEN = "马桶堵了", "C07-01"


def chosen_elsewhere(store: Store, desk: Desk, times: int) -> None:
    """Write down that another operator chose an item so often, as a page of the feed does."""
    for _ in range(times):
        record_choice(store, replace(desk, actor=12), QUERY, CHOSEN)


def test_a_choice_of_another_desk_moves_the_item_here(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        parts, stamp = console.parts, console.parts.session.stamp()

        def among_the_first() -> bool:
            return parts.index is not None and CHOSEN in [hit.code for hit in parts.index.find(QUERY).items()[:2]]

        assert not among_the_first()
        await console.runtime.db(chosen_elsewhere, stamp, 29)
        changes = await console.runtime.db(record_choice, stamp, QUERY, CHOSEN)
        console.hub.publish(changes)
        await until(among_the_first)

    theatre.play(work)
