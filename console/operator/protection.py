"""What protects the operator: words to end a call politely, and a silent alert to the lead."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from PySide6.QtCore import QObject

from console.operator.call import CallPresenter
from console.operator.desk import Desk
from console.operator.parties import colleague_word
from console.operator.tools import Speaker, Tools
from console.shortcuts import Shortcut
from models.commands import alert as alert_commands
from models.records.board import Hearers
from models.records.call import AlertRow
from models.records.operation import Changes, Topic
from models.repositories import alert as alerts
from models.rules.permissions import Permission
from resources.scripts import closing_script
from widgets.base.moment import clock
from widgets.base.theme import Tone
from widgets.base.words import language
from widgets.call.script import ScriptCard
from widgets.topbar.view import TopBar


class Protection(QObject):
    """The closing script lies beside a call until it ends or its key is pressed again.

    An alert says nothing aloud and opens nothing at the operator's desk but a line in the foot; at a lead's it stands in the top bar until
    somebody sees to it. Who is there to see it the centre is asked, and whoever asks again hears that nobody has come so far. ``joined()``
    tells whether this desk belongs to a centre at all: else no lead can see it, and that is said. ``hearers`` asks the centre, None where
    nobody can.
    """

    def __init__(
        self, tools: Tools, desk: Desk, call: CallPresenter, card: ScriptCard, top: TopBar, notice: Speaker, joined: Callable[[], bool]
    ) -> None:
        super().__init__(card)
        self._tools = tools
        self._desk = desk
        self.card = card
        self._top = top
        self._notice = notice
        self._joined = joined
        self._standing: tuple[AlertRow, ...] = ()
        self._own = ""
        self.hearers: Callable[[], Awaitable[Hearers | None]] | None = None
        card.set_steps([words.in_(language()) for words in closing_script()])
        call.ended.connect(lambda _call: card.show_card(False))
        top.alert_asked.connect(self.take)
        tools.hub.changed.connect(self._on_changed)

    def toggle_script(self) -> None:
        """Show the words for ending a call politely, or put them away; without a call there is nothing to end."""
        if self._desk.call is None and self.card.isHidden():
            self._notice.say(self.tr("There is no call to end."), Tone.MUTED)
            return
        self.card.show_card(self.card.isHidden())

    def alert(self) -> None:
        """Call the lead without a word; at a lead's desk where somebody has called: see to it."""
        if self._standing:
            self.take()
        elif self._tools.may(Permission.ACCEPT_CASES):
            self._tools.runtime.spawn(self._raise(), owner=self)
        else:
            self._notice.say(self.tr("An alert is for those who take calls."), Tone.MUTED)

    def take(self) -> None:
        """See to the alert that stands longest."""
        if self._standing:
            self._tools.runtime.spawn(self._take(self._standing[0]), owner=self)

    def read(self) -> None:
        """Read who needs the lead."""
        self._tools.runtime.spawn(self._read(), owner=self)

    async def _raise(self) -> None:
        call = self._desk.call.id if self._desk.call is not None else ""
        changes = await self._tools.runtime.db(alert_commands.raise_alert, self._tools.stamp, call)
        self._own = next(iter(changes.ids(Topic.ALERT)), self._own)
        self._tools.hub.publish(changes)
        if not self._joined():
            self._notice.say(self.tr("This desk works on its own: the alert is written down, but no lead's desk can show it."), Tone.DUE)
        else:
            first = bool(changes.ids(Topic.ALERT))
            if self.hearers is None:
                self._notice.say(*self._called(None, first=first))
                return
            self._notice.say(self.tr("Called without a sound. Asking the centre who is there to see it …"), Tone.ACCENT)
            self._notice.say(*self._called(await self.hearers(), first=first))

    def _called(self, hearers: Hearers | None, *, first: bool) -> tuple[str, Tone]:
        """Return what is said of an alert: at whose desks it stands, that nobody is there, or that the centre does not tell."""
        tone = Tone.DUE
        if hearers is None and first:
            said = self.tr("Called without a sound. Who is there to see it the centre does not tell. {key} brings a colleague in.")
        elif hearers is None:
            said = self.tr("No lead has seen to it so far, perhaps none is there; it stands on. {key} brings a colleague into the call.")
        elif not hearers.numbers:
            tone = Tone.OVERDUE
            said = self.tr("No lead or supervisor is signed in: nobody sees it before one is. {key} brings a colleague in.")
        elif first:
            tone = Tone.ACCENT
            said = self.tr("Called without a sound: it stands at the desk of {who} until it is seen to; that is told here.")
        else:
            said = self.tr("It stands at the desk of {who} and has not been seen to so far. {key} brings a colleague into the call.")
        numbers = hearers.numbers if hearers is not None else ()
        who = self.tr(", ").join(colleague_word(self._tools.reference, number) for number in numbers)
        return said.format(key=Shortcut.CONFERENCE.label, who=who), tone

    async def _take(self, alert: AlertRow) -> None:
        self._tools.hub.publish(await self._tools.runtime.db(alert_commands.take_alert, self._tools.stamp, alert.id))
        self._notice.say(self.tr("You see to No. {number}.").format(number=alert.operator), Tone.OK)

    async def _read(self) -> None:
        me, before = self._tools.session.operator.number, {alert.id for alert in self._standing}
        if self._own and (who := await self._tools.runtime.db(alerts.taken_by, self._own)):
            self._own = ""
            self._notice.say(self.tr("No. {number} sees to it.").format(number=who), Tone.OK)
        if not self._tools.may(Permission.HEAR_ALERTS):
            return
        self._standing = tuple(alert for alert in await self._tools.runtime.db(alerts.alerts) if alert.operator != me)
        first = self._standing[0] if self._standing else None
        told = self.tr("No. {number} needs you · {time}").format(number=first.operator, time=clock(first.at)) if first else ""
        self._top.set_alert(told)
        for alert in self._standing:
            if alert.id not in before:
                said = self.tr("No. {number} needs you. The caller knows nothing of it. {key}: you see to it.")
                self._notice.say(said.format(number=alert.operator, key=Shortcut.ALERT.label), Tone.OVERDUE)

    def _on_changed(self, changes: Changes) -> None:
        if changes.about(Topic.ALERT):
            self.read()
