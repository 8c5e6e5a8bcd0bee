"""A call bar above a line in which somebody types, and what it says and offers."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import msgspec
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from models.records.base import CHINA
from models.records.call import CallRow, CallState, Direction
from models.records.catalogue import Line
from widgets.base import rows
from widgets.base.buttons import KeyButton
from widgets.call.view import CallBar

NOW = datetime(2026, 11, 21, 9, 41, 7, tzinfo=CHINA)
KEYS = {
    "break": "F10",
    "answer": "F2",
    "hold": "F3",
    "transfer": "F4",
    "conference": "F5",
    "mute": "Ctrl M",
    "hang_up": "F8",
    "command": "Ctrl K",
}
SUGGESTED = (
    rows.Line(key="119", title="Fire and rescue", lead="119"),
    rows.Line(key="057765550001", title="Jiajiale Home Services", lead="0577-6555 0001"),
)


def ago(seconds: int) -> str:
    return (NOW - timedelta(seconds=seconds)).isoformat()


def call(state: CallState = CallState.CONNECTED, **fields: Any) -> CallRow:
    base = CallRow(
        id="c1", direction=Direction.IN, number="057765551234", line=Line.GENERAL, state=state, queued_at=ago(48), answered_at=ago(42)
    )
    if state in (CallState.ALERTING, CallState.QUEUED):
        base = msgspec.structs.replace(base, answered_at="", queued_at=ago(4))
    return msgspec.structs.replace(base, **fields)


class Desk(QWidget):
    """A bar above a line in which somebody types."""

    def __init__(self) -> None:
        super().__init__()
        self.bar = CallBar(KEYS)
        self.text = QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.bar)
        column.addWidget(self.text)
        column.addStretch(1)
        self.resize(1280, 400)


def said(bar: CallBar) -> list[str]:
    return [label.text() for label in bar.findChildren(QLabel) if label.isVisible() and label.text()]


def offered(bar: CallBar) -> list[str]:
    return [button.objectName().removeprefix("call.") for button in bar.findChildren(KeyButton) if button.isVisible()]


def button(bar: CallBar, name: str) -> KeyButton:
    found = bar.findChild(KeyButton, f"call.{name}")
    assert found is not None
    return found


def edit(bar: CallBar) -> QLineEdit:
    found = bar.findChild(QLineEdit, "call.number")
    assert found is not None
    return found
