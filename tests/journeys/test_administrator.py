"""An administrator's morning: tables in with the difference first, tables out, the profile checked, backed up and made anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

import main
from console.admin.window import ReferenceWindow
from console.app import Console
from console.lead.pages import open_to
from models.records.staff import Role
from models.store.profile import OUTBOX
from tests.support.stage import console_on, press, run, seat, until, words_in, write

ADMINISTRATOR, SUPERVISOR = 26, 1


async def opened(console: Console) -> ReferenceWindow:
    """Open the window of tables as somebody does who knows its name."""
    await press(console, "Ctrl+K")
    await write(console, "导入")
    await press(console, "Return")
    found: list[ReferenceWindow] = []

    def there() -> bool:
        found[:] = [window for window in QApplication.topLevelWidgets() if isinstance(window, ReferenceWindow) and window.isVisible()]
        return bool(found)

    await until(there)
    return found[0]


async def bring_in(console: Console, window: ReferenceWindow, file: Path) -> None:
    """Export the catalogue, change a name in it, look at the difference, and apply it."""
    window.pane.export_asked.emit(str(file))
    await console.runtime.settle()
    await until(lambda: "行" in window.pane._message.text())
    text = file.read_text(encoding="utf-8-sig")
    file.write_text(text.replace("水槽与室内水管漏水维修", "水槽与室内水管维修"), encoding="utf-8-sig")
    window.pane.import_asked.emit(str(file))
    await console.runtime.settle()
    assert "1" in words_in(window.pane)
    assert not any(item.name.zh == "水槽与室内水管维修" for item in console.parts.reference.rows.items), "looked at, not done"
    window.pane.apply_asked.emit()
    await until(lambda: any(item.name.zh == "水槽与室内水管维修" for item in console.parts.reference.rows.items))


def test_an_administrator_brings_a_table_in_and_a_supervisor_is_told_who_may(qapp: QApplication, tmp_path: Path) -> None:
    with console_on(qapp, tmp_path / "profile", cases=20) as console:

        async def work() -> None:
            await console.open()
            await until(lambda: console.parts.index is not None)
            with seat(console, ADMINISTRATOR, Role.ADMIN):
                assert [page.stem for page in open_to(console)] == ["catalogue"], "the machine and the tables, not the callers"
                window = await opened(console)
                await bring_in(console, window, tmp_path / "catalogue.csv")
                QTest.keyClick(window, Qt.Key.Key_Escape)
                assert not window.isVisible()
            with seat(console, SUPERVISOR, Role.SUPERVISOR):
                window = ReferenceWindow(console)
                told = {button.toolTip() for button in window.pane.findChildren(QPushButton) if button.toolTip()}
                assert any("管理员" in words and "Ctrl B" in words for words in told)
                assert not any("督办员" in words for words in told), "no word promises what the rules refuse"
                window.deleteLater()
            console.window.close()
            await console.close()

        run(qapp, work)


def test_the_profile_is_checked_backed_up_and_made_anew(
    qapp: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    profile = tmp_path / "profile"
    with console_on(qapp, profile, cases=20) as console:

        async def work() -> None:
            await console.open()
            console.window.close()
            await console.close()

        run(qapp, work)
    for asked in ("check", "backup", "rebuild", "check"):
        assert main.main(["store", asked, "--profile-dir", str(profile)]) == 0, asked
    told = capsys.readouterr().out
    assert told.count("every row follows from the operations") == 2
    kept = [file for file in profile.rglob("*") if file.is_file() and OUTBOX.removesuffix(".db") in file.name]
    assert len(kept) >= 2, "the precious file, and its backup"
