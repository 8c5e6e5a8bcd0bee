"""The partner pane: who can be sent and why, who cannot and why not; units and articles where the item is theirs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout

from models.records.catalogue import ItemRow
from models.records.knowledge import ArticleRow
from models.records.partner import Match, PartnerRow, Reopening
from models.records.unit import UnitRow
from widgets.base.buttons import KeyButton
from widgets.base.counting import counted
from widgets.base.fitting import FittingLabel
from widgets.base.moment import day_clock
from widgets.base.parts import UNLIMITED, Chip, ElidedLabel, Label, Pane, Rule, inset
from widgets.base.rows import Line
from widgets.base.theme import Tone
from widgets.base.words import language
from widgets.partner.lines import article_line, exclusion_line, exclusion_summary, phone_of, pick_line, unit_line, validity_mark
from widgets.partner.picks import Picks


class Shown(StrEnum):
    """What the pane lists now."""

    NOTHING = "nothing"
    PARTNERS = "partners"
    UNITS = "units"
    ARTICLES = "articles"


class PartnerPane(Pane):
    """Rows go in with ``set_match``, ``set_units`` or ``set_articles``; the dispatch key takes the current one, Enter one that was chosen.

    The dispatch key belongs to the window, which calls ``dispatch_current``. Shift+Enter only rings (``dial_asked``). ``unchosen``: Enter
    took nothing, because no row had been chosen with the arrow keys or the mouse.
    ``keys`` is read for ``partners``, ``dispatch`` and ``unmet``.
    """

    dispatch_asked = Signal(str)
    assign_asked = Signal(str)
    article_asked = Signal(str)
    dial_asked = Signal(str)
    unchosen = Signal()
    excluded_toggled = Signal(bool)

    def __init__(self, keys: Mapping[str, str]) -> None:
        super().__init__("", keys.get("partners", ""))
        self._keys = keys
        self._shown = Shown.NOTHING
        self._subject = ""
        self._first = ""
        self._brief = False
        self._phones: tuple[PartnerRow | UnitRow, ...] = ()
        self._articles: dict[str, ArticleRow] = {}
        self._today = ""
        self._about = FittingLabel(tone=Tone.MUTED)
        self._count = Chip()
        self.header.add(self._about)
        self.header.add(self._count)
        self._busy = ElidedLabel(tone=Tone.ACCENT, bold=True)
        self._busy_row = inset(self._busy, margins=(14, 6, 12, 6))
        self._empty = Label(tone=Tone.MUTED, wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._empty_row = inset(self._empty, margins=(14, 12, 12, 12))
        self.button = KeyButton("", keys.get("dispatch", ""), kind="primary", name="partner.dispatch")
        self.list = Picks("partner.list", self.button)
        self.excluded = Picks("partner.excluded")
        self._reading = Label(wrap=True)
        self._reading.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._reader = QScrollArea()
        self._reader.setObjectName("partner.reading")
        self._reader.setWidgetResizable(True)
        self._reader.setWidget(inset(self._reading, margins=(14, 2, 12, 10)))
        self._headline, self._validity = ElidedLabel(bold=True), Chip()
        self._whose = inset(self._headline, self._validity, margins=(14, 8, 12, 2))
        self._edge = Rule()
        self._summary = Label(size="small", tone=Tone.MUTED, wrap=True)
        self._toggle = KeyButton("", kind="flat", name="partner.excluded.toggle")
        self._toggle.setCheckable(True)
        self._toggle.setFixedHeight(26)
        self._foot = self._make_foot()
        self.body.addWidget(self._busy_row)
        self.body.addWidget(self._empty_row, 1)
        self.body.addWidget(self.list, 3)
        for part in (self._edge, self._whose):
            self.body.addWidget(part)
        self.body.addWidget(self._reader, 4)
        self.body.addWidget(self._foot)
        self.body.addWidget(self.excluded, 2)
        self.list.setAccessibleName(self.tr("Who can do it"))
        self.excluded.setAccessibleName(self.tr("Partners that are not listed, with the reasons"))
        self._reader.setAccessibleName(self.tr("Text to read out"))
        self.list.setMinimumHeight(64)
        self.excluded.setMinimumHeight(58)
        self.button.clicked.connect(self.dispatch_current)
        self.list.activated_key.connect(self._on_activated)
        self.list.unchosen.connect(self.unchosen)
        self.list.ring_asked.connect(self._on_ring_asked)
        self.excluded.ring_asked.connect(self._on_ring_asked)
        self.list.chosen.connect(self._on_chosen)
        self._toggle.toggled.connect(self._on_toggled)
        self.set_busy_text("")
        self.set_match(None, "")

    # --- rows -------------------------------------------------------------------------------------------------------------------

    def set_match(self, match: Match | None, district_name: str, later: Reopening | None = None, now: datetime | None = None) -> None:
        """Show who can be sent, or, with None, that no item is chosen. ``district_name`` '' means that it is not known.

        ``later`` says who works again first where nobody can be sent ``now``.
        """
        self.header.title.setText(self.tr("Partners"))
        if match is None:
            self._phones = ()
            self._about.set_texts(())
            self._count.set_chip("", Tone.MUTED)
            self._fill(Shown.NOTHING, "", (), self.tr("Choose an item: who can do it is listed here, with the reasons."))
            return
        self._phones = (*(pick.partner for pick in match.picks), *(exclusion.partner for exclusion in match.excluded))
        place = district_name or self.tr("district not known")
        self._about.set_texts((f"{match.item} · {place}", f"{match.item} · {place.partition(' ')[0]}", match.item))
        self._count.set_chip(self.tr("{n} can be sent").format(n=len(match.picks)), Tone.OK if match.picks else Tone.DUE)
        self.button.set_caption(self.tr("Ring and dispatch"), self._keys.get("dispatch", ""))
        self._fill(Shown.PARTNERS, match.item, tuple(pick_line(pick) for pick in match.picks), self._nobody_words(later, now))
        self._summary.setText(self.tr("Not listed {n}: {why}").format(n=len(match.excluded), why=exclusion_summary(match.excluded)))
        self.excluded.set_lines([exclusion_line(exclusion) for exclusion in match.excluded])
        self._arrange()

    def set_units(self, units: tuple[UnitRow, ...], item: ItemRow) -> None:
        """Show the departments, towns and other bodies that the item belongs to."""
        self._phones = units
        self.header.title.setText(self.tr("Departments and towns"))
        self._about.set_texts((item.code,))
        self._count.set_chip(self.tr("{n} in charge").format(n=len(units)), Tone.OK if units else Tone.DUE)
        self.button.set_caption(self.tr("Assign"), self._keys.get("dispatch", ""))
        self._fill(Shown.UNITS, item.code, tuple(map(unit_line, units)), self.tr("No department is named for this item."))

    def set_articles(self, articles: tuple[ArticleRow, ...], today: str) -> None:
        """Show what can be read out. ``today`` is an ISO date: an article past its last day is marked as expired."""
        self._phones = ()
        self._articles, self._today = {article.code: article for article in articles}, today
        self.header.title.setText(self.tr("Knowledge"))
        self._about.set_texts((self.tr("answer at once"),))
        self._count.set_chip(self.tr("{n} to read out").format(n=len(articles)), Tone.OK if articles else Tone.DUE)
        self.button.set_caption(self.tr("Answer with it"), self._keys.get("dispatch", ""))
        subject = ",".join(sorted(self._articles))
        self._fill(
            Shown.ARTICLES, subject, tuple(article_line(article, today) for article in articles), self.tr("Nothing is written on this yet.")
        )
        self._on_chosen(self.list.current_key())

    def set_leading(self, leading: bool) -> None:
        """Make the dispatch button the one primary button of the window, or not."""
        self.button.set_leading(leading)

    def set_busy_text(self, text: str) -> None:
        """Say what is under way, e.g. whom the line is ringing; '' for nothing."""
        self._busy.set_text(text)
        self._busy_row.setVisible(bool(text))

    # --- intents ----------------------------------------------------------------------------------------------------------------

    def focus_first(self) -> None:
        """Put the keyboard into the list; where nobody can be sent, into the list of those who cannot, which opens for it."""
        self.set_brief(False)
        if not self.list.lines.rowCount() and self.excluded.lines.rowCount() and self._shown is Shown.PARTNERS:
            self._toggle.setChecked(True)
            self.excluded.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if not self.excluded.current_key():
                self.excluded.step(1)
            return
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def dispatch_current(self) -> None:
        """Take the current row: dispatch, assign or read out, whatever the list is of."""
        self._on_activated(self.list.current_key())

    def set_brief(self, brief: bool) -> None:
        """Make do with the header, while another pane of the column needs the height; whoever comes here by key sees the list again."""
        self._brief = brief
        self.setMaximumHeight(self.header.sizeHint().height() + 2 if brief else UNLIMITED)
        self._arrange()

    def gone_to(self) -> str:
        """Return the code of the article in the list that the operator has gone to, '' where none is or it is still the first."""
        code = self.list.current_key()
        return code if self._shown is Shown.ARTICLES and code != self._first else ""

    # --- inside -----------------------------------------------------------------------------------------------------------------

    def _nobody_words(self, later: Reopening | None, now: datetime | None) -> str:
        """Return what to do where nobody can be sent: wait for the first that opens, or note that nobody can help."""
        unmet = self.tr("If nobody can help at all, note an unmet need ({key}).").format(key=self._keys.get("unmet", ""))
        if later is None or now is None:
            nobody = self.tr("Nobody can be sent now; the reasons are below.")
            return f"{nobody} {unmet}"
        one = self.tr("Nobody can be sent now. {count} is only off hours: {name}, who opens at {time}.")
        many = self.tr("Nobody can be sent now. {count} are only off hours; the first to open is {name}, at {time}.")
        told = counted(later.count, one, many, name=later.partner.name.in_(language()), time=day_clock(later.at, now))
        noted = self.tr("Accept the case, tell the caller that time, and dispatch it then: it waits in My work under “To dispatch”.")
        return f"{told}\n{noted}\n{unmet}"

    def _make_foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("role", "foot")
        box = QVBoxLayout(foot)
        box.setContentsMargins(0, 0, 0, 0)
        row = inset(self._summary, self._toggle, margins=(14, 5, 6, 5))
        layout = row.layout()
        assert layout is not None
        layout.setAlignment(self._toggle, Qt.AlignmentFlag.AlignVCenter)
        self._summary.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        box.addWidget(row)
        self._say_toggle(False)
        return foot

    def _fill(self, shown: Shown, subject: str, lines: tuple[Line, ...], empty: str) -> None:
        """Show rows. The current one stays where the operator has moved off the top; else it follows whoever is first now."""
        same = (shown, subject) == (self._shown, self._subject)
        moved = same and self.list.current_key() not in ("", self._first)
        self._shown, self._subject = shown, subject
        self._first = lines[0].key if lines else ""
        self.list.set_lines(lines, keep=moved)
        if lines and not (moved and self.list.current_key()):
            self.list.set_current(self._first)
        self.list.relayout()
        self._empty.setText(empty)
        self._arrange()
        only = self.tr("Shift+Enter only rings")
        self.button.setToolTip(only if shown in (Shown.PARTNERS, Shown.UNITS) else "")

    def _arrange(self) -> None:
        """Show what there is to show, or in brief nothing beneath the header."""
        whole, lines = not self._brief, bool(self.list.lines.rowCount())
        out = self._shown is Shown.PARTNERS and bool(self.excluded.lines.rowCount())
        self.list.setVisible(whole and lines)
        self._empty_row.setVisible(whole and not lines)
        for part in (self._edge, self._whose, self._reader):
            part.setVisible(whole and lines and self._shown is Shown.ARTICLES)
        self._foot.setVisible(whole and out)
        self.excluded.setVisible(whole and out and self._toggle.isChecked())

    def _say_toggle(self, shown: bool) -> None:
        self._toggle.set_caption(self.tr("Hide") if shown else self.tr("Show each"), "")

    def _on_activated(self, code: str) -> None:
        if not code:
            return
        {Shown.PARTNERS: self.dispatch_asked, Shown.UNITS: self.assign_asked, Shown.ARTICLES: self.article_asked}[self._shown].emit(code)

    def _on_ring_asked(self, code: str) -> None:
        number = phone_of(self._phones, code)
        if number:
            self.dial_asked.emit(number)

    def _on_chosen(self, code: str) -> None:
        article = self._articles.get(code) if self._shown is Shown.ARTICLES else None
        self._reading.setText(article.body.in_(language()) if article else "")
        if article:
            # whose text it is stands over it: the list above may end in the title of another one
            self._headline.set_text(article.title.in_(language()))
            mark = validity_mark(article, self._today)
            self._validity.set_chip(mark.text, mark.tone)

    def _on_toggled(self, shown: bool) -> None:
        self._say_toggle(shown)
        self.excluded.setVisible(shown)
        self.excluded_toggled.emit(shown)
