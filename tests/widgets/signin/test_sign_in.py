"""Signing in: the number typed, Enter, and nothing else."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from models.records.base import Text
from models.records.staff import OperatorRow, Role
from widgets.base.listing import Listing
from widgets.signin.view import SignIn

STAFF = tuple(
    OperatorRow(number=number, name=Text(f"某{number}", f"Somebody {number}"), role=Role.OPERATOR, desk=number) for number in (1, 2, 12, 28)
)


@pytest.fixture
def page(qtbot: QtBot) -> SignIn:
    room = QWidget()
    room.resize(1280, 800)
    qtbot.addWidget(room)
    page = SignIn(room)
    room.show()
    page.show()
    return page


def number_of(page: SignIn) -> QLineEdit:
    found = page.findChild(QLineEdit, "signin.number")
    assert isinstance(found, QLineEdit)
    return found


def test_the_typed_number_and_enter_sign_in(page: SignIn, qtbot: QtBot) -> None:
    page.set_staff(STAFF, 0)
    qtbot.keyClicks(number_of(page), "28")
    with qtbot.waitSignal(page.operator_chosen, timeout=1000) as signed:
        qtbot.keyClick(number_of(page), Qt.Key.Key_Return)
    assert signed.args == [28]


def test_an_exact_number_comes_before_longer_ones(page: SignIn, qtbot: QtBot) -> None:
    page.set_staff(STAFF, 0)
    qtbot.keyClicks(number_of(page), "1")
    listing = page.findChild(Listing, "signin.list")
    assert isinstance(listing, Listing)
    assert [line.key for line in listing.lines.lines()] == ["1", "12"]


def test_who_sat_here_last_needs_enter_only(page: SignIn, qtbot: QtBot) -> None:
    page.set_staff(STAFF, 12)
    with qtbot.waitSignal(page.operator_chosen, timeout=1000) as signed:
        qtbot.keyClick(number_of(page), Qt.Key.Key_Return)
    assert signed.args == [12]


def test_down_moves_to_the_next_operator(page: SignIn, qtbot: QtBot) -> None:
    page.set_staff(STAFF, 0)
    qtbot.keyClick(number_of(page), Qt.Key.Key_Down)
    with qtbot.waitSignal(page.operator_chosen, timeout=1000) as signed:
        qtbot.keyClick(number_of(page), Qt.Key.Key_Return)
    assert signed.args == [2]


def test_a_number_that_nobody_has_signs_nobody_in(page: SignIn, qtbot: QtBot) -> None:
    page.set_staff(STAFF, 0)
    qtbot.keyClicks(number_of(page), "99")
    with qtbot.assertNotEmitted(page.operator_chosen):
        qtbot.keyClick(number_of(page), Qt.Key.Key_Return)


def test_every_input_has_a_spoken_name(page: SignIn) -> None:
    assert number_of(page).accessibleName()
    listing = page.findChild(Listing, "signin.list")
    assert isinstance(listing, Listing)
    assert listing.accessibleName()
