"""What is typed into a form of the office is never lost: by a kill, another event, another page, a closed window."""

from __future__ import annotations

import shutil
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from console.app import Console
from console.lead.outreach import OutreachPage
from console.lead.window import LeadWindow
from models.commands import outreach
from models.commands.draft import load_drafts, load_forms
from models.records.operation import Desk
from models.records.staff import Role
from models.repositories import outreach as events
from models.rules.form import is_form
from tests.models.rules.test_outreach import PLAN
from tests.support.stage import Theatre, until
from widgets.outreach.view import OPEN, REPORT, SUGGESTIONS, TALLY

LEAD = Desk(actor=12, desk="12", session="s", role=Role.LEAD)
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


async def opened(console: Console) -> tuple[LeadWindow, OutreachPage]:
    window = LeadWindow(console)
    window.show()
    window.activateWindow()
    await until(window.isActiveWindow)
    page: object = window.open("outreach")
    assert isinstance(page, OutreachPage)
    await until(lambda: page._key != "")
    return window, page


def words_field(page: OutreachPage) -> QPlainTextEdit:
    found = page.pane.suggestions.form.findChild(QPlainTextEdit, "outreach.suggestion.words")
    assert isinstance(found, QPlainTextEdit)
    return found


def typed(page: OutreachPage) -> dict[str, str | bool]:
    return page.pane.suggestions.form.values()


async def fields(console: Console) -> list[dict[str, str]]:
    return [draft.fields for draft in await console.runtime.db(load_forms)]


def test_a_kill_loses_no_word_of_a_suggestion(qapp: QApplication, tmp_path: Path) -> None:
    theatre = Theatre(qapp, tmp_path / "profile")

    async def kill(console: Console) -> None:
        _, event = await console.runtime.db(outreach.plan_event, LEAD, PLAN)
        window, page = await opened(console)
        await until(lambda: page.site.event_id() == event)
        page.pane.show_sheet(SUGGESTIONS)
        field = words_field(page)
        field.setFocus()
        QTest.keyClicks(field, "more often")
        QTest.keyClick(field, Qt.Key.Key_Left)
        QTest.keyClicks(field, "X")
        await until(lambda: console.parts.shelf.forms() and console.parts.shelf.forms()[0].fields["words"] == "more ofteXn")
        kept = await fields(console)
        assert kept == [{"words": "more ofteXn", "name": "", "number": ""}]
        # what the disk has at this moment
        shutil.copytree(tmp_path / "profile", tmp_path / "killed", ignore=shutil.ignore_patterns("*.lock", "lock"))
        assert not any(is_form(draft.key) for draft in await console.runtime.db(load_drafts))
        window.deleteLater()

    theatre.play(kill)
    theatre.close()
    again = Theatre(qapp, tmp_path / "killed")

    async def come_back(console: Console) -> None:
        window, page = await opened(console)
        await until(lambda: page.site.sheet is not None)
        field = words_field(page)
        await until(lambda: window.focusWidget() is field)
        assert page.pane.sheet() == SUGGESTIONS
        assert (field.toPlainText(), field.textCursor().position()) == ("more ofteXn", 10)
        assert [mark.text for mark in page.pane.events.lines.lines()[1].right][:1] == ["草稿"]
        # the operator's desk knows nothing of it
        assert not any(is_form(draft.key) for draft in console.parts.shelf.drafts())
        QTest.keyClick(field, Qt.Key.Key_S, CONTROL)
        await until(lambda: page.site.sheet is not None and len(page.site.sheet.suggestions) == 1)
        assert (typed(page)["words"], await fields(console)) == ("", [])
        window.deleteLater()

    again.go_on(come_back)
    again.close()


def test_each_event_has_its_own_words_whatever_is_opened_between(qapp: QApplication, tmp_path: Path) -> None:
    theatre = Theatre(qapp, tmp_path / "profile")

    async def work(console: Console) -> None:
        one, other = [(await console.runtime.db(outreach.plan_event, LEAD, PLAN))[1] for _ in range(2)]
        window, page = await opened(console)

        async def choose(event: str) -> None:
            page.pane.events.set_current(event)
            await until(lambda: page.site.event_id() == event)
            page.pane.show_sheet(SUGGESTIONS)

        await choose(one)
        QTest.keyClicks(words_field(page), "first")
        await choose(other)
        assert typed(page)["words"] == ""
        QTest.keyClicks(words_field(page), "second")
        await choose(one)
        assert typed(page)["words"] == "first"
        # noting the words of one leaves those of the other
        QTest.keyClick(words_field(page), Qt.Key.Key_S, CONTROL)
        await until(lambda: page.site.sheet is not None and [row.words for row in page.site.sheet.suggestions] == ["first"])
        await until(lambda: typed(page)["words"] == "")
        # a page and a window that close at once keep what was typed this moment
        QTest.keyClicks(words_field(page), "third")
        window.open("unmet")
        assert {draft.fields["words"] for draft in console.parts.shelf.forms()} == {"second", "third"}
        window.open("outreach")
        QTest.keyClicks(words_field(page), "!")
        window.close()
        assert {found["words"] for found in await fields(console)} == {"second", "third!"}
        window.deleteLater()
        window, page = await opened(console)
        await until(lambda: page.site.event_id() == one and typed(page)["words"] == "third!")
        # words that are deleted again are no draft
        words_field(page).setPlainText("")
        await until(lambda: len(console.parts.shelf.forms()) == 1)
        window.deleteLater()

    theatre.play(work)
    theatre.close()


def test_what_is_typed_behind_words_that_are_just_being_noted_stays(qapp: QApplication, tmp_path: Path) -> None:
    theatre = Theatre(qapp, tmp_path / "profile")

    async def work(console: Console) -> None:
        _, event = await console.runtime.db(outreach.plan_event, LEAD, PLAN)
        window, page = await opened(console)
        await until(lambda: page.site.event_id() == event)
        page.pane.show_sheet(SUGGESTIONS)
        QTest.keyClicks(words_field(page), "one")
        # the store answers when the loop runs again: until then the keys go on
        for _ in range(2):
            QTest.keyClick(words_field(page), Qt.Key.Key_S, CONTROL)
        QTest.keyClicks(words_field(page), "two")
        await until(lambda: typed(page)["words"] == "two")
        assert [found["words"] for found in await fields(console)] == ["two"]
        sheet = await console.runtime.db(events.sheet, event)
        assert sheet is not None
        assert [row.words for row in sheet.suggestions] == ["one"]
        # what is refused stands where it was typed
        words_field(page).setPlainText("  ")
        QTest.keyClick(words_field(page), Qt.Key.Key_S, CONTROL)
        await until(lambda: page.pane._told.isVisible() and not page.noting.kept.sending())
        assert typed(page)["words"] == "  "
        window.deleteLater()

    theatre.play(work)
    theatre.close()


def test_the_words_of_a_step_and_of_what_becomes_of_a_suggestion_come_back(qapp: QApplication, tmp_path: Path) -> None:
    theatre = Theatre(qapp, tmp_path / "profile")

    async def work(console: Console) -> None:
        _, event = await console.runtime.db(outreach.plan_event, LEAD, PLAN)
        _, told = await console.runtime.db(outreach.note_suggestion, LEAD, event, "a long suggestion about dogs and cats")
        window, page = await opened(console)
        await until(lambda: page.site.event_id() == event)
        page.pane.show_sheet(REPORT)
        field = page.pane.report.reason.findChild(QWidget, "outreach.off.words")
        assert field is not None
        QTest.keyClicks(field, "rain")
        page.pane.show_sheet(SUGGESTIONS)
        page.pane.suggestions.rows.set_current(told)
        QTest.keyClick(page.pane.suggestions.rows, Qt.Key.Key_L, ALT)
        asking = page.pane.suggestions.asking.findChild(QWidget, "outreach.asking.words")
        assert asking is not None
        QTest.keyClicks(asking, "not ours")
        window.close()
        window.deleteLater()
        window, page = await opened(console)
        await until(page.pane.suggestions.is_asking)
        assert page.pane.suggestions.rows.current_key() == told
        assert page.pane.suggestions.asking.values() == {"words": "not ours"}
        QTest.keyClick(page.pane.suggestions.asking, Qt.Key.Key_S, CONTROL)
        await until(lambda: page.site.suggestions[0].said == "not ours")
        page.pane.show_sheet(REPORT)
        assert page.pane.report.reason.values() == {"words": "rain"}
        page.pane.report.moved.emit("off")
        await until(lambda: page.site.sheet is not None and page.site.sheet.event.said == "rain")
        assert await fields(console) == []
        page.pane.show_sheet(TALLY)
        window.deleteLater()

    theatre.play(work)
    theatre.close()


def test_a_plan_half_made_comes_back_with_its_table_and_can_be_discarded(qapp: QApplication, tmp_path: Path) -> None:
    theatre = Theatre(qapp, tmp_path / "profile")

    async def work(console: Console) -> None:
        _, event = await console.runtime.db(outreach.plan_event, LEAD, PLAN)
        window, page = await opened(console)
        await until(lambda: page.site.event_id() == event)
        QTest.keyClick(page.pane.events, Qt.Key.Key_N, CONTROL)
        plan, table = page.pane.plan, page.pane.plan.services
        assert plan._discard.isHidden()
        # by the initials of 空调清洗, as the catalogue's own search takes them
        QTest.keyClicks(table.search, "ktqx")
        assert table.hits.lines.rowCount() > 0
        found = table.hits.current_key()
        QTest.keyClick(table.search, Qt.Key.Key_Return)
        QTest.keyClicks(table.search, "half")
        window.close()
        window.deleteLater()
        window, page = await opened(console)
        plan, table = page.pane.plan, page.pane.plan.services
        await until(page.pane.planning)
        assert window.focusWidget() is table.search
        assert ([row.item for row in table.entries()], table.search.text()) == ([found], "half")
        # another event is looked at, its own plan is another one; the one begun waits behind its key
        page.pane.events.set_current(OPEN)
        await until(lambda: page.site.sheet is None)
        page.pane.events.set_current(event)
        await until(lambda: page.site.event_id() == event)
        QTest.keyClick(page.pane.events, Qt.Key.Key_E, CONTROL)
        assert plan.values()["title"] == PLAN.title
        plan.form.findChild(QWidget, "outreach.plan.title").setText("other")  # type: ignore[union-attr,attr-defined]
        plan.left.emit()
        # somebody else was quicker: what was typed over the older plan is refused, and stands there until it is discarded
        await console.runtime.db(outreach.change_event, LEAD, event, replace(PLAN, remarks="rain"), 1)
        page.read()
        await until(lambda: page.site.sheet is not None and page.site.sheet.event.version == 2)
        QTest.keyClick(page.pane.events, Qt.Key.Key_E, CONTROL)
        assert plan.values()["title"] == "other"
        QTest.keyClick(plan.form, Qt.Key.Key_S, CONTROL)
        await until(lambda: page.pane._told.isVisible() and plan.isEnabled())
        assert plan.values()["title"] == "other"
        plan._discard.click()
        await until(lambda: plan._discard.isHidden())
        assert (plan.values()["title"], plan.values()["remarks"]) == (PLAN.title, "rain")
        QTest.keyClick(plan.form, Qt.Key.Key_S, CONTROL)
        await until(lambda: not page.pane.planning())
        QTest.keyClick(page.pane.events, Qt.Key.Key_N, CONTROL)
        assert ([row.item for row in table.entries()], table.search.text()) == ([found], "half")
        plan._discard.click()
        assert await fields(console) == []
        window.deleteLater()

    theatre.play(work)
    theatre.close()
