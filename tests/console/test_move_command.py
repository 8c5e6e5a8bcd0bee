"""Moving a desk from the command line where it cannot be done: told in words, in both languages, and nothing has changed."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from console.centre_words import WORDS
from console.move_command import run
from models.commands.case import accept
from models.records.base import Text
from models.records.case import CaseKind
from models.records.failure import StoreFailure
from models.records.operation import Desk
from models.records.sync import Centre
from models.store.store import Store, open_store
from sync.client.papers import centre_of, keep_centre, moving_of

NOBODY = "http://127.0.0.1:9"


def moved(directory: Path, *more: str, language: str = "en", url: str = NOBODY) -> int:
    return run(["move", url, "ABCDE-23456", "--as", "26", "--language", language, "--profile-dir", str(directory), *more])


@pytest.fixture
def worked(profile_dir: Path) -> Path:
    """A profile in which one case was accepted."""
    store = open_store(profile_dir)
    accept(store, Desk(actor=28, desk="desk-28", session="s"), item_code="C03-03", kind=CaseKind.SERVICE, number="")
    store.close()
    return profile_dir


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
@pytest.mark.parametrize(("language", "words"), [("en", "cannot be reached"), ("zh", "连接不上")])
def test_a_centre_that_cannot_be_reached_changes_nothing(
    worked: Path, more: tuple[str, ...], language: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert moved(worked, *more, language=language) == 2
    assert words in capsys.readouterr().err
    assert (centre_of(worked), moving_of(worked)) == (None, None)
    assert not (worked / "backups").exists()
    assert not list(worked.glob("rehearsal-*"))
    store = open_store(worked)
    assert not store.outbox.joined
    store.close()


def test_a_rehearsal_is_read_by_nobody_else(worked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, int] = {}

    def looking(directory: Path, **_: object) -> Store:
        seen.update({path.name: stat.S_IMODE(path.stat().st_mode) for path in directory.iterdir()})
        raise StoreFailure("store.missing")

    monkeypatch.setattr("console.move_command.open_store", looking)
    assert moved(worked, "--dry-run") == 2
    assert {"device.key", "outbox.db"} <= seen.keys()
    if os.name == "posix":
        assert set(seen.values()) == {0o600}


@pytest.mark.parametrize("next_start", ["opening", "rehearsing"])
def test_what_a_killed_rehearsal_left_goes_with_the_next_start(worked: Path, next_start: str) -> None:
    left = worked / "rehearsal-killed00"
    left.mkdir()
    (left / "device.key").write_bytes(b"a copy")
    if next_start == "opening":
        open_store(worked).close()
    else:
        assert moved(worked, "--dry-run") == 2
    assert not left.exists()


def test_a_profile_that_is_open_is_left_alone(worked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = open_store(worked)
    for more in ((), ("--dry-run",)):
        assert moved(worked, *more) == 2
        assert "is open" in capsys.readouterr().err
    store.close()


def test_where_no_profile_lies_none_is_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    for more in ((), ("--dry-run",)):
        assert moved(tmp_path / "empty", *more) == 2
        assert "no data of a desk" in capsys.readouterr().err
    assert not list((tmp_path / "empty").iterdir())


def test_a_desk_of_a_centre_is_left_alone(worked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep_centre(worked, Centre(url="https://centre.example", name=Text("瑞安", "Ruian")))
    assert moved(worked) == 0
    assert "Ruian" in capsys.readouterr().out


@pytest.mark.parametrize("code", sorted(WORDS))
def test_every_sentence_is_calm(code: str) -> None:
    assert WORDS[code].zh.endswith("。")
    assert WORDS[code].en.endswith(".")
