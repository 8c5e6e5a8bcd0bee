"""Two cases beside each other, what differs marked by a sign and a colour, before one goes on under the other."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.records.case import CaseState, Deadline
from widgets.base.buttons import KeyButton
from widgets.base.counting import counted
from widgets.base.moment import clock
from widgets.base.number import masked
from widgets.base.overlay import Overlay
from widgets.base.parts import Label, Rule, inset
from widgets.base.theme import Tone, colour, face
from widgets.base.words import deadline_word, kind_word, language, line_word, stage_word

Facts = tuple[tuple[str, str], ...]
"""Pairs of a name and a value, in the order in which they are compared."""

_NAMES, _ROW, _GAP = 120, 22, 6


_FACTS = (
    QT_TRANSLATE_NOOP("MergePanel", "Need"),
    QT_TRANSLATE_NOOP("MergePanel", "Kind"),
    QT_TRANSLATE_NOOP("MergePanel", "Line"),
    QT_TRANSLATE_NOOP("MergePanel", "Caller"),
    QT_TRANSLATE_NOOP("MergePanel", "Number"),
    QT_TRANSLATE_NOOP("MergePanel", "District"),
    QT_TRANSLATE_NOOP("MergePanel", "Address"),
    QT_TRANSLATE_NOOP("MergePanel", "What was said"),
    QT_TRANSLATE_NOOP("MergePanel", "Where it stands"),
    QT_TRANSLATE_NOOP("MergePanel", "With"),
    QT_TRANSLATE_NOOP("MergePanel", "Next promise"),
    QT_TRANSLATE_NOOP("MergePanel", "Answers for it"),
)
_NOBODY = QT_TRANSLATE_NOOP("MergePanel", "nobody")
_SOMEBODY = QT_TRANSLATE_NOOP("MergePanel", "No. {number}")


def facts_of(case: CaseState, deadline: Deadline | None, district: str) -> Facts:
    """Return what is compared of a case; ``district`` is the name of its district."""
    values = (
        case.item_name.in_(language()),
        kind_word(case.kind),
        line_word(case.line),
        case.person_name,
        masked(case.number),
        district,
        case.address,
        " ".join(case.text.split()),
        stage_word(case.stage),
        case.handler.name.in_(language()) if case.handler is not None else "",
        f"{deadline_word(deadline.kind)} {deadline.due[5:10]} {clock(deadline.due)}" if deadline is not None else "",
        _say(_SOMEBODY).format(number=case.owner) if case.owner else _say(_NOBODY),
    )
    return tuple((_say(name), value) for name, value in zip(_FACTS, values, strict=True))


def _say(source: object) -> str:
    return QCoreApplication.translate("MergePanel", str(source))


class Comparison(QWidget):
    """Paints two columns of facts; a row whose values differ carries ``≠`` and stands in the accent."""

    def __init__(self) -> None:
        super().__init__()
        self._heads = ("", "")
        self._rows: list[tuple[str, str, str]] = []

    def set_pair(self, heads: tuple[str, str], one: Facts, other: Facts) -> None:
        """Compare the facts of two cases; ``heads`` stand above the columns."""
        self._heads = heads
        self._rows = [(name, left, right) for (name, left), (_, right) in zip(one, other, strict=True)]
        told = (f"{name}: {left or '–'}, {right or '–'}" for name, left, right in self._rows)
        self.setAccessibleName(f"{heads[0]}, {heads[1]}")
        self.setAccessibleDescription("\n".join(told))
        self.updateGeometry()
        self.update()

    def different(self) -> list[str]:
        """Return the names of the facts that differ."""
        return [name for name, left, right in self._rows if left != right]

    def sizeHint(self) -> QSize:
        return QSize(680, self.heightForWidth(680))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return _ROW + _GAP + sum(self._height(left, right, width) + _GAP for _, left, right in self._rows)

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        column = self._column(self.width())
        y = 0
        for place, head in enumerate(self._heads):
            painter.setFont(face(14, True))
            painter.setPen(colour("text"))
            painter.drawText(QRect(_NAMES + place * (column + 24), y, column, _ROW), Qt.AlignmentFlag.AlignVCenter, head)
        y += _ROW + _GAP
        for name, left, right in self._rows:
            height = self._height(left, right, self.width())
            differs = left != right
            painter.setFont(face(12))
            painter.setPen(colour("muted"))
            painter.drawText(QRect(0, y, _NAMES - 24, _ROW), Qt.AlignmentFlag.AlignVCenter, name)
            if differs:
                painter.setPen(colour("due"))
                painter.setFont(face(14, True))
                painter.drawText(QRect(_NAMES - 22, y, 18, _ROW), Qt.AlignmentFlag.AlignCenter, "≠")
            painter.setFont(face(13, differs))
            painter.setPen(colour("text" if differs else "muted"))
            for place, value in enumerate((left, right)):
                box = QRect(_NAMES + place * (column + 24), y + 2, column, height)
                painter.drawText(box, int(Qt.TextFlag.TextWrapAnywhere | Qt.AlignmentFlag.AlignLeft), value or "–")
            y += height + _GAP

    def _column(self, width: int) -> int:
        return max((width - _NAMES - 24) // 2, 60)

    def _height(self, left: str, right: str, width: int) -> int:
        metrics, room = self.fontMetrics(), self._column(width)
        flags = int(Qt.TextFlag.TextWrapAnywhere)
        return max(_ROW, *(metrics.boundingRect(QRect(0, 0, room, 400), flags, text).height() + 4 for text in (left, right)))


class MergePanel(Overlay):
    """``merge_asked`` follows the yes; Esc leaves both cases as they are."""

    merge_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, width=860)
        self.setObjectName("merge")
        self._title = Label(bold=True)
        self.comparison = Comparison()
        self._yes = KeyButton(self.tr("Merge"), "Enter", kind="primary", name="merge.yes")
        self._yes.clicked.connect(self._on_yes)
        no = KeyButton(self.tr("Leave them apart"), "Esc", name="merge.no")
        no.clicked.connect(self.close_over)
        told = self.tr("Each caller keeps the own callback. Ctrl Z takes the merge back.")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 12)
        column.setSpacing(4)
        column.addWidget(inset(self._title, margins=(14, 0, 14, 4)))
        column.addWidget(Rule())
        column.addWidget(inset(self.comparison, margins=(14, 8, 14, 8)), 1)
        column.addWidget(Rule())
        column.addWidget(inset(Label(told, tone=Tone.MUTED), margins=(14, 4, 14, 0)))
        column.addWidget(inset(self._yes, no))

    def compare(self, ends: tuple[str, Facts], goes_on: tuple[str, Facts]) -> None:
        """Show the case that ends beside the one that goes on, each with its number and facts."""
        heads = (self.tr("{case} · ends here").format(case=ends[0]), self.tr("{case} · goes on").format(case=goes_on[0]))
        self.comparison.set_pair(heads, ends[1], goes_on[1])
        count = len(self.comparison.different())
        same = self.tr("The two cases say the same in everything")
        one, many = self.tr("The two cases differ in {count} thing"), self.tr("The two cases differ in {count} things")
        self._title.setText(counted(count, one, many) if count else same)
        self.open_over(self._yes)

    def _on_yes(self) -> None:
        self.close_over()
        self.merge_asked.emit()
