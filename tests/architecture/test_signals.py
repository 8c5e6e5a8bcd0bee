"""Signals carry bools safely: a binding that takes one reference too many at each emit ends the program after a while."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject, Signal

TIMES = 2000


class Sender(QObject):
    flag = Signal(bool)
    both = Signal(str, bool)
    thing = Signal(object)


@pytest.mark.parametrize("value", [True, False])
@pytest.mark.parametrize("listening", [True, False])
def test_emitting_a_bool_takes_no_reference_to_it(value: bool, listening: bool) -> None:
    sender = Sender()
    heard: list[int] = []
    if listening:
        sender.flag.connect(lambda told: heard.append(int(told)))
        sender.both.connect(lambda _text, told: heard.append(int(told)))
        sender.thing.connect(lambda told: heard.append(int(told)))
    before = sys.getrefcount(value)
    for _ in range(TIMES):
        sender.flag.emit(value)
        sender.both.emit("", value)
        sender.thing.emit(value)
    # Other parts of the program may come by a few; an emit that steals takes thousands.
    assert abs(sys.getrefcount(value) - before) < TIMES // 10
    assert heard == [int(value)] * (3 * TIMES if listening else 0)
