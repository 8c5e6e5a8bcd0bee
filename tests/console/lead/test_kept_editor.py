"""What is typed over an article or an item, and not saved, is never lost: by a kill, a closed window, a save that is under way."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit

from console.app import Console
from console.lead.catalogue import CatalogueEditor
from console.lead.items import item_values
from console.lead.knowledge import KnowledgeEditor
from console.lead.pages import acting
from console.lead.window import LeadWindow
from models.commands import catalogue as commands
from models.commands.draft import load_forms
from models.records.base import Text
from models.repositories import catalogue
from models.rules.form import form_key
from models.rules.permissions import Permission
from tests.support.indexes import kept
from tests.support.stage import Theatre, until

CODE, OTHER = "C03-03", "C03-02"
UNSAVED, SINCE = "输入，尚未保存。", "已有人改过"


def opened(console: Console) -> tuple[LeadWindow, CatalogueEditor]:
    window = LeadWindow(console)
    window.show()
    page: object = window.open("catalogue")
    assert isinstance(page, CatalogueEditor)
    return window, page


def closed(window: LeadWindow) -> None:
    window.close()
    window.deleteLater()


async def shown(page: CatalogueEditor, code: str) -> None:
    await until(lambda: page._before is not None and page._before.code == code and page.kept.is_about(code))


async def at(console: Console, code: str) -> tuple[LeadWindow, CatalogueEditor]:
    window, page = opened(console)
    await until(lambda: bool(page._items))
    page.pane.rows.set_current(code)
    await shown(page, code)
    return window, page


def line(page: CatalogueEditor | KnowledgeEditor, name: str) -> QLineEdit:
    found = page.pane.form.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    return found


def name(page: CatalogueEditor) -> QLineEdit:
    return line(page, "editor.form.name_en")


async def drafts(console: Console) -> list[str]:
    return [draft.key.rpartition(":")[2] for draft in await console.runtime.db(load_forms)]


@pytest.fixture
def theatre(qapp: QApplication, tmp_path: Path) -> Iterator[Theatre]:
    with kept():
        yield Theatre(qapp, tmp_path / "profile")


def test_a_kill_loses_no_word_of_an_article(qapp: QApplication, tmp_path: Path) -> None:
    theatre = Theatre(qapp, tmp_path / "profile")
    whole, code = [""], [""]

    async def kill(console: Console) -> None:
        window = LeadWindow(console)
        window.show()
        page: object = window.open("knowledge")
        assert isinstance(page, KnowledgeEditor)
        await until(lambda: page._before is not None)
        code[0] = list(page._rows)[3]
        page.pane.rows.set_current(code[0])
        await until(lambda: page.kept.is_about(code[0]))
        field = line(page, "knowledge.form.title_en")
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_End)
        QTest.keyClicks(field, " halff")
        QTest.keyClick(field, Qt.Key.Key_Backspace)
        whole[0] = field.text()
        await until(lambda: bool(console.parts.shelf.forms()) and console.parts.shelf.forms()[0].fields["title_en"] == whole[0])
        assert await drafts(console) == [code[0]]
        # what the disk has at this moment
        shutil.copytree(tmp_path / "profile", tmp_path / "killed", ignore=shutil.ignore_patterns("*.lock", "lock"))
        window.deleteLater()

    theatre.play(kill)
    theatre.close()
    again = Theatre(qapp, tmp_path / "killed")

    async def come_back(console: Console) -> None:
        window = LeadWindow(console)
        window.show()
        window.activateWindow()
        await until(window.isActiveWindow)
        page: object = window.open("knowledge")
        assert isinstance(page, KnowledgeEditor)
        await until(lambda: page._before is not None and bool(page.pane.changes.lines.lines()))
        assert (page._before.code if page._before is not None else "", page.pane.rows.current_key()) == (code[0], code[0])
        field = line(page, "knowledge.form.title_en")
        assert (field.text(), field.cursorPosition()) == (whole[0], len(whole[0]))
        assert window.focusWidget() is field
        assert [row.key for row in page.pane.changes.lines.lines()] == ["title_en"]
        assert page.pane._told.text().endswith(UNSAVED)
        QTest.keyClick(field, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        await until(lambda: page._before is not None and not page.pane.changes.lines.lines())
        assert page.pane._told.text().startswith("已保存")
        assert (await drafts(console), console.parts.shelf.forms()) == ([], ())
        assert field.text() == whole[0]
        closed(window)

    again.go_on(come_back)
    again.close()


def test_each_item_has_its_own_words_and_leaving_those_of_one_leaves_the_others(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        window, page = await at(console, CODE)
        tick = page.pane.form.findChild(QCheckBox, "editor.form.emergency")
        assert isinstance(tick, QCheckBox)
        assert tick.isChecked()
        tick.setChecked(False)
        QTest.keyClicks(name(page), "first")
        closed(window)
        assert await drafts(console) == [CODE]
        # the same operator typed over the other one before
        shelf = console.parts.shelf
        (first,) = shelf.forms()
        other = page._items[OTHER]
        values = {name: str(value) for name, value in item_values(other).items()}
        fields = {**values, "name_en": "second", "emergency": "yes" if other.emergency else "", "version": "1"}
        shelf.put(replace(first, key=form_key(first.operator, "editor", OTHER), fields=fields))
        shelf.put(first)
        window, page = opened(console)
        await shown(page, CODE)
        assert name(page).text().startswith("first")
        # a tick that was taken away comes back as none
        assert {row.key for row in page.pane.changes.lines.lines()} == {"name_en", "emergency"}
        page.pane.drop_asked.emit()
        await until(lambda: not page.pane.changes.lines.lines())
        assert page._before is not None
        assert (name(page).text(), await drafts(console)) == (page._before.name.en, [OTHER])
        page.pane.rows.set_current(OTHER)
        await shown(page, OTHER)
        assert name(page).text() == "second"
        # words that are what is stored again are no draft
        name(page).setText(other.name.en)
        await until(lambda: shelf.forms() == ())
        closed(window)

    theatre.play(work)
    theatre.close()


def test_words_over_an_older_version_are_told_to_be_and_refused_until_they_are_left(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        window, page = await at(console, CODE)
        QTest.keyClicks(name(page), "mine ")
        closed(window)
        item, who = page._items[CODE], acting(console, Permission.MANAGE_CATALOGUE)
        await console.runtime.db(commands.save_item, who, replace(item, name=Text(item.name.zh, "Theirs")))
        window, page = opened(console)
        await shown(page, CODE)
        assert SINCE in page.pane._told.text()
        assert name(page).text().startswith("mine ")
        assert "Theirs" in page.pane.changes.lines.lines()[0].title
        page.pane.save_asked.emit()
        await until(lambda: "第 2 版" in page.pane._told.text())
        assert name(page).text().startswith("mine ")
        assert await drafts(console) == [CODE]
        page.pane.drop_asked.emit()
        await shown(page, CODE)
        assert name(page).text() == "Theirs"
        name(page).setText("Ours")
        page.pane.save_asked.emit()
        await until(lambda: page._before is not None and page._before.version == 3)
        assert await drafts(console) == []
        closed(window)

    theatre.play(work)
    theatre.close()


def test_an_item_half_begun_comes_back_and_is_gone_when_it_is_added(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        window, page = await at(console, "C10-01")
        page.pane.new_asked.emit()
        line(page, "editor.form.name_zh").setText("共享单车问询")
        closed(window)
        window, page = opened(console)
        await until(lambda: page.kept.is_about("new|"))
        assert line(page, "editor.form.name_zh").text() == "共享单车问询"
        assert page.pane._told.text().endswith(UNSAVED)
        # the category was that of the item beside it
        assert page.pane.form.values()["category"] == "C10"
        page.pane.save_asked.emit()
        await until(lambda: "C10-07" in page._items and page.pane.rows.current_key() == "C10-07")
        assert await drafts(console) == []
        await shown(page, "C10-07")
        # and one that is left is gone
        page.pane.new_asked.emit()
        assert line(page, "editor.form.name_zh").text() == ""
        line(page, "editor.form.name_zh").setText("别的")
        page.pane.drop_asked.emit()
        await until(lambda: page._before is not None and page._before.code != "")
        assert (await drafts(console), console.parts.shelf.forms()) == ([], ())
        closed(window)

    theatre.play(work)
    theatre.close()


def test_what_is_typed_while_the_words_before_are_being_saved_stays(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        window, page = await at(console, CODE)
        name(page).setText("one")
        # the store answers when the loop runs again: until then the keys go on
        for _ in range(2):
            page.pane.save_asked.emit()
        QTest.keyClicks(name(page), " two")
        await until(lambda: page._before is not None and page._before.version == 2)
        assert (name(page).text(), name(page).cursorPosition()) == ("one two", len("one two"))
        assert [row.title for row in page.pane.changes.lines.lines()] == ["one  →  one two"]
        stored = await console.runtime.db(catalogue.item, CODE)
        assert stored is not None
        assert (stored.name.en, stored.version, await drafts(console)) == ("one", 2, [CODE])
        page.pane.save_asked.emit()
        await until(lambda: page._before is not None and page._before.version == 3)
        assert (name(page).text(), await drafts(console)) == ("one two", [])
        closed(window)

    theatre.play(work)
    theatre.close()
