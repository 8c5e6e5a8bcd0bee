"""Charts: the rulings, every kind painted, and going from value to value by key and pointer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from widgets.base.chart import Chart
from widgets.base.plot import Kind, Plot, Strand, scale
from widgets.base.theme import colour

TWO = (Strand("Calls", (3, 0, 9)), Strand("Cases", (2, 1, 4), "ok"))
LABELS = ("01", "02", "03")


@given(st.integers(0, 10**9))
def test_the_rulings_reach_over_the_greatest_value_in_even_steps(top: int) -> None:
    found = scale(top)
    assert found[0] == 0
    assert found[-2] < max(top, 1) <= found[-1]
    assert 2 <= len(found) <= 6
    assert len({two - one for one, two in zip(found, found[1:], strict=False)}) == 1


def shown(qtbot: QtBot, kind: Kind, strands: tuple[Strand, ...] = TWO, labels: tuple[str, ...] = LABELS) -> Chart:
    chart = Chart("chart", "By day")
    qtbot.addWidget(chart)
    chart.resize(400, 220)
    chart.set_plot(Plot(kind=kind, labels=labels, strands=strands))
    with qtbot.waitExposed(chart):
        chart.show()
    return chart


def inks(chart: Chart) -> set[str]:
    image = chart.grab().toImage()
    return {QColor(image.pixel(x, y)).name() for x in range(0, image.width()) for y in range(0, image.height(), 2)}


@pytest.mark.parametrize("kind", list(Kind))
def test_every_strand_is_painted_in_its_own_ink(qtbot: QtBot, qapp: QApplication, kind: Kind) -> None:
    assert {colour("accent").name(), colour("ok").name()} <= inks(shown(qtbot, kind))


@pytest.mark.parametrize(("strands", "labels"), [((), ()), ((Strand("Calls", ()),), ()), ((Strand("Calls", (0, 0, 0)),), LABELS)])
def test_nothing_to_show_is_no_failure(qtbot: QtBot, strands: tuple[Strand, ...], labels: tuple[str, ...]) -> None:
    chart = shown(qtbot, Kind.BARS, strands, labels)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.grab().toImage().width() == 400


def test_the_keys_go_from_value_to_value_and_enter_opens_one(qtbot: QtBot) -> None:
    chart = shown(qtbot, Kind.BARS)
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(chart, key)
    assert (chart.current(), chart.accessibleDescription()) == ((1, 2), "03: Cases 4")
    with qtbot.waitSignal(chart.chosen) as told:
        QTest.keyClick(chart, Qt.Key.Key_Return)
    assert told.args == [1, 2]
    QTest.keyClick(chart, Qt.Key.Key_Home)
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.current() == (1, 0)
    chart.set_plot(Plot(kind=Kind.BARS, labels=("a", "b"), strands=TWO[:1]))
    assert chart.current() is None
    assert chart.accessibleDescription() == "a: Calls 3; b: Calls 0"


@pytest.mark.parametrize("kind", list(Kind))
def test_what_is_still_to_come_is_not_drawn_as_nothing(qtbot: QtBot, kind: Kind) -> None:
    chart = shown(qtbot, kind, (Strand("Calls", (3, 9)), Strand("Cases", (2,), "ok")))
    assert chart.plot().spots() == [(0, 0), (0, 1), (1, 0)]
    QTest.keyClick(chart, Qt.Key.Key_End)
    assert chart.current() == (0, 1)
    QTest.keyClick(chart, Qt.Key.Key_Down)
    assert chart.current() == (0, 1), "there is no case yet to go to"
    with qtbot.assertNotEmitted(chart.chosen):
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(370, 120))
    assert chart.grab().toImage().width() == 400


@pytest.mark.parametrize("kind", list(Kind))
def test_a_click_opens_what_lies_under_it(qtbot: QtBot, kind: Kind) -> None:
    chart = shown(qtbot, kind, TWO[:1])
    with qtbot.waitSignal(chart.chosen) as told:
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(370, 120))
    assert told.args == [0, 2]
    with qtbot.assertNotEmitted(chart.chosen):
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
