"""The command line: what it asks for, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QLocale

from console.launch import COMMANDS, DEMO_CASES, DEMO_OPERATOR, MOST_CASES, STORIES, Launch, parse
from main import DOORS
from models.commands.seed import MOST
from models.records.base import Language
from resources import path
from widgets.base.theme import Theme


def test_without_a_word_the_desk_itself_is_opened() -> None:
    assert parse([]) == Launch()


def test_a_desk_of_its_own_folder_language_theme_and_size() -> None:
    given = parse(["--profile-dir", "p", "--language", "en", "--theme", "dark", "--size", "1280x800", "--operator", "7"])
    assert given == Launch(directory=Path("p"), language=Language.EN, theme=Theme.DARK, size=(1280, 800), operator=7)


def test_a_demonstration_has_a_throwaway_folder_an_operator_and_cases() -> None:
    given = parse(["demo"])
    assert given.directory is not None
    try:
        assert (given.demo, given.operator, given.cases, given.story) == (True, DEMO_OPERATOR, DEMO_CASES, "")
        assert given.directory.name.startswith("hotline-demo-")
        assert given.throwaway
        assert given.directory.is_dir()
    finally:
        given.directory.rmdir()


@pytest.mark.parametrize("story", STORIES)
def test_every_story_can_be_asked_for_and_is_there(story: str) -> None:
    given = parse(["demo", "--profile-dir", "p", "--play", story, "--headless", "--report", "r.json", "--shots", "s"])
    assert (given.story, given.headless, given.report, given.shots) == (story, True, Path("r.json"), Path("s"))
    assert path("scenarios", f"{story}.json").is_file()


@pytest.mark.parametrize(
    "given",
    [
        ["--size", "wide"],
        ["--size", "1280"],
        ["--size", "-1x5"],
        ["--language", "fr"],
        ["--theme", "pink"],
        ["--play", "taxi"],
        ["demo", "--profile-dir", "p", "--play", "opera"],
        ["demo", "--profile-dir", "p", "--cases", "many"],
        ["demo", "--profile-dir", "p", "--cases", "-5"],
        ["demo", "--profile-dir", "p", "--cases", "1000001"],
        ["demo", "--profile-dir", "p", "--headless"],
        ["--operator", "me"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_understood_ends_with_a_usage_line(given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(given)
    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_as_many_cases_can_be_asked_for_as_can_be_invented() -> None:
    assert MOST_CASES == MOST
    assert [parse(["demo", "--profile-dir", "p", "--cases", text]).cases for text in ("0", str(MOST))] == [0, MOST]


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(COMMANDS) == set(DOORS)
    for language, column in ((QLocale.Language.Chinese, "zh"), (QLocale.Language.English, "en")):
        monkeypatch.setattr(QLocale, "system", lambda language=language: QLocale(language))
        with pytest.raises(SystemExit):
            parse(["--help"])
        told = capsys.readouterr().out
        for name, words in COMMANDS.items():
            assert f"  {name} " in told
            assert getattr(words, column) in told
