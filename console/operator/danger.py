"""Danger: the caller is put through to an emergency number, and the journal says so when it has happened."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QObject

from console.operator.accepting import Accepting
from console.operator.call import CallPresenter
from console.operator.case import CasePresenter
from console.operator.desk import Desk
from console.operator.tools import Speaker, Tools
from models.records.base import Record
from models.records.call import CallRow, CallState, EndReason, Refusal, Verb
from models.records.case import CaseState
from models.records.failure import BadInput
from models.records.journal import Hotwire
from models.rules.phone import normalise
from widgets.base.theme import Tone


class Asked(Record, frozen=True):
    """A caller who is to be put through: the ``call``, the ``number``, and the need (``key``, its ``item`` and ``case``) it is for.

    ``case`` is '' while there is none; ``entry`` is None where the number is not the item's own.
    """

    call: str
    number: str
    key: str
    item: str
    case: str
    entry: Hotwire | None


class Danger(QObject):
    """Asks the line to put the caller through and notes it when the call has ended so.

    The line may refuse up to two seconds after it accepted: until the call ends, nothing is written. What was asked for is kept as long as
    the call: an exchange that did not answer in time may have done it all the same. Where the telephone cannot be switched from here the
    operator does it by hand, and it counts as done at once.
    """

    def __init__(self, tools: Tools, desk: Desk, notice: Speaker, call: CallPresenter, case: CasePresenter, accepting: Accepting) -> None:
        super().__init__(call)
        self._tools = tools
        self._desk = desk
        self._notice = notice
        self._call = call
        self._case = case
        self._accepting = accepting
        self._asked: Asked | None = None
        tools.line.call_changed.connect(self._on_call_changed)
        tools.line.refused.connect(self._on_refused)
        accepting.accepted.connect(self._on_accepted)

    def ask(self, number: str) -> None:
        """Put the caller through to ``number`` for the need on the desk."""
        desk = self._desk
        # Before the line is asked: one that does it at once ends the call before it returns.
        before, self._asked = self._asked, Asked(
            call=desk.call.id if desk.call is not None else "",
            number=number,
            key=desk.key,
            item=desk.item.code if desk.item is not None else "",
            case=desk.case.id if desk.case is not None else "",
            entry=self._case.hotwire(number),
        )
        refused = self._tools.line.blind_transfer(number)
        self._call.tell(refused)
        if refused is Refusal.NOT_SUPPORTED:
            self._done()
        elif refused is not None:
            self._asked = before

    def _on_call_changed(self, call: CallRow) -> None:
        asked = self._asked
        if asked is None or call.id != asked.call or call.state is not CallState.ENDED:
            return
        if call.reason is EndReason.TRANSFER and _plain(call.party) in ("", _plain(asked.number)):
            self._done()
        self._asked = None

    def _on_refused(self, verb: Verb, refusal: Refusal) -> None:
        if verb is Verb.BLIND_TRANSFER and refusal is Refusal.NOT_SUPPORTED:
            self._done()

    def _on_accepted(self, case: CaseState) -> None:
        """The need was taken on while the exchange was at it."""
        if self._asked is not None and not self._asked.case and self._asked.item == case.item_code:
            self._asked = replace(self._asked, case=case.id)

    def _done(self) -> None:
        """Note it in the case, or take the need on with it. The desk may have moved on: words that lie there now are another need's."""
        asked, self._asked = self._asked, None
        if asked is None:
            return
        if asked.case:
            if asked.entry is not None:
                self._tools.runtime.spawn(self._note(asked.case, asked.entry), owner=self)
        elif self._desk.key == asked.key:
            self._accepting.accept(asked.number)
        else:
            told = self.tr("The caller was put through to {number}. What you had typed for that is kept: Ctrl 5")
            self._notice.say(told.format(number=asked.number), Tone.DUE)

    async def _note(self, case_id: str, entry: Hotwire) -> None:
        await self._case.append(case_id, entry)


def _plain(number: str) -> str:
    """Return a number as calls have it; one that cannot be read stays as it is."""
    try:
        return normalise(number)
    except BadInput:
        return number
