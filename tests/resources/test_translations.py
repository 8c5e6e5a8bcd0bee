from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from resources.i18n import TRANSLATED, compiled_file, source_file
from resources.i18n.update import Message, compile_to, gather, read_messages

FIELD = re.compile(r"\{[^{}]*\}|%\d|%n")


def keys(messages: tuple[Message, ...]) -> set[tuple[str, str]]:
    return {(message.context, message.source) for message in messages}


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_string_of_the_source_is_there(language: str, tmp_path: Path) -> None:
    fresh = tmp_path / source_file(language).name
    shutil.copyfile(source_file(language), fresh)
    gather(fresh, TRANSLATED[language])
    assert keys(read_messages(fresh)) == keys(read_messages(source_file(language)))


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_string_is_translated(language: str) -> None:
    messages = read_messages(source_file(language))
    assert messages
    assert [f"{message.context}: {message.source}" for message in messages if not message.finished] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_fields_are_the_same_in_both_languages(language: str) -> None:
    found = [message for message in read_messages(source_file(language)) if message.finished]
    assert [m.source for m in found if set(FIELD.findall(m.source)) != set(FIELD.findall(m.translation))] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_compiled_file_is_fresh(language: str, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.qm"
    compile_to(source_file(language), fresh)
    assert fresh.read_bytes() == compiled_file(language).read_bytes()


def test_a_new_string_is_gathered_as_unfinished(tmp_path: Path) -> None:
    file = tmp_path / "hotline_zh.ts"
    gather(file, "zh_CN")
    messages = read_messages(file)
    assert len(messages) > 100
    assert not any(message.finished for message in messages)


def test_a_broken_file_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ts"
    broken.write_text("<TS><context>", encoding="utf-8")
    with pytest.raises(RuntimeError, match="lrelease"):
        compile_to(broken, tmp_path / "broken.qm")
