"""Two desks without a way to the centre type over each other a thousand times: each value stands in the end, or is found in its case."""

from __future__ import annotations

import random
from collections import defaultdict
from contextlib import nullcontext
from typing import NamedTuple

import pytest

from models.commands import caller, case
from models.records.base import Text
from models.records.caller import PersonRow
from models.records.case import CaseKind, CaseState
from models.records.failure import RuleBroken
from models.records.journal import Acknowledge, Amend, Body, Cancel, Dispatch, Note, OnSite, Reopen, WorkDone
from models.repositories import caller as callers
from models.repositories import case as cases
from models.repositories.waiting import need_rows
from models.store.store import Store
from tests.simulation.bugs import last_writer_wins
from tests.simulation.desk import Seat
from tests.simulation.stage import PARTNERS, PLUMBING
from tests.simulation.world import World

CASES, PEOPLE, EDITS, NAIVE = 20, 10, 1000, 300
FIELDS = ("text", "address", "person_name")
PERSON_FIELDS = ("name", "address", "notes")


class Typed(NamedTuple):
    """A value that an operator typed into a field, having seen another there, and the operation that it became."""

    op_id: str
    seat: str
    kind: str
    ref: str
    field: str
    seen: str
    value: str


class Afternoon:
    """Two desks that share cases and people, and then work for themselves."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.chance = random.Random(world.seed)
        self.typed: list[Typed] = []
        self.said: list[tuple[str, str]] = []
        self.seats = world.seats[:2]

    def begin(self) -> None:
        """Make what is shared, and let it come to both."""
        first = self.seats[0]
        for n in range(CASES):
            case.accept(first.store, first.here, item_code=PLUMBING, kind=CaseKind.SERVICE, number="", text=f"t{n}", address=f"a{n}")
        for n in range(PEOPLE):
            caller.save_person(first.store, first.here, PersonRow(id="", name=f"n{n}", numbers=(f"1380000{n:04d}",)))
        first.engine.wrote()
        self.world.play(5)
        raw = first.store.read()
        self.cases = raw.exec_driver_sql('SELECT id FROM "case" ORDER BY id').scalars().all()
        self.people = raw.exec_driver_sql("SELECT id FROM person ORDER BY id").scalars().all()
        assert all(self.state(seat.store, self.cases[-1]).text == f"t{CASES - 1}" for seat in self.seats)

    def edit(self, n: int) -> None:
        """Do one of a thousand things at one of the two desks."""
        seat = self.chance.choice(self.seats)
        kind = self.chance.choices(("case", "person", "note", "status"), (50, 25, 10, 15))[0]
        match kind:
            case "case":
                self._amend(seat, n)
            case "person":
                self._save(seat, n)
            case "note":
                ref = self.chance.choice(self.cases)
                self._do(seat, ref, Note(text=f"note-{n}"))
            case _:
                self._move_on(seat, n)

    def _amend(self, seat: Seat, n: int) -> None:
        ref, field = self.chance.choice(self.cases), self.chance.choice(FIELDS)
        seen = str(getattr(self.state(seat.store, ref), field))
        if self._do(seat, ref, Amend(**{field: f"value-{n}"})):
            self.typed.append(Typed(self._last(seat), seat.name, "case", ref, field, seen, f"value-{n}"))

    def _save(self, seat: Seat, n: int) -> None:
        ref, field = self.chance.choice(self.people), self.chance.choice(PERSON_FIELDS)
        known = callers.person(seat.store, ref)
        assert known is not None
        values = {name: getattr(known, name) for name in known.__struct_fields__}
        caller.save_person(seat.store, seat.here, PersonRow(**{**values, field: f"value-{n}"}))
        self.typed.append(Typed(self._last(seat), seat.name, "person", ref, field, str(getattr(known, field)), f"value-{n}"))

    def _move_on(self, seat: Seat, n: int) -> None:
        ref = self.chance.choice(self.cases)
        partner = self.chance.choice(PARTNERS)
        bodies: tuple[Body, ...] = (
            Dispatch(partner=partner, name=Text(partner), reasons=(f"move-{n}",)),
            Acknowledge(note=f"move-{n}"),
            OnSite(note=f"move-{n}"),
            WorkDone(note=f"move-{n}"),
            Cancel(reason=f"move-{n}"),
            Reopen(reason=f"move-{n}"),
        )
        self._do(seat, ref, self.chance.choice(bodies))

    def _do(self, seat: Seat, ref: str, body: Body) -> bool:
        try:
            case.append(seat.store, seat.here, ref, body)
        except RuleBroken:
            return False
        if not isinstance(body, Amend):
            self.said.append((ref, next(word for word in str(body).replace("'", " ").split() if word.startswith(("note-", "move-")))))
        return True

    @staticmethod
    def _last(seat: Seat) -> str:
        return str(seat.store.outbox.database.raw.execute("SELECT op_id FROM op ORDER BY dseq DESC LIMIT 1").fetchone()[0])

    def overwritten(self) -> list[Typed]:
        """Return the values that do not stand, whose successor's author had not seen them, and that nobody is told of.

        Told of are a conflict in the case, which every desk shows, and an entry of the desk where the value was typed.
        """
        store = self.seats[0].store
        seen = {(typed.kind, typed.ref, typed.field, typed.seen) for typed in self.typed}
        needs = {row.op_id for seat in self.seats for row in need_rows(seat.store)}
        found: list[Typed] = []
        for typed in self.typed:
            told = {typed.op_id} & needs
            if typed.kind == "case":
                holder: object = self.state(store, typed.ref)
                conflicts = self.state(store, typed.ref).conflicts
                told |= {one.op_id for one in conflicts if (one.op_id, one.other) == (typed.op_id, typed.value)}
            else:
                holder = callers.person(store, typed.ref)
            stands = str(getattr(holder, typed.field)) == typed.value
            followed = (typed.kind, typed.ref, typed.field, typed.value) in seen
            if not (stands or followed or told):
                found.append(typed)
        return found

    @staticmethod
    def state(store: Store, ref: str) -> CaseState:
        return cases.state(store, ref, sealed=True)


@pytest.mark.parametrize("naive", [False, True], ids=["ours", "last writer wins"])
def test_a_thousand_edits_without_a_centre_write_over_nothing_in_silence(naive: bool) -> None:
    with last_writer_wins() if naive else nullcontext(), World(7) as world:
        world.network.weather.fair()
        afternoon = Afternoon(world)
        afternoon.begin()
        world.network.unplugged |= {seat.name for seat in afternoon.seats}
        for n in range(NAIVE if naive else EDITS):
            afternoon.edit(n)
        world.network.unplugged.clear()
        world.play(120)
        one, two = (seat.store for seat in afternoon.seats)
        if naive:
            assert len(afternoon.overwritten()) > 20, "a centre without comparing would lose values, and this test would see it"
            return
        world.look()
        assert afternoon.overwritten() == []
        contested = {(typed.ref, typed.field) for typed in afternoon.typed if typed.seat == afternoon.seats[0].name} & {
            (typed.ref, typed.field) for typed in afternoon.typed if typed.seat == afternoon.seats[1].name
        }
        assert len(contested) > 40, "both have typed into the same fields"
        journals = defaultdict(str)
        for ref in afternoon.cases:
            assert afternoon.state(one, ref) == afternoon.state(two, ref)
            journals[ref] = str(cases.journal(one, ref, sealed=True))
        missing = [word for ref, word in afternoon.said if word not in journals[ref]]
        assert missing == [], "notes and steps are in the journal whether they moved the case or not"
        for ref in afternoon.people:
            assert callers.person(one, ref) == callers.person(two, ref)
        world.finish()


def test_what_a_desk_could_not_do_is_a_task_with_its_words() -> None:
    with World(7) as world:
        world.network.weather.fair()
        afternoon = Afternoon(world)
        afternoon.begin()
        world.network.unplugged |= {seat.name for seat in afternoon.seats}
        ref = afternoon.cases[0]
        for seat, partner in zip(afternoon.seats, PARTNERS, strict=False):
            case.append(seat.store, seat.here, ref, Dispatch(partner=partner, name=Text(partner)))
        world.network.unplugged.clear()
        world.play(60)
        needs = [row for seat in afternoon.seats for row in need_rows(seat.store)]
        assert [(row.type, row.entity.id) for row in needs] == [("case.dispatch", ref)]
        handlers = {state.handler.code for seat in afternoon.seats if (state := afternoon.state(seat.store, ref)).handler}
        assert len(handlers) == 1, "the case goes on with the partner that came first"
        world.finish()
