"""A form out of fields: what goes in comes out, and only a hand makes it say that something changed."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from widgets.base.check import CheckBox
from widgets.base.chooser import Chooser
from widgets.base.fields import Field, FieldForm, FieldKind

FIELDS = (
    Field(name="line", label="Line"),
    Field(name="choice", label="Choice", kind=FieldKind.CHOICE, options=(("a", "A"), ("b", "B")), beside=True),
    Field(name="tick", label="Tick", kind=FieldKind.TICK),
    Field(name="text", label="Text", kind=FieldKind.TEXT),
)
VALUES = {"line": "words", "choice": "b", "tick": True, "text": "two\nlines"}


@pytest.fixture
def form(qtbot: QtBot) -> FieldForm:
    made = FieldForm("form")
    qtbot.addWidget(made)
    made.set_fields(FIELDS)
    made.show()
    return made


def part(form: FieldForm, name: str) -> QWidget:
    found = form.findChild(QWidget, f"form.{name}")
    assert found is not None
    return found


def test_what_goes_in_comes_out_and_tells_nobody(form: FieldForm, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(form.changed):
        form.set_values(VALUES)
    assert form.values() == VALUES
    form.set_values({"choice": "unknown"})
    assert form.values() == {"line": "", "choice": "", "tick": False, "text": ""}


def test_a_hand_tells_and_takes_the_frame_away(form: FieldForm, qtbot: QtBot) -> None:
    form.set_values(VALUES)
    line, choice, tick = part(form, "line"), part(form, "choice"), part(form, "tick")
    assert isinstance(line, QLineEdit)
    assert isinstance(choice, Chooser)
    assert isinstance(tick, CheckBox)
    form.mark("line")
    assert line.property("state") == "unknown"
    for deed in (lambda: line.insert("!"), lambda: choice.setCurrentIndex(0), tick.click):
        with qtbot.waitSignal(form.changed):
            deed()
    assert line.property("state") == ""


def test_other_words_for_the_same_fields_keep_what_was_typed(form: FieldForm) -> None:
    form.set_values(VALUES)
    form.set_fields((*FIELDS, Field(name="more", label="More")))
    assert form.values() == {**VALUES, "more": ""}
