"""Nothing that was typed is lost on the way from one need to the next, whatever the order and whatever the disk says."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from console.app import Console
from models.commands.caller import save_person
from models.commands.draft import load_drafts
from models.records.caller import PersonRow
from models.store.store import Store
from tests.support.stage import Theatre, drive, press, until, write
from widgets.base.listing import Listing

FORMER = "楼上漏水，天花板湿了一大片，总阀关不上" * 2000


def fill(store: Store) -> None:
    """Let the precious file grow no more."""
    raw = store.outbox.database.raw
    raw.execute(f"PRAGMA max_page_count={raw.execute('PRAGMA page_count').fetchone()[0]}")


def make_room(store: Store) -> None:
    store.outbox.database.raw.execute("PRAGMA max_page_count=1000000")


async def on_disk(console: Console) -> dict[str, str]:
    return {draft.key: draft.text for draft in await console.runtime.db(load_drafts)}


@pytest.mark.expected_log("disk")
def test_words_that_a_full_disk_refused_outlive_the_next_call(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        shelf = console.parts.shelf
        await drive(console, {"ring": "0577-6555 0601"}, {"key": "F2"}, {"key": "Alt+3"})
        former = console.parts.presenters.desk.key
        await console.runtime.db(fill)
        try:
            console.window.catalogue.speech.edit.insertPlainText(FORMER)
            await press(console, "F8", "F10")
            await drive(console, {"ring": "0577-6555 0602"}, {"key": "F2"}, {"key": "Alt+3"})
            await until(lambda: former in shelf.unsaved())
            assert (await on_disk(console)).get(former, "") != FORMER
            assert console.window.catalogue.text() == ""
            await until(lambda: "Ctrl 5" in console.window.notice.text())
            console.parts.presenters.opening.draft(former)
            await drive(console)
            assert console.window.catalogue.text() == FORMER
        finally:
            await console.runtime.db(make_room)
        await until(lambda: not shelf.unsaved())
        await console.runtime.settle()
        assert "磁盘" in console.window.notice.text()
        assert "已满" not in console.window.notice.text()
        assert (await on_disk(console))[former] == FORMER

    theatre.play(work)


def test_coming_back_to_a_person_brings_back_what_was_typed_for_them(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        row = PersonRow(id="", name="赵女士", numbers=("057765550603",))
        _, person = await console.runtime.db(save_person, console.parts.session.stamp(), row)
        opening = console.parts.presenters.opening
        opening.person(person)
        await drive(console, {"key": "Alt+3"}, {"type": "问过水费"})
        await drive(console, {"ring": "0577-6555 0604"}, {"key": "F2"})
        opening.person(person)
        await drive(console)
        assert console.window.catalogue.text() == "问过水费"
        await press(console, "Alt+3")
        await write(console, "再问一次")
        await until(lambda: not console.parts.presenters.draft._timer.isActive())
        await console.runtime.settle()
        assert (await on_disk(console))[f"person:{person}"] == "问过水费再问一次"

    theatre.play(work)


def test_words_typed_while_it_rings_are_there_when_it_is_answered_after_a_look_elsewhere(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await drive(console, {"type": "scls"}, {"key": "Return"}, {"type": "前一件"}, {"key": "F9"})
        case = console.parts.presenters.desk.case
        assert case is not None
        console.parts.presenters.desk.take_up("desk")
        await drive(console, {"ring": "0577-6555 0605"}, {"key": "Alt+3"}, {"type": "还没接就记下的"})
        console.parts.presenters.opening.case(case.id)
        await drive(console, {"key": "F2"})
        assert console.window.catalogue.text() == "还没接就记下的"

    theatre.play(work)


def test_a_call_answered_while_a_draft_is_brought_back_leaves_the_draft_whole(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        parts: Any = console.parts
        await drive(console, {"ring": "0577-6555 0606"}, {"key": "F2"}, {"key": "Alt+1"}, {"type": "钱先生"})
        await drive(console, {"key": "Ctrl+F"}, {"type": "scls"}, {"key": "Return"}, {"type": "半句"}, {"key": "F9"}, {"type": "又补一句"})
        await press(console, "Alt+3")
        await write(console, "补充")
        key = parts.presenters.desk.key
        await press(console, "F8", "F10", "Ctrl+N")
        await drive(console, {"ring": "0577-6555 0607"})
        parts.presenters.opening.draft(key)
        parts.exchange.connect_caller()  # before the draft has been read
        await drive(console)
        draft = parts.shelf.get(key)
        assert draft is not None
        assert draft.text.endswith("补充")

    theatre.play(work)


def test_somebody_elses_words_stay_among_the_drafts_and_say_whose_they_are(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        presenters, shelf = console.parts.presenters, console.parts.shelf
        await press(console, "Alt+3")
        await write(console, "路灯坏了")
        presenters.draft.save()
        mine = presenters.draft.collect()
        assert mine.operator == console.parts.session.operator.number
        presenters.draft.save()  # of itself it comes a moment later, and on a busy machine after the next one
        shelf.put(replace(mine, key="desk+other", text="井盖丢了", operator=4))
        await console.runtime.settle()
        assert not await presenters.draft.restore_latest()
        assert console.window.catalogue.text() == "路灯坏了"
        await press(console, "Ctrl+5")
        shown = [line for listing in console.window.queue.findChildren(Listing) for line in listing.lines.lines()]
        (line,) = (line for line in shown if line.title == "井盖丢了")
        assert [mark.text for mark in line.marks] == ["4 号输入"]
        await press(console, "Escape")
        presenters.draft.save()  # the caret has moved: that would be kept later than the next one
        shelf.put(replace(mine, key="desk+mine", text="水管爆了"))
        await console.runtime.settle()
        assert await presenters.draft.restore_latest()
        assert console.window.catalogue.text() == "水管爆了"

    theatre.play(work)
