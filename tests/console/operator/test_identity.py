"""Where the profile says so, who rings is looked up only when the call is answered."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from console.app import Console
from models.commands.caller import save_person
from models.records.caller import PersonRow
from models.repositories.caller import people_of
from tests.support.stage import Theatre, drive, press, words_in

CALLER = "0577-6555 0051"


@pytest.fixture
def discreet(theatre: Theatre) -> Iterator[Theatre]:
    reference = theatre.console.parts.reference
    before = reference.profile
    reference.profile = replace(before, identity_on_answer=True)
    yield theatre
    reference.profile = before


async def known(console: Console) -> None:
    if await console.runtime.db(people_of, "057765550051"):
        return
    changes, _ = await console.runtime.db(
        save_person, console.parts.tools.stamp, PersonRow(id="", name="陈秀兰", numbers=("057765550051",), address="虹桥路 8 号")
    )
    console.hub.publish(changes)
    await console.runtime.settle()


@pytest.mark.parametrize("typing", [False, True])
def test_until_the_call_is_answered_only_the_number_shows(discreet: Theatre, typing: bool) -> None:
    async def work(console: Console) -> None:
        await known(console)
        if typing:
            await drive(console, {"key": "Alt+3"}, {"type": "水管漏水"})
        await drive(console, {"ring": CALLER})
        await console.runtime.settle()
        await drive(console)
        everything = words_in(console.window) + console.window.call._said.text()
        assert "0577-6555 0051" in words_in(console.window.call)
        assert "陈秀兰" not in everything
        assert "虹桥路" not in everything
        await press(console, "F2")
        await console.runtime.settle()
        assert console.parts.presenters.desk.person is not None
        assert console.parts.presenters.desk.person.name == "陈秀兰"

    discreet.play(work)


def test_elsewhere_the_card_comes_with_the_ring(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await known(console)
        await drive(console, {"ring": CALLER})
        await console.runtime.settle()
        await drive(console)
        assert console.parts.presenters.desk.person is not None
        assert console.parts.presenters.desk.person.name == "陈秀兰"

    theatre.play(work)
