"""Calls that are noted by hand: on which line they are."""

from __future__ import annotations

from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot

from console.calls.manual import ManualLine
from models.records.base import CHINA
from models.records.call import CallRow, CallState, Refusal
from models.records.catalogue import Line
from models.store.clock import SettableClock

CALLER, OTHER = "057765550001", "057765550002"


def noted(line: ManualLine) -> list[CallRow]:
    heard: list[CallRow] = []
    line.call_changed.connect(heard.append)
    line.login()
    return heard


@pytest.mark.parametrize("own", list(Line))
def test_what_is_taken_or_dialled_for_no_case_is_of_the_own_line(qtbot: QtBot, own: Line) -> None:
    line = ManualLine(SettableClock(datetime(2026, 11, 24, 9, 0, tzinfo=CHINA)).now, 14, line=own)
    heard = noted(line)
    assert line.take(CALLER) is None
    line.hang_up()
    assert line.dial(CALLER) is None
    assert {call.line for call in heard} == {own}
    assert len({call.id for call in heard}) == 2


def test_what_is_dialled_for_a_case_is_of_its_line_where_that_is_known(qtbot: QtBot) -> None:
    known = {"a": Line.GENERAL}
    line = ManualLine(SettableClock(datetime(2026, 11, 24, 9, 0, tzinfo=CHINA)).now, 14, line=Line.PSYCHOLOGY, line_of=known.get)
    heard = noted(line)
    for case in ("a", "b"):
        assert line.dial(CALLER, case) is None
        line.hang_up()
    assert {call.case: call.line for call in heard} == {"a": Line.GENERAL, "b": Line.PSYCHOLOGY}


def test_a_manual_line_notes_one_call_at_a_time(qtbot: QtBot, clock: SettableClock) -> None:
    line = ManualLine(clock.now, 28)
    heard: list[CallRow] = []
    line.call_changed.connect(heard.append)
    line.login()
    assert line.take("+44 20 7946 0000") is None
    assert heard[-1].number == "+442079460000"
    assert line.take(OTHER) is Refusal.BUSY
    line.hang_up()
    assert line.take(OTHER) is None
    assert [call.number for call in heard if call.state is CallState.CONNECTED] == ["+442079460000", OTHER]
