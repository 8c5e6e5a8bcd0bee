"""Who can do it: partners ranked with reasons, units, knowledge."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from console.operator.desk import Desk
from console.operator.tools import Speaker, Tools
from console.shortcuts import Shortcut
from models.records.catalogue import HandlerKind
from models.records.operation import Changes, Topic
from models.records.partner import Match
from models.repositories import partner as partners
from models.rules import matching
from models.rules.reopening import reopening
from widgets.base.theme import Tone
from widgets.base.words import language
from widgets.partner.view import PartnerPane


class PartnerPresenter(QObject):
    """Matches partners for the item and district on the desk, and again whenever something moves that decides it."""

    dispatch_asked = Signal(str)
    assign_asked = Signal(str)
    article_asked = Signal(str)
    dial_asked = Signal(str)

    def __init__(self, tools: Tools, desk: Desk, pane: PartnerPane, notice: Speaker) -> None:
        super().__init__(pane)
        self._tools = tools
        self._desk = desk
        self._pane = pane
        self._notice = notice
        self._ticket = 0
        self.match: Match | None = None
        self._empty = False
        pane.dispatch_asked.connect(self.dispatch_asked)
        pane.assign_asked.connect(self.assign_asked)
        pane.article_asked.connect(self.article_asked)
        pane.dial_asked.connect(self.dial_asked)
        pane.unchosen.connect(self._on_unchosen)
        desk.item_changed.connect(lambda _item: self.read())
        desk.district_changed.connect(lambda _code: self.read())
        desk.case_changed.connect(lambda _case: self.read())
        tools.hub.changed.connect(self._on_changed)
        self._minute = QTimer(self)
        self._minute.setInterval(60_000)
        self._minute.timeout.connect(self.read)
        self._minute.start()

    def read(self) -> None:
        """Match again."""
        self._ticket += 1
        item = self._desk.item
        before, self._empty = self._empty, item is None
        if item is None:
            self.match = None
            if not before:  # a ring lays four things on the desk one by one, and none of them changes an empty pane
                self._pane.set_match(None, "")
        elif item.handler is HandlerKind.PARTNER:
            self._tools.runtime.spawn(self._match(self._ticket), owner=self)
        elif item.handler is HandlerKind.DEPARTMENT:
            self.match = None
            self._pane.set_units(self._tools.reference.units_for(item.code, self._desk.district), item)
        else:
            self.match = None
            self._pane.set_articles(self._tools.reference.articles_for(item.code), self._tools.now().date().isoformat())

    def send(self) -> bool:
        """Dispatch to, assign to or read out the row on top or chosen; tell whether there is one."""
        there = bool(self._pane.list.current_key())
        self._pane.dispatch_current()
        return there

    def reasons_for(self, code: str) -> tuple[str, ...]:
        """Return why a partner stood where it stood, as the journal keeps it: code and figures of each reason joined with ``|``."""
        picks = self.match.picks if self.match else ()
        return next(
            (tuple("|".join((reason.why.value, *reason.args)) for reason in pick.reasons) for pick in picks if pick.partner.code == code),
            (),
        )

    async def _match(self, ticket: int) -> None:
        item, case = self._desk.item, self._desk.case
        if item is None:
            return
        now = self._tools.now()
        rows = await self._tools.runtime.db(partners.all, now)
        number, present = self._desk.number, case.id if case else ""
        used = await self._tools.runtime.db(partners.used_before, number, present) if number else frozenset()
        if ticket != self._ticket:
            return
        self.match = matching.match(item, self._desk.district, now, rows, declined=case.declined if case else (), used_before=used)
        district = self._tools.reference.district(self._desk.district)
        later = reopening(self.match, now) if not self.match.picks else None
        self._pane.set_match(self.match, district.name.in_(language()) if district else "", later, now)

    def _on_unchosen(self) -> None:
        """Say what Enter wants here; the operator may have meant to dial."""
        said = self.tr("Nothing was sent: Enter takes a row chosen with ↑ ↓. {send} takes the one marked now; {dial} and a number rings.")
        self._notice.say(said.format(send=Shortcut.DISPATCH.label, dial=Shortcut.COMMAND.label), Tone.DUE)

    def _on_changed(self, changes: Changes) -> None:
        if changes.about(Topic.PARTNER) or changes.about(Topic.CASE) or changes.about(Topic.UNIT) or changes.about(Topic.KNOWLEDGE):
            self.read()
