"""The window of a desk that belongs to a centre: the light, the marks, the page behind it and who else is there; the centre is on paper."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from console import runtime
from models.records.base import Language, Text
from models.records.case import WorkList
from models.records.journal import Amend, Dispatch, Note
from models.repositories import case as cases
from sync.protocol.messages import PresenceRow
from tests.support.house import House
from tests.support.scan_stories import (
    a_scan_of_another_desk_comes_when_it_is_opened_and_stays,
    attachments_that_wait_are_told_of_on_the_light,
)
from tests.support.stage import until, words_in
from widgets.base.listing import Listing

FIRST, SECOND = Text("家家乐", "Jiajiale"), Text("新颜", "Xinyan")


Story = Callable[[House], Awaitable[None]]


def signs(house: House, case_id: str) -> list[bool]:
    """Tell of a case in My work, the open cases of the caller, the history and the head of the case whether they carry the sign."""
    window = house.console.window
    lists = [listing for pane in (window.queue, window.caller) for listing in pane.findChildren(Listing)]
    rows = [line for listing in lists for line in listing.lines.lines() if line.key in (case_id, f"case:{case_id}")]
    return [any(mark.text == "↑" for mark in line.marks + line.right) for line in rows] + [window.case._unsent.isVisible()]


async def the_three_states_of_the_light_and_the_marks(house: House) -> None:
    case_id = await house.accept()
    presenters = house.console.parts.presenters
    presenters.opening.case(case_id)
    presenters.queue.open(WorkList.TO_DISPATCH)
    await house.at_centre()
    await until(lambda: len(signs(house, case_id)) >= 3 and not any(signs(house, case_id)))
    house.wire.down = True
    await house.do(case_id, Note(text="又响了"))
    await until(lambda: house.says("1 waits since"))
    await until(lambda: all(signs(house, case_id)))
    page = await house.opened()
    await until(lambda: [title for title, _ in house.lines("sync.waiting")] == ["Note"])
    await until(lambda: "The centre cannot be reached" in words_in(page))
    assert QApplication.activeModalWidget() is None
    house.wire.down = False
    await until(lambda: house.says("All there"))
    await until(lambda: not any(signs(house, case_id)))
    await until(lambda: not house.lines("sync.waiting"))


async def two_values_one_key_and_the_same_on_both_desks(house: House) -> None:
    case_id = await house.accept()
    await house.at_centre()
    house.wire.down = True
    await house.do(case_id, Amend(address="我写的地址"))
    house.elsewhere(case_id, Amend(address="别人写的地址"))
    house.wire.down = False
    await until(lambda: house.says("1 needs you"))
    page = await house.opened()
    await until(lambda: len(house.lines("sync.needs")) == 1)
    ((title, why),) = house.lines("sync.needs")
    assert title.endswith("Address")
    assert why == "Somebody else wrote something else there first."
    await until(lambda: {"我写的地址", "别人写的地址"} <= set(words_in(page).split("\n")))
    needs = page.findChild(Listing, "sync.needs")
    assert needs is not None
    QTest.keyClick(needs, Qt.Key.Key_2)
    await until(lambda: not house.lines("sync.needs"))
    await house.at_centre()
    house.other.settle()
    theirs, ours = cases.state(house.other.store, case_id), await house.console.runtime.db(cases.state, case_id)
    assert (theirs.address, theirs.conflicts) == ("我写的地址", ())
    assert (ours.address, ours.conflicts) == ("我写的地址", ())


async def whom_to_call_off_and_what_the_centre_did_not_allow(house: House) -> None:
    case_id = await house.accept()
    await house.at_centre()
    house.wire.down = True
    await house.do(case_id, Dispatch(partner="P003", name=SECOND, phone="0577-65559003"))
    house.elsewhere(case_id, Dispatch(partner="P001", name=FIRST))
    await house.do(case_id, Note(text="请走后门，狗很凶"))
    note = await house.console.runtime.db(lambda store: list(store.outbox.operations())[-1].op_id)
    house.paper.refuse.add(note)
    house.wire.down = False
    await until(lambda: house.says("2 need you"))
    page = await house.opened()
    wanted = {
        "Call Xinyan off": "Jiajiale has the case: it was given to them first.",
        "Note": "The centre does not allow this step to this role.",
    }
    # The answer may come before the feed says who has the case.
    await until(lambda: {title.rpartition(" · ")[2]: why for title, why in house.lines("sync.needs")} == wanted)
    await until(lambda: "请走后门，狗很凶" in words_in(page))
    needs = page.findChild(Listing, "sync.needs")
    assert needs is not None
    for left in (1, 0):
        QTest.keyClick(needs, Qt.Key.Key_1)
        await until(lambda left=left: len(house.lines("sync.needs")) == left)
    await until(lambda: house.says("All there"))


async def who_else_writes_here_in_both_languages(house: House) -> None:
    case_id = await house.accept()
    house.console.parts.presenters.opening.case(case_id)
    await until(lambda: any(one.case_id == case_id for one in house.wire.present_here))

    def says(words: str) -> bool:
        labels = house.console.window.catalogue.findChildren(QLabel)
        return any(label.text() == words and label.isVisible() for label in labels)

    async def there(writing: bool, words: str) -> None:
        house.wire.told = (PresenceRow(case_id=case_id, number=12, desk="desk-12", writing=writing),)
        await until(lambda: says(words))

    await there(True, "Operator 12 is writing here")
    await there(False, "Operator 12 has it open")
    house.wire.told = ()
    await until(lambda: not says("Operator 12 has it open"))
    await house.console.set_language(Language.ZH)
    house.console.parts.presenters.opening.case(case_id)
    await there(False, "12号受理员已打开")
    await there(True, "12号受理员正在此填写")
    # Without the centre nobody knows who is there: what is not known is not said.
    house.wire.down = True
    await until(lambda: not says("12号受理员正在此填写"))
    house.wire.down = False
    await house.console.set_language(Language.EN)


async def the_open_page_keeps_the_keyboard_and_untouched_words_follow(house: House) -> None:
    window = house.console.window
    case_id = await house.accept()
    await house.at_centre()
    house.console.parts.presenters.opening.case(case_id)
    await until(lambda: window.catalogue.text() == "漏水")
    house.elsewhere(case_id, Amend(text="水管爆了"))
    await until(lambda: window.catalogue.text() == "水管爆了")
    house.wire.down = True
    await house.do(case_id, Amend(address="我写的地址"))
    house.elsewhere(case_id, Amend(address="别人写的地址"))
    window.catalogue.focus_text()
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    page = house.page()
    await until(lambda: not page.isHidden() and len(house.lines("sync.waiting")) == 1)
    house.wire.down = False
    await until(lambda: house.says("1 needs you") and len(house.lines("sync.needs")) == 1 and not house.lines("sync.waiting"))
    await until(lambda: "At the centre, written by operator 12" in words_in(page))
    held = window.focusWidget()
    assert held is not None
    QTest.keyClick(held, Qt.Key.Key_2)
    await until(lambda: not house.lines("sync.needs"))
    await house.at_centre()
    for key in (Qt.Key.Key_2, Qt.Key.Key_Down, Qt.Key.Key_Escape):
        held = window.focusWidget()
        assert held is not None
        QTest.keyClick(held, key)
    assert page.isHidden()
    assert window.catalogue.text() == "水管爆了"
    await until(lambda: window.caller.person_fields()["address"] == "我写的地址")


async def opening_a_case_is_not_writing_in_it(house: House) -> None:
    case_id = await house.accept()
    house.console.window.activateWindow()
    words = house.console.window.catalogue.speech.edit
    words.setFocus()
    await until(words.hasFocus)
    QTest.keyClicks(words, "abc")
    house.console.parts.presenters.opening.case(case_id)

    def told() -> list[bool]:
        return [one.writing for one in house.wire.present_here if one.case_id == case_id]

    await until(lambda: bool(told()))
    words.setFocus()
    await until(words.hasFocus)
    assert not any(told())
    QTest.keyClicks(words, "abc")
    await until(lambda: told()[-1])


async def an_operator_at_two_desks_is_one_and_oneself_is_nobody_else(house: House) -> None:
    case_id = await house.accept()
    house.console.parts.presenters.opening.case(case_id)
    rows = [PresenceRow(case_id=case_id, number=number, desk=desk, writing=False) for number, desk in ((28, "a"), (12, "b"), (12, "c"))]
    house.wire.told = tuple(rows)
    catalogue = house.console.window.catalogue
    await until(lambda: any(label.text() == "Operator 12 has it open" and label.isVisible() for label in catalogue.findChildren(QLabel)))


async def words_typed_over_a_change_that_came_meanwhile_need_somebody(house: House) -> None:
    window, console = house.console.window, house.console
    case_id = await house.accept()
    await house.at_centre()
    console.parts.presenters.opening.case(case_id)
    await until(lambda: window.catalogue.text() == "漏水")
    QTest.keyClicks(window.catalogue.speech.edit, "12")
    house.elsewhere(case_id, Amend(text="水管爆了", address="别人写的地址"))
    await until(lambda: window.caller.person_fields()["address"] == "别人写的地址")
    assert window.catalogue.text() == "漏水12"
    console.parts.presenters.accepting.accept()
    await until(lambda: house.says("1 needs you"))
    await until(lambda: window.catalogue.text() == "水管爆了")
    assert "Theirs stands; yours is kept" in window.notice.text()
    page = await house.opened()
    await until(lambda: {"水管爆了", "漏水12"} <= set(words_in(page).split("\n")))
    held = window.focusWidget()
    assert held is not None
    QTest.keyClick(held, Qt.Key.Key_2)
    await until(lambda: house.says("All there") and window.catalogue.text() == "漏水12")
    assert not console.parts.presenters.draft.unsaved()
    await house.at_centre()
    house.other.settle()
    assert cases.state(house.other.store, case_id).text == "漏水12"


async def a_centre_that_comes_back_with_a_call_system_is_heard(house: House) -> None:
    window = house.console.window

    def offered() -> list[str]:
        return [action.id for action in house.console.parts.presenters._actions()]

    assert "telephone" not in offered()
    house.wire.down = True
    await house.accept()
    await until(lambda: house.says("waits since"))
    house.wire.gateway = "."
    house.wire.down = False
    await until(lambda: "The centre has a telephone exchange now. Ctrl K" in window.notice.text())
    assert "telephone" in offered()
    window.notice.clear()
    house.wire.gateway = ""
    await house.at_centre()


STORIES: tuple[Story, ...] = (
    a_centre_that_comes_back_with_a_call_system_is_heard,
    opening_a_case_is_not_writing_in_it,
    an_operator_at_two_desks_is_one_and_oneself_is_nobody_else,
    who_else_writes_here_in_both_languages,
    the_open_page_keeps_the_keyboard_and_untouched_words_follow,
    words_typed_over_a_change_that_came_meanwhile_need_somebody,
    the_three_states_of_the_light_and_the_marks,
    two_values_one_key_and_the_same_on_both_desks,
    whom_to_call_off_and_what_the_centre_did_not_allow,
    a_scan_of_another_desk_comes_when_it_is_opened_and_stays,
    attachments_that_wait_are_told_of_on_the_light,
)


def test_a_day_at_a_desk_of_a_centre(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every story, one after the other, in one window: opening it takes longer than all of them."""

    async def day() -> int:
        house = House(qapp, tmp_path, monkeypatch)
        try:
            await house.open()
            for story in STORIES:
                await story(house)
                house.wire.down, house.wire.told = False, ()
                house.page().close_over()
            presenters = house.console.parts.presenters
            case_id = await house.accept()
            presenters.opening.case(case_id)
            await until(lambda: house.wire.present_here[-1].case_id == case_id)
        finally:
            await house.close()
        assert house.wire.present_here[-1].case_id == "", "a desk that ends has no case open any more"
        return 0

    qapp.setQuitOnLastWindowClosed(False)
    runtime.run(qapp, day)
