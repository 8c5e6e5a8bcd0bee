"""Import and export through the window of reference tables, on a real store."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from console.admin.window import ReferenceWindow
from console.app import Console
from tests.support.stage import Theatre


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
