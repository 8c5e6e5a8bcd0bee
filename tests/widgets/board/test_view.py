"""The board as somebody sees and uses it, without a presenter."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest
from msgspec import structs
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from models.records.board import Ask, Numbers, Place, Span, Tile, What
from models.records.call import OperatorState, Room, Seat
from models.records.catalogue import Line
from tests.widgets.board.scene import NAME, NOW, NUMBER, NUMBERS, SIGHT, before, case, seat
from widgets.base.buttons import KeyButton
from widgets.base.theme import Tone, dress
from widgets.board.content import FigureContent
from widgets.board.figure import Number
from widgets.board.lines import case_line
from widgets.board.placing import DEFAULT, put
from widgets.board.seats import SeatView
from widgets.board.sight import Sight, Source
from widgets.board.tile import TileFrame
from widgets.board.view import BoardPane
from widgets.board.words import share, share_tone


@pytest.fixture
def board(qtbot: QtBot) -> BoardPane:
    pane = BoardPane()
    qtbot.addWidget(pane)
    dress(pane)
    pane.resize(1280, 760)
    pane.show()
    pane.show_sight(SIGHT)
    return pane


def number(board: BoardPane, name: str) -> Number:
    found = board.findChild(Number, f"board.{name}")
    assert found is not None, name
    return found


def shown(board: BoardPane) -> dict[str, str]:
    return {found.objectName().removeprefix("board."): found.text() for found in board.findChildren(Number) if found.objectName()}


def test_every_number_says_what_was_counted(board: BoardPane) -> None:
    told = shown(board)
    assert told["waiting"] == "4"
    assert (told["waiting.general"], told["waiting.power"], told["waiting.psychology"]) == ("2", "1", "1")
    assert told["longest"] == "0:12"
    assert (told["answered"], told["in_time.today"], told["offered.today"]) == ("93.1%", "68", "73")
    assert (told["connected"], told["connected.day"], told["offered.day"]) == ("94.4%", "170", "180")
    assert (told["abandoned"], told["brief"], told["missed"]) == ("2", "1", "1")
    assert (told["satisfied"], told["due"], told["reached"], told["answer"]) == ("31 / 32", "40", "34", "32")
    assert (told["seats.all"], told["seats.on_call"], told["seats.ready"], told["seats.phone_offline"]) == ("3", "1", "1", "1")
    assert (told["stage.callback"], told["stage.accepted"]) == ("14", "0")
    assert (told["late"], told["soon"], told["unowned"]) == ("1", "9", "0")
    assert (told["unmet.all"], told["desks.here"], told["desks.silent"]) == ("11", "1", "1")
    assert (told["halves.today"], told["halves.before"]) == ("12", "12")
    assert told["alerts.count"] == "1"


def test_each_number_asks_for_its_own_list_by_mouse_and_by_key(board: BoardPane, qtbot: QtBot) -> None:
    asked: list[Ask] = []
    board.asked.connect(asked.append)
    numbers = [found for found in board.findChildren(Number) if found.ask() is not None]
    assert len(numbers) >= 40
    for found in numbers:
        found.click()
    assert asked == [found.ask() for found in numbers]
    asked.clear()
    figure = number(board, "answered")
    figure.setFocus()
    qtbot.keyClick(figure, Qt.Key.Key_Return)
    assert asked == [Ask(What.IN_TIME, Span.TODAY.value)]


def test_no_number_is_cut_on_a_small_screen(board: BoardPane, qapp: QApplication) -> None:
    board.resize(1064, 620)  # what the rail, the line of a ringing call and the title bar leave of 1280 x 800
    qapp.processEvents()
    for content in (frame.content for frame in board.frames.values() if isinstance(frame.content, FigureContent)):
        for found in content.findChildren(Number):
            assert found.isHidden() or content.rect().contains(found.geometry()), found.accessibleName()


def test_waits_tick_and_only_they_are_written_anew(board: BoardPane) -> None:
    later = replace(SIGHT, now=NOW + timedelta(seconds=5))
    before_, _ = shown(board), board.show_sight(later)
    moved = {name for name, text in shown(board).items() if before_[name] != text}
    assert moved == {"longest"}
    assert number(board, "longest").text() == "0:17"


def test_a_goal_is_told_in_words_beside_its_colour() -> None:
    assert (share(68, 73), share_tone(68, 73, 80)) == ("93.1%", Tone.OK)
    assert (share(171, 180), share_tone(171, 180, 95)) == ("95%", Tone.OK)
    assert share_tone(170, 180, 95) is Tone.DUE
    assert share_tone(100, 180, 95) is Tone.OVERDUE
    assert share(0, 0) == "—"
    assert share(999, 1000) == "99.9%"
    assert share(9999, 10000) == "99.9%", "never rounded up to a goal that was not reached"


def test_what_is_old_is_grey_and_says_how_old(board: BoardPane) -> None:
    board.show_sight(replace(SIGHT, lost={Source.CALLS: before(42)}))
    frames = {frame.tile: frame for frame in board.findChildren(TileFrame)}
    assert "0:42" in _chips(frames[Tile.WAITING])
    assert "0:42" not in _chips(frames[Tile.ANSWERED])
    assert number(board, "longest").text() == "0:00", "it stands as it was when the line went"
    assert "09:40:25" in _chips(board)
    board.show_sight(SIGHT)
    assert "0:42" not in _chips(frames[Tile.WAITING])


def test_a_room_that_nobody_tells_of_is_not_an_empty_one(board: BoardPane) -> None:
    board.show_sight(Sight(now=NOW))
    told = shown(board)
    assert (told["waiting"], told["longest"], told["answered"]) == ("—", "—", "—")
    board.show_sight(Sight(now=NOW, room=Room(seats=(), calls=())))
    assert (shown(board)["waiting"], shown(board)["longest"]) == ("0", "0:00")


def test_a_list_opens_in_place_and_gives_the_keyboard_back(board: BoardPane, qtbot: QtBot) -> None:
    figure = number(board, "late")
    figure.setFocus()
    rows = [case(f"c{place}", person="") for place in range(3)]
    board.show_list(Ask(What.LATE), "Overdue", [case_line(row, NOW) for row in rows])
    behind = board.behind
    assert behind.isVisible()
    assert "3" in _chips(behind)
    with qtbot.waitSignal(board.line_chosen) as chosen:
        qtbot.keyClick(behind.listing, Qt.Key.Key_Return)
    assert chosen.args == [Ask(What.LATE), "c0"]
    qtbot.keyClick(behind.listing, Qt.Key.Key_Escape)
    assert behind.isHidden()
    assert figure.hasFocus()


def test_esc_closes_the_list_wherever_the_keyboard_is(board: BoardPane) -> None:
    board.show_list(Ask(What.WAITING), "Waiting", [])
    number(board, "longest").setFocus()
    QTest.keyClick(number(board, "longest"), Qt.Key.Key_Escape)
    assert board.behind.isHidden()


def test_a_list_that_is_read_again_keeps_its_line(board: BoardPane) -> None:
    lines = [case_line(case(f"c{place}"), NOW) for place in range(3)]
    board.show_list(Ask(What.LATE), "Overdue", lines)
    board.behind.listing.set_current("c1")
    board.show_list(Ask(What.LATE), "Overdue", lines[1:])
    assert board.behind.listing.current_key() == "c1"
    board.show_list(Ask(What.SOON), "Due", lines)
    assert board.behind.listing.current_key() == "c0"


def test_an_alert_is_taken_with_one_button(board: BoardPane, qtbot: QtBot) -> None:
    button = board.findChild(KeyButton, "board.alerts.take")
    assert button is not None
    with qtbot.waitSignal(board.alert_asked) as taken:
        button.click()
    assert taken.args == ["alert"]
    board.show_sight(replace(SIGHT, numbers=_without_alerts()))
    assert not button.isVisible()


def test_tiles_are_moved_sized_put_away_and_brought_back_by_keys(board: BoardPane, qtbot: QtBot) -> None:
    told: list[tuple[Place, ...]] = []
    board.arranged.connect(told.append)
    qtbot.keyClick(board, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    cover = board.frames[Tile.WAITING].cover
    assert cover.hasFocus()
    qtbot.keyClick(cover, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert _place(told[-1], Tile.WAITING).w == 3
    qtbot.keyClick(cover, Qt.Key.Key_Down)
    assert _place(told[-1], Tile.WAITING).y > 0
    qtbot.keyClick(cover, Qt.Key.Key_Delete)
    assert not _place(told[-1], Tile.WAITING).shown
    assert not board.frames[Tile.WAITING].isVisible()
    again = board.findChild(KeyButton, "board.away.waiting")
    assert again is not None
    again.click()
    assert board.frames[Tile.WAITING].isVisible()
    qtbot.keyClick(board, Qt.Key.Key_Escape)
    assert not cover.isVisible()


def test_a_tile_is_dragged_with_the_mouse(board: BoardPane) -> None:
    board.arrange(True)
    told: list[tuple[Place, ...]] = []
    board.arranged.connect(told.append)
    cover = board.frames[Tile.WAITING].cover
    step = board.grid.viewport().width() // 12
    QTest.mousePress(cover, Qt.MouseButton.LeftButton, pos=QPoint(40, 40))
    QTest.mouseMove(cover, QPoint(40 + 2 * step, 40))
    QTest.mouseRelease(cover, Qt.MouseButton.LeftButton, pos=QPoint(40 + 2 * step, 40))
    assert len(told) == 1, "it is told once, when the tile is let go"
    assert _place(told[0], Tile.WAITING).x == 2


def test_a_tile_has_a_window_of_its_own_and_comes_back(board: BoardPane, qtbot: QtBot) -> None:
    told: list[tuple[Place, ...]] = []
    board.arranged.connect(told.append)
    board.set_places(put(DEFAULT, Tile.HEALTH, shown=True, apart=True, frame=(40, 50, 500, 300)))
    frame = board.frames[Tile.HEALTH]
    window = frame.window()
    assert window is not board
    assert board.parted()
    board.show_sight(replace(SIGHT, now=NOW + timedelta(seconds=1)))
    assert frame.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert frame.window() is board
    assert not _place(told[-1], Tile.HEALTH).apart
    assert frame.isVisible()


def test_two_hundred_seats_are_cards_of_which_only_what_moved_is_told(board: BoardPane, qtbot: QtBot) -> None:
    seats = tuple(replace_seat(place) for place in range(200))
    board.show_sight(replace(SIGHT, room=Room(seats=seats, calls=())))
    view = board.findChild(SeatView)
    assert view is not None
    moved: list[int] = []
    view.cards.dataChanged.connect(lambda first, _last: moved.append(first.row()))
    changed = (*seats[:50], replace_seat(50, seconds=99), *seats[51:])
    board.show_sight(replace(SIGHT, room=Room(seats=changed, calls=())))
    assert moved == [50]


def test_numbers_of_citizens_are_masked_everywhere(board: BoardPane) -> None:
    line = case_line(case("x", person=""), NOW)
    assert NUMBER not in f"{line.title}{line.subtitle}"
    assert NAME in case_line(case("y"), NOW).subtitle
    assert "No. 28 answers for it" in case_line(msgspec.structs.replace(case("y"), owner=28), NOW).subtitle
    assert "answers for it" not in case_line(msgspec.structs.replace(case("y"), owner=0), NOW).subtitle


def replace_seat(place: int, seconds: float = 60) -> Seat:
    return seat(place + 1, OperatorState.READY, seconds)


def _without_alerts() -> Numbers:
    return structs.replace(NUMBERS, alerts=())


def _place(places: tuple[Place, ...], tile: Tile) -> Place:
    return next(place for place in places if place.tile is tile)


def _chips(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_a_line_for_which_the_exchange_has_no_queue_is_named_for_as_long(board: BoardPane) -> None:
    notice = board.findChild(QWidget, "board.missing")
    assert notice is not None
    assert not notice.isVisible()
    board.show_sight(replace(SIGHT, room=structs.replace(SIGHT.room, missing=(Line.POWER, Line.PSYCHOLOGY))))
    assert notice.isVisible()
    assert any("Power line, Psychology line" in label.text() for label in notice.findChildren(QLabel))
    board.show_sight(SIGHT)
    assert not notice.isVisible()
