"""Signing in: the number typed, Enter, and nothing else."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from models.records.base import Text
from models.records.staff import OperatorRow, Role
from widgets.base.listing import Listing
from widgets.base.theme import Tone
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


@pytest.fixture
def guarded(qtbot: QtBot) -> SignIn:
    """A page that asks for a password too."""
    room = QWidget()
    room.resize(1280, 800)
    qtbot.addWidget(room)
    page = SignIn(room, with_password=True)
    room.show()
    page.show()
    return page


def password_of(page: SignIn) -> QLineEdit:
    found = page.findChild(QLineEdit, "signin.password")
    assert isinstance(found, QLineEdit)
    return found


def test_whoever_sat_here_last_is_asked_for_the_password_and_nothing_looks_as_if_it_were_typed_over(guarded: SignIn) -> None:
    guarded.set_staff(STAFF, 28)
    assert number_of(guarded).text() == "28"
    assert not number_of(guarded).hasSelectedText()


def test_number_enter_password_enter(guarded: SignIn, qtbot: QtBot) -> None:
    guarded.set_staff(STAFF, 0)
    qtbot.keyClicks(number_of(guarded), "28")
    qtbot.keyClick(number_of(guarded), Qt.Key.Key_Return)
    assert guarded.isAncestorOf(password_of(guarded))
    assert password_of(guarded).echoMode() is QLineEdit.EchoMode.Password
    qtbot.keyClicks(password_of(guarded), "words")
    with qtbot.waitSignal(guarded.credentials_given, timeout=1000) as given:
        qtbot.keyClick(password_of(guarded), Qt.Key.Key_Return)
    assert given.args == [28, "words"]
    assert password_of(guarded).text() == ""


def test_a_desk_that_knows_nobody_yet_takes_any_number(guarded: SignIn, qtbot: QtBot) -> None:
    guarded.set_staff((), 0)
    qtbot.keyClicks(number_of(guarded), "5")
    qtbot.keyClicks(password_of(guarded), "words")
    with qtbot.waitSignal(guarded.credentials_given, timeout=1000) as given:
        qtbot.keyClick(password_of(guarded), Qt.Key.Key_Return)
    assert given.args == [5, "words"]


def test_nothing_is_asked_without_number_and_password(guarded: SignIn, qtbot: QtBot) -> None:
    guarded.set_staff(STAFF, 0)
    with qtbot.assertNotEmitted(guarded.credentials_given):
        qtbot.keyClick(password_of(guarded), Qt.Key.Key_Return)


def test_a_refusal_is_told_in_place(guarded: SignIn) -> None:
    guarded.set_staff(STAFF, 28)
    guarded.say("No.", Tone.OVERDUE)
    assert "No." in [label.text() for label in guarded.findChildren(QLabel) if label.isVisible()]


def test_a_desk_on_its_own_asks_for_no_password(page: SignIn) -> None:
    page.set_staff(STAFF, 0)
    assert not password_of(page).isVisible()


@pytest.mark.parametrize("before", [None, "", "8028"])
def test_the_telephone_is_asked_for_only_where_there_is_a_call_system(qtbot: QtBot, before: str | None) -> None:
    room = QWidget()
    room.resize(1280, 800)
    qtbot.addWidget(room)
    page = SignIn(room, with_password=True, extension=before)
    room.show()
    page.show()
    page.set_staff(STAFF, 12)
    field = page.findChild(QLineEdit, "signin.extension")
    password = page.findChild(QLineEdit, "signin.password")
    assert isinstance(field, QLineEdit)
    assert isinstance(password, QLineEdit)
    assert field.isVisible() is (before is not None)
    assert page.extension() == (before or "")
    if before is not None:
        qtbot.keyClicks(password, "secret words")
        field.setText(" 8031 ")
        with qtbot.waitSignal(page.credentials_given, timeout=1000) as signed:
            qtbot.keyClick(field, Qt.Key.Key_Return)
        assert signed.args == [12, "secret words"]
        assert page.extension() == "8031"


def test_an_empty_telephone_is_asked_for_behind_the_password_and_may_stay_empty(qtbot: QtBot) -> None:
    room = QWidget()
    room.resize(1280, 800)
    qtbot.addWidget(room)
    page = SignIn(room, with_password=True, extension="")
    room.show()
    page.show()
    page.set_staff(STAFF, 12)
    field, password = page.findChild(QLineEdit, "signin.extension"), password_of(page)
    assert isinstance(field, QLineEdit)
    before = field.placeholderText()
    qtbot.keyClicks(password, "secret words")
    with qtbot.assertNotEmitted(page.credentials_given):
        qtbot.keyClick(password, Qt.Key.Key_Return)
    assert room.focusWidget() is field
    assert field.placeholderText() not in ("", before)
    with qtbot.waitSignal(page.credentials_given, timeout=1000) as signed:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert signed.args == [12, "secret words"]
    page.say("No.", Tone.OVERDUE)
    qtbot.keyClicks(password, "other words")
    with qtbot.waitSignal(page.credentials_given, timeout=1000) as again:
        qtbot.keyClick(password, Qt.Key.Key_Return)
    assert again.args == [12, "other words"]
