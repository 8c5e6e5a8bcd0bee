"""Enrolling from the command line: what keeps it from happening is told in words, and then nothing has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.enrol_command import run
from models.commands.case import accept
from models.records.base import Text
from models.records.case import CaseKind
from models.records.operation import Desk
from models.records.sync import Centre
from models.store.store import open_store
from sync.client.papers import centre_of, keep_centre

NOBODY = "http://127.0.0.1:9"


def enrolled(directory: Path, *more: str, url: str = NOBODY) -> int:
    return run(["enrol", url, "ABCDE-23456", "--language", "en", "--profile-dir", str(directory), *more])


def test_a_centre_that_cannot_be_reached_changes_nothing(profile_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert enrolled(profile_dir) == 2
    assert "cannot be reached" in capsys.readouterr().err
    assert centre_of(profile_dir) is None
    store = open_store(profile_dir)
    assert not store.outbox.joined
    store.close()


def test_a_password_never_goes_over_the_network_in_the_clear(profile_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert enrolled(profile_dir, url="http://centre.example") == 2
    assert "https://" in capsys.readouterr().err


def test_work_that_was_done_alone_is_taken_along_by_a_command_of_its_own(profile_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = open_store(profile_dir)
    accept(store, Desk(actor=28, desk="desk-28", session="s"), item_code="C03-03", kind=CaseKind.SERVICE, number="")
    store.close()
    assert enrolled(profile_dir) == 2
    assert "main.py move" in capsys.readouterr().out
    assert enrolled(profile_dir, "--language", "zh") == 2
    assert "main.py move" in capsys.readouterr().out
    assert centre_of(profile_dir) is None


def test_a_desk_that_belongs_to_a_centre_already_is_left_alone(profile_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep_centre(profile_dir, Centre(url="https://centre.example", name=Text("瑞安", "Ruian")))
    assert enrolled(profile_dir) == 0
    assert "Ruian" in capsys.readouterr().out
