"""One enum holds every key."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from console.shortcuts import GROUPS, WITHIN, Shortcut, key_labels, overlay
from models.records.base import Language
from widgets.base.language import install


def test_no_two_share_a_sequence_and_each_is_one_key() -> None:
    sequences = [QKeySequence.fromString(shortcut.sequence).toString() for shortcut in Shortcut]
    assert [sequence for sequence, times in Counter(sequences).items() if times > 1] == []
    assert all(sequence and "," not in sequence for sequence in sequences)


def test_no_alias_hides_a_shortcut() -> None:
    assert set(Shortcut.__members__) == {shortcut.name for shortcut in Shortcut}


def test_every_shortcut_stands_in_one_group_of_the_overlay(qapp: QApplication) -> None:
    assert {shortcut.group for shortcut in Shortcut} == {str(group) for group in GROUPS}
    lines = [line for _, group in overlay() for line in group]
    within = [(key, QCoreApplication.translate("shortcuts", str(what))) for key, what in WITHIN]
    assert sorted(lines) == sorted([*((shortcut.label, shortcut.what()) for shortcut in Shortcut), *within])


def test_every_key_is_told_in_both_languages(qapp: QApplication) -> None:
    try:
        install(qapp, Language.ZH)
        chinese = [shortcut.what() for shortcut in Shortcut]
        install(qapp, Language.EN)
        english = [shortcut.what() for shortcut in Shortcut]
    finally:
        install(qapp, Language.ZH)
    assert not any(text.isascii() for text in chinese)
    assert all(text.isascii() for text in english)


def test_labels_are_found_by_name() -> None:
    labels = key_labels()
    assert labels["dispatch"] == "F6"
    assert labels["acknowledged"] == "Ctrl Shift A"
    assert labels["callback_save"] == "Ctrl Enter"
    assert len(labels) == len(Shortcut)
