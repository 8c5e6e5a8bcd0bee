"""What operators do, drawn from the seed: the real commands with what the desk in question shows."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from models.commands import call, caller, case, search, waiting
from models.records.base import Text
from models.records.call import CallRow, CallState, Direction
from models.records.callback import Attempt, Step
from models.records.caller import Flag, FlagKind, PersonRow
from models.records.case import CaseKind, CaseState, CloseReason, Verification
from models.records.catalogue import Line
from models.records.journal import (
    Acknowledge,
    Amend,
    Answer,
    Assign,
    Body,
    CallbackAnswer,
    CallbackAttempt,
    Cancel,
    Close,
    Complain,
    Decline,
    Dispatch,
    Feedback,
    Hotwire,
    Merge,
    Note,
    OnSite,
    ProposeVeto,
    Reopen,
    Rework,
    Unmet,
    Verify,
    WorkDone,
)
from models.records.operation import Desk
from models.records.staff import Role
from models.repositories import caller as callers
from models.repositories import case as cases
from models.repositories.waiting import need_rows
from models.rules.verbs import allowed
from models.store.store import Store
from tests.simulation.stage import ADVICE, DISTRICT, ELECTRIC, PARTNERS, PLUMBING, STRESS, TOWN

MARK = "sealed-words"
"""Stands in everything that is said on the psychology line, and must be found nowhere else."""

_RECENT = 8
"""So many of the newest cases are worked on: the fewer they are, the more often two desks meet."""


class Hands:
    """Everybody's hands: ``act`` does one thing at a desk. What is typed is never typed twice, so that each value can be followed."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self._typed = 0
        self._acts: tuple[tuple[Callable[[Store, Desk], object], int], ...] = (
            (self.accept, 14),
            (self.amend, 22),
            (self.go_on, 34),
            (self.note, 8),
            (self.undo, 6),
            (self.merge, 4),
            (self.refile, 3),
            (self.save_person, 10),
            (self.flag, 3),
            (self.call, 4),
            (self.choose, 3),
            (self.settle, 6),
        )

    def act(self, store: Store, here: Desk) -> None:
        """Do something. Raises what the commands raise."""
        acts, weights = zip(*self._acts, strict=True)
        self.chance.choices(acts, weights)[0](store, here)

    def words(self, line: Line = Line.GENERAL) -> str:
        """Return words that nobody has typed before, marked where they are said on the psychology line."""
        self._typed += 1
        return f"{MARK} {self._typed}" if line is Line.PSYCHOLOGY else f"words-{self._typed}"

    def accept(self, store: Store, here: Desk) -> None:
        sealed = here.role is Role.COUNSELLOR and self.chance.random() < 0.6
        item = STRESS if sealed else self.chance.choice((PLUMBING, PLUMBING, ELECTRIC, ADVICE, TOWN))
        line = Line.PSYCHOLOGY if sealed else Line.GENERAL
        case.accept(
            store,
            here,
            item_code=item,
            kind=self.chance.choice((CaseKind.SERVICE, CaseKind.SERVICE, CaseKind.COMPLAINT)),
            number=self._number(),
            person_name=self.words(line),
            address=self.words(line),
            text=self.words(line),
            district=DISTRICT,
        )

    def amend(self, store: Store, here: Desk) -> None:
        fields = self.chance.sample(("text", "address", "person_name"), self.chance.choice((1, 1, 2)))
        if (found := self._case(store)) is not None:
            case.append(store, here, found.id, Amend(**{field: self.words(found.line) for field in fields}))

    def go_on(self, store: Store, here: Desk) -> None:
        """Do to a case what can be done to it now."""
        found = self._case(store)
        if found is None:
            return
        may = allowed(found)
        bodies = [body for body in self._bodies(found) if str(type(body).__struct_config__.tag) in may]
        if bodies:
            case.append(store, here, found.id, self.chance.choice(bodies))

    def note(self, store: Store, here: Desk) -> None:
        if (found := self._case(store)) is not None:
            case.append(store, here, found.id, Note(text=self.words(found.line)))

    def undo(self, store: Store, here: Desk) -> None:
        if (found := self._case(store)) is not None:
            case.undo_last(store, here, found.id)

    def merge(self, store: Store, here: Desk) -> None:
        one, other = self._case(store), self._case(store)
        if one is not None and other is not None:
            case.append(store, here, one.id, Merge(into=other.id, into_no=other.no))

    def refile(self, store: Store, here: Desk) -> None:
        if (found := self._case(store)) is not None:
            case.refile(store, here, found.id, self.chance.choice((PLUMBING, ELECTRIC, ADVICE)))

    def save_person(self, store: Store, here: Desk) -> None:
        known = self._person(store) if self.chance.random() < 0.7 else None
        if known is None:
            caller.save_person(store, here, PersonRow(id="", name=self._plain(), numbers=(self._number(),)))
            return
        field = self.chance.choice(("name", "address", "notes"))
        values = {name: getattr(known, name) for name in known.__struct_fields__}
        caller.save_person(store, here, PersonRow(**{**values, field: self._plain()}))

    def flag(self, store: Store, here: Desk) -> None:
        if (known := self._person(store)) is not None:
            flag = Flag(kind=self.chance.choice(tuple(FlagKind)), note=self._plain(), review_on="2026-12-24")
            caller.flag_person(store, here, known.id, flag, lifted=self.chance.random() < 0.3)

    def call(self, store: Store, here: Desk) -> None:
        rang = CallRow(
            id=self._plain(),
            direction=Direction.IN,
            number=self._number(),
            line=Line.GENERAL,
            state=CallState.CONNECTED,
            queued_at="2026-11-26T08:00:00.000+08:00",
            operator=here.actor,
        )
        call.record_call(store, here, rang)

    def choose(self, store: Store, here: Desk) -> None:
        search.record_choice(store, here, self._plain(), PLUMBING)

    def settle(self, store: Store, here: Desk) -> None:
        """Choose what becomes of something that the centre did not let stand."""
        rows = [row for row in need_rows(store, sealed=here.role is Role.COUNSELLOR) if row.choices]
        if rows:
            row = self.chance.choice(rows)
            waiting.settle(store, here, row.op_id, self.chance.choice(row.choices), row.field)

    def poison(self, store: Store, here: Desk) -> None:
        """Write what no centre takes: a session of a length that it refuses the whole request for."""
        broken = Desk(actor=here.actor, desk=here.desk, session="s" * 200, role=here.role)
        if (found := self._case(store)) is not None:
            case.append(store, broken, found.id, Note(text=self.words(found.line)))

    def _plain(self) -> str:
        """Return words about a person or a call: they are the same for every desk."""
        return self.words()

    def _number(self) -> str:
        return f"1380000{self.chance.randrange(10_000):04d}"

    def _case(self, store: Store) -> CaseState | None:
        found = store.read().exec_driver_sql('SELECT id FROM "case" ORDER BY id DESC LIMIT ?', (_RECENT,)).fetchall()
        return cases.state(store, self.chance.choice(found)[0], sealed=True) if found else None

    def _person(self, store: Store) -> PersonRow | None:
        found = store.read().exec_driver_sql("SELECT id FROM person ORDER BY id DESC LIMIT 3").fetchall()
        return callers.person(store, self.chance.choice(found)[0]) if found else None

    def _bodies(self, found: CaseState) -> Sequence[Body]:
        words = self.words(found.line)
        partner = self.chance.choice(PARTNERS)
        accused = found.accused or (found.handler.code if found.handler else partner)
        done = self.chance.random() < 0.7
        return (
            Dispatch(partner=partner, name=Text(partner)),
            Assign(unit="D01", name=Text("D01")),
            Answer(words=words),
            Hotwire(number="95598", name=Text("95598")),
            Acknowledge(note=words),
            Decline(reason=words),
            OnSite(note=words),
            WorkDone(note=words),
            WorkDone(note=words),
            Feedback(note=words),
            Rework(reason=words),
            Complain(text=words, partner=accused, name=Text(accused)),
            ProposeVeto(partner=accused, name=Text(accused), statement=words),
            Verify(verdict=Verification.VERIFIED, partner=accused, name=Text(accused), statement=words),
            Verify(verdict=Verification.UNFOUNDED, partner=accused, name=Text(accused), statement=words),
            Verify(verdict=Verification.VETO, partner=accused, name=Text(accused), statement=words),
            CallbackAttempt(outcome=Attempt.NO_ANSWER, note=words),
            CallbackAnswer(steps=((Step.DONE, done), (Step.SATISFIED, done)), score=5 if done else 2, comment=words),
            CallbackAnswer(steps=((Step.DONE, True), (Step.SATISFIED, True)), score=4),
            Unmet(need=words),
            Close(reason=self.chance.choice(tuple(CloseReason)), resolved=False, note=words),
            Close(reason=CloseReason.DONE, resolved=True, note=words),
            Cancel(reason=words),
            Reopen(reason=words),
        )
