from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from models.records.base import Language
from widgets.base.language import install
from widgets.base.words import language


@pytest.fixture(autouse=True)
def english_again(qapp: QApplication) -> Iterator[None]:
    yield
    install(qapp, Language.EN)


def test_english_is_what_the_source_says(qapp: QApplication) -> None:
    install(qapp, Language.EN)
    assert language() is Language.EN
    assert QLocale().language() is QLocale.Language.English


def test_chinese_changes_our_words_and_those_of_qt(qapp: QApplication) -> None:
    install(qapp, Language.ZH)
    assert language() is Language.ZH
    assert QCoreApplication.translate("QWidgetTextControl", "&Undo") == "撤消(&U)"
    assert QLocale().language() is QLocale.Language.Chinese


def test_changing_back_and_forth_leaves_nothing_behind(qapp: QApplication) -> None:
    for _ in range(3):
        install(qapp, Language.ZH)
    in_chinese = len(qapp.findChildren(QTranslator))
    install(qapp, Language.EN)
    assert language() is Language.EN
    assert qapp.findChildren(QTranslator) == []
    install(qapp, Language.ZH)
    assert len(qapp.findChildren(QTranslator)) == in_chinese
