"""The callback: checklist, attempts and the answer."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from console.calls.exchange import TALKING
from console.operator.desk import Desk
from console.operator.tools import Tools
from models.records.callback import Attempt, Checklist, Step
from models.records.case import CaseState, Deadline, DeadlineKind, Stage
from models.records.journal import CallbackAnswer, CallbackAttempt
from models.repositories import call as calls
from models.rules.checklist import steps
from models.rules.deadlines import next_deadline
from widgets.base.moment import clock
from widgets.base.words import language
from widgets.callback.view import Answers, CallbackPane


class CallbackPresenter(QObject):
    """Shows the checklist of the case on the desk and turns answers into journal entries.

    ``given(Body)`` hands an entry to the case presenter; ``unhappy(str)`` says that the citizen complains.
    """

    given = Signal(object)
    unhappy = Signal(str)
    dial_asked = Signal(str)
    answers_changed = Signal()

    def __init__(self, tools: Tools, desk: Desk, pane: CallbackPane) -> None:
        super().__init__(pane)
        self._tools = tools
        self._desk = desk
        self._pane = pane
        pane.answered.connect(self._on_answered)
        pane.heard.connect(self._on_heard)
        pane.attempt_made.connect(lambda how: self.given.emit(CallbackAttempt(outcome=Attempt(how))))
        pane.complaint_asked.connect(self.unhappy)
        pane.dial_asked.connect(self.dial_asked)
        pane.answers_changed.connect(self.answers_changed)
        desk.case_changed.connect(self._on_case_changed)

    def answers(self) -> tuple[tuple[tuple[Step, bool], ...], int | None, str]:
        """Return what is ticked and written so far: (steps, score, comment)."""
        return self._pane.answers()

    def how(self) -> str:
        """Return the words begun about how the answers were heard without a call."""
        return self._pane.how()

    def restore(self, fields: dict[str, str]) -> None:
        """Put drafted answers back."""
        ticked = tuple((step, fields[f"callback.{step}"] == "yes") for step in Step if f"callback.{step}" in fields)
        score = fields.get("callback.score", "")
        if ticked or score or fields.get("callback.comment"):
            how = fields.get("callback.how", "")
            self._pane.set_answers(ticked, int(score) if score.isdigit() else None, fields.get("callback.comment", ""), how)

    def _on_case_changed(self, case: CaseState | None) -> None:
        due = case is not None and (
            case.stage is Stage.CALLBACK or case.callback_done or bool(case.attempts) or self._pane.begun(case.id)
        )
        self._pane.set_checklist(self._checklist(case) if case and due else None, self._tools.now())

    def _checklist(self, case: CaseState) -> Checklist:
        profile = self._tools.reference.profile
        district = self._tools.reference.district(case.district)
        deadline: Deadline | None = next_deadline(case, profile, district.kind if district else "street")
        due = deadline.due if deadline and deadline.kind is DeadlineKind.CALLBACK else ""
        return Checklist(
            case_id=case.id,
            case_no=case.no,
            title=case.item_name.in_(language()),
            number=case.number,
            steps=steps(case.handler.kind if case.handler else case.handler_kind, case.kind),
            answers=tuple((Step(name), yes) for name, yes in case.answers),
            score=case.score if case.callback_done else None,
            due=due,
            overdue=bool(due) and due < self._tools.now().isoformat(),
            attempts=tuple((at, Attempt(how)) for at, how in case.attempts),
            needed=profile.attempts,
            open=not case.closed and case.stage in (Stage.CALLBACK, Stage.ACCEPTED) and not case.callback_done,
            round=case.times.get("rework", ""),
            former=None if case.callback_done else case.score,
        )

    def _on_answered(self, answer: Answers) -> None:
        case = self._desk.case
        if case is not None:
            self._tools.runtime.spawn(self._save(case, answer), owner=self)

    async def _save(self, case: CaseState, answer: Answers) -> None:
        """Save answers that the citizen gave on the telephone; where nobody spoke with them since the work was done, ask how they came."""
        since = case.times.get("work_done", "")
        heard = not since or self._speaking(case) or await self._tools.runtime.db(calls.talked_since, case.number, since)
        if self._desk.case is None or self._desk.case.id != case.id:
            return  # a call was answered meanwhile; the answers are in the draft of their case
        if heard:
            self._on_heard(answer, "")
        elif case.number:
            self._pane.ask_how(self.tr("No call with this number since {time}. How did you hear it?").format(time=clock(since)))
        else:
            self._pane.ask_how(self.tr("There is no number to ring. How did you hear it?"))

    def _speaking(self, case: CaseState) -> bool:
        """Tell whether the call in hand is one with the citizen of the case."""
        call = self._desk.call
        if call is None or call.state not in TALKING:
            return False
        return call.number == case.number or (call.case == case.id and not self._tools.reference.handler_of(call.number))

    def _on_heard(self, answer: Answers, how: str) -> None:
        ticked, score, comment = answer
        self.given.emit(CallbackAnswer(steps=ticked, score=score, comment=comment, heard=how))
