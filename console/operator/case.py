"""The case on the desk: accepted, sent, reported on, closed; every step is an entry of its journal."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from console.failures import sentence
from console.operator.actions import PASSWORD, VERBS, actions_for, covered, fields_of, for_role, label_of
from console.operator.desk import Desk
from console.operator.tools import Speaker, Tools
from console.operator.vouching import Voucher
from models.commands import case as case_commands
from models.records.callback import Step
from models.records.case import CaseState, Stage
from models.records.draft import Spent
from models.records.failure import RuleBroken, WorldFailure
from models.records.journal import Answer, Assign, Body, CallbackAnswer, Dispatch, Entry, Hotwire, Verify
from models.records.operation import Changes, Topic
from models.records.staff import Role
from models.repositories import case as cases
from models.rules.checklist import score_opens_verification
from models.rules.deadlines import next_deadline
from models.rules.lifecycle import effective
from models.rules.supervision import press_of
from models.rules.tasks import open_task, with_unit
from models.rules.verbs import allowed
from models.rules.vouching import named
from widgets.base.theme import Tone
from widgets.case.view import CasePane

_ABOUT_OWNER = ("take_over", "hand_over", "reassign", "prioritise")


class CasePresenter(QObject):
    """Writes journal entries and shows what they add up to.

    ``written(Body)`` follows each entry that is safely on disk, ``undone(case id)`` each step that was taken back, ``words_changed`` each
    keystroke in what an action asks in place; ``writing(bool)`` tells that words are on their way into the journal, and that this is over.
    ``vouch`` asks the centre about a second person's password, None at a desk without one.
    """

    written = Signal(object)
    writing = Signal(bool)
    undone = Signal(str)
    words_changed = Signal()

    def __init__(self, tools: Tools, desk: Desk, pane: CasePane, notice: Speaker) -> None:
        super().__init__(pane)
        self._tools = tools
        self._desk = desk
        self._pane = pane
        self._notice = notice
        self._role: Role = tools.session.operator.role
        self._entries: tuple[Entry, ...] = ()
        self._ticket = 0
        self._asking = False
        self.vouch: Voucher | None = None
        pane.action_asked.connect(self.ask)
        pane.action_given.connect(self._on_action_given)
        pane.undo_asked.connect(self.undo)
        pane.words_changed.connect(self.words_changed)
        desk.case_changed.connect(self._on_case_changed)
        tools.hub.changed.connect(self._on_changed)
        self._clock = QTimer(self)
        self._clock.setInterval(20_000)
        self._clock.timeout.connect(self._show)
        self._clock.start()

    # --- intents ----------------------------------------------------------------------------------------------------------------

    def open(self, case_id: str) -> None:
        """Put a case on the desk."""
        self._tools.runtime.spawn(self.read(case_id), owner=self)

    def ask(self, name: str) -> None:
        """Begin an action: at once where nothing has to be said, else ask for the words in place."""
        case, verb = self._desk.case, VERBS[name]
        if case is None:
            self._notice.say(self.tr("There is no case on the desk yet. F9 accepts one."), Tone.DUE)
            return
        if not covered(name, self._role, case):
            self._notice.say(sentence(RuleBroken("permission.denied")), Tone.DUE)
            return
        offered = actions_for(case, self._role)
        if name not in [action.id for action in offered] and not _possible(name, case):
            fitting = self.tr(", ").join(f"{action.label} {action.key}" for action in offered[:3])
            said = (
                self.tr("“{action}” does not fit this case now. What fits: {fitting}.")
                if fitting
                else self.tr("“{action}” does not fit this case now.")
            )
            self._notice.say(said.format(action=label_of(name), fitting=fitting), Tone.DUE)
            return
        if verb.fields:
            self._pane.ask(name, label_of(name), fields_of(name, proving=self.vouch is not None))
        else:
            self.give(verb.make(case, {}))

    def offers(self, name: str) -> bool:
        """Tell whether an action is for whoever sits here, on the case on the desk or, where there is none, on any."""
        return for_role(name, self._role, self._desk.case)

    def words(self) -> dict[str, str]:
        """Return the words that are being given to actions as draft fields.

        The action that asks now is ``case.ask``, each answer ``case.ask.<field>``; those to other actions are
        ``case.aside.<action>.<field>``.
        """
        action, typed = self._pane.asked()
        now = {"case.ask": action, **{f"case.ask.{name}": text for name, text in typed.items()}} if action else {}
        aside = self._pane.strip.aside()
        return {**now, **{f"case.aside.{other}.{name}": text for other, words in aside.items() for name, text in words.items()}}

    def restore(self, fields: dict[str, str]) -> None:
        """Ask again what was being answered, with the words that were typed."""
        aside: dict[str, dict[str, str]] = {}
        for name, text in fields.items():
            if name.startswith("case.aside."):
                other, _, field = name.removeprefix("case.aside.").partition(".")
                aside.setdefault(other, {})[field] = text
        self._pane.strip.set_aside(aside)
        action = fields.get("case.ask", "")
        if action in VERBS and self._desk.case is not None:
            typed = {name.removeprefix("case.ask."): text for name, text in fields.items()}
            self._pane.ask(action, label_of(action), fields_of(action, typed, proving=self.vouch is not None))

    def give(self, body: Body, spent: tuple[str, ...] = ()) -> None:
        """Write one entry into the journal of the case on the desk; ``spent`` says how the draft fields begin that it holds."""
        if isinstance(body, CallbackAnswer):
            spent = ("callback.",)
        if self._desk.case is not None:
            words = Spent(key=self._desk.key, fields=spent) if spent else None
            self._tools.runtime.spawn(self._give(self._desk.case.id, body, words), owner=self)

    def dispatch(self, code: str, reasons: tuple[str, ...]) -> None:
        """Send to a partner."""
        partner = self._tools.reference.partner(code)
        if partner:
            self.give(Dispatch(partner=code, name=partner.name, phone=partner.phone, reasons=reasons))

    def assign(self, code: str) -> None:
        """Assign to a department or town."""
        unit = self._tools.reference.unit(code)
        if unit:
            self.give(Assign(unit=code, name=unit.name, phone=unit.phone))

    def answer(self, code: str) -> None:
        """Answer at once from an article; its version stays in the case."""
        article = self._tools.reference.article(code)
        if article:
            self.give(Answer(article=code, title=article.title, version=article.version))

    def hotwire(self, number: str) -> Hotwire | None:
        """Return the entry that notes that the caller was put through to the item's public number, None where it is not the item's."""
        item = self._desk.item
        card = self._tools.reference.cards.get(item.code) if item else None
        if card is None or card.transfer is None or card.transfer.number != number:
            return None
        return Hotwire(number=number, name=card.transfer.name)

    def complain(self, text: str) -> None:
        """The citizen complains about whoever has the case."""
        case = self._desk.case
        if case is not None:
            self.give(VERBS["complain"].make(case, {"text": text}))

    def undo(self) -> None:
        """Take back the last step, as a compensating entry."""
        if self._desk.case is not None:
            self._tools.runtime.spawn(self._undo(self._desk.case.id), owner=self)
        else:
            self._notice.say(self.tr("No case is on the desk whose last step could be taken back. Ctrl 1 to 4 open one."), Tone.MUTED)

    # --- reading and writing ----------------------------------------------------------------------------------------------------

    async def read(self, case_id: str) -> None:
        """Read a case and its journal and lay them on the desk."""
        self._ticket += 1
        ticket = self._ticket
        state = await self._tools.runtime.db(cases.state, case_id, sealed=self._tools.sealed)
        entries = await self._tools.runtime.db(cases.journal, case_id, sealed=self._tools.sealed)
        if ticket != self._ticket:
            return
        self._entries = entries
        if state == self._desk.case:
            self._show()
        self._desk.set_case(state)

    async def _give(self, case_id: str, body: Body, spent: Spent | None) -> None:
        await self.append(case_id, body, spent)

    async def append(self, case_id: str, body: Body, spent: Spent | None = None) -> bool:
        """Write one entry into the journal of a case, whatever lies on the desk by now; tell whether it is there."""
        self.writing.emit(True)
        try:
            changes = await self._tools.runtime.db(case_commands.append, self._tools.stamp, case_id, body, spent)
            await self._again(case_id)
        except WorldFailure as failure:
            self._notice.say(sentence(failure), Tone.DUE if isinstance(failure, RuleBroken) else Tone.OVERDUE)
            return False
        finally:
            self.writing.emit(False)
        self._tools.hub.publish(changes)
        if self._lies_here(case_id):  # else a call was answered meanwhile: what follows would belong to another need
            self.written.emit(body)
            if isinstance(body, CallbackAnswer):
                self._after_answer(body)
        return True

    async def _confirm(self, vouch: Voucher, case_id: str, body: Verify, password: str) -> None:
        """Write a verdict that a second person confirms here, once the centre has seen that it is them."""
        if self._asking:
            return
        self._asking = True
        words = Spent(key=self._desk.key, fields=("case.ask",))
        try:
            word = await vouch(body, case_id, password)
        except WorldFailure as failure:
            self._notice.say(sentence(failure), Tone.DUE)
            return
        finally:
            self._asking = False
        await self.append(case_id, replace(body, vouch=word), words)

    async def _undo(self, case_id: str) -> None:
        try:
            changes = await self._tools.runtime.db(case_commands.undo_last, self._tools.stamp, case_id)
        except WorldFailure as failure:
            self._notice.say(sentence(failure), Tone.DUE)
            return
        await self._again(case_id)
        self._tools.hub.publish(changes)
        self.undone.emit(case_id)
        if self._lies_here(case_id):
            self._notice.say(self.tr("Taken back. The journal keeps both lines."), Tone.ACCENT)

    async def _again(self, case_id: str) -> None:
        """Read a case that was written to, if it still lies on the desk."""
        if self._lies_here(case_id):
            await self.read(case_id)

    def _lies_here(self, case_id: str) -> bool:
        return self._desk.case is not None and self._desk.case.id == case_id

    def _after_answer(self, body: CallbackAnswer) -> None:
        """Lead the eye to the next key."""
        done = dict(body.steps).get(Step.DONE, True)
        if score_opens_verification(body.score):
            self._notice.say(
                self.tr("Not satisfied: {key} opens verification with the partner").format(key=VERBS["complain"].hint), Tone.DUE
            )
        elif not done:
            self._notice.say(self.tr("Not done: {key} sends it back for rework").format(key=VERBS["rework"].hint), Tone.DUE)
        else:
            self._notice.say(self.tr("Answers saved. {key} closes the case.").format(key=VERBS["close"].hint), Tone.OK)

    # --- showing ----------------------------------------------------------------------------------------------------------------

    def _on_action_given(self, name: str, values: dict[str, str]) -> None:
        case, vouch = self._desk.case, self.vouch
        if case is None:
            return
        password = values.pop(PASSWORD, "")
        body = VERBS[name].make(case, values)
        if vouch is not None and isinstance(body, Verify) and named(body, self._tools.session.operator.number) > 0:
            self._tools.runtime.spawn(self._confirm(vouch, case.id, body, password), owner=self)
        else:
            self.give(body, spent=("case.ask",))

    def _on_case_changed(self, case: CaseState | None) -> None:
        if case is None:
            self._entries = ()
            self._ticket += 1
        self._show()

    def _show(self) -> None:
        case, reference = self._desk.case, self._tools.reference
        now = self._tools.now()
        if case is None:
            self._pane.set_case(None, None, (), frozenset(), now)
            self._pane.set_actions([])
            return
        district = reference.district(case.district)
        deadline = next_deadline(case, reference.profile, district.kind if district else "street")
        kept = {entry.op_id for entry in effective(self._entries)}
        undone = frozenset(entry.op_id for entry in self._entries if entry.op_id not in kept and entry.verb != "case.undo")
        self._pane.set_case(case, deadline, self._entries, undone, now)
        main = open_task(case) if with_unit(case) else None
        press = press_of(main, reference.profile, now) if main is not None else None
        self._pane.set_unit(main, press)
        self._pane.set_actions(actions_for(case, self._role, press))

    def _on_changed(self, changes: Changes) -> None:
        case = self._desk.case
        if case is not None and case.id in changes.ids(Topic.CASE):
            self.open(case.id)


def _possible(name: str, case: CaseState) -> bool:
    """Tell whether a step that no button offers may be asked for by its name."""
    asked = ("feedback", "unmet", "cancel", "close", "complain", "rework", "reopen", "verify", "propose_veto", "confirm_veto", "chase")
    if name in ("add_unit", "unit_report", "return"):
        return VERBS[name].type in allowed(case)
    return name in (*asked, *_ABOUT_OWNER) and case.stage is not Stage.MERGED
