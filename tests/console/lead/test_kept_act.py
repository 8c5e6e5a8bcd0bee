"""What is typed into the form of an act on a partner is never lost: by a closed window, another partner, another act."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from console.app import Console
from console.lead.discipline import PartnersPresenter
from console.lead.window import LeadWindow
from models.commands.draft import load_forms
from models.rules.form import form_of
from tests.support.stage import Theatre, until, words_in
from widgets.discipline.acts import Act

UNSAVED = "输入，尚未保存。"


def opened(console: Console) -> tuple[LeadWindow, PartnersPresenter]:
    window = LeadWindow(console)
    window.show()
    page: object = window.open("discipline")
    assert isinstance(page, PartnersPresenter)
    return window, page


def line(page: PartnersPresenter, name: str) -> QLineEdit:
    found = [edit for edit in page.pane.dossier.form.findChildren(QLineEdit, f"discipline.form.{name}") if not edit.isHidden()]
    assert len(found) == 1
    return found[0]


async def ask(page: PartnersPresenter, code: str, act: Act) -> None:
    page.pane.choose(code)
    await until(lambda: page.pane.dossier._code.text() == code)
    page._ask(act)
    await until(lambda: page.pane.dossier.form.act() == act.value)


async def about(console: Console) -> list[str]:
    return [form_of(draft.key)[2] for draft in await console.runtime.db(load_forms)]


def test_the_words_of_an_act_come_back_to_the_partner_for_whom_they_were_typed(qapp: QApplication, tmp_path: Path) -> None:
    theatre = Theatre(qapp, tmp_path / "profile")

    async def work(console: Console) -> None:
        window, page = opened(console)
        await until(lambda: len(page.pane.shown()) > 2)
        form, (first, second) = page.pane.dossier.form, page.pane.shown()[1:3]
        await ask(page, first, Act.RECHECK)
        QTest.keyClicks(line(page, "found"), "all well")
        await ask(page, second, Act.RECHECK)
        assert line(page, "found").text() == ""
        QTest.keyClicks(line(page, "found"), "half")
        window.close()
        window.deleteLater()
        assert await about(console) == [f"{second}|recheck|", f"{first}|recheck|"]
        window, page = opened(console)
        form = page.pane.dossier.form
        await until(lambda: form.act() == "recheck")
        assert page.pane.dossier._code.text() == second
        assert line(page, "found").text() == "half"
        assert UNSAVED in words_in(form)
        # left by hand it is not wanted any more
        QTest.keyClick(line(page, "found"), Qt.Key.Key_Escape)
        assert form.act() == ""
        assert await about(console) == [f"{first}|recheck|"]
        await ask(page, second, Act.RECHECK)
        assert line(page, "found").text() == ""
        assert UNSAVED not in words_in(form)
        # another act on the first one has no words of this one
        await ask(page, first, Act.MOVE)
        await ask(page, first, Act.RECHECK)
        assert line(page, "found").text() == "all well"
        QTest.keyClick(line(page, "found"), Qt.Key.Key_Return)
        await until(lambda: form.act() == "")
        assert (await about(console), console.parts.shelf.forms()) == ([], ())
        await ask(page, first, Act.RECHECK)
        assert line(page, "found").text() == ""
        window.close()
        window.deleteLater()

    theatre.play(work)
    theatre.close()


def test_a_new_partner_half_written_down_comes_back_and_a_refusal_leaves_it(qapp: QApplication, tmp_path: Path) -> None:
    theatre = Theatre(qapp, tmp_path / "profile")

    async def work(console: Console) -> None:
        window, page = opened(console)
        await until(lambda: page.pane.dossier._code.text() != "")
        page._ask(Act.ENLIST)
        await until(lambda: page.pane.dossier.form.act() == "enlist")
        QTest.keyClicks(line(page, "phone"), "65550101")
        QTest.keyClick(line(page, "phone"), Qt.Key.Key_Return)
        await until(lambda: not page.kept.sending())
        assert await about(console) == ["|enlist|"]
        window.close()
        window.deleteLater()
        window, page = opened(console)
        await until(lambda: page.pane.dossier.form.act() == "enlist")
        assert line(page, "phone").text() == "65550101"
        QTest.keyClicks(line(page, "name"), "Wang")
        QTest.keyClick(line(page, "name"), Qt.Key.Key_Return)
        await until(lambda: page.pane.dossier.form.act() == "")
        assert await about(console) == []
        window.close()
        window.deleteLater()

    theatre.play(work)
    theatre.close()
