"""What an operator calls wrong comes to the top of the owner's queue, is mended in place, and is answered."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from console.app import Console
from console.lead.knowledge import KnowledgeEditor
from console.lead.window import LeadWindow
from models.records.search import HitKind
from models.repositories import knowledge
from tests.support.stage import Theatre, drive, press, until, words_in

CODE = "K003"


def test_the_article_that_was_gone_to_is_the_one_that_is_called_wrong(qapp: QApplication, tmp_path: Path) -> None:
    theatre = Theatre(qapp, tmp_path / "profile")

    async def work(console: Console) -> None:
        presenters, pane = console.parts.presenters, console.window.partner
        presenters.catalogue.open_hit(HitKind.ITEM.value, "C10-03")
        await until(lambda: pane.list.lines.rowCount() > 1)
        first, second = (line.key for line in pane.list.lines.lines()[:2])
        for code in (first, second):
            pane.list.set_current(code)
            (wrong,) = presenters.wrong.actions()
            wrong.run()
            await until(console.window.catalogue.article.isVisible)
            shown = console.window.catalogue.article.last()
            assert shown is not None
            assert shown.code == code
            await press(console, "Escape")
            await press(console, "Escape")
            await until(lambda: not console.window.catalogue.article.isVisible())

    theatre.play(work)
    theatre.close()


def test_a_wrong_answer_goes_from_the_operators_desk_to_the_owner_and_back(qapp: QApplication, tmp_path: Path) -> None:
    theatre = Theatre(qapp, tmp_path / "profile")

    async def work(console: Console) -> None:
        catalogue = console.window.catalogue
        console.parts.presenters.catalogue.open_hit(HitKind.ARTICLE.value, CODE)
        await until(catalogue.article.isVisible)
        assert "article-wrong" in {action.id for action in console.parts.presenters.wrong.actions()}
        await press(console, "Ctrl+K")
        await drive(console, {"type": "内容有误"})
        await press(console, "Return")
        await until(catalogue.article.what.hasFocus)
        await press(console, "Return")
        assert catalogue.article.what.isVisible()
        await drive(console, {"type": "电话已经换了"})
        await press(console, "Return")
        await until(lambda: "责任单位" in console.window.notice.text())
        assert not catalogue.article.what.isVisible()
        window = LeadWindow(console)
        window.show()
        page = window.open("knowledge")
        assert isinstance(page, KnowledgeEditor)
        await until(lambda: page._before is not None)
        assert [(row.article, row.words) for row in page._reports] == [(CODE, "电话已经换了")]
        await until(lambda: page._before is not None and page._before.code == CODE, 10)
        assert page.pane.rows.lines.lines()[0].key == CODE
        assert "1 人说有误" in page.pane.rows.lines.lines()[0].right[0].text
        assert "电话已经换了" in words_in(page.pane.history.parentWidget() or page.pane)
        body = page.pane.form.findChild(QPlainTextEdit, "knowledge.form.body_zh")
        day = page.pane.form.findChild(QLineEdit, "knowledge.form.valid_until")
        assert isinstance(body, QPlainTextEdit)
        assert isinstance(day, QLineEdit)
        day.setText("明年")
        page.pane.save_asked.emit()
        await until(lambda: page.pane._told.text().startswith("有效期至"))
        assert day.property("state") == "unknown"
        day.setText("2011-01-01")
        body.setPlainText("请拨打新的电话。")
        assert [line.key for line in page.pane.changes.lines.lines()] == ["body_zh", "valid_until"]
        version = page._rows[CODE][0].version
        page.pane.save_asked.emit()
        await until(lambda: page._before is not None and page._before.version == version + 1)
        page.pane.second_asked.emit("电话已更新")
        await until(lambda: all(row.settled_at for row in page._reports))
        assert [(row.version, row.answer) for row in await console.runtime.db(knowledge.reports)] == [(version, "电话已更新")]
        await until(lambda: console.parts.reference.article(CODE).version == version + 1)  # type: ignore[union-attr]
        console.parts.presenters.catalogue.show_article(CODE)
        await until(lambda: "已过期" in words_in(catalogue.article))
        window.close()
        window.deleteLater()

    theatre.play(work)
    theatre.close()
