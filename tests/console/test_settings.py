"""What a person arranged at a desk comes back, and never stands in the way of a start."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QLocale

from console.settings import Settings
from models.records.base import Language
from widgets.base.theme import Theme


def test_everything_comes_back(profile_dir: Path) -> None:
    first = Settings(profile_dir)
    first.set_language(Language.EN)
    first.set_theme(Theme.CONTRAST)
    first.set_operator(28)
    first.set_sounds(True)
    first.set_state("columns", QByteArray(b"\x00\xff\x01"))
    first.flush()
    second = Settings(profile_dir)
    assert (second.language(), second.theme(), second.operator(), second.sounds()) == (Language.EN, Theme.CONTRAST, 28, True)
    assert second.state("columns") == QByteArray(b"\x00\xff\x01")


def test_before_a_choice_it_is_quiet_light_and_nobodys(profile_dir: Path) -> None:
    settings = Settings(profile_dir)
    assert (settings.theme(), settings.operator(), settings.sounds()) == (Theme.LIGHT, 0, False)
    assert settings.state("columns").isEmpty()


@pytest.mark.parametrize(
    ("system", "language"), [("zh_CN", Language.ZH), ("C", Language.ZH), ("en_GB", Language.EN), ("de_DE", Language.EN)]
)
def test_before_a_choice_it_speaks_chinese_where_the_system_does(
    profile_dir: Path, monkeypatch: pytest.MonkeyPatch, system: str, language: Language
) -> None:
    monkeypatch.setattr(QLocale, "system", lambda: QLocale(system))
    assert Settings(profile_dir).language() is language


def test_reading_writes_nothing(profile_dir: Path) -> None:
    settings = Settings(profile_dir)
    settings.language()
    settings.state("window")
    settings.flush()
    assert list(profile_dir.iterdir()) == []


def test_nonsense_in_the_file_counts_as_no_choice(profile_dir: Path) -> None:
    (profile_dir / "console.ini").write_text("[General]\nlanguage=klingon\ntheme=5\noperator=x\nsounds=loud\n[state]\nwindow=7\n", "utf-8")
    settings = Settings(profile_dir)
    assert (settings.theme(), settings.operator(), settings.sounds()) == (Theme.LIGHT, 0, False)
    assert settings.language() in set(Language)
    assert settings.state("window").isEmpty()


def test_a_folder_that_is_not_there_yet_is_no_failure(tmp_path: Path) -> None:
    assert Settings(tmp_path / "later").operator() == 0


def test_the_telephone_is_remembered_digit_by_digit(profile_dir: Path) -> None:
    first = Settings(profile_dir)
    assert (first.call_system(), first.extension()) == (False, "")
    assert first.gateway() is None
    first.set_gateway("")
    assert (first.call_system(), first.gateway()) == (False, "")
    first.set_gateway(".")
    first.set_extension("0801")
    first.flush()
    second = Settings(profile_dir)
    assert (second.call_system(), second.gateway(), second.extension()) == (True, ".", "0801")
