"""The commands without a window have a sentence for every failure of the store that can reach them."""

from __future__ import annotations

import re

import pytest

from console.command_words import WORDS, code_of, system_language, told
from models.records.base import Language
from models.records.failure import BadInput, StoreFailure
from tests.support.tree import sources

RAISED = re.compile(r'StoreFailure\(\s*"([a-z_]+\.[a-z_]+)"')
NOT_HERE = {"demo.working", "demo.only", "snapshot.unfit"}
"""Only the window opens a profile for work or for a demonstration, or takes an image from a centre."""


def test_every_failure_of_the_store_has_a_sentence() -> None:
    codes = {code for file in sources("models") for code in RAISED.findall(file.read_text(encoding="utf-8"))}
    assert {"store.in_use", "store.tampered"} <= codes
    assert sorted(codes - set(WORDS) - NOT_HERE) == []


@pytest.mark.parametrize("code", sorted(WORDS))
def test_a_sentence_is_calm_and_holds_no_code(code: str) -> None:
    said = told(StoreFailure(code))
    assert said.zh.endswith("。")
    assert said.en.endswith(".")
    assert code not in said.zh + said.en


def test_details_are_told_and_an_unknown_failure_keeps_its_code() -> None:
    assert told(StoreFailure("store.incomplete", lost=3)).en.startswith("Entries missing: 3;")
    assert "weather.bad" in told(StoreFailure("weather.bad")).zh
    assert [code_of(failure) for failure in (StoreFailure("disk.full"), BadInput("sheet.empty"))] == [1, 2]


@pytest.mark.parametrize(("spoken", "language"), [("zh_CN.UTF-8", Language.ZH), ("C", Language.EN)])
def test_the_language_is_the_system_s(spoken: str, language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", spoken)
    assert system_language() is language
