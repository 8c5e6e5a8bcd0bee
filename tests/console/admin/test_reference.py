"""Import and export through the window of reference tables, on a real store."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.admin.window import ReferenceWindow
from console.app import Console
from models.records.call import CallState, OperatorState
from tests.support.stage import Theatre, until, words_in


def test_what_is_exported_compares_as_unchanged(qapp: QApplication, tmp_path: Path) -> None:
    theatre = Theatre(qapp, tmp_path / "profile")
    target = tmp_path / "catalogue.csv"

    async def work(console: Console) -> None:
        window = ReferenceWindow(console)
        window.pane.export_asked.emit(str(target))
        await console.runtime.settle()
        assert target.read_text(encoding="utf-8-sig").count("\n") > 129
        window.pane.import_asked.emit(str(target))
        await console.runtime.settle()
        plan = window.presenter._plan
        assert plan is not None
        assert (plan.bad, plan.rows) == ((), ())
        assert not window.pane._progress.isVisibleTo(window)
        window.deleteLater()

    theatre.play(work)
    theatre.close()


def test_a_difference_that_was_compared_can_be_applied(qapp: QApplication, tmp_path: Path) -> None:
    theatre = Theatre(qapp, tmp_path / "profile")
    target = tmp_path / "catalogue.csv"

    async def work(console: Console) -> None:
        window = ReferenceWindow(console)
        window.show()
        window.pane.export_asked.emit(str(target))
        await console.runtime.settle()
        target.write_text(target.read_text(encoding="utf-8-sig").replace("水管", "水管与阀门", 1), encoding="utf-8-sig")
        window.pane.import_asked.emit(str(target))
        await console.runtime.settle()
        assert window.pane._apply.isEnabled()
        window.pane.apply_asked.emit()
        await console.runtime.settle()
        assert any("水管与阀门" in item.name.zh for item in console.parts.reference.rows.items)
        window.deleteLater()

    theatre.play(work)
    theatre.close()


def test_a_demonstration_says_that_anybody_may_change_the_tables_in_it(qapp: QApplication, tmp_path: Path) -> None:
    theatre = Theatre(qapp, tmp_path / "profile")

    async def work(console: Console) -> None:
        window = ReferenceWindow(console)
        assert "演示" in window.pane._message.text()
        window.deleteLater()

    theatre.play(work)
    theatre.close()


def test_a_call_is_seen_and_answered_by_key_from_the_window_of_tables(qapp: QApplication, tmp_path: Path) -> None:
    theatre = Theatre(qapp, tmp_path / "profile")

    async def work(console: Console) -> None:
        window = ReferenceWindow(console)
        window.show()
        window.activateWindow()
        await until(window.isActiveWindow)
        assert window.ring.isHidden()
        console.parts.exchange.ring("057765550001")
        await until(window.ring.isVisible)
        assert "0577-6555 0001" in words_in(window.ring)
        QTest.keyClick(window, Qt.Key.Key_F2)
        call = console.parts.presenters.desk.call
        assert call is not None
        assert call.state is CallState.CONNECTED
        await until(window.ring.isHidden)
        QTest.keyClick(window, Qt.Key.Key_F8)
        assert console.parts.presenters.desk.call is None
        console.parts.line.ready()
        QTest.keyClick(window, Qt.Key.Key_F10)
        assert console.parts.exchange.state is OperatorState.NOT_READY
        window.deleteLater()

    theatre.play(work)
    theatre.close()


def test_the_button_of_the_ring_line_answers(qapp: QApplication, tmp_path: Path) -> None:
    theatre = Theatre(qapp, tmp_path / "profile")

    async def work(console: Console) -> None:
        window = ReferenceWindow(console)
        window.show()
        console.parts.exchange.ring("057765550001")
        await until(window.ring.isVisible)
        window.ring.button.click()
        call = console.parts.presenters.desk.call
        assert call is not None
        assert call.state is CallState.CONNECTED
        window.deleteLater()

    theatre.play(work)
    theatre.close()
