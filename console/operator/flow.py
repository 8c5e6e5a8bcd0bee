"""The operator's way through a call: what one pane's intent means for the others."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from console.operator.accepting import Accepting
from console.operator.call import CallPresenter
from console.operator.caller import CallerPresenter
from console.operator.case import CasePresenter
from console.operator.catalogue import CataloguePresenter
from console.operator.danger import Danger
from console.operator.desk import Desk
from console.operator.dialling import Dialling
from console.operator.draft import DraftPresenter
from console.operator.partner import PartnerPresenter
from console.operator.refusals import nobody_words, unasked_words
from console.operator.sealed import can_accept
from console.operator.seen import SeenFields
from console.operator.shelf import fresh_key
from console.operator.tools import Speaker, Tools
from console.shortcuts import Shortcut
from models.records.call import CallRow, Direction
from models.records.case import CaseState, Stage
from models.records.catalogue import HandlerKind, ItemRow
from models.records.journal import Answer, Assign, Body, CallbackAnswer, Cancel, Close, Decline, Dispatch, Hotwire, Merge
from models.repositories import case as cases
from widgets.base.theme import Tone
from widgets.base.words import hit_kind_word, language
from widgets.caller.party import PartyBox
from widgets.catalogue.view import CataloguePane


class Flow(QObject):
    """Ties the presenters together.

    ``focus_wanted(str)`` names the pane where the next key belongs, ``case_wanted(str)`` a case to open.
    """

    focus_wanted = Signal(str)
    case_wanted = Signal(str)

    def __init__(
        self,
        tools: Tools,
        desk: Desk,
        notice: Speaker,
        pane: CataloguePane,
        call: CallPresenter,
        dialling: Dialling,
        caller: CallerPresenter,
        catalogue: CataloguePresenter,
        partner: PartnerPresenter,
        case: CasePresenter,
        draft: DraftPresenter,
        accepting: Accepting,
        danger: Danger,
        party: PartyBox,
        seen: SeenFields,
    ) -> None:
        super().__init__(pane)
        self._tools = tools
        self._desk = desk
        self._notice = notice
        self._pane = pane
        self._call = call
        self._dialling = dialling
        self._caller = caller
        self._catalogue = catalogue
        self._case = case
        self._draft = draft
        self._danger = danger
        self._party = party
        self._seen = seen
        self._partner = partner
        call.rang.connect(self._on_rang)
        call.connected.connect(self._on_connected)
        call.ended.connect(lambda _call: party.set_party("", "", (), tools.now()))
        catalogue.answer_asked.connect(self.answer)
        catalogue.transfer_asked.connect(self.danger)
        partner.dispatch_asked.connect(self.dispatch)
        partner.assign_asked.connect(self.assign)
        partner.article_asked.connect(self.answer)
        partner.dial_asked.connect(lambda number: dialling.dial(number, desk.case.id if desk.case else ""))
        accepting.accepted.connect(self._lead_on)
        accepting.put_through.connect(self._on_written)
        accepting.item_wanted.connect(lambda: self.focus_wanted.emit("search"))
        case.written.connect(self._on_written)
        case.undone.connect(lambda case_id: dialling.forget(case_id, desk.case.number if desk.case and desk.case.id == case_id else ""))
        case.undone.connect(lambda _case_id: seen.taken_back())
        desk.subject_changed.connect(lambda _key: notice.leave_need())
        desk.case_changed.connect(self._on_case_changed)
        desk.item_changed.connect(self._on_item_changed)

    # --- calls ------------------------------------------------------------------------------------------------------------------

    def _on_rang(self, call: CallRow) -> None:
        """Show who rings, unless words lie on the desk: those are never covered. Some centres look nobody up until they answer."""
        if self._tools.reference.profile.identity_on_answer:
            return
        if not self._draft.typed() and (self._desk.case is None or self._desk.case.closed):
            self._draft.park()
            self._caller.preview(call)
        elif call.number:
            self._tools.runtime.spawn(self._call.announce(call), owner=self)

    def _on_connected(self, call: CallRow) -> None:
        if call.direction is Direction.OUT:
            return
        if self._desk.key != call.id:
            self._draft.park()
            kept = self._draft.shelf.get(call.id)
            if kept is not None:  # typed while it rang, before something else was looked up
                self._tools.runtime.spawn(self._draft.restore(kept), owner=self)
                return
            self._desk.take_up(call.id, number=call.number, call_id=call.id, withheld=not call.number)
        if not self._draft.typed():
            self.focus_wanted.emit("search")
        self._tools.runtime.spawn(self._meet_handler(call), owner=self)

    async def _meet_handler(self, call: CallRow) -> None:
        """Where a partner or unit rings, lay the case it was sent to last on the desk: that is what it rings about."""
        handler, party = self._tools.reference.handler_of(call.number), self._tools.reference.party(call.number)
        if party is None:
            return
        found = await self._tools.runtime.db(cases.open_with, handler)
        if self._desk.call is not None and self._desk.call.id == call.id:
            self._party.set_party(party[0].in_(language()), hit_kind_word(party[1]), found, self._tools.now())
        if not found or self._desk.call is None or self._desk.call.id != call.id or self._draft.typed():
            return
        self.case_wanted.emit(found[0].id)
        if len(found) > 1:
            self._notice.say(
                self.tr("{name} has {count} open cases; this is the one sent last. {key} and a digit choose another.").format(
                    name=party[0].in_(language()), count=len(found), key=Shortcut.WHO.label
                ),
                Tone.ACCENT,
            )

    def next_need(self) -> None:
        """A fresh form for the same caller; what stood there is kept as its own draft.

        An item that was chosen beside an open case comes along: it was looked up for the new need.
        """
        kept, case = self._draft.park(), self._desk.case
        item = self._desk.item if case is not None and self._desk.item is not None and self._desk.item.code != case.item_code else None
        number, call_id, person = self._desk.number, self._desk.call_id, self._desk.person
        self._desk.take_up(fresh_key(call_id), number=number, call_id=call_id, withheld=self._desk.withheld)
        self._desk.set_person(person)
        if kept and case is not None:
            self._notice.say(self.tr("What you had typed stays with case {no}: Ctrl 5").format(no=case.no), Tone.ACCENT)
        else:
            self._notice.clear()
        if item is not None:
            self._catalogue.choose(item.code)
        self.focus_wanted.emit("search" if item is None else "text")

    def danger(self, number: str = "") -> None:
        """Put the caller through to the item's emergency number before any form."""
        card = self._tools.card(self._desk.item)
        wanted = number or (card.transfer.number if card and card.transfer else "")
        if not wanted:
            self._notice.say(self.tr("No emergency number belongs to this item. F4 transfers to any."), Tone.DUE)
            return
        self._danger.ask(wanted)

    def dial_citizen(self) -> None:
        """Ring the citizen of the case on screen. Where the work is done they are asked how it went, and the keys answer."""
        case = self._desk.case
        number = case.number if case else self._desk.number
        if number:
            self._dialling.dial(number, case.id if case else "")
            if case is not None and case.stage is Stage.CALLBACK and not case.callback_done:
                self.focus_wanted.emit("callback")
        else:
            self._notice.say(self.tr("There is no number to ring. Ctrl K and a number rings any."), Tone.DUE)

    def dial_handler(self) -> None:
        """Ring the partner or unit that has the case."""
        case = self._desk.case
        handler = case.handler if case else None
        found = None
        if handler is not None:
            found = self._tools.reference.partner(handler.code) or self._tools.reference.unit(handler.code)
        if case is not None and found is not None:
            self._dialling.dial(found.phone, case.id)
        else:
            self._notice.say(nobody_words(case), Tone.DUE)

    def dial_party(self, code: str) -> None:
        """Ring a partner or unit by its code, for the case on the desk."""
        found = self._tools.reference.partner(code) or self._tools.reference.unit(code)
        if found is not None:
            self._dialling.dial(found.phone, self._desk.case.id if self._desk.case else "")

    # --- cases ------------------------------------------------------------------------------------------------------------------

    def _lead_on(self, case: CaseState) -> None:
        words = {
            HandlerKind.PARTNER: self.tr("Case {no} is open. F6 rings and dispatches the partner on top."),
            HandlerKind.DEPARTMENT: self.tr("Case {no} is open. F6 assigns it to the unit on top."),
            HandlerKind.CONSULTATION: self.tr("Case {no} is open. F6 answers from the article on top."),
        }[case.handler_kind]
        self._notice.say(words.format(no=case.no), Tone.OK)
        self.focus_wanted.emit("partners")

    def send(self) -> None:
        """Send the case to the row on top of the partners, units or articles, or the one that was chosen there."""
        if self._desk.item is None:
            self._notice.say(self.tr("Choose an item first: Ctrl F, a few letters, Enter"), Tone.DUE)
        elif not self._partner.send():
            self._notice.say(self.tr("Nobody is on the list. Ctrl Shift U notes an unmet need, F4 transfers."), Tone.DUE)

    def dispatch(self, code: str) -> None:
        """Send to a partner and ring it."""
        if self._desk.case is None:
            self._notice.say(self.tr("Accept the case first: F9"), Tone.DUE)
            return
        if self._desk.item is not None and self._desk.item.code != self._desk.case.item_code:
            self._notice.say(self.tr("Another item is chosen: F9 files the case under it first"), Tone.DUE)
            return
        self._case.dispatch(code, self._partner.reasons_for(code))

    def assign(self, code: str) -> None:
        """Assign to a unit."""
        if self._desk.case is None:
            self._notice.say(self.tr("Accept the case first: F9"), Tone.DUE)
            return
        self._case.assign(code)

    def answer(self, code: str) -> None:
        """Answer from an article."""
        if self._desk.case is None:
            self._notice.say(self.tr("Accept the case first: F9"), Tone.DUE)
            return
        self._case.answer(code)

    def _on_written(self, body: Body) -> None:
        if isinstance(body, Dispatch):
            self._notice.say(
                self.tr("Dispatched to {name}. Write down the answer: Ctrl Shift A or D.").format(name=body.name.in_(language())), Tone.OK
            )
            self._dialling.dial(body.phone, self._desk.case.id if self._desk.case else "")
            self.focus_wanted.emit("case")
        elif isinstance(body, Assign):
            told = self.tr("Assigned to {name}. {key} rings it; then write down the answer: Ctrl Shift A or T.")
            self._notice.say(told.format(name=body.name.in_(language()), key=Shortcut.DIAL_HANDLER.label), Tone.OK)
        elif isinstance(body, Answer):
            self._notice.say(self.tr("Answered. F12 closes the case."), Tone.OK)
            self.focus_wanted.emit("case")
        elif isinstance(body, Hotwire):
            self._notice.say(self.tr("Put through to {number}. F12 closes the case.").format(number=body.number), Tone.OK)
        if isinstance(body, Cancel | Close | Decline | Merge) and self._desk.case is not None:
            self._dialling.forget(self._desk.case.id, self._desk.case.number if isinstance(body, Decline) else "")
        if isinstance(body, Close | Cancel) and self._desk.case is not None:
            said = self.tr("Case {no} is closed.").format(no=self._desk.case.no)
            self._notice.say(" ".join(filter(None, (said, unasked_words(body, self._desk.case)))), Tone.OK)
        elif not isinstance(body, CallbackAnswer | Dispatch | Assign | Answer | Hotwire):
            self._notice.clear()

    def _on_case_changed(self, case: CaseState | None) -> None:
        if case is None:
            self._tell_accept()
            return
        reference = self._tools.reference
        if self._seen.item_follows():
            self._desk.set_item(reference.item(case.item_code))
        if self._desk.number != case.number:
            self._desk.set_number(case.number)
        self._seen.show(case)
        self._tell_accept()

    def _on_item_changed(self, item: ItemRow | None) -> None:
        """Another item beside an open case is either where that case belongs or a new need: ask, and mix nothing."""
        case, reference = self._desk.case, self._tools.reference
        if case is not None and item is not None and item.code != case.item_code and not case.closed:
            before = reference.item(case.item_code)
            name = before.name.in_(language()) if before is not None else case.item_name.in_(language())
            self._notice.say(
                self.tr("Case {no} is open under “{item}”.").format(no=case.no, item=name),
                Tone.ACCENT,
                (
                    ("refile", self.tr("File it under “{item}”").format(item=item.name.in_(language())), Shortcut.ACCEPT.label),
                    ("next_need", self.tr("A new need"), Shortcut.CLEAR.label),
                ),
            )
        self._tell_accept()

    def _tell_accept(self) -> None:
        case, item = self._desk.case, self._desk.item
        self._pane.speech.set_subject(case.no if case is not None else "", closed=case is not None and case.closed)
        if case is not None:
            another = item is not None and item.code != case.item_code
            words = self.tr("File it there") if another else self.tr("Save changed words")
            self._pane.set_can_accept(not case.closed and case.stage is not Stage.MERGED, words if not case.closed else self.tr("Closed"))
        else:
            self._pane.set_can_accept(*can_accept(self._tools, item))
