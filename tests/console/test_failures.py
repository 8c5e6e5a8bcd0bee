"""Every refusal of the rules and the store has a calm sentence; a crash report holds places in the code and no words of anybody."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from console.failures import SENTENCES, report_crash, sentence
from models.records.base import Language
from models.records.failure import BadInput, RuleBroken, StoreFailure
from models.rules import verbs
from tests.support.tree import ROOT, sources
from widgets.base.language import install

CODE = re.compile(r"[a-z_]+\.[a-z_]+")
RAISED = {"RuleBroken", "StoreFailure"}
TOLD_BY_THE_RULES = ("models/rules/verbs.py", "models/rules/transitions.py", "models/store/failures.py")
"""Files in which a code is also returned, or named, before it is raised."""


def raised_codes(source: str) -> Iterator[str]:
    """Yield the codes that are raised: the text, or either of two texts, that a failure is made with."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RAISED and node.args:
            yield from (part.value for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant) and isinstance(part.value, str))


def told_codes(source: str) -> Iterator[str]:
    """Yield what functions return and modules name that looks like a code."""
    for node in ast.walk(ast.parse(source)):
        value = node.value if isinstance(node, ast.Return | ast.Assign) else None
        if value is not None:
            yield from (
                part.value
                for part in ast.walk(value)
                if isinstance(part, ast.Constant) and isinstance(part.value, str) and CODE.fullmatch(part.value)
            )


def all_codes() -> set[str]:
    found = {code for file in sources("models") for code in raised_codes(file.read_text(encoding="utf-8"))}
    for place in TOLD_BY_THE_RULES:
        found |= set(told_codes((ROOT / place).read_text(encoding="utf-8")))
    return found


def test_codes_are_found_where_they_are_raised_and_told() -> None:
    assert {"undo.nothing", "verb.not_now", "disk.full", "store.in_use", "callback.missing", "veto.two_people"} <= all_codes()
    assert list(raised_codes('raise StoreFailure("a.b" if full else "c.d", file=name)')) == ["a.b", "c.d"]
    assert list(told_codes('NOT_NOW = "verb.not_now"')) == ["verb.not_now"]


def test_the_rules_name_every_code_that_they_raise() -> None:
    named = set(re.findall(r"``([a-z_]+\.[a-z_]+)``", verbs.__doc__ or ""))
    told = {code for place in TOLD_BY_THE_RULES[:2] for code in told_codes((ROOT / place).read_text(encoding="utf-8"))}
    assert sorted(told - named) == []


@pytest.mark.parametrize("code", sorted(all_codes()))
def test_every_code_has_a_sentence_of_its_own(code: str) -> None:
    assert code in SENTENCES


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_is_calm_and_whole_in_both_languages(qapp: QApplication, code: str, language: Language) -> None:
    install(qapp, language)
    try:
        said = sentence(RuleBroken(code))
    finally:
        install(qapp, Language.ZH)
    assert said.endswith((".", "。"))
    assert code not in said
    assert "!" not in said
    assert "！" not in said
    assert bool(re.search(r"[\u4e00-\u9fff]", said)) == (language is Language.ZH)


def test_an_unknown_code_is_told_with_its_code(qapp: QApplication) -> None:
    assert "weather.bad" in sentence(StoreFailure("weather.bad"))
    assert sentence(BadInput("phone.bad")) != sentence(BadInput("weather.bad"))


@pytest.mark.expected_log("unexpected ValueError")
def test_a_crash_report_holds_no_words(tmp_path: Path) -> None:
    secret = "王女士 0577-65550001 滨江社区"
    try:
        raise ValueError(secret)
    except ValueError as failure:
        report = report_crash(failure, tmp_path / "crashes", "1.2.3")
    text = report.read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "1.2.3" in text
    assert "test_failures.py" in text
    assert not any(word in text for word in secret.split())
    assert str(tmp_path) not in text


@pytest.mark.expected_log("unexpected")
def test_two_crashes_at_once_are_two_reports(tmp_path: Path) -> None:
    reports = {report_crash(ValueError(), tmp_path, "1") for _ in range(5)}
    assert len(reports) == 5
